/// What an entry must be to enter the catalogue: references that exist, values in range.
extension Catalogue {
    /// Refuses an entry that is not well-formed or names something unknown.
    ///
    /// - Complexity: linear in the size of the entry and the number of its versions.
    func check(
        _ entry: Entry, zones: Set<String>, calendars: Set<HolidayCalendar.ID>
    ) throws(Refusal) {
        let what = entry.reference.description
        guard knows(entry.reference) || count(like: entry.reference) < Limits.records else {
            throw Refusal(.limit, "number of entries must be at most \(Limits.records)")
        }
        switch entry {
        case .field(let field):
            try Check.identifier(field.id, of: "a field")
            try Check.label(field.name, of: what)
        case .skill(let skill):
            try Check.identifier(skill.id, of: "a skill")
            try Check.label(skill.name, of: what)
        case .service(let service): try check(service, what)
        case .office(let office): try check(office, what, zones: zones, calendars: calendars)
        case .position(let position):
            try Check.identifier(position.id, of: "a position")
            try Check.label(position.name, of: what)
            try Check.hours(position.hours, of: what)
        case .room(let room):
            try Check.identifier(room.id, of: "a room")
            try Check.label(room.name, of: what)
            try require(.office(room.office), for: what)
            try check(room.facilities, what)
        case .counsellor(let counsellor): try check(counsellor, what)
        case .interpreter(let interpreter): try check(interpreter, what, zones: zones)
        }
    }

    /// Refuses a reference to an entry that was never defined.
    func require(_ reference: EntryReference, for what: String) throws(Refusal) {
        guard knows(reference) else {
            throw Refusal(
                .unknownReference, "\(what) names \(reference), which is not in the catalogue",
                hint: "it is defined later; define it before")
        }
    }

    private func check(_ service: Service, _ what: String) throws(Refusal) {
        try Check.identifier(service.id, of: "a service")
        try Check.label(service.name, of: what)
        try require(.field(service.field), for: what)
        let durations = Limits.shortestDuration...Limits.longestDuration
        try Check.length(service.duration, "duration of \(what)", in: durations)
        if let interpreted = service.interpretedDuration {
            try Check.length(interpreted, "interpreted duration of \(what)", in: durations)
        }
        try Check.gap(service.gap, of: what)
        for (channel, gap) in service.channelGaps.sorted(by: { $0.key < $1.key }) {
            try Check.gap(gap, of: "\(what) on channel \(channel.rawValue)")
        }
        guard !service.audience.isEmpty, !service.channels.isEmpty else {
            throw Refusal(
                .invalidValue, "audience and channels of \(what) (none) must not be empty")
        }
        for skill in service.skills.sorted() { try require(.skill(skill), for: what) }
        try Check.length(
            service.minimumNotice, "minimum notice of \(what)", in: .zero...Limits.longestNotice)
        try Check.number(service.horizon, "horizon of \(what)", in: 0...Limits.farthestHorizon)
        try Check.number(
            service.capacity, "capacity of \(what)", in: 1...Limits.largestCapacity)
        try Check.number(
            service.startGrid, "start grid of \(what)", in: 1...Limits.largestStartGrid)
        try check(service.checklist, of: what)
        try Check.count(service.topics.count, "topics of \(what)")
        try unique(service.topics.map(\.id), "topic", of: what)
        for topic in service.topics {
            try Check.identifier(topic.id, of: "a topic of \(what)")
            try Check.label(topic.name, of: "topic (\(topic.id)) of \(what)")
            try check(topic.checklist, of: "topic (\(topic.id)) of \(what)")
        }
    }

    private func check(_ checklist: [ChecklistItem], of what: String) throws(Refusal) {
        try Check.count(checklist.count, "checklist items of \(what)")
        try unique(checklist.map(\.id), "checklist item", of: what)
        for item in checklist {
            try Check.identifier(item.id, of: "a checklist item of \(what)")
            for label in [item.name, item.obtainedFrom, item.submittedTo] {
                try Check.label(label, of: "checklist item (\(item.id)) of \(what)")
            }
        }
    }

