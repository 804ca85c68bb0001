public import Rendezvous

/// The document `plan/1`: who is served where and when, and the bound on how much could be.
public enum PlanDocument {
    /// The plan of a document.
    ///
    /// Values are checked one by one; whether the plan keeps the rules, serves each request once
    /// and claims a bound that holds is for a verifier to say.
    ///
    /// - Throws: ``DocumentError`` with the place of the first value that is not allowed.
    public static func decode(
        _ bytes: [UInt8], limits: StrictJSON.Limits = .standard
    ) throws(DocumentError) -> Plan {
        try Plan(DocumentKind.plan.members(of: bytes, Plan.names, limits))
    }

    /// The document of a plan.
    public static func encode(_ plan: Plan, _ layout: DocumentLayout = .pretty) -> [UInt8] {
        DocumentKind.plan.bytes(plan.members, layout)
    }
}

/// The document `refusal/1`: why a command was refused.
public enum RefusalDocument {
    /// The document of a refusal; citizens are told the public reason, and nothing of people and
    /// appointments.
    public static func encode(
        _ refusal: Refusal, for readers: Readers = .staff, _ layout: DocumentLayout = .pretty
    ) -> [UInt8] {
        guard readers == .staff else {
            let reason = JSONOutput.text(PublicReason(refusal.reason).rawValue)
            let text = ExplanationText.publicClause(refusal.reason, in: .english)
            return DocumentKind.refusal.bytes(
                .members(["publicReason": reason, "message": text.written]), layout)
        }
        let members = JSONOutput.members([
            "reason": refusal.reason.written, "message": refusal.message.written,
            "hint": refusal.hint.written(unless: ""),
            "appointments": refusal.appointments.isEmpty
                ? nil : .list(refusal.appointments.map { .number($0.number) }),
            "policies": refusal.policies.written(unless: []),
            "registration": refusal.registration?.written,
        ])
        return DocumentKind.refusal.bytes(members, layout)
    }
}
