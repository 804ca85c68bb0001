import Rendezvous
import Testing

/// Graduates, returns without a visit, and who cannot register online (D9–D11, D13).
@Suite struct GraduateTests {
    private typealias Scene = JobcentreScenario

    private func graduate() throws -> JobcentreScenario {
        var scene = try Scene()
        try scene.enrol("g", .graduate, "2026-03-02")
        return scene
    }

    @Test func `message and date together make a graduate a recipient (D10)`() throws {
        var scene = try graduate()
        #expect(try scene.file("g", "2026-06-01").category == .graduate)
        try scene.perform(
            .noteEntitlement("g", from: "2026-04-02"), by: .fund("f-1"), "2026-03-05")
        #expect(try scene.file("g", "2026-04-01", "23:59:59").category == .graduate)
        #expect(try scene.file("g", "2026-04-02", "00:00").category == .unemploymentBenefit)
        // The next decision notes it first.
        let steps = try scene.perform(.confirm("g"), "2026-04-02", "00:00")
        #expect(steps == [.becameEntitled, .confirmed])
        #expect(try scene.file("g", "2026-04-03").contactGroup == .unemploymentBenefit)
        try scene.expectSound()
    }

    @Test func `a message after the date takes effect at once (D10)`() throws {
        var scene = try graduate()
        let steps = try scene.perform(
            .noteEntitlement("g", from: "2026-03-02"), by: .fund("f-1"), "2026-03-05")
        #expect(steps == [.entitlementNoted("2026-03-02", counts: true), .becameEntitled])
        try scene.expectSound()
    }

