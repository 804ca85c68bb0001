import Foundation
import Rendezvous
import RendezvousServer
import RendezvousStore
import RendezvousVerifier
import Testing

@testable import RendezvousHTTP

/// Operations: the day, an absence and what it breaks, a plan, numbers (A15).
@Suite struct StaffPageTests {
    /// The counsellor and date with the most booked appointments behind the start of the test.
    private func busiest(
        _ agenda: Agenda, after now: Instant
    ) throws -> (Counsellor.ID, CivilDate, [Appointment]) {
        var byDay: [String: [Appointment]] = [:]
        for appointment in agenda.appointments
        where appointment.status == .booked
            && appointment.placement.interval.start > now + .hours(24)
        {
            let zone = agenda.zone(of: appointment.placement.counsellor) ?? .utc
            let date = zone.local(appointment.placement.interval.start).date
            byDay["\(appointment.placement.counsellor) \(date)", default: []].append(appointment)
        }
        let found = try #require(byDay.max { ($0.value.count, $1.key) < ($1.value.count, $0.key) })
        let first = found.value[0]
        let zone = agenda.zone(of: first.placement.counsellor) ?? .utc
        return (
            first.placement.counsellor, zone.local(first.placement.interval.start).date, found.value
        )
    }

    @Test func `a counsellor's illness is entered and repaired, and people agree`() throws {
        let world = try PageWorld(booked: 40, waiting: 6)
        let (ill, date, broken) = try busiest(world.store.snapshot, after: world.clock.now)
        let staff = PageBrowser(world, as: .administrator, "boss")
        try staff.get("/en/staff/absence")
        let question = try staff.form("See what would happen")
        try staff.submit(
            question,
            ["counsellor": ill.rawValue, "first": date.description, "last": date.description])
        #expect(AccessRules.faults(staff.page).isEmpty)
        let form = try staff.form("Enter the absence")
        for appointment in broken {
            #expect(form.all("input").contains { $0["name"] == "move-\(appointment.id)" })
        }
        let asked = form.all("input").filter { $0["value"] == "propose" && $0["checked"] != nil }
        #expect(asked.count == broken.count, "all of them can go somewhere")
        try staff.submit(form)
        #expect(staff.main.text.contains("The absence and the new times are entered."))
        let after = world.store.snapshot
        let proposals = after.appointments.filter { $0.status == .proposed }
        #expect(proposals.count == broken.count)
        #expect(proposals.allSatisfy { $0.placement.counsellor != ill || $0.moves == nil })
        // Nobody was moved without being asked.
        for appointment in broken {
            #expect(after[appointment.id]?.placement == appointment.placement)
        }
        try expectConsent(world, broken, ill)
        #expect(Verifier.check(try world.store.events()).isEmpty)
    }

    private func expectConsent(
        _ world: PageWorld, _ broken: [Appointment], _ ill: Counsellor.ID
    ) throws {
        let first = try #require(broken.first)
        let person = PageBrowser(world, as: .person, first.party.participant.rawValue)
        try person.get("/en/appointments")
        #expect(person.main.text.contains("We propose another time"))
        #expect(AccessRules.faults(person.page).isEmpty)
        try person.submit(person.form("/accept"))
        #expect(person.main.text.contains("Your appointment was moved."))
        let moved = try #require(world.store.snapshot[first.id])
        #expect(moved.status == .booked && moved.placement != first.placement)
        if broken.count > 1 {
            let other = PageBrowser(world, as: .person, broken[1].party.participant.rawValue)
            try other.get("/en/appointments")
            try other.submit(other.form("/decline"))
            #expect(world.store.snapshot[broken[1].id]?.placement == broken[1].placement)
        }
    }

