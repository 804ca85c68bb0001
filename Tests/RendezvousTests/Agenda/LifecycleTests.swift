import Rendezvous
import Testing

/// The table of Documentation/Rules.md, row by row.
@Suite struct LifecycleTests {
    private func agenda() throws -> Agenda { Agenda(try Scenario().agency) }
    private let now = Scenario.now

    @Test func `a hold is confirmed and becomes a booking`() throws {
        var agenda = try agenda()
        try agenda.perform(.hold(Scenario.placement("09:00"), for: Scenario.request()), at: now)
        let id = Appointment.ID(1)
        #expect(agenda[id]?.status == .pending)
        #expect(agenda[id]?.expires == now + .minutes(5))
        try agenda.perform(.confirm(id), at: now + .minutes(5) - Seconds(1))
        #expect(agenda[id]?.status == .booked)
        #expect(agenda[id]?.expires == nil)
        #expect(refusal(agenda, .confirm(id), now)?.reason == .status)
    }

    @Test func `a hold expires at its instant, without anybody cleaning up`() throws {
        var agenda = try agenda()
        let request = Scenario.request()
        try agenda.perform(.hold(Scenario.placement("09:00"), for: request), at: now)
        let other = Scenario.request(participant: "p-2")
        let book = Command.book(Scenario.placement("09:00"), for: other)
        let last = now + .minutes(5) - Seconds(1)
        #expect(refusal(agenda, book, last)?.reason == .overlap)
        #expect(try starts(agenda, other, last).contains(Scenario.at("09:00")) == false)
        #expect(try starts(agenda, other, now + .minutes(5)).contains(Scenario.at("09:00")))
        #expect(
            refusal(agenda, .confirm(Appointment.ID(1)), now + .minutes(5))?.reason == .holdExpired)

