internal import Foundation
public import Rendezvous
internal import RendezvousDocuments
public import RendezvousServer
public import RendezvousStore
internal import RendezvousThreads
internal import Synchronization

/// The HTTP API of an agenda: finds out who asks for what, and answers.
///
///     let store = try AgendaStore.open(FolderStorage("data"), founding: agency.events)
///     let service = try AgendaService(store: store, identity: Authenticator(keys: keys))
///     server.run(service)
///
/// Reading answers at once; what is written answers when it is on the disk, many together.
public final class AgendaService: HTTPHandler {
    let facilities: Facilities
    let router: Router<Endpoint>
    private let identity: Mutex<Authenticator>
    private let limiter = RateLimiter()

    /// A service over a store.
    ///
    /// - Parameters:
    ///   - store: The agenda.
    ///   - identity: How requests say who sends them.
    ///   - settings: Limits and the agency's own words.
    ///   - feeds: The folder in which the addresses of calendar feeds are kept; without it there
    ///     are none.
    ///   - clock: What counts as now.
    ///   - random: Bytes that nobody can guess, as many as asked for.
    /// - Throws: `StoreError` if the folder's file of feeds cannot be read.
    public init(
        store: AgendaStore, identity: Authenticator, settings: ServiceSettings = ServiceSettings(),
        feeds: (any Storage)? = nil,
        clock: @escaping @Sendable () -> Instant = AgendaService.systemClock,
        random: @escaping @Sendable (Int) -> [UInt8] = AgendaService.systemRandom
    ) throws(StoreError) {
        facilities = try Facilities(store, settings, feeds: feeds, clock: clock, random: random)
        router = Router(Operations.routes + [OpenAPI.route])
        self.identity = Mutex(identity)
    }

    /// The clock of this machine.
    public static let systemClock: @Sendable () -> Instant = {
        Instant(secondsSince1970: Int64(Date().timeIntervalSince1970.rounded(.down)))
    }

    /// Bytes from the generator of this machine.
    public static let systemRandom: @Sendable (Int) -> [UInt8] = { count in
        var generator = SystemRandomNumberGenerator()
        return (0..<max(0, count)).map { _ in UInt8.random(in: 0...255, using: &generator) }
    }

    /// Takes other keys and rules of identity from now on, as after a revocation.
    public func replaceIdentity(_ new: Authenticator) { identity.withLock { $0 = new } }

    /// What the service counted, in the text format of Prometheus.
    public var metrics: String { facilities.metrics.text }

    /// Answers a request of the API. See `HTTPHandler`.
    public func handle(
        _ request: HTTPRequest, send: @escaping @Sendable (HTTPResponse) -> Void
    ) {
        switch router.find(request.method, request.path) {
        case .found(let route, let path):
            let finish: @Sendable (Result<ServiceAnswer, Problem>) -> Void = { [self] result in
                send(response(result, request, route.template.text))
            }
            do throws(Problem) {
                try perform(route, path, request, finish)
            } catch {
                finish(.failure(error))
            }
        case .wrongMethod(let allowed, let template):
            let allow = (name: "allow", value: allowed.joined(separator: ", "))
            guard request.method != "OPTIONS" else {
                var answer = ServiceAnswer(204).with(allow.name, allow.value)
                answer.fields += preflight(request, allowed)
                return send(response(.success(answer), request, template))
            }
            let problem = Problem(.methodNotAllowed, "allowed: \(allow.value)", fields: [allow])
            send(response(.failure(problem), request, template))
        case .notFound:
            send(response(.failure(.nothing("path")), request, nil))
        case .malformed:
            let problem = Problem(.malformed, "the path is not encoded as it must be")
            send(response(.failure(problem), request, nil))
        }
    }

    // MARK: On the way to the operation

    private func perform(
        _ route: Route<Endpoint>, _ path: [String: String], _ request: HTTPRequest,
        _ finish: @escaping @Sendable (Result<ServiceAnswer, Problem>) -> Void
    ) throws(Problem) {
        let now = facilities.clock()
        let principal = try principal(of: request, at: now)
        guard Permissions.allows(route.operation, principal.role) else {
            guard principal.role != .anonymous else { throw Self.unauthenticated }
            throw Problem(
                .forbidden,
                "\(route.operation.rawValue) is not for the role \(principal.role.rawValue)")
        }
        let call = Call(
            facilities: facilities, principal: principal, now: now, request: request, path: path,
            query: try query(of: request, route.handler))
        let key = try key(of: call, route.handler)
        if route.handler.demands.contains(.match), request.fields.values("if-match").isEmpty {
            throw Problem(
                .preconditionMissing, "If-Match must have the ETag that was seen last, or *")
        }
        switch try route.handler.run(call) {
        case .now(let answer): finish(.success(answer))
        case .later(let work):
            let isTaken = facilities.workers.run {
                do throws(Problem) {
                    finish(.success(try work()))
                } catch {
                    finish(.failure(error))
                }
            }
            guard !isTaken else { return }
            throw Problem(
                .unavailable, "too much waits already", fields: [("retry-after", "5")])
        case .keep(let keeping): keep(keeping, key, call, finish)
        }
    }

