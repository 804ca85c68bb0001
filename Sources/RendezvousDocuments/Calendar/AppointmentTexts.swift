public import Rendezvous

/// What an agenda's catalogue says of its appointments, in one language: names of services and
/// offices as they are on the day of the appointment, and the zone of the counsellor's office.
public struct AppointmentTexts: Sendable {
    private struct Version {
        let from: CivilDate
        let entry: Entry?
    }

    private let language: Language
    private var zones: [String: ZoneRules] = [:]
    private var versions: [EntryReference: [Version]] = [:]

    /// The texts of a log's catalogue.
    public init(_ events: some Sequence<Rendezvous.Event>, language: Language) {
        self.language = language
        for event in events {
            switch event.change {
            case .zoneGiven(let rules): zones[rules.name] = rules
            case .defined(let entry, let from):
                versions[entry.reference, default: []].append(Version(from: from, entry: entry))
            case .withdrawn(let reference, let from):
                versions[reference, default: []].append(Version(from: from, entry: nil))
            default: break
            }
        }
    }

    /// What a calendar says of an appointment: the service's name; for a meeting in the office the
    /// office's name; the zone of the office. Identifiers stand for names that are missing.
    public func description(of appointment: Appointment) -> ICalendar.Description {
        let start = appointment.placement.interval.start
        let counsellor = EntryReference.counsellor(appointment.placement.counsellor)
        let rules = zone(of: counsellor)
        let day = (rules ?? .utc).local(start).date
        var service = appointment.service.rawValue
        if case .service(let found) = entry(.service(appointment.service), on: day) {
            service = name(found.name, else: service)
        }
        var location: String?
        if appointment.placement.channel == .office,
            case .counsellor(let found) = entry(counsellor, on: day)
        {
            location = found.office.rawValue
            if case .office(let office) = entry(.office(found.office), on: day) {
                location = name(office.name, else: office.id.rawValue)
            }
        }
        return ICalendar.Description(summary: service, location: location, zone: rules)
    }

    private func name(_ label: Label, else standard: String) -> String {
        let text = label.text(in: language)
        return text.isEmpty ? standard : text
    }

    /// The zone of a counsellor: that of any of their offices, as they all have one zone.
    private func zone(of counsellor: EntryReference) -> ZoneRules? {
        for version in versions[counsellor] ?? [] {
            if case .counsellor(let found) = version.entry,
                case .office(let office)? = versions[.office(found.office)]?.first?.entry
            {
                return zones[office.zone]
            }
        }
        return nil
    }

    /// The entry as it is on a day: the version with the latest day not after it, and of those with
    /// one day the last; where there is none, the first that there ever was.
    private func entry(_ reference: EntryReference, on day: CivilDate) -> Entry? {
        let all = versions[reference] ?? []
        var found: Version?
        for version in all
        where version.from <= day && (found.map { $0.from <= version.from } ?? true) {
            found = version
        }
        return found?.entry ?? all.lazy.compactMap(\.entry).first
    }
}
