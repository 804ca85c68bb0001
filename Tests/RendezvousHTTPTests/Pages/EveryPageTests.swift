import Rendezvous
import RendezvousServer
import RendezvousStore
import Testing

@testable import RendezvousHTTP

/// Rules that hold for every page, in every language.
@Suite struct EveryPageTests {
    /// Addresses behind the language, by who looks at them.
    private struct Walk {
        let role: Role
        let subject: String
        let addresses: [String]
    }

    private static let walks = [
        Walk(
            role: .person, subject: "p-0003",
            addresses: [
                "/", "/help", "/book", "/book/topic?field=eures", "/book/topic?field=register",
                "/book/needs?service=jobseekers&topic=referral",
                "/book/needs?field=jobseekers",
                "/book/needs?service=businesses&topic=vacancy",
                "/book/times?service=jobseekers",
                "/book/times?service=jobseekers&need=signed:gss&need=facility:step-free"
                    + "&part=morning",
                "/book/times?service=jobseekers&need=signed:gss&office=larisa&from=2026-04-04",
                "/book/times?service=jobseekers&need=signed:rms", "/book/times?service=businesses",
                "/book/details?hold=1", "/appointments", "/appointments/99999", "/nothing",
                "/staff/day",
            ]),
        Walk(
            role: .administrator, subject: "boss",
            addresses: [
                "/staff/day?office=kypseli&date=2026-03-30", "/staff/week?office=kypseli",
                "/staff/day?office=nowhere", "/staff/day?office=larisa&date=2026-04-13",
                "/staff/empty?office=larisa&date=2026-04-03", "/staff/absence",
                "/staff/absence?counsellor=c-01&first=2026-03-30&last=2026-04-03&type=illness",
                "/staff/absence?counsellor=c-01&first=2026-03-30&last=2026-03-01", "/staff/plan",
                "/staff/numbers?first=2026-03-16&last=2026-04-20",
            ]),
        Walk(role: .desk, subject: "kypseli", addresses: ["/staff/day", "/staff/absence"]),
        Walk(role: .counsellor, subject: "c-01", addresses: ["/staff/day", "/staff/plan"]),
    ]

    private func walk(
        _ world: PageWorld, _ body: (PageBrowser, String, String) throws -> Void
    ) throws {
        for walk in Self.walks {
            let browser = PageBrowser(world, as: walk.role, walk.subject)
            var addresses = walk.addresses
            if walk.role == .person {
                let own = world.store.snapshot.personFile(of: "p-0003", at: world.clock.now)
                for id in (own?.appointments ?? []).map(\.id) {
                    addresses += ["", "/change", "/cancel"].map { "/appointments/\(id)\($0)" }
                }
            }
            for address in addresses {
                // What takes long is looked at in two languages unless there is time for four.
                let isLong = address.contains("/staff/empty") || address.contains("counsellor=")
                let isShort = isLong && TestScale.factor <= 1
                for language in isShort ? ["el", "en"] : ["el", "ro", "da", "en"] {
                    try browser.get("/\(language)\(address)")
                    try body(browser, language, address)
                }
            }
        }
    }

    @Test func `every page in every language is sound markup that anybody can use`() throws {
        let world = try PageWorld(booked: 40, waiting: 6)
        var pages = 0
        var english: [String: Set<String>] = [:]
        var others: [(language: String, address: String, texts: Set<String>)] = []
        try walk(world) { browser, language, address in
            pages += 1
            let place = "\(language)\(address)"
            #expect([200, 401, 403, 404, 410, 422].contains(browser.response.status), "\(place)")
            #expect(AccessRules.faults(browser.page) == [], "\(place)")
            #expect(browser.page.all("html").first?["lang"] == language)
            let texts = browser.page.texts(in: language).filter { $0.language == language }
                .map(\.text)
            if language == "el" { expectGreek(browser.page, place) }
            if language == "en" {
                #expect(!texts.joined().unicodeScalars.contains(where: Self.isGreek), "\(place)")
                english[address] = Set(texts)
            } else {
                others.append((language, address, Set(texts)))
            }
            try expectOwnOnly(browser, place)
        }
        #expect(pages > 110)
        for (language, address, texts) in others {
            let same = texts.intersection(english[address] ?? []).filter { text in
                text.split(separator: " ").filter { $0.contains(where: \.isLetter) }.count >= 4
            }
            #expect(same.isEmpty, "not in \(language): \(same) at \(address)")
        }
    }

    private static func isGreek(_ scalar: Unicode.Scalar) -> Bool {
        (0x370...0x3FF).contains(scalar.value) || (0x1F00...0x1FFF).contains(scalar.value)
    }

