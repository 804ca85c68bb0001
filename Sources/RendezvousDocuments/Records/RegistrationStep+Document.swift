import Rendezvous

extension RegistrationStep {
    /// The words for the steps; stable, as they stand in documents.
    enum Name: String, CaseIterable, TextValue {
        case detailsGiven = "details-given"
        case registered
        case flagged
        case lapsed
        case flagCleared = "flag-cleared"
        case caseRegistered = "case-registered"
        case caseClosed = "case-closed"
        case matched
        case putOnTheBooks = "put-on-the-books"
        case deregistered
        case reregistered
        case membershipNoted = "membership-noted"
        case entitlementNoted = "entitlement-noted"
        case becameEntitled = "became-entitled"
        case attached
        case addressNoted = "address-noted"
        case takeOverAsked = "take-over-asked"
        case confirmed
        case absenceReported = "absence-reported"
        case reportedWell = "reported-well"
        case temporaryAddressSet = "temporary-address-set"
        case contactChanged = "contact-changed"
        case remindersSet = "reminders-set"
        case accessGranted = "access-granted"
        case agreementRecorded = "agreement-recorded"

        var parameters: [String] {
            switch self {
            case .lapsed, .flagCleared, .caseClosed, .putOnTheBooks, .becameEntitled, .confirmed:
                []
            case .detailsGiven: ["details"]
            case .registered: ["category", "asked"]
            case .flagged: ["since", "attendance", "lapses"]
            case .caseRegistered, .reregistered: ["case"]
            case .matched: ["group", "programme"]
            case .deregistered: ["reason", "case"]
            case .membershipNoted: ["fund"]
            case .entitlementNoted: ["from", "counts"]
            case .attached: ["office", "ground"]
            case .addressNoted: ["home", "staysIn"]
            case .takeOverAsked: ["office"]
            case .absenceReported: ["kind", "from", "to"]
            case .reportedWell: ["from"]
            case .temporaryAddressSet: ["area", "until"]
            case .contactChanged: ["email", "phone"]
            case .remindersSet: ["on"]
            case .accessGranted: ["access"]
            case .agreementRecorded: ["agreement"]
            }
        }
    }

    /// The step of a name with its members.
    init(_ name: Name, _ members: Members) throws(DocumentError) {
        switch name {
        case .detailsGiven: self = .detailsGiven(try members.value("details"))
        case .registered:
            self = .registered(try members.value("category"), asked: try members.value("asked"))
        case .flagged:
            self = .flagged(
                RegistrationFile.Flag(
                    since: try members.value("since"), attendance: try members.value("attendance"),
                    lapses: try members.value("lapses")))
        case .lapsed: self = .lapsed
        case .flagCleared: self = .flagCleared
        case .caseRegistered: self = .caseRegistered(try members.value("case"))
        case .caseClosed: self = .caseClosed
        case .matched:
            self = .matched(try members.value("group"), try members.optional("programme"))
        case .putOnTheBooks: self = .putOnTheBooks
        case .deregistered:
            self = .deregistered(try members.value("reason"), try members.optional("case"))
        case .reregistered: self = .reregistered(try members.value("case"))
        case .membershipNoted: self = .membershipNoted(try members.optional("fund"))
        case .entitlementNoted:
            self = .entitlementNoted(
                try members.value("from"), counts: try members.required("counts").flag())
        case .becameEntitled: self = .becameEntitled
        case .attached: self = .attached(try members.value("office"), try members.value("ground"))
        case .addressNoted:
            self = .addressNoted(
                try members.value("home"), staysIn: try members.optional("staysIn"))
        case .takeOverAsked: self = .takeOverAsked(try members.value("office"))
        case .confirmed: self = .confirmed
        case .absenceReported:
            self = .absenceReported(
                Absence(
                    try members.value("kind"), from: try members.value("from"),
                    to: try members.optional("to")))
        case .reportedWell: self = .reportedWell(try members.value("from"))
        case .temporaryAddressSet: self = .temporaryAddressSet(try Self.address(members))
        case .contactChanged:
            self = .contactChanged(
                hasEmail: try members.required("email").flag(),
                hasPhone: try members.required("phone").flag())
        case .remindersSet: self = .remindersSet(try members.required("on").flag())
        case .accessGranted: self = .accessGranted(try members.value("access"))
        case .agreementRecorded: self = .agreementRecorded(try members.value("agreement"))
        }
    }

    /// An address with its area and last day, or none without both.
    private static func address(_ members: Members) throws(DocumentError) -> TemporaryAddress? {
        guard members["area"] != nil || members["until"] != nil else { return nil }
        return TemporaryAddress(try members.value("area"), until: try members.value("until"))
    }

    var name: Name {
        switch self {
        case .detailsGiven: .detailsGiven
        case .registered: .registered
        case .flagged: .flagged
        case .lapsed: .lapsed
        case .flagCleared: .flagCleared
        case .caseRegistered: .caseRegistered
        case .caseClosed: .caseClosed
        case .matched: .matched
        case .putOnTheBooks: .putOnTheBooks
        case .deregistered: .deregistered
        case .reregistered: .reregistered
        case .membershipNoted: .membershipNoted
        case .entitlementNoted: .entitlementNoted
        case .becameEntitled: .becameEntitled
        case .attached: .attached
        case .addressNoted: .addressNoted
        case .takeOverAsked: .takeOverAsked
        case .confirmed: .confirmed
        case .absenceReported: .absenceReported
        case .reportedWell: .reportedWell
        case .temporaryAddressSet: .temporaryAddressSet
        case .contactChanged: .contactChanged
        case .remindersSet: .remindersSet
        case .accessGranted: .accessGranted
        case .agreementRecorded: .agreementRecorded
        }
    }

    var parameters: JSONOutput {
        switch self {
        case .lapsed, .flagCleared, .caseClosed, .putOnTheBooks, .becameEntitled, .confirmed:
            .object([])
        case .detailsGiven(let details): .members(["details": details.written])
        case .registered(let category, let asked):
            .members(["category": category.written, "asked": asked.written])
        case .flagged(let flag):
            .members([
                "since": flag.since.written, "attendance": flag.attendance.written,
                "lapses": flag.lapses.written,
            ])
        case .caseRegistered(let kind), .reregistered(let kind): .members(["case": kind.written])
        case .matched(let group, let programme):
            .members(["group": group.written, "programme": programme?.written])
        case .deregistered(let reason, let kind):
            .members(["reason": reason.written, "case": kind?.written])
        case .membershipNoted(let fund): .members(["fund": fund?.written])
        case .entitlementNoted(let date, let counts):
            .members(["from": date.written, "counts": .flag(counts)])
        case .attached(let office, let ground):
            .members(["office": office.written, "ground": ground.written])
        case .addressNoted(let home, let area):
            .members(["home": home.written, "staysIn": area?.written])
        case .takeOverAsked(let office): .members(["office": office.written])
        case .absenceReported(let absence):
            .members([
                "kind": absence.kind.written, "from": absence.from.written,
                "to": absence.to?.written,
            ])
        case .reportedWell(let date): .members(["from": date.written])
        case .temporaryAddressSet(let address):
            .members(["area": address?.area.written, "until": address?.until.written])
        case .contactChanged(let hasEmail, let hasPhone):
            .members(["email": .flag(hasEmail), "phone": .flag(hasPhone)])
        case .remindersSet(let isOn): .members(["on": .flag(isOn)])
        case .accessGranted(let access): .members(["access": access.written])
        case .agreementRecorded(let id): .members(["agreement": id.written])
        }
    }
}
