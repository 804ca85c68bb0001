import Rendezvous
import RendezvousTesting
import RendezvousVerifier
import Testing

/// Random commands by everybody, checked by definitions that know nothing of the engine's.
@Suite struct RandomRegistrationTests {
    @Test(arguments: 0..<TestScale.rounds(12))
    func `random commands keep every rule, and replay byte for byte`(seed: Int) throws {
        var run = try Run(seed: UInt64(seed))
        for _ in 0..<250 { try run.step() }
        try run.scene.expectSound()
        #expect(run.done > 30, "seed \(seed): \(run.done) of 250")
    }

    @Test(arguments: 0..<TestScale.rounds(6))
    func `what a page says is open can be done, and what is not is refused`(seed: Int) throws {
        var run = try Run(seed: UInt64(seed) + 3_000_000)
        for _ in 0..<150 {
            try run.step()
            for person in Run.people { run.comparePage(of: person, seed) }
        }
    }

    @Test(arguments: 0..<TestScale.rounds(6))
    func `a file at an instant is what the next decision finds`(seed: Int) throws {
        var run = try Run(seed: UInt64(seed) + 4_000_000)
        for _ in 0..<150 {
            try run.step()
            for person in Run.people {
                guard let now = run.scene.agenda.registration(of: person, at: run.now) else {
                    continue
                }
                var copy = run.scene
                let note = Command.registration(.noteMembership(person, "f-9"), by: .system)
                try copy.perform(note, at: run.now)
                let after = try #require(copy.agenda.registration(of: person, at: run.now))
                #expect(after.standing == now.standing, "seed \(seed)")
                #expect(after.flag == now.flag, "seed \(seed)")
                #expect(after.history == now.history, "seed \(seed)")
            }
        }
    }
}

/// A run of random commands over some months.
private struct Run {
    static let people = (1...6).map { Subject.ID("p-\($0)") }

    var scene: JobcentreScenario
    var now: Instant
    private(set) var done = 0
    private var random: SeededGenerator

    init(seed: UInt64) throws {
        random = SeededGenerator(seed: seed)
        let closed = DateRange(from: "2026-04-07", to: "2026-04-08") ?? .always
        scene = try JobcentreScenario(
            closed: random.chance(1, in: 3) ? [DatedException(closed)] : [])
        let starts: [CivilDate] = ["2026-03-20", "2026-12-10", "2026-10-15"]
        now = JobcentreScenario.at(random.pick(starts) ?? "2026-03-20")
    }

