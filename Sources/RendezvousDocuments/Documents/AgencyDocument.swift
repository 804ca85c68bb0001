public import Rendezvous

/// The document `agency/1`: zones, holidays, catalogue, policies and declared working time, as they
/// are when an agenda starts.
///
///     let agency = try AgencyDocument.decode(bytes)
///     let agenda = Agenda(agency)
///
/// The lists are applied in a fixed order, each in its own: zones, holidays, fields, skills,
/// services, offices, positions, rooms, counsellors, interpreters, withdrawn entries, precedence,
/// policies, participants, declarations, rules about working time, card events. A shipped zone or
/// calendar may be given by its name alone.
public enum AgencyDocument {
    private static let names =
        ["founded", "zones", "holidays"] + EntryKind.allCases.map(\.plural)
        + [
            "withdrawn", "precedence", "policies", "participants", "declarations",
            "workingTimeRules",
        ]
        + ["clockEvents"]

    /// The agency of a document; its policies may name the custom rules given here.
    ///
    /// - Throws: ``DocumentError`` with the place of the first value that is not allowed; where the
    ///   engine refuses an element, with its `Refusal`.
    public static func decode(
        _ bytes: [UInt8], limits: StrictJSON.Limits = .standard,
        rules: CustomRules = CustomRules()
    ) throws(DocumentError) -> Agency {
        try agency(DocumentKind.agency.members(of: bytes, names, limits), rules)
    }

    /// The agency of a document that stands inside another.
    package static func decode(
        inside node: Node, rules: CustomRules
    ) throws(DocumentError) -> Agency {
        try agency(DocumentKind.agency.members(inside: node, names), rules)
    }

    private static func agency(
        _ members: Members, _ rules: CustomRules
    ) throws(DocumentError) -> Agency {
        var reader = AgencyReader(Agency(founded: try members.value("founded"), rules: rules))
        for node in try members["zones"]?.items() ?? [] { try reader.giveZone(node) }
        for node in try members["holidays"]?.items() ?? [] { try reader.giveHolidays(node) }
        for kind in EntryKind.allCases {
            for node in try members[kind.plural]?.items() ?? [] { try reader.define(kind, node) }
        }
        for node in try members["withdrawn"]?.items() ?? [] { try reader.withdraw(node) }
        if let node = members["precedence"] {
            try reader.amend(.precedenceSet(Precedence(reading: node)), node)
        }
        for node in try members["policies"]?.items() ?? [] { try reader.setPolicy(node) }
        for node in try members["participants"]?.items() ?? [] { try reader.note(node) }
        for node in try members["declarations"]?.items() ?? [] { try reader.declare(node) }
        for node in try members["workingTimeRules"]?.items() ?? [] { try reader.setRules(node) }
        for node in try members["clockEvents"]?.items() ?? [] { try reader.clock(node) }
        return reader.agency
    }

    /// The document of an agency: what its events add up to, without what later ones replaced.
    public static func encode(_ agency: Agency, _ layout: DocumentLayout = .pretty) -> [UInt8] {
        DocumentKind.agency.bytes(AgencySummary(agency).members, layout)
    }
}

/// Makes an agency of the elements of a document, each identifier once.
private struct AgencyReader {
    private(set) var agency: Agency
    private var seen: Set<[String]> = []

    init(_ agency: Agency) { self.agency = agency }

    /// Makes a change; what the engine refuses is reported with the place of the element.
    mutating func amend(_ change: Change, _ node: Node) throws(DocumentError) {
        do throws(Refusal) { try agency.amend(change) } catch { throw node.refused(by: error) }
    }

    /// Refuses an element whose key came before: two such elements contradict each other.
    private mutating func takeOnce(
        _ key: [String], _ name: String, _ node: Node
    ) throws(DocumentError) {
        guard seen.insert(key).inserted else {
            throw (node.isObject ? try node.member(name) : node).refused("must not come twice")
        }
    }

    mutating func giveZone(_ node: Node) throws(DocumentError) {
        let rules = try ZoneRules(reading: node)
        try takeOnce(["zone", rules.name], "name", node)
        try amend(.zoneGiven(rules), node)
    }

    mutating func giveHolidays(_ node: Node) throws(DocumentError) {
        let calendar = try HolidayCalendar(reading: node)
        try takeOnce(["holidays", calendar.id], "id", node)
        try amend(.holidaysGiven(calendar), node)
    }

    mutating func define(_ kind: EntryKind, _ node: Node) throws(DocumentError) {
        let (entry, from) = try kind.read(node)
        guard
            seen.insert([kind.rawValue, entry.reference.rawValue, from.description]).inserted
        else {
            throw try node.member("id").refused(
                "must not come twice for the same from (\(from))",
                hint: "a later version has a later from")
        }
        try amend(.defined(entry, from: from), node)
    }

    mutating func withdraw(_ node: Node) throws(DocumentError) {
        let withdrawal = try Withdrawal(node.members(Withdrawal.names))
        let reference = withdrawal.reference
        try takeOnce(
            ["withdrawn", reference.kind, reference.rawValue, withdrawal.from.description], "id",
            node)
        try amend(.withdrawn(reference, from: withdrawal.from), node)
    }

    mutating func setPolicy(_ node: Node) throws(DocumentError) {
        let policy = try Policy(reading: node)
        try takeOnce(["policy", policy.id.rawValue], "id", node)
        try amend(.policySet(policy), node)
    }

    mutating func note(_ node: Node) throws(DocumentError) {
        let participant = try Participant(reading: node)
        try takeOnce(["participant", participant.id.rawValue], "id", node)
        try amend(.participantNoted(participant), node)
    }

    mutating func setRules(_ node: Node) throws(DocumentError) {
        let members = try node.members(["from"] + WorkingTimeRules.names)
        let from = try members.value("from", else: CivilDate.min)
        guard seen.insert(["rules", from.description]).inserted else {
            throw node.refused("must not come twice for the same from (\(from))")
        }
        try amend(.workingTimeRulesSet(WorkingTimeRules(members), from: from), node)
    }

    mutating func clock(_ node: Node) throws(DocumentError) {
        let event = try ClockEvent(reading: node)
        try takeOnce(["clock", event.id.rawValue], "id", node)
        try amend(.clocked(event), node)
    }

    mutating func declare(_ node: Node) throws(DocumentError) {
        let declaration = try Declaration(reading: node)
        try takeOnce(["declaration", declaration.id.rawValue], "id", node)
        try amend(.declared(declaration), node)
    }
}