    private func keep(
        _ keeping: Keeping, _ key: RequestKey?, _ call: Call,
        _ finish: @escaping @Sendable (Result<ServiceAnswer, Problem>) -> Void
    ) {
        let slot = Slot()
        var submission = Submission(
            by: call.principal.name, at: call.now, key: key
        ) { agenda throws(Refusal) in
            do throws(Problem) {
                let decided = try keeping.decide(agenda)
                return Decision(events: decided.events) { decided.answer($0).stored }
            } catch {
                // What the agenda refuses stays refused under its key; everything else may be
                // tried again.
                if error.kind == .refused, key != nil {
                    return Decision(events: [], result: error.answer().stored)
                }
                slot.set(error)
                throw Refusal(.invalidValue, "")
            }
        }
        submission.accesses = keeping.accesses
        submission.isUrgent = keeping.isUrgent
        facilities.store.submit(submission) { [facilities] outcome in
            switch outcome {
            case .done(let events, let result):
                facilities.metrics.count(events.map(\.change.kind.rawValue))
                finish(Self.result(result))
            case .repeated(let result): finish(Self.result(result))
            case .refused:
                finish(.failure(slot.problem ?? Problem(.failed, "nothing was decided")))
            case .failed(let error): finish(.failure(Problem(error)))
            }
        }
    }

    private static func result(_ stored: [UInt8]) -> Result<ServiceAnswer, Problem> {
        guard let answer = ServiceAnswer(stored: stored) else {
            return .failure(Problem(.failed, "it was done; the answer to it is not kept"))
        }
        return .success(answer)
    }

    /// A problem that a decision leaves for whoever answers.
    private final class Slot: Sendable {
        private let kept = Mutex<Problem?>(nil)
        var problem: Problem? { kept.withLock { $0 } }
        func set(_ problem: Problem) { kept.withLock { $0 = problem } }
    }

    private func principal(
        of request: HTTPRequest, at now: Instant
    ) throws(Problem) -> Principal {
        let found: Principal
        do throws(Authenticator.Failure) {
            found = try identity.withLock { identity throws(Authenticator.Failure) in
                try identity.principal(of: request, at: now)
            }
        } catch {
            try limit(.anonymous, request)
            guard error == .unknown else {
                throw Problem(
                    .forgedIdentity, "say once who asks; only the proxy may do so in its headers")
            }
            throw Self.unauthenticated
        }
        try limit(found, request)
        return found
    }

    private static let unauthenticated = Problem(
        .unauthenticated, "a key or token is needed: authorization: Bearer …",
        fields: [("www-authenticate", "Bearer")])

    private func limit(_ principal: Principal, _ request: HTTPRequest) throws(Problem) {
        if let problem = excess(of: principal, request) { throw problem }
    }

    /// What a principal is told who sends more than the limits allow: nothing as long as they do
    /// not. Asking counts as sending.
    func excess(of principal: Principal, _ request: HTTPRequest) -> Problem? {
        let limits = facilities.limits
        let (name, rate): (String, RateLimit)
        if principal.role == .anonymous {
            // Behind a Unix socket stands a proxy, which alone can tell its clients apart.
            guard case .network(let address) = request.origin else { return nil }
            (name, rate) = ("address:\(address)", limits.anonymousRate)
        } else {
            (name, rate) = (principal.name, limits.rate)
        }
        let milliseconds = Int64(MonotonicClock.now / 1_000_000)
        guard let wait = limiter.take(name, rate, at: milliseconds) else { return nil }
        facilities.metrics.countLimited()
        return Problem(
            .tooMany, "at most \(rate.perMinute) a minute, \(rate.burst) at once",
            fields: [("retry-after", String(wait))])
    }

