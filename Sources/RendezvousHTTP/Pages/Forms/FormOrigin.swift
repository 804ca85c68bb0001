internal import RendezvousServer

/// Whether a form came from our own pages, as the browser says it: `Sec-Fetch-Site`, or where it is
/// missing `Origin`.
enum FormOrigin {
    /// Whether a POST came from a page of this server.
    ///
    /// A browser always sends one of the two with a POST; a request without both is refused, and so
    /// is `Origin: null`. The origin must name the authority that the request names, or one of
    /// those that are configured.
    static func isOwn(_ fields: FieldList, origins: [String]) -> Bool {
        let (site, origin) = (fields.values("sec-fetch-site"), fields.values("origin"))
        guard site.count <= 1, origin.count <= 1, site.count + origin.count > 0 else {
            return false
        }
        if let site = site.first, site != "same-origin" { return false }
        guard let origin = origin.first else { return true }
        if origins.contains(origin) { return true }
        guard origins.isEmpty, let host = fields["host"], !host.isEmpty else { return false }
        return origin == "https://\(host)" || origin == "http://\(host)"
    }
}
