import Rendezvous
import RendezvousVerifier
import Testing

/// No sequence of events stops the verifier.
struct HostileLogTests {
    /// Draws from small pools of names, and from values at the ends of their types.
    struct Draw {
        var state: UInt64

        mutating func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(bound))
        }

        mutating func of<Value>(_ values: [Value]) -> Value { values[next(values.count)] }
        mutating func chance(_ percent: Int) -> Bool { next(100) < percent }

        mutating func seconds() -> Seconds {
            of([.zero, .minutes(5), .minutes(30), .hours(24), Seconds(.max), Seconds(.min)])
        }
        mutating func gap() -> Gap { chance(60) ? .none : Gap(before: seconds(), after: seconds()) }
        mutating func date() -> CivilDate {
            let tuesday: CivilDate = "2026-11-24"
            return chance(80) ? tuesday.advanced(by: next(5) - 2) : of([.min, .max])
        }
        mutating func range() -> DateRange {
            let (one, other) = (date(), date())
            return DateRange(from: min(one, other), to: max(one, other)) ?? .always
        }
        mutating func span() -> CivilSpan {
            CivilSpan(
                CivilTime(secondOfDay: next(25) * 3_600), CivilTime(secondOfDay: next(25) * 3_600))
        }
        mutating func instant() -> Instant {
            chance(85)
                ? World.at(date(), CivilTime(secondOfDay: next(288) * 300)) : of([.min, .max])
        }
        mutating func interval() -> Interval {
            let start = instant()
            return Interval(start: start, end: start + (chance(80) ? .minutes(30) : seconds()))
                ?? .always
        }
        mutating func day() -> DayTimetable {
            DayTimetable(
                (0..<next(3)).map { _ in WorkStretch(span(), at: of(WorkPlace.allCases)) },
                breaks: (0..<next(3)).map { _ in
                    chance(50) ? .fixed(span()) : .floating(seconds(), within: span())
                })
        }
        mutating func hours() -> WeeklyHours {
            chance(50) ? .always : WeeklyHours([.tuesday: [span()], .wednesday: [span(), span()]])
        }
    }

    /// A change of any kind; most name something that exists.
    static func change(_ draw: inout Draw) -> Change {
        let id = Appointment.ID(draw.of([1, 2, 3, 4, 5, 6, 0, .max, .min]))
        switch draw.next(28) {
        case 27: return .participantNoted(participant(&draw))
        case 20...26: return lifecycle(&draw, id)
        case 0: return .defined(entry(&draw), from: draw.date())
        case 1:
            return .withdrawn(
                draw.of([.counsellor("c-17"), .office("kypseli"), .service("advice"), .room("x")]),
                from: draw.date())
        case 2, 3, 4: return .declared(declaration(&draw))
        case 5: return .declarationWithdrawn(draw.of(["d-1", "d-2", "x"]))
        case 6: return .precedenceSet(draw.of(Precedence.allCases))
        case 7:
            return .policySet(policy(&draw))
        case 8: return .policyWithdrawn("a")
        case 9, 10, 11: return .held(booking(id, &draw), until: draw.instant())
        case 12, 13: return .booked(booking(id, &draw))
        case 14: return .confirmed(id)
        case 15: return .cancelled(id, draw.of(CancellationReason.allCases))
        case 16: return .arrived(id)
        case 17: return .fulfilled(id)
        case 18: return .missed(id)
        default:
            return .rescheduled(
                id, to: placement(&draw), gap: draw.gap(), interpreterGap: draw.gap())
        }
    }

    static func policy(_ draw: inout Draw) -> Policy {
        let number = draw.of([0, 1, 2, 5, .max, .min])
        let lead = draw.of([
            Lead.days(number), .workingDays(number), .time(draw.seconds()),
        ])
        let hours = draw.hours()
        let rules: [Rule] = [
            .limit(.counsellor, per: draw.of(Period.allCases), most: number),
            .limit(.participant, per: draw.of(Period.allCases), most: number),
            .gapsOutsideWorkingTime, .notice(lead), .horizon(lead), .spacing(days: number),
            .gap(draw.gap()), .rest(draw.seconds()), .audience([]), .authority([]),
            .documentsFirst(.rejected), .protectedCapacity(hours, for: [], release: lead),
            .interpreterSlots(hours, for: [], release: lead), .freedSlotDelay(draw.seconds()),
            .oneOpenAppointment, .participantPresent, .keepFree(hours),
            .noShowCoolDown(misses: number, within: number, days: number),
            .localOffice(release: lead), .ownCounsellor, .continuity, .leastLoaded(per: .week),
            .roundRobin, .soonest, .fairShare, .overbooking(number), .custom("x", [:]),
        ]
        return Policy(
            draw.of(["a", "b", "c", "d"]), draw.of(rules),
            preference: draw.chance(30) ? Preference(.weak, cost: number) : nil,
            valid: draw.range(), groups: draw.chance(20) ? ["g"] : [])
    }

    static func participant(_ draw: inout Draw) -> Participant {
        Participant(
            draw.of(["p-1", "p-2"]), groups: draw.chance(50) ? ["g"] : [],
            office: draw.of([nil, "kypseli", "x"]), counsellor: draw.of([nil, "c-17", "x"]),
            absences: IntervalSet(draw.interval()))
    }

    static func lifecycle(_ draw: inout Draw, _ id: Appointment.ID) -> Change {
        let entry = WaitingEntry.ID(draw.of([1, 2, 0, .max, .min]))
        switch draw.next(9) {
        case 0, 1:
            return .proposed(
                booking(id, &draw), moving: Appointment.ID(draw.of([1, 2, 3, .max])),
                until: draw.instant())
        case 2: return .transferred(id)
        case 3:
            return .enlisted(
                entry,
                Request(
                    for: Party("p-1"), service: draw.of(["advice", "x"]),
                    within: IntervalSet(draw.interval())))
        case 4: return .offered(entry, id)
        case 5: return .waitingEnded(entry, draw.of(WaitingEnd.allCases))
        case 6:
            return .invited(
                id, draw.of(["i-1", "x"]), for: .signed("gss"), interpreterGap: draw.gap())
        case 7: return draw.chance(50) ? .admitted(id) : .identified(id, by: "c-17")
        default:
            return draw.chance(30)
                ? .identityRefused(id, by: draw.of(["c-17", "x"]))
                : draw.chance(50)
                    ? .meetingBegan(id, .video) : .modeChanged(id, draw.of(SessionMode.allCases))
        }
    }

    static func placement(_ draw: inout Draw) -> Placement {
        Placement(
            draw.interval(), on: draw.of(Channel.allCases), with: draw.of(["c-17", "c-17", "c-9"]),
            interpreter: draw.chance(30) ? draw.of(["i-1", "i-9"]) : nil,
            in: draw.chance(20) ? draw.of(["r-1", "x"]) : nil)
    }

    static func booking(_ id: Appointment.ID, _ draw: inout Draw) -> Booking {
        Booking(
            id,
            for: Party(draw.of(["p-1", "p-2"]), needs: draw.chance(30) ? [.signed("gss")] : []),
            service: draw.chance(90) ? "advice" : "x", topic: draw.chance(90) ? nil : "x",
            at: placement(&draw), gap: draw.gap(), interpreterGap: draw.gap())
    }

    static func entry(_ draw: inout Draw) -> Entry {
        let zone = draw.of(["Europe/Athens", "Europe/Athens", "Nowhere"])
        switch draw.next(5) {
        case 0:
            return .office(Office("kypseli", zone: zone, hours: draw.hours(), holidays: "XX"))
        case 1:
            return .service(
                Service(
                    "advice", in: "x", lasting: draw.chance(60) ? .minutes(30) : draw.seconds(),
                    gap: draw.gap(), channels: draw.chance(90) ? [.video, .office] : [],
                    minimumNotice: draw.seconds(), horizon: draw.of([0, 60, .max, .min]),
                    startGrid: draw.of([5, 1, 0, -1, .min, .max]),
                    capacity: draw.of([1, 2, 0, .min, .max])))
        case 2:
            return .interpreter(
                Interpreter("i-1", communications: [.signed("gss")], gap: draw.gap(), zone: zone))
        case 3: return .room(Room("r-1", in: draw.of(["kypseli", "x"])))
        default:
            return .counsellor(
                Counsellor(
                    "c-17", at: draw.of(["kypseli", "kypseli", "x"]), gap: draw.gap(),
                    bookableHours: draw.chance(30) ? draw.hours() : nil,
                    dailyLimit: draw.of([nil, 0, .min])))
        }
    }

    static func declaration(_ draw: inout Draw) -> Declaration {
        let days = (0..<draw.of([0, 3, 7, 9])).map { _ in draw.day() }
        let content: [Declaration.Content] = [
            .weekly(days, draw.range()), .daily(draw.day(), draw.range()),
            .leave(Leave("l", .days(draw.range()))),
            .leave(Leave("l", .hours(draw.date(), draw.span()))),
        ]
        return Declaration(
            draw.of(["d-1", "d-2", "d-3"]),
            of: draw.of([.counsellor("c-17"), .interpreter("i-1"), .interpreter("x")]),
            submitted: draw.instant(), draw.of(content))
    }

    @Test(arguments: 1...40)
    func `Any events are checked to the end`(seed: UInt64) {
        var draw = Draw(state: seed)
        let founded = draw.chance(80) ? World().foundation : []
        let events = founded + (0..<60).map { _ in Event(at: draw.instant(), Self.change(&draw)) }
        let found = Verifier.check(events)
        #expect(found == Verifier.check(events))
        #expect(found.allSatisfy { !$0.message.isEmpty })
        _ = Verifier.contradictions(in: events, from: draw.instant())
        let requests = (0..<5).map { index in
            Request(
                Request.ID("\(index % 4)"), for: Party("p-1"), service: "advice",
                within: IntervalSet(draw.interval()), weight: draw.of([1, .max, .min]))
        }
        let plan = Plan(
            at: draw.instant(),
            assignments: (0..<6).map { Assignment(Request.ID("\($0)"), at: Self.placement(&draw)) },
            waiting: [Waiting("0")], served: draw.of([0, .max]), bound: draw.of([0, .min]))
        #expect(!Verifier.check(plan, of: requests, after: events).isEmpty)
        let examiner = Examiner(after: events)
        for request in requests {
            let placement = Self.placement(&draw)
            _ = examiner.cost(of: placement, for: request, at: draw.instant())
            _ = examiner.rank(of: placement, for: request, at: draw.instant())
        }
    }
}
