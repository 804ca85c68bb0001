import Rendezvous
import Testing

/// Registrations that wait for a visit, and lapse by themselves (D6–D8).
@Suite struct ProvisionalTests {
    private typealias Scene = JobcentreScenario

    /// The flag of somebody who registers at a time.
    private func flag(
        _ date: CivilDate, _ time: CivilTime = "09:00", policies: [RegistrationRule] = [],
        closed: [DatedException] = []
    ) throws -> RegistrationFile.Flag {
        var scene = try Scene(closed: closed)
        for (index, rule) in policies.enumerated() {
            let policy = RegistrationPolicy(RegistrationPolicy.ID("r-\(index)"), rule)
            try scene.perform(.set(policy), by: .system, date, time)
        }
        try scene.perform(.register("p", .cashBenefit, Scene.inCity), date, time)
        try scene.expectSound()
        return try #require(try scene.file("p", date, time).flag)
    }

    /// The last day on which the person may come.
    private func lastDay(_ flag: RegistrationFile.Flag) -> CivilDate {
        Scene.zone.local(flag.lapses - Seconds(1)).date
    }

    @Test func `in an ordinary week six days and a working day of margin are counted (D6)`() throws
    {
        // Monday 9 March: six days end on Sunday the 15th, the margin is Monday the 16th.
        let flag = try flag("2026-03-09")
        #expect(flag.attendance == "2026-03-10")
        #expect(flag.lapses == Scene.zone.start(of: "2026-03-17"))
    }

    @Test func `the next opening day skips weekends, holidays and closed days (D6)`() throws {
        #expect(try flag("2026-03-13").attendance == "2026-03-16")
        #expect(try flag("2026-04-01").attendance == "2026-04-07")
        let closed = [DatedException(DateRange("2026-03-10"))]
        #expect(try flag("2026-03-09", closed: closed).attendance == "2026-03-11")
        // By a policy the same day will do, as long as the office is still open.
        let rule = RegistrationRule.attendance(.sameDayIfOpen)
        #expect(try flag("2026-03-09", "09:00", policies: [rule]).attendance == "2026-03-09")
        #expect(try flag("2026-03-09", "14:59", policies: [rule]).attendance == "2026-03-09")
        #expect(try flag("2026-03-09", "15:00", policies: [rule]).attendance == "2026-03-10")
    }

    @Test func `holidays of Easter and Christmas do not count (D6)`() throws {
        // Easter 2026: 2, 3, 5 and 6 April are holidays; the 4th is an ordinary Saturday.
        // From Monday 30 March: 31 March, 1, 4, 7, 8, 9 April; margin Friday the 10th.
        #expect(try lastDay(flag("2026-03-30")) == "2026-04-10")
        // From Wednesday 1 April: 4, 7, 8, 9, 10, 11; the margin is Monday the 13th.
        #expect(try lastDay(flag("2026-04-01")) == "2026-04-13")
        // Christmas 2026: 25 and 26 December, 1 January. From the 21st: 22, 23, 24, 27, 28, 29.
        #expect(try lastDay(flag("2026-12-21")) == "2026-12-30")
        // From the 28th: 29, 30, 31 December, 2, 3, 4 January; margin the 5th.
        #expect(try lastDay(flag("2026-12-28")) == "2027-01-05")
        // An office that closes between the years has its margin later.
        let closed = [
            DatedException(DateRange(from: "2026-12-24", to: "2026-12-31") ?? .always)
        ]
        #expect(try lastDay(flag("2026-12-21", closed: closed)) == "2027-01-04")
    }

