internal import Glibc
public import Rendezvous
internal import Synchronization

/// Carries out the parts of a plan on POSIX threads; the plan is the same as a serial one.
///
///     let plan = try Planner(agenda).plan(requests, at: now, execution: ThreadedExecution())
///
/// A time limit makes the plan depend on the machine; without one it does not.
public struct ThreadedExecution: Execution {
    /// The most threads.
    public static let threadsMax = 1_024

    /// How many threads work, the caller's included.
    public let threads: Int
    private let begin: UInt64
    private let deadline: UInt64?

    /// An execution on `threads` threads, 1 … ``threadsMax`` (as many as processors if not given),
    /// that asks to stop `timeLimit` after now, if given.
    public init(threads: Int? = nil, timeLimit: Seconds? = nil) {
        let wanted = threads ?? sysconf(Int32(_SC_NPROCESSORS_ONLN))
        self.threads = min(Self.threadsMax, max(1, wanted))
        let begin = MonotonicClock.now
        self.begin = begin
        // A limit beyond the clock's range is no limit; nine billion seconds are 285 years.
        deadline = timeLimit.flatMap {
            $0.count > 9_000_000_000 ? nil : begin + UInt64(max(0, $0.count)) * 1_000_000_000
        }
    }

    /// Whether the time limit has passed.
    public var shouldStop: Bool { deadline.map { MonotonicClock.now >= $0 } ?? false }

    /// The part of the time limit that has passed, 0 … 1.
    public var elapsed: Double? {
        deadline.map {
            $0 > begin ? min(1, Double(MonotonicClock.now - begin) / Double($0 - begin)) : 1
        }
    }

    /// Calls `body` for each part; threads take the next part when they have finished one.
    public func parallelFor(_ parts: Int, _ body: @Sendable (Int) -> Void) {
        withoutActuallyEscaping(body) { body in
            let work = Work(parts: parts, body)
            var others: [pthread_t] = []
            for _ in 1..<max(2, min(threads, parts)) where threads > 1 {
                if let thread = work.start() { others.append(thread) }
            }
            work.run()
            for thread in others { pthread_join(thread, nil) }
        }
    }
}

/// Parts that several threads take one by one.
private final class Work: Sendable {
    private let next = Atomic(0)
    private let parts: Int
    private let body: @Sendable (Int) -> Void

    init(parts: Int, _ body: @escaping @Sendable (Int) -> Void) {
        self.parts = parts
        self.body = body
    }

    /// Takes parts until none is left.
    func run() {
        while true {
            let part = next.add(1, ordering: .relaxed).oldValue
            guard part < parts else { return }
            body(part)
        }
    }

    /// Starts a thread that runs, or `nil` if the system has none; the others then do its work.
    func start() -> pthread_t? {
        var thread = pthread_t()
        let held = unsafe Unmanaged.passRetained(self)
        let status = unsafe pthread_create(
            &thread, nil,
            { argument in
                if let argument = unsafe argument {
                    unsafe Unmanaged<Work>.fromOpaque(argument).takeRetainedValue().run()
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

/// Nanoseconds that only ever grow.
public enum MonotonicClock {
    /// Nanoseconds since some moment of the past.
    public static var now: UInt64 {
        var time = timespec()
        unsafe clock_gettime(CLOCK_MONOTONIC, &time)
        return UInt64(time.tv_sec) &* 1_000_000_000 &+ UInt64(time.tv_nsec)
    }
}
