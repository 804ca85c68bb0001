/// A request that was answered, as the access log and the metrics see it: nothing of its query, its
/// fields, its content or of who sent it.
struct Exchange: Sendable, Hashable {
    /// The method; nothing where the request was refused before it was known.
    var method: String?
    /// The template of the route that answered; nothing where the server answered by itself.
    var route: String?
    /// The status that was sent.
    var status: Int
    /// Why the server answered by itself.
    var rejection: Rejection?
    /// The bytes of the request, framing included.
    var received: Int
    /// The bytes of the answer, framing included.
    var sent: Int
    /// From the first byte of the request to its delivery, in nanoseconds.
    var receiving: Int64
    /// From the delivery to the answer, in nanoseconds.
    var answering: Int64
}
