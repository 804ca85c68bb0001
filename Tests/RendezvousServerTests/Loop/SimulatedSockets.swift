@testable import RendezvousServer

/// A world for a loop: clients, descriptors and time are what a test says.
struct SimulatedSockets: SocketSystem {
    /// The other end of a connection.
    struct Client {
        var origin = HTTPRequest.Origin.local
        /// What the client has sent and the server has not read.
        var sent: [UInt8] = []
        var hasEnded = false
        var isBroken = false
        /// How many bytes the server may still send before it would block.
        var room = Int.max
        /// What the server has sent.
        var received: [UInt8] = []
        var sends = 0
        var hasServerFinished = false
        var isClosed = false
        /// Whether the server dropped what it had sent and the client had not taken.
        var isAbandoned = false
        /// The user of a client at a Unix socket.
        var user: UInt32?

        var statuses: [Int] {
            String(decoding: received, as: UTF8.self).split(separator: "HTTP/1.1 ")
                .compactMap { Int($0.prefix(3)) }
        }
    }

    static let listener: Descriptor = 3

    var nanoseconds: Int64 = 1_000_000_000
    var clients: [Descriptor: Client] = [:]
    /// Clients that have connected and were not accepted.
    var backlog: [Descriptor] = []
    var descriptorsLeft = 1_000
    var hasSpare = true
    /// How often the loop waited, and how often in vain: without the passing of time.
    var waits = 0
    private var watched: [Descriptor: (interest: Interest, token: UInt64)] = [:]
    private var nextDescriptor: Descriptor = 100

    /// A client connects and sends.
    mutating func connect(
        _ text: String = "", from origin: HTTPRequest.Origin = .local
    ) -> Descriptor {
        nextDescriptor += 1
        clients[nextDescriptor] = Client(origin: origin, sent: Array(text.utf8))
        backlog.append(nextDescriptor)
        return nextDescriptor
    }

    mutating func clocks() -> (instant: MonotonicInstant, milliseconds: Int64) {
        (instant(), 784_111_777_000 + nanoseconds / 1_000_000)
    }

    func instant() -> MonotonicInstant { MonotonicInstant(nanoseconds: nanoseconds) }

    mutating func wait(until deadline: MonotonicInstant?, into ready: inout [Ready]) {
        waits += 1
        for (descriptor, entry) in watched.sorted(by: { $0.key < $1.key }) {
            var readiness = Ready(token: entry.token)
            if descriptor == Self.listener {
                readiness.isReadable = !backlog.isEmpty
            } else if let client = clients[descriptor] {
                readiness.isReadable =
                    entry.interest.contains(.reading) && (!client.sent.isEmpty || client.hasEnded)
                readiness.isWritable = entry.interest.contains(.writing) && client.room > 0
                readiness.isBroken = client.isBroken
            }
            if readiness.isReadable || readiness.isWritable || readiness.isBroken {
                ready.append(readiness)
            }
        }
        if ready.isEmpty, let deadline { nanoseconds = max(nanoseconds, deadline.nanoseconds) }
    }

    mutating func watch(_ descriptor: Descriptor, _ interest: Interest, token: UInt64) -> Bool {
        watched[descriptor] = (interest, token)
        return true
    }

    mutating func change(_ descriptor: Descriptor, _ interest: Interest, token: UInt64) {
        watched[descriptor] = (interest, token)
    }

    mutating func unwatch(_ descriptor: Descriptor) { watched[descriptor] = nil }

    mutating func accept(_ listener: Descriptor) -> Accepted {
        guard let first = backlog.first else { return .none }
        guard descriptorsLeft > 0 else { return .exhausted }
        descriptorsLeft -= 1
        backlog.removeFirst()
        return .connection(first, clients[first]?.origin ?? .local)
    }

    mutating func read(_ descriptor: Descriptor, into buffer: inout [UInt8]) -> Transferred {
        guard let client = clients[descriptor], !client.isClosed else { return .failed }
        guard !client.sent.isEmpty else { return client.hasEnded ? .end : .wouldBlock }
        let count = min(buffer.count, client.sent.count)
        buffer.replaceSubrange(..<count, with: client.sent.prefix(count))
        clients[descriptor]?.sent.removeFirst(count)
        return .bytes(count)
    }

    mutating func send(
        _ descriptor: Descriptor, _ bytes: [UInt8], from start: Int
    ) -> Transferred {
        guard let client = clients[descriptor], !client.isClosed else { return .failed }
        let count = min(client.room, bytes.count - start)
        guard count > 0 else { return .wouldBlock }
        clients[descriptor]?.sends += 1
        clients[descriptor]?.room -= count
        clients[descriptor]?.received += bytes[start..<start + count]
        return .bytes(count)
    }

    mutating func finishSending(_ descriptor: Descriptor) {
        clients[descriptor]?.hasServerFinished = true
    }

    mutating func close(_ descriptor: Descriptor) {
        clients[descriptor]?.isClosed = true
        descriptorsLeft += 1
    }

    mutating func abandon(_ descriptor: Descriptor) {
        clients[descriptor]?.isAbandoned = true
        close(descriptor)
    }

    mutating func user(_ descriptor: Descriptor) -> UInt32? { clients[descriptor]?.user }

    mutating func drainWake(_ descriptor: Descriptor) {}

    mutating func releaseSpare() -> Bool {
        guard hasSpare else { return false }
        hasSpare = false
        descriptorsLeft += 1
        return true
    }

    mutating func takeSpare() {
        guard !hasSpare, descriptorsLeft > 0 else { return }
        hasSpare = true
        descriptorsLeft -= 1
    }
}
