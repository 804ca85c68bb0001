import Foundation
import Rendezvous
import RendezvousServer
import RendezvousStore
import Testing

@testable import RendezvousHTTP

/// From openings to a meeting, over the handler without sockets.
@Suite struct ServiceBookingTests {
    @Test func `a person finds, holds, confirms, reads, moves and cancels`() async throws {
        let world = try ServiceWorld()
        let found = await world.ask(
            "GET", "/v1/openings?service=advice&from=2026-11-30&within=P5D&limit=3",
            as: "person:p-1")
        #expect(found.status == 200)
        let openings = try #require(found.json["openings"] as? [[String: Any]])
        #expect(openings.count == 3)
        #expect(openings[0]["counsellor"] == nil, "a person is not told who it is")
        #expect(openings[0]["zone"] as? String == "Europe/Athens")
        let start = try #require(openings[0]["start"] as? String)
        let held = await world.ask(
            "POST", "/v1/holds", as: "person:p-1",
            "{\"request\": \(ServiceWorld.request("p-1")), \"start\": \"\(start)\"}", key: "h1")
        #expect(held.status == 201, "\(held.text)")
        #expect(held.json["status"] as? String == "pending")
        #expect(held.json["expires"] as? String == "2026-11-24T08:05:00Z")
        let id = try #require(held.json["appointment"] as? Int)
        #expect(held.fields["location"] == "/v1/appointments/\(id)")
        let booked = await world.ask(
            "POST", "/v1/appointments", as: "person:p-1", "{\"hold\": \(id)}", key: "b1")
        #expect(booked.status == 201, "\(booked.text)")
        #expect(booked.json["status"] as? String == "booked")
        #expect((booked.json["checklist"] as? [Any])?.count == 1)
        let tag = try #require(booked.fields["etag"])
        #expect(held.fields["etag"] != tag)
        let read = await world.ask("GET", "/v1/appointments/\(id)", as: "person:p-1")
        #expect(read.status == 200)
        #expect(read.fields["etag"] == tag)
        let same = await world.ask(
            "GET", "/v1/appointments/\(id)", as: "person:p-1", fields: [("if-none-match", tag)])
        #expect(same.status == 304)
        #expect(same.content.isEmpty)
        let moved = await world.ask(
            "POST", "/v1/appointments/\(id)/reschedule", as: "person:p-1",
            "{\"start\": \"\(ServiceWorld.start("12:00"))\"}", key: "m1", match: tag)
        #expect(moved.status == 200, "\(moved.text)")
        #expect(moved.json["start"] as? String == "2026-11-30T10:00:00Z")
        #expect(moved.json["revision"] as? Int == 1)
        let stale = await world.ask(
            "POST", "/v1/appointments/\(id)/cancel", as: "person:p-1", key: "c0", match: tag)
        #expect(stale.status == 412)
        #expect(stale.fields["etag"] == moved.fields["etag"])
        let cancelled = await world.ask(
            "POST", "/v1/appointments/\(id)/cancel", as: "person:p-1", key: "c1",
            match: moved.fields["etag"])
        #expect(cancelled.status == 200)
        #expect(cancelled.json["cancellation"] as? String == "excused")
    }

    @Test func `an empty search is an answer with its explanation`() async throws {
        let world = try ServiceWorld()
        let none = await world.ask(
            "GET", "/v1/openings?service=advice&needs=signed:rms&from=2026-11-30&within=P1D")
        #expect(none.status == 200, "\(none.text)")
        #expect((none.json["openings"] as? [Any])?.isEmpty == true)
        let explanation = try #require(none.json["explanation"] as? [String: Any])
        #expect(explanation["rendezvous"] as? String == "explanation/1")
        #expect(explanation["readers"] as? String == "citizen")
        #expect(!none.text.contains("c-1"), "no counsellor is named to a citizen")
        let staff = await world.ask(
            "GET", "/v1/openings?service=advice&needs=signed:rms&from=2026-11-30&within=P1D",
            as: "desk:kypseli")
        #expect((staff.json["explanation"] as? [String: Any])?["readers"] as? String == "staff")
        #expect(world.service.metrics.contains("rendezvous_empty_searches_total 2"))
    }

