public import Rendezvous

/// The agenda of a demonstration: an example agency with some of its requests booked and some
/// waiting, as of a moment from which the clock runs on.
public struct PagesDemo: Sendable {
    /// The founding events, bookings and waiting entries.
    public let events: [Event]
    /// When the demonstration begins.
    public let start: Instant
    /// People to be: two who look for work, a counsellor, a desk, an administrator.
    public let people: [Principal]

    /// Books the first requests at their first openings, one after the other, and puts others on
    /// the waiting list, all as of the founding.
    ///
    /// - Parameters:
    ///   - founding: The events of the agency.
    ///   - requests: What people ask for.
    ///   - booked: How many requests are booked.
    ///   - waiting: How many of those behind them wait.
    ///   - start: When the demonstration begins; the requests' times should lie behind it.
    ///   - rules: The rules in Swift that policies of the agency may name.
    /// - Throws: `Refusal` if a request names something that the agency does not have.
    /// - Complexity: a search and a decision a request.
    public init(
        _ founding: [Event], _ requests: [Request], booked: Int = 500, waiting: Int = 40,
        start: Instant, rules: CustomRules = CustomRules()
    ) throws(Refusal) {
        var agenda: Agenda
        do throws(LogError) {
            agenda = try Agenda(replaying: founding, rules: rules)
        } catch {
            throw Refusal(.invalidValue, error.message)
        }
        let instant = founding.last?.at ?? start
        var events = founding
        for request in requests.prefix(booked) {
            guard let opening = try agenda.firstOpening(for: request, at: instant) else {
                continue
            }
            let new = try agenda.decide(.book(opening.placement, for: request), at: instant)
            try agenda.take(new)
            events += new
        }
        for request in requests.dropFirst(booked).prefix(waiting) {
            let new = try agenda.decide(.enlist(request), at: instant)
            try agenda.take(new)
            events += new
        }
        self.events = events
        self.start = start
        let booker = requests.first { $0.party.needs.contains(.signed("gss")) } ?? requests.first
        people =
            [
                Principal(.person, "visitor"),
                booker.flatMap { Principal(.person, $0.party.participant.rawValue) },
                agenda.counsellors.first.flatMap { Principal(.counsellor, $0.rawValue) },
                agenda.offices.first.flatMap { Principal(.desk, $0.rawValue) },
                Principal(.administrator, "administrator"),
            ].compactMap { $0 }
    }

    /// A clock that shows ``start`` when `real` shows what it shows now, and runs on with it.
    public func clock(
        after real: @escaping @Sendable () -> Instant
    ) -> @Sendable () -> Instant {
        let (start, begun) = (start, real())
        return { start + (real() - begun) }
    }
}
