import Foundation
import Rendezvous
import RendezvousCLI
import RendezvousStore
import Testing

/// `rendezvous store` on folders of this machine.
@Suite struct StoreCommandTests {
    private func desk(_ place: StoreFolder) throws -> Desk {
        let desk = Desk()
        Samples.agenda(on: desk)
        #expect(desk.run("store import agenda.json \(place.path)/new").code == .success)
        return desk
    }

    @Test func `an agenda goes in and comes out as it was`() throws {
        let place = try StoreFolder()
        let desk = try desk(place)
        #expect(desk.run("export agenda.json --format log --out plain.log").code == .success)
        let answer = desk.run("store export \(place.path)/new --out stored.log")
        #expect(answer.code == .success)
        #expect(desk.files["stored.log"] == desk.files["plain.log"])
        let second = desk.run("store import stored.log \(place.path)/new")
        #expect(second.code == .cannotWrite)
        #expect(second.notes.contains("a store"))
    }

    @Test func `it is verified with the head that was noted, and not after a change`() throws {
        let place = try StoreFolder()
        let desk = try desk(place)
        let path = "\(place.path)/new"
        let answer = desk.run("store verify \(path) --audit")
        #expect(answer.code == .success)
        let head = try #require(answer.output.split(separator: " ").last).dropLast()
        #expect(desk.run("store compact \(path)").code == .success)
        #expect(desk.run("store verify \(path) --audit --head \(head)").code == .success)
        let other = "1:" + String(repeating: "0", count: 64)
        #expect(desk.run("store verify \(path) --head \(other)").code == .violated)
        let file = URL(filePath: path).appending(path: "snapshot-2")
        var bytes = try Data(contentsOf: file)
        bytes[bytes.count / 2] ^= 1
        try bytes.write(to: file)
        let damaged = desk.run("store verify \(path)")
        #expect(damaged.code == .data)
        #expect(damaged.notes.contains("snapshot-2: byte "))
    }

    @Test func `what is there is told, also as JSON`() throws {
        let place = try StoreFolder()
        let desk = try desk(place)
        let answer = desk.run("store info \(place.path)/new")
        #expect(answer.output.contains("generation 1"))
        let json = desk.run("store info \(place.path)/new --json").output
        let object = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
        #expect(object?["rendezvous"] as? String == "store/1")
        #expect((object?["events"] as? Int ?? 0) > 5)
    }

    @Test func `a person sees their data, is erased, and is not there any more`() throws {
        let place = try StoreFolder()
        let desk = try desk(place)
        let path = "\(place.path)/new"
        let events = try EventLog.decode(
            try #require(
                desk.run("store export \(path) --out a.log").code == .success
                    ? desk.files["a.log"] : nil))
        let person = try #require(
            events.lazy.compactMap { event -> Subject.ID? in
                if case .booked(let booking) = event.change {
                    booking.party.participant
                } else {
                    nil
                }
            }.first)
        let seen = desk.run("store export \(path) --subject \(person)")
        #expect(seen.output.contains("\"subject\" : \"\(person)\""))
        #expect(seen.output.contains("\"participant\" : \"\(person)\""))
        #expect(
            desk.run("store erase \(path) --subject \(person) --at 2027-02-01T00:00:00Z").code
                == .success)
        let after = desk.run("store export \(path) --subject \(person)")
        #expect(!after.output.contains("\"participant\""))
        #expect(desk.run("store verify \(path) --audit").code == .success)
        #expect(desk.run("store erase \(path)").code == .usage)
    }

    @Test func `what is no store and no task is refused with a word`() throws {
        let place = try StoreFolder()
        let desk = Desk()
        let missing = desk.run("store info \(place.path)/nothing")
        #expect(missing.code == .noInput)
        #expect(desk.run("store info \(place.path)").code == .noInput)
        let task = desk.run("store polish \(place.path)")
        #expect(task.code == .usage)
        #expect(task.notes.contains("task (polish) must be one of: info, verify"))
    }
}

/// A folder for one test, removed after it.
final class StoreFolder {
    let path: String
    let storage: FolderStorage

    init() throws {
        path =
            FileManager.default.temporaryDirectory
            .appending(path: "rendezvous-\(UInt64.random(in: 0 ... .max))").path
        storage = try FolderStorage(path, creating: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}
