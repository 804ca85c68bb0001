/// When a declaration had to be in, and how late it was (requirement E3).
struct Lateness {
    let zone: ZoneRules
    let precedence: Precedence

    /// How many dates a timetable is looked through for the first work that it touches.
    private static let datesLookedAt = 7

    /// By how much a declaration was late, or `nil` if it was in time.
    ///
    /// - Parameter earlier: What was in force before it, by submission.
    /// - Complexity: that of resolving a week.
    func of(_ declaration: Declaration, after earlier: [SubmittedDeclaration]) -> Seconds? {
        guard let due = due(declaration, after: earlier), due <= declaration.submitted else {
            return nil
        }
        return declaration.submitted - due
    }

    /// The instant before which a declaration had to be submitted, or `nil` if there is none:
    /// before the first work that it touches, as it was declared until then or as it declares it.
    func due(_ declaration: Declaration, after earlier: [SubmittedDeclaration]) -> Instant? {
        switch declaration.content {
        case .leave, .planned, .inclusion: nil
        case .overtime(let overtime):
            zone.instants(overtime.date, from: overtime.span.from, to: overtime.span.to)?.start
        case .weekly(_, let valid), .daily(_, let valid), .contract(_, let valid):
            due(declaration, on: valid, after: earlier)
        }
    }

    private func due(
        _ declaration: Declaration, on valid: DateRange, after earlier: [SubmittedDeclaration]
    ) -> Instant? {
        guard valid.first > .min else { return nil }
        let inclusion = earlier.last { $0.declaration.inclusion != nil }?.declaration.inclusion
        if inclusion?.declaredTime == valid.first {
            // On inclusion the timetable is declared the same day.
            return zone.start(of: valid.first.advanced(by: 1))
        }
        let resolver = WorkingTimeResolver(zone: zone, precedence: precedence)
        let own = SubmittedDeclaration(declaration: declaration, order: .max)
        let last = min(valid.last, valid.first.advanced(by: Self.datesLookedAt - 1))
        for date in valid.first...last {
            guard let day = zone.day(date) else { continue }
            let starts = [earlier, [own]].compactMap { declarations in
                // A night shift that goes on at midnight began the day before.
                resolver.resolve(declarations, on: DateRange(date)).working.intervals
                    .first { day.start < $0.start || !works(declarations, before: day, resolver) }?
                    .start
            }
            if let first = starts.min() { return first }
        }
        return nil
    }

    private func works(
        _ declarations: [SubmittedDeclaration], before day: Interval,
        _ resolver: WorkingTimeResolver
    ) -> Bool {
        let date = zone.local(day.start - Seconds(1)).date
        let working = resolver.resolve(declarations, on: DateRange(date)).working
        return working.contains(day.start - Seconds(1))
    }
}

extension Declaration {
    /// The two dates, if that is what is declared.
    var inclusion: Inclusion? {
        if case .inclusion(let inclusion) = content { inclusion } else { nil }
    }
}
