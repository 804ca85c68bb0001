import Rendezvous
import RendezvousTesting
import Testing

/// The contract side, overtime, leave and corrections (E1, E2, E7, E8, E11).
struct ContractTests {
    private typealias World = TimeWorld

    @Test func `of the contracts that have a date, the one submitted last holds (E1)`() throws {
        var world = try World()
        #expect(world.agenda.contract(of: World.maria, on: World.monday) == nil)
        try world.declare(.contract(Contract(workDays: 5), .always), at: World.founded)
        var six = Contract(
            weeklyHours: .hours(24), of: .hours(40), from: .collectiveAgreement, .reduced,
            workDays: 6)
        six.branch = "2"
        six.isBorrowed = true
        try world.declare(.contract(six, World.from(1)), at: World.founded + .hours(1))
        #expect(world.agenda.contract(of: World.maria, on: World.date(0))?.workDays == 5)
        let found = try #require(world.agenda.contract(of: World.maria, on: World.date(1)))
        #expect(found == six)
        #expect(found.weeklyHours == .hours(24) && found.fullTimeHours == .hours(40))
        // As it was known before.
        let before = world.agenda.contract(
            of: World.maria, on: World.date(1), knownAt: World.founded)
        #expect(before?.workDays == 5)
    }

    @Test func `a contract's break stays free in the day's longest stretch (E1)`() throws {
        for isInside in [true, false] {
            var world = try World()
            let pause = ContractBreak(.minutes(30), isInsideHours: isInside, after: .hours(4))
            try world.declare(.contract(Contract(pause: pause), .always))
            let long = DayTimetable(from: "08:00", to: "13:00")
            try world.declare(.daily(long, World.on(0)))
            try world.declare(.daily(DayTimetable(from: "08:00", to: "12:00"), World.on(1)))
            // Six and a half meetings in a row leave no half hour of five.
            for (day, fits) in [(0, false), (1, true)] {
                let times: [CivilTime] = [
                    "08:00", "08:30", "09:00", "09:30", "10:00", "10:30", "11:00",
                ]
                for time in times { try world.book(day, time) }
                if day == 0 {
                    try world.book(day, "11:30")
                    try world.book(day, "12:00")
                }
                let last = try World.placement(day, fits ? "11:30" : "12:30")
                let book = Command.book(last, for: World.request())
                let reason = Refused.command(book, by: world.agenda, at: World.at(-1, "09:00"))
                #expect(reason?.reason == (fits ? nil : .breakNotKept))
            }
        }
    }

    @Test func `a new hire's first day has hours of its own (E2)`() throws {
        for precedence in Precedence.allCases {
            var world = try World(precedence)
            let first = DayTimetable(from: "10:00", to: "14:00")
            try world.declare(.weekly(World.week(World.day), World.from(0)))
            try world.declare(
                .contract(Contract(firstDay: first), World.from(0)),
                at: World.founded + .hours(1))
            #expect(try world.work(0) == "10:00-14:00")
            #expect(try world.work(1) == "08:00-16:00")
        }
    }

