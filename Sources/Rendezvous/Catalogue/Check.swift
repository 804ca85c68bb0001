/// Checks of values that come in, with messages of one form: what, the value, what is allowed.
enum Check {
    /// Refuses an identifier that breaks the rules of ``Identifier/rawValue``.
    static func identifier<T>(_ id: Identifier<T>, of what: String) throws(Refusal) {
        guard id.isValid else {
            throw Refusal(
                .invalidValue,
                "identifier of \(what) (\"\(id.rawValue.prefix(80))\") must be 1 … "
                    + "\(Limits.identifierBytes) bytes without spaces and control characters")
        }
    }

    /// Refuses a text that is too long for a label.
    static func label(_ label: Label, of what: String) throws(Refusal) {
        for entry in label.entries where entry.text.utf8.count > Limits.labelBytes {
            throw Refusal(
                .invalidValue,
                "text of \(what) in \(entry.language) (\(entry.text.utf8.count) bytes) must be at "
                    + "most \(Limits.labelBytes) bytes")
        }
    }

    /// Refuses a length of time outside a range.
    static func length(
        _ length: Seconds, _ what: String, in range: ClosedRange<Seconds>
    ) throws(Refusal) {
        guard range.contains(length) else {
            throw Refusal(
                .invalidValue,
                "\(what) (\(length)) must be \(range.lowerBound) … \(range.upperBound)")
        }
    }

    /// Refuses a number outside a range.
    static func number(
        _ number: Int, _ what: String, in range: ClosedRange<Int>
    ) throws(Refusal) {
        guard range.contains(number) else {
            throw Refusal(
                .invalidValue,
                "\(what) (\(number)) must be \(range.lowerBound) … \(range.upperBound)"
            )
        }
    }

    /// Refuses a list that is too long.
    static func count(_ count: Int, _ what: String) throws(Refusal) {
        guard count <= Limits.listItems else {
            throw Refusal(
                .limit, "number of \(what) (\(count)) must be at most \(Limits.listItems)")
        }
    }

    /// Refuses a gap out of range.
    static func gap(_ gap: Gap, of what: String) throws(Refusal) {
        try length(gap.before, "gap before of \(what)", in: .zero...Limits.longestGap)
        try length(gap.after, "gap after of \(what)", in: .zero...Limits.longestGap)
    }

    /// Refuses spans of one day that start at 24:00, overlap each other or are too many.
    static func spans(_ spans: [CivilSpan], of what: String) throws(Refusal) {
        try number(spans.count, "number of spans of \(what)", in: 0...Limits.spansPerDay)
        let sorted = spans.sorted()
        for (index, span) in sorted.enumerated() {
            guard span.from < .endOfDay else {
                throw Refusal(.invalidValue, "span of \(what) (\(span)) must start before 24:00")
            }
            guard index + 1 < sorted.count else { continue }
            let next = sorted[index + 1]
            guard !span.crossesMidnight, span.to <= next.from else {
                throw Refusal(
                    .invalidValue, "spans of \(what) (\(span), \(next)) must not overlap",
                    hint: "they should be one span")
            }
        }
    }

    /// Refuses weekly hours with a wrong span.
    static func hours(_ hours: WeeklyHours, of what: String) throws(Refusal) {
        for day in Weekday.allCases { try spans(hours[day], of: "\(day) of \(what)") }
    }
}
