import Foundation
import Rendezvous
import RendezvousServer
import Testing

@testable import RendezvousHTTP

/// Paths, queries, methods and content that are not as they must be.
@Suite struct ServiceRoutingTests {
    @Test func `a path is found whole, decoded once, and only by its methods`() async throws {
        let world = try ServiceWorld()
        #expect(await world.ask("GET", "/v1/nothing").status == 404)
        #expect(await world.ask("GET", "/v1/catalogue/").status == 404)
        #expect(await world.ask("GET", "/v1//catalogue").status == 404)
        #expect(await world.ask("GET", "/v1/%63atalogue").status == 200)
        #expect(await world.ask("GET", "/v1/%2563atalogue").status == 404)
        #expect(await world.ask("GET", "/v1/%zz").status == 400)
        #expect(await world.ask("GET", "/v1/%00").status == 400)
        #expect(await world.ask("GET", "/v1/%ff").status == 400)
        let post = await world.ask("POST", "/v1/catalogue")
        #expect(post.status == 405)
        #expect(post.fields["allow"] == "GET, HEAD, OPTIONS")
        let options = await world.ask("OPTIONS", "/v1/appointments/7/cancel")
        #expect(options.status == 204)
        #expect(options.fields["allow"] == "POST, OPTIONS")
        #expect(options.route == "/v1/appointments/{appointment}/cancel")
        for number in ["0", "-1", "+1", "01", "1.0", "1e3", "99999999999999999999", "x"] {
            let read = await world.ask("GET", "/v1/appointments/\(number)", as: "desk:kypseli")
            #expect(read.status == 404, "\(number)")
        }
    }

    @Test func `queries are read strictly`() async throws {
        let world = try ServiceWorld()
        let base = "/v1/openings?service=advice"
        for (query, status) in [
            ("", 200), ("&from=2026-11-30", 200), ("&from=2026-11-30T10:00:00+02:00", 200),
            ("&from=2026-11-30T10%3A00%3A00%2B02%3A00", 200), ("&limit=100", 200),
            ("&limit=101", 422), ("&limit=0", 422), ("&limit=x", 422), ("&from=tomorrow", 422),
            ("&from=2026-11-30&to=2026-11-29", 422), ("&within=P0D", 422), ("&within=14", 422),
            ("&needs=nonsense", 422), ("&channels=video,post", 422), ("&as=king", 422),
            ("&service=advice", 400), ("&sevice=x", 400), ("&topic=", 400), ("&topic", 400),
            ("&topic=%zz", 400),
            ("&office=a&region=b", 422), ("&counsellor=c-1&prefer=c-2", 422),
            ("&office=nowhere", 422), ("&to=9999-12-31", 422),
        ] {
            let response = await world.ask("GET", base + query)
            #expect(response.status == status, "\(query): \(response.text)")
        }
        #expect(await world.ask("GET", "/v1/openings").status == 400)
        #expect(await world.ask("GET", "/v1/openings?service=none").status == 422)
        let many = (0...Query.pairsMax).map { "a\($0)=1" }.joined(separator: "&")
        #expect(await world.ask("GET", "/v1/openings?\(many)").status == 400)
    }

    @Test func `the document of the API says exactly which numbers of days are taken`() async throws
    {
        guard case .patterned(let pattern, _) = Schema.days else {
            Issue.record("a pattern says it")
            return
        }
        let form = try Regex(pattern)
        let world = try ServiceWorld()
        for days in [0, 1, 9, 10, 99, 100, 699, 700, 729, 730, 732, 733, 740, 999] {
            let isTaken = (1...Limits.farthestHorizon).contains(days)
            #expect("P\(days)D".contains(form) == isTaken, "\(days)")
            let path = "/v1/openings?service=advice&within=P\(days)D"
            #expect(await world.ask("GET", path).status == (isTaken ? 200 : 422), "\(days)")
        }
    }

