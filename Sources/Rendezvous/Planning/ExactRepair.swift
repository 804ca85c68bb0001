/// The most of a few requests that can be served beside each other, by trying everything that may
/// matter (branch and bound).
struct ExactRepair {
    private var draft: Draft
    private let requests: [PlannedRequest]
    /// Per request, every place that it could have by itself.
    private var spots: [[Spot]]
    private var steps: Int
    /// The best found: per request, its place.
    private(set) var best: [Spot?]
    /// How many that serves.
    private(set) var served = 0
    /// Whether nothing was left out, so that nobody can serve more.
    private(set) var isExhaustive: Bool

    init(_ agenda: Agenda, _ requests: [PlannedRequest], steps: Int) {
        draft = Draft(agenda, requests)
        self.requests = requests
        self.steps = steps
        best = [Spot?](repeating: nil, count: requests.count)
        var all: [[Spot]] = []
        for request in requests {
            var own: [Spot] = []
            let windows = request.search.question.windows ?? IntervalSet()
            for index in request.search.options.indices {
                let search = request.search.only(index).asking(
                    request.search.question, at: request.search.instant)
                search.all(in: agenda, within: windows) { spot, _ in own.append(spot) }
            }
            all.append(own)
        }
        spots = all
        // Of several interpreters or rooms only one is tried at each start; where times are
        // shared, and where rules may let somebody in because another came, more is possible.
        isExhaustive =
            requests.allSatisfy { request in
                !request.search.mayShareTime
                    && request.search.pools.allSatisfy { $0.members.count == 1 }
            } && agenda.supply.policies.custom.isEmpty
    }

    /// Searches for more than is served by some places that are possible together.
    mutating func run(from start: [Spot?]) {
        best = start
        served = start.count { $0 != nil }
        search(requests.indices.map { Open(request: $0, spots: spots[$0]) }, placed: 0)
    }

    /// A request without a place yet, and the places that it may still have.
    private struct Open {
        let request: Int
        let spots: [Spot]
    }

    private mutating func search(_ open: [Open], placed: Int) {
        if placed > served {
            served = placed
            best = draft.spots
        }
        guard steps > 0 else {
            isExhaustive = false
            return
        }
        guard placed + open.count > served,
            let next = open.indices.min(by: { open[$0].spots.count < open[$1].spots.count })
        else { return }
        let chosen = open[next]
        var others = open
        others.remove(at: next)
        // A place that is nobody else's matter can be taken at once.
        let party = requests[chosen.request].party.participant
        let isAlone = !others.contains { requests[$0.request].party.participant == party }
        if isAlone,
            let spot = chosen.spots.first(where: { spot in
                !others.contains { $0.spots.contains { $0.meets(spot) } }
            })
        {
            branch(chosen.request, spot, others, placed)
            return
        }
        for spot in chosen.spots { branch(chosen.request, spot, others, placed) }
        search(others, placed: placed)
    }

    private mutating func branch(_ request: Int, _ spot: Spot, _ others: [Open], _ placed: Int) {
        draft.put(request, at: spot)
        let party = requests[request].party.participant
        var left: [Open] = []
        for other in others {
            let isSame = requests[other.request].party.participant == party
            let spots = other.spots.filter {
                guard isSame || $0.meets(spot) else { return true }
                steps -= 1
                return draft.allows($0, for: other.request)
            }
            if !spots.isEmpty { left.append(Open(request: other.request, spots: spots)) }
        }
        search(left, placed: placed + 1)
        draft.take(request)
    }
}

extension Spot {
    /// Whether two placements ask for the same counsellor, interpreter or room at any time.
    fileprivate func meets(_ other: Spot) -> Bool {
        counsellor == other.counsellor
            || (interpreter != nil && interpreter == other.interpreter)
            || (room != nil && room == other.room)
    }
}
