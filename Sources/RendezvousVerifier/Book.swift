import Rendezvous

/// What an entry of the book is called in messages.
enum RecordName: Hashable, CustomStringConvertible {
    case appointment(Appointment.ID)
    case request(Request.ID)

    var description: String {
        switch self {
        case .appointment(let id): "appointment \(id)"
        case .request(let id): "request \(id)"
        }
    }
}

/// What can be taken up by one meeting at a time.
enum Resource: Hashable, CustomStringConvertible {
    case counsellor(Counsellor.ID)
    case interpreter(Interpreter.ID)
    case room(Room.ID)
    case participant(Subject.ID)

    var description: String {
        switch self {
        case .counsellor(let id): "counsellor (\(id))"
        case .interpreter(let id): "interpreter (\(id))"
        case .room(let id): "room (\(id))"
        case .participant(let id): "participant (\(id))"
        }
    }
}

/// An appointment, or an assignment of a plan.
struct Record {
    let name: RecordName
    var party: Party
    let service: Service.ID
    let topic: Topic.ID?
    var placement: Placement
    var gap: Gap
    var interpreterGap: Gap
    var status: AppointmentStatus
    var expires: Instant?
    /// How often it was moved.
    var revision = 0
    /// The appointment that a proposal would move.
    var moves: Appointment.ID?
    /// How far the meeting has come beyond its status.
    var steps = Steps()

    /// Whether the record takes up its people and room when something is decided at `instant`.
    func occupies(at instant: Instant) -> Bool {
        status != .cancelled && !isExpired(at: instant)
    }

    /// Whether the record is a hold or proposal that has expired at `instant`.
    func isExpired(at instant: Instant) -> Bool {
        guard status == .pending || status == .proposed, let expires else { return false }
        return instant >= expires
    }

    var resources: [Resource] {
        var all: [Resource] = [
            .counsellor(placement.counsellor), .participant(party.participant),
        ]
        if let interpreter = placement.interpreter { all.append(.interpreter(interpreter)) }
        if let room = placement.room { all.append(.room(room)) }
        return all
    }
}

/// One stay of a resource in an appointment, with the gap that it keeps on that calendar.
struct Stay {
    let name: RecordName
    let interval: Interval
    let gap: Gap
    let service: Service.ID
    let channel: Channel
    let counsellor: Counsellor.ID
    let interpreter: Interpreter.ID?
    let room: Room.ID?

    var widened: Interval { interval.widened(by: gap) }
}

extension Interval {
    /// The interval with the gap on both sides.
    func widened(by gap: Gap) -> Interval {
        Interval(start: start - gap.before, end: end + gap.after) ?? self
    }
}

extension Placement {
    /// Whether another placement takes the same time of the same counsellor.
    func hasTime(of other: Placement) -> Bool {
        interval == other.interval && counsellor == other.counsellor
    }
}

/// A stretch of a counsellor's that somebody gave back.
struct FreedStretch {
    let interval: Interval
    let participant: Subject.ID
    /// When it was given back.
    let at: Instant
}

/// All appointments, and which of them take up whom.
struct Book {
    private(set) var records: [Record] = []
    private(set) var indexOfID: [Appointment.ID: Int] = [:]
    private(set) var holders: [Resource: [Int]] = [:]
    /// The holds and proposals, expired ones included.
    private(set) var pending: Set<Int> = []
    /// What was given back of each counsellor's time, in the order of the log.
    private(set) var freed: [Counsellor.ID: [FreedStretch]] = [:]
    /// Who waits for an opening.
    var waiting = WaitingBook()
    /// Each record's interval with its gaps: how far it reaches.
    private var reaches: [Interval] = []

    subscript(_ id: Appointment.ID) -> Record? { indexOfID[id].map { records[$0] } }

    /// Adds a record and gives its index.
    @discardableResult
    mutating func add(_ record: Record) -> Int {
        let index = records.count
        records.append(record)
        reaches.append(record.placement.interval)
        if case .appointment(let id) = record.name { indexOfID[id] = index }
        enter(index)
        return index
    }

    /// Changes a record.
    mutating func change(_ index: Int, _ body: (inout Record) -> Void) {
        for resource in records[index].resources { holders[resource]?.removeAll { $0 == index } }
        pending.remove(index)
        body(&records[index])
        enter(index)
    }

