/// The next meeting of a person's contact plan (C2): between which days it is to be held, by when
/// booked, and how it stands.
public struct Contact: Hashable, Sendable {
    /// How the next meeting stands on a day.
    public enum State: String, Hashable, Sendable, CaseIterable {
        /// Its first day is still to come.
        case ahead
        /// It may be held, and there is time to book it.
        case due
        /// It was to be booked by now, and is not.
        case lateToBook = "late-to-book"
        /// It was to be held by now, and is not booked.
        case overdue
        /// It is booked for a day in time.
        case booked
        /// It is booked for a day after the last.
        case bookedLate = "booked-late"

        /// Whether an appointment stands for it.
        public var isBooked: Bool { self == .booked || self == .bookedLate }
    }

    /// The person.
    public let person: Subject.ID
    /// Their segment.
    public let segment: Segment.ID
    /// The office that has the case.
    public let office: Office.ID
    /// Their case manager, if one is named.
    public let manager: Counsellor.ID?
    /// The service that the meeting is an appointment of.
    public let service: Service.ID
    /// Which meeting of the plan it is, from 1.
    public let number: Int
    /// The days of the plan.
    public let days: ContactDays
    /// How it stands.
    public let state: State
    /// The appointment that stands for it.
    public let appointment: Appointment.ID?
    /// The class of priority that the person belongs to.
    public let priority: PriorityClass.ID?
    /// How much it counts in a plan; 1 without a class.
    public let weight: Int
}

extension Agenda {
    /// The next meeting of a person's plan, or `nil` if they have no open case, or the plan no day
    /// within ``Limits/mostDays`` counted days.
    ///
    /// - Complexity: linear in the person's history and appointments, and in the days counted.
    public func contact(of person: Subject.ID, at instant: Instant) -> Contact? {
        guard let file = cases.file(of: person), file.isOpen else { return nil }
        let days = officeDays
        guard let position = course(of: file, days).position,
            let plan = ContactCourse.days(of: position, cases, days),
            let segment = cases.segment(position.segment, on: position.anchor)
        else { return nil }
        let today = days.date(instant, at: file.office)
        let next = nextAppointment(of: person, for: segment.service, from: today, at: instant)
        let state: Contact.State =
            if let next {
                next.date <= plan.holdBy ? .booked : .bookedLate
            } else if plan.holdBy < today {
                .overdue
            } else if plan.bookBy < today {
                .lateToBook
            } else {
                plan.opens <= today ? .due : .ahead
            }
        let priority = cases.priority(
            of: supply.groups(of: person), in: position.segment, on: today)
        return Contact(
            person: person, segment: position.segment, office: position.office,
            manager: file.manager, service: segment.service, number: position.held + 1, days: plan,
            state: state, appointment: next?.id, priority: priority?.id,
            weight: priority?.weight ?? 1)
    }

    /// The meetings that were held by a person's plans, oldest first.
    public func heldContacts(of person: Subject.ID) -> [HeldContact] {
        cases.file(of: person).map { course(of: $0, officeDays).held } ?? []
    }

    /// The meetings that somebody must see to: those that may be held by a date and are not booked
    /// in time. By last day to hold, then weight, then person.
    ///
    /// - Parameters:
    ///   - instant: What counts as now.
    ///   - date: The date up to which meetings that are to come count.
    ///   - office: The office that has the cases; `nil` for all.
    /// - Complexity: that of ``contact(of:at:)`` a case, and sorting.
    public func contactsDue(
        at instant: Instant, through date: CivilDate, of office: Office.ID? = nil
    ) -> [Contact] {
        cases.files.values.filter { $0.isOpen && (office == nil || $0.office == office) }
            .compactMap { contact(of: $0.person, at: instant) }
            .filter { $0.state != .booked && $0.days.opens <= date }
            .sorted {
                ($0.days.holdBy, $1.weight, $0.person) < ($1.days.holdBy, $0.weight, $1.person)
            }
    }

    /// The due meetings as requests for a plan (``Planner``), in the order of
    /// ``contactsDue(at:through:of:)`` and named by the person. What is booked late is left as it
    /// is.
    ///
    /// A request asks for the window of the meeting from now on; for one that is overdue, until the
    /// date given. It prefers the case manager, and asks for the office that has the case unless
    /// the segment is pooled. Policies decide the rest: own counsellor, documents first, protected
    /// capacity, absences.
    public func contactRequests(
        at instant: Instant, through date: CivilDate, of office: Office.ID? = nil
    ) -> [Request] {
        contactsDue(at: instant, through: date, of: office).compactMap {
            request(for: $0, at: instant, through: date)
        }
    }

    /// The request of one meeting, or `nil` if it is booked or no time is left for it.
    func request(for contact: Contact, at instant: Instant, through date: CivilDate) -> Request? {
        guard !contact.state.isBooked, let file = cases.file(of: contact.person),
            let segment = cases.segment(contact.segment, on: contact.days.anchor)
        else { return nil }
        let zone = officeDays.zone(of: contact.office)
        let last = contact.state == .overdue ? date : contact.days.holdBy
        guard last < .max else { return nil }
        let opens = zone.start(of: contact.days.opens)
        guard
            let window = Interval(
                start: max(instant, opens), end: zone.start(of: last.advanced(by: 1)))
        else { return nil }
        return Request(
            Request.ID(contact.person.rawValue), for: Party(contact.person, needs: file.needs),
            service: segment.service, channels: segment.channels,
            at: segment.isPooled ? .any : .offices([contact.office]),
            with: contact.manager.map { .preferred($0) } ?? .any, within: IntervalSet([window]),
            weight: contact.weight, submitted: min(opens, instant))
    }

    // MARK: Parts

    /// The way of a case through its plans.
    func course(of file: CaseFile, _ days: OfficeDays) -> ContactCourse {
        let zone = days.zone(of: file.office)
        let meetings = ledger.appointments(of: file.person).filter {
            ledger.entries[$0].status == .fulfilled
        }.map { index in
            let entry = ledger.entries[index]
            return ContactCourse.Meeting(
                date: zone.local(entry.interval.start).date,
                service: supply.catalogue.services.ids[Int(entry.service)],
                appointment: Appointment.ID(index + 1))
        }
        return ContactCourse(
            file, meetings.sorted { ($0.date, $0.number) < ($1.date, $1.number) }, cases, days)
    }

    /// The first appointment of a person for a service that stands and is not over since yesterday.
    private func nextAppointment(
        of person: Subject.ID, for service: Service.ID, from today: CivilDate, at instant: Instant
    ) -> (id: Appointment.ID, date: CivilDate)? {
        guard let number = supply.catalogue.services.number(of: service) else { return nil }
        return ledger.appointments(of: person).filter { index in
            let entry = ledger.entries[index]
            return Int(entry.service) == number && entry.occupies(at: instant)
                && [.pending, .booked, .arrived].contains(entry.status)
        }.map { index in
            let entry = ledger.entries[index]
            let zone = calendars.zone(ofCounsellor: Int(entry.counsellor))
            return (Appointment.ID(index + 1), zone.local(entry.interval.start).date)
        }.filter { $0.1 >= today }.min { ($0.1, $0.0) < ($1.1, $1.0) }
    }
}

extension ContactCourse.Meeting {
    fileprivate var number: Int { appointment?.number ?? 0 }
}
