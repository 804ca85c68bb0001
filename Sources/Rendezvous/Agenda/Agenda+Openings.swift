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
    ///   an empty answer examines every start of every counsellor-day.
    public func openings(
        for request: Request, at instant: Instant, limit: Int = 20
    ) throws(Refusal) -> Openings {
        let question = try Question(request, in: supply)
        try Check.number(limit, "limit of openings", in: 1...Limits.listItems)
        let found = Search(self, question, at: instant).run(in: self, limit: limit)
        return found.isEmpty ? .empty(shortage(of: question, at: instant)) : .found(found)
    }
}
