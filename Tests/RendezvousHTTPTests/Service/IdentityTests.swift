import Foundation
import Rendezvous
import RendezvousServer
import RendezvousStore
import Testing

@testable import RendezvousHTTP

/// Who asks: keys, tokens, the proxy's headers, and what each role may.
@Suite struct ServiceIdentityTests {
    private static let second = ServiceWorld.founded.secondsSince1970

    private static func rules() throws -> TokenRules {
        try #require(
            TokenRules(
                key: [UInt8](repeating: 9, count: 32), issuer: "agency", audience: "rendezvous"))
    }

    @Test func `each role may do in the table what it may, and nothing else`() async throws {
        let world = try ServiceWorld()
        let subjects: [Role: String] = [
            .person: "p-1", .counsellor: "c-1", .desk: "kypseli", .fund: "fund-1", .host: "bridge",
            .administrator: "a-1", .auditor: "auditor-1",
        ]
        var cells = 0
        for route in Operations.routes + [OpenAPI.route] {
            let path = route.template.parameters.reduce(route.template.text) { path, name in
                path.replacingOccurrences(of: "{\(name)}", with: "1")
            }
            for role in Role.allCases {
                let who = subjects[role].map { "\(role.rawValue):\($0)" } ?? ""
                let response = await world.ask(
                    route.method.rawValue, path, as: who, key: UUID().uuidString, match: "*")
                let isKept = response.status != 401 && response.status != 403
                let expected = Self.mayAsk(route.operation, role)
                // What is allowed may still be refused for another reason than the role.
                let isRole = response.text.contains("is not for the role")
                #expect(
                    expected ? isKept || !isRole && role != .anonymous : !isKept,
                    "\(route.operation) \(role): \(response.status)")
                if !expected { #expect(response.status == (role == .anonymous ? 401 : 403)) }
                #expect(response.route == route.template.text)
                cells += 1
            }
        }
        #expect(cells == ServiceOperation.allCases.count * Role.allCases.count)
    }

    /// The matrix said once more, by role: what the service's own table must come to.
    private static func mayAsk(_ operation: ServiceOperation, _ role: Role) -> Bool {
        let open: Set<ServiceOperation> = [.openAPI, .catalogue, .checklist, .openings, .feed]
        let own: Set<ServiceOperation> = [
            .hold, .book, .appointments, .appointment, .openingsToMove, .reschedule, .cancel,
            .passes, .calendar, .enlist, .waitingList, .withdraw, .personFile, .agreements,
            .makeFeed, .feeds, .revokeFeed, .me,
        ]
        let staff: Set<ServiceOperation> = [
            .propose, .arrive, .complete, .noShow, .invite, .series, .contactsDue,
            .contactOutlook, .timetable, .presence, .endangered, .policies,
        ]
        let desk: Set<ServiceOperation> = [
            .consent, .callBack, .register, .casework, .noteParticipant, .offer, .waitingTimes,
            .whatIf, .repair, .plan, .jobs, .job, .cancelJob, .jobResult, .bookPlan, .usage,
            .setRule,
        ]
        let details: Set<ServiceOperation> = [.contactDetails, .setContactDetails]
        if open.contains(operation) { return true }
        switch role {
        case .anonymous: return false
        case .person:
            return own.contains(operation) || details.contains(operation)
                || [.consent, .callBack, .register, .casework, .personalData].contains(operation)
        case .counsellor:
            return own.contains(operation) || staff.contains(operation)
                || [.identify, .begin, .changeMode, .admit].contains(operation)
        case .desk:
            return own.contains(operation) || staff.contains(operation)
                || desk.contains(operation) || details.contains(operation)
        case .fund: return [.me, .register].contains(operation)
        case .host:
            return details.contains(operation)
                || [.me, .checkPass, .callBack, .noteParticipant, .clock, .notices, .markDelivered]
                    .contains(operation)
        case .administrator:
            return own.contains(operation) || staff.contains(operation)
                || desk.contains(operation)
                || [
                    .personalData, .erase, .declare, .correctDeclaration, .withdrawDeclaration,
                    .clock, .voidClock, .setPolicy, .withdrawPolicy, .change, .simulate,
                    .compact,
                ].contains(operation)
        case .auditor: return [.me, .audit, .auditHead].contains(operation)
        }
    }

    @Test func `a key stands for its principal until it expires or is revoked`() async throws {
        var book = KeyBook()
        let person = try #require(Principal(.person, "p-1"))
        let now = ServiceWorld.founded
        let (key, text) = AccessKey.make(
            for: person, at: now, until: now + .hours(1), random: AgendaService.systemRandom)
        let (isAdded, isAddedTwice) = (book.add(key), book.add(key))
        #expect(isAdded && !isAddedTwice)
        #expect(book.principal(text, at: now) == person)
        #expect(book.principal(text, at: now + .hours(1)) == nil)
        let last = text.last == "A" ? "E" : "A"
        for wrong in [
            "", "rdv__", String(text.dropLast()), text + "A", text.dropLast() + last,
            text.replacingOccurrences(of: key.id, with: "aaaaaaaa"), "RDV" + text.dropFirst(3),
        ] {
            #expect(book.principal(wrong, at: now) == nil, "\(wrong)")
        }
        #expect(try KeyBook(reading: book.document).keys == book.keys)
        #expect(!String(decoding: book.document, as: UTF8.self).contains(text.dropFirst(13)))
        let world = try ServiceWorld(keys: book)
        let me = await world.ask("GET", "/v1/me", fields: [("authorization", "Bearer \(text)")])
        #expect(me.status == 200)
        #expect(me.json["subject"] as? String == "p-1")
        let (isRevoked, isRevokedTwice) = (
            book.revoke(key.id, at: now), book.revoke(key.id, at: now)
        )
        #expect(isRevoked && !isRevokedTwice)
        world.service.replaceIdentity(Authenticator(keys: book))
        let revoked = await world.ask(
            "GET", "/v1/me", fields: [("authorization", "Bearer \(text)")])
        #expect(revoked.status == 401)
        #expect(revoked.fields["www-authenticate"] == "Bearer")
    }

    @Test func `a token is taken only where everything about it is as the rules say`() throws {
        let rules = try Self.rules()
        let second = Self.second
        let principal = try #require(Principal(.desk, "kypseli"))
        let good = SignedToken.text(principal, rules, from: second, until: second + 600)
        func found(_ text: String, _ at: Int64 = 0) -> Principal? {
            SignedToken.principal(text, rules, at: second + at)
        }
        #expect(found(good) == principal)
        #expect(found(good, 600 + TokenRules.skewMax - 1) == principal)
        #expect(found(good, 600 + TokenRules.skewMax) == nil)
        #expect(found(good, -TokenRules.skewMax) == principal)
        #expect(found(good, -TokenRules.skewMax - 1) == nil)
        // Every byte counts.
        let bytes = Array(good.utf8)
        for place in bytes.indices {
            var other = bytes
            other[place] = other[place] == UInt8(ascii: "A") ? UInt8(ascii: "B") : UInt8(ascii: "A")
            #expect(found(String(decoding: other, as: UTF8.self)) == nil, "\(place)")
        }
        for (header, claims) in try Self.hostile(second) {
            #expect(found(Self.signed(header, claims)) == nil, "\(header) \(claims)")
        }
        let other = try #require(
            TokenRules(
                key: [UInt8](repeating: 9, count: 32), issuer: "agency", audience: "another"))
        #expect(SignedToken.principal(good, other, at: second) == nil)
        #expect(TokenRules(key: [1], issuer: "a", audience: "b") == nil)
    }

    private static func signed(_ header: String, _ claims: String) -> String {
        let text = "\(Base64URL.encode(header.utf8)).\(Base64URL.encode(claims.utf8))"
        let code = HMAC.code(for: Array(text.utf8), key: [UInt8](repeating: 9, count: 32))
        return "\(text).\(Base64URL.encode(code.bytes))"
    }

    /// Rightly signed, and wrong in one thing each.
    private static func hostile(_ second: Int64) throws -> [(String, String)] {
        let header = "{\"alg\":\"HS256\"}"
        let claims =
            "{\"iss\":\"agency\",\"aud\":\"rendezvous\",\"sub\":\"p-1\",\"role\":\"person\","
            + "\"exp\":\(second + 60)}"
        let rules = try rules()
        try #require(SignedToken.principal(signed(header, claims), rules, at: second) != nil)
        var pairs = [
            "{\"alg\":\"none\"}", "{\"alg\":\"HS512\"}", "{\"alg\":\"hs256\"}", "{}", "[]", "",
            "{\"alg\":\"HS256\",\"crit\":[\"x\"]}", "{\"alg\":\"HS256\",\"typ\":\"JWE\"}",
            "{\"alg\":\"HS256\",\"alg\":\"HS256\"}", "{\"alg\":\"HS256\",\"jku\":\"http://x\"}",
        ].map { ($0, claims) }
        pairs += [
            ("\"agency\"", "\"other\""), ("\"rendezvous\"", "\"other\""),
            ("\"rendezvous\"", "[\"other\"]"), ("\"person\"", "\"king\""),
            ("\"person\"", "\"anonymous\""), ("\"p-1\"", "\"\""), ("\"p-1\"", "\"a b\""),
            ("\"p-1\"", "7"), ("\"exp\":", "\"exp2\":"), ("\"exp\":", "\"exp\":-"),
            ("{", "{\"exp\":\(second + 60),"), ("{", "{\"nbf\":\(second + 3_600),"),
            ("{", "{\"iat\":\"now\","), ("}", ""),
        ].map { (header, claims.replacingOccurrences(of: $0.0, with: $0.1)) }
        return pairs
    }

    @Test func `the proxy's headers are believed on a Unix socket only`() async throws {
        let world = try ServiceWorld()
        let me = await world.ask("GET", "/v1/me", as: "person:p-1")
        #expect(me.status == 200)
        let far = await world.ask(
            "GET", "/v1/me", as: "person:p-1", origin: .network(address: "192.0.2.7"))
        #expect(far.status == 400)
        #expect(far.json["type"] as? String == "urn:rendezvous:problem:forged-identity")
        let twice = await world.ask(
            "GET", "/v1/me", as: "person:p-1", fields: [("x-rendezvous-role", "administrator")])
        #expect(twice.status == 400)
        let both = await world.ask(
            "GET", "/v1/me", as: "person:p-1", fields: [("authorization", "Bearer rdv_a_b")])
        #expect(both.status == 400)
        for wrong in ["king:p-1", "anonymous:p-1", "person:a b"] {
            #expect(await world.ask("GET", "/v1/me", as: wrong).status == 401, "\(wrong)")
        }
        let open = try ServiceWorld(tokens: try Self.rules())
        open.service.replaceIdentity(Authenticator(tokens: try Self.rules()))
        #expect(await open.ask("GET", "/v1/catalogue", as: "person:p-1").status == 400)
    }

    @Test func `who sends too much waits, and nobody else does`() async throws {
        let world = try ServiceWorld { $0.limits.rate = RateLimit(burst: 5, perMinute: 1) }
        for _ in 0..<5 {
            #expect(await world.ask("GET", "/v1/me", as: "person:p-1").status == 200)
        }
        let over = await world.ask("GET", "/v1/me", as: "person:p-1")
        #expect(over.status == 429)
        let wait = try #require(over.fields["retry-after"].flatMap { Int($0) })
        #expect((1...60).contains(wait))
        #expect(await world.ask("GET", "/v1/me", as: "person:p-2").status == 200)
        let strict = try ServiceWorld {
            $0.limits.anonymousRate = RateLimit(burst: 2, perMinute: 1)
        }
        func far(_ address: String) async -> Int {
            await strict.ask("GET", "/v1/catalogue", origin: .network(address: address)).status
        }
        #expect([await far("192.0.2.1"), await far("192.0.2.1")] == [200, 200])
        #expect(await far("192.0.2.1") == 429)
        #expect(await far("192.0.2.2") == 200)
        for _ in 0..<5 { #expect(await strict.ask("GET", "/v1/catalogue").status == 200) }
    }

    @Test func `a bucket refills with time and never beyond its size`() {
        let limiter = RateLimiter()
        let limit = RateLimit(burst: 2, perMinute: 60)
        #expect(limiter.take("a", limit, at: 0) == nil)
        #expect(limiter.take("a", limit, at: 0) == nil)
        #expect(limiter.take("a", limit, at: 0) == 1)
        #expect(limiter.take("a", limit, at: 999) == 1)
        #expect(limiter.take("a", limit, at: 1_000) == nil)
        #expect(limiter.take("a", limit, at: 1_000) == 1)
        #expect(limiter.take("a", limit, at: Int64.max / 2) == nil)
        #expect(limiter.take("a", limit, at: Int64.max / 2) == nil)
        #expect(limiter.take("a", limit, at: Int64.max / 2) == 1)
    }

    @Test func `base64url has one form for each value`() {
        for count in 0..<70 {
            let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ count) }
            #expect(Base64URL.decode(Base64URL.encode(bytes)) == bytes)
        }
        for wrong in ["A", "AAAAA", "AB", "AAB", "AA==", "A+", "A/", "A A", "é"] {
            #expect(Base64URL.decode(wrong) == nil, "\(wrong)")
        }
    }
}
