package import Rendezvous

extension WorkStretch: DocumentValue {
    /// A stretch at the workplace as a plain text; otherwise an object.
    package init(reading node: Node) throws(DocumentError) {
        guard !node.isText else {
            self.init(try CivilSpan(reading: node))
            return
        }
        let members = try node.members(["span", "place"])
        try self.init(members.value("span"), at: members.value("place", else: .onSite))
    }

    package var written: JSONOutput {
        place == .onSite
            ? span.written : .members(["span": span.written, "place": place.written])
    }
}

extension Break: DocumentValue {
    /// A fixed break as a plain text; a floating one as an object.
    package init(reading node: Node) throws(DocumentError) {
        guard !node.isText else {
            self = .fixed(try CivilSpan(reading: node))
            return
        }
        let members = try node.members(["length", "within"])
        self = .floating(try members.value("length"), within: try members.value("within"))
    }

    package var written: JSONOutput {
        switch self {
        case .fixed(let span): span.written
        case .floating(let length, let window):
            .members(["length": length.written, "within": window.written])
        }
    }
}

extension DayTimetable: DocumentValue {
    package init(reading node: Node) throws(DocumentError) {
        let members = try node.members(["work", "breaks"])
        try self.init(
            members.value("work", else: []), breaks: members.value("breaks", else: []))
    }

    package var written: JSONOutput {
        .members(["work": stretches.written(unless: []), "breaks": breaks.written(unless: [])])
    }
}

extension Declaration: DocumentValue {
    private enum Kind: String, CaseIterable, TextValue {
        case weekly, daily, leave, planned, overtime, contract, inclusion

        var names: [String] {
            switch self {
            case .weekly: ["dates", "week"]
            case .daily: ["dates", "day"]
            case .leave, .planned: ["type", "days", "date", "hours", "count"]
            case .overtime: Overtime.names
            case .contract: ["dates"] + Contract.names
            case .inclusion: Inclusion.names
            }
        }
    }

    package init(reading node: Node) throws(DocumentError) {
        let kind = try Kind(reading: node.member("kind"))
        let members = try node.members(
            ["id", "counsellor", "interpreter", "submitted", "kind"] + kind.names)
        try self.init(
            members.value("id"), of: Worker(members), submitted: members.value("submitted"),
            Self.content(kind, members))
    }

    private static func content(
        _ kind: Kind, _ members: Members
    ) throws(DocumentError) -> Content {
        switch kind {
        case .weekly:
            let days: [Weekday: DayTimetable] = try Dictionary(
                reading: members.required("week"), by: Weekday.words)
            return .weekly(
                Weekday.allCases.map { days[$0] ?? .rest }, try members.value("dates"))
        case .daily: return .daily(try members.value("day"), try members.value("dates"))
        case .leave: return .leave(try leave(members))
        case .planned: return .planned(try leave(members))
        case .overtime: return .overtime(try Overtime(members))
        case .contract: return .contract(try Contract(members), try members.value("dates"))
        case .inclusion: return .inclusion(try Inclusion(members))
        }
    }

    private static func leave(_ members: Members) throws(DocumentError) -> Leave {
        try Leave(
            members.value("type"), extent(members),
            counting: members["count"]?.integer(0...Limits.mostDays))
    }

    private static func extent(_ members: Members) throws(DocumentError) -> Leave.Extent {
        guard let days = members["days"] else {
            guard members["date"] != nil || members["hours"] != nil else {
                throw members.node.refused("must have days, or date and hours")
            }
            return .hours(try members.value("date"), try members.value("hours"))
        }
        if let other = members["date"] ?? members["hours"] {
            throw other.refused("must not stand beside days")
        }
        return .days(try DateRange(reading: days))
    }

    package var written: JSONOutput {
        JSONOutput.members(["id": id.written])
            .followed(by: worker.members)
            .followed(by: .members(["submitted": submitted.written]))
            .followed(by: content.members)
    }
}

extension Declaration.Content {
    fileprivate var members: JSONOutput {
        switch self {
        case .weekly(let days, let dates):
            let week = zip(Weekday.words, days).compactMap { word, day in
                day == .rest ? nil : (word.key, day.written)
            }
            return .members(["kind": "weekly", "dates": dates.written, "week": .object(week)])
        case .daily(let day, let dates):
            return .members(["kind": "daily", "dates": dates.written, "day": day.written])
        case .leave(let leave): return leave.members(kind: "leave")
        case .planned(let leave): return leave.members(kind: "planned")
        case .overtime(let overtime):
            return .members(["kind": "overtime"]).followed(by: overtime.members)
        case .contract(let contract, let dates):
            return .members(["kind": "contract", "dates": dates.written])
                .followed(by: contract.members)
        case .inclusion(let inclusion):
            return .members(["kind": "inclusion"]).followed(by: inclusion.members)
        }
    }
}

extension Leave {
    fileprivate func members(kind: JSONOutput) -> JSONOutput {
        let count = count.map { JSONOutput.number($0) }
        switch extent {
        case .days(let dates):
            return .members([
                "kind": kind, "type": type.written, "days": dates.written, "count": count,
            ])
        case .hours(let date, let span):
            return .members([
                "kind": kind, "type": type.written, "date": date.written, "hours": span.written,
                "count": count,
            ])
        }
    }
}
