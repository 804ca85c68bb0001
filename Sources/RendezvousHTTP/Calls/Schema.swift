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
    /// A list of so many values, none of them twice where they are a set.
    case items(Schema, ClosedRange<Int>, isSet: Bool = false)
    /// Values by names of so many characters, at most so many of them.
    case map(Schema, names: ClosedRange<Int>, most: Int)
    /// The members, those that may be missing with a `?` behind their name.
    case object(KeyValuePairs<String, Schema>)
    /// The same, where the members are put together.
    case members([(name: String, schema: Schema)])
    /// One of these.
    case either([Schema])
    /// What has a name of its own in the document.
    case named(String)
    /// A document of the formats in Documentation/Formats.
    case document(DocumentKind)
    /// An object that another format describes.
    case described(String)

    static let instant = Schema.formatted("date-time")
    static let date = Schema.formatted("date")
    /// An identifier: 1 to 64 bytes without spaces or control characters.
    static let identifier = Schema.patterned(
        "^[^\\s\\u0000-\\u001f\\u007f-\\u009f]+$", 1...64)
    /// Some text without control characters, and not of spaces alone.
    static let phrase = Schema.patterned(
        "^[^\\u0000-\\u001f\\u007f-\\u009f]*[^\\s\\u0000-\\u001f\\u007f-\\u009f]"
            + "[^\\u0000-\\u001f\\u007f-\\u009f]*$", 1...4_096)
    /// An `Idempotency-Key`: a structured string, or a bare word; of 1 to 255 bytes.
    static let key = Schema.patterned("^([!#-~]{1,255}|\"[!#-~]{1,255}\")$", 1...257)
    /// What a meeting must provide.
    static let need = Schema.patterned(
        "^((spoken|signed|lipReading|written):[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*"
            + "|facility:[!-~]{1,64})$", 1...128)
    /// How two people understand each other.
    static let communication = Schema.patterned(
        "^(spoken|signed|lipReading|written):[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$", 9...46)
    /// A number of days, 1 … ``Limits/farthestHorizon``.
    static let days = Schema.patterned(
        "^P([1-9][0-9]?|[1-6][0-9]{2}|7([0-2][0-9]|3[0-2]))D$", 3...5)
    /// A length of time in hours, minutes and seconds.
    static let duration = Schema.patterned(
        "^PT([0-9]{1,3}H([0-9]{1,3}M)?([0-9]{1,3}S)?|[0-9]{1,3}M([0-9]{1,3}S)?|[0-9]{1,3}S)$",
        4...14)
    /// A language.
    static let language = Schema.patterned("^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$", 2...35)
    /// A zone by its IANA name.
    static let zone = Schema.patterned("^[A-Za-z][A-Za-z0-9_+/-]*$", 1...64)

    /// What a query gives as texts with commas between.
    static func commas(_ item: String) -> Schema {
        .patterned("^\(item)(,\(item))*$", 1...4_096)
    }

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
                "maximum": range == Int.min...Int.max ? nil : .number(range.upperBound),
            ])
        case .decimal: return .members(["type": "number"])
        case .flag: return .members(["type": "boolean"])
        case .list(let item): return .members(["type": "array", "items": item.written])
        case .items(let item, let count, let isSet):
            return .members([
                "type": "array", "items": item.written,
                "minItems": count.lowerBound == 0 ? nil : .number(count.lowerBound),
                "maxItems": .number(count.upperBound), "uniqueItems": isSet ? .flag(true) : nil,
            ])
        case .map(let value, let names, let most):
            return .members([
                "type": "object", "additionalProperties": value.written,
                "propertyNames": .members([
                    "minLength": .number(names.lowerBound),
                    "maxLength": .number(names.upperBound),
                ]), "maxProperties": .number(most),
            ])
        case .object(let members):
            return Schema.members(members.map { ($0.key, $0.value) }).written
        case .members(let members):
            let required = members.map(\.name).filter { !$0.hasSuffix("?") }
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
        case .described(let text):
            return .members(["type": "object", "description": .text(text)])
        }
    }
}
