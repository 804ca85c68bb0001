import Rendezvous
import RendezvousVerifier
import Testing

/// The conditions of Documentation/Policies.md that look at the placement and the participant, each
/// kept and broken at its bound.
struct PolicyTests {
    @Test func `A notice in time, days and working days is kept from its bound on`() {
        let tuesday = meeting("10:00")
        let time = World.with(.notice(.time(.hours(24))))
        let day = World.at("2026-11-23", "10:00")
        #expect(booking(tuesday, at: day, in: time) == [])
        #expect(booking(tuesday, at: day + Seconds(1), in: time) == .only(.notice))
        // From Friday it is four days to Tuesday, two of them working days.
        #expect(booking(tuesday, in: .with(.notice(.days(4)))) == [])
        #expect(booking(tuesday, in: .with(.notice(.days(5)))) == .only(.notice))
        #expect(booking(tuesday, in: .with(.notice(.workingDays(2)))) == [])
        #expect(booking(tuesday, in: .with(.notice(.workingDays(3)))) == .only(.notice))
    }

    @Test func `A horizon in time, days and working days is kept up to its bound`() {
        let tuesday = meeting("10:00")
        let time = World.with(.horizon(.time(.hours(24))))
        let day = World.at("2026-11-23", "10:00")
        #expect(booking(tuesday, at: day, in: time) == [])
        #expect(booking(tuesday, at: day - Seconds(1), in: time) == .only(.horizon))
        #expect(booking(tuesday, in: .with(.horizon(.days(4)))) == [])
        #expect(booking(tuesday, in: .with(.horizon(.days(3)))) == .only(.horizon))
        #expect(booking(tuesday, in: .with(.horizon(.workingDays(2)))) == [])
        #expect(booking(tuesday, in: .with(.horizon(.workingDays(1)))) == .only(.horizon))
    }

