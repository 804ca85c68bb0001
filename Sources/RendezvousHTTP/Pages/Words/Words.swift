internal import Rendezvous

/// One phrase of the pages in their four languages, side by side so that whoever changes one sees
/// the others. `{1}` and `{2}` stand for what is put in.
///
/// A phrase cannot lack a language: all four are arguments.
struct Words: Hashable, Sendable {
    let greek, romanian, danish, english: String

    /// A phrase in Greek, Romanian, Danish and English.
    init(_ greek: String, _ romanian: String, _ danish: String, _ english: String) {
        self.greek = greek
        self.romanian = romanian
        self.danish = danish
        self.english = english
    }

    /// The phrase in a language.
    subscript(language: ExplanationLanguage) -> String {
        switch language {
        case .greek: greek
        case .romanian: romanian
        case .danish: danish
        case .english: english
        }
    }

    /// The phrase in a language with values in the place of `{1}`, `{2}` …
    func text(in language: ExplanationLanguage, _ values: [String]) -> String {
        var (result, rest) = ("", self[language][...])
        while let open = rest.firstIndex(of: "{") {
            result += rest[..<open]
            let behind = rest[rest.index(after: open)...]
            if let close = behind.firstIndex(of: "}"), let number = Int(behind[..<close]),
                values.indices.contains(number - 1)
            {
                result += values[number - 1]
                rest = behind[behind.index(after: close)...]
            } else {
                result.append("{")
                rest = behind
            }
        }
        return result + rest
    }
}

extension ExplanationLanguage {
    /// What the language calls itself.
    var ownName: String {
        switch self {
        case .greek: "Ελληνικά"
        case .romanian: "Română"
        case .danish: "Dansk"
        case .english: "English"
        }
    }

    /// The language that a browser likes best of those there are (RFC 9110, 12.5.4): the first of
    /// the highest weight; English where none fits.
    static func preferred(by header: String?) -> ExplanationLanguage {
        var best: (language: ExplanationLanguage, weight: Int)?
        for part in (header ?? "").split(separator: ",").prefix(50) {
            let pieces = part.split(separator: ";")
            let tag = pieces.first.map { String($0).trimmed.lowercased() } ?? ""
            let primary = tag.split(separator: "-").first.map(String.init) ?? ""
            guard let language = ExplanationLanguage(rawValue: primary) else { continue }
            let weight = pieces.dropFirst().first.map { thousandths(String($0).trimmed) } ?? 1_000
            if weight > best?.weight ?? 0 { best = (language, weight) }
        }
        return best?.language ?? .english
    }

    /// `q=0.8` as 800; what is not understood counts as 0.
    private static func thousandths(_ text: String) -> Int {
        guard text.lowercased().hasPrefix("q=") else { return 0 }
        let digits = text.dropFirst(2)
        guard digits.utf8.count <= 5, let first = digits.first, first == "0" || first == "1" else {
            return 0
        }
        let decimals = digits.dropFirst().drop { $0 == "." }
        let padded = decimals + String(repeating: "0", count: 3 - min(3, decimals.count))
        guard let value = Int(padded) else { return 0 }
        return first == "1" ? 1_000 : min(1_000, value)
    }
}