    /// Words of a Greek page have Greek letters, but for names, references and abbreviations.
    private func expectGreek(_ page: Element, _ place: String) {
        for (language, text) in page.texts(in: "el") where language == "el" {
            let words = text.split(whereSeparator: { !$0.isLetter }).filter { $0.count > 3 }
            let known: Set<String> = [
                "Rendezvous", "JavaScript", "Europe", "Athens", "EURES", "boss", "anybody",
            ]
            guard words.contains(where: { !known.contains(String($0)) }) else { continue }
            #expect(text.unicodeScalars.contains(where: Self.isGreek), "\(place): \(text)")
        }
    }

    /// Nothing is loaded from elsewhere, and the policy forbids it too.
    private func expectOwnOnly(_ browser: PageBrowser, _ place: String) throws {
        let policy = browser.response.fields["content-security-policy"] ?? ""
        #expect(policy.hasPrefix("default-src 'none'; style-src 'self'; script-src 'self'"))
        #expect(!policy.contains("unsafe") && policy.contains("frame-ancestors 'none'"))
        #expect(browser.response.fields["referrer-policy"] == "same-origin")
        #expect(browser.response.fields["cache-control"] == "no-store")
        for element in browser.page.all {
            for name in ["href", "src", "action", "srcset", "poster"] {
                guard let value = element[name] else { continue }
                #expect(
                    value.hasPrefix("/") && !value.hasPrefix("//") || value.hasPrefix("#"),
                    "\(place): \(value)")
            }
        }
        #expect(browser.response.route?.contains("99999") == false, "logs hold no numbers")
    }

    @Test func `names of people and offices cannot become markup`() throws {
        for text in HTMLTests.hostile {
            let person = Subject.ID(text)
            guard person.isValid else { continue }
            let world = try PageWorld()
            let browser = PageBrowser(world, as: .person, text)
            try browser.get("/en/book/times?service=register&topic=nationality")
            let form = try browser.form("/book/hold")
            try browser.submit(form, pressing: form.all("button").first)
            let number = try #require(Int(browser.path.split(separator: "=").last ?? ""))
            _ = world.store.submit(
                Submission(.confirm(Appointment.ID(number)), by: "test", at: world.clock.now))
            let staff = PageBrowser(world, as: .administrator, "boss")
            let found = try #require(world.store.snapshot[Appointment.ID(number)])
            let office = try #require(
                world.store.snapshot.citizenView(of: found.placement).occasion.office)
            let zone = try #require(world.store.snapshot.zone(of: office))
            let date = zone.local(found.placement.interval.start).date
            try staff.get("/en/staff/day?office=\(office)&date=\(date)")
            let cells = staff.page.all("td").map(\.text)
            #expect(
                cells.contains(text.split(whereSeparator: \.isWhitespace).joined(separator: " ")))
        }
        // Whatever the address says comes back as text.
        let world = try PageWorld()
        let browser = PageBrowser(world, as: .person, "p-1")
        for text in HTMLTests.hostile {
            let value = FormValues([("service", text), ("topic", text), ("office", text)]).encoded
            for page in ["/en/book/needs", "/en/book/times", "/en/book", "/en/help"] {
                try browser.get("\(page)?\(value)")
            }
            let known = FormValues([
                ("service", "register"), ("topic", text), ("participant", text), ("who", "other"),
                ("need", "facility:\(text)"), ("speech", "spoken:\(text)"),
            ]).encoded
            try browser.get("/en/book/needs?\(known)")
            try browser.get("/en/book/times?\(known)")
        }
    }

    @Test func `the first address leads to the language of the browser`() throws {
        let world = try PageWorld()
        let browser = PageBrowser(world, as: .person, "p-1")
        let answer = browser.send(
            HTTPRequest(
                method: "GET", path: "/",
                fields: browser.fields([("accept-language", "ro, el;q=0.5")])))
        #expect(answer.status == 303 && answer.fields["location"] == "/ro/")
        #expect(answer.fields["vary"] == "accept-language")
        try browser.get("/ro/book/topic?field=eures")
        let link = try #require(browser.page.all("a").first { $0["hreflang"] == "da" })
        #expect(link["href"] == "/da/book/topic?field=eures")
    }

    @Test func `style and script are files of our own`() throws {
        let world = try PageWorld()
        let browser = PageBrowser(world, as: .person, "p-1")
        for (path, type) in [("/pages.css", "text/css"), ("/pages.js", "text/javascript")] {
            let answer = browser.send(
                HTTPRequest(method: "GET", path: path, fields: browser.fields()))
            #expect(answer.status == 200 && answer.fields["content-type"]?.hasPrefix(type) ?? false)
            #expect(!answer.content.isEmpty)
        }
        #expect(Pages.answers("/el") && Pages.answers("/en/book") && Pages.answers("/"))
        #expect(!Pages.answers("/v1/openings") && !Pages.answers("/fr/") && !Pages.answers("el"))
    }
}
