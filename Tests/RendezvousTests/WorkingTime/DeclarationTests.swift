import Rendezvous
import Testing

/// Declared working time, case by case (E4 to E7, E10).
struct DeclarationTests {
    /// An agency with a counsellor about whom nothing is declared yet.
    private struct World {
        static let zone = Scenario.zone
        static let founded = Scenario.now - .hours(24 * 60)
        static let monday = Scenario.monday
        private(set) var agenda: Agenda
        private var count = 0

        init(_ precedence: Precedence = .stretch) throws {
            var agency = Agency(founded: Self.founded)
            try agency.give(Self.zone)
            try agency.add(Field("jobs", name: ""))
            try agency.add(
                Service(
                    "advice", in: "jobs", lasting: .minutes(30),
                    channels: [.video, .phone, .office],
                    startGrid: 15))
            try agency.add(Office("o", zone: Self.zone.name, hours: .always))
            try agency.add(Counsellor("c", at: "o"))
            try agency.amend(.precedenceSet(precedence))
            agenda = Agenda(agency)
        }

        /// Submits a declaration some hours after the founding.
        mutating func declare(
            _ content: Declaration.Content, hours: Int64 = 0, noted: Instant? = nil
        ) throws {
            count += 1
            let submitted = Self.founded + .hours(hours)
            let declaration = Declaration(
                Declaration.ID("d-\(count)"), of: .counsellor("c"), submitted: submitted, content)
            try agenda.perform(.amend(.declared(declaration)), at: noted ?? submitted)
        }

        mutating func perform(_ command: Command, at instant: Instant) throws {
            try agenda.perform(command, at: instant)
        }

