internal import Foundation
internal import Synchronization

/// A few threads for what takes long: explanations, figures, the audit. What does not fit into the
/// line is refused at once, so that nobody waits for minutes.
final class Workers: Sendable {
    private let queue = OperationQueue()
    private let waiting = Mutex(0)
    private let waitingMax: Int

    /// So many threads at most, and so much that waits for them.
    init(threads: Int = 2, waiting: Int = 256) {
        queue.maxConcurrentOperationCount = max(1, threads)
        waitingMax = max(1, waiting)
    }

    /// Has something done; `false` where too much waits.
    func run(_ work: @escaping @Sendable () -> Void) -> Bool {
        let hasRoom = waiting.withLock { count in
            guard count < waitingMax else { return false }
            count += 1
            return true
        }
        guard hasRoom else { return false }
        queue.addOperation { [self] in
            work()
            waiting.withLock { $0 -= 1 }
        }
        return true
    }
}
