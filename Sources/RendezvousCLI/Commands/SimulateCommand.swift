internal import Rendezvous
internal import RendezvousDocuments
internal import RendezvousSimulation
internal import RendezvousStudies
internal import RendezvousThreads

/// `rendezvous simulate`: tries policies on the same clients, or phone lines on the same callers,
/// and merges what parts gave.
enum SimulateCommand: Command {
    static let name = "simulate"
    static let summary = "try policies on a stretch of days; merge results of parts"
    static let files = ["SCENARIO…"]
    static let options = [
        Option("policies", "ID,…", "compare these, the first is the baseline (default: all)"),
        Option("replications", "A...B", "the replications to run (default: 1...10)"),
        Option("seed", "N", "what all chance follows from (default: the scenario's, else 1)"),
        Option("threads", "N", "threads (default: one a processor)"),
        Option("out", "FILE", "write the results, simulation-results/1"),
        Option("csv", "FILE", "write all values as one long table"),
        Option("report", "FILE", "write the report, one page of HTML"),
        Option("json", nil, "write the results instead of their summary"),
    ]

    static func run(_ arguments: Arguments, _ console: Console) throws(Failure) -> ExitCode {
        let inputs = Inputs(console: console)
        let record: StudyRecord
        if arguments.positional.first == "merge" {
            record = try merge(Array(arguments.positional.dropFirst()), arguments, inputs)
        } else {
            let paths = try arguments.words(files)
            let bytes = try inputs.bytes(of: paths[0])
            let kind = try inputs.kind(of: bytes, paths[0])
            if paths.count > 1, kind != .phoneScenario {
                throw Failure(
                    .usage,
                    "files (\(paths.joined(separator: " "))) must be 1, or several of "
                        + "\(DocumentKind.phoneScenario.format); merge puts results together.")
            }
            switch kind {
            case .simulation: record = try simulate(paths[0], bytes, arguments, inputs)
            case .phoneScenario: record = try simulateLines(paths, arguments, inputs)
            case .simulationResults: record = try merge(paths, arguments, inputs)
            case let other:
                throw Failure(
                    .data,
                    "\(paths[0]): the document (\(other.format)) must be a simulation, a phone "
                        + "scenario or results of one.")
            }
        }
        guard record.isOfBooks || !arguments.has("report") else {
            throw Failure(.usage, "--report goes with appointment books, not with phone lines.")
        }
        if let out = arguments.text("out") {
            try inputs.save(SimulationResultsDocument.encode(record), out)
        }
        if let out = arguments.text("csv") { try inputs.save(StudyTable.encode(record), out) }
        if let out = arguments.text("report") {
            try inputs.save(SimulationReport.encode(record), out)
        }
        if arguments.has("json") {
            console.write(String(decoding: SimulationResultsDocument.encode(record), as: UTF8.self))
        } else {
            console.write(StudyText(record: record).summary)
        }
        return .success
    }

    private static func simulate(
        _ path: String, _ bytes: [UInt8], _ arguments: Arguments, _ inputs: Inputs
    ) throws(Failure) -> StudyRecord {
        let simulation = try inputs.simulation(path, bytes)
        let range = try replications(arguments)
        let seed = try arguments.number("seed", from: 0).map { UInt64($0) }
        let threads = try arguments.number("threads", from: 1)
        let policies = try chosen(simulation.policies, arguments)
        do throws(StudyError) {
            let study = try BookStudy(simulation.scenario, policies: policies)
            let number = seed ?? simulation.seed ?? 1
            let execution = ThreadedExecution(threads: threads)
            let results = try inPieces(
                range, into: study.emptyResults(seed: number), on: execution, inputs.console
            ) { part throws(StudyError) in
                try study.run(part, seed: number, execution: execution)
            }
            return StudyRecord(study, program: "rendezvous \(Release.version)", results: results)
        } catch {
            throw Failure(.data, "\(path): \(error)")
        }
    }