    @Test func `staff see their own office, and the audit says what they looked at`() throws {
        let world = try PageWorld(booked: 40, waiting: 0)
        let agenda = world.store.snapshot
        let booked = try #require(agenda.appointments.first { $0.status == .booked })
        let counsellor = booked.placement.counsellor
        let zone = agenda.zone(of: counsellor) ?? .utc
        let date = zone.local(booked.placement.interval.start).date
        let office = try #require(agenda.counsellor(counsellor, on: date)?.office)
        let other = try #require(agenda.offices.first { $0 != office })

        let mine = PageBrowser(world, as: .desk, office.rawValue)
        try mine.get("/en/staff/day?office=\(office)&date=\(date)")
        #expect(mine.main.text.contains(booked.party.participant.rawValue))
        try mine.get("/en/appointments/\(booked.id)")
        #expect(mine.response.status == 200)

        let others = PageBrowser(world, as: .desk, other.rawValue)
        try others.get("/en/staff/day?office=\(office)&date=\(date)")
        #expect(!others.main.text.contains(booked.party.participant.rawValue))
        try others.get("/en/appointments/\(booked.id)")
        #expect(others.response.status == 404)

        var noted: [String] = []
        try world.store.visitRecords { record in
            if case .audited(let entry) = record, entry.kind == .access {
                noted.append("\(entry.actor) \(String(decoding: entry.payload, as: UTF8.self))")
            }
        }
        #expect(noted.contains("desk:\(office) page staff/day \(office) \(date)"))
        #expect(noted.contains("desk:\(office) page appointments/\(booked.id)"))
        #expect(noted.contains("desk:\(other) page appointments/\(booked.id)"))
    }

