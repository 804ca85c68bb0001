/// Why a request has no opening, or fewer than wanted, and what would help.
///
/// Everything is in it, people and appointments too: it is for staff.
/// ``forCitizens(minimum:)`` gives what may be shown to anybody. The same log, request and instant
/// give the same explanation.
public struct Explanation: Hashable, Sendable {
    /// The counsellor-days that fell to one reason.
    public struct Cause: Hashable, Sendable {
        /// The reason.
        public let reason: Reason
        /// How many fell to it, at least 1.
        public let counsellorDays: Int
        /// The same by policy, in order of identifier; what no policy says comes first.
        public let branches: [Branch]
    }

    /// The counsellor-days of a reason that fell to one policy, or to the catalogue's own rule.
    public struct Branch: Hashable, Sendable {
        /// The policy, if it is one.
        public let policy: Policy.ID?
        /// How many fell to it, at least 1.
        public let counsellorDays: Int
        /// The same by office, in the order in which offices were first defined.
        public let offices: [OfficeShare]
    }

    /// The counsellor-days of one office.
    public struct OfficeShare: Hashable, Sendable {
        /// The office; `nil` for counsellors who do not exist on that day.
        public let office: Office.ID?
        /// How many there are, at least 1.
        public let counsellorDays: Int
    }

    /// A start that breaks one rule alone.
    public struct NearMiss: Hashable, Sendable {
        /// The rule.
        public let reason: Reason
        /// When, how and with whom; nobody is named where nobody is free.
        public let placement: Placement
        /// The policies that are broken.
        public let policies: [Policy.ID]
        /// The appointments in the way.
        public let appointments: [Appointment.ID]
        /// The office.
        public let office: Office.ID?
    }

    /// Asking for less, with what it gives.
    public struct Relief: Hashable, Sendable {
        /// What is given up: one wish, or two together.
        public let relaxations: [Relaxation]
        /// The first opening that the request does not have itself.
        public let opening: Opening
        /// Its office.
        public let office: Office.ID?
    }

    /// The instant of the question.
    public let at: Instant
    /// How many openings the request has, up to the number wanted.
    public let openings: Int
    /// Whether the request has as many openings as wanted: nothing else is computed then.
    public let isEnough: Bool
    /// Whether one counsellor was asked for and nobody else.
    public let isForOneCounsellor: Bool
    /// The counsellor-days that were looked at.
    public let counsellorDays: Int
    /// Those on which there is an opening.
    public let open: Int
    /// Why the others have none, in the order of examination; with ``open`` they add up to
    /// ``counsellorDays``.
    public let causes: [Cause]
    /// For each of the reasons that got farthest, the nearest start that breaks nothing else, if
    /// one was found.
    public let nearMisses: [NearMiss]
    /// The smallest relaxations that help: singles, or pairs where no single does.
    public let reliefs: [Relief]
}
