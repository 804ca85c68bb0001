import Foundation

/// The names that Swift files declare, as their text shows them: types, members and cases, and
/// functions with the labels of their parameters.
struct DeclaredNames {
    /// Types, functions, properties and cases.
    private(set) var names: Set<String> = []
    /// Functions as they are called: `contact(of:at:)`, `init(in:on:)`.
    private(set) var signatures: Set<String> = []
    /// Texts between quotation marks.
    private(set) var texts: Set<String> = []

    private static let words: Set = [
        "func", "var", "let", "case", "struct", "enum", "class", "protocol", "typealias",
    ]

    /// Takes what a file declares.
    mutating func take(_ text: String) {
        for line in text.components(separatedBy: "\n") {
            let code = line.components(separatedBy: "//")[0]
            for (index, part) in code.components(separatedBy: "\"").enumerated()
            where !index.isMultiple(of: 2) {
                texts.insert(part)
            }
            var parts = code.split { !$0.isLetter && !$0.isNumber && $0 != "_" }[...]
            while let part = parts.popFirst() {
                guard Self.words.contains(String(part)) else { continue }
                if part == "case" { names.formUnion(parts.map(String.init)) }
                if let name = parts.first { names.insert(String(name)) }
            }
        }
        for word in ["func ", "init"] {
            for rest in text.components(separatedBy: word).dropFirst() {
                let name = word == "init" ? "" : String(rest.prefix { $0.isLetter || $0.isNumber })
                let tail = rest.dropFirst(name.count)
                guard tail.first == "(" || tail.first == "<" || tail.first == "?",
                    let open = tail.firstIndex(of: "(")
                else { continue }
                let labels = Self.labels(tail[tail.index(after: open)...])
                signatures.insert("\(word == "init" ? word : name)(\(labels.joined()))")
            }
        }
    }

    /// The first words of the parameters that begin a text, each with a colon, up to the brace that
    /// closes them.
    private static func labels(_ text: Substring) -> [String] {
        var labels: [String] = []
        var depth = 0
        var isStart = true
        for (index, character) in zip(text.indices, text) {
            switch character {
            case ")" where depth == 0: return labels
            case "(", "[": depth += 1
            case ")", "]": depth -= 1
            case "," where depth == 0: isStart = true
            case _ where isStart && !character.isWhitespace:
                labels.append(
                    text[index...].prefix { $0.isLetter || $0.isNumber || $0 == "_" } + ":")
                isStart = false
            default: break
            }
        }
        return labels
    }

    /// Whether a name of the kind `Type.member(label:)`, `Type` or `member` is declared; of a name
    /// of several parts each must be.
    func contains(_ name: String) -> Bool {
        let path = name.components(separatedBy: "(")[0].components(separatedBy: ".")
        guard path.allSatisfy({ $0 == "init" || names.contains($0) }) else { return false }
        guard let open = name.firstIndex(of: "(") else { return true }
        return signatures.contains((path.last ?? "") + name[open...])
    }
}
