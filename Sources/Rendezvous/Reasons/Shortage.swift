/// Why a search found nothing: how many counsellor-days fell to which rule first.
///
/// A counsellor-day is one counsellor on one day of the time asked for. Each is counted once, under
/// the first reason in the order of ``Reason`` that left nothing of it.
public struct Shortage: Hashable, Sendable {
    /// How many counsellor-days fell to one reason.
    public struct Count: Hashable, Sendable {
        /// The reason.
        public let reason: Reason
        /// The number of counsellor-days, at least 1.
        public let counsellorDays: Int

        /// A count.
        public init(_ reason: Reason, counsellorDays: Int) {
            self.reason = reason
            self.counsellorDays = counsellorDays
        }
    }

    /// The counsellor-days that were looked at.
    public let counsellorDays: Int
    /// The counts, in the order of ``Reason``; they add up to ``counsellorDays``.
    public let counts: [Count]

    /// A shortage.
    public init(counsellorDays: Int, counts: [Count]) {
        self.counsellorDays = counsellorDays
        self.counts = counts
    }
}
