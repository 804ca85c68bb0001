import Rendezvous
import RendezvousVerifier
import Testing

/// Adjustments, shared times, measures and what a log may set.
struct SharingTests {
    static func group(_ capacity: Int, _ change: (inout World) -> Void = { _ in }) -> World {
        var world = World {
            $0.service.capacity = capacity
            change(&$0)
        }
        world.book(meeting("10:00"))
        world.book(meeting("10:00"), for: Party("p-2"))
        return world
    }

    @Test func `A group has as many places as its service`() {
        #expect(Self.group(2).broken == [])
        let third = meeting("10:00")
        #expect(
            Self.group(2).booking(third, for: Party("p-3")).broken
                == [.reason(.overlap), .reason(.overlap)])
        #expect(Self.group(3).booking(third, for: Party("p-3")).broken == [])
        #expect(Self.group(1).broken == .only(.overlap))
    }

    @Test func `A group stays allowed when its service is given another capacity since ever`() {
        var world = Self.group(2)
        var alone = world.service
        alone.capacity = 1
        world.add(.defined(.service(alone), from: .min))
        #expect(world.broken == [])
    }

    @Test func `A proposal takes no second seat beside others of its group either`() {
        var world = Self.group(3).booking(meeting("10:00"), for: Party("p-3"))
        world.add(
            TransferTests.proposed("10:00", of: 4, moving: Appointment.ID(2), for: Party("p-2")))
        #expect(world.broken == [])
        var full = Self.group(2)
        full.add(
            TransferTests.proposed("10:00", of: 3, moving: Appointment.ID(2), for: Party("p-2")))
        #expect(full.broken == [])
        #expect(full.booking(meeting("10:00"), for: Party("p-3")).broken != [])
    }

    @Test func `Proposals at the place of what they would move take no second place of a group`() {
        var world = Self.group(3)
        for number in 1...2 {
            world.add(
                TransferTests.proposed(
                    "10:00", of: number + 2, moving: Appointment.ID(number),
                    for: Party(Subject.ID("p-\(number)"))))
        }
        #expect(world.broken == [])
    }

    @Test func `A group has one interval, one channel, and nobody twice`() {
        let world = Self.group(9)
        let two = [Violation.Rule.reason(.overlap), .reason(.overlap)]
        #expect(world.booking(meeting("10:05"), for: Party("p-3")).broken == two)
        #expect(world.booking(meeting("10:00", by: .phone), for: Party("p-3")).broken == two)
        let again = world.booking(meeting("10:00")).broken
        #expect(again == .only(.participantOverlap))
        #expect(
            world.booking(meeting("10:35"), for: Party("p-3")).broken == [
                .reason(.gap), .reason(.gap),
            ])
        #expect(world.booking(meeting("10:40"), for: Party("p-3")).broken == [])
    }

    @Test func `A group shares its room, overbooking does not`() {
        func world(_ capacity: Int) -> World {
            var world = World.with(.overbooking(1)) {
                $0.service.capacity = capacity
                $0.service.needsRoom = true
                $0.after = [.room(Room("r-1", in: "kypseli")), .room(Room("r-2", in: "kypseli"))]
            }
            world.book(meeting("10:00", by: .office, in: "r-1"))
            return world
        }
        let same = meeting("10:00", by: .office, in: "r-1")
        #expect(world(2).booking(same, for: Party("p-2")).broken == [])
        #expect(world(1).booking(same, for: Party("p-2")).broken == .only(.roomUnavailable))
        let other = meeting("10:00", by: .office, in: "r-2")
        #expect(world(1).booking(other, for: Party("p-2")).broken == [])
    }

    @Test func `A group session stays in one room, with at most one interpreter`() {
        func world(_ interpreter: Interpreter.ID?) -> World {
            var world = World {
                $0.service.capacity = 5
                $0.service.needsRoom = true
                $0.after = [.room(Room("r-1", in: "kypseli")), .room(Room("r-2", in: "kypseli"))]
                $0.after += ["i-8", "i-9"].map { id in
                    .interpreter(
                        Interpreter(
                            .init(id), communications: [.signed("gss")], zone: "Europe/Athens"))
                }
            }
            for id in ["i-8", "i-9"] {
                world.add(
                    .declared(
                        Declaration(
                            .init(id), of: .interpreter(.init(id)),
                            submitted: World.friday - .hours(48),
                            .daily(
                                DayTimetable(from: "00:00", to: "24:00"),
                                DateRange(from: "2026-01-01")))))
            }
            let needs: [Need] = interpreter == nil ? [] : [.signed("gss")]
            world.book(
                meeting("10:00", by: .office, interpreter: interpreter, in: "r-1"),
                for: Party("p-1", needs: needs))
            return world
        }
        func reasons(
            _ interpreter: Interpreter.ID?, _ room: Room.ID, beside other: Interpreter.ID?
        ) -> [Reason] {
            let needs: [Need] = interpreter == nil ? [] : [.signed("gss")]
            let request = Request(
                for: Party("p-2", needs: needs), service: "advice", within: IntervalSet(.always))
            return Examiner(after: world(other).events).reasons(
                against: meeting("10:00", by: .office, interpreter: interpreter, in: room),
                for: request,
                at: World.friday)
        }
        #expect(world("i-8").broken == [])
        #expect(reasons(nil, "r-1", beside: nil) == [])
        #expect(reasons(nil, "r-2", beside: nil) == [.overlap])
        #expect(reasons("i-8", "r-1", beside: nil) == [])
        #expect(reasons("i-8", "r-1", beside: "i-8") == [])
        #expect(reasons(nil, "r-1", beside: "i-8") == [])
        #expect(reasons("i-9", "r-1", beside: "i-8") == [.overlap])
        #expect(reasons("i-8", "r-2", beside: "i-8") == [.overlap])
    }

    @Test func `Overbooking allows so many more, and the largest number holds`() {
        var world = World.with(.overbooking(1))
        world.book(meeting("10:00"))
        world.book(meeting("10:00"), for: Party("p-2"))
        #expect(world.broken == [])
        let third = world.booking(meeting("10:00"), for: Party("p-3"))
        #expect(third.broken == [.reason(.overlap), .reason(.overlap)])
        world.add(.policySet(Policy("more", .overbooking(2))))
        #expect(world.booking(meeting("10:00"), for: Party("p-3")).broken == [])
        world.add(.policyWithdrawn("rule"))
        world.add(.policyWithdrawn("more"))
        #expect(world.broken == [])
        #expect(Verifier.contradictions(in: world.events, from: World.friday).isEmpty)
    }

    @Test func `For a counsellor's limit every appointment of a shared time counts`() {
        let world = Self.group(3) { $0.counsellor.dailyLimit = 2 }
        #expect(
            world.booking(meeting("10:00"), for: Party("p-3")).broken
                == .only(.counsellorDailyLimit))
    }

    @Test func `A policy widens the gap that is stored and kept`() {
        var world = World.with(.gap(Gap(before: .minutes(5), after: .minutes(20))))
        #expect(booking(meeting("10:00"), in: world) == [.storedGap])
        let gap = Gap(before: .minutes(5), after: .minutes(20))
        world.book(meeting("10:00"), gap: gap)
        var close = world
        close.book(meeting("10:45"), for: Party("p-2"), gap: gap)
        #expect(close.broken == .only(.gap))
        world.book(meeting("10:50"), for: Party("p-2"), gap: gap)
        #expect(world.broken == [])
    }

    // MARK: Costs

    static let one = Preference(.weak)

    @Test func `A preference refuses nothing and costs a unit when broken`() {
        let world = World.with(.keepFree(PolicyTests.noon), Preference(.medium, cost: 7))
        #expect(booking(meeting("11:00"), in: world) == [])
        #expect(world.cost(meeting("11:00"))?[.medium] == 7)
        #expect(world.cost(meeting("10:00")) == Cost.none)
    }

    @Test func `Load counts the day or the week of the counsellor`() {
        var day = World.with(.leastLoaded(per: .day), Self.one)
        day.book(meeting("10:00"), for: Party("p-2"))
        #expect(day.cost(meeting("12:00")) == weak(1))
        #expect(day.cost(meeting("12:00", on: "2026-11-25")) == weak(0))
        var week = World.with(.leastLoaded(per: .week), Self.one)
        week.book(meeting("10:00"), for: Party("p-2"))
        #expect(week.cost(meeting("12:00", on: "2026-11-25")) == weak(1))
        #expect(week.cost(meeting("12:00", on: "2026-11-30")) == weak(0))
    }

    @Test func `Turns go by the number made last, days by their distance`() {
        var turns = World.with(.roundRobin, Self.one) { $0.addColleagues() }
        #expect(turns.cost(meeting("12:00")) == weak(0))
        turns.book(meeting("10:00"), for: Party("p-2"))
        turns.book(meeting("10:00", with: "c-18"), for: Party("p-3"))
        turns.book(meeting("08:00", with: "c-18"), for: Party("p-2"))
        #expect(turns.cost(meeting("12:00")) == weak(1))
        #expect(turns.cost(meeting("12:00", with: "c-18")) == weak(3))
        let soon = World.with(.soonest, Self.one)
        #expect(soon.cost(meeting("10:00")) == weak(4))
        #expect(soon.cost(meeting("12:00", on: "2026-11-20")) == weak(0))
    }

    @Test func `A share is thousandths of the week's working time`() {
        // Seven days of nine hours: 3,780 minutes; thirty minutes are 7.9 thousandths.
        var world = World.with(.fairShare, Self.one)
        #expect(world.cost(meeting("12:00")) == weak(0))
        world.book(meeting("10:00"), for: Party("p-2"))
        #expect(world.cost(meeting("12:00")) == weak(7))
        #expect(world.cost(meeting("12:00", on: "2026-11-30")) == weak(0))
    }

    // MARK: Rules written in Swift, and what a log sets

    struct Quiet: CustomRule {
        static let name = "quiet"
        let until: CivilTime
        init(_ parameters: [String: String]) throws(Refusal) {
            guard let until = parameters["until"].flatMap({ CivilTime($0) }) else {
                throw Refusal(.invalidValue, "until must be a time")
            }
            self.until = until
        }
        func units(_ candidate: Candidate) -> Int {
            let others = candidate.appointmentsOfCounsellor(on: DateRange(candidate.date))
            return candidate.localStart.time < until ? 1 + others.count : 0
        }
    }

    @Test func `A rule written in Swift refuses and costs by its number`() {
        let rule = Rule.custom("quiet", ["until": "10:00"])
        let rules = CustomRules([Quiet.self])
        var world = World.with(rule)
        world.book(meeting("10:00"))
        #expect(Verifier.check(world.events, rules: rules).isEmpty)
        let early = world.booking(meeting("09:15"), for: Party("p-2"))
        #expect(Verifier.check(early.events, rules: rules).map(\.rule) == .only(.customRule))
        var costly = World.with(rule, Self.one)
        costly.book(meeting("10:00"))
        let request = Request(for: Party("p-2"), service: "advice", within: IntervalSet(.always))
        let cost = Examiner(after: costly.events, rules: rules)
            .cost(of: meeting("09:15"), for: request, at: World.friday)
        #expect(cost == weak(2))
    }

    @Test func `A log sets only rules that were given, of the right kind and in range`() {
        #expect(World.with(.custom("quiet", [:])).broken == .only(.unknownReference))
        let given = Verifier.check(
            World.with(.custom("quiet", [:])).events, rules: CustomRules([Quiet.self]))
        #expect(given.map(\.rule) == .only(.invalidValue))
        let wrong: [World] = [
            .with(.soonest), .with(.overbooking(1), Self.one),
            .with(.gapsOutsideWorkingTime, Self.one),
            .with(.soonest, Preference(.weak, cost: 0)), .with(.spacing(days: 0)),
            .with(.spacing(days: Limits.mostDays + 1)), .with(.rest(.minutes(1) - Seconds(1))),
            .with(.limit(.counsellor, per: .week, most: 0)), .with(.audience([])),
            .with(.documentsFirst(.rejected)), .with(.notice(.workingDays(-1))),
            .with(.horizon(.days(Limits.farthestHorizon + 1))),
            .with(.overbooking(Limits.mostOverbooking + 1)),
            .with(.protectedCapacity(.always, for: [], release: .days(1))),
            .with(.noShowCoolDown(misses: 1, within: 0, days: 1)),
            .with(
                .keepFree(
                    WeeklyHours([
                        .monday: [CivilSpan("09:00", "11:00"), CivilSpan("10:00", "12:00")]
                    ]))),
        ]
        for world in wrong { #expect(world.broken == .only(.invalidValue)) }
        let right: [World] = [
            .with(.soonest, Preference(.weak, cost: Limits.highestCost)), .with(.overbooking(10)),
            .with(.spacing(days: Limits.mostDays)), .with(.rest(Limits.longestRest)),
            .with(.notice(.workingDays(Limits.mostWorkingDays))),
        ]
        for world in right { #expect(world.broken == []) }
    }

    @Test func `A record of a person names an office and a counsellor that are known`() {
        var world = World()
        world.then = [.participantNoted(Participant("p-1", office: "x", counsellor: "y"))]
        #expect(world.broken == [.reason(.unknownReference), .reason(.unknownReference)])
        world.then = [.participantNoted(Participant("p-1", office: "kypseli", counsellor: "c-17"))]
        #expect(world.broken == [])
    }
}
