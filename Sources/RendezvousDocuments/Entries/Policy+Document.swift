package import Rendezvous

extension Policy: DocumentValue {
    package init(reading node: Node) throws(DocumentError) {
        let name = try RuleName(reading: node.member("rule"))
        let members = try node.members(
            ["id", "rule"] + name.parameters + (name.kind == .adjustment ? [] : ["preference"])
                + ["valid", "offices", "services", "channels", "groups"])
        if name.kind == .measure { _ = try members.required("preference") }
        try self.init(
            members.value("id"), name.rule(members), preference: members.optional("preference"),
            valid: members.value("valid", else: .always),
            offices: members.value("offices", else: []),
            services: members.value("services", else: []),
            channels: members.value("channels", else: []),
            groups: members.value("groups", else: []))
    }

    package var written: JSONOutput {
        .members(["id": id.written, "rule": rule.name.written])
            .followed(by: rule.parameters)
            .followed(
                by: .members([
                    "preference": preference?.written,
                    "valid": valid.written(unless: .always),
                    "offices": offices.written(unless: []),
                    "services": services.written(unless: []),
                    "channels": channels.written(unless: []),
                    "groups": groups.written(unless: []),
                ]))
    }
}

extension LimitedPerson: TextValue {}
extension Period: TextValue {}
extension DocumentState: TextValue {}
extension Preference.Level: TextValue {}

extension Preference: DocumentValue {
    package init(reading node: Node) throws(DocumentError) {
        let members = try node.members(["level", "cost"])
        self.init(
            try members.value("level"),
            cost: try members["cost"]?.integer(1...Limits.highestCost) ?? 1)
    }

    package var written: JSONOutput {
        .members(["level": level.written, "cost": cost == 1 ? nil : .number(cost)])
    }
}

extension Lead: DocumentValue {
    package init(reading node: Node) throws(DocumentError) {
        let members = try node.members(["time", "days", "workingDays"])
        let given = ["time", "days", "workingDays"].filter { members[$0] != nil }
        guard given.count == 1 else {
            throw node.refused("must have one of time, days, workingDays")
        }
        if let days = members["days"] {
            self = .days(try days.integer(0...Limits.farthestHorizon))
        } else if let days = members["workingDays"] {
            self = .workingDays(try days.integer(0...Limits.mostWorkingDays))
        } else {
            self = .time(try members.value("time"))
        }
    }

    package var written: JSONOutput {
        switch self {
        case .time(let length): .members(["time": length.written])
        case .days(let days): .members(["days": .number(days)])
        case .workingDays(let days): .members(["workingDays": .number(days)])
        }
    }
}

/// The states that a rule may ask of documents.
private enum RequiredState: String, CaseIterable, TextValue {
    case submitted
    case checked
}

/// The words for the rules; stable, as they stand in documents.
package enum RuleName: String, CaseIterable, TextValue {
    case notice
    case horizon
    case limit
    case spacing
    case gap
    case rest
    case audience
    case authority
    case documentsFirst = "documents-first"
    case protectedCapacity = "protected-capacity"
    case interpreterSlots = "interpreter-slots"
    case freedSlotDelay = "freed-slot-delay"
    case oneOpenAppointment = "one-open-appointment"
    case participantPresent = "participant-present"
    case noShowCoolDown = "no-show-cool-down"
    case keepFree = "keep-free"
    case localOffice = "local-office"
    case ownCounsellor = "own-counsellor"
    case continuity
    case leastLoaded = "least-loaded"
    case roundRobin = "round-robin"
    case soonest
    case fairShare = "fair-share"
    case overbooking
    case gapsOutsideWorkingTime = "gaps-outside-working-time"
    case custom

    /// The members that the rule's parameters are.
    var parameters: [String] {
        switch self {
        case .notice, .horizon: ["lead"]
        case .limit: ["of", "per", "most"]
        case .spacing: ["days"]
        case .gap: ["before", "after"]
        case .rest: ["length"]
        case .audience: ["audiences"]
        case .authority: ["authorities"]
        case .documentsFirst: ["state"]
        case .protectedCapacity, .interpreterSlots: ["hours", "for", "release"]
        case .freedSlotDelay: ["delay"]
        case .noShowCoolDown: ["misses", "within", "days"]
        case .keepFree: ["hours"]
        case .localOffice: ["release"]
        case .leastLoaded: ["per"]
        case .overbooking: ["extra"]
        case .custom: ["name", "parameters"]
        case .oneOpenAppointment, .participantPresent, .ownCounsellor, .continuity, .roundRobin,
            .soonest, .fairShare, .gapsOutsideWorkingTime:
            []
        }
    }

    /// Whether a policy with the rule may, must or must not have a preference.
    var kind: Rule.Kind {
        switch self {
        case .leastLoaded, .roundRobin, .soonest, .fairShare: .measure
        case .gap, .overbooking, .gapsOutsideWorkingTime: .adjustment
        default: .condition
        }
    }

    /// The rule with the parameters that the members give.
    func rule(_ members: Members) throws(DocumentError) -> Rule {
        switch self {
        case .notice: return .notice(try members.value("lead"))
        case .horizon: return .horizon(try members.value("lead"))
        case .limit:
            return .limit(
                try members.value("of"), per: try members.value("per"),
                most: try members.required("most").integer(1...Limits.largestDailyLimit))
        case .spacing: return .spacing(days: try Self.days("days", members))
        case .gap:
            return .gap(
                Gap(
                    before: try members.value("before", else: .zero),
                    after: try members.value("after", else: .zero)))
        case .rest: return .rest(try members.value("length"))
        case .audience: return .audience(try Self.some("audiences", members))
        case .authority: return .authority(try Self.some("authorities", members))
        case .documentsFirst:
            let state: RequiredState = try members.value("state")
            return .documentsFirst(state == .submitted ? .submitted : .checked)
        case .protectedCapacity:
            return .protectedCapacity(
                try members.value("hours"), for: try Self.some("for", members),
                release: try members.value("release"))
        case .interpreterSlots:
            return .interpreterSlots(
                try members.value("hours"), for: try Self.some("for", members),
                release: try members.value("release"))
        case .freedSlotDelay: return .freedSlotDelay(try members.value("delay"))
        case .oneOpenAppointment: return .oneOpenAppointment
        case .participantPresent: return .participantPresent
        case .noShowCoolDown:
            return .noShowCoolDown(
                misses: try members.required("misses").integer(1...Limits.largestDailyLimit),
                within: try Self.days("within", members), days: try Self.days("days", members))
        case .keepFree: return .keepFree(try members.value("hours"))
        case .localOffice: return .localOffice(release: try members.optional("release"))
        case .ownCounsellor: return .ownCounsellor
        case .continuity: return .continuity
        case .leastLoaded: return .leastLoaded(per: try members.value("per"))
        case .roundRobin: return .roundRobin
        case .soonest: return .soonest
        case .fairShare: return .fairShare
        case .overbooking:
            return .overbooking(
                try members.required("extra").integer(1...Limits.mostOverbooking))
        case .gapsOutsideWorkingTime: return .gapsOutsideWorkingTime
        case .custom:
            return .custom(
                try members.required("name").string(),
                try members["parameters"].map(Self.parameters) ?? [:])
        }
    }

    private static func days(_ name: String, _ members: Members) throws(DocumentError) -> Int {
        try members.required(name).integer(1...Limits.mostDays)
    }

    /// A set that must be there and have something in it.
    private static func some<Element: DocumentValue & Comparable>(
        _ name: String, _ members: Members
    ) throws(DocumentError) -> Set<Element> {
        _ = try members.required(name)
        return try members.filled(name, else: [])
    }

    private static func parameters(_ node: Node) throws(DocumentError) -> [String: String] {
        var parameters: [String: String] = [:]
        for (name, value) in try node.pairs() {
            // Two spellings of one letter are the same name.
            guard parameters[name.content] == nil else {
                throw name.refused("must not come twice")
            }
            parameters[name.content] = try value.string()
        }
        guard parameters.count <= Limits.ruleParameters else {
            throw node.refused("must have at most \(Limits.ruleParameters) members")
        }
        return parameters
    }
}

