import Foundation
import Testing

/// What the pages say of the code and of each other.
@Suite struct PageTests {
    @Test func `every link between pages leads to a file and a heading`() throws {
        var broken: [String] = []
        var count = 0
        for path in Repository.pages {
            for target in Markdown(try Repository.text(path)).links {
                count += 1
                if let reason = try reason(against: target, in: path) {
                    broken.append("\(path): (\(target)) \(reason)")
                }
            }
        }
        #expect(broken.isEmpty, "\(broken.joined(separator: "\n"))")
        #expect(count > 10)
    }

    @Test func `every page that code names is there`() throws {
        var missing: [String] = []
        for path in Repository.swiftFiles {
            for part in try Repository.text(path).between("Documentation/", ".md") {
                let page = "Documentation/\(part).md"
                let isPath = part.allSatisfy { $0.isLetter || $0.isNumber || "/-".contains($0) }
                if isPath, !Repository.exists(page) { missing.append("\(path): \(page)") }
            }
        }
        #expect(missing.isEmpty, "\(missing.joined(separator: "\n"))")
    }

    /// Why a link leads nowhere, or `nil` if it leads somewhere or out of the repository.
    private func reason(against target: String, in path: String) throws -> String? {
        guard !target.contains("://"), !target.hasPrefix("mailto:") else { return nil }
        let parts = target.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
        let folder = URL(fileURLWithPath: "/" + path).deletingLastPathComponent()
        let file =
            parts[0].isEmpty
            ? path
            : String(folder.appendingPathComponent(String(parts[0])).standardized.path.dropFirst())
        guard Repository.exists(file) else { return "there is no such file" }
        guard parts.count == 2 else { return nil }
        guard file.hasSuffix(".md") else { return "only pages have headings" }
        let anchors = Markdown(try Repository.text(file)).anchors
        return anchors.contains(String(parts[1])) ? nil : "there is no such heading"
    }

    @Test func `links and headings are found as a reader finds them`() {
        let page = Markdown(
            """
            # A `code` & more, twice
            See [one](A.md), [two](B.md#x "title") and `[no](C.md)`; [three][ref].
            ```
            [no](D.md)
            # no heading
            ```
            ## Twice
            ## Twice
            [ref]: E.md
            """)
        #expect(page.links == ["A.md", "B.md#x", "E.md"])
        #expect(page.anchors == ["a-code--more-twice", "twice", "twice-1"])
    }

    @Test func `each reason stands in the rules or in the table of reasons`() throws {
        let source = try Repository.source("Sources/Rendezvous/Reasons")
        let pages = try ["Rules", "Reasons"].map { try Repository.text("Documentation/\($0).md") }
        let reasons = try Self.reasons(source)
        #expect(reasons.count > 30)
        for reason in reasons.map(\.name) {
            let isThere = pages.contains { $0.contains("`\(reason)`") }
            #expect(isThere, "\(reason)")
        }
    }

    @Test func `the table of reasons says what the code says`() throws {
        let source = try Repository.source("Sources/Rendezvous/Reasons")
        let page = try Repository.text("Documentation/Reasons.md")
        let reasons = try Self.reasons(source)
        for (name, summary) in reasons {
            let isThere = page.contains("\n| `\(name)` | \(summary) |")
            #expect(isThere, "\(name)")
        }
        let violation = try Repository.source("Sources/RendezvousVerifier")
        for line in violation.components(separatedBy: "\n") {
            let parts = line.trimmingCharacters(in: .whitespaces).components(separatedBy: ": \"")
            guard parts.count == 2, parts[0].hasPrefix("case ."), parts[1].hasSuffix("\""),
                parts[1].contains("-"), !parts[1].contains(" ")
            else { continue }
            let isThere = page.contains("\n| `\(parts[1].dropLast())` | ")
            #expect(isThere, "\(parts[1])")
        }
    }

    /// The raw values and summaries of `Reason`, in the order of its cases.
    private static func reasons(_ source: String) throws -> [(name: String, summary: String)] {
        let source = try #require(source.components(separatedBy: "enum Reason: ").last)
        var names: [(String, String)] = []
        var summaries: [String: String] = [:]
        for line in source.components(separatedBy: "\n") {
            let text = line.trimmingCharacters(in: .whitespaces)
            guard text.hasPrefix("case "), text.hasSuffix("\"") else { continue }
            let value = text.components(separatedBy: "\"")[1]
            if let name = text.between("case ", " = ").first { names.append((name, value)) }
            if let name = text.between("case .", ": ").first { summaries[name] = value }
        }
        return try names.map { ($0.1, try #require(summaries[$0.0])) }
    }

    @Test func `the page of the command line has every command and exit code`() throws {
        let source = try Repository.source("Sources/RendezvousCLI")
        let page = try Repository.text("Documentation/CommandLine.md")
        let commands = source.between("static let name = \"", "\"")
        #expect(commands.count >= 7)
        #expect(commands.filter { !page.contains("\n## \($0)\n") }.isEmpty)
        let codes = try #require(source.components(separatedBy: "enum ExitCode: ").last)
            .components(separatedBy: "\n}").first?.components(separatedBy: "\n")
            .filter { $0.contains("case ") && $0.contains(" = ") }
            .compactMap { $0.components(separatedBy: " = ").last }
        #expect((codes ?? []).count >= 8)
        #expect((codes ?? []).filter { !page.contains("\n| \($0) | ") }.isEmpty)
    }
}

/// A page in Markdown: its links and the names of its headings.
struct Markdown {
    private var lines: [String] = []

    /// The page without blocks and spans of code.
    init(_ text: String) {
        var isCode = false
        for line in text.components(separatedBy: "\n") {
            if line.hasPrefix("```") { isCode.toggle() } else if !isCode { lines.append(line) }
        }
    }

    /// The targets of links, in order, without titles.
    var links: [String] {
        lines.flatMap { line -> [String] in
            // Every second part is between backticks.
            let text = line.components(separatedBy: "`").enumerated()
                .map { $0.offset.isMultiple(of: 2) ? $0.element : "code" }.joined()
            var targets = text.between("](", ")")
            if text.hasPrefix("["), let target = text.components(separatedBy: "]: ").last,
                text.contains("]: ")
            {
                targets.append(target)
            }
            return targets.compactMap { $0.split(separator: " ").first.map(String.init) }
        }
    }

    /// The anchors of headings: small letters, hyphens for spaces, no other marks, numbered on.
    var anchors: [String] {
        var seen: [String: Int] = [:]
        return lines.filter { $0.hasPrefix("#") }.map { line in
            let title = line.drop { $0 == "#" }.dropFirst().lowercased()
            let name = String(
                title.compactMap { character -> Character? in
                    if character == " " { return "-" }
                    let isKept =
                        character.isLetter || character.isNumber || "-_".contains(character)
                    return isKept ? character : nil
                })
            let count = seen[name, default: 0]
            seen[name] = count + 1
            return count == 0 ? name : "\(name)-\(count)"
        }
    }
}
