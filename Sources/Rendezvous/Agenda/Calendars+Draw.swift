/// How a calendar follows from the supply.
extension Calendars {
    /// When an office is open on the dates covered.
    func officeHours(of number: Int, _ supply: Supply) -> IntervalSet {
        OpenTime.of(
            supply.catalogue.offices.versions[number], on: localDates,
            zone: supply.zone(ofOffice: number), calendars: supply.calendars)
    }

    /// What is declared for a worker on local dates.
    static func declared(
        _ worker: Worker, _ supply: Supply, zone: ZoneRules, on dates: DateRange
    ) -> DeclaredTime {
        let resolver = WorkingTimeResolver(zone: zone, precedence: supply.precedence)
        return resolver.resolve(supply.declarations.of(worker), on: dates)
    }

    /// Takes in that a declaration came or went: resolves the dates that it may change, and redraws
    /// its worker.
    ///
    /// - Complexity: that of resolving those dates, and linear in the covered time.
    mutating func redeclare(_ declaration: Declaration, _ supply: Supply, _ gaps: GapRule) {
        guard
            let dates = declaration.dates.flatMap({
                DateRange(from: $0.first, to: $0.last.advanced(by: 2))
            })?.intersection(localDates)
        else { return }
        switch declaration.worker {
        case .counsellor(let id):
            guard let number = supply.catalogue.counsellors.number(of: id) else { return }
            let news = Self.declared(
                declaration.worker, supply, zone: zone(ofCounsellor: number), on: dates)
            let declared = counsellors.rows[number].declared.replacing(
                dates, by: zone(ofCounsellor: number), with: news)
            draw(counsellor: number, declared, supply, gaps)
            touch(counsellor: number)
        case .interpreter(let id):
            guard let number = supply.catalogue.interpreters.number(of: id) else { return }
            let zone = interpreterZones[number]
            let news = Self.declared(declaration.worker, supply, zone: zone, on: dates)
            let declared = interpreters.rows[number].declared.replacing(dates, by: zone, with: news)
            draw(interpreter: number, declared, supply, gaps)
            touch(interpreter: number)
        }
    }

    mutating func draw(counsellor number: Int, _ supply: Supply, _ gaps: GapRule) {
        let declared = Self.declared(
            .counsellor(supply.catalogue.counsellors.ids[number]), supply,
            zone: zone(ofCounsellor: number), on: localDates)
        draw(counsellor: number, declared, supply, gaps)
    }

    private mutating func draw(
        counsellor number: Int, _ declared: DeclaredTime, _ supply: Supply, _ gaps: GapRule
    ) {
        let catalogue = supply.catalogue
        let zone = zone(ofCounsellor: number)
        let versions = catalogue.counsellors.versions[number]
        var base = IntervalSet()
        var isPlain = versions.isConstant
        for (period, counsellor) in versions.periods(in: localDates) {
            var part = declared.working
            if let office = catalogue.offices.number(of: counsellor.office) {
                part = part.intersection(officeHours[office])
                isPlain = isPlain && catalogue.offices.versions[office].isConstant
            }
            if let position = counsellor.position {
                part = part.intersection(hours(of: position, supply, zone: zone, on: localDates))
                let position = catalogue.positions.number(of: position)
                isPlain =
                    isPlain
                    && position.map { catalogue.positions.versions[$0].isConstant } ?? false
            }
            if let hours = counsellor.bookableHours {
                part = part.intersection(OpenTime.of(hours, on: localDates, zone: zone))
            }
            base = base.union(part.clipped(to: Self.reach(of: period, zone)))
        }
        counsellors.set(
            number, base: base, gapBase: gaps.allowed ? nil : declared.working,
            declared: declared, isPlain: isPlain,
            mixesGaps: gaps.mixed)
    }

    mutating func draw(interpreter number: Int, _ supply: Supply, _ gaps: GapRule) {
        let declared = Self.declared(
            .interpreter(supply.catalogue.interpreters.ids[number]), supply,
            zone: interpreterZones[number], on: localDates)
        draw(interpreter: number, declared, supply, gaps)
    }

    private mutating func draw(
        interpreter number: Int, _ declared: DeclaredTime, _ supply: Supply, _ gaps: GapRule
    ) {
        let catalogue = supply.catalogue
        let zone = interpreterZones[number]
        let versions = catalogue.interpreters.versions[number]
        var base = IntervalSet()
        for (period, _) in versions.periods(in: localDates) {
            base = base.union(declared.working.clipped(to: Self.reach(of: period, zone)))
        }
        interpreters.set(
            number, base: base, gapBase: gaps.allowed ? nil : declared.working,
            declared: declared,
            isPlain: versions.isConstant, mixesGaps: gaps.mixed)
    }

