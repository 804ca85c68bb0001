/// Somebody who meets people for the agency.
///
/// When they can be booked follows from what is declared for them, the opening hours of their
/// office, their position's hours and their own restriction (requirement A13).
public struct Counsellor: Hashable, Sendable {
    /// The identifier of a counsellor: an opaque reference.
    public typealias ID = Identifier<Counsellor>

    /// The counsellor's identifier.
    public var id: ID
    /// The office they belong to.
    public var office: Office.ID
    /// The position they hold, if it has hours of its own.
    public var position: Position.ID?
    /// The services they offer; `nil` means every service whose skills they have.
    public var services: Set<Service.ID>?
    /// What they are qualified for.
    public var skills: Set<Skill.ID>
    /// The languages they master, by modality.
    public var communications: Set<Communication>
    /// The channels they serve.
    public var channels: Set<Channel>
    /// The gap that they need, whatever the service.
    public var gap: Gap
    /// When they may be booked, if not at all hours of their work.
    public var bookableHours: WeeklyHours?
    /// The most appointments in one day of their office, 1 … ``Limits/largestDailyLimit``, or any.
    public var dailyLimit: Int?

    /// A counsellor.
    public init(
        _ id: ID, at office: Office.ID, position: Position.ID? = nil,
        offers services: Set<Service.ID>? = nil, skills: Set<Skill.ID> = [],
        communications: Set<Communication> = [], channels: Set<Channel> = Set(Channel.allCases),
        gap: Gap = .none, bookableHours: WeeklyHours? = nil, dailyLimit: Int? = nil
    ) {
        self.id = id
        self.office = office
        self.position = position
        self.services = services
        self.skills = skills
        self.communications = communications
        self.channels = channels
        self.gap = gap
        self.bookableHours = bookableHours
        self.dailyLimit = dailyLimit
    }
}

/// Somebody who interprets: a second resource, chosen by language and modality and held together
/// with the counsellor or not at all (requirements A4, A9).
public struct Interpreter: Hashable, Sendable {
    /// The identifier of an interpreter: an opaque reference.
    public typealias ID = Identifier<Interpreter>

    /// The interpreter's identifier.
    public var id: ID
    /// The languages they interpret, by modality.
    public var communications: Set<Communication>
    /// The channels they serve.
    public var channels: Set<Channel>
    /// The offices to which they come; `nil` means all.
    public var offices: Set<Office.ID>?
    /// The gap that they need between two appointments.
    public var gap: Gap
    /// The IANA name of the zone by whose clock their working time is declared.
    public var zone: String

    /// An interpreter.
    public init(
        _ id: ID, communications: Set<Communication>,
        channels: Set<Channel> = Set(Channel.allCases), offices: Set<Office.ID>? = nil,
        gap: Gap = .none, zone: String
    ) {
        self.id = id
        self.communications = communications
        self.channels = channels
        self.offices = offices
        self.gap = gap
        self.zone = zone
    }
}
