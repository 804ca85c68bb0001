/// What a TZif file (RFC 8536, RFC 9636; versions 1 to 4) says about the offset from UTC.
///
/// Designations, the daylight saving flags and the standard/UT indicators are checked and dropped:
/// nothing here depends on them. Files with leap seconds (`right/…`) are refused, because an
/// ``Instant`` has none.
struct TimeZoneFile: Sendable {
    /// The largest file that is read, in bytes; the largest of the 2025 release has 3.6 kB.
    static let sizeMax = 65_536
    /// The offsets that RFC 9636 allows, in seconds: more than -25 h, less than 26 h.
    static let offsetRange: ClosedRange<Int64> = -89_999...93_599

    /// The offset before the first change, in seconds east of UTC.
    private(set) var initialOffset: Int64
    /// The instants in ``Instant/min`` … ``Instant/max`` at which the offset changes, ascending.
    private(set) var changes: [Int64] = []
    /// The offset from each of ``changes`` on.
    private(set) var offsets: [Int64] = []
    /// The rule that holds from ``ruleStart`` on; `nil` if the last offset stays for ever.
    private(set) var rule: PosixZone?
    /// The last instant of the file's table, or the beginning of time if that is empty.
    private(set) var ruleStart = Int64.min

    /// UTC for ever.
    static let utc = TimeZoneFile(initialOffset: 0)

    private init(initialOffset: Int64) { self.initialOffset = initialOffset }

    /// Reads and checks a whole file.
    ///
    /// - Complexity: O(*n*) in the number of bytes.
    init(_ bytes: [UInt8]) throws(ZoneError) {
        guard bytes.count <= Self.sizeMax else {
            throw ZoneError(
                "file size (\(bytes.count) bytes) must be at most \(Self.sizeMax)",
                at: Self.sizeMax)
        }
        var reader = TimeZoneReader(bytes: bytes)
        var header = try reader.header()
        var timeWidth = 4
        if header.version >= 2 {
            // The first block repeats in 32 bits what the second says in 64; readers skip it.
            try reader.skip(header.dataSize(timeWidth: 4), "32-bit data block")
            let first = header.version
            let start = reader.position
            header = try reader.header()
            guard header.version == first else {
                throw ZoneError(
                    "second version (\(header.version)) must be the first (\(first))", at: start + 4
                )
            }
            timeWidth = 8
        }
        try header.check(timeWidth: timeWidth, at: reader.position, of: bytes.count)
        let table = try reader.table(header, timeWidth: timeWidth)
        initialOffset = table.typeOffsets[0]
        apply(table)
        if header.version >= 2 {
            let start = reader.position
            let footer = try reader.footer(hoursMax: header.version >= 3 ? 167 : 24)
            try apply(footer, after: table.times.last, at: start)
        }
        guard reader.position == bytes.count else {
            throw ZoneError(
                "file size (\(bytes.count) bytes) must be \(reader.position)", at: reader.position)
        }
    }

    private mutating func apply(_ table: TimeZoneReader.Table) {
        for (time, type) in zip(table.times, table.typeIndices) {
            let offset = table.typeOffsets[Int(type)]
            if time <= Instant.min.secondsSince1970 {
                initialOffset = offset
            } else if time <= Instant.max.secondsSince1970, offset != offsets.last ?? initialOffset
            {
                changes.append(time)
                offsets.append(offset)
            }
        }
    }

    private mutating func apply(
        _ footer: PosixZone?, after last: Int64?, at position: Int
    ) throws(ZoneError) {
        guard let footer else { return }
        guard let last else {
            rule = footer
            return
        }
        guard last <= Instant.max.secondsSince1970 else { return }
        if last >= Instant.min.secondsSince1970 {
            // RFC 9636 demands this, and files that break it mean no one thing: some `zic` wrote
            // them for a zone that changed its rules between two transitions.
            let inForce = offsets.last ?? initialOffset
            let ruled = footer.offset(at: last)
            guard ruled == inForce else {
                throw ZoneError(
                    "footer's offset (\(ruled) s) must be the last transition's, \(inForce) s",
                    at: position)
            }
        }
        rule = footer
        ruleStart = last
        expandRule()
    }

