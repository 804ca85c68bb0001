import Rendezvous
import Testing

@testable import RendezvousStore

/// What a journal makes of files that are not what was written.
@Suite struct JournalDamageTests {
    /// A journal of several frames on a simulated disk, and where its frames end.
    struct Sample {
        let storage = SimulatedStorage(seed: 11)
        var records: [JournalRecord] = []
        /// Ends of frames, with the number of records up to there.
        var ends: [(offset: Int, count: Int)] = []
        let name = "journal-1"

        init(frames: Int, seed: UInt64, growth: Int = 0) throws {
            let journal = try Journal.create(in: storage, growth: growth)
            ends.append((journal.segmentSize, 0))
            var random = Seeded(seed)
            for _ in 0..<frames {
                let new = (0...random.below(3)).map { _ in Sample.record(&random) }
                try journal.append(new)
                records += new
                ends.append((journal.segmentSize, records.count))
            }
        }

        /// A record of any kind; some have long runs of zeros, as files of zones have.
        static func record(_ random: inout Seeded) -> JournalRecord {
            var payload = (0..<random.below(90)).map { _ in UInt8(random.below(256)) }
            if random.below(4) == 0 { payload += [UInt8](repeating: 0, count: 700) + [1] }
            switch random.below(5) {
            case 0: return .notice(payload + [1])
            case 1:
                return .result(
                    StoredResult(
                        principal: "p-\(random.below(9))", key: "k-\(random.below(99))",
                        fingerprint: SHA256.digest(of: payload), expires: 5, body: payload))
            default:
                let salt = (0..<16).map { _ in UInt8(random.below(256)) }
                return .audited(
                    AuditedRecord(
                        .event, at: Int64(random.below(99)), by: "desk", payload, salt: salt))
            }
        }

        /// What opening a copy with other bytes gives.
        func open(_ bytes: [UInt8]) throws(StoreError) -> (records: [JournalRecord], torn: Bool) {
            let copy = storage.afterKill(seed: 1)
            copy[name] = bytes
            var found: [JournalRecord] = []
            let journal = try Journal.open(in: copy) { found.append($0) }
            return (found, journal.recovery.torn != nil)
        }

        var bytes: [UInt8] { storage[name] ?? [] }
    }

    /// Where the heading of a frame is cut by the end of a sector, its own zeros were once counted
    /// among those of the content, and a lost sector was taken for damage.
    @Test(arguments: Array(stride(from: 0, to: 512, by: 8)))
    func `a last frame without one of its sectors is torn, wherever it begins`(pad: Int) throws {
        let sample = try Sample(frames: 0, seed: 1)
        let storage = sample.storage.afterKill(seed: 2)
        let journal = try Journal.open(in: storage, growth: 0) { _ in }
        try journal.append([.notice([UInt8](repeating: 0x5A, count: 1 + pad))])
        let start = journal.segmentSize
        try journal.append([.notice([UInt8](repeating: 0xA5, count: 1_500))])
        let bytes = try #require(storage[sample.name])
        var sector = start / 512
        while sector * 512 < bytes.count {
            var other = bytes
            let range = max(start, sector * 512)..<min(bytes.count, sector * 512 + 512)
            other.replaceSubrange(range, with: repeatElement(0, count: range.count))
            let found = try sample.open(other)
            #expect(found.torn && found.records.count == 1, "sector \(sector)")
            sector += 1
        }
    }

    @Test func `what was written comes back, also after zeros written beforehand`() throws {
        for growth in [0, 4_096] {
            let sample = try Sample(frames: 14, seed: 7, growth: growth)
            let (records, torn) = try sample.open(sample.bytes)
            #expect(records == sample.records)
            #expect(!torn)
            #expect((growth > 0) == (sample.bytes.count > (sample.ends.last?.offset ?? 0)))
        }
    }

    @Test func `each length of a file gives the frames that are whole, and no other`() throws {
        let sample = try Sample(frames: 14, seed: 7)
        let bytes = sample.bytes
        for length in 0..<bytes.count {
            let cut = Array(bytes[..<length])
            guard length >= FileHeader.size else {
                #expect(throws: StoreError.self) { _ = try sample.open(cut) }
                continue
            }
            let end = try #require(sample.ends.last { $0.offset <= length })
            let (records, torn) = try sample.open(cut)
            let isPrefix = records == Array(sample.records.prefix(end.count))
            #expect(isPrefix, "length \(length)")
            #expect(torn == (length > end.offset), "length \(length)")
        }
    }

    @Test func `a file that was written to any byte and then filled with zeros is torn there`()
        throws
    {
        let sample = try Sample(frames: 6, seed: 8)
        let bytes = sample.bytes
        let last = try #require(sample.ends.dropLast().last)
        for length in last.offset..<bytes.count {
            let cut = Array(bytes[..<length]) + [UInt8](repeating: 0, count: bytes.count - length)
            let (records, _) = try sample.open(cut)
            let isPrefix = records == Array(sample.records.prefix(last.count))
            #expect(isPrefix, "length \(length)")
        }
    }

