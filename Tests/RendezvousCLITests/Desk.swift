import Foundation
import Rendezvous
import RendezvousCLI
import Testing

/// A console that a test holds in its hands: files by path, and what the program said and wrote.
final class Desk {
    /// What a run left behind.
    struct Answer: Equatable {
        var code: ExitCode
        var output: String
        var notes: String
        /// The paths that were written, in order; `-` is standard output.
        var saved: [String]
    }

    /// Friday, 08:00 in Athens.
    static let now = Instant(secondsSince1970: 1_795_154_400)

    var files: [String: [UInt8]]
    /// Whether files can be written.
    var canSave = true
    private var output = ""
    private var notes = ""
    private var saved: [String] = []

    /// A desk with these texts as files.
    init(_ texts: [String: String] = Samples.files) { files = texts.mapValues { Array($0.utf8) } }

    /// Runs a command line whose words have no spaces.
    func run(_ line: String) -> Answer { run(line.split(separator: " ").map(String.init)) }

    /// Runs the program on words; its files stay for the next run.
    func run(_ words: [String]) -> Answer {
        (output, notes, saved) = ("", "", [])
        let code = CommandLineTool.run(words, on: console)
        return Answer(code: code, output: output, notes: notes, saved: saved)
    }

    /// The text of a file.
    func text(_ path: String) throws -> String {
        String(decoding: try #require(files[path]), as: UTF8.self)
    }

    /// Changes the text of a file, which must have what is replaced.
    func replace(_ text: String, with other: String, in path: String, to copy: String) throws {
        let whole = try self.text(path)
        try #require(whole.contains(text))
        files[copy] = Array(whole.replacingOccurrences(of: text, with: other).utf8)
    }

    private var console: Console {
        Console(
            write: { self.output += $0 }, note: { self.notes += $0 },
            read: { self.files[$0] ?? Example.bytes($0) },
            save: { bytes, path in
                guard self.canSave else { return false }
                self.saved.append(path)
                self.files[path] = bytes
                if path == "-" { self.output += String(decoding: bytes, as: UTF8.self) }
                return true
            },
            now: Self.now, isTerminal: false)
    }
}

/// The shipped example, by the paths that it has in the checkout.
enum Example {
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    static let agency = "Examples/myoaedlive/agency.json"
    static let requests = "Examples/myoaedlive/requests.json"

    /// The bytes of a file of the example; nothing else of the checkout can be read.
    static func bytes(_ path: String) -> [UInt8]? {
        guard path.hasPrefix("Examples/") else { return nil }
        return (try? Data(contentsOf: root.appendingPathComponent(path))).map { Array($0) }
    }
}

/// A text without the spaces at the ends of its lines.
func trimmed(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false)
        .map { line in
            String(line.reversed().drop { $0 == " " }.reversed())
        }
        .joined(separator: "\n")
}
