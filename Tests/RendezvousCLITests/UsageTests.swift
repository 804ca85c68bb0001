import Testing

@testable import RendezvousCLI

/// The words of a command line: help, options, files, and what is said when they are wrong.
@Suite struct UsageTests {
    static let names = CommandLineTool.commands.map { $0.name }

    @Test func `without a command the help is shown, and the code says that one is missing`() {
        let answer = Desk().run([])
        #expect(answer.code == .usage)
        #expect(answer.notes.isEmpty)
        #expect(answer == with(Desk().run("help"), .usage))
    }

    @Test(arguments: ["help", "--help", "-h"])
    func `the help names every command and every exit code`(word: String) {
        let answer = Desk().run([word])
        #expect(answer.code == .success)
        for command in CommandLineTool.commands {
            #expect(answer.output.contains("\n  \(Text.padded(command.name, to: 10))"))
            #expect(answer.output.contains(command.summary))
        }
        for code in ExitCode.allCases {
            #expect(
                answer.output.contains(
                    "\n  \(Text.padded("\(code.rawValue)", to: 4))\(code.meaning)\n"))
        }
    }

    @Test(arguments: CommandLineTool.commands.map { $0.name })
    func `the help of a command names its files and options, and reads no file`(
        name: String
    )
        throws
    {
        let desk = Desk([:])
        let answer = desk.run("help \(name)")
        #expect(answer.code == .success)
        let command = try #require(CommandLineTool.commands.first { $0.name == name })
        for file in command.files { #expect(answer.output.contains(" \(file)")) }
        for option in command.options {
            let form = "\n  --\(option.name) " + (option.value ?? "")
            #expect(answer.output.contains(form))
            #expect(answer.output.contains("  \(option.help)\n"))
        }
        #expect(desk.run("\(name) --help") == answer)
        #expect(desk.run("\(name) missing.json --wrong --help") == answer)
    }

    @Test func `a command's options have different names`() {
        for command in CommandLineTool.commands {
            let names = command.options.map(\.name)
            #expect(Set(names).count == names.count, "\(command.name)")
        }
    }

    @Test func `the version is that of the release`() {
        let answer = Desk().run("--version")
        #expect(answer.output == "rendezvous \(Release.version)\n")
        #expect(answer.code == .success)
    }

    @Test(arguments: ["frobnicate", "help frobnicate", "Demo", "--json"])
    func `an unknown command is refused with those that there are`(line: String) {
        let word = line.split(separator: " ").last ?? ""
        let answer = Desk().run(line)
        let note =
            "command (\(word)) must be one of: " + Self.names.joined(separator: ", ") + ".\n"
        #expect(answer == Desk.Answer(code: .usage, output: "", notes: note, saved: []))
    }

    @Test(arguments: CommandLineTool.commands.map { $0.name })
    func `an unknown option is refused with the way to the help`(name: String) {
        let answer = Desk().run("\(name) --servce advice")
        #expect(answer.code == .usage)
        #expect(
            answer.notes == """
                option --servce is not one of \(name).
                Maybe see `rendezvous help \(name)`.

                """)
    }

    @Test(arguments: CommandLineTool.commands.map { $0.name })
    func `each option with a value asks for it, and each switch refuses one`(name: String) throws {
        let command = try #require(CommandLineTool.commands.first { $0.name == name })
        for option in command.options {
            let form = option.value == nil ? "--\(option.name)=1" : "--\(option.name)"
            let answer = Desk().run("\(name) \(form)")
            #expect(answer.code == .usage)
            if let value = option.value {
                #expect(answer.notes == "option --\(option.name) needs a value: \(value).\n")
            } else {
                #expect(answer.notes == "option --\(option.name) takes no value.\n")
            }
        }
    }

    @Test(arguments: CommandLineTool.commands.map { $0.name })
    func `missing and superfluous files are counted`(name: String) throws {
        let command = try #require(CommandLineTool.commands.first { $0.name == name })
        let count = command.files.count
        let words = count == 0 ? "none is needed" : command.files.joined(separator: " ")
        let isOpen = words.hasSuffix("…")
        let wanted = isOpen ? "\(count) or more: \(words)" : "\(count): \(words)"
        for given in isOpen ? [count - 1] : [count - 1, count + 1] where given >= 0 {
            let files = (0..<given).map { _ in "agency.json" }.joined(separator: " ")
            let answer = Desk().run("\(name) \(files)")
            #expect(answer.code == .usage)
            #expect(answer.notes == "files (\(files)) must be \(wanted).\n")
        }
    }

    @Test func `a value stands behind its option or after an equals sign`() {
        let one = Desk().run("openings agency.json --service advice --limit 1")
        #expect(one.code == .success)
        #expect(Desk().run("openings --service=advice --limit=1 agency.json") == one)
        #expect(Desk().run("openings --limit 1 --service=advice -- agency.json") == one)
        #expect(Desk().run("openings agency.json --service=no --service advice --limit=1") == one)
    }

    @Test func `after two dashes nothing is an option`() {
        let answer = Desk().run("verify -- --json")
        #expect(answer.code == .noInput)
        #expect(answer.notes == "--json: the file cannot be read.\n")
    }

    /// A command line with a wrong value, and what it answers.
    static let wrong: KeyValuePairs = [
        "openings agency.json": "--service is needed: one of advice, grants.",
        "openings agency.json --service advice --needs speech":
            "--needs (speech) must be modality:language or facility:name.",
        "openings agency.json --service advice --needs signed:gss,sung:gss":
            "--needs (sung:gss) must be modality:language or facility:name.",
        "openings agency.json --service advice --as somebody":
            "--as (somebody) must be registered, person, business or representative.",
        "openings agency.json --service advice --channels fax":
            "--channels (fax) must be video, phone or office.",
        "openings agency.json --service advice --from 30.3.2026":
            "--from (30.3.2026) must be a date such as 2026-03-30.",
        "openings agency.json --service advice --from 9999-12-31":
            "--from (9999-12-31) must lie before the end of the calendar.",
        "openings agency.json --service advice --within 0d":
            "--within (0d) must be a number of days such as 14d.",
        "openings agency.json --service advice --within 733":
            "--within (733) must be a number of days such as 14d.",
        "openings agency.json --service advice --limit 0":
            "--limit (0) must be a whole number from 1.",
        "openings agency.json --service advice --limit ten":
            "--limit (ten) must be a whole number from 1.",
        "openings agency.json --service advice --at 2026-11-20":
            "--at (2026-11-20) must be an instant such as 2026-03-30T08:00:00+03:00.",
        "openings agency.json --service advice --office kypseli --region attiki":
            "--office and --region exclude each other.",
        "openings agency.json --service advice --region attiki --area 11362":
            "--region and --area exclude each other.",
        "openings agency.json --service advice --counsellor maria --prefer nikos":
            "--counsellor and --prefer exclude each other.",
        "book agency.json --service advice --start 08:00":
            "--start (08:00) must be an instant such as 2026-03-30T08:00:00+03:00.",
        "plan agency.json requests.json --steps -1":
            "--steps (-1) must be a whole number from 0.",
        "plan agency.json requests.json --seed x": "--seed (x) must be a whole number from 0.",
        "plan agency.json requests.json --threads 0":
            "--threads (0) must be a whole number from 1.",
        "plan agency.json requests.json --time-limit 0":
            "--time-limit (0) must be a whole number from 1.",
        "verify agency.json --plan plan.json":
            "--plan needs --requests, the requests that were planned.",
        "verify agency.json --most -1": "--most (-1) must be a whole number from 0.",
        "export agency.json --format pdf": "--format (pdf) must be ics, agenda or log.",
        "export agency.json --language !": "--language (!) must be a BCP 47 tag such as el.",
        "export agency.json --counsellor maria --room r-1":
            "--counsellor, --interpreter, --participant and --room exclude each other.",
        "day agency.json": "--office is needed: one of kypseli.",
        "day agency.json --office athens": "--office is needed: one of kypseli.",
        "day agency.json --office kypseli --date today":
            "--date (today) must be a date such as 2026-03-30.",
    ]

    @Test func `a wrong value is named with what is allowed, and nothing is written`() {
        for (line, note) in Self.wrong {
            let answer = Desk().run(line)
            let expected = Desk.Answer(code: .usage, output: "", notes: note + "\n", saved: [])
            #expect(answer == expected, "\(line)")
        }
    }

    private func with(_ answer: Desk.Answer, _ code: ExitCode) -> Desk.Answer {
        var answer = answer
        answer.code = code
        return answer
    }
}
