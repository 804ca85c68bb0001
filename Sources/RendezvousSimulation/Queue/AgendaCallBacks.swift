public import Rendezvous

/// Call-backs booked in an agenda: the openings of a service by phone, and the bookings are those
/// of the desk (B6).
///
///     var book = try AgendaCallBacks(agenda, service: "advice", from: monday, horizon: .hours(48))
///     let result = try line.run(key, until: 36_000, callBacks: &book)
///     book.agenda          // with the appointments; `book.events` is what was decided
///
/// Times of the line are seconds from `origin`.
public struct AgendaCallBacks: CallBackBook, Sendable {
    /// The agenda with everything booked so far.
    public private(set) var agenda: Agenda
    /// What was decided, in order.
    public private(set) var events: [Event] = []
    /// How many wishes found no opening.
    public private(set) var unmet = 0
    /// The refusal of the last wish that the agenda refused, which means that the service cannot
    /// be booked at all; `nil` if there was none.
    public private(set) var refusal: Refusal?

    private let service: Service.ID
    private let topic: Topic.ID?
    private let applicant: Applicant
    private let origin: Instant
    private let notice: Seconds
    private let horizon: Seconds

    /// A book of the openings of a service by phone.
    ///
    /// - Parameters:
    ///   - agenda: the agenda in which they are booked; a copy.
    ///   - service: what is asked for.
    ///   - topic: a topic of the service.
    ///   - applicant: as whom callers ask; a call needs no registration (B8).
    ///   - origin: the instant of time 0.
    ///   - notice: the least time from the wish to the start (at least 0 s).
    ///   - horizon: the longest, above notice.
    public init(
        _ agenda: Agenda, service: Service.ID, topic: Topic.ID? = nil,
        as applicant: Applicant = .person, from origin: Instant, notice: Seconds = .zero,
        horizon: Seconds
    ) throws(ParameterError) {
        try Check.count("notice", Int(notice.count), from: 0, to: 31_536_000)
        try Check.count("horizon", Int(horizon.count), from: Int(notice.count) + 1, to: 31_536_000)
        self.agenda = agenda
        self.service = service
        self.topic = topic
        self.applicant = applicant
        self.origin = origin
        self.notice = notice
        self.horizon = horizon
    }

    /// Books the first opening.
    /// - Complexity: that of `Agenda.firstOpening(for:at:)` and of a booking.
    public mutating func book(_ wish: CallBackWish) -> CallBackAppointment? {
        // The agenda knows whole seconds: asked at the next, so that nothing lies in the past.
        let now = origin + Seconds(Int64(wish.time.rounded(.up)))
        guard let window = Interval(start: now + notice, end: now + horizon) else { return nil }
        let party = Party(Subject.ID("caller-\(wish.caller)"), as: applicant)
        let request = Request(
            "call-back", for: party, service: service, topic: topic, channels: [.phone],
            within: IntervalSet(window))
        do {
            guard let opening = try agenda.firstOpening(for: request, at: now) else {
                unmet += 1
                return nil
            }
            let new = try agenda.decide(.book(opening.placement, for: request), at: now)
            try agenda.apply(new)
            events += new
            let start = opening.placement.interval.start - origin
            return .byCounsellor(at: Double(start.count))
        } catch {
            refusal = (error as? Refusal) ?? refusal
            unmet += 1
            return nil
        }
    }
}
