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
        let violations = Verifier.check(run.events, rules: AgencyGenerator.rules)
        #expect(violations.isEmpty, "seed \(seed): \(violations.prefix(3))")
        let replayed = try Agenda(replaying: run.events, rules: AgencyGenerator.rules)
        #expect(replayed.stateImage() == run.agenda.stateImage(), "seed \(seed)")
        let decoded = try EventLog.decode(EventLog.encode(run.events))
        #expect(decoded == run.events, "seed \(seed)")
    }

    @Test(arguments: 0..<TestScale.rounds(12))
    func `policies refuse and prefer as in the slow reference`(seed: Int) throws {
        var run = try RandomRun(seed: UInt64(seed) + 3_000_000, .policies)
        try run.perform(commands: 100)
        let violations = Verifier.check(run.events, rules: AgencyGenerator.rules)
        #expect(violations.isEmpty, "seed \(seed): \(violations.prefix(3))")
        let oracle = OpeningsOracle(after: run.events, rules: AgencyGenerator.rules)
        for _ in 0..<4 {
            let request = run.generator.request(0, of: run.agency)
            let openings = try run.agenda.openings(for: request, at: run.now, limit: 10_000).all
            let offered = Dictionary(
                openings.map { ($0.placement.interval.start, $0) },
                uniquingKeysWith: { one, _ in one })
            let starts = try run.agenda.starts(for: request, at: run.now)
            #expect(
                Array(starts).prefix(10_000)
                    == ArraySlice(openings.map(\.placement.interval.start)),
                "seed \(seed)")
            for start in run.halfHours(of: request, 30) {
                let expected = oracle.placement(for: request, at: start, now: run.now)
                let opening = offered[start]
                #expect(expected == opening?.placement, "seed \(seed): \(start), \(request)")
                let cost = expected.flatMap { oracle.cost(of: $0, for: request, now: run.now) }
                #expect(cost == opening?.cost, "seed \(seed): \(start), \(request)")
            }
        }
    }

    @Test func `random commands reach every part of the lifecycle`() throws {
        var missing = Set<UInt8>(9...28).subtracting([17])
        for seed in 0..<UInt64(60) where !missing.isEmpty {
            var run = try RandomRun(seed: seed + 3_000_000)
            try run.perform(commands: 100)
            for event in run.events {
                let kind = EventLog.encode(Event(at: Instant(secondsSince1970: 0), event.change))[1]
                missing.remove(kind)
            }
        }
        #expect(missing.isEmpty)
    }

    @Test(arguments: 0..<TestScale.rounds(8))
    func `openings are those of the slow reference, and each can be booked`(seed: Int) throws {
        var run = try RandomRun(seed: UInt64(seed) + 1_000_000)
        try run.perform(commands: 60)
        let oracle = OpeningsOracle(after: run.events, rules: AgencyGenerator.rules)
        for _ in 0..<3 {
            let request = run.generator.request(0, of: run.agency)
            let now = run.now
            let openings = try run.agenda.openings(for: request, at: now, limit: 10_000).all
            let offered = Dictionary(
                openings.map { ($0.placement.interval.start, $0) },
                uniquingKeysWith: { one, _ in one })
            #expect(offered.count == openings.count, "seed \(seed): a start twice")
            let starts = try run.agenda.starts(for: request, at: now)
            #expect(
                Array(starts).prefix(10_000)
                    == ArraySlice(openings.map(\.placement.interval.start)),
                "seed \(seed)")
            for opening in openings.prefix(40) {
                _ = try run.agenda.decide(.book(opening.placement, for: request), at: now)
            }
            let some = (0..<10).compactMap { _ in run.generator.random.pick(openings) }
            for start in run.sampleStarts(of: request, 60) + some.map(\.placement.interval.start) {
                let expected = oracle.placement(for: request, at: start, now: now)
                #expect(expected == offered[start]?.placement, "seed \(seed): \(start)")
                guard let opening = offered[start] else { continue }
                let cost = oracle.cost(of: opening.placement, for: request, now: now)
                #expect(cost == opening.cost, "seed \(seed): \(start)")
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

    init(seed: UInt64, _ emphasis: AgencyGenerator.Emphasis = .catalogue) throws {
        generator = AgencyGenerator(seed: seed, emphasis: emphasis)
        agency = try generator.agency()
        agenda = Agenda(agency)
        events = agency.events
        now = generator.now
    }

    mutating func perform(commands: Int) throws {
        for number in 0..<commands {
            let most = generator.random.chance(1, in: 2) ? 2 : 60
            now = now + .minutes(Int64(generator.random.int(0...most)))
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

    /// Half hours between eight and six inside the windows of a request.
    mutating func halfHours(of request: Request, _ count: Int) -> [Instant] {
        (0..<count).compactMap { _ in
            guard let window = generator.random.pick(request.windows.intervals) else { return nil }
            let days = Int(window.length.count / 86_400) + 1
            let date = generator.zone.local(window.start).date
            let day = generator.zone.start(of: date.advanced(by: generator.random.int(0...days)))
            return day + .minutes(Int64(generator.random.int(16...35) * 30))
        }
    }

    private mutating func next(_ number: Int) throws -> Command? {
        let any = Appointment.ID(generator.random.int(1...max(1, agenda.appointmentCount)))
        switch generator.random.int(0...31) {
        case 20...31: return try lifecycle(number, any)
        case 0...5: return try placed(number)
        case 6...9: return beside(number)
        case 10...11: return .confirm(generator.random.chance(1, in: 4) ? any : openHold ?? any)
        case 12: return .cancel(any, .excused)
        case 13: return try moved(any)
        case 14: return .arrive(any)
        case 15: return generator.random.chance(1, in: 2) ? .complete(any) : .noShow(any)
        case 16...17:
            let worker: Worker =
                generator.random.chance(3, in: 4) ? .counsellor("c-1") : .interpreter("i-0")
            return .amend(
                .declared(generator.declaration("late-\(number)", of: worker, submitted: now)))
        case 18...19 where generator.emphasis == .policies:
            let started = agenda.appointments.filter {
                $0.status == .booked && $0.placement.interval.start <= now
            }
            return .noShow(generator.random.pick(Array(started))?.id ?? any)
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
            let openings = try agenda.openings(
                toMove: id, within: IntervalSet(window), channels: [], at: now)
            return generator.random.pick(openings.all).map { .reschedule(id, to: $0.placement) }
        } catch {
            return nil
        }
    }
}
