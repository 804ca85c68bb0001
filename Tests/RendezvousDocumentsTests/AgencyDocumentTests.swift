import Rendezvous
import RendezvousDocuments
import Testing

@Suite struct `Agency documents` {
    @Test func `An agency with everything is read as it was written`() throws {
        let agency = try Samples.agency()
        for layout in [DocumentLayout.pretty, .compact] {
            let bytes = AgencyDocument.encode(agency, layout)
            let copy = try AgencyDocument.decode(bytes)
            #expect(copy.founded == agency.founded)
            #expect(copy.events == agency.events)
            #expect(AgencyDocument.encode(copy, layout) == bytes)
        }
    }

    @Test func `An empty agency needs its founding only`() throws {
        let empty = Agency(founded: Samples.founded)
        let bytes = AgencyDocument.encode(empty, .compact)
        #expect(
            String(decoding: bytes, as: UTF8.self)
                == "{\"rendezvous\":\"agency/1\",\"founded\":\"2026-09-21T14:13:20Z\"}\n")
        #expect(try AgencyDocument.decode(bytes).events.isEmpty)
    }

    @Test func `The example of the page is read, and written as the same agency`() throws {
        let agency = try AgencyDocument.decode(Samples.example(.agency))
        #expect(agency.events.count == 18)
        let bytes = AgencyDocument.encode(agency)
        #expect(try AgencyDocument.decode(bytes).events == agency.events)
        #expect(try AgencyDocument.encode(AgencyDocument.decode(bytes)) == bytes)
    }

    @Test func `What later events replaced is not written, and first definitions keep their order`()
        throws
    {
        var agency = try Samples.agency()
        let before = try AgencyDocument.decode(AgencyDocument.encode(agency)).events.count
        var changed = Samples.counsellor
        changed.dailyLimit = 3
        try agency.add(changed)
        try agency.add(Counsellor("c-18", at: "kypseli"), from: "2027-01-01")
        try agency.withdraw(.counsellor("c-18"), from: "2027-01-01")
        try agency.withdraw(.interpreter("i-3"), from: "2028-01-01")
        try agency.add(
            Interpreter("i-3", communications: [.signed("gss")], zone: "Europe/Athens"),
            from: "2028-01-01")
        try agency.amend(.declarationWithdrawn("d-3"))
        try agency.amend(.policyWithdrawn("once"))
        try agency.amend(.precedenceSet(.stretch))

        let bytes = AgencyDocument.encode(agency)
        let copy = try AgencyDocument.decode(bytes)
        #expect(AgencyDocument.encode(copy) == bytes)
        // Two versions and one withdrawal more; a declaration and a policy less.
        #expect(copy.events.count == before + 3 - 2)
        let counsellors = copy.events.compactMap { event -> Counsellor? in
            if case .defined(.counsellor(let counsellor), _) = event.change { counsellor } else { nil }
        }
        #expect(counsellors.map(\.id) == ["c-17", "c-18", "c-18"])
        #expect(counsellors.first == changed)
        let withdrawn = copy.events.filter { if case .withdrawn = $0.change { true } else { false } }
        #expect(withdrawn.count == 2)
        #expect(copy.events.contains { $0.change == .precedenceSet(.stretch) })
    }

    @Test func `Text is written as UTF-8, with nothing escaped that need not be`() throws {
        var agency = Agency(founded: Samples.founded)
        try agency.add(Field("a/b", name: "Κυψέλη \"1\" \\ \u{1}\t\u{7F}\u{2028}"))
        let text = String(decoding: AgencyDocument.encode(agency, .compact), as: UTF8.self)
        #expect(
            text.hasSuffix(
                #"{"id":"a/b","name":"Κυψέλη \"1\" \\ \u0001\t"# + "\u{7F}\u{2028}\"}]}\n"))
        #expect(try AgencyDocument.decode(Array(text.utf8)).events == agency.events)
    }

    @Test func `Shipped zones and calendars are written by name, others in full`() throws {
        let text = String(decoding: try AgencyDocument.encode(Samples.agency()), as: UTF8.self)
        #expect(text.contains(#""Europe/Athens","#))
        #expect(text.contains(#""greece","#))
        #expect(text.contains(#""name": "Test/Athens","#))
        #expect(text.contains(#""tzif": "VFpp"#))
    }

    @Test func `Defaults belong to the format`() throws {
        let text = """
            {"rendezvous": "agency/1", "founded": "2026-01-01T00:00:00Z",
             "fields": [{"id": "f", "name": "F"}],
             "services": [{"id": "s", "field": "f", "duration": "PT30M"}]}
            """
        let events = try AgencyDocument.decode(Array(text.utf8)).events
        let expected = Service(
            "s", in: "f", name: "", for: [.registered], lasting: .minutes(30), gap: .none,
            channels: [.video], minimumNotice: .zero, horizon: 60, startGrid: 5, needsRoom: false)
        #expect(events.last?.change == .defined(.service(expected), from: .min))
    }
}

