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
        #expect(agency.events.count == 21)
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
            Interpreter("i-3", communications: [.signed("gss")], zone: "Test/Athens"),
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
            if case .defined(.counsellor(let counsellor), _) = event.change {
                counsellor
            } else {
                nil
            }
        }
        #expect(counsellors.map(\.id) == ["c-17", "c-18", "c-18"])
        #expect(counsellors.first == changed)
        let withdrawn = copy.events.filter {
            if case .withdrawn = $0.change { true } else { false }
        }
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
            channels: [.video], minimumNotice: .zero, horizon: 60, startGrid: 5, needsRoom: false,
            capacity: 1)
        #expect(events.last?.change == .defined(.service(expected), from: .min))
    }

    @Test func `What a policy and a participant leave out holds for all and is not known`() throws {
        let text = """
            {"rendezvous": "agency/1", "founded": "2026-01-01T00:00:00Z",
             "policies": [
               {"id": "a", "rule": "gap"},
               {"id": "b", "rule": "local-office"},
               {"id": "c", "rule": "own-counsellor", "preference": {"level": "weak"}}
             ],
             "participants": [{"id": "p"}]}
            """
        let changes = try AgencyDocument.decode(Array(text.utf8)).events.map(\.change)
        let always = DateRange.always
        #expect(
            changes == [
                .policySet(
                    Policy(
                        "a", .gap(Gap(before: .zero, after: .zero)), preference: nil, valid: always,
                        offices: [], services: [], channels: [], groups: [])),
                .policySet(Policy("b", .localOffice(release: nil))),
                .policySet(Policy("c", .ownCounsellor, preference: Preference(.weak, cost: 1))),
                .participantNoted(
                    Participant(
                        "p", groups: [], office: nil, counsellor: nil, documents: [:],
                        absences: IntervalSet())),
            ])
    }

    @Test func `A later record of a participant and a later policy are what is written`() throws {
        var agency = try Samples.agency()
        let before = try AgencyDocument.decode(AgencyDocument.encode(agency)).events
        try agency.note(Participant("p-2", groups: ["care"]))
        try agency.set(Policy("calm", .continuity))
        let after = try AgencyDocument.decode(AgencyDocument.encode(agency)).events
        #expect(after.count == before.count)
        #expect(
            after.map(\.change).contains(.participantNoted(Participant("p-2", groups: ["care"]))))
        #expect(after.map(\.change).contains(.policySet(Policy("calm", .continuity))))
        #expect(Set(before).symmetricDifference(after).count == 4)
    }

    /// A rule that takes any parameters but `until` at noon.
    private struct Quiet: CustomRule {
        static let name = "lunch-is-quiet"
        init(_ parameters: [String: String]) throws(Refusal) {
            if parameters["until"] == "12:00" { throw Refusal(.invalidValue, "too short") }
        }
        func units(_ candidate: Candidate) -> Int { 0 }
    }

    @Test func `An agency with a custom rule is read by a program that has the rule`() throws {
        let rules = CustomRules([Quiet.self])
        var agency = Agency(founded: Samples.founded, rules: rules)
        try agency.set(Samples.customPolicies[0])
        let bytes = AgencyDocument.encode(agency)
        #expect(try AgencyDocument.decode(bytes, rules: rules).events == agency.events)
        for (text, rules, reason) in [
            (bytes, CustomRules(), Reason.unknownReference),
            (
                Array(
                    String(decoding: bytes, as: UTF8.self).replacing("12:15", with: "12:00").utf8),
                rules, .invalidValue
            ),
        ] {
            let error = refusal { () throws(DocumentError) in
                _ = try AgencyDocument.decode(text, rules: rules)
            }
            #expect(error?.path == "policies[0]")
            #expect(error?.refusal?.reason == reason)
        }
    }
}
