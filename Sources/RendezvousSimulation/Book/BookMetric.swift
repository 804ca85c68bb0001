/// The measures of an appointment book. Definitions are those of Documentation/Simulation.md.
///
/// Clients are counted who asked after the warm-up; places and minutes from the warm-up to the end.
public enum BookMetric: String, Hashable, Sendable, CaseIterable {
    /// Clients who asked.
    case requests
    /// Of these, who got an appointment, at once or from the waiting list.
    case booked
    /// Who got none.
    case refused
    /// Who was on the waiting list when the run ended.
    case stillWaiting
    /// Appointments filled from the waiting list.
    case refilled
    /// Appointments called off by clients.
    case cancelled
    /// Appointments to which nobody came.
    case missed
    /// Appointments that took place.
    case attended
    /// Clients with an appointment ahead when the run ended.
    case stillBooked
    /// Days from asking to the start of the appointment, the mean over those booked.
    case leadDays
    /// Its median and its 90 % quantile, at most 0.8 % off.
    case leadDaysMedian, leadDays90
    /// The share of all who asked (and do not wait still) with an appointment within the target.
    case withinTarget
    /// Missed over missed and attended.
    case missedShare
    /// Attended with the client's own counsellor, of those who have one.
    case ownCounsellorShare
    /// Minutes in the waiting room past the appointment or one's own arrival, whichever is later,
    /// the mean over those attended.
    case waitMinutes
    /// Minutes that counsellors work past the end of their day, the mean over the days worked.
    case overtimeMinutes
    /// The time in meetings over the working time.
    case utilisation
    /// The time booked, whether or not somebody came, over the working time.
    case filled
    /// Jain's index of the time in meetings over the counsellors' working time: 1 is even.
    case loadEvenness
    /// Appointments moved to another counsellor by an absence, with consent.
    case moved
    /// Of those who were asked to move, who declined.
    case declined
    /// Clients whose appointment fell to an absence and who found no other.
    case lost
    /// Who waits in the waiting room, the mean over the days; intervals are half hours of the day.
    case queue
}

/// One number of the results for each metric, in a fixed order.
struct BookLayout: Sendable {
    /// Of these there is a value for each stream of clients too.
    static let byGroup: [BookMetric] = [
        .requests, .booked, .refused, .missed, .attended, .leadDays, .leadDays90, .withinTarget,
        .missedShare, .waitMinutes,
    ]

    let metrics: [StudyMetric]
    /// The number of weeks, the last perhaps shorter.
    let weeks: Int

    init(_ scenario: BookScenario) {
        weeks = (scenario.days - scenario.warmUp + 6) / 7
        var metrics = BookMetric.allCases.filter { $0 != .queue }.map { StudyMetric($0.rawValue) }
        for stream in scenario.clients {
            metrics += Self.byGroup.map { StudyMetric($0.rawValue, group: stream.id) }
        }
        metrics += (0..<weeks).map { StudyMetric(BookMetric.leadDays.rawValue, interval: $0) }
        metrics += (0..<24).map { StudyMetric(BookMetric.utilisation.rawValue, interval: $0) }
        metrics += (0..<48).map { StudyMetric(BookMetric.queue.rawValue, interval: $0) }
        self.metrics = metrics
    }
}
