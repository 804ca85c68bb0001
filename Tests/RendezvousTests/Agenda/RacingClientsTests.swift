import Rendezvous
import RendezvousTesting
import RendezvousThreads
import RendezvousVerifier
import Synchronization
import Testing

/// 64 clients on threads of their own who want the same times of one agenda behind a lock.
///
/// Which client wins is decided by the threads; the seed decides the agency and what each client
/// tries. What is expected holds whoever wins.
@Suite struct RacingClientsTests {
    @Test(arguments: 0..<TestScale.rounds(2))
    func `of 64 who want the same times each time has one winner, and losers find others`(
        seed: Int
    ) throws {
        let race = try Race(seed: UInt64(seed))
        ThreadedExecution(threads: Race.clients).parallelFor(Race.clients) { number in
            var client = RacingClient(number, in: race)
            race.report(client.run())
        }
        let wrong = race.wrong
        #expect(wrong.isEmpty, "seed \(seed): \(wrong.prefix(3))")
        let end = race.store.read()

        // Everybody has what they were told, and nobody has what was told to somebody else.
        let booked = end.agenda.appointments.filter { $0.status == .booked }
        let times = Set(booked.map { Taken(by: $0.placement.counsellor, $0.placement.interval) })
        #expect(times.count == booked.count, "seed \(seed): a time has two winners")
        #expect(booked.count == min(Race.clients, race.places), "seed \(seed)")
        let told = race.results.compactMap(\.appointment).sorted()
        #expect(told == booked.map(\.id).sorted(), "seed \(seed)")
        // All try one of the same eight times first. Who wins at once has one of them, or one that
        // a client who moves (every third) has left; all others are refused.
        let movers = (Race.clients + 2) / 3
        let refused = race.results.count { $0.refusals > 0 }
        #expect(refused >= Race.clients - 8 - movers, "seed \(seed)")

        let violations = Verifier.check(end.log)
        #expect(violations.isEmpty, "seed \(seed): \(violations.prefix(3))")
        let replayed = try Agenda(replaying: end.log)
        #expect(replayed.stateImage() == end.agenda.stateImage(), "seed \(seed)")
    }
}

/// A time of a counsellor.
private struct Taken: Hashable {
    let counsellor: Counsellor.ID
    let interval: Interval

    init(by counsellor: Counsellor.ID, _ interval: Interval) {
        self.counsellor = counsellor
        self.interval = interval
    }
}

/// One agenda in memory: commands are decided and applied one after another, each a second after
/// the one before.
private final class SerialStore: Sendable {
    struct State: Sendable {
        var agenda: Agenda
        var log: [Event]
        var now: Instant
    }

    private let state: Mutex<State>

    init(_ agency: Agency, now: Instant) {
        state = Mutex(State(agenda: Agenda(agency), log: agency.events, now: now))
    }

    /// What there is now, as a value.
    func read() -> State { state.withLock { $0 } }

    /// Decides and applies; what was refused has changed nothing but the time.
    func perform(_ command: Command) -> Result<[Event], any Error> {
        state.withLock { state in
            state.now = state.now + Seconds(1)
            do {
                let events = try state.agenda.decide(command, at: state.now)
                try state.agenda.apply(events)
                state.log += events
                return .success(events)
            } catch {
                return .failure(error)
            }
        }
    }
}

/// What all clients of a race share.
private final class Race: Sendable {
    static let clients = 64

    /// What became of one client.
    struct Result: Sendable {
        var appointment: Appointment.ID?
        var refusals = 0
        /// What was not as it must be.
        var wrong: [String] = []
    }

    let seed: UInt64
    let store: SerialStore
    /// How many appointments fit in.
    let places: Int
    /// What everybody has seen before the first of them asks.
    let start: SerialStore.State
    private let all = Mutex<[Result]>([])

    init(seed: UInt64) throws {
        self.seed = seed
        var random = SeededGenerator(seed: seed)
        var scenario = try Scenario()
        scenario.service.gap = .none
        scenario.service.startGrid = 30
        try scenario.agency.add(scenario.service)
        // 16 half hours of each counsellor: fewer, as many, or more than there are clients.
        let counsellors = random.int(1...5)
        for number in 1..<max(2, counsellors) where counsellors > 1 {
            try scenario.addCounsellor(Counsellor.ID("c-\(number)"))
        }
        places = 16 * counsellors
        store = SerialStore(scenario.agency, now: Scenario.now - .hours(12))
        start = store.read()
    }

