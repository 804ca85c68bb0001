public import Rendezvous

/// The document `requests/1`: what is asked for, to be planned.
public enum RequestsDocument {
    /// The requests of a document, in order.
    ///
    /// A window is an interval of instants, or whole days in a zone, which become instants by the
    /// rules in `zones` or, for a name that is not there, by the shipped ones.
    ///
    /// - Throws: ``DocumentError`` with the place of the first value that is not allowed, or of an
    ///   identifier that came before.
    public static func decode(
        _ bytes: [UInt8], zones: [String: ZoneRules] = [:], limits: StrictJSON.Limits = .standard
    ) throws(DocumentError) -> [Request] {
        let members = try DocumentKind.requests.members(of: bytes, ["requests"], limits)
        let reader = RequestReader(zones: zones)
        var requests: [Request] = []
        var seen: Set<Request.ID> = []
        for node in try members.required("requests").items() {
            let request = try reader.request(node)
            guard seen.insert(request.id).inserted else {
                throw try node.member("id").refused("must not come twice")
            }
            requests.append(request)
        }
        return requests
    }

    /// The document of some requests; their windows are written as instants.
    public static func encode(
        _ requests: [Request], _ layout: DocumentLayout = .pretty
    ) -> [UInt8] {
        DocumentKind.requests.bytes(
            .members(["requests": .list(requests.map(\.written))]), layout)
    }
}
