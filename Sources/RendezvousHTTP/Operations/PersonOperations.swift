internal import Rendezvous
internal import RendezvousDocuments
internal import RendezvousStore

/// What the scheduler knows about a person (C3, D15, D17), their contact data (A4), export and
/// erasure.
enum PersonOperations {
    /// The most people that are erased at a time.
    private static let erasuresMax = 1_000

    static let routes: [Route<Endpoint>] = [
        Route(
            .get, "/v1/me", .me,
            Endpoint(
                "Who asks, and what they may ask for.", gives: 200, .named("Me"), run: me)),
        Route(
            .get, "/v1/people/{person}/file", .personFile,
            Endpoint(
                "Registration, plan, appointments, agreements, absences, and what may be done now.",
                gives: 200, .document(.caseworkReport), run: file)),
        Route(
            .get, "/v1/people/{person}/agreements", .agreements,
            Endpoint(
                "The agreement of the last interview and the interviews of today and later. The "
                    + "letter is binding, not this.", gives: 200, .named("Agreements"),
                run: agreements)),
        Route(
            .put, "/v1/people/{person}/facts", .noteParticipant,
            Endpoint(
                "What the agency says about a person, in place of what it said before.",
                body: .named("Participant"), gives: 200, .named("Kept"), run: noteParticipant)),
        Route(
            .get, "/v1/people/{person}/contact-details", .contactDetails,
            Endpoint(
                "Name, addresses and numbers, which are kept apart from the agenda.", gives: 200,
                .named("ContactDetails"), run: contactDetails)),
        Route(
            .put, "/v1/people/{person}/contact-details", .setContactDetails,
            Endpoint(
                "Sets name, addresses and numbers.", body: .named("ContactDetails"), gives: 200,
                .named("ContactDetails"), run: setContactDetails)),
        Route(
            .get, "/v1/people/{person}/data", .personalData,
            Endpoint(
                "Everything that is kept about a person, for them.", gives: 200,
                .named("PersonalData"), run: personalData)),
        Route(
            .post, "/v1/erasures", .erase,
            Endpoint(
                "Erases people: their references become random ones, their contact data go.",
                body: .object(["people": .items(.identifier, 1...erasuresMax, isSet: true)]),
                gives: 200,
                .object(["erased": .integer(0...Int.max), "names": .list(.text)]), run: erase)),
    ]

    private static func me(_ call: Call) throws(Problem) -> Reply {
        let role = call.principal.role
        let operations = ServiceOperation.allCases.filter { Permissions.allows($0, role) }
        return .now(
            ServiceAnswer(
                200,
                .members([
                    "role": .text(role.rawValue), "subject": .text(call.principal.subject),
                    "operations": .list(operations.map { .text($0.rawValue) }),
                ])))
    }

    /// The answer that shows a person's file.
    static func showing(
        _ person: Subject.ID, _ call: Call
    ) -> @Sendable (Agenda) -> ServiceAnswer {
        { agenda in
            guard let file = agenda.personFile(of: person, at: call.now) else {
                return ServiceAnswer(200, .members(["kept": .number(0)]))
            }
            return ServiceAnswer(
                200, document: CaseworkReport.encode(file, at: call.now, .compact))
        }
    }

    private static func file(_ call: Call) throws(Problem) -> Reply {
        let person: Subject.ID = try call.identifier("person")
        return .noted("read file of \(person)") { agenda throws(Problem) in
            let person = try call.person(agenda)
            guard agenda.personFile(of: person, at: call.now) != nil else {
                throw .nothing("person")
            }
            return showing(person, call)(agenda)
        }
    }

    private static func agreements(_ call: Call) throws(Problem) -> Reply {
        let person: Subject.ID = try call.identifier("person")
        return .noted("read agreements of \(person)") { agenda throws(Problem) in
            let person = try call.person(agenda)
            let found = agenda.agreements(of: person, at: call.now)
            let view = AppointmentView(agenda: agenda, call: call)
            return ServiceAnswer(
                200,
                .members([
                    "last": found.last?.id.written,
                    "interviews": .list(found.interviews.map(view.written)),
                    "next": found.next?.id.written, "binding": .flag(found.isBinding),
                ]))
        }
    }

