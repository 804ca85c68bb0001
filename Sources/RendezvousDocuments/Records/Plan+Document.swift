package import Rendezvous

extension Plan {
    static let names = ["at", "served", "bound", "assignments", "waiting"]

    init(_ members: Members) throws(DocumentError) {
        try self.init(
            at: members.value("at"), assignments: members.value("assignments"),
            waiting: members.value("waiting"),
            served: members.required("served").integer(0...Int.max),
            bound: members.required("bound").integer(0...Int.max))
    }

    var members: JSONOutput {
        .members([
            "at": at.written, "served": .number(served), "bound": .number(bound),
            "assignments": assignments.written, "waiting": waiting.written,
        ])
    }
}

extension Assignment: DocumentValue {
    package init(reading node: Node) throws(DocumentError) {
        let members = try node.members(["request", "placement"])
        try self.init(members.value("request"), at: members.value("placement"))
    }

    package var written: JSONOutput {
        .members(["request": request.written, "placement": placement.written])
    }
}

extension Waiting: DocumentValue {
    package init(reading node: Node) throws(DocumentError) {
        let members = try node.members(["request", "shortage"])
        try self.init(members.value("request"), shortage: members.optional("shortage"))
    }

    package var written: JSONOutput {
        .members(["request": request.written, "shortage": shortage?.written])
    }
}

extension Shortage: DocumentValue {
    package init(reading node: Node) throws(DocumentError) {
        let members = try node.members(["counsellorDays", "counts"])
        try self.init(
            counsellorDays: members.required("counsellorDays").integer(0...Int.max),
            counts: members.value("counts"))
    }

    package var written: JSONOutput {
        .members(["counsellorDays": .number(counsellorDays), "counts": counts.written])
    }
}

extension Shortage.Count: DocumentValue {
    package init(reading node: Node) throws(DocumentError) {
        let members = try node.members(["reason", "counsellorDays"])
        try self.init(
            members.value("reason"),
            counsellorDays: members.required("counsellorDays").integer(1...Int.max))
    }

    package var written: JSONOutput {
        .members(["reason": reason.written, "counsellorDays": .number(counsellorDays)])
    }
}

extension Opening {
    package var written: JSONOutput {
        placement.written.followed(
            by: .members(["counsellors": .number(counsellors), "cost": cost.written]))
    }
}
