/// The rule for all years in the footer of a TZif file: the `TZ` string of POSIX with the
/// extensions of RFC 9636, section 3.3.1.
///
///     EET-2EEST,M3.5.0/3,M10.5.0/4
///
/// Offsets count seconds east of UTC, the other way round than the string.
struct PosixZone: Hashable, Sendable {
    /// The day of a yearly change.
    enum Day: Hashable, Sendable {
        /// `Jn`: day 1 … 365, 29 February never counted.
        case julian(Int)
        /// `n`: day 0 … 365, 29 February counted.
        case ordinal(Int)
        /// `Mm.w.d`: the first … fourth or (5) last such weekday of a month; 0 is Sunday.
        case weekday(month: Int, week: Int, weekday: Int)
    }

    /// A yearly change: seconds after the start of a day, on the clock in force before it.
    struct YearlyChange: Hashable, Sendable {
        let day: Day
        let time: Int

        /// The change in `year`, in seconds after 1970-01-01T00:00:00 on the local clock.
        func seconds(in year: Int) -> Int64 {
            Int64(dayNumber(in: year)) * 86_400 + Int64(time)
        }

        private func dayNumber(in year: Int) -> Int {
            switch day {
            case .julian(let day):
                let passed29February = CivilDate.isLeap(year) && day >= 60
                return CivilDate.dayNumber(year, 1, 1) + day - (passed29February ? 0 : 1)
            case .ordinal(let day):
                return CivilDate.dayNumber(year, 1, 1) + day
            case .weekday(let month, let week, let weekday):
                let first = CivilDate.dayNumber(year, month, 1)
                let ahead = (weekday + 7 - Weekday(dayNumber: first).rawValue % 7) % 7
                let day = ahead + 7 * (week - 1)
                return first + (day < CivilDate.daysInMonth(month, of: year) ? day : day - 7)
            }
        }
    }

    /// From `at` on, in seconds since 1970-01-01T00:00:00Z, `offset` is in force.
    typealias Change = (at: Int64, offset: Int64)

    /// The offset of standard time.
    let standard: Int64
    /// The offset of daylight saving time.
    let daylight: Int64
    /// When daylight saving time starts and ends; `nil` if there is none.
    let start: YearlyChange?
    let end: YearlyChange?

    /// The offset at `seconds` after 1970-01-01T00:00:00Z: that of the latest change until then.
    ///
    /// Times of day reach from -167 h to 167 h, so a change may lie a week outside its year. Of
    /// changes at one instant the one of the later year holds: this is how a file says "daylight
    /// saving time all year".
    ///
    /// - Complexity: O(1).
    func offset(at seconds: Int64) -> Int64 {
        guard let start, let end else { return standard }
        let year = CivilDate.splitting(seconds).date.year
        var latest: Change = (.min, standard)
        for candidate in (year - 2)...(year + 1) {
            let (first, second) = changes(in: candidate, start, end)
            if first.at <= seconds, first.at >= latest.at { latest = first }
            if second.at <= seconds, second.at >= latest.at { latest = second }
        }
        return latest.offset
    }

    /// The first change of the offset after `seconds` and not after `limit`.
    ///
    /// - Complexity: O(1) for real rules; linear in the years up to `limit` where none changes.
    func nextChange(after seconds: Int64, upTo limit: Int64) -> Change? {
        guard let start, let end else { return nil }
        let before = offset(at: seconds)
        var time = seconds
        while true {
            let year = CivilDate.splitting(time).date.year
            var next = Int64.max
            for candidate in (year - 1)...(year + 2) {
                let (first, second) = changes(in: candidate, start, end)
                if first.at > time { next = min(next, first.at) }
                if second.at > time { next = min(next, second.at) }
            }
            guard next <= limit, next != .max else { return nil }
            let after = offset(at: next)
            if after != before { return (next, after) }
            time = next
        }
    }

    /// Both changes of a year, in their order.
    private func changes(
        in year: Int, _ start: YearlyChange, _ end: YearlyChange
    ) -> (Change, Change) {
        let toDaylight: Change = (start.seconds(in: year) - standard, daylight)
        let toStandard: Change = (end.seconds(in: year) - daylight, standard)
        return toStandard.at < toDaylight.at
            ? (toStandard, toDaylight) : (toDaylight, toStandard)
    }
}

