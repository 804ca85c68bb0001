internal import Rendezvous
internal import RendezvousDocuments
internal import RendezvousThreads
internal import RendezvousVerifier

/// `rendezvous demo`: the whole path on the shipped example, with a word on each step.
enum DemoCommand: Command {
    static let name = "demo"
    static let summary = "the whole path on the shipped example: openings, booking, plan, verdict"
    static let files: [String] = []
    static let options = [
        Option("example", "DIR", "agency.json and requests.json (default: Examples/myoaedlive)"),
        Option("steps", "N", "improvement steps of the plan (default: 3000)"),
        Option("out", "DIR", "write agenda.json, plan.json and agenda.ics there"),
    ]

    static func run(_ arguments: Arguments, _ console: Console) throws(Failure) -> ExitCode {
        _ = try arguments.words(files)
        let folder = arguments.text("example") ?? "Examples/myoaedlive"
        guard console.read("\(folder)/agency.json") != nil else {
            throw Failure(
                .noInput,
                "\(folder)/agency.json: the file cannot be read.\nMaybe run this in the folder of "
                    + "the checkout, or name the example with --example.")
        }
        let steps = try arguments.number("steps", from: 0) ?? 3_000
        var demo = try Demo(folder: folder, console: console)
        demo.introduce()
        try demo.findOpenings()
        try demo.book()
        let plan = try demo.plan(steps: steps)
        let violations = try demo.verify(plan)
        demo.drawDay()
        if let out = arguments.text("out") { try demo.save(plan, to: out) }
        return violations == 0 ? .success : .violated
    }
}

/// The demonstration, step by step.
private struct Demo {
    let console: Console
    let inputs: Inputs
    let requests: [Request]
    private var events: [Event]
    private var agenda: Agenda
    private let now: Instant
    private var opening: Opening?
    private let ask: Request

    init(folder: String, console: Console) throws(Failure) {
        self.console = console
        inputs = Inputs(console: console)
        let path = "\(folder)/agency.json"
        events = try inputs.events(path)
        agenda = try inputs.agenda(events, path)
        requests = try inputs.requests("\(folder)/requests.json", events)
        now = events.last?.at ?? console.now
        // The first request that needs Greek Sign Language stands for the person of the story.
        let story = requests.first { $0.party.needs.contains(.signed("gss")) } ?? requests.first
        guard let story else {
            throw Failure(.data, "\(folder)/requests.json: there is no request.")
        }
        ask = story
    }

    private func title(_ number: Int, _ text: String) { console.write("\n\(number). \(text)\n") }

    func introduce() {
        let zone = agenda.offices.first.flatMap { agenda.zone(of: $0) } ?? .utc
        console.write(
            "The agency: \(agenda.offices.count) offices, \(agenda.counsellors.count) counsellors, "
                + "\(agenda.interpreters.count) interpreters, \(agenda.services.count) services; "
                + "\(Text.grouped(requests.count)) requests.\n"
                + "It is \(Text.moment(zone.local(now))) in \(zone.name).\n")
    }

    mutating func findOpenings() throws(Failure) {
        let (agenda, ask, now) = (agenda, ask, now)
        let service = agenda.service(ask.service, on: date)?.name.text(in: "en") ?? ""
        let needs = ask.party.needs.map(\.description).joined(separator: ", ")
        let zone = agenda.offices.first.flatMap { agenda.zone(of: $0) } ?? .utc
        let wished = ask.windows.intervals.first.map { Text.day(zone.local($0.start).date) }
        title(
            1,
            "Openings for \(ask.party.participant): \(service), needs \(needs)"
                + (wished.map { ", asked for from \($0) on" } ?? ""))
        let openings = try refusing { () throws(Refusal) in
            try agenda.openings(for: ask, at: now, limit: 5)
        }
        console.write(OpeningsText(agenda: agenda).text(openings))
        opening = openings.all.first
    }

    private var date: CivilDate {
        let zone = agenda.offices.first.flatMap { agenda.zone(of: $0) } ?? .utc
        return zone.local(now).date
    }