    mutating func draw(room number: Int, _ supply: Supply) {
        let versions = supply.catalogue.rooms.versions[number]
        var base = IntervalSet()
        for (period, _) in versions.periods(in: localDates) {
            base = base.union(IntervalSet(covered).clipped(to: Self.reach(of: period, .utc)))
        }
        rooms.set(
            number, base: base, gapBase: nil, declared: DeclaredTime(),
            isPlain: versions.isConstant)
    }

    /// The time in which an appointment of a version may lie: one that starts on its last date may
    /// reach into the next, and a date of any zone lies within a day and a half of UTC's.
    private static func reach(of period: DateRange, _ zone: ZoneRules) -> Interval {
        Interval(
            start: zone.start(of: period.first) - .hours(36),
            end: zone.start(of: period.last) + .hours(24 + 24 + 36)) ?? .always
    }

    /// The bookable hours of a position on some dates.
    func hours(
        of position: Position.ID, _ supply: Supply, zone: ZoneRules, on dates: DateRange
    ) -> IntervalSet {
        guard let number = supply.catalogue.positions.number(of: position) else {
            return IntervalSet()
        }
        var hours = IntervalSet()
        for (period, version) in supply.catalogue.positions.versions[number].periods(in: dates) {
            hours = hours.union(OpenTime.of(version.hours, on: period, zone: zone))
        }
        return hours
    }

    mutating func listOffers(_ catalogue: Catalogue) {
        members = [[Int32]](repeating: [], count: catalogue.offices.count)
        for number in catalogue.counsellors.ids.indices {
            let offices = catalogue.counsellors.versions[number].values.compactMap {
                catalogue.offices.number(of: $0.office)
            }
            for office in Set(offices) { members[office].append(Int32(number)) }
        }
        offers = catalogue.services.ids.indices.map { service in
            var byOffice = [[Int32]](repeating: [], count: catalogue.offices.count)
            let versions = catalogue.services.versions[service].values
            for number in catalogue.counsellors.ids.indices {
                var offices: Set<Int> = []
                for counsellor in catalogue.counsellors.versions[number].values
                where versions.contains(where: { counsellor.mayOffer($0) }) {
                    if let office = catalogue.offices.number(of: counsellor.office) {
                        offices.insert(office)
                    }
                }
                for office in offices { byOffice[office].append(Int32(number)) }
            }
            return byOffice
        }
    }
}

extension Counsellor {
    /// Whether the counsellor offers a service and has its skills.
    func mayOffer(_ service: Service) -> Bool {
        (services?.contains(service.id) ?? true) && service.skills.isSubset(of: skills)
            && !service.channels.isDisjoint(with: channels)
    }
}

/// How appointments stand on the calendars.
extension Calendars {
    mutating func insert(_ number: Int, _ entry: Ledger.Entry) {
        let counsellor = Int(entry.counsellor)
        let wasExact = counsellors.isExact(counsellor)
        counsellors.insert(Busy(number, entry, entry.gap), inRow: counsellor)
        touch(counsellor: counsellor, entry.start, entry.end, by: 1, wasExact: wasExact)
        if entry.interpreter >= 0 {
            interpreters.insert(
                Busy(number, entry, entry.interpreterGap), inRow: Int(entry.interpreter))
        }
        if entry.room >= 0 {
            rooms.insert(Busy(number, entry, Ledger.StoredGap(.none)), inRow: Int(entry.room))
        }
        touchOthers(entry)
    }

    mutating func remove(_ number: Int, _ entry: Ledger.Entry) {
        let counsellor = Int(entry.counsellor)
        let wasExact = counsellors.isExact(counsellor)
        counsellors.remove(number, start: entry.start, fromRow: counsellor)
        touch(counsellor: counsellor, entry.start, entry.end, by: -1, wasExact: wasExact)
        if entry.interpreter >= 0 {
            interpreters.remove(number, start: entry.start, fromRow: Int(entry.interpreter))
        }
        if entry.room >= 0 {
            rooms.remove(number, start: entry.start, fromRow: Int(entry.room))
        }
        touchOthers(entry)
    }

    private mutating func touchOthers(_ entry: Ledger.Entry) {
        if entry.interpreter >= 0 {
            let row = interpreters.rows[Int(entry.interpreter)]
            touch(
                line: Stamps.interpreters, row: Int(entry.interpreter),
                floating: !row.declared.breaks.isEmpty, entry.start, entry.end)
        }
        if entry.room >= 0 {
            touch(
                line: Stamps.rooms, row: Int(entry.room), floating: false, entry.start, entry.end)
        }
    }
}
