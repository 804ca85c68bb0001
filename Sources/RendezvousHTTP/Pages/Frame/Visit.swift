internal import Rendezvous

/// Who looks at a page.
struct Viewer: Hashable, Sendable {
    let principal: Principal

    /// The reference under which forms are given out and actions are noted.
    var reference: String { principal.name }
    /// The person, for somebody who books for themself or others.
    var person: Subject.ID? { principal.person }
    /// Whether they work with the agenda: the pages of operations are theirs.
    var isStaff: Bool { principal.readers == .staff }

    /// Whether they may do something (``Permissions``).
    func may(_ operation: ServiceOperation) -> Bool {
        Permissions.allows(operation, principal.role)
    }
}

/// One look at a page: who, in which language, when, and where they are.
struct Visit: Sendable {
    let language: ExplanationLanguage
    let viewer: Viewer?
    let now: Instant
    /// The path behind the language: `/book/times`.
    let path: String
    let query: FormValues
    let settings: PageSettings
    let tokens: FormToken

    /// A phrase in the page's language.
    func say(_ words: Words, _ values: String...) -> String {
        words.text(in: language, values)
    }

    /// An address of a page in the same language.
    func link(_ path: String, _ values: FormValues = FormValues()) -> String {
        let query = values.encoded
        return "/\(language.rawValue)\(path)" + (query.isEmpty ? "" : "?\(query)")
    }

    /// The name of a label; marked with its language where that is another than the page's.
    func name(_ label: Label?, _ fallback: String) -> HTML {
        guard let label else { return HTML(text: fallback) }
        let text = label.text(in: language.tag)
        guard !text.isEmpty else { return HTML(text: fallback) }
        let entry =
            label.entries.first { $0.language == language.tag }
            ?? label.entries.first { $0.text == text }
        guard let entry, entry.language != language.tag, entry.language.tag != "und" else {
            return HTML(text: text)
        }
        return "<span lang=\"\(entry.language.tag)\">\(text)</span>"
    }

    /// The name of a label as text alone, for titles.
    func plainName(_ label: Label?, _ fallback: String) -> String {
        let text = label?.text(in: language.tag) ?? ""
        return text.isEmpty ? fallback : text
    }

    /// A form that is sent by POST, with its token and the key under which it is carried out once.
    func form(_ path: String, _ content: HTML, kind: String = "stack") -> HTML {
        let token = tokens.issue(to: viewer?.reference ?? "", for: path, at: now)
        return """
            <form method="post" action="\(link(path))" class="\(kind)" novalidate>\
            <input type="hidden" name="form-token" value="\(token)">\
            <input type="hidden" name="form-key" value="\(FormToken.freshKey())">\
            \(content)</form>
            """
    }

    // MARK: Times

    /// A date in words.
    func day(_ date: CivilDate) -> HTML {
        "<time datetime=\"\(date.description)\">\(language.text(date))</time>"
    }

    /// A time of day.
    func time(_ instant: Instant, _ zone: ZoneRules) -> HTML {
        "<time datetime=\"\(zone.local(instant).rfc3339)\">\(clock(instant, zone))</time>"
    }

    /// A time of day as text.
    func clock(_ instant: Instant, _ zone: ZoneRules) -> String {
        language.text(zone.local(instant).time)
    }

    /// A date and a time of day.
    func moment(_ instant: Instant, _ zone: ZoneRules) -> HTML {
        let local = zone.local(instant)
        return """
            <time datetime="\(local.rfc3339)">\(language.text(local.date)), \
            \(language.text(local.time))</time>
            """
    }

    /// From when to when, on which date.
    func span(_ interval: Interval, _ zone: ZoneRules) -> HTML {
        let (start, end) = (zone.local(interval.start), zone.local(interval.end))
        let date = start.date == end.date ? "" : language.text(end.date) + ", "
        return """
            <time datetime="\(start.rfc3339)">\(language.text(start.date)), \
            \(language.text(start.time))</time>–\
            <time datetime="\(end.rfc3339)">\(date)\(language.text(end.time))</time>
            """
    }

    /// Today at an office.
    func today(_ zone: ZoneRules) -> CivilDate { zone.local(now).date }
}

extension LocalDateTime {
    /// The form of RFC 3339 with the offset that the clock has then.
    var rfc3339: String {
        let minutes = offset.count / 60
        func two(_ number: Int64) -> String { (number < 10 ? "0" : "") + String(number) }
        let sign = minutes < 0 ? "-" : "+"
        let (hour, minute) = (abs(minutes) / 60, abs(minutes) % 60)
        let clock = "\(two(Int64(time.hour))):\(two(Int64(time.minute)))"
        return "\(date)T\(clock):\(two(Int64(time.second)))\(sign)\(two(hour)):\(two(minute))"
    }
}
