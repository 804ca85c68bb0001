internal import Glibc
internal import RendezvousServer

/// What Http11Probe and h1spec want to find behind an adapter: `GET /` says OK, other methods give
/// their content back, `/echo` gives the fields back. `/large` is more than a socket's buffer.
struct EchoHandler: HTTPHandler {
    private static let large = [UInt8](repeating: UInt8(ascii: "x"), count: 8_388_608)

    func handle(_ request: HTTPRequest, send: @escaping @Sendable (HTTPResponse) -> Void) {
        var fields = FieldList()
        fields.append("content-type", "text/plain")
        switch (request.path, request.method) {
        case ("/large", _):
            send(HTTPResponse(status: 200, fields: fields, content: Self.large, route: "/large"))
        case ("/echo", _):
            let lines = request.fields.fields.map { "\($0.name): \($0.value)\n" }.joined()
            send(
                HTTPResponse(
                    status: 200, fields: fields, content: Array(lines.utf8), route: "/echo"))
        case ("/smuggled", _):
            send(HTTPResponse(status: 200, fields: fields, content: [], route: "/smuggled"))
        case ("/", "DELETE"):
            fields.append("allow", "GET, HEAD, POST, OPTIONS")
            send(HTTPResponse(status: 405, fields: fields, route: "/"))
        case ("/", "OPTIONS"):
            fields.append("allow", "GET, HEAD, POST, OPTIONS")
            send(HTTPResponse(status: 204, fields: fields, route: "/"))
        case (_, "GET"), (_, "HEAD"):
            send(HTTPResponse(status: 200, fields: fields, content: Array("OK".utf8), route: "/"))
        default:
            send(
                HTTPResponse(status: 200, fields: fields, content: request.content, route: "/"))
        }
    }
}

enum EchoServer {
    static func address(_ text: String) -> ListenAddress? {
        text.hasPrefix("unix:") ? .local(path: String(text.dropFirst(5))) : ListenAddress(text)
    }

    /// Serves until the process is told to stop.
    static func run(_ address: ListenAddress, _ limits: HTTPLimits, threads: Int, hasLog: Bool) {
        let signals = StopSignals()
        let metrics = ServerMetrics()
        do throws(ServerError) {
            let server = try HTTPServer(
                at: address, handler: OperationsHandler(EchoHandler(), metrics: metrics),
                limits: limits, threads: threads, metrics: metrics,
                log: hasLog ? AccessLog(descriptor: STDOUT_FILENO) : nil)
            try server.start()
            note("listening at \(server.address)")
            signals.wait()
            server.stop(within: .seconds(5))
        } catch {
            fail(error.message)
        }
    }
}
