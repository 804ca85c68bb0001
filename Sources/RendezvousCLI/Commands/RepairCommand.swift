internal import Rendezvous
internal import RendezvousDocuments

/// `rendezvous repair`: proposes new places for appointments that have lost their support.
enum RepairCommand: Command {
    static let name = "repair"
    static let summary = "propose new places after an absence or a change, and ask for consent"
    static let files = ["AGENDA"]
    static let options = [
        Option("absent", "ID", "the counsellor or interpreter who is absent"),
        Option("on", "DATE", "the day of the absence, or its first"),
        Option("to", "DATE", "its last day (default: --on)"),
        Option("changes", "FILE", "other changes of staff, hours or rules, agenda/1"),
        Option("at", "INSTANT", "what counts as now, RFC 3339 (default: the clock)"),
        Option("around", "DAYS", "how far from the old start a new one may lie (default: 14)"),
        Option("notice", "HOURS", "how soon nobody is moved for others (default: 48)"),
        Option("moved-max", "N", "the most others moved (default: 20)"),
        Option("per-served", "N", "others moved for one more served (default: 2)"),
        Option("pinned", "ID,…", "appointments that stay where they are"),
        Option("any-channel", nil, "people may get another channel"),
        Option("any-office", nil, "people may be asked to another office"),
        Option("choose", "N", "take this proposal, from 1 (default: by --per-served)"),
        Option("answer-within", "DURATION", "the time to answer, with --out (default: PT48H)"),
        Option("out", "FILE", "make the changes, ask for consent, and write the agenda"),
        Option("json", nil, "write a document repair/1"),
    ]

    static func run(_ arguments: Arguments, _ console: Console) throws(Failure) -> ExitCode {
        let inputs = Inputs(console: console)
        let path = try arguments.words(files)[0]
        let events = try inputs.events(path)
        var agenda = try inputs.agenda(events, path)
        let instant = try RequestOptions.instant(arguments, console)
        let changes = try changes(arguments, inputs, agenda, at: instant)
        let policy = try policy(arguments)
        let (asked, now) = (agenda, instant)
        let repair = try refusing { () throws(Refusal) in
            try asked.repair(changes, at: now, by: policy)
        }
        let chosen = try choice(arguments, repair)
        if let out = arguments.text("out") {
            var new: [Event] = []
            if !changes.isEmpty {
                new = try refusing { () throws(Refusal) in
                    try asked.decide(.amendAll(changes), at: now)
                }
                do throws(LogError) {
                    try agenda.apply(new)
                } catch {
                    throw Failure(.data, "\(path): \(error)")
                }
            }
            if let chosen {
                let length = try answerTime(arguments)
                let after = agenda
                new += try refusing { () throws(Refusal) in
                    try after.asking(
                        for: repair.proposals[chosen], answerWithin: length, at: now)
                }
            }
            try inputs.save(AgendaDocument.encode(events + new), out)
        }
        if arguments.has("json") {
            console.write(String(decoding: RepairDocument.encode(repair), as: UTF8.self))
        } else {
            console.write(RepairText(agenda: asked).text(repair, chosen: chosen))
        }
        return .success
    }

    private static func policy(_ arguments: Arguments) throws(Failure) -> RepairPolicy {
        var policy = RepairPolicy.standard
        let longest = Int(RepairPolicy.longestWithin.count)
        if let days = try arguments.number("around", from: 1) {
            policy.within = .hours(24 * Int64(min(days, longest)))
        }
        if let hours = try arguments.number("notice", from: 0) {
            policy.notice = .hours(Int64(min(hours, longest)))
        }
        policy.movedMax = try arguments.number("moved-max", from: 0) ?? policy.movedMax
        policy.movedPerServed = try arguments.number("per-served", from: 0) ?? policy.movedPerServed
        policy.pinned = Set(
            try arguments.values("pinned", "numbers of appointments") { text in
                Int(text).map { Appointment.ID($0) }
            })
        policy.keepsChannel = !arguments.has("any-channel")
        policy.keepsOffice = !arguments.has("any-office")
        return policy
    }

