public import CRendezvous
import Rendezvous

/// Counts the appointments that start on some dates, each by the clock of its counsellor's office,
/// in order of date, office and service.
@c @implementation
public func rdv_agenda_usage(
    _ agenda: OpaquePointer?, _ first: rdv_date, _ last: rdv_date, _ period: rdv_usage_period,
    _ byOffice: Int32, _ byService: Int32, _ figures: UnsafeMutablePointer<rdv_usage_figure>?,
    _ elementSize: Int, _ capacity: Int, _ count: UnsafeMutablePointer<Int>?
) -> rdv_status {
    unsafe call(agenda, as: AgendaHandle.self) { handle throws(Fault) in
        let periods: [UsageGrouping.Period?] = [nil, .day, .week, .month]
        let grouping = UsageGrouping(
            try choice(period, periods, "period"), byOffice: try flag(byOffice, "by_office"),
            byService: try flag(byService, "by_service"))
        let found = handle.agenda.usage(on: try dates(first, last, "the figures"), by: grouping)
        try unsafe fill(figures, elementSize, capacity, count, found.map { rdv_usage_figure($0) })
    }
}

extension rdv_usage_figure {
    /// A figure.
    fileprivate init(_ figure: UsageFigure) {
        self.init()
        first = rdv_date(figure.dates.first.dayNumber)
        last = rdv_date(figure.dates.last.dayNumber)
        office = rdv_id(figure.office)
        service = rdv_id(figure.service)
        func count(_ status: AppointmentStatus) -> Int64 { Int64(figure.counts[status] ?? 0) }
        pending = count(.pending)
        booked = count(.booked)
        arrived = count(.arrived)
        fulfilled = count(.fulfilled)
        cancelled = count(.cancelled)
        no_show = count(.noShow)
        total = Int64(figure.total)
    }
}
