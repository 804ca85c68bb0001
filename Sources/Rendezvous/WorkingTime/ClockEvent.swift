/// Somebody came or went, as the work card says in real time (requirement E9).
public struct ClockEvent: Hashable, Sendable {
    /// The identifier of a card event.
    public typealias ID = Identifier<ClockEvent>

    /// What happened.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// They came (`προσέλευση`).
        case arrival
        /// They went (`αποχώρηση`).
        case departure
    }

    /// Why the event was sent late, from the agency's list (ERGANI `f_aitiologia`).
    public typealias DelayReason = Identifier<ClockEvent.Kind>

    /// The identifier.
    public let id: ID
    /// Who.
    public let worker: Worker
    /// What.
    public let kind: Kind
    /// When it happened; the event of the log says when it was noted.
    public let time: Instant
    /// Why it was sent late, if it was and somebody said.
    public let delay: DelayReason?

    /// A card event.
    public init(
        _ id: ID, of worker: Worker, _ kind: Kind, at time: Instant, delay: DelayReason? = nil
    ) {
        self.id = id
        self.worker = worker
        self.kind = kind
        self.time = time
        self.delay = delay
    }

    /// Refuses an event that is not well-formed or lies ahead.
    func check(at instant: Instant) throws(Refusal) {
        try Check.identifier(id, of: "a card event")
        if let delay { try Check.identifier(delay, of: "the delay of card event (\(id))") }
        guard time <= instant else {
            throw Refusal(
                .invalidValue, "time of card event (\(id)) (\(time)) must not be after \(instant)",
                hint: "the clocks of two systems differ")
        }
    }
}

/// From coming to going, as far as the card knows.
public struct ClockedStretch: Hashable, Sendable {
    /// When they came; `nil` if the card says only that they went.
    public let arrival: Instant?
    /// When they went; `nil` if they are still there, or went without the card.
    public let departure: Instant?

    /// The longest time between coming and going that the card believes.
    public static let longest = Seconds.hours(24)

    /// From coming to going; while somebody is there, to `now`.
    func interval(until now: Instant) -> Interval? {
        guard let arrival else { return nil }
        if let departure { return Interval(start: arrival, end: departure) }
        return arrival + Self.longest > now ? Interval(start: arrival, end: now) : nil
    }
}

/// All card events, by worker and time.
struct ClockBook: Sendable {
    /// A card event with when it was noted and, if so, voided.
    struct Noted: Sendable {
        let event: ClockEvent
        let at: Instant
        var voided: Instant?
        let order: Int
    }

    private var byWorker = SplitDictionary<Worker, [Noted]>()
    private var workers = SplitDictionary<ClockEvent.ID, Worker>()
    private var count = 0

    /// Whether an event of this identifier was ever noted.
    func contains(_ id: ClockEvent.ID) -> Bool { workers[id] != nil }

    /// Whether an event of this identifier stands.
    func stands(_ id: ClockEvent.ID) -> Bool {
        guard let worker = workers[id] else { return false }
        return byWorker[worker]?.contains { $0.event.id == id && $0.voided == nil } ?? false
    }

    /// Takes in an event, behind those that happened no later.
    mutating func note(_ event: ClockEvent, at instant: Instant) {
        workers[event.id] = event.worker
        let noted = Noted(event: event, at: instant, voided: nil, order: count)
        count += 1
        var list = byWorker[event.worker] ?? []
        let index = list.lastIndex { $0.event.time <= event.time }.map { $0 + 1 } ?? 0
        list.insert(noted, at: index)
        byWorker[event.worker] = list
    }

    /// Takes an event back from a moment on.
    mutating func void(_ id: ClockEvent.ID, at instant: Instant) {
        guard let worker = workers[id], var list = byWorker[worker],
            let index = list.firstIndex(where: { $0.event.id == id && $0.voided == nil })
        else { return }
        list[index].voided = instant
        byWorker[worker] = list
    }

    /// The events of a worker as known at a moment (`nil`: now), by time, then by place in the log.
    func events(of worker: Worker, knownAt instant: Instant?) -> [ClockEvent] {
        (byWorker[worker] ?? []).filter { noted in
            guard let instant else { return noted.voided == nil }
            return noted.at <= instant && noted.voided.map { $0 > instant } ?? true
        }.map(\.event)
    }

    /// Comings and goings in pairs: a going belongs to the coming before it, if that is less than
    /// ``ClockedStretch/longest`` ago and nobody came in between.
    func stretches(of worker: Worker, knownAt instant: Instant?) -> [ClockedStretch] {
        var stretches: [ClockedStretch] = []
        var open: Instant?
        for event in events(of: worker, knownAt: instant) {
            switch event.kind {
            case .arrival:
                if let open { stretches.append(ClockedStretch(arrival: open, departure: nil)) }
                open = event.time
            case .departure:
                if let arrival = open, event.time - arrival <= ClockedStretch.longest {
                    stretches.append(ClockedStretch(arrival: arrival, departure: event.time))
                } else {
                    if let open { stretches.append(ClockedStretch(arrival: open, departure: nil)) }
                    stretches.append(ClockedStretch(arrival: nil, departure: event.time))
                }
                open = nil
            }
        }
        if let open { stretches.append(ClockedStretch(arrival: open, departure: nil)) }
        return stretches
    }

    /// Every event, by place in the log.
    var all: [Noted] { byWorker.values.joined().sorted { $0.order < $1.order } }
}
