import RendezvousTesting
import Testing

@testable import Rendezvous

struct ReplayTests {
    @Test(arguments: 0..<TestScale.rounds(5))
    func `a history adds up to the same state, however it is taken in`(seed: Int) throws {
        var run = try RandomRun(seed: UInt64(seed) + 2_000_000)
        try run.perform(commands: 40)
        let image = run.agenda.stateImage()
        let replayed = try Agenda(replaying: run.events, rules: AgencyGenerator.rules)
        #expect(replayed.stateImage() == image, "seed \(seed)")
        #expect(replayed.stateFingerprint() == run.agenda.stateFingerprint(), "seed \(seed)")
        let decoded = try EventLog.decode(EventLog.encode(run.events))
        #expect(decoded == run.events, "seed \(seed)")
        #expect(
            try Agenda(replaying: decoded, rules: AgencyGenerator.rules).stateImage() == image,
            "seed \(seed)")

        // From some point on, in one batch and event by event.
        let cut = run.generator.random.int(run.agency.events.count...run.events.count)
        var batch = try Agenda(replaying: run.events.prefix(cut), rules: AgencyGenerator.rules)
        var single = batch
        try batch.apply(run.events.dropFirst(cut))
        for event in run.events.dropFirst(cut) { try single.apply([event]) }
        #expect(batch.stateImage() == image, "seed \(seed)")
        #expect(single.stateImage() == image, "seed \(seed)")

        // What follows from the state is the same too.
        let request = run.generator.request(0, of: run.agency)
        let found = try run.agenda.openings(for: request, at: run.now, limit: 100)
        for agenda in [replayed, batch, single] {
            #expect(
                try agenda.openings(for: request, at: run.now, limit: 100) == found, "seed \(seed)")
        }
    }

    @Test(arguments: 0..<TestScale.rounds(5))
    func `a bad event anywhere in a batch undoes the whole batch`(seed: Int) throws {
        var run = try RandomRun(seed: UInt64(seed) + 2_000_010)
        try run.perform(commands: 40)
        let founded = run.agency.events.count
        let cut = run.generator.random.int(founded...run.events.count)
        let bad = run.generator.random.int(cut...run.events.count)
        var agenda = try Agenda(replaying: run.events.prefix(cut), rules: AgencyGenerator.rules)
        let image = agenda.stateImage()
        let request = run.generator.request(0, of: run.agency)
        let found = try agenda.openings(for: request, at: run.now, limit: 100)
        let batch =
            Array(run.events[cut..<bad]) + [Event(at: run.now, .arrived(Appointment.ID(9_999)))]
        let error = #expect(throws: LogError.self) { try agenda.apply(batch) }
        #expect(error?.index == bad - cut, "seed \(seed)")
        #expect(agenda.stateImage() == image, "seed \(seed)")
        #expect(
            try agenda.openings(for: request, at: run.now, limit: 100) == found, "seed \(seed)")
        // It can go on as if nothing had been tried.
        try agenda.apply(run.events.dropFirst(cut))
        #expect(agenda.stateImage() == run.agenda.stateImage(), "seed \(seed)")
    }

    @Test func `the same state has the same image and fingerprint, another state another`() throws {
        var images: Set<[UInt8]> = []
        var fingerprints: Set<UInt64> = []
        for count in 0...EveryChange.events.count {
            let agenda = try Agenda(
                replaying: EveryChange.events.prefix(count), rules: EveryChange.rules)
            images.insert(agenda.stateImage())
            fingerprints.insert(agenda.stateFingerprint())
        }
        // Setting the precedence there and back changes nothing in the end, nor does a policy; nor
        // do a document taken back that never came, and what erasure left of two changes and
        // somebody without anything.
        #expect(images.count == EveryChange.events.count - 5)
        #expect(fingerprints.count == images.count)
    }

    @Test func `a damaged history is refused or taken in, and never stops the program`() throws {
        var taken = 0
        for seed in 0..<UInt64(TestScale.rounds(200)) {
            var random = SeededGenerator(seed: seed)
            var events = EveryChange.events
            for _ in 0..<random.int(1...3) {
                let index = random.int(2...(events.count - 1))
                if let damaged = Self.damaged(events[index], &random) { events[index] = damaged }
            }
            guard let agenda = try? Agenda(replaying: events, rules: EveryChange.rules) else {
                continue
            }
            taken += 1
            #expect(try EventLog.decode(EventLog.encode(events)) == events, "seed \(seed)")
            let now = EveryChange.founded
            let window = Interval(start: now, end: now + .hours(48)) ?? .always
            for service: Service.ID in ["advice", "brief"] {
                let request = Request(
                    for: Party("p-9"), service: service, within: IntervalSet(window))
                _ = try? agenda.openings(for: request, at: now, limit: 10)
            }
            _ = (agenda.stateImage(), agenda.contradictions(at: now), Array(agenda.appointments))
        }
        #expect(taken > 0)
    }

    /// The event with one byte changed, if that spells another event.
    private static func damaged(_ event: Event, _ random: inout SeededGenerator) -> Event? {
        for _ in 0..<20 {
            var bytes = EventLog.encode(event)
            let index = random.int(0...(bytes.count - 1))
            bytes[index] =
                random.chance(1, in: 2)
                ? bytes[index] ^ (1 << UInt8(random.int(0...7)))
                : UInt8(random.int(0...255))
            if random.chance(1, in: 4) {
                // A number in more bytes: a larger one.
                bytes[index] |= 0x80
                bytes.insert(contentsOf: [0xFF, 0xFF, 0xFF, 0x7F], at: index + 1)
            }
            if let damaged = try? EventLog.decodeEvent(bytes) { return damaged }
        }
        return nil
    }

    @Test func `events at the ends of time are taken in`() throws {
        for instant in [Instant.min, .max] {
            var agenda = Agenda(try Scenario().agency)
            try agenda.apply([Event(at: instant, .policySet(Policy("g", .gapsOutsideWorkingTime)))])
            let placement = Placement(
                Interval(start: .max - .minutes(30), end: .max) ?? .always, on: .video,
                with: "maria")
            let booking = Booking(
                Appointment.ID(1), for: Party("p-1"), service: "advice", topic: nil, at: placement,
                gap: Gap(before: .hours(24), after: .hours(24)), interpreterGap: .none)
            try agenda.apply([Event(at: instant, .booked(booking))])
            #expect(agenda.appointmentCount == 1)
            _ = try agenda.openings(for: Scenario.request(), at: instant)
            var near = Scenario.request()
            near.windows = IntervalSet(
                Interval(start: instant - .hours(99), end: instant + .hours(99)) ?? .always)
            #expect(try agenda.openings(for: near, at: instant).all == [])
            let replayed = try Agenda(
                replaying: Scenario().agency.events + [Event(at: instant, .booked(booking))])
            #expect(replayed.appointmentCount == 1)
        }
    }
}
