import Rendezvous
import RendezvousServer
import RendezvousStore
import Testing

@testable import RendezvousHTTP

/// Forms are taken from those to whom they were given, from our own pages, once.
@Suite struct FormGuardTests {
    /// A browser at the confirmation of a kept time.
    private func kept(_ world: PageWorld, _ subject: String) throws -> PageBrowser {
        let person = PageBrowser(world, as: .person, subject)
        try person.get("/en/book/times?service=register&topic=contact-details")
        let form = try person.form("/book/hold")
        try person.submit(form, pressing: form.all("button").first)
        return person
    }

    private let filled: [String: String?] = [
        "name": "Ann", "email": "ann@example.com", "present": "yes",
    ]

    private func booked(_ world: PageWorld) -> Int {
        world.store.snapshot.appointments.count { $0.status == .booked }
    }

    @Test func `forged, foreign and old tokens are refused`() throws {
        let world = try PageWorld()
        let person = try kept(world, "p-1")
        let confirm = try person.form("/book/confirm")
        let token = try #require(
            confirm.all("input").first { $0["name"] == "form-token" }?["value"])
        let digit = token.last == "0" ? "1" : "0"
        let end = String(token.prefix { $0 != "-" })
        let later = String((Int64(end) ?? 0) + 1)
        let forged = [
            nil, "", "-", end, String(token.dropLast()) + digit, token + "0", " " + later,
            later + token.dropFirst(end.count), "+" + token, "0" + token,
        ]
        for bad in forged {
            try person.submit(confirm, filled.merging(["form-token": bad]) { $1 })
            #expect(person.response.status == 403, "\(bad ?? "none")")
        }
        // The token of another form of the same page.
        let other = try kept(world, "p-1")
        let release = try other.form("/book/release").all("input")
            .first { $0["name"] == "form-token" }?["value"]
        try person.submit(confirm, filled.merging(["form-token": release]) { $1 })
        #expect(person.response.status == 403)
        // The token of somebody else.
        let stranger = try kept(world, "p-2")
        let foreign = try stranger.form("/book/confirm").all("input")
            .first { $0["name"] == "form-token" }?["value"]
        try person.submit(
            try other.form("/book/confirm"), filled.merging(["form-token": foreign]) { $1 })
        #expect(person.response.status == 403)
        #expect(booked(world) == 0)
        world.clock.turn(by: FormToken.lifetime)
        try person.submit(try other.form("/book/confirm"), filled)
        #expect(person.response.status == 403 && person.main.text.contains("open for too long"))
    }

    @Test func `a token is good until its last second`() {
        let tokens = FormToken(key: Array(repeating: 7, count: 32))
        let now = PageWorld.monday
        let token = tokens.issue(to: "person:p-1", for: "/book/hold", at: now)
        let last = now + FormToken.lifetime - Seconds(1)
        func fault(_ at: Instant, _ who: String = "person:p-1") -> FormToken.Fault? {
            tokens.fault(of: token, from: who, for: "/book/hold", at: at)
        }
        #expect(fault(now) == nil && fault(last) == nil)
        #expect(fault(last + Seconds(1)) == .expired)
        #expect(fault(now, "person:p-11") == .forged)
        let other = FormToken(key: Array(repeating: 8, count: 32))
        #expect(other.fault(of: token, from: "person:p-1", for: "/book/hold", at: now) == .forged)
        // What is said by one part cannot be said by another.
        let joined = tokens.issue(to: "person:p-1/book", for: "/hold", at: now)
        #expect(
            tokens.fault(of: joined, from: "person:p-1", for: "/book/hold", at: now) == .forged)
    }

    @Test func `forms of other sites are refused`() throws {
        let world = try PageWorld()
        let own: [[(String, String)]] = [
            [("sec-fetch-site", "same-origin")], [("origin", "https://pages.test")],
            [("origin", "http://pages.test"), ("sec-fetch-site", "same-origin")],
        ]
        let foreign: [[(String, String)]] = [
            [], [("origin", "null")], [("origin", "https://pages.test.evil")],
            [("origin", "https://evil"), ("sec-fetch-site", "same-origin")],
            [("sec-fetch-site", "cross-site")], [("sec-fetch-site", "same-site")],
            [("sec-fetch-site", "none")], [("origin", "pages.test")],
            [("origin", "https://pages.test"), ("sec-fetch-site", "cross-site")],
            [("origin", "https://pages.test"), ("origin", "https://evil")],
        ]
        for headers in foreign {
            let person = try kept(world, "p-1")
            try person.submit(person.form("/book/release"), headers: headers)
            #expect(person.response.status == 403, "\(headers)")
        }
        for headers in own {
            let person = try kept(world, "p-1")
            try person.submit(person.form("/book/release"), headers: headers)
            #expect(person.response.status == 200, "\(headers)")
        }
        var fields = FieldList()
        fields.append("origin", "https://a.example")
        fields.append("host", "b.example")
        #expect(FormOrigin.isOwn(fields, origins: ["https://a.example"]))
        #expect(!FormOrigin.isOwn(fields, origins: []))
        fields.set("origin", "https://b.example")
        #expect(!FormOrigin.isOwn(fields, origins: ["https://a.example"]))
    }

    @Test func `a form that is sent twice does its work once`() throws {
        let world = try PageWorld()
        let person = try kept(world, "p-1")
        let confirm = try person.form("/book/confirm")
        try person.submit(confirm, filled)
        let first = person.path
        try person.submit(confirm, filled)
        #expect(person.path.hasPrefix(String(first.prefix { $0 != "?" })))
        #expect(booked(world) == 1)
        try person.get("/en/book/times?service=jobseekers&topic=profile&from=2026-04-01")
        let times = try person.form("/book/hold")
        let button = times.all("button").first
        try person.submit(times, pressing: button)
        let details = person.path
        try person.submit(times, pressing: button)
        #expect(person.path == details)
        #expect(world.store.snapshot.appointments.count { $0.status == .pending } == 1)
    }

    @Test func `who one is comes from the proxy alone, and others' appointments are not there`()
        throws
    {
        let world = try PageWorld(booked: 40, waiting: 6)
        let id = try #require(world.store.snapshot.appointments.first { $0.status == .booked }).id
        let stranger = PageBrowser(world, as: .person, "p-7777")
        for page in ["", "/change", "/cancel", "/calendar.ics"] {
            try stranger.get("/en/appointments/\(id)\(page)")
            #expect(stranger.response.status == 404, "\(page)")
        }
        try stranger.get("/en/staff/day")
        #expect(stranger.response.status == 404)
        // Headers of a proxy that come over the network are nobody's.
        let fields = stranger.fields()
        let network = HTTPRequest(
            method: "GET", path: "/en/appointments", fields: fields,
            origin: .network(address: "127.0.0.1"))
        #expect(stranger.send(network).status == 401)
        stranger.principal = nil
        try stranger.get("/en/appointments")
        #expect(stranger.response.status == 401)
        var keyed = FieldList()
        keyed.append("authorization", "Bearer rdv_x")
        keyed.append("x-rendezvous-role", "person")
        keyed.append("x-rendezvous-subject", "p-1")
        let request = HTTPRequest(method: "GET", path: "/en/appointments", fields: keyed)
        #expect(stranger.send(request).status == 401)
    }

    @Test func `what is no form, or no method of a page, is refused`() throws {
        let world = try PageWorld()
        let person = PageBrowser(world, as: .person, "p-1")
        let same = ("sec-fetch-site", "same-origin")
        let form = ("content-type", "application/x-www-form-urlencoded")
        let cases: [(String, [(String, String)], String, Int)] = [
            ("POST", [same], "a=1", 400),
            ("POST", [same, ("content-type", "text/plain")], "", 400),
            ("POST", [same, form], "a=%FF", 400), ("POST", [same, form], "a=1", 403),
            ("PUT", [same, form], "a=1", 405), ("DELETE", [], "", 405),
        ]
        for (method, headers, content, status) in cases {
            let answer = person.send(
                HTTPRequest(
                    method: method, path: "/en/book/hold", fields: person.fields(headers),
                    content: Array(content.utf8)))
            #expect(answer.status == status, "\(method) \(headers) \(content)")
        }
        for path in ["/en/../v1", "/en/book/%2e%2e", "/en/a b", "/en/book?x=%"] {
            let parts = path.split(separator: "?").map(String.init)
            let answer = person.send(
                HTTPRequest(
                    method: "GET", path: parts[0], query: parts.count > 1 ? parts[1] : nil,
                    fields: person.fields()))
            #expect([400, 404].contains(answer.status), "\(path)")
        }
    }
}
