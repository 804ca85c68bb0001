import RendezvousVerifier
import Testing

@testable import Rendezvous

/// Erasure: what goes, what stays, and that everything else is as it was.
@Suite struct ErasureTests {
    private typealias Scene = CaseScenario

    private static let salt = Salt((0..<32).map { UInt8($0 * 7) })

    /// Somebody with needs, groups and documents whose case is closed.
    private func scene(salted: Bool = true) throws -> CaseScenario {
        var scene = try Scene()
        if salted { try scene.perform(.salt("p", Self.salt), at: Scene.at("2026-03-02")) }
        try scene.perform(.open("p", "hard", at: Scene.north, manager: "ana"), "2026-03-02")
        try scene.perform(.group("p", ["homeless"]), "2026-03-02")
        try scene.perform(.noteNeeds("p", [.spoken("uk")]), "2026-03-02")
        try scene.perform(.noteDocument("p", "contract", .submitted), by: .citizen, "2026-03-02")
        try scene.perform(
            .amend(.participantNoted(Participant("p", groups: ["migrants"]))),
            at: Scene.at("2026-03-02"))
        try scene.hold(scene.book("p", "2026-03-03"))
        try scene.perform(.open("q", "hard", at: Scene.north), "2026-03-03")
        try scene.perform(.group("q", ["homeless"]), "2026-03-03")
        return scene
    }

    @Test func `erased is what is of a special category, and appointments stay`() throws {
        var scene = try scene()
        try scene.perform(.close("p", .left), "2026-03-20")
        try scene.perform(.erase("p"), at: Scene.at("2026-03-21"))
        let left = EventLog.redact(scene.events)
        #expect(left.count == scene.events.count && left != scene.events)
        let text = "\(left)"
        #expect(!text.contains("\"migrants\"") && !text.contains("migrants"))
        let agenda = try Agenda(replaying: left)
        #expect(agenda.stateImage() == scene.agenda.stateImage())
        let appointment = try #require(agenda[Appointment.ID(1)])
        #expect(appointment.party.needs.isEmpty)
        #expect(appointment.placement == scene.agenda[Appointment.ID(1)]?.placement)
        #expect(appointment.placement.interpreter == "olga" && appointment.status == .fulfilled)
        #expect(agenda.caseFile(of: "p")?.groups == [] && agenda.caseFile(of: "q")?.groups != [])
        #expect(agenda.heldContacts(of: "p").count == 1)
        #expect(Verifier.check(left).isEmpty, "\(Verifier.check(left))")
        #expect(Verifier.check(scene.events).isEmpty)
        #expect(EventLog.redact(left) == left)
        #expect(try EventLog.decode(EventLog.encode(left)) == left)
    }