    @Test func `each flipped bit is refused, and the place is named`() throws {
        let sample = try Sample(frames: TestScale.factor > 1 ? 12 : 3, seed: 9)
        let bytes = sample.bytes
        var accepted: [Int] = []
        for bit in 0..<(bytes.count * 8) {
            var changed = bytes
            changed[bit / 8] ^= 1 << UInt8(bit % 8)
            do throws(StoreError) {
                _ = try sample.open(changed)
                accepted.append(bit)
            } catch {
                #expect(error.kind == .damaged || error.kind == .unknownVersion)
                #expect(error.message.hasPrefix("journal-1: "), "\(error)")
            }
        }
        #expect(accepted.isEmpty)
    }

    @Test func `a flipped bit in zeros written beforehand loses nothing`() throws {
        let sample = try Sample(frames: 3, seed: 10, growth: 8_192)
        let bytes = sample.bytes
        let end = try #require(sample.ends.last?.offset)
        for bit in stride(from: end * 8, to: bytes.count * 8, by: 97) {
            var changed = bytes
            changed[bit / 8] ^= 1 << UInt8(bit % 8)
            if let (records, torn) = try? sample.open(changed) {
                #expect(records == sample.records)
                #expect(torn)
            }
        }
    }

    @Test func `cut and then flipped, no confirmed frame is lost in silence`() throws {
        let sample = try Sample(frames: 12, seed: 12)
        let bytes = sample.bytes
        var random = Seeded(5)
        for _ in 0..<TestScale.rounds(500) {
            let length = FileHeader.size + 8 + random.below(bytes.count - FileHeader.size - 8)
            var cut = Array(bytes[..<length])
            cut[random.below(length)] ^= 1 << UInt8(random.below(8))
            guard let (records, _) = try? sample.open(cut) else { continue }
            let end = try #require(sample.ends.last { $0.offset <= length })
            // The flip can only have hit the frame that was cut.
            let isPrefix = records == Array(sample.records.prefix(end.count))
            #expect(isPrefix)
        }
    }

    @Test func `frames that are missing, repeated or exchanged are refused`() throws {
        let sample = try Sample(frames: 8, seed: 13)
        let bytes = sample.bytes
        let ends = sample.ends.map(\.offset)
        for index in 0..<8 {
            let frame = bytes[ends[index]..<ends[index + 1]]
            let before = Array(bytes[..<ends[index]])
            let after = Array(bytes[ends[index + 1]...])
            if index < 7 {
                #expect(throws: StoreError.self) { _ = try sample.open(before + after) }
                let zeros = [UInt8](repeating: 0, count: frame.count)
                #expect(throws: StoreError.self) { _ = try sample.open(before + zeros + after) }
            }
            #expect(throws: StoreError.self) { _ = try sample.open(before + frame + frame + after) }
        }
        let other = try Sample(frames: 8, seed: 13)
        #expect(throws: Never.self) { _ = try other.open(other.bytes) }
        let foreign = SimulatedStorage(seed: 99)
        let journal = try Journal.create(in: foreign)
        try journal.append([.notice([1])])
        #expect(throws: StoreError.self) { _ = try sample.open(foreign["journal-1"] ?? []) }
    }

    @Test func `a sector of zeros is damage before the last frame and a torn end in it`() throws {
        let sample = try Sample(frames: 9, seed: 14)
        let bytes = sample.bytes
        let last = try #require(sample.ends.dropLast().last)
        for start in stride(from: 0, to: bytes.count, by: 512) {
            var changed = bytes
            let end = min(start + 512, bytes.count)
            changed.replaceSubrange(start..<end, with: [UInt8](repeating: 0, count: end - start))
            guard changed != bytes else { continue }
            if let (records, _) = try? sample.open(changed) {
                // Only where nothing is left behind the sector can the end not be told.
                let isInLast = start >= last.offset && records.count == last.count
                let isEnd = end == bytes.count && start + 512 > last.offset
                #expect(isInLast || isEnd, "sector at \(start)")
                let isPrefix = records == Array(sample.records.prefix(records.count))
                #expect(isPrefix, "sector at \(start)")
            }
        }
    }

    @Test func `other versions are refused with a word`() throws {
        let sample = try Sample(frames: 1, seed: 15)
        let text = String(decoding: sample.storage["CURRENT"] ?? [], as: UTF8.self)
        let copy = sample.storage.afterKill(seed: 2)
        copy["CURRENT"] = Array("rendezvous-store 2\n\(text.dropFirst(19))".utf8)
        let error = #expect(throws: StoreError.self) { _ = try Journal.open(in: copy) { _ in } }
        #expect(error?.kind == .unknownVersion)
        #expect(error?.message.contains("(2) must be 1") == true)
        copy["CURRENT"] = nil
        let other = #expect(throws: StoreError.self) { _ = try Journal.open(in: copy) { _ in } }
        #expect(other?.kind == .damaged)
        let empty = #expect(throws: StoreError.self) {
            _ = try Journal.open(in: SimulatedStorage(seed: 1)) { _ in }
        }
        #expect(empty?.kind == .missing)
    }
}
