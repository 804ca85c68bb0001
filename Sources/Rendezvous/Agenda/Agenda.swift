/// The state that a log of events adds up to: who is to meet whom, and everything that decides who
/// else can.
///
///     var agenda = try Agenda(agency)
///     if case .found(let openings) = try agenda.openings(for: request, at: now) {
///         let events = try agenda.decide(.book(openings[0].placement, for: request), at: now)
///         store(events)                    // the caller owns the clock and the disk
///         try agenda.apply(events)
///     }
///
/// An agenda is a value: a copy is a what-if. It reads no clock, draws no random numbers and starts
/// no threads.
public struct Agenda: Sendable {
    /// Zones, holidays, catalogue, declarations and policies.
    var supply: Supply
    /// The appointments.
    var ledger = Ledger()
    /// The holds and proposals that have not been answered, cancelled or noted as lapsed, by expiry
    /// and number.
    var holds: [Hold] = []
    /// Who is registered as what.
    var registrations = Registrations()
    /// Segments, classes of priority and everybody's case.
    var cases = Cases()
    /// The people with a salt.
    var salted: Set<Subject.ID> = []
    /// The calendars, drawn from supply and ledger; nothing in them is state of its own.
    var calendars: Calendars
    /// What searches leave behind for the next; not part of the state.
    var cache = StartCache()
    /// A number that no other state has, in this agenda or another; not part of the state.
    private(set) var version = Stamps.next()

    /// A hold or proposal that is still open.
    struct Hold: Hashable, Sendable {
        let expires: Instant
        let appointment: Appointment.ID
    }

    /// The state of an agency that has no appointments yet.
    ///
    /// - Complexity: linear in the counsellors times the days covered.
    public init(_ agency: Agency) {
        supply = agency.supply
        calendars = Calendars()
        calendars.draw(supply, ledger, around: agency.founded)
    }

    /// The state that the events of a log add up to; policies in it may name the rules given here.
    ///
    /// - Throws: ``LogError`` at the first event that cannot follow the ones before it.
    /// - Complexity: linear in the events; calendars are drawn once, at the end.
    public init(
        replaying events: some Sequence<Event>, rules: CustomRules = CustomRules()
    ) throws(LogError) {
        supply = Supply(rules)
        calendars = Calendars()
        var last = Instant(secondsSince1970: 0)
        for (index, event) in events.enumerated() {
            try follow(event, index: index)
            last = event.at
        }
        calendars.draw(supply, ledger, around: last)
    }

    /// Takes in what happened.
    ///
    /// - Throws: ``LogError`` if an event cannot follow; the agenda is then as it was.
    /// - Complexity: O(log *n*) an appointment, in the appointments of its people; a change of the
    ///   supply draws the calendars that it concerns anew.
    public mutating func apply(_ events: some Sequence<Event>) throws(LogError) {
        let events = Array(events)
        defer { version = Stamps.next() }
        if events.count == 1, events[0].change.isCheckedFirst {
            return try take(events[0], index: 0)
        }
        let undo = Undo(self, events)
        var before: [(index: Int, entry: Ledger.Entry)] = []
        for (index, event) in events.enumerated() {
            for id in ledger.appointments(of: event.change) {
                if let old = ledger.index(of: id) { before.append((old, ledger.entries[old])) }
            }
            do throws(LogError) {
                try take(event, index: index)
            } catch {
                undo.restore(&self)
                ledger.restore(before, undo.ledger)
                cache = StartCache()
                calendars.draw(supply, ledger, over: calendars.dates)
                throw error
            }
        }
    }

    /// Follows an event and brings the calendars up to it.
    private mutating func take(_ event: Event, index: Int) throws(LogError) {
        let ids = ledger.appointments(of: event.change)
        var old: [(index: Int, entry: Ledger.Entry)] = []
        for id in ids {
            if let index = ledger.index(of: id) { old.append((index, ledger.entries[index])) }
        }
        try follow(event, index: index)
        var touched: [Int] = []
        for id in ids { if let index = ledger.index(of: id) { touched.append(index) } }
        redraw(event, touched, old: old)
    }

