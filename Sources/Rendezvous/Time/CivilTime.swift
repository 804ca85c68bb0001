/// A reading of the wall clock from 00:00 to 24:00, without a date or a zone.
///
/// 24:00 is the end of a day, so that "until midnight" can be written; ends of shifts that lie on
/// the next day are written as a time not later than their start.
public struct CivilTime: Hashable, Sendable, Comparable {
    /// Seconds since the wall clock's midnight, 0 … 86,400.
    public let secondOfDay: Int

    /// The time `secondOfDay` after midnight, moved into 0 … 86,400 if outside.
    public init(secondOfDay: Int) {
        self.secondOfDay = Swift.max(0, Swift.min(86_400, secondOfDay))
    }

    /// The time with these parts, or `nil` if there is none; only 24:00:00 has hour 24.
    public init?(hour: Int, minute: Int, second: Int = 0) {
        guard (0...24).contains(hour), (0...59).contains(minute), (0...59).contains(second),
            hour < 24 || (minute == 0 && second == 0)
        else { return nil }
        secondOfDay = hour * 3_600 + minute * 60 + second
    }

    /// The time written `HH:mm` or `HH:mm:ss`, or `nil` if `text` is anything else.
    public init?(_ text: some StringProtocol) {
        let bytes = Array(text.utf8)
        guard bytes.count == 5 || bytes.count == 8, bytes[2] == UInt8(ascii: ":"),
            let hour = Digits.value(bytes[0..<2]), let minute = Digits.value(bytes[3..<5])
        else { return nil }
        guard bytes.count == 8 else {
            self.init(hour: hour, minute: minute)
            return
        }
        guard bytes[5] == UInt8(ascii: ":"), let second = Digits.value(bytes[6..<8]) else {
            return nil
        }
        self.init(hour: hour, minute: minute, second: second)
    }

    /// The start of the day, 00:00.
    public static let midnight = CivilTime(secondOfDay: 0)
    /// The end of the day, 24:00.
    public static let endOfDay = CivilTime(secondOfDay: 86_400)

    /// The hour, 0 … 24.
    public var hour: Int { secondOfDay / 3_600 }
    /// The minute of the hour, 0 … 59.
    public var minute: Int { secondOfDay / 60 % 60 }
    /// The second of the minute, 0 … 59.
    public var second: Int { secondOfDay % 60 }

    /// Whether `left` comes before `right`.
    public static func < (left: CivilTime, right: CivilTime) -> Bool {
        left.secondOfDay < right.secondOfDay
    }

    var fullDescription: String {
        "\(Digits.text(hour, width: 2)):\(Digits.text(minute, width: 2)):"
            + Digits.text(second, width: 2)
    }
}

extension CivilTime: CustomStringConvertible {
    /// The time as `HH:mm`, with `:ss` only where there are seconds.
    public var description: String {
        second == 0
            ? "\(Digits.text(hour, width: 2)):\(Digits.text(minute, width: 2))" : fullDescription
    }
}

extension CivilTime: ExpressibleByStringLiteral {
    /// A time written in the source; a literal that is no time stops the program. Text from outside
    /// goes through ``init(_:)``.
    public init(stringLiteral text: String) {
        guard let time = CivilTime(text) else {
            preconditionFailure("The literal \"\(text)\" is no time; write \"HH:mm\".")
        }
        self = time
    }
}
