/// Who may use a service (requirement A1).
public enum Audience: String, Hashable, Sendable, Comparable, CaseIterable {
    /// People registered as unemployed.
    case registered
    /// Any person.
    case person
    /// A business, through a legal or authorised representative.
    case business

    /// Whether `left` comes before `right`.
    public static func < (left: Audience, right: Audience) -> Bool {
        left.rawValue < right.rawValue
    }
}

/// A document or other item to have before a meeting (requirements A21, B2, C1).
public struct ChecklistItem: Hashable, Sendable {
    /// The identifier of a checklist item.
    public typealias ID = Identifier<ChecklistItem>

    /// The item's identifier.
    public let id: ID
    /// What it is.
    public let name: Label
    /// Where to get it.
    public let obtainedFrom: Label
    /// Where to hand it in.
    public let submittedTo: Label

    /// An item of a checklist.
    public init(_ id: ID, name: Label, obtainedFrom: Label = "", submittedTo: Label = "") {
        self.id = id
        self.name = name
        self.obtainedFrom = obtainedFrom
        self.submittedTo = submittedTo
    }
}

/// A matter within a service (requirement A16).
public struct Topic: Hashable, Sendable {
    /// The identifier of a topic.
    public typealias ID = Identifier<Topic>

    /// The topic's identifier, unique in its service.
    public let id: ID
    /// The name that people read.
    public let name: Label
    /// What to have before the meeting, in addition to the service's own list.
    public let checklist: [ChecklistItem]

    /// A topic.
    public init(_ id: ID, name: Label, checklist: [ChecklistItem] = []) {
        self.id = id
        self.name = name
        self.checklist = checklist
    }
}

/// Something that an agency does for people by appointment: what it asks for and how long it takes.
///
///     let advice = Service(
///         "advice", in: "jobseekers", lasting: .minutes(30), gap: Gap(after: .minutes(10)),
///         channels: [.video, .phone])
public struct Service: Hashable, Sendable {
    /// The identifier of a service.
    public typealias ID = Identifier<Service>

    /// The service's identifier.
    public var id: ID
    /// The field it belongs to.
    public var field: Field.ID
    /// The name that people read.
    public var name: Label
    /// The matters it covers; may be empty.
    public var topics: [Topic]
    /// Who may use it; never empty.
    public var audience: Set<Audience>
    /// The length of a meeting, ``Limits/shortestDuration`` … ``Limits/longestDuration``.
    public var duration: Seconds
    /// The length of a meeting with an interpreter; `nil` means ``duration``.
    public var interpretedDuration: Seconds?
    /// The gap that it asks for on the counsellor's calendar.
    public var gap: Gap
    /// Other gaps for certain channels, instead of ``gap``.
    public var channelGaps: [Channel: Gap]
    /// How it may take place; never empty.
    public var channels: Set<Channel>
    /// What a counsellor must have, all of it.
    public var skills: Set<Skill.ID>
    /// What to have before the meeting.
    public var checklist: [ChecklistItem]
    /// How long before its start an appointment must be made, at least.
    public var minimumNotice: Seconds
    /// How many days ahead an appointment may start: 0 is today, by the office's calendar.
    public var horizon: Int
    /// The grid of starts in minutes of the wall clock since midnight, 1 … 1,440.
    public var startGrid: Int
    /// Whether a meeting in the office takes a room.
    public var needsRoom: Bool
    /// How many appointments may share one time of a counsellor, 1 … ``Limits/largestCapacity``:
    /// more than one makes it a group session (requirement A23).
    public var capacity: Int

    /// A service; see the properties for units and ranges, which are checked when it is defined.
    public init(
        _ id: ID, in field: Field.ID, name: Label = "", topics: [Topic] = [],
        for audience: Set<Audience> = [.registered], lasting duration: Seconds,
        interpretedDuration: Seconds? = nil, gap: Gap = .none, channelGaps: [Channel: Gap] = [:],
        channels: Set<Channel> = [.video], skills: Set<Skill.ID> = [],
        checklist: [ChecklistItem] = [], minimumNotice: Seconds = .zero, horizon: Int = 60,
        startGrid: Int = 5, needsRoom: Bool = false, capacity: Int = 1
    ) {
        self.id = id
        self.field = field
        self.name = name
        self.topics = topics
        self.audience = audience
        self.duration = duration
        self.interpretedDuration = interpretedDuration
        self.gap = gap
        self.channelGaps = channelGaps
        self.channels = channels
        self.skills = skills
        self.checklist = checklist
        self.minimumNotice = minimumNotice
        self.horizon = horizon
        self.startGrid = startGrid
        self.needsRoom = needsRoom
        self.capacity = capacity
    }

    /// The gap for a channel: its own, or the service's.
    public func gap(on channel: Channel) -> Gap { channelGaps[channel] ?? gap }
}
