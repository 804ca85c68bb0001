internal import Foundation
internal import Rendezvous
internal import RendezvousDocuments
public import RendezvousServer
internal import RendezvousStore

/// The pages of `rendezvous serve`: booking, my appointments and operations, in four languages.
///
///     let pages = Pages(service, settings: PageSettings(name: "KPA2"), identity: .proxy())
///     if Pages.answers(request.path) { pages.handle(request, send: send) }
///
/// They are written on the server, need no JavaScript, and load nothing from elsewhere. A form is
/// answered by an address to look at next, so that going back or reloading sends nothing twice.
/// Requirements A1–A10, A15, A17, A21.
public final class Pages: HTTPHandler {
    /// How pages know who looks at them. Keys and tokens of the API are not for browsers.
    public enum Identity: Sendable {
        /// The headers of a trusted proxy, on a Unix socket only.
        case proxy(Authenticator.ProxyHeaders = Authenticator.ProxyHeaders())
        /// A demonstration: anybody of this machine is whom they choose among these.
        case demo([Principal])
    }

    let service: AgendaService
    let settings: PageSettings
    let identity: Identity
    let tokens: FormToken

    var facilities: Facilities { service.facilities }

    /// Pages over a service.
    ///
    /// - Parameters:
    ///   - service: The agenda and what is behind it.
    ///   - settings: The agency's own words and limits.
    ///   - identity: How pages know who looks at them.
    ///   - key: From what form tokens are derived, at least 32 bytes; servers that share an agenda
    ///     share it. Drawn anew where it is empty: forms do not outlive a restart then.
    public init(
        _ service: AgendaService, settings: PageSettings = PageSettings(), identity: Identity,
        key: [UInt8] = []
    ) {
        self.service = service
        var settings = settings
        settings.passKey = service.facilities.settings.passKey
        self.settings = settings
        self.identity = identity
        tokens = FormToken(key: key.isEmpty ? service.facilities.random(32) : key)
    }

    /// Whether a path is one of the pages.
    public static func answers(_ path: String) -> Bool {
        if path == "/" || path == "/pages.css" || path == "/pages.js" { return true }
        let first = path.dropFirst().prefix { $0 != "/" }
        return path.hasPrefix("/") && ExplanationLanguage(rawValue: String(first)) != nil
    }

    /// Answers a request for a page. See `HTTPHandler`.
    public func handle(
        _ request: HTTPRequest, send: @escaping @Sendable (HTTPResponse) -> Void
    ) {
        switch request.path {
        case "/pages.css": return send(asset(PageStyle.css, "text/css; charset=utf-8", request))
        case "/pages.js":
            return send(asset(PageScript.source, "text/javascript; charset=utf-8", request))
        case "/":
            let language = ExplanationLanguage.preferred(by: request.fields["accept-language"])
            var response = redirect("/\(language.rawValue)/")
            response.fields.append("vary", "accept-language")
            return send(response)
        default: break
        }
        let viewer = viewer(of: request)
        if let problem = service.excess(of: viewer?.principal ?? .anonymous, request) {
            return send(tooMany(request, viewer, problem))
        }
        let isTaken = facilities.workers.run { [self] in answer(request, viewer, send) }
        if !isTaken {
            var response = HTTPResponse(status: 503, route: "/{language}")
            response.fields.append("retry-after", "5")
            send(response)
        }
    }

    private func asset(_ text: String, _ type: String, _ request: HTTPRequest) -> HTTPResponse {
        var response = HTTPResponse(status: 200, route: request.path)
        for (name, value) in PageReply.headers where name != "cache-control" {
            response.fields.append(name, value)
        }
        response.fields.append("content-type", type)
        response.fields.append("cache-control", "public, max-age=600")
        response.content = Array(text.utf8)
        return response
    }

    // MARK: One request

    private func answer(
        _ request: HTTPRequest, _ viewer: Viewer?,
        _ send: @escaping @Sendable (HTTPResponse) -> Void
    ) {
        let parts = request.path.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
        guard let language = parts.first.flatMap({ ExplanationLanguage(rawValue: String($0)) })
        else { return send(HTTPResponse(status: 404, route: "/{language}")) }
        let segments = parts.dropFirst().map(String.init).filter { !$0.isEmpty }
        let query = FormValues((request.query ?? "").utf8)
        let visit = Visit(
            language: language, viewer: viewer, now: facilities.clock(),
            path: "/" + segments.joined(separator: "/"), query: query ?? FormValues(),
            settings: settings, tokens: tokens)
        let route = Self.template(segments)
        guard segments.allSatisfy(Self.isPlain), query != nil else {
            return send(
                respond(
                    page: HomePages(visit: visit).message(
                        .notFoundTitle, .notFoundText, status: 400), visit, route))
        }
        switch request.method {
        case "GET", "HEAD":
            finish(reply(to: visit, segments), visit, route, send)
        case "POST":
            post(request, visit, segments, route, send)
        default:
            var response = HTTPResponse(status: 405, route: route)
            response.fields.append("allow", "GET, HEAD, POST")
            send(response)
        }
    }

