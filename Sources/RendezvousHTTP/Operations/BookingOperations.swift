internal import Rendezvous
internal import RendezvousDocuments
internal import RendezvousStore

/// From an opening to an appointment, and what its owner does with it: hold, book, read, move, call
/// off.
enum BookingOperations {
    static let routes: [Route<Endpoint>] = [
        Route(
            .post, "/v1/holds", .hold,
            Endpoint(
                "Holds a start for a while, so that details can be given in peace.",
                body: .named("HoldOrder"), .key, gives: 201, .named("Appointment"), run: hold)),
        Route(
            .post, "/v1/appointments", .book,
            Endpoint(
                "Books what is held, or a start at once.", body: .named("BookingOrder"), .key,
                gives: 201, .named("Appointment"), run: book)),
        Route(
            .get, "/v1/appointments", .appointments,
            Endpoint(
                "Appointments by number; a person's own, or those of staff's office.",
                query: [
                    .init("from", .date), .init("to", .date), .init("person", .identifier),
                    .init("counsellor", .identifier),
                    .init("status", .words(AppointmentStatus.allCases.map(\.rawValue))),
                    .init("after", .integer(0...999_999_999)), .init("limit", .integer(1...100)),
                ], gives: 200, .named("Appointments"), run: appointments)),
        Route(
            .get, "/v1/appointments/{appointment}", .appointment,
            Endpoint(
                "One appointment.", gives: 200, .named("Appointment"), also: [(304, nil)],
                run: appointment)),
        Route(
            .post, "/v1/appointments/{appointment}/reschedule", .reschedule,
            Endpoint(
                "Moves an appointment; its place is kept until the new one is safe.",
                body: .named("MoveOrder"), [.key, .match], gives: 200, .named("Appointment"),
                run: reschedule)),
        Route(
            .post, "/v1/appointments/{appointment}/cancel", .cancel,
            Endpoint(
                "Calls an appointment off, or gives a hold back.",
                body: .object(["reason?": .words(["excused", "revoked"])]),
                [.key, .match, .optionalBody], gives: 200, .named("Appointment"), run: cancel)),
    ]

    /// The answer that shows an appointment after events.
    static func showing(
        _ id: Appointment.ID, _ status: Int, _ call: Call
    ) -> @Sendable (Agenda) -> ServiceAnswer {
        { agenda in
            guard let appointment = agenda[id] else { return ServiceAnswer(status) }
            let answer = AppointmentView(agenda: agenda, call: call).answer(status, appointment)
            return status == 201 ? answer.with("location", "/v1/appointments/\(id)") : answer
        }
    }

    /// A command about the appointment in the path.
    static func commanding(
        _ call: Call, urgent isUrgent: Bool = false, matched: Bool = true,
        _ command: @escaping @Sendable (Appointment, Agenda) throws(Problem) -> Command
    ) throws(Problem) -> Reply {
        // What is no number is refused before anything waits.
        _ = try call.appointmentID()
        return .deciding(urgent: isUrgent) { agenda throws(Problem) in
            let appointment = try call.appointment(agenda)
            if matched { try call.match(appointment.tag(agenda, at: call.now)) }
            let command = try command(appointment, agenda)
            let events = try call.engine { () throws(Refusal) in
                try agenda.decide(command, at: call.now)
            }
            return Keeping.Decided(events, showing(appointment.id, 200, call))
        }
    }

    private static func hold(_ call: Call) throws(Problem) -> Reply {
        let members = try call.members(Choice.names + ["lasting"])
        let choice = try Choice(members, call)
        let asked: Seconds? = try call.reading { () throws(DocumentError) in
            try members.optional("lasting")
        }
        let lasting = min(asked ?? call.limits.hold, Limits.longestHold)
        return .deciding { agenda throws(Problem) in
            let placement = try choice.placement(agenda, call)
            let events = try call.engine { () throws(Refusal) in
                try agenda.decide(
                    .hold(placement, for: choice.request, lasting: lasting), at: call.now)
            }
            return Keeping.Decided(
                call.salting(choice.request.party, agenda) + events,
                showing(events.booked, 201, call))
        }
    }

    private static func book(_ call: Call) throws(Problem) -> Reply {
        let members = try call.members(Choice.names + ["hold"])
        if let node = members["hold"] {
            let id = try call.reading { () throws(DocumentError) in
                try Appointment.ID(reading: node)
            }
            guard Choice.names.allSatisfy({ members[$0] == nil }) else {
                throw Problem(.invalid, "hold must stand alone")
            }
            return .deciding { agenda throws(Problem) in
                guard let held = agenda[id], call.maySee(held, agenda) else {
                    throw .nothing("hold")
                }
                let events = try call.engine { () throws(Refusal) in
                    try agenda.decide(.confirm(id), at: call.now)
                }
                return Keeping.Decided(events, showing(id, 201, call))
            }
        }
        let choice = try Choice(members, call)
        return .deciding { agenda throws(Problem) in
            let placement = try choice.placement(agenda, call)
            let events = try call.engine { () throws(Refusal) in
                try agenda.decide(.book(placement, for: choice.request), at: call.now)
            }
            return Keeping.Decided(
                call.salting(choice.request.party, agenda) + events,
                showing(events.booked, 201, call))
        }
    }

