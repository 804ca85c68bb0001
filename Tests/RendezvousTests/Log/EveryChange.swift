import Rendezvous

/// A history with every kind of change, every kind of entry and every optional value both ways.
///
/// Its encoding is the fixture `events-v1.log`. It grows at the end only: what is written here is
/// what logs of version 1 look like.
enum EveryChange {
    /// The events, which follow each other as they must.
    static let events: [Event] =
        (supply + withdrawals + appointments + lifecycle + EveryRegistration.changes
        + workingTime + EveryCase.changes)
        .enumerated().map {
            Event(at: founded + .minutes(Int64($0.offset)), $0.element)
        }

    static let founded = Instant(secondsSince1970: 1_795_000_000)

    private static let supply: [Change] =
        [.zoneGiven(.utc), .zoneGiven(.athens), .holidaysGiven(everyRule)]
        + [.holidaysGiven(HolidayCalendar(id: "none", name: "", holidays: []))]
        + entries + declarations + policies

    // MARK: Catalogue

    private static let everyRule = HolidayCalendar(
        id: "every", name: "Every rule",
        holidays: [
            Holiday(
                name: "Christmas", localName: "Χριστούγεννα", rule: .fixed(month: 12, day: 25)),
            Holiday(name: "First", localName: "", rule: .nth(1, .monday, month: 5)),
            Holiday(
                name: "Last", localName: "", rule: .nth(-1, .sunday, month: 10),
                years: 2_000...2_030),
            Holiday(name: "After", localName: "", rule: .onOrAfter(.saturday, month: 6, day: 20)),
            Holiday(name: "Before", localName: "", rule: .onOrBefore(.friday, month: 1, day: 1)),
            Holiday(name: "Good Friday", localName: "", rule: .easter(.western, offset: -2)),
            Holiday(name: "Clean Monday", localName: "", rule: .easter(.orthodox, offset: -48)),
            Holiday(name: "Kept", localName: "", rule: .moved(month: 5, day: 1, to: [:])),
            Holiday(
                name: "Moved", localName: "",
                rule: .moved(month: 5, day: 1, to: [2_027: "2027-05-03", 2_024: "2024-05-07"])),
        ])

    private static let checklist = [
        ChecklistItem(
            "card", name: ["el": "Κάρτα ανεργίας", "en": "Unemployment card"],
            obtainedFrom: "Online", submittedTo: "Counsellor"),
        ChecklistItem("cv", name: "CV"),
    ]

    private static let fullService = Service(
        "advice", in: "jobseekers", name: ["el": "Συμβουλευτική", "en": "Advice", "ro": "Sfat"],
        topics: [Topic("plan", name: "Plan", checklist: checklist), Topic("other", name: "")],
        for: [.registered, .person, .business], lasting: .minutes(30),
        interpretedDuration: .minutes(45), gap: Gap(before: .minutes(5), after: .minutes(10)),
        channelGaps: [.office: Gap(after: .minutes(20)), .video: .none],
        channels: [.video, .phone, .office], skills: ["eures", "employers"], checklist: checklist,
        minimumNotice: .hours(24), horizon: 30, startGrid: 15, needsRoom: true, capacity: 12)

    private static let fullOffice = Office(
        "kypseli", name: ["el": "Κυψέλη"], zone: "Europe/Athens", region: "attiki",
        areas: ["10400", "10401"],
        hours: WeeklyHours([
            .monday: [CivilSpan("08:00", "12:00"), CivilSpan("12:30", "15:00")],
            .friday: [CivilSpan("22:00", "06:00")], .sunday: [CivilSpan("00:00", "24:00")],
        ]),
        exceptions: [
            DatedException(DateRange("2026-12-24"), reason: ["en": "Inventory"]),
            DatedException(.always, hours: [CivilSpan("09:00:30", "12:00")]),
        ],
        holidays: "every", facilities: ["step-free", "induction-loop"])

    private static let fullCounsellor = Counsellor(
        "c-1", at: "kypseli", position: "desk", offers: ["advice", "brief"],
        skills: ["eures", "employers"],
        communications: [
            .spoken("en"), .signed("gss"), .lipReading("el"), Communication(.written, "el"),
        ],
        channels: [.phone, .office], gap: Gap(before: .minutes(1), after: Seconds(90)),
        bookableHours: .weekdays(from: "09:00", to: "13:00"), dailyLimit: 8)