    /// The policies of the option, in its order.
    private static func chosen(
        _ policies: [BookPolicy], _ arguments: Arguments
    ) throws(Failure) -> [BookPolicy] {
        let names = arguments.list("policies")
        guard !names.isEmpty else { return policies }
        var chosen: [BookPolicy] = []
        for name in names {
            guard let policy = policies.first(where: { $0.id == name }) else {
                let known = policies.map(\.id).joined(separator: ", ")
                throw Failure(.usage, "--policies (\(name)) must be some of \(known).")
            }
            chosen.append(policy)
        }
        return chosen
    }

    /// The replications to run.
    static func replications(_ arguments: Arguments) throws(Failure) -> Range<Int> {
        try arguments.value("replications", "a range such as 1...50, from 0 on") {
            replications($0)
        } ?? 1..<11
    }

    /// `a...b` or a single number.
    private static func replications(_ text: String) -> Range<Int>? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        let ends = parts.count == 1 ? [parts[0], parts[0]] : [parts[0], parts[parts.count - 1]]
        guard parts.count == 1 || parts.count == 4 && parts[1].isEmpty && parts[2].isEmpty,
            let first = Int(ends[0]), let last = Int(ends[1]), first >= 0, last >= first,
            last - first < Study.runsMax
        else { return nil }
        return first..<(last + 1)
    }

    /// Runs replications; on a terminal in pieces, to say how far it is and how long it will take.
    static func inPieces(
        _ range: Range<Int>, into empty: StudyResults, on execution: ThreadedExecution,
        _ console: Console, _ run: (Range<Int>) throws(StudyError) -> StudyResults
    ) throws(StudyError) -> StudyResults {
        guard console.isTerminal else { return try run(range) }
        var results = empty
        let piece = max(execution.threads, (range.count + 19) / 20)
        let start = MonotonicClock.now
        for first in stride(from: range.lowerBound, to: range.upperBound, by: piece) {
            let part = first..<min(range.upperBound, first + piece)
            try results.merge(run(part))
            let done = part.upperBound - range.lowerBound
            let spent = Double(MonotonicClock.now - start) / 1e9
            let left = Int((spent / Double(done) * Double(range.count - done)).rounded(.up))
            console.note("\r  \(done) of \(range.count) replications, \(left) s left   ")
        }
        console.note("\r\(String(repeating: " ", count: 60))\r")
        return results
    }

    private static func merge(
        _ paths: [String], _ arguments: Arguments, _ inputs: Inputs
    ) throws(Failure) -> StudyRecord {
        for option in ["policies", "replications", "seed", "threads"] where arguments.has(option) {
            throw Failure(.usage, "--\(option) goes with a scenario, not with results.")
        }
        guard let first = paths.first else {
            throw Failure(.usage, "merge needs results: rendezvous simulate merge A.json B.json.")
        }
        var record = try inputs.studyRecord(first)
        for path in paths.dropFirst() {
            let other = try inputs.studyRecord(path)
            do throws(StudyError) { try record.merge(other) } catch {
                throw Failure(.data, "\(path): \(error)")
            }
        }
        return record
    }
}

extension Inputs {
    /// The kind of a document.
    func kind(of bytes: [UInt8], _ path: String) throws(Failure) -> DocumentKind {
        do throws(DocumentError) { return try DocumentKind(of: bytes) } catch {
            throw Failure(.data, "\(path): \(error)")
        }
    }

    /// The simulation of a document; the path of its agency counts from the document's folder.
    func simulation(
        _ path: String, _ bytes: [UInt8]
    ) throws(Failure) -> SimulationDocument.Simulation {
        let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
        do throws(DocumentError) {
            return try SimulationDocument.decode(bytes) { agency in
                console.read(agency.hasPrefix("/") ? agency : folder + agency)
            }
        } catch {
            throw Failure(.data, "\(path): \(error)")
        }
    }

    /// The results of a document.
    func studyRecord(_ path: String) throws(Failure) -> StudyRecord {
        let bytes = try bytes(of: path)
        do throws(DocumentError) {
            return try SimulationResultsDocument.decode(bytes)
        } catch {
            throw Failure(.data, "\(path): \(error)")
        }
    }
}
