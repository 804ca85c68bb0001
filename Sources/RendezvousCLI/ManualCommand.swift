/// `rendezvous manual`: the manual page of the program.
enum ManualCommand: Command {
    static let name = "manual"
    static let summary = "write the manual page, for man(1)"
    static let files: [String] = []
    static let options: [Option] = []

    static func run(_ arguments: Arguments, _ console: Console) throws(Failure) -> ExitCode {
        _ = try arguments.words(files)
        console.write(ManualPage(of: CommandLineTool.commands).text)
        return .success
    }
}
