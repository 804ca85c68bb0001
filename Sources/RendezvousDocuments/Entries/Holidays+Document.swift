package import Rendezvous

extension HolidayCalendar: DocumentValue {
    /// The calendars that a document names by a word instead of giving their rules.
    static let shipped: KeyValuePairs<String, HolidayCalendar> = [
        "greece": .greece, "romania": .romania, "denmark": .denmark,
    ]

    /// The rules of a calendar, or the word for a shipped one.
    package init(reading node: Node) throws(DocumentError) {
        if node.isText {
            guard let calendar = Self.shipped.first(where: { $0.key == node.content })?.value else {
                let words = Self.shipped.map { "\"\($0.key)\"" }.joined(separator: ", ")
                throw node.refused("must be one of \(words), or an object with the rules")
            }
            self = calendar
            return
        }
        let members = try node.members(["id", "name", "holidays"])
        let id: Identifier<HolidayCalendar> = try members.value("id")
        try self.init(
            id: id.rawValue, name: members.value("name", else: ""),
            holidays: members.value("holidays"))
    }

    /// The rules of the calendar, whether it is shipped or not.
    package var written: JSONOutput {
        .members([
            "id": id.written, "name": name.written(unless: ""), "holidays": holidays.written,
        ])
    }
}

extension Holiday: DocumentValue {
    private static let allYears = 1...9_999

    package init(reading node: Node) throws(DocumentError) {
        let kind = try HolidayRule.Kind(reading: node.member("rule"))
        let members = try node.members(["name", "localName", "years", "rule"] + kind.names)
        var years = Self.allYears
        if let node = members["years"] {
            let bounds = try node.members(["from", "to"])
            let first = try bounds["from"]?.integer(years) ?? years.lowerBound
            let last = try bounds["to"]?.integer(years) ?? years.upperBound
            guard first <= last else {
                throw (bounds["to"] ?? node).refused("must not be before from (\(first))")
            }
            years = first...last
        }
        try self.init(
            name: members.value("name", else: ""), localName: members.value("localName", else: ""),
            rule: HolidayRule(kind, members), years: years)
    }

    package var written: JSONOutput {
        let (first, last) = (years.lowerBound, years.upperBound)
        let years = JSONOutput.members([
            "from": first == Self.allYears.lowerBound ? nil : .number(first),
            "to": last == Self.allYears.upperBound ? nil : .number(last),
        ])
        return .members([
            "name": name.written(unless: ""), "localName": localName.written(unless: ""),
            "years": self.years == Self.allYears ? nil : years,
        ])
        .followed(by: rule.members)
    }
}

extension Easter.Reckoning: TextValue {
    package static var demand: String { "one of \"western\", \"orthodox\"" }

    package init?(documentText text: String) {
        guard let value = Self.allCases.first(where: { $0.documentText == text }) else {
            return nil
        }
        self = value
    }

    package var documentText: String {
        switch self {
        case .western: "western"
        case .orthodox: "orthodox"
        }
    }
}

extension HolidayRule {
    fileprivate enum Kind: String, CaseIterable, TextValue {
        case fixed, nth, easter, moved
        case onOrAfter = "on-or-after"
        case onOrBefore = "on-or-before"

        var names: [String] {
            switch self {
            case .fixed: ["month", "day"]
            case .nth: ["number", "weekday", "month"]
            case .onOrAfter, .onOrBefore: ["weekday", "month", "day"]
            case .easter: ["reckoning", "offset"]
            case .moved: ["month", "day", "to"]
            }
        }
    }

    fileprivate init(_ kind: Kind, _ members: Members) throws(DocumentError) {
        switch kind {
        case .fixed: self = .fixed(month: try Self.month(members), day: try Self.day(members))
        case .nth:
            let node = try members.required("number")
            let number = try node.integer(-5...5)
            guard number != 0 else { throw node.refused("must not be 0") }
            self = .nth(number, try members.value("weekday"), month: try Self.month(members))
        case .onOrAfter:
            self = .onOrAfter(
                try members.value("weekday"), month: try Self.month(members),
                day: try Self.day(members))
        case .onOrBefore:
            self = .onOrBefore(
                try members.value("weekday"), month: try Self.month(members),
                day: try Self.day(members))
        case .easter:
            let range = -Self.easterOffsetMax...Self.easterOffsetMax
            self = .easter(
                try members.value("reckoning"),
                offset: try members["offset"]?.integer(range) ?? 0)
        case .moved:
            self = .moved(
                month: try Self.month(members), day: try Self.day(members),
                to: try Self.exceptions(members.required("to")))
        }
    }

    private static func month(_ members: Members) throws(DocumentError) -> Int {
        try members.required("month").integer(1...12)
    }

    private static func day(_ members: Members) throws(DocumentError) -> Int {
        // A leap year: 29 February is a day that some years have.
        let days = CivilDate.daysInMonth(try month(members), of: 2_000)
        return try members.required("day").integer(1...days)
    }

    private static func exceptions(_ node: Node) throws(DocumentError) -> [Int: CivilDate] {
        var exceptions: [Int: CivilDate] = [:]
        for (name, value) in try node.pairs() {
            guard name.content.utf8.count == 4, let year = Int(name.content), year >= 1 else {
                throw name.refused("must be named by a year of four digits")
            }
            let date = try CivilDate(reading: value)
            exceptions[year] = date
        }
        return exceptions
    }

    fileprivate var members: JSONOutput {
        switch self {
        case .fixed(let month, let day):
            .members(["rule": "fixed", "month": .number(month), "day": .number(day)])
        case .nth(let number, let weekday, let month):
            .members([
                "rule": "nth", "number": .number(number), "weekday": weekday.written,
                "month": .number(month),
            ])
        case .onOrAfter(let weekday, let month, let day):
            .members([
                "rule": "on-or-after", "weekday": weekday.written, "month": .number(month),
                "day": .number(day),
            ])
        case .onOrBefore(let weekday, let month, let day):
            .members([
                "rule": "on-or-before", "weekday": weekday.written, "month": .number(month),
                "day": .number(day),
            ])
        case .easter(let reckoning, let offset):
            .members([
                "rule": "easter", "reckoning": reckoning.written, "offset": .number(offset),
            ])
        case .moved(let month, let day, let exceptions):
            .members([
                "rule": "moved", "month": .number(month), "day": .number(day),
                "to": .object(
                    exceptions.sorted { $0.key < $1.key }
                        .map { (Self.yearText($0.key), $0.value.written) }),
            ])
        }
    }

    private static func yearText(_ year: Int) -> String {
        let digits = String(year)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}
