/// The `rendezvous` program: finds a command by name and runs it.
public enum CommandLineTool {
    static var commands: [any Command.Type] {
        [
            DemoCommand.self, OpeningsCommand.self, BookCommand.self, PlanCommand.self,
            ExplainCommand.self, VerifyCommand.self, ExportCommand.self, DayCommand.self,
            TimetableCommand.self, ContactsCommand.self, CasesCommand.self, EraseCommand.self,
            TestCommand.self, DueCommand.self, WaitingCommand.self, PassesCommand.self,
            SeriesCommand.self, UsageCommand.self, WhatIfCommand.self, RepairCommand.self,
            StaffCommand.self, SimulateCommand.self, StoreCommand.self, ServeCommand.self,
            KeysCommand.self, CompletionCommand.self, ManualCommand.self,
        ]
    }

    /// Runs the command that the words name.
    ///
    /// - Returns: The code with which the process should leave.
    public static func run(_ words: [String], on console: Console) -> ExitCode {
        guard let name = words.first, name != "--help", name != "-h" else {
            console.write(help)
            return words.isEmpty ? .usage : .success
        }
        let rest = Array(words.dropFirst())
        if name == "help" { return explain(rest.first, console) }
        if name == "--version" {
            console.write("rendezvous \(Release.version)\n")
            return .success
        }
        guard let command = commands.first(where: { $0.name == name }) else {
            console.note("command (\(name)) must be one of: \(names).\n")
            return .usage
        }
        if rest.contains("--help") { return explain(name, console) }
        do throws(Failure) {
            let arguments = try Arguments(rest, command.options, command: name)
            return try command.run(arguments, console)
        } catch {
            console.note(error.message + "\n")
            return error.code
        }
    }

    private static var names: String { commands.map { $0.name }.joined(separator: ", ") }

    private static func explain(_ name: String?, _ console: Console) -> ExitCode {
        guard let name else {
            console.write(help)
            return .success
        }
        guard let command = commands.first(where: { $0.name == name }) else {
            console.note("command (\(name)) must be one of: \(names).\n")
            return .usage
        }
        console.write(command.help)
        return .success
    }

    private static var help: String {
        var text = "rendezvous: appointments for public employment services\n\n"
        text += "  rendezvous COMMAND [FILES] [OPTIONS]\n\n"
        for command in commands {
            text += "  \(Text.padded(command.name, to: 10))\(command.summary)\n"
        }
        text += "\n`rendezvous help COMMAND` tells more. Leaves with:\n"
        for code in ExitCode.allCases {
            text += "  \(Text.padded(String(code.rawValue), to: 4))\(code.meaning)\n"
        }
        return text
    }
}