    @Test func `digests outlive erasure, and tell nothing without the salt`() throws {
        var scene = try scene()
        try scene.perform(.close("p", .left), "2026-03-20")
        try scene.perform(.erase("p"), at: Scene.at("2026-03-21"))
        let left = EventLog.redact(scene.events)
        var (before, after) = (LogSealer(), LogSealer())
        for (one, other) in zip(scene.events, left) {
            #expect(before.digest(one) == after.digest(other))
        }
        // Another content gives another digest while the salt is there; a redacted log has none.
        var changed = scene.events
        let index = try #require(
            changed.firstIndex { event in
                if case .casework(.step(.grouped, "p", _)) = event.change { true } else { false }
            })
        changed[index] = Event(
            at: changed[index].at,
            .casework(.step(.grouped(["addiction"]), of: "p", by: .office(Scene.north))))
        var (one, other) = (LogSealer(), LogSealer())
        let digests = zip(scene.events, changed).map { one.digest($0) == other.digest($1) }
        #expect(digests.enumerated().filter { !$0.element }.map(\.offset) == [index])
        #expect(
            !left.contains { event in
                if case .salted(_, let salt) = event.change { salt == Self.salt } else { false }
            })
        let commitments = left.compactMap { event -> [UInt8]? in
            if case .redacted(_, let tombstone) = event.change { tombstone.commitment } else { nil }
        }
        #expect(commitments.count == 5 && Set(commitments).count == 5)
        #expect(commitments.allSatisfy { $0.count == 32 })
    }

    @Test func `without a salt nothing is committed to`() throws {
        var scene = try scene(salted: false)
        try scene.perform(.close("p", .left), "2026-03-20")
        try scene.perform(.erase("p"), at: Scene.at("2026-03-21"))
        for event in EventLog.redact(scene.events) {
            if case .redacted(_, let tombstone) = event.change {
                #expect(tombstone.commitment == nil)
            }
        }
    }

    @Test func `nobody is erased who has something in force`() throws {
        var scene = try scene()
        func reason(_ person: Subject.ID, _ date: CivilDate) -> CaseReason? {
            do throws(Refusal) {
                _ = try scene.agenda.decide(.erase(person), at: Scene.at(date))
                return nil
            } catch {
                return error.casework
            }
        }
        #expect(reason("p", "2026-03-04") == .stillActive)
        #expect(reason("nobody", "2026-03-04") == .nothingKept)
        let id = try scene.book("q", "2026-03-04")
        try scene.perform(.close("q", .left), "2026-03-04")
        #expect(reason("q", "2026-03-04") == .stillActive)
        try scene.perform(.cancel(id, .excused), at: Scene.at("2026-03-04"))
        #expect(reason("q", "2026-03-04") == nil)
        let early = scene.events + [Event(at: Scene.at("2026-03-04"), .erased("p"))]
        #expect(Verifier.check(early).contains { $0.message.contains("open case") })
    }

    @Test func `salts are given once, and have a length`() throws {
        var scene = try Scene()
        func reason(_ bytes: Int) -> Reason? {
            do throws(Refusal) {
                _ = try scene.agenda.decide(
                    .salt("p", Salt(Array(repeating: 1, count: bytes))), at: Scene.at("2026-03-02"))
                return nil
            } catch {
                return error.reason
            }
        }
        #expect([15, 16, 64, 65].map { reason($0) == nil } == [false, true, true, false])
        try scene.perform(.salt("p", Self.salt), at: Scene.at("2026-03-02"))
        #expect(reason(16) == .casework)
    }

    @Test func `what is redacted and was never erased is found`() throws {
        var scene = try scene()
        try scene.perform(.close("p", .left), "2026-03-20")
        try scene.perform(.erase("p"), at: Scene.at("2026-03-21"))
        let left = Array(EventLog.redact(scene.events).dropLast())
        #expect(Verifier.check(left).contains { $0.message.contains("never erased") })
    }

    @Test func `a tombstone with something left in it is no encoding`() throws {
        let change = Change.casework(.step(.grouped(["homeless"]), of: "p", by: .system))
        let wrong: [Change] = [change, .confirmed(Appointment.ID(1)), .erased("p")]
        for rest in wrong {
            let bytes = EventLog.encode(
                Event(at: .min, .redacted(rest, Tombstone(commitment: nil))))
            #expect(throws: EncodingError.self, "\(rest)") { try EventLog.decodeEvent(bytes) }
        }
        let nested = Change.redacted(
            .redacted(.salted("p", Salt([])), Tombstone(commitment: nil)),
            Tombstone(commitment: nil))
        #expect(throws: EncodingError.self) {
            try EventLog.decodeEvent(EventLog.encode(Event(at: .min, nested)))
        }
        let short = Change.redacted(.salted("p", Salt([])), Tombstone(commitment: [1]))
        #expect(throws: EncodingError.self) {
            try EventLog.decodeEvent(EventLog.encode(Event(at: .min, short)))
        }
    }

    @Test func `what a log erases while the case is open gives no right any more`() throws {
        var scene = try scene()
        let now = Scene.at("2026-03-04")
        let kept = Interval(
            start: Scene.at("2026-03-10", "08:00"), end: Scene.at("2026-03-10", "12:00"))
        let request = Request(
            for: Party("q"), service: "meet", channels: [.office],
            within: IntervalSet([kept].compactMap { $0 }))
        #expect(try scene.agenda.firstOpening(for: request, at: now) != nil)
        try scene.take([Event(at: now, .erased("q"))])
        #expect(try scene.agenda.firstOpening(for: request, at: now) == nil)
    }
}
