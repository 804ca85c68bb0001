@testable import RendezvousServer

/// Drives a connection as a loop would, with an echo behind it and a client that reads at once.
struct WireDriver {
    var connection: HTTPConnection
    var exchanges: [Exchange] = []
    var output: [UInt8] = []
    /// The requests that were delivered.
    var requests: [HTTPRequest] = []
    /// Whether requests are answered as they come.
    var answers = true
    /// Whether the client reads.
    var reads = true
    var nanoseconds: Int64 = 1_000_000_000
    private var isShut = false

    init(limits: HTTPLimits = HTTPLimits()) {
        connection = HTTPConnection(
            limits: SharedLimits(limits), origin: .local, at: Self.moment(nanoseconds))
    }

    static func moment(_ nanoseconds: Int64) -> Moment {
        Moment(
            instant: MonotonicInstant(nanoseconds: nanoseconds),
            date: "Sun, 06 Nov 1994 08:49:37 GMT")
    }

    var moment: Moment { Self.moment(nanoseconds) }

    /// What Http11Probe and h1spec expect behind an adapter.
    static func echo(_ request: HTTPRequest) -> HTTPResponse {
        var fields = FieldList()
        fields.append("content-type", "text/plain")
        switch (request.path, request.method) {
        case ("/echo", _):
            let lines = request.fields.fields.map { "\($0.name): \($0.value)\n" }.joined()
            return HTTPResponse(status: 200, fields: fields, content: Array(lines.utf8))
        case ("/", "DELETE"), ("/", "OPTIONS"):
            fields.append("allow", "GET, HEAD, POST, OPTIONS")
            return HTTPResponse(status: request.method == "DELETE" ? 405 : 204, fields: fields)
        case (_, "GET"), (_, "HEAD"):
            return HTTPResponse(status: 200, fields: fields, content: Array("OK".utf8))
        default: return HTTPResponse(status: 200, fields: fields, content: request.content)
        }
    }

    mutating func send(_ text: String) { send(Array(text.utf8)) }

    mutating func send(_ bytes: [UInt8]) {
        connection.receive(bytes[...], at: moment, into: &exchanges)
        settle()
    }

    mutating func end() {
        connection.receiveEnd(at: moment, into: &exchanges)
        settle()
    }

    mutating func answer(_ number: Int, _ response: HTTPResponse) {
        connection.respond(number, response, at: moment, into: &exchanges)
        settle()
    }

    /// Lets time pass, with every deadline on its instant.
    mutating func pass(_ duration: Duration) {
        let end = nanoseconds + duration.nanoseconds
        while let deadline = connection.deadline, deadline.nanoseconds <= end {
            nanoseconds = max(nanoseconds, deadline.nanoseconds)
            connection.expire(at: moment, into: &exchanges)
            settle()
        }
        nanoseconds = end
    }

    mutating func settle() {
        repeat {
            while let (number, request) = connection.takeRequest() {
                requests.append(request)
                if answers {
                    connection.respond(number, Self.echo(request), at: moment, into: &exchanges)
                }
            }
            if reads { read() }
        } while connection.hasRequest()
    }

    mutating func read(atMost count: Int = .max) {
        var part: [UInt8] = []
        connection.send(at: moment, into: &exchanges) { bytes, start in
            part = Array(bytes[start...].prefix(count))
            return part.count
        }
        output += part
    }

    /// Whether the server has done with the connection, or is about to.
    var isClosing: Bool {
        switch connection.phase {
        case .finishing, .lingering, .closed: true
        case .reading, .answering: false
        }
    }

    var text: String { String(decoding: output, as: UTF8.self) }

    /// The final statuses in what was sent.
    var statuses: [Int] {
        text.split(separator: "HTTP/1.1 ").dropFirst(text.hasPrefix("HTTP/1.1 ") ? 0 : 1)
            .compactMap { Int($0.prefix(3)) }.filter { $0 >= 200 }
    }

    /// The content of the last answer.
    var lastContent: String {
        text.range(of: "\r\n\r\n").map { String(text[$0]) } ?? ""
    }
}

extension String {
    /// The range behind the last occurrence of `separator`, to the end.
    fileprivate func range(of separator: String) -> Range<String.Index>? {
        var start = endIndex
        let length = separator.unicodeScalars.count
        let scalars = unicodeScalars
        while start > startIndex {
            start = scalars.index(before: start)
            if scalars[start...].prefix(length).elementsEqual(separator.unicodeScalars) {
                return scalars.index(start, offsetBy: length)..<endIndex
            }
        }
        return nil
    }
}
