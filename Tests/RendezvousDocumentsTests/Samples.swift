import Foundation
import Rendezvous
import RendezvousDocuments

/// Documents and values that many tests use.
enum Samples {
    static let founded = Instant(secondsSince1970: 1_790_000_000)

    /// The examples of the page on formats, by kind.
    static func examples() throws -> [(kind: DocumentKind, bytes: [UInt8])] {
        let page = try String(
            contentsOf: Place.formats.appendingPathComponent("README.md"), encoding: .utf8)
        return try page.components(separatedBy: "```json\n").dropFirst().map { part in
            let text = part.components(separatedBy: "```")[0]
            let bytes = Array(text.utf8)
            return (try DocumentKind(of: bytes), bytes)
        }
    }

    static func example(_ kind: DocumentKind) throws -> [UInt8] {
        try examples().first { $0.kind == kind }?.bytes ?? []
    }

    /// A zone that is not shipped.
    static func otherZone() throws -> ZoneRules {
        try ZoneRules(name: "Test/Athens", tzif: ZoneRules.athens.bytes)
    }

    /// An agency with every kind of entry and every member of each.
    static func agency() throws -> Agency {
        var agency = Agency(founded: founded)
        try agency.give(.athens)
        try agency.give(otherZone())
        try agency.give(.greece)
        try agency.give(calendar)
        try agency.add(Field("jobseekers", name: ["el": "Ανεργία", "en": "Jobseekers"]))
        try agency.add(Skill("eures", name: "EURES \"adviser\"\n"))
        try agency.add(service)
        try agency.add(Service("short", in: "jobseekers", lasting: .minutes(5)))
        try agency.add(Service("short", in: "jobseekers", lasting: Seconds(90)), from: "2027-01-01")
        try agency.add(office)
        try agency.add(
            Position("front", name: "Front", hours: .weekdays(from: "09:00", to: "12:00")))
        try agency.add(Room("room-1", in: "kypseli", name: "1", facilities: ["hearing-loop"]))
        try agency.add(counsellor)
        try agency.add(Counsellor("c-18", at: "kypseli", offers: []))
        try agency.add(
            Interpreter(
                "i-3", communications: [.signed("gss"), .spoken("ar")], channels: [.video],
                offices: ["kypseli"], gap: Gap(before: .minutes(1)), zone: "Test/Athens"))
        try agency.withdraw(.room("room-1"), from: "2027-06-01")
        try agency.amend(.precedenceSet(.date))
        for policy in policies { try agency.set(policy) }
        for participant in try participants() { try agency.note(participant) }
        for declaration in try declarations() { try agency.declare(declaration) }
        for declaration in workingTime { try agency.declare(declaration) }
        try agency.amend(.workingTimeRulesSet(rules, from: "2027-01-01"))
        try agency.amend(.clocked(clockEvents[0]))
        try agency.amend(.clocked(clockEvents[1]))
        return agency
    }

    static let service = Service(
        "advice", in: "jobseekers", name: ["en": "Advice"],
        topics: [
            Topic(
                "cv", name: "CV",
                checklist: [
                    ChecklistItem(
                        "id", name: "Identity card", obtainedFrom: "police", submittedTo: "desk")
                ])
        ], for: [.business, .person, .registered], lasting: .minutes(30),
        interpretedDuration: .minutes(45), gap: Gap(before: .minutes(5), after: .minutes(10)),
        channelGaps: [.video: .none, .office: Gap(after: Seconds(45))],
        channels: [.office, .video, .phone], skills: ["eures"],
        checklist: [ChecklistItem("form", name: "Form")], minimumNotice: .hours(48), horizon: 30,
        startGrid: 15, needsRoom: true, capacity: 12)

    static let office = Office(
        "kypseli", name: ["el": "Κυψέλη"], zone: "Europe/Athens", region: "attica",
        areas: ["11362", "11364"],
        hours: WeeklyHours([
            .monday: [CivilSpan("08:00", "12:00"), CivilSpan("13:00", "15:00")],
            .saturday: [CivilSpan("00:00", "24:00")],
            .sunday: [CivilSpan("22:00", "06:00")],
        ]),
        exceptions: [
            DatedException(
                DateRange("2026-12-24"), hours: [CivilSpan("08:00", "12:00")], reason: "Eve"),
            DatedException(.always),
        ], holidays: "GR", facilities: ["step-free", "hearing-loop"])

