public import Rendezvous

/// The document `plan-certificate/1`: the prices that prove the bound of a plan.
public enum PlanCertificateDocument {
    /// The certificate of a document.
    ///
    /// Values are checked one by one; what the prices prove is for a verifier to say.
    ///
    /// - Throws: ``DocumentError`` with the place of the first value that is not allowed.
    public static func decode(
        _ bytes: [UInt8], limits: StrictJSON.Limits = .standard
    ) throws(DocumentError) -> PlanCertificate {
        let members = try DocumentKind.planCertificate.members(of: bytes, ["parts"], limits)
        return try PlanCertificate(parts: members.value("parts"))
    }

    /// The document of a certificate.
    public static func encode(
        _ certificate: PlanCertificate, _ layout: DocumentLayout = .pretty
    ) -> [UInt8] {
        DocumentKind.planCertificate.bytes(
            .members(["parts": certificate.parts.written]), layout)
    }
}

extension PlanCertificate.Part: DocumentValue {
    package init(reading node: Node) throws(DocumentError) {
        let members = try node.members(["requests", "tolls"])
        try self.init(
            requests: members.value("requests"), tolls: members.optional("tolls") ?? [])
    }

    package var written: JSONOutput {
        .members(["requests": requests.written, "tolls": tolls.written(unless: [])])
    }
}

extension PlanCertificate.Price: DocumentValue {
    package init(reading node: Node) throws(DocumentError) {
        let members = try node.members(["request", "price"])
        try self.init(
            members.value("request"), members.required("price").integer(0...Int.max))
    }

    package var written: JSONOutput {
        .members(["request": request.written, "price": .number(price)])
    }
}

extension PlanCertificate.Toll: DocumentValue {
    package init(reading node: Node) throws(DocumentError) {
        let members = try node.members(["interpreters", "rooms", "from", "prices"])
        try self.init(
            interpreters: members.optional("interpreters") ?? [],
            rooms: members.optional("rooms") ?? [], from: members.value("from"),
            prices: members.required("prices").items().map { item throws(DocumentError) in
                try item.integer(0...Int.max)
            })
    }

    package var written: JSONOutput {
        .members([
            "interpreters": interpreters.written(unless: []), "rooms": rooms.written(unless: []),
            "from": from.written, "prices": .list(prices.map { .number($0) }),
        ])
    }
}