    private func query(
        of request: HTTPRequest, _ endpoint: Endpoint
    ) throws(Problem) -> Query {
        let query: Query
        do throws(Query.Failure) {
            query = try Query(request.query)
        } catch {
            switch error {
            case .malformed: throw Problem(.malformed, "the query is not encoded as it must be")
            case .repeated(let name):
                throw Problem(.malformed, "\(name.prefix(64)) must not come twice")
            case .tooMany: throw Problem(.malformed, "the query has more than \(Query.pairsMax)")
            }
        }
        let known = endpoint.query.map(\.name)
        if let name = query.names.first(where: { !known.contains($0) }) {
            let allowed = known.isEmpty ? "nothing" : known.joined(separator: ", ")
            throw Problem(.malformed, "\(name.prefix(64)) is not asked for; allowed: \(allowed)")
        }
        // Who sends a name without a value has forgotten it, and would not get what they asked for.
        if let name = query.names.first(where: { query[$0] == nil }) {
            throw Problem(.malformed, "\(name.prefix(64)) must have a value")
        }
        if let missing = endpoint.query.first(where: { $0.isRequired && query[$0.name] == nil }) {
            throw Problem(.malformed, "\(missing.name) is missing in the query")
        }
        return query
    }

    /// The key of a request that changes something; a structured string or a bare word.
    private func key(of call: Call, _ endpoint: Endpoint) throws(Problem) -> RequestKey? {
        let given = call.request.fields.values("idempotency-key")
        guard call.request.method != "GET", call.request.method != "HEAD" else { return nil }
        guard let first = given.first else {
            guard endpoint.demands.contains(.key) else { return nil }
            throw Problem(
                .keyMissing, "Idempotency-Key must have a text that no other request had")
        }
        var text = Substring(first)
        if text.count >= 2, text.hasPrefix("\""), text.hasSuffix("\"") {
            text = text.dropFirst().dropLast()
        }
        let isPlain = text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\"") }
        guard given.count == 1, isPlain else {
            throw Problem(.malformed, "Idempotency-Key must be one text of visible characters")
        }
        var digest = SHA256()
        for part in [call.request.method, call.request.path, call.request.query ?? ""] {
            digest.update(Array(part.utf8))
            digest.update([0])
        }
        digest.update(call.request.content)
        let fingerprint = digest.finish()
        return try call.storing { () throws(StoreError) in
            try RequestKey(
                String(text), of: call.principal.name, fingerprint: fingerprint,
                until: call.now + call.limits.keyLifetime)
        }
    }
}

/// From an answer to a response.
extension AgendaService {
    private func response(
        _ result: Result<ServiceAnswer, Problem>, _ request: HTTPRequest, _ template: String?
    ) -> HTTPResponse {
        let answer: ServiceAnswer
        switch result {
        case .success(let found): answer = found
        case .failure(let problem):
            facilities.metrics.count(refusal: problem.kind.rawValue)
            let instance = facilities.random(8).map {
                String($0 >> 4, radix: 16) + String($0 & 15, radix: 16)
            }
            answer = problem.answer(instance: instance.joined())
        }
        var response = HTTPResponse(status: answer.status, route: template)
        if !answer.content.isEmpty { response.fields.append("content-type", answer.type) }
        response.fields.append("cache-control", "no-store")
        response.fields.append("x-content-type-options", "nosniff")
        response.fields.append(
            "content-security-policy", "default-src 'none'; frame-ancestors 'none'")
        response.fields.append("referrer-policy", "no-referrer")
        for (name, value) in answer.fields { response.fields.append(name, value) }
        if let origin = allowedOrigin(request) {
            response.fields.append("access-control-allow-origin", origin)
            response.fields.append("access-control-expose-headers", "etag, location, retry-after")
            response.fields.append("vary", "origin")
        }
        response.content = answer.content
        return response
    }

    private func allowedOrigin(_ request: HTTPRequest) -> String? {
        guard let origin = request.fields["origin"],
            facilities.settings.origins.contains(origin)
        else { return nil }
        return origin
    }

    /// What a browser wants to know before it asks for a page of another origin.
    private func preflight(
        _ request: HTTPRequest, _ allowed: [String]
    ) -> [(name: String, value: String)] {
        guard allowedOrigin(request) != nil,
            request.fields["access-control-request-method"] != nil
        else { return [] }
        return [
            ("access-control-allow-methods", allowed.joined(separator: ", ")),
            (
                "access-control-allow-headers",
                "authorization, content-type, idempotency-key, if-match, if-none-match"
            ),
            ("access-control-max-age", "600"),
        ]
    }
}
