import RendezvousTesting
import RendezvousVerifier
import Testing

@testable import Rendezvous

/// Random commands about cases against a slow model, and erasure of whoever may be erased.
@Suite struct RandomCaseTests {
    @Test(arguments: 0..<TestScale.rounds(4))
    func `random cases agree with a model that counts days one by one`(seed: Int) throws {
        var run = try CaseRun(seed: UInt64(seed) + 5_000_000)
        for _ in 0..<90 {
            try run.step()
            for person in CaseRun.people { try run.compare(person, seed) }
        }
        try run.scene.expectSound()
        #expect(run.done > 20, "seed \(seed): \(run.done) of 90")
    }

    @Test(arguments: 0..<TestScale.rounds(4))
    func `a redacted log adds up to the same bytes and keeps every rule`(seed: Int) throws {
        var run = try CaseRun(seed: UInt64(seed) + 6_000_000)
        for _ in 0..<150 { try run.step() }
        var erased = 0
        for person in CaseRun.people where try run.erase(person) { erased += 1 }
        for _ in 0..<20 { try run.step() }
        let (all, left) = (run.scene.events, EventLog.redact(run.scene.events))
        #expect(try Agenda(replaying: left).stateImage() == run.scene.agenda.stateImage())
        #expect(Verifier.check(left) == [], "seed \(seed)")
        var (one, other) = (LogSealer(), LogSealer())
        #expect(zip(all, left).allSatisfy { one.digest($0) == other.digest($1) })
        #expect(erased > 0, "seed \(seed): nobody could be erased")
    }
}

/// Random cases, and what a plain reading of the log says about them.
private struct CaseRun {
    static let people = (1...5).map { Subject.ID("p-\($0)") }

    var scene: CaseScenario
    private(set) var done = 0
    private var now = CaseScenario.at("2026-03-02")
    private var random: SeededGenerator

    init(seed: UInt64) throws {
        random = SeededGenerator(seed: seed)
        scene = try CaseScenario()
    }

    mutating func step() throws {
        if random.chance(1, in: 2) { now = now + .minutes(Int64(random.int(1...3_000))) }
        let person = Self.people[random.int(0...4)]
        let command = command(person)
        do throws(Refusal) {
            let new = try scene.agenda.decide(command, at: now)
            done += 1
            try? scene.take(new)
        } catch {
            #expect(error.reason != .limit)
        }
    }

    /// Closes what is open of a person and erases them; whether anything was there to erase.
    mutating func erase(_ person: Subject.ID) throws -> Bool {
        now = now + .hours(24 * 200)
        _ = try? scene.perform(.casework(.close(person, .left), by: .system), at: now)
        guard let new = try? scene.agenda.decide(.erase(person), at: now) else { return false }
        try scene.take(new)
        return true
    }

    private mutating func command(_ person: Subject.ID) -> Command {
        let office = scene.agenda.caseFile(of: person)?.office ?? CaseScenario.north
        let other = random.pick([CaseScenario.north, CaseScenario.south]) ?? office
        let actor: CaseActor =
            random.chance(1, in: 10)
            ? random.pick([.citizen, .system, .office(other)]) ?? .system : .office(office)
        let segment: Segment.ID = random.pick(["hard", "easy", "grant"]) ?? "hard"
        let today = CaseScenario.zone.local(now).date
        let command: CaseCommand
        switch random.int(0...15) {
        case 0, 1, 2:
            return .casework(.open(person, segment, at: other), by: .office(other))
        case 3: command = .profile(person, segment)
        case 4: command = .assign(person, random.pick(["ana", "dan", nil]) ?? nil)
        case 5: command = .move(person, to: other)
        case 6: command = .group(person, random.chance(1, in: 2) ? ["homeless"] : ["x", "y"])
        case 7: command = .noteNeeds(person, random.chance(1, in: 2) ? [.spoken("uk")] : [])
        case 8:
            command = .noteDocument(
                person, "contract", random.pick([.submitted, .checked, nil]) ?? nil)
        case 9: command = .recordContact(person, on: today.advanced(by: -random.int(-1...4)))
        case 10:
            if random.chance(1, in: 4) {
                return .salt(person, Salt((0..<16).map { _ in UInt8(random.int(0...255)) }))
            }
            command = .close(person, .left)
        default: return meeting(person) ?? .casework(.assign(person, "ana"), by: actor)
        }
        return .casework(command, by: actor)
    }

    /// Books the next meeting, or does something with the last one.
    private mutating func meeting(_ person: Subject.ID) -> Command? {
        let last = scene.agenda.personFile(of: person, at: now)?.appointments.last
        if let last, last.status == .booked {
            if random.chance(1, in: 6) { return .cancel(last.id, .excused) }
            now = max(now, last.placement.interval.end)
            return random.chance(1, in: 6) ? .noShow(last.id) : .arrive(last.id)
        }
        if let last, last.status == .arrived { return .complete(last.id) }
        guard let request = try? scene.agenda.contactRequest(of: person, at: now),
            let opening = try? scene.agenda.firstOpening(for: request, at: now)
        else { return nil }
        return random.chance(1, in: 5)
            ? .hold(opening.placement, for: request) : .book(opening.placement, for: request)
    }