    /// Writes the changes of the footer rule of this century into the table, where they are found
    /// ten times as fast.
    private mutating func expandRule() {
        let limit = Int64(CivilDate.dayNumber(2_100, 1, 1)) * 86_400
        guard let rule, ruleStart < limit else { return }
        while let change = rule.nextChange(after: ruleStart, upTo: limit) {
            changes.append(change.at)
            offsets.append(change.offset)
            ruleStart = change.at
        }
    }

    /// The offset at `seconds` after 1970-01-01T00:00:00Z.
    ///
    /// - Complexity: O(log *n*) in the number of changes.
    func offset(at seconds: Int64) -> Int64 {
        if let rule, seconds >= ruleStart { return rule.offset(at: seconds) }
        let index = indexOfFirstChange(after: seconds)
        return index == 0 ? initialOffset : offsets[index - 1]
    }

    /// The first change of the offset after `seconds` and not after `limit`.
    ///
    /// - Complexity: O(log *n*) in the number of changes.
    func nextChange(after seconds: Int64, upTo limit: Int64) -> PosixZone.Change? {
        let index = indexOfFirstChange(after: seconds)
        guard index == changes.count else {
            return changes[index] <= limit ? (changes[index], offsets[index]) : nil
        }
        return rule?.nextChange(after: max(seconds, ruleStart), upTo: limit)
    }

