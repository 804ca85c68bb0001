package import Rendezvous

extension Event: DocumentValue {
    package init(reading node: Node) throws(DocumentError) {
        let kind = try Change.Kind(reading: node.member("change"))
        let members = try node.members(["at", "change"] + kind.names)
        self.init(at: try members.value("at"), try Change(kind, members))
    }

    package var written: JSONOutput {
        .members(["at": at.written, "change": change.kind.written]).followed(by: change.members)
    }
}

extension Change {
    /// The words for the changes; stable, as they stand in documents.
    package enum Kind: String, CaseIterable, TextValue {
        case zoneGiven = "zone-given"
        case holidaysGiven = "holidays-given"
        case defined
        case withdrawn
        case declared
        case declarationWithdrawn = "declaration-withdrawn"
        case precedenceSet = "precedence-set"
        case policySet = "policy-set"
        case policyWithdrawn = "policy-withdrawn"
        case participantNoted = "participant-noted"
        case held
        case confirmed
        case booked
        case rescheduled
        case cancelled
        case arrived
        case fulfilled
        case missed
        case proposed
        case transferred
        case enlisted
        case offered
        case waitingEnded = "waiting-ended"
        case invited
        case admitted
        case identified
        case identityRefused = "identity-refused"
        case meetingBegan = "meeting-began"
        case modeChanged = "mode-changed"
        case registration
        case casework
        case erased
        case salted
        case redacted
        case declarationCorrected = "declaration-corrected"
        case clocked
        case clockVoided = "clock-voided"
        case workingTimeRulesSet = "working-time-rules-set"

        var names: [String] {
            switch self {
            case .zoneGiven: ["zone"]
            case .holidaysGiven: ["calendar"]
            case .defined: EntryKind.allCases.map(\.rawValue)
            case .withdrawn: Withdrawal.names
            case .declared, .declarationWithdrawn: ["declaration"]
            case .precedenceSet: ["precedence"]
            case .policySet, .policyWithdrawn: ["policy"]
            case .participantNoted: ["participant"]
            case .held: ["until", "booking"]
            case .booked: ["booking"]
            case .rescheduled: ["appointment", "placement", "gap", "interpreterGap"]
            case .cancelled: ["appointment", "reason"]
            case .confirmed, .arrived, .fulfilled, .missed: ["appointment"]
            case .declarationCorrected: ["corrected", "declaration"]
            case .clocked, .clockVoided: ["clock"]
            case .workingTimeRulesSet: ["from", "rules"]
            case .registration: ["registration"]
            case .casework: ["casework"]
            case .erased: ["person"]
            case .salted: ["person", "salt"]
            case .redacted: ["redacted", "commitment"]
            default: lifecycleNames
            }
        }
    }

    fileprivate init(_ kind: Kind, _ members: Members) throws(DocumentError) {
        switch kind {
        case .zoneGiven: self = .zoneGiven(try Self.inFull("zone", members))
        case .holidaysGiven: self = .holidaysGiven(try Self.inFull("calendar", members))
        case .defined: self = try Self.defined(members)
        case .withdrawn:
            let withdrawal = try Withdrawal(members)
            self = .withdrawn(withdrawal.reference, from: withdrawal.from)
        case .declared: self = .declared(try members.value("declaration"))
        case .declarationWithdrawn:
            self = .declarationWithdrawn(try members.value("declaration"))
        case .precedenceSet: self = .precedenceSet(try members.value("precedence"))
        case .policySet: self = .policySet(try members.value("policy"))
        case .policyWithdrawn: self = .policyWithdrawn(try members.value("policy"))
        case .participantNoted: self = .participantNoted(try members.value("participant"))
        case .held: self = .held(try members.value("booking"), until: try members.value("until"))
        case .confirmed: self = .confirmed(try members.value("appointment"))
        case .booked: self = .booked(try members.value("booking"))
        case .rescheduled:
            self = .rescheduled(
                try members.value("appointment"), to: try members.value("placement"),
                gap: try members.value("gap", else: .none),
                interpreterGap: try members.value("interpreterGap", else: .none))
        case .cancelled:
            self = .cancelled(try members.value("appointment"), try members.value("reason"))
        case .arrived: self = .arrived(try members.value("appointment"))
        case .fulfilled: self = .fulfilled(try members.value("appointment"))
        case .missed: self = .missed(try members.value("appointment"))
        case .declarationCorrected:
            self = .declarationCorrected(
                try members.value("corrected"), by: try members.value("declaration"))
        case .clocked: self = .clocked(try members.value("clock"))
        case .clockVoided: self = .clockVoided(try members.value("clock"))
        case .workingTimeRulesSet:
            self = .workingTimeRulesSet(
                try members.value("rules"), from: try members.value("from", else: .min))
        case .registration: self = .registration(try members.value("registration"))
        case .casework: self = .casework(try members.value("casework"))
        case .erased: self = .erased(try members.value("person"))
        case .salted: self = .salted(try members.value("person"), try members.value("salt"))
        case .redacted:
            let commitment: Commitment? = try members.optional("commitment")
            self = .redacted(
                try Self.rest(members.required("redacted")),
                Tombstone(commitment: commitment?.bytes))
        default: self = try Change(lifecycle: kind, members)
        }
    }

