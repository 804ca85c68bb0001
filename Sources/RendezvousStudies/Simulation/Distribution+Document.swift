import Rendezvous
import RendezvousDocuments
import RendezvousSimulation

/// Laws of lengths, read from an object whose `law` says what the other members are.
enum LawReader {
    /// What the numbers of a law are.
    enum Unit {
        /// Texts such as `PT25M`; the law gives seconds.
        case lengths
        /// Numbers of days.
        case days
    }

    private static let laws: KeyValuePairs<String, [String]> = [
        "deterministic": ["value"], "exponential": ["mean"], "uniform": ["from", "to"],
        "log-normal": ["mean", "variation"], "gamma": ["shape", "mean"],
        "erlang": ["stages", "mean"], "zero-or-exponential": ["share", "mean"],
        "empirical": ["values"], "histogram": ["edges", "weights"],
    ]

    /// The law of a node.
    static func law(_ node: Node, _ unit: Unit) throws(DocumentError) -> Distribution {
        let name = try node.member("law")
        let known = laws.first { $0.key == (name.isText ? name.content : "") }
        guard let (law, names) = known else {
            throw name.refused(
                "must be one of " + laws.map { "\"\($0.key)\"" }.joined(separator: ", "))
        }
        let members = try node.members(["law"] + names)
        func number(_ name: String) throws(DocumentError) -> Double {
            try members.required(name).decimal(0...1e9)
        }
        func amount(_ name: String) throws(DocumentError) -> Double {
            try Self.amount(members.required(name), unit)
        }
        func amounts(_ name: String) throws(DocumentError) -> [Double] {
            var result: [Double] = []
            for item in try members.required(name).items() {
                result.append(try Self.amount(item, unit))
            }
            return result
        }
        do {
            switch law {
            case "deterministic": return try .deterministic(amount("value"))
            case "exponential": return try .exponential(mean: amount("mean"))
            case "uniform": return try .uniform(from: amount("from"), to: amount("to"))
            case "log-normal":
                return try .logNormal(mean: amount("mean"), variation: number("variation"))
            case "gamma": return try .gamma(shape: number("shape"), mean: amount("mean"))
            case "erlang":
                return try .erlang(
                    stages: members.required("stages").integer(1...1_000), mean: amount("mean"))
            case "zero-or-exponential":
                return try .zeroOrExponential(share: number("share"), mean: amount("mean"))
            case "empirical": return try .empirical(amounts("values"))
            default:
                var weights: [Double] = []
                for item in try members.required("weights").items() {
                    weights.append(try item.decimal(0...1e9))
                }
                return try .histogram(edges: amounts("edges"), weights: weights)
            }
        } catch let error as ParameterError {
            throw node.refused(
                "must have parameters in range: \(error.name) must be \(error.allowed)")
        } catch let error as DocumentError {
            throw error
        } catch {
            throw node.refused("must be a law")
        }
    }

    private static func amount(_ node: Node, _ unit: Unit) throws(DocumentError) -> Double {
        switch unit {
        case .lengths: Double(try Seconds(reading: node).count)
        case .days: try node.decimal(0...3_660)
        }
    }
}
