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

    @Test(
        .enabled(if: Repository.exists(page), "\(page) is not written yet"))
    func `the table names requirements once, and tests that exist`() throws {
        let rows = try Repository.text(Self.page).components(separatedBy: "\n")
            .filter { $0.hasPrefix("| ") }
            .map { $0.components(separatedBy: "|").map { $0.trimmingCharacters(in: .whitespaces) } }
            .filter { $0.count >= 5 && $0[1] != "id" }
        #expect(rows.count > 10)
        let ids = rows.map { $0[1] }
        #expect(ids.filter { !Self.exists($0) }.isEmpty)
        #expect(Set(ids).count == ids.count)
        let known = try Self.tests()
        var unknown: [String] = []
        for row in rows {
            let parts = row[3].components(separatedBy: "`")
            for (index, name) in parts.enumerated()
            where !index.isMultiple(of: 2) && !known.contains(name) {
                unknown.append("\(row[1]): \(name)")
            }
        }
        #expect(unknown.isEmpty, "\(unknown.joined(separator: "\n"))")
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