    static let counsellor = Counsellor(
        "c-17", at: "kypseli", position: "front", offers: ["advice", "short"], skills: ["eures"],
        communications: [.spoken("el"), .lipReading("el")], channels: [.video],
        gap: Gap(after: .minutes(1)), bookableHours: .weekdays(from: "08:30", to: "14:30"),
        dailyLimit: 9)

    /// A calendar with every kind of rule.
    static let calendar = HolidayCalendar(
        id: "own", name: "Own",
        holidays: [
            Holiday(name: "A", localName: "Α", rule: .fixed(month: 2, day: 29)),
            Holiday(
                name: "B", localName: "", rule: .nth(-1, .monday, month: 5), years: 2020...9999),
            Holiday(name: "C", localName: "", rule: .onOrAfter(.friday, month: 6, day: 19)),
            Holiday(name: "D", localName: "", rule: .onOrBefore(.sunday, month: 12, day: 24)),
            Holiday(
                name: "E", localName: "", rule: .easter(.orthodox, offset: -48), years: 1...2030),
            Holiday(name: "F", localName: "", rule: .easter(.western, offset: 0)),
            Holiday(
                name: "G", localName: "",
                rule: .moved(month: 5, day: 1, to: [2024: "2024-05-07", 2021: "2021-05-04"])),
        ])

    private static let morning = WeeklyHours.weekdays(from: "08:00", to: "10:00")

    /// A policy with each rule but `custom`, and each member both ways.
    static let policies = [
        Policy(
            "calm", .limit(.counsellor, per: .day, most: 8), valid: DateRange(from: "2026-11-01"),
            offices: ["kypseli"], services: ["advice", "short"]),
        Policy("once", .limit(.participant, per: .week, most: 1)),
        Policy("late", .gapsOutsideWorkingTime, valid: DateRange("2026-12-31")),
        Policy("notice", .notice(.time(.minutes(90))), channels: [.office, .phone]),
        Policy("working-notice", .notice(.workingDays(0)), groups: ["vulnerable", "care-leavers"]),
        Policy("horizon", .horizon(.days(0)), preference: Preference(.weak)),
        Policy("spacing", .spacing(days: 732)),
        Policy("gap", .gap(Gap(before: .minutes(5), after: Seconds(90)))),
        Policy("no-gap", .gap(.none)),
        Policy("rest", .rest(.hours(11)), preference: Preference(.strong, cost: 1_000_000)),
        Policy("audience", .audience([.business, .registered])),
        Policy("authority", .authority([.legal, .authorised])),
        Policy("submitted", .documentsFirst(.submitted)),
        Policy("checked", .documentsFirst(.checked), services: ["advice"]),
        Policy(
            "protected",
            .protectedCapacity(morning, for: ["vulnerable", "care"], release: .days(3))),
        Policy(
            "signed",
            .interpreterSlots(
                morning, for: [.signed("gss"), .spoken("ar")], release: .workingDays(500))),
        Policy("freed", .freedSlotDelay(.hours(24 * 7))),
        Policy("one", .oneOpenAppointment),
        Policy("present", .participantPresent),
        Policy("cool-down", .noShowCoolDown(misses: 2, within: 60, days: 30)),
        Policy("free", .keepFree(morning)),
        Policy("local", .localOffice(release: nil)),
        Policy("pooled", .localOffice(release: .time(.hours(48)))),
        Policy("own", .ownCounsellor, preference: Preference(.medium, cost: 2)),
        Policy("continuity", .continuity, preference: Preference(.medium)),
        Policy("load", .leastLoaded(per: .week), preference: Preference(.weak, cost: 3)),
        Policy("robin", .roundRobin, preference: Preference(.weak)),
        Policy("soonest", .soonest, preference: Preference(.weak)),
        Policy("fair", .fairShare, preference: Preference(.weak)),
        Policy("over", .overbooking(10)),
    ]

    /// Custom rules with and without parameters; an agency reads them only if it is given them.
    static let customPolicies = [
        Policy("quiet", .custom("lunch-is-quiet", ["until": "12:15", "from": "ä\"\n"])),
        Policy("own-rule", .custom("own rule", [:]), preference: Preference(.weak)),
    ]

    static func participants() throws -> [Participant] {
        [
            Participant(
                "p-2", groups: ["vulnerable", "care"], office: "kypseli", counsellor: "c-17",
                documents: ["id": .checked, "form": .submitted, "cv": .rejected],
                absences: IntervalSet([
                    try Interval("2026-12-01T00:00:00Z", "2026-12-02T00:00:00Z"),
                    try Interval("2026-11-20T00:00:00Z", "2026-11-20T00:00:01Z"),
                ])),
            Participant("p-1"),
        ]
    }

