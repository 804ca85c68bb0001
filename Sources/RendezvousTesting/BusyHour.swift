public import Rendezvous

/// A small rule written in Swift, for tests: a counsellor starts at most so many appointments in
/// one hour of the clock, the participant's own of the same hour counted once more.
///
///     Policy("calm", .custom("busy-hour", ["most": "2"]))
public struct BusyHour: CustomRule {
    /// The name by which policies refer to the rule.
    public static let name = "busy-hour"

    private let most: Int

    /// The rule with its only parameter, `most`: 1 … 60.
    ///
    /// - Throws: `Refusal` if the parameter is missing or out of range, or if there is another.
    public init(_ parameters: [String: String]) throws(Refusal) {
        guard parameters.count == 1, let most = parameters["most"].flatMap({ Int($0) }),
            (1...60).contains(most)
        else {
            throw Refusal(.invalidValue, "most of rule (busy-hour) must be 1 … 60, alone")
        }
        self.most = most
    }

    /// How many appointments of the hour are too many.
    public func units(_ candidate: Candidate) -> Int {
        let start = candidate.placement.interval.start
        let hour = candidate.localStart.time.secondOfDay / 3_600
        func isInHour(_ appointment: Appointment) -> Bool {
            let seconds = appointment.placement.interval.start - start
            let second = Int64(candidate.localStart.time.secondOfDay) + seconds.count
            return second / 3_600 == Int64(hour) && second >= 0
        }
        let others = candidate.appointmentsOfCounsellor(on: DateRange(candidate.date))
        let own = candidate.appointmentsOfParticipant()
        return max(0, others.count(where: isInHour) + own.count(where: isInHour) + 1 - most)
    }
}
