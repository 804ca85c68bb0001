import Foundation
import Testing

/// The words of the engine's public types stand in the glossary.
@Suite struct GlossaryTests {
    /// Types that are no words of the field: numbers and sets, errors, encodings, ways to run.
    static let technical: Set = [
        "Digest", "Easter", "EncodingError", "Execution", "Identifier", "IntervalSet", "Limits",
        "LogError", "LogSealer", "SHA256", "Seconds", "SerialExecution", "ZoneError",
    ]

    @Test func `every public type of the engine is a word of the glossary, or part of one`() throws
    {
        let page = try Repository.text("Documentation/Glossary.md")
        let words = Self.words(page)
        let types = try Self.types()
        #expect(types.count > 150)
        let missing = types.subtracting(Self.technical)
            .filter { type in !words.contains { Self.belongs(type, to: $0) } }
        #expect(missing.isEmpty, "\(missing.sorted().joined(separator: "\n"))")
        // What is listed here as technical exists, and is not a word of the glossary as well.
        #expect(Self.technical.subtracting(types).isEmpty)
        #expect(Self.technical.intersection(words).isEmpty)
    }

    @Test func `a type belongs to a word that it begins with, or the other way`() {
        #expect(Self.belongs("ReceiptLink", to: "Receipt"))
        #expect(Self.belongs("Holiday", to: "HolidayCalendar"))
        #expect(!Self.belongs("Planner", to: "Place"))
        #expect(!Self.belongs("Hours", to: "House"))
        #expect(Self.words("| a | `Label`, `Office.Area` | `keep-free` |") == ["Label", "Office"])
    }

    /// Whether one of two names is the other with more words behind it.
    private static func belongs(_ type: String, to word: String) -> Bool {
        let (short, long) = type.count < word.count ? (type, word) : (word, type)
        guard long.hasPrefix(short) else { return false }
        return long.dropFirst(short.count).first?.isUppercase ?? true
    }

    /// The names of types between backticks, without their members.
    private static func words(_ page: String) -> Set<String> {
        var words: Set<String> = []
        for line in page.components(separatedBy: "\n") {
            for (index, part) in line.components(separatedBy: "`").enumerated()
            where !index.isMultiple(of: 2) {
                let name = part.prefix { $0.isLetter || $0.isNumber }
                if name.first?.isUppercase == true { words.insert(String(name)) }
            }
        }
        return words
    }

    private static func types() throws -> Set<String> {
        var types: Set<String> = []
        for path in Repository.swiftFiles where path.hasPrefix("Sources/Rendezvous/") {
            for line in try Repository.text(path).components(separatedBy: "\n")
            where line.hasPrefix("public ") {
                let words = line.split(separator: " ").map(String.init)
                let kinds: Set = ["struct", "enum", "class", "protocol"]
                guard let kind = words.firstIndex(where: kinds.contains), kind + 1 < words.count
                else { continue }
                types.insert(String(words[kind + 1].prefix { $0.isLetter || $0.isNumber }))
            }
        }
        return types
    }
}
