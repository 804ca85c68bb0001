import Foundation
import Rendezvous
import RendezvousDocuments
import RendezvousSimulation
import RendezvousStudies
import Testing

/// What `staffing/1` and `phone-scenario/1` mean, and the shipped call centre.
@Suite struct PhoneDocumentTests {
    @Test func `a staffing document is the task that it says`() throws {
        let task = try StaffingDocument.decode(Samples.example(.staffing))
        #expect(task.calls == [[60, 120, 120, 60.5], [0, 0, 0, 0]])
        #expect(try task.grid == DayGrid(opening: 28_800, period: 3_600, count: 4))
        #expect(task.patterns.count == 2 * 2 + 3 && task.patterns[1].breaks == [36_000..<39_600])
        #expect(task.patience == 120 && task.target.occupancyMax == 0.9 && task.agents == 30)
        #expect(try task.rules == StaffRules(daysInAll: 220))
    }

    @Test func `a scenario is the line that it says`() throws {
        let scenario = try PhoneScenarioDocument.decode(Samples.example(.phoneScenario))
        let line = try PhoneLine(
            topics: [
                CallTopic("jobs", skills: 1), CallTopic("EURES", skills: 3),
                CallTopic("abuse", skills: 0, handOverTarget: "child helpline"),
            ],
            kinds: [
                CallKind(
                    "local", topics: [0], locality: 0, priority: 1,
                    arrivals: .rates([30, 60.5, 50, 40], every: 3_600, perTime: 3_600),
                    handling: .logNormal(mean: 300, variation: 0.9),
                    patience: .zeroOrExponential(share: 0.05, mean: 120),
                    redial: Redial(
                        ifBlocked: 0.8, ifAbandoned: 0.3, gap: .uniform(from: 60, to: 600),
                        attemptsMax: 3),
                    callBack: .predictedWait(120, accepting: 0.4, booked: true), keptFree: 1),
                CallKind(
                    "both", topics: [0, 1], arrivals: .poisson(rate: 12 / 3_600),
                    handling: .gamma(shape: 2, mean: 400),
                    callBack: .queueLength(5, accepting: 1, keptFree: 1), origin: "child helpline"),
            ],
            groups: [
                AgentGroup("Cluj", agents: 4, skills: 1, localities: 1),
                AgentGroup(
                    "EURES", skills: 3,
                    shifts: [.init(from: 0, agents: 2), .init(from: 7_200, agents: 3)],
                    shiftEnd: .handBack),
            ], places: 40, busyness: .erlang(stages: 50, mean: 1))
        let same = try PhoneScenario(
            "A morning", line, until: 14_400, warmUp: 1_800, target: 20, period: 1_800,
            slots: CallBackSlots(
                length: 1_800, places: [0, 0, 2, 2, 2, 2, 2, 2], notice: 1_800, horizon: 14_400))
        for replication in 0..<3 {
            let key = StreamKey(seed: 6, replication: replication)
            #expect(try scenario.run(key) == same.run(key))
        }
    }

    @Test func `what does not go together is refused with its place`() throws {
        let text = String(decoding: try Samples.example(.phoneScenario), as: UTF8.self)
        for (old, new, path) in [
            ("\"topics\": [\"jobs\"]", "\"topics\": [\"job\"]", "kinds[0].topics[0]"),
            ("\"queue\": 5", "\"queue\": -5", "kinds[1].callBack.queue"),
            ("\"queue\": 5", "\"wait\": \"PT1M\", \"queue\": 5", "kinds[1].callBack"),
            ("\"law\": \"gamma\"", "\"law\": \"gama\"", "kinds[1].handling.law"),
            ("\"from\": \"PT2H\"", "\"from\": \"PT0S\"", "groups[1]"),
            ("\"agents\": 4", "\"agents\": 4.5", "groups[0].agents"),
        ] {
            #expect(text.contains(old))
            let error = refusal { () throws(DocumentError) in
                _ = try PhoneScenarioDocument.decode(Array(text.replacing(old, with: new).utf8))
            }
            #expect(error?.path == path, "\(new): \(error?.description ?? "none")")
        }
    }

    @Test func `the call centre runs with and without call-backs, on the same callers`() throws {
        let folder = Place.formats.deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("Examples/callcentre")
        func result(_ name: String) throws -> PhoneResult {
            let bytes = try Place.bytes(folder.appendingPathComponent(name))
            return try PhoneScenarioDocument.decode(bytes).run(StreamKey(seed: 1, replication: 0))
        }
        let (without, with) = (try result("monday.json"), try result("monday-callbacks.json"))
        #expect(without.clients == with.clients && without.kinds.allSatisfy { $0.isConserved })
        #expect(without.all.callBacks == 0 && with.all.callBacks > 0)
        #expect(with.kinds.allSatisfy { $0.isConserved })
        #expect(with.all.abandoned < without.all.abandoned)
        let plan = try StaffingDocument.decode(
            Place.bytes(folder.appendingPathComponent("week.json")))
        #expect(plan.agents == 250 && plan.calls.count == 7)
    }
}
