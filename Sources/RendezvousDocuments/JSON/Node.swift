package import Rendezvous

/// A value of a checked text, to be read as what it must be. Its place in words is worked out for
/// errors only.
package struct Node {
    package let text: JSONText
    package let index: Int

    /// The outermost value.
    package init(_ text: JSONText) { self.init(text, 0) }

    fileprivate init(_ text: JSONText, _ index: Int) {
        self.text = text
        self.index = index
    }

    fileprivate var mark: UInt8 { text.mark(index) }

    package var isText: Bool { mark == UInt8(ascii: "\"") }
    package var isObject: Bool { mark == UInt8(ascii: "{") }
    package var isNull: Bool { mark == UInt8(ascii: "n") }

    /// The error that this value is not what it must be: `path (value) must be …`.
    package func refused(_ demand: String, hint: String = "") -> DocumentError {
        let path = text.path(index)
        let subject = path.isEmpty ? "document" : path
        return error("\(subject) (\(shown)) \(demand)", path: path, hint: hint)
    }

    /// The error that this value is not what it must be, without the value: it says who somebody
    /// is.
    package func refusedUnseen(_ demand: String, hint: String = "") -> DocumentError {
        let path = text.path(index)
        return error("\(path) \(demand)", path: path, hint: hint)
    }

    /// The error that the engine refuses what this value says.
    package func refused(by refusal: Refusal) -> DocumentError {
        let path = text.path(index)
        return DocumentError(
            path.isEmpty ? refusal.message : "\(path): \(refusal.message)", path: path,
            hint: refusal.hint, refusal: refusal, at: text.offset(index), in: text.bytes)
    }

    fileprivate func error(_ message: String, path: String, hint: String = "") -> DocumentError {
        DocumentError(message, path: path, hint: hint, at: text.offset(index), in: text.bytes)
    }

    /// The value as messages show it.
    private var shown: String {
        switch mark {
        case UInt8(ascii: "{"): "an object"
        case UInt8(ascii: "["): "a list"
        case UInt8(ascii: "\""): JSONText.excerpt(text.string(index))
        default: String(text.word(index).prefix(40))
        }
    }
}

/// Plain values and lists.
extension Node {
    /// A text.
    package func string() throws(DocumentError) -> String {
        guard isText else { throw refused("must be a text") }
        return text.string(index)
    }

    /// What a name or text says.
    package var content: String { text.string(index) }

    /// A whole number, written without fraction and exponent; `unit` is what is counted, where the
    /// member's name does not say it.
    package func integer(
        _ range: ClosedRange<Int>, of unit: String? = nil
    ) throws(DocumentError) -> Int {
        guard mark == UInt8(ascii: "-") || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(mark),
            let value = Int(text.word(index)), range.contains(value)
        else {
            let number = "must be a whole number" + (unit.map { " of \($0)" } ?? "")
            throw refused(
                range.upperBound == .max
                    ? "\(number) from \(range.lowerBound) on"
                    : "\(number) from \(range.lowerBound) to \(range.upperBound)")
        }
        return value
    }

    /// A number, with or without a fraction.
    package func decimal(_ range: ClosedRange<Double>) throws(DocumentError) -> Double {
        guard mark == UInt8(ascii: "-") || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(mark),
            let value = Double(text.word(index)), range.contains(value)
        else {
            throw refused(
                range.upperBound == .greatestFiniteMagnitude
                    ? "must be a number from \(Self.short(range.lowerBound)) on"
                    : "must be a number from \(Self.short(range.lowerBound)) to "
                        + Self.short(range.upperBound))
        }
        return value
    }

    private static func short(_ value: Double) -> String {
        value.rounded() == value && value.magnitude < 1e15
            ? String(Int64(value)) : value.description
    }

    /// `true` or `false`.
    package func flag() throws(DocumentError) -> Bool {
        switch mark {
        case UInt8(ascii: "t"): return true
        case UInt8(ascii: "f"): return false
        default: throw refused("must be true or false")
        }
    }

