import Rendezvous

/// A placement that somebody wants, with all that its examination needs.
struct Proposal {
    let name: RecordName
    let at: Instant
    let placement: Placement
    let party: Party
    let service: Service.ID
    let topic: Topic.ID?
    /// The request with its windows, scope and wishes, where they are known.
    var request: Request?
    /// The record of the proposal itself, which does not stand in its own way.
    var itself: Int?
    /// Gaps of a placement that was made long ago: notice, horizon and the conditions of policies
    /// are no longer asked for.
    var storedGaps: (counsellor: Gap, interpreter: Gap)?
    /// Whether an interpreter was invited later, so that the length is still that without one.
    var isInvited = false
}

/// A broken rule of a placement.
struct Finding {
    let reason: Reason
    /// The other meetings concerned.
    let others: [RecordName]
    let message: String

    init(_ reason: Reason, with others: [RecordName] = [], _ message: String) {
        self.reason = reason
        self.others = others
        self.message = message
    }
}

/// Why a placement cannot be examined any further: it names what does not exist.
struct Unresolved: Error {
    let findings: [Finding]
}

/// A placement with the versions in force on its date, ready for the rules.
struct Examination {
    let model: Model
    let proposal: Proposal
    let zone: ZoneRules
    /// D: the local date of the start in the zone of the counsellor's office.
    let date: CivilDate
    let service: Service
    let counsellor: Counsellor
    let office: Office
    let position: Position?
    let interpreter: Interpreter?
    let interpreterZone: ZoneRules?
    let room: Room?
    /// What is known about the participant.
    let participant: Participant
    /// The policies that hold for the placement, by identifier.
    let policies: [Policy]
    /// The gap that the rules want on the counsellor's calendar, and on the interpreter's.
    let gaps: (counsellor: Gap, interpreter: Gap)

    var placement: Placement { proposal.placement }
    var interval: Interval { proposal.placement.interval }
    /// The gaps to examine: the rules', or those stored long ago.
    var keptGaps: (counsellor: Gap, interpreter: Gap) { proposal.storedGaps ?? gaps }

    /// Finds everything that the placement names: rule 1, `unknown-reference` and `not-in-force`.
    init(_ proposal: Proposal, in model: Model) throws(Unresolved) {
        let placement = proposal.placement
        var lookup = Lookup()
        let service = lookup.isKnown(model.services[proposal.service], .service(proposal.service))
        let person = lookup.isKnown(
            model.counsellors[placement.counsellor], .counsellor(placement.counsellor))
        let interpreter = placement.interpreter.flatMap {
            lookup.isKnown(model.interpreters[$0], .interpreter($0))
        }
        let room = placement.room.flatMap { lookup.isKnown(model.rooms[$0], .room($0)) }
        guard let service, let person, let zone = lookup.zone(of: placement.counsellor, in: model)
        else { throw Unresolved(findings: lookup.findings) }

        let date = zone.local(placement.interval.start).date
        let inForce = lookup.inForce(service, .service(proposal.service), date)
        if let topic = proposal.topic, let inForce { lookup.topic(topic, of: inForce) }
        let counsellor = lookup.inForce(person, .counsellor(placement.counsellor), date)
        let office = counsellor.flatMap {
            lookup.find(model.offices[$0.office], .office($0.office), date)
        }
        position = counsellor?.position.flatMap {
            lookup.find(model.positions[$0], .position($0), date)
        }
        self.interpreter = interpreter.flatMap { versions in
            placement.interpreter.flatMap { lookup.inForce(versions, .interpreter($0), date) }
        }
        interpreterZone = self.interpreter.flatMap { lookup.zone(named: $0.zone, in: model) }
        self.room = room.flatMap { versions in
            placement.room.flatMap { lookup.inForce(versions, .room($0), date) }
        }
        guard let inForce, let counsellor, let office, lookup.findings.isEmpty else {
            throw Unresolved(findings: lookup.findings)
        }
        self.model = model
        self.proposal = proposal
        self.zone = zone
        self.date = date
        self.service = inForce
        self.counsellor = counsellor
        self.office = office
        let participant = model.participant(proposal.party.participant)
        let circumstances = Circumstances(
            date: date, office: office.id, service: inForce.id, channel: placement.channel,
            groups: participant.groups)
        let policies = model.policies.values.filter { $0.holds(in: circumstances) }
            .sorted { $0.id < $1.id }
        self.participant = participant
        self.policies = policies
        gaps = (
            policies.adjusted(
                inForce.gap(on: placement.channel).widened(by: counsellor.gap)),
            self.interpreter?.gap ?? .none
        )
    }

    /// Examines a placement: what it breaks, in the order of examination, and the gaps that the
    /// rules want, if they could be found.
    static func examine(
        _ proposal: Proposal, in model: Model
    ) -> (findings: [Finding], gaps: (counsellor: Gap, interpreter: Gap)?) {
        do throws(Unresolved) {
            let examination = try Examination(proposal, in: model)
            return (examination.brokenRules(), examination.gaps)
        } catch {
            return (error.findings, nil)
        }
    }
}

/// Looks entries up and notes what is missing.
private struct Lookup {
    var findings: [Finding] = []

    mutating func isKnown<Value>(
        _ versions: Versions<Value>?, _ reference: EntryReference
    ) -> Versions<Value>? {
        if let versions, versions.isKnown { return versions }
        findings.append(Finding(.unknownReference, "\(reference) was never defined"))
        return nil
    }

    mutating func inForce<Value>(
        _ versions: Versions<Value>, _ reference: EntryReference, _ date: CivilDate
    ) -> Value? {
        if let value = versions.inForce(on: date) { return value }
        findings.append(Finding(.notInForce, "\(reference) is not in force on \(date)"))
        return nil
    }

    mutating func find<Value>(
        _ versions: Versions<Value>?, _ reference: EntryReference, _ date: CivilDate
    ) -> Value? {
        isKnown(versions, reference).flatMap { inForce($0, reference, date) }
    }

    mutating func topic(_ topic: Topic.ID, of service: Service) {
        guard !service.topics.contains(where: { $0.id == topic }) else { return }
        findings.append(
            Finding(.unknownReference, "topic (\(topic)) is none of service (\(service.id))"))
    }

    mutating func zone(of counsellor: Counsellor.ID, in model: Model) -> ZoneRules? {
        guard let name = model.zoneName(of: counsellor) else {
            findings.append(
                Finding(.unknownReference, "the office of counsellor (\(counsellor)) is unknown"))
            return nil
        }
        return zone(named: name, in: model)
    }

    mutating func zone(named name: String, in model: Model) -> ZoneRules? {
        if let zone = model.zones[name] { return zone }
        findings.append(Finding(.unknownReference, "zone (\(name)) was never given"))
        return nil
    }
}

/// Writes instants as a local clock shows them.
struct Clock {
    let zone: ZoneRules

    func text(_ instant: Instant) -> String {
        let local = zone.local(instant)
        return "\(local.date) \(local.time)"
    }

    func text(_ interval: Interval) -> String {
        "\(text(interval.start)) to \(text(interval.end))"
    }

    func text(_ set: IntervalSet, around interval: Interval) -> String {
        let margin = Gap(before: .hours(24), after: .hours(24))
        let near = set.clipped(to: interval.widened(by: margin)).intervals
        return near.isEmpty ? "never" : near.map { text($0) }.joined(separator: ", ")
    }
}
