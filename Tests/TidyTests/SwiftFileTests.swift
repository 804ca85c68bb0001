import Foundation
import Testing

/// The size of Swift files, and what they may name.
@Suite struct SwiftFileTests {
    static let columnsMax = 100
    static let linesMax = 600
    static let functionLinesMax = 70

    @Test func `the repository is found`() {
        #expect(Repository.files.contains("Package.swift"))
        #expect(Repository.swiftFiles.contains("Tests/TidyTests/SwiftFileTests.swift"))
        #expect(!Repository.files.contains { $0.hasPrefix(".build/") })
    }

    @Test func `no line has more than 100 columns`() throws {
        var long: [String] = []
        for path in Repository.swiftFiles {
            let lines = try Repository.text(path).components(separatedBy: "\n")
            for (number, line) in lines.enumerated() where line.utf8.count > Self.columnsMax {
                let columns = line.unicodeScalars.count
                if columns > Self.columnsMax { long.append("\(path):\(number + 1): \(columns)") }
            }
        }
        #expect(long.isEmpty, "\(long.joined(separator: "\n"))")
    }

    @Test func `no file has more than 600 lines`() throws {
        var long: [String] = []
        for path in Repository.swiftFiles {
            let lines = try Repository.data(path).count { $0 == .newline }
            if lines > Self.linesMax { long.append("\(path): \(lines)") }
        }
        #expect(long.isEmpty, "\(long.joined(separator: "\n"))")
    }

    @Test func `no function has more than 70 lines`() throws {
        var long: [String] = []
        var count = 0
        for path in Repository.swiftFiles {
            for function in SwiftSource(try Repository.text(path)).functions {
                count += 1
                if function.length > Self.functionLinesMax {
                    long.append("\(path):\(function.line): \(function.length)")
                }
            }
        }
        #expect(long.isEmpty, "\(long.joined(separator: "\n"))")
        #expect(count > 1_000)
    }

    @Test func `functions are measured from their word to their brace`() {
        let text = #"""
            protocol Shape {
                func area() -> Int
                var name: String { get }
            }
            struct Square: Shape {
                let text = "{ not a brace \("{".count + (1)) { }"
                func area() -> Int { 1 }
                // func commented() {
                @Test func `a sentence { with a brace`(
                    _ side: Int = { 2 }()
                ) throws
                    -> Int
                {
                    /* } /* nested } */ } */
                    let raw = #" \#("}") " } "#
                    return raw.count
                }
                init?(_ side: Int) {
                    self.init()
                }
                var name: String {
                    """
                    } \(1)
                    """
                }
            }

            """#
        let functions = SwiftSource(text).functions
        #expect(functions.map(\.line) == [3, 7, 9, 18, 21])
        #expect(functions.map(\.length) == [1, 1, 9, 3, 5])
    }

    /// What the targets may import. Whatever is not here may be imported by nobody.
    static let imports: [String: Set<String>] = [
        "Rendezvous": ["Synchronization"],
        "RendezvousThreads": ["Glibc", "Rendezvous", "Synchronization"],
        "RendezvousVerifier": ["Rendezvous"],
        "RendezvousTesting": ["Rendezvous", "RendezvousVerifier"],
        "RendezvousDocuments": ["Foundation", "FoundationEssentials", "Rendezvous"],
        "RendezvousStudies": [
            "Foundation", "FoundationEssentials", "Rendezvous", "RendezvousDocuments",
            "RendezvousSimulation", "RendezvousTesting",
        ],
        "RendezvousSimulation": ["Rendezvous", "Synchronization"],
        "RendezvousCLI": [
            "CRendezvous", "Foundation", "Rendezvous", "RendezvousDocuments", "RendezvousHTTP",
            "RendezvousServer", "RendezvousSimulation", "RendezvousStore", "RendezvousStudies",
            "RendezvousTesting", "RendezvousThreads", "RendezvousVerifier",
        ],
        "RendezvousStore": ["Foundation", "Rendezvous"],
        "RendezvousServer": ["CEpoll", "Foundation", "Glibc", "Synchronization"],
        "RendezvousHTTP": [
            "Foundation", "Glibc", "Rendezvous", "RendezvousDocuments", "RendezvousServer",
            "RendezvousSimulation", "RendezvousStore", "RendezvousStudies", "RendezvousThreads",
            "RendezvousVerifier", "Synchronization",
        ],
        "RendezvousABI": [
            "CRendezvous", "Glibc", "Rendezvous", "RendezvousSimulation", "RendezvousThreads",
            "RendezvousVerifier", "Synchronization",
        ],
        "RendezvousMain": ["Foundation", "RendezvousCLI"],
    ]

    @Test func `each target imports what stands below it, and the engine nothing`() throws {
        var wrong: [String] = []
        var targets: Set<String> = []
        for path in Repository.swiftFiles where path.hasPrefix("Sources/") {
            let target = path.split(separator: "/").map(String.init)[1]
            targets.insert(target)
            for module in Self.modules(try Repository.text(path))
            where Self.imports[target]?.contains(module) != true {
                wrong.append("\(path): \(module)")
            }
        }
        #expect(wrong.isEmpty, "\(wrong.joined(separator: "\n"))")
        #expect(targets == Set(Self.imports.keys))
    }

    @Test(arguments: [
        ("import Foundation", ["Foundation"]), ("  internal import Glibc", ["Glibc"]),
        ("@testable public import struct Foundation.Data", ["Foundation"]),
        ("// import Foundation", []), ("let important = 1", []), ("#if canImport(Glibc)", []),
        ("@preconcurrency import Dispatch; import Glibc", ["Dispatch", "Glibc"]),
    ])
    func `imports are found in each form`(line: String, modules: [String]) {
        #expect(Self.modules(line) == modules)
    }

    /// The modules that a text imports.
    private static func modules(_ text: String) -> [String] {
        let kinds: Set = ["struct", "class", "enum", "protocol", "func", "var", "let", "typealias"]
        return text.components(separatedBy: "\n").flatMap { line in
            line.components(separatedBy: ";").compactMap { statement -> String? in
                let words = statement.split(separator: " ")
                guard let place = words.firstIndex(of: "import"),
                    words[..<place].allSatisfy({ $0.first == "@" || $0.allSatisfy(\.isLetter) })
                else { return nil }
                let name = words[(place + 1)...].first { !kinds.contains(String($0)) }
                return name?.split(separator: ".").first.map(String.init)
            }
        }
    }
}
