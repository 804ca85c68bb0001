package import Rendezvous

extension Party: DocumentValue {
    private enum ApplicantKind: String, CaseIterable, TextValue {
        case registered, person, business
    }

    package init(reading node: Node) throws(DocumentError) {
        let members = try node.members(["participant", "as", "authority", "bookedBy", "needs"])
        let needs: Set<Need> = try members.value("needs", else: [])
        try self.init(
            members.value("participant"), as: Self.applicant(members),
            bookedBy: members.optional("bookedBy"), needs: needs.sorted())
    }

    package static func applicant(_ members: Members) throws(DocumentError) -> Applicant {
        let kind: ApplicantKind = try members.value("as", else: .registered)
        if kind == .business { return .business(try members.value("authority")) }
        if let authority = members["authority"] {
            throw authority.refused("must not stand where as is \(kind.rawValue)")
        }
        return kind == .person ? .person : .registered
    }

    package var written: JSONOutput {
        let kind: ApplicantKind
        var authority: Authority?
        switch applicant {
        case .registered: kind = .registered
        case .person: kind = .person
        case .business(let given): (kind, authority) = (.business, given)
        }
        return .members([
            "participant": participant.written, "as": kind.written,
            "authority": authority?.written, "bookedBy": bookedBy?.written,
            "needs": needs.written(unless: []),
        ])
    }
}

extension Placement: DocumentValue {
    static let names = ["start", "end", "channel", "counsellor", "interpreter", "room"]

    package init(reading node: Node) throws(DocumentError) {
        let members = try node.members(Self.names)
        try self.init(
            Interval(members), on: members.value("channel"), with: members.value("counsellor"),
            interpreter: members.optional("interpreter"), in: members.optional("room"))
    }

    package var written: JSONOutput {
        .members([
            "start": interval.start.written, "end": interval.end.written,
            "channel": channel.written, "counsellor": counsellor.written,
            "interpreter": interpreter?.written, "room": room?.written,
        ])
    }
}

extension Booking: DocumentValue {
    package init(reading node: Node) throws(DocumentError) {
        let members = try node.members([
            "id", "party", "service", "topic", "placement", "gap", "interpreterGap",
        ])
        try self.init(
            members.value("id"), for: members.value("party"), service: members.value("service"),
            topic: members.optional("topic"), at: members.value("placement"),
            gap: members.value("gap", else: .none),
            interpreterGap: members.value("interpreterGap", else: .none))
    }

    package var written: JSONOutput {
        .members([
            "id": id.written, "party": party.written, "service": service.written,
            "topic": topic?.written, "placement": placement.written,
            "gap": gap.written(unless: .none),
            "interpreterGap": interpreterGap.written(unless: .none),
        ])
    }
}

extension Appointment.ID: DocumentValue {
    package init(reading node: Node) throws(DocumentError) {
        self.init(try node.integer(1...Limits.records))
    }

    package var written: JSONOutput { .number(number) }
}