extension PosixZone {
    /// Reads the rule in `bytes[range]`.
    ///
    /// - Parameter hoursMax: The largest hour of a change: 24, or 167 (either sign) from version 3
    ///   of the format on.
    init(bytes: [UInt8], in range: Range<Int>, hoursMax: Int) throws(ZoneError) {
        var parser = Parser(bytes: bytes, position: range.lowerBound, end: range.upperBound)
        try parser.name("standard time name")
        standard = -Int64(try parser.clock("standard time offset", hoursMax: 24, signed: true))
        guard parser.next != nil else {
            (daylight, start, end) = (standard, nil, nil)
            return
        }
        try parser.name("daylight saving time name")
        daylight =
            parser.next == UInt8(ascii: ",")
            ? standard + 3_600
            : -Int64(try parser.clock("daylight saving time offset", hoursMax: 24, signed: true))
        start = try parser.yearlyChange(hoursMax: hoursMax)
        end = try parser.yearlyChange(hoursMax: hoursMax)
        guard parser.next == nil else { throw parser.unexpected("the end of the rule") }
    }

    private struct Parser {
        let bytes: [UInt8]
        var position: Int
        let end: Int

        var next: UInt8? { position < end ? bytes[position] : nil }

        func unexpected(_ wanted: String) -> ZoneError {
            let found = next.map { "byte \($0)" } ?? "end of the footer"
            return ZoneError("footer (\(found)) must have \(wanted) here", at: position)
        }

        mutating func take(_ byte: UInt8) -> Bool {
            guard next == byte else { return false }
            position += 1
            return true
        }

        /// A name of at least three letters, or of letters, digits and signs between `<` and `>`.
        mutating func name(_ what: String) throws(ZoneError) {
            let start = position
            let quoted = take(UInt8(ascii: "<"))
            var count = 0
            while let byte = next, Self.isInName(byte, quoted: quoted) {
                position += 1
                count += 1
            }
            if quoted, !take(UInt8(ascii: ">")) { throw unexpected("\">\"") }
            guard count >= 3 else {
                throw ZoneError("\(what) (\(count) characters) must have at least 3", at: start)
            }
        }

        private static func isInName(_ byte: UInt8, quoted: Bool) -> Bool {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"): quoted
            default: false
            }
        }

        /// `hh[:mm[:ss]]` in seconds, with a sign where one is allowed.
        mutating func clock(
            _ what: String, hoursMax: Int, signed: Bool
        ) throws(ZoneError) -> Int {
            let negative = signed && take(UInt8(ascii: "-"))
            if signed, !negative { _ = take(UInt8(ascii: "+")) }
            var seconds = try number("hours of the \(what)", in: 0...hoursMax) * 3_600
            var unit = 60
            while unit >= 1, take(UInt8(ascii: ":")) {
                let name = "\(unit == 60 ? "minutes" : "seconds") of the \(what)"
                seconds += try number(name, in: 0...59, twoDigits: true) * unit
                unit /= 60
            }
            return negative ? -seconds : seconds
        }

        mutating func number(
            _ what: String, in range: ClosedRange<Int>, twoDigits: Bool = false
        ) throws(ZoneError) -> Int {
            let start = position
            while let byte = next, byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9"),
                position - start < 3
            { position += 1 }
            guard let value = Digits.value(bytes[start..<position]),
                !twoDigits || position - start == 2
            else { throw unexpected("\(twoDigits ? "two" : "one to three") digits (\(what))") }
            guard range.contains(value) else {
                let allowed = "\(range.lowerBound) to \(range.upperBound)"
                throw ZoneError("\(what) (\(value)) must be \(allowed)", at: start)
            }
            return value
        }

        /// `,day[/time]`; the time is 02:00 if none is given.
        mutating func yearlyChange(hoursMax: Int) throws(ZoneError) -> YearlyChange {
            guard take(UInt8(ascii: ",")) else { throw unexpected("\",\"") }
            let day = try day()
            guard take(UInt8(ascii: "/")) else { return YearlyChange(day: day, time: 7_200) }
            let time = try clock("change", hoursMax: hoursMax, signed: hoursMax > 24)
            return YearlyChange(day: day, time: time)
        }

        private mutating func day() throws(ZoneError) -> Day {
            if take(UInt8(ascii: "J")) { return .julian(try number("Julian day", in: 1...365)) }
            guard take(UInt8(ascii: "M")) else {
                return .ordinal(try number("day of the year", in: 0...365))
            }
            let month = try number("month", in: 1...12)
            guard take(UInt8(ascii: ".")) else { throw unexpected("\".\"") }
            let week = try number("week", in: 1...5)
            guard take(UInt8(ascii: ".")) else { throw unexpected("\".\"") }
            return .weekday(
                month: month, week: week, weekday: try number("weekday", in: 0...6))
        }
    }
}
