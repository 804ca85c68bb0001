import Foundation
import Testing

@testable import RendezvousCLI

/// Documentation/CommandLine.md: its tables are those of the program, and its examples are run.
///
/// `RENDEZVOUS_RECORD=1 swift test --filter CommandLinePageTests` writes what the examples write
/// now into the page, except where it has `…`.
@Suite struct CommandLinePageTests {
    static let file = Example.root.appendingPathComponent("Documentation/CommandLine.md")

    private func page() throws -> String { try String(contentsOf: Self.file, encoding: .utf8) }

    @Test func `the page has a row for each command and each exit code`() throws {
        let page = try page()
        for command in CommandLineTool.commands {
            let name = command.name
            let isThere = page.contains("\n| [`\(name)`](#\(name)) | \(command.summary) |\n")
            #expect(isThere, "\(name)")
        }
        for code in ExitCode.allCases {
            let isThere = page.contains("\n| \(code.rawValue) | \(code.meaning) |\n")
            #expect(isThere, "\(code)")
        }
    }

    @Test(arguments: CommandLineTool.commands.map { $0.name })
    func `the page has a section for each command with its options and an example`(
        name: String
    )
        throws
    {
        let page = try page()
        let section = try #require(part(name, of: page))
        let shared = try #require(part("A request", of: page))
        let command = try #require(CommandLineTool.commands.first { $0.name == name })
        let usage = (["rendezvous", name] + command.files).joined(separator: " ")
        #expect(section.contains("\n\(usage) "))
        #expect(
            section.contains("\n$ rendezvous \(name)\n")
                || section.contains("\n$ rendezvous \(name) "))
        let isRequest = Set(RequestOptions.all.map(\.name))
        for option in command.options {
            let form = "--\(option.name)" + (option.value.map { " \($0)" } ?? "")
            let row = "\n| `\(form)` | \(option.help) |\n"
            let isShared =
                isRequest.contains(option.name) && command.options.count > isRequest.count
            #expect((isShared ? shared : section).contains(row), "\(row)")
        }
        let rows = section.components(separatedBy: "\n| `--").dropFirst()
        for row in rows {
            let option = row.prefix { $0.isLetter || $0 == "-" }
            #expect(command.options.contains { $0.name == option }, "--\(option) is no option")
        }
    }

    @Test func `each example of the page does what the page shows`() throws {
        let page = try page()
        var desk = PageDesk()
        let run = page.components(separatedBy: "```").enumerated().map { index, part in
            index % 2 == 1 && part.hasPrefix("console\n")
                ? "console\n" + desk.run(String(part.dropFirst("console\n".count))) : part
        }
        .joined(separator: "```")
        if ProcessInfo.processInfo.environment["RENDEZVOUS_RECORD"] == "1" {
            try Data(run.utf8).write(to: Self.file)
        } else {
            let (lines, expected) = (run.components(separatedBy: "\n"), trimmed(page))
            for (line, shown) in zip(lines, expected.components(separatedBy: "\n")) {
                try #require(line == shown, "the page shows another line")
            }
            #expect(run == expected)
        }
    }

    private func part(_ title: String, of page: String) -> String? {
        page.components(separatedBy: "\n## ").first { $0.hasPrefix("\(title)\n") }
    }
}

/// Runs the examples of a page, one after the other, on the files that they write.
private struct PageDesk {
    private let desk = Desk([:])
    private var last = ExitCode.success

    /// A block of a page with what its commands write; lines that `…` stands for are left out.
    mutating func run(_ block: String) -> String {
        var result = ""
        for part in ("\n" + block).components(separatedBy: "\n$ ").dropFirst() {
            var lines = part.components(separatedBy: "\n")[...]
            if lines.last == "" { lines.removeLast() }
            var command: [String] = []
            while let line = lines.popFirst() {
                command.append(line)
                guard line.hasSuffix("\\") else { break }
            }
            let output = trimmed(write(command.joined(separator: "\n")))
            result += "$ \(command.joined(separator: "\n"))\n"
            result += shortened(output, as: Array(lines))
        }
        return result
    }

    private mutating func write(_ command: String) -> String {
        if command == "echo $?" { return "\(last.rawValue)\n" }
        let line = command.replacingOccurrences(of: "\\\n", with: "")
        // The demonstration is slow in debug, and another test has run it.
        let words = String(line.dropFirst("rendezvous ".count))
        let answer =
            words == DemoCommandTests.line ? DemoCommandTests.shipped.answer : desk.run(words)
        last = answer.code
        return (answer.output + answer.notes).replacingOccurrences(of: "\r\n", with: "\n")
    }

    /// The output; where the page shows `…`, the lines before and after it, if they match.
    private func shortened(_ output: String, as shown: [String]) -> String {
        guard let gap = shown.firstIndex(of: "…") else { return output }
        let lines = output.components(separatedBy: "\n").dropLast()
        let (first, rest) = (lines.prefix(gap), lines.suffix(shown.count - gap - 1))
        return (first + ["…"] + rest).joined(separator: "\n") + "\n"
    }
}
