internal import Rendezvous

/// Text in columns, and the ways in which numbers and days are written.
enum Text {
    /// The text with spaces behind it up to a number of characters.
    static func padded(_ text: String, to width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }

    /// A number with commas between thousands: `1,497`.
    static func grouped(_ number: Int) -> String {
        var digits = String(abs(number))
        var groups: [String] = []
        while digits.count > 3 {
            groups.insert(String(digits.suffix(3)), at: 0)
            digits = String(digits.dropLast(3))
        }
        groups.insert(digits, at: 0)
        return (number < 0 ? "-" : "") + groups.joined(separator: ",")
    }

    /// A share with one decimal: `99.0 %`; rounded down, so that 100.0 % means all.
    static func percent(_ part: Int, of whole: Int) -> String {
        guard whole > 0 else { return "100.0 %" }
        let tenths = part * 1_000 / whole
        return "\(tenths / 10).\(tenths % 10) %"
    }

    /// A number with so many decimals, 1 … 9; a dash where it is none.
    static func fixed(_ value: Double, _ decimals: Int) -> String {
        guard value.isFinite, value.magnitude < 1e9 else { return "-" }
        var factor = 1.0
        for _ in 0..<decimals { factor *= 10 }
        let digits = String(Int64((value.magnitude * factor).rounded()))
        let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
        let sign = value < 0 && digits.contains { $0 != "0" } ? "-" : ""
        return sign + padded.dropLast(decimals) + "." + padded.suffix(decimals)
    }

    /// A weekday, day, month and time as people say them, the day in two places:
    /// `Tue 24 Nov 10:00`.
    static func moment(_ local: LocalDateTime) -> String {
        let text = day(local.date)
        return (local.date.parts.day < 10 ? text.prefix(4) + " " + text.dropFirst(4) : text[...])
            + " \(local.time)"
    }

    /// A weekday, day and month: `Tue 24 Nov`.
    static func day(_ date: CivilDate) -> String {
        let months = [
            "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
        ]
        let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
        let (_, month, day) = date.parts
        return "\(weekdays[date.weekday.rawValue - 1]) \(day) \(months[month - 1])"
    }
}
