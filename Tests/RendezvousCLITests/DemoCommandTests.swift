import Foundation
import Rendezvous
import RendezvousCLI
import RendezvousDocuments
import Testing

/// `rendezvous demo`, the whole path on the shipped example as a user runs it.
@Suite struct DemoCommandTests {
    /// Fewer improvement steps than the 3,000 of a user's run, which take 4 s more in debug; the
    /// gates run those in release.
    static let line = "demo --steps 300 --out out"

    /// The demonstration, run once for all tests that look at it.
    static let shipped: (answer: Desk.Answer, files: [String: [UInt8]]) = {
        let desk = Desk([:])
        let answer = desk.run(line)
        return (answer, desk.files)
    }()

    @Test func `the demonstration has five parts, and the verifier finds nothing`() throws {
        let answer = Self.shipped.answer
        #expect(answer.code == .success)
        #expect(answer.notes.isEmpty)
        let titles = [
            "\n1. Openings for ", "\n2. The first of them is booked\n",
            "\n3. A plan for the other ",
            "\n4. The verdict of the verifier", "\n5. That day in its office\n",
        ]
        var rest = answer.output[...]
        for title in titles {
            let range = try #require(rest.range(of: title), "\(title)")
            rest = rest[range.upperBound...]
        }
        #expect(answer.output.components(separatedBy: ", 0 violations\n").count == 3)
        #expect(answer.output.contains("  replaying the log gives the same state\n"))
        #expect(answer.output.contains("\n  Booking it again is refused: "))
        #expect(answer.output.contains("  proven: no plan can serve more than weight "))
    }

    /// On an agency of its own; the page of commands holds what the shipped one prints.
    @Test func `the demonstration is the same every time`() {
        let files = ["own/agency.json": Samples.agency, "own/requests.json": Samples.requests]
        let (one, other) = (Desk(files), Desk(files))
        let line = "demo --example own --steps 300 --out out"
        #expect(one.run(line) == other.run(line))
        #expect(one.files == other.files)
        #expect(one.files.count > files.count)
    }

    @Test func `what the demonstration writes can be read and passes the verifier`() throws {
        let desk = Desk([:])
        desk.files = Self.shipped.files
        #expect(
            Self.shipped.answer.saved == ["out/agenda.json", "out/plan.json", "out/agenda.ics"])
        let plan = try PlanDocument.decode(try #require(desk.files["out/plan.json"]))
        #expect(!plan.assignments.isEmpty)
        #expect(desk.run("verify out/agenda.json").code == .success)
        #expect(try desk.text("out/agenda.ics").hasPrefix("BEGIN:VCALENDAR\r\n"))
    }

    @Test func `another example may be shown`() {
        let desk = Desk(["own/agency.json": Samples.agency, "own/requests.json": Samples.requests])
        let answer = desk.run("demo --example own --steps 0")
        #expect(answer.code == .success)
        #expect(answer.output.hasPrefix("The agency: 1 offices, 2 counsellors, 1 interpreters, "))
        let asked = "Advice, needs signed:gss, asked for from Mon 23 Nov on\n"
        #expect(answer.output.contains("\n1. Openings for p-2: \(asked)"))
        #expect(answer.output.contains("\n5. That day in its office\n"))
        #expect(answer.saved.isEmpty)
    }

    @Test func `without the example the way to it is told`() {
        let answer = Desk([:]).run("demo --example nowhere --out out")
        #expect(
            answer.notes == """
                nowhere/agency.json: the file cannot be read.
                Maybe run this in the folder of the checkout, or name the example with --example.

                """)
        #expect(answer.code == .noInput)
        let half = Desk(["own/agency.json": Samples.agency]).run("demo --example own")
        #expect(half.code == .noInput)
        #expect(half.notes == "own/requests.json: the file cannot be read.\n")
    }

    @Test func `an example without requests shows nothing`() {
        let none = #"{"rendezvous": "requests/1", "requests": []}"#
        let desk = Desk(["own/agency.json": Samples.agency, "own/requests.json": none])
        let answer = desk.run("demo --example own --out out")
        #expect(answer.code == .data)
        #expect(answer.notes == "own/requests.json: there is no request.\n")
        #expect(answer.saved.isEmpty)
    }
}
