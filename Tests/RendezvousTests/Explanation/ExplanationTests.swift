import RendezvousTesting
import RendezvousVerifier
import Testing

@testable import Rendezvous

/// What an explanation says, against searches and the examination.
@Suite struct ExplanationTests {
    /// A random agency with policies and appointments, and requests that have no opening.
    static func refused(
        seed: UInt64, _ body: (RandomRun, Request, Explanation) throws -> Void
    ) throws {
        var run = try RandomRun(seed: seed)
        try run.addPolicies()
        try run.perform(commands: 30)
        for number in 0..<6 {
            let request = run.generator.request(number, of: run.agency)
            guard let explanation = try? run.agenda.explanation(of: request, at: run.now),
                !explanation.isEnough
            else { continue }
            try body(run, request, explanation)
        }
    }

    @Test(arguments: 0..<TestScale.rounds(10))
    func `a relaxation gives the opening that it promises, and none is missing`(seed: Int) throws {
        try Self.refused(seed: UInt64(seed) + 4_000_000) { run, request, explanation in
            let expected = try Self.smallest(run.agenda, request, at: run.now)
            let found = explanation.reliefs.map { ($0.relaxations, $0.opening) }
            #expect(
                found.map(\.0) == expected.map(\.0), "seed \(seed): \(request)")
            #expect(
                found.map(\.1) == expected.map(\.1), "seed \(seed): \(request)")
            let examiner = Examiner(after: run.events, rules: AgencyGenerator.rules)
            for (relaxations, opening) in found {
                let relaxed = run.agenda.relaxed(request, by: relaxations, at: run.now)
                let broken = examiner.reasons(
                    against: opening.placement, for: relaxed, at: run.now)
                #expect(broken.isEmpty, "seed \(seed): \(relaxations), \(request)")
            }
        }
    }

    /// All declared wishes, tried one by one, and pairs of them where no single one helps.
    private static func smallest(
        _ agenda: Agenda, _ request: Request, at now: Instant
    ) throws -> [([Relaxation], Opening)] {
        var wishes: [Relaxation] = [.anyCounsellor, .anyChannel, .officesOfRegion, .anyOffice]
        wishes += request.party.needs.map { .withoutNeed($0) }
        wishes += [.later, .anyTimeOfDay]
        func first(_ relaxations: [Relaxation]) throws -> Opening? {
            let relaxed = agenda.relaxed(request, by: relaxations, at: now)
            return try agenda.openings(for: relaxed, at: now, limit: 1).all.first
        }
        let singles = try wishes.compactMap { wish in try first([wish]).map { ([wish], $0) } }
        if !singles.isEmpty { return singles }
        return try wishes.indices.flatMap { one in
            try wishes.indices.dropFirst(one + 1).compactMap { other in
                let pair = [wishes[one], wishes[other]]
                return try first(pair).map { (pair, $0) }
            }
        }
    }

    @Test(arguments: 0..<TestScale.rounds(12))
    func `causes add up, and near misses break one rule alone`(seed: Int) throws {
        try Self.refused(seed: UInt64(seed) + 5_000_000) { run, request, explanation in
            let what = "seed \(seed): \(request)"
            let sum = explanation.causes.reduce(0) { $0 + $1.counsellorDays }
            #expect(sum + explanation.open == explanation.counsellorDays, "\(what)")
            #expect(explanation.open == 0 && explanation.openings == 0, "\(what)")
            for cause in explanation.causes {
                let branches = cause.branches.reduce(0) { $0 + $1.counsellorDays }
                #expect(branches == cause.counsellorDays, "\(what)")
                for branch in cause.branches {
                    let offices = branch.offices.reduce(0) { $0 + $1.counsellorDays }
                    #expect(offices == branch.counsellorDays, "\(what)")
                    let policy = branch.policy.flatMap { id in
                        run.agenda.policies.first { $0.id == id }
                    }
                    #expect(policy.map { $0.rule.reason == cause.reason } ?? true, "\(what)")
                }
            }
            let empty = try run.agenda.openings(for: request, at: run.now)
            guard case .empty(let shortage) = empty else { return }
            #expect(shortage.counts.map(\.reason) == explanation.causes.map(\.reason), "\(what)")
            for miss in explanation.nearMisses {
                let all = try run.agenda.objections(
                    to: miss.placement, for: request, at: run.now)
                // Where nobody interprets yet, the meeting lasts as long as if somebody did.
                let missing: Set<Reason> =
                    all.contains { $0.reason == .interpreterMissing }
                    ? [.interpreterMissing, .roomMissing, .wrongDuration] : [.roomMissing]
                let objections = all.filter { !missing.contains($0.reason) }
                #expect(
                    objections.map(\.reason) == [miss.reason]
                        || (objections.isEmpty && miss.reason >= .interpreterUnavailable),
                    "\(what)")
            }
        }
    }

    @Test(arguments: 0..<TestScale.rounds(5))
    func `nothing is computed when there are as many openings as wanted`(seed: Int) throws {
        var run = try RandomRun(seed: UInt64(seed) + 6_000_000)
        for number in 0..<20 {
            let request = run.generator.request(number, of: run.agency)
            let count = try run.agenda.openings(for: request, at: run.now, limit: 3).all.count
            let explanation = try run.agenda.explanation(of: request, at: run.now, wanted: 3)
            #expect(explanation.isEnough == (count == 3) && explanation.openings == count)
            guard explanation.isEnough else { continue }
            #expect(explanation.counsellorDays == 0 && explanation.causes.isEmpty)
            #expect(explanation.reliefs.isEmpty && explanation.nearMisses.isEmpty)
        }
    }

    @Test(arguments: 0..<TestScale.rounds(8))
    func `the same log, request and instant give the same explanation`(seed: Int) throws {
        try Self.refused(seed: UInt64(seed) + 7_000_000) { run, request, explanation in
            let replayed = try Agenda(replaying: run.events, rules: AgencyGenerator.rules)
            #expect(try replayed.explanation(of: request, at: run.now) == explanation)
        }
    }

    @Test(arguments: 0..<TestScale.rounds(5))
    func `who is chosen comes before the others who could serve the request`(seed: Int) throws {
        var run = try RandomRun(seed: UInt64(seed) + 8_000_000)
        try run.perform(commands: 20)
        let policy = Policy("even", .leastLoaded(per: .week), preference: Preference(.medium))
        try run.perform(.amend(.policySet(policy)))
        for number in 0..<12 {
            let request = run.generator.request(number, of: run.agency)
            for opening in try run.agenda.openings(for: request, at: run.now, limit: 3).all {
                let choice = try run.agenda.choice(
                    of: opening.placement, for: request, at: run.now)
                #expect(choice.chosen.cost == opening.cost, "seed \(seed)")
                let sum = choice.shares.filter { $0.level == .medium }.reduce(0) { $0 + $1.cost }
                #expect(sum == opening.cost[.medium], "seed \(seed)")
                #expect(choice.alternatives.count == opening.counsellors - 1, "seed \(seed)")
                #expect(choice.alternatives.allSatisfy { choice.chosen < $0 }, "seed \(seed)")
                #expect(
                    (choice.decidedBy == nil) == choice.alternatives.isEmpty, "seed \(seed)")
            }
        }
    }

    @Test func `of several needs the one that is given up goes, and the others stay`() throws {
        let needs: [Need] = [.signed("gss"), .spoken("ar"), .facility("lift")]
        let agenda = Agenda(try Scenario().agency)
        let request = Scenario.request(needs: needs)
        for need in needs {
            let relaxed = agenda.relaxed(request, by: [.withoutNeed(need)], at: Scenario.now)
            #expect(Set(relaxed.party.needs) == Set(needs).subtracting([need]))
        }
        // With one need, nothing is left to ask for.
        let signed = Scenario.request(needs: [.signed("gss")])
        let explanation = try agenda.explanation(of: signed, at: Scenario.now)
        #expect(explanation.reliefs.map(\.relaxations) == [[.withoutNeed(.signed("gss"))]])
    }
}
