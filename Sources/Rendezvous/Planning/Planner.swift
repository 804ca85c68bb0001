/// Plans many requests at once: who is served where and when, so that the weight served is large,
/// with a proven bound on how large it could be.
///
///     let plan = try Planner(agenda).plan(requests, at: now, budget: .steps(5_000))
///     plan.served, plan.bound, plan.gap
///
/// Requests are placed one by one, the heaviest and least flexible first; a bound prices
/// everybody's time; then improvement steps clear stretches of some counsellors' days for a request
/// that waits and find other places for those who were there, where it costs others least. Every
/// placement passes the examination that booking asks. The plan depends on agenda, requests,
/// instant, budget and seed alone.
public struct Planner: Sendable {
    /// The most requests of one plan.
    public static let requestsMax = 1_000_000

    private let agenda: Agenda

    /// A planner on an agenda, whose appointments stay where they are.
    public init(_ agenda: Agenda) { self.agenda = agenda }

    /// How far planning has come.
    public struct Progress: Sendable {
        /// Parts finished, and how many there are.
        public let parts: (done: Int, all: Int)
        /// The weight served so far.
        public let served: Int
    }

    /// A plan for some requests.
    ///
    /// - Parameters:
    ///   - requests: What is asked for; identifiers are unique.
    ///   - instant: Now: it decides about notice, horizon and expired holds.
    ///   - budget: Improvement steps over all parts.
    ///   - seed: What the random choices follow from.
    ///   - execution: Where the parts run.
    /// - Throws: ``Refusal`` if a request names something unknown, repeats an identifier or has a
    ///   value out of range; nothing is planned then.
    /// - Complexity: one search a request to construct, a few a step to improve.
    public func plan(
        _ requests: [Request], at instant: Instant, budget: Budget = .steps(100_000),
        seed: UInt64 = 1, execution: some Execution = SerialExecution()
    ) throws(Refusal) -> Plan {
        let prepared = try prepare(requests, at: instant)
        let agenda = agenda.covering(prepared)
        let parts = PlanningPart.split(prepared, over: agenda)
        let reachable = parts.reduce(0) { $0 + $1.requests.count }
        var spots = [Spot?](repeating: nil, count: requests.count)
        let results = execution.map(parts.count) { index in
            let part = parts[index]
            let share = budget.share(of: part.requests.count, among: max(1, reachable))
            var solver = PartSolver(agenda, part, seed: seed, execution)
            solver.solve(steps: share, execution)
            return PartResult(spots: solver.result, bound: solver.bound, prices: solver.prices)
        }
        for (part, result) in zip(parts, results) {
            for (request, spot) in zip(part.requests, result.spots) {
                spots[request.position] = spot
            }
        }
        return assemble(requests, prepared, parts, results, spots, at: instant)
    }

    private func prepare(
        _ requests: [Request], at instant: Instant
    ) throws(Refusal) -> [PlannedRequest] {
        try Check.number(requests.count, "number of requests", in: 0...Self.requestsMax)
        var seen: Set<Request.ID> = []
        var prepared: [PlannedRequest] = []
        // Requests that differ in person and time alone have the same ways to be served.
        var searches: [SearchKind: Search] = [:]
        prepared.reserveCapacity(requests.count)
        for (position, request) in requests.enumerated() {
            guard seen.insert(request.id).inserted else {
                throw Refusal(
                    .duplicateIdentifier, "request (\(request.id)) must not occur twice in a plan")
            }
            let question = try Question(request, in: agenda.supply)
            let kind = SearchKind(question, agenda.supply)
            let search = searches[kind] ?? Search(agenda, question, at: instant)
            searches[kind] = search
            prepared.append(
                PlannedRequest(
                    request, position: position, search: search.asking(question, at: instant)))
        }
        return prepared
    }

    private func assemble(
        _ requests: [Request], _ prepared: [PlannedRequest], _ parts: [PlanningPart],
        _ results: [PartResult], _ spots: [Spot?], at instant: Instant
    ) -> Plan {
        var assignments: [Assignment] = []
        var waiting: [Waiting] = []
        var served = 0
        let reachable = Set(parts.flatMap { $0.requests.map(\.position) })
        for (position, request) in requests.enumerated() {
            if let spot = spots[position] {
                assignments.append(
                    Assignment(request.id, at: spot.placement(in: agenda.supply.catalogue)))
                served += request.weight
            } else if reachable.contains(position) {
                waiting.append(Waiting(request.id))
            } else {
                let question = prepared[position].search.question
                waiting.append(
                    Waiting(request.id, shortage: agenda.shortage(of: question, at: instant)))
            }
        }
        return Plan(
            at: instant, assignments: assignments, waiting: waiting, served: served,
            bound: max(results.reduce(0) { $0 + $1.bound }, served),
            certificate: certificate(requests, parts, results))
    }

    private func certificate(
        _ requests: [Request], _ parts: [PlanningPart], _ results: [PartResult]
    ) -> PlanCertificate {
        var proven = zip(parts, results).map { part, result in
            result.prices ?? PlanCertificate.Part(wholeWeightOf: part.requests)
        }
        let reachable = Set(parts.flatMap { $0.requests.map(\.position) })
        let others = requests.indices.filter { !reachable.contains($0) }.map { requests[$0].id }
        if !others.isEmpty { proven.append(PlanCertificate.Part(worthless: others)) }
        return PlanCertificate(parts: proven)
    }
}

extension Agenda {
    /// The agenda with calendars over all the time that requests ask for: drawn once, and not for
    /// each search.
    fileprivate func covering(_ requests: [PlannedRequest]) -> Agenda {
        var span: Interval?
        for request in requests {
            let search = request.search
            let asked = search.time(search.question.windows, from: search.instant)
            guard let own = asked?.span else { continue }
            span = Interval(
                start: min(span?.start ?? own.start, own.start),
                end: max(span?.end ?? own.end, own.end))
        }
        guard let span, !calendars.covers(span) else { return self }
        let (known, asked) = (calendars.dates, span.datesAround)
        guard
            let dates = DateRange(
                from: min(known.first, asked.first), to: max(known.last, asked.last))
        else { return self }
        var copy = self
        copy.cache = StartCache()
        copy.calendars.draw(supply, ledger, over: dates)
        return copy
    }
}

/// What came of one part.
private struct PartResult: Sendable {
    let spots: [Spot?]
    let bound: Int
    /// What proves the bound, where prices do.
    let prices: PlanCertificate.Part?
}