    @Test(arguments: ["", "person:p-1", "desk:kypseli"])
    func `pages of openings follow each other without gap or repetition`(who: String) async throws {
        let world = try ServiceWorld()
        let path = "/v1/openings?service=advice&from=2026-11-30&within=P1D"
        func starts(_ limit: Int) async throws -> [String] {
            var (found, after): ([String], String?) = ([], nil)
            repeat {
                let page = await world.ask(
                    "GET", path + "&limit=\(limit)" + (after.map { "&after=\($0)" } ?? ""), as: who)
                #expect(page.status == 200, "\(page.text)")
                let openings = try #require(page.json["openings"] as? [[String: Any]])
                #expect(openings.count <= limit && !openings.isEmpty)
                found += openings.compactMap { $0["start"] as? String }
                after = page.json["next"] as? String
            } while after != nil && found.count <= 1_000
            return found
        }
        let all = try await starts(100)
        #expect(all.count > 12 && all == Set(all).sorted())
        for limit in [1, 7, all.count / 2] {
            #expect(try await starts(limit) == all)
        }
        // Behind the last there is nothing, which needs no explanation.
        let behind = await world.ask("GET", path + "&after=\(try #require(all.last))", as: who)
        #expect((behind.json["openings"] as? [Any])?.isEmpty == true)
        #expect(behind.json["explanation"] == nil && behind.json["next"] == nil)
        let wrong = await world.ask("GET", path + "&after=tomorrow", as: who)
        #expect(wrong.status == 422)
    }

    @Test func `an answer that many ask for is written once, and never older than the agenda`()
        async throws
    {
        let world = try ServiceWorld()
        let path = "/v1/openings?service=advice&office=patra&from=2026-11-30&within=P1D&limit=1"
        let first = await world.ask("GET", path)
        let start = try #require((first.json["openings"] as? [[String: Any]])?.first?["start"])
        #expect(await world.ask("GET", path).content == first.content)
        // Staff see more under the same address.
        let staff = await world.ask("GET", path, as: "desk:patra")
        #expect((staff.json["openings"] as? [[String: Any]])?.first?["counsellor"] != nil)
        #expect(await world.ask("GET", path).content == first.content)
        let held = await world.ask(
            "POST", "/v1/holds", as: "person:p-1",
            "{\"request\": \(ServiceWorld.request("p-1")), \"start\": \"\(start)\", "
                + "\"office\": \"patra\"}", key: "h1")
        #expect(held.status == 201, "\(held.text)")
        let second = await world.ask("GET", path)
        let next = try #require((second.json["openings"] as? [[String: Any]])?.first?["start"])
        #expect(next as? String != start as? String)
        // The hold lapses by the clock alone: nothing is kept then, and yet the answer changes.
        world.now = world.now + .minutes(6)
        let third = await world.ask("GET", path)
        let again = (third.json["openings"] as? [[String: Any]])?.first?["start"] as? String
        #expect(again == start as? String)
    }

    @Test func `the same key gives the same answer, and another request under it none`()
        async throws
    {
        let world = try ServiceWorld()
        let body = """
            {"request": \(ServiceWorld.request("p-1")), "start": "\(ServiceWorld.start("09:00"))"}
            """
        let first = await world.ask("POST", "/v1/appointments", as: "person:p-1", body, key: "k")
        let again = await world.ask("POST", "/v1/appointments", as: "person:p-1", body, key: "k")
        #expect(first.status == 201)
        #expect(again.status == 201)
        #expect(again.content == first.content)
        #expect(again.fields["etag"] == first.fields["etag"])
        #expect(again.fields["location"] == first.fields["location"])
        #expect(world.store.read { $0.appointmentCount } == 1)
        let other = await world.ask(
            "POST", "/v1/appointments", as: "person:p-1",
            body.replacingOccurrences(of: "T09", with: "T10"), key: "k")
        #expect(other.status == 422)
        #expect(other.json["type"] as? String == "urn:rendezvous:problem:key-reused")
        let without = await world.ask("POST", "/v1/appointments", as: "person:p-1", body)
        #expect(without.status == 400)
        // The key of another principal is another key.
        let theirs = await world.ask(
            "POST", "/v1/appointments", as: "person:p-2",
            body.replacingOccurrences(of: "p-1", with: "p-2"), key: "k")
        #expect(theirs.status == 201, "\(theirs.text)")
        // What the agenda refused stays refused under its key.
        let taken = """
            {"request": \(ServiceWorld.request("p-1")), "start": "\(ServiceWorld.start("09:00"))"}
            """
        let refused = await world.ask(
            "POST", "/v1/appointments", as: "person:p-1", taken, key: "r")
        #expect(refused.status == 409, "\(refused.text)")
        let refusedAgain = await world.ask(
            "POST", "/v1/appointments", as: "person:p-1", taken, key: "r")
        #expect(refusedAgain.status == 409)
        #expect(refusedAgain.json["detail"] as? String == refused.json["detail"] as? String)
    }

