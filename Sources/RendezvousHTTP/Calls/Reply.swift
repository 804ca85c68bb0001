internal import Rendezvous

/// How an operation answers.
enum Reply: Sendable {
    /// At once.
    case now(ServiceAnswer)
    /// After some work, on a thread that may take its time.
    case later(@Sendable () throws(Problem) -> ServiceAnswer)
    /// When the store has kept what it decides, and has noted what it looks at.
    case keep(Keeping)
}

/// What an operation wants kept.
struct Keeping: Sendable {
    /// What is decided, and the answer to it.
    struct Decided: Sendable {
        var events: [Event]
        /// Written from the agenda after the events.
        var answer: @Sendable (Agenda) -> ServiceAnswer

        init(_ events: [Event], _ answer: @escaping @Sendable (Agenda) -> ServiceAnswer) {
            self.events = events
            self.answer = answer
        }
    }

    /// What personal data it looks at, for the audit.
    var accesses: [String] = []
    /// Whether it may use the space kept back on a full disk.
    var isUrgent = false
    /// Decides on the agenda as it is then.
    let decide: @Sendable (Agenda) throws(Problem) -> Decided
}

extension Reply {
    /// What is decided, and the answer to it.
    static func deciding(
        urgent isUrgent: Bool = false,
        _ decide: @escaping @Sendable (Agenda) throws(Problem) -> Keeping.Decided
    ) -> Reply {
        .keep(Keeping(isUrgent: isUrgent, decide: decide))
    }

    /// Something personal that is read once the audit has noted that it is.
    static func noted(
        _ access: String, _ answer: @escaping @Sendable (Agenda) throws(Problem) -> ServiceAnswer
    ) -> Reply {
        .keep(
            Keeping(accesses: [access]) { agenda throws(Problem) in
                let ready = try answer(agenda)
                return Keeping.Decided([]) { _ in ready }
            })
    }
}
