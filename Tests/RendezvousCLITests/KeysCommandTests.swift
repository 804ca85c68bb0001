import Foundation
import Rendezvous
import RendezvousCLI
import Testing

/// `rendezvous keys`.
@Suite struct KeysCommandTests {
    @Test func `a key is made, listed and revoked, and its text is told once`() throws {
        let desk = Desk()
        let made = desk.run("keys make keys.json --role counsellor --subject c-17 --days 30")
        #expect(made.code == .success, "\(made.notes)")
        let text = made.output.trimmingCharacters(in: .newlines)
        let parts = text.split(separator: "_", maxSplits: 2)
        try #require(parts.count == 3)
        #expect(parts[0] == "rdv")
        #expect(parts[2].count == 43)
        #expect(!(try desk.text("keys.json")).contains(parts[2]), "the secret is not kept")
        #expect(desk.run("keys make keys.json --role auditor --subject a-1").code == .success)
        let list = desk.run("keys list keys.json")
        #expect(list.output.contains("counsellor:c-17"))
        #expect(list.output.contains("until 2026-12-20T06:00:00Z"))
        #expect(list.output.split(separator: "\n").count == 2)
        #expect(desk.run("keys revoke keys.json --id \(parts[1])").code == .success)
        #expect(desk.run("keys list keys.json").output.contains("revoked 2026-11-20T06:00:00Z"))
        #expect(desk.run("keys revoke keys.json --id \(parts[1])").code == .refused)
    }

    @Test func `what is asked wrongly is said`() throws {
        let desk = Desk()
        #expect(desk.run("keys make keys.json --role king --subject x").code == .usage)
        #expect(desk.run("keys make keys.json --role person").code == .usage)
        #expect(desk.run("keys revoke keys.json --id x").code == .noInput)
        #expect(desk.run("keys list agency.json").code == .data)
        #expect(desk.run("keys show keys.json").code == .usage)
        desk.canSave = false
        #expect(desk.run("keys make keys.json --role host --subject m").code == .cannotWrite)
    }
}
