internal import Rendezvous

/// A piece of HTML whose changing parts are escaped by construction.
///
///     let greeting: HTML = "<p class=\"lead\">\(name)</p>"
///
/// What stands in the source is markup; what is put in between is text, and is escaped so that it
/// stays text between tags and in quoted attributes, unless it is a piece of HTML itself. Text that
/// comes at run time cannot become markup: literals are static.
struct HTML: Sendable, ExpressibleByStringInterpolation {
    /// The markup.
    fileprivate(set) var markup: String

    /// Nothing.
    init() { markup = "" }

    /// Markup of the source.
    init(stringLiteral markup: StaticString) { self.markup = markup.description }

    /// Markup of the source with what was put in between.
    init(stringInterpolation: Parts) { markup = stringInterpolation.markup }

    /// Text, escaped.
    init(text: String) { markup = Self.escaped(text) }

    /// The pieces one behind the other.
    init(_ pieces: some Sequence<HTML>) {
        markup = pieces.reduce(into: "") { $0 += $1.markup }
    }

    /// Adds a piece behind the others.
    static func += (left: inout HTML, right: HTML) { left.markup += right.markup }

    /// Whether there is nothing.
    var isEmpty: Bool { markup.isEmpty }

    /// What collects the parts of an interpolated literal.
    struct Parts: StringInterpolationProtocol {
        fileprivate var markup = ""

        init(literalCapacity: Int, interpolationCount: Int) {
            markup.reserveCapacity(literalCapacity + 16 * interpolationCount)
        }

        mutating func appendLiteral(_ literal: StaticString) { markup += literal.description }

        /// Text, escaped.
        mutating func appendInterpolation(_ text: String) { markup += HTML.escaped(text) }

        /// A number.
        mutating func appendInterpolation(_ number: Int) { markup += String(number) }

        /// An identifier, escaped.
        mutating func appendInterpolation<Entity>(_ id: Identifier<Entity>) {
            markup += HTML.escaped(id.rawValue)
        }

        /// A piece, as it is.
        mutating func appendInterpolation(_ piece: HTML) { markup += piece.markup }

        /// A piece where there is one.
        mutating func appendInterpolation(_ piece: HTML?) { markup += piece?.markup ?? "" }

        /// Pieces, one behind the other.
        mutating func appendInterpolation(_ pieces: [HTML]) {
            for piece in pieces { markup += piece.markup }
        }

        /// A piece under a condition, such as an attribute without value.
        mutating func appendInterpolation(_ piece: @autoclosure () -> HTML, if holds: Bool) {
            if holds { markup += piece().markup }
        }
    }

    /// Text in which nothing is markup, between tags and in quoted attributes alike. Characters
    /// that HTML does not allow become the replacement character.
    static func escaped(_ text: String) -> String {
        var result: [UInt8] = []
        result.reserveCapacity(text.utf8.count)
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "&"): result += Array("&amp;".utf8)
            case UInt8(ascii: "<"): result += Array("&lt;".utf8)
            case UInt8(ascii: ">"): result += Array("&gt;".utf8)
            case UInt8(ascii: "\""): result += Array("&quot;".utf8)
            case UInt8(ascii: "'"): result += Array("&#39;".utf8)
            case 0x09, 0x0A: result.append(byte)
            case 0..<0x20, 0x7F: result += [0xEF, 0xBF, 0xBD]
            default: result.append(byte)
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}

extension Sequence {
    /// A piece of HTML for each element, one behind the other.
    func html(_ piece: (Element) -> HTML) -> HTML { HTML(map(piece)) }
}

extension HTML {
    /// One piece behind another.
    static func + (left: HTML, right: HTML) -> HTML {
        var both = left
        both += right
        return both
    }
}
