internal import Foundation
internal import Rendezvous

/// Works the chain of the audit out again while the records are still being read: whoever reads
/// works out the commitments, and a thread of its own links them (A18).
///
/// One thread gives it records, in their order.
public final class AuditReading: @unchecked Sendable {
    private struct Link {
        let kind: AuditedRecord.Kind
        let at: Int64
        let commitment: Digest
    }

    /// How many links change hands at once.
    private static let batch = 4_096

    private var links: [Link] = []
    /// Where the linking is; belongs to `linking` until ``finish()``.
    private var chain = AuditChain()
    private var isFound: Bool
    private let noted: AuditChain?
    private let linking = DispatchQueue(label: "rendezvous.audit")
    /// So that a slow chain holds up the reader instead of filling the memory.
    private let ahead = DispatchSemaphore(value: 4)

    /// A reading that has seen nothing yet.
    ///
    /// - Parameter noted: A head that was noted earlier, to be looked for on the way.
    public init(lookingFor noted: AuditChain? = nil) {
        self.noted = noted
        isFound = noted == AuditChain()
    }

    /// Takes in a record, if it is a link.
    ///
    /// - Complexity: linear in the record.
    public func take(_ record: JournalRecord) {
        switch record {
        case .audited(let record):
            links.append(Link(kind: record.kind, at: record.at, commitment: record.commitment))
        case .erased(let record):
            links.append(Link(kind: record.kind, at: record.at, commitment: record.commitment))
        case .result, .notice, .delivered, .seal: return
        }
        if links.count == Self.batch { handOver() }
    }

    /// The chain of all records taken in, and whether the head noted earlier is one of its links.
    public func finish() -> (chain: AuditChain, containsNoted: Bool) {
        handOver()
        return linking.sync { (chain, isFound) }
    }

    private func handOver() {
        let links = links
        self.links = []
        self.links.reserveCapacity(Self.batch)
        ahead.wait()
        linking.async { [self] in
            for link in links {
                chain.append(link.kind, at: link.at, link.commitment)
                if chain == noted { isFound = true }
            }
            ahead.signal()
        }
    }
}
