import Foundation
import Testing

/// The version stands in one place, the header of the C library; everything else reads it there, or
/// is compared with it here.
@Suite struct VersionTests {
    private static let header = "Sources/CRendezvous/include/rendezvous.h"

    /// The numbers of the header's macros.
    private func numbers() throws -> [String: Int] {
        var numbers: [String: Int] = [:]
        for line in try Repository.text(Self.header).components(separatedBy: "\n") {
            let words = line.split(separator: " ")
            guard words.count == 3, words[0] == "#define", words[1].hasPrefix("RDV_VERSION") else {
                continue
            }
            numbers[String(words[1])] = Int(words[2])
        }
        return numbers
    }

    private func version() throws -> String {
        let numbers = try numbers()
        return try ["MAJOR", "MINOR", "PATCH"].map { part in
            String(try #require(numbers["RDV_VERSION_\(part)"]))
        }.joined(separator: ".")
    }

    @Test func `the one number of the version is made of its parts`() throws {
        let numbers = try numbers()
        let parts = try version().split(separator: ".").compactMap { Int($0) }
        #expect(numbers["RDV_VERSION"] == parts[0] * 1_000_000 + parts[1] * 1_000 + parts[2])
        #expect(parts[1] < 1_000 && parts[2] < 1_000)
    }

    @Test func `no other source says the version`() throws {
        let literal = "\"\(try version())\""
        for path in Repository.swiftFiles where path.hasPrefix("Sources/") {
            for line in try Repository.text(path).components(separatedBy: "\n") {
                let isComment = line.drop { $0 == " " }.hasPrefix("//")
                #expect(isComment || !line.contains(literal), "\(path): \(line)")
            }
        }
    }

    @Test func `the change log says what is in the version`() throws {
        let version = try version()
        let lines = try Repository.text("CHANGELOG.md").components(separatedBy: "\n")
        let first = try #require(lines.first { $0.hasPrefix("## ") })
        let isAhead = first == "## Unreleased" && lines.contains("What will be \(version).")
        let isReleased = lines.contains { line in
            line == "## \(version)" || line.hasPrefix("## \(version) ")
                || line.hasPrefix("## [\(version)]")
        }
        #expect(isAhead || isReleased, "\(version) is not in CHANGELOG.md")
    }
}
