internal import Rendezvous

/// Dates as messages write them (RFC 9110, 5.6.7: IMF-fixdate).
enum HTTPDate {
    private static let weekdays = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// The text of an instant, `Sun, 06 Nov 1994 08:49:37 GMT`.
    static func text(secondsSince1970 seconds: Int64) -> String {
        let day = Int(seconds.quotientFloor(86_400))
        let second = Int(seconds) - day * 86_400
        let parts = CivilDate(dayNumber: day).parts
        // Day 0, the first of January 1970, was a Thursday.
        let weekday = weekdays[((day % 7) + 7) % 7]
        return "\(weekday), \(two(parts.day)) \(months[parts.month - 1]) \(parts.year) "
            + "\(two(second / 3_600)):\(two(second / 60 % 60)):\(two(second % 60)) GMT"
    }

    /// The text of an instant as RFC 3339 in UTC, to the millisecond.
    static func timestamp(millisecondsSince1970 milliseconds: Int64) -> String {
        let seconds = milliseconds.quotientFloor(1_000)
        let day = Int(seconds.quotientFloor(86_400))
        let second = Int(seconds) - day * 86_400
        let rest = Int(milliseconds - seconds * 1_000)
        let fraction = rest < 10 ? "00\(rest)" : rest < 100 ? "0\(rest)" : "\(rest)"
        let parts = CivilDate(dayNumber: day).parts
        return "\(parts.year)-\(two(parts.month))-\(two(parts.day))T"
            + "\(two(second / 3_600)):\(two(second / 60 % 60)):\(two(second % 60)).\(fraction)Z"
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

extension Int64 {
    /// The quotient rounded towards the past, so that a second of 1969 has its own day.
    fileprivate func quotientFloor(_ divisor: Int64) -> Int64 {
        let quotient = self / divisor
        return self % divisor < 0 ? quotient - 1 : quotient
    }
}
