import Rendezvous
import RendezvousTesting
import RendezvousVerifier
import Testing

/// Random agencies under random commands: what the engine lets through, the verifier accepts.
@Suite struct RandomCommandsTests {
    @Test(arguments: 0..<TestScale.rounds(8))
    func `whatever is decided, the verifier finds no violation`(seed: Int) throws {
        var run = try RandomRun(seed: UInt64(seed))
        try run.perform(commands: 100)
        let violations = Verifier.check(run.events)
        #expect(violations.isEmpty, "seed \(seed): \(violations.prefix(3))")
        let replayed = try Agenda(replaying: run.events)
        #expect(replayed.stateImage() == run.agenda.stateImage(), "seed \(seed)")
        let decoded = try EventLog.decode(EventLog.encode(run.events))
        #expect(decoded == run.events, "seed \(seed)")
    }

    @Test(arguments: 0..<TestScale.rounds(8))
    func `openings are those of the slow reference, and each can be booked`(seed: Int) throws {
        var run = try RandomRun(seed: UInt64(seed) + 1_000_000)
        try run.perform(commands: 60)
        let oracle = OpeningsOracle(after: run.events)
        for _ in 0..<3 {
            let request = run.generator.request(0, of: run.agency)
            let now = run.now
            let openings = try run.agenda.openings(for: request, at: now, limit: 10_000).all
            let starts = Set(openings.map(\.placement.interval.start))
            #expect(starts.count == openings.count, "seed \(seed): a start twice")
            for opening in openings.prefix(40) {
                _ = try run.agenda.decide(.book(opening.placement, for: request), at: now)
            }
            for start in run.sampleStarts(of: request, 60) {
                let expected = oracle.placement(for: request, at: start, now: now)
                #expect(
                    (expected != nil) == starts.contains(start),
                    "seed \(seed): \(start), oracle \(String(describing: expected))")
            }
        }
    }
}

/// A random agency on which random commands are carried out.
struct RandomRun {
    var generator: AgencyGenerator
    let agency: Agency
    private(set) var agenda: Agenda
    private(set) var events: [Event]
    private(set) var now: Instant

    init(seed: UInt64) throws {
        generator = AgencyGenerator(seed: seed)
        agency = try generator.agency()
        agenda = Agenda(agency)
        events = agency.events
        now = generator.now
    }

    mutating func perform(commands: Int) throws {
        for number in 0..<commands {
            now = now + .minutes(Int64(generator.random.int(0...40)))
            guard let command = try next(number) else { continue }
            do {
                let new = try agenda.decide(command, at: now)
                try agenda.apply(new)
                events += new
            } catch is Refusal {
                continue
            }
        }
    }

    /// Carries out one command that must not be refused.
    mutating func perform(_ command: Command) throws {
        let new = try agenda.decide(command, at: now)
        try agenda.apply(new)
        events += new
    }

    /// Starts on whole minutes inside the windows of a request, most on a five-minute grid; half of
    /// them near the borders of appointments, where rules decide.
    mutating func sampleStarts(of request: Request, _ count: Int) -> [Instant] {
        let borders = agenda.appointments.filter(\.status.occupies).flatMap {
            [$0.placement.interval.start, $0.placement.interval.end]
        }
        return (0..<count).compactMap { number in
            if number % 2 == 0, let border = generator.random.pick(borders) {
                return border + .minutes(Int64(generator.random.int(-20...16) * 5))
            }
            guard let window = generator.random.pick(request.windows.intervals) else { return nil }
            let minutes = Int(window.length.count / 60)
            let step = generator.random.chance(4, in: 5) ? 5 : 1
            let offset = generator.random.int(0...max(0, minutes)) / step * step
            let base = window.start.secondsSince1970 / 300 * 300
            return Instant(secondsSince1970: base + Int64(offset) * 60)
        }
    }

    private mutating func next(_ number: Int) throws -> Command? {
        let any = Appointment.ID(generator.random.int(1...max(1, agenda.appointmentCount)))
        switch generator.random.int(0...19) {
        case 0...5: return try placed(number)
        case 6...9: return beside(number)
        case 10...11: return .confirm(any)
        case 12: return .cancel(any, .excused)
        case 13: return try moved(any)
        case 14: return .arrive(any)
        case 15: return generator.random.chance(1, in: 2) ? .complete(any) : .noShow(any)
        case 16...17:
            let worker: Worker =
                generator.random.chance(3, in: 4) ? .counsellor("c-1") : .interpreter("i-0")
            return .amend(
                .declared(generator.declaration("late-\(number)", of: worker, submitted: now)))
        case 18: return .amend(.policySet(Policy("day", .limit(.counsellor, per: .day, most: 3))))
        default:
            let limit = generator.random.int(1...3)
            return .amend(.policySet(Policy("once", .limit(.participant, per: .day, most: limit))))
        }
    }

    /// Holds or books one of the openings of a random request, or a placement near it.
    private mutating func placed(_ number: Int) throws -> Command? {
        let request = generator.request(number, of: agency)
        let openings = try agenda.openings(for: request, at: now, limit: 30).all
        guard var placement = generator.random.pick(openings)?.placement else { return nil }
        if generator.random.chance(1, in: 5) {
            let shift = Seconds.minutes(Int64(generator.random.int(-6...6) * 5))
            let interval = Interval(
                start: placement.interval.start + shift, end: placement.interval.end + shift)
            placement.interval = interval ?? placement.interval
        }
        return generator.random.chance(1, in: 3)
            ? .hold(placement, for: request) : .book(placement, for: request)
    }

    /// Tries to book shortly before or after an appointment, with the same people.
    private mutating func beside(_ number: Int) -> Command? {
        guard let other = generator.random.pick(Array(agenda.appointments)) else { return nil }
        var request = generator.request(number, of: agency)
        request.windows = IntervalSet(.always)
        request.service = other.service
        request.topic = nil
        request.party = Party(
            Subject.ID("q-\(number)"), as: other.party.applicant, needs: other.party.needs)
        request.channels = []
        request.scope = .any
        request.counsellor = .any
        let interval = other.placement.interval
        let step = Seconds.minutes(Int64(generator.random.int(0...8) * 5))
        let start =
            generator.random.chance(1, in: 2)
            ? interval.end + step : interval.start - interval.length - step
        var placement = other.placement
        placement.interval = Interval(start: start, end: start + interval.length) ?? interval
        return .book(placement, for: request)
    }

    private mutating func moved(_ id: Appointment.ID) throws -> Command? {
        guard let appointment = agenda[id] else { return nil }
        let start = appointment.placement.interval.start - .hours(24)
        let window = Interval(start: start, end: start + .hours(96)) ?? .always
        do {
            let openings = try agenda.openings(toMove: id, within: IntervalSet(window), at: now)
            return generator.random.pick(openings.all).map { .reschedule(id, to: $0.placement) }
        } catch {
            return nil
        }
    }
}
