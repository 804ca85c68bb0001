import RendezvousVerifier
import Testing

@testable import Rendezvous

/// Interpreters who join later, identity, meetings and join passes (A8, A9, A17).
@Suite struct MeetingTests {
    private let now = Scenario.now
    private let one = Appointment.ID(1)
    private let start = Scenario.at("09:00")

    private func scenario() throws -> Scenario {
        var scenario = try Scenario()
        try scenario.addInterpreter("i-1")
        try scenario.addCounsellor("nikos")
        return scenario
    }

    private func agenda(on channel: Channel = .video) throws -> Agenda {
        var agenda = Agenda(try scenario().agency)
        var placement = Scenario.placement("09:00")
        placement.channel = channel
        let request = Scenario.request(channels: [channel])
        try agenda.perform(.book(placement, for: request), at: now)
        return agenda
    }

    // MARK: Identity

    @Test func `a meeting goes from arrived to identified to under way to fulfilled`() throws {
        var agenda = try agenda()
        #expect(agenda[one]?.progress == .ahead)
        #expect(agenda.refusal(.identify(one, by: "maria"), at: now)?.reason == .status)
        try agenda.perform(.arrive(one), at: now)
        #expect(agenda[one]?.progress == .arrived)
        #expect(agenda.refusal(.begin(one, .audioOnly), at: start)?.reason == .notIdentified)
        #expect(
            agenda.refusal(.identify(one, by: "nobody"), at: now)?.reason == .unknownReference)
        let identifiedAt = start - .minutes(16)
        try agenda.perform(.identify(one, by: "nikos"), at: identifiedAt)
        #expect(agenda[one]?.progress == .identified)
        #expect(
            agenda[one]?.meeting.identification
                == Identification(counsellor: "nikos", at: identifiedAt, isAccepted: true))
        #expect(agenda.refusal(.identify(one, by: "maria"), at: now)?.reason == .status)
        #expect(agenda.refusal(.refuseIdentity(one, by: "maria"), at: now)?.reason == .status)
        #expect(agenda.refusal(.begin(one, .video), at: identifiedAt)?.reason == .tooEarly)
        #expect(agenda.refusal(.changeMode(one, .video), at: start)?.reason == .status)
        try agenda.perform(.begin(one, .video), at: start - .minutes(15))
        #expect(agenda[one]?.progress == .inSession(.video))
        #expect(agenda.refusal(.begin(one, .audioOnly), at: start)?.reason == .status)
        #expect(agenda.refusal(.changeMode(one, .video), at: start)?.reason == .status)
        try agenda.perform(.changeMode(one, .audioOnly), at: start)
        #expect(agenda[one]?.progress == .inSession(.audioOnly))
        #expect(agenda[one]?.meeting.modeSet == start)
        #expect(agenda[one]?.status == .arrived)
        try agenda.perform(.complete(one), at: start + .minutes(20))
        #expect(agenda[one]?.progress == .completed)
    }

    @Test func `an identity that is refused ends the meeting and frees the place`() throws {
        var agenda = try agenda()
        try agenda.perform(.arrive(one), at: now)
        try agenda.perform(.refuseIdentity(one, by: "maria"), at: now)
        #expect(agenda[one]?.status == .cancelled)
        #expect(agenda[one]?.cancellation == .identityRefused)
        #expect(agenda[one]?.progress == .identityRefused)
        #expect(agenda[one]?.meeting.identification?.isAccepted == false)
        let other = Scenario.request(participant: "p-2")
        #expect(agenda.refusal(.book(Scenario.placement("09:00"), for: other), at: now) == nil)
    }

    @Test func `a meeting by phone or in the office needs no identity and has no mode`() throws {
        var agenda = try agenda(on: .phone)
        try agenda.perform(.arrive(one), at: now)
        #expect(agenda.refusal(.begin(one, .audioOnly), at: start)?.reason == .channelNotOffered)
        try agenda.perform(.complete(one), at: start)
        #expect(agenda[one]?.status == .fulfilled)
    }

    // MARK: Interpreters

    @Test func `an interpreter is invited if they are free, and let in later (A9)`() throws {
        var agenda = try agenda()
        let invite = Command.invite(one, "i-1", for: .signed("gss"))
        #expect(agenda.refusal(.admit(one), at: now)?.reason == .interpreterMissing)
        try agenda.perform(invite, at: now)
        #expect(agenda[one]?.placement.interpreter == "i-1")
        #expect(agenda[one]?.party.needs == [.signed("gss")])
        #expect(agenda[one]?.revision == 1)
        #expect(agenda.refusal(invite, at: now)?.reason == .status)
        #expect(agenda.joinPasses(of: one, at: now).count == 2)
        try agenda.perform(.admit(one), at: now)
        #expect(agenda.joinPasses(of: one, at: now).map(\.holder).last == .interpreter("i-1"))
        #expect(agenda.refusal(.admit(one), at: now)?.reason == .status)

        // They are taken for everybody else.
        var other = Scenario.placement("09:00", with: "nikos")
        other.interpreter = "i-1"
        let deaf = Scenario.request(needs: [.signed("gss")], participant: "p-2")
        #expect(agenda.refusal(.book(other, for: deaf), at: now)?.reason == .interpreterUnavailable)
        // Another place makes the admission void.
        var moved = Scenario.placement("10:00")
        moved.interpreter = "i-1"
        try agenda.perform(.reschedule(one, to: moved), at: now)
        #expect(agenda.joinPasses(of: one, at: now).count == 2)
    }

    @Test func `an interpreter who cannot come is not invited`() throws {
        let agenda = try agenda()
        for (command, reason) in [
            (Command.invite(one, "i-9", for: .signed("gss")), Reason.unknownReference),
            (.invite(one, "i-1", for: .spoken("ar")), .interpreterUnavailable),
            (.invite(Appointment.ID(4), "i-1", for: .signed("gss")), .unknownAppointment),
        ] {
            #expect(agenda.refusal(command, at: now)?.reason == reason, "\(command)")
        }
        let phone = try self.agenda(on: .phone)
        let invite = Command.invite(one, "i-1", for: .signed("gss"))
        #expect(phone.refusal(invite, at: now)?.reason == .channelNotOffered)
        var early = agenda
        try early.perform(.reschedule(one, to: Scenario.placement("08:00")), at: now)
        #expect(early.refusal(invite, at: now)?.reason == .interpreterUnavailable)
        var held = Agenda(try scenario().agency)
        try held.perform(.hold(Scenario.placement("09:00"), for: Scenario.request()), at: now)
        #expect(held.refusal(invite, at: now)?.reason == .status)
    }

    // MARK: Join passes

    @Test func `a pass is open from a quarter of an hour before to half an hour after`() throws {
        var agenda = try agenda()
        let end = start + .minutes(30)
        for (instant, isOpen) in [
            (start - .minutes(15) - Seconds(1), false), (start - .minutes(15), true),
            (end + .minutes(30) - Seconds(1), true), (end + .minutes(30), false),
        ] {
            let passes = agenda.joinPasses(of: one, at: instant)
            #expect(passes.map(\.isOpen) == [isOpen, isOpen])
            #expect(passes.map(\.holder) == [.participant("p-1"), .counsellor("maria")])
            #expect(passes.map(\.revision) == [0, 0])
        }
        try agenda.perform(.reschedule(one, to: Scenario.placement("10:00")), at: now)
        #expect(agenda.joinPasses(of: one, at: now).map(\.revision) == [1, 1])
        try agenda.perform(.cancel(one, .excused), at: now)
        #expect(agenda.joinPasses(of: one, at: now).isEmpty)
        #expect(agenda.joinPasses(of: Appointment.ID(.min), at: now).isEmpty)
        #expect(try self.agenda(on: .phone).joinPasses(of: one, at: now).isEmpty)
    }

    @Test func `the log of a meeting is right, and replays`() throws {
        var agenda = Agenda(try scenario().agency)
        var events = try scenario().agency.events
        for (command, minutes) in [
            (Command.book(Scenario.placement("09:00"), for: Scenario.request()), 0),
            (.invite(one, "i-1", for: .signed("gss")), 1), (.admit(one), 2), (.arrive(one), 3),
            (.identify(one, by: "maria"), 115), (.begin(one, .video), 116),
            (.changeMode(one, .audioOnly), 125), (.changeMode(one, .video), 126),
            (.complete(one), 140),
        ] as [(Command, Int64)] {
            events += try agenda.perform(command, at: now + .minutes(minutes))
        }
        #expect(Verifier.check(events) == [])
        #expect(try Agenda(replaying: events).stateImage() == agenda.stateImage())
        #expect(try EventLog.decode(EventLog.encode(events)) == events)
    }
}
