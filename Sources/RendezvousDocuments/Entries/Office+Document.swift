package import Rendezvous

extension DatedException: DocumentValue {
    package init(reading node: Node) throws(DocumentError) {
        let members = try node.members(["dates", "hours", "reason"])
        try self.init(
            members.value("dates"), hours: members.value("hours", else: []),
            reason: members.value("reason", else: ""))
    }

    package var written: JSONOutput {
        .members([
            "dates": dates.written, "hours": hours.written(unless: []),
            "reason": reason.written(unless: ""),
        ])
    }
}

extension Office: EntryValue {
    static let names = [
        "name", "zone", "region", "areas", "hours", "exceptions", "holidays", "facilities",
    ]

    init(_ members: Members) throws(DocumentError) {
        try self.init(
            members.value("id"), name: members.value("name", else: ""),
            zone: members.value("zone"), region: members.optional("region"),
            areas: members.value("areas", else: []), hours: members.value("hours"),
            exceptions: members.value("exceptions", else: []),
            holidays: members.optional("holidays"),
            facilities: members.value("facilities", else: []))
    }

    var members: JSONOutput {
        .members([
            "name": name.written(unless: ""),
            "zone": zone.written,
            "region": region?.written,
            "areas": areas.written(unless: []),
            "hours": hours.written,
            "exceptions": exceptions.written(unless: []),
            "holidays": holidays?.written,
            "facilities": facilities.written(unless: []),
        ])
    }
}

extension Position: EntryValue {
    static let names = ["name", "hours"]

    init(_ members: Members) throws(DocumentError) {
        try self.init(
            members.value("id"), name: members.value("name"), hours: members.value("hours"))
    }

    var members: JSONOutput { .members(["name": name.written, "hours": hours.written]) }
}

extension Room: EntryValue {
    static let names = ["office", "name", "facilities"]

    init(_ members: Members) throws(DocumentError) {
        try self.init(
            members.value("id"), in: members.value("office"),
            name: members.value("name", else: ""),
            facilities: members.value("facilities", else: []))
    }

    var members: JSONOutput {
        .members([
            "office": office.written, "name": name.written(unless: ""),
            "facilities": facilities.written(unless: []),
        ])
    }
}
