/// An agenda on which requests are tried out: a placement can be put and taken back at once.
///
/// Every request has one entry of the ledger of its own, cancelled while it has no place, so that
/// search and examination see the draft as they see any agenda.
struct Draft {
    /// The requests' placements, by position; `nil` while waiting.
    private(set) var spots: [Spot?]
    /// The weight of the requests that have a place.
    private(set) var served = 0
    private(set) var agenda: Agenda
    /// The agenda without the requests.
    let before: Agenda
    private let requests: [PlannedRequest]
    private let first: Int

    init(_ agenda: Agenda, _ requests: [PlannedRequest]) {
        self.agenda = agenda
        before = agenda
        self.requests = requests
        spots = [Spot?](repeating: nil, count: requests.count)
        first = agenda.ledger.entries.count
        for request in requests {
            self.agenda.ledger.append(
                request.entry, party: request.party, topic: request.search.question.topic)
        }
    }

    /// The first placement for a request that may stand now.
    func place(for request: Int) -> Spot? { requests[request].search.first(in: agenda) }

    /// Whether a request may stand at a placement now.
    func allows(_ spot: Spot, for request: Int) -> Bool {
        let search = requests[request].search
        return agenda.examine(spot, for: search.question, at: search.instant) == nil
    }

    /// Puts a request at a placement that may stand.
    mutating func put(_ request: Int, at spot: Spot) {
        agenda.put(first + request, at: spot, for: requests[request].search.question)
        spots[request] = spot
        served += requests[request].weight
    }

    /// Takes a request from its place and returns it.
    @discardableResult
    mutating func take(_ request: Int) -> Spot? {
        guard let spot = spots[request] else { return nil }
        agenda.take(first + request)
        spots[request] = nil
        served -= requests[request].weight
        return spot
    }

    /// The requests of the draft that a counsellor serves in a stretch of time, in order of start.
    func requests(of counsellor: Int, in interval: Interval) -> [Int] {
        agenda.calendars.counsellors.rows[counsellor].diary.overlapping(
            interval.start.secondsSince1970, interval.end.secondsSince1970
        ).compactMap { $0.appointment >= first ? $0.appointment - first : nil }
    }

    /// Whether something that is not of the draft stands in a counsellor's way.
    func isBlocked(_ counsellor: Int, in interval: Interval) -> Bool {
        agenda.calendars.counsellors.rows[counsellor].diary.overlapping(
            interval.start.secondsSince1970, interval.end.secondsSince1970
        ).contains { $0.appointment < first }
    }
}

/// A request made ready for planning.
struct PlannedRequest {
    /// Its position among the requests given.
    let position: Int
    /// The request's identifier; empty for an appointment that is moved.
    let id: Request.ID
    let party: Party
    let weight: Int
    let search: Search
    /// An entry without a place.
    let entry: Ledger.Entry
    /// The start near which it is to be placed, if that matters.
    let anchor: Instant?

    /// An appointment that needs another place, as near in time as may be.
    init(moving entry: Ledger.Entry, position: Int, search: Search, in agenda: Agenda) {
        self.position = position
        id = ""
        party = search.question.party
        weight = 1
        self.search = search
        anchor = entry.interval.start
        self.entry = Self.entry(search)
    }

    init(_ request: Request, position: Int, search: Search) {
        self.position = position
        id = request.id
        party = request.party
        weight = request.weight
        self.search = search
        anchor = nil
        entry = Self.entry(search)
    }

    private static func entry(_ search: Search) -> Ledger.Entry {
        Ledger.Entry(
            start: 0, expires: .max, length: 1, counsellor: 0, interpreter: -1, room: -1,
            service: Int32(search.question.service), topic: -1, subject: -1, party: -1,
            previousOfSubject: -1, gap: Ledger.StoredGap(.none),
            interpreterGap: Ledger.StoredGap(.none), revision: 0, channel: .video,
            status: .cancelled, cancellation: nil)
    }
}