    @Test func `the message counts only for who is registered as a graduate (D10)`() throws {
        // Not registered any more when it came, but again at the date.
        var scene = try graduate()
        try scene.perform(.deregister("g", .ownRequest), "2026-03-04")
        let steps = try scene.perform(
            .noteEntitlement("g", from: "2026-04-02"), by: .fund("f-1"), "2026-03-05")
        #expect(steps == [.entitlementNoted("2026-04-02", counts: false)])
        try scene.perform(.register("g", .graduate), "2026-03-06")
        #expect(try scene.file("g", "2026-05-01").category == .graduate)
        // Registered without benefit when it came.
        try scene.enrol("n", .noBenefit, "2026-03-02")
        try scene.perform(.noteEntitlement("n", from: "2026-03-02"), by: .fund("f-1"), "2026-03-05")
        #expect(try scene.file("n", "2026-05-01").category == .noBenefit)
        // Left between message and date.
        try scene.enrol("l", .graduate, "2026-03-02")
        try scene.perform(.noteEntitlement("l", from: "2026-04-02"), by: .fund("f-1"), "2026-03-05")
        try scene.perform(.deregister("l", .ownRequest), "2026-03-10")
        #expect(try scene.file("l", "2026-05-01").category == nil)
        #expect(
            scene.refusal(.noteEntitlement("g", from: "2026-04-02"), "2026-03-09") == .notAllowed)
        try scene.expectSound()
    }

    @Test func `a graduate who asks for cash benefit counts as an applicant for it (D11)`() throws {
        var scene = try graduate()
        try scene.perform(.noteEntitlement("g", from: "2026-03-12"), by: .fund("f-1"), "2026-03-05")
        try scene.perform(.register("g", .cashBenefit), "2026-03-09")
        #expect(try scene.file("g", "2026-03-12").contactGroup == .cashApplicant)
        // While the flag stands they do not switch; when it lapses it never was.
        #expect(try scene.file("g", "2026-03-16", "23:59:59").category == .graduate)
        #expect(try scene.file("g", "2026-03-17", "00:00").category == .unemploymentBenefit)
        // Who comes is a recipient of cash benefit, and stays one.
        try scene.perform(.visit("g", .cash, .one), by: .office(Scene.city), "2026-03-13")
        #expect(try scene.file("g", "2026-04-13").category == .cashBenefit)
        try scene.expectSound()
    }

    @Test func `who withdraws an application is what they were before (D11)`() throws {
        var scene = try graduate()
        try scene.perform(.register("g", .cashBenefit), "2026-03-04")
        #expect(try scene.perform(.register("g", .graduate), "2026-03-05") == [.flagCleared])
        try scene.perform(.register("g", .cashBenefit), "2026-03-05")
        try scene.perform(.noteEntitlement("g", from: "2026-03-06"), by: .fund("f-1"), "2026-03-05")
        try scene.perform(.noteMembership("g", "f-1"), by: .fund("f-1"), "2026-03-05")
        let steps = try scene.perform(.register("g", .unemploymentBenefit), "2026-03-06")
        #expect(steps == [.flagCleared, .becameEntitled])
        try scene.expectSound()
    }

    @Test func `a fund registers graduates who are its members, and nobody else (D11)`() throws {
        var scene = try Scene()
        let register = RegistrationCommand.register("g", .graduate, Scene.inCity)
        let fund = CaseActor.fund("f-1")
        #expect(scene.refusal(register, by: fund, "2026-03-09") == .membershipMissing)
        try scene.perform(.noteMembership("g", "f-1"), by: fund, "2026-03-09")
        #expect(scene.refusal(register, by: .fund("f-2"), "2026-03-09") == .otherFund)
        for category in RegistrationCategory.allCases where category != .graduate {
            let other = RegistrationCommand.register("g", category, Scene.inCity)
            #expect(scene.refusal(other, by: fund, "2026-03-09") == .notAllowed)
        }
        try scene.perform(register, by: fund, "2026-03-09")
        #expect(try scene.file("g", "2026-03-09").category == .graduate)
        #expect(
            scene.refusal(.noteMembership("g", nil), by: .fund("f-2"), "2026-03-09") == .otherFund)
        try scene.expectSound()
    }

    @Test func `a struck-off recipient returns within 7 days without a visit (D9)`() throws {
        for kind in CashCase.allCases {
            var scene = try Scene()
            try scene.perform(
                .visit("p", kind, .one, details: Scene.inCity), by: .office(Scene.city),
                "2026-03-02")
            let off = RegistrationCommand.deregister("p", .missedConfirmation)
            #expect(scene.refusal(off, by: .system, "2026-03-09") == .notOverdue)
            let events = try scene.agenda.decide(
                .registration(off, by: .system), at: Scene.at("2026-03-10"))
            #expect(
                scene.agenda.notices(of: events).map(\.recipient) == [.person, .benefitsCentre])
            try scene.perform(off, by: .system, "2026-03-10", "23:59:59")
            #expect(try scene.file("p", "2026-03-17").hasActiveCourse)
            #expect(scene.closed(.reregister, to: "p", "2026-03-17", "23:59:59") == nil)
            #expect(
                scene.refusal(.reregister("p"), "2026-03-18", "00:00") == .struckOffTooLongAgo)
            let back = try scene.agenda.decide(
                .registration(.reregister("p"), by: .citizen), at: Scene.at("2026-03-17"))
            #expect(
                scene.agenda.notices(of: back).map(\.matter) == [
                    .reregistered(kind), .availabilityToJudge,
                ])
            #expect(
                scene.agenda.notices(of: back).map(\.recipient) == [
                    .benefitsCentre, .office(Scene.city),
                ])
            let steps = try scene.perform(.reregister("p"), "2026-03-17", "23:59:59")
            #expect(steps == [.reregistered(kind)])
            #expect(try scene.file("p", "2026-03-17", "23:59:59").category == .cashBenefit)
            try scene.expectSound()
        }
    }

    @Test func `nobody else returns without a visit (D9)`() throws {
        var scene = try Scene()
        for category in RegistrationCategory.allCases {
            let person = Subject.ID(category.rawValue)
            try scene.enrol(person, category, "2026-03-02")
            #expect(scene.refusal(.reregister(person), "2026-03-09") == .notStruckOff)
            try scene.perform(.deregister(person, .missedConfirmation), by: .system, "2026-03-10")
            #expect(
                scene.refusal(.reregister(person), "2026-03-11")
                    == (category == .cashBenefit ? nil : .notACashRecipient))
        }
        try scene.enrol("own", .cashBenefit, "2026-03-02")
        try scene.perform(.deregister("own", .ownRequest), "2026-03-03")
        #expect(scene.refusal(.reregister("own"), "2026-03-04") == .notStruckOff)
        #expect(scene.refusal(.reregister("unknown"), "2026-03-04") == .unknownPerson)
        try scene.expectSound()
    }

    @Test func `people on the office's books cannot register online (D13)`() throws {
        let cases: [(MatchGroup, Programme?)] = [
            (.two, nil), (.three, nil), (.two, .flexJob), (.one, .flexJob), (.one, .rehabilitation),
        ]
        for (group, programme) in cases {
            var scene = try Scene()
            try scene.perform(
                .visit("p", .start, group, programme, details: Scene.inCity),
                by: .office(Scene.city), "2026-03-02")
            for category in RegistrationCategory.allCases {
                let register = RegistrationCommand.register("p", category)
                #expect(scene.refusal(register, "2026-03-09") == .onTheBooks)
            }
            #expect(scene.closed(.register, to: "p", "2026-03-09") == .onTheBooks)
            // The office may register them all the same (D13, D14).
            let register = RegistrationCommand.register("p", .noBenefit)
            #expect(scene.refusal(register, by: .office(Scene.city), "2026-03-09") == nil)
            // Without benefit and course, group 2 or 3 alone does not keep anybody out.
            try scene.perform(.closeCase("p"), by: .office(Scene.city), "2026-03-10")
            #expect(
                scene.refusal(register, "2026-03-10")
                    == (group == .one ? .onTheBooks : nil))
            try scene.expectSound()
        }
    }

    @Test func `recipients of unemployment benefit in group 2 or 3 neither (D13)`() throws {
        var scene = try Scene()
        try scene.enrol("u", .unemploymentBenefit, "2026-03-02")
        try scene.perform(.match("u", .two), by: .office(Scene.city), "2026-03-03")
        try scene.perform(.deregister("u", .missedConfirmation), by: .system, "2026-03-10")
        #expect(scene.refusal(.register("u", .unemploymentBenefit), "2026-03-11") == .onTheBooks)
        try scene.perform(.match("u", .one), by: .office(Scene.city), "2026-03-11")
        #expect(scene.refusal(.register("u", .unemploymentBenefit), "2026-03-11") == nil)
        try scene.expectSound()
    }

    @Test func `without a registered address nobody registers online (D13)`() throws {
        let scene = try Scene()
        for category in RegistrationCategory.allCases {
            let details = RegistrationDetails(home: .none)
            let register = RegistrationCommand.register("p", category, details)
            #expect(scene.refusal(register, "2026-03-09") == .noRegisteredAddress)
        }
        let far = RegistrationDetails(home: .inCountry("a-nowhere"))
        #expect(
            scene.refusal(.register("p", .noBenefit, far), "2026-03-09") == .noOfficeForArea)
    }
}
