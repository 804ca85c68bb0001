import Rendezvous

extension Policy: DocumentValue {
    /// The words for the rules; stable, as they stand in documents.
    private enum RuleName: String, CaseIterable, TextValue {
        case counsellorDailyLimit = "counsellor-daily-limit"
        case participantDailyLimit = "participant-daily-limit"
        case gapsOutsideWorkingTime = "gaps-outside-working-time"

        var parameters: [String] { self == .gapsOutsideWorkingTime ? [] : ["limit"] }
    }

    init(reading node: Node) throws(DocumentError) {
        let name = try RuleName(reading: node.member("rule"))
        let members = try node.members(
            ["id", "rule"] + name.parameters + ["valid", "offices", "services"])
        try self.init(
            members.value("id"), Self.rule(name, members),
            valid: members.value("valid", else: .always),
            offices: members.value("offices", else: []),
            services: members.value("services", else: []))
    }

    private static func rule(_ name: RuleName, _ members: Members) throws(DocumentError) -> Rule {
        let limits = 1...Limits.largestDailyLimit
        return switch name {
        case .counsellorDailyLimit:
            .counsellorDailyLimit(try members.required("limit").integer(limits))
        case .participantDailyLimit:
            .participantDailyLimit(try members.required("limit").integer(limits))
        case .gapsOutsideWorkingTime: .gapsOutsideWorkingTime
        }
    }

    private var parts: (name: RuleName, limit: Int?) {
        switch rule {
        case .counsellorDailyLimit(let limit): (.counsellorDailyLimit, limit)
        case .participantDailyLimit(let limit): (.participantDailyLimit, limit)
        case .gapsOutsideWorkingTime: (.gapsOutsideWorkingTime, nil)
        }
    }

    var written: JSONOutput {
        .members([
            "id": id.written,
            "rule": parts.name.written,
            "limit": parts.limit.map { .number($0) },
            "valid": valid.written(unless: .always),
            "offices": offices.written(unless: []),
            "services": services.written(unless: []),
        ])
    }
}
