/// `rendezvous completion`: what a shell needs to complete the words of the program.
enum CompletionCommand: Command {
    static let name = "completion"
    static let summary = "write what bash, zsh or fish needs to complete command lines"
    static let files = ["SHELL"]
    static let options: [Option] = []
    static let choices = ["SHELL": ["bash", "zsh", "fish"]]

    static func run(_ arguments: Arguments, _ console: Console) throws(Failure) -> ExitCode {
        let shell = try arguments.words(files)[0]
        let completion = Completion(of: CommandLineTool.commands)
        switch shell {
        case "bash": console.write(completion.bash)
        case "zsh": console.write(completion.zsh)
        case "fish": console.write(completion.fish)
        default: throw Failure(.usage, "shell (\(shell)) must be one of: bash, zsh, fish.")
        }
        return .success
    }
}
