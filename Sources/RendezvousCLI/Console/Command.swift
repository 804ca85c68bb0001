/// One command of the program.
protocol Command {
    static var name: String { get }
    static var summary: String { get }
    /// The files that it takes, by name.
    static var files: [String] { get }
    /// The words that stand for one of ``files`` which is no path: `TASK`.
    static var choices: [String: [String]] { get }
    static var options: [Option] { get }
    static func run(_ arguments: Arguments, _ console: Console) throws(Failure) -> ExitCode
}

extension Command {
    static var choices: [String: [String]] { [:] }

    static var help: String {
        var text = "rendezvous \(name) \(files.joined(separator: " ")) [OPTIONS]\n\(summary)\n\n"
        for option in options {
            let form = "--\(option.name)" + (option.value.map { " \($0)" } ?? "")
            text += "  \(Text.padded(form, to: 26))\(option.help)\n"
        }
        return text
    }
}
