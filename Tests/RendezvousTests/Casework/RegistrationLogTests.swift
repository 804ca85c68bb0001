import Rendezvous
import RendezvousVerifier
import Testing

/// Logs of registrations that nobody's engine wrote, and commands that make no sense.
@Suite struct RegistrationLogTests {
    private typealias Scene = JobcentreScenario
    private let day: CivilDate = "2026-03-09"

    private func scene() throws -> JobcentreScenario {
        var scene = try Scene()
        try scene.enrol("p", .noBenefit, "2026-03-02")
        try scene.perform(.register("q", .cashBenefit, Scene.inCity), day)
        return scene
    }

    private static let impossible: [(RegistrationStep, Subject.ID, String)] = [
        (.lapsed, "p", "has no flag that could lapse"), (.flagCleared, "p", "has no flag to clear"),
        (.lapsed, "q", "has a flag until 2026-03-16T23:00:00Z"),
        (.registered(.graduate, asked: .graduate), "new", "has no details or no office"),
        (.putOnTheBooks, "new", "has no details or no office"),
        (.caseRegistered(.cash), "new", "has no office"), (.matched(.one, nil), "new", "no office"),
        (.deregistered(.byOffice, nil), "q", "is not in force"), (.confirmed, "q", "not in force"),
        (.reregistered(.cash), "p", "has not ended"), (.becameEntitled, "p", "is not a graduate's"),
        (.attached("nowhere", .choice), "p", "names office (nowhere)"),
        (.takeOverAsked("nowhere"), "p", "names office (nowhere)"),
        (.addressNoted(.none, staysIn: nil), "new", "has no details"),
        (.contactChanged(hasEmail: true, hasPhone: true), "new", "has no details"),
        (
            .absenceReported(Absence(.sick, from: "2026-03-09", to: "2026-03-08")), "p",
            "has an absence that ends first"
        ),
        (.membershipNoted(""), "p", "identifier of a fund"),
        (.agreementRecorded("a b"), "p", "identifier of an agreement"),
        (.confirmed, "", "identifier of a person"),
    ]

    @Test func `impossible events are refused, and undo the batch that they stand in`() throws {
        let before = try scene()
        let image = before.agenda.stateImage()
        let now = Scene.at("2026-03-10")
        for (step, person, message) in Self.impossible {
            var agenda = before.agenda
            let good: [RegistrationChange] = [
                .step(.confirmed, of: "p", by: .citizen),
                .step(.membershipNoted("f-1"), of: "r", by: .system),
                .receiptTextSet(Scene.city, for: nil, "Text"),
                .policySet(RegistrationPolicy("p", .holidayNotice(.workingDays(1)))),
                .step(step, of: person, by: .system),
            ]
            let events = good.map { Event(at: now, .registration($0)) }
            let error = #expect(throws: LogError.self, "\(step)") { try agenda.apply(events) }
            #expect(error?.index == 4)
            #expect(error?.message.contains(message) == true, "\(error?.message ?? "")")
            #expect(agenda.stateImage() == image)
            #expect(agenda.registration(of: "r", at: now) == nil)
        }
    }

