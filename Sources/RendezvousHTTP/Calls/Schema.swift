internal import RendezvousDocuments

/// The form of a value, for the OpenAPI document.
indirect enum Schema: Sendable {
    case text
    case formatted(String)
    /// A text that a pattern describes, of so many characters.
    case patterned(String, ClosedRange<Int>)
    case words([String])
    case integer(ClosedRange<Int>)
    case decimal
    case flag
    case list(Schema)
    case map(Schema)
    /// The members, those that may be missing with a `?` behind their name.
    case object(KeyValuePairs<String, Schema>)
    /// One of these.
    case either([Schema])
    /// What has a name of its own in the document.
    case named(String)
    /// A document of the formats in Documentation/Formats.
    case document(DocumentKind)
    /// A value that another format describes.
    case described(String)

    static let instant = Schema.formatted("date-time")
    static let date = Schema.formatted("date")
    /// An identifier: 1 to 64 bytes without spaces or control characters.
    static let identifier = Schema.patterned("^[^\\s\\p{C}]+$", 1...64)
    /// An `Idempotency-Key`: a structured string, or a bare word.
    static let key = Schema.patterned("^([!#-~]+|\"[!#-~]+\")$", 1...257)

    var written: JSONOutput {
        switch self {
        case .text: return .members(["type": "string"])
        case .formatted(let format): return .members(["type": "string", "format": .text(format)])
        case .patterned(let pattern, let length):
            return .members([
                "type": "string", "pattern": .text(pattern),
                "minLength": .number(length.lowerBound), "maxLength": .number(length.upperBound),
            ])
        case .words(let words):
            return .members(["type": "string", "enum": .list(words.map { .text($0) })])
        case .integer(let range):
            return .members([
                "type": "integer",
                "minimum": range.lowerBound == .min ? nil : .number(range.lowerBound),
                "maximum": range.upperBound == .max ? nil : .number(range.upperBound),
            ])
        case .decimal: return .members(["type": "number"])
        case .flag: return .members(["type": "boolean"])
        case .list(let item): return .members(["type": "array", "items": item.written])
        case .map(let value):
            return .members(["type": "object", "additionalProperties": value.written])
        case .object(let members):
            let required = members.map(\.key).filter { !$0.hasSuffix("?") }
            let properties = members.map { name, schema in
                (name.hasSuffix("?") ? String(name.dropLast()) : name, schema.written)
            }
            return .members([
                "type": "object",
                "required": required.isEmpty ? nil : .list(required.map { .text($0) }),
                "properties": .object(properties.map { (name: $0.0, value: $0.1) }),
                "additionalProperties": .flag(false),
            ])
        case .either(let schemas):
            return .members(["anyOf": .list(schemas.map(\.written))])
        case .named(let name):
            return .members(["$ref": .text("#/components/schemas/\(name)")])
        case .document(let kind):
            return .members([
                "type": "object", "required": .list(["rendezvous"]),
                "description": .text(
                    "The document \(kind.format): Documentation/Formats/"
                        + "\(kind.rawValue).schema.json"),
                "properties": .members([
                    "rendezvous": .members(["const": .text(kind.format)])
                ]),
            ])
        case .described(let text): return .members(["description": .text(text)])
        }
    }
}
