package import Rendezvous

/// Reads requests, with the zones in which the days of their windows are.
package struct RequestReader {
    /// Zones beside the shipped ones, by name.
    let zones: [String: ZoneRules]
    /// Whether windows may be given as days; a log says instants, which mean the same for ever.
    var takesDays = true

    package init(zones: [String: ZoneRules], takesDays: Bool = true) {
        self.zones = zones
        self.takesDays = takesDays
    }

    package func request(_ node: Node) throws(DocumentError) -> Request {
        try request(node, id: nil)
    }

    /// A request that nobody names: without `id`.
    package func anonymousRequest(_ node: Node) throws(DocumentError) -> Request {
        try request(node, id: "request")
    }

    private func request(_ node: Node, id: Request.ID?) throws(DocumentError) -> Request {
        let members = try node.members(
            (id == nil ? ["id"] : []) + [
                "party", "service", "topic", "channels", "scope", "counsellor", "windows",
                "weight", "submitted",
            ])
        var windows: [Interval] = []
        for item in try members.required("windows").items() { windows.append(try window(item)) }
        let name: Request.ID = if let id { id } else { try members.value("id") }
        return try Request(
            name, for: members.value("party"), service: members.value("service"),
            topic: members.optional("topic"), channels: members.value("channels", else: []),
            at: members.value("scope", else: .any), with: members.value("counsellor", else: .any),
            within: IntervalSet(windows),
            weight: members["weight"]?.integer(1...Limits.heaviestWeight) ?? 1,
            submitted: members.value("submitted", else: .min))
    }

    /// A window of instants, or of whole days in a zone.
    private func window(_ node: Node) throws(DocumentError) -> Interval {
        let members = try node.members(["start", "end", "from", "to", "zone"])
        guard members["from"] != nil || members["to"] != nil || members["zone"] != nil else {
            return try Interval(members)
        }
        guard takesDays else { throw node.refused("must have start and end in a log") }
        if let other = members["start"] ?? members["end"] {
            throw other.refused("must not stand beside from, to and zone")
        }
        let first: CivilDate = try members.value("from")
        let last: CivilDate = try members.value("to")
        let name: String = try members.value("zone")
        guard let rules = zones[name] ?? ZoneRules.shipped(name) else {
            throw try members.required("zone").refused("must be a zone whose rules are given")
        }
        let end = last == .max ? Instant.max : rules.start(of: last.advanced(by: 1))
        guard let window = Interval(start: rules.start(of: first), end: end) else {
            throw try members.required("to").refused(
                first <= last
                    ? "must be a day that the zone has" : "must not be before from (\(first))")
        }
        return window
    }
}

extension Request {
    /// The request; its windows as instants.
    package var written: JSONOutput {
        .members([
            "id": id.written,
            "party": party.written,
            "service": service.written,
            "topic": topic?.written,
            "channels": channels.written(unless: []),
            "scope": scope.written(unless: .any),
            "counsellor": counsellor.written(unless: .any),
            "windows": windows.intervals.written,
            "weight": weight == 1 ? nil : .number(weight),
            "submitted": submitted.written(unless: .min),
        ])
    }
}

extension OfficeScope: DocumentValue {
    package init(reading node: Node) throws(DocumentError) {
        let members = try node.members(["offices", "region", "area"])
        let given = [members["offices"], members["region"], members["area"]].compactMap { $0 }
        guard given.count == 1 else {
            throw node.refused(
                "must have one of offices, region and area", hint: "it is any office: leave it out")
        }
        if let offices: Set<Office.ID> = try members.optional("offices") {
            self = .offices(offices)
        } else if let region: Office.Region = try members.optional("region") {
            self = .region(region)
        } else {
            self = .area(try members.value("area"))
        }
    }

    package var written: JSONOutput {
        switch self {
        case .any: .object([])
        case .offices(let ids): .members(["offices": ids.written])
        case .region(let id): .members(["region": id.written])
        case .area(let id): .members(["area": id.written])
        }
    }
}

extension CounsellorWish: DocumentValue {
    package init(reading node: Node) throws(DocumentError) {
        let members = try node.members(["preferred", "only"])
        switch (members["preferred"], members["only"]) {
        case (let preferred?, nil): self = .preferred(try Identifier(reading: preferred))
        case (nil, let only?): self = .only(try Identifier(reading: only))
        default:
            throw node.refused(
                "must have one of preferred and only", hint: "it is any counsellor: leave it out")
        }
    }

    package var written: JSONOutput {
        switch self {
        case .any: .object([])
        case .preferred(let id): .members(["preferred": id.written])
        case .only(let id): .members(["only": id.written])
        }
    }
}
