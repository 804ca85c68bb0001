import Rendezvous
import RendezvousVerifier
import Testing

/// Rules 1 to 5, 7 and 9: what exists, what the service asks for, whom the counsellor serves.
struct ServiceRuleTests {
    @Test func `A meeting on the grid inside all hours passes`() {
        #expect(booking(meeting("10:00")) == [])
    }

    @Test func `Service, topic, counsellor, interpreter and room must be defined`() {
        var world = World()
        world.book(meeting("10:00"), service: "gardening")
        #expect(world.broken == .only(.unknownReference))
        #expect(booking(meeting("10:00"), topic: "cv") == [])
        #expect(booking(meeting("10:00"), topic: "garden") == .only(.unknownReference))
        #expect(booking(meeting("10:00", with: "c-18")) == .only(.unknownReference))
        #expect(booking(meeting("10:00", interpreter: "i-9")) == .only(.unknownReference))
        #expect(booking(meeting("10:00", in: "r-9")) == .only(.unknownReference))
    }

    @Test func `An entry serves until the day on which it is withdrawn`() {
        let references: [EntryReference] = [
            .service("advice"), .counsellor("c-17"), .office("kypseli"), .position("desk"),
        ]
        for reference in references {
            let world = World { world in
                world.before = [.position(Position("desk", name: "", hours: .always))]
                world.counsellor.position = "desk"
                world.then = [.withdrawn(reference, from: "2026-11-25")]
            }
            #expect(booking(meeting("10:00"), in: world) == [])
            #expect(
                booking(meeting("10:00", on: "2026-11-25"), in: world) == .only(.notInForce))
        }
    }

    @Test func `Of definitions from one date the last in the log holds`() {
        let world = World { world in
            var longer = world.service
            longer.duration = .minutes(45)
            world.then = [
                .withdrawn(.service("advice"), from: "2026-11-24"),
                .defined(.service(longer), from: "2026-11-24"),
                .defined(.service(world.service), from: "2026-11-01"),
            ]
        }
        #expect(booking(meeting("10:00", lasting: .minutes(45)), in: world) == [])
        #expect(booking(meeting("10:00"), in: world) == .only(.wrongDuration))
        #expect(booking(meeting("10:00", on: "2026-11-23"), in: world) == [])
    }

    @Test func `A registered person is a person too, a business is not`() {
        let open = World { $0.service.audience = [.person] }
        let closed = World { $0.service.audience = [.registered] }
        #expect(booking(meeting("10:00"), for: Party("p-1"), in: open) == [])
        #expect(booking(meeting("10:00"), for: Party("p-1", as: .person), in: open) == [])
        #expect(
            booking(meeting("10:00"), for: Party("p-1", as: .person), in: closed)
                == .only(.audience))
        #expect(
            booking(meeting("10:00"), for: Party("p-1", as: .business(.legal)), in: open)
                == .only(.audience))
    }

    @Test func `The channel is one of the service's and of the counsellor's`() {
        let service = World { $0.service.channels = [.phone] }
        let counsellor = World { $0.counsellor.channels = [.phone] }
        for world in [service, counsellor] {
            #expect(booking(meeting("10:00", by: .phone), in: world) == [])
            #expect(booking(meeting("10:00"), in: world) == .only(.channelNotOffered))
        }
    }

    @Test func `A meeting lasts the service's duration to the second`() {
        #expect(
            booking(meeting("10:00", lasting: Seconds(1_799))) == .only(.wrongDuration))
        #expect(
            booking(meeting("10:00", lasting: Seconds(1_801))) == .only(.wrongDuration))
    }

    @Test func `A meeting starts on the grid of the wall clock`() {
        let world = World { $0.service.startGrid = 45 }
        #expect(booking(meeting("10:30"), in: world) == [])
        #expect(booking(meeting("10:00"), in: world) == .only(.offGrid))
        #expect(booking(meeting("10:30:01"), in: world) == .only(.offGrid))
    }

    @Test func `A meeting starts when the notice has passed`() {
        let world = World { $0.service.minimumNotice = .hours(24) }
        let day = World.at("2026-11-23", "10:00")
        #expect(booking(meeting("10:00"), at: day, in: world) == [])
        #expect(booking(meeting("10:00"), at: day + Seconds(1), in: world) == .only(.notice))
    }

    @Test func `A meeting starts by the last day of the horizon`() {
        let world = World { $0.service.horizon = 4 }
        #expect(booking(meeting("14:00"), in: world) == [])
        #expect(
            booking(meeting("08:00", on: "2026-11-25"), in: world) == .only(.horizon))
        let lateThursday = World.at("2026-11-19", "23:59:59")
        #expect(booking(meeting("14:00"), at: lateThursday, in: world) == .only(.horizon))
    }

    @Test func `A counsellor with a list serves what is on it`() {
        let offering = World { $0.counsellor.services = ["advice"] }
        let other = World { $0.counsellor.services = [] }
        #expect(booking(meeting("10:00"), in: offering) == [])
        #expect(booking(meeting("10:00"), in: other) == .only(.serviceNotOffered))
    }

    @Test func `A counsellor has every skill of the service`() {
        var world = World { world in
            world.before = [.skill(Skill("eures", name: "")), .skill(Skill("law", name: ""))]
            world.service.skills = ["eures", "law"]
            world.counsellor.skills = ["eures", "law"]
        }
        #expect(booking(meeting("10:00"), in: world) == [])
        world.counsellor.skills = ["eures"]
        #expect(booking(meeting("10:00"), in: world) == .only(.skillMissing))
    }

    @Test func `Values outside the limits are refused, not examined`() {
        let world = World { $0.service.gap = Gap(after: Seconds(.max)) }
        #expect(
            booking(meeting("10:00"), gap: Gap(after: Seconds(.max)), in: world)
                == .only(.limit))
        let limit = Limits.longestDuration
        #expect(
            booking(meeting("00:00", lasting: limit + Seconds(1)))
                == [.reason(.wrongDuration), .reason(.limit)])
        #expect(
            booking(meeting("00:00", lasting: limit))
                == [.reason(.wrongDuration), .reason(.officeClosed), .reason(.notWorking)])
    }
}
