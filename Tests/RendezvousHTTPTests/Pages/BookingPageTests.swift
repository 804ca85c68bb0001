import Foundation
import Rendezvous
import RendezvousServer
import RendezvousStore
import Testing

@testable import RendezvousHTTP

/// A person books, changes and calls off an appointment by links and forms alone (A3–A6, A10).
@Suite struct BookingPageTests {
    @Test func `somebody books with Greek sign language, in Greek, without JavaScript`() throws {
        let world = try PageWorld()
        let person = PageBrowser(world, as: .person, "p-9001")
        try person.get("/el/")
        try person.follow("Κλείστε ραντεβού")
        try person.follow("Συμβουλευτική προς εγγεγραμμένους ανέργους")
        let about = try person.form("Συνέχεια")
        try person.submit(about, ["about": "jobseekers action-plan"])
        let needs = try person.form("Δείτε τις διαθέσιμες ώρες")
        #expect(needs.text.contains("Ελληνική Νοηματική Γλώσσα"))
        try person.submit(needs, ["need": "signed:gss", "channel": "video"])
        let times = try person.form("/book/hold")
        let slot = try #require(times.all("button").first)
        try person.submit(times, pressing: slot)
        #expect(person.path.contains("/el/book/details?hold="))
        #expect(person.main.text.contains("συμμετέχει διερμηνέας"))
        try person.submit(
            person.form("/book/confirm"),
            ["name": "Μαρία <b>Ψαρρά</b>", "email": "maria@example.gr", "present": "yes"])
        #expect(person.heading == "Το ραντεβού σας κλείστηκε")
        #expect(person.main.text.contains("Έγγραφο ταυτοποίησης"))
        let booked = try #require(world.store.snapshot.appointments.first { $0.status == .booked })
        #expect(booked.party.participant == "p-9001" && booked.placement.interpreter != nil)
        #expect(booked.topic == "action-plan" && booked.placement.channel == .video)
        // What the meeting must provide is salted before it is noted, so that it can be erased.
        let kinds = try world.store.events().suffix(4).map(\.change)
        let salted = kinds.firstIndex { if case .salted("p-9001", _) = $0 { true } else { false } }
        let held = kinds.firstIndex { if case .held = $0 { true } else { false } }
        #expect(try #require(salted) < #require(held))
        let details = try world.store.vault.details(of: "p-9001")
        #expect(details?[ContactDetails.Field.name] == "Μαρία <b>Ψαρρά</b>")
        #expect(details?[ContactDetails.Field.language] == "el")
        try expectCalendar(person, booked)
        try expectChange(person, world, booked)
        try expectCancellation(person, world, booked)
    }

