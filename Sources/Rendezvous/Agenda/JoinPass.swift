/// When somebody may join a meeting by video (requirement A8).
///
/// The engine makes no secret: an adapter derives a token from the appointment, who joins and the
/// revision, and stores nothing.
public struct JoinPass: Hashable, Sendable {
    /// Who joins.
    public enum Holder: Hashable, Sendable {
        /// The participant.
        case participant(Subject.ID)
        /// The counsellor.
        case counsellor(Counsellor.ID)
        /// The interpreter, once the counsellor has let them in.
        case interpreter(Interpreter.ID)
    }

    /// The appointment.
    public let appointment: Appointment.ID
    /// Its revision: after the next change passes are others.
    public let revision: Int
    /// Who joins.
    public let holder: Holder
    /// When: from ``Limits/joinBefore`` before the start to ``Limits/joinAfter`` after the end.
    public let window: Interval
    /// Whether the window contains the instant of the question.
    public let isOpen: Bool
}

extension Agenda {
    /// The passes of an appointment: of participant, counsellor and the interpreter once
    /// let in.
    ///
    /// None where there is no such appointment, it is neither booked nor arrived, or it is not by
    /// video.
    ///
    /// - Complexity: O(1).
    public func joinPasses(of id: Appointment.ID, at instant: Instant) -> [JoinPass] {
        guard let appointment = self[id], appointment.placement.channel == .video,
            appointment.status == .booked || appointment.status == .arrived
        else { return [] }
        let placement = appointment.placement
        let window = placement.interval.widened(
            by: Gap(before: Limits.joinBefore, after: Limits.joinAfter))
        var holders: [JoinPass.Holder] = [
            .participant(appointment.party.participant), .counsellor(placement.counsellor),
        ]
        if let interpreter = placement.interpreter, appointment.meeting.admitted != nil {
            holders.append(.interpreter(interpreter))
        }
        return holders.map {
            JoinPass(
                appointment: id, revision: appointment.revision, holder: $0, window: window,
                isOpen: window.contains(instant))
        }
    }
}
