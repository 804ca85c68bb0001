internal import Rendezvous

/// A moment of a scenario, by the clock on the wall of its office.
///
///     "2026-11-24 10:15"      // a date and a time
///     "Tue 10:15"             // in the week of the scenario
///     "10:15"                 // on the day that is spoken of, as a rule that of the scenario
///     "Tue", "2026-11-24"     // a whole day
///
/// A text that is none of these is reported by the check that uses it; it stops nothing.
public struct Moment: Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
    /// The text as it was written.
    public let text: String

    /// The moment of a text.
    public init(_ text: String) { self.text = text }

    /// A moment written in the source.
    public init(stringLiteral text: String) { self.text = text }

    /// The text as it was written.
    public var description: String { text }

    /// What moments are, for messages.
    public static let demand =
        "a moment such as \"2026-11-24 10:15\", \"Tue 10:15\", \"10:15\" or \"Tue\""

    /// Whether the text has the form of a moment.
    public var isValid: Bool { (try? parts()) != nil }

    /// A day that a text names.
    enum Day: Hashable {
        case date(CivilDate)
        case weekday(Weekday)
    }

    /// The day and the time, each if it is named.
    func parts() throws(ScenarioError) -> (day: Day?, time: CivilTime?) {
        let words = text.split(separator: " ", omittingEmptySubsequences: false)
        switch words.count {
        case 1:
            if let day = Self.day(words[0]) { return (day, nil) }
            if let time = CivilTime(words[0]) { return (nil, time) }
        case 2:
            if let day = Self.day(words[0]), let time = CivilTime(words[1]) { return (day, time) }
        default: break
        }
        throw ScenarioError("moment (\"\(text)\") must be \(Self.demand)")
    }

    private static func day(_ word: Substring) -> Day? {
        if let date = CivilDate(word) { return .date(date) }
        let index = WallClockText.weekdays.firstIndex { $0 == word }
        return index.flatMap { Weekday(rawValue: $0 + 1) }.map { .weekday($0) }
    }
}

/// Why a scenario cannot be set up: what is wrong with it, and not with a policy.
public struct ScenarioError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong, in one sentence without a full stop.
    public let message: String

    /// An error.
    public init(_ message: String) { self.message = message }

    /// What is wrong.
    public var description: String { message }
}

/// The clock of a scenario: a zone and the day that counts as today.
struct ScenarioClock: Sendable {
    let zone: ZoneRules
    var today: CivilDate

    /// The date that a moment names, `day` if it names none.
    func date(_ moment: Moment, on day: CivilDate? = nil) throws(ScenarioError) -> CivilDate {
        switch try moment.parts().day {
        case .date(let date): return date
        case .weekday(let weekday):
            let monday = today.advanced(by: 1 - today.weekday.rawValue)
            return monday.advanced(by: weekday.rawValue - 1)
        case nil: return day ?? today
        }
    }

    /// The instant of a moment; of two with one reading the earlier.
    func instant(_ moment: Moment, on day: CivilDate? = nil) throws(ScenarioError) -> Instant {
        let date = try date(moment, on: day)
        guard let time = try moment.parts().time else { return zone.start(of: date) }
        switch zone.resolve(date, time) {
        case .unique(let instant), .overlap(let instant, _): return instant
        case .gap:
            throw ScenarioError(
                "moment (\"\(moment)\") must be one that the clock shows: on \(date) it jumps "
                    + "over \(time)")
        }
    }

    /// What the clock shows, as people say it.
    func text(_ instant: Instant) -> String { WallClockText.moment(zone.local(instant)) }
}

/// Days and times as people say them.
enum WallClockText {
    static let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// `Tue 24 Nov 10:15`.
    static func moment(_ local: LocalDateTime) -> String { "\(day(local.date)) \(local.time)" }

    /// `Tue 24 Nov`.
    static func day(_ date: CivilDate) -> String {
        let (_, month, day) = date.parts
        return "\(weekdays[date.weekday.rawValue - 1]) \(day) \(months[month - 1])"
    }
}