    /// Who sends too much is told so before anything is looked up (the same rates as of the API).
    private func tooMany(
        _ request: HTTPRequest, _ viewer: Viewer?, _ problem: Problem
    ) -> HTTPResponse {
        let first = request.path.dropFirst().prefix { $0 != "/" }
        let visit = Visit(
            language: ExplanationLanguage(rawValue: String(first)) ?? .english, viewer: viewer,
            now: facilities.clock(), path: "/", query: FormValues(), settings: settings,
            tokens: tokens)
        let page = HomePages(visit: visit).message(
            .tooManyTitle, .tooManyText, status: problem.kind.status)
        var response = respond(page: page, visit, "/{language}")
        for (name, value) in problem.fields { response.fields.append(name, value) }
        return response
    }

    /// Segments of our paths are letters, digits, dots and dashes; nothing is encoded in them.
    private static func isPlain(_ segment: String) -> Bool {
        segment.utf8.allSatisfy { byte in
            (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte)
                || byte == 0x2D || byte == 0x2E
        }
    }

    /// The path as logs name it: numbers and keys of jobs are not in it.
    static func template(_ segments: [String]) -> String {
        let known: Set<String> = [
            "book", "topic", "needs", "times", "hold", "details", "confirm", "release", "wait",
            "appointments", "change", "cancel", "calendar.ics", "proposals", "accept", "decline",
            "waiting", "withdraw", "help", "demo", "staff", "day", "week", "empty", "absence",
            "plan", "numbers", "arrive", "identify", "complete", "missed",
        ]
        return "/{language}"
            + segments.map { known.contains($0) ? "/\($0)" : "/{id}" }.joined()
    }

    func finish(
        _ reply: PageReply, _ visit: Visit, _ route: String,
        _ send: @escaping @Sendable (HTTPResponse) -> Void
    ) {
        switch reply {
        case .page(let page): send(respond(page: page, visit, route))
        case .redirect(let address): send(redirect(address, route))
        case .file(let bytes, let type, let name):
            var response = HTTPResponse(status: 200, route: route)
            for (name, value) in PageReply.headers { response.fields.append(name, value) }
            response.fields.append("content-type", type)
            response.fields.append("content-disposition", "attachment; filename=\"\(name)\"")
            response.content = bytes
            send(response)
        case .missing, .keep:
            let page = HomePages(visit: visit).message(.notFoundTitle, .notFoundText, status: 404)
            send(respond(page: page, visit, route))
        }
    }

    func respond(page: Page, _ visit: Visit, _ route: String) -> HTTPResponse {
        var response = HTTPResponse(status: page.status, route: route)
        for (name, value) in PageReply.headers { response.fields.append(name, value) }
        response.fields.append("content-type", "text/html; charset=utf-8")
        response.fields.append("content-language", visit.language.rawValue)
        response.content = Array(PageLayout(visit: visit).html(page).markup.utf8)
        return response
    }

    func redirect(_ address: String, _ route: String = "/") -> HTTPResponse {
        var response = HTTPResponse(status: 303, route: route)
        for (name, value) in PageReply.headers { response.fields.append(name, value) }
        response.fields.append("location", address)
        return response
    }

    // MARK: Who

    /// Who looks, or nobody known.
    private func viewer(of request: HTTPRequest) -> Viewer? {
        switch identity {
        case .proxy(let headers):
            let authenticator = Authenticator(proxy: headers)
            guard request.fields.values("authorization").isEmpty,
                let found = try? authenticator.principal(of: request, at: facilities.clock()),
                found.role != .anonymous
            else { return nil }
            return Viewer(principal: found)
        case .demo(let people):
            guard Self.isOfThisMachine(request.origin) else { return nil }
            let chosen = request.fields.values("cookie").flatMap { $0.split(separator: ";") }
                .map { String($0).trimmed }.first { $0.hasPrefix("rendezvous-demo=") }
                .map { String($0.dropFirst("rendezvous-demo=".count)) }
            let found = people.first { Self.cookieName($0) == chosen } ?? people.first
            return found.map { Viewer(principal: $0) }
        }
    }

    /// The name of a principal as a cookie can hold it.
    static func cookieName(_ principal: Principal) -> String {
        FormValues.encoded(principal.name)
    }

    private static func isOfThisMachine(_ origin: HTTPRequest.Origin) -> Bool {
        switch origin {
        case .local: true
        case .network(let address):
            address == "127.0.0.1" || address.hasPrefix("127.0.0.1:") || address == "::1"
                || address.hasPrefix("[::1]")
        }
    }
}
