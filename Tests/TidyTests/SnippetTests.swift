import Foundation
import Testing

/// The Swift that the pages show is Swift that is compiled and run.
@Suite struct SnippetTests {
    @Test func `every piece of Swift on a page stands in an example or a test`() throws {
        let sources = try Repository.swiftFiles
            .filter { $0.hasPrefix("Examples/") || $0.hasPrefix("Tests/") }
            .map { Self.bare(try Repository.text($0).components(separatedBy: "\n")) }
        var strange: [String] = []
        var count = 0
        for path in Repository.pages {
            for snippet in Self.snippets(try Repository.text(path)) {
                count += 1
                let bare = Self.bare(snippet)
                if !sources.contains(where: { $0.contains(bare) }) {
                    strange.append("\(path): \(snippet.first ?? "")")
                }
            }
        }
        #expect(strange.isEmpty, "\(strange.joined(separator: "\n"))")
        #expect(count > 10)
    }

    @Test func `a snippet is compared without spaces, empty lines and remarks`() {
        let page = "text\n```swift\nlet a = 1   // one\n\n  let b = \"//\"\n```\n```\nno\n```\n"
        #expect(Self.snippets(page) == [["let a = 1   // one", "", "  let b = \"//\""]])
        #expect(Self.bare(Self.snippets(page)[0]) == "leta=1letb=\"//\"")
    }

    /// The blocks of a page that say they are Swift, by lines.
    private static func snippets(_ page: String) -> [[String]] {
        var snippets: [[String]] = []
        var current: [String]?
        for line in page.components(separatedBy: "\n") {
            if let lines = current {
                current = line == "```" ? nil : lines + [line]
                if current == nil { snippets.append(lines) }
            } else if line == "```swift" {
                current = []
            }
        }
        return snippets
    }

    /// The lines as one text without spaces and without what stands behind ` // `.
    private static func bare(_ lines: [String]) -> String {
        lines.map { line in
            let code = line.hasPrefix("//") ? "" : line.components(separatedBy: " // ")[0]
            return code.filter { !$0.isWhitespace }
        }.joined()
    }
}