    @Test func `the way of counting and the margin are rules of their own (D6)`() throws {
        func last(_ days: DayCount, _ margin: DayCount) throws -> CivilDate {
            try lastDay(
                flag("2026-03-30", policies: [.lapse(Deadline(days, margin: margin))]))
        }
        #expect(try last(.calendarDays(6), .calendarDays(0)) == "2026-04-05")
        #expect(try last(.calendarDays(6), .calendarDays(2)) == "2026-04-07")
        #expect(try last(.calendarDays(6), .workingDays(2)) == "2026-04-08")
        #expect(try last(.daysSkippingHolidays(6), .calendarDays(0)) == "2026-04-09")
        #expect(try last(.daysSkippingHolidays(6), .daysSkippingHolidays(3)) == "2026-04-12")
        #expect(try last(.workingDays(6), .calendarDays(0)) == "2026-04-10")
        #expect(try last(.calendarDays(0), .calendarDays(0)) == "2026-03-30")
    }

    @Test func `days are those of the clock when it changes (D6)`() throws {
        let rule = RegistrationRule.lapse(Deadline(.calendarDays(6)))
        // Summer time begins on 29 March and ends on 25 October.
        let spring = try flag("2026-03-23", "00:00", policies: [rule])
        #expect(spring.lapses - spring.since == .hours(7 * 24 - 1))
        let autumn = try flag("2026-10-19", "00:00", policies: [rule])
        #expect(autumn.lapses - autumn.since == .hours(7 * 24 + 1))
        let late = try flag("2026-03-22", "23:59:59", policies: [rule])
        #expect(late.lapses == Scene.zone.start(of: "2026-03-29"))
    }

    @Test func `until the last second the visit counts, then it lapsed by itself (D6)`() throws {
        var scene = try Scene()
        try scene.perform(.register("p", .cashBenefit, Scene.inCity), "2026-03-09")
        let lapses = try #require(try scene.file("p", "2026-03-09").flag?.lapses)
        let before = try #require(scene.agenda.registration(of: "p", at: lapses - Seconds(1)))
        #expect(before.flag != nil)
        #expect(before.contactGroup == .cashApplicant)
        let after = try #require(scene.agenda.registration(of: "p", at: lapses))
        #expect(after.flag == nil)
        #expect(after.standing == .unregistered)
        #expect(after.history == [])
        #expect(after.contactGroup == .none)

        let visit = Command.registration(
            .visit("p", .cash, .one), by: .office(Scene.city))
        let inTime = try scene.agenda.decide(visit, at: lapses - Seconds(1))
        #expect(inTime.map(\.change).contains(Self.change(.flagCleared, "p", by: Scene.city)))
        let late = try scene.agenda.decide(visit, at: lapses)
        #expect(late.first?.change == .registration(.step(.lapsed, of: "p", by: .system)))
        #expect(!late.map(\.change).contains(Self.change(.flagCleared, "p", by: Scene.city)))
        // A lapse tells nobody; the visit tells the benefits centre either way.
        #expect(scene.agenda.notices(of: late.prefix(1)) == [])
        try scene.perform(visit, at: lapses)
        #expect(try scene.file("p", "2026-03-20").category == .cashBenefit)
        try scene.expectSound()
    }

    private static func change(
        _ step: RegistrationStep, _ person: Subject.ID, by office: Office.ID
    ) -> Change {
        .registration(.step(step, of: person, by: .office(office)))
    }

    @Test func `a lapse takes back nothing that was there before (D6)`() throws {
        var scene = try Scene()
        try scene.enrol("p", .noBenefit, "2026-03-02")
        try scene.perform(.register("p", .cashBenefit), "2026-03-09")
        #expect(try scene.file("p", "2026-03-09").category == .noBenefit)
        #expect(try scene.file("p", "2026-03-30").category == .noBenefit)
        try scene.perform(.register("p", .cashBenefit), "2026-03-30")
        #expect(try scene.file("p", "2026-03-30").flag?.attendance == "2026-03-31")
        try scene.expectSound()
    }

