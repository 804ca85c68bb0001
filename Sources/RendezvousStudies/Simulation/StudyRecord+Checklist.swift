import Rendezvous
import RendezvousDocuments
public import RendezvousSimulation

extension StudyRecord {
    /// The record of results of an appointment book, with the checklist STRESS-DES (Monks and
    /// others 2019) filled from the configuration.
    ///
    /// Nothing in it depends on which replications were run, so that parts can be merged.
    public init(_ study: BookStudy, program: String, results: StudyResults) {
        let scenario = study.scenario
        self.init(
            title: scenario.title, program: program, groups: scenario.clients.map(\.id),
            target: scenario.target, points: Checklist(study: study, program: program).points,
            results: results)
    }
}

/// The words of the checklist.
private struct Checklist {
    let study: BookStudy
    let program: String

    var scenario: BookScenario { study.scenario }

    var points: [StudyRecord.Point] {
        objectives + logic + data + experimentation + implementation
    }

    private var policies: String { study.policies.map(\.id).joined(separator: ", ") }

    private var objectives: [StudyRecord.Point] {
        [
            .init("1.1", "Purpose of the model", scenario.title),
            .init(
                "1.2", "Model outputs",
                "Lead time from asking to the appointment in days; share within "
                    + "\(number(scenario.target)) days; clients without an appointment; missed, "
                    + "cancelled and attended appointments; minutes in the waiting room; overtime; "
                    + "utilisation of working time. Means over replications with 95 % intervals "
                    + "after Student; differences are paired. Definitions: Documentation/"
                    + "Simulation.md."),
            .init(
                "1.3", "Aims of experimentation",
                study.policies.count == 1
                    ? "One policy (\(policies)) is described."
                    : "Compares \(study.policies.count) policies on the same clients: \(policies)."
            ),
        ]
    }

    private var logic: [StudyRecord.Point] {
        let book =
            scenario.isLight
            ? "A light book of equal places, which books what the agenda books."
            : "The production agenda, asked through openings, decide and apply."
        return [
            .init("2.1", "Overview", "Ask → book or wait → come, miss or call off → meet."),
            .init("2.2", "Logic of the base model", book),
            .init(
                "2.3", "Logic of the scenarios",
                study.policies.map(Self.text).joined(separator: " ")),
            .init(
                "2.4", "Algorithms",
                "First opening in order of start; of counsellors free at the same start by "
                    + "preferences, then fewest appointments that day, then declared order. "
                    + "Counsellors see clients in the order of appointments."),
            .init("2.5.1", "Entities", scenario.clients.map(Self.text).joined(separator: " ")),
            .init(
                "2.5.2", "Activities",
                "Meetings of the length that the client brings along, or as booked."),
            .init("2.5.3", "Resources", resources),
            .init(
                "2.5.4", "Queues",
                "The book; the waiting list in order of entry; the waiting room in order of "
                    + "appointment."),
            .init(
                "2.5.5", "Entry and exit",
                "Poisson arrivals by hour of the day; clients leave after meeting, or when they "
                    + "miss it, call off, find nothing or give up."),
        ]
    }

    private var resources: String {
        var counts: [String: Int] = [:]
        var workers: [Worker] = []
        for event in scenario.events {
            guard case .defined(let entry, _) = event.change else { continue }
            switch entry {
            case .counsellor(let counsellor):
                if !workers.contains(.counsellor(counsellor.id)) {
                    workers.append(.counsellor(counsellor.id))
                    counts["counsellors", default: 0] += 1
                }
            case .interpreter(let interpreter):
                if !workers.contains(.interpreter(interpreter.id)) {
                    workers.append(.interpreter(interpreter.id))
                    counts["interpreters", default: 0] += 1
                }
            default: break
            }
        }
        func said(_ one: String) -> String {
            let count = counts[one + "s"] ?? 0
            return "\(count) \(count == 1 ? one : one + "s")"
        }
        return said("counsellor") + " and " + said("interpreter")
            + " with their declared working time. "
            + (scenario.absences.isEmpty
                ? "Nobody is absent." : scenario.absences.map(Self.text).joined(separator: " "))
    }