    static func declarations() throws -> [Declaration] {
        let day = DayTimetable(
            [
                WorkStretch(CivilSpan("08:00", "15:00")),
                WorkStretch(CivilSpan("16:00", "18:00"), at: .telework),
            ],
            breaks: [
                .fixed(CivilSpan("10:00", "10:15")),
                .floating(.minutes(30), within: CivilSpan("12:00", "14:00")),
            ])
        let week = [day, .rest, day, .rest, DayTimetable(from: "22:00", to: "06:00"), .rest, .rest]
        let (first, second) = (Worker.counsellor("c-17"), Worker.interpreter("i-3"))
        return [
            Declaration(
                "d-1", of: first, submitted: founded,
                .weekly(week, DateRange(from: "2026-10-01"))),
            Declaration(
                "d-2", of: second, submitted: founded - Seconds(1),
                .daily(day, DateRange("2026-11-24"))),
            Declaration(
                "d-3", of: first, submitted: founded,
                .leave(Leave("annual", .days(DateRange("2026-12-28"))))),
            Declaration(
                "d-4", of: second, submitted: founded,
                .leave(Leave("hourly", .hours("2026-11-24", CivilSpan("13:00", "15:00"))))),
        ]
    }

    /// Declarations besides timetables, with every member of each.
    static let workingTime: [Declaration] = {
        var contract = Contract(
            weeklyHours: .hours(20), of: .hours(40), from: .arbitration, .reduced, workDays: 6,
            pause: ContractBreak(.minutes(20), isInsideHours: false, after: .hours(5)),
            flexibleArrival: .minutes(90), firstDay: DayTimetable(from: "10:00", to: "14:00"))
        contract.branch = "0"
        contract.isBorrowed = true
        let contents: [Declaration.Content] = [
            .contract(Contract(), .always), .contract(contract, DateRange(from: "2026-10-01")),
            .overtime(Overtime("2026-11-25", CivilSpan("18:00", "20:00"), at: .telework)),
            .planned(Leave("annual", .days(DateRange("2026-12-22")), counting: 1)),
            .planned(Leave("hourly", .hours("2026-12-23", CivilSpan("08:00", "09:00")))),
            .leave(Leave("annual", .days(DateRange("2026-12-21")), counting: 0)),
            .inclusion(Inclusion(declaredTime: "2026-10-01", card: "2026-11-01")),
            .inclusion(Inclusion(declaredTime: nil, card: nil)),
        ]
        return contents.enumerated().map { index, content in
            Declaration(
                Declaration.ID("w-\(index)"), of: .counsellor("c-17"), submitted: founded, content)
        }
    }()

    static let rules: WorkingTimeRules = {
        var rules = WorkingTimeRules()
        rules.lateDeclarations = .refuse
        rules.telework = .byCard
        rules.leaveReportDay = 12
        rules.rest = .hours(12)
        rules.breakAfter = .hours(6)
        rules.breakLength = .minutes(30)
        rules.grace = .minutes(5)
        rules.absentAfter = .minutes(30)
        return rules
    }()

    static let clockEvents = [
        ClockEvent("k-1", of: .counsellor("c-17"), .arrival, at: founded),
        ClockEvent("k-2", of: .interpreter("i-3"), .departure, at: founded, delay: "001"),
    ]

    static func placement() throws -> Placement {
        Placement(
            try Interval("2026-11-24T08:00:00Z", "2026-11-24T08:45:00Z"), on: .office,
            with: "c-17", interpreter: "i-3", in: "room-1")
    }

    static func booking(_ number: Int) throws -> Booking {
        let needs: [Need] = [.signed("gss"), .facility("step-free")]
        return Booking(
            Appointment.ID(number),
            for: Party("p-1", as: .business(.authorised), bookedBy: "p-2", needs: needs),
            service: "advice", topic: "cv", at: try placement(), gap: Gap(after: .minutes(10)),
            interpreterGap: Gap(before: .minutes(1)))
    }

