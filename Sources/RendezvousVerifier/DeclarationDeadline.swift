import Rendezvous

/// Before when a declaration had to be submitted: the section "Late declarations" of
/// Documentation/Rules.md.
struct DeclarationDeadline {
    let zone: ZoneRules
    let precedence: Precedence

    /// `earlier` are the declarations in force before it, in the order of the log.
    func of(_ declaration: Declaration, after earlier: [Declaration]) -> Instant? {
        let valid: DateRange
        switch declaration.content {
        case .weekly(_, let dates), .daily(_, let dates), .contract(_, let dates): valid = dates
        case .overtime(let overtime):
            return zone.instants(overtime.date, from: overtime.span.from, to: overtime.span.to)?
                .start
        case .leave, .planned, .inclusion: return nil
        }
        guard valid.first != .min else { return nil }
        if included(earlier) == valid.first {
            return zone.start(of: valid.first.advanced(by: 1))
        }
        var before = WorkingTimeModel(earlier, by: precedence, zone)
        var itself = WorkingTimeModel([declaration], by: precedence, zone)
        for days in 0..<7 {
            let date = valid.first.advanced(by: days)
            guard valid.contains(date) else { return nil }
            let starts = [begin(of: date, &before), begin(of: date, &itself)]
            if let first = starts.compactMap({ $0 }).min() { return first }
        }
        return nil
    }

    /// The date of inclusion that was submitted last.
    private func included(_ earlier: [Declaration]) -> CivilDate? {
        var latest: (submitted: Instant, date: CivilDate?)?
        for declaration in earlier {
            guard case .inclusion(let inclusion) = declaration.content else { continue }
            if let latest, declaration.submitted < latest.submitted { continue }
            latest = (declaration.submitted, inclusion.declaredTime)
        }
        return latest?.date
    }

    /// The first second of the date that is work and does not follow a second of work.
    private func begin(of date: CivilDate, _ model: inout WorkingTimeModel) -> Instant? {
        guard let day = zone.day(date) else { return nil }
        return model.work(around: day).all.intervals.map(\.start).first { day.contains($0) }
    }
}
