import Foundation
import RendezvousTesting
import Testing

@testable import Rendezvous

struct EventLogTests {
    // MARK: Round trips

    @Test func `the sample has every kind of change`() {
        let kinds = Set(EveryChange.events.map { Self.kind($0.change) })
        #expect(kinds == Set(0...32).union([40]).union(50...53))
    }

    @Test func `the sample has every rule`() {
        let rules = EveryChange.events.compactMap { event -> Int? in
            if case .policySet(let policy) = event.change { Self.number(policy.rule) } else { nil }
        }
        #expect(Set(rules) == Set(0...25))
    }

    @Test func `every change comes back as it was`() throws {
        for event in EveryChange.events {
            let bytes = EventLog.encode(event)
            let decoded = try EventLog.decodeEvent(bytes)
            #expect(decoded == event)
            #expect(EventLog.encode(decoded) == bytes, "\(event)")
        }
        let log = EventLog.encode(EveryChange.events)
        let decoded = try EventLog.decode(log)
        #expect(decoded == EveryChange.events)
        #expect(EventLog.encode(decoded) == log)
    }

    @Test func `a log of nothing is its heading`() throws {
        #expect(EventLog.encode([]) == EventLog.magic + [EventLog.version])
        #expect(try EventLog.decode(EventLog.magic + [EventLog.version]) == [])
    }

    @Test func `the longest numbers and the ends of time come back`() throws {
        for instant in [Instant.min, .max, Instant(secondsSince1970: 0)] {
            for number in [Int.min, -1, 0, 1, 63, 64, 1 << 31, .max] {
                let event = Event(at: instant, .confirmed(Appointment.ID(number)))
                #expect(try EventLog.decodeEvent(EventLog.encode(event)) == event)
            }
        }
        let withdrawal = Change.withdrawn(.field(""), from: .max)
        let years = [Int.min: CivilDate.min, 0: "2026-05-01", .max: .max]
        let rules: [HolidayRule] = [
            .fixed(month: .min, day: .max), .easter(.western, offset: .min),
            .nth(.max, .sunday, month: .min), .moved(month: 5, day: 1, to: years),
        ]
        let holidays = rules.map {
            Holiday(name: "", localName: "", rule: $0, years: Int.min...Int.max)
        }
        let calendar = HolidayCalendar(id: "ends", name: "", holidays: holidays)
        for change in [withdrawal, .holidaysGiven(calendar)] {
            let event = Event(at: .min, change)
            #expect(try EventLog.decodeEvent(EventLog.encode(event)) == event)
        }
    }

    @Test func `sets are written in order, however they were built`() {
        let ids = (0..<200).map { Office.ID("office-\($0 * 7 % 200)") }
        let policies = [ids, ids.reversed(), ids.sorted()].map {
            Policy("p", .gapsOutsideWorkingTime, offices: Set($0))
        }
        let encodings = Set(policies.map { EventLog.encode(Event(at: .min, .policySet($0))) })
        #expect(encodings.count == 1)
    }

    @Test func `both spellings of a letter keep their bytes`() throws {
        for text in ["\u{E9}", "e\u{301}"] {
            let bytes = EventLog.encode(Event(at: .min, .policyWithdrawn(Policy.ID(text))))
            #expect(EventLog.encode(try EventLog.decodeEvent(bytes)) == bytes)
            #expect(bytes.suffix(text.utf8.count) == ArraySlice(Array(text.utf8)))
        }
    }

    // MARK: The golden file

    /// Logs are kept for years: the bytes of version 1 must never change. If they should change on
    /// purpose, that is version 2, with a fixture of its own; the fixture of version 1 is written
    /// again only when `EveryChange` has grown at its end, with `RENDEZVOUS_WRITE_FIXTURES=1`.
    @Test func `the bytes of version 1 are those of the fixture`() throws {
        let log = EventLog.encode(EveryChange.events)
        if ProcessInfo.processInfo.environment["RENDEZVOUS_WRITE_FIXTURES"] == "1" {
            try Data(log).write(to: Self.golden)
            Issue.record("The fixture was written; look at it and run again without the variable.")
        }
        let stored = Array(try Data(contentsOf: Self.golden))
        #expect(stored == log)
        #expect(try EventLog.decode(stored) == EveryChange.events)
    }

    @Test func `the fixture adds up to the same state on every machine`() throws {
        let events = try EventLog.decode(Array(Data(contentsOf: Self.golden)))
        let agenda = try Agenda(replaying: events, rules: EveryChange.rules)
        #expect(agenda.stateFingerprint() == 0xa71f_ea3f_0bf2_13ba)
        #expect(agenda.appointmentCount == 11)
    }

    private static let golden = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Fixtures/events-v1.log")

    // MARK: Damaged logs

    @Test func `a log that was cut is refused, except between two events`() throws {
        let events = EveryChange.events
        let log = EventLog.encode(events)
        var ends = [EventLog.encode([]).count: 0]
        var end = EventLog.encode([]).count
        for (index, event) in events.enumerated() {
            end += EventLog.encode([event]).count - EventLog.encode([]).count
            ends[end] = index + 1
        }
        #expect(end == log.count)
        for length in 0..<log.count {
            let decoded = try? EventLog.decode(Array(log[..<length]))
            let expected = ends[length].map { Array(events.prefix($0)) }
            #expect(decoded == expected, "cut to \(length) bytes")
        }
    }

