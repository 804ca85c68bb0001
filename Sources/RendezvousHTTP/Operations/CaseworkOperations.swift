internal import Rendezvous
internal import RendezvousDocuments
internal import RendezvousStore

/// Registration and self-service (D1–D18), casework (C1–C6), and who is due for a meeting.
enum CaseworkOperations {
    static let routes: [Route<Endpoint>] = [
        Route(
            .post, "/v1/people/{person}/registration", .register,
            Endpoint(
                "Does something about a registration; the rules say who may.",
                body: .named("RegistrationOrder"), gives: 200,
                .either([.document(.caseworkReport), .named("Kept")]), run: register)),
        Route(
            .post, "/v1/people/{person}/case", .casework,
            Endpoint(
                "Does something about a case; the rules say who may.", body: .named("CaseOrder"),
                gives: 200, .either([.document(.caseworkReport), .named("Kept")]), run: casework)),
        Route(
            .post, "/v1/rules", .setRule,
            Endpoint(
                "Sets a rule or a receipt's text of registration, a segment, or the classes of "
                    + "priority.",
                body: .either([
                    .object([
                        "registration": .described("registration of agenda/1, but no step")
                    ]), .object(["casework": .described("casework of agenda/1, but no step")]),
                ]), gives: 200, .named("Kept"), run: setRule)),
        Route(
            .get, "/v1/contacts", .contactsDue,
            Endpoint(
                "The meetings of contact plans that somebody must see to.",
                query: [.init("through", .date), .init("office", .identifier)], gives: 200,
                .document(.caseworkReport), run: contactsDue)),
        Route(
            .get, "/v1/contacts/outlook", .contactOutlook,
            Endpoint(
                "Meetings to be held by week, and the time that there is for them.",
                query: [.init("weeks", .integer(1...Limits.outlookWeeks))], gives: 200,
                .document(.caseworkReport), run: outlook)),
        Route(
            .get, "/v1/waiting-times", .waitingTimes,
            Endpoint(
                "How long groups waited for meetings; cells of few people are not told.",
                query: [.init("from", .date), .init("to", .date)], gives: 200,
                .document(.caseworkReport), run: waitingTimes)),
    ]

    /// In which capacity the principal speaks about a person.
    private static func actor(
        _ call: Call, _ person: Subject.ID
    ) throws(Problem) -> CaseActor {
        switch call.principal.role {
        case .person:
            guard call.principal.person == person else { throw .nothing("person") }
            return .citizen
        case .desk: return .office(Office.ID(call.principal.subject))
        case .fund: return .fund(Fund.ID(call.principal.subject))
        case .administrator: return .system
        case .anonymous, .counsellor, .host, .auditor: throw .nothing("person")
        }
    }

    private static func register(_ call: Call) throws(Problem) -> Reply {
        let person: Subject.ID = try call.identifier("person")
        let actor = try actor(call, person)
        let node = try call.json()
        let command = try call.reading { () throws(DocumentError) in
            try RegistrationOrder.read(node, about: person)
        }
        return deciding(call, person, .registration(command, by: actor))
    }

    private static func casework(_ call: Call) throws(Problem) -> Reply {
        let person: Subject.ID = try call.identifier("person")
        let actor = try actor(call, person)
        let node = try call.json()
        let command = try call.reading { () throws(DocumentError) in
            try CaseOrder.read(node, about: person)
        }
        return deciding(call, person, .casework(command, by: actor))
    }

    private static func setRule(_ call: Call) throws(Problem) -> Reply {
        let members = try call.members(["registration", "casework"])
        let actor: CaseActor = call.principal.office.map { .office($0) } ?? .system
        let command = try call.reading { () throws(DocumentError) in
            try rule(members, by: actor)
        }
        return .deciding { agenda throws(Problem) in
            let events = try call.engine { () throws(Refusal) in
                try agenda.decide(command, at: call.now)
            }
            return Keeping.Decided(events) { _ in .kept(events) }
        }
    }

