public import CRendezvous
import Rendezvous

/// The first openings of a request in order of start, as many as fit into `found` and at most
/// 10000; `element_size` is sizeof(rdv_opening), `capacity` at least 1.
@c @implementation
public func rdv_agenda_openings(
    _ agenda: OpaquePointer?, _ given: UnsafePointer<rdv_request>?, _ now: rdv_instant,
    _ found: UnsafeMutablePointer<rdv_opening>?, _ elementSize: Int, _ capacity: Int,
    _ count: UnsafeMutablePointer<Int>?
) -> rdv_status {
    unsafe call(agenda, as: AgendaHandle.self) { handle throws(Fault) in
        let limit = try unsafe limit(found != nil, elementSize, capacity, count)
        let request = try unsafe request(given)
        let now = try instant(now, "now")
        let openings = try asking { () throws(Refusal) in
            try handle.agenda.openings(for: request, at: now, limit: limit)
        }
        try unsafe fill(found, elementSize, capacity, count, openings)
    }
}

/// The starts to which a held or booked appointment can be moved; its own place counts as free.
@c @implementation
public func rdv_agenda_openings_to_move(
    _ agenda: OpaquePointer?, _ appointment: Int64, _ given: UnsafePointer<rdv_interval>?,
    _ windowCount: Int, _ asked: rdv_wish, _ counsellor: UnsafePointer<CChar>?, _ now: rdv_instant,
    _ found: UnsafeMutablePointer<rdv_opening>?, _ elementSize: Int, _ capacity: Int,
    _ count: UnsafeMutablePointer<Int>?
) -> rdv_status {
    unsafe call(agenda, as: AgendaHandle.self) { handle throws(Fault) in
        let limit = try unsafe limit(found != nil, elementSize, capacity, count)
        let within = try unsafe windows(given, windowCount, "windows")
        let wish = try unsafe wish(asked, counsellor)
        let now = try instant(now, "now")
        let openings = try asking { () throws(Refusal) in
            try handle.agenda.openings(
                toMove: Appointment.ID(Int(appointment)), within: within, with: wish, at: now,
                limit: limit)
        }
        try unsafe fill(found, elementSize, capacity, count, openings)
    }
}

/// The most openings that an array takes.
private func limit(
    _ hasArray: Bool, _ elementSize: Int, _ capacity: Int, _ count: UnsafeMutablePointer<Int>?
) throws(Fault) -> Int {
    guard hasArray else { throw .null("found") }
    guard unsafe count != nil else { throw .null("count") }
    try checkElement(rdv_opening.self, elementSize)
    try checkCapacity(hasArray, capacity)
    guard capacity > 0 else { throw Fault(RDV_ERROR_COUNT, "capacity (0) must be at least 1") }
    return min(capacity, Limits.listItems)
}

private func fill(
    _ found: UnsafeMutablePointer<rdv_opening>?, _ elementSize: Int, _ capacity: Int,
    _ count: UnsafeMutablePointer<Int>?, _ openings: Openings
) throws(Fault) {
    switch openings {
    case .found(let list):
        guard let found = unsafe found, let count = unsafe count else { throw .null("found") }
        // Straight into the caller's memory: this is what a search through C costs more.
        for (index, opening) in list.enumerated() {
            unsafe OpeningPlaces.write(
                opening, to: UnsafeMutableRawPointer(found) + index * elementSize, elementSize)
        }
        unsafe count.pointee = list.count
    case .empty(let shortage): throw Fault(shortage)
    }
}

/// Where the members of an opening lie.
private enum OpeningPlaces {
    static let channel = place(\.channel)
    static let counsellor = place(\.counsellor)
    static let interpreter = place(\.interpreter)
    static let room = place(\.room)
    static let counsellors = MemoryLayout<rdv_opening>.offset(of: \.counsellors) ?? 0
    static let cost = MemoryLayout<rdv_opening>.offset(of: \.cost) ?? 0

