import Foundation
import Synchronization
import Testing

@testable import RendezvousServer

/// What those who run a server see of it.
@Suite struct WatchTests {
    private static func exchange(_ route: String?, _ status: Int, _ answering: Int64) -> Exchange {
        Exchange(
            method: "GET", route: route, status: status, rejection: nil, received: 10, sent: 20,
            receiving: 1_000, answering: answering)
    }

    @Test func `metrics count, add up and stand in a fixed order`() {
        let metrics = ServerMetrics()
        var counts = ConnectionCounts()
        counts.opened = 3
        counts.closed = 1
        metrics.record(
            [Self.exchange("/b", 200, 500_000), Self.exchange("/a\"\\", 404, 20_000_000_000)],
            counts)
        metrics.record([Self.exchange("/b", 200, 500_001)], ConnectionCounts())
        let text = metrics.text()
        #expect(
            text.contains(
                """
                http_requests_total{method="GET",route="/a\\"\\\\",status="404"} 1
                http_requests_total{method="GET",route="/b",status="200"} 2
                """))
        #expect(text.contains("_bucket{route=\"/b\",le=\"0.0005\"} 1\n"))
        #expect(text.contains("_bucket{route=\"/b\",le=\"0.001\"} 2\n"))
        #expect(text.contains("_bucket{route=\"/b\",le=\"+Inf\"} 2\n"))
        #expect(text.contains("_bucket{route=\"/a\\\"\\\\\",le=\"10.0\"} 0\n"))
        #expect(text.contains("_sum{route=\"/b\"} 0.001000001\n"))
        #expect(text.contains("\nhttp_connections 2\n"))
        #expect(text.contains("\nhttp_sent_bytes_total 60\n"))
        for line in text.split(separator: "\n") where !line.hasPrefix("#") {
            #expect(line.split(separator: " ").last.flatMap { Double($0) } != nil, "\(line)")
        }
    }

    @Test func `the access log writes a line of JSON for each exchange`() throws {
        let path = NSTemporaryDirectory() + "rendezvous-\(UInt64.random(in: 0...(.max))).log"
        defer { try? FileManager.default.removeItem(atPath: path) }
        let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_APPEND, 0o600)
        let log = AccessLog(descriptor: descriptor)
        log.append([Self.exchange("/a", 200, 1_234_567_000), Self.exchange(nil, 404, 0)], 0)
        var refused = Self.exchange(nil, 400, 0)
        refused.rejection = .badHost
        refused.method = nil
        log.append([refused], 784_111_777_001)
        log.flush()
        close(descriptor)
        let text = try String(contentsOfFile: path, encoding: .utf8)
        let lines = text.split(separator: "\n")
        #expect(lines.count == 3)
        for line in lines {
            #expect(throws: Never.self) {
                try JSONSerialization.jsonObject(with: Data(line.utf8))
            }
        }
        #expect(lines[0].contains("\"time\":\"1970-01-01T00:00:00.000Z\""))
        #expect(lines[0].contains("\"answering\":1.234567}"))
        #expect(
            lines[2] == """
                {"time":"1994-11-06T08:49:37.001Z","status":400,"reason":"bad-host",\
                "received":10,"sent":20,"receiving":0.000001,"answering":0.000000}
                """)
    }

    @Test func `a log that cannot be written drops lines and counts them`() {
        let log = AccessLog(descriptor: -1)
        log.append([Self.exchange("/a", 200, 0), Self.exchange("/a", 200, 0)], 0)
        log.flush()
        #expect(log.dropped == 2)
    }

    @Test func `dates are written as messages write them`() {
        #expect(HTTPDate.text(secondsSince1970: 784_111_777) == "Sun, 06 Nov 1994 08:49:37 GMT")
        #expect(HTTPDate.text(secondsSince1970: 0) == "Thu, 01 Jan 1970 00:00:00 GMT")
        #expect(HTTPDate.text(secondsSince1970: -1) == "Wed, 31 Dec 1969 23:59:59 GMT")
        #expect(HTTPDate.text(secondsSince1970: 951_782_400) == "Tue, 29 Feb 2000 00:00:00 GMT")
    }

    @Test(arguments: [
        ("/healthz", "GET", 200), ("/readyz", "GET", 503), ("/metrics", "HEAD", 200),
        ("/healthz", "POST", 405), ("/other", "GET", 404),
    ])
    func `those who run the server are answered, others go on`(
        path: String, method: String, status: Int
    ) {
        let readiness = Readiness(isReady: false)
        let handler = OperationsHandler(
            NothingHandler(), metrics: ServerMetrics(), readiness: readiness)
        let seen = Mutex<[Int]>([])
        handler.handle(HTTPRequest(method: method, path: path)) { response in
            seen.withLock { $0.append(response.status) }
        }
        #expect(seen.withLock { $0 } == [status])
    }
}