extension Rule {
    /// The word for the rule.
    package var name: RuleName {
        switch self {
        case .notice: .notice
        case .horizon: .horizon
        case .limit: .limit
        case .spacing: .spacing
        case .gap: .gap
        case .rest: .rest
        case .audience: .audience
        case .authority: .authority
        case .documentsFirst: .documentsFirst
        case .protectedCapacity: .protectedCapacity
        case .interpreterSlots: .interpreterSlots
        case .freedSlotDelay: .freedSlotDelay
        case .oneOpenAppointment: .oneOpenAppointment
        case .participantPresent: .participantPresent
        case .noShowCoolDown: .noShowCoolDown
        case .keepFree: .keepFree
        case .localOffice: .localOffice
        case .ownCounsellor: .ownCounsellor
        case .continuity: .continuity
        case .leastLoaded: .leastLoaded
        case .roundRobin: .roundRobin
        case .soonest: .soonest
        case .fairShare: .fairShare
        case .overbooking: .overbooking
        case .gapsOutsideWorkingTime: .gapsOutsideWorkingTime
        case .custom: .custom
        }
    }

    /// The parameters as members.
    fileprivate var parameters: JSONOutput {
        switch self {
        case .notice(let lead), .horizon(let lead): .members(["lead": lead.written])
        case .limit(let person, let period, let most):
            .members(["of": person.written, "per": period.written, "most": .number(most)])
        case .spacing(let days): .members(["days": .number(days)])
        case .gap(let gap):
            .members([
                "before": gap.before.written(unless: .zero),
                "after": gap.after.written(unless: .zero),
            ])
        case .rest(let length): .members(["length": length.written])
        case .audience(let audiences): .members(["audiences": audiences.written])
        case .authority(let rights): .members(["authorities": rights.written])
        case .documentsFirst(let state): .members(["state": state.written])
        case .protectedCapacity(let hours, let groups, let release):
            .members(["hours": hours.written, "for": groups.written, "release": release.written])
        case .interpreterSlots(let hours, let languages, let release):
            .members([
                "hours": hours.written, "for": languages.written, "release": release.written,
            ])
        case .freedSlotDelay(let delay): .members(["delay": delay.written])
        case .noShowCoolDown(let misses, let within, let days):
            .members([
                "misses": .number(misses), "within": .number(within), "days": .number(days),
            ])
        case .keepFree(let hours): .members(["hours": hours.written])
        case .localOffice(let release): .members(["release": release?.written])
        case .leastLoaded(let period): .members(["per": period.written])
        case .overbooking(let extra): .members(["extra": .number(extra)])
        case .custom(let name, let parameters):
            .members([
                "name": name.written,
                "parameters": parameters.isEmpty
                    ? nil
                    : .object(
                        parameters.sorted { $0.key < $1.key }.map { ($0.key, $0.value.written) }),
            ])
        case .oneOpenAppointment, .participantPresent, .ownCounsellor, .continuity, .roundRobin,
            .soonest, .fairShare, .gapsOutsideWorkingTime:
            .members([:])
        }
    }
}
