public import CRendezvous
import Rendezvous

/// A list of events.
final class EventsHandle: AnyHandle {
    var events: [Event]

    init(_ events: [Event] = []) {
        self.events = events
        super.init(.events)
    }
    override class var kind: HandleKind { .events }
}

/// No events.
@c @implementation
public func rdv_events_create(_ events: UnsafeMutablePointer<OpaquePointer?>?) -> rdv_status {
    call { () throws(Fault) in try unsafe give(EventsHandle(), to: events) }
}

/// Ends the handle.
@c @implementation
public func rdv_events_destroy(_ events: OpaquePointer?) {
    unsafe destroy(events, as: EventsHandle.self)
}

/// The text of this thread's last failed call with the handle first; "" if none failed.
@c @implementation
public func rdv_events_message(_ events: OpaquePointer?) -> UnsafePointer<CChar>? {
    unsafe message(events, as: EventsHandle.self)
}

/// How many there are; 0 if the handle is NULL.
@c @implementation
public func rdv_events_count(_ events: OpaquePointer?) -> Int {
    unsafe (try? borrow(events, as: EventsHandle.self))?.events.count ?? 0
}

/// One of them, from 0.
@c @implementation
public func rdv_events_get(
    _ events: OpaquePointer?, _ index: Int, _ size: Int, _ event: UnsafeMutablePointer<rdv_event>?
) -> rdv_status {
    unsafe call(events, as: EventsHandle.self) { handle throws(Fault) in
        try unsafe put(rdv_event(try element(handle, index)), size, event, "event")
    }
}

/// One event of a list.
private func element(_ handle: EventsHandle, _ index: Int) throws(Fault) -> Event {
    guard handle.events.indices.contains(index) else {
        throw .notFound(
            "index (\(UInt(bitPattern: index))) must be less than \(handle.events.count)")
    }
    return handle.events[index]
}

/// The appointment that the events made, held, booked or proposed first.
@c @implementation
public func rdv_events_appointment(
    _ events: OpaquePointer?, _ appointment: UnsafeMutablePointer<Int64>?
) -> rdv_status {
    unsafe call(events, as: EventsHandle.self) { handle throws(Fault) in
        guard let made = handle.events.lazy.compactMap(\.change.booking).first else {
            throw .notFound("no event makes an appointment")
        }
        try unsafe put(Int64(made.id.number), appointment, "appointment")
    }
}

/// The entry of the waiting list that the events made first, or RDV_ERROR_NOT_FOUND.
@c @implementation
public func rdv_events_waiting(
    _ events: OpaquePointer?, _ waiting: UnsafeMutablePointer<Int64>?
) -> rdv_status {
    unsafe call(events, as: EventsHandle.self) { handle throws(Fault) in
        for event in handle.events {
            if case .enlisted(let id, _) = event.change {
                return try unsafe put(Int64(id.number), waiting, "waiting")
            }
        }
        throw .notFound("no event puts anything on the waiting list")
    }
}

/// Adds copies of the events of another list behind those of this.
@c @implementation
public func rdv_events_append(_ events: OpaquePointer?, _ more: OpaquePointer?) -> rdv_status {
    unsafe call(events, as: EventsHandle.self) { handle throws(Fault) in
        unsafe handle.events += try borrow(more, as: EventsHandle.self).events
    }
}

/// The events as a log in the canonical encoding (Documentation/Formats/log.md): equal histories
/// have equal bytes.
@c @implementation
public func rdv_events_encode(
    _ events: OpaquePointer?, _ bytes: UnsafeMutableRawPointer?, _ capacity: Int,
    _ length: UnsafeMutablePointer<Int>?
) -> rdv_status {
    unsafe call(events, as: EventsHandle.self) { handle throws(Fault) in
        try unsafe putBytes(EventLog.encode(handle.events), bytes, capacity, length)
    }
}

/// Adds the events of a log behind those of this list.
@c @implementation
public func rdv_events_decode(
    _ events: OpaquePointer?, _ bytes: UnsafeRawPointer?, _ length: Int
) -> rdv_status {
    unsafe call(events, as: EventsHandle.self) { handle throws(Fault) in
        let bytes = try unsafe Bytes.read(bytes, length)
        handle.events += try decoding { () throws(EncodingError) in try EventLog.decode(bytes) }
    }
}

/// One event in the canonical encoding, without the frame of a log: what a table keeps a row of.
@c @implementation
public func rdv_events_encode_one(
    _ events: OpaquePointer?, _ index: Int, _ bytes: UnsafeMutableRawPointer?, _ capacity: Int,
    _ length: UnsafeMutablePointer<Int>?
) -> rdv_status {
    unsafe call(events, as: EventsHandle.self) { handle throws(Fault) in
        try unsafe putBytes(EventLog.encode(try element(handle, index)), bytes, capacity, length)
    }
}

/// Adds one event from its encoding.
@c @implementation
public func rdv_events_decode_one(
    _ events: OpaquePointer?, _ bytes: UnsafeRawPointer?, _ length: Int
) -> rdv_status {
    unsafe call(events, as: EventsHandle.self) { handle throws(Fault) in
        let bytes = try unsafe Bytes.read(bytes, length)
        handle.events.append(
            try decoding { () throws(EncodingError) in try EventLog.decodeEvent(bytes) })
    }
}

