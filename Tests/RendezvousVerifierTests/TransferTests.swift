import Rendezvous
import RendezvousVerifier
import Testing

/// Proposals, the waiting list and meetings, as the verifier sees them.
struct TransferTests {
    static let one = Appointment.ID(1)
    static let two = Appointment.ID(2)
    static let friday = World.friday
    static let expiry = World.friday + .hours(1)

    static func proposed(
        _ time: CivilTime = "11:00", of number: Int = 2, moving: Appointment.ID = one,
        on date: CivilDate = "2026-11-24", for party: Party = Party("p-1"),
        until: Instant = expiry
    ) -> Change {
        .proposed(
            Booking(
                Appointment.ID(number), for: party, service: "advice", topic: nil,
                at: meeting(time, on: date), gap: Gap(after: .minutes(10)), interpreterGap: .none),
            moving: moving, until: until)
    }

    static func booked(_ changes: (Change, Instant)...) -> [Violation.Rule] {
        var world = World()
        world.book(meeting("10:00"))
        for (change, instant) in changes { world.add(change, at: instant) }
        return world.broken
    }

    @Test func `A proposal stands beside what it moves, even over it`() {
        for time: CivilTime in ["10:00", "10:10", "11:00"] {
            #expect(Self.booked((Self.proposed(time), Self.friday)) == [])
            #expect(
                Self.booked(
                    (Self.proposed(time), Self.friday), (.transferred(Self.two), Self.friday))
                    == [])
        }
    }

    @Test func `A proposal is answered once and in time`() {
        let late = Self.booked(
            (Self.proposed(), Self.friday), (.transferred(Self.two), Self.expiry))
        #expect(late == .only(.holdExpired))
        #expect(
            Self.booked(
                (Self.proposed(), Self.friday),
                (.cancelled(Self.two, .declined), Self.friday),
                (.transferred(Self.two), Self.friday)) == .only(.status))
        #expect(
            Self.booked(
                (Self.proposed(), Self.friday), (.cancelled(Self.two, .lapsed), Self.expiry)) == [])
        #expect(
            Self.booked((.cancelled(Self.one, .declined), Self.friday)) == .only(.status))
        #expect(Self.booked((.cancelled(Self.one, .merged), Self.friday)) == .only(.status))
    }

    @Test func `A proposal is for the same people, alone, and not for ever`() {
        #expect(
            Self.booked((Self.proposed(for: Party("p-2")), Self.friday)) == [.proposalDiffers])
        #expect(
            Self.booked(
                (Self.proposed(), Self.friday), (Self.proposed("12:00", of: 3), Self.friday)
            )
            .contains(.reason(.status)))
        let end = Self.friday + Limits.longestAnswer
        let late: CivilDate = "2026-12-08"
        let start = meeting("11:00").interval.start
        for (proposal, broken) in [
            (Self.proposed(on: late, until: end), []),
            (Self.proposed(on: late, until: end + Seconds(1)), [.holdLength]),
            (Self.proposed(until: start), []),
            (Self.proposed(until: start + Seconds(1)), [.holdLength]),
        ] as [(Change, [Violation.Rule])] {
            #expect(Self.booked((proposal, Self.friday)) == broken)
        }
    }

    @Test func `An open proposal is withdrawn before its appointment changes`() {
        let changes: [Change] = [
            .cancelled(Self.one, .excused),
            .rescheduled(
                Self.one, to: meeting("12:00"), gap: Gap(after: .minutes(10)),
                interpreterGap: .none),
        ]
        for change in changes {
            #expect(
                Self.booked((Self.proposed(), Self.friday), (change, Self.friday))
                    == [.proposalLeft])
            #expect(
                Self.booked(
                    (Self.proposed(), Self.friday),
                    (.cancelled(Self.two, .revoked), Self.friday), (change, Self.friday)) == [])
        }
    }

    @Test func `Nobody else is placed over a proposal`() {
        var world = World()
        world.book(meeting("10:00"))
        world.add(
            .proposed(
                Booking(
                    Self.two, for: Party("p-1"), service: "advice", topic: nil,
                    at: meeting("11:00"), gap: Gap(after: .minutes(10)), interpreterGap: .none),
                moving: Self.one, until: Self.expiry))
        world.add(
            .booked(
                Booking(
                    Appointment.ID(3), for: Party("p-3"), service: "advice", topic: nil,
                    at: meeting("11:00"), gap: Gap(after: .minutes(10)), interpreterGap: .none)))
        #expect(world.broken.contains(.reason(.overlap)))
    }

    // MARK: The waiting list

    private func request(_ participant: Subject.ID = "p-1") -> Request {
        Request(
            for: Party(participant), service: "advice", channels: [.video],
            within: IntervalSet(meeting("10:00").interval))
    }

    private func waiting(
        _ placement: Placement = meeting("10:00"), for request: Request? = nil,
        _ changes: Change...
    ) -> [Violation.Rule] {
        var world = World()
        world.add(.enlisted(WaitingEntry.ID(1), request ?? self.request()))
        world.hold(placement, until: Self.expiry)
        for change in changes { world.add(change) }
        return world.broken
    }

    @Test func `An entry is offered what it asks for, and served when its hold is confirmed`() {
        let entry = WaitingEntry.ID(1)
        let offered = Change.offered(entry, Self.one)
        #expect(waiting(meeting("10:00"), for: nil, offered) == [])
        #expect(waiting(meeting("11:00"), for: nil, offered) == [.offerDiffers])
        #expect(waiting(meeting("10:00"), for: request("p-9"), offered) == [.offerDiffers])
        #expect(
            waiting(
                meeting("10:00"), for: nil, offered, .confirmed(Self.one),
                .waitingEnded(entry, .served)) == [])
        #expect(
            waiting(meeting("10:00"), for: nil, offered, .confirmed(Self.one))
                == [.waitingNotServed])
        #expect(
            waiting(meeting("10:00"), for: nil, .waitingEnded(entry, .served))
                == [.waitingNotServed])
        #expect(
            waiting(meeting("10:00"), for: nil, offered, .waitingEnded(entry, .withdrawn))
                == .only(.status))
        #expect(
            waiting(meeting("10:00"), for: nil, .offered(WaitingEntry.ID(9), Self.one))
                == .only(.unknownWaiting))
        #expect(
            waiting(meeting("10:00"), for: nil, .enlisted(WaitingEntry.ID(1), request()))
                == [.waitingNumber])
    }

    // MARK: Meetings

    @Test func `A meeting by video begins and ends with an identity`() {
        let start = meeting("10:00").interval.start
        let early = start - .minutes(15)
        let arrived = (Change.arrived(Self.one), early)
        let identified = (Change.identified(Self.one, by: "c-17"), early)
        let began = (Change.meetingBegan(Self.one, .video), early)
        #expect(
            Self.booked(
                arrived, identified, began, (.modeChanged(Self.one, .audioOnly), start),
                (.fulfilled(Self.one), start)) == [])
        #expect(Self.booked(arrived, (.fulfilled(Self.one), start)) == .only(.notIdentified))
        #expect(Self.booked(arrived, began) == .only(.notIdentified))
        #expect(Self.booked(identified) == .only(.status))
        #expect(Self.booked(arrived, identified, identified) == .only(.status))
        #expect(
            Self.booked(
                arrived, identified, (.meetingBegan(Self.one, .video), early - Seconds(1)))
                == .only(.tooEarly))
        #expect(
            Self.booked(arrived, identified, began, (.modeChanged(Self.one, .video), start))
                == .only(.status))
        #expect(
            Self.booked(arrived, (.identityRefused(Self.one, by: "c-17"), early)) == [])
        #expect(
            Self.booked(arrived, (.identityRefused(Self.one, by: "nobody"), early))
                == .only(.unknownReference))
        #expect(Self.booked((.admitted(Self.one), Self.friday)) == .only(.interpreterMissing))
    }

    @Test func `An interpreter who joins keeps rule 17`() {
        func invited(_ gap: Gap, _ language: Communication) -> [Violation.Rule] {
            var world = World {
                $0.after = [
                    .interpreter(
                        Interpreter(
                            "i-1", communications: [.signed("gss")], gap: Gap(after: .minutes(5)),
                            zone: "Europe/Athens"))
                ]
            }
            let day = DayTimetable(from: "08:00", to: "15:00")
            world.then = [.declared(world.working(.interpreter("i-1"), day, "d-2"))]
            world.book(meeting("10:00"))
            world.add(.invited(Self.one, "i-1", for: language, interpreterGap: gap))
            world.add(.admitted(Self.one))
            return world.broken
        }
        #expect(invited(Gap(after: .minutes(5)), .signed("gss")) == [])
        #expect(invited(.none, .signed("gss")) == [.storedGap])
        #expect(invited(Gap(after: .minutes(5)), .spoken("ar")) == .only(.interpreterUnavailable))
    }
}
