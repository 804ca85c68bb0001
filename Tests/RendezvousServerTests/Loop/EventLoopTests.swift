import Synchronization
import Testing

@testable import RendezvousServer

/// A loop in a world of its own: every deadline, every shortage, no socket.
@Suite struct EventLoopTests {
    private typealias Loop = EventLoop<SimulatedSockets>

    private static let get = "GET /a HTTP/1.1\r\nHost: a\r\n\r\n"

    /// Answers at once, or when the test says so.
    private final class Handler: HTTPHandler {
        private let held = Mutex<[@Sendable () -> Void]>([])
        private let holds: Bool
        private let size: Int

        init(holds: Bool = false, size: Int = 2) {
            self.holds = holds
            self.size = size
        }

        func handle(_ request: HTTPRequest, send: @escaping @Sendable (HTTPResponse) -> Void) {
            let content = [UInt8](repeating: 0x61, count: size)
            let answer: @Sendable () -> Void = { send(HTTPResponse(status: 200, content: content)) }
            if holds { held.withLock { $0.append(answer) } } else { answer() }
        }

        func release() {
            for answer in held.withLock({ answers in
                defer { answers = [] }
                return answers
            }) { answer() }
        }
    }

    private struct World {
        var loop: Loop
        let mailbox: Mailbox
        let ledger: ConnectionLedger
        let metrics = ServerMetrics()

        init(_ handler: Handler = Handler(), _ change: (inout HTTPLimits) -> Void = { _ in }) {
            var limits = HTTPLimits()
            change(&limits)
            guard let mailbox = Mailbox() else { preconditionFailure("no descriptors are left") }
            self.mailbox = mailbox
            ledger = ConnectionLedger(limits: limits)
            loop = Loop(
                system: SimulatedSockets(),
                surroundings: Loop.Surroundings(
                    limits: SharedLimits(limits), handler: handler, ledger: ledger,
                    metrics: metrics, log: nil,
                    mailboxes: [mailbox]),
                index: 0,
                listener: Listener(
                    simulated: SimulatedSockets.listener, at: .network(host: "::1", port: 1)))
        }

        /// Turns until nothing more happens before `duration` from now has passed.
        mutating func pass(_ duration: Duration) {
            let end = loop.system.nanoseconds + duration.nanoseconds
            for _ in 0..<10_000 where loop.system.nanoseconds < end {
                let before = loop.system.nanoseconds
                let waits = loop.system.waits
                guard loop.turn() else { return }
                // A turn without events and without a deadline would sleep for ever.
                if loop.system.nanoseconds == before, waits + 1 == loop.system.waits { idle += 1 }
                if idle > 50 { break }
            }
            idle = 0
        }

        private var idle = 0
    }

    @Test func `a request is answered with one write`() {
        var world = World()
        let client = world.loop.system.connect(Self.get)
        _ = world.loop.turn()
        _ = world.loop.turn()
        let seen = world.loop.system.clients[client]!
        #expect(seen.statuses == [200])
        #expect(seen.sends == 1)
        #expect(!seen.isClosed)
    }

    @Test func `many requests in one packet are answered with one write`() {
        var world = World()
        let client = world.loop.system.connect(String(repeating: Self.get, count: 50))
        for _ in 0..<3 { _ = world.loop.turn() }
        #expect(world.loop.system.clients[client]!.statuses.count == 50)
        #expect(world.loop.system.clients[client]!.sends == 1)
    }

    @Test func `an answer that comes later from another thread is sent`() async {
        let handler = Handler(holds: true)
        var world = World(handler)
        let client = world.loop.system.connect(Self.get)
        for _ in 0..<3 { _ = world.loop.turn() }
        #expect(world.loop.system.clients[client]!.received.isEmpty)
        await Task.detached { handler.release() }.value
        _ = world.loop.turn()
        #expect(world.loop.system.clients[client]!.statuses == [200])
    }