    /// Reads what erasure left of a change.
    private static func rest(_ node: Node) throws(DocumentError) -> Change {
        let kind = try Kind(reading: node.member("change"))
        let kinds: Set<Kind> = [
            .held, .booked, .proposed, .enlisted, .invited, .participantNoted, .registration,
            .casework, .salted,
        ]
        guard kinds.contains(kind) else {
            throw try node.member("change").refused("must be a change that can be redacted")
        }
        let change = try Change(kind, node.members(["change"] + kind.names))
        guard change.isRedacted else {
            throw node.refused("must not have what was to be erased")
        }
        return change
    }

    /// Reads rules that a log must give in full: a name alone would mean other rules to a release
    /// that ships others.
    private static func inFull<Value: DocumentValue>(
        _ name: String, _ members: Members
    ) throws(DocumentError) -> Value {
        let node = try members.required(name)
        guard node.isObject else { throw node.refused("must be an object with all the rules") }
        return try Value(reading: node)
    }

    private static func defined(_ members: Members) throws(DocumentError) -> Change {
        let given = EntryKind.allCases.filter { members[$0.rawValue] != nil }
        guard given.count == 1, let kind = given.first else {
            let names = EntryKind.allCases.map(\.rawValue).joined(separator: ", ")
            throw members.node.refused("must have one of \(names)")
        }
        let (entry, from) = try kind.read(members.required(kind.rawValue))
        return .defined(entry, from: from)
    }
}

extension Change {
    package var kind: Kind {
        switch self {
        case .zoneGiven: .zoneGiven
        case .holidaysGiven: .holidaysGiven
        case .defined: .defined
        case .withdrawn: .withdrawn
        case .declared: .declared
        case .declarationWithdrawn: .declarationWithdrawn
        case .precedenceSet: .precedenceSet
        case .policySet: .policySet
        case .policyWithdrawn: .policyWithdrawn
        case .participantNoted: .participantNoted
        case .held: .held
        case .confirmed: .confirmed
        case .booked: .booked
        case .rescheduled: .rescheduled
        case .cancelled: .cancelled
        case .arrived: .arrived
        case .fulfilled: .fulfilled
        case .missed: .missed
        case .proposed: .proposed
        case .transferred: .transferred
        case .enlisted: .enlisted
        case .offered: .offered
        case .waitingEnded: .waitingEnded
        case .invited: .invited
        case .admitted: .admitted
        case .identified: .identified
        case .identityRefused: .identityRefused
        case .meetingBegan: .meetingBegan
        case .modeChanged: .modeChanged
        case .registration: .registration
        case .casework: .casework
        case .erased: .erased
        case .salted: .salted
        case .redacted: .redacted
        case .declarationCorrected: .declarationCorrected
        case .clocked: .clocked
        case .clockVoided: .clockVoided
        case .workingTimeRulesSet: .workingTimeRulesSet
        }
    }

    fileprivate var members: JSONOutput {
        switch self {
        case .zoneGiven(let rules): .members(["zone": rules.written])
        case .holidaysGiven(let calendar): .members(["calendar": calendar.written])
        case .defined(let entry, let from):
            .object([(entry.reference.entryKind.rawValue, entry.written(from: from))])
        case .withdrawn(let reference, let from): Withdrawal(reference, from: from).written
        case .declared(let declaration): .members(["declaration": declaration.written])
        case .declarationWithdrawn(let id): .members(["declaration": id.written])
        case .precedenceSet(let precedence): .members(["precedence": precedence.written])
        case .policySet(let policy): .members(["policy": policy.written])
        case .policyWithdrawn(let id): .members(["policy": id.written])
        case .participantNoted(let participant):
            .members(["participant": participant.written])
        case .held(let booking, let until):
            .members(["until": until.written, "booking": booking.written])
        case .booked(let booking): .members(["booking": booking.written])
        case .rescheduled(let id, let placement, let gap, let interpreterGap):
            .members([
                "appointment": id.written, "placement": placement.written,
                "gap": gap.written(unless: .none),
                "interpreterGap": interpreterGap.written(unless: .none),
            ])
        case .cancelled(let id, let reason):
            .members(["appointment": id.written, "reason": reason.written])
        case .confirmed(let id), .arrived(let id), .fulfilled(let id), .missed(let id):
            .members(["appointment": id.written])
        case .declarationCorrected(let id, let declaration):
            .members(["corrected": id.written, "declaration": declaration.written])
        case .clocked(let event): .members(["clock": event.written])
        case .clockVoided(let id): .members(["clock": id.written])
        case .workingTimeRulesSet(let rules, let from):
            .members(["from": from.written(unless: .min), "rules": rules.written])
        case .proposed, .transferred, .enlisted, .offered, .waitingEnded, .invited, .admitted,
            .identified, .identityRefused, .meetingBegan, .modeChanged:
            lifecycleMembers
        case .registration(let change): .members(["registration": change.written])
        case .casework(let change): .members(["casework": change.written])
        case .erased(let person): .members(["person": person.written])
        case .salted(let person, let salt):
            .members(["person": person.written, "salt": salt.written])
        case .redacted(let change, let tombstone):
            .members([
                "redacted": .members(["change": change.kind.written])
                    .followed(by: change.members),
                "commitment": tombstone.commitment.map { Commitment($0).written },
            ])
        }
    }
}
