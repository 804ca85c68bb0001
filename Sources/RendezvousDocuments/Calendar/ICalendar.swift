public import Rendezvous

/// Appointments as a calendar in the form of RFC 5545, for subscription and download.
///
///     let texts = AppointmentTexts(events, language: "el")
///     let feed = ICalendar.encode(
///         appointments, for: .participant("p-204"), at: now, domain: "dypa.example",
///         describing: texts.description(of:))
///
/// Each appointment is one event whose UID stays the same for ever and whose SEQUENCE is its
/// revision, so that calendars follow what is moved or called off. Nothing about the participant is
/// in it. Times carry their zone, whose rules come along; a time that the clock shows twice, and
/// means the second, is written in UTC, because RFC 5545 has no other form for it.
public enum ICalendar {
    /// Whose appointments a calendar holds.
    public enum Scope: Hashable, Sendable {
        /// All that are given.
        case all
        /// Those of a participant.
        case participant(Subject.ID)
        /// Those of a counsellor.
        case counsellor(Counsellor.ID)
        /// Those of an interpreter.
        case interpreter(Interpreter.ID)
        /// Those in a room.
        case room(Room.ID)

        /// Whether the appointment belongs to the calendar.
        func contains(_ appointment: Appointment) -> Bool {
            switch self {
            case .all: true
            case .participant(let id): appointment.party.participant == id
            case .counsellor(let id): appointment.placement.counsellor == id
            case .interpreter(let id): appointment.placement.interpreter == id
            case .room(let id): appointment.placement.room == id
            }
        }
    }

    /// What a calendar says of an appointment besides its time and state.
    public struct Description: Hashable, Sendable {
        /// What it is: the name of the service.
        public var summary: String
        /// Where it is, if people meet in one place.
        public var location: String?
        /// The zone by whose clock its times are shown; UTC if there is none.
        public var zone: ZoneRules?

        /// What to say of an appointment.
        public init(summary: String, location: String? = nil, zone: ZoneRules? = nil) {
            self.summary = summary
            self.location = location
            self.zone = zone
        }
    }

    /// The calendar of some appointments, in order of start.
    ///
    /// - Parameters:
    ///   - appointments: The appointments; those outside `scope` are left out.
    ///   - scope: Whose calendar it is.
    ///   - instant: The instant of the export; a hold that has expired by then is cancelled.
    ///   - domain: A domain name of the agency, which makes UIDs unique in the world.
    ///   - describe: What to say of an appointment; see ``AppointmentTexts``.
    public static func encode(
        _ appointments: [Appointment], for scope: Scope = .all, at instant: Instant,
        domain: String, describing describe: (Appointment) -> Description
    ) -> [UInt8] {
        let events = appointments.filter(scope.contains)
            .sorted {
                ($0.placement.interval.start, $0.id) < ($1.placement.interval.start, $1.id)
            }
            .map { Event($0, describe($0)) }
        var zones = CalendarZones()
        for event in events { zones.add(event.description.zone, event.interval) }
        var lines = CalendarLines()
        lines.add("BEGIN", "VCALENDAR")
        lines.add("VERSION", "2.0")
        lines.add("PRODID", "-//rendezvous//rendezvous//EN")
        lines.add("CALSCALE", "GREGORIAN")
        zones.write(to: &lines)
        for event in events { event.write(to: &lines, zones, at: instant, domain: domain) }
        lines.add("END", "VCALENDAR")
        return lines.bytes
    }
}

extension ICalendar {
    /// An appointment with what is said of it.
    private struct Event {
        let appointment: Appointment
        let description: Description

        init(_ appointment: Appointment, _ description: Description) {
            self.appointment = appointment
            self.description = description
        }

        var interval: Interval { appointment.placement.interval }

        func write(
            to lines: inout CalendarLines, _ zones: CalendarZones, at instant: Instant,
            domain: String
        ) {
            lines.add("BEGIN", "VEVENT")
            lines.add("UID", text: "\(appointment.id)@\(domain)")
            lines.add("DTSTAMP", CalendarLines.utc(instant))
            let times = zones.times(interval, in: description.zone)
            lines.add("DTSTART\(times.parameter)", times.start)
            lines.add("DTEND\(times.parameter)", times.end)
            lines.add("SEQUENCE", String(appointment.revision))
            lines.add("STATUS", status(at: instant))
            lines.add("SUMMARY", text: description.summary)
            if let location = description.location { lines.add("LOCATION", text: location) }
            lines.add("END", "VEVENT")
        }

        private func status(at instant: Instant) -> String {
            switch appointment.status {
            case .pending, .proposed:
                appointment.expires.map { $0 <= instant } ?? false ? "CANCELLED" : "TENTATIVE"
            case .booked, .arrived, .fulfilled, .noShow: "CONFIRMED"
            case .cancelled: "CANCELLED"
            }
        }
    }
}
