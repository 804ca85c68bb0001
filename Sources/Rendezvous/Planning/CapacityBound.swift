/// A simple proven bound: no plan of a part can serve more weight than fits into the free time of
/// its counsellors if requests could be cut to pieces.
enum CapacityBound {
    /// A weight that no plan of the part exceeds.
    ///
    /// Every appointment takes its duration, and the gap after it before the next of the same
    /// counsellor starts; only the last of a free stretch may let its gap run over the end. So in a
    /// stretch the durations with their gaps add up to at most its length plus the longest gap.
    /// Filling the sum of all stretches by weight for time, largest first (Dantzig 1957), bounds
    /// what any plan serves.
    ///
    /// - Complexity: O(*n* log *n*) in the options and free stretches.
    static func weight(of part: PlanningPart, on agenda: Agenda) -> Int {
        // Where appointments may share a time, free time bounds nothing.
        if part.requests.contains(where: { $0.search.mayShareTime }) {
            return part.requests.reduce(0) { $0 + $1.weight }
        }
        var windows: [Int: [Interval]] = [:]
        var items: [(weight: Int, seconds: Int64)] = []
        var longestGap: Int64 = 0
        for request in part.requests {
            var least = Int64.max
            for option in request.search.options {
                let gap = gapAfter(option, request, agenda)
                least = min(least, option.duration.count + gap)
                longestGap = max(longestGap, gap)
            }
            items.append((request.weight, least))
            for counsellor in Set(request.search.options.map(\.counsellor)) {
                windows[counsellor, default: []] += request.search.question.windows?.intervals ?? []
            }
        }
        var capacity: Int64 = 0
        for (counsellor, asked) in windows {
            let row = agenda.calendars.counsellors.rows[counsellor]
            guard agenda.calendars.covers(asked) else { return items.reduce(0) { $0 + $1.weight } }
            let busy = row.diary.entries.filter { $0.expires == .max }.compactMap {
                Interval(
                    start: Instant(secondsSince1970: $0.start),
                    end: Instant(secondsSince1970: $0.end))
            }
            let free = row.base.intersection(IntervalSet(asked)).subtracting(IntervalSet(busy))
            for stretch in free.intervals { capacity += stretch.length.count + longestGap }
        }
        return fill(capacity, with: items)
    }

    /// The shortest gap after an appointment on any channel and version of an option.
    private static func gapAfter(
        _ option: Search.Option, _ request: PlannedRequest, _ agenda: Agenda
    ) -> Int64 {
        let catalogue = agenda.supply.catalogue
        let services = catalogue.services.versions[request.search.question.service].values
        let counsellors = catalogue.counsellors.versions[option.counsellor].values
        let gaps = services.flatMap { service in
            option.channels.flatMap { channel in
                counsellors.map { service.gap(on: channel).widened(by: $0.gap).after.count }
            }
        }
        return gaps.min() ?? 0
    }

    private static func fill(_ capacity: Int64, with items: [(weight: Int, seconds: Int64)]) -> Int
    {
        let sorted = items.enumerated().sorted { left, right in
            let (a, b) = (left.element, right.element)
            let (x, y) = (Int64(a.weight) * b.seconds, Int64(b.weight) * a.seconds)
            return x != y ? x > y : left.offset < right.offset
        }
        var left = capacity
        var weight = 0
        for (_, item) in sorted {
            guard item.seconds <= left else {
                return weight + Int(Int64(item.weight) * max(0, left) / max(1, item.seconds))
            }
            left -= item.seconds
            weight += item.weight
        }
        return weight
    }
}

extension Calendars {
    /// Whether all of some intervals lie in the covered time.
    func covers(_ intervals: [Interval]) -> Bool {
        guard let span = IntervalSet(intervals).span else { return true }
        return covers(span)
    }
}
