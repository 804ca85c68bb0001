import RendezvousDocuments
public import RendezvousSimulation

extension StudyRecord {
    /// The record of results of a phone line, with the points of the checklist STRESS-DES (Monks
    /// and others 2019) that follow from the scenarios; the target is given in days.
    ///
    /// Nothing in it depends on which replications were run, so that parts can be merged.
    public init(_ study: PhoneStudy, program: String, results: StudyResults) {
        let first = study.scenarios[0]
        let names = study.scenarios.map(\.name).joined(separator: ", ")
        let lengths = study.scenarios.map {
            "\($0.name): \($0.end) s, of which \($0.warmUp) s of warm-up; target \($0.target) s."
        }
        self.init(
            title: names, program: program, groups: first.line.kinds.map(\.name),
            target: first.target / 86_400,
            points: [
                Point("1.1", "Purpose of the model", "A phone line: \(names)."),
                Point(
                    "1.2", "Model outputs",
                    "Service level, waits, callers lost and called back, occupancy. Means over "
                        + "replications with 95 % intervals after Student; differences are paired. "
                        + "Definitions: Documentation/Simulation.md."),
                Point(
                    "2.1", "Overview",
                    "Call → be answered, wait, hang up and dial again, or be called back."),
                Point(
                    "2.5.1", "Entities",
                    first.line.kinds.map(\.name).joined(separator: ", ") + "."),
                Point("4.2", "Run length", lengths.joined(separator: " ")),
                Point(
                    "4.3", "Estimation approach",
                    "Independent replications; each scenario meets the same callers."),
                Point("5.1", "Software", program),
            ],
            results: results)
    }
}
