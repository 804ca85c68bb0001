internal import Rendezvous

/// Times to choose from, a section a day and a button a time.
struct SlotList {
    let visit: Visit
    let zone: ZoneRules

    /// The days of some starts.
    func days(_ starts: [Instant]) -> HTML {
        let byDate = Dictionary(grouping: starts) { zone.local($0).date }
        return byDate.keys.sorted().html { date in day(date, byDate[date] ?? []) }
    }

    /// A day: a few times well apart at first sight, and all of them on demand.
    private func day(_ date: CivilDate, _ starts: [Instant]) -> HTML {
        let few = Self.apart(starts, zone)
        let all: HTML =
            few.count == starts.count
            ? HTML()
            : """
            <details><summary>\(visit.say(.allTimes, visit.language.text(starts.count)))\
            <span class="unseen"> – \(visit.language.text(date))</span></summary>\
            <ul class="slots">\(starts.html { slot($0, date) })</ul></details>
            """
        return """
            <section class="day" aria-labelledby="day-\(date.description)">\
            <h2 id="day-\(date.description)">\(visit.day(date))</h2>\
            <ul class="slots">\(few.html { slot($0, date) })</ul>\(all)</section>
            """
    }

    private func slot(_ start: Instant, _ date: CivilDate) -> HTML {
        """
        <li><button type="submit" name="start" value="\(String(start.secondsSince1970))" \
        class="slot"><span class="unseen">\(visit.language.text(date)), </span>\
        \(visit.clock(start, zone))</button></li>
        """
    }

    /// Starts on half hours; where a stretch has none, its first.
    static func apart(_ starts: [Instant], _ zone: ZoneRules) -> [Instant] {
        var few: [Instant] = []
        let half = Seconds.minutes(30)
        let round = Set(starts.filter { zone.local($0).time.secondOfDay % 1_800 == 0 })
        for start in starts {
            let past = zone.local(start).time.secondOfDay % 1_800
            let next = start + Seconds(Int64(1_800 - past))
            let isFar = few.last.map { start - $0 >= half } ?? true
            if past == 0 || (isFar && !round.contains(next)) { few.append(start) }
        }
        return few
    }

    /// Earlier and later days.
    func pager(
        _ dates: DateRange, today: CivilDate, last: CivilDate, _ address: (CivilDate) -> String
    ) -> HTML {
        func link(_ date: CivilDate, _ words: Words) -> HTML {
            "<a class=\"button quiet\" href=\"\(address(date))\">\(visit.say(words))</a>"
        }
        let earlier = max(today, dates.first.advanced(by: -BookingWish.days))
        var parts = HTML()
        if dates.first > today { parts += link(earlier, .earlier) }
        if dates.last < last { parts += link(dates.last.advanced(by: 1), .laterDays) }
        return parts.isEmpty
            ? parts : "<nav class=\"pager\" aria-label=\"\(visit.say(.otherDays))\">\(parts)</nav>"
    }
}
