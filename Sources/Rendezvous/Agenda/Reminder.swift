/// Something of which a person is to be reminded (requirement A7).
///
/// Reminders are derived and not stored: they move with the appointment and vanish with it.
public struct Reminder: Hashable, Sendable {
    /// What tells two reminders apart: an adapter that marks keys delivers each once.
    public struct Key: Hashable, Sendable {
        /// The appointment.
        public let appointment: Appointment.ID
        /// Its revision: what was moved is reminded of anew.
        public let revision: Int
        /// Who is reminded.
        public let recipient: Notice.Recipient
    }

    /// What tells the reminder apart.
    public let key: Key
    /// When it is due.
    public let due: Instant
    /// Where, when and with whom.
    public let placement: Placement
}

extension Agenda {
    /// The reminders that fall due in an interval, for booked appointments that start after
    /// `instant`, in the order in which they are due.
    ///
    /// - Parameters:
    ///   - interval: When they are due; one that was due while nobody asked is found by an interval
    ///     that begins earlier.
    ///   - instant: Now.
    ///   - lead: How long before the start each is due; below zero counts as zero.
    /// - Complexity: O(log *n*) a counsellor, plus the reminders.
    public func remindersDue(
        in interval: Interval, at instant: Instant, before lead: Seconds
    ) -> [Reminder] {
        let lead = max(.zero, lead)
        var reminders: [Reminder] = []
        for row in calendars.counsellors.rows {
            let near = row.diary.starting(from: interval.start + lead, to: interval.end + lead)
            for busy in near where busy.start > instant.secondsSince1970 {
                guard let appointment = self[Appointment.ID(busy.appointment + 1)],
                    appointment.status == .booked
                else { continue }
                let due = appointment.placement.interval.start - lead
                reminders += appointment.party.recipients.map {
                    Reminder(
                        key: Reminder.Key(
                            appointment: appointment.id, revision: appointment.revision,
                            recipient: $0), due: due, placement: appointment.placement)
                }
            }
        }
        return reminders.enumerated().sorted {
            ($0.element.due, $0.element.key.appointment, $0.offset)
                < ($1.element.due, $1.element.key.appointment, $1.offset)
        }.map(\.element)
    }
}
