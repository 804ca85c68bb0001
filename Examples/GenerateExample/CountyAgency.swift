import Rendezvous

/// The offices and counsellors of the county; the towns are real, everything else is made up.
enum CountyAgency {
    /// The case managers of each office.
    static let managers: [Office.ID: [Counsellor.ID]] = [
        "cluj": ["ana", "bogdan", "carmen", "dan"], "turda": ["elena", "florin"],
        "dej": ["gabriela", "horia"], "gherla": ["ioana"],
    ]

    private static let offices: [(id: Office.ID, name: String)] = [
        ("cluj", "Cluj-Napoca"), ("turda", "Turda"), ("dej", "Dej"), ("gherla", "Gherla"),
    ]

    static func agency() throws -> Agency {
        var agency = Agency(founded: County.instant("2026-11-01", "08:00"))
        try agency.give(.bucharest)
        try agency.give(.romania)
        try agency.add(Field("jobseekers", name: ["ro": "Persoane", "en": "Jobseekers"]))
        try agency.add(
            Service(
                "counselling", in: "jobseekers",
                name: ["ro": "Consiliere", "en": "Counselling by the case manager"],
                lasting: .minutes(30), interpretedDuration: .minutes(45),
                gap: Gap(after: .minutes(10)), channels: [.office], horizon: 100, startGrid: 10))
        try agency.add(
            Service(
                "subsidy", in: "jobseekers",
                name: ["ro": "Dosar de stimulente", "en": "File for a mobility grant"],
                lasting: .minutes(20), gap: Gap(after: .minutes(5)), channels: [.office],
                checklist: [
                    ChecklistItem("identity", name: ["ro": "Act de identitate"]),
                    ChecklistItem("contract", name: ["ro": "Contract de muncă"]),
                ], startGrid: 5))
        for office in offices {
            try agency.add(
                Office(
                    office.id, name: ["ro": office.name], zone: County.zone.name,
                    region: "cluj-county", hours: .weekdays(from: "08:30", to: "16:00"),
                    holidays: HolidayCalendar.romania.id))
        }
        try addPeople(to: &agency)
        try addPolicies(to: &agency)
        return agency
    }

    private static func addPeople(to agency: inout Agency) throws {
        let day = DayTimetable(
            from: "08:30", to: "15:30")
        let week = [day, day, day, day, day, .rest, .rest]
        for office in offices {
            for id in managers[office.id] ?? [] {
                try agency.add(
                    Counsellor(id, at: office.id, communications: [.spoken("ro")]))
                try agency.declare(
                    Declaration(
                        Declaration.ID("week-\(id)"), of: .counsellor(id),
                        submitted: agency.founded, .weekly(week, .always)))
            }
        }
        let february = DateRange(from: "2027-02-01", to: "2027-02-26") ?? .always
        try agency.declare(
            Declaration(
                "leave-florin", of: .counsellor("florin"), submitted: agency.founded,
                .leave(Leave("annual", .days(february)))))
        for id in ["olga", "petro"] as [Interpreter.ID] {
            try agency.add(
                Interpreter(id, communications: [.spoken("uk")], zone: County.zone.name))
            try agency.declare(
                Declaration(
                    Declaration.ID("week-\(id)"), of: .interpreter(id), submitted: agency.founded,
                    .weekly(week, .always)))
        }
    }

    /// Tuesday mornings are kept for those who come first until two days before; people are met at
    /// their own office; whoever asks for a grant hands the documents in first.
    private static func addPolicies(to agency: inout Agency) throws {
        let mornings = WeeklyHours([.tuesday: [CivilSpan("08:30", "11:30")]])
        try agency.set(
            Policy(
                "kept",
                .protectedCapacity(
                    mornings, for: ["homeless", "care-leavers", "stateless"],
                    release: .days(2)),
                services: ["counselling"]))
        try agency.set(Policy("local", .localOffice(release: nil), services: ["counselling"]))
        try agency.set(
            Policy("documents", .documentsFirst(.submitted), services: ["subsidy"]))
        try agency.set(Policy("present", .participantPresent))
        try agency.set(
            Policy("familiar", .continuity, preference: Preference(.medium, cost: 1)))
    }
}