    /// Events with every case of ``Change``, whether they follow each other or not.
    static func events() throws -> [Event] {
        let simple = Booking(
            Appointment.ID(2), for: Party("p-3", as: .person), service: "advice", topic: nil,
            at: Placement(try placement().interval, on: .phone, with: "c-17"), gap: .none,
            interpreterGap: .none)
        let changes: [Change] =
            [
                .declarationWithdrawn("d-1"), .policyWithdrawn("calm"), .precedenceSet(.stretch),
                .withdrawn(.field("f"), from: .min), .withdrawn(.skill("s"), from: .max),
                .withdrawn(.service("s"), from: "2027-01-01"),
                .withdrawn(.office("o"), from: "2027-01-01"),
                .withdrawn(.position("p"), from: "2027-01-01"),
                .withdrawn(.counsellor("c"), from: "2027-01-01"),
                .withdrawn(.interpreter("i"), from: "2027-01-01"),
                .held(try booking(1), until: founded + .minutes(5)), .confirmed(Appointment.ID(1)),
                .booked(simple),
                .rescheduled(
                    Appointment.ID(1), to: try placement(), gap: .none,
                    interpreterGap: Gap(after: Seconds(1))),
                .cancelled(Appointment.ID(1), .excused), .cancelled(Appointment.ID(1), .revoked),
                .cancelled(Appointment.ID(1), .lapsed), .arrived(Appointment.ID(2)),
                .fulfilled(Appointment.ID(2)), .missed(Appointment.ID(2)),
                .proposed(
                    try booking(3), moving: Appointment.ID(2), until: founded + .hours(2)),
                .transferred(Appointment.ID(3)), .cancelled(Appointment.ID(3), .merged),
                .cancelled(Appointment.ID(3), .declined),
                .cancelled(Appointment.ID(3), .identityRefused),
                .offered(WaitingEntry.ID(1), Appointment.ID(1)),
                .waitingEnded(WaitingEntry.ID(1), .served),
                .waitingEnded(WaitingEntry.ID(2), .withdrawn),
                .invited(
                    Appointment.ID(1), "i-1", for: .signed("gss"),
                    interpreterGap: Gap(after: .minutes(5))),
                .invited(Appointment.ID(1), "i-1", for: .spoken("ar"), interpreterGap: .none),
                .admitted(Appointment.ID(1)), .identified(Appointment.ID(1), by: "c-17"),
                .identityRefused(Appointment.ID(1), by: "c-17"),
                .meetingBegan(Appointment.ID(1), .video),
                .modeChanged(Appointment.ID(1), .audioOnly),
                .declarationCorrected("w-3", by: workingTime[4]), .clockVoided("k-1"),
                .workingTimeRulesSet(WorkingTimeRules(), from: .min),
            ]
        let enlisted = try requests().enumerated().map {
            Change.enlisted(WaitingEntry.ID($0.offset + 1), $0.element)
        }
        let noted = try participants().map { Change.participantNoted($0) }
        let custom = customPolicies.map { Change.policySet($0) }
        return try agency().events
            + (changes + enlisted + noted + custom + registrations + casework).map {
                Event(at: founded + .hours(1), $0)
            }
    }

    static func requests() throws -> [Request] {
        let window = try Interval("2026-11-23T00:00:00Z", "2026-11-24T00:00:00Z")
        let other = try Interval("2026-11-30T00:00:00Z", "2026-12-01T00:00:00Z")
        let party = try booking(1).party
        return [
            Request("r-1", for: Party("p-1"), service: "advice", within: IntervalSet()),
            Request(
                "r-2", for: party, service: "advice", topic: "cv", channels: [.video, .office],
                at: .offices(["b", "a"]), with: .only("c-17"),
                within: IntervalSet([other, window]),
                weight: 7, submitted: founded),
            Request(
                "r-3", for: Party("p"), service: "s", at: .region("r"), with: .preferred("c"),
                within: IntervalSet(window)),
            Request("r-4", for: Party("p"), service: "s", at: .area("a"), within: IntervalSet()),
        ]
    }

    static func plan() throws -> Plan {
        let counts = [
            Shortage.Count(.notWorking, counsellorDays: 2), .init(.gap, counsellorDays: 1),
        ]
        return Plan(
            at: founded, assignments: [Assignment("r-2", at: try placement())],
            waiting: [
                Waiting("r-1"),
                Waiting("r-3", shortage: Shortage(counsellorDays: 3, counts: counts)),
            ], served: 7, bound: 9)
    }

    static func certificate() -> PlanCertificate {
        let toll = PlanCertificate.Toll(
            interpreters: ["i-1"], rooms: ["r-1"], from: founded, prices: [0, 512])
        return PlanCertificate(parts: [
            PlanCertificate.Part(
                requests: [PlanCertificate.Price("r-2", 65_536), PlanCertificate.Price("r-1", 3)],
                tolls: [toll]),
            PlanCertificate.Part(requests: [PlanCertificate.Price("r-3", 0)], tolls: []),
        ])
    }
}
