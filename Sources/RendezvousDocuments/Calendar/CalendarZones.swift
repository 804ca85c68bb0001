import Rendezvous

/// The zones that a calendar's times are in, each with the time for which its rules are needed.
struct CalendarZones {
    private var zones: [String: (rules: ZoneRules, span: Interval)] = [:]

    /// Notes that an event has its times in a zone.
    mutating func add(_ rules: ZoneRules?, _ interval: Interval) {
        guard let rules, Self.isWritable(rules) else { return }
        guard let known = zones[rules.name] else {
            zones[rules.name] = (rules, interval)
            return
        }
        guard known.rules == rules else { return }
        let span = Interval(
            start: min(known.span.start, interval.start), end: max(known.span.end, interval.end))
        zones[rules.name] = (rules, span ?? interval)
    }

    /// Whether the zone can be named: plain characters only, so that its name is the same as a
    /// parameter and as a text. UTC has a form of its own.
    private static func isWritable(_ rules: ZoneRules) -> Bool {
        rules.name != "UTC"
            && rules.name.utf8.allSatisfy {
                JSONScanner.isLetterOrDigit($0) || "/_+-.".utf8.contains($0)
            }
    }

    /// Start and end of an event as DATE-TIME values, and the parameter that both need.
    func times(
        _ interval: Interval, in rules: ZoneRules?
    ) -> (start: String, end: String, parameter: String) {
        if let rules, zones[rules.name]?.rules == rules,
            let start = Self.local(interval.start, rules), let end = Self.local(interval.end, rules)
        {
            return (start, end, ";TZID=\(rules.name)")
        }
        return (CalendarLines.utc(interval.start), CalendarLines.utc(interval.end), "")
    }

    /// The reading of the clock, or `nil` if it would be understood as another instant: of two
    /// instants with one reading, RFC 5545 takes the first.
    private static func local(_ instant: Instant, _ rules: ZoneRules) -> String? {
        let reading = rules.local(instant)
        guard rules.resolve(reading.date, reading.time).earliest == instant else { return nil }
        return CalendarLines.basic(reading)
    }

    /// Writes the zones, in order of name.
    func write(to lines: inout CalendarLines) {
        for (name, zone) in zones.sorted(by: { $0.key < $1.key }) {
            lines.add("BEGIN", "VTIMEZONE")
            lines.add("TZID", name)
            let transitions = Self.transitions(of: zone.rules, around: zone.span)
            if transitions.first.map({ $0 > zone.span.start }) ?? true {
                Self.writeFixed(zone.rules, zone.span.start, to: &lines)
            }
            for transition in transitions { Self.write(transition, zone.rules, to: &lines) }
            lines.add("END", "VTIMEZONE")
        }
    }

    /// The transitions from the last one before `span` to the first one after it.
    private static func transitions(
        of rules: ZoneRules, around span: Interval
    ) -> [Instant] {
        let year = Seconds.hours(24 * 366)
        var before: [Instant] = []
        var reach = year
        repeat {
            let start = span.start - reach
            before = transitions(of: rules, from: start, to: span.start + Seconds(1))
            guard before.isEmpty, start > .min else { break }
            reach = reach * 4
        } while true
        let inside = transitions(of: rules, from: span.start + Seconds(1), to: span.end)
        let after = transitions(of: rules, from: span.end, to: span.end + year * 2)
        return before.suffix(1) + inside + after.prefix(1)
    }

    private static func transitions(
        of rules: ZoneRules, from start: Instant, to end: Instant
    ) -> [Instant] {
        Interval(start: start, end: end).map { rules.transitions(in: $0) } ?? []
    }

    /// Writes the observance that a transition begins. Zone rules do not keep which of them is
    /// daylight saving: it is said of those that put the clock forward, as in most of the world.
    private static func write(
        _ transition: Instant, _ rules: ZoneRules, to lines: inout CalendarLines
    ) {
        let from = rules.offset(at: transition - Seconds(1))
        let to = rules.offset(at: transition)
        // The onset is a reading of the clock as it was before.
        let onset = ZoneRules.utc.local(transition + from)
        write(onset, from, to, isDaylight: to > from, to: &lines)
    }

    /// Writes the offset that holds from before the first event on.
    private static func writeFixed(
        _ rules: ZoneRules, _ first: Instant, to lines: inout CalendarLines
    ) {
        let offset = rules.offset(at: first)
        let epoch = Instant(secondsSince1970: 0)
        let onset = ZoneRules.utc.local(min(epoch, first - .hours(48)))
        write(onset, offset, offset, isDaylight: false, to: &lines)
    }

    private static func write(
        _ onset: LocalDateTime, _ from: Seconds, _ to: Seconds, isDaylight: Bool,
        to lines: inout CalendarLines
    ) {
        let name = isDaylight ? "DAYLIGHT" : "STANDARD"
        lines.add("BEGIN", name)
        lines.add("DTSTART", CalendarLines.basic(onset))
        lines.add("TZOFFSETFROM", CalendarLines.offset(from))
        lines.add("TZOFFSETTO", CalendarLines.offset(to))
        lines.add("END", name)
    }
}
