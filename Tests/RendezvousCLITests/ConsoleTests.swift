import Foundation
import RendezvousCLI
import Testing

/// The console of the process, on files of its own.
@Suite struct ConsoleTests {
    @Test func `files are written and read back, and what cannot be is said`() throws {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("rendezvous-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let console = Console.process
        let path = folder.appendingPathComponent("a.txt").path
        #expect(console.read(path) == nil)
        #expect(console.save([1, 2, 3], path))
        #expect(console.read(path) == [1, 2, 3])
        #expect(console.save([4], path))
        #expect(console.read(path) == [4])
        #expect(!console.save([5], folder.appendingPathComponent("none/b.txt").path))
        #expect(console.read(folder.path) == nil)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["a.txt"])
    }
}
