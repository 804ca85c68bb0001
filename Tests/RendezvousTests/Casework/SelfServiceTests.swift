import Rendezvous
import RendezvousVerifier
import Testing

/// Offices, the own page and what can be done there (D14–D18).
@Suite struct SelfServiceTests {
    private typealias Scene = JobcentreScenario
    private let day: CivilDate = "2026-03-09"

    // MARK: The office (D14)

    @Test func `the office follows from the registered address (D14)`() throws {
        var scene = try Scene()
        try scene.enrol("p", .noBenefit, day)
        #expect(try scene.file("p", day).office == Scene.city)
        let steps = try scene.perform(
            .noteAddress("p", .inCountry("a-coast")), by: .system, "2026-03-10")
        #expect(
            steps == [
                .addressNoted(.inCountry("a-coast"), staysIn: nil),
                .attached(Scene.coast, .registeredAddress),
            ])
        try scene.expectSound()
    }

    @Test func `the office where somebody stays is asked to take over, and does (D14)`() throws {
        var scene = try Scene()
        let details = RegistrationDetails(home: .inCountry("a-city"), staysIn: "a-coast")
        let events = try scene.agenda.decide(
            .registration(.register("p", .noBenefit, details), by: .citizen), at: Scene.at(day))
        #expect(scene.agenda.notices(of: events).map(\.recipient) == [.office(Scene.coast)])
        #expect(scene.agenda.notices(of: events).map(\.matter) == [.takeOver])
        try scene.perform(.register("p", .noBenefit, details), day)
        #expect(try scene.file("p", day).office == Scene.city)
        try scene.perform(.attach("p", .stay), by: .office(Scene.coast), day)
        #expect(try scene.file("p", day).office == Scene.coast)
        // Registering for something else does not undo it; a new address does.
        try scene.perform(.register("p", .graduate, details), day)
        #expect(try scene.file("p", day).office == Scene.coast)
        try scene.perform(.noteAddress("p", .inCountry("a-city")), by: .system, "2026-03-10")
        #expect(try scene.file("p", "2026-03-10").office == Scene.city)
        try scene.expectSound()
    }

    @Test func `only the office that somebody wants may attach them, with a ground (D14)`() throws {
        var scene = try Scene()
        try scene.enrol("p", .unemploymentBenefit, day)
        for ground in AttachmentGround.allCases {
            let attach = RegistrationCommand.attach("p", ground)
            #expect(scene.refusal(attach, by: .citizen, day) == .attachmentByOffice)
            #expect(scene.refusal(attach, by: .fund("f-1"), day) == .notAllowed)
            #expect(scene.refusal(attach, by: .system, day) == .notAllowed)
            #expect(scene.refusal(attach, by: .office(Scene.coast), day) == .groundMissing)
        }
        #expect(scene.closed(.changeOffice, to: "p", day) == .attachmentByOffice)
        // Abroad, still registered: the office stays until another one is asked.
        try scene.perform(.noteAddress("p", .crossBorder), by: .system, "2026-03-10")
        #expect(try scene.file("p", "2026-03-10").office == Scene.city)
        #expect(try scene.file("p", "2026-03-10").category == .unemploymentBenefit)
        try scene.perform(.attach("p", .choice), by: .office(Scene.coast), "2026-03-11")
        #expect(try scene.file("p", "2026-03-11").office == Scene.coast)
        try scene.expectSound()
    }

    // MARK: Confirming (D15)

    @Test func `the search for work is confirmed every seven days (D15)`() throws {
        var scene = try Scene()
        try scene.enrol("p", .noBenefit, day)
        func due(_ date: CivilDate) -> CivilDate? {
            scene.agenda.confirmationDue(of: "p", at: Scene.at(date))
        }
        #expect(due(day) == "2026-03-16")
        try scene.perform(.confirm("p"), "2026-03-12")
        #expect(due("2026-03-12") == "2026-03-19")
        let off = RegistrationCommand.deregister("p", .missedConfirmation)
        #expect(scene.refusal(off, by: .system, "2026-03-19", "23:59:59") == .notOverdue)
        #expect(scene.refusal(off, by: .system, "2026-03-20", "00:00") == nil)
        #expect(scene.refusal(off, by: .citizen, "2026-03-20") == .notAllowed)
        #expect(scene.refusal(.confirm("p"), by: .office(Scene.city), day) == .notAllowed)
        let policy = RegistrationPolicy(
            "ten", .confirmation(every: .workingDays(10)), valid: DateRange(from: "2026-03-13"),
            offices: [Scene.city])
        try scene.perform(.set(policy), by: .system, "2026-03-12")
        #expect(due("2026-03-12") == "2026-03-19")
        #expect(due("2026-03-13") == "2026-03-26")
        #expect(scene.refusal(.set(policy), by: .citizen, day) == .notAllowed)
        try scene.expectSound()
    }

    // MARK: The rules of self-service (D16)

    private func enrolled(_ category: RegistrationCategory) throws -> JobcentreScenario {
        var scene = try Scene()
        try scene.enrol("p", category, day)
        return scene
    }

    @Test func `sick and well are reported from today only (D16)`() throws {
        var scene = try enrolled(.noBenefit)
        func sick(_ from: CivilDate, to: CivilDate? = nil) -> RegistrationCommand {
            .report("p", Absence(.sick, from: from, to: to))
        }
        #expect(scene.refusal(sick("2026-03-08"), day) == .onlyFromToday)
        #expect(scene.refusal(sick("2026-03-10"), day) == .onlyFromToday)
        #expect(scene.refusal(sick("2026-03-09", to: "2026-03-08"), day) == .endBeforeStart)
        #expect(scene.refusal(.reportWell("p", from: day), day) == .notAbsent)
        try scene.perform(sick(day), day, "23:59:59")
        #expect(scene.refusal(sick("2026-03-11"), "2026-03-11") == .alreadyAbsent)
        let well = RegistrationCommand.reportWell("p", from: "2026-03-12")
        #expect(scene.refusal(well, "2026-03-11") == .onlyFromToday)
        #expect(scene.refusal(well, "2026-03-13") == .onlyFromToday)
        try scene.perform(well, "2026-03-12")
        #expect(
            try scene.file("p", "2026-03-12").absences
                == [Absence(.sick, from: day, to: "2026-03-11")])
        // Ill and well on the same day: nothing is left.
        try scene.perform(sick("2026-03-13"), "2026-03-13")
        try scene.perform(.reportWell("p", from: "2026-03-13"), "2026-03-13", "12:00")
        #expect(try scene.file("p", "2026-03-13").absences.count == 1)
        try scene.expectSound()
    }

    @Test func `midnight is the office's, also when the clock changes (D16)`() throws {
        var scene = try enrolled(.noBenefit)
        // 25 October 2026 has 25 hours: half past two comes twice, and it is the same day.
        let second = Scene.zone.resolve("2026-10-25", "02:30").latest
        try scene.perform(
            .registration(.report("p", Absence(.sick, from: "2026-10-25")), by: .citizen),
            at: second)
        let night = Scene.zone.start(of: "2026-10-26")
        let well = RegistrationCommand.reportWell("p", from: "2026-10-26")
        let early = #expect(throws: Refusal.self) {
            _ = try scene.agenda.decide(.registration(well, by: .citizen), at: night - Seconds(1))
        }
        #expect(early?.registration == .onlyFromToday)
        try scene.perform(.registration(well, by: .citizen), at: night)
        try scene.expectSound()
    }

    @Test func `holiday is for recipients of unemployment benefit, 14 days ahead (D16)`() throws {
        func holiday(_ from: CivilDate, _ to: CivilDate? = "2026-04-30") -> RegistrationCommand {
            .report("p", Absence(.holiday, from: from, to: to))
        }
        var scene = try enrolled(.unemploymentBenefit)
        #expect(scene.refusal(holiday("2026-03-22"), day) == .noticeTooShort)
        #expect(scene.refusal(holiday("2026-03-23"), day, "23:59:59") == nil)
        #expect(scene.refusal(holiday("2026-03-23"), "2026-03-10", "00:00") == .noticeTooShort)
        #expect(scene.refusal(holiday("2026-03-23", nil), day) == .endMissing)
        #expect(scene.refusal(holiday("2026-03-23", "2026-03-22"), day) == .endBeforeStart)
        try scene.perform(holiday("2026-03-23", "2026-03-23"), day)
        try scene.expectSound()
        for category in [RegistrationCategory.cashBenefit, .graduate, .noBenefit] {
            let scene = try enrolled(category)
            #expect(scene.refusal(holiday("2026-03-30"), day) == .notForThisGroup)
            #expect(scene.closed(.reportHoliday, to: "p", day) == .notForThisGroup)
        }
    }

    @Test func `the notice and the groups are rules that agencies change (D16)`() throws {
        var scene = try enrolled(.cashBenefit)
        let rules: [RegistrationRule] = [
            .holidayNotice(.workingDays(3)),
            .selfService(.reportHoliday, for: [.cashBenefit]),
            .selfService(.setReminders, for: []),
        ]
        for (index, rule) in rules.enumerated() {
            let policy = RegistrationPolicy(RegistrationPolicy.ID("r-\(index)"), rule)
            try scene.perform(.set(policy), by: .system, day)
        }
        let holiday = Absence(.holiday, from: "2026-03-12", to: "2026-03-13")
        #expect(scene.refusal(.report("p", holiday), "2026-03-10") == .noticeTooShort)
        #expect(scene.refusal(.report("p", holiday), day) == nil)
        #expect(scene.refusal(.setReminders("p", true), day) == .notForThisGroup)
        #expect(
            throws: Refusal.self,
            performing: {
                let far = RegistrationPolicy("far", .holidayNotice(.calendarDays(733)))
                _ = try scene.agenda.decide(
                    .registration(.set(far), by: .system), at: Scene.at(day))
            })
        try scene.expectSound()
    }

    @Test func `temporary work and addresses have an end (D16)`() throws {
        var scene = try enrolled(.graduate)
        func work(_ from: CivilDate, _ to: CivilDate?) -> RegistrationCommand {
            .report("p", Absence(.temporaryWork, from: from, to: to))
        }
        #expect(scene.refusal(work(day, nil), day) == .endMissing)
        #expect(scene.refusal(work("2026-03-08", day), day) == .inThePast)
        try scene.perform(work(day, day), day)
        func address(_ until: CivilDate) -> RegistrationCommand {
            .setTemporaryAddress("p", TemporaryAddress("a-coast", until: until))
        }
        #expect(scene.refusal(address("2026-03-08"), day) == .inThePast)
        try scene.perform(address(day), day)
        #expect(scene.refusal(address(day), day) == .unchanged)
        try scene.perform(.setTemporaryAddress("p", nil), day)
        let other = Absence(.other, from: day, to: day)
        #expect(scene.refusal(.report("p", other), by: .citizen, day) == .notAllowed)
        #expect(scene.refusal(.report("p", other), by: .office(Scene.city), day) == nil)
        try scene.expectSound()
    }

    @Test func `contact details and the reminder service are changed and changed back (D16)`()
        throws
    {
        var scene = try enrolled(.noBenefit)
        let phone = RegistrationCommand.changeContact("p", hasEmail: false, hasPhone: true)
        try scene.perform(phone, day)
        #expect(try scene.file("p", day).details?.hasPhone == true)
        #expect(scene.refusal(phone, day) == .unchanged)
        #expect(scene.refusal(.setReminders("p", false), day) == .unchanged)
        try scene.perform(.setReminders("p", true), day)
        #expect(try scene.file("p", day).hasReminders)
        try scene.perform(.setReminders("p", false), day)
        #expect(scene.refusal(phone, by: .office(Scene.coast), day) == .attachedElsewhere)
        try scene.expectSound()
    }

    @Test func `an absence makes slots impossible and flags appointments (D16)`() throws {
        var scene = try enrolled(.noBenefit)
        let dates = DateRange(from: "2026-03-10", to: "2026-03-13") ?? .always
        let window = Interval(
            start: Scene.at(dates.first, "00:00"), end: Scene.at("2026-03-14", "00:00"))
        let request = Request(
            for: Party("p"), service: "interview", within: IntervalSet(window ?? .always))
        try scene.perform(
            .amend(.policySet(Policy("present", .participantPresent))), at: Scene.at(day))
        let openings = try scene.agenda.openings(for: request, at: Scene.at(day), limit: 1_000)
        let last = try #require(openings.all.last)
        try scene.perform(.book(last.placement, for: request), at: Scene.at(day))
        #expect(scene.agenda.appointments(inAbsencesOf: "p", at: Scene.at(day)) == [])
        try scene.perform(.report("p", Absence(.sick, from: "2026-03-10")), "2026-03-10")
        let now = Scene.at("2026-03-10")
        #expect(scene.agenda.appointments(inAbsencesOf: "p", at: now).map(\.id.number) == [1])
        #expect(try scene.agenda.openings(for: request, at: now).all == [])
        let forced = Booking(
            Appointment.ID(2), for: request.party, service: "interview", topic: nil,
            at: openings.all[0].placement, gap: .none, interpreterGap: .none)
        let broken = Verifier.check(scene.events + [Event(at: now, .booked(forced))])
        #expect(broken.map(\.rule) == [.reason(.participantAbsent)])
        try scene.perform(.reportWell("p", from: "2026-03-12"), "2026-03-12")
        let then = Scene.at("2026-03-12")
        #expect(scene.agenda.appointments(inAbsencesOf: "p", at: then) == [])
        #expect(try !scene.agenda.openings(for: request, at: then).all.isEmpty)
        let replayed = try Agenda(replaying: scene.events)
        #expect(
            try replayed.openings(for: request, at: then).all
                == scene.agenda.openings(for: request, at: then).all)
    }

    // MARK: My agreements (D17)

    @Test func `my agreements show today's and later interviews, and are not binding (D17)`()
        throws
    {
        var scene = try enrolled(.noBenefit)
        func book(_ date: CivilDate, _ time: CivilTime) throws {
            let start = Scene.at(date, time)
            let interval = Interval(start: start, end: start + .minutes(45))
            let request = Request(
                for: Party("p"), service: "interview", within: IntervalSet(.always))
            let placement = Placement(interval ?? .always, on: .video, with: "anna")
            try scene.perform(.book(placement, for: request), at: Scene.at("2026-03-09", "07:00"))
        }
        try book("2026-03-10", "10:00")
        try book("2026-03-11", "10:00")
        try book("2026-03-12", "10:00")
        try book("2026-03-13", "10:00")
        try scene.perform(.cancel(Appointment.ID(4), .revoked), at: Scene.at("2026-03-10"))
        func numbers(_ date: CivilDate, _ time: CivilTime) -> [Int] {
            scene.agenda.agreements(of: "p", at: Scene.at(date, time)).interviews.map(\.id.number)
        }
        // The interview of the 10th was never closed, and is hidden from the next day on.
        #expect(numbers("2026-03-10", "23:59:59") == [1, 2, 3])
        #expect(numbers("2026-03-11", "00:00") == [2, 3])
        #expect(numbers("2026-03-11", "23:59:59") == [2, 3])
        let later = scene.agenda.agreements(of: "p", at: Scene.at("2026-03-11", "12:00"))
        #expect(later.next?.id.number == 3)
        #expect(later.isBinding == false)
        #expect(later.last == nil)
        #expect(numbers("2026-03-13", "00:00") == [])
        // An interview that is missing from the view is missed all the same.
        #expect(throws: Never.self) {
            try scene.perform(.noShow(Appointment.ID(1)), at: Scene.at("2026-03-13"))
        }
        let record = RegistrationCommand.recordAgreement("p", "plan-7")
        #expect(scene.refusal(record, by: .citizen, "2026-03-13") == .notAllowed)
        try scene.perform(record, by: .office(Scene.city), "2026-03-13")
        let view = scene.agenda.agreements(of: "p", at: Scene.at("2026-03-13"))
        #expect(view.last?.id == "plan-7")
        try scene.expectSound()
    }

    // MARK: Secure access (D18)

    @Test func `access becomes secure by letter, at the office or at the visit (D18)`() throws {
        var scene = try Scene()
        for person in ["a", "b", "c"] as [Subject.ID] {
            try scene.perform(.register(person, .noBenefit, Scene.inCity), day)
            for service in SelfService.allCases {
                let reason = scene.closed(service, to: person, day)
                #expect(
                    reason
                        == (service == .register
                            ? nil
                            : service == .changeOffice ? .attachmentByOffice : .accessNotSecure))
            }
        }
        let letter = RegistrationCommand.grantAccess("a", .codeByLetter)
        #expect(scene.refusal(letter, by: .citizen, day) == .notAllowed)
        try scene.perform(letter, by: .system, day)
        #expect(scene.refusal(letter, by: .system, day) == .unchanged)
        let desk = RegistrationCommand.grantAccess("b", .codeAtOffice)
        #expect(scene.refusal(desk, by: .office(Scene.coast), day) == .attachedElsewhere)
        try scene.perform(desk, by: .office(Scene.city), day)
        // Applicants for cash benefit get it at the visit only.
        try scene.perform(.register("d", .cashBenefit, Scene.inCity), day)
        #expect(
            scene.refusal(.grantAccess("d", .codeByLetter), by: .system, day) == .accessAtVisit)
        #expect(
            scene.refusal(.grantAccess("d", .codeAtOffice), by: .office(Scene.city), day)
                == .accessAtVisit)
        #expect(
            scene.refusal(.grantAccess("d", .atVisit), by: .office(Scene.city), day)
                == .visitNeeded)
        try scene.perform(.visit("d", .cash, .two), by: .office(Scene.city), "2026-03-10")
        #expect(try scene.file("d", "2026-03-10").access == .atVisit)
        try scene.expectSound()
    }
}
