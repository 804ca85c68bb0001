import Rendezvous
import RendezvousDocuments
import RendezvousSimulation

extension Node {
    /// The numbers of a list.
    func decimals(_ range: ClosedRange<Double>) throws(DocumentError) -> [Double] {
        var values: [Double] = []
        for item in try items() { values.append(try item.decimal(range)) }
        return values
    }

    /// What a body makes of values of this node, or the error that they do not go together.
    func checked<Value>(
        _ body: () throws(ParameterError) -> Value
    ) throws(DocumentError) -> Value {
        do throws(ParameterError) {
            return try body()
        } catch {
            throw refused("cannot be: \(error.name) (\(error.value)) must be \(error.allowed)")
        }
    }
}

extension Members {
    /// A number that may be missing.
    func decimal(
        _ name: String, _ range: ClosedRange<Double>, else standard: Double
    ) throws(DocumentError) -> Double {
        try self[name]?.decimal(range) ?? standard
    }

    /// A whole number that may be missing.
    func integer(
        _ name: String, _ range: ClosedRange<Int>, else standard: Int
    ) throws(DocumentError) -> Int {
        try self[name]?.integer(range) ?? standard
    }

    /// A length of time as a number of seconds, within a range.
    func seconds(
        _ name: String, _ range: ClosedRange<Int64>, else standard: Int64? = nil
    ) throws(DocumentError) -> Int {
        if self[name] == nil, let standard { return Int(standard) }
        let node = try required(name)
        let length = try Seconds(reading: node)
        guard range.contains(length.count) else {
            throw node.refused(
                "must be from \(Seconds(range.lowerBound).documentText) to "
                    + Seconds(range.upperBound).documentText)
        }
        return Int(length.count)
    }
}
