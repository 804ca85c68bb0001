public import RendezvousServer

/// The pages at their paths, and the API everywhere else.
public struct Site: HTTPHandler {
    private let pages: Pages
    private let service: AgendaService

    /// A site of pages over the service that they were made with.
    public init(_ pages: Pages) {
        self.pages = pages
        service = pages.service
    }

    /// What the service counted, in the text format of Prometheus.
    public var metrics: String { service.metrics }

    /// Answers a request. See `HTTPHandler`.
    public func handle(
        _ request: HTTPRequest, send: @escaping @Sendable (HTTPResponse) -> Void
    ) {
        if Pages.answers(request.path) {
            pages.handle(request, send: send)
        } else {
            service.handle(request, send: send)
        }
    }
}
