public import Rendezvous

/// The outbox: what people are to be told, kept with what happened until it is delivered (A5).
extension AgendaStore {
    /// The notices that wait for delivery, first come first.
    ///
    /// Whoever delivers asks, sends, and then marks: after a crash between the two a notice is sent
    /// again, and never lost. Its key tells the receiver's system that it is the same.
    ///
    /// - Complexity: O(*n* log *n*) in those that wait.
    public func notices(limit: Int = 100) -> [Notice] {
        withBook { $0.notices(limit) }.compactMap { try? EventLog.decodeNotice($0) }
    }

    /// How many notices wait.
    public var noticeCount: Int { withBook { $0.noticeCount } }

    /// Marks a notice as delivered; whether it was waiting. Of two that mark, one is told `true`.
    ///
    /// - Throws: ``StoreError`` if the mark cannot be kept; the notice then waits on.
    public func markDelivered(_ notice: Notice) throws(StoreError) -> Bool {
        let bytes = EventLog.encode(notice)
        var wasWaiting = false
        try alone { [self] () throws(StoreError) in
            try follow()
            guard withBook({ $0.isWaiting(bytes) }) else { return }
            try keep([.delivered(bytes)])
            wasWaiting = true
        }
        return wasWaiting
    }

    /// Keeps records that change nothing in the agenda.
    func keep(_ records: [JournalRecord], isUrgent: Bool = false) throws(StoreError) {
        try keeper.append(records, [], isUrgent: isUrgent)
        show(records)
    }
}
