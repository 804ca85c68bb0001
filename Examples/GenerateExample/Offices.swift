import Rendezvous

/// Twelve of the 118 Κέντρα Προώθησης Απασχόλησης (ΚΠΑ2); hours and areas are made up.
enum Offices {
    /// How many requests come from the areas of an office, against the others.
    static let demand: [(office: Office.ID, share: Int)] = [
        ("kypseli", 135), ("nea-ionia", 75), ("peiraias", 215), ("kallithea", 170),
        ("peristeri", 235), ("thessaloniki", 210), ("larisa", 145), ("volos", 145),
        ("ioannina", 60), ("patra", 165), ("kalamata", 45), ("irakleio", 95),
    ]

    /// The offices as they are at first.
    static let all = attica + north + south

    /// Kallithea as it is from 1 April on: open on Wednesday evenings (A20).
    static let later: (office: Office, from: CivilDate) = {
        var office = kallithea
        office.hours = hours(eveningOn: .wednesday)
        return (office, "2026-04-01")
    }()

    /// Whether a facility is to be had in an office or its rooms.
    static func has(_ facility: Facility, in office: Office) -> Bool {
        office.facilities.contains(facility)
            || rooms.contains { $0.office == office.id && $0.facilities.contains(facility) }
    }

    /// An office by its identifier.
    static func office(_ id: Office.ID) -> Office? { all.first { $0.id == id } }

    /// The rooms in which people are received.
    static let rooms = [
        Room(
            "kypseli-1", in: "kypseli", name: ["el": "Αίθουσα 1", "en": "Room 1"],
            facilities: ["induction-loop"]),
        Room("kypseli-2", in: "kypseli", name: ["el": "Αίθουσα 2", "en": "Room 2"]),
        Room("nea-ionia-1", in: "nea-ionia", name: ["el": "Αίθουσα 1", "en": "Room 1"]),
        Room("peiraias-1", in: "peiraias", name: ["el": "Ισόγειο", "en": "Ground floor"]),
        Room(
            "peiraias-2", in: "peiraias", name: ["el": "Πρώτος όροφος", "en": "First floor"],
            facilities: ["induction-loop"]),
        Room("kallithea-1", in: "kallithea", name: ["el": "Αίθουσα 1", "en": "Room 1"]),
        Room("peristeri-1", in: "peristeri", name: ["el": "Αίθουσα 1", "en": "Room 1"]),
        Room(
            "thessaloniki-1", in: "thessaloniki", name: ["el": "Αίθουσα Α", "en": "Room A"],
            facilities: ["induction-loop"]),
        Room("thessaloniki-2", in: "thessaloniki", name: ["el": "Αίθουσα Β", "en": "Room B"]),
        Room("larisa-1", in: "larisa", name: ["el": "Αίθουσα 1", "en": "Room 1"]),
        Room("volos-1", in: "volos", name: ["el": "Αίθουσα 1", "en": "Room 1"]),
        Room("ioannina-1", in: "ioannina", name: ["el": "Αίθουσα 1", "en": "Room 1"]),
        Room(
            "patra-1", in: "patra", name: ["el": "Αίθουσα 1", "en": "Room 1"],
            facilities: ["induction-loop"]),
        Room("kalamata-1", in: "kalamata", name: ["el": "Αίθουσα 1", "en": "Room 1"]),
        Room("irakleio-1", in: "irakleio", name: ["el": "Αίθουσα 1", "en": "Room 1"]),
    ]

    private static let attica = [
        office(
            "kypseli", ["el": "ΚΠΑ2 Κυψέλης", "en": "KPA2 Kypseli"], "attiki",
            ["athina-6", "athina-7", "galatsi"], hours("07:30", "15:30"),
            facilities: ["step-free"]),
        office(
            "nea-ionia", ["el": "ΚΠΑ2 Νέας Ιωνίας", "en": "KPA2 Nea Ionia"], "attiki",
            ["nea-ionia", "irakleio-attikis", "lykovrysi-pefki", "galatsi"],
            hours("08:00", "15:00")),
        office(
            "peiraias", ["el": "ΚΠΑ2 Πειραιά", "en": "KPA2 Piraeus"], "attiki",
            ["peiraias", "perama", "keratsini-drapetsona", "nikaia-agios-ioannis-rentis"],
            hours("07:30", "15:30"), facilities: ["step-free"]),
        kallithea,
        office(
            "peristeri", ["el": "ΚΠΑ2 Περιστερίου", "en": "KPA2 Peristeri"], "attiki",
            ["peristeri", "petroupoli", "ilion"], hours("08:00", "15:00"),
            facilities: ["step-free"]),
    ]

