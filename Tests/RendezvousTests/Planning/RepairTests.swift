import RendezvousTesting
import RendezvousVerifier
import Testing

@testable import Rendezvous

/// New places after an absence (A15, A20), against the verifier and against trying everything.
@Suite struct RepairTests {
    private let now = Scenario.now

    private func absence(
        _ counsellor: Counsellor.ID = "maria", from: Int = 0, to: Int = 0
    ) -> Change {
        let dates = DateRange(
            from: Scenario.monday.advanced(by: from), to: Scenario.monday.advanced(by: to))
        return .declared(
            Declaration(
                "absence", of: .counsellor(counsellor), submitted: now,
                .leave(Leave("absence", .days(dates ?? .always)))))
    }

    /// Maria, and Nikos for some hours, with appointments at some times of Monday; Maria's may be
    /// in the office's only room.
    private func agenda(
        maria: [CivilTime], nikos: [CivilTime], until end: CivilTime, policies: [Policy] = [],
        inOffice: Bool = false
    ) throws -> (agenda: Agenda, events: [Event]) {
        var scenario = try Scenario()
        try scenario.addCounsellor("nikos", to: end)
        for policy in policies { try scenario.agency.set(policy) }
        var (agenda, events) = (Agenda(scenario.agency), scenario.agency.events)
        for (counsellor, times) in [("maria", maria), ("nikos", nikos)] {
            for time in times {
                let channel: Channel = inOffice && counsellor == "maria" ? .office : .video
                var placement = Scenario.placement(
                    time, with: Counsellor.ID(counsellor), on: channel)
                if channel == .office { placement.room = "r-1" }
                let command = Command.book(
                    placement,
                    for: Scenario.request(
                        participant: Subject.ID("p-\(agenda.appointmentCount + 1)"),
                        channels: [channel]))
                events += try agenda.perform(command, at: now)
            }
        }
        return (agenda, events)
    }

    /// On the same day, and whoever comes soon may be moved too.
    private let sameDay = RepairPolicy(within: .hours(8), notice: .zero)

    private func time(_ minute: Int) -> CivilTime {
        CivilTime(hour: minute / 60, minute: minute % 60) ?? .midnight
    }

    /// How many half hours with ten minutes after them fit between some others, on whole ten
    /// minutes from eight o'clock.
    private func room(beside others: [Int], until end: Int) -> Int {
        var (count, last) = (0, 480)
        for start in others.sorted() + [end] {
            count += max(0, start - last) / 40
            last = start + 40
        }
        return count
    }

    /// The most who can be served at Nikos's if so many of his own move there.
    private func most(of waiting: Int, beside own: [Int], moving: Int, until end: Int) -> Int {
        var best = min(waiting, room(beside: own, until: end))
        guard moving > 0 else { return best }
        for index in own.indices {
            var rest = own
            rest.remove(at: index)
            // Who moves takes one of the places.
            let beside = rest
            let all = room(beside: beside, until: end)
            best = max(best, min(waiting, all - 1))
            if moving > 1 {
                for other in rest.indices {
                    var two = rest
                    two.remove(at: other)
                    best = max(best, min(waiting, room(beside: two, until: end) - 2))
                }
            }
        }
        return best
    }

