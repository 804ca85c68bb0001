/// Plans one part: the allocation core finds places, which are then written down one by one, each
/// examined as a booking would be.
struct PartSolver {
    /// The most steps for each request.
    static let stepsEach = 250
    /// From how many requests on a part is itself worked on by several threads.
    static let threadsFrom = 4_000
    /// The most rounds in which the bound's prices are improved.
    static let boundRounds = 300
    /// Steps of the second pass, for parts that the core does not know wholly.
    static let repairSteps = 2_000
    /// How many who stand in the way may be moved in one step.
    static let movedMax = 4
    /// How many starts are tried for a waiting request in one step.
    static let triesMax = 8

    private var draft: Draft
    private let part: PlanningPart
    private let seed: UInt64
    private var stream: SeededStream
    private let tables: PlanningModel
    /// A weight that no plan of the part exceeds.
    private(set) var bound = 0
    /// What proves the bound, if prices do.
    private(set) var prices: PlanCertificate.Part?

    /// A solver; its random choices follow from the seed and the part alone, so that a part is
    /// solved the same way by itself as beside others.
    init(_ agenda: Agenda, _ part: PlanningPart, seed: UInt64, _ execution: some Execution) {
        draft = Draft(agenda, part.requests)
        self.part = part
        self.seed = seed
        stream = SeededStream(seed: seed)
        tables =
            part.requests.count < Self.threadsFrom
            ? PlanningModel(part, on: agenda, Alone(execution))
            : PlanningModel(part, on: agenda, execution)
    }

    /// The placements of the part's requests, in order.
    var result: [Spot?] { draft.spots }

    /// Finds a plan and a bound on all plans.
    mutating func solve(steps: Int, _ execution: some Execution) {
        let core = AllocationTables(tables.model)
        let total = part.requests.reduce(0) { $0 + $1.weight }
        let scale = AllocationSolver.scale(ofWeight: total)
        // A small part is soon as good as it gets.
        let steps = min(steps, Self.stepsEach * part.requests.count)
        var solver = AllocationSolver(core, scale: scale, seed: seed)
        if part.requests.count < Self.threadsFrom {
            run(&solver, steps: steps, Alone(execution))
        } else {
            run(&solver, steps: steps, execution)
        }
        writeDown(solver.places, Construction.order(core))
        if !tables.isComplete || readsAppointments {
            improve(steps: min(steps, Self.repairSteps), execution)
        }
        settle()
        bound(solver)
    }

    /// Whether a custom rule may refuse somebody because of who else is served, which the core does
    /// not know.
    private var readsAppointments: Bool {
        draft.before.supply.policies.custom.values.contains { $0.aspects.contains(.appointments) }
    }

    /// Prices first, since the search follows them; then again, since a better plan sharpens them.
    private func run(
        _ solver: inout AllocationSolver, steps: Int, _ execution: some Execution
    ) {
        let rounds = min(Self.boundRounds, 20 + part.requests.count, 20 + steps / 20)
        if tables.isComplete { solver.prove(rounds: rounds / 2, on: execution) }
        guard solver.bound.map({ solver.served < $0 }) ?? true || solver.hasCosts else { return }
        solver.improve(steps: steps, on: execution)
        if tables.isComplete, solver.served < solver.bound ?? .max {
            solver.prove(rounds: rounds - rounds / 2, on: execution)
        }
    }

    /// Takes out who may not stand beside all others, until everybody may.
    ///
    /// Each was examined beside those before it, and some rules are not the same from both sides:
    /// an earlier appointment changes whose turn it is by `continuity`, overbooking may hold for
    /// one of two who share a time, and a custom rule may count anything. The lightest go first;
    /// who was taken out gets another place if nobody else falls by it.
    private mutating func settle() {
        guard !draft.before.supply.policies.list.isEmpty else { return }
        let order = part.requests.indices.sorted { (weight($0), $1) < (weight($1), $0) }
        var out: [Int] = []
        var isSettled = false
        while !isSettled {
            isSettled = true
            for request in order where !mayStay(request) {
                draft.take(request)
                out.append(request)
                isSettled = false
            }
        }
        for request in out.reversed() {
            guard let spot = draft.place(for: request) else { continue }
            draft.put(request, at: spot)
            // Rules read the appointments of one counsellor and of one participant.
            let party = part.requests[request].party
            let concerned = part.requests.indices.filter { other in
                draft.spots[other]?.counsellor == spot.counsellor
                    || part.requests[other].party.participant == party.participant
            }
            if !concerned.allSatisfy({ mayStay($0) }) { draft.take(request) }
        }
    }

    /// Whether a request may stand where it is, beside all others.
    private mutating func mayStay(_ request: Int) -> Bool {
        guard let spot = draft.take(request) else { return true }
        defer { draft.put(request, at: spot) }
        return draft.allows(spot, for: request)
    }

