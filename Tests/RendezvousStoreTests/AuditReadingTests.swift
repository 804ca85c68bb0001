import Rendezvous
import Testing

@testable import RendezvousStore

/// The chain worked out by two threads is the chain worked out by one.
struct AuditReadingTests {
    private func record(_ number: Int) -> JournalRecord {
        let salt = [UInt8](repeating: UInt8(truncatingIfNeeded: number), count: 16)
        switch number % 5 {
        case 0, 1, 2:
            return .audited(
                AuditedRecord(
                    number % 2 == 0 ? .event : .access, at: Int64(number), by: "desk-\(number)",
                    Array("content \(number)".utf8), salt: salt))
        case 3:
            return .erased(
                ErasedRecord(
                    .event, at: Int64(number), commitment: SHA256.digest(of: salt),
                    replacement: []))
        default: return .notice(salt)
        }
    }

    @Test(arguments: [0, 1, 5, 5_119, 5_120, 5_121, 30_000])
    func `A chain that two threads work out ends where one thread's ends`(count: Int) {
        let reading = AuditReading()
        var chain = AuditChain()
        for number in 0..<count {
            reading.take(record(number))
            chain.append(record(number))
        }
        #expect(reading.finish().chain == chain)
    }

    @Test func `A head noted earlier is found at its place and nowhere else`() {
        var heads = [AuditChain()]
        for number in 0..<6_000 {
            var next = heads[heads.count - 1]
            next.append(record(number))
            if next != heads[heads.count - 1] { heads.append(next) }
        }
        func finds(_ noted: AuditChain) -> Bool {
            let reading = AuditReading(lookingFor: noted)
            for number in 0..<6_000 { reading.take(record(number)) }
            return reading.finish().containsNoted
        }
        for place in [0, 1, 4_095, 4_096, 4_097, heads.count - 1] { #expect(finds(heads[place])) }
        #expect(!finds(AuditChain(sequence: 7, head: heads[8].head)))
        #expect(!finds(AuditChain(sequence: .max)))
    }
}
