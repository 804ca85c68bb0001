internal import Rendezvous

/// One office's day, a row a counsellor, a character each ten minutes.
struct DayPicture {
    private let agenda: Agenda
    private let office: Office.ID
    private let date: CivilDate
    private let instant: Instant
    private let cell = Seconds.minutes(10)

    init(agenda: Agenda, office: Office.ID, date: CivilDate, at instant: Instant) {
        self.agenda = agenda
        self.office = office
        self.date = date
        self.instant = instant
    }

    var text: String {
        let zone = agenda.zone(of: office) ?? .utc
        let name = agenda.office(office, on: date)?.name.text(in: "en") ?? office.rawValue
        var text = "\(name), \(Text.day(date)) \(date.year)\n"
        let rows = agenda.counsellors.filter { agenda.counsellor($0, on: date)?.office == office }
        let times = rows.compactMap {
            agenda.workingTime(of: .counsellor($0), on: DateRange(date))?.working
        }
        let open = agenda.openingHours(of: office, on: DateRange(date)) ?? IntervalSet()
        let all = times.reduce(open) { $0.union($1) }
        guard let day = zone.day(date), let span = all.clipped(to: day).span else {
            return text + "  closed, and nobody works\n"
        }
        let hour = zone.local(span.start).time.hour
        let start = zone.resolve(date, CivilTime(secondOfDay: hour * 3_600)).earliest
        let cells = Int((span.end - start).count + cell.count - 1) / Int(cell.count)
        text += header(from: start, cells: cells, zone)
        var booked = 0
        for counsellor in rows {
            let (line, count) = row(counsellor, from: start, cells: cells, open)
            text += "  \(Text.padded(counsellor.rawValue, to: 10))\(line)  \(count)\n"
            booked += count
        }
        text += "  █ meeting  ▓ with interpreter  ▒ gap  · free  (blank) not at work or closed\n"
        return text + "  \(booked) meetings, \(rows.count) counsellors\n"
    }

    private func header(from start: Instant, cells: Int, _ zone: ZoneRules) -> String {
        var line = ""
        for index in stride(from: 0, to: cells, by: 6) {
            let time = zone.local(start + cell * Int64(index)).time
            line += Text.padded(time.description, to: min(6, max(5, cells - index)))
        }
        return "  \(Text.padded("", to: 10))\(line)\n"
    }

    private func row(
        _ counsellor: Counsellor.ID, from start: Instant, cells: Int, _ open: IntervalSet
    ) -> (String, Int) {
        let working =
            agenda.workingTime(of: .counsellor(counsellor), on: DateRange(date))?.working
            ?? IntervalSet()
        let bookable = working.intersection(open)
        let whole = Interval(start: start, end: start + cell * Int64(cells)) ?? .always
        let appointments = agenda.appointments(of: counsellor, in: whole, at: instant)
        var line = ""
        for index in 0..<cells {
            let from = start + cell * Int64(index)
            guard let part = Interval(start: from, end: from + cell) else { continue }
            let here = appointments.first { $0.placement.interval.overlaps(part) }
            let near = appointments.contains { appointment in
                let interval = appointment.placement.interval
                let kept = Interval(
                    start: interval.start - appointment.gap.before,
                    end: interval.end + appointment.gap.after)
                return kept?.overlaps(part) ?? false
            }
            if let here {
                line += here.placement.interpreter == nil ? "█" : "▓"
            } else if !bookable.overlaps(part) {
                line += " "
            } else {
                line += near ? "▒" : "·"
            }
        }
        return (line, appointments.count)
    }
}