    private static func place<T>(_ member: KeyPath<rdv_placement, T>) -> Int {
        MemoryLayout<rdv_placement>.offset(of: member) ?? 0
    }

    /// Writes an opening; what a later header has behind it is 0.
    static func write(_ opening: Opening, to room: UnsafeMutableRawPointer, _ size: Int) {
        let placement = opening.placement
        unsafe room.initializeMemory(as: UInt8.self, repeating: 0, count: size)
        unsafe room.storeBytes(
            of: placement.interval.start.secondsSince1970, as: rdv_instant.self)
        unsafe room.storeBytes(
            of: placement.interval.end.secondsSince1970, toByteOffset: 8, as: rdv_instant.self)
        unsafe room.storeBytes(
            of: number(placement.channel), toByteOffset: channel, as: rdv_channel.self)
        unsafe write(placement.counsellor.rawValue, to: room + counsellor)
        if let interpreter = placement.interpreter {
            unsafe write(interpreter.rawValue, to: room + Self.interpreter)
        }
        if let id = placement.room { unsafe write(id.rawValue, to: room + Self.room) }
        unsafe room.storeBytes(
            of: Int64(opening.counsellors), toByteOffset: counsellors, as: Int64.self)
        for (level, sum) in opening.cost.sums.prefix(3).enumerated() {
            unsafe room.storeBytes(
                of: Int64(sum), toByteOffset: cost + level * 8, as: Int64.self)
        }
    }

    private static func write(_ text: String, to room: UnsafeMutableRawPointer) {
        var text = text
        text.withUTF8 { bytes in
            guard let start = bytes.baseAddress else { return }
            unsafe room.copyMemory(from: start, byteCount: min(bytes.count, Int(RDV_ID_SIZE) - 1))
        }
    }
}

extension Fault {
    /// That there is no opening, with the counts of why.
    init(_ shortage: Shortage) {
        let counts = shortage.counts.map { "\($0.counsellorDays) \($0.reason.rawValue)" }
        let why = counts.isEmpty ? "" : ": " + counts.joined(separator: ", ")
        self.init(
            RDV_NO_OPENING,
            "no opening in \(shortage.counsellorDays) counsellor-days\(why)")
    }
}

/// All starts at which a request can be booked, whoever serves it.
@c @implementation
public func rdv_agenda_starts(
    _ agenda: OpaquePointer?, _ given: UnsafePointer<rdv_request>?, _ now: rdv_instant,
    _ starts: UnsafeMutablePointer<rdv_instant>?, _ capacity: Int,
    _ count: UnsafeMutablePointer<Int>?
) -> rdv_status {
    unsafe call(agenda, as: AgendaHandle.self) { handle throws(Fault) in
        let request = try unsafe request(given)
        let now = try instant(now, "now")
        let found = try asking { () throws(Refusal) in
            try handle.agenda.starts(for: request, at: now)
        }
        try unsafe fill(starts, capacity, count, found.map(\.secondsSince1970))
    }
}

/// The opening at one start; `size` is sizeof(rdv_opening).
@c @implementation
public func rdv_agenda_opening_at(
    _ agenda: OpaquePointer?, _ given: UnsafePointer<rdv_request>?, _ start: rdv_instant,
    _ now: rdv_instant, _ size: Int, _ opening: UnsafeMutablePointer<rdv_opening>?
) -> rdv_status {
    unsafe call(agenda, as: AgendaHandle.self) { handle throws(Fault) in
        let request = try unsafe request(given)
        let (start, now) = (try instant(start, "start"), try instant(now, "now"))
        let found = try asking { () throws(Refusal) in
            try handle.agenda.opening(at: start, for: request, now: now)
        }
        guard let found else { throw Fault(RDV_NO_OPENING, "no opening at \(start)") }
        try unsafe put(rdv_opening(found), size, opening, "opening")
    }
}
