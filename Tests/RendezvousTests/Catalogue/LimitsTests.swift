import Rendezvous
import Testing

/// Every limit at its bound, one below and one above.
struct LimitsTests {
    // MARK: Numbers and lengths of time

    /// A number with its range, and how it gets into the catalogue.
    struct Bound: Sendable {
        let what: String
        let range: ClosedRange<Int>
        /// Whether the number counts seconds, and is shown as people write lengths.
        let isLength: Bool
        let change: @Sendable (Int) -> Change

        init(
            _ what: String, _ range: ClosedRange<Int>, isLength: Bool = false,
            _ change: @escaping @Sendable (Int) -> Change
        ) {
            self.what = what
            self.range = range
            self.isLength = isLength
            self.change = change
        }

        func text(_ number: Int) -> String {
            isLength ? "\(Seconds(Int64(number)))" : "\(number)"
        }

        func refusal(of number: Int) -> String {
            let (low, high) = (text(range.lowerBound), text(range.upperBound))
            return "\(what) (\(text(number))) must be \(low) … \(high)"
        }
    }

    @Test func `numbers and lengths are taken up to their bounds and no farther`() throws {
        let agency = try Scenario().agency
        for bound in Self.numbers + Self.durations + Self.gaps {
            let (low, high) = (bound.range.lowerBound, bound.range.upperBound)
            for number in [low, low + 1, high - 1, high] {
                let refusal = try Refused.change(bound.change(number), by: agency)
                #expect(refusal == nil, "\(bound.what) (\(number))")
            }
            for number in [low - 1, high + 1, -.max, .max] {
                let refusal = try Refused.change(bound.change(number), by: agency)
                #expect(refusal?.reason == .invalidValue, "\(bound.what) (\(number))")
                #expect(refusal?.message == bound.refusal(of: number))
            }
        }
    }

    private static func service(_ change: (inout Service) -> Void) -> Change {
        var service = Service("s", in: "jobs", lasting: .minutes(30))
        change(&service)
        return .defined(.service(service), from: .min)
    }

    private static func counsellor(_ change: (inout Counsellor) -> Void) -> Change {
        var counsellor = Counsellor("c", at: "kypseli")
        change(&counsellor)
        return .defined(.counsellor(counsellor), from: .min)
    }

    private static func interpreter(_ change: (inout Interpreter) -> Void) -> Change {
        var interpreter = Interpreter(
            "i", communications: [.signed("gss")], zone: Scenario.zone.name)
        change(&interpreter)
        return .defined(.interpreter(interpreter), from: .min)
    }

    private static func seconds(_ count: Int) -> Seconds { Seconds(Int64(count)) }

    private static let numbers = [
        Bound("horizon of service (s)", 0...Limits.farthestHorizon) { number in
            service { $0.horizon = number }
        },
        Bound("start grid of service (s)", 1...Limits.largestStartGrid) { number in
            service { $0.startGrid = number }
        },
        Bound("daily limit of counsellor (c)", 1...Limits.largestDailyLimit) { number in
            counsellor { $0.dailyLimit = number }
        },
        Bound("limit of policy (p)", 1...Limits.largestDailyLimit) { number in
            .policySet(Policy("p", .limit(.counsellor, per: .day, most: number)))
        },
        Bound("limit of policy (p)", 1...Limits.largestDailyLimit) { number in
            .policySet(Policy("p", .limit(.participant, per: .day, most: number)))
        },
    ]

    private static let durations: [Bound] = {
        let range =
            Int(Limits.shortestDuration.count)...Int(Limits.longestDuration.count)
        let break24 = CivilSpan("08:00", "12:00")
        return [
            Bound("duration of service (s)", range, isLength: true) { number in
                service { $0.duration = seconds(number) }
            },
            Bound("interpreted duration of service (s)", range, isLength: true) { number in
                service { $0.interpretedDuration = seconds(number) }
            },
            Bound(
                "minimum notice of service (s)", 0...Int(Limits.longestNotice.count),
                isLength: true
            ) { number in service { $0.minimumNotice = seconds(number) } },
            Bound("break of declaration (d)", 1...(4 * 3_600), isLength: true) { number in
                let pause = Break.floating(seconds(number), within: break24)
                return declared(.daily(DayTimetable(breaks: [pause]), .always))
            },
        ]
    }()

    private static let gaps: [Bound] = {
        let range = 0...Int(Limits.longestGap.count)
        func bounds(_ what: String, _ change: @escaping @Sendable (Gap) -> Change) -> [Bound] {
            [
                Bound("gap before of \(what)", range, isLength: true) {
                    change(Gap(before: seconds($0)))
                },
                Bound("gap after of \(what)", range, isLength: true) {
                    change(Gap(after: seconds($0)))
                },
            ]
        }
        return bounds("service (s)") { gap in service { $0.gap = gap } }
            + bounds("service (s) on channel phone") { gap in
                service { $0.channelGaps = [.phone: gap] }
            }
            + bounds("counsellor (c)") { gap in counsellor { $0.gap = gap } }
            + bounds("interpreter (i)") { gap in interpreter { $0.gap = gap } }
    }()

    private static func declared(
        _ content: Declaration.Content, _ id: Declaration.ID = "d"
    ) -> Change {
        .declared(
            Declaration(id, of: .counsellor("maria"), submitted: Scenario.now - .hours(48), content)
        )
    }

    // MARK: Identifiers

