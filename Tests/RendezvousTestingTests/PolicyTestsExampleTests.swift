import Foundation
import Rendezvous
import RendezvousDocuments
import RendezvousStudies
import RendezvousTesting
import Testing

/// Examples/PolicyTests: a rule book of fifteen policies and its scenarios.
@Suite struct PolicyTestsExampleTests {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Examples/PolicyTests/scenarios")

    static func tests() throws -> [PolicyTest] {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        return try names.map { name in
            let bytes = Array(try Data(contentsOf: folder.appendingPathComponent(name)))
            return try ScenarioDocument.decode(bytes) { path in
                (try? Data(contentsOf: folder.appendingPathComponent(path))).map { Array($0) }
            }
        }
    }

    @Test func `every scenario of the example is as expected`() throws {
        for test in try Self.tests() { try test.check() }
    }

    @Test func `the rule book has fifteen policies of different kinds, periods and scopes`() throws
    {
        let policies = MutationCheck(of: try Self.tests()).policies
        #expect(policies.count == 15)
        #expect(policies.contains { $0.preference != nil })
        #expect(policies.contains { $0.valid != .always })
        for scope in [\Policy.offices.isEmpty, \.services.isEmpty, \.channels.isEmpty] {
            #expect(policies.contains { !$0[keyPath: scope] })
        }
        #expect(policies.contains { !$0.groups.isEmpty })
    }

    @Test func `no change of the rule book goes unnoticed`() throws {
        let report = MutationCheck(of: try Self.tests()).run()
        #expect(report.isMet, "\(report)")
        #expect(report.score == 1_000)
        #expect(report.changes > 90)
    }
}
