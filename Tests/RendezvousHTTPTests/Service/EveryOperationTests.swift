import Foundation
import Rendezvous
import RendezvousDocuments
import RendezvousServer
import RendezvousStore
import Testing

@testable import RendezvousHTTP

/// Every operation once as it is meant, and all that was said checked against the OpenAPI document.
@Suite struct EveryOperationTests {
    private static let desk = "desk:kypseli"
    private static let administrator = "administrator:a-1"

    /// Asks, and expects a status.
    private func ask(
        _ world: ServiceWorld, _ status: Int, _ method: String, _ target: String, as who: String,
        _ body: String? = nil, match: String? = nil
    ) async -> [String: Any] {
        let key = method == "GET" ? nil : UUID().uuidString
        let response = await world.ask(method, target, as: who, body, key: key, match: match)
        #expect(
            response.status == status, "\(method) \(target): \(response.status) \(response.text)")
        return response.json
    }

    @Test func `every operation works, and keeps to the document of the API`() async throws {
        let world = try ServiceWorld()
        try await searches(world)
        try await meetings(world)
        try await waiting(world)
        try await people(world)
        try await supply(world)
        try await jobs(world)
        try await reports(world)
        let record = try world.record
        let rows = try #require(
            JSONSerialization.jsonObject(with: record) as? [[String: Any]])
        var done: Set<ServiceOperation> = []
        for row in rows where (row["status"] as? Int ?? 500) < 300 {
            let route = (Operations.routes + [OpenAPI.route]).first {
                $0.template.text == row["route"] as? String
                    && $0.method.rawValue.lowercased() == row["method"] as? String
            }
            if let route { done.insert(route.operation) }
        }
        let missing = ServiceOperation.allCases.filter { !done.contains($0) }
        #expect(missing.isEmpty, "\(missing)")
        try validate(record)
        try await audit(world)
    }

    private func validate(_ record: Data) throws {
        let here = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        let root = here.deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        guard Python.has("jsonschema") else {
            print("Skipped: \(Python.executable) has no package jsonschema.")
            return
        }
        let file = FileManager.default.temporaryDirectory
            .appendingPathComponent("rendezvous-exchanges-\(UUID().uuidString).json")
        let document = file.appendingPathExtension("openapi")
        defer {
            try? FileManager.default.removeItem(at: file)
            try? FileManager.default.removeItem(at: document)
        }
        try record.write(to: file)
        try Data(OpenAPI.document()).write(to: document)
        let result = try Python.run([
            here.appendingPathComponent("exchanges.py").path, document.path,
            root.appendingPathComponent("Documentation/Formats").path, file.path,
        ])
        #expect(result.status == 0, "\(result.output)")
    }

    private func searches(_ world: ServiceWorld) async throws {
        _ = await ask(world, 200, "GET", "/v1/openapi.json", as: "")
        let catalogue = await ask(world, 200, "GET", "/v1/catalogue?on=2026-11-30", as: "")
        #expect((catalogue["offices"] as? [Any])?.count == 2)
        let list = await ask(
            world, 200, "GET", "/v1/services/advice/checklist?topic=plan", as: "person:p-1")
        #expect((list["checklist"] as? [Any])?.count == 1)
        _ = await ask(world, 404, "GET", "/v1/services/advice/checklist?topic=x", as: "")
        for who in ["", "person:p-1", Self.desk] {
            for query in ["&from=2026-11-30", "&needs=spoken:ar&from=2026-11-30&within=P2D"] {
                _ = await ask(world, 200, "GET", "/v1/openings?service=advice\(query)", as: who)
            }
        }
        let soon = await ask(
            world, 200, "GET", "/v1/call-backs?service=advice&wait=PT2M", as: "host:line")
        #expect(soon["offered"] as? Bool == false)
        _ = await ask(
            world, 422, "GET", "/v1/call-backs?service=advice&wait=PT2M&from=soon", as: "host:line")
        let late = await ask(
            world, 200, "GET", "/v1/call-backs?service=advice&wait=PT10M&from=2026-11-30",
            as: "host:line")
        #expect(late["offered"] as? Bool == true)
        let openings = try #require(late["openings"] as? [[String: Any]])
        #expect(openings.allSatisfy { $0["channel"] as? String == "phone" })
    }

    private func meetings(_ world: ServiceWorld) async throws {
        let held = await ask(
            world, 201, "POST", "/v1/holds", as: "person:p-1",
            """
            {"request": \(ServiceWorld.request("p-1")), "office": "kypseli", \
            "start": "\(ServiceWorld.start("09:00"))"}
            """)
        let id = try #require(held["appointment"] as? Int)
        let path = "/v1/appointments/\(id)"
        _ = await ask(
            world, 201, "POST", "/v1/appointments", as: "person:p-1", "{\"hold\": \(id)}")
        _ = await ask(world, 200, "GET", "/v1/appointments?from=2026-11-01", as: Self.desk)
        _ = await ask(world, 200, "GET", "\(path)/openings?to=2026-12-01", as: "person:p-1")
        _ = await ask(
            world, 200, "POST", "\(path)/reschedule", as: "person:p-1",
            "{\"start\": \"\(ServiceWorld.start("10:00"))\"}", match: "*")
        let proposed = await ask(
            world, 202, "POST", "\(path)/transfer", as: Self.desk,
            "{\"start\": \"\(ServiceWorld.start("11:00"))\", \"answerWithin\": \"PT24H\"}",
            match: "*")
        #expect(proposed["proposal"] != nil)
        let mine = await ask(world, 200, "GET", path, as: "person:p-1")
        #expect((mine["proposal"] as? [String: Any])?["start"] as? String == "2026-11-30T09:00:00Z")
        let moved = await ask(
            world, 200, "POST", "\(path)/consent", as: "person:p-1",
            "{\"answer\": \"accepted\"}", match: "*")
        #expect(moved["start"] as? String == "2026-11-30T09:00:00Z")
        _ = await ask(
            world, 404, "POST", "\(path)/consent", as: "person:p-1",
            "{\"answer\": \"declined\"}", match: "*")
        let seen = await ask(world, 200, "GET", path, as: Self.desk)
        let placement = try #require(seen["placement"] as? [String: Any])
        let counsellor = "counsellor:\(try #require(placement["counsellor"] as? String))"
        try await meeting(world, path, counsellor)
        try await others(world)
    }

    private func meeting(
        _ world: ServiceWorld, _ path: String, _ counsellor: String
    ) async throws {
        let invited = await ask(
            world, 200, "POST", "\(path)/invite", as: counsellor,
            "{\"interpreter\": \"i-1\", \"communication\": \"signed:gss\"}", match: "*")
        #expect((invited["placement"] as? [String: Any])?["interpreter"] as? String == "i-1")
        let calendar = await world.ask("GET", "\(path)/calendar?language=el", as: "person:p-1")
        #expect(calendar.text.hasPrefix("BEGIN:VCALENDAR\r\n"))
        #expect(!calendar.text.contains("p-1"))
        let passes = await ask(world, 200, "GET", "\(path)/passes", as: "person:p-1")
        let own = try #require((passes["passes"] as? [[String: Any]])?.first)
        let token = try #require(own["token"] as? String)
        func check(_ token: String) async -> Bool? {
            await ask(
                world, 200, "POST", "/v1/passes/check", as: "host:bridge",
                "{\"token\": \"\(token)\"}")["valid"] as? Bool
        }
        #expect(await check(token) == false, "days before the meeting")
        world.now = Instant(secondsSince1970: 1_796_029_200)  // 2026-11-30T09:00:00Z
        #expect(await check(token) == true)
        let last = token.last == "A" ? "E" : "A"
        #expect(await check(String(token.dropLast()) + last) == false)
        #expect(
            await check(token.replacingOccurrences(of: "participant", with: "counsellor")) == false)
        _ = await ask(world, 200, "POST", "\(path)/arrive", as: Self.desk, match: "*")
        _ = await ask(
            world, 200, "POST", "\(path)/identify", as: counsellor, "{\"accepted\": true}",
            match: "*")
        _ = await ask(
            world, 200, "POST", "\(path)/begin", as: counsellor, "{\"mode\": \"video\"}",
            match: "*")
        let sound = await ask(
            world, 200, "POST", "\(path)/mode", as: counsellor, "{\"mode\": \"audio-only\"}",
            match: "*")
        #expect(sound["progress"] as? String == "in-meeting-audio-only")
        _ = await ask(world, 200, "POST", "\(path)/admit", as: counsellor, match: "*")
        _ = await ask(world, 200, "GET", "\(path)/passes", as: counsellor)
        let done = await ask(world, 200, "POST", "\(path)/complete", as: counsellor, match: "*")
        #expect(done["status"] as? String == "fulfilled")
        #expect(await check(token) == false, "when it is over")
    }

    private func others(_ world: ServiceWorld) async throws {
        let missed = try await world.book("p-2", "13:00")
        let called = try await world.book("p-3", "13:30")
        _ = await ask(
            world, 200, "POST", "/v1/appointments/\(called.id)/cancel", as: Self.desk,
            "{\"reason\": \"revoked\"}", match: called.tag)
        world.now = Instant(secondsSince1970: 1_796_037_300)  // 2026-11-30T11:15:00Z
        _ = await ask(
            world, 200, "POST", "/v1/appointments/\(missed.id)/no-show", as: Self.desk, match: "*")
    }

    private func waiting(_ world: ServiceWorld) async throws {
        let entry = await ask(
            world, 201, "POST", "/v1/waiting", as: "person:p-4",
            "{\"request\": \(ServiceWorld.request("p-4", needs: "[\"signed:gss\"]"))}")
        let id = try #require(entry["entry"] as? Int)
        let list = await ask(world, 200, "GET", "/v1/waiting", as: Self.desk)
        #expect((list["entries"] as? [Any])?.count == 1)
        let own = await ask(world, 200, "GET", "/v1/waiting", as: "person:p-4")
        #expect((own["entries"] as? [Any])?.count == 1)
        let none = await ask(world, 200, "GET", "/v1/waiting", as: "person:p-5")
        #expect((none["entries"] as? [Any])?.isEmpty == true)
        _ = await ask(
            world, 201, "POST", "/v1/waiting/\(id)/offer", as: Self.desk,
            "{\"start\": \"2026-12-01T09:00:00+02:00\"}")
        _ = await ask(world, 404, "POST", "/v1/waiting/\(id)/withdraw", as: "person:p-5")
        _ = await ask(world, 200, "POST", "/v1/waiting/\(id)/withdraw", as: "person:p-4")
        let series = await ask(
            world, 200, "POST", "/v1/series", as: Self.desk,
            """
            {"request": {"party": {"participant": "p-6"}, "service": "advice", "windows": \
            [{"from": "2026-12-01", "to": "2026-12-31", "zone": "Europe/Athens"}]}, \
            "first": "2026-12-02", "every": {"weeks": 1}, "times": 3, "zone": "Europe/Athens", \
            "time": "10:00", "complete": "all"}
            """)
        #expect((series["occurrences"] as? [Any])?.count == 3)
    }

    private func people(_ world: ServiceWorld) async throws {
        let me = await ask(world, 200, "GET", "/v1/me", as: "person:p-1")
        #expect((me["operations"] as? [String])?.contains("book") == true)
        _ = await ask(
            world, 200, "PUT", "/v1/people/p-1/facts", as: Self.desk,
            "{\"id\": \"p-1\", \"office\": \"kypseli\", \"groups\": [\"care-leavers\"]}")
        _ = await ask(
            world, 200, "PUT", "/v1/people/p-1/contact-details", as: "person:p-1",
            "{\"name\": \"Maria\", \"email\": \"maria@example.org\"}")
        let details = await ask(
            world, 200, "GET", "/v1/people/p-1/contact-details", as: Self.desk)
        #expect(details["email"] as? String == "maria@example.org")
        for who in ["person:p-2", "desk:patra"] {
            _ = await ask(world, 404, "GET", "/v1/people/p-1/contact-details", as: who)
            _ = await ask(world, 404, "GET", "/v1/people/p-1/file", as: who)
        }
        let registered = await ask(
            world, 200, "POST", "/v1/people/p-1/registration", as: "person:p-1",
            """
            {"do": "register", "category": "no-benefit", "details": {"home": {"area": "kypseli"}, \
            "number": "personal", "jobTitle": true, "extent": "fully", "email": true, \
            "phone": false}}
            """)
        let person = try #require(registered["person"] as? [String: Any])
        let standing = (person["registration"] as? [String: Any])?["standing"] as? String
        #expect(standing == "registered")
        _ = await ask(
            world, 200, "POST", "/v1/people/p-1/registration", as: Self.administrator,
            "{\"do\": \"grant-access\", \"access\": \"code-by-letter\"}")
        let holiday = await world.ask(
            "POST", "/v1/people/p-1/registration", as: "person:p-1",
            "{\"do\": \"report-absence\", \"kind\": \"holiday\", \"from\": \"2026-12-20\", "
                + "\"to\": \"2026-12-24\"}")
        #expect(holiday.status == 409, "\(holiday.text)")
        #expect(holiday.text.contains("\"registration\":\"not-for-this-group\""))
        _ = await ask(
            world, 200, "POST", "/v1/rules", as: Self.administrator,
            """
            {"casework": {"segment": {"id": "standard", "service": "advice", "stages": [{"times": \
            9, "bookBy": {"calendarDays": 7}, "holdBy": {"calendarDays": 14}}]}}}
            """)
        _ = await ask(
            world, 403, "POST", "/v1/people/p-1/case", as: "person:p-1",
            "{\"do\": \"open\", \"segment\": \"standard\", \"office\": \"kypseli\"}")
        _ = await ask(
            world, 200, "POST", "/v1/people/p-1/case", as: Self.desk,
            "{\"do\": \"open\", \"segment\": \"standard\", \"office\": \"kypseli\"}")
        _ = await ask(
            world, 200, "POST", "/v1/people/p-1/case", as: Self.desk,
            "{\"do\": \"note-needs\", \"needs\": [\"signed:gss\"]}")
        _ = await ask(world, 200, "GET", "/v1/people/p-1/file", as: "person:p-1")
        let agreed = await ask(world, 200, "GET", "/v1/people/p-1/agreements", as: "person:p-1")
        #expect(agreed["binding"] as? Bool == false)
        let due = await ask(world, 200, "GET", "/v1/contacts?through=2026-12-20", as: Self.desk)
        #expect((due["contacts"] as? [Any])?.count == 1)
        _ = await ask(world, 200, "GET", "/v1/contacts/outlook?weeks=2", as: Self.desk)
        _ = await ask(world, 200, "GET", "/v1/waiting-times", as: Self.desk)
    }

    private func supply(_ world: ServiceWorld) async throws {
        func leave(_ id: String, _ date: String) -> String {
            """
            {"id": "\(id)", "counsellor": "c-2", "submitted": "2026-11-30T11:00:00Z", \
            "kind": "leave", "type": "annual", "days": {"from": "\(date)", "to": "\(date)"}}
            """
        }
        let admin = Self.administrator
        _ = await ask(
            world, 201, "POST", "/v1/declarations", as: admin, leave("l-1", "2026-12-10"))
        _ = await ask(
            world, 200, "PUT", "/v1/declarations/l-1", as: admin, leave("l-2", "2026-12-11"))
        _ = await ask(world, 200, "DELETE", "/v1/declarations/l-2", as: admin)
        _ = await ask(
            world, 201, "POST", "/v1/clock-events", as: "host:card",
            """
            {"id": "k-1", "counsellor": "c-1", "kind": "arrival", "time": "2026-11-30T06:05:00Z"}
            """)
        _ = await ask(world, 200, "DELETE", "/v1/clock-events/k-1", as: admin)
        let days = await ask(
            world, 200, "GET", "/v1/counsellors/c-1/timetable?from=2026-11-30&to=2026-12-01",
            as: "counsellor:c-1")
        #expect((days["days"] as? [Any])?.count == 2)
        _ = await ask(
            world, 404, "GET", "/v1/counsellors/c-3/timetable?from=2026-11-30&to=2026-12-01",
            as: "counsellor:c-1")
        _ = await ask(world, 200, "GET", "/v1/presence", as: Self.desk)
        _ = await ask(world, 200, "GET", "/v1/endangered", as: Self.desk)
        _ = await ask(
            world, 200, "PUT", "/v1/policies/lunch", as: admin,
            """
            {"id": "lunch", "rule": "keep-free", "hours": {"monday": ["12:00-12:30"]}}
            """
        )
        let policies = await ask(world, 200, "GET", "/v1/policies", as: Self.desk)
        #expect((policies["policies"] as? [Any])?.count == 1)
        _ = await ask(world, 200, "DELETE", "/v1/policies/lunch", as: admin)
        _ = await ask(world, 404, "DELETE", "/v1/policies/lunch", as: admin)
        let ill = """
            {"rendezvous": "agenda/1", "events": [{"at": "2026-11-30T11:00:00Z", "change": \
            "declared", "declaration": \(leave("l-3", "2026-12-02"))}]}
            """
        let effect = await ask(world, 200, "POST", "/v1/what-if", as: Self.desk, ill)
        #expect(effect["rendezvous"] as? String == "supply-effect/1")
        let repair = await ask(world, 200, "POST", "/v1/repairs?moved=0", as: Self.desk, ill)
        #expect(repair["rendezvous"] as? String == "repair/1")
        _ = await ask(world, 200, "POST", "/v1/changes", as: admin, ill)
    }

    private func jobs(_ world: ServiceWorld) async throws {
        let requests = """
            {"rendezvous": "requests/1", "requests": [{"id": "r-1", "party": {"participant": \
            "p-7"}, "service": "advice", "scope": {"offices": ["kypseli"]}, "windows": [{"from": \
            "2026-12-03", "to": "2026-12-04", "zone": "Europe/Athens"}]}]}
            """
        _ = await ask(world, 403, "POST", "/v1/plans", as: "desk:patra", requests)
        let job = await ask(world, 202, "POST", "/v1/plans?steps=100", as: Self.desk, requests)
        let id = try #require(job["job"] as? String)
        let done = try await finished(world, id, Self.desk)
        #expect(done["served"] as? Int == 1)
        let plan = await ask(world, 200, "GET", "/v1/jobs/\(id)/result", as: Self.desk)
        #expect(plan["rendezvous"] as? String == "plan/1")
        let booked = await ask(world, 200, "POST", "/v1/jobs/\(id)/book", as: Self.desk)
        #expect(booked["kept"] as? Int == 1)
        _ = await ask(world, 409, "POST", "/v1/jobs/\(id)/book", as: Self.desk)
        _ = await ask(world, 404, "GET", "/v1/jobs/\(id)", as: "desk:patra")
        let agency = String(
            decoding: AgencyDocument.encode(try ServiceWorld.agency(), .compact), as: UTF8.self)
        let simulation = """
            {"rendezvous": "simulation/1", "title": "Small", "agency": \(agency), "from": \
            "2026-11-30", "days": 2, "clients": [{"id": "clients", "service": "advice", "perDay": \
            3, "window": 3}]}
            """
        let first = await ask(
            world, 202, "POST", "/v1/simulations?replications=2", as: Self.administrator,
            simulation)
        let second = await ask(
            world, 202, "POST", "/v1/simulations?replications=1000", as: Self.administrator,
            simulation)
        let other = try #require(second["job"] as? String)
        let cancelled = await ask(
            world, 200, "DELETE", "/v1/jobs/\(other)", as: Self.administrator)
        #expect(cancelled["state"] as? String == "cancelled")
        let found = try await finished(
            world, try #require(first["job"] as? String), Self.administrator)
        #expect(found["state"] as? String == "done", "\(found)")
        _ = await ask(world, 200, "GET", "/v1/jobs", as: Self.administrator)
    }

    private func finished(
        _ world: ServiceWorld, _ id: String, _ who: String
    ) async throws -> [String: Any] {
        for _ in 0..<600 {
            let job = await ask(world, 200, "GET", "/v1/jobs/\(id)", as: who)
            if ["done", "failed"].contains(job["state"] as? String) { return job }
            try await Task.sleep(for: .milliseconds(20))
        }
        return [:]
    }

    private func reports(_ world: ServiceWorld) async throws {
        let usage = await ask(
            world, 200, "GET", "/v1/usage?period=week&by=office,service", as: Self.administrator)
        #expect(usage["rendezvous"] as? String == "usage/1")
        _ = await ask(world, 200, "GET", "/v1/usage", as: "desk:patra")
        _ = await ask(world, 200, "GET", "/v1/audit?limit=5", as: "auditor:x")
        _ = await ask(world, 200, "GET", "/v1/audit/head", as: "auditor:x")
        let notices = await ask(world, 200, "GET", "/v1/notices?limit=2", as: "host:mailer")
        let list = try #require(notices["notices"] as? [[String: Any]])
        let notice = "{\"notice\": \"\(list[0]["notice"] as? String ?? "")\"}"
        for expected in [true, false] {
            let marked = await ask(
                world, 200, "POST", "/v1/notices/delivered", as: "host:mailer", notice)
            #expect(marked["delivered"] as? Bool == expected)
        }
        for (who, subject, word) in [
            ("person:p-6", "{\"person\": \"p-6\"}", "p-6"),
            ("counsellor:c-1", "{\"counsellor\": \"c-1\"}", "c-1"),
            (Self.desk, "{\"office\": \"kypseli\"}", "p-6"),
        ] {
            let feed = await ask(world, 201, "POST", "/v1/feeds", as: who, subject)
            let address = try #require(feed["address"] as? String)
            let calendar = await world.ask("GET", address)
            #expect(calendar.status == 200)
            #expect(calendar.text.contains("BEGIN:VEVENT"))
            #expect(!calendar.text.contains(word))
            #expect(calendar.route == "/v1/calendars/{secret}")
            let own = await ask(world, 200, "GET", "/v1/feeds", as: who)
            #expect((own["feeds"] as? [Any])?.count == 1)
            let id = try #require(feed["feed"] as? String)
            _ = await ask(world, 404, "DELETE", "/v1/feeds/\(id)", as: "person:p-8")
            _ = await ask(world, 204, "DELETE", "/v1/feeds/\(id)", as: who)
            #expect(await world.ask("GET", address).status == 404)
        }
        _ = await ask(world, 404, "POST", "/v1/feeds", as: "person:p-8", "{\"person\": \"p-6\"}")
        let data = await ask(world, 200, "GET", "/v1/people/p-1/data", as: "person:p-1")
        #expect((data["contact"] as? [String: Any])?["name"] as? String == "Maria")
        #expect((data["events"] as? [Any])?.isEmpty == false)
        let refused = await world.ask(
            "POST", "/v1/erasures", as: Self.administrator, "{\"people\": [\"p-1\"]}")
        #expect(refused.status == 409, "an open case is not forgotten")
        let erased = await ask(
            world, 200, "POST", "/v1/erasures", as: Self.administrator, "{\"people\": [\"p-3\"]}")
        #expect(erased["erased"] as? Int == 1)
        _ = await ask(world, 404, "GET", "/v1/people/p-3/file", as: Self.administrator)
        // What was erased was written anew just now; what came since makes it grow again.
        let head = await ask(world, 200, "GET", "/v1/audit/head", as: "auditor:x")
        var grown: [Int] = []
        for _ in 0..<2 {
            let done = await ask(world, 200, "POST", "/v1/compaction", as: Self.administrator)
            grown.append(try #require(done["grown"] as? Int))
        }
        #expect(grown[1] > 0 && grown[1] <= grown[0], "\(grown)")
        let after = await ask(world, 200, "GET", "/v1/audit/head", as: "auditor:x")
        let (before, now) = (head["sequence"] as? Int ?? 0, after["sequence"] as? Int ?? 0)
        #expect(now == before + 2, "each is in the audit")
    }

    /// Whoever read something of somebody is in the audit.
    private func audit(_ world: ServiceWorld) async throws {
        let page = await ask(
            world, 200, "GET", "/v1/audit?limit=100&actor=desk:kypseli", as: "auditor:x")
        let entries = try #require(page["entries"] as? [[String: Any]])
        let texts = entries.compactMap { $0["what"] as? String }
        for text in [
            "read contact details of p-1", "read the waiting list", "read presence",
            "read contacts due", "read appointments",
        ] {
            #expect(texts.contains(text), "\(text)")
        }
        #expect(entries.allSatisfy { $0["actor"] as? String == "desk:kypseli" })
    }

    @Test func `the document that is committed is the one that is served`() throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let file = root.appendingPathComponent("Documentation/Formats/openapi.json")
        let document = Data(OpenAPI.document())
        if ProcessInfo.processInfo.environment["RENDEZVOUS_RECORD"] != nil {
            try document.write(to: file)
        }
        #expect(
            try Data(contentsOf: file) == document,
            "RENDEZVOUS_RECORD=1 writes the document anew")
    }

    @Test func `each operation has one route, a name that no other has, and somebody who may`() {
        let routes = Operations.routes + [OpenAPI.route]
        #expect(Set(routes.map(\.operation)).count == routes.count)
        #expect(routes.count == ServiceOperation.allCases.count)
        #expect(
            Set(routes.map { "\($0.method) \($0.template.text)" }).count == routes.count)
        for operation in ServiceOperation.allCases {
            #expect(!Permissions.roles(of: operation).isEmpty, "\(operation)")
        }
        let names = Set(Components.all.map(\.name))
        #expect(names.count == Components.all.count)
        // Every name that is used is explained.
        let text = String(decoding: OpenAPI.document(.compact), as: UTF8.self)
        for part in text.split(separator: "#/components/schemas/").dropFirst() {
            let name = String(part.prefix { $0 != "\"" })
            #expect(names.contains(name), "\(name)")
        }
    }
}

/// A Python with the packages that a test needs: `RENDEZVOUS_PYTHON`, or `python3` of the path.
enum Python {
    static let executable =
        ProcessInfo.processInfo.environment["RENDEZVOUS_PYTHON"] ?? "python3"

    static func has(_ module: String) -> Bool {
        (try? run(["-c", "import \(module)"]).status) == 0
    }

    static func run(_ arguments: [String]) throws -> (status: Int32, output: String) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [executable] + arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: data, as: UTF8.self))
    }
}