    private func expectCalendar(_ person: PageBrowser, _ booked: Appointment) throws {
        let link = try #require(
            person.page.all("a").first { $0["href"]?.hasSuffix(".ics") ?? false })
        let file = person.send(
            HTTPRequest(method: "GET", path: link["href"] ?? "", fields: person.fields()))
        let text = String(decoding: file.content, as: UTF8.self)
        #expect(file.fields["content-type"] == "text/calendar; charset=utf-8")
        #expect(text.contains("BEGIN:VEVENT") && text.contains("TZID=Europe/Athens"))
        #expect(!text.contains("Ψαρρά") && !text.contains("p-9001"))
    }

    private func expectChange(
        _ person: PageBrowser, _ world: PageWorld, _ booked: Appointment
    ) throws {
        try person.get("/el/appointments")
        #expect(person.main.text.contains("Κλεισμένο"))
        try person.get("/el/appointments/\(booked.id)")
        try person.follow("Αλλαγή ώρας")
        let form = try person.form("/change")
        let other = try #require(
            form.all("button").first {
                $0["value"] != String(booked.placement.interval.start.secondsSince1970)
            })
        try person.submit(form, pressing: other)
        #expect(person.main.text.contains("Το ραντεβού σας μεταφέρθηκε."))
        let moved = world.store.snapshot[booked.id]
        #expect(moved?.revision == 1 && moved?.status == .booked)
        #expect(String(moved?.placement.interval.start.secondsSince1970 ?? 0) == other["value"])
    }

    private func expectCancellation(
        _ person: PageBrowser, _ world: PageWorld, _ booked: Appointment
    ) throws {
        try person.follow("Ακύρωση")
        try person.submit(person.form("Ναι, ακύρωση"))
        #expect(person.main.text.contains("Ακυρώθηκε"))
        #expect(world.store.snapshot[booked.id]?.cancellation == .excused)
    }

    @Test func `what is wrong is said once above and at the field, and nothing is lost`() throws {
        let world = try PageWorld()
        let person = PageBrowser(world, as: .person, "p-9002")
        try hold(person)
        try person.submit(
            person.form("/book/confirm"),
            ["name": "Jens \"O'Hara\"", "email": "nowhere", "phone": "12"])
        #expect(person.response.status == 422)
        let summary = try #require(person.page.all.first { $0["id"] == "faults" })
        let targets = summary.all("a").compactMap { $0["href"] }
        #expect(targets == ["#email", "#phone", "#present"])
        #expect(AccessRules.faults(person.page).isEmpty)
        let name = try #require(person.page.all("input").first { $0["id"] == "name" })
        #expect(name["value"] == "Jens \"O'Hara\"")
        try person.submit(
            person.form("/book/confirm"),
            ["email": "jens@example.dk", "phone": "+45 12 34 56 78", "present": "yes"])
        #expect(person.response.status == 200)
        #expect(world.store.snapshot.appointments.contains { $0.status == .booked })
    }

    /// As far as the details of the first time there is.
    private func hold(_ person: PageBrowser, _ more: String = "") throws {
        try person.get("/da/book/times?service=register&topic=contact-details\(more)")
        let form = try person.form("/book/hold")
        try person.submit(form, pressing: form.all("button").first)
    }

    @Test func `a meeting by video is joined by a link with its token, while it is open`() throws {
        let key = [UInt8](repeating: 9, count: 32)
        var settings = PageSettings()
        settings.joinLink = "https://video.example/join#{token}"
        let world = try PageWorld(settings: settings) { $0.passKey = key }
        let person = PageBrowser(world, as: .person, "p-9020")
        try person.get("/en/book/times?service=jobseekers&topic=action-plan&channel=video")
        let form = try person.form("/book/hold")
        try person.submit(form, pressing: form.all("button").first)
        try person.submit(
            person.form("/book/confirm"),
            ["name": "A", "email": "a@example.gr", "present": "yes"])
        let booked = try #require(world.store.snapshot.appointments.first { $0.status == .booked })
        func link() throws -> String? {
            try person.get("/en/appointments/\(booked.id)")
            return person.page.all("a").compactMap { $0["href"] }
                .first { $0.hasPrefix("https://video.example/") }
        }
        #expect(try link() == nil, "days before there is no link")
        world.clock.turn(by: booked.placement.interval.start - world.clock.now)
        let address = try #require(try link())
        let token = String(address.dropFirst("https://video.example/join#".count))
        let pass = JoinToken.pass(token, world.store.snapshot, key, at: world.clock.now)
        #expect(pass?.appointment == booked.id && pass?.isOpen == true)
    }

    @Test func `who looks at too many pages waits, and nobody else does`() throws {
        let world = try PageWorld { $0.limits.rate = RateLimit(burst: 3, perMinute: 1) }
        let person = PageBrowser(world, as: .person, "p-9021")
        for _ in 0..<3 {
            try person.get("/da/help")
            #expect(person.response.status == 200)
        }
        try person.get("/da/help")
        #expect(person.response.status == 429)
        #expect(person.heading == "For mange forespørgsler")
        #expect(AccessRules.faults(person.page).isEmpty)
        let wait = try #require(person.response.fields["retry-after"].flatMap { Int($0) })
        #expect((1...60).contains(wait))
        let other = PageBrowser(world, as: .person, "p-9022")
        try other.get("/da/help")
        #expect(other.response.status == 200)
        // What a page is drawn with is not counted: it is the same for all.
        let style = other.send(
            HTTPRequest(method: "GET", path: "/pages.css", fields: person.fields()))
        #expect(style.status == 200)
    }

    @Test func `choosing another time gives the first one back`() throws {
        let world = try PageWorld()
        let person = PageBrowser(world, as: .person, "p-9003")
        try hold(person)
        try hold(person)
        let all = Array(world.store.snapshot.appointments)
        #expect(all.map(\.status) == [.cancelled, .pending])
        #expect(all[0].placement.interval == all[1].placement.interval)
    }

    @Test func `a time that is no longer kept says so, and nothing is booked`() throws {
        let world = try PageWorld()
        let person = PageBrowser(world, as: .person, "p-9004")
        try hold(person)
        let form = try person.form("/book/confirm")
        world.clock.turn(by: .minutes(16))
        try person.submit(
            form, ["name": "A", "email": "a@example.dk", "present": "yes"])
        #expect(person.response.status == 410)
        #expect(!world.store.snapshot.appointments.contains { $0.status == .booked })
    }

    @Test func `two people who want one time do not both get it`() throws {
        let world = try PageWorld()
        let (one, two) = (
            PageBrowser(world, as: .person, "p-1"), PageBrowser(world, as: .person, "p-2")
        )
        // Only a few interpreters sign, so that a start soon has none left.
        var kept = 0
        for index in 0..<12 {
            let person = PageBrowser(world, as: .person, "q-\(index)")
            try person.get("/en/book/times?service=jobseekers&need=signed:gss&from=2026-04-01")
            guard let form = try? person.form("/book/hold") else { break }
            if index == 0 {
                try one.get(person.path)
                try two.get(person.path)
            }
            try person.submit(form, pressing: form.all("button").first)
            kept += person.path.contains("/details") ? 1 : 0
        }
        #expect(kept > 0)
        let form = try one.form("/book/hold")
        try one.submit(form, pressing: form.all("button").first)
        #expect(one.path.contains("taken=yes"))
        #expect(one.main.text.contains("has just been taken"))
    }

    @Test func `nothing free says why, and one tap gives what helps`() throws {
        let world = try PageWorld()
        let person = PageBrowser(world, as: .person, "p-9005")
        try person.get(
            "/en/book/times?service=jobseekers&need=signed:rms&channel=video&from=2026-04-01")
        #expect(person.main.text.contains("There is no free time on these days."))
        #expect(person.main.text.contains("Why there is nothing"))
        #expect(AccessRules.faults(person.page).isEmpty)
        #expect(!person.main.text.contains("c-"), "no counsellor is named")
        let relief = try #require(person.page.all("a").first { $0.classes.contains("relief") })
        try person.get(try #require(relief["href"]))
        _ = try person.form("/book/hold")
    }

    @Test func `whoever finds nothing waits, and can stop waiting`() throws {
        let world = try PageWorld()
        let person = PageBrowser(world, as: .person, "p-9006")
        try person.get(
            "/ro/book/times?service=jobseekers&need=signed:rms")
        try person.submit(person.form("Puneți-mă pe lista de așteptare"))
        #expect(person.path == "/ro/appointments")
        #expect(person.main.text.contains("Pe lista de așteptare"))
        #expect(world.store.snapshot.waitingList(at: world.clock.now).count == 1)
        try person.submit(person.form("Scoateți-mă de pe listă"))
        let entry = try #require(world.store.snapshot.waitingList(at: world.clock.now).first)
        #expect(entry.status == .withdrawn)
    }

    @Test func `somebody books for another person, and a business names its representative`() throws
    {
        let world = try PageWorld()
        let person = PageBrowser(world, as: .person, "p-9007")
        try person.get("/en/book/needs?service=businesses&topic=vacancy")
        let needs = try person.form("See free times")
        try person.submit(needs, ["who": "other"])
        #expect(person.response.status == 422)
        try person.submit(
            person.form("See free times"),
            ["who": "other", "participant": "p-9008", "authority": "authorised"])
        let form = try person.form("/book/hold")
        try person.submit(form, pressing: form.all("button").first)
        let hold = try #require(world.store.snapshot.appointments.first { $0.status == .pending })
        #expect(hold.party.participant == "p-9008" && hold.party.bookedBy == "p-9007")
        #expect(hold.party.applicant == .business(.authorised))
        #expect(person.main.text.contains("An authorised representative"))
    }
}
