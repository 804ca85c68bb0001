import Rendezvous
import Testing

/// The limits of lists and spans, of requests and of holds.
struct LimitsOfListsTests {
    private static let zone = Scenario.zone.name

    // MARK: Lists of the catalogue

    @Test func `lists have at most 10000 items`() throws {
        let agency = try Scenario().agency
        for (what, change) in Self.lists {
            for count in [Limits.listItems - 1, Limits.listItems] {
                #expect(try Refused.change(change(count), by: agency) == nil, "\(what)")
            }
            let refusal = try Refused.change(change(Limits.listItems + 1), by: agency)
            #expect(refusal?.reason == .limit, "\(what)")
            #expect(refusal?.message == "number of \(what) (10001) must be at most 10000")
        }
    }

    private static let lists: [(String, @Sendable (Int) -> Change)] = [
        ("topics of service (s)", { service(topics: topics($0)) }),
        ("checklist items of service (s)", { service(checklist: checklist($0)) }),
        (
            "checklist items of topic (t) of service (s)",
            { service(topics: [Topic("t", name: "", checklist: checklist($0))]) }
        ),
        ("areas of office (o)", { office(areas: ids($0)) }),
        ("facilities of office (o)", { office(facilities: ids($0)) }),
        (
            "exceptions of office (o)",
            { office(exceptions: Array(repeating: DatedException(.always), count: $0)) }
        ),
        (
            "facilities of room (r)",
            { .defined(.room(Room("r", in: "kypseli", facilities: ids($0))), from: .min) }
        ),
        (
            "communications of counsellor (c)",
            {
                .defined(
                    .counsellor(Counsellor("c", at: "kypseli", communications: languages($0))),
                    from: .min)
            }
        ),
        (
            "communications of interpreter (i)",
            {
                .defined(
                    .interpreter(Interpreter("i", communications: languages($0), zone: zone)),
                    from: .min)
            }
        ),
        (
            "holidays of calendar (h)",
            {
                let holiday = Holiday(name: "", localName: "", rule: .fixed(month: 1, day: 1))
                let holidays = Array(repeating: holiday, count: $0)
                return .holidaysGiven(HolidayCalendar(id: "h", name: "", holidays: holidays))
            }
        ),
    ]

    private static func service(
        topics: [Topic] = [], checklist: [ChecklistItem] = []
    ) -> Change {
        .defined(
            .service(
                Service(
                    "s", in: "jobs", topics: topics, lasting: .minutes(30), checklist: checklist)),
            from: .min)
    }

    private static func office(
        areas: Set<Office.Area> = [], facilities: Set<Facility> = [],
        exceptions: [DatedException] = []
    ) -> Change {
        .defined(
            .office(
                Office(
                    "o", zone: zone, areas: areas, hours: .always, exceptions: exceptions,
                    facilities: facilities)), from: .min)
    }

    private static func ids<T>(_ count: Int) -> Set<Identifier<T>> {
        Set((0..<count).map { Identifier("\($0)") })
    }

    private static func topics(_ count: Int) -> [Topic] {
        (0..<count).map { Topic(.init("\($0)"), name: "") }
    }

    private static func checklist(_ count: Int) -> [ChecklistItem] {
        (0..<count).map { ChecklistItem(.init("\($0)"), name: "") }
    }

    private static func languages(_ count: Int) -> Set<Communication> {
        Set((0..<count).compactMap { Language("el-x-\($0)").map { .spoken($0) } })
    }

    // MARK: Spans of a day

    @Test func `a day has at most 24 spans`() throws {
        let agency = try Scenario().agency
        for (what, change) in Self.spans {
            for count in [Limits.spansPerDay - 1, Limits.spansPerDay] {
                #expect(try Refused.change(change(Self.spans(count)), by: agency) == nil, "\(what)")
            }
            let refusal = try Refused.change(change(Self.spans(25)), by: agency)
            #expect(refusal?.reason == .invalidValue, "\(what)")
            #expect(refusal?.message == "number of \(what) (25) must be 0 … 24")
        }
    }

