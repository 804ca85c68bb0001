package import Rendezvous

extension RegistrationCategory: TextValue {}
extension UnemploymentExtent: TextValue {}
extension CashCase: TextValue {}
extension Programme: TextValue {}
extension PersonalNumber: TextValue {}
extension DeregistrationReason: TextValue {}
extension AttachmentGround: TextValue {}
extension SecureAccess: TextValue {}
extension AbsenceKind: TextValue {}
extension AttendanceRule: TextValue {}
extension SelfService: TextValue {}
extension RegistrationReason: TextValue {}

extension MatchGroup: DocumentValue {
    package init(reading node: Node) throws(DocumentError) {
        guard let group = MatchGroup(rawValue: try node.integer(1...3)) else {
            throw node.refused("must be 1, 2 or 3")
        }
        self = group
    }

    package var written: JSONOutput { .number(rawValue) }
}

extension CaseActor: DocumentValue {
    package init(reading node: Node) throws(DocumentError) {
        if node.isText {
            switch try node.string() {
            case "citizen": self = .citizen
            case "system": self = .system
            default:
                throw node.refused(
                    "must be \"citizen\", \"system\", or an object with office or fund")
            }
            return
        }
        let members = try node.members(["office", "fund"])
        switch (members["office"], members["fund"]) {
        case (_?, nil): self = .office(try members.value("office"))
        case (nil, _?): self = .fund(try members.value("fund"))
        default: throw node.refused("must have one of office, fund")
        }
    }

    package var written: JSONOutput {
        switch self {
        case .citizen: .text("citizen")
        case .system: .text("system")
        case .office(let id): .members(["office": id.written])
        case .fund(let id): .members(["fund": id.written])
        }
    }
}

extension HomeAddress: DocumentValue {
    package init(reading node: Node) throws(DocumentError) {
        if node.isText {
            switch try node.string() {
            case "cross-border": self = .crossBorder
            case "none": self = .none
            default:
                throw node.refused("must be \"cross-border\", \"none\", or an object with area")
            }
            return
        }
        self = .inCountry(try node.members(["area"]).value("area"))
    }

    package var written: JSONOutput {
        switch self {
        case .inCountry(let area): .members(["area": area.written])
        case .crossBorder: .text("cross-border")
        case .none: .text("none")
        }
    }
}

extension RegistrationDetails: DocumentValue {
    package init(reading node: Node) throws(DocumentError) {
        let members = try node.members([
            "home", "staysIn", "number", "jobTitle", "extent", "email", "phone",
        ])
        self.init(
            home: try members.value("home"), staysIn: try members.optional("staysIn"),
            number: try members.value("number"),
            hasJobTitle: try members.required("jobTitle").flag(),
            extent: try members.value("extent"), hasEmail: try members.required("email").flag(),
            hasPhone: try members.required("phone").flag())
    }

    package var written: JSONOutput {
        .members([
            "home": home.written, "staysIn": staysIn?.written, "number": number.written,
            "jobTitle": .flag(hasJobTitle), "extent": extent.written, "email": .flag(hasEmail),
            "phone": .flag(hasPhone),
        ])
    }
}

extension DayCount: DocumentValue {
    private static let names = ["calendarDays", "daysSkippingHolidays", "workingDays"]

    package init(reading node: Node) throws(DocumentError) {
        let members = try node.members(Self.names)
        let given = Self.names.filter { members[$0] != nil }
        guard given.count == 1, let name = given.first else {
            throw node.refused("must have one of \(Self.names.joined(separator: ", "))")
        }
        let number = try members.required(name).integer(0...Limits.mostDays)
        switch name {
        case "calendarDays": self = .calendarDays(number)
        case "workingDays": self = .workingDays(number)
        default: self = .daysSkippingHolidays(number)
        }
    }

