/// What an agenda knows, for whoever shows it to people.
extension Agenda {
    /// The identifiers of all fields ever defined, in order of first definition.
    public var fields: [Field.ID] { supply.catalogue.fields.ids }
    /// The identifiers of all services ever defined, in order of first definition.
    public var services: [Service.ID] { supply.catalogue.services.ids }
    /// The identifiers of all offices ever defined, in order of first definition.
    public var offices: [Office.ID] { supply.catalogue.offices.ids }
    /// The identifiers of all rooms ever defined, in order of first definition.
    public var rooms: [Room.ID] { supply.catalogue.rooms.ids }
    /// The identifiers of all counsellors ever defined, in order of first definition.
    public var counsellors: [Counsellor.ID] { supply.catalogue.counsellors.ids }
    /// The identifiers of all interpreters ever defined, in order of first definition.
    public var interpreters: [Interpreter.ID] { supply.catalogue.interpreters.ids }
    /// The policies in force, by identifier.
    public var policies: [Policy] { supply.policies.list }

    /// A field as it is on a date, or `nil` if it does not exist then.
    public func field(_ id: Field.ID, on date: CivilDate) -> Field? {
        supply.catalogue.fields.value(id, on: date)
    }

    /// A service as it is on a date, or `nil` if it does not exist then.
    public func service(_ id: Service.ID, on date: CivilDate) -> Service? {
        supply.catalogue.services.value(id, on: date)
    }

    /// An office as it is on a date, or `nil` if it does not exist then.
    public func office(_ id: Office.ID, on date: CivilDate) -> Office? {
        supply.catalogue.offices.value(id, on: date)
    }

    /// A room as it is on a date, or `nil` if it does not exist then.
    public func room(_ id: Room.ID, on date: CivilDate) -> Room? {
        supply.catalogue.rooms.value(id, on: date)
    }

    /// A counsellor as they are on a date, or `nil` if they do not exist then.
    public func counsellor(_ id: Counsellor.ID, on date: CivilDate) -> Counsellor? {
        supply.catalogue.counsellors.value(id, on: date)
    }

    /// An interpreter as they are on a date, or `nil` if they do not exist then.
    public func interpreter(_ id: Interpreter.ID, on date: CivilDate) -> Interpreter? {
        supply.catalogue.interpreters.value(id, on: date)
    }

    /// The rules of a zone, by IANA name, or `nil` if they were not given.
    public func zone(_ name: String) -> ZoneRules? { supply.zones[name] }

    /// The zone of an office, or `nil` if the office is unknown.
    public func zone(of office: Office.ID) -> ZoneRules? {
        supply.catalogue.offices.number(of: office).map { supply.zone(ofOffice: $0) }
    }

    /// The zone of a counsellor's office, or `nil` if the counsellor is unknown.
    public func zone(of counsellor: Counsellor.ID) -> ZoneRules? {
        supply.catalogue.counsellors.number(of: counsellor).map { supply.zone(ofCounsellor: $0) }
    }

    /// When a worker works on some dates of their clock, as known at a moment (requirement E6):
    /// declarations submitted later, and withdrawals made later, do not count. `nil` is now.
    ///
    /// - Complexity: linear in the dates times the worker's declarations, at worst.
    public func workingTime(
        of worker: Worker, on dates: DateRange, knownAt instant: Instant? = nil
    ) -> WorkingTime? {
        let zone: ZoneRules
        switch worker {
        case .counsellor(let id):
            guard let known = self.zone(of: id) else { return nil }
            zone = known
        case .interpreter(let id):
            guard let number = supply.catalogue.interpreters.number(of: id) else { return nil }
            zone = supply.zone(ofInterpreter: number)
        }
        let declarations =
            instant.map { supply.declarations.of(worker, knownAt: $0) }
            ?? supply.declarations.of(worker)
        let resolver = WorkingTimeResolver(zone: zone, precedence: supply.precedence)
        let declared = resolver.resolve(declarations, on: dates)
        return WorkingTime(working: declared.working, telework: declared.telework)
    }

    /// When an office is open on some dates.
    ///
    /// - Complexity: linear in the dates.
    public func openingHours(of office: Office.ID, on dates: DateRange) -> IntervalSet? {
        supply.catalogue.offices.number(of: office).map { number in
            OpenTime.of(
                supply.catalogue.offices.versions[number], on: dates,
                zone: supply.zone(ofOffice: number), calendars: supply.calendars)
        }
    }

    /// The appointments of a counsellor that occupy some of an interval at an instant, in order of
    /// start.
    ///
    /// - Complexity: O(log *n*) plus the appointments found.
    public func appointments(
        of counsellor: Counsellor.ID, in interval: Interval, at instant: Instant
    ) -> [Appointment] {
        guard let number = supply.catalogue.counsellors.number(of: counsellor) else { return [] }
        return calendars.counsellors.rows[number].diary.overlapping(
            interval.start.secondsSince1970, interval.end.secondsSince1970
        ).filter { $0.occupies(at: instant, ignoring: nil) }
            .compactMap { self[Appointment.ID($0.appointment + 1)] }
    }
}

extension Shelf {
    /// What an entry is on a date, or `nil` if it does not exist then.
    fileprivate func value(_ id: Identifier<Value>, on date: CivilDate) -> Value? {
        number(of: id).flatMap { value($0, on: date) }
    }
}
