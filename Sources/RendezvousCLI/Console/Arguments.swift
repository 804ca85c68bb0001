/// An option of a command: one row of its help.
struct Option {
    let name: String
    /// What the value stands for; `nil` for a switch.
    let value: String?
    let help: String

    init(_ name: String, _ value: String? = nil, _ help: String) {
        self.name = name
        self.value = value
        self.help = help
    }
}

/// The words after a command: options by name, and the rest in order.
struct Arguments {
    private(set) var positional: [String] = []
    private var values: [String: [String]] = [:]

    /// Sorts words into options and others. `--name value` and `--name=value` are the same; after
    /// `--` nothing is an option.
    init(_ words: [String], _ options: [Option], command: String) throws(Failure) {
        var rest = words[...]
        while let word = rest.popFirst() {
            if word == "--" {
                positional += rest
                return
            }
            guard word.hasPrefix("--") else {
                positional.append(word)
                continue
            }
            let parts = word.dropFirst(2).split(
                separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let name = String(parts[0])
            guard let option = options.first(where: { $0.name == name }) else {
                throw Failure(
                    .usage,
                    "option --\(name) is not one of \(command).\nMaybe see "
                        + "`rendezvous help \(command)`.")
            }
            if option.value == nil {
                guard parts.count == 1 else {
                    throw Failure(.usage, "option --\(name) takes no value.")
                }
                values[name, default: []].append("")
            } else if parts.count == 2 {
                try Self.requireText(parts[1], option)
                values[name, default: []].append(String(parts[1]))
            } else if let value = rest.popFirst() {
                try Self.requireText(value[...], option)
                values[name, default: []].append(value)
            } else {
                throw Failure(.usage, "option --\(name) needs a value: \(option.value ?? "").")
            }
        }
    }

    /// Refuses an empty value, which a script with an unset variable gives.
    private static func requireText(_ text: Substring, _ option: Option) throws(Failure) {
        guard text.contains(where: { $0 != "," && !$0.isWhitespace }) else {
            throw Failure(
                .usage, "--\(option.name) (\(text)) needs a value: \(option.value ?? "").")
        }
    }

    /// Whether a switch is there.
    func has(_ name: String) -> Bool { values[name] != nil }

    /// The last value of an option.
    func text(_ name: String) -> String? { values[name]?.last }

    /// All values of an option, also those separated by commas.
    func list(_ name: String) -> [String] {
        (values[name] ?? []).flatMap { $0.split(separator: ",").map(String.init) }
    }

    /// A value read by a function, or a usage failure that says what is allowed.
    func value<Value>(
        _ name: String, _ allowed: String, _ read: (String) -> Value?
    ) throws(Failure) -> Value? {
        guard let text = text(name) else { return nil }
        guard let value = read(text) else {
            throw Failure(.usage, "--\(name) (\(text)) must be \(allowed).")
        }
        return value
    }

    /// The list of values read by a function.
    func values<Value>(
        _ name: String, _ allowed: String, _ read: (String) -> Value?
    ) throws(Failure) -> [Value] {
        var result: [Value] = []
        for text in list(name) {
            guard let value = read(text) else {
                throw Failure(.usage, "--\(name) (\(text)) must be \(allowed).")
            }
            result.append(value)
        }
        return result
    }

    /// A whole number of at least `least`.
    func number(_ name: String, from least: Int) throws(Failure) -> Int? {
        try value(name, "a whole number from \(least)") { text in
            Int(text).flatMap { $0 >= least ? $0 : nil }
        }
    }

    /// The words that are no options, by name; refuses missing and superfluous ones.
    ///
    /// A last name that ends in `…` stands for one word or more.
    func words(_ names: [String]) throws(Failure) -> [String] {
        if let last = names.last, last.hasSuffix("…") {
            guard positional.count >= names.count else {
                throw Failure(
                    .usage,
                    "files (\(positional.joined(separator: " "))) must be \(names.count) or more: "
                        + "\(names.joined(separator: " ")).")
            }
            return positional
        }
        guard positional.count == names.count else {
            let wanted = names.isEmpty ? "none is needed" : names.joined(separator: " ")
            throw Failure(
                .usage,
                "files (\(positional.joined(separator: " "))) must be \(names.count): \(wanted).")
        }
        return positional
    }
}