    private static func rule(
        _ members: Members, by actor: CaseActor
    ) throws(DocumentError) -> Command {
        switch (members["registration"], members["casework"]) {
        case (let node?, nil):
            switch try RegistrationChange(reading: node) {
            case .policySet(let policy): return .registration(.set(policy), by: actor)
            case .receiptTextSet(let office, let category, let text):
                return .registration(.setReceiptText(text, of: office, for: category), by: actor)
            case .step: throw node.refused("must be a policy or a receipt's text")
            }
        case (nil, let node?):
            switch try CaseChange(reading: node) {
            case .segmentSet(let segment, let date):
                return .casework(.setSegment(segment, from: date), by: actor)
            case .classesSet(let classes, let date):
                return .casework(.setClasses(classes, from: date), by: actor)
            case .step: throw node.refused("must be a segment or classes of priority")
            }
        default: throw members.node.refused("must have one of registration and casework")
        }
    }

    private static func deciding(
        _ call: Call, _ person: Subject.ID, _ command: Command
    ) -> Reply {
        .deciding { agenda throws(Problem) in
            let events = try call.engine { () throws(Refusal) in
                try agenda.decide(command, at: call.now)
            }
            // A fund is told that it was done, and nothing else of the person.
            let all = call.salting(person, agenda) + events
            guard call.principal.role != .fund else {
                return Keeping.Decided(all) { _ in .kept(events) }
            }
            return Keeping.Decided(all, PersonOperations.showing(person, call))
        }
    }

    private static func contactsDue(_ call: Call) throws(Problem) -> Reply {
        let through: CivilDate? = try call.asked("through")
        let asked: Office.ID? = try call.asked("office")
        return .later { () throws(Problem) in
            try call.note("read contacts due")
            let agenda = call.facilities.store.snapshot
            let office = call.principal.role == .administrator ? asked : call.office(agenda)
            guard asked == nil || asked == office else { throw .nothing("office") }
            let date = through ?? call.zone(of: .any, agenda).local(call.now).date
            let due = agenda.contactsDue(at: call.now, through: date, of: office)
            return ServiceAnswer(200, document: CaseworkReport.encode(due, at: call.now, .compact))
        }
    }

    private static func outlook(_ call: Call) throws(Problem) -> Reply {
        let weeks = try call.asked("weeks", in: 1...Limits.outlookWeeks) ?? 4
        return .later { () throws(Problem) in
            let agenda = call.facilities.store.snapshot
            let rows = try call.engine { () throws(Refusal) in
                try agenda.contactOutlook(at: call.now, weeks: weeks)
            }
            return ServiceAnswer(200, document: CaseworkReport.encode(rows, at: call.now, .compact))
        }
    }

    private static func waitingTimes(_ call: Call) throws(Problem) -> Reply {
        let dates = try call.dates()
        return .later { () throws(Problem) in
            let figures = call.facilities.store.snapshot.waitingTimes(on: dates)
            return ServiceAnswer(200, document: CaseworkReport.encode(figures, on: dates, .compact))
        }
    }
}

/// What somebody wants done about a registration, as content says it: the word in `do`, and what
/// belongs to it, with the names of `agenda/1`.
enum RegistrationOrder {
    enum Word: String, CaseIterable, TextValue {
        case register, visit, match, deregister, reregister, attach, confirm
        case closeCase = "close-case"
        case noteMembership = "note-membership"
        case noteEntitlement = "note-entitlement"
        case noteAddress = "note-address"
        case reportAbsence = "report-absence"
        case reportWell = "report-well"
        case setTemporaryAddress = "set-temporary-address"
        case changeContact = "change-contact"
        case setReminders = "set-reminders"
        case grantAccess = "grant-access"
        case recordAgreement = "record-agreement"

