/// A way to make all visits, and a proof of how early the last can be over at best.
public struct VisitSchedule: Hashable, Sendable {
    /// Why no schedule can end before a bound.
    public enum Certificate: Hashable, Sendable {
        /// Visits that pairwise share a resource or a single counsellor: they follow one another.
        case exclusive([Int])
        /// Visits that only these counsellors may make: their durations are shared among them.
        case load(counsellors: [Int], visits: [Int])
    }

    /// When each visit begins, from 0 on.
    public let starts: [Int]
    /// Who makes each visit.
    public let counsellors: [Int]
    /// When the last visit is over.
    public let end: Int
    /// No schedule ends before; never above ``end``.
    public let bound: Int
    /// Why.
    public let certificate: Certificate

    /// Whether no schedule ends earlier.
    public var isOptimal: Bool { end == bound }

    /// A schedule, as somebody claims it; `RendezvousVerifier` checks one.
    public init(
        starts: [Int], counsellors: [Int], end: Int, bound: Int, certificate: Certificate
    ) {
        self.starts = starts
        self.counsellors = counsellors
        self.end = end
        self.bound = bound
        self.certificate = certificate
    }
}

extension FlexibleWork {
    /// Starts and counsellors for all visits, so that the last is over early.
    ///
    /// Visits are placed one by one, each at the earliest time; annealing looks for a good order,
    /// first of those visits that share resources, then of all where counsellors are scarce. The
    /// bound is the longest time that visits which exclude each other pairwise take together, or
    /// the work that only some counsellors may do, whichever is more.
    ///
    /// - Parameters:
    ///   - budget: Orders tried, at most; fewer once the bound is reached.
    ///   - seed: What the random choices follow from.
    ///   - execution: Asked every 256 steps whether to stop; a first schedule is always made.
    /// - Complexity: O(visits²) a step, and O(visits²) memory.
    public func finishEarliest(
        _ budget: Budget = .steps(500_000), seed: UInt64 = 1,
        execution: some Execution = SerialExecution()
    ) -> VisitSchedule {
        guard !visits.isEmpty else {
            return VisitSchedule(
                starts: [], counsellors: [], end: 0, bound: 0, certificate: .exclusive([]))
        }
        let conflicts = VisitConflicts(self)
        let (bound, certificate) = bound(conflicts, steps: min(50_000, budget.steps), seed: seed)
        var search = VisitSearch(self, conflicts, seed: seed)
        search.solve(steps: budget.steps, bound: bound, execution)
        return VisitSchedule(
            starts: search.bestStarts, counsellors: search.bestCounsellors.map { Int($0) },
            end: search.bestEnd, bound: bound, certificate: certificate)
    }

    private func bound(
        _ conflicts: VisitConflicts, steps: Int, seed: UInt64
    ) -> (Int, VisitSchedule.Certificate) {
        var cliques = ExclusiveVisits(conflicts, seed: seed)
        // What shares one resource, one counsellor or nothing but itself is a start.
        for resource in 0..<resources {
            cliques.begin(with: visits.indices.filter { visits[$0].resources.contains(resource) })
        }
        cliques.run(steps: steps)
        var best = (cliques.bestTotal, VisitSchedule.Certificate.exclusive(cliques.best))
        for staff in Set(visits.map(\.counsellors)).sorted(by: { $0.lexicographicallyPrecedes($1) })
        {
            let members = Set(staff)
            let own = visits.indices.filter { members.isSuperset(of: visits[$0].counsellors) }
            let load = own.reduce(0) { $0 + visits[$1].duration }
            let shared = (load + staff.count - 1) / staff.count
            if shared > best.0 { best = (shared, .load(counsellors: staff, visits: own)) }
        }
        return best
    }
}
