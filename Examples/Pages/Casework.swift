import Rendezvous
import Testing

/// What Documentation/Casework.md shows.
@Suite struct CaseworkExample {
    private let now = ZoneRules.bucharest.resolve("2026-11-23", "09:00").earliest

    /// An office in Turda whose manager meets people who are very hard to place every two weeks.
    private func agenda() throws -> Agenda {
        var agency = Agency(founded: now)
        try agency.give(.bucharest)
        try agency.give(.romania)
        try agency.add(Field("cases", name: "Cases"))
        try agency.add(Service("meet", in: "cases", lasting: .minutes(30), horizon: 60))
        try agency.add(
            Office(
                "turda", zone: "Europe/Bucharest", hours: .weekdays(from: "08:00", to: "16:00"),
                holidays: "RO"))
        try agency.add(Counsellor("elena", at: "turda"))
        let day = DayTimetable(from: "08:00", to: "16:00")
        try agency.declare(
            Declaration(
                "elena", of: .counsellor("elena"), submitted: now,
                .weekly([day, day, day, day, day, .rest, .rest], .always)))
        var agenda = Agenda(agency)
        let segment = Segment(
            "very-hard", name: "Very hard to place", meeting: "meet",
            stages: [
                ContactStage(
                    opens: .calendarDays(0), bookBy: .calendarDays(10), holdBy: .calendarDays(14))
            ])
        try agenda.apply(
            try agenda.decide(.casework(.setSegment(segment), by: .system), at: now))
        return agenda
    }

    @Test func `a case is opened, and its contacts are planned`() throws {
        var agenda = try agenda()

        let open = CaseCommand.open("p-204", "very-hard", at: "turda", manager: "elena")
        try agenda.apply(try agenda.decide(.casework(open, by: .office("turda")), at: now))
        let contact = agenda.contact(of: "p-204", at: now)
        let due = agenda.contactRequests(at: now, through: "2027-01-18")
        let plan = try Planner(agenda).plan(due, at: now)
        let outlook = try agenda.contactOutlook(at: now, weeks: 13)
        let file = agenda.personFile(of: "p-204", at: now)

        #expect(contact != nil)
        #expect(!due.isEmpty && plan.assignments.count == due.count)
        #expect(!outlook.isEmpty)
        #expect(file != nil)
    }
}
