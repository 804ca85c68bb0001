/// How a language is used: modality is separate from the language (lip-reading is not a language).
public enum Modality: String, Hashable, Sendable, Comparable, CaseIterable {
    /// Speaking and listening.
    case spoken
    /// Signing, in a sign language of its own.
    case signed
    /// Speaking so that lips can be read.
    case lipReading
    /// Writing and reading.
    case written

    /// Whether the modality can be used on a channel: what is seen is not heard on the telephone.
    public func works(on channel: Channel) -> Bool { self == .spoken || channel != .phone }

    /// Whether `left` comes before `right`.
    public static func < (left: Modality, right: Modality) -> Bool {
        left.rawValue < right.rawValue
    }
}

/// A language in a modality: what a counsellor or interpreter masters, and what a person needs.
public struct Communication: Hashable, Sendable, Comparable {
    /// The language.
    public let language: Language
    /// How it is used.
    public let modality: Modality

    /// A language in a modality.
    public init(_ modality: Modality, _ language: Language) {
        self.language = language
        self.modality = modality
    }

    /// The form `modality:language`, or `nil` if `text` is anything else: `signed:gss`.
    public init?(_ text: some StringProtocol) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, let modality = Modality(rawValue: String(parts[0])),
            let language = Language(parts[1])
        else { return nil }
        self.init(modality, language)
    }

    /// A spoken language.
    public static func spoken(_ language: Language) -> Communication { .init(.spoken, language) }
    /// A sign language.
    public static func signed(_ language: Language) -> Communication { .init(.signed, language) }
    /// A language read from the lips.
    public static func lipReading(_ language: Language) -> Communication {
        .init(.lipReading, language)
    }

    /// Whether `left` comes before `right`.
    public static func < (left: Communication, right: Communication) -> Bool {
        (left.modality, left.language) < (right.modality, right.language)
    }
}

extension Communication: CustomStringConvertible {
    /// The form `modality:language`.
    public var description: String { "\(modality.rawValue):\(language.tag)" }
}
