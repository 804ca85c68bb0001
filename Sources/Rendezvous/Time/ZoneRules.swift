/// The offsets of a time zone from UTC for all time, read from a TZif file.
///
///     let athens = ZoneRules.athens
///     athens.local(instant)                      // 2026-11-24T10:00:00+02:00
///     athens.resolve("2026-03-29", "03:30")      // .gap: the clock goes from 03:00 to 04:00
///
/// The engine reads no files: the bytes come in from outside, are checked once (RFC 8536 and
/// RFC 9636, versions 1 to 4) and stay with the value, so that a problem can be stored with exactly
/// the rules it was solved with. Past the last transition of the file its footer rule goes on for
/// ever; a file without one keeps its last offset. Abbreviations and the daylight saving flag are
/// not kept, and files with leap seconds are refused.
///
/// Two values are equal if their names and their bytes are.
public struct ZoneRules: Sendable {
    /// The largest file that is read, in bytes.
    public static let sizeMax = TimeZoneFile.sizeMax
    /// The longest name, in UTF-8 bytes.
    public static let nameSizeMax = 255

    /// The name of the zone as it was given, 1 … 255 bytes: `Europe/Athens`.
    public let name: String
    /// The file as it was given.
    public let bytes: [UInt8]
    /// FNV-1a of ``bytes`` in 64 bits: tells releases apart, is no protection against forgery.
    public let fingerprint: UInt64

    let file: TimeZoneFile

    /// The zone `name` with the rules of a TZif file.
    ///
    /// - Throws: ``ZoneError`` if the name is empty or too long, or if the file is too large, cut
    ///   off or malformed, has leap seconds, has a footer that contradicts its last transition, or
    ///   goes on after its end.
    /// - Complexity: O(*n*) in the number of bytes.
    public init(name: String, tzif bytes: [UInt8]) throws(ZoneError) {
        guard (1...Self.nameSizeMax).contains(name.utf8.count) else {
            throw ZoneError(
                "name (\(name.utf8.count) bytes) must have 1 to \(Self.nameSizeMax)", at: 0)
        }
        self.init(name: name, bytes: bytes, file: try TimeZoneFile(bytes))
    }

    init(name: String, bytes: [UInt8], file: TimeZoneFile) {
        self.name = name
        self.bytes = bytes
        self.file = file
        fingerprint = bytes.reduce(0xcbf2_9ce4_8422_2325) { hash, byte in
            (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
        }
    }

    /// How far the local clock is ahead of UTC at `instant`; negative west of Greenwich.
    ///
    /// - Complexity: O(log *n*) in the number of transitions of the file.
    public func offset(at instant: Instant) -> Seconds {
        Seconds(file.offset(at: instant.secondsSince1970))
    }

    /// What the local calendar and clock show at `instant`, stopping at the first second of the
    /// year 1 and the last second of the year 9999.
    ///
    /// - Complexity: O(log *n*) in the number of transitions of the file.
    public func local(_ instant: Instant) -> LocalDateTime {
        let offset = offset(at: instant)
        let (date, second) = CivilDate.splitting((instant + offset).secondsSince1970)
        return LocalDateTime(date: date, time: CivilTime(secondOfDay: second), offset: offset)
    }

    /// The instants in `interval` at which the offset changes, ascending: those of the file and,
    /// after them, those of its footer rule.
    ///
    /// - Complexity: O(*k* log *n*) for *k* results out of *n*, plus the years of `interval`.
    public func transitions(in interval: Interval) -> [Instant] {
        var result: [Instant] = []
        var time = interval.start.secondsSince1970 - 1
        let limit = interval.end.secondsSince1970 - 1
        while let change = file.nextChange(after: time, upTo: limit) {
            result.append(Instant(secondsSince1970: change.at))
            time = change.at
        }
        return result
    }
}

extension ZoneRules: Hashable {
    /// Whether names and bytes are the same.
    public static func == (left: ZoneRules, right: ZoneRules) -> Bool {
        left.fingerprint == right.fingerprint && left.name == right.name
            && left.bytes == right.bytes
    }

    /// Hashes the name and the ``fingerprint``.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(name)
        hasher.combine(fingerprint)
    }
}

extension ZoneRules: CustomStringConvertible {
    /// The name of the zone.
    public var description: String { name }
}
