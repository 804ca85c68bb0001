/// A meeting of a contact plan that was held.
public struct HeldContact: Hashable, Sendable {
    /// The segment whose plan it belonged to.
    public let segment: Segment.ID
    /// The office that had the case.
    public let office: Office.ID
    /// Which meeting of the plan it was, from 1.
    public let number: Int
    /// The days of the plan.
    public let days: ContactDays
    /// The day on which it was held.
    public let held: CivilDate
    /// The appointment, unless it was recorded without one.
    public let appointment: Appointment.ID?

    /// Whether it was held by its last day.
    public var isInTime: Bool { held <= days.holdBy }
    /// The days from the first on which it might have been held, 0 if it came early.
    public var waitingDays: Int { max(0, held.dayNumber - days.opens.dayNumber) }
}

/// The days of one meeting of a contact plan.
public struct ContactDays: Hashable, Sendable {
    /// The day from which they are counted: the last meeting, else the beginning of the plan.
    public let anchor: CivilDate
    /// The first day on which the meeting may be held.
    public let opens: CivilDate
    /// The last day by which it is to be booked.
    public let bookBy: CivilDate
    /// The last day by which it is to be held.
    public let holdBy: CivilDate
}

/// A way through a contact plan: what was held, and where the plan stands.
struct ContactCourse {
    /// A meeting that may have been one of the plan.
    struct Meeting {
        let date: CivilDate
        /// `nil` for one that was recorded without an appointment.
        let service: Service.ID?
        let appointment: Appointment.ID?
    }

    /// Where a plan stands.
    struct Position: Hashable {
        var segment: Segment.ID
        var office: Office.ID
        /// The last meeting, else the beginning of the plan.
        var anchor: CivilDate
        /// How many meetings of the plan were held.
        var held: Int
    }

    private let cases: Cases
    private let days: OfficeDays
    private(set) var held: [HeldContact] = []
    /// Where the plan stands; `nil` without an open case.
    private(set) var position: Position?

    /// The course of a case, given the meetings that took place in order of date.
    ///
    /// - Complexity: linear in the history, the meetings and the days counted.
    init(_ file: CaseFile, _ meetings: [Meeting], _ cases: Cases, _ days: OfficeDays) {
        self.cases = cases
        self.days = days
        let recorded = file.history.compactMap { passage -> Meeting? in
            guard case .contactRecorded(let date) = passage.step else { return nil }
            return Meeting(date: date, service: nil, appointment: nil)
        }
        var rest = (meetings + recorded).enumerated()
            .sorted { ($0.element.date, $0.offset) < ($1.element.date, $1.offset) }
            .map(\.element)[...]
        for passage in file.history {
            let isLast = if case .closed = passage.step { true } else { false }
            while let next = rest.first,
                next.date < passage.on || (isLast && next.date == passage.on)
            {
                take(next)
                rest.removeFirst()
            }
            take(passage)
        }
        for meeting in rest { take(meeting) }
    }

    private mutating func take(_ passage: CaseFile.Passage) {
        switch passage.step {
        case .opened(let segment, let office):
            position = Position(segment: segment, office: office, anchor: passage.on, held: 0)
        case .profiled(let segment):
            position?.segment = segment
            position?.anchor = passage.on
            position?.held = 0
        case .moved(let office): position?.office = office
        case .closed: position = nil
        case .assigned, .grouped, .needsNoted, .documentNoted, .contactRecorded: break
        }
    }

    private mutating func take(_ meeting: Meeting) {
        guard let now = position, meeting.date >= now.anchor,
            let segment = cases.segment(now.segment, on: now.anchor),
            meeting.service == nil || meeting.service == segment.service,
            let days = Self.days(of: now, cases, days)
        else { return }
        held.append(
            HeldContact(
                segment: now.segment, office: now.office, number: now.held + 1, days: days,
                held: meeting.date, appointment: meeting.appointment))
        position?.anchor = meeting.date
        position?.held += 1
    }

    /// The days of the next meeting of a plan.
    static func days(
        of position: Position, _ cases: Cases, _ days: OfficeDays
    ) -> ContactDays? {
        guard let segment = cases.segment(position.segment, on: position.anchor),
            let stage = segment.stage(after: position.held),
            let opens = stage.opens.day(after: position.anchor, at: position.office, days),
            let book = stage.bookBy.day(after: position.anchor, at: position.office, days),
            let hold = stage.holdBy.day(after: position.anchor, at: position.office, days)
        else { return nil }
        return ContactDays(
            anchor: position.anchor, opens: min(opens, hold), bookBy: min(book, hold), holdBy: hold)
    }
}
