/// The rows on which something has expired at the instant of a question, drawn as they are then.
///
/// Holds stand on the boards until their lapse is noted, which the next decision does; a question
/// asked in between sees their time as free through these rows.
struct FreshRows: Sendable {
    private(set) var counsellors: [Int: Roster] = [:]
    private(set) var interpreters: [Int: Roster] = [:]
    private(set) var rooms: [Int: Roster] = [:]

    var areNone: Bool { counsellors.isEmpty }

    /// - Complexity: O(1) if nothing has expired; else linear in the rows concerned.
    init(_ agenda: borrowing Agenda, _ calendars: borrowing Calendars, at instant: Instant) {
        for hold in agenda.holds {
            guard hold.expires <= instant else { break }
            let entry = agenda.ledger.entries[hold.appointment.number - 1]
            let number = Int(entry.counsellor)
            if counsellors[number] == nil {
                counsellors[number] = calendars.counsellors.fresh(number, at: instant)
            }
            let interpreter = Int(entry.interpreter)
            if interpreter >= 0, interpreters[interpreter] == nil {
                interpreters[interpreter] = calendars.interpreters.fresh(interpreter, at: instant)
            }
            let room = Int(entry.room)
            if room >= 0, rooms[room] == nil {
                rooms[room] = calendars.rooms.fresh(room, at: instant)
            }
        }
    }

    /// The starts of a counsellor in a word.
    func starts(
        ofCounsellor number: Int, _ shape: StartShape, word: Int, _ calendars: Calendars
    ) -> UInt64 {
        if !counsellors.isEmpty, let fresh = counsellors[number] {
            return fresh.starts(0, shape, word: word)
        }
        return calendars.counsellors.starts(number, shape, word: word)
    }

    /// The starts of a member of a pool in a word.
    func starts(
        ofMember position: Int, _ pool: Search.Pool, word: Int, _ calendars: Calendars
    ) -> UInt64 {
        let (number, shape) = (pool.members[position], pool.shapes[position])
        let own = pool.usesInterpreters ? interpreters : rooms
        if !own.isEmpty, let fresh = own[number] { return fresh.starts(0, shape, word: word) }
        let roster = pool.usesInterpreters ? calendars.interpreters : calendars.rooms
        return roster.starts(number, shape, word: word)
    }

    /// Whether somebody's boards decide alone; with `butGaps` once it is known if their gap fits.
    func isExact(counsellor number: Int, _ calendars: Calendars, butGaps: Bool) -> Bool {
        if !counsellors.isEmpty, let fresh = counsellors[number] {
            return butGaps ? fresh.isExactButGaps(0) : fresh.isExact(0)
        }
        return butGaps
            ? calendars.counsellors.isExactButGaps(number) : calendars.counsellors.isExact(number)
    }

    func isExact(_ pool: Search.Pool, _ calendars: Calendars, butGaps: Bool) -> Bool {
        let shared = pool.usesInterpreters ? calendars.interpreters : calendars.rooms
        let own = pool.usesInterpreters ? interpreters : rooms
        return pool.members.allSatisfy { number in
            if !own.isEmpty, let fresh = own[number] {
                return butGaps ? fresh.isExactButGaps(0) : fresh.isExact(0)
            }
            return butGaps ? shared.isExactButGaps(number) : shared.isExact(number)
        }
    }
}
