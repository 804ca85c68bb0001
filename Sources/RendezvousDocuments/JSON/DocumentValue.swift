package import Rendezvous

/// A value that documents contain: how it is read and how it is written.
///
/// What is written is read as the same value, and the same value is always written the same.
package protocol DocumentValue {
    init(reading node: Node) throws(DocumentError)
    var written: JSONOutput { get }
}

extension DocumentValue where Self: Equatable {
    /// The value as a member that is left out where it is `standard`.
    package func written(unless standard: Self) -> JSONOutput? { self == standard ? nil : written }
}

/// A value that a text stands for.
package protocol TextValue: DocumentValue {
    /// What the text must be, for messages: `a date such as "2026-11-23"`.
    static var demand: String { get }
    init?(documentText text: String)
    var documentText: String { get }
}

extension TextValue {
    package init(reading node: Node) throws(DocumentError) {
        guard node.isText, let value = Self(documentText: node.content) else {
            throw node.refused("must be \(Self.demand)")
        }
        self = value
    }

    package var written: JSONOutput { .text(documentText) }
}

/// Enumerations are written by their raw values.
extension TextValue where Self: RawRepresentable & CaseIterable, RawValue == String {
    package static var demand: String {
        "one of " + allCases.map { "\"\($0.rawValue)\"" }.joined(separator: ", ")
    }

    package init?(documentText text: String) { self.init(rawValue: text) }

    package var documentText: String { rawValue }
}

extension Channel: TextValue {}
extension Audience: TextValue {}
extension Authority: TextValue {}
extension WorkPlace: TextValue {}
extension Precedence: TextValue {}
extension CancellationReason: TextValue {}
extension Reason: TextValue {}

extension Array: DocumentValue where Element: DocumentValue {
    package init(reading node: Node) throws(DocumentError) {
        self.init()
        for item in try node.items() { append(try Element(reading: item)) }
    }

    package var written: JSONOutput { .list(map(\.written)) }
}

extension Set: DocumentValue where Element: DocumentValue & Comparable {
    /// The set of a list that has nothing twice.
    package init(reading node: Node) throws(DocumentError) {
        self.init()
        for item in try node.items() {
            guard insert(try Element(reading: item)).inserted else {
                throw item.refused("must not come twice")
            }
        }
    }

    package var written: JSONOutput { sorted().written }
}

extension Dictionary where Value: DocumentValue {
    /// The values of an object whose members `keys` names.
    package init(
        reading node: Node, by keys: KeyValuePairs<String, Key>
    ) throws(DocumentError) {
        self.init()
        let members = try node.members(keys.map(\.key))
        for (name, key) in keys { self[key] = try members.optional(name) as Value? }
    }
}

extension String: DocumentValue {
    package init(reading node: Node) throws(DocumentError) { self = try node.string() }

    package var written: JSONOutput { .text(self) }
}

extension Identifier: DocumentValue, TextValue {
    package static var demand: String {
        "an identifier: 1 to \(Limits.identifierBytes) bytes without spaces or control characters"
    }

    package init?(documentText text: String) {
        self.init(text)
        guard isValid else { return nil }
    }

    package var documentText: String { rawValue }
}