    private func indexOfFirstChange(after seconds: Int64) -> Int {
        var low = 0
        var high = changes.count
        while low < high {
            let middle = (low + high) / 2
            if changes[middle] <= seconds { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

/// Reads the parts of a TZif file in their order.
struct TimeZoneReader {
    /// The counts of a header; all are 0 … 4,294,967,295 until ``check(timeWidth:at:of:)``.
    struct Header {
        let version: Int
        let utIndicatorCount: Int
        let standardIndicatorCount: Int
        let leapCount: Int
        let timeCount: Int
        let typeCount: Int
        let designationCount: Int

        func dataSize(timeWidth: Int) -> Int {
            timeCount * (timeWidth + 1) + typeCount * 6 + designationCount
                + leapCount * (timeWidth + 4) + standardIndicatorCount + utIndicatorCount
        }

        func check(timeWidth: Int, at position: Int, of size: Int) throws(ZoneError) {
            // The six counts are the last 24 bytes of a header.
            let first = position - 24
            guard leapCount == 0 else {
                throw ZoneError("leap second count (\(leapCount)) must be 0", at: first + 8)
            }
            guard typeCount >= 1 else {
                throw ZoneError("type count (0) must be at least 1", at: first + 16)
            }
            guard designationCount >= 1 else {
                throw ZoneError("designation count (0) must be at least 1", at: first + 20)
            }
            let indicators = [utIndicatorCount, standardIndicatorCount]
            for (index, count) in indicators.enumerated() where count != 0 && count != typeCount {
                throw ZoneError(
                    "indicator count (\(count)) must be 0 or \(typeCount)", at: first + 4 * index)
            }
            guard dataSize(timeWidth: timeWidth) <= size - position else {
                throw ZoneError(
                    "data block (\(dataSize(timeWidth: timeWidth)) bytes) must fit the "
                        + "\(size - position) bytes left", at: size)
            }
        }
    }

    /// The table of a data block.
    struct Table {
        var times: [Int64] = []
        var typeIndices: [UInt8] = []
        var typeOffsets: [Int64] = []
    }

    private let bytes: [UInt8]
    private(set) var position = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    mutating func skip(_ count: Int, _ name: String) throws(ZoneError) {
        guard count <= bytes.count - position else {
            throw ZoneError(
                "\(name) (\(count) bytes) must fit the \(bytes.count - position) bytes left",
                at: bytes.count)
        }
        position += count
    }

    mutating func header() throws(ZoneError) -> Header {
        let start = position
        try skip(44, "header")
        for (index, byte) in "TZif".utf8.enumerated() where bytes[start + index] != byte {
            throw ZoneError(
                "magic byte (\(bytes[start + index])) must be \(byte)", at: start + index)
        }
        let version: Int
        switch bytes[start + 4] {
        case 0: version = 1
        case let byte where (UInt8(ascii: "2")...UInt8(ascii: "4")).contains(byte):
            version = Int(byte - UInt8(ascii: "0"))
        case let byte:
            throw ZoneError("version byte (\(byte)) must be 0 or \"2\" to \"4\"", at: start + 4)
        }
        let counts = (0..<6).map { Int(unsigned(at: start + 20 + 4 * $0, width: 4)) }
        return Header(
            version: version, utIndicatorCount: counts[0], standardIndicatorCount: counts[1],
            leapCount: counts[2], timeCount: counts[3], typeCount: counts[4],
            designationCount: counts[5])
    }

    /// The big-endian number at a place that is known to be inside the file.
    private func unsigned(at place: Int, width: Int) -> UInt64 {
        bytes[place..<(place + width)].reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// Reads a data block without leap seconds; `header` has been checked against the file's size.
    mutating func table(_ header: Header, timeWidth: Int) throws(ZoneError) -> Table {
        var table = Table()
        table.times.reserveCapacity(header.timeCount)
        for index in 0..<header.timeCount {
            let value = unsigned(at: position, width: timeWidth)
            let time =
                timeWidth == 4
                ? Int64(Int32(truncatingIfNeeded: value)) : Int64(truncatingIfNeeded: value)
            if let last = table.times.last, time <= last {
                throw ZoneError(
                    "transition \(index) (\(time)) must be later than \(last)", at: position)
            }
            table.times.append(time)
            position += timeWidth
        }
        for _ in 0..<header.timeCount {
            guard bytes[position] < header.typeCount else {
                throw ZoneError(
                    "type index (\(bytes[position])) must be less than \(header.typeCount)",
                    at: position)
            }
            table.typeIndices.append(bytes[position])
            position += 1
        }
        for _ in 0..<header.typeCount { table.typeOffsets.append(try type(header)) }
        position += header.designationCount
        guard bytes[position - 1] == 0 else {
            throw ZoneError(
                "last designation byte (\(bytes[position - 1])) must be 0", at: position - 1)
        }
        try checkIndicators(header)
        return table
    }

    private mutating func type(_ header: Header) throws(ZoneError) -> Int64 {
        let offset = Int64(Int32(truncatingIfNeeded: unsigned(at: position, width: 4)))
        guard TimeZoneFile.offsetRange.contains(offset) else {
            throw ZoneError(
                "offset (\(offset) s) must be \(TimeZoneFile.offsetRange.lowerBound) to "
                    + "\(TimeZoneFile.offsetRange.upperBound)", at: position)
        }
        guard bytes[position + 4] <= 1 else {
            throw ZoneError(
                "daylight saving flag (\(bytes[position + 4])) must be 0 or 1", at: position + 4)
        }
        guard bytes[position + 5] < header.designationCount else {
            throw ZoneError(
                "designation index (\(bytes[position + 5])) must be less than "
                    + "\(header.designationCount)", at: position + 5)
        }
        position += 6
        return offset
    }

    private mutating func checkIndicators(_ header: Header) throws(ZoneError) {
        let standard = position
        let ut = standard + header.standardIndicatorCount
        position = ut + header.utIndicatorCount
        for place in standard..<position where bytes[place] > 1 {
            throw ZoneError("indicator (\(bytes[place])) must be 0 or 1", at: place)
        }
        for index in 0..<header.utIndicatorCount where bytes[ut + index] == 1 {
            guard header.standardIndicatorCount > 0, bytes[standard + index] == 1 else {
                throw ZoneError(
                    "UT indicator (1) must be 0 where standard time is not given", at: ut + index)
            }
        }
    }

    /// Reads the footer, `\nrule\n`; `nil` if the rule is empty.
    mutating func footer(hoursMax: Int) throws(ZoneError) -> PosixZone? {
        let start = position + 1
        guard position < bytes.count, bytes[position] == 10 else {
            throw ZoneError("footer must start with a new line (10)", at: position)
        }
        guard let end = bytes[start...].firstIndex(of: 10) else {
            throw ZoneError("footer must end with a new line (10)", at: bytes.count)
        }
        position = end + 1
        guard start < end else { return nil }
        return try PosixZone(bytes: bytes, in: start..<end, hoursMax: hoursMax)
    }
}