    mutating func book() throws(Failure) {
        title(2, "The first of them is booked")
        guard let opening else { return }
        let (agenda, ask, now) = (agenda, ask, now)
        let new = try refusing { () throws(Refusal) in
            try agenda.decide(.book(opening.placement, for: ask), at: now)
        }
        try take(new)
        console.write(
            indented(
                self.agenda[Appointment.ID(self.agenda.appointmentCount)].map {
                    BookingText(agenda: self.agenda).text($0)
                } ?? "")
        )
        // A second booking of the same placement must fail: the demonstration shows that it does.
        do throws(Refusal) {
            _ = try self.agenda.decide(.book(opening.placement, for: ask), at: now)
        } catch {
            console.write("  Booking it again is refused: \(error.message)\n")
        }
    }

    private mutating func take(_ new: [Event]) throws(Failure) {
        do throws(LogError) {
            try agenda.apply(new)
        } catch {
            throw Failure(.data, "\(error)")
        }
        events += new
    }

    private func indented(_ text: String) -> String {
        text.split(separator: "\n").map { "  \($0)\n" }.joined()
    }

    mutating func plan(steps: Int) throws(Failure) -> Plan {
        let rest = requests.filter { $0.id != ask.id }
        title(3, "A plan for the other \(Text.grouped(rest.count)) requests (\(steps) steps)")
        let (agenda, now) = (agenda, now)
        let plan = try refusing { () throws(Refusal) in
            try Planner(agenda).plan(
                rest, at: now, budget: .steps(steps), execution: ThreadedExecution())
        }
        console.write(PlanText(agenda: agenda).summary(plan, rest))
        if let alone = plan.waiting.first(where: { $0.shortage != nil }),
            let shortage = alone.shortage
        {
            console.write("  Request \(alone.request), for example:\n")
            console.write(indented(OpeningsText(agenda: agenda).text(shortage)))
        }
        return plan
    }

    /// Verifies the plan on its own, then books it one by one and verifies the whole log.
    mutating func verify(_ plan: Plan) throws(Failure) -> Int {
        title(4, "The verdict of the verifier, which shares no code with the search")
        let rest = requests.filter { $0.id != ask.id }
        var violations = Verifier.check(
            plan, of: rest, after: events, rules: console.rules)
        let checked = Text.grouped(plan.assignments.count)
        console.write("  plan: \(checked) assignments, \(violations.count) violations\n")
        try take(try PlanCommand.book(plan, rest, agenda))
        violations += Verifier.check(events, rules: console.rules)
        let count = Text.grouped(events.count)
        console.write("  log: \(count) events, \(violations.count) violations\n")
        for violation in violations.prefix(10) { console.write("  - \(violation)\n") }
        let replayed = try inputs.agenda(events, "the log")
        let same = replayed.stateImage() == agenda.stateImage()
        console.write("  replaying the log gives \(same ? "the same" : "ANOTHER") state\n")
        return violations.count + (same ? 0 : 1)
    }

    /// The day and office of the booked appointment.
    func drawDay() {
        guard let opening else { return }
        let zone = agenda.zone(of: opening.placement.counsellor) ?? .utc
        let date = zone.local(opening.placement.interval.start).date
        guard let office = agenda.counsellor(opening.placement.counsellor, on: date)?.office else {
            return
        }
        title(5, "That day in its office")
        console.write(
            indented(DayPicture(agenda: agenda, office: office, date: date, at: now).text))
    }

    func save(_ plan: Plan, to folder: String) throws(Failure) {
        try inputs.save(AgendaDocument.encode(events), "\(folder)/agenda.json")
        try inputs.save(PlanDocument.encode(plan), "\(folder)/plan.json")
        let texts = AppointmentTexts(events, language: "en")
        let calendar = ICalendar.encode(
            Array(agenda.appointments), at: now, domain: "rendezvous.invalid",
            describing: texts.description(of:))
        try inputs.save(calendar, "\(folder)/agenda.ics")
        console.write("\nWritten to \(folder): agenda.json, plan.json, agenda.ics\n")
    }
}
