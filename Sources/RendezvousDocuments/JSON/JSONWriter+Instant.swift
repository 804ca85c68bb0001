package import Rendezvous

extension JSONWriter {
    /// An instant in RFC 3339 and UTC, as its description is.
    package mutating func instant(_ instant: Instant) {
        var (day, second) = instant.secondsSince1970.quotientAndRemainder(dividingBy: 86_400)
        if second < 0 { (day, second) = (day - 1, second + 86_400) }
        let civil = CivilDate(dayNumber: Int(day))
        guard civil.dayNumber == day else { return text(instant.description) }
        let (year, month, date) = civil.parts
        quoted { bytes in
            func twoDigits(_ number: Int) {
                bytes.append(UInt8(truncatingIfNeeded: 48 + number / 10))
                bytes.append(UInt8(truncatingIfNeeded: 48 + number % 10))
            }
            twoDigits(year / 100)
            twoDigits(year % 100)
            bytes.append(UInt8(ascii: "-"))
            twoDigits(month)
            bytes.append(UInt8(ascii: "-"))
            twoDigits(date)
            bytes.append(UInt8(ascii: "T"))
            twoDigits(Int(second / 3_600))
            bytes.append(UInt8(ascii: ":"))
            twoDigits(Int(second / 60 % 60))
            bytes.append(UInt8(ascii: ":"))
            twoDigits(Int(second % 60))
            bytes.append(UInt8(ascii: "Z"))
        }
    }

    package mutating func member(_ name: String, _ value: Instant?) {
        guard let value else { return }
        self.name(name)
        instant(value)
    }
}
