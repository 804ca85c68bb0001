import Rendezvous

/// What the events of an agency add up to, in the order of its document.
///
/// What is replaced keeps its place, so that first definitions keep their order, and of a
/// definition and a withdrawal for the same day only the later one is kept.
struct AgencySummary {
    private let founded: Instant
    private var zones = Replacing<String, ZoneRules>()
    private var holidays = Replacing<HolidayCalendar.ID, HolidayCalendar>()
    private var entries = Replacing<EntryKey, Entry>()
    private var withdrawn = Replacing<EntryKey, Void>()
    private var precedence: Precedence?
    private var policies = Replacing<Policy.ID, Policy>()
    private var participants = Replacing<Subject.ID, Participant>()
    private var declarations = Replacing<Declaration.ID, Declaration>()
    private var workingTimeRules = Replacing<CivilDate, WorkingTimeRules>()
    private var clockEvents = Replacing<ClockEvent.ID, ClockEvent>()

    private struct EntryKey: Hashable {
        let reference: EntryReference
        let from: CivilDate
    }

    init(_ agency: Agency) {
        founded = agency.founded
        for event in agency.events { add(event.change) }
    }

    private mutating func add(_ change: Change) {
        switch change {
        case .zoneGiven(let rules): zones[rules.name] = rules
        case .holidaysGiven(let calendar): holidays[calendar.id] = calendar
        case .defined(let entry, let from):
            let key = EntryKey(reference: entry.reference, from: from)
            entries[key] = entry
            withdrawn[key] = nil
        case .withdrawn(let reference, let from):
            withdrawn[EntryKey(reference: reference, from: from)] = ()
        case .declared(let declaration): declarations[declaration.id] = declaration
        case .declarationWithdrawn(let id): declarations[id] = nil
        case .declarationCorrected(let id, let declaration):
            declarations[id] = nil
            declarations[declaration.id] = declaration
        case .clocked(let event): clockEvents[event.id] = event
        case .clockVoided(let id): clockEvents[id] = nil
        case .workingTimeRulesSet(let rules, let date): workingTimeRules[date] = rules
        case .precedenceSet(let value): precedence = value
        case .policySet(let policy): policies[policy.id] = policy
        case .policyWithdrawn(let id): policies[id] = nil
        case .participantNoted(let participant): participants[participant.id] = participant
        case .held, .confirmed, .booked, .rescheduled, .cancelled, .arrived, .fulfilled, .missed,
            .proposed, .transferred, .enlisted, .offered, .waitingEnded, .invited, .admitted,
            .identified, .identityRefused, .meetingBegan, .modeChanged:
            // An agency has no appointments.
            break
        case .registration, .casework, .erased, .salted, .redacted: break
        }
    }

    /// The members of the document.
    var members: JSONOutput {
        var lists: [(name: String, value: JSONOutput)] = [
            ("founded", founded.written),
            ("zones", .list(zones.values.map(Self.written))),
            ("holidays", .list(holidays.values.map(Self.written))),
        ]
        for kind in EntryKind.allCases {
            let list = entries.pairs.filter { $0.key.reference.entryKind == kind }
            lists.append(
                (kind.plural, .list(list.map { $0.value.written(from: $0.key.from) })))
        }
        let withdrawals = withdrawn.pairs.map { Withdrawal($0.key.reference, from: $0.key.from) }
        lists.append(("withdrawn", .list(withdrawals.map(\.written))))
        if let precedence { lists.append(("precedence", precedence.written)) }
        lists.append(("policies", policies.values.written))
        lists.append(("participants", participants.values.written))
        lists.append(("declarations", declarations.values.written))
        let rules = workingTimeRules.pairs.map { date, rules in
            JSONOutput.members(["from": date.written(unless: .min)]).followed(by: rules.written)
        }
        lists.append(("workingTimeRules", .list(rules)))
        lists.append(("clockEvents", clockEvents.values.written))
        return .object(
            lists.filter { if case .list(let items) = $0.value { !items.isEmpty } else { true } })
    }

    private static func written(_ rules: ZoneRules) -> JSONOutput {
        ZoneRules.shipped(rules.name) == rules ? .text(rules.name) : rules.written
    }

    private static func written(_ calendar: HolidayCalendar) -> JSONOutput {
        let shipped = HolidayCalendar.shipped.first { $0.value == calendar }
        return shipped.map { .text($0.key) } ?? calendar.written
    }
}

/// Values by key in the order in which the keys first came.
private struct Replacing<Key: Hashable, Value> {
    private var order: [Key] = []
    private var byKey: [Key: Value] = [:]

    subscript(_ key: Key) -> Value? {
        get { byKey[key] }
        set {
            if newValue == nil {
                // A key that comes again after this comes last.
                if byKey[key] != nil { order.removeAll { $0 == key } }
            } else if byKey[key] == nil {
                order.append(key)
            }
            byKey[key] = newValue
        }
    }

    var pairs: [(key: Key, value: Value)] {
        order.compactMap { key in byKey[key].map { (key, $0) } }
    }

    var values: [Value] { pairs.map(\.value) }
}