    @Test func `spans of a day start before 24:00 and do not overlap`() throws {
        let agency = try Scenario().agency
        let refused: [([CivilSpan], String)] = [
            ([CivilSpan("24:00", "06:00")], "must start before 24:00"),
            ([CivilSpan("08:00", "12:00"), CivilSpan("11:59", "13:00")], "must not overlap"),
            ([CivilSpan("20:00", "06:00"), CivilSpan("22:00", "23:00")], "must not overlap"),
            ([CivilSpan("00:00", "24:00"), CivilSpan("00:00", "24:00")], "must not overlap"),
        ]
        let taken: [[CivilSpan]] = [
            [], [CivilSpan("00:00", "24:00")], [CivilSpan("08:00", "08:00")],
            [CivilSpan("12:00", "13:00"), CivilSpan("08:00", "12:00")],
            [CivilSpan("05:00", "07:00"), CivilSpan("20:00", "06:00")],
        ]
        for (what, change) in Self.spans where !what.contains("break") {
            for (spans, message) in refused {
                let refusal = try Refused.change(change(spans), by: agency)
                #expect(refusal?.reason == .invalidValue, "\(what) \(spans)")
                #expect(refusal?.message.hasSuffix(message) == true, "\(what) \(spans)")
            }
            for spans in taken {
                #expect(try Refused.change(change(spans), by: agency) == nil, "\(what) \(spans)")
            }
        }
    }

    /// Spans of one minute, every other minute.
    private static func spans(_ count: Int) -> [CivilSpan] {
        (0..<count).map {
            CivilSpan(
                CivilTime(secondOfDay: $0 * 120), CivilTime(secondOfDay: $0 * 120 + 60))
        }
    }

    private static let spans: [(String, @Sendable ([CivilSpan]) -> Change)] = [
        (
            "spans of sunday of office (o)",
            {
                .defined(
                    .office(Office("o", zone: zone, hours: WeeklyHours([.sunday: $0]))), from: .min)
            }
        ),
        (
            "spans of the exception ../.. of office (o)",
            { office(exceptions: [DatedException(.always, hours: $0)]) }
        ),
        (
            "spans of monday of position (p)",
            {
                let hours = WeeklyHours([.monday: $0])
                return .defined(.position(Position("p", name: "", hours: hours)), from: .min)
            }
        ),
        (
            "spans of monday of counsellor (c)",
            {
                let hours = WeeklyHours([.monday: $0])
                return .defined(
                    .counsellor(Counsellor("c", at: "kypseli", bookableHours: hours)), from: .min)
            }
        ),
        (
            "spans of declaration (d)",
            { declared(.daily(DayTimetable($0.map { WorkStretch($0) }), .always)) }
        ),
        (
            "spans of tuesday of declaration (d)",
            {
                let day = DayTimetable($0.map { WorkStretch($0) })
                return declared(
                    .weekly([.rest, day, .rest, .rest, .rest, .rest, .rest], .always))
            }
        ),
        (
            "breaks of declaration (d)",
            { declared(.daily(DayTimetable(breaks: $0.map { .fixed($0) }), .always)) }
        ),
    ]

    private static func declared(_ content: Declaration.Content) -> Change {
        .declared(
            Declaration(
                "d", of: .counsellor("maria"), submitted: Scenario.now - .hours(48), content))
    }

