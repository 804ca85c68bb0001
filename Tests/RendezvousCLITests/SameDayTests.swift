import Foundation
import RendezvousCLI
import Testing

/// The day of Tests/CLibrary/desk through the program: RendezvousABITests live through it in Swift
/// and in C, Tests/CLibrary/scenario.py in Python; all have the same bytes.
@Suite struct SameDayTests {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("CLibrary/desk")

    /// The command lines of the day, which Tests/Release runs with the installed program.
    private func lines() throws -> [String] {
        try String(contentsOf: Self.folder.appendingPathComponent("day.txt"), encoding: .utf8)
            .split(separator: "\n").map(String.init)
    }

    @Test func `a day at the desk by commands has the bytes of the same day in Swift`() throws {
        let desk = Desk([:])
        for name in ["agency.json", "day.log"] {
            let data = try Data(contentsOf: Self.folder.appendingPathComponent(name))
            desk.files[name] = Array(data)
        }
        for line in try lines() {
            let answer = desk.run(line)
            #expect(answer.code == .success, "\(line): \(answer.notes)")
        }
        #expect(desk.files["found.log"] == desk.files["day.log"])
    }
}
