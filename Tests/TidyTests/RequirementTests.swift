import Foundation
import Testing

/// The requirements that code and pages cite, and the table that says where each is met.
@Suite struct RequirementTests {
    /// How many requirements each source system has: A1 … A23, B1 … B8, and so on.
    static let counts: [Character: Int] = ["A": 23, "B": 8, "C": 6, "D": 18, "E": 11]
    static let page = "Documentation/Requirements.md"

    private static func exists(_ id: String) -> Bool {
        guard let letter = id.first, let count = counts[letter], let number = Int(id.dropFirst())
        else { return false }
        return (1...count).contains(number) && id == "\(letter)\(number)"
    }

    @Test func `every requirement that is cited exists`() throws {
        var unknown: [String] = []
        var cited: Set<String> = []
        for path in Repository.swiftFiles + Repository.pages {
            let isSwift = path.hasSuffix(".swift")
            for line in try Repository.text(path).components(separatedBy: "\n") {
                let prose = isSwift ? Self.prose(line) : line
                for id in Self.citations(prose) where !Self.exists(id) {
                    unknown.append("\(path): \(id)")
                }
                cited.formUnion(Self.citations(prose))
            }
        }
        #expect(unknown.isEmpty, "\(unknown.joined(separator: "\n"))")
        #expect(cited.count > 10)
    }

    /// What of a line of Swift is for people: a comment, and the name of a test.
    private static func prose(_ line: String) -> String {
        let comment = line.range(of: "//").map { String(line[$0.upperBound...]) } ?? ""
        return comment + " " + (line.between("func `", "`").first ?? "")
    }

    /// A letter A … E with one or two digits, and nothing of a word or number beside it.
    private static func citations(_ text: String) -> [String] {
        let bytes = Array(text.utf8)
        return bytes.indices.compactMap { start -> String? in
            guard (UInt8(ascii: "A")...UInt8(ascii: "E")).contains(bytes[start]),
                start == 0 || !bytes[start - 1].isASCIIName
            else { return nil }
            let digits = bytes[(start + 1)...].prefix { $0.isASCIIName }
            guard (1...2).contains(digits.count), let id = String(bytes: digits, encoding: .utf8),
                Int(id) != nil
            else { return nil }
            return String(UnicodeScalar(bytes[start])) + id
        }
    }

    /// The rows of the table: id, where, tests.
    private static func rows() throws -> [[String]] {
        try Repository.text(page).components(separatedBy: "\n").filter { $0.hasPrefix("| ") }
            .map { $0.components(separatedBy: "|").map { $0.trimmingCharacters(in: .whitespaces) } }
            .filter { $0.count >= 5 && $0[1] != "id" }
    }

    /// What stands between backticks.
    private static func quoted(_ cell: String) -> [String] {
        cell.components(separatedBy: "`").enumerated()
            .filter { !$0.offset.isMultiple(of: 2) }.map(\.element)
    }

    @Test func `the table has each of the 66 requirements once, with code and tests that exist`()
        throws
    {
        let rows = try Self.rows()
        let all = Self.counts.flatMap { letter, count in (1...count).map { "\(letter)\($0)" } }
        #expect(all.count == 66)
        #expect(rows.map { $0[1] }.sorted() == all.sorted())
        let tests = try Self.tests()
        var names = DeclaredNames()
        for path in Repository.swiftFiles where path.hasPrefix("Sources/") {
            names.take(try Repository.text(path))
        }
        let examples = try Repository.files.filter { $0.hasPrefix("Examples/callcentre/") }
            .map(Repository.text).joined()
        let routes = try Repository.text("Documentation/Formats/openapi.json")
        var wrong: [String] = []
        for row in rows {
            let (code, cases) = (Self.quoted(row[2]), Self.quoted(row[3]))
            if code.isEmpty { wrong.append("\(row[1]): no code") }
            if cases.isEmpty { wrong.append("\(row[1]): no test") }
            wrong += cases.filter { !tests.contains($0) }.map { "\(row[1]): test \($0)" }
            for name in code where !Self.isThere(name, names, routes) {
                let isOfExample = examples.contains("\"\(name)\"")
                if !isOfExample { wrong.append("\(row[1]): code \(name)") }
            }
        }
        #expect(wrong.isEmpty, "\(wrong.joined(separator: "\n"))")
    }

    /// Whether something that the table names as code exists: a route, a command, a document, a
    /// file, a declared name, or a word of a document.
    private static func isThere(_ name: String, _ names: DeclaredNames, _ routes: String) -> Bool {
        let words = name.split(separator: " ").map(String.init)
        if words.count == 2, words[0] == "rendezvous" { return names.texts.contains(words[1]) }
        let path = words.last ?? ""
        if words.count == 2 || path.hasPrefix("/v1/") || path.hasPrefix("…") {
            let end = path.hasPrefix("…") ? String(path.dropFirst()) + "\": {" : "\"\(path)\": {"
            return routes.contains(end)
        }
        if path.hasPrefix("/") { return names.texts.contains { $0.hasSuffix(path) } }
        if path.hasSuffix("/1") {
            return Repository.exists("Documentation/Formats/\(path.dropLast(2)).schema.json")
        }
        if path.contains("/") {
            return Repository.files.contains { $0.hasSuffix(path) || $0.hasPrefix(path + "/") }
        }
        return names.contains(name) || names.texts.contains(name)
    }

    @Test func `names are found with their labels, and what is not declared is not found`() {
        var names = DeclaredNames()
        names.take(
            """
            struct Desk { case open(Int), closed
                func contact(
                    of person: (a: Int, b: Int), at instant: Instant, _ more: [String: Int]
                ) -> Int { 0 }
                init?(in room: Room) {} // func never(of:)
                let word = "keep-free"
            """)
        #expect(names.contains("Desk.contact(of:at:_:)") && names.contains("Desk.init(in:)"))
        #expect(names.contains("Desk.closed") && names.contains("open"))
        #expect(!names.contains("Desk.contact(of:at:)") && !names.contains("Room.contact"))
        #expect(!names.contains("never") && names.texts == ["keep-free"])
    }

    /// The files of the tests, with and without their folders and endings, and the names of suites
    /// and test functions.
    private static func tests() throws -> Set<String> {
        var names: Set<String> = []
        for path in Repository.swiftFiles where path.hasPrefix("Tests/") {
            let file = URL(fileURLWithPath: path).lastPathComponent
            names.formUnion([path, file, String(file.dropLast(".swift".count))])
            let text = try Repository.text(path)
            names.formUnion(text.between("func `", "`"))
            names.formUnion(text.between("struct `", "`"))
            names.formUnion(text.between("struct ", " "))
            names.formUnion(text.between("func ", "("))
        }
        return names
    }

    @Test func `citations are found with their borders`() {
        #expect(
            Self.citations("A1, (B2) E4–E7 and A20; not A123, BA1, E9x, F1") == [
                "A1", "B2", "E4", "E7", "A20",
            ])
        #expect(Self.prose("let a = \"A99\" // A1").hasSuffix("A1 "))
        #expect(!Self.exists("A24") && !Self.exists("C07") && !Self.exists("E0"))
        #expect(Self.exists("A23") && Self.exists("B8") && Self.exists("E11"))
    }
}

extension UInt8 {
    /// Whether the byte is a letter, digit or low line of ASCII; a dash is none.
    fileprivate var isASCIIName: Bool { isName && self < 0x80 }
}
