import Rendezvous

/// The texts that stand for instants, lengths of time and stretches of the clock.
enum TextForms {
    /// The instant of an RFC 3339 text, in any offset. Capital T and Z only; a fraction of a second
    /// must be zero, since instants are whole seconds; second 60 does not exist.
    static func instant(_ text: String) -> Instant? {
        let bytes = Array(text.utf8)
        guard bytes.count >= 20, bytes[10] == UInt8(ascii: "T"),
            let date = CivilDate(String(decoding: bytes[..<10], as: UTF8.self)),
            let time = CivilTime(String(decoding: bytes[11..<19], as: UTF8.self)),
            time < .endOfDay
        else { return nil }
        var rest = bytes[19...]
        if rest.first == UInt8(ascii: ".") {
            let zeros = rest.dropFirst().prefix { $0 == UInt8(ascii: "0") }
            guard !zeros.isEmpty else { return nil }
            rest = rest[zeros.endIndex...]
        }
        guard let offset = offset(rest) else { return nil }
        let seconds = Int64(date.dayNumber * 86_400 + time.secondOfDay - offset)
        let instant = Instant(secondsSince1970: seconds)
        return instant.secondsSince1970 == seconds ? instant : nil
    }

    /// The seconds of `Z` or `±hh:mm`.
    private static func offset(_ bytes: ArraySlice<UInt8>) -> Int? {
        let text = String(decoding: bytes, as: UTF8.self)
        guard text != "Z" else { return 0 }
        guard text.utf8.count == 6, let time = CivilTime(text.dropFirst()), time < .endOfDay else {
            return nil
        }
        switch text.first {
        case "+": return time.secondOfDay
        case "-": return -time.secondOfDay
        default: return nil
        }
    }

    /// The length of an ISO 8601 duration in hours, minutes and seconds, each a whole number, at
    /// most once and in this order. Days are left out: they are not always 24 hours.
    static func seconds(_ text: String) -> Seconds? {
        guard text.hasPrefix("PT") else { return nil }
        var units: [(mark: UInt8, seconds: Int64)] = [
            (UInt8(ascii: "H"), 3_600), (UInt8(ascii: "M"), 60), (UInt8(ascii: "S"), 1),
        ]
        var total: Int64 = 0
        var number: Int64?
        for byte in text.utf8.dropFirst(2) {
            if (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
                number = (number ?? 0) * 10 + Int64(byte - UInt8(ascii: "0"))
                guard let number, number < 1_000_000_000_000 else { return nil }
            } else {
                guard let unit = units.firstIndex(where: { $0.mark == byte }), let count = number
                else { return nil }
                total += count * units[unit].seconds
                units.removeFirst(unit + 1)
                number = nil
            }
        }
        return number == nil && units.count < 3 ? Seconds(total) : nil
    }

    /// The ISO 8601 duration of a length.
    static func text(_ length: Seconds) -> String {
        let count = length.count.magnitude
        let parts = [
            count >= 3_600 ? "\(count / 3_600)H" : "",
            count / 60 % 60 > 0 ? "\(count / 60 % 60)M" : "",
            count % 60 > 0 || count == 0 ? "\(count % 60)S" : "",
        ]
        return (length < .zero ? "-PT" : "PT") + parts.joined()
    }

    /// The stretch written `08:00-15:00`; it starts before 24:00.
    static func span(_ text: String) -> CivilSpan? {
        let ends = text.split(separator: "-", omittingEmptySubsequences: false)
        guard ends.count == 2, let from = CivilTime(ends[0]), let to = CivilTime(ends[1]),
            from < .endOfDay
        else { return nil }
        return CivilSpan(from, to)
    }
}
