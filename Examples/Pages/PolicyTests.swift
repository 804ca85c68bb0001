import Rendezvous
import RendezvousTesting
import Testing

/// What Documentation/Testing.md shows.
@Suite struct PolicyTestsExample {
    @Test func `nobody is booked over lunch`() throws {
        try expect(
            Policy("quiet", .keepFree(.weekdays(from: "12:00", to: "12:30"))), in: .smallOffice
        )
        .refuses("12:15", because: .keptFree)
        .allows("11:30")
        .offers(["11:30", "12:30"], of: .between("11:30", "13:00"))
        .survivesGenerated(agencies: 2, seed: 7)
        .check()
    }

    @Test func `the rule book`() {
        let lunch = expect(Policy("quiet", .keepFree(.weekdays(from: "12:00", to: "12:30"))))
            .refuses("12:15")
        let notice = expect(Policy("quiet", .keepFree(.weekdays(from: "12:00", to: "12:30"))))
            .allows("12:30")

        let findings = [lunch, notice].flatMap { $0.run().findings }
        #expect(findings.isEmpty, "\(findings.map(\.description).joined(separator: "\n\n"))")
    }
}