        let events = try agenda.perform(book, at: now + .minutes(5))
        #expect(events.map(\.change).first == .cancelled(Appointment.ID(1), .lapsed))
        #expect(agenda[Appointment.ID(1)]?.cancellation == .lapsed)
        #expect(agenda[Appointment.ID(2)]?.status == .booked)
    }

    @Test func `cancelling frees the place, and only once`() throws {
        var agenda = try agenda()
        let request = Scenario.request()
        try agenda.perform(.book(Scenario.placement("09:00"), for: request), at: now)
        #expect(try !starts(agenda, request, now).contains(Scenario.at("09:00")))
        try agenda.perform(.cancel(Appointment.ID(1), .excused), at: now)
        #expect(try starts(agenda, request, now).contains(Scenario.at("09:00")))
        #expect(refusal(agenda, .cancel(Appointment.ID(1), .excused), now)?.reason == .status)
        #expect(
            refusal(agenda, .cancel(Appointment.ID(9), .excused), now)?.reason
                == .unknownAppointment)
        #expect(
            refusal(agenda, .cancel(Appointment.ID(0), .excused), now)?.reason
                == .unknownAppointment)
    }

    @Test func `a reschedule that fails leaves the old booking (A6)`() throws {
        var agenda = try agenda()
        try agenda.perform(.book(Scenario.placement("09:00"), for: Scenario.request()), at: now)
        let other = Scenario.request(participant: "p-2")
        try agenda.perform(.book(Scenario.placement("11:00"), for: other), at: now)
        let image = agenda.stateImage()
        let taken = Command.reschedule(Appointment.ID(1), to: Scenario.placement("11:20"))
        #expect(refusal(agenda, taken, now)?.reason == .overlap)
        #expect(agenda.stateImage() == image)

        try agenda.perform(.reschedule(Appointment.ID(1), to: Scenario.placement("09:10")), at: now)
        #expect(agenda[Appointment.ID(1)]?.revision == 1)
        #expect(agenda[Appointment.ID(1)]?.placement.interval.start == Scenario.at("09:10"))
    }

    @Test func `an appointment's own place counts as free when it is moved (A6)`() throws {
        var agenda = try agenda()
        let request = Scenario.request()
        try agenda.perform(.book(Scenario.placement("09:00"), for: request), at: now)
        let found = try agenda.openings(
            toMove: Appointment.ID(1), within: request.windows, at: now, limit: 100)
        let starts = found.all.map(\.placement.interval.start)
        #expect(starts.contains(Scenario.at("09:10")))
        for opening in found.all {
            #expect(
                throws: Never.self,
                performing: {
                    _ = try agenda.decide(
                        .reschedule(Appointment.ID(1), to: opening.placement), at: now)
                })
        }
    }

    @Test func `whoever moves an appointment meets in the way that was agreed (A6)`() throws {
        var agenda = try agenda()
        let request = Scenario.request()
        try agenda.perform(.book(Scenario.placement("09:00"), for: request), at: now)
        func channels(_ asked: Set<Channel>?) throws -> Set<Channel> {
            let found = try agenda.openings(
                toMove: Appointment.ID(1), within: request.windows, channels: asked, at: now,
                limit: 100)
            return Set(found.all.map(\.placement.channel))
        }
        let agreed = Scenario.placement("09:00").channel
        let other = try #require(
            agenda.service(request.service, on: Scenario.monday)?.channels.first { $0 != agreed })
        #expect(try channels(nil) == [agreed])
        #expect(try channels([other]) == [other])
        #expect(try !channels([]).isEmpty)
    }

    @Test func `arrival, completion and absence have their times`() throws {
        var agenda = try agenda()
        let later = Scenario.placement("09:00", days: 1)
        try agenda.perform(.book(later, for: Scenario.request(days: 2)), at: now)
        let id = Appointment.ID(1)
        let dayOf = Scenario.zone.start(of: Scenario.monday.advanced(by: 1))
        #expect(refusal(agenda, .arrive(id), dayOf - Seconds(1))?.reason == .tooEarly)
        #expect(
            refusal(agenda, .noShow(id), later.interval.start - Seconds(1))?.reason == .tooEarly)
        #expect(refusal(agenda, .complete(id), later.interval.start)?.reason == .status)
        var missed = agenda
        try missed.perform(.noShow(id), at: later.interval.start)
        #expect(missed[id]?.status == .noShow)

        try agenda.perform(.arrive(id), at: dayOf)
        #expect(agenda[id]?.status == .arrived)
        #expect(
            refusal(agenda, .complete(id), later.interval.start - Seconds(1))?.reason == .tooEarly)
        #expect(refusal(agenda, .complete(id), later.interval.start)?.reason == .notIdentified)
        try agenda.perform(.identify(id, by: "maria"), at: later.interval.start)
        try agenda.perform(.complete(id), at: later.interval.start)
        #expect(agenda[id]?.status == .fulfilled)
        #expect(refusal(agenda, .cancel(id, .revoked), now)?.reason == .status)
    }

    @Test func `counsellor, interpreter and room are held together or not at all (A9)`() throws {
        var scenario = try Scenario()
        try scenario.addInterpreter("i-1")
        try scenario.addCounsellor("nikos")
        var agenda = Agenda(scenario.agency)
        let deaf = Scenario.request(needs: [.signed("gss")], channels: [.office])
        let opening = try #require(try agenda.openings(for: deaf, at: now, limit: 1).all.first)
        #expect(opening.placement.interpreter == "i-1")
        #expect(opening.placement.room == "r-1")
        #expect(opening.placement.interval.start == Scenario.at("09:00"))
        #expect(opening.counsellors == 2)
        try agenda.perform(.hold(opening.placement, for: deaf), at: now)

        // The second counsellor is free then, but neither interpreter nor room is.
        let other = Scenario.request(needs: [.signed("gss")], participant: "p-2")
        let next = try #require(try agenda.openings(for: other, at: now, limit: 1).all.first)
        #expect(next.placement.interval.start == Scenario.at("09:30"))
        var inOffice = opening.placement
        inOffice.counsellor = "nikos"
        inOffice.interpreter = nil
        let plain = Scenario.request(participant: "p-3", channels: [.office])
        #expect(refusal(agenda, .book(inOffice, for: plain), now)?.reason == .roomUnavailable)
    }

    @Test func `changes of appointments are no amendments`() throws {
        let agenda = try agenda()
        #expect(
            refusal(agenda, .amend(.confirmed(Appointment.ID(1))), now)?.reason == .invalidValue)
    }

    private func refusal(_ agenda: Agenda, _ command: Command, _ instant: Instant) -> Refusal? {
        do throws(Refusal) {
            _ = try agenda.decide(command, at: instant)
            return nil
        } catch {
            return error
        }
    }

    private func starts(
        _ agenda: Agenda, _ request: Request, _ instant: Instant
    ) throws -> [Instant] {
        try agenda.openings(for: request, at: instant, limit: 1_000).all.map {
            $0.placement.interval.start
        }
    }

    @Test func `an appointment says in which room it is, the first as well as the second`() throws {
        var scenario = try Scenario()
        try scenario.agency.add(Room("r-2", in: "kypseli"))
        var agenda = Agenda(scenario.agency)
        for (room, time): (Room.ID, CivilTime) in [("r-1", "09:00"), ("r-2", "10:00")] {
            var placement = Scenario.placement(time, on: .office)
            placement.room = room
            let request = Scenario.request(channels: [.office])
            try agenda.perform(.book(placement, for: request), at: now)
            #expect(agenda[Appointment.ID(agenda.appointmentCount)]?.placement == placement)
        }
    }
}
