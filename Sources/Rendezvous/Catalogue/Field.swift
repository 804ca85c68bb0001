/// A thematic field, the first thing that an applicant chooses (requirements A3, A16).
public struct Field: Hashable, Sendable {
    /// The identifier of a field.
    public typealias ID = Identifier<Field>

    /// The field's identifier.
    public let id: ID
    /// The name that people read.
    public let name: Label

    /// A field.
    public init(_ id: ID, name: Label) {
        self.id = id
        self.name = name
    }
}

/// Something that a service may require of a counsellor: a kind (`employer counsellor`) or a
/// qualification (`EURES`); requirement A22.
public struct Skill: Hashable, Sendable {
    /// The identifier of a skill.
    public typealias ID = Identifier<Skill>

    /// The skill's identifier.
    public let id: ID
    /// The name that people read.
    public let name: Label

    /// A skill.
    public init(_ id: ID, name: Label) {
        self.id = id
        self.name = name
    }
}

/// A work position with bookable hours of its own (requirement A13).
public struct Position: Hashable, Sendable {
    /// The identifier of a position.
    public typealias ID = Identifier<Position>

    /// The position's identifier.
    public let id: ID
    /// The name that people read.
    public let name: Label
    /// When whoever holds the position may be booked, by the clock of their office.
    public let hours: WeeklyHours

    /// A work position.
    public init(_ id: ID, name: Label, hours: WeeklyHours) {
        self.id = id
        self.name = name
        self.hours = hours
    }
}
