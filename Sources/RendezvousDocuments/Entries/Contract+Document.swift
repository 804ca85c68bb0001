package import Rendezvous

extension Employment: TextValue {}
extension HoursOrigin: TextValue {}

extension ContractBreak: DocumentValue {
    package init(reading node: Node) throws(DocumentError) {
        let members = try node.members(["length", "inside", "after"])
        try self.init(
            members.value("length"), isInsideHours: members.required("inside").flag(),
            after: members.value("after", else: .hours(4)))
    }

    package var written: JSONOutput {
        .members([
            "length": length.written, "inside": .flag(isInsideHours),
            "after": after.written(unless: .hours(4)),
        ])
    }
}

extension Contract {
    /// The members of a contract among those of its declaration.
    static let names = [
        "branch", "employment", "weeklyHours", "fullTimeHours", "origin", "workDays", "break",
        "flexibleArrival", "borrowed", "firstDay",
    ]

    init(_ members: Members) throws(DocumentError) {
        try self.init(
            weeklyHours: members.value("weeklyHours"), of: members.value("fullTimeHours"),
            from: members.value("origin"), members.value("employment", else: .full),
            workDays: members.required("workDays").integer(1...7),
            pause: members.optional("break"),
            flexibleArrival: members.value("flexibleArrival", else: .zero),
            firstDay: members.optional("firstDay"))
        branch = try members.optional("branch")
        isBorrowed = try members["borrowed"]?.flag() ?? false
    }

    var members: JSONOutput {
        .members([
            "branch": branch?.written, "employment": employment.written(unless: .full),
            "weeklyHours": weeklyHours.written, "fullTimeHours": fullTimeHours.written,
            "origin": origin.written, "workDays": .number(workDays), "break": pause?.written,
            "flexibleArrival": flexibleArrival.written(unless: .zero),
            "borrowed": isBorrowed ? .flag(true) : nil, "firstDay": firstDay?.written,
        ])
    }
}

extension Inclusion {
    static let names = ["declaredTime", "card"]

    init(_ members: Members) throws(DocumentError) {
        try self.init(
            declaredTime: members.optional("declaredTime"), card: members.optional("card"))
    }

    var members: JSONOutput {
        .members(["declaredTime": declaredTime?.written, "card": card?.written])
    }
}

extension Overtime {
    static let names = ["date", "hours", "place"]

    init(_ members: Members) throws(DocumentError) {
        try self.init(
            members.value("date"), members.value("hours"),
            at: members.value("place", else: .onSite))
    }

    var members: JSONOutput {
        .members([
            "date": date.written, "hours": span.written, "place": place.written(unless: .onSite),
        ])
    }
}