    private static func noteParticipant(_ call: Call) throws(Problem) -> Reply {
        let person: Subject.ID = try call.identifier("person")
        let node = try call.json()
        let participant = try call.reading { () throws(DocumentError) in
            try Participant(reading: node)
        }
        guard participant.id == person else {
            throw Problem(.invalid, "id (\(participant.id)) must be \(person), as in the path")
        }
        return .deciding { agenda throws(Problem) in
            guard
                call.principal.role != .desk || participant.office == call.principal.office
                    || call.maySee(person, agenda)
            else { throw .nothing("person") }
            let events = try call.engine { () throws(Refusal) in
                try agenda.decide(.amend(.participantNoted(participant)), at: call.now)
            }
            return Keeping.Decided(call.salting(person, agenda) + events) { _ in .kept(events) }
        }
    }

    // MARK: The vault

    /// The person in the path, whose contact data the principal may see.
    private static func contact(_ call: Call) throws(Problem) -> Subject.ID {
        let person: Subject.ID = try call.identifier("person")
        let maySee = call.facilities.store.read { call.maySee(person, $0) }
        guard maySee else { throw .nothing("person") }
        return person
    }

    private static func contactDetails(_ call: Call) throws(Problem) -> Reply {
        let person = try contact(call)
        return .later { () throws(Problem) in
            try call.note("read contact details of \(person)")
            let details = try call.storing { () throws(StoreError) in
                try call.facilities.withVault { vault throws(StoreError) in
                    try vault.details(of: person)
                }
            }
            guard let details else { throw .nothing("contact details") }
            return ServiceAnswer(200, details.written)
        }
    }

    private static func setContactDetails(_ call: Call) throws(Problem) -> Reply {
        let person = try contact(call)
        let node = try call.json()
        let pairs = try call.reading { () throws(DocumentError) in try node.pairs() }
        var fields: [String: String] = [:]
        for pair in pairs {
            fields[pair.name.content] = try call.reading { () throws(DocumentError) in
                try pair.value.string()
            }
        }
        let given = fields
        let details = try call.storing { () throws(StoreError) in try ContactDetails(given) }
        return .later { () throws(Problem) in
            try call.note("set contact details of \(person)")
            try call.storing { () throws(StoreError) in
                try call.facilities.withVault { vault throws(StoreError) in
                    try vault.keep(details, of: person)
                }
            }
            return ServiceAnswer(200, details.written)
        }
    }

    private static func personalData(_ call: Call) throws(Problem) -> Reply {
        let person = try contact(call)
        return .later { () throws(Problem) in
            try call.note("exported data of \(person)")
            let store = call.facilities.store
            let data = try call.storing { () throws(StoreError) in
                try store.personalData(of: person)
            }
            return ServiceAnswer(
                200,
                .members([
                    "rendezvous": "person/1", "subject": person.written,
                    "contact": data.details?.written ?? .object([]),
                    "accesses": .list(
                        data.accesses.map {
                            .members(["at": $0.at.written, "what": .text($0.text)])
                        }), "events": data.events.written,
                ]))
        }
    }

    private static func erase(_ call: Call) throws(Problem) -> Reply {
        let members = try call.members(["people"])
        let people: Set<Subject.ID> = try call.reading { () throws(DocumentError) in
            try members.value("people")
        }
        guard !people.isEmpty, people.count <= erasuresMax else {
            throw Problem(.invalid, "people (\(people.count)) must be 1 … \(erasuresMax)")
        }
        return .later { () throws(Problem) in
            let facilities = call.facilities
            let names = try call.storing { () throws(StoreError) in
                try facilities.withVault { _ throws(StoreError) in
                    try facilities.store.erase(
                        people.sorted(), by: call.principal.name, at: call.now)
                }
            }
            try call.storing { () throws(StoreError) in
                try facilities.feeds.remove { feed in
                    if case .person(let id) = feed.subject { people.contains(id) } else { false }
                }
            }
            return ServiceAnswer(
                200,
                .members([
                    "erased": .number(names.count),
                    "names": .list(names.values.sorted().map(\.written)),
                ]))
        }
    }
}

extension ContactDetails {
    fileprivate var written: JSONOutput {
        .object(fields.sorted { $0.key < $1.key }.map { ($0.key, .text($0.value)) })
    }
}

extension ServiceAnswer {
    /// How many events were kept, and of which kinds.
    static func kept(_ events: [Event], _ status: Int = 200) -> ServiceAnswer {
        ServiceAnswer(
            status,
            .members([
                "kept": .number(events.count),
                "changes": .list(events.prefix(100).map { .text($0.change.kind.rawValue) }),
            ]))
    }
}
