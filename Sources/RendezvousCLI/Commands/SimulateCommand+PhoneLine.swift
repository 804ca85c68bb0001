internal import RendezvousDocuments
internal import RendezvousSimulation
internal import RendezvousStudies
internal import RendezvousThreads

/// Phone lines: each document is a scenario, the first is the baseline.
extension SimulateCommand {
    static func simulateLines(
        _ paths: [String], _ arguments: Arguments, _ inputs: Inputs
    ) throws(Failure) -> StudyRecord {
        for (option, owner) in [("policies", "a simulation/1"), ("report", "appointment books")]
        where arguments.has(option) {
            throw Failure(.usage, "--\(option) goes with \(owner), not with phone lines.")
        }
        var scenarios: [PhoneScenario] = []
        var documents: [UInt8] = []
        for path in paths {
            let bytes = try inputs.bytes(of: path)
            do throws(DocumentError) {
                scenarios.append(try PhoneScenarioDocument.decode(bytes))
            } catch {
                throw Failure(.data, "\(path): \(error)")
            }
            // No document has a zero byte, so that two are never taken for one.
            documents += bytes + [0]
        }
        let range = try replications(arguments)
        let seed = try arguments.number("seed", from: 0) ?? 1
        let execution = ThreadedExecution(threads: try arguments.number("threads", from: 1))
        do throws(StudyError) {
            let study = try PhoneStudy(scenarios, configuration: documents)
            let empty = try study.emptyResults(seed: UInt64(seed))
            let results = try inPieces(
                range, into: empty, on: execution, inputs.console
            ) { part throws(StudyError) in
                try study.run(part, seed: UInt64(seed), execution: execution)
            }
            return StudyRecord(study, program: "rendezvous \(Release.version)", results: results)
        } catch {
            throw Failure(.data, "\(paths.joined(separator: " ")): \(error)")
        }
    }
}