    private var data: [StudyRecord.Point] {
        [
            .init("3.1", "Data sources", "To be said by whoever wrote the scenario."),
            .init(
                "3.2", "Input parameters",
                "Those of the scenario; configuration "
                    + "\(String(study.configuration, radix: 16))."),
            .init("3.3", "Preprocessing", "None by the program."),
            .init(
                "3.4", "Assumptions",
                "Clients ask independently of the state of the book, and each asks once. What they "
                    + "bring along does not depend on the policy. Leads are of 24 hours; on days "
                    + "on which clocks change, charts by the hour are an hour off after it."),
        ]
    }

    private var experimentation: [StudyRecord.Point] {
        let prior = scenario.events.contains {
            if case .booked = $0.change { true } else { false }
        }
        return [
            .init(
                "4.1", "Initialisation",
                (prior ? "The book holds what the log holds. " : "The book is empty. ")
                    + "The first \(scenario.warmUp) days are not counted."),
            .init("4.2", "Run length", "\(scenario.days) days from \(scenario.first)."),
            .init(
                "4.3", "Estimation approach",
                "Independent replications; common random numbers between policies."),
        ]
    }

    private var implementation: [StudyRecord.Point] {
        [
            .init("5.1", "Software", program),
            .init(
                "5.2", "Random sampling",
                "Philox4x64-10, streams keyed by (seed, replication, purpose, entity); laws by "
                    + "inversion."),
            .init(
                "5.3", "Model execution",
                "Discrete events in order of time, priority and entry; whole seconds. The same "
                    + "bytes for every number of threads."),
            .init("5.4", "System", "Any; results do not depend on it."),
            .init(
                "6.1", "Code access", "The program and the scenario suffice to repeat the study."),
        ]
    }

    private func number(_ value: Double) -> String { Checklist.number(value) }

    private static func number(_ value: Double) -> String {
        value.rounded() == value && value.magnitude < 1e15 ? String(Int(value)) : String(value)
    }

    /// A share times a hundred, without what binary fractions add to it.
    private static func percent(_ share: Double) -> String {
        number((share * 1e11).rounded() / 1e9)
    }

    private static func text(_ policy: BookPolicy) -> String {
        var parts: [String] = []
        if !policy.sets.isEmpty {
            let names = policy.sets.map { "\($0.id) (\($0.rule.name.rawValue))" }
            parts.append("sets \(names.joined(separator: ", "))")
        }
        if !policy.withdraws.isEmpty {
            let names = policy.withdraws.map(\.rawValue)
            parts.append("withdraws \(names.joined(separator: ", "))")
        }
        if policy.isPooled { parts.append("all offices serve everybody") }
        if policy.ownCounsellor != .any {
            parts.append("own counsellor \(policy.ownCounsellor.rawValue)")
        }
        if policy.backfills { parts.append("places given back go to the waiting list") }
        parts.append("absences by \(policy.repair.rawValue)")
        return "\(policy.id): \(parts.joined(separator: "; "))."
    }

    private static func text(_ stream: ClientStream) -> String {
        var text = "\(stream.id): \(number(stream.perDay)) a day for \(stream.service), within "
        text += "\(stream.window) days, \(percent(stream.cancels)) % call off"
        if let last = stream.noShow.last {
            text += ", up to \(percent(last.share)) % do not come"
        }
        return text + "."
    }

    private static func text(_ absence: AbsencePattern) -> String {
        switch absence.kind {
        case .wave(let first, let days, let share):
            "\(percent(share)) % absent on days \(first) to \(first + days - 1)."
        case .spells(let perDay, let days):
            "Each falls ill with probability \(perDay) a day, for \(number(days.mean)) days in the "
                + "mean."
        }
    }
}