    @Test func `content is JSON, within limits, and has no member that nobody knows`() async throws
    {
        let world = try ServiceWorld()
        let start = ServiceWorld.start("09:00")
        let good = "{\"request\": \(ServiceWorld.request("p-1")), \"start\": \"\(start)\"}"
        func post(_ body: String, _ fields: [(String, String)] = []) async -> HTTPResponse {
            await world.ask(
                "POST", "/v1/holds", as: "person:p-1", body, key: UUID().uuidString,
                fields: fields)
        }
        #expect(await post(good).status == 201)
        for bad in ["", "{", "[]x", "\u{feff}{}", good + "}", "{\"a\":1,\"a\":1}"] {
            let response = await post(bad)
            #expect([400, 415].contains(response.status), "\(bad): \(response.status)")
        }
        let deep = String(repeating: "[", count: 17) + String(repeating: "]", count: 17)
        #expect(await post(deep).status == 400)
        let unknown = await post(good.replacingOccurrences(of: "\"start\"", with: "\"startt\""))
        #expect(unknown.status == 422)
        #expect(unknown.json["place"] as? String == "startt")
        let both = await post(good.dropLast() + ", \"placement\": {}}")
        #expect(both.status == 422)
        let large = "{\"x\": \"\(String(repeating: "a", count: 64 << 10))\"}"
        #expect(await post(large).status == 413)
        for type in ["text/plain", "video/mp4", "multipart/form-data", "application/jsonx"] {
            var fields = FieldList()
            fields.append("x-rendezvous-role", "person")
            fields.append("x-rendezvous-subject", "p-1")
            fields.append("idempotency-key", "t")
            fields.append("content-type", type)
            let response = await world.send(
                HTTPRequest(
                    method: "POST", path: "/v1/holds", fields: fields, content: Array(good.utf8)))
            #expect(response.status == 415, "\(type)")
        }
    }

    @Test func `no content makes the service stop, whatever is changed in it`() async throws {
        let world = try ServiceWorld()
        let start = ServiceWorld.start("09:00")
        let request = ServiceWorld.request("p-1", needs: "[\"signed:gss\"]")
        let whole = Array("{\"request\": \(request), \"start\": \"\(start)\"}".utf8)
        var generator = SeededBytes(20_261_122)
        let count =
            400
            * (ProcessInfo.processInfo.environment["RENDEZVOUS_TEST_SCALE"].flatMap(Int.init) ?? 1)
        for _ in 0..<count {
            var bytes = whole
            for _ in 0...generator.next(4) {
                let place = generator.next(bytes.count)
                switch generator.next(3) {
                case 0: bytes[place] = UInt8(generator.next(256))
                case 1: bytes.remove(at: place)
                default: bytes.insert(UInt8(generator.next(256)), at: place)
                }
            }
            let response = await world.ask(
                "POST", ["/v1/holds", "/v1/appointments", "/v1/waiting"][generator.next(3)],
                as: "person:p-1", String(decoding: bytes, as: UTF8.self),
                key: UUID().uuidString)
            #expect((200..<500).contains(response.status), "\(response.status): \(bytes)")
        }
    }

    @Test func `every response has the fields that keep browsers from harm`() async throws {
        let world = try ServiceWorld { $0.origins = ["https://portal.example"] }
        for response in [
            await world.ask("GET", "/v1/catalogue"), await world.ask("GET", "/v1/nothing"),
            await world.ask("GET", "/v1/me"),
        ] {
            #expect(response.fields["cache-control"] == "no-store")
            #expect(response.fields["x-content-type-options"] == "nosniff")
            #expect(
                response.fields["content-security-policy"]
                    == "default-src 'none'; frame-ancestors 'none'")
            #expect(response.fields["referrer-policy"] == "no-referrer")
            #expect(response.fields["access-control-allow-origin"] == nil)
        }
        let own = await world.ask(
            "GET", "/v1/catalogue", fields: [("origin", "https://portal.example")])
        #expect(own.fields["access-control-allow-origin"] == "https://portal.example")
        let strange = await world.ask(
            "OPTIONS", "/v1/holds",
            fields: [("origin", "https://evil.example"), ("access-control-request-method", "POST")])
        #expect(strange.fields["access-control-allow-methods"] == nil)
        let preflight = await world.ask(
            "OPTIONS", "/v1/holds",
            fields: [
                ("origin", "https://portal.example"), ("access-control-request-method", "POST"),
            ])
        #expect(preflight.fields["access-control-allow-methods"] == "POST, OPTIONS")
    }

    @Test func `percent-encoding is undone and done`() {
        #expect(PercentCoding.decode("a%20b+c") == "a b+c")
        #expect(PercentCoding.decode("a+c", plusIsSpace: true) == "a c")
        #expect(PercentCoding.decode("%CE%B1") == "α")
        for wrong in ["%", "%1", "%g0", "%0a", "%7f", "%80", "%C0%80", "%ED%A0%80"] {
            #expect(PercentCoding.decode(wrong) == nil, "\(wrong)")
        }
        for text in ["", "a/b?c=d&e", "Ελλάδα", "~-._ "] {
            #expect(PercentCoding.decode(PercentCoding.encode(text)) == text)
        }
    }
}

/// Numbers that follow from a seed.
struct SeededBytes {
    private var state: UInt64
    init(_ seed: UInt64) { state = seed }

    /// A number below a bound.
    mutating func next(_ bound: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % bound
    }
}
