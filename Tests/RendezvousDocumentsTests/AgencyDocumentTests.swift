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
            channels: [.video], minimumNotice: .zero, horizon: 60, startGrid: 5, needsRoom: false)
        #expect(events.last?.change == .defined(.service(expected), from: .min))
    }
}