    @Test func `Working days leave out holidays and exceptions, and may be too few`() {
        func closed(_ rule: Rule, _ dates: DateRange) -> World {
            .with(rule) { $0.office.exceptions = [DatedException(dates)] }
        }
        let monday = DateRange("2026-11-23")
        #expect(booking(meeting("10:00"), in: closed(.notice(.workingDays(1)), monday)) == [])
        #expect(
            booking(meeting("10:00"), in: closed(.notice(.workingDays(2)), monday))
                == .only(.notice))
        let ever = DateRange(from: "2026-11-25")
        #expect(
            booking(meeting("10:00"), in: closed(.notice(.workingDays(3)), ever)) == .only(.notice))
        #expect(booking(meeting("10:00"), in: closed(.horizon(.workingDays(3)), ever)) == [])
        let local = closed(.localOffice(release: .workingDays(3)), ever)
        var away = local
        away.addColleagues()
        away.then.append(.participantNoted(Participant("p-1", office: "patissia")))
        #expect(booking(meeting("10:00"), in: away) == .only(.otherOffice))
    }

    @Test func `An audience and an authority are the applicant's`() {
        let only = World.with(.audience([.registered]))
        #expect(booking(meeting("10:00"), in: only) == [])
        let open = World.with(.audience([.registered])) { $0.service.audience = [.person] }
        #expect(
            booking(meeting("10:00"), for: Party("p-1", as: .person), in: open) == .only(.audience))
        let rights = World.with(.authority([.legal])) {
            $0.service.audience = [.business, .person]
        }
        #expect(
            booking(meeting("10:00"), for: Party("p-1", as: .business(.legal)), in: rights) == [])
        #expect(
            booking(meeting("10:00"), for: Party("p-1", as: .business(.authorised)), in: rights)
                == .only(.authority))
        #expect(booking(meeting("10:00"), in: rights) == [])
    }

    @Test func `Documents of service and named topic have the state or a better one`() {
        func world(_ documents: [ChecklistItem.ID: DocumentState]) -> World {
            .with(.documentsFirst(.submitted), nil, Participant("p-1", documents: documents)) {
                $0.service.checklist = [ChecklistItem("form", name: "")]
                $0.service.topics = [
                    Topic("cv", name: "", checklist: [ChecklistItem("letter", name: "")])
                ]
            }
        }
        #expect(booking(meeting("10:00"), in: world(["form": .submitted])) == [])
        #expect(booking(meeting("10:00"), in: world(["form": .checked])) == [])
        #expect(
            booking(meeting("10:00"), in: world(["form": .rejected])) == .only(.documentsMissing))
        #expect(booking(meeting("10:00"), in: world([:])) == .only(.documentsMissing))
        #expect(
            booking(meeting("10:00"), topic: "cv", in: world(["form": .checked]))
                == .only(.documentsMissing))
        #expect(
            booking(
                meeting("10:00"), topic: "cv",
                in: world(["form": .checked, "letter": .submitted])) == [])
    }

    static let noon = WeeklyHours.weekdays(from: "11:00", to: "12:00")

    @Test func `Hours kept free begin and end to the second`() {
        let world = World.with(.keepFree(Self.noon))
        #expect(booking(meeting("10:30"), in: world) == [])
        #expect(booking(meeting("10:35"), in: world) == .only(.keptFree))
        #expect(booking(meeting("11:55"), in: world) == .only(.keptFree))
        #expect(booking(meeting("12:00"), in: world) == [])
    }

    @Test func `Hours of the day before reach over midnight`() {
        let night = WeeklyHours([.monday: [CivilSpan("23:00", "09:00")]])
        let world = World.with(.keepFree(night))
        #expect(booking(meeting("08:55"), in: world) == .only(.keptFree))
        #expect(booking(meeting("09:00"), in: world) == [])
        #expect(booking(meeting("08:30", on: "2026-11-25"), in: world) == [])
    }

    @Test func `Protected hours are for members, and for all once released`() {
        let member = Participant("p-2", groups: ["leaver"])
        let world = World.with(
            .protectedCapacity(Self.noon, for: ["leaver"], release: .days(1)), nil, member)
        #expect(booking(meeting("11:00"), in: world) == .only(.protected))
        #expect(booking(meeting("10:30"), in: world) == [])
        #expect(booking(meeting("11:00"), for: Party("p-2"), in: world) == [])
        let eve = World.at("2026-11-23", "00:00")
        #expect(booking(meeting("11:00"), at: eve, in: world) == [])
        #expect(booking(meeting("11:00"), at: eve - Seconds(1), in: world) == .only(.protected))
    }

    @Test func `Slots with an interpreter are for those who need the language`() {
        let world = World.with(
            .interpreterSlots(Self.noon, for: [.signed("gss")], release: .time(.hours(24)))
        ) { $0.counsellor.communications = [.signed("gss")] }
        #expect(booking(meeting("11:00"), in: world) == .only(.protected))
        #expect(
            booking(meeting("11:00"), for: Party("p-1", needs: [.signed("gss")]), in: world) == [])
        let released = World.at("2026-11-23", "11:00")
        #expect(booking(meeting("11:00"), at: released, in: world) == [])
        #expect(
            booking(meeting("11:00"), at: released - Seconds(1), in: world) == .only(.protected))
    }

    @Test func `An absence ends to the second`() {
        let absence = Interval(
            start: World.at("2026-11-24", "10:30"), end: World.at("2026-11-24", "11:00"))
        let world = World.with(
            .participantPresent, nil,
            Participant("p-1", absences: IntervalSet(absence.map { [$0] } ?? [])))
        #expect(booking(meeting("10:00"), in: world) == [])
        #expect(booking(meeting("10:05"), in: world) == .only(.participantAbsent))
        #expect(booking(meeting("11:00"), in: world) == [])
        #expect(booking(meeting("10:30"), for: Party("p-2"), in: world) == [])
    }

    @Test func `Own office and own counsellor bind those who have them`() {
        let away = Participant("p-1", office: "patissia", counsellor: "c-18")
        let local = World.with(.localOffice(release: nil), nil, away) { $0.addColleagues() }
        #expect(booking(meeting("10:00"), in: local) == .only(.otherOffice))
        #expect(booking(meeting("10:00", with: "c-19"), in: local) == [])
        #expect(booking(meeting("10:00"), for: Party("p-2"), in: local) == [])
        let pooled = World.with(.localOffice(release: .days(4)), nil, away) { $0.addColleagues() }
        #expect(booking(meeting("10:00"), in: pooled) == [])
        #expect(
            booking(meeting("10:00", on: "2026-11-25"), in: pooled) == .only(.otherOffice))
        let own = World.with(.ownCounsellor, nil, away) { $0.addColleagues() }
        #expect(booking(meeting("10:00"), in: own) == .only(.otherCounsellor))
        #expect(booking(meeting("10:00", with: "c-18"), in: own) == [])
        #expect(booking(meeting("10:00"), for: Party("p-2"), in: own) == [])
    }

    // MARK: Scope

    @Test func `A policy holds on its dates, and in its offices, services, channels and groups`() {
        let all = Policy("rule", .keepFree(.always))
        func broken(_ change: (inout Policy) -> Void, _ placement: Placement) -> [Violation.Rule] {
            var policy = all
            change(&policy)
            let world = World {
                $0.addColleagues()
                $0.then += [
                    .policySet(policy), .participantNoted(Participant("p-1", groups: ["leaver"])),
                ]
            }
            return booking(placement, in: world)
        }
        let free = [Violation.Rule].only(.keptFree)
        let tuesday = meeting("10:00")
        #expect(broken({ _ in }, tuesday) == free)
        #expect(broken({ $0.valid = DateRange("2026-11-24") }, tuesday) == free)
        #expect(broken({ $0.valid = DateRange(from: "2026-11-25") }, tuesday) == [])
        #expect(broken({ $0.offices = ["patissia"] }, tuesday) == [])
        #expect(broken({ $0.offices = ["patissia"] }, meeting("10:00", with: "c-19")) == free)
        #expect(broken({ $0.services = ["advice"] }, tuesday) == free)
        #expect(broken({ $0.channels = [.phone] }, tuesday) == [])
        #expect(broken({ $0.channels = [.phone] }, meeting("10:00", by: .phone)) == free)
        #expect(broken({ $0.groups = ["leaver"] }, tuesday) == free)
        #expect(broken({ $0.groups = ["other"] }, tuesday) == [])
    }

    @Test func `The latest record of a person and the latest policy of a name hold`() {
        var world = World.with(.keepFree(.always), nil, Participant("p-1", groups: ["leaver"]))
        var policy = Policy("rule", .keepFree(.always), groups: ["leaver"])
        world.add(.policySet(policy))
        #expect(world.booking(meeting("10:00")).broken == .only(.keptFree))
        var noted = world
        noted.add(.participantNoted(Participant("p-1")))
        #expect(noted.booking(meeting("10:00")).broken == [])
        policy.preference = Preference(.strong)
        world.add(.policySet(policy))
        #expect(world.booking(meeting("10:00")).broken == [])
        world.add(.policyWithdrawn("rule"))
        #expect(world.booking(meeting("10:00")).broken == [])
    }

    @Test func `What was booked under an old rule stays`() {
        var world = World()
        world.book(meeting("10:00"))
        world.add(.policySet(Policy("rule", .keepFree(.always))))
        #expect(world.broken == [])
        #expect(Verifier.contradictions(in: world.events, from: World.friday).isEmpty)
    }
}
