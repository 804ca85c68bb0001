import Rendezvous
import RendezvousVerifier
import Testing

/// Rules 10 and 12: opening hours, positions, bookable hours; days on which the clock changes.
struct HoursTests {
    @Test func `A meeting ends when the office closes and its gap may lie outside`() {
        #expect(booking(meeting("14:30")) == [])
        #expect(booking(meeting("14:35")) == .only(.officeClosed))
        #expect(booking(meeting("08:00")) == [])
        #expect(booking(meeting("07:55")) == .only(.officeClosed))
    }

    @Test func `Holidays close an office unless an exception names the date`() {
        // 2027-03-25 is a Thursday and a holiday.
        let now = World.at("2027-03-20", "10:00")
        let meeting = meeting("10:00", on: "2027-03-25")
        var world = World { $0.office.holidays = HolidayCalendar.greece.id }
        #expect(booking(meeting, at: now) == [])
        #expect(booking(meeting, at: now, in: world) == .only(.officeClosed))
        world.office.exceptions = [
            DatedException(DateRange("2027-03-25"), hours: [CivilSpan("10:00", "12:00")])
        ]
        #expect(booking(meeting, at: now, in: world) == [])
    }

    @Test func `The last exception that names a date holds`() {
        let world = World { world in
            world.office.exceptions = [
                DatedException(.always, hours: [CivilSpan("10:00", "12:00")]),
                DatedException(DateRange("2026-11-24")),
            ]
        }
        #expect(booking(meeting("10:00"), in: world) == .only(.officeClosed))
        #expect(booking(meeting("10:00", on: "2026-11-25"), in: world) == [])
        #expect(
            booking(meeting("09:30", on: "2026-11-25"), in: world) == .only(.officeClosed))
    }

    @Test func `Hours that touch at midnight are one stretch, and one may cross it`() {
        var world = World { world in
            world.office.hours = .always
            world.day = DayTimetable(from: "00:00", to: "24:00")
        }
        #expect(booking(meeting("23:45"), in: world) == [])
        world.office.hours = WeeklyHours([.tuesday: [CivilSpan("22:00", "00:15")]])
        #expect(booking(meeting("23:45"), in: world) == [])
        #expect(booking(meeting("23:50"), in: world) == .only(.officeClosed))
        #expect(booking(meeting("22:00", on: "2026-11-25"), in: world) == .only(.officeClosed))
    }

    @Test func `Hours that began the evening before hold until they end`() {
        let world = World { world in
            world.office.hours = WeeklyHours([.monday: [CivilSpan("22:00", "02:00")]])
            world.day = DayTimetable(from: "00:00", to: "24:00")
        }
        #expect(booking(meeting("01:30"), in: world) == [])
        #expect(booking(meeting("01:35"), in: world) == .only(.officeClosed))
    }

    @Test func `Each date has the hours of its own version`() {
        let world = World { world in
            world.office.hours = .always
            world.day = DayTimetable(from: "00:00", to: "24:00")
            var closing = world.office
            closing.hours = WeeklyHours([:])
            world.then = [.defined(.office(closing), from: "2026-11-25")]
        }
        #expect(booking(meeting("23:30"), in: world) == [])
        #expect(booking(meeting("23:35"), in: world) == .only(.officeClosed))
    }

    @Test func `A position's hours and a counsellor's own hours both bound a meeting`() {
        var world = World { world in
            let hours = WeeklyHours.weekdays(from: "10:00", to: "12:00")
            world.before = [.position(Position("desk", name: "", hours: hours))]
            world.counsellor.position = "desk"
        }
        #expect(booking(meeting("11:30"), in: world) == [])
        #expect(booking(meeting("11:35"), in: world) == .only(.notBookable))
        world.counsellor.bookableHours = .weekdays(from: "10:30", to: "13:00")
        #expect(booking(meeting("10:30"), in: world) == [])
        #expect(booking(meeting("10:00"), in: world) == .only(.notBookable))
    }

    @Test func `Hours that begin in the spring gap begin at the transition`() {
        // On Sunday 2026-03-29 the clock goes from 03:00 to 04:00.
        let world = World { world in
            world.office.hours = WeeklyHours([.sunday: [CivilSpan("03:30", "06:00")]])
            world.day = DayTimetable(from: "00:00", to: "24:00")
        }
        let now = World.at("2026-03-20", "10:00")
        #expect(booking(meeting("04:00", on: "2026-03-29"), at: now, in: world) == [])
        #expect(
            booking(meeting("02:55", on: "2026-03-29"), at: now, in: world)
                == .only(.officeClosed))
    }

    @Test func `Hours that touch the repeated hour of autumn have all of it`() {
        // On Sunday 2026-10-25 the clock goes from 04:00 back to 03:00.
        var world = World { world in
            world.office.hours = WeeklyHours([.sunday: [CivilSpan("02:00", "03:30")]])
            world.day = DayTimetable(from: "00:00", to: "24:00")
        }
        let now = World.at("2026-10-20", "10:00")
        let first = meeting("03:00", on: "2026-10-25")
        var second = first
        second.interval = first.interval.shifted(by: .hours(1))
        var third = first
        third.interval = second.interval.shifted(by: .minutes(30))
        #expect(booking(first, at: now, in: world) == [])
        #expect(booking(second, at: now, in: world) == [])
        #expect(booking(third, at: now, in: world) == .only(.officeClosed))
        world.office.hours = WeeklyHours([.sunday: [CivilSpan("03:30", "05:00")]])
        #expect(booking(first, at: now, in: world) == .only(.officeClosed))
        #expect(booking(second, at: now, in: world) == [])
        #expect(booking(third, at: now, in: world) == [])
    }
}

extension Interval {
    func shifted(by length: Seconds) -> Interval {
        Interval(start: start + length, end: end + length) ?? self
    }
}