    private static func changes(
        _ arguments: Arguments, _ inputs: Inputs, _ agenda: Agenda, at instant: Instant
    ) throws(Failure) -> [Change] {
        var changes: [Change] = []
        if let path = arguments.text("changes") {
            changes = try inputs.events(path).map(\.change)
        }
        let on = try arguments.value("on", "a date such as 2026-11-24") { CivilDate($0) }
        let to = try arguments.value("to", "a date such as 2026-11-25") { CivilDate($0) }
        guard let name = arguments.text("absent") else {
            guard on == nil, to == nil else {
                throw Failure(.usage, "--on and --to need --absent, who is absent then.")
            }
            return changes
        }
        guard let on else {
            throw Failure(.usage, "--absent needs --on, the day of the absence.")
        }
        guard let dates = DateRange(from: on, to: to ?? on) else {
            throw Failure(.usage, "--on (\(on)) must not be after --to (\(to ?? on)).")
        }
        let worker = agenda.workers.first { worker in
            switch worker {
            case .counsellor(let id): id.rawValue == name
            case .interpreter(let id): id.rawValue == name
            }
        }
        guard let worker else {
            throw Failure(
                .usage, "--absent (\(name)) must be a counsellor or interpreter of the agenda.")
        }
        let id = Declaration.ID("absence-\(name)-\(on)")
        return changes + [
            .declared(
                Declaration(
                    id, of: worker, submitted: instant, .leave(Leave("absence", .days(dates)))))
        ]
    }

    private static func choice(
        _ arguments: Arguments, _ repair: Repair
    ) throws(Failure) -> Int? {
        guard let number = try arguments.number("choose", from: 1) else { return repair.chosen }
        guard number <= repair.proposals.count else {
            throw Failure(
                .usage,
                "--choose (\(number)) must be at most \(repair.proposals.count), the "
                    + "number of proposals.")
        }
        return number - 1
    }

    private static func answerTime(_ arguments: Arguments) throws(Failure) -> Seconds {
        try arguments.value("answer-within", "a length of time such as PT48H") {
            Seconds(iso8601: $0)
        } ?? .hours(48)
    }
}

/// A repair as lines for people.
struct RepairText {
    let agenda: Agenda

    func text(_ repair: Repair, chosen: Int?) -> String {
        let count = repair.orphaned.count
        guard count > 0 else {
            return "  nobody loses their support\n" + undecided(repair)
        }
        var text = "  \(count) \(count == 1 ? "appointment loses its" : "appointments lose their")"
        text += " support\n" + undecided(repair) + "\n"
        text += "  proposal    served  others moved  change of starts\n"
        for (number, proposal) in repair.proposals.enumerated() {
            let served = "\(proposal.served) of \(count)"
            let hours =
                proposal.moves.isEmpty
                ? 0
                : Int(proposal.shift.count) / 3_600 / proposal.moves.count
            text += "  " + (number == chosen ? "* " : "  ") + Text.padded("\(number + 1)", to: 6)
            text += Text.padded(served, to: 10) + "  " + Text.padded("\(proposal.moved)", to: 12)
            text += "  \(hours) h each" + (proposal.isProven ? ", nobody could serve more so" : "")
            text += "\n"
        }
        guard let chosen else { return text }
        text += "\n  proposal \(chosen + 1):\n"
        let openings = OpeningsText(agenda: agenda)
        for move in repair.proposals[chosen].moves {
            text += "  appointment \(move.appointment)\(move.isOrphan ? "" : ", for others")\n"
            text += "    from  \(openings.placement(move.from))\n"
            text += "    to    \(openings.placement(move.to))\n"
        }
        for id in repair.proposals[chosen].waiting {
            text += "  appointment \(id) has no other place"
            if let placement = agenda[id]?.placement {
                text += ": \(openings.placement(placement))"
            }
            text += "\n"
        }
        return text
    }

    private func undecided(_ repair: Repair) -> String {
        repair.undecided.map {
            "  appointment \($0) too, about which somebody is still to decide\n"
        }.joined()
    }
}
