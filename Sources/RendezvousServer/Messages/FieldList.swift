/// The header fields of a message, in the order in which they came (RFC 9110, 5).
///
/// Names compare without regard to case. A field that came twice is kept twice.
public struct FieldList: Hashable, Sendable {
    /// One field line: a name in lower case, and a value without space around it.
    public struct Field: Hashable, Sendable {
        /// The name, in lower case.
        public var name: String
        /// The value, as sent, without leading and trailing space.
        public var value: String
    }

    /// The fields in order.
    public private(set) var fields: [Field] = []

    /// No fields.
    public init() {}

    /// All values of the field called `name` (lower case), in order. O(fields).
    public func values(_ name: String) -> [String] {
        fields.filter { $0.name == name }.map(\.value)
    }

    /// The value of the field called `name` (lower case) where it came exactly once; nothing where
    /// it is missing or came more than once. O(fields).
    public subscript(name: String) -> String? {
        let found = values(name)
        return found.count == 1 ? found[0] : nil
    }

    /// Adds a field behind the others. `name` is in lower case.
    public mutating func append(_ name: String, _ value: String) {
        append(Field(name: name, value: value))
    }

    /// Adds a field behind the others. Most messages have few: one allocation is enough.
    mutating func append(_ field: Field) {
        if fields.isEmpty { fields.reserveCapacity(8) }
        fields.append(field)
    }

    /// Takes every field called `name` (lower case) away and adds this one.
    public mutating func set(_ name: String, _ value: String) {
        fields.removeAll { $0.name == name }
        append(name, value)
    }
}