    func report(_ result: Result) { all.withLock { $0.append(result) } }

    var results: [Result] { all.withLock { $0 } }
    var wrong: [String] { results.flatMap(\.wrong) }
}

/// One client: sees openings, tries to get one, and goes on until it has one or there is none.
private struct RacingClient {
    private let race: Race
    private let request: Request
    private let number: Int
    private var random: SeededGenerator
    private var result = Race.Result()

    init(_ number: Int, in race: Race) {
        self.race = race
        self.number = number
        request = Scenario.request(participant: Subject.ID("p-\(number)"))
        random = SeededGenerator(seed: race.seed &* 1_000 &+ UInt64(number))
    }

    mutating func run() -> Race.Result {
        do {
            var seen = race.start
            while result.appointment == nil {
                let openings = try seen.agenda.openings(for: request, at: seen.now)
                guard let opening = random.pick(Array(openings.all.prefix(8))) else {
                    if case .empty(let shortage) = openings, shortage.counts.isEmpty {
                        complain("an empty list without a reason")
                    }
                    break
                }
                try attempt(opening.placement)
                guard result.appointment == nil else { break }
                seen = race.store.read()
                if result.refusals == 1 { try checkAlternatives(seen) }
            }
            if number % 3 == 0, let own = result.appointment { try move(own) }
        } catch {
            complain("\(error)")
        }
        return result
    }

    private mutating func complain(_ text: String) {
        result.wrong.append("client \(number): \(text)")
    }

    /// Books at once, or holds and confirms; every fourth lets its hold expire in between.
    private mutating func attempt(_ placement: Placement) throws {
        guard number % 4 > 1 || result.refusals > 1 else {
            let isLate = number % 4 == 0
            let hold = Command.hold(
                placement, for: request, lasting: isLate ? Seconds(1) : .minutes(5))
            guard let held = try made(race.store.perform(hold)) else { return }
            switch race.store.perform(.confirm(held)) {
            case .success:
                if isLate { complain("a hold was confirmed when it had expired") }
                result.appointment = held
            case .failure(let error as Refusal)
            where isLate && [.holdExpired, .status].contains(error.reason):
                // Somebody else's booking may have noted the lapse already.
                result.refusals += 1
            case .failure(let error): throw error
            }
            return
        }
        result.appointment = try made(race.store.perform(.book(placement, for: request)))
    }

    /// The appointment that was made, or `nil` if it was refused because the time is taken.
    private mutating func made(
        _ answer: Result<[Event], any Error>
    ) throws -> Appointment.ID? {
        switch answer {
        case .success(let events):
            for event in events {
                switch event.change {
                case .booked(let booking), .held(let booking, _): return booking.id
                default: continue
                }
            }
            complain("nothing was made: \(events)")
            return nil
        case .failure(let error as Refusal) where error.reason == .overlap:
            result.refusals += 1
            if error.appointments.isEmpty { complain("refused by no appointment") }
            return nil
        case .failure(let error): throw error
        }
    }

    /// What is offered to who lost can be booked as it was seen.
    private mutating func checkAlternatives(_ seen: SerialStore.State) throws {
        for opening in try seen.agenda.openings(for: request, at: seen.now, limit: 4).all {
            _ = try seen.agenda.decide(.book(opening.placement, for: request), at: seen.now)
        }
    }

    /// Tries to move to a time that was free at the start; if it is not, all stays as it was.
    private mutating func move(_ own: Appointment.ID) throws {
        let openings = try race.start.agenda.openings(for: request, at: race.start.now, limit: 100)
        guard let placement = random.pick(openings.all)?.placement,
            let before = race.store.read().agenda[own]
        else { return }
        let answer = race.store.perform(.reschedule(own, to: placement))
        let after = race.store.read().agenda[own]
        switch answer {
        case .success:
            if after?.placement != placement { complain("was not moved") }
        case .failure(let error as Refusal) where error.reason == .overlap:
            if after != before { complain("a move that failed changed \(own)") }
        case .failure(let error): throw error
        }
    }
}
