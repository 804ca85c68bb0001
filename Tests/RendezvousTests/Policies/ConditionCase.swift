import Testing

@testable import Rendezvous

/// A condition that Tuesday 10:00 with Maria breaks, and nothing else does.
struct ConditionCase: Sendable, CustomTestStringConvertible {
    let rule: Rule
    let reason: Reason
    var party = Party("p-1")
    var facts: @Sendable (inout Participant) -> Void = { _ in }
    /// What stands already: when, days after Monday, with whom and for whom.
    var standing: [(CivilTime, Int, Counsellor.ID, Subject.ID)] = []
    /// What happened besides.
    var happened: @Sendable (inout PolicyDesk) throws -> Void = { _ in }

    var testDescription: String { "\(rule)" }

    /// The agency with some policies, and what happened.
    func desk(_ policies: Policy...) throws -> PolicyDesk {
        var participant = Participant("p-1", groups: ["care"])
        facts(&participant)
        var desk = try PolicyDesk(
            participants: [participant, Participant("p-2", groups: ["care"])],
            rules: [EvenHours.self])
        for (time, days, counsellor, person) in standing {
            try desk.stand(PolicyDesk.placement(time, days: days, with: counsellor), for: person)
        }
        try happened(&desk)
        for policy in policies { try desk.apply(.policySet(policy)) }
        return desk
    }

    /// A rule written in Swift that even hours break, as often as its parameter says.
    struct EvenHours: CustomRule {
        static let name = "even-hours"
        let times: Int

        init(_ parameters: [String: String]) throws(Refusal) {
            guard Set(parameters.keys).isSubset(of: ["times"]),
                let times = Int(parameters["times"] ?? "1"), times >= 0
            else { throw Refusal(.invalidValue, "times of even-hours must be a number") }
            self.times = times
        }

        func units(_ candidate: Candidate) -> Int {
            candidate.localStart.time.secondOfDay / 3_600 % 2 == 0 ? times : 0
        }
    }

    static let all = ofTime + ofPeople + ofAppointments

    private static let tenTwenty = WeeklyHours([.tuesday: [CivilSpan("10:20", "11:00")]])

    private static let ofTime = [
        ConditionCase(rule: .notice(.time(.hours(27) + .second)), reason: .notice),
        ConditionCase(rule: .notice(.days(2)), reason: .notice),
        ConditionCase(rule: .notice(.workingDays(2)), reason: .notice),
        ConditionCase(rule: .horizon(.time(.hours(27) - .second)), reason: .horizon),
        ConditionCase(rule: .horizon(.days(0)), reason: .horizon),
        ConditionCase(rule: .horizon(.workingDays(0)), reason: .horizon),
        ConditionCase(rule: .keepFree(tenTwenty), reason: .keptFree),
        ConditionCase(
            rule: .protectedCapacity(tenTwenty, for: ["young"], release: .days(0)),
            reason: .protected),
        ConditionCase(
            rule: .interpreterSlots(
                tenTwenty, for: [.signed("gss")], release: .time(.hours(27) - .second)),
            reason: .protected),
    ]

    private static let ofPeople = [
        ConditionCase(rule: .audience([.business]), reason: .audience),
        ConditionCase(
            rule: .authority([.legal]), reason: .authority,
            party: Party("p-1", as: .business(.authorised))),
        ConditionCase(rule: .documentsFirst(.submitted), reason: .documentsMissing),
        ConditionCase(
            rule: .participantPresent, reason: .participantAbsent,
            facts: {
                $0.absences = IntervalSet(PolicyDesk.placement("10:20").interval)
            }),
        ConditionCase(
            rule: .localOffice(release: nil), reason: .otherOffice, facts: { $0.office = "patisia" }
        ),
        ConditionCase(
            rule: .localOffice(release: .days(0)), reason: .otherOffice,
            facts: { $0.office = "patisia" }),
        ConditionCase(
            rule: .ownCounsellor, reason: .otherCounsellor, facts: { $0.counsellor = "nikos" }),
        ConditionCase(rule: .custom("even-hours", [:]), reason: .customRule),
    ]

    private static let ofAppointments = [
        ConditionCase(
            rule: .limit(.counsellor, per: .day, most: 1), reason: .counsellorDailyLimit,
            standing: [("07:00", 1, "maria", "p-2")]),
        ConditionCase(
            rule: .limit(.counsellor, per: .week, most: 1), reason: .counsellorWeeklyLimit,
            standing: [("12:00", 0, "maria", "p-2")]),
        ConditionCase(
            rule: .limit(.participant, per: .day, most: 1), reason: .participantDailyLimit,
            standing: [("07:00", 1, "nikos", "p-1")]),
        ConditionCase(
            rule: .limit(.participant, per: .week, most: 1), reason: .participantWeeklyLimit,
            standing: [("12:00", 0, "nikos", "p-1")]),
        ConditionCase(
            rule: .rest(.hours(11)), reason: .rest, standing: [("23:10", 0, "maria", "p-2")]),
        ConditionCase(
            rule: .spacing(days: 2), reason: .spacing, standing: [("12:00", 0, "nikos", "p-1")]),
        ConditionCase(
            rule: .oneOpenAppointment, reason: .openAppointment,
            standing: [("12:00", 0, "nikos", "p-1")]),
        ConditionCase(
            rule: .continuity, reason: .otherCounsellor, standing: [("12:00", 0, "nikos", "p-1")]),
        ConditionCase(
            rule: .noShowCoolDown(misses: 1, within: 10, days: 10), reason: .coolDown,
            standing: [("12:00", -3, "nikos", "p-1")],
            happened: {
                try $0.apply(.missed(Appointment.ID(1)), at: PolicyDesk.now - .hours(60))
            }),
        ConditionCase(
            rule: .freedSlotDelay(.hours(2)), reason: .recentlyFreed,
            standing: [("10:20", 1, "maria", "p-2")],
            happened: {
                try $0.apply(
                    .cancelled(Appointment.ID(1), .excused), at: PolicyDesk.now - .hours(1))
            }),
    ]
}
