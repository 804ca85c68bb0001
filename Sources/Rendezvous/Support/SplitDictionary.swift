/// A dictionary in 256 parts: to change a copy of it copies one part, not everything. Nothing
/// depends on the order of its values.
struct SplitDictionary<Handle: Hashable & Sendable, Value: Sendable>: Sendable {
    private var parts = [[Handle: Value]](repeating: [:], count: 256)

    private static func part(_ key: Handle) -> Int {
        Int(UInt(bitPattern: key.hashValue) >> UInt(UInt.bitWidth - 8))
    }

    /// The value of a key.
    ///
    /// - Complexity: O(1) to read; to write, linear in the part if it is shared with a copy.
    subscript(_ key: Handle) -> Value? {
        get { parts[Self.part(key)][key] }
        _modify { yield &parts[Self.part(key)][key] }
    }

    /// The values, in no certain order.
    var values: [Value] { parts.flatMap { $0.values } }
}
