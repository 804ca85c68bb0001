/// A change of a policy that no test can notice.
public struct EquivalentChange: Hashable, Sendable {
    /// The change, as reports write it: `quiet: hours 12:00-12:30 become 12:05-12:30`.
    public let change: String
    /// Why it makes no difference.
    public let because: String

    /// A declaration.
    public init(_ change: String, because: String) {
        self.change = change
        self.because = because
    }
}
