public import Rendezvous

extension Instant {
    /// The instant of an RFC 3339 text with `Z` or a numeric offset, in whole seconds, or `nil` if
    /// `text` is anything else: `2026-03-30T08:00:00+03:00`.
    public init?(rfc3339 text: String) {
        guard let instant = TextForms.instant(text) else { return nil }
        self = instant
    }
}
