import Foundation
import Testing

@testable import RendezvousCLI

/// `completion` and `manual`: made of the table of commands, so that they cannot differ from it.
@Suite struct CompletionTests {
    @Test(arguments: ["bash", "zsh", "fish"])
    func `each command, option and task stands in the completion of each shell`(shell: String) {
        let answer = Desk([:]).run("completion \(shell)")
        #expect(answer.code == .success)
        for command in CommandLineTool.commands {
            let words = command.options.map(\.name) + command.choices.values.flatMap { $0 }
            for word in words + [command.name] {
                #expect(answer.output.contains(word), "\(command.name): \(word)")
            }
        }
    }

    @Test func `a shell without completion is refused`() {
        let answer = Desk([:]).run("completion csh")
        #expect(answer.code == .usage)
        #expect(answer.notes == "shell (csh) must be one of: bash, zsh, fish.\n")
        #expect(Desk([:]).run("completion").code == .usage)
        #expect(Desk([:]).run("completion bash zsh").code == .usage)
    }

    @Test func `the words of a task are those that the command takes`() {
        for command in CommandLineTool.commands {
            for (file, words) in command.choices {
                #expect(command.files.contains(file), "\(command.name)")
                let others = command.files.dropFirst().map { _ in " x" }.joined()
                let answer = Desk([:]).run("\(command.name) frobnicate\(others)")
                #expect(answer.code == .usage)
                let list = words.joined(separator: ", ")
                #expect(answer.notes.contains("must be one of: \(list)."), "\(answer.notes)")
            }
        }
    }

    /// What bash completes of a command line.
    private func completed(_ words: String...) throws -> [String] {
        let script = """
            source /dev/stdin
            COMP_WORDS=("$@")
            COMP_CWORD=$(($# - 1))
            _rendezvous
            printf '%s\\n' "${COMPREPLY[@]}"
            """
        let bash = Process()
        bash.executableURL = URL(fileURLWithPath: "/bin/bash")
        bash.arguments = ["--norc", "-c", script, "bash"] + words
        let (input, output) = (Pipe(), Pipe())
        bash.standardInput = input
        bash.standardOutput = output
        try bash.run()
        input.fileHandleForWriting.write(Data(Desk([:]).run("completion bash").output.utf8))
        try input.fileHandleForWriting.close()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        bash.waitUntilExit()
        return String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init)
    }

    @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/bin/bash")))
    func `bash completes commands, options, tasks and files, and no words of a person`() throws {
        #expect(try completed("rendezvous", "bo") == ["book"])
        #expect(try completed("rendezvous", "help", "se") == ["series", "serve"])
        #expect(try completed("rendezvous", "book", "--serv") == ["--service"])
        #expect(try completed("rendezvous", "store", "ve") == ["verify"])
        #expect(try completed("rendezvous", "verify", "/bin/bas").contains("/bin/bash"))
        #expect(try completed("rendezvous", "book", "--out", "/bin/bas").contains("/bin/bash"))
        #expect(try completed("rendezvous", "book", "--participant", "").isEmpty)
        #expect(try completed("rendezvous", "demo", "/bin/bas").isEmpty)
    }

    @Test func `the manual page has every command, option and exit code, and nothing is lost`() {
        let answer = Desk([:]).run("manual")
        #expect(answer.code == .success)
        let page = answer.output
        for command in CommandLineTool.commands {
            #expect(page.contains("\n.SS \(command.name)\n"))
            for option in command.options {
                let name = option.name.replacingOccurrences(of: "-", with: "\\-")
                #expect(page.contains("\n.TP\n\\fB\\-\\-\(name)\\fR"), "\(option.name)")
            }
        }
        for code in ExitCode.allCases { #expect(page.contains("\n.TP\n.B \(code.rawValue)\n")) }
        #expect(page.contains("rendezvous \(Release.version)"))
        #expect(page.utf8.allSatisfy { $0 < 0x80 })
        // A line that begins with a dot is a command of man(7); any other would vanish.
        let macros: Set = ["TH", "SH", "SS", "TP", "PP", "B", "I", "br", "\\\""]
        for line in page.components(separatedBy: "\n") where line.hasPrefix(".") {
            let name = String(line.dropFirst().prefix { $0 != " " })
            #expect(macros.contains(name), "\(line)")
        }
    }
}