    private static let kallithea = office(
        "kallithea", ["el": "ΚΠΑ2 Καλλιθέας", "en": "KPA2 Kallithea"], "attiki",
        ["kallithea", "moschato-tavros", "nea-smyrni", "palaio-faliro"], hours("08:00", "15:00"),
        facilities: ["step-free"])

    private static let north = [
        office(
            "thessaloniki", ["el": "ΚΠΑ2 Θεσσαλονίκης", "en": "KPA2 Thessaloniki"],
            "kentriki-makedonia",
            ["thessaloniki", "ampelokipoi-menemeni", "neapoli-sykies", "kalamaria"],
            hours("07:30", "15:30"), facilities: ["step-free"],
            closed: [
                ("2026-10-26", ["el": "Άγιος Δημήτριος, πολιούχος", "en": "Saint Demetrius"])
            ]),
        office(
            "larisa", ["el": "ΚΠΑ2 Λάρισας", "en": "KPA2 Larissa"], "thessalia",
            ["larisa", "tempi", "agia"], hours("08:00", "15:00"), facilities: ["step-free"],
            closed: [
                ("2026-04-03", ["el": "Εργασίες στο κτίριο", "en": "Works in the building"]),
                ("2026-05-15", ["el": "Άγιος Αχίλλιος, πολιούχος", "en": "Saint Achillius"]),
            ]),
        office(
            "volos", ["el": "ΚΠΑ2 Βόλου", "en": "KPA2 Volos"], "thessalia",
            ["volos", "rigas-feraios", "notio-pilio"], hours("08:00", "15:00")),
        office(
            "ioannina", ["el": "ΚΠΑ2 Ιωαννίνων", "en": "KPA2 Ioannina"], "ipeiros",
            ["ioannina", "zitsa", "metsovo"], hours("08:00", "15:00"),
            facilities: ["step-free"]),
    ]

    private static let south = [
        office(
            "patra", ["el": "ΚΠΑ2 Πάτρας", "en": "KPA2 Patras"], "dytiki-ellada",
            ["patra", "dytiki-achaia", "erymanthos"], hours("08:00", "15:00"),
            facilities: ["step-free"],
            closed: [("2026-11-30", ["el": "Άγιος Ανδρέας, πολιούχος", "en": "Saint Andrew"])]),
        office(
            "kalamata", ["el": "ΚΠΑ2 Καλαμάτας", "en": "KPA2 Kalamata"], "peloponnisos",
            ["kalamata", "messini"], hours("08:00", "15:00"), facilities: ["step-free"],
            closed: [
                (
                    "2026-03-23",
                    ["el": "Απελευθέρωση της Καλαμάτας", "en": "Liberation of Kalamata, 1821"]
                )
            ]),
        office(
            "irakleio", ["el": "ΚΠΑ2 Ηρακλείου", "en": "KPA2 Heraklion"], "kriti",
            ["irakleio", "malevizi", "chersonisos"], hours("07:30", "15:30"),
            facilities: ["step-free"],
            closed: [("2026-11-11", ["el": "Άγιος Μηνάς, πολιούχος", "en": "Saint Menas"])]),
    ]

    private static func office(
        _ id: Office.ID, _ name: Label, _ region: Office.Region, _ areas: Set<Office.Area>,
        _ hours: WeeklyHours, facilities: Set<Facility> = [], closed: [(CivilDate, Label)] = []
    ) -> Office {
        // Holy Thursday is no holiday, but offices close early.
        let holyThursday = DatedException(
            DateRange("2026-04-09"), hours: [CivilSpan("08:00", "12:30")],
            reason: ["el": "Μεγάλη Πέμπτη", "en": "Holy Thursday"])
        return Office(
            id, name: name, zone: ZoneRules.athens.name, region: region, areas: areas,
            hours: hours,
            exceptions: [holyThursday]
                + closed.map { DatedException(DateRange($0.0), reason: $0.1) },
            holidays: HolidayCalendar.greece.id, facilities: facilities)
    }

    private static func hours(_ from: CivilTime, _ to: CivilTime) -> WeeklyHours {
        .weekdays(from: from, to: to)
    }

    private static func hours(eveningOn evening: Weekday) -> WeeklyHours {
        var week: [Weekday: [CivilSpan]] = [:]
        for day in Weekday.allCases where day <= .friday {
            week[day] = [CivilSpan("08:00", day == evening ? "19:00" : "15:00")]
        }
        return WeeklyHours(week)
    }
}

extension Agency {
    /// Adds offices, the later version of one, and rooms.
    mutating func addOffices() throws(Refusal) {
        for office in Offices.all { try add(office) }
        try add(Offices.later.office, from: Offices.later.from)
        for room in Offices.rooms { try add(room) }
    }
}
