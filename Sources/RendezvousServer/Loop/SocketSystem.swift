/// A descriptor of the process.
typealias Descriptor = Int32

/// What the loop waits for on a descriptor.
struct Interest: OptionSet, Hashable, Sendable {
    let rawValue: UInt8
    static let reading = Interest(rawValue: 1)
    static let writing = Interest(rawValue: 2)
}

/// What has become possible on a descriptor.
struct Ready: Hashable, Sendable {
    /// The word with which the descriptor was watched.
    var token: UInt64
    var isReadable = false
    var isWritable = false
    /// Both directions are closed, or the socket has an error.
    var isBroken = false
}

/// How accepting a connection went.
enum Accepted {
    case connection(Descriptor, HTTPRequest.Origin)
    /// None waits.
    case none
    /// The one that waited is gone again: ask for the next.
    case gone
    /// There is no descriptor for it (EMFILE, ENFILE, ENOBUFS, ENOMEM).
    case exhausted
}

/// How reading or sending went.
enum Transferred: Equatable {
    case bytes(Int)
    /// Nothing is possible now.
    case wouldBlock
    /// The other end is done (reading only).
    case end
    case failed
}

/// Everything that the loop does to the world: clocks, sockets, waiting. Tests have one of their
/// own, in which time passes when they say so.
protocol SocketSystem {
    /// The clock that only grows, and the clock on the wall in milliseconds since 1970.
    mutating func clocks() -> (instant: MonotonicInstant, milliseconds: Int64)

    /// The clock that only grows.
    mutating func instant() -> MonotonicInstant

    /// Waits until something is ready, but not beyond `deadline` if there is one.
    mutating func wait(until deadline: MonotonicInstant?, into ready: inout [Ready])

    /// Begins to wait on a descriptor; false where the system refuses.
    mutating func watch(_ descriptor: Descriptor, _ interest: Interest, token: UInt64) -> Bool
    /// Changes what is waited for.
    mutating func change(_ descriptor: Descriptor, _ interest: Interest, token: UInt64)
    /// Waits no longer on it.
    mutating func unwatch(_ descriptor: Descriptor)

    /// Takes the next connection that waits.
    mutating func accept(_ listener: Descriptor) -> Accepted
    /// Reads into `buffer`, at most its length.
    mutating func read(_ descriptor: Descriptor, into buffer: inout [UInt8]) -> Transferred
    /// Sends what stands in `bytes` from `start` on, as far as is possible now.
    mutating func send(_ descriptor: Descriptor, _ bytes: [UInt8], from start: Int) -> Transferred
    /// Closes our half of a connection.
    mutating func finishSending(_ descriptor: Descriptor)
    /// Closes a descriptor.
    mutating func close(_ descriptor: Descriptor)
    /// Closes a connection and drops what the system would still send: the other end is told by a
    /// reset.
    mutating func abandon(_ descriptor: Descriptor)
    /// The number of the user at the other end of a Unix socket, where it is known.
    mutating func user(_ descriptor: Descriptor) -> UInt32?
    /// Reads what woke the loop up, and forgets it.
    mutating func drainWake(_ descriptor: Descriptor)

    /// Gives the spare descriptor back to the system, so that one connection can be taken and
    /// closed when there are no others; false where it is gone.
    mutating func releaseSpare() -> Bool
    /// Takes the spare descriptor again.
    mutating func takeSpare()
}
