internal import Foundation
public import Rendezvous

/// Everything that a command may touch of the world, so that tests can hold it in their hands.
public struct Console {
    /// Writes text for the user.
    public var write: (String) -> Void
    /// Writes text about the run: errors, progress.
    public var note: (String) -> Void
    /// The bytes of a file, or `nil` if it cannot be read.
    public var read: (String) -> [UInt8]?
    /// Writes a file whole or not at all; whether it could.
    public var save: ([UInt8], String) -> Bool
    /// The instant that counts as now where none is given.
    public var now: Instant
    /// Whether the output may use colours and line drawing.
    public var isTerminal: Bool
    /// The rules in Swift that policies may name; without any, such a policy is refused.
    public var rules: CustomRules

    /// A console of these parts.
    public init(
        write: @escaping (String) -> Void, note: @escaping (String) -> Void,
        read: @escaping (String) -> [UInt8]?, save: @escaping ([UInt8], String) -> Bool,
        now: Instant, isTerminal: Bool, rules: CustomRules = CustomRules()
    ) {
        self.write = write
        self.note = note
        self.read = read
        self.save = save
        self.now = now
        self.isTerminal = isTerminal
        self.rules = rules
    }

    /// The console of this process: standard output and error, files, the system's clock.
    public static var process: Console {
        Console(
            write: { FileHandle.standardOutput.write(Data($0.utf8)) },
            note: { FileHandle.standardError.write(Data($0.utf8)) },
            read: { path in
                if path == "-" { return Array(FileHandle.standardInput.readDataToEndOfFile()) }
                return FileManager.default.contents(atPath: path).map { Array($0) }
            },
            save: { bytes, path in
                if path == "-" {
                    FileHandle.standardOutput.write(Data(bytes))
                    return true
                }
                do {
                    try Data(bytes).write(to: URL(fileURLWithPath: path), options: .atomic)
                    return true
                } catch {
                    return false
                }
            },
            now: Instant(secondsSince1970: Int64(Date().timeIntervalSince1970.rounded(.down))),
            isTerminal: isatty(STDOUT_FILENO) != 0)
    }
}