    /// How an agenda was before some events, as far as they may change it; its appointments apart.
    private struct Undo {
        let ledger: Ledger.Mark
        private let holds: [Hold]
        /// `nil` if a single event is to follow: it is checked before it changes anything.
        private let supply: Supply?
        private let known: KnownPeople.Mark
        private let files: Registrations.Mark
        private let cases: Cases.Mark
        private let salted: [(person: Subject.ID, had: Bool)]
        /// Whether the zones decide anew when people are away.
        private let zones: Bool

        init(_ agenda: Agenda, _ events: [Event]) {
            ledger = agenda.ledger.mark
            holds = agenda.holds
            supply = events.count > 1 ? agenda.supply.withoutPeople : nil
            let people = Set(events.compactMap(\.change.person))
            known = agenda.supply.people.mark(of: people)
            files = agenda.registrations.mark(of: people)
            cases = agenda.cases.mark(of: people)
            let salted = agenda.salted
            self.salted = people.map { ($0, salted.contains($0)) }
            zones = events.contains { if case .zoneGiven = $0.change { true } else { false } }
        }

        func restore(_ agenda: inout Agenda) {
            agenda.holds = holds
            if let supply { agenda.supply.restore(supply, known) }
            agenda.registrations.restore(files)
            agenda.cases.restore(cases)
            for (person, had) in salted where !had { agenda.salted.remove(person) }
            for (person, had) in salted where had { agenda.salted.insert(person) }
            guard zones else { return }
            for person in agenda.registrations.files.keys { agenda.noteAbsences(of: person) }
        }
    }

    /// Brings the calendars up to an event that was followed.
    private mutating func redraw(
        _ event: Event, _ touched: [Int], old: [(index: Int, entry: Ledger.Entry)]
    ) {
        if case .defined(.service, _) = event.change {
            calendars.draw(supply, ledger, around: event.at)
        } else if calendars.covers(event.at) {
            calendars.follow(event.change, touched, old: old, supply, ledger)
        } else {
            calendars.draw(supply, ledger, around: event.at)
        }
    }

    /// The number of appointments ever made.
    public var appointmentCount: Int { ledger.entries.count }

    /// An appointment, or `nil` if there is none of this number.
    ///
    /// - Complexity: O(1).
    public subscript(id: Appointment.ID) -> Appointment? {
        guard let index = ledger.index(of: id) else { return nil }
        let entry = ledger.entries[index]
        let catalogue = supply.catalogue
        let partner = entry.partner < 0 ? nil : Appointment.ID(Int(entry.partner) + 1)
        return Appointment(
            id: id, party: ledger.party(of: entry),
            service: catalogue.services.ids[Int(entry.service)],
            topic: entry.topic < 0 ? nil : ledger.topics[entry.topic],
            placement: Placement(
                entry.interval, on: entry.channel,
                with: catalogue.counsellors.ids[Int(entry.counsellor)],
                interpreter: entry.interpreter < 0
                    ? nil : catalogue.interpreters.ids[Int(entry.interpreter)],
                in: entry.room < 0 ? nil : catalogue.rooms.ids[Int(entry.room)]),
            gap: entry.gap.gap, interpreterGap: entry.interpreterGap.gap, status: entry.status,
            expires: entry.expires == .max ? nil : Instant(secondsSince1970: entry.expires),
            cancellation: entry.cancellation, revision: Int(entry.revision),
            moves: entry.isProposal ? partner : nil, proposal: entry.isProposal ? nil : partner,
            meeting: ledger.meeting(of: entry))
    }

    /// All appointments in order of number.
    public var appointments: some Sequence<Appointment> {
        (1...max(1, ledger.entries.count)).lazy.compactMap { self[Appointment.ID($0)] }
    }
}

extension Change {
    /// Whether all that could speak against it is checked before anything changes.
    fileprivate var isCheckedFirst: Bool {
        switch self {
        case .booked, .held, .confirmed, .arrived, .fulfilled, .missed: true
        default: false
        }
    }
}

/// An event that cannot follow the events before it: the log is not one that this engine wrote.
public struct LogError: Error, Hashable, Sendable {
    /// The position of the event among those given, from 0.
    public let index: Int
    /// What is wrong.
    public let message: String
}

extension LogError: CustomStringConvertible {
    /// The position and what is wrong.
    public var description: String { "event \(index): \(message)." }
}
