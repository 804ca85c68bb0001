/// By what usage figures are told apart (requirement A15).
public struct UsageGrouping: Hashable, Sendable {
    /// The stretches of time that are counted apart.
    public enum Period: String, Hashable, Sendable, CaseIterable {
        /// Each date.
        case day
        /// Monday to Sunday.
        case week
        /// Each month of the calendar.
        case month
    }

    /// The stretches of time; `nil` counts all dates together.
    public var period: Period?
    /// Whether offices are counted apart.
    public var byOffice: Bool
    /// Whether services are counted apart.
    public var byService: Bool

    /// A grouping; without arguments, one figure for everything.
    public init(_ period: Period? = nil, byOffice: Bool = false, byService: Bool = false) {
        self.period = period
        self.byOffice = byOffice
        self.byService = byService
    }
}

/// How many appointments there were of one period, office and service.
public struct UsageFigure: Hashable, Sendable {
    /// The dates counted: the period, as far as it was asked for.
    public let dates: DateRange
    /// The office, if offices are counted apart: the counsellor's on the date of the start.
    /// `nil` also where the counsellor is no longer in force on it.
    public let office: Office.ID?
    /// The service, if services are counted apart.
    public let service: Service.ID?
    /// The appointments by status, none of them 0.
    public let counts: [AppointmentStatus: Int]

    /// All appointments of the figure.
    public var total: Int { counts.values.reduce(0, +) }
}

extension Agenda {
    /// Counts the appointments that start on some dates, each by the clock of its counsellor's
    /// office.
    ///
    /// Proposals, and holds that lapsed, are no appointments and are not counted. Figures come in
    /// order of date, office and service; a period without appointments gives none.
    ///
    /// - Complexity: linear in the appointments.
    public func usage(on dates: DateRange, by grouping: UsageGrouping) -> [UsageFigure] {
        var counts: [UsageKey: [AppointmentStatus: Int]] = [:]
        for entry in ledger.entries where !entry.isProposal && entry.cancellation != .lapsed {
            let date = calendars.zone(ofCounsellor: Int(entry.counsellor))
                .local(entry.interval.start).date
            guard dates.contains(date) else { continue }
            let key = UsageKey(
                from: grouping.period?.start(of: date) ?? dates.first,
                office: grouping.byOffice
                    ? supply.catalogue.counsellors.value(Int(entry.counsellor), on: date)?.office
                    : nil,
                service: grouping.byService
                    ? supply.catalogue.services.ids[Int(entry.service)] : nil)
            counts[key, default: [:]][entry.status, default: 0] += 1
        }
        return counts.sorted { $0.key < $1.key }.compactMap { key, counts in
            let last = grouping.period?.end(of: key.from) ?? dates.last
            return DateRange(from: max(key.from, dates.first), to: min(last, dates.last)).map {
                UsageFigure(dates: $0, office: key.office, service: key.service, counts: counts)
            }
        }
    }
}

private struct UsageKey: Hashable, Comparable {
    let from: CivilDate
    let office: Office.ID?
    let service: Service.ID?

    static func < (left: UsageKey, right: UsageKey) -> Bool {
        (left.from, left.office?.rawValue ?? "", left.service?.rawValue ?? "")
            < (right.from, right.office?.rawValue ?? "", right.service?.rawValue ?? "")
    }
}

extension UsageGrouping.Period {
    fileprivate func start(of date: CivilDate) -> CivilDate {
        switch self {
        case .day: date
        case .week: date.advanced(by: -date.weekday.offset)
        case .month: date.advanced(by: 1 - date.parts.day)
        }
    }

    fileprivate func end(of first: CivilDate) -> CivilDate {
        switch self {
        case .day: first
        case .week: first.advanced(by: 6)
        case .month:
            first.advanced(
                by: CivilDate.daysInMonth(first.parts.month, of: first.parts.year) - 1)
        }
    }
}
