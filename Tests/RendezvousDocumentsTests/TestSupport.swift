import Foundation
import Rendezvous
import RendezvousDocuments
import Testing

/// Where the tests find what they read.
enum Place {
    static let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    static let formats = tests.deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Documentation/Formats")

    static func bytes(_ file: URL) throws -> [UInt8] { try Array(Data(contentsOf: file)) }
}

/// How many of the random cases run: all of them with `RENDEZVOUS_TEST_SCALE=1`.
enum Scale {
    static let factor =
        Double(ProcessInfo.processInfo.environment["RENDEZVOUS_TEST_SCALE"] ?? "") ?? 0.02

    static func count(_ full: Int) -> Int { max(1, Int(Double(full) * factor)) }
}

/// Numbers that look random and are the same every time (SplitMix64).
struct SeededNumbers: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

extension Instant {
    /// An instant written in a test.
    init(_ text: String) throws { self = try #require(Instant(rfc3339: text)) }
}

extension Interval {
    /// An interval written in a test.
    init(_ start: String, _ end: String) throws {
        self = try #require(Interval(start: Instant(start), end: Instant(end)))
    }
}

/// The error that `body` throws.
func refusal(_ body: () throws(DocumentError) -> Void) -> DocumentError? {
    do throws(DocumentError) {
        try body()
        return nil
    } catch {
        return error
    }
}

/// A Python with the packages that a test needs: `RENDEZVOUS_PYTHON`, or `python3` of the path.
enum Python {
    static let executable =
        ProcessInfo.processInfo.environment["RENDEZVOUS_PYTHON"] ?? "python3"

    static func has(_ module: String) -> Bool {
        (try? run(["-c", "import \(module)"]).status) == 0
    }

    /// Runs Python and returns its exit status and output.
    static func run(_ arguments: [String]) throws -> (status: Int32, output: String) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [executable] + arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: data, as: UTF8.self))
    }

    /// Runs `validate.py` on files with these contents in a folder of their own.
    static func validate(
        _ command: String, _ files: [[UInt8]], beside arguments: [String] = []
    ) throws -> (status: Int32, output: String) {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("rendezvous-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let paths = try files.enumerated().map { index, bytes in
            let file = folder.appendingPathComponent("\(index).txt")
            try Data(bytes).write(to: file)
            return file.path
        }
        let script = Place.tests.appendingPathComponent("validate.py").path
        return try run([script, command] + arguments + paths)
    }
}
