/// Which offices' counsellors may serve a request.
public enum OfficeScope: Hashable, Sendable {
    /// Any office.
    case any
    /// These offices.
    case offices(Set<Office.ID>)
    /// The offices of a region.
    case region(Office.Region)
    /// The offices that serve an area.
    case area(Office.Area)
}

/// Which counsellor a request asks for.
public enum CounsellorWish: Hashable, Sendable {
    /// Whoever is free.
    case any
    /// This one if possible; a search offers them first where they are free.
    case preferred(Counsellor.ID)
    /// This one or nobody.
    case only(Counsellor.ID)
}

/// What somebody asks for: a service for a party, where, how and when.
///
///     let ask = Request(
///         for: Party("p-204", needs: [.signed("gss")]), service: "advice", within: fortnight)
public struct Request: Hashable, Sendable {
    /// The identifier of a request.
    public typealias ID = Identifier<Request>

    /// The request's identifier; plans name requests by it.
    public var id: ID
    /// Who comes, on whose behalf, with which needs.
    public var party: Party
    /// The service.
    public var service: Service.ID
    /// The topic within the service, if named.
    public var topic: Topic.ID?
    /// The channels that will do; empty means any that the service has.
    public var channels: Set<Channel>
    /// The offices that will do.
    public var scope: OfficeScope
    /// The counsellor asked for.
    public var counsellor: CounsellorWish
    /// When the whole meeting may take place: inside one interval of this set.
    public var windows: IntervalSet
    /// How much serving it counts, 1 … ``Limits/heaviestWeight``.
    public var weight: Int
    /// When it was submitted.
    public var submitted: Instant

    /// A request; its parts are checked when it is used.
    public init(
        _ id: ID = "request", for party: Party, service: Service.ID, topic: Topic.ID? = nil,
        channels: Set<Channel> = [], at scope: OfficeScope = .any,
        with counsellor: CounsellorWish = .any, within windows: IntervalSet, weight: Int = 1,
        submitted: Instant = .min
    ) {
        self.id = id
        self.party = party
        self.service = service
        self.topic = topic
        self.channels = channels
        self.scope = scope
        self.counsellor = counsellor
        self.windows = windows
        self.weight = weight
        self.submitted = submitted
    }
}

/// Where and when a meeting takes place, and with whom: everything that is held together.
public struct Placement: Hashable, Sendable {
    /// From when to when; gaps are not part of it.
    public var interval: Interval
    /// How.
    public var channel: Channel
    /// With which counsellor.
    public var counsellor: Counsellor.ID
    /// With which interpreter, if one is needed.
    public var interpreter: Interpreter.ID?
    /// In which room, if one is needed.
    public var room: Room.ID?

    /// A placement.
    public init(
        _ interval: Interval, on channel: Channel, with counsellor: Counsellor.ID,
        interpreter: Interpreter.ID? = nil, in room: Room.ID? = nil
    ) {
        self.interval = interval
        self.channel = channel
        self.counsellor = counsellor
        self.interpreter = interpreter
        self.room = room
    }
}