    /// Lets some time pass and tries a command.
    mutating func step() throws {
        if random.chance(2, in: 3) { now = now + .minutes(Int64(random.int(1...1_500))) }
        let person = Self.people[random.int(0...5)]
        let command = command(person)
        let actor = random.chance(1, in: 8) ? stranger() : actor(for: command, of: person)
        do throws(Refusal) {
            let events = try scene.agenda.decide(.registration(command, by: actor), at: now)
            done += 1
            try? scene.perform(events)
        } catch {
            #expect(
                [.registration, .invalidValue, .limit, .unknownReference].contains(error.reason))
        }
    }

    /// Whoever may give such a command, as a rule.
    private func actor(for command: RegistrationCommand, of person: Subject.ID) -> CaseActor {
        let office = scene.agenda.registration(of: person, at: now)?.office
        switch command {
        case .visit, .match, .closeCase, .deregister(_, .byOffice), .recordAgreement,
            .grantAccess(_, .codeAtOffice), .grantAccess(_, .atVisit):
            return .office(office ?? JobcentreScenario.city)
        case .attach(_, let ground):
            return .office(ground == .stay ? JobcentreScenario.coast : JobcentreScenario.city)
        case .noteMembership, .noteEntitlement: return .fund("f-1")
        case .set, .noteAddress, .grantAccess(_, .codeByLetter),
            .deregister(_, .missedConfirmation):
            return .system
        default: return .citizen
        }
    }

    private mutating func stranger() -> CaseActor {
        let city = JobcentreScenario.city
        let all: [CaseActor] = [
            .citizen, .office(city), .office(JobcentreScenario.coast), .fund("f-1"), .fund("f-2"),
            .system,
        ]
        return random.pick(all) ?? .system
    }

    private var today: CivilDate { JobcentreScenario.zone.local(now).date }

    private mutating func date(_ range: ClosedRange<Int>) -> CivilDate {
        today.advanced(by: random.int(range))
    }

    private mutating func details() -> RegistrationDetails {
        let homes: [HomeAddress] = [
            .inCountry("a-city"), .inCountry("a-city"), .inCountry("a-coast"), .crossBorder, .none,
        ]
        let home = random.pick(homes) ?? .none
        return RegistrationDetails(
            home: home, staysIn: random.chance(1, in: 4) ? "a-coast" : nil,
            number: random.chance(1, in: 10) ? .none : home == .crossBorder ? .tax : .personal,
            hasJobTitle: random.chance(9, in: 10),
            extent: random.pick(UnemploymentExtent.allCases) ?? .fully)
    }

    private mutating func count() -> DayCount {
        let number = random.int(0...9)
        return random.pick([
            .calendarDays(number), .daysSkippingHolidays(number), .workingDays(number),
        ]) ?? .calendarDays(number)
    }

    private mutating func policy() -> RegistrationPolicy {
        let rules: [RegistrationRule] = [
            .attendance(random.pick(AttendanceRule.allCases) ?? .nextDay),
            .lapse(Deadline(count(), margin: count())), .reregistration(within: count()),
            .confirmation(every: count()), .holidayNotice(count()),
            .selfService(
                random.pick(SelfService.allCases) ?? .confirm,
                for: Set(random.some(of: RegistrationCategory.allCases, 3, in: 4))),
        ]
        return RegistrationPolicy(
            RegistrationPolicy.ID("r-\(random.int(1...3))"), rules[random.int(0...5)],
            valid: DateRange(from: date(-3...30)),
            offices: random.chance(1, in: 2) ? [JobcentreScenario.city] : [])
    }

    private mutating func command(_ person: Subject.ID) -> RegistrationCommand {
        switch random.int(0...25) {
        case 0...5:
            return .register(
                person, random.pick(RegistrationCategory.allCases) ?? .graduate,
                random.chance(3, in: 4) ? details() : nil)
        case 6...8:
            return .visit(
                person, random.pick(CashCase.allCases) ?? .cash,
                random.chance(2, in: 3) ? .one : .two,
                random.chance(1, in: 6) ? .flexJob : nil,
                details: random.chance(1, in: 2) ? details() : nil)
        case 9: return .match(person, random.pick(MatchGroup.allCases) ?? .one)
        case 10: return .closeCase(person)
        case 11, 12:
            return .deregister(person, random.pick(DeregistrationReason.allCases) ?? .byOffice)
        case 13: return .reregister(person)
        case 14: return .noteMembership(person, random.chance(2, in: 3) ? "f-1" : nil)
        case 15: return .noteEntitlement(person, from: date(-3...20))
        case 16: return .attach(person, random.pick(AttachmentGround.allCases) ?? .stay)
        case 17: return .noteAddress(person, details().home, staysIn: details().staysIn)
        case 18, 19: return .confirm(person)
        case 20:
            return .report(
                person,
                Absence(
                    random.pick(AbsenceKind.allCases) ?? .sick, from: date(-1...16),
                    to: random.chance(1, in: 2) ? date(0...30) : nil))
        case 21: return .report(person, Absence(.sick, from: today))
        case 22: return .reportWell(person, from: date(-1...1))
        case 23: return .setReminders(person, random.chance(1, in: 2))
        case 24:
            return .grantAccess(person, random.pick(SecureAccess.allCases) ?? .codeByLetter)
        default: return random.chance(1, in: 3) ? .set(policy()) : .confirm(person)
        }
    }

    /// Every part of a person's page against the command that it stands for.
    func comparePage(of person: Subject.ID, _ seed: Int) {
        let holiday = Absence(.holiday, from: today.advanced(by: 400), to: .max)
        let work = Absence(.temporaryWork, from: today, to: today)
        let commands: [SelfService: RegistrationCommand] = [
            .reregister: .reregister(person), .deregister: .deregister(person, .ownRequest),
            .confirm: .confirm(person), .reportSick: .report(person, Absence(.sick, from: today)),
            .reportWell: .reportWell(person, from: today), .reportHoliday: .report(person, holiday),
            .reportTemporaryWork: .report(person, work), .changeOffice: .attach(person, .stay),
            .setTemporaryAddress: .setTemporaryAddress(
                person, TemporaryAddress("a-9", until: today)),
        ]
        for ability in scene.agenda.abilities(of: person, at: now) {
            guard let command = commands[ability.service] else { continue }
            var reason: RegistrationReason?
            do throws(Refusal) {
                _ = try scene.agenda.decide(.registration(command, by: .citizen), at: now)
            } catch {
                reason = error.registration
            }
            #expect(reason == ability.reason, "seed \(seed), \(person), \(ability.service)")
        }
    }
}
