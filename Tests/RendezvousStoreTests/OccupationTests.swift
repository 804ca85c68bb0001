import Rendezvous
import Testing

@testable import RendezvousStore

/// The rows of the second lock (Documentation/Store.md, PostgreSQL), kept in memory.
@Suite struct OccupationTests {
    private static func store() throws -> (store: AgendaStore, table: OccupationTable) {
        let table = OccupationTable()
        let events = try SharingWorld.events()
        let agenda = try Agenda(replaying: events)
        let store = AgendaStore(
            table, FileVault(in: SimulatedStorage(seed: 1)), agenda, RecordBook(),
            rules: CustomRules())
        try store.found(events)
        return (store, table)
    }

    @Test func `of a group session one row for each resource keeps others away`() throws {
        let (store, table) = try Self.store()
        for number in 1...3 {
            let outcome = store.submit(try SharingWorld.course(for: Subject.ID("p-\(number)")))
            #expect(outcome.events != nil, "\(outcome)")
        }
        #expect(table.rows.count == 3)
        let guards = table.uses.filter { !$0.isExempt }
        #expect(Set(guards.map(\.resource)) == ["counsellor:c-0", "room:r-1"])
        #expect(guards.count == 2)
        // Whoever came first leaves; the next keeps others away.
        let first = try #require(table.rows.keys.min())
        #expect(store.submit(try SharingWorld.cancel(first)).events != nil)
        #expect(table.rows.count == 2)
        #expect(table.uses.filter { !$0.isExempt }.map(\.resource) == guards.map(\.resource))
        #expect(table.clashes.isEmpty)
    }

    @Test func `an overbooked time is kept free with the widest gaps of all who share it`() throws {
        let (store, table) = try Self.store()
        // The second is of the group whose appointments need 20 minutes before them.
        for person in ["p-1", "wide-1", "p-2"] as [Subject.ID] {
            let outcome = store.submit(try SharingWorld.advice(for: person))
            #expect(outcome.events != nil, "\(outcome)")
        }
        let guards = table.uses.filter { !$0.isExempt }
        #expect(guards.count == 1)
        #expect(guards.first?.before == 1_200)
        #expect(guards.first?.after == 600)
        #expect(table.uses.count == 3)
    }

    /// What each decision says of its neighbours is what all appointments say at the end; and no
    /// two rows that keep others away are in each other's way.
    @Test func `after any course of decisions the rows are those of the agenda`() throws {
        var (exempt, proposals) = (0, 0)
        for seed in 0..<UInt64(TestScale.rounds(6)) {
            let (store, table) = try Self.store()
            var random = Seeded(seed)
            for step in 0..<80 {
                let appointments = store.read { Array($0.appointments) }
                let submission = try SharingWorld.anything(step, appointments, &random)
                if case .failed(let error) = store.submit(submission) { Issue.record(error) }
                let expected = store.read { $0.occupancy }
                let rows = table.rows.values.sorted { $0.appointment < $1.appointment }
                #expect(rows == expected, "seed \(seed), step \(step)")
                #expect(table.clashes.isEmpty, "seed \(seed), step \(step)")
                guard rows == expected, table.clashes.isEmpty else { return }
                exempt += table.uses.count { $0.isExempt }
                let later = store.read { Array($0.appointments) }
                proposals += later.count { $0.moves != nil && $0.status == .proposed }
            }
        }
        #expect(exempt > 0 && proposals > 0)
    }

    @Test func `what a store is founded with is occupied from the beginning`() throws {
        let (store, _) = try Self.store()
        let booked = try #require(store.submit(try SharingWorld.course(for: "p-1")).events)
        let events = try SharingWorld.events() + booked
        let table = OccupationTable()
        let other = AgendaStore(
            table, FileVault(in: SimulatedStorage(seed: 2)), try Agenda(replaying: events),
            RecordBook(), rules: CustomRules())
        try other.found(events)
        #expect(table.uses.map(\.resource) == ["counsellor:c-0", "room:r-1"])
    }
}

/// A keeper that keeps nothing but the rows of the second lock.
final class OccupationTable: RecordKeeper {
    private(set) var chain = AuditChain()
    private(set) var rows: [Int: Occupation] = [:]
    private(set) var clashes: [String] = []

    var guardsOccupancy: Bool { true }
    /// All uses, by appointment.
    var uses: [Occupation.Use] { rows.sorted { $0.key < $1.key }.flatMap(\.value.uses) }

    func append(
        _ records: [JournalRecord], _ occupancy: [Occupation], isUrgent: Bool
    ) throws(StoreError) {
        for record in records { chain.append(record) }
        for one in occupancy { rows[one.appointment] = one.uses.isEmpty ? nil : one }
        let guards = uses.filter { !$0.isExempt }
        for (index, left) in guards.enumerated() {
            for right in guards[(index + 1)...] where left.resource == right.resource {
                // The two constraints, word by word.
                let after =
                    left.start < right.end + right.after && right.start < left.end + left.after
                let before =
                    left.start - left.before < right.end && right.start - right.before < left.end
                if after || before { clashes.append("\(left) and \(right)") }
            }
        }
    }