    @Test(arguments: 0..<TestScale.rounds(20))
    func `nobody is served less than all ways to place them would allow`(seed: Int) throws {
        var random = SeededGenerator(seed: UInt64(seed) + 77)
        let end = 480 + 10 * random.int(4...22)
        func starts(_ count: Int, until end: Int) -> [Int] {
            var found: [Int] = []
            for _ in 0..<20 where found.count < count {
                let start = 480 + 10 * random.int(0...(max(0, end - 520) / 10))
                if found.allSatisfy({ abs($0 - start) >= 40 }) { found.append(start) }
            }
            return found
        }
        let (maria, nikos) = (starts(random.int(1...5), until: 960), starts(3, until: end))
        let (agenda, events) = try agenda(
            maria: maria.map(time), nikos: nikos.map(time), until: time(end),
            inOffice: seed % 2 == 1)
        let repair = try agenda.repair([absence()], at: now, by: sameDay)
        #expect(repair.orphaned.count == maria.count)
        let violations = Verifier.check(repair, of: [absence()], by: sameDay, after: events)
        #expect(violations.isEmpty, "seed \(seed): \(violations.prefix(3))")
        let first = try #require(repair.proposals.first)
        let best = most(of: maria.count, beside: nikos, moving: 0, until: end)
        // Who waits keeps the only room: less may be possible then, and nothing is proven.
        let waitInRoom = seed % 2 == 1 && first.served < best
        #expect(first.served == best || waitInRoom, "seed \(seed)")
        #expect(first.isProven == !waitInRoom, "seed \(seed): \(first.bound)")
        for moved in 0...2 {
            let reached = repair.proposals.last { $0.moved <= moved }?.served ?? 0
            let most = most(of: maria.count, beside: nikos, moving: moved, until: end)
            #expect(reached <= most, "seed \(seed): \(moved) moved")
            // Who has got a new place is not moved again for the next.
            if moved == 1, first.served == 0, !waitInRoom {
                #expect(reached == most, "seed \(seed)")
            }
        }
    }

    @Test(arguments: 0..<TestScale.rounds(6))
    func `repairs of random agencies pass the verifier and can be made`(seed: Int) throws {
        var run = try RandomRun(seed: UInt64(seed) + 4_000_000)
        try run.perform(commands: 60)
        let counsellor = try #require(run.agenda.counsellors.last)
        let dates = DateRange(
            from: run.generator.firstDay, to: run.generator.firstDay.advanced(by: 6))
        let change = Change.declared(
            Declaration(
                "absence", of: .counsellor(counsellor), submitted: run.now,
                .leave(Leave("absence", .days(dates ?? .always)))))
        let policy = RepairPolicy(
            within: .hours(24 * 7), keepsChannel: seed % 2 == 0, keepsOffice: seed % 3 == 0,
            notice: .zero)
        let repair = try run.agenda.repair([change], at: run.now, by: policy)
        let violations = Verifier.check(
            repair, of: [change], by: policy, after: run.events, rules: AgencyGenerator.rules)
        #expect(violations.isEmpty, "seed \(seed): \(violations.prefix(3))")
        for proposal in repair.proposals {
            var after = run.agenda
            try after.perform(.amendAll([change]), at: run.now)
            for move in proposal.moves {
                try after.perform(.reschedule(move.appointment, to: move.to), at: run.now)
            }
        }
    }

