import Glibc

/// What libFuzzer calls with bytes of a client. The first byte says how they are cut.
///
/// Whatever comes: nothing traps; the requests and the answers are the same however the bytes are
/// cut; answers are whole messages, as many as there were exchanges; after a refusal nothing
/// follows; and who has gone away leaves a connection that ends.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    guard count > 1, let start else { return 0 }
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    let whole = Conversation(bytes.dropFirst(), cut: Int.max)
    let parts = Conversation(bytes.dropFirst(), cut: 1 + Int(bytes[0] % 61))
    need(whole.requests == parts.requests, "cuts change the requests")
    need(whole.answers == parts.answers, "cuts change the answers")
    need(whole.statuses.count == whole.heads, "answers and exchanges differ in number")
    need(whole.isOver, "a connection outlives its client and every deadline")
    return 0
}

/// A client that sends everything, goes away, and waits for what comes back.
struct Conversation {
    private(set) var requests: [String] = []
    private var output: [UInt8] = []
    /// The answers, without `100 Continue`: that is only said to who has sent no content yet.
    private(set) var answers: [UInt8] = []
    private(set) var statuses: [Int] = []
    private(set) var heads = 0
    private(set) var isOver = false

    init(_ bytes: ArraySlice<UInt8>, cut: Int) {
        var limits = HTTPLimits()
        (limits.content, limits.requestLine, limits.fieldSection) = (512, 256, 1_024)
        var moment = Moment(
            instant: MonotonicInstant(nanoseconds: 0), date: "Sun, 06 Nov 1994 08:49:37 GMT")
        var exchanges: [Exchange] = []
        var connection = HTTPConnection(
            limits: SharedLimits(limits), origin: .local, at: moment)
        var rest = bytes
        while !rest.isEmpty, connection.phase != .closed {
            let part = rest.prefix(cut)
            rest = rest.dropFirst(part.count)
            connection.receive(part, at: moment, into: &exchanges)
            settle(&connection, moment, &exchanges)
        }
        connection.receiveEnd(at: moment, into: &exchanges)
        settle(&connection, moment, &exchanges)
        // Every deadline there is, one behind the other.
        for _ in 0..<8 {
            guard let deadline = connection.deadline else { break }
            moment.instant = deadline
            connection.expire(at: moment, into: &exchanges)
            settle(&connection, moment, &exchanges)
        }
        isOver = connection.phase == .closed
        statuses = exchanges.map(\.status)
        readOutput()
    }

    private mutating func settle(
        _ connection: inout HTTPConnection, _ moment: Moment, _ exchanges: inout [Exchange]
    ) {
        repeat {
            while let (number, request) = connection.takeRequest() {
                let fields = request.fields.fields.map { "\($0.name)=\($0.value)" }
                requests.append(
                    "\(request.method) \(request.path) \(request.query ?? "-") \(fields) "
                        + "\(request.content)")
                var response = HTTPResponse(status: 200, route: "/")
                response.fields.append("x-path", request.path)
                response.content = request.content
                connection.respond(number, response, at: moment, into: &exchanges)
            }
            var part: [UInt8] = []
            connection.send(at: moment, into: &exchanges) { bytes, start in
                part = Array(bytes[start...])
                return part.count
            }
            output += part
        } while connection.hasRequest()
    }

    /// Reads the answers as a client would: status lines, fields, and as much content as they say.
    private mutating func readOutput() {
        var (rest, next) = (output[...], 0)
        while !rest.isEmpty {
            guard let end = Self.headEnd(rest) else { return need(false, "no end of a head") }
            let lines = String(decoding: rest[..<end], as: UTF8.self).split(
                separator: "\r\n", omittingEmptySubsequences: false)
            need(lines[0].hasPrefix("HTTP/1.1 "), "no status line: \(lines[0])")
            let head = rest[..<(end + 4)]
            rest = rest[(end + 4)...]
            guard !lines[0].hasPrefix("HTTP/1.1 100") else { continue }
            answers += head
            need(next < statuses.count, "an answer that nobody counted")
            need(lines[0].contains(" \(statuses[next]) "), "another status")
            let length =
                lines.first { $0.hasPrefix("content-length: ") }
                .flatMap { Int($0.dropFirst(16)) } ?? 0
            // The answer to HEAD has a length and no content.
            if !rest.starts(with: "HTTP/1.1 ".utf8) || rest.count <= length {
                answers += rest.prefix(length)
                rest = rest.dropFirst(min(length, rest.count))
            }
            next += 1
        }
        heads = next
    }

    private static func headEnd(_ bytes: ArraySlice<UInt8>) -> Int? {
        let end = Array("\r\n\r\n".utf8)
        return bytes.indices.dropLast(3).first { bytes[$0..<$0 + 4].elementsEqual(end) }
    }
}

/// Says what is wrong and ends the process: a finding.
func need(_ isSo: Bool, _ what: @autoclosure () -> String) {
    if isSo { return }
    let line = Array("finding: \(what())\n".utf8)
    _ = write(2, line, line.count)
    exit(1)
}
