internal import Rendezvous

/// What comes of a look at a page.
enum PageReply: Sendable {
    /// A page to show.
    case page(Page)
    /// Another address to look at, by GET.
    case redirect(String)
    /// A file to keep.
    case file([UInt8], type: String, name: String)
    /// Nothing that the viewer may know of.
    case missing
    /// Something to be kept; where to go then is what the decision says.
    case keep(PageKeeping)
}

/// Something that a form asks to be decided and kept.
struct PageKeeping: Sendable {
    /// Decides: the events, and the address of what follows.
    var decide: @Sendable (Agenda) throws(Refusal) -> (events: [Event], next: String)
    /// Whether the space kept back on a full disk may be used.
    var isUrgent = false
    /// The page for a refusal, made from the agenda as it is then.
    var refused: @Sendable (Refusal) -> PageReply
}

extension PageReply {
    /// Headers of every answer: nothing comes from elsewhere, nothing is written into the page, and
    /// no other site frames it. The referrer stays within the site, because without one browsers
    /// send `Origin: null` with forms.
    static let headers: [(String, String)] = [
        ("cache-control", "no-store"),
        ("x-content-type-options", "nosniff"),
        (
            "content-security-policy",
            "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
                + "connect-src 'self'; form-action 'self'; base-uri 'none'; "
                + "frame-ancestors 'none'"
        ),
        ("referrer-policy", "same-origin"),
        ("cross-origin-opener-policy", "same-origin"),
        ("permissions-policy", "camera=(), microphone=(), geolocation=()"),
    ]
}