    @Test func `of sixty-four who want one start exactly one counsellor's time is given`()
        async throws
    {
        let world = try ServiceWorld()
        let statuses = await withTaskGroup(of: Int.self) { group in
            for number in 0..<64 {
                group.addTask {
                    let body = """
                        {"request": \(ServiceWorld.request("p-\(number)")), \
                        "start": "\(ServiceWorld.start("09:00"))", "office": "patra"}
                        """
                    return await world.ask(
                        "POST", "/v1/appointments", as: "person:p-\(number)", body, key: "k"
                    ).status
                }
            }
            return await group.reduce(into: [Int]()) { $0.append($1) }
        }
        #expect(statuses.filter { $0 == 201 }.count == 1)
        #expect(statuses.filter { $0 == 409 }.count == 63)
        #expect(world.store.read { $0.appointmentCount } == 1)
    }

    @Test func `other people's appointments do not exist`() async throws {
        let world = try ServiceWorld()
        let mine = try await world.book("p-1", "09:00")
        for who in ["person:p-2", "desk:patra", "counsellor:c-3"] {
            let read = await world.ask("GET", "/v1/appointments/\(mine.id)", as: who)
            #expect(read.status == 404, "\(who)")
            let cancelled = await world.ask(
                "POST", "/v1/appointments/\(mine.id)/cancel", as: who, key: "x", match: "*")
            #expect(cancelled.status == 404, "\(who)")
            let listed = await world.ask("GET", "/v1/appointments", as: who)
            #expect((listed.json["appointments"] as? [Any])?.isEmpty == true, "\(who)")
        }
        for who in ["person:p-1", "desk:kypseli", "counsellor:c-1", "administrator:a"] {
            #expect(
                await world.ask("GET", "/v1/appointments/\(mine.id)", as: who).status == 200,
                "\(who)")
        }
        // A person who books for somebody else sees it, and is noted as who booked.
        let body = """
            {"request": \(ServiceWorld.request("p-9")), "start": "\(ServiceWorld.start("10:00"))"}
            """
        let others = await world.ask("POST", "/v1/appointments", as: "person:p-1", body, key: "o")
        #expect(others.status == 201, "\(others.text)")
        let party = others.json["party"] as? [String: Any]
        #expect(party?["bookedBy"] as? String == "p-1")
    }

    @Test func `pages of appointments follow each other without gap or repetition`() async throws {
        let world = try ServiceWorld()
        var made: [Int] = []
        for time in ["09:00", "09:30", "10:00", "10:30", "11:00"] {
            made.append(try await world.book("p-\(time)", time, as: "desk:kypseli").id)
        }
        var (seen, next): ([Int], Int?) = ([], 0)
        while let after = next {
            let page = await world.ask(
                "GET", "/v1/appointments?after=\(after)&limit=2", as: "desk:kypseli")
            let list = page.json["appointments"] as? [[String: Any]] ?? []
            #expect(list.count <= 2)
            seen += list.compactMap { $0["appointment"] as? Int }
            next = page.json["next"] as? Int
        }
        #expect(seen == made)
    }

    @Test func `preconditions are asked for, and a hold that expired is not booked`() async throws {
        let world = try ServiceWorld()
        let mine = try await world.book("p-1", "09:00")
        let missing = await world.ask(
            "POST", "/v1/appointments/\(mine.id)/cancel", as: "person:p-1", key: "a")
        #expect(missing.status == 428)
        let any = await world.ask(
            "POST", "/v1/appointments/\(mine.id)/cancel", as: "person:p-1", key: "b", match: "*")
        #expect(any.status == 200)
        let held = await world.ask(
            "POST", "/v1/holds", as: "person:p-1",
            """
            {"request": \(ServiceWorld.request("p-1")), "lasting": "PT1M", \
            "start": "\(ServiceWorld.start("11:00"))"}
            """, key: "h")
        let id = try #require(held.json["appointment"] as? Int)
        world.now = world.now + .minutes(2)
        let late = await world.ask(
            "POST", "/v1/appointments", as: "person:p-1", "{\"hold\": \(id)}", key: "c")
        #expect(late.status == 409, "\(late.text)")
        let read = await world.ask("GET", "/v1/appointments/\(id)", as: "person:p-1")
        #expect(read.json["status"] as? String == "cancelled")
    }
}