    /// Puts everybody where the core would have them, as far as the examination agrees, and tries
    /// the rest anywhere.
    private mutating func writeDown(_ places: [Occupancy.Placed], _ known: [Int]) {
        for place in places where place.request >= 0 {
            guard let spot = tables.spot(place), draft.allows(spot, for: Int(place.request)) else {
                continue
            }
            draft.put(Int(place.request), at: spot)
        }
        // Tables without requests are of a time that the calendars do not cover.
        let order = known.count == part.requests.count ? known : Array(part.requests.indices)
        for request in order where draft.spots[request] == nil {
            if let spot = draft.place(for: request) { draft.put(request, at: spot) }
        }
    }

    /// Takes the core's bound where it holds, otherwise one from free time alone.
    private mutating func bound(_ solver: AllocationSolver) {
        let total = part.requests.reduce(0) { $0 + $1.weight }
        guard draft.served < total else {
            bound = total
            return
        }
        let proven = solver.bound
        let most = tables.isComplete ? proven : CapacityBound.weight(of: part, on: draft.before)
        bound = max(draft.served, min(total, most ?? total))
        if tables.isComplete, let proven, proven < total {
            prices = tables.certificate(solver.certificate)
        }
    }

    /// Takes improvement steps until the budget is spent, nobody waits, or it is told to stop.
    private mutating func improve(steps: Int, _ execution: some Execution) {
        var waiting = draft.spots.indices.filter { draft.spots[$0] == nil }
        for step in 0..<steps {
            if waiting.isEmpty { return }
            if step % 64 == 0, execution.shouldStop { return }
            let chosen = stream.below(waiting.count)
            guard serve(waiting[chosen]) else { continue }
            waiting = draft.spots.indices.filter { draft.spots[$0] == nil }
        }
    }

    /// Clears a place for a waiting request, if those in the way find others or weigh less.
    private mutating func serve(_ request: Int) -> Bool {
        if let spot = draft.place(for: request) {
            draft.put(request, at: spot)
            return true
        }
        for _ in 0..<Self.triesMax {
            guard let (spot, moved) = obstacle(for: request) else { continue }
            let before = draft.served
            var taken: [(request: Int, spot: Spot)] = []
            for other in moved {
                if let spot = draft.take(other) { taken.append((other, spot)) }
            }
            guard draft.allows(spot, for: request) else {
                for (other, spot) in taken { draft.put(other, at: spot) }
                continue
            }
            draft.put(request, at: spot)
            var placed: [Int] = []
            for (other, _) in taken.sorted(by: { weight($0.request) > weight($1.request) }) {
                guard let place = draft.place(for: other) else { continue }
                draft.put(other, at: place)
                placed.append(other)
            }
            if draft.served >= before { return true }
            draft.take(request)
            for other in placed { draft.take(other) }
            for (other, spot) in taken { draft.put(other, at: spot) }
        }
        return false
    }

    private func weight(_ request: Int) -> Int { part.requests[request].weight }

    /// A random start of a request and the few planned ones that stand in its way.
    private mutating func obstacle(for request: Int) -> (Spot, [Int])? {
        let search = part.requests[request].search
        guard !search.options.isEmpty else { return nil }
        let option = search.options[stream.below(search.options.count)]
        guard let start = search.randomStart(of: option, in: draft.agenda, &stream),
            let interval = Interval(start: start, end: start + option.duration)
        else { return nil }
        let reach = Seconds(Int64(option.reachAfter - option.length) * BitBoard.grain)
        let before = Seconds(Int64(option.before) * BitBoard.grain)
        let wide = interval.widened(by: Gap(before: before, after: reach))
        let moved = draft.requests(of: option.counsellor, in: wide)
        guard !moved.isEmpty, moved.count <= Self.movedMax,
            !draft.isBlocked(option.counsellor, in: wide)
        else { return nil }
        let interpreters = option.interpreters.map { search.pools[$0].members } ?? []
        let rooms = option.rooms.map { search.pools[$0].members } ?? []
        let spot = Spot(
            interval, option.channels[0], counsellor: option.counsellor,
            interpreter: interpreters.isEmpty
                ? nil : interpreters[stream.below(interpreters.count)],
            room: rooms.isEmpty ? nil : rooms[stream.below(rooms.count)])
        return (spot, moved)
    }
}

extension Search {
    /// A random start on the grid at which the option's counsellor works and the request may stand,
    /// whoever is there already.
    func randomStart(
        of option: Option, in agenda: Agenda, _ stream: inout SeededStream
    ) -> Instant? {
        let row = agenda.calendars.counsellors.rows[option.counsellor]
        guard let asked = Interval(start: instant + notice, end: agenda.calendars.covered.end),
            let windows = question.windows?.clipped(to: asked)
        else { return nil }
        let possible = row.base.intersection(windows)
        guard !possible.isEmpty, let grid = grids.first else { return nil }
        let chosen = possible.intervals[stream.below(possible.intervals.count)]
        let room = (chosen.length - option.duration).count
        guard room >= 0 else { return nil }
        let step = Int64(grid) * 60
        let zone = agenda.calendars.zone(ofCounsellor: option.counsellor)
        let start = chosen.start + Seconds(Int64(stream.below(Int(room) + 1)))
        let past = Int64(zone.local(start).time.secondOfDay) % step
        return start - Seconds(past)
    }
}
