public import RendezvousDocuments
import RendezvousSimulation

/// The document `simulation-results/1`: the values of every run, to be merged and reported.
public enum SimulationResultsDocument {
    private static let names = [
        "title", "program", "configuration", "seed", "generator", "groups", "target", "points",
        "policies", "metrics", "runs",
    ]
    private static let generator = "philox4x64-10"

    /// The document of a record; merged records give the bytes that one run would have given.
    public static func encode(
        _ record: StudyRecord, _ layout: DocumentLayout = .pretty
    ) -> [UInt8] {
        let results = record.results
        let runs = results.replications.map { replication in
            JSONOutput.members([
                "replication": .number(replication),
                "population": .text(hexadecimal(results.population(replication) ?? 0)),
                "values": .list(
                    results.policies.indices.map { policy in
                        let values = results.values(policy: policy, replication: replication)
                        return .list((values ?? []).map { .decimal($0) })
                    }),
            ])
        }
        let members = JSONOutput.members([
            "title": .text(record.title), "program": .text(record.program),
            "configuration": .text(hexadecimal(results.configuration)),
            // A seed may be larger than the whole numbers that JSON readers keep.
            "seed": .text(String(results.seed)), "generator": .text(generator),
            "groups": .list(record.groups.map { .text($0) }), "target": .decimal(record.target),
            "points": .list(
                record.points.map {
                    .members([
                        "item": .text($0.item), "title": .text($0.title), "text": .text($0.text),
                    ])
                }),
            "policies": .list(results.policies.map { .text($0) }),
            "metrics": .list(results.metrics.map { .text($0.description) }), "runs": .list(runs),
        ])
        return DocumentKind.simulationResults.bytes(members, layout)
    }

    /// The record of a document.
    ///
    /// - Throws: `DocumentError` with the place of the first value that is not allowed.
    public static func decode(
        _ bytes: [UInt8], limits: StrictJSON.Limits = .standard
    ) throws(DocumentError) -> StudyRecord {
        let members = try DocumentKind.simulationResults.members(of: bytes, names, limits)
        let generator = try members.required("generator")
        guard try generator.string() == Self.generator else {
            throw generator.refused("must be \"\(Self.generator)\"")
        }
        var points: [StudyRecord.Point] = []
        for node in try members.required("points").items() {
            let point = try node.members(["item", "title", "text"])
            points.append(
                StudyRecord.Point(
                    try point.value("item"), try point.value("title"), try point.value("text")))
        }
        var metrics: [StudyMetric] = []
        for node in try members.required("metrics").items() {
            guard let metric = StudyMetric(text: try node.string()) else {
                throw node.refused("must be a metric such as \"leadDays/group@0\"")
            }
            metrics.append(metric)
        }
        let configuration = try word(members.required("configuration"))
        let seed = try members.required("seed")
        guard let number = UInt64(try seed.string()) else {
            throw seed.refused("must be a whole number from 0 on, as a text")
        }
        let policies: [String] = try members.value("policies")
        var results: StudyResults
        do throws(StudyError) {
            results = try StudyResults(
                configuration: configuration, seed: number, policies: policies, metrics: metrics)
        } catch {
            throw members.node.refused("must be results: \(error)")
        }
        for node in try members.required("runs").items() { try read(node, into: &results) }
        return StudyRecord(
            title: try members.value("title"), program: try members.value("program"),
            groups: try members.value("groups"),
            target: try members.required("target").decimal(0...732), points: points,
            results: results)
    }

    private static func read(
        _ node: Node, into results: inout StudyResults
    ) throws(DocumentError) {
        let run = try node.members(["replication", "population", "values"])
        var rows: [[Double]] = []
        for row in try run.required("values").items() {
            var values: [Double] = []
            for value in try row.items() {
                let limit = Double.greatestFiniteMagnitude
                values.append(value.isNull ? .nan : try value.decimal(-limit...limit))
            }
            rows.append(values)
        }
        let replication = try run.required("replication").integer(0...Int.max)
        guard results.population(replication) == nil else {
            throw try node.member("replication").refused("must not come twice")
        }
        let population = try word(run.required("population"))
        do throws(StudyError) {
            try results.add(replication, population: population, rows)
        } catch {
            throw node.refused("must be a run: \(error)")
        }
    }

    private static func word(_ node: Node) throws(DocumentError) -> UInt64 {
        let text = try node.string()
        guard let value = UInt64(text, radix: 16), hexadecimal(value) == text else {
            throw node.refused("must be 16 hexadecimal digits")
        }
        return value
    }

    private static func hexadecimal(_ value: UInt64) -> String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
