import Rendezvous

/// A counsellor, their languages and how their working week is laid out.
struct StaffMember {
    var counsellor: Counsellor
    let shift: Shift

    var id: Counsellor.ID { counsellor.id }

    init(
        _ id: Counsellor.ID, _ office: Office.ID, _ skills: Set<Skill.ID>, _ shift: Shift,
        desk: Position.ID?, speaks languages: Set<Language> = [], also: Set<Communication> = [],
        channels: Set<Channel> = Set(Channel.allCases), gap: Gap = .none,
        bookable: WeeklyHours? = nil, limit: Int? = nil
    ) {
        counsellor = Counsellor(
            id, at: office, position: desk, skills: skills,
            communications: Set(languages.map(Communication.spoken))
                .union([.spoken("el")]).union(also),
            channels: channels, gap: gap, bookableHours: bookable, dailyLimit: limit)
        self.shift = shift
    }
}

/// Work positions: when whoever holds them meets people (A13).
enum Desks {
    // Identifiers of positions.
    static let early: Position.ID = "desk-early"
    static let late: Position.ID = "desk-late"
    static let long: Position.ID = "desk-long"
    static let employers: Position.ID = "desk-employers"
    static let eures: Position.ID = "desk-eures"
    static let register: Position.ID = "desk-register"

    /// The positions with their hours.
    static let all = [
        Position(
            early, name: ["el": "Πρωινό γραφείο συμβουλευτικής", "en": "Early counselling desk"],
            hours: .weekdays(from: "08:30", to: "11:30")),
        Position(
            late,
            name: ["el": "Μεσημβρινό γραφείο συμβουλευτικής", "en": "Midday counselling desk"],
            hours: .weekdays(from: "11:20", to: "14:30")),
        Position(
            long, name: ["el": "Γραφείο τριών ημερών", "en": "Three-day desk"],
            hours: on([.monday, .wednesday, .friday], "09:00", "14:00")),
        Position(
            employers, name: ["el": "Γραφείο εργοδοτών", "en": "Employers' desk"],
            hours: on([.monday, .tuesday, .thursday, .friday], "09:30", "13:30")),
        Position(
            eures, name: ["el": "Γραφείο EURES", "en": "EURES desk"],
            hours: .weekdays(from: "10:00", to: "13:30")),
        Position(
            register, name: ["el": "Γραφείο μητρώου", "en": "Register desk"],
            hours: .weekdays(from: "08:30", to: "10:30")),
    ]

    /// The same stretch on some days of the week.
    static func on(_ days: [Weekday], _ from: CivilTime, _ to: CivilTime) -> WeeklyHours {
        var week: [Weekday: [CivilSpan]] = [:]
        for day in days { week[day] = [CivilSpan(from, to)] }
        return WeeklyHours(week)
    }
}

/// The counsellors, in their offices; references are made up.
enum Staff {
    /// Everybody, in the order of their references.
    static let all = attica + moreAttica + north + south

    /// Whoever can serve a service, in an office or in all.
    static func serving(_ service: Service.ID, in office: Office.ID? = nil) -> [StaffMember] {
        let skills = Catalogue.skills(of: service)
        return all.filter {
            (office == nil || $0.counsellor.office == office)
                && skills.isSubset(of: $0.counsellor.skills)
        }
    }

    /// Joins on the Monday of Holy Week (A20).
    static let joining: (id: Counsellor.ID, from: CivilDate) = ("c-37", "2026-04-06")
    /// Leaves, with a last day on 1 April (A20).
    static let leaving: (id: Counsellor.ID, from: CivilDate) = ("c-20", "2026-04-02")
    /// Moves to another office, with a new position (A20).
    static let moving: (id: Counsellor.ID, to: Office.ID, desk: Position.ID, from: CivilDate) =
        ("c-09", "kypseli", Desks.late, "2026-04-06")

    private static let jobs: Set = [Catalogue.jobseekerCounsellor]
    private static let registrar: Set = [Catalogue.registrar]
    private static let both: Set = [Catalogue.jobseekerCounsellor, Catalogue.registrar]
    private static let employers: Set = [Catalogue.employerCounsellor]
    private static let eures: Set = [Catalogue.euresAdviser]
    private static let remote: Set<Channel> = [.video, .phone]

    private static let attica = [
        StaffMember("c-01", "kypseli", both, .early, desk: Desks.early, speaks: ["en", "ar"]),
        // Masters Greek sign language, so that no interpreter is needed.
        StaffMember(
            "c-02", "kypseli", jobs, .standard, desk: Desks.long, speaks: ["en"],
            also: [.signed("gss"), .lipReading("el")]),
        StaffMember("c-03", "kypseli", jobs, .teleworkTwice, desk: Desks.late, speaks: ["fr"]),
        StaffMember("c-04", "kypseli", registrar, .early, desk: Desks.register),
        StaffMember("c-05", "kypseli", employers, .standard, desk: Desks.employers),
        StaffMember("c-06", "kypseli", eures, .standard, desk: Desks.eures, speaks: ["en", "de"]),
        StaffMember("c-07", "nea-ionia", both, .standard, desk: Desks.early, speaks: ["en"]),
        StaffMember(
            "c-08", "nea-ionia", jobs, .partTime, desk: nil,
            bookable: Desks.on([.monday, .tuesday, .thursday], "09:00", "12:30")),
        StaffMember("c-09", "nea-ionia", jobs, .standard, desk: Desks.early, speaks: ["ru"]),
        StaffMember("c-10", "nea-ionia", employers, .partTime, desk: Desks.employers),
        StaffMember("c-11", "peiraias", both, .early, desk: Desks.early, speaks: ["en", "ar"]),
        StaffMember("c-12", "peiraias", jobs, .standard, desk: Desks.late, speaks: ["sq"]),
        StaffMember("c-13", "peiraias", registrar, .early, desk: Desks.register, speaks: ["en"]),
        StaffMember("c-14", "peiraias", employers, .standard, desk: Desks.employers),
        StaffMember("c-15", "peiraias", eures, .teleworkTwice, desk: Desks.eures, speaks: ["en"]),
    ]

