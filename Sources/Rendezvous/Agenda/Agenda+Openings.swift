extension Agenda {
    /// The starts at which a request can be booked, each with the placement offered for it.
    ///
    /// Every opening can be booked as long as nothing changes (Documentation/Rules.md, "Openings").
    ///
    /// - Parameters:
    ///   - request: What is asked for.
    ///   - instant: Now: it decides about notice, horizon and expired holds.
    ///   - limit: The most openings to list, at least 1.
    /// - Throws: ``Refusal`` if the request names something unknown or has a value out of range.
    /// - Complexity: linear in the counsellors in scope and the days until the last opening listed;
    ///   an empty answer counts every counsellor-day (``explanation(of:at:wanted:)`` says more).
    public func openings(
        for request: Request, at instant: Instant, limit: Int = 20
    ) throws(Refusal) -> Openings {
        let question = try Question(request, in: supply)
        try Check.number(limit, "limit of openings", in: 1...Limits.listItems)
        let found = find(question, at: instant, limit: limit)
        return found.isEmpty ? .empty(shortage(of: question, at: instant)) : .found(found)
    }

    /// The first opening of a request, or `nil`; why there is none is not asked.
    ///
    /// - Throws: ``Refusal`` if the request names something unknown or has a value out of range.
    /// - Complexity: linear in the counsellors in scope and the days until the opening.
    public func firstOpening(
        for request: Request, at instant: Instant
    ) throws(Refusal) -> Opening? {
        let question = try Question(request, in: supply)
        return find(question, at: instant, limit: 1).first
    }
}

extension Agenda {
    /// The starts to which an appointment can be moved (requirement A6); its own place counts as
    /// free.
    ///
    /// - Parameters:
    ///   - id: A held or booked appointment.
    ///   - windows: When it may take place.
    ///   - channels: How they may meet: `nil` as agreed, empty in any way.
    ///   - scope: The offices asked for.
    ///   - counsellor: The counsellor asked for.
    ///   - instant: Now.
    ///   - limit: The most openings to list, at least 1.
    /// - Throws: ``Refusal`` if there is no such appointment or it cannot be moved any more.
    /// - Complexity: as ``openings(for:at:limit:)``, plus a copy of the calendars.
    public func openings(
        toMove id: Appointment.ID, within windows: IntervalSet, channels: Set<Channel>? = nil,
        scope: OfficeScope = .any, with counsellor: CounsellorWish = .any, at instant: Instant,
        limit: Int = 20
    ) throws(Refusal) -> Openings {
        try Check.number(limit, "limit of openings", in: 1...Limits.listItems)
        let entry = try entry(id, in: [.pending, .booked], at: instant)
        let request = Request(
            for: ledger.party(of: entry),
            service: supply.catalogue.services.ids[Int(entry.service)],
            topic: entry.topic < 0 ? nil : ledger.topics[entry.topic],
            channels: channels ?? [entry.channel], at: scope, with: counsellor, within: windows)
        var without = self
        without.calendars.remove(id.number - 1, entry)
        without.ledger.change(id.number - 1) { $0.status = .cancelled }
        return try without.openings(for: request, at: instant, limit: limit)
    }
}
