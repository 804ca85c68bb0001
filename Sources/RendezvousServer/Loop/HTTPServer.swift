internal import Glibc
internal import Synchronization

/// An HTTP/1.1 server: takes connections at an address, and asks a handler for the answers.
///
///     let server = try HTTPServer(at: .standard, handler: handler)
///     server.start()
///     …
///     server.stop(within: .seconds(10))
///
/// It speaks plain HTTP: TLS is for the proxy in front of it (Documentation/HTTPServer.md).
public final class HTTPServer: Sendable {
    /// The most threads that serve connections.
    public static let threadsMax = 64

    /// Where it listens, with the port that the system chose.
    public let address: ListenAddress
    /// What it counts.
    public let metrics: ServerMetrics

    private let listener: Listener
    private let surroundings: Surroundings
    private let state = Mutex(State())

    private struct State {
        var threads: [pthread_t] = []
        var hasStarted = false
        var hasStopped = false
    }

    private typealias Loop = EventLoop<PosixSockets<BestPoller>>
    private struct Surroundings: @unchecked Sendable {
        let value: Loop.Surroundings
    }

    /// Listens at `address`; connections wait until ``start()``.
    ///
    /// - Parameters:
    ///   - address: Where to listen.
    ///   - handler: Who answers.
    ///   - limits: What is refused, and which deadlines hold.
    ///   - threads: How many threads serve connections, 1 … ``threadsMax``.
    ///   - metrics: Where requests are counted.
    ///   - log: Where a line for each request goes, if anywhere.
    public init(
        at address: ListenAddress, handler: any HTTPHandler, limits: HTTPLimits = HTTPLimits(),
        threads: Int = 1, metrics: ServerMetrics = ServerMetrics(), log: AccessLog? = nil
    ) throws(ServerError) {
        guard (1...Self.threadsMax).contains(threads) else {
            throw ServerError("threads (\(threads)) must be 1 to \(Self.threadsMax)")
        }
        // A client that goes away, and a file at its limit, are answers to a call and no deaths.
        signal(SIGPIPE, SIG_IGN)
        signal(SIGXFSZ, SIG_IGN)
        let mailboxes = (0..<threads).compactMap { _ in Mailbox() }
        guard mailboxes.count == threads else {
            throw ServerError("there are no descriptors left; raise the limit (ulimit -n)")
        }
        listener = try Listener(address)
        self.address = listener.address
        self.metrics = metrics
        surroundings = Surroundings(
            value: Loop.Surroundings(
                limits: SharedLimits(limits), handler: handler,
                ledger: ConnectionLedger(limits: limits),
                metrics: metrics, log: log, mailboxes: mailboxes))
    }

    /// Begins to serve, on threads of its own; the second call does nothing.
    public func start() throws(ServerError) {
        let isFirst = state.withLock { state in
            defer { state.hasStarted = true }
            return !state.hasStarted && !state.hasStopped
        }
        guard isFirst else { return }
        for index in surroundings.value.mailboxes.indices {
            guard let system = PosixSockets<BestPoller>() else {
                throw ServerError("there are no descriptors left; raise the limit (ulimit -n)")
            }
            let loop = Loop(
                system: system, surroundings: surroundings.value, index: index,
                listener: index == 0 ? listener : nil)
            guard let thread = LoopThread.start(loop) else {
                throw ServerError("there is no thread left; give fewer threads")
            }
            state.withLock { $0.threads.append(thread) }
        }
    }

    /// Takes no further connections, finishes what is in work, and returns when everything is
    /// closed: at the latest after `span`. The second call returns at once.
    public func stop(within span: Duration = .seconds(10)) {
        var time = timespec()
        unsafe clock_gettime(CLOCK_MONOTONIC, &time)
        let now = MonotonicInstant(
            nanoseconds: Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec))
        for mailbox in surroundings.value.mailboxes { mailbox.post(.stop(now + span)) }
        let (running, mustClose) = state.withLock { state in
            defer {
                state.threads = []
                state.hasStopped = true
            }
            return (state.threads, !state.hasStarted && !state.hasStopped)
        }
        if mustClose { listener.close() }
        for thread in running { _ = pthread_join(thread, nil) }
        surroundings.value.log?.flush()
    }
}

/// A thread that runs a loop.
private enum LoopThread {
    private final class Box {
        var loop: EventLoop<PosixSockets<BestPoller>>

        init(_ loop: EventLoop<PosixSockets<BestPoller>>) { self.loop = loop }
    }

    static func start(_ loop: EventLoop<PosixSockets<BestPoller>>) -> pthread_t? {
        var thread = pthread_t()
        let held = unsafe Unmanaged.passRetained(Box(loop))
        let status = unsafe pthread_create(
            &thread, nil,
            { argument in
                if let argument = unsafe argument {
                    // A struct of this thread alone: nothing of it is shared while it runs.
                    var loop = unsafe Unmanaged<Box>.fromOpaque(argument).takeRetainedValue().loop
                    loop.run()
                    loop.system.end()
                }
                return nil
            }, held.toOpaque())
        guard status == 0 else {
            unsafe held.release()
            return nil
        }
        return thread
    }
}
