import Foundation
import RendezvousCLI
import RendezvousStore
import Testing

/// Every code with which the program leaves, reached.
@Suite struct ExitCodeTests {
    /// For each code, a command line on the small documents that leaves with it.
    static let lines: [ExitCode: String] = [
        .success: "openings agency.json --service advice",
        .empty: "openings agency.json --service advice --within 1d",
        .refused: "openings agency.json --service unknown",
        .violated: "verify broken.json",
        .unmet: "test scenario.json",
        .usage: "openings agency.json",
        .data: "openings requests.json --service advice",
        .noInput: "openings missing.json --service advice",
        .cannotWrite: "book agency.json --service advice --out full/agenda.json",
        .temporary: "store compact LOCKED",
    ]

    @Test(arguments: ExitCode.allCases)
    func `each exit code is reached`(code: ExitCode) throws {
        let desk = Desk()
        Samples.agenda(on: desk)
        try desk.replace(
            "2026-11-23T07:00:00Z", with: "2026-11-23T06:20:00Z", in: "agenda.json",
            to: "broken.json")
        desk.files["scenario.json"] = Array(
            TestCommandTests.scenario(#"{"refuses": {"at": "11:30"}}"#).utf8)
        desk.canSave = false
        let place = try StoreFolder()
        let journal = try Journal.create(in: place.storage)
        let line = try #require(Self.lines[code])
        let answer = desk.run(line.replacingOccurrences(of: "LOCKED", with: place.path))
        withExtendedLifetime(journal) {}
        #expect(answer.code == code)
        #expect(answer.saved.isEmpty)
    }

    @Test func `codes and meanings are all different`() {
        #expect(Set(ExitCode.allCases.map(\.rawValue)).count == ExitCode.allCases.count)
        #expect(Set(ExitCode.allCases.map(\.meaning)).count == ExitCode.allCases.count)
    }
}
