internal import Rendezvous

/// Where an agenda's records are kept: a journal on this machine, or a database.
protocol RecordKeeper: AnyObject {
    /// The chain of the audit at the last record.
    var chain: AuditChain { get }
    /// Whether ``append(_:_:isUrgent:)`` wants to know what is occupied.
    var guardsOccupancy: Bool { get }
    /// Keeps records, all or none, and returns when they are safe.
    ///
    /// - Throws: ``StoreError/Kind/conflict`` if others wrote first; follow them and decide again.
    func append(
        _ records: [JournalRecord], _ occupancy: [Occupation], isUrgent: Bool
    ) throws(StoreError)
    /// Visits what others wrote since; `true`, and no visit, if everything was rewritten.
    func follow(_ visit: (JournalRecord) throws(StoreError) -> Void) throws(StoreError) -> Bool
    /// Writes everything anew; see ``Journal/compact(keepsPrevious:_:)``.
    func rewrite(
        _ rewrite: (JournalRecord) throws(StoreError) -> JournalRecord?
    ) throws(StoreError)
    /// Visits all records from the first.
    func visitRecords(
        _ visit: (JournalRecord) throws(StoreError) -> Void
    ) throws(StoreError)
    /// Bytes that nobody can guess.
    func randomBytes(_ count: Int) -> [UInt8]
}

extension Journal: RecordKeeper {
    var guardsOccupancy: Bool { false }

    func append(
        _ records: [JournalRecord], _ occupancy: [Occupation], isUrgent: Bool
    ) throws(StoreError) {
        try append(records, isUrgent: isUrgent)
    }

    func follow(_ visit: (JournalRecord) throws(StoreError) -> Void) throws(StoreError) -> Bool {
        false
    }

    func rewrite(
        _ rewrite: (JournalRecord) throws(StoreError) -> JournalRecord?
    ) throws(StoreError) {
        try compact(keepsPrevious: false, rewrite)
    }

    func visitRecords(
        _ visit: (JournalRecord) throws(StoreError) -> Void
    ) throws(StoreError) { try visitAll(visit) }

    func randomBytes(_ count: Int) -> [UInt8] { storage.randomBytes(count) }
}
