import CRendezvous
import Rendezvous

/// A request from its struct.
func request(_ pointer: UnsafePointer<rdv_request>?) throws(Fault) -> Request {
    try unsafe request(try options(pointer, "request"))
}

/// A request from its struct.
func request(_ given: rdv_request) throws(Fault) -> Request {
    var id: Request.ID = "request"
    if unsafe given.id != nil { id = try unsafe identifier(given.id, "identifier of the request") }
    let party = unsafe Party(
        try identifier(given.subject, "subject"),
        as: try applicant(given.applicant),
        bookedBy: try identifierIfGiven(given.booked_by, "booked_by"),
        needs: given.need_count == 0
            ? []
            : try list(given.needs, given.need_count, "needs") { item throws(Fault) in
                try unsafe need(item)
            })
    return unsafe Request(
        id, for: party, service: try identifier(given.service, "service"),
        topic: try identifierIfGiven(given.topic, "topic"),
        channels: try channels(given.channels, "channels of the request"),
        at: try scope(given), with: try wish(given.wish, given.counsellor),
        within: try windows(given.windows, given.window_count, "windows"),
        weight: Int(given.weight), submitted: try instant(given.submitted, "submitted"))
}

private func applicant(_ value: rdv_applicant) throws(Fault) -> Applicant {
    switch Int(value) {
    case RDV_APPLICANT_REGISTERED: return .registered
    case RDV_APPLICANT_PERSON: return .person
    case RDV_APPLICANT_BUSINESS_LEGAL: return .business(.legal)
    case RDV_APPLICANT_BUSINESS_AUTHORISED: return .business(.authorised)
    default: throw .number(value, "applicant")
    }
}

private func scope(_ given: rdv_request) throws(Fault) -> OfficeScope {
    switch unsafe Int(given.scope) {
    case RDV_SCOPE_ANY: return .any
    case RDV_SCOPE_OFFICES:
        return unsafe .offices(Set(try identifiers(given.places, given.place_count, "places")))
    case RDV_SCOPE_REGION: return unsafe .region(try place(given))
    case RDV_SCOPE_AREA: return unsafe .area(try place(given))
    default: throw unsafe .number(given.scope, "scope")
    }
}

/// The one region or area.
private func place<T>(_ given: rdv_request) throws(Fault) -> Identifier<T> {
    let places: [Identifier<T>] = try unsafe identifiers(given.places, given.place_count, "places")
    guard let only = places.first, places.count == 1 else {
        throw Fault(RDV_ERROR_COUNT, "number of places (\(places.count)) must be 1")
    }
    return only
}

/// A wish for a counsellor.
func wish(
    _ value: rdv_wish, _ counsellor: UnsafePointer<CChar>?
) throws(Fault) -> CounsellorWish {
    switch Int(value) {
    case RDV_WISH_ANY: return .any
    case RDV_WISH_PREFERRED: return unsafe .preferred(try identifier(counsellor, "counsellor"))
    case RDV_WISH_ONLY: return unsafe .only(try identifier(counsellor, "counsellor"))
    default: throw .number(value, "wish")
    }
}

/// A placement from its struct.
func placement(_ pointer: UnsafePointer<rdv_placement>?) throws(Fault) -> Placement {
    guard let pointer = unsafe pointer else { throw .null("placement") }
    let given = unsafe pointer.pointee
    let span = try interval(
        rdv_interval(start: given.start, end: given.end), "interval of the placement")
    let channel: Channel
    switch Int(given.channel) {
    case RDV_CHANNEL_VIDEO: channel = .video
    case RDV_CHANNEL_PHONE: channel = .phone
    case RDV_CHANNEL_OFFICE: channel = .office
    default: throw .number(given.channel, "channel of the placement")
    }
    guard let counsellor: Counsellor.ID = try identifier(given.counsellor, "counsellor") else {
        throw Fault(RDV_ERROR_TEXT, "counsellor of the placement must be given")
    }
    return Placement(
        span, on: channel, with: counsellor,
        interpreter: try identifier(given.interpreter, "interpreter"),
        in: try identifier(given.room, "room"))
}

extension rdv_placement {
    /// A placement.
    init(_ placement: Placement) {
        self.init()
        start = placement.interval.start.secondsSince1970
        end = placement.interval.end.secondsSince1970
        channel = number(placement.channel)
        counsellor = rdv_id(placement.counsellor)
        interpreter = rdv_id(placement.interpreter)
        room = rdv_id(placement.room)
    }
}

extension rdv_opening {
    /// An opening.
    init(_ opening: Opening) {
        self.init()
        placement = rdv_placement(opening.placement)
        counsellors = Int64(opening.counsellors)
        cost.0 = Int64(opening.cost[.strong])
        cost.1 = Int64(opening.cost[.medium])
        cost.2 = Int64(opening.cost[.weak])
    }
}
