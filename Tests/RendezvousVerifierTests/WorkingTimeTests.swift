import Rendezvous
import RendezvousVerifier
import Testing

/// Rule 11 and the section "Working time".
struct WorkingTimeTests {
    /// An office that never closes, so that only working time decides.
    static func world(_ day: DayTimetable, then: [Change] = []) -> World {
        World { world in
            world.office.hours = .always
            world.day = day
            world.then = then
        }
    }

    static func declaration(
        _ id: Declaration.ID, _ content: Declaration.Content,
        submitted: Instant = World.founded + .hours(1)
    ) -> Change {
        .declared(
            Declaration(id, of: .counsellor("c-17"), submitted: submitted, content))
    }

    static let tuesday = DateRange("2026-11-24")
    static let monday = DateRange("2026-11-23")

    @Test func `Work contains the meeting with its gap, or alone where a policy says so`() {
        var world = Self.world(DayTimetable(from: "08:00", to: "15:00"))
        #expect(booking(meeting("14:20"), in: world) == [])
        #expect(booking(meeting("14:25"), in: world) == .only(.notWorking))
        world.then = [
            .policySet(Policy("outside", .gapsOutsideWorkingTime, valid: Self.tuesday))
        ]
        #expect(booking(meeting("14:30"), in: world) == [])
        #expect(booking(meeting("14:35"), in: world) == .only(.notWorking))
        #expect(booking(meeting("14:30", on: "2026-11-25"), in: world) == .only(.notWorking))
        world.then.append(.policyWithdrawn("outside"))
        #expect(booking(meeting("14:30"), in: world) == .only(.notWorking))
    }

    @Test func `A gap before the meeting lies in working time too`() {
        var world = Self.world(DayTimetable(from: "08:00", to: "15:00"))
        world.service.gap = Gap(before: .minutes(10))
        let gap = Gap(before: .minutes(10))
        #expect(booking(meeting("08:10"), gap: gap, in: world) == [])
        #expect(booking(meeting("08:05"), gap: gap, in: world) == .only(.notWorking))
    }

    @Test func `A later day timetable cuts a night shift by stretch and leaves it by date`() {
        let night = DayTimetable(from: "22:00", to: "06:00")
        let day = DayTimetable(from: "09:00", to: "15:00")
        var world = Self.world(
            night, then: [Self.declaration("d-2", .daily(day, Self.tuesday))])
        #expect(booking(meeting("23:20", on: "2026-11-23"), in: world) == [])
        #expect(booking(meeting("23:25", on: "2026-11-23"), in: world) == .only(.notWorking))
        #expect(booking(meeting("01:00"), in: world) == .only(.notWorking))
        world.then.append(.precedenceSet(.date))
        #expect(booking(meeting("01:00"), in: world) == [])
        #expect(booking(meeting("05:25"), in: world) == .only(.notWorking))
        #expect(booking(meeting("22:00"), in: world) == .only(.notWorking))
    }

    @Test func `A declaration speaks for its stretch past the last midnight`() {
        let telework = WorkStretch(CivilSpan("22:00", "06:00"), at: .telework)
        let early = DayTimetable(from: "05:00", to: "14:00")
        var world = Self.world(
            early, then: [Self.declaration("d-2", .daily(DayTimetable([telework]), Self.monday))])
        #expect(booking(meeting("05:00", by: .office), in: world) == .only(.telework))
        #expect(booking(meeting("05:00", by: .phone), in: world) == [])
        #expect(booking(meeting("06:00", by: .office), in: world) == [])
        // By date both stretches make it work, and one of them is at the workplace.
        world.then.append(.precedenceSet(.date))
        #expect(booking(meeting("05:00", by: .office), in: world) == [])
        #expect(booking(meeting("04:00", by: .office), in: world) == .only(.telework))
    }

    @Test func `The declaration submitted last holds, then the last in the log`() {
        let rest = DayTimetable.rest
        let world = Self.world(
            DayTimetable(from: "08:00", to: "15:00"),
            then: [
                Self.declaration(
                    "d-0", .daily(rest, Self.tuesday), submitted: World.founded - Seconds(1))
            ])
        #expect(booking(meeting("10:00"), in: world) == [])
        let same = Self.world(
            DayTimetable(from: "08:00", to: "15:00"),
            then: [
                Self.declaration("d-0", .daily(rest, Self.tuesday), submitted: World.founded)
            ])
        #expect(booking(meeting("10:00"), in: same) == .only(.notWorking))
        var withdrawn = same
        withdrawn.then.append(.declarationWithdrawn("d-0"))
        #expect(booking(meeting("10:00"), in: withdrawn) == [])
    }

