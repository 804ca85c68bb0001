/// Something that happened: the only thing that changes an agenda.
///
/// Events come out of ``Agenda/decide(_:at:)`` and ``Agency``, are stored by whoever embeds the
/// engine, and go into ``Agenda/apply(_:)``. The same events give the same state, byte for byte.
public struct Event: Hashable, Sendable {
    /// When it happened: the instant that was passed in.
    public let at: Instant
    /// What changed.
    public let change: Change

    /// An event.
    public init(at instant: Instant, _ change: Change) {
        at = instant
        self.change = change
    }
}

/// What an event changes.
public enum Change: Hashable, Sendable {
    /// Time-zone rules, under their IANA name; later rules of the same name replace earlier ones.
    case zoneGiven(ZoneRules)
    /// A calendar of holidays; a later one of the same identifier replaces it.
    case holidaysGiven(HolidayCalendar)
    /// An entry of the catalogue as it is from a date on (A20).
    case defined(Entry, from: CivilDate)
    /// An entry that no longer exists from a date on (A20).
    case withdrawn(EntryReference, from: CivilDate)
    /// A declaration of working time (E4–E7).
    case declared(Declaration)
    /// A declaration taken back, as if it had not been submitted, from now on (E7, corrections).
    case declarationWithdrawn(Declaration.ID)
    /// How overlapping timetables are resolved (E6).
    case precedenceSet(Precedence)
    /// A policy, replacing an earlier one of the same identifier.
    case policySet(Policy)
    /// A policy taken out of force.
    case policyWithdrawn(Policy.ID)
    /// What the agency says about a person, replacing what it said before.
    case participantNoted(Participant)
    /// An appointment held until an instant.
    case held(Booking, until: Instant)
    /// A hold that was confirmed.
    case confirmed(Appointment.ID)
    /// An appointment booked at once.
    case booked(Booking)
    /// A booked appointment moved to another placement.
    case rescheduled(Appointment.ID, to: Placement, gap: Gap, interpreterGap: Gap)
    /// An appointment called off, or a hold given back or lapsed.
    case cancelled(Appointment.ID, CancellationReason)
    /// The participant is there.
    case arrived(Appointment.ID)
    /// The meeting took place.
    case fulfilled(Appointment.ID)
    /// The participant did not come.
    case missed(Appointment.ID)
    /// Another place for a booked appointment, kept until it is answered or expires (A15).
    case proposed(Booking, moving: Appointment.ID, until: Instant)
    /// A proposal, by its number, was accepted: what it moves has its placement and gaps.
    case transferred(Appointment.ID)
    /// A request put on the waiting list.
    case enlisted(WaitingEntry.ID, Request)
    /// A hold, made by the event before, is for an entry of the waiting list.
    case offered(WaitingEntry.ID, Appointment.ID)
    /// An entry of the waiting list ended.
    case waitingEnded(WaitingEntry.ID, WaitingEnd)
    /// An interpreter joins an appointment, for a language more (A9).
    case invited(
        Appointment.ID, Interpreter.ID, for: Communication, interpreterGap: Gap)
    /// The interpreter was let in (A9).
    case admitted(Appointment.ID)
    /// The participant was identified by a counsellor (A17).
    case identified(Appointment.ID, by: Counsellor.ID)
    /// The participant was not identified, and the appointment is over (A17).
    case identityRefused(Appointment.ID, by: Counsellor.ID)
    /// The meeting began, by video (A17).
    case meetingBegan(Appointment.ID, SessionMode)
    /// The meeting goes on in another mode (A17).
    case modeChanged(Appointment.ID, SessionMode)
    /// Something about a person's registration (D1–D18).
    case registration(RegistrationChange)
    /// Something about segments, classes of priority or a person's case (C1–C6).
    case casework(CaseChange)
    /// What is of a special category about a person was erased (Documentation/Erasure.md).
    case erased(Subject.ID)
    /// The salt of the commitments to what is of a special category about a person.
    case salted(Subject.ID, Salt)
    /// What is left of a change after erasure: the change without what was of a special category.
    indirect case redacted(Change, Tombstone)
    /// A declaration replaced by another of the same worker in one step (E7, corrections).
    case declarationCorrected(Declaration.ID, by: Declaration)
    /// Somebody came or went, as the work card says (E9).
    case clocked(ClockEvent)
    /// A card event that was noted in error, from now on.
    case clockVoided(ClockEvent.ID)
    /// The rules about declared and measured time from a date on (E3, E7, E10).
    case workingTimeRulesSet(WorkingTimeRules, from: CivilDate)
}

extension Change {
    /// The appointment that this change makes: held, booked or proposed, redacted or not.
    ///
    ///     let made = events.lazy.compactMap(\.change.booking).first
    public var booking: Booking? {
        switch self {
        case .held(let booking, _), .booked(let booking), .proposed(let booking, _, _): booking
        case .redacted(let rest, _): rest.booking
        default: nil
        }
    }
}

/// A new appointment: who, for what, and where and when.
public struct Booking: Hashable, Sendable {
    /// The number that the appointment gets.
    public var id: Appointment.ID
    /// Who comes.
    public var party: Party
    /// The service.
    public var service: Service.ID
    /// The topic, if named.
    public var topic: Topic.ID?
    /// Where, when and with whom.
    public var placement: Placement
    /// The gap on the counsellor's calendar.
    public var gap: Gap
    /// The gap on the interpreter's calendar; none without an interpreter.
    public var interpreterGap: Gap

    /// A new appointment.
    public init(
        _ id: Appointment.ID, for party: Party, service: Service.ID, topic: Topic.ID?,
        at placement: Placement, gap: Gap, interpreterGap: Gap
    ) {
        self.id = id
        self.party = party
        self.service = service
        self.topic = topic
        self.placement = placement
        self.gap = gap
        self.interpreterGap = interpreterGap
    }
}