    @Test func `whoever stays in the way is moved, and asked before anybody takes the place`()
        throws
    {
        // Nikos has twenty minutes free before his only appointment and twenty after it.
        var (agenda, events) = try agenda(maria: ["12:00"], nikos: ["08:20"], until: "09:20")
        let repair = try agenda.repair([absence()], at: now, by: sameDay)
        #expect(repair.proposals.map(\.served) == [0, 1])
        #expect(repair.proposals.map(\.moved) == [0, 1])
        #expect(repair.proposals.map(\.bound) == [0, 1])
        #expect(repair.chosen == 1)
        let proposal = try #require(repair.proposals.last)
        #expect(proposal.moves.map(\.isOrphan) == [false, true])

        events += try agenda.perform(.amendAll([absence()]), at: now)
        for round in 0..<2 {
            let asked = try agenda.asking(for: proposal, answerWithin: .hours(2), at: now)
            #expect(asked.count == 1, "one can be asked in round \(round)")
            try agenda.apply(asked)
            #expect(
                try agenda.asking(for: proposal, answerWithin: .hours(2), at: now).isEmpty,
                "nobody is asked twice")
            events += asked
            guard case .proposed(let booking, _, _) = asked.first?.change else {
                Issue.record("somebody is asked")
                return
            }
            events += try agenda.perform(.accept(booking.id), at: now)
        }
        #expect(try agenda.asking(for: proposal, answerWithin: .hours(2), at: now).isEmpty)
        #expect(agenda.contradictions(at: now).isEmpty)
        #expect(Verifier.check(events).isEmpty)
        #expect(throws: Refusal.self) {
            try agenda.asking(for: proposal, answerWithin: .zero, at: now)
        }
    }

    @Test func `a policy of repairs is kept`() throws {
        let (agenda, _) = try agenda(maria: ["12:00"], nikos: ["08:20"], until: "09:20")
        var pinned = sameDay
        pinned.pinned = [Appointment.ID(2)]
        var none = sameDay
        none.movedMax = 0
        var soon = sameDay
        soon.notice = .hours(2)
        for policy in [pinned, none, soon] {
            let repair = try agenda.repair([absence()], at: now, by: policy)
            #expect(repair.proposals.map(\.served) == [0])
            #expect(repair.proposals[0].isProven)
            #expect(repair.proposals[0].waiting == [Appointment.ID(1)])
        }
        var dear = sameDay
        dear.movedPerServed = 0
        let repair = try agenda.repair([absence()], at: now, by: dear)
        #expect(repair.proposals.count == 2 && repair.chosen == 0)
        var other = sameDay
        other.within = .hours(1)
        let narrow = try agenda.repair([absence()], at: now, by: other)
        #expect(narrow.proposals.map(\.served) == [0])
    }

    @Test func `values out of range are refused, and the bounds themselves are not`() throws {
        let (agenda, _) = try agenda(maria: ["12:00"], nikos: [], until: "09:20")
        for within in [Seconds.hours(1), RepairPolicy.longestWithin] {
            let repair = try agenda.repair([absence()], at: now, by: RepairPolicy(within: within))
            #expect(repair.orphaned.count == 1)
        }
        for policy in [
            RepairPolicy(within: .hours(1) - Seconds(1)),
            RepairPolicy(within: RepairPolicy.longestWithin + Seconds(1)),
            RepairPolicy(notice: .zero - Seconds(1)), RepairPolicy(movedMax: -1),
            RepairPolicy(movedPerServed: -1), RepairPolicy(effort: -1),
        ] {
            #expect(throws: Refusal.self) {
                try agenda.repair([absence()], at: now, by: policy)
            }
        }
        #expect(throws: Refusal.self) { try agenda.repair([absence("nobody")], at: now) }
        let idle = try agenda.repair([], at: now)
        #expect(idle.orphaned.isEmpty && idle.proposals.isEmpty && idle.chosen == nil)
    }

    @Test func `what is contradicted already is repaired without a change`() throws {
        var (agenda, events) = try agenda(maria: ["12:00"], nikos: [], until: "09:20")
        events += try agenda.perform(.amendAll([absence()]), at: now)
        let repair = try agenda.repair(at: now, by: sameDay)
        #expect(repair.orphaned.map(\.appointment) == [Appointment.ID(1)])
        #expect(repair.proposals.map(\.served) == [1])
        #expect(Verifier.check(repair, of: [], by: sameDay, after: events).isEmpty)
        // Once they are asked, nobody asks again.
        let asked = try agenda.asking(
            for: repair.proposals[0], answerWithin: .hours(2), at: now)
        try agenda.apply(asked)
        let again = try agenda.repair(at: now, by: sameDay)
        #expect(again.orphaned.isEmpty && again.undecided == [Appointment.ID(1)])
    }

    @Test func `a repair that is wrong is found out`() throws {
        let (agenda, events) = try agenda(maria: ["12:00"], nikos: ["08:20"], until: "09:20")
        let repair = try agenda.repair([absence()], at: now, by: sameDay)
        let good = repair.proposals
        try #require(good.count == 2)
        func rules(
            _ proposals: [RepairProposal], orphaned: [SupplyEffect.Orphan]? = nil
        ) -> Set<String> {
            let wrong = Repair(
                at: repair.at, orphaned: orphaned ?? repair.orphaned, undecided: [],
                proposals: proposals, chosen: 0)
            let found = Verifier.check(wrong, of: [absence()], by: sameDay, after: events)
            return Set(found.map(\.rule.name))
        }
        #expect(rules(good).isEmpty)
        #expect(rules([good[1]]) == ["repair-order"])
        #expect(rules(good.reversed()) == ["repair-order"])
        let backwards = RepairProposal(moves: good[1].moves.reversed(), waiting: [], bound: 1)
        #expect(rules([good[0], backwards]).contains("overlap"))
        let forgotten = RepairProposal(moves: [], waiting: [], bound: 0)
        #expect(rules([forgotten]) == ["repair-move"])
        let low = RepairProposal(moves: good[1].moves, waiting: [], bound: 0)
        #expect(rules([good[0], low]) == ["bound-below-served"])
        #expect(rules([], orphaned: []).contains("repair-orphan"))
        let far = RepairMove(
            Appointment.ID(1), from: good[1].moves[1].from,
            to: Scenario.placement("08:20", days: 1, with: "nikos"), isOrphan: true)
        #expect(
            rules([RepairProposal(moves: [far], waiting: [], bound: 1)]) == ["repair-promise"])
    }

    @Test func `who comes before the last of a day makes room by coming later`() throws {
        var scenario = try Scenario()
        try scenario.addCounsellor("nikos", to: "10:00")
        try scenario.addCounsellor("eleni", to: "08:40")
        var agenda = Agenda(scenario.agency)
        // The second cannot come earlier: the same person is with Eleni then.
        for (time, counsellor, person): (CivilTime, Counsellor.ID, Subject.ID) in [
            ("12:00", "maria", "p-1"), ("08:30", "nikos", "p-2"), ("09:20", "nikos", "p-3"),
            ("08:00", "eleni", "p-2"),
        ] {
            try agenda.perform(
                .book(
                    Scenario.placement(time, with: counsellor),
                    for: Scenario.request(participant: person)), at: now)
        }
        let repair = try agenda.repair([absence()], at: now, by: sameDay)
        let proposal = try #require(repair.proposals.last)
        #expect(proposal.moves.map(\.appointment) == [Appointment.ID(2), Appointment.ID(1)])
        #expect(
            proposal.moves.map(\.to.interval.start)
                == [Scenario.at("08:40"), Scenario.at("08:00")])
    }

    @Test func `a place that is kept empty after it was given back is promised to nobody`() throws {
        let policy = Policy("later", .freedSlotDelay(.hours(2)))
        var (agenda, _) = try agenda(
            maria: ["12:00"], nikos: ["08:20"], until: "09:20", policies: [policy])
        let repair = try agenda.repair([absence()], at: now, by: sameDay)
        #expect(repair.proposals.map(\.served) == [0])
        // Without the policy the second comes first; with it, nobody could follow.
        try agenda.perform(
            .reschedule(Appointment.ID(2), to: Scenario.placement("08:00", with: "nikos")), at: now)
        let next = Command.book(
            Scenario.placement("08:40", with: "nikos"), for: Scenario.request(participant: "p-9"))
        #expect(agenda.refusal(next, at: now)?.reason == .recentlyFreed)
    }

    @Test func `who can only move for the room that they keep themselves is found`() throws {
        // Nikos has time until nine, and all of it but for one person the room is taken.
        for times: [CivilTime] in [["12:00", "08:10"], ["08:10", "12:00"]] {
            let (agenda, _) = try agenda(
                maria: times, nikos: [], until: "09:00", inOffice: true)
            let repair = try agenda.repair([absence()], at: now, by: sameDay)
            let first = try #require(repair.proposals.first)
            #expect(first.moves.map(\.from.interval.start) == [Scenario.at("08:10")])
            #expect(first.isProven)
        }
    }
}
