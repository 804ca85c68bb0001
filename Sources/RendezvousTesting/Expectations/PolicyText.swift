import Rendezvous

/// Rules in words, for messages.
enum PolicyText {
    /// The word for a rule, as Documentation/Policies.md has it; a custom rule's own name.
    static func word(_ rule: Rule) -> String {
        switch rule {
        case .notice: "notice"
        case .horizon: "horizon"
        case .limit: "limit"
        case .spacing: "spacing"
        case .gap: "gap"
        case .rest: "rest"
        case .audience: "audience"
        case .authority: "authority"
        case .documentsFirst: "documents-first"
        case .protectedCapacity: "protected-capacity"
        case .interpreterSlots: "interpreter-slots"
        case .freedSlotDelay: "freed-slot-delay"
        case .oneOpenAppointment: "one-open-appointment"
        case .participantPresent: "participant-present"
        case .noShowCoolDown: "no-show-cool-down"
        case .keepFree: "keep-free"
        case .localOffice: "local-office"
        case .ownCounsellor: "own-counsellor"
        case .continuity: "continuity"
        case .leastLoaded: "least-loaded"
        case .roundRobin: "round-robin"
        case .soonest: "soonest"
        case .fairShare: "fair-share"
        case .overbooking: "overbooking"
        case .gapsOutsideWorkingTime: "gaps-outside-working-time"
        case .custom(let name, _): name
        }
    }

    /// A lead in words: `90 min`, `3 days`, `2 working days`.
    static func lead(_ lead: Lead) -> String {
        switch lead {
        case .time(let length): length.description
        case .days(let days): "\(days) \(days == 1 ? "day" : "days")"
        case .workingDays(let days): "\(days) working \(days == 1 ? "day" : "days")"
        }
    }
}
