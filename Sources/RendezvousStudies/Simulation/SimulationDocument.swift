import Rendezvous
public import RendezvousDocuments
public import RendezvousSimulation

/// The document `simulation/1`: an appointment book to be simulated, and the policies to compare.
///
///     let simulation = try SimulationDocument.decode(bytes) { path in read(path) }
///     let study = try BookStudy(simulation.scenario, policies: simulation.policies)
public enum SimulationDocument {
    /// What a document says.
    public struct Simulation: Sendable {
        /// The agency, its clients and the days.
        public let scenario: BookScenario
        /// The policies; the first is the baseline.
        public let policies: [BookPolicy]
        /// The seed, where the document gives one.
        public let seed: UInt64?
    }

    private static let names = [
        "title", "agency", "from", "days", "warmUp", "target", "book", "seed", "clients",
        "absences", "policies",
    ]

    /// The simulation of a document; `read` gives the bytes of the agency or agenda that it names
    /// by a path, or `nil` if they cannot be read.
    ///
    /// - Throws: `DocumentError` with the place of the first value that is not allowed.
    public static func decode(
        _ bytes: [UInt8], limits: StrictJSON.Limits = .standard,
        agency read: (String) -> [UInt8]? = { _ in nil }
    ) throws(DocumentError) -> Simulation {
        let members = try DocumentKind.simulation.members(of: bytes, names, limits)
        let events = try events(members.required("agency"), limits, read)
        let clients: [ClientStream] = try members.value("clients")
        let policies: [BookPolicy] = try members.filled("policies", else: [BookPolicy("baseline")])
        for (index, policy) in policies.enumerated()
        where policies[..<index].contains(where: { $0.id == policy.id }) {
            throw try members.required("policies").refused("must have ids that differ")
        }
        var isLight = false
        if let node = members["book"] {
            let name = try node.string()
            guard ["agenda", "light"].contains(name) else {
                throw node.refused("must be \"agenda\" or \"light\"")
            }
            isLight = name == "light"
        }
        let days = try members.required("days").integer(1...BookScenario.daysMax)
        let warmUp = try members["warmUp"]?.integer(0...(days - 1))
        let target = try members["target"]?.decimal(0...732)
        let title: String = try members.value("title", else: "")
        let first: CivilDate = try members.value("from")
        let absences: [AbsencePattern] = try members.value("absences", else: [])
        let scenario: BookScenario
        do throws(StudyError) {
            scenario = try BookScenario(
                title: title, events: events, from: first, days: days, warmUp: warmUp ?? 0,
                clients: clients, absences: absences, target: target ?? 7, isLight: isLight)
        } catch {
            throw members.node.refused("must be a simulation: \(error)")
        }
        let seed = try members["seed"]?.integer(0...Int.max)
        return Simulation(scenario: scenario, policies: policies, seed: seed.map { UInt64($0) })
    }

    /// The log of an agency: a document, or the path of one, with or without appointments.
    private static func events(
        _ node: Node, _ limits: StrictJSON.Limits, _ read: (String) -> [UInt8]?
    ) throws(DocumentError) -> [Event] {
        guard node.isText else {
            guard node.isObject else {
                throw node.refused("must be the path of an agency, or a document agency/1")
            }
            return try AgencyDocument.decode(inside: node, rules: BookScenario.rules).events
        }
        guard let bytes = read(node.content) else {
            throw node.refused("must be the path of a file that can be read")
        }
        do throws(DocumentError) {
            if try DocumentKind(of: bytes) == .agenda {
                return try AgendaDocument.decode(bytes, limits: limits)
            }
            return try AgencyDocument.decode(bytes, limits: limits, rules: BookScenario.rules)
                .events
        } catch {
            throw node.refused("must be an agency: \(error.messageInside)", hint: error.hint)
        }
    }
}

extension ClientStream: DocumentValue {
    private static let names = [
        "id", "service", "groups", "needs", "as", "authority", "offices", "channels", "perDay",
        "weekdays", "hours", "notice", "window", "noShow", "cancels", "lateness", "length",
        "waits", "consents", "ownCounsellor",
    ]

