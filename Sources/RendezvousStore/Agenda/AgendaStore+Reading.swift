public import Rendezvous

/// Reading what a store holds without changing anything.
extension AgendaStore {
    /// Visits all records from the first, while nobody decides: each as it is read, and none is
    /// kept. `visit` must not ask anything of the store.
    public func visitRecords(_ visit: (JournalRecord) -> Void) throws(StoreError) {
        var failure: StoreError?
        withoutActuallyEscaping(visit) { visit in
            do throws(StoreError) {
                try alone { [self] () throws(StoreError) in
                    try keeper.visitRecords { visit($0) }
                    try follow()
                }
            } catch {
                failure = error
            }
        }
        if let failure { throw failure }
    }

    /// By how many bytes the journal has grown since it was last written anew
    /// (``compact(at:)``); nothing where a database keeps the records.
    public func growth() throws(StoreError) -> Int? {
        guard let journal = keeper as? Journal else { return nil }
        var bytes = 0
        try alone { bytes = journal.offset }
        return bytes
    }

    /// All events, in order, those of erased people in the form that they have now.
    public func events() throws(StoreError) -> [Event] {
        var folded = Folded()
        var failure: StoreError?
        try visitRecords { record in
            do throws(StoreError) { try folded.take(record) } catch { failure = failure ?? error }
        }
        if let failure { throw failure }
        return folded.events
    }

    /// All events of a journal, read without its lock.
    public static func events(of storage: any Storage) throws(StoreError) -> [Event] {
        var folded = Folded()
        _ = try Journal.open(in: storage, isReadOnly: true) { record throws(StoreError) in
            try folded.take(record)
        }
        return folded.events
    }
}
