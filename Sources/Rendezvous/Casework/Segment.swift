/// One step of a contact plan: how many meetings it is for, and their days.
///
/// Days are counted from the *anchor*: the last meeting of the plan, else the day on which the plan
/// began. A meeting has two dates (design, "Meanings"): it is to be booked by one and held by the
/// other.
public struct ContactStage: Hashable, Sendable {
    /// How many meetings the stage is for, 1 … ``Limits/contactsPerStage``; the last stage goes on.
    public var times: Int
    /// The first day on which the meeting may be held.
    public var opens: DayCount
    /// The last day by which it is to be booked; never later than ``holdBy``.
    public var bookBy: DayCount
    /// The last day by which it is to be held, at least one day after the anchor.
    public var holdBy: DayCount

    /// A stage.
    public init(times: Int = 1, opens: DayCount, bookBy: DayCount, holdBy: DayCount) {
        self.times = times
        self.opens = opens
        self.bookBy = bookBy
        self.holdBy = holdBy
    }
}

/// A profile segment: how far people are from work, and how often their case manager meets them
/// (C2). Agencies declare their own list.
public struct Segment: Hashable, Sendable {
    /// The identifier of a segment.
    public typealias ID = Identifier<Segment>

    /// The segment's identifier.
    public var id: ID
    /// Its name.
    public var name: Label
    /// The service that its meetings are appointments of.
    public var service: Service.ID
    /// The channels that will do; empty means any that the service has.
    public var channels: Set<Channel>
    /// Whether meetings may be planned at any office that the policies allow; otherwise at the
    /// office that has the case (C6).
    public var isPooled: Bool
    /// The contact plan, 1 … ``Limits/contactStages`` stages.
    public var stages: [ContactStage]

    /// A segment.
    public init(
        _ id: ID, name: Label = "", meeting service: Service.ID, on channels: Set<Channel> = [],
        isPooled: Bool = false, stages: [ContactStage]
    ) {
        self.id = id
        self.name = name
        self.service = service
        self.channels = channels
        self.isPooled = isPooled
        self.stages = stages
    }

    /// The stage of the meeting after some that were held.
    ///
    /// - Complexity: linear in the stages.
    public func stage(after held: Int) -> ContactStage? {
        var left = held
        for stage in stages.dropLast() {
            if left < stage.times { return stage }
            left -= stage.times
        }
        return stages.last
    }

    /// Refuses a segment with a value out of range or a service that is unknown.
    func check(_ days: OfficeDays) throws(Refusal) {
        try Check.identifier(id, of: "a segment")
        let what = "segment (\(id))"
        try Check.label(name, of: what)
        try days.catalogue.require(.service(service), for: what)
        try Check.number(stages.count, "stages of \(what)", in: 1...Limits.contactStages)
        for stage in stages {
            try Check.number(stage.times, "times of \(what)", in: 1...Limits.contactsPerStage)
            try stage.opens.check("days until a meeting of \(what) opens")
            try stage.bookBy.check("days to book by of \(what)")
            try Check.number(
                stage.holdBy.number, "days to hold by of \(what)", in: 1...Limits.mostDays)
        }
    }
}

/// People who come first (C4): a class is declared with the groups and segments that belong to it,
/// and a person is of the first class of the list that they belong to.
public struct PriorityClass: Hashable, Sendable {
    /// The identifier of a class.
    public typealias ID = Identifier<PriorityClass>

    /// The class's identifier.
    public var id: ID
    /// Its name.
    public var name: Label
    /// How much a meeting with somebody of the class counts in a plan, 1 …
    /// ``Limits/heaviestWeight``.
    public var weight: Int
    /// The groups that belong to it.
    public var groups: Set<Group.ID>
    /// The segments that belong to it.
    public var segments: Set<Segment.ID>

    /// A class.
    public init(
        _ id: ID, name: Label = "", weight: Int, groups: Set<Group.ID> = [],
        segments: Set<Segment.ID> = []
    ) {
        self.id = id
        self.name = name
        self.weight = weight
        self.groups = groups
        self.segments = segments
    }

    /// Refuses classes that come twice or have a value out of range.
    static func check(_ classes: [PriorityClass], _ segments: Shelf<Segment>) throws(Refusal) {
        try Check.count(classes.count, "classes of priority")
        var seen: Set<ID> = []
        for item in classes {
            let what = "class of priority (\(item.id))"
            try Check.identifier(item.id, of: "a class of priority")
            try Check.label(item.name, of: what)
            try Check.number(item.weight, "weight of \(what)", in: 1...Limits.heaviestWeight)
            try Check.count(item.groups.count, "groups of \(what)")
            for group in item.groups.sorted() {
                try Check.identifier(group, of: "a group of \(what)")
            }
            for segment in item.segments.sorted() where segments.number(of: segment) == nil {
                throw Refusal(
                    .unknownReference, "segment (\(segment)) of \(what) must have been set")
            }
            guard seen.insert(item.id).inserted else {
                throw Refusal(.duplicateIdentifier, "\(what) must not come twice")
            }
        }
    }
}