    @Test func `a weekly timetable has seven days`() throws {
        let agency = try Scenario().agency
        for count in [0, 1, 6, 8, 14] {
            let days = Array(repeating: DayTimetable.rest, count: count)
            let refusal = try Refused.change(Self.declared(.weekly(days, .always)), by: agency)
            #expect(
                refusal?.message == "days of declaration (d) (\(count)) must be 7, Monday first")
        }
    }

    @Test func `a declaration was submitted before it is noted`() throws {
        let agency = try Scenario().agency
        for (late, isTaken) in [(Seconds.zero, true), (Seconds(1), false)] {
            let change = Change.declared(
                Declaration(
                    "d", of: .counsellor("maria"), submitted: agency.founded + late,
                    .daily(.rest, .always)))
            let refusal = try Refused.change(change, by: agency)
            #expect(refusal?.reason == (isTaken ? nil : .invalidValue))
        }
    }

    // MARK: Requests, holds, openings

    @Test func `a request has its limits wherever it is used`() throws {
        let agenda = Agenda(try Scenario().agency)
        let longest = String(repeating: "x", count: Limits.identifierBytes)
        let bytes = "must be 1 … 64 bytes without spaces and control characters"
        let cases: [(String, Reason, (inout Request) -> Void, (inout Request) -> Void)] = [
            (
                "identifier of a request (\"\(longest)x\") \(bytes)", .invalidValue,
                { $0.id = .init(longest) }, { $0.id = .init(longest + "x") }
            ),
            (
                "identifier of the participant of request (request) (\"\") \(bytes)",
                .invalidValue, { $0.party.participant = .init(longest) },
                { $0.party.participant = "" }
            ),
            (
                "identifier of who booked for request (request) (\"a b\") \(bytes)",
                .invalidValue, { $0.party.bookedBy = .init(longest) },
                { $0.party.bookedBy = "a b" }
            ),
            (
                "weight of request (request) (1000001) must be 1 … 1000000", .invalidValue,
                { $0.weight = Limits.heaviestWeight }, { $0.weight = Limits.heaviestWeight + 1 }
            ),
            (
                "weight of request (request) (0) must be 1 … 1000000", .invalidValue,
                { $0.weight = 1 }, { $0.weight = 0 }
            ),
            (
                "number of windows of request (request) (10001) must be at most 10000", .limit,
                { $0.windows = Self.windows(Limits.listItems) },
                { $0.windows = Self.windows(Limits.listItems + 1) }
            ),
            (
                "number of needs of request (request) (10001) must be at most 10000", .limit,
                { $0.party = Self.party(needs: Limits.listItems) },
                { $0.party = Self.party(needs: Limits.listItems + 1) }
            ),
        ]
        for (message, reason, good, bad) in cases {
            var request = Scenario.request()
            good(&request)
            #expect(Refused.openings(for: request, by: agenda) == nil, "\(message)")
            bad(&request)
            let placement = Scenario.placement("09:00")
            let refusals = [
                Refused.openings(for: request, by: agenda),
                Refused.command(.book(placement, for: request), by: agenda, at: Scenario.now),
                Refused.command(.hold(placement, for: request), by: agenda, at: Scenario.now),
            ]
            #expect(refusals == Array(repeating: Refusal(reason, message), count: 3))
        }
    }

    /// Windows of a minute, the first of them on Monday at 9.
    private static func windows(_ count: Int) -> IntervalSet {
        IntervalSet(
            (0..<count).compactMap { number -> Interval? in
                let start = Scenario.at("09:00") + .minutes(Int64(2 * number))
                return Interval(start: start, end: start + .minutes(1))
            })
    }

    private static func party(needs count: Int) -> Party {
        Party("p-1", needs: (0..<count).map { .facility(.init("\($0)")) })
    }

    @Test func `facilities that a party needs have identifiers as all others`() throws {
        let agenda = Agenda(try Scenario().agency)
        let tooLong = String(repeating: "x", count: Limits.identifierBytes + 1)
        for facility: Facility in ["", "a b", Facility(tooLong)] {
            let request = Scenario.request(needs: [.facility(facility)])
            let book = Command.book(Scenario.placement("09:00"), for: request)
            let refusal = Refused.command(book, by: agenda, at: Scenario.now)
            #expect(refusal?.reason == .invalidValue, "\(facility.rawValue.count) bytes")
        }
    }

    @Test func `a hold lasts from a second to a day`() throws {
        let agenda = Agenda(try Scenario().agency)
        func refusal(_ length: Seconds) -> Refusal? {
            let hold = Command.hold(
                Scenario.placement("09:00"), for: Scenario.request(), lasting: length)
            return Refused.command(hold, by: agenda, at: Scenario.now)
        }
        let second = Seconds(1)
        for length in [second, second * 2, Limits.longestHold - second, Limits.longestHold] {
            #expect(refusal(length) == nil)
        }
        for length in [Seconds.zero, Seconds(-1), Limits.longestHold + second, Seconds(.max)] {
            #expect(refusal(length)?.reason == .invalidValue)
            #expect(refusal(length)?.message == "time of a hold (\(length)) must be 1 s … 24 h")
        }
    }

    @Test func `a list of openings has 1 to 10000 members`() throws {
        var agenda = Agenda(try Scenario().agency)
        try agenda.perform(
            .book(Scenario.placement("09:00"), for: Scenario.request()), at: Scenario.now)
        let request = Scenario.request()
        for limit in [1, 2, Limits.listItems - 1, Limits.listItems] {
            #expect(Refused.openings(for: request, by: agenda, limit: limit) == nil)
        }
        for limit in [0, -1, Limits.listItems + 1, .max, .min] {
            let refusal = Refused.openings(for: request, by: agenda, limit: limit)
            #expect(refusal?.message == "limit of openings (\(limit)) must be 1 … 10000")
            #expect(throws: Refusal.self) {
                try agenda.openings(
                    toMove: Appointment.ID(1), within: request.windows, at: Scenario.now,
                    limit: limit)
            }
        }
    }

    /// More appointments than fit a test: numbers are kept in 32 bits.
    @Test func `records are counted in 32 bits`() {
        #expect(Limits.records == Int(Int32.max))
    }
}