    package init(reading node: Node) throws(DocumentError) {
        let members = try node.members(Self.names)
        self.init(
            try members.value("id"), service: try members.value("service"),
            perDay: try members.required("perDay").decimal(0...1_000_000))
        groups = try members.value("groups", else: [])
        needs = try members.value("needs", else: [])
        offices = try members.value("offices", else: [])
        channels = try members.value("channels", else: [])
        applicant = try Self.applicant(members)
        if let node = members["weekdays"] { weekdays = try Set(reading: node) }
        if let node = members["hours"] {
            hours = try node.items().map { node throws(DocumentError) in
                try node.decimal(0...1e9)
            }
            guard hours.count == 24, hours.contains(where: { $0 > 0 }) else {
                throw node.refused("must be 24 numbers, one of them above 0")
            }
        }
        if let notice: Seconds = try members.optional("notice") { self.notice = Int(notice.count) }
        window = try members["window"]?.integer(1...732) ?? window
        noShow = try members.value("noShow", else: [])
        cancels = try members["cancels"]?.decimal(0...1) ?? cancels
        if let node = members["lateness"] { lateness = try LawReader.law(node, .lengths) }
        if let node = members["length"] { length = try LawReader.law(node, .lengths) }
        waits = try members["waits"]?.decimal(0...1) ?? waits
        consents = try members["consents"]?.decimal(0...1) ?? consents
        hasOwnCounsellor = try members["ownCounsellor"]?.flag() ?? false
    }

    private static func applicant(_ members: Members) throws(DocumentError) -> Applicant {
        guard let node = members["as"] else { return .registered }
        switch try node.string() {
        case "registered": return .registered
        case "person": return .person
        case "business":
            let authority: Authority = try members.value("authority", else: .legal)
            return .business(authority)
        default: throw node.refused("must be one of \"registered\", \"person\", \"business\"")
        }
    }

    /// Clients are read and never written: results carry their ids alone.
    package var written: JSONOutput { .members(["id": .text(id)]) }
}

extension ClientStream.LeadShare: DocumentValue {
    package init(reading node: Node) throws(DocumentError) {
        let members = try node.members(["from", "share"])
        self.init(
            from: try members.required("from").decimal(0...732),
            share: try members.required("share").decimal(0...1))
    }

    package var written: JSONOutput {
        .members(["from": .decimal(from), "share": .decimal(share)])
    }
}

extension AbsencePattern: DocumentValue {
    package init(reading node: Node) throws(DocumentError) {
        let kind = try node.member("kind")
        switch try kind.string() {
        case "wave":
            let members = try node.members(["kind", "first", "days", "share"])
            self.init(
                .wave(
                    first: try members.required("first").integer(0...(BookScenario.daysMax - 1)),
                    days: try members.required("days").integer(1...BookScenario.daysMax),
                    share: try members.required("share").decimal(0...1)))
        case "spells":
            let members = try node.members(["kind", "perDay", "days"])
            self.init(
                .spells(
                    perDay: try members.required("perDay").decimal(0...1),
                    days: try LawReader.law(members.required("days"), .days)))
        default: throw kind.refused("must be \"wave\" or \"spells\"")
        }
    }

    package var written: JSONOutput { .text("\(kind)") }
}

extension BookPolicy.OwnCounsellor: TextValue {}
extension BookPolicy.Repair: TextValue {}

extension BookPolicy: DocumentValue {
    package init(reading node: Node) throws(DocumentError) {
        let members = try node.members([
            "id", "sets", "withdraws", "pooled", "ownCounsellor", "backfills", "repair",
        ])
        let id: Identifier<BookPolicy> = try members.value("id")
        self.init(id.rawValue)
        sets = try members.value("sets", else: [])
        withdraws = try members.value("withdraws", else: [])
        isPooled = try members["pooled"]?.flag() ?? false
        ownCounsellor = try members.value("ownCounsellor", else: .any)
        backfills = try members["backfills"]?.flag() ?? false
        repair = try members.value("repair", else: .transfer)
    }

    package var written: JSONOutput { .members(["id": .text(id)]) }
}
