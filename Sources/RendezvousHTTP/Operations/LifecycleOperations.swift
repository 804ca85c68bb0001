internal import Rendezvous
internal import RendezvousDocuments

/// What staff does with an appointment, and the participant's answer to a proposal (A8, A9, A15,
/// A17).
enum LifecycleOperations {
    static let routes: [Route<Endpoint>] = [
        step(
            "transfer", .propose,
            "Proposes another place; both are kept until the participant has answered.",
            .named("TransferOrder"), [.key, .match], gives: 202, run: propose),
        step(
            "consent", .consent, "Answers a proposal: what was booked stays until it is accepted.",
            .object(["answer": .words(["accepted", "declined"])]), [.key, .match], run: consent),
        step("arrive", .arrive, "Notes that the participant is there.", run: plain { .arrive($0) }),
        step(
            "complete", .complete, "Notes that the meeting took place.",
            run: plain { .complete($0) }),
        step(
            "no-show", .noShow, "Notes that the participant did not come.",
            run: plain { .noShow($0) }),
        step(
            "identify", .identify,
            "Notes that the participant was identified, or could not be; never what was shown.",
            .object(["accepted": .flag]), run: identify),
        step(
            "begin", .begin, "Begins a meeting by video.",
            .object(["mode": .words(SessionMode.allCases.map(\.rawValue))]), run: begin),
        step(
            "mode", .changeMode, "Goes on with sound alone, or with the picture again.",
            .object(["mode": .words(SessionMode.allCases.map(\.rawValue))]), run: changeMode),
        step(
            "invite", .invite, "Brings an interpreter into a meeting.",
            .object(["interpreter": .identifier, "communication": .communication]), run: invite),
        step("admit", .admit, "Lets the interpreter in.", run: plain { .admit($0) }),
    ]

    private typealias Run = @Sendable (Call) throws(Problem) -> Reply

    private static func step(
        _ name: String, _ operation: ServiceOperation, _ summary: String, _ body: Schema? = nil,
        _ demands: Endpoint.Demands = .match, gives status: Int = 200, run: @escaping Run
    ) -> Route<Endpoint> {
        Route(
            .post, PathTemplate("/v1/appointments/{appointment}/\(name)"), operation,
            Endpoint(
                summary, body: body, demands, gives: status, .named("Appointment"), run: run))
    }

    private static func plain(
        _ command: @escaping @Sendable (Appointment.ID) -> Command
    ) -> Run {
        { call throws(Problem) in
            try BookingOperations.commanding(call) { appointment, _ throws(Problem) in
                command(appointment.id)
            }
        }
    }

    private static func propose(_ call: Call) throws(Problem) -> Reply {
        let members = try call.members([
            "start", "office", "channel", "placement", "answerWithin",
        ])
        let choice = try Choice(for: .unnamed, members, call)
        let within: Seconds = try call.reading { () throws(DocumentError) in
            try members.value("answerWithin")
        }
        _ = try call.appointmentID()
        return .deciding { agenda throws(Problem) in
            let appointment = try call.appointment(agenda)
            try call.match(appointment.tag(agenda, at: call.now))
            let place = try BookingOperations.target(choice, of: appointment, agenda, call)
            let events = try call.engine { () throws(Refusal) in
                try agenda.decide(
                    .propose(appointment.id, to: place, answerWithin: within), at: call.now)
            }
            return Keeping.Decided(
                events, BookingOperations.showing(appointment.id, 202, call))
        }
    }

    private static func consent(_ call: Call) throws(Problem) -> Reply {
        let node = try call.reading(try call.members(["answer"]), "answer")
        guard let text = try? node.string(), ["accepted", "declined"].contains(text) else {
            throw Problem(.invalid, "answer must be accepted or declined")
        }
        return try BookingOperations.commanding(call) { appointment, agenda throws(Problem) in
            guard let proposal = appointment.proposal,
                agenda.consent(to: proposal, at: call.now) == .needsAction
            else { throw .nothing("proposal that waits for an answer") }
            return text == "accepted" ? .accept(proposal) : .decline(proposal)
        }
    }

    private static func identify(_ call: Call) throws(Problem) -> Reply {
        let node = try call.reading(try call.members(["accepted"]), "accepted")
        let isAccepted = try call.reading { () throws(DocumentError) in try node.flag() }
        guard let counsellor = call.principal.counsellor else { throw .nothing("counsellor") }
        return try BookingOperations.commanding(call) { appointment, _ throws(Problem) in
            isAccepted
                ? .identify(appointment.id, by: counsellor)
                : .refuseIdentity(appointment.id, by: counsellor)
        }
    }

    private static func mode(_ call: Call) throws(Problem) -> SessionMode {
        let members = try call.members(["mode"])
        return try call.reading { () throws(DocumentError) in try members.value("mode") }
    }

    private static func begin(_ call: Call) throws(Problem) -> Reply {
        let mode = try mode(call)
        return try BookingOperations.commanding(call) { appointment, _ throws(Problem) in
            .begin(appointment.id, mode)
        }
    }

    private static func changeMode(_ call: Call) throws(Problem) -> Reply {
        let mode = try mode(call)
        return try BookingOperations.commanding(call) { appointment, _ throws(Problem) in
            .changeMode(appointment.id, mode)
        }
    }

    private static func invite(_ call: Call) throws(Problem) -> Reply {
        let members = try call.members(["interpreter", "communication"])
        let interpreter: Interpreter.ID = try call.reading { () throws(DocumentError) in
            try members.value("interpreter")
        }
        let language: Communication = try call.reading { () throws(DocumentError) in
            try members.value("communication")
        }
        return try BookingOperations.commanding(call) { appointment, _ throws(Problem) in
            .invite(appointment.id, interpreter, for: language)
        }
    }
}

extension Request {
    /// A request of which the party and the service are still to be said.
    static let unnamed = Request(for: Party("nobody"), service: "none", within: IntervalSet())
}

extension Call {
    /// A member that must be there.
    func reading(_ members: Members, _ name: String) throws(Problem) -> Node {
        try reading { () throws(DocumentError) in try members.required(name) }
    }
}
