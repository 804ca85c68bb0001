/// The manual page of the program, in the language of man(7), made of its table of commands.
struct ManualPage {
    private let commands: [any Command.Type]

    /// The page of these commands.
    init(of commands: [any Command.Type]) { self.commands = commands }

    /// The page.
    var text: String {
        var text = ".\\\" Made by `rendezvous manual`; made anew with each release.\n"
        text += ".TH RENDEZVOUS 1 \"\" \"rendezvous \(Release.version)\" \"User Commands\"\n"
        text += ".SH NAME\nrendezvous \\- appointments for public employment services\n"
        text += ".SH SYNOPSIS\n.B rendezvous\n.I COMMAND\n[\\fIFILES\\fR] [\\fIOPTIONS\\fR]\n"
        text += ".br\n.B rendezvous help\n[\\fICOMMAND\\fR]\n"
        text += ".br\n.B rendezvous \\-\\-version\n"
        text += ".SH DESCRIPTION\n" + Self.description.map(line).joined(separator: ".PP\n")
        text += ".SH COMMANDS\n"
        for command in commands { text += section(command) }
        text += ".SH EXIT STATUS\n"
        for code in ExitCode.allCases {
            text += ".TP\n.B \(code.rawValue)\n" + line(code.meaning)
        }
        text += ".SH SEE ALSO\n"
        text += line("Documentation/CommandLine.md has every command with an example.")
        return text
    }

    private static let description = [
        "Rendezvous decides who meets whom and when at a public employment service, proves it, and "
            + "gives reasons where the answer is no.",
        "Files are documents in JSON; where AGENCY or AGENDA is asked for, either will do, and - "
            + "reads standard input. Options may stand anywhere behind the command, as --name "
            + "value or --name=value; after -- everything is a file. An option given twice counts "
            + "as given last; those whose value ends in an ellipsis add up instead.",
    ]

    private func section(_ command: any Command.Type) -> String {
        var text = ".SS \(escaped(command.name))\n"
        text += ".B rendezvous \(escaped(command.name))\n"
        for file in command.files { text += "\\fI\(escaped(file))\\fR\n" }
        if !command.options.isEmpty { text += "[\\fIOPTIONS\\fR]\n" }
        text += ".PP\n" + line(sentence(command.summary))
        for file in command.files {
            guard let words = command.choices[file] else { continue }
            text += ".PP\n" + line("\(file) is one of: \(words.joined(separator: ", ")).")
        }
        for option in command.options {
            text += ".TP\n\\fB\\-\\-\(escaped(option.name))\\fR"
            if let value = option.value { text += " \\fI\(escaped(value))\\fR" }
            text += "\n" + line(option.help)
        }
        return text
    }

    private func sentence(_ text: String) -> String {
        text.prefix(1).uppercased() + text.dropFirst() + "."
    }

    /// A line of text, which no dot or quote at its beginning makes a command.
    private func line(_ text: String) -> String {
        let text = escaped(text)
        return (text.hasPrefix(".") || text.hasPrefix("'") ? "\\&" : "") + text + "\n"
    }

    /// Text that is read as it is written.
    private func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": result += "\\e"
            case "-": result += "\\-"
            case _ where scalar.isASCII: result.unicodeScalars.append(scalar)
            default:
                let digits = String(scalar.value, radix: 16, uppercase: true)
                result += "\\[u" + String(repeating: "0", count: max(0, 4 - digits.count))
                result += digits + "]"
            }
        }
        return result
    }
}