    // MARK: The model

    /// What is said about a person's next meeting against a walk through the log, date by date.
    func compare(_ person: Subject.ID, _ seed: Int) throws {
        let contact = scene.agenda.contact(of: person, at: now)
        let model = SlowPlan(person, scene.events)
        #expect((contact != nil) == model.isOpen, "seed \(seed), \(person)")
        guard let contact, let days = model.days else { return }
        #expect(contact.segment == model.segment && contact.office == model.office)
        #expect(contact.number == model.held + 1, "seed \(seed), \(person)")
        #expect(contact.days.anchor == days.anchor, "seed \(seed), \(person)")
        #expect(contact.days.opens == min(days.opens, days.hold), "seed \(seed), \(person)")
        #expect(contact.days.bookBy == min(days.book, days.hold), "seed \(seed), \(person)")
        #expect(contact.days.holdBy == days.hold, "seed \(seed), \(person)")
    }
}

/// A contact plan by a plain reading of the log: everything that happened, sorted by date.
private struct SlowPlan {
    private(set) var isOpen = false
    private(set) var segment: Segment.ID = ""
    private(set) var office: Office.ID = ""
    private(set) var held = 0
    private(set) var days: (anchor: CivilDate, opens: CivilDate, book: CivilDate, hold: CivilDate)?

    private static let segments = [CaseScenario.hard, CaseScenario.easy, CaseScenario.grant]

    init(_ person: Subject.ID, _ events: [Event]) {
        var anchor: CivilDate?
        // Steps by their date in order of the log, meetings by theirs; on one date steps come
        // first, but for the closing.
        var bookings: [Appointment.ID: (Service.ID, CivilDate)] = [:]
        var meetings: [(date: CivilDate, service: Service.ID?)] = []
        var steps: [(date: CivilDate, step: CaseStep)] = []
        for event in events {
            switch event.change {
            case .booked(let booking), .held(let booking, _):
                if booking.party.participant == person {
                    let start = CaseScenario.zone.local(booking.placement.interval.start)
                    bookings[booking.id] = (booking.service, start.date)
                }
            case .fulfilled(let id):
                if let (service, date) = bookings[id] { meetings.append((date, service)) }
            case .casework(.step(.contactRecorded(let date), person, _)):
                meetings.append((date, nil))
            case .casework(.step(let step, person, _)):
                steps.append((CaseScenario.zone.local(event.at).date, step))
            default: break
            }
        }
        let first = steps.map(\.date).min() ?? "2026-01-01"
        let last = (steps.map(\.date) + meetings.map(\.date)).max() ?? first
        var date = first
        while date <= last {
            func hold() {
                for meeting in meetings where meeting.date == date && isOpen {
                    guard let from = anchor, date >= from else { continue }
                    let wanted = Self.segments.first { $0.id == segment }?.service
                    if meeting.service == nil || meeting.service == wanted {
                        held += 1
                        anchor = date
                    }
                }
                meetings.removeAll { $0.date == date }
            }
            for (_, step) in steps.filter({ $0.date == date }) {
                switch step {
                case .opened(let id, let place):
                    (isOpen, segment, office, held, anchor) = (true, id, place, 0, date)
                case .profiled(let id): (segment, held, anchor) = (id, 0, date)
                case .moved(let place): office = place
                case .closed:
                    hold()
                    (isOpen, anchor) = (false, nil)
                default: break
                }
            }
            hold()
            date = date.advanced(by: 1)
        }
        guard isOpen, let anchor, let plan = Self.segments.first(where: { $0.id == segment }) else {
            return
        }
        let stage = plan.stages.count > 1 && held >= 2 ? plan.stages[1] : plan.stages[0]
        days = (
            anchor, Self.day(stage.opens, anchor), Self.day(stage.bookBy, anchor),
            Self.day(stage.holdBy, anchor)
        )
    }

    /// Weekends, and the Romanian holidays of March to December 2026 by their dates.
    private static let closed: Set<CivilDate> = [
        "2026-04-10", "2026-04-13", "2026-05-01", "2026-06-01", "2026-11-30", "2026-12-01",
        "2026-12-25",
    ]

    private static func day(_ count: DayCount, _ from: CivilDate) -> CivilDate {
        guard case .workingDays(let number) = count else {
            return from.advanced(by: count.number)
        }
        var (day, left) = (from, number)
        while left > 0 {
            day = day.advanced(by: 1)
            let isWeekend = day.weekday == .saturday || day.weekday == .sunday
            if !isWeekend && !closed.contains(day) { left -= 1 }
        }
        return day
    }
}
