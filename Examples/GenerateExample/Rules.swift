import Rendezvous

/// The policies of the example: dated, and some for certain services only.
enum Rules {
    /// The policies in force.
    static let all = [
        Policy("counsellor-day", .limit(.counsellor, per: .day, most: 12)),
        Policy(
            "counsellor-day-employers", .limit(.counsellor, per: .day, most: 4),
            services: [Catalogue.businesses, Catalogue.euresBusinesses]),
        Policy(
            "counsellor-day-holy-week", .limit(.counsellor, per: .day, most: 4),
            valid: .days("2026-04-06", "2026-04-09")),
        Policy("participant-day", .limit(.participant, per: .day, most: 1)),
        // A register update may end when the shift does.
        Policy(
            "register-gaps", .gapsOutsideWorkingTime, valid: DateRange(from: "2026-04-01"),
            services: [Catalogue.register]),
    ]
}

extension Agency {
    /// The agency of the example.
    ///
    /// - Throws: ``Refusal`` if the engine does not accept a part of it.
    static func myOAEDlive(seed: UInt64) throws(Refusal) -> Agency {
        var agency = Agency(founded: Period.founded)
        try agency.give(.athens)
        try agency.give(.greece)
        try agency.addCatalogue()
        try agency.addOffices()
        try agency.addStaff()
        try agency.addInterpreters()
        for policy in Rules.all { try agency.set(policy) }
        try agency.declareWorkingTime(seed: seed)
        return agency
    }
}
