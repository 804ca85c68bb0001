import Rendezvous
import Testing

/// Registering in each category, and what the receipt says (D1–D5, D12).
@Suite struct RegistrationTests {
    private typealias Scene = JobcentreScenario
    private let day: CivilDate = "2026-03-09"

    @Test func `each category is registered with a receipt that suits it (D1, D2, D12)`() throws {
        var scene = try Scene()
        try scene.perform(.noteMembership("u", "f-1"), by: .fund("f-1"), day)
        let people: [(Subject.ID, RegistrationCategory)] = [
            ("u", .unemploymentBenefit), ("c", .cashBenefit), ("g", .graduate), ("n", .noBenefit),
        ]
        for (person, category) in people {
            try scene.perform(.register(person, category, Scene.inCity), day)
            let receipt = try #require(scene.file(person, day).receipt)
            #expect(receipt.asked == category)
            #expect(receipt.category == category)
            #expect(receipt.office == Scene.city)
            #expect(receipt.isProvisional == (category == .cashBenefit))
            #expect(
                receipt.links
                    == (category == .unemploymentBenefit ? [.benefitCard, .declaration] : []))
        }
        let due: CivilDate = "2026-03-16"
        #expect(
            try scene.file("u", day).receipt?.tasks
                == [.activateAccess, .confirmJobSearch(by: due)])
        #expect(try scene.file("c", day).receipt?.tasks == [.comeToOffice(on: "2026-03-10")])
        #expect(
            try scene.file("g", day).receipt?.tasks
                == [.awaitEntitlement, .activateAccess, .confirmJobSearch(by: due)])
        #expect(
            try scene.file("n", day).receipt?.tasks
                == [.activateAccess, .confirmJobSearch(by: due)])
        try scene.expectSound()
    }

    @Test func `a text of 1,500 characters is taken, one more is refused (D2)`() throws {
        var scene = try Scene()
        // A family of four, an e with two marks, a flag, a letter: each is one character.
        for character in ["👨‍👩‍👧‍👦", "e\u{301}\u{323}", "🇩🇰", "å", "👍🏽", "\r\n"] {
            for count in [1_499, 1_500] {
                let text = String(repeating: character, count: count)
                #expect(text.unicodeScalars.count >= count)
                try scene.perform(
                    .setReceiptText(text, of: Scene.city), by: .office(Scene.city), day)
            }
            let long = RegistrationCommand.setReceiptText(
                String(repeating: character, count: 1_501), of: Scene.city)
            #expect(scene.refusal(long, by: .office(Scene.city), day) == .textTooLong)
        }
        try scene.expectSound()
    }

    @Test func `characters of endless marks are limited by their bytes (D2)`() throws {
        let scene = try Scene()
        for (bytes, isTaken) in [(65_535, true), (65_537, false)] {
            let text = "e" + String(repeating: "\u{301}", count: bytes / 2)
            #expect(text.count == 1)
            let command = RegistrationCommand.setReceiptText(text, of: Scene.city)
            let decide = {
                try scene.agenda.decide(
                    .registration(command, by: .office(Scene.city)), at: Scene.at(day))
            }
            if isTaken {
                _ = try decide()
            } else {
                let refusal = #expect(throws: Refusal.self) { _ = try decide() }
                #expect(refusal?.reason == .limit)
            }
        }
    }

    @Test func `an office adds its own text, for one category before all (D2)`() throws {
        var scene = try Scene()
        let own = CaseActor.office(Scene.city)
        try scene.perform(.setReceiptText("All", of: Scene.city), by: own, day)
        try scene.perform(
            .setReceiptText("Meeting", of: Scene.city, for: .graduate), by: own, day)
        try scene.perform(.register("g", .graduate, Scene.inCity), day)
        try scene.perform(.register("n", .noBenefit, Scene.inCity), day)
        let coast = RegistrationDetails(home: .inCountry("a-coast"))
        try scene.perform(.register("o", .graduate, coast), day)
        try scene.perform(.setReceiptText("", of: Scene.city), by: own, day)
        #expect(try scene.file("g", day).receipt?.officeText == "Meeting")
        #expect(try scene.file("n", day).receipt?.officeText == "All")
        #expect(try scene.file("o", day).receipt?.officeText == "")
        let foreign = RegistrationCommand.setReceiptText("No", of: Scene.city)
        #expect(scene.refusal(foreign, by: .office(Scene.coast), day) == .notAllowed)
        #expect(scene.refusal(foreign, by: .citizen, day) == .notAllowed)
        try scene.expectSound()
    }

    @Test func `what must be said depends on the category (D3)`() throws {
        let scene = try Scene()
        func refusal(
            _ category: RegistrationCategory, _ change: (inout RegistrationDetails) -> Void
        ) -> RegistrationReason? {
            var details = Scene.inCity
            change(&details)
            return scene.refusal(.register("p", category, details), day)
        }
        for category in RegistrationCategory.allCases {
            #expect(refusal(category) { $0.number = .none } == .wrongNumber)
            #expect(refusal(category) { $0.number = .tax } == .wrongNumber)
            #expect(refusal(category) { $0.hasJobTitle = false } == .jobTitleMissing)
            #expect(refusal(category) { $0.extent = .partly } == nil)
            #expect(
                refusal(category) { $0.extent = .none }
                    == (category == .unemploymentBenefit ? nil : .extentNotAllowed))
            // E-mail and phone need not be given.
            #expect(refusal(category) { ($0.hasEmail, $0.hasPhone) = (false, false) } == nil)
        }
        #expect(scene.refusal(.register("p", .noBenefit), day) == .detailsMissing)
    }

    @Test func `a cross-border worker gives a tax number, at the office they choose (D3, D14)`()
        throws
    {
        var scene = try Scene()
        var details = RegistrationDetails(home: .crossBorder, number: .tax)
        let register = RegistrationCommand.register("x", .unemploymentBenefit, details)
        #expect(scene.refusal(register, by: .citizen, day) == .noRegisteredAddress)
        #expect(scene.refusal(register, by: .office(Scene.coast), day) == .notAttached)
        try scene.perform(.attach("x", .choice), by: .office(Scene.coast), day)
        #expect(scene.refusal(register, by: .office(Scene.city), day) == .attachedElsewhere)
        details.number = .personal
        let wrong = RegistrationCommand.register("x", .unemploymentBenefit, details)
        #expect(scene.refusal(wrong, by: .office(Scene.coast), day) == .wrongNumber)
        try scene.perform(.noteMembership("x", "f-1"), by: .fund("f-1"), day)
        try scene.perform(register, by: .office(Scene.coast), day)
        #expect(try scene.file("x", day).category == .unemploymentBenefit)
        #expect(try scene.file("x", day).office == Scene.coast)
        try scene.expectSound()
    }

    @Test func `a known person with secure access repeats nothing, a new one starts anew (D4)`()
        throws
    {
        var scene = try Scene()
        try scene.enrol("p", .noBenefit, day)
        try scene.perform(.deregister("p", .ownRequest), "2026-03-12")
        try scene.perform(.register("p", .noBenefit), "2026-04-20")
        let file = try scene.file("p", "2026-04-20")
        #expect(file.details == Scene.inCity)
        #expect(file.category == .noBenefit)
        #expect(file.history.count == 3)
        #expect(scene.refusal(.register("p-new", .noBenefit), "2026-04-20") == .detailsMissing)
        try scene.perform(.register("p-new", .noBenefit, Scene.inCity), "2026-04-20")
        #expect(try scene.file("p-new", "2026-04-20").history.count == 1)
        // Known, but never with secure access.
        try scene.perform(.register("q", .graduate, Scene.inCity), day)
        #expect(scene.refusal(.register("q", .noBenefit), day) == .accessNotSecure)
        try scene.expectSound()
    }

    @Test func `insured without a membership on record is registered without benefit (D5)`()
        throws
    {
        var scene = try Scene()
        try scene.perform(.register("p", .unemploymentBenefit, Scene.inCity), day)
        let file = try scene.file("p", day)
        #expect(file.category == .noBenefit)
        #expect(file.receipt?.asked == .unemploymentBenefit)
        #expect(file.receipt?.category == .noBenefit)
        #expect(file.receipt?.links == [])
        #expect(file.receipt?.tasks.first == .contactFund)
        // Asking again changes nothing until the fund has registered the membership.
        let again = RegistrationCommand.register("p", .unemploymentBenefit, Scene.inCity)
        #expect(scene.refusal(again, day) == .alreadyRegistered)
        try scene.perform(.noteMembership("p", "f-1"), by: .fund("f-1"), day)
        try scene.perform(again, day)
        #expect(try scene.file("p", day).category == .unemploymentBenefit)
        try scene.expectSound()
    }
}