    func follow(_ visit: (JournalRecord) throws(StoreError) -> Void) throws(StoreError) -> Bool {
        false
    }
    func rewrite(
        _ rewrite: (JournalRecord) throws(StoreError) -> JournalRecord?
    ) throws(StoreError) {}
    func visitRecords(_ visit: (JournalRecord) throws(StoreError) -> Void) throws(StoreError) {}
    func randomBytes(_ count: Int) -> [UInt8] { [UInt8](repeating: 9, count: count) }
}

/// Two counsellors, two rooms; advice that may be overbooked twice, courses for three.
enum SharingWorld {
    static let zone = ZoneRules.athens
    static let now = StoreWorld.now

    static func events() throws -> [Event] {
        var agency = Agency(founded: now)
        try agency.give(zone)
        try agency.add(Field("field", name: "Field"))
        try agency.add(
            Office("office", zone: zone.name, hours: .weekdays(from: "08:00", to: "18:00")))
        for room in ["r-1", "r-2"] as [Room.ID] { try agency.add(Room(room, in: "office")) }
        try agency.add(
            Service(
                "advice", in: "field", lasting: .minutes(30),
                gap: Gap(before: .minutes(5), after: .minutes(10)), channels: [.video, .phone],
                horizon: 90))
        try agency.add(
            Service(
                "course", in: "field", lasting: .minutes(60), gap: Gap(after: .minutes(5)),
                channels: [.office], horizon: 90, needsRoom: true, capacity: 3))
        let day = DayTimetable(from: "08:00", to: "18:00")
        for number in 0..<2 {
            let id = Counsellor.ID("c-\(number)")
            try agency.add(Counsellor(id, at: "office"))
            try agency.declare(
                Declaration(
                    Declaration.ID("d-\(number)"), of: .counsellor(id), submitted: now,
                    .weekly(
                        [day, day, day, day, day, .rest, .rest], DateRange(from: "2026-01-01"))))
        }
        try agency.set(Policy("over", .overbooking(2)))
        try agency.set(Policy("wide", .gap(Gap(before: .minutes(20))), groups: ["wide"]))
        for number in 0..<200 {
            try agency.note(Participant(Subject.ID("wide-\(number)"), groups: ["wide"]))
        }
        return agency.events
    }

    static func placement(
        at minute: Int, lasting length: Int, on channel: Channel, with counsellor: Int,
        in room: Room.ID? = nil
    ) throws -> Placement {
        let start = zone.start(of: "2026-11-30") + .minutes(Int64(minute))
        guard let interval = Interval(start: start, end: start + .minutes(Int64(length))) else {
            throw StoreError(.failed, "no interval")
        }
        return Placement(
            interval, on: channel, with: Counsellor.ID("c-\(counsellor)"), in: room)
    }

    static func advice(for person: Subject.ID, at minute: Int = 600) throws -> Submission {
        submission(
            .book(
                try placement(at: minute, lasting: 30, on: .video, with: 0),
                for: request(person, "advice")))
    }

    static func course(for person: Subject.ID, at minute: Int = 600) throws -> Submission {
        submission(
            .book(
                try placement(at: minute, lasting: 60, on: .office, with: 0, in: "r-1"),
                for: request(person, "course")))
    }

    static func cancel(_ number: Int) throws -> Submission {
        submission(.cancel(Appointment.ID(number), .excused))
    }

    private static func request(_ person: Subject.ID, _ service: Service.ID) -> Request {
        Request(for: Party(person), service: service, within: IntervalSet(.always))
    }

    private static func submission(_ command: Command, after length: Seconds = .zero) -> Submission
    {
        Submission(command, by: "desk", at: now + length)
    }

    /// A step of some course of decisions; many are refused by the engine.
    static func anything(
        _ step: Int, _ appointments: [Appointment], _ random: inout Seeded
    ) throws -> Submission {
        let isCourse = random.below(3) == 0
        let any = appointments.isEmpty ? nil : appointments[random.below(appointments.count)]
        let place = try placement(
            at: 540 + 10 * random.below(18), lasting: isCourse ? 60 : 30,
            on: isCourse ? .office : .video, with: random.below(2),
            in: isCourse ? (random.below(2) == 0 ? "r-1" : "r-2") : nil)
        let person = Subject.ID(random.below(3) == 0 ? "wide-\(step)" : "p-\(step)")
        let request = request(person, isCourse ? "course" : "advice")
        // Time goes on, so that holds and proposals expire.
        let time = Seconds(Int64(step * 60))
        guard let any else { return submission(.book(place, for: request), after: time) }
        let command: Command =
            switch random.below(12) {
            case 0...4: .book(place, for: request)
            case 5: .hold(place, for: request, lasting: .minutes(5))
            case 6: .confirm(any.id)
            case 7: .cancel(any.id, .excused)
            case 8: .reschedule(any.id, to: place)
            case 9: .accept(any.id)
            case 10: .decline(any.id)
            default: .propose(any.id, to: place, answerWithin: .minutes(10))
            }
        return submission(command, after: time)
    }
}
