internal import Rendezvous
internal import RendezvousDocuments
internal import RendezvousVerifier

/// `rendezvous verify`: other code, same verdict.
enum VerifyCommand: Command {
    static let name = "verify"
    static let summary = "check an agenda, or a plan on it, from the rules alone"
    static let files = ["AGENDA"]
    static let options = [
        Option("plan", "FILE", "a plan to check after the agenda, plan/1"),
        Option("requests", "FILE", "the requests of the plan, requests/1"),
        Option("format", "NAME", "check the plan of a public problem FILE"),
        Option("certificate", "FILE", "the proof of the bound: works it out again"),
        Option("most", "N", "the most violations to list (default: 20)"),
        Option("json", nil, "write the verdict as JSON"),
    ]

    static func run(_ arguments: Arguments, _ console: Console) throws(Failure) -> ExitCode {
        if arguments.has("format") { return try ProblemCommands.verify(arguments, console) }
        let inputs = Inputs(console: console)
        let path = try arguments.words(files)[0]
        let most = try arguments.number("most", from: 0) ?? 20
        let events = try inputs.events(path)
        var violations = Verifier.check(events, rules: console.rules)
        var checked = "\(Text.grouped(events.count)) events"
        if let planPath = arguments.text("plan") {
            guard let requestsPath = arguments.text("requests") else {
                throw Failure(.usage, "--plan needs --requests, the requests that were planned.")
            }
            let plan = try inputs.plan(planPath)
            let requests = try inputs.requests(requestsPath, events)
            violations += Verifier.check(
                plan, of: requests, after: events, rules: console.rules)
            checked += " and \(Text.grouped(plan.assignments.count)) assignments"
            if let path = arguments.text("certificate") {
                let certificate = try inputs.certificate(path)
                let bound = Verifier.bound(
                    provenBy: certificate, of: requests, at: plan.at, after: events,
                    rules: console.rules)
                violations += Verifier.check(plan, boundIs: bound)
                checked += bound.map { ", bound \(Text.grouped($0)) worked out again" } ?? ""
            }
        } else if arguments.has("certificate") {
            throw Failure(.usage, "--certificate needs --plan, whose bound it proves.")
        }
        if arguments.has("json") {
            console.write(VerdictDocument.text(violations))
        } else if violations.isEmpty {
            console.write("  \(checked): no violation\n")
        } else {
            console.write("  \(checked): \(Text.grouped(violations.count)) violations\n")
            for violation in violations.prefix(most) { console.write("  - \(violation)\n") }
        }
        return violations.isEmpty ? .success : .violated
    }
}
