/// Entries of the ledger moved and taken out for a question, with their calendars.
extension Agenda {
    /// Replaces an entry, on the calendars too.
    mutating func replace(_ index: Int, by entry: Ledger.Entry) {
        let old = ledger.entries[index]
        if old.status.occupies { calendars.remove(index, old) }
        ledger.change(index) { $0 = entry }
        if entry.status.occupies { calendars.insert(index, entry) }
    }

    /// Takes an appointment out.
    mutating func take(_ index: Int) {
        var entry = ledger.entries[index]
        entry.status = .cancelled
        replace(index, by: entry)
    }

    /// Books an entry at a placement that may stand there.
    mutating func put(_ index: Int, at spot: Spot, for question: Question) {
        var entry = ledger.entries[index]
        let force = inForce(spot, question)
        let interpreter = spot.interpreter.flatMap { number in
            force.flatMap { supply.catalogue.interpreters.value(number, on: $0.date) }
        }
        entry.start = spot.interval.start.secondsSince1970
        entry.length = Int32(spot.interval.length.count)
        entry.counsellor = Int32(spot.counsellor)
        entry.interpreter = Int32(spot.interpreter ?? -1)
        entry.room = Int32(spot.room ?? -1)
        entry.channel = spot.channel
        entry.gap = Ledger.StoredGap(force?.gap ?? .none)
        entry.interpreterGap = Ledger.StoredGap(interpreter?.gap ?? .none)
        entry.status = .booked
        replace(index, by: entry)
    }

    /// Notes that an appointment left its time.
    mutating func noteFreed(_ old: Ledger.Entry, movedTo new: Ledger.Entry, at instant: Instant) {
        ledger.free(old, movedTo: new, at: instant)
    }
}

extension Spot {
    /// Where an entry stands.
    init(_ entry: Ledger.Entry) {
        self.init(
            entry.interval, entry.channel, counsellor: Int(entry.counsellor),
            interpreter: entry.interpreter < 0 ? nil : Int(entry.interpreter),
            room: entry.room < 0 ? nil : Int(entry.room))
    }
}
