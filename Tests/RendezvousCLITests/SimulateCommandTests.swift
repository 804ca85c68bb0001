import Foundation
import RendezvousCLI
import RendezvousDocuments
import RendezvousSimulation
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
