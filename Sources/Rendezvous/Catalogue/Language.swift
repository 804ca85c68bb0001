/// A language by its BCP 47 tag, kept in lower case: `el`, `ro`, `da`, `ar`; sign languages by
/// their own tag: `gss` Greek, `rms` Romanian, `dsl` Danish.
///
/// The retired tags `sgn-GR` and `sgn-DK` are read as `gss` and `dsl`.
public struct Language: Hashable, Sendable, Comparable {
    /// The tag, in lower case.
    public let tag: String

    /// The language of a well-formed tag (RFC 5646, 2.1: subtags of 1 … 8 letters and digits,
    /// the first of 2 … 8 letters), or `nil`.
    public init?(_ text: some StringProtocol) {
        let lowered = text.lowercased()
        let subtags = lowered.split(separator: "-", omittingEmptySubsequences: false)
        guard lowered.utf8.count <= 35, let first = subtags.first,
            (2...8).contains(first.utf8.count),
            first.utf8.allSatisfy(Self.isLetter),
            subtags.allSatisfy({
                (1...8).contains($0.utf8.count)
                    && $0.utf8.allSatisfy { Self.isLetter($0) || Self.isDigit($0) }
            })
        else { return nil }
        switch lowered {
        case "sgn-gr": tag = "gss"
        case "sgn-dk": tag = "dsl"
        default: tag = lowered
        }
    }

    private static func isLetter(_ byte: UInt8) -> Bool { byte >= 0x61 && byte <= 0x7A }
    private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

    /// Whether `left` comes before `right`.
    public static func < (left: Language, right: Language) -> Bool { left.tag < right.tag }
}

extension Language: ExpressibleByStringLiteral, CustomStringConvertible {
    /// A tag written in the source; a literal that is no tag stops the program.
    public init(stringLiteral text: String) {
        guard let language = Language(text) else {
            preconditionFailure("The literal \"\(text)\" is no BCP 47 language tag.")
        }
        self = language
    }

    /// The tag.
    public var description: String { tag }
}