    @Test func `an event that was cut or lengthened is refused`() {
        for event in EveryChange.events {
            let bytes = EventLog.encode(event)
            for length in 0..<bytes.count {
                #expect(throws: EncodingError.self, "\(event) cut to \(length) bytes") {
                    try EventLog.decodeEvent(Array(bytes[..<length]))
                }
            }
            for byte: UInt8 in [0, 1, 0xFF] {
                #expect(throws: EncodingError.self) { try EventLog.decodeEvent(bytes + [byte]) }
            }
        }
    }

    /// A flip inside an event concerns that event alone; lengths and heading are flipped below.
    @Test func `a flipped bit in an event is refused, or spells another event`() {
        for event in EveryChange.events {
            let bytes = EventLog.encode(event)
            for index in bytes.indices {
                for bit in 0..<8 {
                    var flipped = bytes
                    flipped[index] ^= 1 << bit
                    guard let decoded = try? EventLog.decodeEvent(flipped) else { continue }
                    #expect(decoded != event, "byte \(index), bit \(bit) of \(event)")
                    #expect(
                        EventLog.encode(decoded) == flipped, "byte \(index), bit \(bit) of \(event)"
                    )
                }
            }
        }
    }

    @Test func `a flipped bit in the heading or a length is refused, or spells another log`() {
        let log = EventLog.encode(EveryChange.events.suffix(12))
        for index in 0..<log.count {
            for bit in 0..<8 {
                var flipped = log
                flipped[index] ^= 1 << bit
                guard let decoded = try? EventLog.decode(flipped) else { continue }
                #expect(index > 4, "byte \(index), bit \(bit)")
                #expect(EventLog.encode(decoded) == flipped, "byte \(index), bit \(bit)")
            }
        }
    }

    @Test func `random damage is refused, or spells another log`() {
        let log = EventLog.encode(EveryChange.events.dropFirst(4))
        for seed in 0..<UInt64(TestScale.rounds(1_000)) {
            var random = SeededGenerator(seed: seed)
            var damaged = log
            for _ in 0..<random.int(1...4) {
                let index = random.int(0...(damaged.count - 1))
                switch random.int(0...3) {
                case 0: damaged.remove(at: index)
                case 1: damaged.insert(UInt8(random.int(0...255)), at: index)
                case 2: damaged[index] = UInt8(random.int(0...255))
                default: damaged[index] = random.chance(1, in: 2) ? 0x80 : 0xFF
                }
            }
            guard let decoded = try? EventLog.decode(damaged) else { continue }
            #expect(EventLog.encode(decoded) == damaged, "seed \(seed)")
        }
    }

    /// A number for each kind of change; a new kind does not compile until it is in the sample.
    private static func kind(_ change: Change) -> Int {
        switch change {
        case .zoneGiven: 0
        case .holidaysGiven: 1
        case .defined: 2
        case .withdrawn: 3
        case .declared: 4
        case .declarationWithdrawn: 5
        case .precedenceSet: 6
        case .policySet: 7
        case .policyWithdrawn: 8
        case .held: 9
        case .confirmed: 10
        case .booked: 11
        case .rescheduled: 12
        case .cancelled: 13
        case .arrived: 14
        case .fulfilled: 15
        case .missed: 16
        case .participantNoted: 17
        case .proposed: 18
        case .transferred: 19
        case .enlisted: 20
        case .offered: 21
        case .waitingEnded: 22
        case .invited: 23
        case .admitted: 24
        case .identified: 25
        case .identityRefused: 26
        case .meetingBegan: 27
        case .modeChanged: 28
        case .casework: 29
        case .erased: 30
        case .salted: 31
        case .redacted: 32
        case .registration: 40
        case .declarationCorrected: 50
        case .clocked: 51
        case .clockVoided: 52
        case .workingTimeRulesSet: 53
        }
    }

    /// A number for each rule; a new rule does not compile until it is in the sample.
    private static func number(_ rule: Rule) -> Int {
        switch rule {
        case .notice: 0
        case .horizon: 1
        case .limit: 2
        case .spacing: 3
        case .gap: 4
        case .rest: 5
        case .audience: 6
        case .authority: 7
        case .documentsFirst: 8
        case .protectedCapacity: 9
        case .interpreterSlots: 10
        case .freedSlotDelay: 11
        case .oneOpenAppointment: 12
        case .participantPresent: 13
        case .noShowCoolDown: 14
        case .keepFree: 15
        case .localOffice: 16
        case .ownCounsellor: 17
        case .continuity: 18
        case .leastLoaded: 19
        case .roundRobin: 20
        case .soonest: 21
        case .fairShare: 22
        case .overbooking: 23
        case .gapsOutsideWorkingTime: 24
        case .custom: 25
        }
    }
}
