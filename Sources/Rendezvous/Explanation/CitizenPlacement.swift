/// As much of a placement as a citizen may see: when, how and where, and that an interpreter
/// comes; nobody's name.
///
/// Who the counsellor is belongs to it only where the agency tells it (`namingCounsellor`).
public struct CitizenPlacement: Hashable, Sendable {
    /// When, how and at which office.
    public let occasion: CitizenExplanation.Occasion
    /// The room to come to.
    public let room: Room.ID?
    /// Whether an interpreter comes.
    public let hasInterpreter: Bool
    /// The counsellor, where the agency tells it.
    public let counsellor: Counsellor.ID?
}

extension Agenda {
    /// What a citizen may see of a placement.
    ///
    /// - Parameters:
    ///   - placement: A placement of this agenda.
    ///   - namingCounsellor: Whether the agency tells citizens who their counsellor is.
    /// - Complexity: O(1).
    public func citizenView(
        of placement: Placement, namingCounsellor: Bool = false
    ) -> CitizenPlacement {
        CitizenPlacement(
            occasion: CitizenExplanation.Occasion(
                interval: placement.interval, channel: placement.channel,
                office: officeAndZone(of: placement).office),
            room: placement.room, hasInterpreter: placement.interpreter != nil,
            counsellor: namingCounsellor ? placement.counsellor : nil)
    }

    /// The counsellor's office on the day of a placement, and the name of its zone: what every
    /// answer says of every opening.
    ///
    /// - Complexity: O(1).
    package func officeAndZone(of placement: Placement) -> (office: Office.ID?, zone: String) {
        guard let number = supply.catalogue.counsellors.number(of: placement.counsellor) else {
            return (nil, ZoneRules.utc.name)
        }
        let zone = supply.zone(ofCounsellor: number)
        let date = zone.local(placement.interval.start).date
        return (supply.catalogue.counsellors.value(number, on: date)?.office, zone.name)
    }
}
