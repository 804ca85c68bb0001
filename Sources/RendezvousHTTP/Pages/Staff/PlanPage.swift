internal import Rendezvous

/// A plan for everybody who waits: started, watched and booked on the page.
struct PlanPage {
    let visit: Visit
    let agenda: Agenda

    /// The steps of improvement of a plan made here.
    static let steps = 20_000
    /// How many days ahead meetings of contact plans are taken in.
    static let days = 28

    /// What a plan would be for: the open entries of the waiting list, then the meetings of contact
    /// plans that are due.
    func requests() -> [Request] {
        let waiting = agenda.waitingList(at: visit.now).compactMap { entry -> Request? in
            guard case .open = entry.status else { return nil }
            var request = entry.request
            request.id = Request.ID("waiting-\(entry.id)")
            return request
        }
        let date = visit.today(BookingWish().zone(in: agenda)).advanced(by: Self.days)
        let due = agenda.contactRequests(at: visit.now, through: date).map { request in
            var request = request
            request.id = Request.ID("contact-\(request.party.participant)")
            return request
        }
        return waiting + due
    }

    func overview(_ jobs: [Job]) -> Page {
        let requests = requests()
        let waiting = requests.count { $0.id.rawValue.hasPrefix("waiting-") }
        let figures: HTML = """
            <dl class="figures"><div><dt>\(visit.say(.figureWaiting))</dt>\
            <dd>\(visit.language.text(waiting))</dd></div>\
            <div><dt>\(visit.say(.figureDue))</dt>\
            <dd>\(visit.language.text(requests.count - waiting))</dd></div></dl>
            """
        let start: HTML =
            requests.isEmpty
            ? "<p>\(visit.say(.planNobody))</p>"
            : visit.form("/staff/plan", Fields(visit: visit).send(.planStart))
        let zone = BookingWish().zone(in: agenda)
        let rows = jobs.reversed().html { job in
            """
            <li><a href="\(visit.link("/staff/plan/\(job.id)"))">\
            \(visit.moment(job.created, zone))</a> \
            <span class="tag">\(visit.say(job.now.state.words))</span></li>
            """
        }
        return Page(
            title: visit.say(.planTitle),
            body: """
                <p class="lead">\(visit.say(.planLead))</p>\(figures)\(start)\
                \("<h2>\(visit.say(.planEarlier))</h2><ul>\(rows)</ul>", if: !rows.isEmpty)
                """, isWide: true)
    }

    /// How far a plan is, or what came of it.
    func progress(_ job: Job) -> Page {
        let now = job.now
        let isOver = job.isOver
        let share = now.parts == 0 ? 0 : now.done * 100 / now.parts
        var body: HTML = """
            <div id="job" data-job="\(visit.link("/staff/plan/\(job.id)"))" \
            data-over="\(isOver ? "yes" : "no")" aria-live="polite">\
            <p><span class="tag">\(visit.say(now.state.words))</span> \
            \(visit.say(.planParts, String(now.done), String(now.parts)))</p>\
            <progress max="100" value="\(isOver ? 100 : share)" \
            aria-label="\(visit.say(.planProgress))"></progress></div>
            """
        if let plan = now.plan { body += result(plan, job) }
        if now.state == .failed {
            body += "<p class=\"notice strong\">\(visit.say(.planFailed))</p>"
        }
        return Page(
            title: visit.say(.planTitle), body: body, isWide: true, back: visit.link("/staff/plan"),
            refresh: isOver ? nil : 2)
    }

    private func result(_ plan: Plan, _ job: Job) -> HTML {
        let requests = Dictionary(
            job.requests.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let permille = Int((plan.gap * 1_000).rounded(.up))
        let mark = visit.language == .english ? "." : ","
        let rows = plan.assignments.prefix(200).html { assignment in
            let placement = assignment.placement
            let zone = agenda.zone(of: placement.counsellor) ?? .utc
            let person = requests[assignment.request]?.party.participant
            return """
                <tr><th scope="row">\(visit.span(placement.interval, zone))</th>\
                <td>\(placement.counsellor)\(placement.interpreter.map { " + \($0)" })</td>\
                <td>\(person?.rawValue ?? "–")</td>\
                <td>\(visit.language.text(placement.channel))</td></tr>
                """
        }
        let accept: HTML =
            visit.viewer?.may(.bookPlan) ?? false && !plan.assignments.isEmpty
            ? visit.form("/staff/plan/\(job.id)", Fields(visit: visit).send(.planBook)) : ""
        let frame = DayPages(visit: visit, agenda: agenda)
        let head: [Words] = [.when, .counsellorColumn, .participantTerm, .how]
        return """
            <dl class="figures"><div><dt>\(visit.say(.figureServed))</dt>\
            <dd>\(visit.language.text(plan.assignments.count))</dd></div>\
            <div><dt>\(visit.say(.figureLeft))</dt>\
            <dd>\(visit.language.text(plan.waiting.count))</dd></div>\
            <div><dt>\(visit.say(.figureProven))</dt>\
            <dd>\(permille / 10)\(mark)\(permille % 10) %</dd></div>\
            </dl>\(accept)\
            \(frame.map { $0.table(.planTable, head, rows) })
            """
    }

    /// The bookings of a plan, as one decision: either all of them stand, or nothing happens.
    static func book(
        _ plan: Plan, _ requests: [Request], in agenda: Agenda, at now: Instant
    ) throws(Refusal) -> [Event] {
        let byID = Dictionary(
            requests.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        var (after, events) = (agenda, [Event]())
        for assignment in plan.assignments {
            guard let request = byID[assignment.request] else { continue }
            let name = assignment.request.rawValue
            var commands = [Command.book(assignment.placement, for: request)]
            if name.hasPrefix("waiting-"), let number = Int(name.dropFirst("waiting-".count)) {
                // The entry of the waiting list is served by an offer that is taken at once.
                commands = [.offer(WaitingEntry.ID(number), assignment.placement)]
            }
            for command in commands {
                let new = try after.decide(command, at: now)
                try after.take(new)
                events += new
                if case .offer = command,
                    let offered = new.compactMap({ event -> Appointment.ID? in
                        if case .offered(_, let id) = event.change { id } else { nil }
                    }).first
                {
                    let confirmed = try after.decide(.confirm(offered), at: now)
                    try after.take(confirmed)
                    events += confirmed
                }
            }
        }
        return events
    }
}

extension Job.State {
    /// What a state is called.
    var words: Words {
        switch self {
        case .waiting: .jobWaiting
        case .running: .jobRunning
        case .done: .jobDone
        case .failed: .jobFailed
        case .cancelled: .jobCancelled
        }
    }
}
