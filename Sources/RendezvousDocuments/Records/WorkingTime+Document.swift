package import Rendezvous

extension ClockEvent.Kind: TextValue {}
extension LateDeclarations: TextValue {}
extension TeleworkPresence: TextValue {}

extension ClockEvent: DocumentValue {
    package init(reading node: Node) throws(DocumentError) {
        let members = try node.members([
            "id", "counsellor", "interpreter", "kind", "time", "delay",
        ])
        try self.init(
            members.value("id"), of: Worker(members), members.value("kind"),
            at: members.value("time"), delay: members.optional("delay"))
    }

    package var written: JSONOutput {
        JSONOutput.members(["id": id.written])
            .followed(by: worker.members)
            .followed(
                by: .members([
                    "kind": kind.written, "time": time.written, "delay": delay?.written,
                ]))
    }
}

extension Worker {
    /// The worker of the members `counsellor` and `interpreter`, of which one is there.
    init(_ members: Members) throws(DocumentError) {
        if let interpreter = members["interpreter"] {
            guard members["counsellor"] == nil else {
                throw interpreter.refused("must not stand beside counsellor")
            }
            self = .interpreter(try Identifier(reading: interpreter))
            return
        }
        guard let counsellor = members["counsellor"] else {
            throw members.node.refused("must name a counsellor or an interpreter")
        }
        self = .counsellor(try Identifier(reading: counsellor))
    }

    package var members: JSONOutput {
        switch self {
        case .counsellor(let id): .members(["counsellor": id.written])
        case .interpreter(let id): .members(["interpreter": id.written])
        }
    }
}

extension WorkingTimeRules: DocumentValue {
    static let names = [
        "lateDeclarations", "telework", "leaveReportDay", "rest", "breakAfter", "breakLength",
        "grace", "absentAfter",
    ]

    package init(reading node: Node) throws(DocumentError) {
        try self.init(node.members(Self.names))
    }

    /// The rules of members, each as it is by default where it is missing.
    init(_ members: Members) throws(DocumentError) {
        self.init()
        lateDeclarations = try members.value("lateDeclarations", else: lateDeclarations)
        telework = try members.value("telework", else: telework)
        leaveReportDay = try members["leaveReportDay"]?.integer(1...28) ?? leaveReportDay
        rest = try members.value("rest", else: rest)
        breakAfter = try members.value("breakAfter", else: breakAfter)
        breakLength = try members.value("breakLength", else: breakLength)
        grace = try members.value("grace", else: grace)
        absentAfter = try members.value("absentAfter", else: absentAfter)
    }

    package var written: JSONOutput {
        let standard = WorkingTimeRules()
        let day = leaveReportDay
        return .members([
            "lateDeclarations": lateDeclarations.written(unless: standard.lateDeclarations),
            "telework": telework.written(unless: standard.telework),
            "leaveReportDay": day == standard.leaveReportDay ? nil : .number(day),
            "rest": rest.written(unless: standard.rest),
            "breakAfter": breakAfter.written(unless: standard.breakAfter),
            "breakLength": breakLength.written(unless: standard.breakLength),
            "grace": grace.written(unless: standard.grace),
            "absentAfter": absentAfter.written(unless: standard.absentAfter),
        ])
    }
}
