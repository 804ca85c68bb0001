/// The name of one entry of the catalogue, a person or a declaration, as the agency writes it.
///
/// `Office.ID` and `Service.ID` are different types, so that one cannot be passed for the other.
/// People are opaque references: never a name or a national number.
public struct Identifier<Entity>: Hashable, Sendable {
    /// The text of the identifier: 1 … ``Limits/identifierBytes`` bytes of UTF-8, without spaces
    /// and control characters. Checked where a command brings it in.
    public let rawValue: String

    /// An identifier of this text, not checked yet.
    public init(_ rawValue: String) { self.rawValue = rawValue }

    /// Whether the text obeys the rules of ``rawValue``.
    public var isValid: Bool {
        let bytes = rawValue.utf8
        guard !bytes.isEmpty, bytes.count <= Limits.identifierBytes else { return false }
        // Of ASCII, what is printed and no space.
        if bytes.allSatisfy({ 0x21 <= $0 && $0 <= 0x7E }) { return true }
        return
            rawValue.unicodeScalars.allSatisfy {
                !$0.properties.isWhitespace && $0.properties.generalCategory != .control
            }
    }
}

extension Identifier: Comparable {
    /// Whether `left` comes before `right`.
    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

extension Identifier: ExpressibleByStringInterpolation, CustomStringConvertible {
    /// An identifier written in the source, with values in it or not: `"c-\(number)"`.
    public init(stringLiteral value: String) { rawValue = value }

    /// The text of the identifier.
    public var description: String { rawValue }
}
