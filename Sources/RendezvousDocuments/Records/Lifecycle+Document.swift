package import Rendezvous

/// Transfers, the waiting list, interpreters and meetings among the events.
extension Change.Kind {
    /// The members of these kinds, beside `at` and `change`.
    var lifecycleNames: [String] {
        switch self {
        case .proposed: ["until", "booking", "moves"]
        case .transferred, .admitted: ["appointment"]
        case .enlisted: ["entry", "request"]
        case .offered: ["entry", "appointment"]
        case .waitingEnded: ["entry", "end"]
        case .invited: ["appointment", "interpreter", "communication", "interpreterGap"]
        case .identified, .identityRefused: ["appointment", "by"]
        case .meetingBegan, .modeChanged: ["appointment", "mode"]
        default: []
        }
    }
}

extension Change {
    init(lifecycle kind: Kind, _ members: Members) throws(DocumentError) {
        switch kind {
        case .proposed:
            self = .proposed(
                try members.value("booking"), moving: try members.value("moves"),
                until: try members.value("until"))
        case .transferred: self = .transferred(try members.value("appointment"))
        case .enlisted:
            let reader = RequestReader(zones: [:], takesDays: false)
            self = .enlisted(
                try members.value("entry"), try reader.request(members.required("request")))
        case .offered:
            self = .offered(try members.value("entry"), try members.value("appointment"))
        case .waitingEnded:
            self = .waitingEnded(try members.value("entry"), try members.value("end"))
        case .invited:
            self = .invited(
                try members.value("appointment"), try members.value("interpreter"),
                for: try members.value("communication"),
                interpreterGap: try members.value("interpreterGap", else: .none))
        case .admitted: self = .admitted(try members.value("appointment"))
        case .identified:
            self = .identified(try members.value("appointment"), by: try members.value("by"))
        case .identityRefused:
            self = .identityRefused(try members.value("appointment"), by: try members.value("by"))
        case .meetingBegan:
            self = .meetingBegan(try members.value("appointment"), try members.value("mode"))
        case .modeChanged:
            self = .modeChanged(try members.value("appointment"), try members.value("mode"))
        default: throw members.node.refused("must be a change that this release knows")
        }
    }

    var lifecycleMembers: JSONOutput {
        switch self {
        case .proposed(let booking, let moved, let until):
            .members([
                "until": until.written, "booking": booking.written, "moves": moved.written,
            ])
        case .transferred(let id), .admitted(let id): .members(["appointment": id.written])
        case .enlisted(let id, let request):
            .members(["entry": id.written, "request": request.written])
        case .offered(let id, let hold):
            .members(["entry": id.written, "appointment": hold.written])
        case .waitingEnded(let id, let end):
            .members(["entry": id.written, "end": end.written])
        case .invited(let id, let interpreter, let communication, let gap):
            .members([
                "appointment": id.written, "interpreter": interpreter.written,
                "communication": communication.written,
                "interpreterGap": gap.written(unless: .none),
            ])
        case .identified(let id, let counsellor), .identityRefused(let id, let counsellor):
            .members(["appointment": id.written, "by": counsellor.written])
        case .meetingBegan(let id, let mode), .modeChanged(let id, let mode):
            .members(["appointment": id.written, "mode": mode.written])
        default: .object([])
        }
    }
}

extension WaitingEnd: TextValue {}
extension SessionMode: TextValue {}

extension WaitingEntry.ID: DocumentValue {
    package init(reading node: Node) throws(DocumentError) {
        self.init(try node.integer(1...Limits.records))
    }

    package var written: JSONOutput { .number(number) }
}
