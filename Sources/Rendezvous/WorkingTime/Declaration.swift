/// Somebody whose working time is declared.
public enum Worker: Hashable, Sendable {
    /// A counsellor.
    case counsellor(Counsellor.ID)
    /// An interpreter.
    case interpreter(Interpreter.ID)

    /// The catalogue entry of the worker.
    public var reference: EntryReference {
        switch self {
        case .counsellor(let id): .counsellor(id)
        case .interpreter(let id): .interpreter(id)
        }
    }
}

extension Worker: CustomStringConvertible {
    /// The form `counsellor (c-17)`.
    public var description: String { reference.description }
}

/// How working time is spent: at the workplace or at a distance (requirement E10).
public enum WorkPlace: String, Hashable, Sendable, CaseIterable {
    /// At the workplace (ERGANI `ΕΡΓ`).
    case onSite
    /// At a distance: remote channels only (ERGANI `ΤΗΛ`).
    case telework
}

/// A declared stretch of work.
public struct WorkStretch: Hashable, Sendable {
    /// From when to when, by the worker's wall clock; may cross midnight.
    public let span: CivilSpan
    /// Where.
    public let place: WorkPlace

    /// A stretch of work.
    public init(_ span: CivilSpan, at place: WorkPlace = .onSite) {
        self.span = span
        self.place = place
    }
}

/// A break inside working hours, kept free of appointments and their gaps (requirement E1).
public enum Break: Hashable, Sendable {
    /// A break at a fixed place.
    case fixed(CivilSpan)
    /// A break of some length, anywhere in a window of the day; one such place stays free.
    case floating(Seconds, within: CivilSpan)
}

/// What is declared for one day. No stretches: a day of rest.
public struct DayTimetable: Hashable, Sendable {
    /// The stretches of work that start on the day.
    public let stretches: [WorkStretch]
    /// The breaks in them.
    public let breaks: [Break]

    /// A day's timetable.
    public init(_ stretches: [WorkStretch] = [], breaks: [Break] = []) {
        self.stretches = stretches
        self.breaks = breaks
    }

    /// One stretch of work at the workplace.
    public init(from: CivilTime, to: CivilTime, breaks: [Break] = []) {
        self.init([WorkStretch(CivilSpan(from, to))], breaks: breaks)
    }

    /// A day without work.
    public static let rest = DayTimetable()
}

/// A kind of leave as the agency names it, from an open list.
public typealias LeaveType = Identifier<Leave>

/// Time off, declared before or after the fact (requirement E7).
public struct Leave: Hashable, Sendable {
    /// How much of the time is taken.
    public enum Extent: Hashable, Sendable {
        /// Whole days: the timetables that start on them fall away.
        case days(DateRange)
        /// Some hours of one day, subtracted from it.
        case hours(CivilDate, CivilSpan)
    }

    /// The kind of leave.
    public let type: LeaveType
    /// When.
    public let extent: Extent
    /// How many days of leave are taken within whole days, 0 … ``Limits/mostDays``, where that was
    /// said; it changes nothing about when somebody works.
    public let count: Int?

    /// A leave.
    public init(_ type: LeaveType, _ extent: Extent, counting count: Int? = nil) {
        self.type = type
        self.extent = extent
        self.count = count
    }
}

/// A declaration of somebody's working time, as submitted (requirements E1–E8, E11).
///
/// Declared time is bitemporal: what holds for a moment, as known at a moment. Where timetables
/// overlap, the one submitted last holds; which part of it is decided by ``Precedence``.
public struct Declaration: Hashable, Sendable {
    /// The identifier of a declaration: its protocol number.
    public typealias ID = Identifier<Declaration>

    /// What is declared.
    public enum Content: Hashable, Sendable {
        /// A timetable of seven days, Monday first, that repeats while it holds (E4).
        case weekly([DayTimetable], DateRange)
        /// The same timetable for each day of a period, most often a single day (E5).
        case daily(DayTimetable, DateRange)
        /// Leave as granted, declared before or after the fact (E7).
        case leave(Leave)
        /// Leave as planned: it takes time away like ``leave(_:)`` and has yet to be declared (E7).
        case planned(Leave)
        /// Overtime: adds to the timetables, whichever was submitted last (E8).
        case overtime(Overtime)
        /// The contract side, for some dates (E1, E2).
        case contract(Contract, DateRange)
        /// The two dates from which working time is declared and the card used (E11).
        case inclusion(Inclusion)
    }

    /// The declaration's identifier.
    public let id: ID
    /// Whose time it is.
    public let worker: Worker
    /// When it was submitted; of two submitted at once, the later in the log is the later.
    public let submitted: Instant
    /// What is declared.
    public let content: Content

    /// A declaration.
    public init(_ id: ID, of worker: Worker, submitted: Instant, _ content: Content) {
        self.id = id
        self.worker = worker
        self.submitted = submitted
        self.content = content
    }
}

/// Where declared timetables overlap, which part the later one replaces (requirement E6).
public enum Precedence: String, Hashable, Sendable, CaseIterable {
    /// For each stretch of time, the declaration submitted last that speaks for it holds: a
    /// timetable speaks for the whole of its days and for what it adds past the last midnight.
    case stretch
    /// For each calendar date, the declaration submitted last holds for all that starts on it.
    case date
}