    /// The items of a list.
    package func items() throws(DocumentError) -> [Node] {
        guard mark == UInt8(ascii: "[") else { throw refused("must be a list") }
        var items: [Node] = []
        var child = index + 1
        while child < text.next(index) {
            items.append(Node(text, child))
            child = text.next(child)
        }
        return items
    }
}

/// Objects.
extension Node {
    /// The members of an object, none of which has a name outside `allowed`.
    package func members(_ allowed: [String]) throws(DocumentError) -> Members {
        var values = [Node?](repeating: nil, count: allowed.count)
        for (name, value) in try pairs() {
            guard let place = allowed.firstIndex(of: name.content) else {
                throw name.unknown(allowed)
            }
            values[place] = value
        }
        return Members(node: self, names: allowed, values: values)
    }

    /// The names and values of an object whose names are data, each name once.
    package func pairs() throws(DocumentError) -> [(name: Node, value: Node)] {
        guard isObject else { throw refused("must be an object") }
        var pairs: [(Node, Node)] = []
        var child = index + 1
        while child < text.next(index) {
            pairs.append((Node(text, child), Node(text, child + 1)))
            child = text.next(child + 1)
        }
        return pairs
    }

    /// The member of a name, whatever the others are.
    package func member(_ name: String) throws(DocumentError) -> Node {
        let pair = try pairs().first { $0.name.content == name }
        guard let pair else { throw missing(name) }
        return pair.value
    }

    fileprivate func missing(_ name: String) -> DocumentError {
        let parent = text.path(index)
        let path = parent + JSONText.step(name, first: parent.isEmpty)
        return error("\(path) is missing", path: path)
    }

    private func unknown(_ allowed: [String]) -> DocumentError {
        let path = text.path(index)
        let near = allowed.first { Self.isNear(Array(content.utf8), Array($0.utf8)) }
        return error(
            "\(path) is not a member; allowed: \(allowed.joined(separator: ", "))", path: path,
            hint: near.map { "it is \($0)" } ?? "")
    }

    /// Whether the two differ in capitals only, or in the order, presence or choice of one or two
    /// neighbouring characters.
    private static func isNear(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        let (a, b) = (left.map { $0 | 0x20 }, right.map { $0 | 0x20 })
        let common = zip(a, b).prefix { $0 == $1 }.count
        let (restA, restB) = (a.dropFirst(common), b.dropFirst(common))
        let tail = zip(restA.reversed(), restB.reversed()).prefix { $0 == $1 }.count
        let changes = max(restA.count, restB.count) - tail
        return changes <= min(2, min(a.count, b.count) / 3)
    }
}

/// The members of an object, by name.
package struct Members {
    package let node: Node
    fileprivate let names: [String]
    fileprivate let values: [Node?]

    fileprivate init(node: Node, names: [String], values: [Node?]) {
        self.node = node
        self.names = names
        self.values = values
    }

    /// A member that may be missing.
    package subscript(_ name: String) -> Node? { names.firstIndex(of: name).flatMap { values[$0] } }

    /// A member that must be there.
    package func required(_ name: String) throws(DocumentError) -> Node {
        guard let node = self[name] else { throw node.missing(name) }
        return node
    }

    /// A value that must be there.
    package func value<Value: DocumentValue>(_ name: String) throws(DocumentError) -> Value {
        try Value(reading: required(name))
    }

    /// A value that may be missing.
    package func optional<Value: DocumentValue>(_ name: String) throws(DocumentError) -> Value? {
        guard let node = self[name] else { return nil }
        return try Value(reading: node)
    }

    /// A value that is `standard` where it is missing.
    package func value<Value: DocumentValue>(
        _ name: String, else standard: Value
    ) throws(DocumentError) -> Value {
        try optional(name) ?? standard
    }

    /// A collection that is `standard` where it is missing, and has something in it.
    package func filled<Value: DocumentValue & Collection>(
        _ name: String, else standard: Value
    ) throws(DocumentError) -> Value {
        guard let node = self[name] else { return standard }
        let value = try Value(reading: node)
        guard !value.isEmpty else { throw node.refused("must not be empty") }
        return value
    }
}
