internal import Synchronization

/// Whether a server should be sent requests: what `/readyz` answers by.
public final class Readiness: Sendable {
    private let flag: Atomic<Bool>

    /// Ready, or not yet.
    public init(isReady: Bool = true) { flag = Atomic(isReady) }

    /// Whether requests should be sent.
    public var isReady: Bool {
        get { flag.load(ordering: .acquiring) }
        set { flag.store(newValue, ordering: .releasing) }
    }
}

/// Answers those who run the server, and hands everything else on.
///
/// `GET /healthz`: the process lives. `GET /readyz`: it should be sent requests (200), or not
/// (503).
/// `GET /metrics`: the metrics, in the text format of Prometheus. The shipped proxy configurations
/// keep all three from the public.
public struct OperationsHandler: HTTPHandler {
    private let inner: any HTTPHandler
    private let metrics: ServerMetrics
    private let readiness: Readiness
    private let more: @Sendable () -> String

    /// A handler in front of `inner`. `more` is appended to the metrics: those of the service.
    public init(
        _ inner: any HTTPHandler, metrics: ServerMetrics, readiness: Readiness = Readiness(),
        more: @escaping @Sendable () -> String = { "" }
    ) {
        self.inner = inner
        self.metrics = metrics
        self.readiness = readiness
        self.more = more
    }

    /// Answers the three paths, and hands other requests on.
    public func handle(_ request: HTTPRequest, send: @escaping @Sendable (HTTPResponse) -> Void) {
        switch request.path {
        case "/healthz":
            answer(request, send) { Self.alive }
        case "/readyz":
            answer(request, send) { readiness.isReady ? Self.ready : Self.notReady }
        case "/metrics":
            answer(request, send) {
                Self.response(
                    200, "text/plain; version=0.0.4; charset=utf-8", metrics.text() + more(),
                    "/metrics")
            }
        default: inner.handle(request, send: send)
        }
    }

    private func answer(
        _ request: HTTPRequest, _ send: (HTTPResponse) -> Void, _ response: () -> HTTPResponse
    ) {
        guard request.method == "GET" || request.method == "HEAD" else {
            var response = PlainProblem.notAllowed.response(route: request.path)
            response.fields.append("allow", "GET, HEAD")
            send(response)
            return
        }
        send(response())
    }

    // Asked for by whoever watches, again and again: made once.
    private static let alive = response(
        200, "application/json", "{\"status\":\"alive\"}\n", "/healthz")
    private static let ready = response(
        200, "application/json", "{\"status\":\"ready\"}\n", "/readyz")
    private static let notReady = response(
        503, "application/json", "{\"status\":\"not ready\"}\n", "/readyz")

    private static func response(
        _ status: Int, _ type: String, _ text: String, _ route: String
    ) -> HTTPResponse {
        var fields = FieldList()
        fields.append("content-type", type)
        fields.append("cache-control", "no-store")
        fields.append("x-content-type-options", "nosniff")
        return HTTPResponse(
            status: status, fields: fields, content: Array(text.utf8), route: route)
    }
}

/// Answers 404 to everything: what stands behind ``OperationsHandler`` where nothing else does.
public struct NothingHandler: HTTPHandler {
    /// A handler of nothing.
    public init() {}

    /// Answers 404.
    public func handle(_ request: HTTPRequest, send: @escaping @Sendable (HTTPResponse) -> Void) {
        send(PlainProblem.notFound.response(route: nil))
    }
}

/// Problems of handlers that know no service.
private enum PlainProblem {
    case notFound, notAllowed

    func response(route: String?) -> HTTPResponse {
        let status = self == .notFound ? 404 : 405
        var fields = FieldList()
        fields.append("content-type", "application/problem+json")
        fields.append("cache-control", "no-store")
        fields.append("x-content-type-options", "nosniff")
        let text =
            "{\"type\":\"about:blank\",\"title\":\"\(StatusText.of(status))\","
            + "\"status\":\(status)}\n"
        return HTTPResponse(
            status: status, fields: fields, content: Array(text.utf8), route: route)
    }
}
