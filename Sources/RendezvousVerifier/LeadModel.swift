import Rendezvous

/// Leads as Documentation/Policies.md reads them, for one placement.
struct LeadModel {
    let meeting: Examination

    /// The last date that a lead in days reaches to, and whether there is one near enough.
    private enum Day {
        case date(CivilDate)
        case tooFar
    }

    /// How far ahead working days are looked for.
    static let farthest = 1_500

    /// Whether a notice is broken: the lead is over.
    func isOver(_ lead: Lead) -> Bool {
        switch lead {
        case .time(let length): meeting.interval.start < meeting.proposal.at + length
        case .days(let days): meeting.date < meeting.today.advanced(by: days)
        case .workingDays(let days):
            switch workingDay(days) {
            case .date(let last): meeting.date < last
            case .tooFar: true
            }
        }
    }

    /// Whether a release has come.
    func isReleased(_ lead: Lead) -> Bool { isReached(lead, ifTooFar: false) }

    /// Whether a start lies within a horizon.
    func isWithin(_ lead: Lead) -> Bool { isReached(lead, ifTooFar: true) }

    private func isReached(_ lead: Lead, ifTooFar: Bool) -> Bool {
        switch lead {
        case .time(let length): meeting.interval.start <= meeting.proposal.at + length
        case .days(let days): meeting.date <= meeting.today.advanced(by: days)
        case .workingDays(let days):
            switch workingDay(days) {
            case .date(let last): meeting.date <= last
            case .tooFar: ifTooFar
            }
        }
    }

    /// The n-th date after today on which the office has opening hours; the 0-th is today.
    private func workingDay(_ number: Int) -> Day {
        guard number > 0 else { return .date(meeting.today) }
        var left = number
        for distance in 1...Self.farthest {
            let date = meeting.today.advanced(by: distance)
            if meeting.model.openingHours(of: meeting.office.id, on: date).isEmpty { continue }
            left -= 1
            if left == 0 { return .date(date) }
        }
        return .tooFar
    }
}
