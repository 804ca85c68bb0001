/// The program's words in the forms from which shells complete, made of its table of commands.
struct Completion {
    private let commands: [any Command.Type]

    /// The completion of these commands.
    init(of commands: [any Command.Type]) { self.commands = commands }

    private static let header = "# Made by `rendezvous completion`; made anew with each release.\n"

    /// What a word on the command line may be.
    private enum Kind {
        case file, folder, text

        /// The kind of what a value's name stands for.
        init(_ value: String) {
            switch value {
            case "FILE", "PATH", "PLACE": self = .file
            case "DIR", "FOLDER": self = .folder
            default: self = .text
            }
        }
    }

    /// The words that the first file of a command stands for, if it is no path.
    private func choices(_ command: any Command.Type) -> [String] {
        command.files.first.flatMap { command.choices[$0] } ?? []
    }

    /// Whether further words of a command may be paths.
    private func takesPaths(_ command: any Command.Type) -> Bool {
        command.files.contains { command.choices[$0] == nil }
    }

    // MARK: bash

    /// For bash: a file of `share/bash-completion/completions`.
    var bash: String {
        let names = commands.map { $0.name }.joined(separator: " ")
        var text = Self.header
        text += """
            _rendezvous() {
                local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}
                local names="\(names)"
                local options="" choices="" paths=""
                COMPREPLY=()
                if ((COMP_CWORD == 1)); then
                    COMPREPLY=($(compgen -W "$names help --help --version" -- "$word"))
                    return
                fi
                case "${COMP_WORDS[1]}" in
                    help) choices=$names ;;

            """
        for command in commands { text += bash(command) }
        text += """
                esac
                if [[ $word == -* ]]; then
                    COMPREPLY=($(compgen -W "$options --help" -- "$word"))
                elif ((COMP_CWORD == 2)) && [[ -n $choices ]]; then
                    COMPREPLY=($(compgen -W "$choices" -- "$word"))
                elif [[ -n $paths ]]; then
                    compopt -o filenames 2>/dev/null
                    COMPREPLY=($(compgen -f -- "$word"))
                fi
            }
            complete -F _rendezvous rendezvous

            """
        return text
    }

    private func bash(_ command: any Command.Type) -> String {
        var cases = ""
        for (kind, action) in [
            (Kind.file, "COMPREPLY=($(compgen -f -- \"$word\")); return"),
            (.folder, "COMPREPLY=($(compgen -d -- \"$word\")); return"), (.text, "return"),
        ] {
            let names = command.options.filter { $0.value.map(Kind.init) == kind }
            guard !names.isEmpty else { continue }
            let pattern = names.map { "--\($0.name)" }.joined(separator: "|")
            cases += "                \(pattern)) \(action) ;;\n"
        }
        var text = "        \(command.name))\n"
        if !cases.isEmpty {
            text += "            case \"$before\" in\n\(cases)            esac\n"
        }
        let options = command.options.map { "--\($0.name)" }.joined(separator: " ")
        text += "            options=\"\(options)\"\n"
        let choices = choices(command)
        if !choices.isEmpty {
            text += "            choices=\"\(choices.joined(separator: " "))\"\n"
        }
        if takesPaths(command) { text += "            paths=yes\n" }
        return text + "            ;;\n"
    }

    // MARK: zsh

    /// For zsh: the file `_rendezvous` of a folder of `fpath`.
    var zsh: String {
        var text = "#compdef rendezvous\n" + Self.header
        text += "_rendezvous() {\n    local -a names\n    names=(\n"
        for command in commands {
            text += "        \(quoted("\(command.name):\(command.summary)"))\n"
        }
        text += """
                    'help:tell more of a command'
                )
                if ((CURRENT == 2)); then
                    _describe command names
                    return
                fi
                local name=${words[2]}
                shift words
                ((CURRENT--))
                case $name in
                    help) ((CURRENT == 2)) && _describe command names ;;

            """
        for command in commands {
            let parts = command.options.map(zsh) + zshFiles(command)
            text += "        \(command.name))\n            _arguments"
            for part in parts + ["'--help[tell more]'"] { text += " \\\n                \(part)" }
            text += " ;;\n"
        }
        text += """
                esac
            }
            if [[ $funcstack[1] == _rendezvous ]]; then
                _rendezvous "$@"
            else
                compdef _rendezvous rendezvous
            fi

            """
        return text
    }

    private func zsh(_ option: Option) -> String {
        var text = "--\(option.name)[\(escaped(option.help))]"
        if let value = option.value {
            text += ":\(escaped(value)):"
            switch Kind(value) {
            case .file: text += "_files"
            case .folder: text += "_files -/"
            case .text: text += " "
            }
        }
        return quoted(text)
    }

    private func zshFiles(_ command: any Command.Type) -> [String] {
        command.files.enumerated().map { index, file in
            let place = file.hasSuffix("…") ? "*" : "\(index + 1)"
            let words = command.choices[file].map { "(\($0.joined(separator: " ")))" } ?? "_files"
            return quoted("\(place):\(escaped(file)):\(words)")
        }
    }

    /// What `_arguments` reads as plain text.
    private func escaped(_ text: String) -> String {
        var result = ""
        for character in text {
            if "\\[]:".contains(character) { result.append("\\") }
            result.append(character)
        }
        return result
    }

    /// A word of a shell's command line; bash and zsh.
    private func quoted(_ text: String) -> String {
        "'"
            + text.split(separator: "'", omittingEmptySubsequences: false).joined(
                separator: "'\\''")
            + "'"
    }

    // MARK: fish

    /// For fish: a file of `share/fish/vendor_completions.d`.
    var fish: String {
        let start = "complete -c rendezvous"
        var text = Self.header
        text += """
            function __rendezvous_is
                set -l words (commandline -opc)
                test (count $words) -ge 2; and test "$words[2]" = $argv[1]
            end
            function __rendezvous_counts
                test (count (commandline -opc)) -eq $argv[1]
            end
            \(start) -f
            \(start) -n '__rendezvous_counts 1' -l help -d 'write the list of commands'
            \(start) -n '__rendezvous_counts 1' -l version -d 'write the version'
            \(start) -n '__rendezvous_counts 1' -a help -d 'tell more of a command'

            """
        for command in commands {
            text += "\(start) -n '__rendezvous_counts 1' -a \(command.name)"
            text += " -d \(fishQuoted(command.summary))\n"
            text += "\(start) -n '__rendezvous_is help; and __rendezvous_counts 2'"
            text += " -a \(command.name)\n"
        }
        for command in commands {
            let here = "\(start) -n '__rendezvous_is \(command.name)'"
            let choices = choices(command)
            if !choices.isEmpty {
                text += "\(start) -n '__rendezvous_is \(command.name); and __rendezvous_counts 2'"
                text += " -a '\(choices.joined(separator: " "))'\n"
            }
            if takesPaths(command) { text += "\(here) -F\n" }
            for option in command.options {
                text += "\(here) -l \(option.name)"
                if let value = option.value { text += Kind(value) == .text ? " -x" : " -r -F" }
                text += " -d \(fishQuoted(option.help))\n"
            }
        }
        return text
    }

    private func fishQuoted(_ text: String) -> String {
        var result = "'"
        for character in text {
            if character == "\\" || character == "'" { result.append("\\") }
            result.append(character)
        }
        return result + "'"
    }
}
