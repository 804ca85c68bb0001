/// A request, whole: its framing is already checked and taken away.
public struct HTTPRequest: Sendable {
    /// Where a request came in. Identity from a trusted proxy is taken from a Unix socket alone.
    public enum Origin: Hashable, Sendable {
        /// A TCP connection, with the address of its other end.
        case network(address: String)
        /// A Unix socket, which only a process of this machine can open.
        case local
    }

    /// The method as sent: a token in capitals (RFC 9110, 9).
    public var method: String
    /// The path as sent, before `?`, percent-encoding in place. It begins with `/`.
    public var path: String
    /// What stood behind `?`, percent-encoding in place; nothing where there was no `?`.
    public var query: String?
    /// The header fields.
    public var fields: FieldList
    /// The content, transfer coding taken away. Its length is within the limit of the server.
    public var content: [UInt8]
    /// Where it came in.
    public var origin: Origin

    /// A request, as a test or another door would make it.
    public init(
        method: String, path: String, query: String? = nil, fields: FieldList = FieldList(),
        content: [UInt8] = [], origin: Origin = .local
    ) {
        self.method = method
        self.path = path
        self.query = query
        self.fields = fields
        self.content = content
        self.origin = origin
    }
}