    @Test func `identifiers have 1 to 64 bytes without spaces and control characters`() throws {
        let agency = try Scenario().agency
        let longest = String(repeating: "x", count: Limits.identifierBytes)
        let greek = String(repeating: "π", count: Limits.identifierBytes / 2)
        for (what, change) in Self.identifiers {
            for good in ["x", String(longest.dropLast()), longest, greek, "α-1/β_2.γ:😀"] {
                #expect(try Refused.change(change(good), by: agency) == nil, "\(what) \(good)")
            }
            let bad = [
                "", longest + "x", greek + "x", " x", "x ", "a b", "a\tb", "a\nb", "a\u{0}",
                "\u{7F}", "\u{85}", "a\u{A0}b", "\u{2028}", "\u{3000}",
                String(repeating: "x", count: 10_000),
            ]
            for text in bad {
                let refusal = try Refused.change(change(text), by: agency)
                #expect(refusal?.reason == .invalidValue, "\(what) \(text)")
                let message = "identifier of \(what) (\"\(text.prefix(80))\") must be 1 … 64 bytes"
                #expect(refusal?.message.hasPrefix(message) == true, "\(refusal?.message ?? "")")
            }
        }
    }

    private static let identifiers: [(String, @Sendable (String) -> Change)] = [
        ("a field", { .defined(.field(Field(.init($0), name: "")), from: .min) }),
        ("a skill", { .defined(.skill(Skill(.init($0), name: "")), from: .min) }),
        (
            "a service",
            { .defined(.service(Service(.init($0), in: "jobs", lasting: .hours(1))), from: .min) }
        ),
        ("an office", { id in office { $0.id = .init(id) } }),
        (
            "a position",
            { .defined(.position(Position(.init($0), name: "", hours: .always)), from: .min) }
        ),
        ("a room", { .defined(.room(Room(.init($0), in: "kypseli")), from: .min) }),
        ("a counsellor", { id in counsellor { $0.id = .init(id) } }),
        ("an interpreter", { id in interpreter { $0.id = .init(id) } }),
        ("the region of office (o)", { id in office { $0.region = .init(id) } }),
        ("an area of office (o)", { id in office { $0.areas = [.init(id)] } }),
        ("a facility of office (o)", { id in office { $0.facilities = [.init(id)] } }),
        (
            "a facility of room (r)",
            { .defined(.room(Room("r", in: "kypseli", facilities: [.init($0)])), from: .min) }
        ),
        (
            "a topic of service (s)",
            { id in service { $0.topics = [Topic(.init(id), name: "")] } }
        ),
        (
            "a checklist item of service (s)",
            { id in service { $0.checklist = [ChecklistItem(.init(id), name: "")] } }
        ),
        ("a declaration", { declared(.daily(.rest, .always), .init($0)) }),
        (
            "the type of leave of declaration (d)",
            { declared(.leave(Leave(.init($0), .days(.always)))) }
        ),
        ("a policy", { .policySet(Policy(.init($0), .gapsOutsideWorkingTime)) }),
        (
            "a holiday calendar",
            { .holidaysGiven(HolidayCalendar(id: $0, name: "", holidays: [])) }
        ),
    ]

    private static func office(_ change: (inout Office) -> Void) -> Change {
        var office = Office("o", zone: Scenario.zone.name, hours: .always)
        change(&office)
        return .defined(.office(office), from: .min)
    }

    // MARK: Labels

    @Test func `a text has at most 1000 bytes in each language`() throws {
        let agency = try Scenario().agency
        let longest = String(repeating: "x", count: Limits.labelBytes)
        let greek = String(repeating: "π", count: Limits.labelBytes / 2)
        for (what, change) in Self.labels {
            for text in ["", String(longest.dropLast()), longest, greek] {
                let label: Label = ["en": text, "el": text]
                #expect(try Refused.change(change(label), by: agency) == nil, "\(what)")
            }
            for text in [longest + "x", greek + "x", greek + "π"] {
                let refusal = try Refused.change(change(["en": "", "el": text]), by: agency)
                #expect(refusal?.reason == .invalidValue, "\(what)")
                let message =
                    "text of \(what) in el (\(text.utf8.count) bytes) must be at most 1000 bytes"
                #expect(refusal?.message == message)
            }
        }
    }

    private static let labels: [(String, @Sendable (Label) -> Change)] = [
        ("field (f)", { .defined(.field(Field("f", name: $0)), from: .min) }),
        ("skill (k)", { .defined(.skill(Skill("k", name: $0)), from: .min) }),
        ("service (s)", { name in service { $0.name = name } }),
        ("topic (t) of service (s)", { name in service { $0.topics = [Topic("t", name: name)] } }),
        (
            "checklist item (c) of service (s)",
            { name in service { $0.checklist = [ChecklistItem("c", name: name)] } }
        ),
        (
            "checklist item (c) of service (s)",
            { name in
                service { $0.checklist = [ChecklistItem("c", name: "", obtainedFrom: name)] }
            }
        ),
        (
            "checklist item (c) of topic (t) of service (s)",
            { name in
                let item = ChecklistItem("c", name: "", submittedTo: name)
                return service { $0.topics = [Topic("t", name: "", checklist: [item])] }
            }
        ),
        ("office (o)", { name in office { $0.name = name } }),
        (
            "the exception 2026-12-24/2026-12-24 of office (o)",
            { reason in
                office {
                    $0.exceptions = [DatedException(DateRange("2026-12-24"), reason: reason)]
                }
            }
        ),
        (
            "position (p)",
            { .defined(.position(Position("p", name: $0, hours: .always)), from: .min) }
        ),
        ("room (r)", { .defined(.room(Room("r", in: "kypseli", name: $0)), from: .min) }),
    ]
}
