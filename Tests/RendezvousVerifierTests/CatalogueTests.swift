import Rendezvous
import RendezvousVerifier
import Testing

/// Changes name what was given before and leave zones as they are.
struct CatalogueTests {
    static func after(_ changes: Change...) -> [Violation.Rule] {
        World { $0.then = changes }.broken
    }

    @Test func `An entry names only what was defined before`() {
        var office = World().office
        office.zone = "Europe/Nowhere"
        office.id = "nowhere"
        var closed = World().office
        closed.holidays = HolidayCalendar.denmark.id
        let entries: [Entry] = [
            .service(Service("s", in: "nothing", lasting: .minutes(30))),
            .service(Service("s", in: "jobseekers", lasting: .minutes(30), skills: ["x"])),
            .office(office), .office(closed), .room(Room("r", in: "nowhere")),
            .counsellor(Counsellor("c", at: "nowhere")),
            .counsellor(Counsellor("c", at: "kypseli", position: "x")),
            .counsellor(Counsellor("c", at: "kypseli", offers: ["x"])),
            .counsellor(Counsellor("c", at: "kypseli", skills: ["x"])),
            .interpreter(Interpreter("i", communications: [], zone: "Europe/Nowhere")),
            .interpreter(
                Interpreter("i", communications: [], offices: ["x"], zone: "Europe/Athens")),
        ]
        for entry in entries {
            #expect(Self.after(.defined(entry, from: .min)) == .only(.unknownReference))
        }
    }

    @Test func `Withdrawals, declarations and policies name what was defined before`() {
        let day = DayTimetable(from: "08:00", to: "15:00")
        let changes: [Change] = [
            .withdrawn(.room("r"), from: .min), .declarationWithdrawn("d-9"),
            .declared(World().working(.interpreter("i-9"), day, "d-9")),
            .policyWithdrawn("p"),
            .policySet(Policy("p", .limit(.counsellor, per: .day, most: 1), offices: ["x"])),
            .policySet(Policy("p", .limit(.counsellor, per: .day, most: 1), services: ["x"])),
        ]
        for change in changes { #expect(Self.after(change) == .only(.unknownReference)) }
    }

    @Test func `A declaration in force is not declared again`() {
        let again = Change.declared(
            World().working(.counsellor("c-17"), DayTimetable(from: "08:00", to: "15:00"), "d-1"))
        #expect(Self.after(again) == .only(.duplicateIdentifier))
        #expect(Self.after(.declarationWithdrawn("d-1"), again) == [])
    }

    @Test func `Offices keep their zone and counsellors stay in it`() {
        var moved = World().office
        moved.zone = "Europe/Copenhagen"
        #expect(
            Self.after(.zoneGiven(.copenhagen), .defined(.office(moved), from: .max))
                == [.zoneChanged])
        moved.id = "aarhus"
        let counsellor = Counsellor("c-17", at: "aarhus")
        #expect(
            Self.after(
                .zoneGiven(.copenhagen), .defined(.office(moved), from: .min),
                .defined(.counsellor(counsellor), from: .max)) == [.zoneChanged])
    }

    @Test func `Nothing can be placed without a zone`() {
        var world = World()
        world.book(meeting("10:00"))
        let events = world.events.filter { event in
            if case .zoneGiven = event.change { false } else { true }
        }
        #expect(
            Verifier.check(events).map(\.rule)
                == [.reason(.unknownReference), .reason(.unknownReference)])
    }
}