    @Test func `A fixed break is no work, and one before the shift lies after midnight`() {
        let night = DayTimetable(
            from: "22:00", to: "06:00", breaks: [.fixed(CivilSpan("02:00", "02:30"))])
        for precedence in Precedence.allCases {
            let world = Self.world(night, then: [.precedenceSet(precedence)])
            #expect(booking(meeting("01:20"), in: world) == [])
            #expect(booking(meeting("01:25"), in: world) == .only(.notWorking))
            #expect(booking(meeting("02:25"), in: world) == .only(.notWorking))
            #expect(booking(meeting("02:30"), in: world) == [])
        }
    }

    @Test func `A break that starts before its shift lies on the next date, wherever it ends`() {
        let night = DayTimetable(
            from: "22:00", to: "06:00", breaks: [.fixed(CivilSpan("21:30", "23:00"))])
        let day = DayTimetable(from: "07:00", to: "24:00")
        let world = Self.world(
            day, then: [Self.declaration("d-2", .daily(night, Self.monday))])
        #expect(booking(meeting("22:00", on: "2026-11-23"), in: world) == [])
        // The break is no part of any stretch of its declaration there.
        #expect(booking(meeting("22:00"), in: world) == [])
    }

    @Test func `Leave by the hour is subtracted whatever was submitted when`() {
        let leave = Leave("annual", .hours("2026-11-24", CivilSpan("10:00", "12:00")))
        for submitted in [World.founded - .hours(1), World.founded + .hours(1)] {
            let world = Self.world(
                DayTimetable(from: "08:00", to: "15:00"),
                then: [Self.declaration("l-1", .leave(leave), submitted: submitted)])
            #expect(booking(meeting("09:20"), in: world) == [])
            #expect(booking(meeting("09:25"), in: world) == .only(.notWorking))
            #expect(booking(meeting("11:55"), in: world) == .only(.notWorking))
            #expect(booking(meeting("12:00"), in: world) == [])
            #expect(booking(meeting("10:30", on: "2026-11-25"), in: world) == [])
        }
    }

    @Test func `A day of leave removes the stretches that start on it, to their end`() {
        let leave = Leave("annual", .days(Self.tuesday))
        var world = Self.world(
            DayTimetable(from: "22:00", to: "06:00"),
            then: [
                Self.declaration("l-1", .leave(leave), submitted: World.founded - .hours(1))
            ])
        for precedence in Precedence.allCases {
            world.then.append(.precedenceSet(precedence))
            #expect(booking(meeting("05:00"), in: world) == [])
            #expect(booking(meeting("22:00"), in: world) == .only(.notWorking))
            #expect(booking(meeting("05:00", on: "2026-11-25"), in: world) == .only(.notWorking))
            #expect(booking(meeting("22:00", on: "2026-11-25"), in: world) == [])
        }
    }

    @Test func `Telework serves remote channels only, to the second`() {
        let world = Self.world(
            DayTimetable([
                WorkStretch(CivilSpan("08:00", "11:00")),
                WorkStretch(CivilSpan("11:00", "15:00"), at: .telework),
            ]))
        #expect(booking(meeting("10:30", by: .office), in: world) == [])
        #expect(booking(meeting("10:35", by: .office), in: world) == .only(.telework))
        #expect(booking(meeting("10:35", by: .video), in: world) == [])
    }

    @Test func `A night shift is an hour shorter in spring and an hour longer in autumn`() {
        let night = DayTimetable(from: "22:00", to: "06:00")
        let world = Self.world(night)
        let spring = World.at("2026-03-20", "10:00")
        #expect(booking(meeting("05:20", on: "2026-03-29"), at: spring, in: world) == [])
        #expect(
            booking(meeting("05:25", on: "2026-03-29"), at: spring, in: world)
                == .only(.notWorking))
        // From 02:45 to 04:15 on the wall, half an hour in truth.
        #expect(booking(meeting("02:45", on: "2026-03-29"), at: spring, in: world) == [])
        let autumn = World.at("2026-10-20", "10:00")
        #expect(booking(meeting("03:45", on: "2026-10-25"), at: autumn, in: world) == [])
        #expect(
            booking(meeting("05:25", on: "2026-10-25"), at: autumn, in: world)
                == .only(.notWorking))
    }

    @Test func `A weekly timetable rests on the days it leaves empty and ends with its dates`() {
        let day = DayTimetable(from: "08:00", to: "15:00")
        let week = [DayTimetable](repeating: .rest, count: 1) + Array(repeating: day, count: 6)
        let dates = DateRange(from: "2026-11-23", to: "2026-11-24") ?? .always
        let world = Self.world(
            DayTimetable(from: "07:00", to: "09:00"),
            then: [Self.declaration("d-2", .weekly(week, dates))])
        #expect(booking(meeting("08:00", on: "2026-11-23"), in: world) == .only(.notWorking))
        #expect(booking(meeting("14:20"), in: world) == [])
        #expect(booking(meeting("08:20", on: "2026-11-25"), in: world) == [])
        #expect(booking(meeting("14:20", on: "2026-11-25"), in: world) == .only(.notWorking))
    }
}
