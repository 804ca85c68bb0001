/// Every limit and deadline of the server, with the values that hold unless others are given.
///
/// Sizes are in bytes and the greatest that is still served. A deadline is for the whole of what it
/// names, not for each byte of it, so that a client that sends a byte now and then gains nothing.
public struct HTTPLimits: Hashable, Sendable {
    // MARK: Requests

    /// The request line, without its end. Longer: 414.
    public var requestLine = 8_192
    /// The method. Longer: 400, before the rest of the line is read.
    public var method = 32
    /// One field line, without its end. Longer: 431.
    public var fieldLine = 8_192
    /// All field lines with their ends; the trailer section has as much again. Longer: 431.
    public var fieldSection = 16_384
    /// The count of field lines; the trailer section has as many again. More: 431.
    public var fields = 100
    /// The content, transfer coding taken away. Longer: 413, by its length before it is read.
    public var content = 65_536
    /// The line in front of a chunk, without its end. Longer: 400.
    public var chunkLine = 256
    /// All extensions of all chunks of a request. Longer: 400.
    public var chunkExtensions = 4_096
    /// The empty lines that are passed over in front of a request (RFC 9112, 2.2). More: 400.
    public var leadingEmptyLines = 1

    // MARK: Connections

    /// Bytes of answers that wait for the client; beyond that no further request is parsed, and
    /// nothing is read. The answer that passes the limit is still kept whole.
    public var pendingOutput = 65_536
    /// Bytes that may wait behind a request that is being answered; beyond that nothing is read.
    public var pendingInput = 16_384
    /// Requests on one connection; the last is answered with `connection: close`.
    public var requestsPerConnection = 1_000
    /// Open connections. More are told 503.
    public var connections = 1_024
    /// Open connections of one address of another machine. More are told 503. Connections of this
    /// machine are not counted: there stands the proxy, which counts its own.
    public var connectionsPerAddress = 64
    /// The numbers of the users whose connections at a Unix socket are served; those of others are
    /// closed unheard. The system says who connects. Nothing: whoever the mode of the file lets.
    public var socketUsers: Set<UInt32>?
    /// Connections beyond the limits that are told 503 at the same time; more are closed unheard.
    public var refusals = 32

    // MARK: Deadlines

    /// From the first byte of a request (or from the beginning of the connection) to the end of its
    /// head. Then 408, or nothing where nothing came.
    public var headDeadline = Duration.seconds(10)
    /// From the end of the head to the end of the content. Then 408.
    public var contentDeadline = Duration.seconds(20)
    /// From an answer to the first byte of the next request. Then the connection closes.
    public var idleDeadline = Duration.seconds(60)
    /// From the delivery of a request to its answer. Then 503.
    public var answerDeadline = Duration.seconds(60)
    /// In each such span a client must take ``writeProgress`` bytes of what waits for it.
    public var writeDeadline = Duration.seconds(20)
    /// The bytes that must go out within ``writeDeadline``, or all that wait.
    public var writeProgress = 4_096
    /// How long bytes are read and dropped after the last answer, so that it arrives.
    public var lingerDeadline = Duration.seconds(1)
    /// How many bytes are read and dropped after the last answer.
    public var lingerBytes = 65_536

    /// The values above.
    public init() {}
}

/// The limits as connections use them: one for all, with its deadlines in nanoseconds.
final class SharedLimits: Sendable {
    /// The limits.
    let values: HTTPLimits
    let head, content, idle, answer, write, linger: Int64

    init(_ limits: HTTPLimits) {
        values = limits
        head = limits.headDeadline.nanoseconds
        content = limits.contentDeadline.nanoseconds
        idle = limits.idleDeadline.nanoseconds
        answer = limits.answerDeadline.nanoseconds
        write = limits.writeDeadline.nanoseconds
        linger = limits.lingerDeadline.nanoseconds
    }
}