    private func check(
        _ office: Office, _ what: String, zones: Set<String>, calendars: Set<HolidayCalendar.ID>
    ) throws(Refusal) {
        try Check.identifier(office.id, of: "an office")
        try Check.label(office.name, of: what)
        guard zones.contains(office.zone) else {
            throw Refusal(
                .unknownReference,
                "zone of \(what) (\(office.zone)) must be one whose rules are given",
                hint: "give the zone's TZif bytes first")
        }
        if let number = offices.number(of: office.id),
            let before = offices.versions[number].original, before.zone != office.zone
        {
            throw Refusal(
                .invalidValue, "zone of \(what) (\(office.zone)) must stay \(before.zone)",
                hint: "it is another office, with another identifier")
        }
        if let region = office.region { try Check.identifier(region, of: "the region of \(what)") }
        try Check.count(office.areas.count, "areas of \(what)")
        for area in office.areas { try Check.identifier(area, of: "an area of \(what)") }
        try Check.hours(office.hours, of: what)
        try Check.count(office.exceptions.count, "exceptions of \(what)")
        for exception in office.exceptions {
            try Check.spans(exception.hours, of: "the exception \(exception.dates) of \(what)")
            try Check.label(exception.reason, of: "the exception \(exception.dates) of \(what)")
        }
        if let calendar = office.holidays, !calendars.contains(calendar) {
            throw Refusal(
                .unknownReference,
                "holidays of \(what) (\(calendar)) must be a calendar that is given")
        }
        try check(office.facilities, what)
    }

    private func check(_ counsellor: Counsellor, _ what: String) throws(Refusal) {
        try Check.identifier(counsellor.id, of: "a counsellor")
        try require(.office(counsellor.office), for: what)
        if let number = counsellors.number(of: counsellor.id),
            let before = counsellors.versions[number].original,
            zone(of: before.office) != zone(of: counsellor.office)
        {
            throw Refusal(
                .invalidValue,
                "office of \(what) (\(counsellor.office)) must be in the zone of the one before "
                    + "(\(before.office))",
                hint: "they should have a new identifier there")
        }
        if let position = counsellor.position { try require(.position(position), for: what) }
        for service in (counsellor.services ?? []).sorted() {
            try require(.service(service), for: what)
        }
        for skill in counsellor.skills.sorted() { try require(.skill(skill), for: what) }
        guard !counsellor.channels.isEmpty else {
            throw Refusal(.invalidValue, "channels of \(what) (none) must not be empty")
        }
        try Check.count(counsellor.communications.count, "communications of \(what)")
        try Check.gap(counsellor.gap, of: what)
        if let hours = counsellor.bookableHours { try Check.hours(hours, of: what) }
        if let limit = counsellor.dailyLimit {
            try Check.number(limit, "daily limit of \(what)", in: 1...Limits.largestDailyLimit)
        }
    }

    private func check(
        _ interpreter: Interpreter, _ what: String, zones: Set<String>
    ) throws(Refusal) {
        try Check.identifier(interpreter.id, of: "an interpreter")
        guard !interpreter.communications.isEmpty, !interpreter.channels.isEmpty else {
            throw Refusal(
                .invalidValue, "communications and channels of \(what) (none) must not be empty")
        }
        try Check.count(interpreter.communications.count, "communications of \(what)")
        for office in (interpreter.offices ?? []).sorted() {
            try require(.office(office), for: what)
        }
        try Check.gap(interpreter.gap, of: what)
        guard zones.contains(interpreter.zone) else {
            throw Refusal(
                .unknownReference,
                "zone of \(what) (\(interpreter.zone)) must be one whose rules are given")
        }
        if let number = interpreters.number(of: interpreter.id),
            let before = interpreters.versions[number].original, before.zone != interpreter.zone
        {
            throw Refusal(
                .invalidValue, "zone of \(what) (\(interpreter.zone)) must stay \(before.zone)")
        }
    }

    private func check(_ facilities: Set<Facility>, _ what: String) throws(Refusal) {
        try Check.count(facilities.count, "facilities of \(what)")
        for facility in facilities { try Check.identifier(facility, of: "a facility of \(what)") }
    }

    private func unique<T>(
        _ ids: [Identifier<T>], _ kind: String, of what: String
    ) throws(Refusal) {
        var seen: Set<Identifier<T>> = []
        for id in ids where !seen.insert(id).inserted {
            throw Refusal(.duplicateIdentifier, "\(kind) (\(id)) of \(what) must occur once")
        }
    }

    /// The name of the zone of an office, which never changes.
    func zone(of office: Office.ID) -> String? {
        offices.number(of: office).flatMap { offices.versions[$0].original?.zone }
    }
}
