internal import Rendezvous

/// The bytes of records: a length of four bytes, a kind, and the values, least significant first.
enum RecordCoding {
    /// Adds a record to a payload.
    static func append(_ record: JournalRecord, to bytes: inout [UInt8]) {
        let start = bytes.count
        bytes.append(little: UInt32(0))
        switch record {
        case .audited(let record):
            bytes.append(record.kind.rawValue)
            bytes.append(little: UInt64(bitPattern: record.at))
            bytes += record.salt
            bytes.append(short: record.actor)
            bytes += record.payload
        case .erased(let record):
            bytes.append(3)
            bytes.append(record.kind.rawValue)
            bytes.append(little: UInt64(bitPattern: record.at))
            record.commitment.append(to: &bytes)
            bytes += record.replacement
        case .result(let result):
            bytes.append(4)
            bytes.append(short: result.principal)
            bytes.append(short: result.key)
            result.fingerprint.append(to: &bytes)
            bytes.append(little: UInt64(bitPattern: result.expires))
            bytes += result.body
        case .notice(let key):
            bytes.append(5)
            bytes += key
        case .delivered(let key):
            bytes.append(6)
            bytes += key
        case .seal(let count):
            bytes.append(7)
            bytes.append(little: count)
        }
        let length = UInt32(bytes.count - start - 4)
        for index in 0..<4 {
            bytes[start + index] = UInt8(truncatingIfNeeded: length >> (8 * UInt32(index)))
        }
    }

    /// The records of a payload; `nil` if the bytes are no records.
    static func records(_ bytes: ArraySlice<UInt8>) -> [JournalRecord]? {
        var records: [JournalRecord] = []
        var reader = LittleReader(bytes)
        while !reader.isAtEnd {
            guard let length: UInt32 = reader.number(), length > 0,
                let body = reader.slice(Int(length)), let record = record(body)
            else { return nil }
            records.append(record)
        }
        return records
    }

    private static func record(_ bytes: ArraySlice<UInt8>) -> JournalRecord? {
        var reader = LittleReader(bytes)
        guard let tag: UInt8 = reader.number() else { return nil }
        switch tag {
        case 1, 2:
            guard let kind = AuditedRecord.Kind(rawValue: tag), let at: UInt64 = reader.number(),
                let salt = reader.slice(AuditedRecord.saltSize), let actor = reader.short()
            else { return nil }
            return .audited(
                AuditedRecord(
                    kind, at: Int64(bitPattern: at), by: actor, Array(reader.rest),
                    salt: Array(salt)))
        case 3:
            guard let number: UInt8 = reader.number(),
                let kind = AuditedRecord.Kind(rawValue: number), let at: UInt64 = reader.number(),
                let commitment = reader.slice(Digest.size).flatMap({ Digest($0) })
            else { return nil }
            return .erased(
                ErasedRecord(
                    kind, at: Int64(bitPattern: at), commitment: commitment,
                    replacement: Array(reader.rest)))
        case 4:
            guard let principal = reader.short(), let key = reader.short(),
                let fingerprint = reader.slice(Digest.size).flatMap({ Digest($0) }),
                let expires: UInt64 = reader.number()
            else { return nil }
            return .result(
                StoredResult(
                    principal: principal, key: key, fingerprint: fingerprint,
                    expires: Int64(bitPattern: expires), body: Array(reader.rest)))
        case 5: return .notice(Array(reader.rest))
        case 6: return .delivered(Array(reader.rest))
        case 7: return (reader.number() as UInt64?).map { .seal($0) }
        default: return nil
        }
    }
}

/// Reads numbers, least significant byte first.
struct LittleReader {
    private(set) var rest: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

    var isAtEnd: Bool { rest.isEmpty }

    mutating func number<Number: FixedWidthInteger & UnsignedInteger>() -> Number? {
        let size = Number.bitWidth / 8
        guard rest.count >= size else { return nil }
        var value: Number = 0
        for index in 0..<size {
            value |= Number(rest[rest.startIndex + index]) << Number(8 * index)
        }
        rest = rest.dropFirst(size)
        return value
    }

    mutating func slice(_ count: Int) -> ArraySlice<UInt8>? {
        guard rest.count >= count else { return nil }
        defer { rest = rest.dropFirst(count) }
        return rest.prefix(count)
    }

    /// A text behind one byte with its length.
    mutating func short() -> String? {
        guard let count: UInt8 = number(), let bytes = slice(Int(count)) else { return nil }
        return String(validating: bytes, as: UTF8.self)
    }
}

extension [UInt8] {
    /// Adds a number, the least significant byte first.
    mutating func append(little number: some FixedWidthInteger & UnsignedInteger) {
        for index in 0..<(number.bitWidth / 8) {
            append(UInt8(truncatingIfNeeded: number >> (8 * index)))
        }
    }

    /// Adds a text of at most 255 bytes behind one byte with its length.
    mutating func append(short text: String) {
        let bytes = Array(text.utf8.prefix(255))
        append(UInt8(bytes.count))
        self += bytes
    }
}