    @Test func `slow clients are closed by their deadlines while others are served`() {
        var world = World { $0.writeProgress = 100 }
        let silent = world.loop.system.connect()
        let head = world.loop.system.connect("GET / HTTP/1.1\r\nHost: a\r\n")
        let body = world.loop.system.connect(
            "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n")
        let deaf = world.loop.system.connect(Self.get)
        world.loop.system.clients[deaf]?.room = 10
        var worst: Int64 = 0
        for second in 0..<30 {
            world.loop.system.clients[head]?.sent += Array("X-A: b\r\n".utf8)
            world.loop.system.clients[body]?.sent.append(0x7A)
            world.loop.system.clients[deaf]?.room += 1
            let good = world.loop.system.connect(Self.get)
            let begun = world.loop.system.nanoseconds
            for _ in 0..<3 { _ = world.loop.turn() }
            worst = max(worst, world.loop.system.nanoseconds - begun)
            #expect(world.loop.system.clients[good]!.statuses == [200], "second \(second)")
            world.loop.system.clients[good]?.hasEnded = true
            world.loop.system.nanoseconds += 1_000_000_000
        }
        let clients = world.loop.system.clients
        #expect(clients[silent]!.isClosed && clients[silent]!.received.isEmpty)
        #expect(clients[head]!.statuses == [408] && clients[head]!.isClosed)
        #expect(clients[body]!.statuses == [408] && clients[body]!.isClosed)
        #expect(clients[deaf]!.isClosed && clients[deaf]!.isAbandoned)
        #expect(![silent, head, body].contains { clients[$0]!.isAbandoned })
        #expect(world.ledger.count <= 1)
    }

    @Test func `a client that does not read does not make the loop spin or the memory grow`() {
        var world = World(Handler(size: 100_000))
        let client = world.loop.system.connect(String(repeating: Self.get, count: 1_000))
        world.loop.system.clients[client]?.room = 1_000
        world.pass(.seconds(5))
        #expect(world.loop.system.waits < 100)
        let waiting = world.loop.slots[0].connection?.pendingOutput ?? 0
        #expect(waiting > 65_536 && waiting < 200_000)
        world.pass(.seconds(30))
        #expect(world.loop.system.clients[client]!.isClosed)
    }

    @Test func `connections beyond the limit are told 503, and their places come back`() {
        var world = World { $0.connections = 2 }
        let clients = (0..<3).map { _ in world.loop.system.connect() }
        for _ in 0..<2 { _ = world.loop.turn() }
        #expect(world.loop.system.clients[clients[1]]!.statuses.isEmpty)
        #expect(world.loop.system.clients[clients[2]]!.statuses == [503])
        world.loop.system.clients[clients[0]]?.hasEnded = true
        for _ in 0..<2 { _ = world.loop.turn() }
        let next = world.loop.system.connect(Self.get)
        for _ in 0..<3 { _ = world.loop.turn() }
        #expect(world.loop.system.clients[next]!.statuses == [200])
    }

    @Test func `at a Unix socket those users are served who are named, and nobody unknown`() {
        var world = World { $0.socketUsers = [33, 1_000] }
        let clients = (0..<4).map { _ in world.loop.system.connect(Self.get) }
        for (client, user) in zip(clients, [33, 34, nil, 1_000] as [UInt32?]) {
            world.loop.system.clients[client]?.user = user
        }
        let far = world.loop.system.connect(Self.get, from: .network(address: "192.0.2.1"))
        for _ in 0..<3 { _ = world.loop.turn() }
        let answers = (clients + [far]).map { world.loop.system.clients[$0]!.statuses }
        #expect(answers == [[200], [], [], [200], [200]])
        #expect(world.loop.system.clients[clients[1]]!.isClosed)
        #expect(world.loop.system.clients[clients[2]]!.isClosed)
    }

    @Test func `one address has a limit of its own, and this machine has none`() {
        var world = World { $0.connectionsPerAddress = 2 }
        let far = HTTPRequest.Origin.network(address: "192.0.2.1")
        let other = HTTPRequest.Origin.network(address: "192.0.2.2")
        let here = HTTPRequest.Origin.network(address: "127.0.0.1")
        let same = (0..<3).map { _ in world.loop.system.connect(Self.get, from: far) }
        let local = (0..<3).map { _ in world.loop.system.connect(Self.get, from: here) }
        let third = world.loop.system.connect(Self.get, from: other)
        for _ in 0..<4 { _ = world.loop.turn() }
        let statuses = (same + local + [third]).map { world.loop.system.clients[$0]!.statuses }
        #expect(statuses == [[200], [200], [503], [200], [200], [200], [200]])
    }