    private static func appointment(_ call: Call) throws(Problem) -> Reply {
        let id = try call.appointmentID()
        return .noted("read appointment \(id)") { agenda throws(Problem) in
            let appointment = try call.appointment(agenda)
            let tag = appointment.tag(agenda, at: call.now)
            guard !call.hasSeen(tag) else { return ServiceAnswer(304).with("etag", tag) }
            return AppointmentView(agenda: agenda, call: call).answer(200, appointment)
        }
    }

    private static func appointments(_ call: Call) throws(Problem) -> Reply {
        let (limit, dates) = (try call.pageSize(), try call.dates())
        let after = try call.asked("after", in: 0...999_999_999) ?? 0
        let person: Subject.ID? = try call.asked("person")
        let counsellor: Counsellor.ID? = try call.asked("counsellor")
        let status = try call.asked("status", "a status of appointments") {
            AppointmentStatus(rawValue: $0)
        }
        let what = person.map { "read appointments of \($0)" } ?? "read appointments"
        // A long list is nothing to hold up who books.
        return .later { () throws(Problem) in
            try call.note(what)
            let agenda = call.facilities.store.snapshot
            var page: [Appointment] = []
            var next: Int?
            for number in stride(from: after + 1, through: agenda.appointmentCount, by: 1) {
                guard let found = agenda[Appointment.ID(number)], found.moves == nil,
                    status == nil || found.status == status,
                    counsellor == nil || found.placement.counsellor == counsellor,
                    person == nil || found.party.participant == person
                        || found.party.bookedBy == person,
                    dates.contains(agenda.date(of: found)), call.maySee(found, agenda)
                else { continue }
                guard page.count < limit else {
                    next = page[limit - 1].id.number
                    break
                }
                page.append(found)
            }
            let view = AppointmentView(agenda: agenda, call: call)
            return ServiceAnswer(
                200,
                .members([
                    "appointments": .list(page.map(view.written)),
                    "next": next.map { .number($0) },
                ]))
        }
    }

    private static func reschedule(_ call: Call) throws(Problem) -> Reply {
        let members = try call.members(["start", "office", "channel", "placement"])
        let choice = try Choice(for: .unnamed, members, call)
        return try commanding(call) { appointment, agenda throws(Problem) in
            .reschedule(
                appointment.id, to: try target(choice, of: appointment, agenda, call))
        }
    }

    /// Where an appointment is to go: the placement given, or the first on offer at the start.
    static func target(
        _ choice: Choice, of appointment: Appointment, _ agenda: Agenda, _ call: Call
    ) throws(Problem) -> Placement {
        if let placement = choice.placement { return placement }
        var choice = choice
        choice.request = Request(
            for: appointment.party, service: appointment.service, topic: appointment.topic,
            with: .preferred(appointment.placement.counsellor), within: IntervalSet())
        let wanted = choice.narrowed
        let found = try call.engine { () throws(Refusal) in
            try agenda.openings(
                toMove: appointment.id, within: wanted.windows,
                channels: choice.channel.map { [$0] }, with: wanted.counsellor, at: call.now,
                limit: 50)
        }
        let placement = found.all.map(\.placement).first { place in
            guard place.interval.start == choice.start else { return false }
            let office = agenda.citizenView(of: place).occasion.office
            return choice.office == nil || office == choice.office
        }
        guard let placement else { throw try Choice.taken(wanted, agenda, call) }
        return placement
    }

    private static func cancel(_ call: Call) throws(Problem) -> Reply {
        let members = try call.optionalMembers(["reason"])
        let asked: CancellationReason? = try call.reading { () throws(DocumentError) in
            try members?.optional("reason")
        }
        let own: CancellationReason = call.readers == .staff ? .revoked : .excused
        let reason = asked ?? own
        guard reason == .excused || reason == .revoked else {
            throw Problem(
                .invalid, "reason (\(reason.rawValue)) must be excused or revoked")
        }
        guard reason == .excused || call.readers == .staff else {
            throw Problem(.forbidden, "only staff revoke; leave the reason out, or say excused")
        }
        return try commanding(call, urgent: true) { appointment, _ throws(Problem) in
            .cancel(appointment.id, reason)
        }
    }
}

extension [Event] {
    /// The number of the appointment that is made; 0 where none is.
    var booked: Appointment.ID {
        lazy.compactMap(\.change.booking).first?.id ?? Appointment.ID(0)
    }
}

extension Agenda {
    /// The date on which an appointment starts, by the clock of its office.
    func date(of appointment: Appointment) -> CivilDate {
        let zone = zone(of: appointment.placement.counsellor) ?? .utc
        return zone.local(appointment.placement.interval.start).date
    }
}