    private mutating func enter(_ index: Int) {
        let record = records[index]
        let gap = Gap.none.widened(by: record.gap).widened(by: record.interpreterGap)
        reaches[index] = record.placement.interval.widened(by: gap)
        guard record.status != .cancelled else { return }
        for resource in record.resources { holders[resource, default: []].append(index) }
        if record.status == .pending || record.status == .proposed { pending.insert(index) }
    }

    mutating func apply(_ change: Change, at instant: Instant) {
        switch change {
        case .held(let booking, let expires):
            add(Record(booking, status: .pending, expires: expires))
        case .booked(let booking): add(Record(booking, status: .booked, expires: nil))
        case .confirmed(let id): set(.booked, id)
        case .cancelled(let id, _):
            giveBack(id, at: instant)
            set(.cancelled, id)
            waiting.cancelled(id)
        case .arrived(let id): set(.arrived, id)
        case .fulfilled(let id): set(.fulfilled, id)
        case .missed(let id): set(.noShow, id)
        case .rescheduled(let id, let placement, let gap, let interpreterGap):
            guard let index = indexOfID[id] else { return }
            if !records[index].placement.hasTime(of: placement) { giveBack(id, at: instant) }
            self.change(index) { record in
                record.placement = placement
                record.revision += 1
                record.gap = gap
                record.interpreterGap = interpreterGap
                record.steps = Steps()
            }
        default:
            applyLifecycle(change, at: instant)
            waiting.apply(change)
        }
    }

    /// Notes what a booked appointment leaves; a hold leaves nothing.
    mutating func giveBack(_ id: Appointment.ID, at instant: Instant) {
        guard let record = self[id], record.status == .booked else { return }
        freed[record.placement.counsellor, default: []].append(
            FreedStretch(
                interval: record.placement.interval, participant: record.party.participant,
                at: instant))
    }

    /// Forgets what meetings provide for a person.
    mutating func erase(_ person: Subject.ID) {
        for index in records.indices where records[index].party.participant == person {
            let party = records[index].party
            records[index].party = Party(person, as: party.applicant, bookedBy: party.bookedBy)
        }
        waiting.erase(person)
    }

    mutating func set(_ status: AppointmentStatus, _ id: Appointment.ID) {
        guard let index = indexOfID[id] else { return }
        change(index) { $0.status = status }
    }

    /// How a resource is taken up by record `index`.
    func stay(of resource: Resource, in index: Int) -> Stay {
        let record = records[index]
        let gap: Gap =
            switch resource {
            case .counsellor: record.gap
            case .interpreter: record.interpreterGap
            case .room, .participant: .none
            }
        return Stay(
            name: record.name, interval: record.placement.interval, gap: gap,
            service: record.service, channel: record.placement.channel,
            counsellor: record.placement.counsellor, interpreter: record.placement.interpreter,
            room: record.placement.room)
    }

    /// All records but one that take a resource up at `instant`, in the order in which they were
    /// made.
    func occupying(
        _ resource: Resource, at instant: Instant, except: Int?
    ) -> [(index: Int, record: Record)] {
        (holders[resource] ?? []).sorted().filter { $0 != except }
            .map { ($0, records[$0]) }.filter { $0.1.occupies(at: instant) }
    }

    /// The stays of a resource at `instant` in all records but one, as far as they are within five
    /// days of `interval`: no rule of a placement looks farther (a day of gap, two days of window).
    func stays(
        of resource: Resource, near interval: Interval, at instant: Instant, except: Int?
    ) -> [Stay] {
        let margin = Seconds.hours(5 * 24)
        let near = interval.widened(by: Gap(before: margin, after: margin))
        var stays: [Stay] = []
        for index in holders[resource] ?? [] where index != except {
            if let except, arePartners(index, except) { continue }
            guard reaches[index].overlaps(near), records[index].occupies(at: instant) else {
                continue
            }
            stays.append(stay(of: resource, in: index))
        }
        return stays
    }
}

extension Record {
    init(_ booking: Booking, status: AppointmentStatus, expires: Instant?) {
        self.init(
            name: .appointment(booking.id), party: booking.party, service: booking.service,
            topic: booking.topic, placement: booking.placement, gap: booking.gap,
            interpreterGap: booking.interpreterGap, status: status, expires: expires)
    }
}
