import Testing

@testable import Rendezvous

/// Changes of the supply, tried and made as one batch (A15, A20).
@Suite struct SupplyEffectTests {
    private let now = Scenario.now

    private func leave(_ days: ClosedRange<Int> = 0...0, id: Declaration.ID = "leave") -> Change {
        let dates = DateRange(
            from: Scenario.monday.advanced(by: days.lowerBound),
            to: Scenario.monday.advanced(by: days.upperBound))
        return .declared(
            Declaration(
                id, of: .counsellor("maria"), submitted: now,
                .leave(Leave("annual", .days(dates ?? .always)))))
    }

    private func agenda() throws -> Agenda {
        var agenda = Agenda(try Scenario().agency)
        for day in 0...2 {
            try agenda.perform(
                .book(Scenario.placement("09:00", days: day), for: Scenario.request(days: 5)),
                at: now)
        }
        return agenda
    }

    @Test func `an effect tells what stands, what falls and what comes back`() throws {
        var agenda = try agenda()
        let image = agenda.stateImage()
        let effect = try agenda.whatIf([leave(0...1)], at: now)
        #expect(effect.supported == 1)
        #expect(
            effect.orphaned.map(\.appointment) == [Appointment.ID(1), Appointment.ID(2)])
        #expect(effect.orphaned.allSatisfy { $0.reason == .notWorking })
        #expect(effect.recovered.isEmpty)
        #expect(agenda.stateImage() == image)

        try agenda.perform(.amendAll([leave(0...1)]), at: now)
        #expect(agenda.contradictions(at: now).count == 2)
        let back = try agenda.whatIf(
            [.declarationWithdrawn("leave"), leave(1...2, id: "other")], at: now)
        #expect(back.recovered == [Appointment.ID(1)])
        #expect(back.stillContradicted == 1)
        #expect(back.orphaned.map(\.appointment) == [Appointment.ID(3)])
        #expect(back.supported == 1)
    }

    @Test func `a batch may define what it uses, and one refusal refuses all`() throws {
        var agenda = try agenda()
        let image = agenda.stateImage()
        let good: [Change] = [
            .defined(.counsellor(Counsellor("new", at: "kypseli")), from: .min),
            .declared(
                Declaration(
                    "d-new", of: .counsellor("new"), submitted: now,
                    .daily(DayTimetable(from: "08:00", to: "12:00"), .always))),
        ]
        let events = try agenda.decide(.amendAll(good), at: now)
        #expect(events.map(\.change) == good)
        for bad in [Change.declarationWithdrawn("none"), .confirmed(Appointment.ID(1)), good[1]] {
            #expect(agenda.refusal(.amendAll(good + [bad]), at: now) != nil)
            #expect(throws: Refusal.self) { try agenda.whatIf(good + [bad], at: now) }
        }
        #expect(agenda.stateImage() == image)
        #expect(try agenda.decide(.amendAll([]), at: now) == [])
        try agenda.apply(events)
        #expect(agenda.counsellors.contains("new"))
    }
}
