import Testing

@testable import RendezvousServer

/// Each limit of ``HTTPLimits`` holds at its bound, and one beyond is refused.
@Suite struct LimitTests {
    private static let end = "Host: a\r\n\r\n"

    /// The status of the answer to one message, the statuses of all where there are more.
    private func statuses(_ text: String, _ change: (inout HTTPLimits) -> Void) -> [Int] {
        var limits = HTTPLimits()
        change(&limits)
        var driver = WireDriver(limits: limits)
        driver.send(text)
        return driver.statuses
    }

    @Test(arguments: [(50, 200), (51, 414)])
    func `the request line is at most as long as the limit`(length: Int, status: Int) {
        let path = "/" + String(repeating: "a", count: length - "GET / HTTP/1.1".utf8.count)
        let text = "GET \(path) HTTP/1.1\r\n" + Self.end
        #expect(statuses(text) { $0.requestLine = 50 } == [status])
    }

    @Test(arguments: [(7, 200), (6, 400)])
    func `the method is at most as long as the limit`(limit: Int, status: Int) {
        let text = "OPTIONS /x HTTP/1.1\r\n" + Self.end
        #expect(statuses(text) { $0.method = limit } == [status])
    }

    @Test func `a method without end is refused before the line is read`() {
        var driver = WireDriver()
        driver.send(String(repeating: "A", count: 33))
        #expect(driver.statuses == [400])
    }

    @Test(arguments: [(20, 200), (21, 431)])
    func `a field line is at most as long as the limit`(length: Int, status: Int) {
        let field = "x: " + String(repeating: "a", count: length - 3)
        let text = "GET / HTTP/1.1\r\n\(field)\r\n" + Self.end
        #expect(statuses(text) { $0.fieldLine = 20 } == [status])
    }

    @Test(arguments: [(40, 200), (41, 431)])
    func `the fields together are at most as long as the limit`(length: Int, status: Int) {
        let field = "x: " + String(repeating: "a", count: length - "x: \r\nHost: a\r\n".utf8.count)
        let text = "GET / HTTP/1.1\r\n\(field)\r\n" + Self.end
        #expect(statuses(text) { $0.fieldSection = 40 } == [status])
    }

    @Test(arguments: [(4, 200), (5, 431)])
    func `there are at most as many fields as the limit`(count: Int, status: Int) {
        let fields = String(repeating: "x: a\r\n", count: count - 1)
        let text = "GET / HTTP/1.1\r\n\(fields)" + Self.end
        #expect(statuses(text) { $0.fields = 4 } == [status])
    }

    @Test(arguments: [(10, 200), (11, 413)])
    func `content of a known length is at most as long as the limit`(length: Int, status: Int) {
        let text =
            "POST / HTTP/1.1\r\nContent-Length: \(length)\r\n" + Self.end
            + String(repeating: "a", count: length)
        #expect(statuses(text) { $0.content = 10 } == [status])
    }

    @Test(arguments: [(10, 200), (11, 413)])
    func `content in chunks is at most as long as the limit`(length: Int, status: Int) {
        let rest = length - 6
        let text =
            "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n" + Self.end
            + "6\r\naaaaaa\r\n\(rest)\r\n\(String(repeating: "b", count: rest))\r\n0\r\n\r\n"
        #expect(statuses(text) { $0.content = 10 } == [status])
    }

    @Test(arguments: [(12, 200), (13, 400)])
    func `the line of a chunk is at most as long as the limit`(length: Int, status: Int) {
        let line = "1;a=" + String(repeating: "b", count: length - 4)
        let text =
            "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n" + Self.end
            + "\(line)\r\nx\r\n0\r\n\r\n"
        #expect(statuses(text) { $0.chunkLine = 12 } == [status])
    }

    @Test(arguments: [(8, 200), (7, 400)])
    func `all extensions together are at most as long as the limit`(limit: Int, status: Int) {
        let text =
            "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n" + Self.end
            + "1;a=b\r\nx\r\n1;a=b\r\nx\r\n0\r\n\r\n"
        #expect(statuses(text) { $0.chunkExtensions = limit } == [status])
    }

    @Test(arguments: [(1, 200), (2, 400)])
    func `empty lines in front of a request are passed over up to the limit`(
        count: Int, status: Int
    ) {
        let text = String(repeating: "\r\n", count: count) + "GET / HTTP/1.1\r\n" + Self.end
        #expect(statuses(text) { _ in } == [status])
    }

    @Test(arguments: [(4, 200), (5, 431)])
    func `a trailer has at most as many fields as the limit`(count: Int, status: Int) {
        let text =
            "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n" + Self.end
            + "0\r\n" + String(repeating: "x: a\r\n", count: count) + "\r\n"
        #expect(statuses(text) { $0.fields = 4 } == [status])
    }

    @Test func `the last request of a connection is answered with close`() {
        var limits = HTTPLimits()
        limits.requestsPerConnection = 2
        var driver = WireDriver(limits: limits)
        driver.send(String(repeating: "GET / HTTP/1.1\r\n" + Self.end, count: 3))
        #expect(driver.statuses == [200, 200])
        #expect(driver.text.hasSuffix("connection: close\r\n\r\nOK"))
        #expect(driver.isClosing)
    }

    @Test func `a content that is too long is refused before it is read where the client asks`() {
        var driver = WireDriver()
        driver.send(
            "POST / HTTP/1.1\r\nContent-Length: 65537\r\nExpect: 100-continue\r\n" + Self.end)
        #expect(driver.statuses == [413])
        #expect(!driver.text.contains("100 Continue"))
    }

    @Test func `a client that reads nothing gets no more than the limit and one answer`() {
        var limits = HTTPLimits()
        limits.pendingOutput = 1_000
        var driver = WireDriver(limits: limits)
        driver.reads = false
        driver.send(String(repeating: "GET / HTTP/1.1\r\n" + Self.end, count: 100))
        #expect(driver.connection.pendingOutput >= 1_000)
        #expect(driver.connection.pendingOutput < 1_200)
        #expect(!driver.connection.wantsInput)
        let before = driver.requests.count
        driver.read(atMost: 300)
        driver.settle()
        #expect(driver.connection.wantsInput == false)
        driver.reads = true
        driver.settle()
        #expect(before < 100)
        #expect(driver.requests.count == 100)
        #expect(driver.statuses.count == 100)
    }

    @Test func `what waits behind a request in work is bounded`() {
        var limits = HTTPLimits()
        limits.pendingInput = 100
        var driver = WireDriver(limits: limits)
        driver.answers = false
        driver.send("GET / HTTP/1.1\r\n" + Self.end)
        driver.send(String(repeating: "a", count: 99))
        #expect(driver.connection.wantsInput)
        driver.send("a")
        #expect(!driver.connection.wantsInput)
    }
}
