/// A text for people, in one or several languages.
///
///     let name: Label = ["el": "Νέα Ιωνία", "en": "Nea Ionia"]
///     name.text(in: "en")                  // "Nea Ionia"
public struct Label: Hashable, Sendable {
    /// One language's text.
    public struct Entry: Hashable, Sendable {
        /// The language of the text.
        public let language: Language
        /// The text, at most ``Limits/labelBytes`` bytes.
        public let text: String
    }

    /// The texts, sorted by language; at most one a language.
    public let entries: [Entry]

    /// A label in an undetermined language (`und`), from a text such as a row has.
    public init(_ text: String) { self.init([(Language("und"), text)]) }

    /// A label from language and text; the last text of a language holds.
    public init(_ texts: some Sequence<(Language, String)>) {
        var byLanguage: [Language: String] = [:]
        for (language, text) in texts { byLanguage[language] = text }
        entries = byLanguage.map { Entry(language: $0.key, text: $0.value) }
            .sorted { $0.language < $1.language }
    }

    /// The text in `language`, else in English, else the first there is, else the empty text.
    public func text(in language: Language) -> String {
        let entry =
            entries.first { $0.language == language } ?? entries.first { $0.language == "en" }
            ?? entries.first
        return entry?.text ?? ""
    }
}

extension Label: ExpressibleByStringLiteral, ExpressibleByDictionaryLiteral {
    /// A label in an undetermined language (`und`).
    public init(stringLiteral text: String) { self.init(text) }

    /// A label from language and text.
    public init(dictionaryLiteral elements: (Language, String)...) { self.init(elements) }
}