    @Test func `the visit registers case and match group, and clears the flag (D7)`() throws {
        for kind in CashCase.allCases {
            var scene = try Scene()
            try scene.perform(.register("p", .cashBenefit, Scene.inCity), "2026-03-09")
            #expect(try scene.file("p", "2026-03-10").flag != nil)
            let events = try scene.agenda.decide(
                .registration(.visit("p", kind, .one), by: .office(Scene.city)),
                at: Scene.at("2026-03-10"))
            #expect(
                scene.agenda.notices(of: events).map(\.matter) == [.caseRegistered(kind)])
            #expect(scene.agenda.notices(of: events).map(\.recipient) == [.benefitsCentre])
            let steps = try scene.perform(
                .visit("p", kind, .one), by: .office(Scene.city), "2026-03-10")
            #expect(
                steps == [
                    .caseRegistered(kind), .flagCleared, .matched(.one, nil),
                    .accessGranted(.atVisit), .registered(.cashBenefit, asked: .cashBenefit),
                ])
            let file = try scene.file("p", "2026-03-10")
            #expect(file.flag == nil)
            #expect(file.benefit == .cash(kind))
            #expect(file.matchGroup == .one)
            try scene.expectSound()
        }
    }

    @Test func `match groups 2 and 3 and programmes are not registered (D7)`() throws {
        let cases: [(MatchGroup, Programme?)] = [
            (.two, nil), (.three, nil), (.one, .flexJob), (.one, .rehabilitation),
        ]
        for (group, programme) in cases {
            var scene = try Scene()
            try scene.perform(.register("p", .cashBenefit, Scene.inCity), "2026-03-09")
            let steps = try scene.perform(
                .visit("p", .cash, group, programme), by: .office(Scene.city), "2026-03-10")
            #expect(steps.last == .putOnTheBooks)
            let file = try scene.file("p", "2026-03-10")
            #expect(file.category == nil)
            #expect(file.contactGroup == .onTheBooks)
            #expect(file.flag == nil)
            try scene.expectSound()
        }
    }

    @Test func `only the office that the person is attached to records the visit (D7)`() throws {
        var scene = try Scene()
        try scene.perform(.register("p", .cashBenefit, Scene.inCity), "2026-03-09")
        let visit = RegistrationCommand.visit("p", .cash, .one)
        #expect(scene.refusal(visit, by: .office(Scene.coast), "2026-03-10") == .attachedElsewhere)
        for actor in [CaseActor.citizen, .system, .fund("f-1")] {
            #expect(scene.refusal(visit, by: actor, "2026-03-10") == .notAllowed)
        }
        let register = RegistrationCommand.register("q", .cashBenefit, Scene.inCity)
        #expect(scene.refusal(register, by: .office(Scene.city), "2026-03-10") == .visitNeeded)
    }

    @Test func `self-service opens when the office has made it effective (D8)`() throws {
        var scene = try Scene()
        try scene.perform(.register("p", .cashBenefit, Scene.inCity), "2026-03-09")
        let services: [SelfService] = [
            .confirm, .deregister, .reportSick, .changeContact, .setTemporaryAddress,
            .setReminders, .reportTemporaryWork,
        ]
        for service in services {
            #expect(scene.closed(service, to: "p", "2026-03-09") == .accessNotSecure)
        }
        try scene.perform(.visit("p", .cash, .one), by: .office(Scene.city), "2026-03-10")
        for service in services { #expect(scene.closed(service, to: "p", "2026-03-10") == nil) }

        // Somebody with access from before waits too.
        try scene.enrol("q", .noBenefit, "2026-03-02")
        try scene.perform(.deregister("q", .ownRequest), "2026-03-03")
        try scene.perform(.register("q", .cashBenefit), "2026-03-09")
        for service in services {
            #expect(scene.closed(service, to: "q", "2026-03-09") == .waitingForVisit)
            #expect(scene.closed(service, to: "q", "2026-03-30") == .notRegistered)
        }
        #expect(scene.refusal(.confirm("q"), "2026-03-09") == .waitingForVisit)
        #expect(scene.refusal(.register("q", .cashBenefit), "2026-03-09") == .waitingForVisit)
        try scene.expectSound()
    }

    @Test func `an office that never opens again gives no flag (D6)`() throws {
        let scene = try Scene(closed: [DatedException(.always)])
        let register = RegistrationCommand.register("p", .cashBenefit, Scene.inCity)
        #expect(scene.refusal(register, "2026-03-09") == .noOpeningDay)
    }
}
