import Testing

@testable import RendezvousServer

/// What a connection does over its life: order, keep-alive, deadlines, the end.
@Suite struct ConnectionTests {
    private static let get = "GET /a HTTP/1.1\r\nHost: a\r\n\r\n"

    @Test func `requests in one packet are answered in order, one at a time`() {
        var driver = WireDriver()
        driver.answers = false
        driver.send("GET /1 HTTP/1.1\r\nHost: a\r\n\r\nGET /2 HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(driver.requests.map(\.path) == ["/1"])
        driver.answer(2, HTTPResponse(status: 404))
        #expect(driver.output.isEmpty)
        driver.answer(1, HTTPResponse(status: 201))
        #expect(driver.requests.map(\.path) == ["/1", "/2"])
        driver.answer(1, HTTPResponse(status: 409))
        driver.answer(2, HTTPResponse(status: 202))
        #expect(driver.statuses == [201, 202])
        #expect(driver.connection.phase == .reading)
    }

    @Test func `a request is delivered with its parts`() {
        var driver = WireDriver()
        driver.send(
            "POST http://Example.org:80/a%20b?c=%2F#".dropLast()
                + " HTTP/1.1\r\nHOST: example.ORG:80\r\nX-One:  1 \r\nX_One: 2\r\n"
                + "Transfer-Encoding: Chunked\r\n\r\n3;x=\"\\\"\"\r\nabc\r\n2\r\nde\r\n"
                + "0\r\nx-sum: 9\r\n\r\n")
        let request = driver.requests.first
        #expect(request?.method == "POST")
        #expect(request?.path == "/a%20b")
        #expect(request?.query == "c=%2F")
        #expect(request?.content == Array("abcde".utf8))
        #expect(request?.fields.fields.map(\.name) == ["host", "x-one"])
        #expect(request?.fields["x-one"] == "1")
    }

    @Test(arguments: [
        "GET /\\ HTTP/1.1", "GET /a%00 HTTP/1.1", "GET /a%0d HTTP/1.1", "GET /a%zz HTTP/1.1",
        "GET /?a=%00 HTTP/1.1", "GET /a#b HTTP/1.1", "GET a HTTP/1.1", "GET ftp://a/ HTTP/1.1",
        "GET http://u@a/ HTTP/1.1", "GET http://b/ HTTP/1.1", "GET * HTTP/1.1", "GET  / HTTP/1.1",
        "GET /  HTTP/1.1", "GET / HTTP/1.1 ", "GET / HTTP/1.", "GET / http/1.1", " GET / HTTP/1.1",
    ])
    func `a target or a line that readers disagree about is refused`(line: String) {
        var driver = WireDriver()
        driver.send("\(line)\r\nHost: a\r\n\r\n")
        #expect(driver.statuses == [400])
        #expect(driver.isClosing)
        #expect(driver.requests.isEmpty)
    }

    @Test(arguments: [
        "a", "a.b", "a-b.c:80", "127.0.0.1:8080", "[::1]", "[::1]:443", "a:", "xn--bcher-kva.de",
    ])
    func `a host is taken`(host: String) {
        var driver = WireDriver()
        driver.send("GET / HTTP/1.1\r\nHost: \(host)\r\n\r\n")
        #expect(driver.statuses == [200])
    }

    @Test(arguments: [
        "", "a b", "a,b", "a/b", "u@a", "a:b", "a:65536", "a:1:2", "[::1", "::1", "[a]", "a?b",
        "[]",
        "ä",
    ])
    func `a host is refused`(host: String) {
        var driver = WireDriver()
        driver.send("GET / HTTP/1.1\r\nHost: \(host)\r\n\r\n")
        #expect(driver.statuses == [400])
    }

    @Test func `the content is asked for where the client waits, and not where it has come`() {
        var driver = WireDriver()
        let head = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n"
        driver.send(head)
        #expect(driver.text == "HTTP/1.1 100 Continue\r\n\r\n")
        driver.send("ab")
        #expect(driver.statuses == [200])
        driver.output = []
        driver.send(head + "ab")
        #expect(driver.statuses == [200])
        #expect(!driver.text.contains("100 Continue"))
    }

    @Test func `the answer to HEAD is that to GET without its content`() {
        var driver = WireDriver()
        driver.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        let get = driver.text
        driver.output = []
        driver.send("HEAD / HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(driver.text + "OK" == get)
    }

    @Test func `HTTP 1.0 is answered once, without host and without keeping alive`() {
        var driver = WireDriver()
        driver.send("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n" + Self.get)
        #expect(driver.statuses == [200])
        #expect(driver.text.contains("\r\nconnection: close\r\n"))
        #expect(driver.isClosing)
    }

    @Test func `a handler cannot write a second message into a field`() {
        for field in [("a", "b\r\nc: d"), ("a\r\n", "b"), ("", "b"), ("a b", "c")] {
            var driver = WireDriver()
            driver.answers = false
            driver.send(Self.get)
            var response = HTTPResponse(status: 200)
            response.fields.append(field.0, field.1)
            driver.answer(1, response)
            #expect(driver.statuses == [500])
            #expect(driver.exchanges.map(\.rejection) == [.badAnswer])
        }
        var driver = WireDriver()
        driver.answers = false
        driver.send(Self.get)
        driver.answer(1, HTTPResponse(status: 99))
        #expect(driver.statuses == [500])
    }

    @Test func `fields of framing are the server's, whatever a handler says`() {
        var driver = WireDriver()
        driver.answers = false
        driver.send(Self.get)
        var response = HTTPResponse(status: 200, content: [0x61])
        response.fields.append("content-length", "9")
        response.fields.append("transfer-encoding", "chunked")
        response.fields.append("connection", "close")
        response.fields.append("date", "then")
        driver.answer(1, response)
        let expected =
            "HTTP/1.1 200 OK\r\ndate: Sun, 06 Nov 1994 08:49:37 GMT\r\ncontent-length: 1\r\n\r\na"
        #expect(driver.text == expected)
    }

    @Test(arguments: [204, 304]) func `an answer without content has no length`(status: Int) {
        var driver = WireDriver()
        driver.answers = false
        driver.send(Self.get)
        driver.answer(1, HTTPResponse(status: status, content: [1, 2]))
        #expect(!driver.text.contains("content-length"))
        #expect(driver.text.hasSuffix("\r\n\r\n"))
    }

    @Test func `refusals are problem documents with a reason each`() {
        for rejection in Rejection.allCases {
            let response = rejection.response
            #expect(response.fields["content-type"] == "application/problem+json")
            #expect((400...505).contains(response.status))
            #expect(!StatusText.of(response.status).isEmpty)
            let text = String(decoding: response.content, as: UTF8.self)
            #expect(text.contains("\"reason\":\"\(rejection.rawValue)\""))
            let details = rejection.detail
            #expect(!details.contains("\"") && !details.contains("\\"))
        }
    }

    // MARK: Deadlines

    @Test(arguments: [(9_999, false), (10_000, true)])
    func `a connection on which nothing comes is closed without a word`(
        milliseconds: Int, isClosing: Bool
    ) {
        var driver = WireDriver()
        driver.pass(.milliseconds(milliseconds))
        #expect(driver.isClosing == isClosing)
        #expect(driver.output.isEmpty)
    }

    @Test func `a head that drips is refused when its time is over, not later`() {
        var driver = WireDriver()
        driver.send("GET / HTTP/1.1\r\nHost: a\r\n")
        for _ in 0..<9 {
            driver.pass(.seconds(1))
            driver.send("X-A: b\r\n")
        }
        #expect(driver.statuses.isEmpty)
        driver.pass(.seconds(1))
        #expect(driver.statuses == [408])
        #expect(driver.text.contains("head-deadline"))
    }

    @Test func `content that drips is refused when its time is over`() {
        var driver = WireDriver()
        driver.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n")
        for _ in 0..<19 {
            driver.pass(.seconds(1))
            driver.send("z")
        }
        #expect(driver.statuses.isEmpty)
        driver.pass(.seconds(1))
        #expect(driver.statuses == [408])
        #expect(driver.text.contains("content-deadline"))
    }

    @Test func `an idle connection is closed after a minute`() {
        var driver = WireDriver()
        driver.send(Self.get)
        driver.pass(.milliseconds(59_999))
        #expect(!driver.isClosing)
        driver.pass(.milliseconds(1))
        #expect(driver.isClosing)
        #expect(driver.statuses == [200])
    }

    @Test func `an answer that does not come is 503, and is not believed later`() {
        var driver = WireDriver()
        driver.answers = false
        driver.send(Self.get)
        driver.pass(.seconds(60))
        #expect(driver.statuses == [503])
        driver.answer(1, HTTPResponse(status: 200))
        #expect(driver.statuses == [503])
        #expect(driver.exchanges.count == 1)
    }

    @Test func `a client that reads nothing is cut off, and one that reads slowly is not`() {
        var limits = HTTPLimits()
        limits.writeProgress = 10
        for reads in [false, true] {
            var driver = WireDriver(limits: limits)
            driver.reads = false
            driver.send(Self.get)
            driver.pass(.milliseconds(19_999))
            if reads { driver.read(atMost: 10) }
            driver.pass(.milliseconds(1))
            #expect((driver.connection.phase == .closed) == !reads)
        }
    }

    @Test func `after the last answer bytes are dropped for a while, and only so many`() {
        var driver = WireDriver()
        driver.send("GET /\n")
        #expect(driver.connection.phase == .lingering)
        driver.send([UInt8](repeating: 0x61, count: 65_530))
        #expect(driver.connection.phase == .lingering)
        driver.send([UInt8](repeating: 0x61, count: 65_537))
        #expect(driver.connection.phase == .closed)
        var other = WireDriver()
        other.send("GET /\n")
        other.pass(.milliseconds(999))
        #expect(other.connection.phase == .lingering)
        other.pass(.milliseconds(1))
        #expect(other.connection.phase == .closed)
    }

    @Test func `a client that closes its half still gets its answer`() {
        var driver = WireDriver()
        driver.answers = false
        driver.send(Self.get)
        driver.end()
        #expect(!driver.connection.wantsInput)
        driver.answer(1, HTTPResponse(status: 200))
        #expect(driver.statuses == [200])
        #expect(driver.connection.phase == .closed)
    }

    @Test func `a client that closes within a request is refused`() {
        var driver = WireDriver()
        driver.send("GET / HTTP/1.1\r\nHo")
        driver.end()
        #expect(driver.statuses == [400])
        #expect(driver.connection.phase == .closed)
    }

    @Test func `a stop lets what is in work finish and closes the rest`() {
        var idle = WireDriver()
        idle.send(Self.get)
        idle.connection.stop(at: idle.moment)
        #expect(idle.isClosing)
        var busy = WireDriver()
        busy.answers = false
        busy.send(Self.get + Self.get)
        busy.connection.stop(at: busy.moment)
        #expect(!busy.isClosing)
        busy.answer(1, HTTPResponse(status: 200))
        #expect(busy.statuses == [200])
        #expect(busy.text.contains("connection: close"))
        #expect(busy.isClosing)
    }

    @Test func `an exchange says how much and how long, and nothing of whom`() {
        var driver = WireDriver()
        driver.answers = false
        driver.send("GET /secret?token=1 HT")
        driver.nanoseconds += 5_000
        driver.send("TP/1.1\r\nHost: a\r\n\r\n")
        driver.nanoseconds += 7_000
        driver.answer(1, HTTPResponse(status: 200, route: "/{name}"))
        let exchange = driver.exchanges[0]
        #expect(exchange.received == "GET /secret?token=1 HTTP/1.1\r\nHost: a\r\n\r\n".utf8.count)
        #expect(exchange.sent == driver.output.count)
        #expect(exchange.receiving == 5_000)
        #expect(exchange.answering == 7_000)
        let line = AccessLog.line(exchange, "T")
        #expect(
            line == """
                {"time":"T","method":"GET","route":"/{name}","status":200,"received":41,\
                "sent":75,"receiving":0.000005,"answering":0.000007}

                """)
    }
}
