/// A response, whole. The server adds framing (`content-length`, `connection`) and `date`.
public struct HTTPResponse: Sendable {
    /// The status, 200…599 (RFC 9110, 15).
    public var status: Int
    /// The header fields, without those of the framing.
    public var fields: FieldList
    /// The content.
    public var content: [UInt8]
    /// The template of the route that answered (`/v1/appointments/{id}`): what the access log and
    /// the metrics name, so that neither ever holds an identifier.
    public var route: String?

    /// A response.
    public init(
        status: Int, fields: FieldList = FieldList(), content: [UInt8] = [], route: String? = nil
    ) {
        self.status = status
        self.fields = fields
        self.content = content
        self.route = route
    }
}

/// Who answers requests. The server calls it on one of its threads, once for every request.
public protocol HTTPHandler: Sendable {
    /// Answers `request`: calls `send` exactly once, now or later, on any thread.
    ///
    /// It must not block for long: what waits for the disk answers later.
    func handle(_ request: HTTPRequest, send: @escaping @Sendable (HTTPResponse) -> Void)
}
