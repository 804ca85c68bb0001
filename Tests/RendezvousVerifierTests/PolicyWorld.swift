import Rendezvous
import RendezvousVerifier

/// Worlds with policies.
extension World {
    /// A world with one policy, and records of people.
    static func with(
        _ rule: Rule, _ preference: Preference? = nil, _ participants: Participant...,
        change: (inout World) -> Void = { _ in }
    ) -> World {
        World { world in
            change(&world)
            world.then.append(.policySet(Policy("rule", rule, preference: preference)))
            world.then += participants.map { .participantNoted($0) }
        }
    }

    /// A second counsellor in the office, with the same timetable, and c-19 in another office.
    mutating func addColleagues() {
        var other = office
        other.id = "patissia"
        after += [
            .office(other), .counsellor(Counsellor("c-18", at: "kypseli")),
            .counsellor(Counsellor("c-19", at: "patissia")),
        ]
        then += [
            .declared(working(.counsellor("c-18"), day, "d-18")),
            .declared(working(.counsellor("c-19"), day, "d-19")),
        ]
    }

    /// The world after another booking.
    func booking(
        _ placement: Placement, for party: Party = Party("p-1"), at instant: Instant = friday
    ) -> World {
        var next = self
        next.book(placement, for: party, at: instant)
        return next
    }

    /// What a placement for `advice` costs after all events.
    func cost(
        _ placement: Placement, for party: Party = Party("p-1"), at instant: Instant = friday
    ) -> Cost? {
        let request = Request(for: party, service: "advice", within: IntervalSet(.always))
        return Examiner(after: events).cost(of: placement, for: request, at: instant)
    }
}

/// The cost of so many units of weak preferences.
func weak(_ units: Int) -> Cost {
    var cost = Cost()
    cost.add(Preference(.weak), times: units)
    return cost
}
