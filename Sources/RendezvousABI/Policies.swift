public import CRendezvous
import Rendezvous

/// Puts a policy in force, or replaces that of the same identifier.
@c @implementation
public func rdv_agency_set_policy(
    _ agency: OpaquePointer?, _ given: UnsafePointer<rdv_policy>?
) -> rdv_status {
    unsafe amend(agency) { () throws(Fault) in
        let given = try unsafe options(given, "policy")
        let id: Policy.ID = try unsafe identifier(given.id, "identifier of the policy")
        let what = "policy (\(id))"
        let levels: [Preference.Level?] = [nil, .strong, .medium, .weak]
        let level = try unsafe choice(given.level, levels, "level of \(what)")
        let valid = try unsafe dates(given.valid_from, given.valid_to, what)
        return unsafe .policySet(
            Policy(
                id, try rule(given, what),
                preference: level.map { unsafe Preference($0, cost: Int(given.cost)) },
                valid: valid,
                offices: unsafe Set(
                    try identifiers(given.offices, given.office_count, "offices of \(what)")),
                services: unsafe Set(
                    try identifiers(given.services, given.service_count, "services of \(what)")),
                channels: try unsafe channels(given.channels, "channels of \(what)"),
                groups: unsafe Set(
                    try identifiers(given.groups, given.group_count, "groups of \(what)"))))
    }
}

/// Takes a policy out of force.
@c @implementation
public func rdv_agency_withdraw_policy(
    _ agency: OpaquePointer?, _ id: UnsafePointer<CChar>?
) -> rdv_status {
    unsafe amend(agency) { () throws(Fault) in
        unsafe .policyWithdrawn(try identifier(id, "identifier of the policy"))
    }
}

/// The rule of a policy: those with numbers and sets.
private func rule(_ given: rdv_policy, _ what: String) throws(Fault) -> Rule {
    switch unsafe Int(given.rule) {
    case RDV_RULE_NOTICE: return unsafe .notice(try lead(given, what))
    case RDV_RULE_HORIZON: return unsafe .horizon(try lead(given, what))
    case RDV_RULE_LIMIT:
        return unsafe .limit(
            try choice(given.limited, [.participant, .counsellor], "limited of \(what)"),
            per: try unsafe period(given, what), most: unsafe Int(given.most))
    case RDV_RULE_SPACING: return unsafe .spacing(days: Int(given.days))
    case RDV_RULE_GAP:
        return unsafe .gap(Gap(before: seconds(given.gap_before), after: seconds(given.gap_after)))
    case RDV_RULE_REST: return unsafe .rest(seconds(given.length))
    case RDV_RULE_AUDIENCE:
        return unsafe .audience(try bits(given.audiences, Codes.audiences, "audiences of \(what)"))
    case RDV_RULE_AUTHORITY:
        return unsafe .authority(
            try bits(given.authorities, Codes.authorities, "authorities of \(what)"))
    case RDV_RULE_DOCUMENTS_FIRST:
        return unsafe .documentsFirst(
            try choice(
                given.document_state, from: 1, Codes.documentStates, "document_state of \(what)"))
    case RDV_RULE_FREED_SLOT_DELAY: return unsafe .freedSlotDelay(seconds(given.length))
    case RDV_RULE_NO_SHOW_COOL_DOWN:
        return unsafe .noShowCoolDown(
            misses: Int(given.misses), within: Int(given.within), days: Int(given.days))
    case RDV_RULE_OVERBOOKING: return unsafe .overbooking(Int(given.most))
    default: return try unsafe ruleOfTime(given, what)
    }
}

/// The rule of a policy: those with hours, and those without anything.
private func ruleOfTime(_ given: rdv_policy, _ what: String) throws(Fault) -> Rule {
    switch unsafe Int(given.rule) {
    case RDV_RULE_PROTECTED_CAPACITY:
        return unsafe .protectedCapacity(
            try weeklyHours(given.hours, given.hour_count, what),
            for: Set(try identifiers(given.keep_for, given.keep_for_count, "keep_for of \(what)")),
            release: try unsafe lead(given, what))
    case RDV_RULE_INTERPRETER_SLOTS:
        return unsafe .interpreterSlots(
            try weeklyHours(given.hours, given.hour_count, what),
            for: Set(try communications(given.keep_for, given.keep_for_count, what)),
            release: try lead(given, what))
    case RDV_RULE_KEEP_FREE:
        return unsafe .keepFree(try weeklyHours(given.hours, given.hour_count, what))
    case RDV_RULE_LOCAL_OFFICE:
        return unsafe .localOffice(release: given.lead_unit == 0 ? nil : try lead(given, what))
    case RDV_RULE_LEAST_LOADED: return unsafe .leastLoaded(per: try period(given, what))
    case RDV_RULE_ONE_OPEN_APPOINTMENT: return .oneOpenAppointment
    case RDV_RULE_PARTICIPANT_PRESENT: return .participantPresent
    case RDV_RULE_OWN_COUNSELLOR: return .ownCounsellor
    case RDV_RULE_CONTINUITY: return .continuity
    case RDV_RULE_ROUND_ROBIN: return .roundRobin
    case RDV_RULE_SOONEST: return .soonest
    case RDV_RULE_FAIR_SHARE: return .fairShare
    case RDV_RULE_GAPS_OUTSIDE_WORKING_TIME: return .gapsOutsideWorkingTime
    case RDV_RULE_CUSTOM:
        let pairs = try unsafe list(
            given.parameters, given.parameter_count, "parameters of \(what)"
        ) {
            item throws(Fault) -> (String, String) in
            unsafe (
                try text(item.key, "key of a parameter"),
                try text(item.value, "value of a parameter")
            )
        }
        return unsafe .custom(
            try text(given.name, "name of the rule of \(what)"),
            Dictionary(pairs) { _, later in later })
    default: throw unsafe .number(given.rule, "rule of \(what)")
    }
}

private func lead(_ given: rdv_policy, _ what: String) throws(Fault) -> Lead {
    switch unsafe Int(given.lead_unit) {
    case RDV_LEAD_SECONDS: return unsafe .time(seconds(given.lead))
    case RDV_LEAD_DAYS: return unsafe .days(Int(given.lead))
    case RDV_LEAD_WORKING_DAYS: return unsafe .workingDays(Int(given.lead))
    default: throw unsafe .number(given.lead_unit, "lead_unit of \(what)")
    }
}

private func period(_ given: rdv_policy, _ what: String) throws(Fault) -> Period {
    try unsafe choice(given.period, [.day, .week], "period of \(what)")
}