        /// The working time of days from Monday on, as the clock shows it: `08:00-16:00`.
        func work(
            _ days: ClosedRange<Int> = 0...0, telework: Bool = false, knownAt: Instant? = nil
        ) throws -> String {
            let dates = try #require(
                DateRange(
                    from: Self.monday.advanced(by: days.lowerBound),
                    to: Self.monday.advanced(by: days.upperBound)))
            let found = try #require(
                agenda.workingTime(of: .counsellor("c"), on: dates, knownAt: knownAt))
            let set = telework ? found.telework : found.working
            return set.intervals.map { interval in
                "\(Self.zone.local(interval.start).time)-\(Self.zone.local(interval.end).time)"
            }.joined(separator: " ")
        }
    }

    private static let day = DayTimetable(from: "08:00", to: "16:00")
    private static let night = DayTimetable(from: "22:00", to: "06:00")

    private static func on(_ day: Int) -> DateRange { DateRange(World.monday.advanced(by: day)) }

    private static func leave(_ days: DateRange) -> Declaration.Content {
        .leave(Leave("annual", .days(days)))
    }

    // MARK: Weekly and daily timetables

    @Test func `a weekly timetable repeats while it holds (E4)`() throws {
        var world = try World()
        let late = DayTimetable(from: "12:00", to: "20:00")
        let dates = try #require(
            DateRange(from: World.monday.advanced(by: 1), to: World.monday.advanced(by: 15)))
        try world.declare(
            .weekly([Self.day, late, .rest, .rest, .rest, .rest, Self.night], dates))
        #expect(try world.work(0...0) == "")
        #expect(try world.work(1...1) == "12:00-20:00")
        #expect(try world.work(2...5) == "")
        #expect(try world.work(6...7) == "22:00-06:00 08:00-16:00")
        #expect(try world.work(8...8) == "12:00-20:00")
        // A shift that begins on the last date goes on past it.
        #expect(try world.work(13...14) == "22:00-06:00 08:00-16:00")
        #expect(try world.work(15...99) == "12:00-20:00")
    }

    @Test func `a daily timetable replaces the week's on its days (E5)`() throws {
        var world = try World()
        try world.declare(.weekly(Array(repeating: Self.day, count: 7), .always))
        try world.declare(.daily(DayTimetable(from: "10:00", to: "12:00"), Self.on(1)), hours: 1)
        try world.declare(.daily(.rest, Self.on(2)), hours: 1)
        #expect(try world.work(0...3) == "08:00-16:00 10:00-12:00 08:00-16:00")
        // Three days with one declaration.
        let dates = try #require(
            DateRange(from: World.monday.advanced(by: 3), to: World.monday.advanced(by: 5)))
        try world.declare(.daily(DayTimetable(from: "09:00", to: "11:00"), dates), hours: 2)
        #expect(
            try world.work(3...6) == "09:00-11:00 09:00-11:00 09:00-11:00 08:00-16:00")
    }

    @Test(arguments: Precedence.allCases)
    func `the declaration submitted last holds, in whatever order they come in (E6)`(
        precedence: Precedence
    ) throws {
        var world = try World(precedence)
        let noted = World.founded + .hours(10)
        try world.declare(.daily(DayTimetable(from: "10:00", to: "12:00"), Self.on(0)), hours: 2)
        try world.declare(.daily(Self.day, Self.on(0)), hours: 1, noted: noted)
        #expect(try world.work() == "10:00-12:00")
        // Of two submitted at once, the later in the log.
        try world.declare(
            .daily(DayTimetable(from: "13:00", to: "14:00"), Self.on(0)), hours: 2, noted: noted)
        #expect(try world.work() == "13:00-14:00")
    }

    @Test func `where timetables overlap, precedence decides which part is replaced (E6)`() throws {
        for (precedence, expected) in [
            (Precedence.stretch, "22:00-00:00 08:00-16:00"), (.date, "22:00-06:00 08:00-16:00"),
        ] {
            var world = try World(precedence)
            try world.declare(.daily(Self.night, Self.on(0)))
            try world.declare(.daily(Self.day, Self.on(1)), hours: 1)
            #expect(try world.work(0...1) == expected)
        }
        // The other way round nothing is lost.
        for precedence in Precedence.allCases {
            var world = try World(precedence)
            try world.declare(.daily(Self.day, Self.on(1)))
            try world.declare(.daily(Self.night, Self.on(0)), hours: 1)
            #expect(try world.work(0...1) == "22:00-06:00 08:00-16:00")
        }
    }

    @Test func `what was known at a moment can be asked again (E6)`() throws {
        var world = try World()
        let founded = World.founded
        try world.declare(.daily(Self.day, Self.on(0)))
        // Submitted after three hours and noted after ten.
        try world.declare(
            .daily(DayTimetable(from: "10:00", to: "12:00"), Self.on(0)), hours: 3,
            noted: founded + .hours(10))
        try world.perform(.amend(.declarationWithdrawn("d-2")), at: founded + .hours(20))
        #expect(try world.work(knownAt: founded - Seconds(1)) == "")
        #expect(try world.work(knownAt: founded) == "08:00-16:00")
        #expect(try world.work(knownAt: founded + .hours(3) - Seconds(1)) == "08:00-16:00")
        #expect(try world.work(knownAt: founded + .hours(3)) == "10:00-12:00")
        #expect(try world.work(knownAt: founded + .hours(20) - Seconds(1)) == "10:00-12:00")
        #expect(try world.work(knownAt: founded + .hours(20)) == "08:00-16:00")
        #expect(try world.work() == "08:00-16:00")
    }

    // MARK: Leave

    @Test func `leave holds whatever the order of submission (E7)`() throws {
        for hours: [Int64] in [[0, 1], [1, 0]] {
            var world = try World()
            let noted = World.founded + .hours(2)
            try world.declare(Self.leave(Self.on(1)), hours: hours[0], noted: noted)
            try world.declare(
                .weekly(Array(repeating: Self.day, count: 7), .always), hours: hours[1],
                noted: noted)
            #expect(try world.work(0...2) == "08:00-16:00 08:00-16:00")
            let wednesday = World.monday.advanced(by: 2)
            try world.declare(
                .leave(Leave("hours", .hours(wednesday, CivilSpan("10:00", "12:00")))),
                hours: hours[0], noted: noted)
            #expect(try world.work(2...2) == "08:00-10:00 12:00-16:00")
            try world.perform(.amend(.declarationWithdrawn("d-1")), at: noted)
            #expect(try world.work(1...1) == "08:00-16:00")
        }
    }

    @Test func `a day of leave takes the night shift that begins on it, and no other`() throws {
        var world = try World()
        try world.declare(.weekly(Array(repeating: Self.night, count: 7), .always))
        try world.declare(Self.leave(Self.on(1)), hours: 1)
        #expect(try world.work(0...3) == "00:00-06:00 22:00-06:00 22:00-06:00 22:00-00:00")
        // Leave by the hour goes over midnight like any stretch.
        try world.declare(
            .leave(Leave("hours", .hours(World.monday, CivilSpan("23:00", "01:00")))), hours: 1)
        #expect(
            try world.work(0...2) == "00:00-06:00 22:00-23:00 01:00-06:00 22:00-00:00")
    }

    @Test func `late leave contradicts an appointment and does not undo it (E7)`() throws {
        var world = try World()
        try world.declare(.weekly(Array(repeating: Self.day, count: 7), .always))
        let request = Request(
            for: Party("p"), service: "advice", within: IntervalSet(Interval.always))
        func placement(_ time: CivilTime, _ day: Int) throws -> Placement {
            let start = Scenario.at(time, days: day)
            return Placement(
                try #require(Interval(start: start, end: start + .minutes(30))), on: .video,
                with: "c")
        }
        let now = Scenario.now
        for (time, day): (CivilTime, Int) in [("09:00", 1), ("15:30", 1), ("09:00", 2)] {
            try world.perform(.book(try placement(time, day), for: request), at: now)
        }
        let booked = Array(world.agenda.appointments)
        #expect(world.agenda.contradictions(at: now).isEmpty)

        let hours = CivilSpan("15:45", "16:00")
        try world.declare(
            .leave(Leave("hours", .hours(World.monday.advanced(by: 1), hours))), noted: now)
        #expect(world.agenda.contradictions(at: now).map(\.appointment.number) == [2])
        try world.declare(Self.leave(Self.on(1)), noted: now)
        let found = world.agenda.contradictions(at: now)
        #expect(found.map(\.appointment.number) == [1, 2])
        #expect(found.allSatisfy { $0.reason == .notWorking })
        #expect(Array(world.agenda.appointments) == booked)

        // What has begun is no contradiction any more; nor is what was called off or moved.
        let begun = Scenario.at("09:00", days: 1)
        #expect(world.agenda.contradictions(at: begun).map(\.appointment.number) == [1, 2])
        let after = begun + Seconds(1)
        #expect(world.agenda.contradictions(at: after).map(\.appointment.number) == [2])
        try world.perform(.cancel(Appointment.ID(1), .revoked), at: now)
        try world.perform(
            .reschedule(Appointment.ID(2), to: try placement("10:00", 2)), at: now)
        #expect(world.agenda.contradictions(at: now).isEmpty)
    }

    // MARK: Telework

    @Test func `telework is work on remote channels only (E10)`() throws {
        var world = try World()
        let stretches = [
            WorkStretch(CivilSpan("08:00", "12:00"), at: .telework),
            WorkStretch(CivilSpan("12:00", "16:00")),
        ]
        try world.declare(.daily(DayTimetable(stretches), Self.on(1)))
        #expect(try world.work(1...1) == "08:00-16:00")
        #expect(try world.work(1...1, telework: true) == "08:00-12:00")
        let window = try #require(World.zone.day(World.monday.advanced(by: 1)))
        for (channel, first, count): (Channel, CivilTime, Int) in [
            (.video, "08:00", 31), (.phone, "08:00", 31), (.office, "12:00", 15),
        ] {
            let request = Request(
                for: Party("p"), service: "advice", channels: [channel],
                within: IntervalSet(window))
            let found = try world.agenda.openings(for: request, at: Scenario.now, limit: 99).all
            let starts = found.map { World.zone.local($0.placement.interval.start).time }
            #expect(starts.first == first && starts.count == count, "\(channel)")
        }
        // Half an hour that begins at a distance and ends on site.
        let start = Scenario.at("11:45", days: 1)
        let interval = try #require(Interval(start: start, end: start + .minutes(30)))
        let request = Request(for: Party("p"), service: "advice", within: IntervalSet(window))
        for (channel, reason): (Channel, Reason?) in [(.office, .telework), (.video, nil)] {
            let book = Command.book(Placement(interval, on: channel, with: "c"), for: request)
            #expect(
                Refused.command(book, by: world.agenda, at: Scenario.now)?.reason == reason)
        }
        // A meeting in the office is contradicted by telework that is declared later.
        let two = try #require(Interval(start: start + .hours(2), end: interval.end + .hours(2)))
        try world.perform(
            .book(Placement(two, on: .office, with: "c"), for: request), at: Scenario.now)
        #expect(world.agenda.contradictions(at: Scenario.now).isEmpty)
        let remote = DayTimetable([WorkStretch(CivilSpan("08:00", "16:00"), at: .telework)])
        try world.declare(.daily(remote, Self.on(1)), hours: 1)
        #expect(world.agenda.contradictions(at: Scenario.now).map(\.reason) == [.telework])
    }

    @Test func `a second is telework if every stretch that makes it work is (E10)`() throws {
        let shift = CivilSpan("22:00", "06:00")
        let remote = DayTimetable([WorkStretch(shift, at: .telework)])
        let morning = DayTimetable([WorkStretch(CivilSpan("04:00", "08:00"))])
        var world = try World(.date)
        try world.declare(.daily(remote, Self.on(0)))
        try world.declare(.daily(morning, Self.on(1)))
        #expect(try world.work(0...1) == "22:00-08:00")
        #expect(try world.work(0...1, telework: true) == "22:00-04:00")
        // By stretch the later declaration alone decides about Tuesday.
        try world.perform(.amend(.precedenceSet(.stretch)), at: World.founded)
        #expect(try world.work(0...1) == "22:00-00:00 04:00-08:00")
        #expect(try world.work(0...1, telework: true) == "22:00-00:00")
    }

    // MARK: Breaks

    @Test func `a fixed break is no work, and lies on the next date where it starts earlier`()
        throws
    {
        for precedence in Precedence.allCases {
            var world = try World(precedence)
            let night = DayTimetable(
                [WorkStretch(CivilSpan("22:00", "06:00"))],
                breaks: [.fixed(CivilSpan("02:00", "02:30")), .fixed(CivilSpan("23:30", "00:15"))])
            try world.declare(.daily(night, Self.on(0)))
            #expect(
                try world.work(0...1) == "22:00-23:30 00:15-02:00 02:30-06:00", "\(precedence)")
        }
    }

    @Test func `by date, a break cuts the stretches of its own date only`() throws {
        var world = try World(.date)
        try world.declare(.daily(Self.night, Self.on(0)))
        let next = DayTimetable(
            from: "04:00", to: "08:00", breaks: [.fixed(CivilSpan("05:00", "05:30"))])
        try world.declare(.daily(next, Self.on(1)))
        #expect(try world.work(0...1) == "22:00-08:00")
        // Until six the night shift stands; after it, nobody else works in the break.
        let late = DayTimetable(
            from: "04:00", to: "08:00", breaks: [.fixed(CivilSpan("05:30", "06:30"))])
        try world.declare(.daily(late, Self.on(1)), hours: 1)
        #expect(try world.work(0...1) == "22:00-06:00 06:30-08:00")
    }

    @Test func `a break over the second midnight after its date cuts that day's work too`() throws {
        // Monday's break starts before 22:00, so it lies on Tuesday, and ends on Wednesday at 1.
        let night = DayTimetable(
            [WorkStretch(CivilSpan("22:00", "06:00"))],
            breaks: [.fixed(CivilSpan("21:00", "01:00"))])
        var world = try World()
        try world.declare(.weekly(Array(repeating: night, count: 7), .always))
        #expect(try world.work(0...2).hasSuffix("01:00-06:00"))
        #expect(try world.work(2...2) == "01:00-06:00")
        #expect(try world.work(2...3) == "01:00-06:00 01:00-06:00")
    }
}
