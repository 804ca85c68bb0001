internal import Rendezvous

/// A worker's days for the terminal: a row a day, a character each half hour, a second row where
/// the work card knows something.
struct TimetableText {
    let days: [TimetableDay]
    let worker: Worker
    let zone: ZoneRules
    private static let cell = Seconds.minutes(30)

    /// The half hours of the day that are shown.
    private var cells: Range<Int> {
        var (first, last) = (16, 32)
        for day in days {
            let booked = IntervalSet(day.appointments.map(\.interval)).clipped(to: day.day)
            let all = [day.working, day.leave, day.clocked, booked].reduce(IntervalSet()) {
                $0.union($1)
            }
            // A whole day of leave says nothing about hours.
            for interval in all.intervals where interval.length < .hours(20) {
                first = min(first, Int((interval.start - day.day.start).count / 1_800))
                last = max(last, Int(((interval.end - day.day.start).count + 1_799) / 1_800))
            }
        }
        return (first / 2 * 2)..<max(first + 2, last)
    }

    var text: String {
        let cells = cells
        var text = "\(worker)\n  \(Text.padded("", to: 12))"
        for cell in cells where cell % 4 == 0 {
            text += Text.padded(String(cell / 2 % 24), to: 4)
        }
        text += "\n"
        for day in days {
            let line = cells.map { mark(day, $0) }.joined()
            text += "  \(Text.padded(Text.day(day.date), to: 12))\(line)  "
            text += "\(day.working.length)\n"
            if !day.clocked.isEmpty {
                let card = cells.map { clocked(day, $0) ? "═" : " " }.joined()
                text += "  \(Text.padded("  card", to: 12))\(card)  \(day.clocked.length)\n"
            }
        }
        return text + "  █ meeting  · declared  ~ telework  + overtime  x leave  ═ card\n"
    }

    private func part(_ day: TimetableDay, _ cell: Int) -> Interval? {
        let start = day.day.start + Self.cell * Int64(cell)
        return Interval(start: start, end: start + Self.cell)
    }

    private func mark(_ day: TimetableDay, _ cell: Int) -> String {
        guard let part = part(day, cell) else { return " " }
        if day.appointments.contains(where: { $0.interval.overlaps(part) }) { return "█" }
        if day.overtime.overlaps(part) { return "+" }
        if day.telework.overlaps(part) { return "~" }
        if day.working.overlaps(part) { return "·" }
        return day.leave.overlaps(part) ? "x" : " "
    }

    private func clocked(_ day: TimetableDay, _ cell: Int) -> Bool {
        part(day, cell).map { day.clocked.overlaps($0) } ?? false
    }
}