@Suite struct `What an agency document must be` {
    private func error(in members: String) -> DocumentError? {
        let text = #"{"rendezvous": "agency/1", "founded": "2026-01-01T00:00:00Z", \#(members)}"#
        return refusal { () throws(DocumentError) in
            _ = try AgencyDocument.decode(Array(text.utf8))
        }
    }

    private static let field = #""fields": [{"id": "f", "name": "F"}]"#
    private static func service(_ members: String) -> String {
        #"\#(field), "services": [{"id": "s", "field": "f", "duration": "PT30M"}, {"id": "t", "field": "f", \#(members)}]"#
    }
    private static func office(_ members: String) -> String {
        #""zones": ["Europe/Athens"], "offices": [{"id": "o", "zone": "Europe/Athens", \#(members)}]"#
    }
    private static func declaration(_ members: String) -> String {
        #"\#(office(#""hours": {}"#)), "counsellors": [{"id": "c", "office": "o"}], "declarations": [{"id": "d", "submitted": "2026-01-01T00:00:00Z", \#(members)}]"#
    }

    @Test(arguments: [
        (service(#""duratoin": "PT30M""#), "services[1].duratoin is not a member; allowed: id, from, field, name, topics, audience, duration, interpretedDuration, gap, channelGaps, channels, skills, checklist, minimumNotice, horizon, startGrid, needsRoom"),
        (service(#""name": "T""#), "services[1].duration is missing"),
        (service(#""duration": 30"#), #"services[1].duration (30) must be a length of time such as "PT30M", "PT1H30M" or "PT45S""#),
        (service(#""duration": "-PT30M""#), #"services[1].duration ("-PT30M") must be a length of time such as "PT30M", "PT1H30M" or "PT45S""#),
        (service(#""duration": "PT30M", "gap": {"before": "-PT5M"}"#), #"services[1].gap.before ("-PT5M") must be a length of time such as "PT30M", "PT1H30M" or "PT45S""#),
        (service(#""duration": "PT30M", "channels": ["fax"]"#), #"services[1].channels[0] ("fax") must be one of "video", "phone", "office""#),
        (service(#""duration": "PT30M", "channels": ["video", "video"]"#), #"services[1].channels[1] ("video") must not come twice"#),
        (service(#""duration": "PT30M", "horizon": 733"#), "services[1].horizon (733) must be a whole number from 0 to 732"),
        (service(#""duration": "PT30M", "startGrid": 5.0"#), "services[1].startGrid (5.0) must be a whole number from 1 to 1440"),
        (service(#""duration": "PT30M", "startGrid": 99999999999999999999"#), "services[1].startGrid (99999999999999999999) must be a whole number from 1 to 1440"),
        (service(#""duration": "PT30M", "needsRoom": "yes""#), #"services[1].needsRoom ("yes") must be true or false"#),
        (service(#""duration": "PT30M", "name": null"#), "services[1].name (null) must be a text, or an object of texts by language"),
        (service(#""duration": "PT30M", "name": {"greek": "Τ", "EL": "Τ", "el": "Τ"}"#), #"services[1].name.el ("el") must not come twice: it is the language el"#),
        (service(#""duration": "PT30M", "name": {"not a tag": "Τ"}"#), #"services[1].name["not a tag"] ("not a tag") must be named by a language tag such as "el""#),
        (service(#""duration": "PT30M", "topics": {}"#), "services[1].topics (an object) must be a list"),
        (service(#""duration": "PT30M", "skills": ["with space"]"#), #"services[1].skills[0] ("with space") must be an identifier: 1 to 64 bytes without spaces or control characters"#),
        (service(#""duration": "PT30M", "from": "2026-02-29""#), #"services[1].from ("2026-02-29") must be a date such as "2026-11-23""#),
        (field + #", "fields ": []"#, #"["fields "] is not a member; allowed: rendezvous, founded, zones, holidays, fields, skills, services, offices, positions, rooms, counsellors, interpreters, withdrawn, precedence, policies, declarations"#),
        (#""fields": [{"id": "f", "name": "F"}, {"id": "f", "name": "G"}]"#, #"fields[1].id ("f") must not come twice for the same from (0001-01-01)"#),
        (office(#""hours": {"monday": ["8:00-15:00"]}"#), #"offices[0].hours.monday[0] ("8:00-15:00") must be a stretch of the clock such as "08:00-15:00""#),
        (office(#""hours": {"funday": []}"#), "offices[0].hours.funday is not a member; allowed: monday, tuesday, wednesday, thursday, friday, saturday, sunday"),
        (office(#""hours": {}, "exceptions": [{"dates": {"from": "2026-01-02", "to": "2026-01-01"}}]"#), #"offices[0].exceptions[0].dates.to ("2026-01-01") must not be before from (2026-01-02)"#),
        (#""zones": ["Europe/Paris"]"#, #"zones[0] ("Europe/Paris") must be a shipped zone (Europe/Athens, Europe/Bucharest, Europe/Copenhagen, UTC), or an object with name and tzif"#),
        (#""zones": ["UTC", "UTC"]"#, #"zones[1] ("UTC") must not come twice"#),
        (#""zones": [{"name": "X", "tzif": "%%%"}]"#, #"zones[0].tzif ("%%%") must be a TZif file in base64"#),
        (#""zones": [{"name": "", "tzif": "AAAA"}]"#, #"zones[0].name ("") must have 1 to 255 bytes"#),
        (#""holidays": ["sweden"]"#, #"holidays[0] ("sweden") must be one of "greece", "romania", "denmark", or an object with the rules"#),
        (#""holidays": [{"id": "x", "holidays": [{"rule": "fixed", "month": 2, "day": 30}]}]"#, "holidays[0].holidays[0].day (30) must be a whole number from 1 to 29"),
        (#""holidays": [{"id": "x", "holidays": [{"rule": "nth", "month": 2, "weekday": "monday", "number": 0}]}]"#, "holidays[0].holidays[0].number (0) must not be 0"),
        (#""holidays": [{"id": "x", "holidays": [{"rule": "easter", "reckoning": "western", "years": {"from": 2, "to": 1}}]}]"#, "holidays[0].holidays[0].years.to (1) must not be before from (2)"),
        (#""policies": [{"id": "p", "rule": "counsellor-daily-limit"}]"#, "policies[0].limit is missing"),
        (#""policies": [{"id": "p", "rule": "gaps-outside-working-time", "limit": 1}]"#, "policies[0].limit is not a member; allowed: id, rule, valid, offices, services"),
        (#""policies": [{"id": "p", "rule": "be-nice"}]"#, #"policies[0].rule ("be-nice") must be one of "counsellor-daily-limit", "participant-daily-limit", "gaps-outside-working-time""#),
        (#""withdrawn": [{"kind": "desk", "id": "x", "from": "2026-01-01"}]"#, #"withdrawn[0].kind ("desk") must be one of "field", "skill", "service", "office", "position", "room", "counsellor", "interpreter""#),
        (declaration(#""kind": "leave", "type": "t", "days": {}"#), "declarations[0] (an object) must name a counsellor or an interpreter"),
        (declaration(#""counsellor": "c", "interpreter": "i", "kind": "leave", "type": "t", "days": {}"#), #"declarations[0].interpreter ("i") must not stand beside counsellor"#),
        (declaration(#""counsellor": "c", "kind": "leave", "type": "t""#), "declarations[0] (an object) must have days, or date and hours"),
        (declaration(#""counsellor": "c", "kind": "leave", "type": "t", "days": {}, "hours": "08:00-09:00""#), #"declarations[0].hours ("08:00-09:00") must not stand beside days"#),
        (declaration(#""counsellor": "c", "kind": "weekly", "week": {}"#), "declarations[0].dates is missing"),
        (#""precedence": "last""#, #"precedence ("last") must be one of "stretch", "date""#),
    ])
    func `Errors name the place, the value and what is allowed`(_ members: String, _ message: String) {
        let error = error(in: members)
        #expect(error?.message == message)
        #expect(error?.refusal == nil)
        #expect(error?.offset != nil)
    }

    @Test func `Errors have a path and a place, and guess what was meant`() throws {
        let text = """
            {
              "rendezvous": "agency/1",
              "founded": "2026-01-01T00:00:00Z",
              "services": [
                {"id": "s", "duratoin": "PT30M"}
              ]
            }
            """
        let error = try #require(
            refusal { () throws(DocumentError) in _ = try AgencyDocument.decode(Array(text.utf8)) })
        #expect(error.path == "services[0].duratoin")
        #expect((error.line, error.column) == (5, 17))
        #expect(error.hint == "it is duration")
        #expect(error.description.hasSuffix("(line 5, column 17).\nMaybe it is duration."))
    }

    @Test func `A number of minutes is answered with the length of time it may mean`() {
        #expect(error(in: Self.service(#""duration": 30"#))?.hint == #"it is "PT30M""#)
        #expect(error(in: Self.service(#""duration": "30""#))?.hint == "")
    }

    /// These wait for the engine's own checks.
    @Test(arguments: [
        (service(#""duration": "PT0S""#), "services[1]", Reason.invalidValue),
        (service(#""duration": "PT24H1S""#), "services[1]", .invalidValue),
        (service(#""duration": "PT30M", "channels": []"#), "services[1]", .invalidValue),
        (service(#""duration": "PT30M", "skills": ["none"]"#), "services[1]", .unknownReference),
        (service(#""duration": "PT30M", "gap": {"after": "PT24H1S"}"#), "services[1]", .invalidValue),
        (office(#""hours": {}, "holidays": "XX""#), "offices[0]", .unknownReference),
        (#""offices": [{"id": "o", "zone": "Europe/Athens", "hours": {}}]"#, "offices[0]", .unknownReference),
        (#""rooms": [{"id": "r", "office": "o"}]"#, "rooms[0]", .unknownReference),
        (#""withdrawn": [{"kind": "field", "id": "x", "from": "2026-01-01"}]"#, "withdrawn[0]", .unknownReference),
        (#""policies": [{"id": "p", "rule": "participant-daily-limit", "limit": 1, "offices": ["o"]}]"#, "policies[0]", .unknownReference),
        (declaration(#""counsellor": "x", "kind": "leave", "type": "t", "days": {}"#), "declarations[0]", .unknownReference),
    ])
    func `What the engine refuses is reported with the place of the element`(
        _ members: String, _ path: String, _ reason: Reason
    ) {
        let error = error(in: members)
        #expect(error?.path == path)
        #expect(error?.refusal?.reason == reason)
        #expect(error?.message.hasPrefix("\(path): ") ?? false)
    }

    @Test func `Another kind or version is refused before anything else`() {
        func message(_ text: String) -> String? {
            refusal { () throws(DocumentError) in
                _ = try AgencyDocument.decode(Array(text.utf8))
            }?.message
        }
        #expect(
            message(#"{"rendezvous": "agency/2", "x": 1}"#)
                == #"rendezvous ("agency/2") must be "agency/1""#)
        #expect(message(#"{"x": 1}"#) == "rendezvous is missing")
        #expect(message("[]") == "document (a list) must be an object")
        #expect(message(#"{"rendezvous": "agency/1"}"#) == "founded is missing")
    }
}
