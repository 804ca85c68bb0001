/// Why the store could not do what it was asked. Nothing is half done: what was refused left the
/// store as it was, except ``Kind/stopped``, after which only reading goes on.
public struct StoreError: Error, Hashable, Sendable {
    /// What kind of failure it is.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// There is no store in the folder or database.
        case missing
        /// There is a store already where a new one was to be made.
        case exists
        /// Another process has the store open.
        case locked
        /// A format or version that this release does not know.
        case unknownVersion = "unknown-version"
        /// Bytes are not what was written, and it is not the torn end that a crash leaves.
        case damaged
        /// A value exceeds a limit.
        case tooLarge = "too-large"
        /// The disk is full; reading goes on, and writing as soon as there is space.
        case full
        /// The disk failed at something that could be taken back.
        case failed
        /// The disk did not confirm what was written: this process writes no more.
        case stopped
        /// The same key came with another request.
        case keyReused = "key-reused"
        /// A rule of the agenda refuses it.
        case refused
        /// Somebody else wrote first, again and again.
        case conflict
        /// A library or service that is needed is not there.
        case unavailable
    }

    /// What kind of failure it is.
    public let kind: Kind
    /// What happened, where, and what to try.
    public let message: String

    /// A failure.
    public init(_ kind: Kind, _ message: String) {
        self.kind = kind
        self.message = message
    }

    init(_ error: StorageError) {
        switch error.cause {
        case .missing: self.init(.missing, error.message)
        case .full: self.init(.full, error.message)
        case .exists: self.init(.exists, error.message)
        case .denied, .failed: self.init(.failed, error.message)
        }
    }
}

extension StoreError: CustomStringConvertible {
    /// The message.
    public var description: String { message }
}

/// Runs what may fail in the storage, as the store's own error.
func storing<Result>(
    _ body: () throws(StorageError) -> Result
) throws(StoreError) -> Result {
    do throws(StorageError) { return try body() } catch { throw StoreError(error) }
}

/// The bounds of what a store takes; each is tested at the bound and one beyond.
public enum StoreLimits {
    /// The most bytes that one frame carries: what is confirmed together.
    public static let framePayload = 1 << 20
    /// The most bytes of one record.
    public static let record = 512 << 10
    /// The most bytes of the name of who did something.
    public static let actor = 255
    /// The most bytes of a key that makes a request idempotent.
    public static let key = 255
    /// The most stored results of one principal; older ones give way.
    public static let resultsPerPrincipal = 10_000
    /// The most bytes of the result of a request.
    public static let result = 256 << 10
    /// The bytes kept back for what must still fit on a full disk.
    public static let reserve = 1 << 20
    /// The most fields of contact data of one person.
    public static let contactFields = 32
    /// The most bytes of a contact field's name.
    public static let contactName = 64
    /// The most bytes of a contact field's value.
    public static let contactValue = 2_000
}
