import Testing

@testable import Rendezvous

/// `audience`, `authority`, `documents-first`, `participant-present`, `local-office` and
/// `own-counsellor`: rules about who comes.
struct PeopleTests {
    private static let placement = PolicyDesk.placement()
    private static let start = PolicyDesk.at("10:00")
    private static let end = PolicyDesk.at("10:30")

    @Test func `an audience is that of the applicant, and one in common is enough`() throws {
        let parties: [(Applicant, Set<Audience>, Bool)] = [
            (.registered, [.registered], true), (.registered, [.person], true),
            (.registered, [.business], false), (.registered, [.business, .person], true),
            (.person, [.registered], false), (.person, [.person], true),
            (.business(.legal), [.business], true),
            (.business(.legal), [.person, .registered], false),
        ]
        for (applicant, audiences, isAllowed) in parties {
            let desk = try PolicyDesk(Policy("p", .audience(audiences)))
            #expect(
                try desk.reason(Self.placement, party: Party("p-1", as: applicant))
                    == (isAllowed ? nil : .audience), "\(applicant) \(audiences)")
        }
    }

    @Test func `an authority is asked of businesses only`() throws {
        for (applicant, rights, isAllowed) in [
            (Applicant.registered, Set([Authority.legal]), true), (.person, [.legal], true),
            (.business(.legal), [.legal], true), (.business(.authorised), [.legal], false),
            (.business(.authorised), [.authorised], true),
            (.business(.legal), [.authorised], false),
            (.business(.authorised), [.legal, .authorised], true),
        ] {
            let desk = try PolicyDesk(Policy("p", .authority(rights)))
            #expect(
                try desk.reason(Self.placement, party: Party("p-1", as: applicant))
                    == (isAllowed ? nil : .authority), "\(applicant) \(rights)")
        }
    }

    // MARK: Documents

    @Test func `every document of service and topic is in the state or a better one`() throws {
        typealias Documents = [ChecklistItem.ID: DocumentState]
        let states: [(Documents, submitted: Bool, checked: Bool)] = [
            ([:], false, false), (["card": .rejected], false, false),
            (["card": .submitted], true, false), (["card": .checked], true, true),
            (["cv": .checked], false, false), (["card": .checked, "cv": .rejected], true, true),
        ]
        for (documents, submitted, checked) in states {
            for (state, isAllowed) in [(DocumentState.submitted, submitted), (.checked, checked)] {
                let desk = try PolicyDesk(
                    Policy("p", .documentsFirst(state)),
                    participants: [Participant("p-1", documents: documents)])
                let expected: Reason? = isAllowed ? nil : .documentsMissing
                #expect(try desk.reason(Self.placement) == expected, "\(documents) \(state)")
                #expect(try desk.reason(Self.placement, topic: "talk") == expected)
                // The topic asks for a CV besides.
                let cv = documents["cv"].map { $0 >= state } ?? false
                #expect(
                    try desk.reason(Self.placement, topic: "plan")
                        == (isAllowed && cv ? nil : .documentsMissing), "\(documents) \(state)")
            }
        }
    }

    @Test func `where nothing is asked for, nothing is missing`() throws {
        let desk = try PolicyDesk(Policy("p", .documentsFirst(.checked)))
        #expect(try desk.reason(Self.placement, service: "training") == nil)
        #expect(try desk.reason(Self.placement) == .documentsMissing)
    }

    // MARK: Facts

    @Test func `a new record of facts replaces the old one at once`() throws {
        var desk = try PolicyDesk(
            Policy("a", .documentsFirst(.submitted)), Policy("b", .keepFree(.always), groups: ["g"])
        )
        #expect(try desk.reason(Self.placement) == .documentsMissing)
        try desk.apply(.participantNoted(Participant("p-1", documents: ["card": .submitted])))
        #expect(try desk.reason(Self.placement) == nil)
        try desk.apply(
            .participantNoted(Participant("p-1", groups: ["g"], documents: ["card": .checked])))
        #expect(try desk.reason(Self.placement) == .keptFree)
        // Whatever the new record does not say is not known any more.
        try desk.apply(.participantNoted(Participant("p-1")))
        #expect(try desk.reason(Self.placement) == .documentsMissing)
        #expect(try desk.reason(Self.placement, party: Party("p-2")) == .documentsMissing)
    }

    @Test func `the group of an appointment's participant is the one that is known now`() throws {
        var desk = try PolicyDesk(
            Policy("p", .limit(.counsellor, per: .day, most: 1), groups: ["g"]),
            participants: [Participant("p-1", groups: ["g"])])
        try desk.stand(PolicyDesk.placement("12:00"))
        #expect(try desk.reason(Self.placement) == nil)
        try desk.apply(.participantNoted(Participant("p-2", groups: ["g"])))
        #expect(try desk.reason(Self.placement) == .counsellorDailyLimit)
        try desk.apply(.participantNoted(Participant("p-2", groups: ["h"])))
        #expect(try desk.reason(Self.placement) == nil)
    }

    // MARK: Absence, office, counsellor

    @Test func `an absence may end when the appointment starts, and start when it ends`() throws {
        let absences: [(Instant, Instant, Bool)] = [
            (Self.start - .hours(1), Self.start, true),
            (Self.start - .hours(1), Self.start + .second, false),
            (Self.end - .second, Self.end + .hours(1), false),
            (Self.end, Self.end + .hours(1), true),
            (Self.start + .minutes(10), Self.start + .minutes(11), false),
        ]
        for (start, end, isAllowed) in absences {
            let interval = try #require(Interval(start: start, end: end))
            let desk = try PolicyDesk(
                Policy("p", .participantPresent),
                participants: [Participant("p-1", absences: IntervalSet(interval))])
            #expect(try desk.reason(Self.placement) == (isAllowed ? nil : .participantAbsent))
            #expect(try desk.reason(Self.placement, party: Party("p-2")) == nil)
        }
    }

    @Test func `who is attached to no office or to this one may come`() throws {
        for (office, counsellor, isAllowed) in [
            (Office.ID?.none, Counsellor.ID("maria"), true), ("kypseli", "maria", true),
            ("kypseli", "eleni", false), ("patisia", "maria", false), ("patisia", "eleni", true),
        ] {
            let desk = try PolicyDesk(
                Policy("p", .localOffice(release: nil)),
                participants: [Participant("p-1", office: office)])
            let placement = PolicyDesk.placement(with: counsellor)
            #expect(try desk.reason(placement) == (isAllowed ? nil : .otherOffice))
        }
    }

    @Test func `other offices open at the second of their release`() throws {
        let here = Participant("p-1", office: "patisia")
        let desk = try PolicyDesk(
            Policy("p", .localOffice(release: .time(.hours(2)))), participants: [here])
        let release = Self.start - .hours(2)
        #expect(try desk.reason(Self.placement, at: release - .second) == .otherOffice)
        #expect(try desk.reason(Self.placement, at: release) == nil)
        let days = try PolicyDesk(
            Policy("p", .localOffice(release: .days(1))), participants: [here])
        let midnight = PolicyDesk.at("00:00", days: 0)
        #expect(try days.reason(Self.placement, at: midnight - .second) == .otherOffice)
        #expect(try days.reason(Self.placement, at: midnight) == nil)
    }

    @Test func `who has no counsellor of their own may go to any`() throws {
        for (own, counsellor, isAllowed) in [
            (Counsellor.ID?.none, Counsellor.ID("maria"), true), ("maria", "maria", true),
            ("maria", "nikos", false), ("nikos", "maria", false),
        ] {
            let desk = try PolicyDesk(
                Policy("p", .ownCounsellor), participants: [Participant("p-1", counsellor: own)])
            let placement = PolicyDesk.placement(with: counsellor)
            #expect(try desk.reason(placement) == (isAllowed ? nil : .otherCounsellor))
        }
    }

    @Test func `as a preference the own counsellor is offered, the next where they are taken`()
        throws
    {
        let own = Participant("p-1", counsellor: "nikos")
        var desk = try PolicyDesk(
            Policy("p", .ownCounsellor, preference: Preference(.strong, cost: 7)),
            participants: [own])
        #expect(try desk.offered()?.placement.counsellor == "nikos")
        #expect(try desk.offered()?.cost == Cost.none)
        #expect(try desk.offered(party: Party("p-2"))?.placement.counsellor == "maria")
        try desk.stand(PolicyDesk.placement(with: "nikos"))
        #expect(try desk.offered()?.placement.counsellor == "maria")
        #expect(try desk.offered()?.cost.sums == [7, 0, 0])
    }
}
