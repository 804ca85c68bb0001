internal import Rendezvous
internal import RendezvousThreads

/// `plan` and `verify` with `--format`: the public problem sets of the benchmarks.
enum ProblemCommands {
    private static func problem(
        _ arguments: Arguments, _ inputs: Inputs
    ) throws(Failure) -> (ProblemFile, format: String, path: String) {
        let format = try arguments.value(
            "format", "one of " + ProblemFile.formats.joined(separator: ", ")
        ) { ProblemFile.formats.contains($0) ? $0 : nil }
        let path = try arguments.words(["FILE"])[0]
        let text = String(decoding: try inputs.bytes(of: path), as: UTF8.self)
        do throws(ProblemFile.Unreadable) {
            return (try ProblemFile(text, format: format ?? ""), format ?? "", path)
        } catch {
            throw Failure(.data, "\(path): \(error.message)")
        }
    }

    static func plan(_ arguments: Arguments, _ console: Console) throws(Failure) -> ExitCode {
        let inputs = Inputs(console: console)
        let begin = MonotonicClock.now
        let (problem, format, path) = try problem(arguments, inputs)
        let limit = try arguments.number("time-limit", from: 1)
        let execution = ThreadedExecution(
            threads: try arguments.number("threads", from: 1),
            timeLimit: limit.map { Seconds(Int64($0)) })
        let answer = ProblemAnswer(
            problem, steps: try arguments.number("steps", from: 0),
            seed: UInt64(try arguments.number("seed", from: 0) ?? 1), execution: execution)
        guard let answer else {
            console.write("  no assignment was found\n")
            return .empty
        }
        let seconds = Double(MonotonicClock.now - begin) / 1e9
        let name = path.split(separator: "/").last.map(String.init) ?? path
        let plan = answer.plan(problem, format: format, name: name, seconds: seconds)
        if let out = arguments.text("certificate") {
            try inputs.save(answer.certificate(format: format), out)
        }
        if let out = arguments.text("out") { try inputs.save(plan, out) }
        if arguments.has("json") {
            console.write(String(decoding: plan, as: UTF8.self))
        } else {
            console.write("  \(answer.summary)\(answer.isOptimal ? ", optimal" : "")\n")
        }
        return .success
    }

    static func verify(_ arguments: Arguments, _ console: Console) throws(Failure) -> ExitCode {
        let inputs = Inputs(console: console)
        let (problem, _, _) = try problem(arguments, inputs)
        guard let plan = arguments.text("plan"), let certificate = arguments.text("certificate")
        else {
            throw Failure(.usage, "--format needs --plan and --certificate, what plan wrote.")
        }
        let answer = ProblemAnswer(
            plan: try inputs.bytes(of: plan), certificate: try inputs.bytes(of: certificate),
            of: problem)
        guard let answer else {
            throw Failure(.data, "\(plan), \(certificate): not a plan and proof of this problem.")
        }
        let wrong = answer.violations
        console.write(
            "  \(answer.summary): "
                + (wrong.isEmpty ? "no violation\n" : "\(wrong.count) violations\n"))
        for message in wrong.prefix(try arguments.number("most", from: 0) ?? 20) {
            console.write("  - \(message)\n")
        }
        return wrong.isEmpty ? .success : .violated
    }
}
