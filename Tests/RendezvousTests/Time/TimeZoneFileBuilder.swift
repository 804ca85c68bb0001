/// Puts TZif files together byte by byte, right and wrong ones.
struct TimeZoneFileBuilder {
    var version: UInt8 = 2
    var transitions: [(time: Int64, type: UInt8)] = []
    var types: [(offset: Int32, isDaylight: UInt8, designation: UInt8)] = [(0, 0, 0)]
    var designations: [UInt8] = Array("LMT".utf8) + [0]
    var standardIndicators: [UInt8] = []
    var utIndicators: [UInt8] = []
    var leapCount = 0
    var footer: String? = ""

    /// The footer sits at the end: rules past the table are all that differs between such files.
    init(version: UInt8 = 2, offset: Int32 = 0, footer: String? = "") {
        self.version = version
        self.footer = footer
        types = [(offset, 0, 0)]
    }

    var bytes: [UInt8] {
        guard version >= 2 else { return header + block(timeWidth: 4) }
        // Readers skip the first block, so it may be as short as the format allows.
        let first = TimeZoneFileBuilder(version: 1).block(timeWidth: 4)
        var result = header(counts: [0, 0, 0, 0, 1, 4]) + first + header + block(timeWidth: 8)
        if let footer { result += [10] + Array(footer.utf8) + [10] }
        return result
    }

    private var header: [UInt8] {
        header(counts: [
            utIndicators.count, standardIndicators.count, leapCount, transitions.count,
            types.count, designations.count,
        ])
    }

    private func header(counts: [Int]) -> [UInt8] {
        let versionByte = version >= 2 ? UInt8(ascii: "0") + version : 0
        return Array("TZif".utf8) + [versionByte] + [UInt8](repeating: 0, count: 15)
            + counts.flatMap { Self.bigEndian(Int64($0), width: 4) }
    }

    private func block(timeWidth: Int) -> [UInt8] {
        var result = transitions.flatMap { Self.bigEndian($0.time, width: timeWidth) }
        result += transitions.map(\.type)
        for type in types {
            result += Self.bigEndian(Int64(type.offset), width: 4)
            result += [type.isDaylight, type.designation]
        }
        return result + designations + standardIndicators + utIndicators
    }

    private static func bigEndian(_ value: Int64, width: Int) -> [UInt8] {
        (0..<width).map { UInt8(truncatingIfNeeded: value >> Int64(8 * (width - 1 - $0))) }
    }
}
