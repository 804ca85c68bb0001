import Rendezvous
import Testing

/// What Documentation/Registration.md shows.
@Suite struct RegistrationExample {
    @Test func `somebody registers, and is told what comes next`() throws {
        let now = ZoneRules.copenhagen.resolve("2026-11-23", "09:00").earliest
        var agency = Agency(founded: now)
        try agency.give(.copenhagen)
        try agency.give(.denmark)
        try agency.add(
            Office(
                "city", zone: "Europe/Copenhagen", areas: ["a-city"],
                hours: .weekdays(from: "10:00", to: "15:00"), holidays: "DK"))
        var agenda = Agenda(agency)
        let details = RegistrationDetails(home: .inCountry("a-city"))

        let asks = RegistrationCommand.register("p-204", .cashBenefit, details)
        let events = try agenda.decide(.registration(asks, by: .citizen), at: now)
        let letters = agenda.notices(of: events)
        try agenda.apply(events)
        let receipt = agenda.registration(of: "p-204", at: now)?.receipt
        let abilities = agenda.abilities(of: "p-204", at: now)

        // Nobody is written to before they have come.
        #expect(letters.isEmpty)
        #expect(receipt != nil)
        #expect(!abilities.isEmpty)
    }
}
