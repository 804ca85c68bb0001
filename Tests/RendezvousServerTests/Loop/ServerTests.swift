import Foundation
import Testing

@testable import RendezvousServer

/// The server with sockets of the system.
@Suite struct ServerTests {
    private struct Echo: HTTPHandler {
        func handle(_ request: HTTPRequest, send: @escaping @Sendable (HTTPResponse) -> Void) {
            var response = WireDriver.echo(request)
            response.route = "/{path}"
            if request.path == "/origin" {
                response.content = Array("\(request.origin)".utf8)
            }
            guard request.path == "/later" else {
                send(response)
                return
            }
            DispatchQueue.global().asyncAfter(deadline: .now() + 0.01) { [response] in
                send(response)
            }
        }
    }

    /// Sends and reads until the server closes.
    private func exchange(_ descriptor: Int32, _ text: String) -> String {
        let bytes = Array(text.utf8)
        #expect(unsafe send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count)
        var answer: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = unsafe recv(descriptor, &buffer, 65_536, 0)
            guard count > 0 else { break }
            answer += buffer[..<count]
        }
        close(descriptor)
        return String(decoding: answer, as: UTF8.self)
    }

    private func connected(port: UInt16) -> Int32 {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let status = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        #expect(status == 0)
        return descriptor
    }

    private func connected(path: String) -> Int32 {
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        unsafe withUnsafeMutableBytes(of: &address.sun_path) {
            unsafe $0.copyBytes(from: Array(path.utf8))
        }
        let status = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        #expect(status == 0)
        return descriptor
    }

    @Test(arguments: [1, 3]) func `requests over the net are answered by all threads`(
        threads: Int
    ) throws {
        let metrics = ServerMetrics()
        let server = try HTTPServer(
            at: .network(host: "127.0.0.1", port: 0),
            handler: OperationsHandler(Echo(), metrics: metrics), threads: threads,
            metrics: metrics)
        try server.start()
        guard case .network(_, let port) = server.address else { return }
        for round in 0..<20 {
            let text = exchange(
                connected(port: port),
                "POST /\(round % 2 == 0 ? "later" : "now") HTTP/1.1\r\nHost: a\r\n"
                    + "Content-Length: 2\r\n\r\nabGET /origin HTTP/1.1\r\nHost: a\r\n"
                    + "Connection: close\r\n\r\n")
            #expect(text.contains("\r\n\r\nabHTTP/1.1 200 OK\r\n"))
            #expect(text.hasSuffix("network(address: \"127.0.0.1\")"))
        }
        let refused = exchange(connected(port: port), "GET / HTTP/1.1\nHost: a\n\n")
        #expect(refused.hasPrefix("HTTP/1.1 400 Bad Request\r\n"))
        // Another thread may count an answer a moment after it was sent.
        let counted = "http_requests_total{method=\"POST\",route=\"/{path}\",status=\"200\"} 20\n"
        var text = ""
        for _ in 0..<100 where !text.contains(counted) {
            text = exchange(
                connected(port: port),
                "GET /metrics HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
            if !text.contains(counted) { usleep(20_000) }
        }
        #expect(text.contains(counted))
        #expect(text.contains("http_rejections_total{reason=\"bare-line-feed\"} 1\n"))
        server.stop(within: .seconds(5))
        server.stop()
    }

    /// Answers on the thread of the loop, after a while.
    private struct Busy: HTTPHandler {
        func handle(_ request: HTTPRequest, send: @escaping @Sendable (HTTPResponse) -> Void) {
            usleep(20_000)
            send(HTTPResponse(status: 200, route: "/busy"))
        }
    }

    @Test func `the time that a handler takes on the thread of the loop is counted`() throws {
        let server = try HTTPServer(
            at: .network(host: "127.0.0.1", port: 0), handler: Busy())
        try server.start()
        guard case .network(_, let port) = server.address else { return }
        _ = exchange(
            connected(port: port), "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
        server.stop()
        let text = server.metrics.text()
        #expect(text.contains("_bucket{route=\"/busy\",le=\"0.01\"} 0\n"))
        #expect(text.contains("_count{route=\"/busy\"} 1\n"))
    }

    @Test func `a Unix socket is the user's own, and goes with the server`() throws {
        let path = NSTemporaryDirectory() + "rendezvous-\(UInt64.random(in: 0...(.max))).socket"
        let server = try HTTPServer(at: .local(path: path), handler: Echo())
        try server.start()
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]
        #expect(mode as? Int == 0o600)
        let text = exchange(
            connected(path: path), "GET /origin HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
        #expect(text.hasSuffix("\r\n\r\nlocal"))
        #expect(throws: ServerError.self) {
            try HTTPServer(at: .local(path: path), handler: Echo())
        }
        server.stop(within: .seconds(5))
        #expect(!FileManager.default.fileExists(atPath: path))
    }

    @Test func `a Unix socket knows who connects`() throws {
        for (user, isServed) in [(getuid(), true), (getuid() + 1, false)] {
            let path = NSTemporaryDirectory() + "rendezvous-\(UInt64.random(in: 0...(.max))).socket"
            var limits = HTTPLimits()
            limits.socketUsers = [user]
            let server = try HTTPServer(at: .local(path: path), handler: Echo(), limits: limits)
            try server.start()
            let text = exchange(
                connected(path: path),
                "GET /origin HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
            #expect(text.hasSuffix("local") == isServed)
            server.stop(within: .seconds(5))
            let dropped = server.metrics.text().contains("http_connections_dropped_total 0\n")
            #expect(dropped == isServed)
        }
    }

    @Test func `a socket that a dead server left is taken over, and another file is not`() throws {
        let path = NSTemporaryDirectory() + "rendezvous-\(UInt64.random(in: 0...(.max))).socket"
        let dead = try Listener(.local(path: path))
        close(dead.descriptor)
        #expect(FileManager.default.fileExists(atPath: path))
        let server = try HTTPServer(at: .local(path: path), handler: Echo())
        server.stop()
        try Data("precious".utf8).write(to: URL(fileURLWithPath: path))
        #expect(throws: ServerError.self) { try Listener(.local(path: path)) }
        #expect(FileManager.default.contents(atPath: path) == Data("precious".utf8))
        try FileManager.default.removeItem(atPath: path)
    }

    /// Says when a request has come, and answers it a while later.
    private struct Slow: HTTPHandler {
        let arrived = DispatchSemaphore(value: 0)

        func handle(_ request: HTTPRequest, send: @escaping @Sendable (HTTPResponse) -> Void) {
            arrived.signal()
            DispatchQueue.global().asyncAfter(deadline: .now() + 0.2) {
                send(HTTPResponse(status: 200))
            }
        }
    }

    @Test func `a stop answers the request in work`() throws {
        let handler = Slow()
        let server = try HTTPServer(
            at: .network(host: "127.0.0.1", port: 0), handler: handler)
        try server.start()
        guard case .network(_, let port) = server.address else { return }
        let descriptor = connected(port: port)
        let bytes = Array("GET /later HTTP/1.1\r\nHost: a\r\n\r\n".utf8)
        _ = unsafe send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL))
        handler.arrived.wait()
        server.stop(within: .seconds(5))
        let text = exchange(descriptor, "")
        #expect(text.hasPrefix("HTTP/1.1 200 OK\r\n"))
        #expect(text.contains("\r\nconnection: close\r\n"))
    }

    @Test func `threads beyond the limit are refused by name`() {
        let error = #expect(throws: ServerError.self) {
            try HTTPServer(at: .standard, handler: Echo(), threads: 65)
        }
        #expect(error?.message == "threads (65) must be 1 to 64")
        #expect(throws: ServerError.self) {
            try HTTPServer(at: .network(host: "example.org", port: 1), handler: Echo())
        }
    }

    @Test func `poll serves what epoll serves`() throws {
        var system = try #require(PosixSockets<PollPoller>())
        let listener = try Listener(.network(host: "127.0.0.1", port: 0))
        guard case .network(_, let port) = listener.address else { return }
        var isWatched = system.watch(listener.descriptor, .reading, token: 7)
        #expect(isWatched)
        let client = connected(port: port)
        var ready: [Ready] = []
        system.wait(until: system.clocks().instant + .seconds(5), into: &ready)
        #expect(ready.map(\.token) == [7])
        guard case .connection(let descriptor, let origin) = system.accept(listener.descriptor)
        else {
            Issue.record("nobody connected")
            return
        }
        #expect(origin == .network(address: "127.0.0.1"))
        isWatched = system.watch(descriptor, [], token: 8)
        #expect(isWatched)
        system.change(descriptor, [.reading, .writing], token: 9)
        system.unwatch(listener.descriptor)
        ready = []
        system.wait(until: nil, into: &ready)
        #expect(ready.map(\.token) == [9])
        #expect(ready[0].isWritable && !ready[0].isReadable)
        close(client)
        ready = []
        system.wait(until: nil, into: &ready)
        #expect(ready[0].isReadable)
        var buffer = [UInt8](repeating: 0, count: 8)
        let read = system.read(descriptor, into: &buffer)
        #expect(read == .end)
        system.close(descriptor)
        listener.close()
        system.end()
    }

    @Test(arguments: [
        ("127.0.0.1:80", true), ("[::1]:8080", true), ("localhost:1", true), ("0.0.0.0:80", false),
        ("[::]:80", false), ("192.0.2.1:80", false),
    ])
    func `an address is read, and whether only this machine reaches it`(
        text: String, isLocal: Bool
    ) {
        #expect(ListenAddress(text)?.isLocal == isLocal)
    }

    @Test(arguments: ["", "80", ":80", "::1:80", "a:", "a:65536", "[1]:80", "a:-1"])
    func `what is no address is refused`(text: String) {
        #expect(ListenAddress(text) == nil)
    }
}
