internal import Glibc
internal import Synchronization

/// What other threads tell a loop.
enum Letter: Sendable {
    /// A handler has answered.
    case answer(ticket: Ticket, response: HTTPResponse)
    /// Another loop has accepted a connection for this one.
    case connection(Descriptor, HTTPRequest.Origin, ConnectionLedger.Admission)
    /// Finish what is in work until the instant, then stop.
    case stop(MonotonicInstant)
}

/// Which request an answer belongs to.
struct Ticket: Hashable, Sendable {
    var slot: Int
    var generation: UInt32
    var number: Int
}

/// Letters to one loop. The loop is woken only where it sleeps: an answer that the handler gives at
/// once costs no system call.
final class Mailbox: Sendable {
    private struct State {
        var letters: [Letter] = []
        var isAsleep = false
        var isClosed = false
    }

    private let state = Mutex(State())
    /// What the loop watches.
    let wakeDescriptor: Descriptor
    private let ringDescriptor: Descriptor

    /// A mailbox, or nothing where the system has no descriptors for it.
    init?() {
        var ends: [Int32] = [-1, -1]
        guard unsafe pipe(&ends) == 0 else { return nil }
        wakeDescriptor = ends[0]
        ringDescriptor = ends[1]
        SocketOptions.prepare(wakeDescriptor)
        SocketOptions.prepare(ringDescriptor)
    }

    deinit {
        _ = close(wakeDescriptor)
        _ = close(ringDescriptor)
    }

    /// Puts a letter in; false where the loop has ended.
    @discardableResult
    func post(_ letter: Letter) -> Bool {
        let (isOpen, mustRing) = state.withLock { state in
            if state.isClosed { return (false, false) }
            state.letters.append(letter)
            defer { state.isAsleep = false }
            return (true, state.isAsleep)
        }
        if mustRing { ring() }
        return isOpen
    }

    private func ring() {
        var byte: UInt8 = 1
        while unsafe write(ringDescriptor, &byte, 1) < 0, errno == EINTR {}
    }

    /// Takes all letters, in the order in which they came.
    func take(into letters: inout [Letter]) {
        letters.removeAll(keepingCapacity: true)
        state.withLock { swap(&$0.letters, &letters) }
    }

    /// Says that the loop is about to sleep; false where letters are waiting.
    func sleep() -> Bool {
        state.withLock { state in
            state.isAsleep = state.letters.isEmpty
            return state.isAsleep
        }
    }

    /// Says that the loop is awake.
    func awake() { state.withLock { $0.isAsleep = false } }

    /// Takes no further letters, and gives back those that nobody will read.
    func shut() -> [Letter] {
        state.withLock { state in
            state.isClosed = true
            defer { state.letters = [] }
            return state.letters
        }
    }
}
