import Foundation
import Rendezvous
import RendezvousDocuments
import Testing

/// The examples at the end of Documentation/Policies.md.
@Suite struct `Examples of policies` {
    /// The JSON of each row.
    private static func examples() throws -> [String] {
        let page = try String(
            contentsOf: Place.formats.deletingLastPathComponent()
                .appendingPathComponent("Policies.md"), encoding: .utf8)
        let section = page.components(separatedBy: "\n## Examples\n").last ?? ""
        return section.split(separator: "\n").filter { $0.hasPrefix("| `{") }.map { row in
            row.split(separator: "`").dropFirst().first.map(String.init) ?? ""
        }
    }

    private static func policy(_ text: String) throws -> Policy? {
        let document = """
            {"rendezvous": "agenda/1", "events": [
            {"at": "2026-01-01T00:00:00Z", "change": "policy-set", "policy": \(text)}]}
            """
        let events = try AgendaDocument.decode(Array(document.utf8))
        guard case .policySet(let policy) = events.first?.change else { return nil }
        return policy
    }

    @Test func `Each is read, and written as it stands on the page`() throws {
        let examples = try Self.examples()
        #expect(examples.count == 27)
        for example in examples {
            let policy = try #require(try Self.policy(example), "\(example)")
            let event = Event(at: .min, .policySet(policy))
            let written = String(
                decoding: AgendaDocument.encode([event], .compact), as: UTF8.self)
            let compact = example.replacing(": ", with: ":").replacing(", ", with: ",")
            #expect(written.contains("\"policy\":\(compact)}"), "\(example)")
        }
    }

    @Test func `There is one for every rule of the table, and they mean what it says`() throws {
        let policies = try Self.examples().compactMap { try Self.policy($0) }
        #expect(Set(policies.map(\.id)).count == policies.count)
        let samples = Samples.policies + Samples.customPolicies
        let rules = Set(policies.map { Self.word($0.rule) })
        #expect(rules == Set(samples.map { Self.word($0.rule) }))
        #expect(rules.count == 26)
        let tuesday = WeeklyHours([.tuesday: [CivilSpan("09:00", "11:00")]])
        let expected = [
            Policy("call-notice", .notice(.workingDays(2)), channels: [.phone]),
            Policy(
                "weekly", .limit(.participant, per: .week, most: 2),
                valid: DateRange(from: "2027-01-01")),
            Policy(
                "vulnerable-first",
                .protectedCapacity(tuesday, for: ["care-leavers"], release: .days(3))),
            Policy("missed-twice", .noShowCoolDown(misses: 2, within: 60, days: 14)),
            Policy("local-first", .localOffice(release: .time(.hours(48)))),
            Policy(
                "familiar", .continuity, preference: Preference(.medium, cost: 5),
                groups: ["care-leavers"]),
            Policy("quiet", .custom("lunch-is-quiet", ["until": "12:15"])),
            Policy(
                "air", .gap(Gap(before: .minutes(5), after: .minutes(10))), channels: [.office]),
        ]
        for policy in expected { #expect(policies.contains(policy), "\(policy.id)") }
    }

    /// The name of a rule's case.
    private static func word(_ rule: Rule) -> String {
        "\(rule)".split(separator: "(").first.map(String.init) ?? ""
    }
}
