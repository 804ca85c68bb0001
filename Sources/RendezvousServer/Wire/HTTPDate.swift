internal import Glibc

/// Dates as messages write them (RFC 9110, 5.6.7: IMF-fixdate).
enum HTTPDate {
    private static let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// The text of an instant, `Sun, 06 Nov 1994 08:49:37 GMT`.
    static func text(secondsSince1970 seconds: Int64) -> String {
        let time = parts(seconds)
        return "\(weekdays[Int(time.weekday)]), \(two(time.day)) \(months[Int(time.month)]) "
            + "\(time.year) \(time.clock) GMT"
    }

    /// The text of an instant as RFC 3339 in UTC, to the millisecond.
    static func timestamp(millisecondsSince1970 milliseconds: Int64) -> String {
        let rest = ((milliseconds % 1_000) + 1_000) % 1_000
        let time = parts((milliseconds - rest) / 1_000)
        let fraction = rest < 10 ? "00\(rest)" : rest < 100 ? "0\(rest)" : "\(rest)"
        return "\(time.year)-\(two(time.month + 1))-\(two(time.day))T"
            + "\(time.clock).\(fraction)Z"
    }

    /// Date and time of day in UTC.
    private struct Parts {
        let (year, month, day): (Int32, Int32, Int32)
        let weekday: Int32
        let (hour, minute, second): (Int32, Int32, Int32)

        var clock: String { "\(two(hour)):\(two(minute)):\(two(second))" }
    }

    /// The parts of an instant, by the C library.
    private static func parts(_ seconds: Int64) -> Parts {
        var second = time_t(seconds)
        var found = unsafe tm()
        _ = unsafe gmtime_r(&second, &found)
        return unsafe Parts(
            year: found.tm_year + 1_900, month: found.tm_mon, day: found.tm_mday,
            weekday: found.tm_wday, hour: found.tm_hour, minute: found.tm_min,
            second: found.tm_sec)
    }

    private static func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