    private static let moreAttica = [
        StaffMember(
            "c-16", "kallithea", both, .standard, desk: Desks.early, speaks: ["ru", "uk"]),
        // Has evening hours by two declarations for single days: no position, own hours.
        StaffMember(
            "c-17", "kallithea", jobs, .early, desk: nil, speaks: ["en"],
            bookable: WeeklyHours([
                .monday: [CivilSpan("09:00", "12:00")],
                .wednesday: [CivilSpan("09:00", "12:00"), CivilSpan("16:00", "19:00")],
                .friday: [CivilSpan("09:00", "12:00")],
            ])),
        StaffMember("c-18", "kallithea", employers, .standard, desk: Desks.employers),
        StaffMember("c-19", "kallithea", registrar, .partTime, desk: Desks.register),
        StaffMember("c-20", "peristeri", jobs, .standard, desk: Desks.late),
        StaffMember("c-21", "peristeri", both, .early, desk: Desks.early, speaks: ["sq"]),
        StaffMember("c-22", "peristeri", jobs, .standard, desk: Desks.late, speaks: ["en"]),
        StaffMember("c-23", "peristeri", employers, .threeDays, desk: Desks.employers),
        StaffMember("c-24", "peristeri", registrar, .early, desk: Desks.register),
    ]

    private static let north = [
        StaffMember("c-25", "thessaloniki", both, .early, desk: Desks.early, speaks: ["en"]),
        // The other master of Greek sign language.
        StaffMember(
            "c-26", "thessaloniki", jobs, .standard, desk: Desks.long, speaks: ["en"],
            also: [.signed("gss"), .lipReading("el")]),
        StaffMember("c-27", "thessaloniki", jobs, .standard, desk: Desks.late, speaks: ["ru"]),
        StaffMember(
            "c-28", "thessaloniki", jobs, .teleworkTwice, desk: Desks.early, speaks: ["en"],
            limit: 4),
        StaffMember("c-29", "thessaloniki", registrar, .early, desk: Desks.register),
        StaffMember("c-30", "thessaloniki", registrar, .partTime, desk: Desks.register),
        StaffMember("c-31", "thessaloniki", employers, .standard, desk: Desks.employers),
        StaffMember("c-32", "thessaloniki", employers, .early, desk: Desks.employers),
        StaffMember(
            "c-33", "thessaloniki", eures, .standard, desk: Desks.eures, speaks: ["en", "de"]),
        StaffMember("c-34", "larisa", both, .standard, desk: Desks.early, speaks: ["en"]),
        StaffMember("c-35", "larisa", jobs, .early, desk: Desks.late),
        StaffMember("c-36", "larisa", employers, .threeDays, desk: Desks.employers),
        StaffMember("c-37", "volos", jobs, .standard, desk: Desks.late, speaks: ["en"]),
        StaffMember("c-38", "volos", both, .early, desk: Desks.early),
        StaffMember(
            "c-39", "ioannina", both, .standard, desk: Desks.early, speaks: ["sq"],
            gap: Gap(before: .minutes(5))),
        StaffMember(
            "c-40", "ioannina", employers.union(eures), .standard, desk: Desks.eures,
            speaks: ["en", "fr"]),
    ]

    private static let south = [
        StaffMember("c-41", "patra", both, .early, desk: Desks.early, speaks: ["en"]),
        StaffMember("c-42", "patra", jobs, .standard, desk: Desks.long, speaks: ["ar", "fr"]),
        StaffMember("c-43", "patra", registrar, .partTime, desk: Desks.register),
        StaffMember("c-44", "patra", employers, .early, desk: Desks.employers),
        StaffMember("c-45", "kalamata", both, .standard, desk: Desks.early, speaks: ["en"]),
        // Works at a distance only.
        StaffMember(
            "c-46", "kalamata", both, .telework, desk: Desks.late, speaks: ["en"],
            channels: remote),
        StaffMember("c-47", "irakleio", both, .early, desk: Desks.early, speaks: ["en"]),
        StaffMember("c-48", "irakleio", jobs, .standard, desk: Desks.late, speaks: ["en"]),
        StaffMember("c-49", "irakleio", employers, .standard, desk: Desks.employers),
        StaffMember(
            "c-50", "irakleio", eures, .early, desk: Desks.eures, speaks: ["en", "fr", "de"]),
        StaffMember(
            "c-51", "thessaloniki", eures, .teleworkTwice, desk: Desks.eures, speaks: ["en", "fr"]),
        StaffMember("c-52", "patra", eures, .standard, desk: Desks.eures, speaks: ["en"]),
    ]
}

extension Agency {
    /// Adds positions and counsellors, with who joins, leaves and moves.
    mutating func addStaff() throws(Refusal) {
        for desk in Desks.all { try add(desk) }
        for member in Staff.all {
            let joins = member.id == Staff.joining.id
            try add(member.counsellor, from: joins ? Staff.joining.from : .min)
        }
        for var member in Staff.all where member.id == Staff.moving.id {
            member.counsellor.office = Staff.moving.to
            member.counsellor.position = Staff.moving.desk
            try add(member.counsellor, from: Staff.moving.from)
        }
        try withdraw(.counsellor(Staff.leaving.id), from: Staff.leaving.from)
    }
}
