import Rendezvous

/// What decides whether a policy holds: for a placement, or for an appointment that is counted.
struct Circumstances {
    let date: CivilDate
    /// The counsellor's office on the date; none if they are not in force then.
    let office: Office.ID?
    let service: Service.ID
    let channel: Channel
    /// The groups of the participant, as known now.
    let groups: Set<Group.ID>
}

extension Policy {
    /// Whether the policy holds: the date is valid, and each part of the scope is empty or has what
    /// it speaks of.
    func holds(in circumstances: Circumstances) -> Bool {
        guard valid.contains(circumstances.date) else { return false }
        let isHere = circumstances.office.map { offices.contains($0) } ?? false
        let isMember = circumstances.groups.contains { groups.contains($0) }
        return (offices.isEmpty || isHere)
            && (services.isEmpty || services.contains(circumstances.service))
            && (channels.isEmpty || channels.contains(circumstances.channel))
            && (groups.isEmpty || isMember)
    }
}

extension Model {
    /// The circumstances of an appointment: its own date and office, its participant now.
    func circumstances(of record: Record) -> Circumstances {
        let counsellor = record.placement.counsellor
        let clock = zone(of: counsellor) ?? .utc
        let date = clock.local(record.placement.interval.start).date
        return Circumstances(
            date: date, office: counsellors[counsellor]?.inForce(on: date)?.office,
            service: record.service, channel: record.placement.channel,
            groups: participant(record.party.participant).groups)
    }
}

/// The section "What is counted" of Documentation/Policies.md.
extension Examination {
    /// An appointment that is counted, with its place in the book: the order of making.
    typealias Counted = (index: Int, record: Record)

    /// The other appointments of a person that occupy now and for which the policy holds too.
    func counted(_ policy: Policy, of person: Resource) -> [Counted] {
        model.book.occupying(person, at: proposal.at, except: proposal.itself)
            .filter { policy.holds(in: model.circumstances(of: $0.record)) }
    }

    /// The date of a start in the zone of the office of the placement.
    func startDate(of record: Record) -> CivilDate {
        zone.local(record.placement.interval.start).date
    }

    var person: (counsellor: Resource, participant: Resource) {
        (.counsellor(counsellor.id), .participant(proposal.party.participant))
    }

    /// The local date of the decision.
    var today: CivilDate { zone.local(proposal.at).date }
}