    private static let entries: [Change] = [
        .defined(.field(Field("jobseekers", name: ["en": "Job seekers"])), from: .min),
        .defined(.skill(Skill("eures", name: "EURES")), from: .min),
        .defined(.skill(Skill("employers", name: "")), from: "2026-01-01"),
        .defined(.service(fullService), from: .min),
        .defined(.service(Service("brief", in: "jobseekers", lasting: .minutes(15))), from: .min),
        .defined(.office(fullOffice), from: .min),
        .defined(
            .office(Office("plain", zone: "UTC", hours: WeeklyHours([:]))), from: "2026-01-01"),
        .defined(
            .position(
                Position("desk", name: "Desk", hours: .weekdays(from: "09:00", to: "12:00"))),
            from: .min),
        .defined(
            .room(Room("r-1", in: "kypseli", name: "Room 1", facilities: ["hearing"])), from: .min),
        .defined(.room(Room("r-2", in: "plain")), from: .min),
        .defined(.counsellor(fullCounsellor), from: .min),
        .defined(.counsellor(Counsellor("c-2", at: "kypseli")), from: .min),
        .defined(.counsellor(Counsellor("c-3", at: "kypseli", offers: [])), from: "2027-01-01"),
        .defined(
            .interpreter(
                Interpreter(
                    "i-1", communications: [.signed("gss"), .spoken("ar")], channels: [.video],
                    offices: ["kypseli", "plain"], gap: Gap(after: .minutes(5)),
                    zone: "Europe/Athens")), from: .min),
        .defined(
            .interpreter(Interpreter("i-2", communications: [.spoken("uk")], zone: "UTC")),
            from: .min),
        .defined(
            .interpreter(
                Interpreter("i-3", communications: [.spoken("uk")], offices: [], zone: "UTC")),
            from: .min),
    ]

    // MARK: Working time and policies

    private static let fullDay = DayTimetable(
        [
            WorkStretch(CivilSpan("08:00", "12:00")),
            WorkStretch(CivilSpan("13:00", "17:00"), at: .telework),
        ],
        breaks: [
            .fixed(CivilSpan("10:00", "10:15")),
            .floating(.minutes(20), within: CivilSpan("14:00", "16:00")),
        ])

    private static let declarations: [Change] = [
        declared("d-1", .counsellor("c-1"), .weekly(week, DateRange(from: "2026-01-01"))),
        declared("d-2", .counsellor("c-2"), .daily(fullDay, DateRange("2026-11-23"))),
        declared("d-3", .interpreter("i-1"), .daily(.rest, .always)),
        declared(
            "d-4", .counsellor("c-1"), .leave(Leave("annual", .days(DateRange("2026-12-01"))))),
        declared(
            "d-5", .counsellor("c-1"),
            .leave(Leave("hours", .hours("2026-12-02", CivilSpan("22:00", "02:00"))))),
        .declarationWithdrawn("d-4"),
        .precedenceSet(.date),
        .precedenceSet(.stretch),
    ]

    private static let week = [
        fullDay, .rest, DayTimetable(from: "22:00", to: "06:00"), .rest, .rest, .rest, fullDay,
    ]

    private static func declared(
        _ id: Declaration.ID, _ worker: Worker, _ content: Declaration.Content
    ) -> Change {
        .declared(Declaration(id, of: worker, submitted: founded - .hours(1), content))
    }

    private static let hours = WeeklyHours([
        .monday: [CivilSpan("08:00", "10:00"), CivilSpan("22:00", "02:00")],
        .sunday: [CivilSpan("00:00", "24:00")],
    ])