private func decoding<T>(_ body: () throws(EncodingError) -> T) throws(Fault) -> T {
    do throws(EncodingError) {
        return try body()
    } catch {
        throw Fault(RDV_ERROR_LOG, "byte \(error.offset): \(error.message)")
    }
}

extension rdv_event {
    /// An event as far as it fits.
    init(_ event: Event) {
        self.init()
        at = event.at.secondsSince1970
        fill(event.change)
    }

    private mutating func fill(_ change: Change) {
        kind = rdv_event_kind(change.code)
        switch change {
        case .held(let booking, _), .booked(let booking), .proposed(let booking, _, _):
            appointment = Int64(booking.id.number)
            name = rdv_id(booking.party.participant)
        case .confirmed(let id), .rescheduled(let id, _, _, _), .cancelled(let id, _),
            .arrived(let id), .fulfilled(let id), .missed(let id), .transferred(let id),
            .invited(let id, _, _, _), .admitted(let id), .identified(let id, _),
            .identityRefused(let id, _), .meetingBegan(let id, _), .modeChanged(let id, _):
            appointment = Int64(id.number)
        case .enlisted(let id, let request):
            waiting = Int64(id.number)
            name = rdv_id(request.party.participant)
        case .offered(let id, let hold):
            waiting = Int64(id.number)
            appointment = Int64(hold.number)
        case .waitingEnded(let id, _): waiting = Int64(id.number)
        default: fillSupply(change)
        }
    }

    private mutating func fillSupply(_ change: Change) {
        switch change {
        case .zoneGiven(let rules): name = rdv_id(rules.name)
        case .holidaysGiven(let calendar): name = rdv_id(calendar.id)
        case .defined(let entry, _): name = rdv_id(entry.reference.rawValue)
        case .withdrawn(let reference, _): name = rdv_id(reference.rawValue)
        case .declared(let declaration): name = rdv_id(declaration.id)
        case .declarationWithdrawn(let id), .declarationCorrected(let id, _): name = rdv_id(id)
        case .policySet(let policy): name = rdv_id(policy.id)
        case .policyWithdrawn(let id): name = rdv_id(id)
        case .participantNoted(let participant): name = rdv_id(participant.id)
        case .registration(let change): name = rdv_id(change.person)
        case .casework(let change): name = rdv_id(change.person)
        case .erased(let person), .salted(let person, _): name = rdv_id(person)
        case .clocked(let event): name = rdv_id(event.id)
        case .clockVoided(let id): name = rdv_id(id)
        default: break
        }
    }
}

extension Change {
    /// The number of the header's RDV_EVENT_...
    var code: Int {
        switch self {
        case .zoneGiven: RDV_EVENT_ZONE_GIVEN
        case .holidaysGiven: RDV_EVENT_HOLIDAYS_GIVEN
        case .defined: RDV_EVENT_DEFINED
        case .withdrawn: RDV_EVENT_WITHDRAWN
        case .declared: RDV_EVENT_DECLARED
        case .declarationWithdrawn: RDV_EVENT_DECLARATION_WITHDRAWN
        case .precedenceSet: RDV_EVENT_PRECEDENCE_SET
        case .policySet: RDV_EVENT_POLICY_SET
        case .policyWithdrawn: RDV_EVENT_POLICY_WITHDRAWN
        case .participantNoted: RDV_EVENT_PARTICIPANT_NOTED
        case .held: RDV_EVENT_HELD
        case .confirmed: RDV_EVENT_CONFIRMED
        case .booked: RDV_EVENT_BOOKED
        case .rescheduled: RDV_EVENT_RESCHEDULED
        case .cancelled: RDV_EVENT_CANCELLED
        case .arrived: RDV_EVENT_ARRIVED
        case .fulfilled: RDV_EVENT_FULFILLED
        case .missed: RDV_EVENT_MISSED
        case .proposed: RDV_EVENT_PROPOSED
        case .transferred: RDV_EVENT_TRANSFERRED
        case .enlisted: RDV_EVENT_ENLISTED
        case .offered: RDV_EVENT_OFFERED
        case .waitingEnded: RDV_EVENT_WAITING_ENDED
        case .invited: RDV_EVENT_INVITED
        case .admitted: RDV_EVENT_ADMITTED
        case .identified: RDV_EVENT_IDENTIFIED
        case .identityRefused: RDV_EVENT_IDENTITY_REFUSED
        case .meetingBegan: RDV_EVENT_MEETING_BEGAN
        case .modeChanged: RDV_EVENT_MODE_CHANGED
        case .registration: RDV_EVENT_REGISTRATION
        case .casework: RDV_EVENT_CASEWORK
        case .erased: RDV_EVENT_ERASED
        case .salted: RDV_EVENT_SALTED
        case .redacted: RDV_EVENT_REDACTED
        case .declarationCorrected: RDV_EVENT_DECLARATION_CORRECTED
        case .clocked: RDV_EVENT_CLOCKED
        case .clockVoided: RDV_EVENT_CLOCK_VOIDED
        case .workingTimeRulesSet: RDV_EVENT_WORKING_TIME_RULES_SET
        }
    }
}
