import Foundation
import RendezvousCLI
import RendezvousDocuments
import RendezvousSimulation
import RendezvousStudies
import Testing

/// `rendezvous simulate` on the shipped study, shortened, and on the document of the page.
@Suite struct SimulateCommandTests {
    private func desk() throws -> Desk {
        let page = try String(
            contentsOf: Example.root.appendingPathComponent("Documentation/Formats/README.md"),
            encoding: .utf8)
        let part = try #require(
            page.components(separatedBy: "```json\n").first {
                $0.contains("\"rendezvous\": \"simulation/1\"")
            })
        return Desk(["s.json": part.components(separatedBy: "```")[0]])
    }

    @Test func `results are written as JSON, table and page, and parts merge to the same bytes`()
        throws
    {
        let desk = try desk()
        let whole = desk.run(
            "simulate s.json --replications 1...4 --out all.json --csv all.csv --report all.html")
        #expect(whole.code == .success)
        #expect(whole.saved == ["all.json", "all.csv", "all.html"])
        #expect(
            desk.run("simulate s.json --replications 3...4 --threads 1 --out b.json").code
                == .success)
        #expect(
            desk.run("simulate s.json --replications 1...2 --threads 2 --out a.json").code
                == .success)
        let merged = desk.run("simulate merge b.json a.json --out m.json --report m.html")
        #expect(merged.code == .success)
        #expect(merged.output == whole.output)
        #expect(desk.files["m.json"] == desk.files["all.json"])
        #expect(desk.files["m.html"] == desk.files["all.html"])
        #expect(desk.run("simulate all.json --json").output == (try desk.text("all.json")))
        #expect(whole.output.contains("4 replications, seed 7, 95 % intervals"))
        #expect(whole.output.contains("less now, on the same clients"))
    }

    @Test func `phone lines are compared on the same callers, and parts merge to the same bytes`()
        throws
    {
        let desk = try lines()
        let whole = desk.run("simulate a.json b.json --replications 0...3 --out all.json")
        #expect(whole.code == .success, "\(whole.notes)")
        #expect(whole.output.contains("4 replications, seed 1, 95 % intervals"))
        #expect(whole.output.contains("less few, on the same callers"))
        let second = desk.run("simulate a.json b.json --replications 2...3 --out 2.json")
        #expect(second.code == .success)
        let first = desk.run("simulate a.json b.json --replications 0...1 --threads 1 --out 1.json")
        #expect(first.code == .success)
        let merged = desk.run("simulate merge 2.json 1.json --out m.json")
        #expect(merged.output == whole.output)
        #expect(desk.files["m.json"] == desk.files["all.json"])
        // The values are those of the lines, run by themselves.
        let record = try SimulationResultsDocument.decode(
            Array(desk.run("simulate a.json b.json --replications 2 --json").output.utf8))
        for (place, name) in ["a.json", "b.json"].enumerated() {
            let scenario = try PhoneScenarioDocument.decode(try #require(desk.files[name]))
            let result = try scenario.run(StreamKey(seed: 1, replication: 2))
            func values(_ metric: PhoneMetric, _ group: String? = nil) -> [Double] {
                record.results.values(StudyMetric(metric.rawValue, group: group), policy: place)
            }
            #expect(values(.serviceLevel) == [result.all.serviceLevel])
            #expect(values(.meanWait, "abroad") == [result.kinds[1].meanWait])
            #expect(values(.occupancy) == [result.occupancy] && values(.callBackDelay).isEmpty)
            #expect(record.results.population(2) == result.clients)
        }
        let one = desk.run("simulate b.json --replications 3 --csv b.csv")
        #expect(one.output.contains("many, by kind of calls"))
        #expect(try desk.text("b.csv").contains("\r\nmany,many,3,calls,jobs,,"))
    }

    /// Two phone lines that differ in their agents.
    private func lines() throws -> Desk {
        let few = """
            {"rendezvous": "phone-scenario/1", "name": "few", "end": "PT2H",
            "topics": [{"name": "t", "skills": ["s"]}], "kinds": [
            {"name": "jobs", "topics": ["t"], "arrivals": {"perHour": 60},
            "handling": {"law": "exponential", "mean": 300}, "patience": {"law": "exponential",
            "mean": 120}}, {"name": "abroad", "topics": ["t"], "arrivals": {"perHour": 20},
            "handling": {"law": "fixed", "mean": 240}}],
            "groups": [{"name": "all", "skills": ["s"], "agents": 7}]}
            """
        let many = few.replacingOccurrences(of: "few", with: "many")
            .replacingOccurrences(of: "\"agents\": 7", with: "\"agents\": 8")
        let other = many.replacingOccurrences(of: "abroad", with: "a/b")
        let fuller = many.replacingOccurrences(of: "60}", with: "90}")
        return Desk(["a.json": few, "b.json": many, "kinds.json": other, "fuller.json": fuller])
    }

    @Test func `what is wrong with phone lines is said`() throws {
        let desk = try lines()
        _ = desk.run("simulate a.json --replications 1 --out r.json")
        let cases: [(line: String, code: ExitCode, notes: String)] = [
            ("simulate a.json a.json", .data, "name (few) must be another in each scenario"),
            ("simulate a.json kinds.json", .data, "kinds (jobs, a/b) of many must be those of few"),
            ("simulate kinds.json", .data, "kind (a/b) must be"),
            ("simulate a.json fuller.json", .data, "clients of replication (1) must be the same"),
            ("simulate a.json r.json", .data, "r.json"),
            ("simulate r.json a.json", .usage, "must be 1, or several of phone-scenario/1"),
            ("simulate a.json --policies few", .usage, "--policies goes with a simulation/1"),
            ("simulate a.json --report x.html", .usage, "--report goes with appointment books"),
            ("simulate r.json --report x.html", .usage, "--report goes with appointment books"),
        ]
        for (line, code, notes) in cases {
            let answer = desk.run(line)
            #expect(answer.code == code, "\(line): \(answer.notes)")
            #expect(answer.notes.contains(notes), "\(line): \(answer.notes)")
            #expect(answer.saved.isEmpty)
        }
    }

    @Test func `policies and seed are chosen on the command line`() throws {
        let desk = try desk()
        let answer = desk.run("simulate s.json --policies kept --seed 9 --replications 5 --json")
        let record = try SimulationResultsDocument.decode(Array(answer.output.utf8))
        #expect(record.results.policies == ["kept"])
        #expect(record.results.seed == 9)
        #expect(record.results.replications == [5])
    }

    @Test func `what is wrong is said, with the way out`() throws {
        let desk = try desk()
        _ = desk.run("simulate s.json --replications 1...1 --out a.json")
        _ = desk.run("simulate s.json --replications 1...1 --seed 8 --out b.json")
        let cases: [(line: String, code: ExitCode, notes: String)] = [
            ("simulate s.json --replications 3...1", .usage, "--replications (3...1) must be"),
            ("simulate s.json --replications 1..3", .usage, "must be a range such as 1...50"),
            ("simulate s.json --policies x", .usage, "--policies (x) must be some of now, kept"),
            ("simulate merge a.json b.json", .data, "seed (8) must be 7"),
            ("simulate merge a.json s.json", .data, "s.json"),
            ("simulate merge", .usage, "merge needs results"),
            ("simulate merge a.json --seed 1", .usage, "--seed goes with a scenario"),
            ("simulate none.json", .noInput, "none.json"),
            ("simulate Examples/myoaedlive/requests.json", .data, "must be a simulation"),
        ]
        for (line, code, notes) in cases {
            let answer = desk.run(line)
            #expect(answer.code == code, "\(line): \(answer.notes)")
            #expect(answer.notes.contains(notes), "\(line): \(answer.notes)")
            #expect(answer.saved.isEmpty)
        }
    }
}
