internal import Foundation
internal import Synchronization

/// Writes a line of JSON for each request: when, route, status, durations, bytes.
///
/// A line holds the template of the route, never the path; no query, no field, no address, no
/// identity. Loops append to a buffer, and another thread writes it: a slow disk does not slow an
/// answer. Where the disk is too slow for too long, lines are dropped and counted.
public final class AccessLog: Sendable {
    /// The bytes that may wait to be written.
    public static let bufferMax = 4_194_304

    private struct State {
        var buffer: [UInt8] = []
        var isScheduled = false
        var dropped = 0
    }

    private let state = Mutex(State())
    private let descriptor: Int32
    private let queue = DispatchQueue(label: "rendezvous.access-log")

    /// A log that writes to a descriptor, which stays the caller's.
    public init(descriptor: Int32) { self.descriptor = descriptor }

    /// The lines that were dropped so far.
    public var dropped: Int { state.withLock { $0.dropped } }

    /// Waits until everything that was appended is written.
    public func flush() { queue.sync { write() } }

    func append(_ exchanges: [Exchange], _ milliseconds: Int64) {
        let time = HTTPDate.timestamp(millisecondsSince1970: milliseconds)
        let mustSchedule = state.withLock { state in
            guard state.buffer.count < Self.bufferMax else {
                state.dropped += exchanges.count
                return false
            }
            for exchange in exchanges {
                state.buffer.append(contentsOf: Self.line(exchange, time).utf8)
            }
            defer { state.isScheduled = true }
            return !state.isScheduled
        }
        if mustSchedule { queue.async { self.write() } }
    }

    private func write() {
        let bytes = state.withLock { state in
            state.isScheduled = false
            defer { state.buffer = [] }
            return state.buffer
        }
        var start = 0
        while start < bytes.count {
            let count = unsafe bytes.withUnsafeBytes { buffer in
                unsafe Foundation.write(
                    descriptor, buffer.baseAddress.map { unsafe $0 + start }, bytes.count - start)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                state.withLock { $0.dropped += bytes[start...].count { $0 == ByteClass.lineFeed } }
                return
            }
            start += count
        }
    }

    static func line(_ exchange: Exchange, _ time: String) -> String {
        var line = "{\"time\":\"\(time)\""
        if let method = exchange.method { line += ",\"method\":\(quoted(method))" }
        if let route = exchange.route { line += ",\"route\":\(quoted(route))" }
        line += ",\"status\":\(exchange.status)"
        if let rejection = exchange.rejection { line += ",\"reason\":\"\(rejection.rawValue)\"" }
        line += ",\"received\":\(exchange.received),\"sent\":\(exchange.sent)"
        line += ",\"receiving\":\(seconds(exchange.receiving))"
        line += ",\"answering\":\(seconds(exchange.answering))}\n"
        return line
    }

    /// Nanoseconds as seconds, to the microsecond.
    private static func seconds(_ nanoseconds: Int64) -> String {
        let microseconds = max(0, nanoseconds) / 1_000
        let fraction = String(microseconds % 1_000_000)
        let zeros = String(repeating: "0", count: 6 - fraction.count)
        return "\(microseconds / 1_000_000).\(zeros)\(fraction)"
    }

    private static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": quoted += "\\\(scalar)"
            case "\u{0}"..."\u{1F}", "\u{7F}": quoted += "?"
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}
