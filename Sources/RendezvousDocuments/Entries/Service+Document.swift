package import Rendezvous

extension Field: EntryValue {
    static let names = ["name"]

    init(_ members: Members) throws(DocumentError) {
        try self.init(members.value("id"), name: members.value("name"))
    }

    var members: JSONOutput { .members(["name": name.written]) }
}

extension Skill: EntryValue {
    static let names = ["name"]

    init(_ members: Members) throws(DocumentError) {
        try self.init(members.value("id"), name: members.value("name"))
    }

    var members: JSONOutput { .members(["name": name.written]) }
}

extension ChecklistItem: DocumentValue {
    package init(reading node: Node) throws(DocumentError) {
        let members = try node.members(["id", "name", "obtainedFrom", "submittedTo"])
        try self.init(
            members.value("id"), name: members.value("name"),
            obtainedFrom: members.value("obtainedFrom", else: ""),
            submittedTo: members.value("submittedTo", else: ""))
    }

    package var written: JSONOutput {
        .members([
            "id": id.written, "name": name.written,
            "obtainedFrom": obtainedFrom.written(unless: ""),
            "submittedTo": submittedTo.written(unless: ""),
        ])
    }
}

extension Topic: DocumentValue {
    package init(reading node: Node) throws(DocumentError) {
        let members = try node.members(["id", "name", "checklist"])
        try self.init(
            members.value("id"), name: members.value("name"),
            checklist: members.value("checklist", else: []))
    }

    package var written: JSONOutput {
        .members([
            "id": id.written, "name": name.written, "checklist": checklist.written(unless: []),
        ])
    }
}

/// What is left out of a service means what it did when the format was fixed, whatever the
/// engine's own defaults are.
extension Service: EntryValue {
    static let names = [
        "field", "name", "topics", "audience", "duration", "interpretedDuration", "gap",
        "channelGaps", "channels", "skills", "checklist", "minimumNotice", "horizon", "startGrid",
        "needsRoom", "capacity",
    ]

    private static let gapNames = KeyValuePairs(
        dictionaryLiteral: ("video", Channel.video), ("phone", .phone), ("office", .office))

    init(_ members: Members) throws(DocumentError) {
        var channelGaps: [Channel: Gap] = [:]
        if let node = members["channelGaps"] {
            channelGaps = try Dictionary(reading: node, by: Self.gapNames)
        }
        try self.init(
            members.value("id"), in: members.value("field"), name: members.value("name", else: ""),
            topics: members.value("topics", else: []),
            for: members.filled("audience", else: [.registered]),
            lasting: members.value("duration"),
            interpretedDuration: members.optional("interpretedDuration"),
            gap: members.value("gap", else: .none), channelGaps: channelGaps,
            channels: members.filled("channels", else: [.video]),
            skills: members.value("skills", else: []),
            checklist: members.value("checklist", else: []),
            minimumNotice: members.value("minimumNotice", else: .zero),
            horizon: members["horizon"]?.integer(
                0...Limits.farthestHorizon, of: "days") ?? 60,
            startGrid: members["startGrid"]?.integer(
                1...Limits.largestStartGrid, of: "minutes") ?? 5,
            needsRoom: members["needsRoom"]?.flag() ?? false,
            capacity: members["capacity"]?.integer(1...Limits.largestCapacity) ?? 1)
    }

    var members: JSONOutput {
        let gaps = Self.gapNames.compactMap { name, channel in
            channelGaps[channel].map { (name, $0.written) }
        }
        return .members([
            "field": field.written,
            "name": name.written(unless: ""),
            "topics": topics.written(unless: []),
            "audience": audience.written,
            "duration": duration.written,
            "interpretedDuration": interpretedDuration?.written,
            "gap": gap.written(unless: .none),
            "channelGaps": gaps.isEmpty ? nil : .object(gaps),
            "channels": channels.written,
            "skills": skills.written(unless: []),
            "checklist": checklist.written(unless: []),
            "minimumNotice": minimumNotice.written(unless: .zero),
            "horizon": .number(horizon),
            "startGrid": .number(startGrid),
            "needsRoom": needsRoom ? .flag(true) : nil,
            "capacity": capacity == 1 ? nil : .number(capacity),
        ])
    }
}