    /// Each rule, preferences at each level, and each part of the scope.
    private static let policies: [Change] =
        [
            Policy("day", .limit(.counsellor, per: .day, most: 10)),
            Policy(
                "once", .limit(.participant, per: .week, most: 1),
                valid: DateRange(from: "2027-01-01"),
                offices: ["plain", "kypseli"], services: ["brief", "advice"],
                channels: [.office, .video], groups: ["vulnerable", "care-leavers"]),
            Policy("notice", .notice(.time(.minutes(90))), preference: Preference(.strong)),
            Policy("horizon", .horizon(.days(30)), preference: Preference(.medium, cost: 1_000)),
            Policy("working", .notice(.workingDays(2))),
            Policy("spacing", .spacing(days: 7), preference: Preference(.weak, cost: 1_000_000)),
            Policy("gap", .gap(Gap(before: .minutes(5), after: Seconds(90)))),
            Policy("rest", .rest(.hours(11))),
            Policy("audience", .audience([.business, .registered])),
            Policy("authority", .authority([.legal, .authorised])),
            Policy("documents", .documentsFirst(.submitted)),
            Policy(
                "protected",
                .protectedCapacity(hours, for: ["vulnerable", "care"], release: .days(3))),
            Policy(
                "signed",
                .interpreterSlots(
                    hours, for: [.spoken("ar"), .signed("gss")], release: .workingDays(7))),
            Policy("freed", .freedSlotDelay(.hours(2))),
            Policy("one", .oneOpenAppointment),
            Policy("present", .participantPresent),
            Policy("cool-down", .noShowCoolDown(misses: 2, within: 60, days: 30)),
            Policy("free", .keepFree(hours), valid: DateRange("2026-11-23")),
            Policy("local", .localOffice(release: nil)),
            Policy("pooled", .localOffice(release: .time(.hours(48)))),
            Policy("own", .ownCounsellor), Policy("continuity", .continuity),
            Policy("load", .leastLoaded(per: .week), preference: Preference(.weak)),
            Policy("robin", .roundRobin, preference: Preference(.weak)),
            Policy("soonest", .soonest, preference: Preference(.weak)),
            Policy("fair", .fairShare, preference: Preference(.weak)),
            Policy("over", .overbooking(1)),
            Policy("custom", .custom("any", ["b": "", "a": "Ä"])),
            Policy("plain", .custom("any", [:]), preference: Preference(.weak)),
            Policy("gaps", .gapsOutsideWorkingTime, valid: DateRange("2026-11-23")),
        ].map { .policySet($0) } + [.policyWithdrawn("gaps")] + participants

    private static let participants: [Change] = [
        .participantNoted(
            Participant(
                "p-2", groups: ["vulnerable", "care"], office: "kypseli", counsellor: "c-1",
                documents: ["cv": .submitted, "card": .checked, "old": .rejected],
                absences: IntervalSet([absence(40), absence(20)]))),
        .participantNoted(Participant("p-9")),
    ]

    private static func absence(_ day: Int64) -> Interval {
        let start = founded + .hours(24 * day)
        return Interval(start: start, end: start + .hours(24)) ?? .always
    }

    /// The rules written in Swift that the history needs.
    static let rules = CustomRules([AnyRule.self])

    /// A rule with any parameters that nothing breaks.
    private struct AnyRule: CustomRule {
        static let name = "any"
        init(_ parameters: [String: String]) throws(Refusal) {}
        func units(_ candidate: Candidate) -> Int { 0 }
    }

    /// One withdrawal of each kind of entry, all from a later date on.
    private static let withdrawals: [Change] = [
        EntryReference.field("jobseekers"), .skill("employers"), .service("brief"),
        .office("plain"), .position("desk"), .room("r-2"), .counsellor("c-3"), .interpreter("i-2"),
    ].map { .withdrawn($0, from: "2028-01-01") }

    // MARK: Appointments

    private static let plainParty = Party("p-1")
    private static let fullParty = Party(
        "p-2", as: .business(.authorised), bookedBy: "p-3",
        needs: [.facility("step-free"), .signed("gss"), .spoken("ar"), .lipReading("el")])

    private static func placement(
        _ day: Int, _ channel: Channel = .video, interpreter: Interpreter.ID? = nil,
        room: Room.ID? = nil
    ) -> Placement {
        let start = founded + .hours(Int64(24 * day))
        let interval = Interval(start: start, end: start + .minutes(30)) ?? .always
        return Placement(interval, on: channel, with: "c-1", interpreter: interpreter, in: room)
    }

    private static func booking(_ number: Int, _ party: Party = plainParty) -> Booking {
        Booking(
            Appointment.ID(number), for: party, service: "advice", topic: nil,
            at: placement(number), gap: .none, interpreterGap: .none)
    }

