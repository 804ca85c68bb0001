import Foundation
import Rendezvous
import RendezvousDocuments
import RendezvousSimulation
import RendezvousStudies
import Testing

@Suite struct SimulationDocumentTests {
    static let folder = Place.tests.deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Examples/simulation")

    static func simulation(_ name: String) throws -> SimulationDocument.Simulation {
        let bytes = try Place.bytes(folder.appendingPathComponent(name))
        return try SimulationDocument.decode(bytes) { path in
            try? Place.bytes(folder.appendingPathComponent(path).standardizedFileURL)
        }
    }

    /// What the example of the page gives, in few runs.
    static func record(_ range: Range<Int> = 1..<4) throws -> StudyRecord {
        let simulation = try SimulationDocument.decode(Samples.example(.simulation))
        let study = try BookStudy(simulation.scenario, policies: simulation.policies)
        return try StudyRecord(
            study, program: "test", results: study.run(range, seed: simulation.seed ?? 0))
    }

    @Test(arguments: [
        "pilot-pooling.json", "vulnerable-reserve.json", "overbooking.json",
        "illness-fortnight.json", "twenty-policies.json",
    ])
    func `each scenario of the examples runs, and loses nobody`(_ name: String) throws {
        let simulation = try Self.simulation(name)
        let scenario = simulation.scenario
        // The beginning of an illness is part of the short run.
        let short = try BookScenario(
            title: scenario.title, events: scenario.events, from: scenario.first, days: 3,
            warmUp: 1, clients: scenario.clients,
            absences: scenario.absences.isEmpty
                ? [] : [AbsencePattern(.wave(first: 1, days: 2, share: 0.3))],
            target: scenario.target, isLight: scenario.isLight)
        let policies = scenario.isLight ? simulation.policies : Array(simulation.policies.suffix(1))
        let study = try BookStudy(short, policies: policies)
        let results = try study.run(0..<1, seed: simulation.seed ?? 1)
        for policy in policies.indices {
            func value(_ name: String) throws -> Double {
                try #require(results.estimate(StudyMetric(name), policy: policy)).mean
            }
            #expect(try value("requests") > 20)
            #expect(try value("booked") > 20)
            let ends = try value("booked") + value("refused") + value("stillWaiting")
            #expect(try value("requests") == ends)
        }
        #expect(name != "twenty-policies.json" || policies.count == 20)
    }

    @Test func `results are read as they are written, and parts merge into the bytes of one run`()
        throws
    {
        let whole = try Self.record()
        let bytes = SimulationResultsDocument.encode(whole)
        #expect(String(decoding: bytes, as: UTF8.self).contains("null"))
        #expect(try SimulationResultsDocument.decode(bytes) == whole)
        var merged = try SimulationResultsDocument.decode(
            SimulationResultsDocument.encode(Self.record(3..<4)))
        try merged.merge(Self.record(1..<3))
        #expect(SimulationResultsDocument.encode(merged) == bytes)
    }

    @Test func `a table has a row for each value that was observed`() throws {
        let record = try Self.record(1..<2)
        let text = String(decoding: StudyTable.encode(record), as: UTF8.self)
        let rows = text.components(separatedBy: "\r\n")
        #expect(rows[0] == "scenario,policy,replication,metric,group,interval,value")
        let observed = record.results.policies.indices.reduce(0) { sum, policy in
            let values = record.results.values(policy: policy, replication: 1) ?? []
            return sum + values.count { !$0.isNaN }
        }
        #expect(rows.count == observed + 2)
        #expect(rows[1].hasPrefix("Hours kept for a group,now,1,requests,,,"))
    }

    @Test func `a fault of the agency that is named is told with its place there`() {
        let document = #"{"rendezvous": "simulation/1", "agency": "a.json"}"#
        let agency = "{\n\"rendezvous\": \"agency/1\",\n  \"foundet\": 1}"
        let error = refusal { () throws(DocumentError) in
            _ = try SimulationDocument.decode(Array(document.utf8)) { _ in Array(agency.utf8) }
        }
        #expect(
            error?.message.hasSuffix(", at line 3, column 3 of that file") == true,
            "\(error?.message ?? "")")
    }

    @Test func `errors name the place`() throws {
        func error(_ text: String, _ other: String) throws -> String {
            let document = String(decoding: try Samples.example(.simulation), as: UTF8.self)
            try #require(document.contains(text))
            let changed = document.replacingOccurrences(of: text, with: other)
            return refusal { () throws(DocumentError) in
                _ = try SimulationDocument.decode(Array(changed.utf8))
            }?.message ?? ""
        }
        #expect(
            try error("\"perDay\": 6.5", "\"perDay\": -1")
                == "clients[0].perDay (-1) must be a number from 0 to 1000000")
        #expect(
            try error("\"law\": \"log-normal\"", "\"law\": \"normal\"").hasPrefix(
                "clients[0].length.law (\"normal\") must be one of \"deterministic\""))
        #expect(
            try error("\"mean\": \"PT25M\"", "\"mean\": 25")
                .hasPrefix("clients[0].length.mean (25) must be a length of time"))
        #expect(
            try error("\"kind\": \"wave\"", "\"kind\": \"tide\"")
                == "absences[0].kind (\"tide\") must be \"wave\" or \"spells\"")
        #expect(
            try error("\"id\": \"kept\"", "\"id\": \"now\"").hasPrefix("policies"))
        #expect(try error("\"warmUp\": 1", "\"warmUp\": 9").hasPrefix("warmUp (9) must be"))
        #expect(
            try error("\"book\": \"agenda\"", "\"book\": \"paper\"")
                == "book (\"paper\") must be \"agenda\" or \"light\"")
        #expect(
            try error(
                "\"service\": \"advice\",\n      \"groups\"",
                "\"service\": \"x\",\n      \"groups\""
            )
            .contains("service (x) of clients (all) must be one that the agency has"))
    }
}