    package var written: JSONOutput {
        switch self {
        case .calendarDays(let number): .members(["calendarDays": .number(number)])
        case .daysSkippingHolidays(let number):
            .members(["daysSkippingHolidays": .number(number)])
        case .workingDays(let number): .members(["workingDays": .number(number)])
        }
    }
}

extension RegistrationPolicy: DocumentValue {
    private enum RuleName: String, CaseIterable, TextValue {
        case attendance, lapse, reregistration, confirmation
        case holidayNotice = "holiday-notice"
        case selfService = "self-service"

        var parameters: [String] {
            switch self {
            case .attendance: ["on"]
            case .lapse: ["days", "margin"]
            case .reregistration, .confirmation, .holidayNotice: ["days"]
            case .selfService: ["service", "for"]
            }
        }
    }

    package init(reading node: Node) throws(DocumentError) {
        let name = try RuleName(reading: node.member("rule"))
        let members = try node.members(["id", "rule", "valid", "offices"] + name.parameters)
        let rule: RegistrationRule
        switch name {
        case .attendance: rule = .attendance(try members.value("on"))
        case .lapse:
            rule = .lapse(
                Deadline(try members.value("days"), margin: try members.value("margin")))
        case .reregistration: rule = .reregistration(within: try members.value("days"))
        case .confirmation: rule = .confirmation(every: try members.value("days"))
        case .holidayNotice: rule = .holidayNotice(try members.value("days"))
        case .selfService:
            rule = .selfService(try members.value("service"), for: try members.value("for"))
        }
        self.init(
            try members.value("id"), rule, valid: try members.value("valid", else: .always),
            offices: try members.value("offices", else: []))
    }

    package var written: JSONOutput {
        let (name, parameters): (RuleName, JSONOutput) =
            switch rule {
            case .attendance(let day): (.attendance, .members(["on": day.written]))
            case .lapse(let deadline):
                (
                    .lapse,
                    .members(["days": deadline.days.written, "margin": deadline.margin.written])
                )
            case .reregistration(let days): (.reregistration, .members(["days": days.written]))
            case .confirmation(let days): (.confirmation, .members(["days": days.written]))
            case .holidayNotice(let days): (.holidayNotice, .members(["days": days.written]))
            case .selfService(let service, let groups):
                (.selfService, .members(["service": service.written, "for": groups.written]))
            }
        return .members(["id": id.written, "rule": name.written]).followed(by: parameters)
            .followed(
                by: .members([
                    "valid": valid.written(unless: .always), "offices": offices.written(unless: []),
                ]))
    }
}

extension RegistrationChange: DocumentValue {
    package init(reading node: Node) throws(DocumentError) {
        let names = try node.pairs().map(\.name.content)
        if names.contains("policy") {
            self = .policySet(try node.members(["policy"]).value("policy"))
        } else if names.contains("receiptText") {
            let members = try node.members(["receiptText", "office", "category"])
            let text: String = try members.value("receiptText")
            guard text.utf8.count <= Limits.receiptBytes else {
                throw try members.required("receiptText")
                    .refused("must have at most \(Limits.receiptBytes) bytes")
            }
            self = .receiptTextSet(
                try members.value("office"), for: try members.optional("category"), text)
        } else {
            self = try Self.step(node)
        }
    }

    private static func step(_ node: Node) throws(DocumentError) -> RegistrationChange {
        let name = try RegistrationStep.Name(reading: node.member("step"))
        let members = try node.members(["person", "by", "step"] + name.parameters)
        return .step(
            try RegistrationStep(name, members), of: try members.value("person"),
            by: try members.value("by"))
    }

    package var written: JSONOutput {
        switch self {
        case .policySet(let policy): .members(["policy": policy.written])
        case .receiptTextSet(let office, let category, let text):
            .members([
                "office": office.written, "category": category?.written,
                "receiptText": .text(text),
            ])
        case .step(let step, let person, let actor):
            .members(["person": person.written, "by": actor.written, "step": step.name.written])
                .followed(by: step.parameters)
        }
    }
}