    @Test func `an absence whose proposals no longer fit changes nothing`() throws {
        let world = try PageWorld(booked: 40, waiting: 6)
        let (ill, date, broken) = try busiest(world.store.snapshot, after: world.clock.now)
        let staff = PageBrowser(world, as: .administrator, "boss")
        try staff.get("/en/staff/absence?counsellor=\(ill)&first=\(date)&last=\(date)")
        let form = try staff.form("Enter the absence")
        let target = try #require(
            form.all("input").first { $0["name"] == "to-\(broken[0].id)" }?["value"]
                .flatMap { Placement(word: $0) })
        // Somebody takes the time of that counsellor in between.
        let start = target.interval.start
        let request = Request(
            for: Party("p-taker", as: broken[0].party.applicant), service: broken[0].service,
            with: .only(target.counsellor),
            within: IntervalSet(try #require(Interval(start: start, end: start + .hours(2)))))
        let found = try world.store.snapshot.opening(
            at: start, for: request, now: world.clock.now)
        let opening = try #require(found)
        _ = world.store.submit(
            Submission(.book(opening.placement, for: request), by: "test", at: world.clock.now))
        let before = world.store.snapshot.stateImage()
        let isTaken = world.store.snapshot.appointments.contains {
            $0.party.participant == "p-taker"
        }
        try staff.submit(form)
        if isTaken {
            #expect(staff.response.status == 409)
            #expect(world.store.snapshot.stateImage() == before)
        }
        #expect(isTaken, "the placement could be taken")
    }

    @Test func `who may not declare sees what would happen, and cannot enter it`() throws {
        let world = try PageWorld(booked: 40, waiting: 6)
        let (ill, date, _) = try busiest(world.store.snapshot, after: world.clock.now)
        let desk = PageBrowser(world, as: .desk, "kypseli")
        try desk.get("/en/staff/absence?counsellor=\(ill)&first=\(date)&last=\(date)")
        #expect(desk.main.text.contains("An administrator enters it."))
        let form = try #require(desk.page.all("form").first { $0["method"] == "post" })
        try desk.submit(form)
        #expect(desk.response.status == 403)
        let counsellor = PageBrowser(world, as: .counsellor, "c-01")
        try counsellor.get("/en/staff/absence")
        #expect(counsellor.response.status == 403)
    }

    @Test func `words of placements are read back, and nothing else is`() throws {
        let interval = try #require(
            Interval(start: PageWorld.monday, end: PageWorld.monday + .minutes(30)))
        let all = [
            Placement(interval, on: .video, with: "c-1"),
            Placement(interval, on: .office, with: "c-1", interpreter: "i-1", in: "r-1"),
        ]
        for placement in all { #expect(Placement(word: placement.word.trimmed) == placement) }
        let bad = [
            "", "1 2 video", "2 1 video   c", "a b video   c", "1 2 fax   c", "1 2 video   ",
            "1 99999999999999999 video   c", "-1 2 video   c", "1 2 video    c",
        ]
        for word in bad { #expect(Placement(word: word) == nil, "\(word)") }
    }

    @Test func `the day shows meetings, and what is noted about them`() throws {
        let world = try PageWorld(booked: 40, waiting: 6)
        let now = world.clock.now
        let found = try #require(
            world.store.snapshot.appointments.filter {
                $0.status == .booked && $0.placement.interval.start > now
            }.min { $0.placement.interval.start < $1.placement.interval.start })
        world.clock.turn(by: found.placement.interval.start - now)
        let zone = try #require(world.store.snapshot.zone(of: found.placement.counsellor))
        let date = zone.local(found.placement.interval.start).date
        let office = try #require(
            world.store.snapshot.counsellor(found.placement.counsellor, on: date)?.office)
        let staff = PageBrowser(world, as: .counsellor, found.placement.counsellor.rawValue)
        try staff.get("/en/staff/day?office=\(office)&date=\(date)")
        #expect(staff.main.text.contains(found.party.participant.rawValue))
        let steps: [(String, Rendezvous.Progress)] = [
            ("Arrived", .arrived), ("Identified", .identified),
        ]
        for (mark, progress) in steps {
            let form = try #require(
                staff.page.all("form").first {
                    $0["action"]?.contains("/appointments/\(found.id)/") ?? false
                        && $0.text == mark
                })
            try staff.submit(form)
            #expect(world.store.snapshot[found.id]?.progress == progress)
        }
        // Free, gap and meetings together are no more than the work of each counsellor.
        let day = try #require(
            OfficeDay(world.store.snapshot, office, on: date, at: world.clock.now))
        for row in day.rows {
            let free = IntervalSet(row.stretches.filter { $0.kind == .free }.map(\.interval))
            #expect(free.subtracting(row.working).isEmpty)
            #expect(
                free.intersection(IntervalSet(row.appointments.map(\.placement.interval))).isEmpty)
        }
    }

    @Test func `those who wait are planned, watched and booked`() throws {
        let world = try PageWorld(booked: 40, waiting: 6)
        let staff = PageBrowser(world, as: .administrator, "boss")
        try staff.get("/en/staff/plan")
        try staff.submit(staff.form("Make a plan"))
        let address = staff.path
        for _ in 0..<600 {
            try staff.get(address)
            #expect(AccessRules.faults(staff.page).isEmpty)
            let isOver = staff.page.all.first { $0["id"] == "job" }?["data-over"] == "yes"
            if isOver { break }
            #expect(staff.page.all("noscript").count == 1)
            Thread.sleep(forTimeInterval: 0.1)
        }
        #expect(staff.main.text.contains("Done"))
        try staff.submit(staff.form("Book all of these"))
        let after = world.store.snapshot
        let served = after.waitingList(at: world.clock.now).count { $0.status == .served }
        #expect(served > 0)
        #expect(Verifier.check(try world.store.events()).isEmpty)
    }

    @Test func `numbers add up to those of the agenda`() throws {
        let world = try PageWorld(booked: 40, waiting: 6)
        let staff = PageBrowser(world, as: .administrator, "boss")
        try staff.get("/en/staff/numbers?first=2026-03-16&last=2026-04-30")
        let dates = try #require(DateRange(from: "2026-03-16", to: "2026-04-30"))
        let total = world.store.snapshot.usage(on: dates, by: UsageGrouping()).first?.total ?? 0
        #expect(total > 0)
        for table in staff.page.all("table") {
            let sum = table.all("tr").dropFirst().reduce(0) { sum, row in
                sum + (row.all("td").first.flatMap { Int($0.text) } ?? 0)
            }
            #expect(sum == total)
        }
        #expect(staff.page.all("table").count == 3)
    }
}