    private static let fullBooking = Booking(
        Appointment.ID(2), for: fullParty, service: "advice", topic: "plan",
        at: placement(2, .office, interpreter: "i-1", room: "r-1"),
        gap: Gap(before: .minutes(5), after: .hours(24)), interpreterGap: Gap(after: .minutes(5)))

    private static let appointments: [Change] = [
        .held(booking(1), until: founded + .hours(24)),
        .booked(fullBooking),
        .confirmed(Appointment.ID(1)),
        .rescheduled(
            Appointment.ID(1), to: placement(3, .phone), gap: Gap(after: .minutes(10)),
            interpreterGap: .none),
        .rescheduled(
            Appointment.ID(2), to: placement(4, .office, interpreter: "i-3", room: "r-1"),
            gap: .none, interpreterGap: Gap(before: Seconds(1))),
        .booked(booking(3, Party("p-4", as: .person))),
        .booked(booking(4, Party("p-4", as: .business(.legal), needs: [.spoken("uk")]))),
        .held(booking(5), until: founded + .hours(25)),
        .held(booking(6), until: founded + .hours(26)),
        .arrived(Appointment.ID(1)),
        .fulfilled(Appointment.ID(1)),
        .missed(Appointment.ID(2)),
        .cancelled(Appointment.ID(3), .excused),
        .cancelled(Appointment.ID(4), .revoked),
        .cancelled(Appointment.ID(5), .lapsed),
    ]

    // MARK: Working time

    private static let fullContract: Contract = {
        var contract = Contract(
            weeklyHours: .hours(20), of: .hours(40), from: .arbitration, .reduced, workDays: 6,
            pause: ContractBreak(.minutes(20), isInsideHours: false, after: .hours(5)),
            flexibleArrival: .minutes(90), firstDay: fullDay)
        contract.branch = "0"
        contract.isBorrowed = true
        return contract
    }()

    private static let workingTime: [Change] = [
        .workingTimeRulesSet(fullRules, from: "2027-01-01"),
        .workingTimeRulesSet(WorkingTimeRules(), from: .min),
        declared("d-6", .counsellor("c-1"), .contract(Contract(), .always)),
        declared("d-7", .counsellor("c-1"), .contract(fullContract, DateRange("2026-11-24"))),
        declared("d-8", .counsellor("c-1"), .overtime(overtime)),
        declared(
            "d-9", .interpreter("i-1"),
            .planned(Leave("annual", .days(DateRange("2026-12-01")), counting: 1))),
        declared(
            "d-10", .counsellor("c-1"),
            .planned(Leave("hours", .hours("2026-12-03", CivilSpan("09:00", "10:00"))))),
        declared(
            "d-11", .counsellor("c-1"),
            .leave(Leave("annual", .days(DateRange("2026-12-04")), counting: 0))),
        declared(
            "d-12", .counsellor("c-1"),
            .inclusion(Inclusion(declaredTime: "2026-12-01", card: nil))),
        declared(
            "d-13", .counsellor("c-2"), .inclusion(Inclusion(declaredTime: nil, card: .max))),
        .declarationCorrected(
            "d-11",
            by: Declaration(
                "d-11", of: .counsellor("c-1"), submitted: founded,
                .leave(Leave("annual", .days(DateRange("2026-12-05")))))),
        .clocked(ClockEvent("k-1", of: .counsellor("c-1"), .arrival, at: founded)),
        .clocked(
            ClockEvent(
                "k-2", of: .interpreter("i-1"), .departure, at: founded + .hours(1), delay: "002")),
        .clockVoided("k-1"),
    ]

    private static let overtime = Overtime(
        "2026-11-25", CivilSpan("18:00", "20:30"), at: .telework)

    private static let fullRules: WorkingTimeRules = {
        var rules = WorkingTimeRules()
        rules.lateDeclarations = .refuse
        rules.telework = .byCard
        rules.leaveReportDay = 15
        rules.rest = .hours(12)
        rules.breakAfter = .hours(6)
        rules.breakLength = .minutes(30)
        rules.grace = .minutes(5)
        rules.absentAfter = .minutes(30)
        return rules
    }()
}
