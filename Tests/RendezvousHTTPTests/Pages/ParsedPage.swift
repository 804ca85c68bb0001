/// A page taken apart by the strict rules that our own markup keeps: every tag is closed, every
/// attribute is quoted, every identifier is there once. It shares nothing with what writes pages.
final class Element {
    let name: String
    let attributes: [String: String]
    private(set) var children: [Node] = []
    private(set) weak var parent: Element?

    /// An element or a text.
    enum Node {
        case element(Element)
        case text(String)
    }

    init(_ name: String, _ attributes: [String: String], in parent: Element?) {
        self.name = name
        self.attributes = attributes
        self.parent = parent
    }

    func add(_ node: Node) { children.append(node) }

    subscript(attribute: String) -> String? { attributes[attribute] }

    var classes: [String] { (self["class"] ?? "").split(separator: " ").map(String.init) }

    /// All elements inside, in order of the document.
    var all: [Element] {
        children.flatMap { node -> [Element] in
            if case .element(let element) = node { [element] + element.all } else { [] }
        }
    }

    /// All elements of a name inside.
    func all(_ name: String) -> [Element] { all.filter { $0.name == name } }

    /// The text inside, with single spaces.
    var text: String {
        children.map { node in
            switch node {
            case .text(let text): text
            case .element(let element): element.text
            }
        }.joined().split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// The pieces of text inside, each with the language that holds for it.
    func texts(in language: String) -> [(language: String, text: String)] {
        let own = self["lang"] ?? language
        // What is chosen from, and titles, hold names of the catalogue without their language.
        guard !["script", "style", "option", "title"].contains(name) else { return [] }
        return children.flatMap { node -> [(language: String, text: String)] in
            switch node {
            case .text(let text):
                let trimmed = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
                return trimmed.isEmpty ? [] : [(own, trimmed)]
            case .element(let element): return element.texts(in: own)
            }
        }
    }

    /// Whether the element or one around it fulfils a condition.
    func isInside(_ condition: (Element) -> Bool) -> Bool {
        if condition(self) { return true }
        return parent?.isInside(condition) ?? false
    }
}

/// What is wrong with markup.
struct MarkupFault: Error, CustomStringConvertible {
    let description: String
}

/// Reads markup strictly.
struct PageParser {
    private let text: [Character]
    private var place = 0
    private var open: [Element] = []
    private static let void: Set<String> = [
        "meta", "link", "input", "br", "hr", "img", "rect", "line", "path",
    ]

    static func parse(_ markup: String) throws -> Element {
        var parser = PageParser(markup)
        return try parser.run()
    }

    private init(_ markup: String) { text = Array(markup) }

    private mutating func run() throws -> Element {
        let root = Element("#document", [:], in: nil)
        open = [root]
        guard String(text.prefix(15)) == "<!DOCTYPE html>" else {
            throw MarkupFault(description: "the page must begin with its document type")
        }
        place = 15
        while place < text.count {
            if text[place] == "<" { try tag() } else { try characters() }
        }
        guard open.count == 1 else {
            throw MarkupFault(description: "\(open.last?.name ?? "") is not closed")
        }
        return root
    }

    private mutating func characters() throws {
        let start = place
        while place < text.count, text[place] != "<" { place += 1 }
        open.last?.add(.text(try Self.decoded(String(text[start..<place]))))
    }

    private mutating func tag() throws {
        place += 1
        let isEnd = place < text.count && text[place] == "/"
        if isEnd { place += 1 }
        let name = word { $0.isLetter || $0.isNumber }
        guard !name.isEmpty else { throw MarkupFault(description: "no name behind <") }
        if isEnd {
            guard take(">"), open.last?.name == name else {
                throw MarkupFault(
                    description: "</\(name)> closes \(open.last?.name ?? "nothing")")
            }
            open.removeLast()
            return
        }
        var attributes: [String: String] = [:]
        while true {
            let hadSpace = skipSpace()
            if place + 1 < text.count, text[place] == "/", text[place + 1] == ">" {
                place += 2
                open.last?.add(.element(Element(name, attributes, in: open.last)))
                return
            }
            if take(">") { break }
            guard hadSpace else { throw MarkupFault(description: "no space in <\(name)>") }
            let attribute = word { $0 != "=" && $0 != ">" && $0 != "/" && !$0.isWhitespace }
            guard !attribute.isEmpty, attributes[attribute] == nil else {
                throw MarkupFault(description: "attribute \(attribute) of <\(name)>")
            }
            attributes[attribute] = try take("=") ? quoted(name) : ""
        }
        let element = Element(name, attributes, in: open.last)
        open.last?.add(.element(element))
        if !Self.void.contains(name) { open.append(element) }
        if name == "script", open.last?.name == "script" {
            guard String(text[place...].prefix(9)) == "</script>" else {
                throw MarkupFault(description: "a script stands in the page")
            }
        }
    }

    private mutating func quoted(_ name: String) throws -> String {
        guard take("\"") else { throw MarkupFault(description: "value without quotes, <\(name)>") }
        let value = word { $0 != "\"" }
        guard take("\""), !value.contains("<") else {
            throw MarkupFault(description: "value of <\(name)>: \(value)")
        }
        return try Self.decoded(value)
    }

    private mutating func word(_ belongs: (Character) -> Bool) -> String {
        let start = place
        while place < text.count, belongs(text[place]) { place += 1 }
        return String(text[start..<place])
    }

    private mutating func take(_ character: Character) -> Bool {
        guard place < text.count, text[place] == character else { return false }
        place += 1
        return true
    }

    private mutating func skipSpace() -> Bool {
        let start = place
        while place < text.count, text[place].isWhitespace { place += 1 }
        return place > start
    }

    private static func decoded(_ text: String) throws -> String {
        var (result, rest) = ("", text[...])
        let names = ["amp": "&", "lt": "<", "gt": ">", "quot": "\"", "#39": "'"]
        while let mark = rest.firstIndex(of: "&") {
            result += rest[..<mark]
            guard let end = rest[mark...].firstIndex(of: ";"),
                let value = names[String(rest[rest.index(after: mark)..<end])]
            else { throw MarkupFault(description: "a bare & in \(text.prefix(60))") }
            result += value
            rest = rest[rest.index(after: end)...]
        }
        return result + rest
    }
}
