/// Requests that compete with each other, directly or through others, and with nobody else.
struct PlanningPart {
    /// The requests, in the order given.
    let requests: [PlannedRequest]

    /// The parts of a problem: requests that share a counsellor, interpreter, room or participant
    /// belong together. Requests that nobody can serve belong to none.
    ///
    /// - Complexity: nearly linear in the options of all requests.
    static func split(_ requests: [PlannedRequest], over agenda: Agenda) -> [PlanningPart] {
        let catalogue = agenda.supply.catalogue
        let counsellors = catalogue.counsellors.count
        let interpreters = catalogue.interpreters.count
        let rooms = catalogue.rooms.count
        var participants = Interner<Subject.ID>()
        var sets = DisjointSets(count: counsellors + interpreters + rooms + requests.count)
        let reachable = requests.filter { $0.search.first(in: agenda) != nil }
        for request in reachable {
            let person =
                counsellors + interpreters + rooms
                + Int(participants.intern(request.party.participant))
            for option in request.search.options { sets.join(person, option.counsellor) }
            for pool in request.search.pools {
                let base = pool.usesInterpreters ? counsellors : counsellors + interpreters
                for member in pool.members { sets.join(person, base + member) }
            }
        }
        var numbers = Interner<Int>()
        var parts: [[PlannedRequest]] = []
        for request in reachable {
            let person = participants.number(of: request.party.participant).map { Int($0) } ?? 0
            let root = sets.root(of: counsellors + interpreters + rooms + person)
            let number = Int(numbers.intern(root))
            if number == parts.count { parts.append([]) }
            parts[number].append(request)
        }
        return parts.map { PlanningPart(requests: $0) }
    }
}

/// Disjoint sets of small numbers, by union to the smaller root with path halving.
struct DisjointSets {
    private var parents: [Int]

    init(count: Int) { parents = Array(0..<count) }

    mutating func root(of element: Int) -> Int {
        var element = element
        while parents[element] != element {
            parents[element] = parents[parents[element]]
            element = parents[element]
        }
        return element
    }

    mutating func join(_ left: Int, _ right: Int) {
        let (left, right) = (root(of: left), root(of: right))
        parents[max(left, right)] = min(left, right)
    }
}
