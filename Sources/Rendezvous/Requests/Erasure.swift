/// A person's salt: random bytes that the host draws, so that commitments to what is of a special
/// category tell nothing once the salt is erased.
public struct Salt: Hashable, Sendable {
    /// The bytes, at least ``Limits/saltBytes`` and at most 64; none where the salt was erased.
    public var bytes: [UInt8]

    /// A salt of these bytes.
    public init(_ bytes: [UInt8]) { self.bytes = bytes }

    func check() throws(Refusal) {
        try Check.number(bytes.count, "bytes of a salt", in: Limits.saltBytes...64)
    }
}

/// What stands in a log in the place of what was erased.
public struct Tombstone: Hashable, Sendable {
    /// SHA-256 of the person's salt, the event without what was erased, and the event as it was:
    /// proof that nobody put something else in its place, as long as somebody has both. `nil` where
    /// the person had no salt.
    public var commitment: [UInt8]?

    /// A tombstone.
    public init(commitment: [UInt8]?) { self.commitment = commitment }
}
