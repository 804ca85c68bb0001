import Rendezvous

extension Counsellor: EntryValue {
    static let names = [
        "office", "position", "services", "skills", "communications", "channels", "gap",
        "bookableHours", "dailyLimit",
    ]

    init(_ members: Members) throws(DocumentError) {
        try self.init(
            members.value("id"), at: members.value("office"),
            position: members.optional("position"), offers: members.optional("services"),
            skills: members.value("skills", else: []),
            communications: members.value("communications", else: []),
            channels: members.filled("channels", else: [.video, .phone, .office]),
            gap: members.value("gap", else: .none),
            bookableHours: members.optional("bookableHours"),
            dailyLimit: members["dailyLimit"]?.integer(1...Limits.largestDailyLimit))
    }

    var members: JSONOutput {
        .members([
            "office": office.written,
            "position": position?.written,
            "services": services?.written,
            "skills": skills.written(unless: []),
            "communications": communications.written(unless: []),
            "channels": channels.written(unless: [.video, .phone, .office]),
            "gap": gap.written(unless: .none),
            "bookableHours": bookableHours?.written,
            "dailyLimit": dailyLimit.map { .number($0) },
        ])
    }
}

extension Interpreter: EntryValue {
    static let names = ["communications", "channels", "offices", "gap", "zone"]

    init(_ members: Members) throws(DocumentError) {
        try self.init(
            members.value("id"), communications: members.value("communications"),
            channels: members.filled("channels", else: [.video, .phone, .office]),
            offices: members.optional("offices"), gap: members.value("gap", else: .none),
            zone: members.value("zone"))
    }

    var members: JSONOutput {
        .members([
            "communications": communications.written,
            "channels": channels.written(unless: [.video, .phone, .office]),
            "offices": offices?.written,
            "gap": gap.written(unless: .none),
            "zone": zone.written,
        ])
    }
}