    @Test func `without descriptors clients are told so and the loop does not spin`() {
        var world = World()
        let first = world.loop.system.connect(Self.get)
        for _ in 0..<2 { _ = world.loop.turn() }
        world.loop.system.descriptorsLeft = 0
        let refused = (0..<5).map { _ in world.loop.system.connect(Self.get) }
        _ = world.loop.turn()
        for client in refused {
            #expect(world.loop.system.clients[client]!.statuses == [503])
            #expect(world.loop.system.clients[client]!.isClosed)
        }
        // Even the spare one is gone: accepting pauses, those who are connected are served.
        world.loop.system.hasSpare = false
        world.loop.system.descriptorsLeft = 0
        let waiting = world.loop.system.connect(Self.get)
        world.loop.system.clients[first]?.sent = Array(Self.get.utf8)
        let before = world.loop.system.waits
        world.pass(.seconds(1))
        #expect(world.loop.system.waits - before < 40)
        #expect(world.loop.system.clients[first]!.statuses == [200, 200])
        world.loop.system.descriptorsLeft = 1
        world.pass(.milliseconds(300))
        #expect(world.loop.system.clients[waiting]!.statuses == [200])
        #expect(world.metrics.text().contains("http_descriptors_exhausted_total "))
    }

    @Test func `a stop finishes what is in work and ends`() {
        let handler = Handler(holds: true)
        var world = World(handler)
        let busy = world.loop.system.connect(Self.get)
        let idle = world.loop.system.connect()
        for _ in 0..<3 { _ = world.loop.turn() }
        let deadline = MonotonicInstant(nanoseconds: world.loop.system.nanoseconds) + .seconds(10)
        world.mailbox.post(.stop(deadline))
        _ = world.loop.turn()
        #expect(world.loop.system.clients[idle]!.hasServerFinished)
        #expect(!world.loop.system.clients[busy]!.isClosed)
        handler.release()
        world.loop.system.clients[busy]?.hasEnded = true
        var turns = 0
        while world.loop.turn(), turns < 100 { turns += 1 }
        #expect(turns < 100)
        #expect(world.loop.system.clients[busy]!.statuses == [200])
        #expect(world.loop.system.clients.values.allSatisfy { $0.isClosed })
        #expect(world.mailbox.post(.stop(deadline)) == false)
        #expect(world.ledger.count == 0)
    }

    @Test func `a stop ends at its deadline, whatever is in work`() {
        var world = World(Handler(holds: true))
        let busy = world.loop.system.connect(Self.get)
        for _ in 0..<3 { _ = world.loop.turn() }
        let begun = world.loop.system.nanoseconds
        world.mailbox.post(.stop(MonotonicInstant(nanoseconds: begun) + .seconds(10)))
        var turns = 0
        while world.loop.turn(), turns < 100 { turns += 1 }
        #expect(world.loop.system.nanoseconds - begun == 10_000_000_000)
        #expect(world.loop.system.clients[busy]!.isClosed)
    }

    @Test func `a broken connection is closed, and its late answer goes nowhere`() {
        let handler = Handler(holds: true)
        var world = World(handler)
        let gone = world.loop.system.connect(Self.get)
        for _ in 0..<3 { _ = world.loop.turn() }
        world.loop.system.clients[gone]?.isBroken = true
        _ = world.loop.turn()
        #expect(world.loop.system.clients[gone]!.isClosed)
        let next = world.loop.system.connect(Self.get)
        for _ in 0..<2 { _ = world.loop.turn() }
        // The place is taken again; only the second answer is for it.
        handler.release()
        for _ in 0..<2 { _ = world.loop.turn() }
        #expect(world.loop.system.clients[next]!.statuses == [200])
        #expect(world.loop.system.clients[gone]!.received.isEmpty)
    }
}