        var names: [String] {
            switch self {
            case .register: ["category", "details"]
            case .visit: ["case", "group", "programme", "details"]
            case .match: ["group", "programme"]
            case .deregister: ["reason"]
            case .reregister, .confirm, .closeCase: []
            case .attach: ["ground"]
            case .noteMembership: ["fund"]
            case .noteEntitlement: ["from"]
            case .noteAddress: ["home", "staysIn"]
            case .reportAbsence: ["kind", "from", "to"]
            case .reportWell: ["from"]
            case .setTemporaryAddress: ["area", "until"]
            case .changeContact: ["email", "phone"]
            case .setReminders: ["on"]
            case .grantAccess: ["access"]
            case .recordAgreement: ["agreement"]
            }
        }
    }

    static func read(
        _ node: Node, about person: Subject.ID
    ) throws(DocumentError) -> RegistrationCommand {
        let word = try Word(reading: node.member("do"))
        let members = try node.members(["do"] + word.names)
        switch word {
        case .register:
            return .register(
                person, try members.value("category"), try members.optional("details"))
        case .visit:
            return .visit(
                person, try members.value("case"), try members.value("group"),
                try members.optional("programme"), details: try members.optional("details"))
        case .match:
            return .match(person, try members.value("group"), try members.optional("programme"))
        case .deregister: return .deregister(person, try members.value("reason"))
        case .reregister: return .reregister(person)
        case .confirm: return .confirm(person)
        case .closeCase: return .closeCase(person)
        case .attach: return .attach(person, try members.value("ground"))
        case .noteMembership: return .noteMembership(person, try members.optional("fund"))
        case .noteEntitlement: return .noteEntitlement(person, from: try members.value("from"))
        case .noteAddress:
            return .noteAddress(
                person, try members.value("home"), staysIn: try members.optional("staysIn"))
        case .reportAbsence:
            return .report(
                person,
                Absence(
                    try members.value("kind"), from: try members.value("from"),
                    to: try members.optional("to")))
        case .reportWell: return .reportWell(person, from: try members.value("from"))
        case .setTemporaryAddress:
            guard members["area"] != nil || members["until"] != nil else {
                return .setTemporaryAddress(person, nil)
            }
            return .setTemporaryAddress(
                person,
                TemporaryAddress(try members.value("area"), until: try members.value("until")))
        case .changeContact:
            return .changeContact(
                person, hasEmail: try members.required("email").flag(),
                hasPhone: try members.required("phone").flag())
        case .setReminders: return .setReminders(person, try members.required("on").flag())
        case .grantAccess: return .grantAccess(person, try members.value("access"))
        case .recordAgreement: return .recordAgreement(person, try members.value("agreement"))
        }
    }
}

/// What somebody wants done about a case, as content says it.
enum CaseOrder {
    enum Word: String, CaseIterable, TextValue {
        case open, profile, assign, move, group, close
        case noteNeeds = "note-needs"
        case noteDocument = "note-document"
        case recordContact = "record-contact"

        var names: [String] {
            switch self {
            case .open: ["segment", "office", "manager"]
            case .profile: ["segment"]
            case .assign: ["manager"]
            case .move: ["office", "manager"]
            case .group: ["groups"]
            case .noteNeeds: ["needs"]
            case .noteDocument: ["document", "state"]
            case .recordContact: ["on"]
            case .close: ["end"]
            }
        }
    }

    static func read(
        _ node: Node, about person: Subject.ID
    ) throws(DocumentError) -> CaseCommand {
        let word = try Word(reading: node.member("do"))
        let members = try node.members(["do"] + word.names)
        switch word {
        case .open:
            return .open(
                person, try members.value("segment"), at: try members.value("office"),
                manager: try members.optional("manager"))
        case .profile: return .profile(person, try members.value("segment"))
        case .assign: return .assign(person, try members.optional("manager"))
        case .move:
            return .move(
                person, to: try members.value("office"), manager: try members.optional("manager"))
        case .group: return .group(person, try members.value("groups"))
        case .noteNeeds:
            let needs: Set<Need> = try members.value("needs")
            return .noteNeeds(person, needs.sorted())
        case .noteDocument:
            return .noteDocument(
                person, try members.value("document"), try members.optional("state"))
        case .recordContact: return .recordContact(person, on: try members.value("on"))
        case .close: return .close(person, try members.value("end"))
        }
    }
}