    @Test func `the check finds what the engine would never write`() throws {
        let scene = try scene()
        let wrong: [(RegistrationStep, Subject.ID, CaseActor, String)] = [
            (.registered(.unemploymentBenefit, asked: .unemploymentBenefit), "p", .citizen, "D5"),
            (.registered(.graduate, asked: .graduate), "p", .fund("f-1"), "D11"),
            (.registered(.graduate, asked: .graduate), "p", .office(Scene.coast), "D14"),
            (.confirmed, "p", .office(Scene.city), "D15"),
            (.attached(Scene.coast, .stay), "p", .citizen, "D14"),
            (.absenceReported(Absence(.sick, from: "2026-03-08")), "p", .citizen, "D16"),
            (
                .absenceReported(Absence(.holiday, from: "2026-04-09", to: "2026-04-10")), "p",
                .citizen, "D16"
            ),
            (.deregistered(.missedConfirmation, nil), "p", .citizen, "D16"),
            (.accessGranted(.codeByLetter), "q", .system, "D18"),
            (.caseRegistered(.cash), "q", .office(Scene.coast), "D7"),
            (.putOnTheBooks, "q", .office(Scene.city), "D7"),
            (.entitlementNoted("2026-04-01", counts: true), "p", .fund("f-1"), "D10"),
        ]
        for (step, person, actor, id) in wrong {
            let event = Event(
                at: Scene.at("2026-03-09", "12:00"),
                .registration(.step(step, of: person, by: actor)))
            let found = Verifier.check(scene.events + [event])
            #expect(found.contains { $0.message.hasPrefix("\(id):") }, "\(step): \(found)")
        }
        let late = Event(
            at: Scene.at("2026-03-30"),
            .registration(.step(.membershipNoted("f-1"), of: "q", by: .system)))
        #expect(
            Verifier.check(scene.events + [late]).contains { $0.message.hasPrefix("D6:") })
    }

    @Test func `no rule stops the check, however wrong`() throws {
        let scene = try scene()
        for number in [Int.min, -1, 0, 4_001, .max] {
            for count in [DayCount.calendarDays(number), .workingDays(number)] {
                let rules: [RegistrationRule] = [
                    .lapse(Deadline(count, margin: count)), .confirmation(every: count),
                    .reregistration(within: count), .holidayNotice(count),
                ]
                let changes: [RegistrationChange] =
                    rules.enumerated().map {
                        .policySet(RegistrationPolicy(RegistrationPolicy.ID("r-\($0)"), $1))
                    } + [
                        .step(.deregistered(.missedConfirmation, nil), of: "p", by: .system),
                        .step(.reregistered(.cash), of: "p", by: .citizen),
                        .step(
                            .flagged(
                                RegistrationFile.Flag(
                                    since: .min, attendance: .max, lapses: .max)), of: "p",
                            by: .citizen),
                    ]
                let events = changes.map { Event(at: Scene.at(day), .registration($0)) }
                #expect(!Verifier.check(scene.events + events).isEmpty)
                #expect(number == 0 || (try? Agenda(replaying: scene.events + events)) == nil)
            }
        }
    }

    @Test func `commands about nobody and from nobody are refused`() throws {
        let scene = try scene()
        func reason(_ command: RegistrationCommand, _ actor: CaseActor) -> Reason? {
            do throws(Refusal) {
                _ = try scene.agenda.decide(.registration(command, by: actor), at: Scene.at(day))
                return nil
            } catch {
                return error.reason
            }
        }
        #expect(reason(.confirm(""), .citizen) == .invalidValue)
        #expect(reason(.confirm("p"), .office("nowhere")) == .unknownReference)
        #expect(reason(.confirm("p"), .fund("a b")) == .invalidValue)
        #expect(reason(.noteMembership("p", ""), .system) == .invalidValue)
        let bad = RegistrationDetails(home: .inCountry("a b"))
        #expect(reason(.register("n", .noBenefit, bad), .citizen) == .invalidValue)
        let policy = RegistrationPolicy("p", .holidayNotice(.calendarDays(1)), offices: ["nowhere"])
        #expect(reason(.set(policy), .system) == .unknownReference)
        let change = Change.registration(.step(.confirmed, of: "p", by: .citizen))
        #expect(throws: Refusal.self) {
            _ = try scene.agenda.decide(.amend(change), at: Scene.at(day))
        }
    }

    @Test func `nothing traps at the ends of time`() throws {
        for instant in [Instant.min, .max] {
            let scene = try Scene()
            for category in RegistrationCategory.allCases {
                var copy = scene
                _ = try? copy.perform(
                    .registration(.register("p", category, Scene.inCity), by: .citizen),
                    at: instant)
                _ = copy.agenda.abilities(of: "p", at: instant)
                _ = copy.agenda.registration(of: "p", at: .max)
                _ = copy.agenda.confirmationDue(of: "p", at: instant)
                _ = copy.agenda.agreements(of: "p", at: instant)
                _ = Verifier.check(copy.events)
            }
        }
    }
}
