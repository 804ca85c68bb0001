/// An office: where its counsellors belong, when it is open and which areas it serves.
///
/// An appointment lies within the opening hours of its counsellor's office, on every channel
/// (requirements A13, A14); gaps may lie outside them.
public struct Office: Hashable, Sendable {
    /// The identifier of an office.
    public typealias ID = Identifier<Office>
    /// The identifier of a region.
    public typealias Region = Identifier<OfficeRegion>
    /// The identifier of an area: a municipality or postal code, as the agency cuts its territory.
    public typealias Area = Identifier<OfficeArea>

    /// The office's identifier.
    public var id: ID
    /// The name that people read.
    public var name: Label
    /// The IANA name of its time zone; its rules must have been given before.
    public var zone: String
    /// The region it belongs to, if any.
    public var region: Region?
    /// The areas it serves.
    public var areas: Set<Area>
    /// The weekly opening hours.
    public var hours: WeeklyHours
    /// Other hours on certain dates; the last that names a date holds, and holds over holidays.
    public var exceptions: [DatedException]
    /// The holidays on which it is closed, if any.
    public var holidays: HolidayCalendar.ID?
    /// What it offers to whoever needs it: `step-free`, `induction-loop`.
    public var facilities: Set<Facility>

    /// An office.
    public init(
        _ id: ID, name: Label = "", zone: String, region: Region? = nil, areas: Set<Area> = [],
        hours: WeeklyHours, exceptions: [DatedException] = [], holidays: HolidayCalendar.ID? = nil,
        facilities: Set<Facility> = []
    ) {
        self.id = id
        self.name = name
        self.zone = zone
        self.region = region
        self.areas = areas
        self.hours = hours
        self.exceptions = exceptions
        self.holidays = holidays
        self.facilities = facilities
    }
}

/// Tells identifiers of regions from others.
public enum OfficeRegion {}
/// Tells identifiers of areas from others.
public enum OfficeArea {}
/// Tells identifiers of facilities from others.
public enum FacilityKind {}
/// Something that an office or a room has and a person may need, from an open list (A4).
public typealias Facility = Identifier<FacilityKind>

/// A room of an office; a meeting in the office may need one (``Service/needsRoom``).
public struct Room: Hashable, Sendable {
    /// The identifier of a room.
    public typealias ID = Identifier<Room>

    /// The room's identifier.
    public var id: ID
    /// The office it is in.
    public var office: Office.ID
    /// The name that people read.
    public var name: Label
    /// What it offers besides what its office does.
    public var facilities: Set<Facility>

    /// A room.
    public init(_ id: ID, in office: Office.ID, name: Label = "", facilities: Set<Facility> = []) {
        self.id = id
        self.office = office
        self.name = name
        self.facilities = facilities
    }
}
