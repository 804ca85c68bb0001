import Foundation

/// The files of the repository: those that git knows or would add, else all that a walk finds.
enum Repository {
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    /// The paths of all files, in order.
    static let files: [String] = (listed() ?? walked()).filter(exists).sorted()

    /// The paths of the files in Swift.
    static let swiftFiles = files.filter { $0.hasSuffix(".swift") }

    /// The paths of the pages in Markdown.
    static let pages = files.filter { $0.hasSuffix(".md") }

    /// Whether there is a file or folder.
    static func exists(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: root.appendingPathComponent(path).path)
    }

    /// The bytes of a file.
    static func data(_ path: String) throws -> Data {
        try Data(contentsOf: root.appendingPathComponent(path))
    }

    /// The text of a file.
    static func text(_ path: String) throws -> String {
        String(decoding: try data(path), as: UTF8.self)
    }

    /// The texts of all Swift files below a folder as one.
    static func source(_ folder: String) throws -> String {
        try swiftFiles.filter { $0.hasPrefix("\(folder)/") }.map(text).joined(separator: "\n")
    }

    /// What git lists: committed files, and new ones that it does not ignore.
    private static func listed() -> [String]? {
        let git = Process()
        git.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        git.arguments = [
            "git", "-C", root.path, "ls-files", "-z", "--cached", "--others", "--exclude-standard",
        ]
        git.environment = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("GIT_") }
        let pipe = Pipe()
        git.standardOutput = pipe
        git.standardError = FileHandle.nullDevice
        guard (try? git.run()) != nil else { return nil }
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        git.waitUntilExit()
        guard git.terminationStatus == 0 else { return nil }
        let paths = data.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
        return paths.contains("Package.swift") ? paths : nil
    }

    private static func walked() -> [String] {
        let hidden: Set = [".git", ".build", ".swiftpm"]
        let all = FileManager.default.enumerator(atPath: root.path)
        var paths: [String] = []
        while let path = all?.nextObject() as? String {
            if hidden.contains(URL(fileURLWithPath: path).lastPathComponent) {
                all?.skipDescendants()
                continue
            }
            let values = try? root.appendingPathComponent(path)
                .resourceValues(forKeys: [.isRegularFileKey])
            if values?.isRegularFile == true { paths.append(path) }
        }
        return paths
    }
}

extension StringProtocol {
    /// What stands between two different texts, for every place where the first is followed by the
    /// second in the same line.
    func between(_ start: String, _ end: String) -> [String] {
        components(separatedBy: "\n").flatMap { line in
            line.components(separatedBy: start).dropFirst().compactMap { rest in
                rest.range(of: end).map { String(rest[..<$0.lowerBound]) }
            }
        }
    }
}