    @Test func `values of contracts have bounds`() throws {
        let world = try World()
        func refused(_ change: (inout Contract) -> Void) -> Bool {
            var contract = Contract()
            change(&contract)
            var copy = world
            do {
                try copy.declare(.contract(contract, .always))
                return false
            } catch { return (error as? Refusal)?.reason == .invalidValue }
        }
        #expect(!refused { $0.weeklyHours = Seconds(1) })
        #expect(!refused { $0.weeklyHours = .hours(168) })
        #expect(refused { $0.weeklyHours = .zero })
        #expect(refused { $0.weeklyHours = .hours(168) + Seconds(1) })
        #expect(refused { $0.fullTimeHours = .zero })
        #expect(!refused { $0.workDays = 7 } && !refused { $0.workDays = 1 })
        #expect(refused { $0.workDays = 0 } && refused { $0.workDays = 8 })
        #expect(!refused { $0.flexibleArrival = .hours(24) })
        #expect(refused { $0.flexibleArrival = .hours(24) + Seconds(1) })
        #expect(refused { $0.flexibleArrival = Seconds(-1) })
        #expect(refused { $0.pause = ContractBreak(.zero, isInsideHours: true) })
        #expect(refused { $0.branch = "a b" })
        #expect(
            refused { $0.firstDay = DayTimetable([WorkStretch(CivilSpan("24:00", "08:00"))]) })
    }

    // MARK: Overtime

    @Test(arguments: Precedence.allCases)
    func `an appointment outside declared hours needs overtime (E8)`(precedence: Precedence) throws
    {
        var world = try World(precedence)
        try world.declare(.weekly(World.week(World.day), .always))
        let late = Command.book(try World.placement(1, "17:00"), for: World.request())
        let now = World.at(0, "10:00")
        #expect(Refused.command(late, by: world.agenda, at: now)?.reason == .notWorking)
        let span = CivilSpan("16:30", "18:00")
        let id = try world.declare(.overtime(Overtime(World.date(1), span)), at: now)
        #expect(try world.work(1) == "08:00-16:00 16:30-18:00")
        #expect(try world.agenda.decide(late, at: now).count == 1)
        // A timetable that is submitted later does not take overtime away.
        try world.declare(.daily(DayTimetable(from: "09:00", to: "12:00"), World.on(1)), at: now)
        #expect(try world.work(1) == "09:00-12:00 16:30-18:00")
        try world.amend(.declarationWithdrawn(id), at: now)
        #expect(Refused.command(late, by: world.agenda, at: now)?.reason == .notWorking)
        // Leave takes it away like all work of its date.
        try world.declare(.overtime(Overtime(World.date(1), span)), at: now)
        try world.declare(.leave(Leave("ΑΔΚΑΝ", .days(World.on(1)))), at: now)
        #expect(try world.work(1) == "")
    }

    @Test func `overtime at a distance is telework unless it overlaps work on site (E8)`() throws {
        var world = try World()
        try world.declare(.daily(World.day, World.on(0)))
        try world.declare(
            .overtime(Overtime(World.monday, CivilSpan("15:00", "18:00"), at: .telework)))
        let found = try #require(world.agenda.workingTime(of: World.maria, on: World.on(0)))
        #expect(World.text(found.working) == "08:00-18:00")
        #expect(World.text(found.telework) == "16:00-18:00")
    }

    // MARK: Leave

    @Test func `planned leave feeds availability and has yet to be reported (E7)`() throws {
        var world = try World()
        try world.declare(.weekly(World.week(World.day), .always))
        try world.declare(.planned(Leave("ΑΔΚΑΝ", .days(World.on(2)))))
        try world.declare(
            .planned(Leave("ΩΑΓΟΝ", .hours(World.date(3), CivilSpan("08:00", "10:00")))))
        #expect(try world.work(2) == "")
        #expect(try world.work(3) == "10:00-16:00")
        // Until 10 December nothing is amiss.
        let deadline = World.zone.start(of: "2026-12-11")
        let early = try world.findings(0...6, at: deadline - Seconds(1))
        #expect(!early.contains { $0.contains("leave-not-reported") })
        let late = try world.findings(0...6, at: deadline)
        #expect(late.contains("2026-11-25 leave-not-reported 24 h/0 min"))
        #expect(late.contains("2026-11-26 leave-not-reported 2 h/0 min"))
        try world.declare(
            .leave(Leave("ΑΔΚΑΝ", .days(World.on(2)), counting: 1)), at: deadline - Seconds(1))
        try world.declare(
            .leave(Leave("ΩΑΓΟΝ", .hours(World.date(3), CivilSpan("08:00", "10:00")))),
            at: deadline)
        let reported = try world.findings(0...6, at: deadline)
        #expect(!reported.contains { $0.contains("leave-not-reported") })
        #expect(reported.contains("2026-11-26 leave-reported-late 0 min/0 min"))
        #expect(!reported.contains { $0.hasPrefix("2026-11-25 leave-reported-late") })
    }

    @Test func `leave is corrected in one step, and what was known stays known (E7)`() throws {
        var world = try World()
        try world.declare(.weekly(World.week(World.day), .always))
        let noted = World.at(8, "10:00")
        let id = try world.declare(.leave(Leave("ΑΔΑΣ", .days(World.on(1)))), at: noted)
        let corrected = Declaration(
            "d-9", of: World.maria, submitted: noted + .hours(1),
            .leave(Leave("ΑΔΚΑΝ", .days(World.on(2)))))
        try world.amend(.declarationCorrected(id, by: corrected), at: noted + .hours(1))
        #expect(try world.work(1) == "08:00-16:00" && world.work(2) == "")
        #expect(try world.work(1, knownAt: noted) == "")
        #expect(try world.work(2, knownAt: noted) == "08:00-16:00")
        #expect(try world.work(1, knownAt: noted - Seconds(1)) == "08:00-16:00")
        // What is not in force, or somebody else's, cannot be corrected.
        let again = Change.declarationCorrected(id, by: corrected)
        #expect(
            Refused.command(.amend(again), by: world.agenda, at: noted + .hours(2))?.reason
                == .unknownReference)
        let other = Declaration(
            "d-10", of: .interpreter("iris"), submitted: noted, corrected.content)
        #expect(
            Refused.command(
                .amend(.declarationCorrected("d-9", by: other)), by: world.agenda,
                at: noted + .hours(2))?.reason == .invalidValue)
    }

    @Test func `the calendars are the same as drawn anew after every declaration`() throws {
        for seed in 0..<UInt64(TestScale.rounds(6)) {
            var generator = DeclarationGenerator(seed: seed + 4_000_000, isWild: false)
            var agency = Agency(founded: generator.now - .hours(10))
            try agency.give(generator.zone)
            try agency.add(Field("jobs", name: ""))
            try agency.add(Service("advice", in: "jobs", lasting: .minutes(30)))
            try agency.add(Office("o", zone: generator.zone.name, hours: .always))
            try agency.add(Counsellor("maria", at: "o"))
            var agenda = Agenda(agency)
            var events = agency.events
            for (number, declaration) in generator.stack().enumerated() {
                let at = generator.now + .hours(Int64(number))
                var news = [Event(at: at, .declared(declaration))]
                if generator.random.chance(1, in: 3) {
                    news.append(Event(at: at, .declarationWithdrawn(declaration.id)))
                }
                for event in news {
                    try agenda.apply([event])
                    events.append(event)
                    let anew = try Agenda(replaying: events)
                    let span = Interval(start: at, end: at + .hours(24 * 40)) ?? .always
                    let request = Request(
                        for: Party("p"), service: "advice", within: IntervalSet(span))
                    #expect(
                        try agenda.openings(for: request, at: at, limit: 1_000)
                            == anew.openings(for: request, at: at, limit: 1_000), "seed \(seed)")
                }
            }
        }
    }

    @Test func `a contract's break may take all of a stretch (E1)`() throws {
        var world = try World()
        let pause = ContractBreak(.minutes(30), isInsideHours: true, after: .zero)
        try world.declare(.contract(Contract(pause: pause), .always))
        try world.declare(.daily(DayTimetable(from: "08:00", to: "08:30"), World.on(0)))
        let book = Command.book(try World.placement(0, "08:00"), for: World.request())
        #expect(
            Refused.command(book, by: world.agenda, at: World.at(-1, "09:00"))?.reason
                == .breakNotKept)
    }

    @Test func `who takes the place of a break is named`() throws {
        var world = try World()
        let day = DayTimetable(
            from: "08:00", to: "10:00",
            breaks: [.floating(.hours(1), within: CivilSpan("08:00", "10:00"))])
        try world.declare(.daily(day, World.on(0)))
        try world.book(0, "08:00")
        try world.book(0, "08:30")
        let objections = try world.agenda.objections(
            to: World.placement(0, "09:30"), for: World.request(),
            at: World.at(-1, "09:00"))
        #expect(objections.map(\.reason).contains(.breakNotKept))
        #expect(objections.first?.appointments == [Appointment.ID(1), Appointment.ID(2)])
    }

    @Test func `the break of a day declared anew is kept where the next begins at midnight`() throws
    {
        let night = DayTimetable(
            from: "00:00", to: "08:00",
            breaks: [.floating(.hours(1), within: CivilSpan("00:00", "04:00"))])
        var world = try World()
        try world.declare(.weekly(Array(repeating: night, count: 7), .always))
        for time: CivilTime in ["00:30", "01:30", "02:30"] { try world.book(0, time) }
        try world.declare(.daily(night, World.on(0)), at: World.at(-3, "10:00"))
        let book = Command.book(try World.placement(0, "03:30"), for: World.request())
        #expect(
            Refused.command(book, by: world.agenda, at: World.at(-1, "09:00"))?.reason
                == .breakNotKept)
    }
}
