package import Rendezvous

extension CivilDate: TextValue {
    package static var demand: String { "a date such as \"2026-11-23\"" }

    package init?(documentText text: String) { self.init(text) }

    package var documentText: String { description }
}

extension Instant: TextValue {
    package static var demand: String {
        "an instant such as \"2026-11-24T08:00:00Z\" or \"2026-11-24T10:00:00+02:00\""
    }

    package init?(documentText text: String) {
        guard let instant = TextForms.instant(text) else { return nil }
        self = instant
    }

    package var documentText: String { description }
}

extension Seconds: TextValue {
    package init(reading node: Node) throws(DocumentError) {
        guard node.isText, let value = Seconds(documentText: node.content) else {
            // Whoever writes a number means minutes, most likely.
            let minutes = try? node.integer(1...1_440)
            throw node.refused(
                "must be \(Self.demand)", hint: minutes.map { "it is \"PT\($0)M\"" } ?? "")
        }
        self = value
    }

    package static var demand: String {
        "a length of time such as \"PT30M\", \"PT1H30M\" or \"PT45S\""
    }

    package init?(documentText text: String) {
        guard let length = TextForms.seconds(text) else { return nil }
        self = length
    }

    package var documentText: String { TextForms.text(self) }
}

extension CivilSpan: TextValue {
    package static var demand: String { "a stretch of the clock such as \"08:00-15:00\"" }

    package init?(documentText text: String) {
        guard let span = TextForms.span(text) else { return nil }
        self = span
    }

    package var documentText: String { description }
}

extension Weekday: TextValue {
    /// The names of the days in documents, Monday first.
    package static let words: KeyValuePairs<String, Weekday> = [
        "monday": .monday, "tuesday": .tuesday, "wednesday": .wednesday, "thursday": .thursday,
        "friday": .friday, "saturday": .saturday, "sunday": .sunday,
    ]

    package static var demand: String { "a day of the week such as \"monday\"" }

    package init?(documentText text: String) {
        guard let day = Self.words.first(where: { $0.key == text })?.value else { return nil }
        self = day
    }

    package var documentText: String { Self.words.first { $0.value == self }?.key ?? "" }
}

extension DateRange: DocumentValue {
    /// A period in whole days; a side that is missing is open.
    package init(reading node: Node) throws(DocumentError) {
        let members = try node.members(["from", "to"])
        let first = try members.value("from", else: CivilDate.min)
        guard let dates = DateRange(from: first, to: try members.value("to", else: .max)) else {
            throw (members["to"] ?? node).refused("must not be before from (\(first))")
        }
        self = dates
    }

    package var written: JSONOutput {
        .members(["from": first.written(unless: .min), "to": last.written(unless: .max)])
    }
}

extension Interval: DocumentValue {
    package init(reading node: Node) throws(DocumentError) {
        try self.init(node.members(["start", "end"]))
    }

    /// The interval of the members `start` and `end`.
    init(_ members: Members) throws(DocumentError) {
        let start: Instant = try members.value("start")
        guard let interval = Interval(start: start, end: try members.value("end")) else {
            throw try members.required("end").refused("must be later than start (\(start))")
        }
        self = interval
    }

    package var written: JSONOutput { .members(["start": start.written, "end": end.written]) }
}

extension WeeklyHours: DocumentValue {
    package init(reading node: Node) throws(DocumentError) {
        self.init(try Dictionary(reading: node, by: Weekday.words))
    }

    package var written: JSONOutput {
        .object(
            Weekday.words.compactMap { word, day in
                self[day].isEmpty ? nil : (word, self[day].written)
            })
    }
}

extension Gap: DocumentValue {
    package init(reading node: Node) throws(DocumentError) {
        let members = try node.members(["before", "after"])
        self.init(
            before: try members.value("before", else: .zero),
            after: try members.value("after", else: .zero))
    }

    package var written: JSONOutput {
        .members(["before": before.written(unless: .zero), "after": after.written(unless: .zero)])
    }
}
