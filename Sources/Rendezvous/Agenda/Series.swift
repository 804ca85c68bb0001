/// A request that is to be served again and again, every so many days or weeks.
///
///     let weekly = Series(
///         of: request, from: "2026-11-24", every: .weeks(1), times: 8, tolerance: 2,
///         zone: "Europe/Athens", time: "10:00")
public struct Series: Hashable, Sendable {
    /// How far apart two occurrences are wanted.
    public enum Period: Hashable, Sendable {
        /// So many days, 1 … ``Limits/mostDays``.
        case days(Int)
        /// So many weeks, as far as they are that many days.
        case weeks(Int)

        /// The period in days, or `nil` if there is no such number.
        var days: Int? {
            switch self {
            case .days(let count): return count
            case .weeks(let count):
                let (days, overflow) = count.multipliedReportingOverflow(by: 7)
                return overflow ? nil : days
            }
        }
    }

    /// What happens if some occurrence has no opening.
    public enum Completeness: Hashable, Sendable {
        /// Nothing is booked unless everything can be.
        case all
        /// What can be booked is.
        case whatCanBe
    }

    /// What is asked for each time; its windows hold for the whole series.
    public var request: Request
    /// The date wanted for the first occurrence.
    public var first: CivilDate
    /// How far apart two occurrences are wanted.
    public var period: Period
    /// How many occurrences, 1 … ``Limits/mostOccurrences``.
    public var times: Int
    /// How many days earlier or later than wanted an occurrence may be: less than half a period.
    public var tolerance: Int
    /// The IANA name of the zone by whose clock dates and time of day are meant.
    public var zone: String
    /// The time of day wanted; `nil` takes that of the first occurrence found.
    public var time: CivilTime?
    /// What happens if some occurrence has no opening.
    public var completeness: Completeness

    /// A series; its parts are checked when it is used.
    public init(
        of request: Request, from first: CivilDate, every period: Period, times: Int,
        tolerance: Int = 0, zone: String, time: CivilTime? = nil,
        _ completeness: Completeness = .all
    ) {
        self.request = request
        self.first = first
        self.period = period
        self.times = times
        self.tolerance = tolerance
        self.zone = zone
        self.time = time
        self.completeness = completeness
    }
}

/// What became of a series.
public struct SeriesOutcome: Hashable, Sendable {
    /// One occurrence.
    public struct Occurrence: Hashable, Sendable {
        /// What became of it.
        public enum Result: Hashable, Sendable {
            /// It is booked once the events are applied.
            case booked(Appointment.ID, Placement)
            /// It has an opening, but is not booked because another occurrence has none.
            case free(Placement)
            /// It has no opening, and why.
            case short(Shortage)
        }

        /// The date wanted.
        public let date: CivilDate
        /// What became of it.
        public let result: Result
    }

    /// The occurrences in order.
    public let occurrences: [Occurrence]
    /// The events to be stored and applied, in one batch.
    public let events: [Event]
}
