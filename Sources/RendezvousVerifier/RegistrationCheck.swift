import Rendezvous

/// Checks what happens to registrations from the requirements D1–D18 alone, step by step, with a
/// naive file of its own for each person (Documentation/Registration.md).
///
/// It uses dates, zone rules and the values of catalogue and events, and none of the engine's
/// casework. Every message begins with the requirement that is broken.
struct RegistrationCheck {
    /// What the check knows about a person.
    struct Dossier {
        var details: RegistrationDetails?
        var category: RegistrationCategory?
        var since = Instant.min
        var struckOff: (at: Instant, category: RegistrationCategory)?
        var flag: RegistrationFile.Flag?
        var cashCase: CashCase?
        var getsUnemploymentBenefit = false
        var hasCourse = false
        var group: MatchGroup?
        var programme: Programme?
        var fund: Fund.ID?
        var message: (date: CivilDate, counts: Bool)?
        var office: Office.ID?
        var ground: AttachmentGround?
        var hasAccess = false
        var confirmed: Instant?
        var absences: [Absence] = []

        /// D13: on the office's books, and neither registered nor confirming.
        var isOnTheBooks: Bool {
            if programme != nil && group == .one { return true }
            let receives = cashCase != nil || getsUnemploymentBenefit
            return receives && hasCourse && (group == .two || group == .three)
        }
    }

    private var dossiers: [Subject.ID: Dossier] = [:]
    private var policies: [RegistrationPolicy] = []

    /// What a change breaks.
    func findings(
        of change: RegistrationChange, at instant: Instant, in model: Model
    ) -> [String] {
        switch change {
        case .policySet: return []
        case .receiptTextSet(_, _, let text):
            return text.count > 1_500
                ? ["D2: a text of \(text.count) characters, at most 1500"] : []
        case .step(let step, let person, let actor):
            let dossier = dossiers[person] ?? Dossier()
            let check = StepCheck(
                step: step, actor: actor, at: instant, dossier: dossier,
                days: DayModel(model: model, policies: policies))
            let found = check.overdue() + check.findings()
            return found.map { "\($0) (person \(person))" }
        }
    }

    /// Takes a change in, right or wrong.
    mutating func take(_ change: RegistrationChange, at instant: Instant) {
        switch change {
        case .policySet(let policy):
            if let index = policies.firstIndex(where: { $0.id == policy.id }) {
                policies[index] = policy
            } else {
                policies.append(policy)
            }
        case .receiptTextSet: break
        case .step(let step, let person, _):
            dossiers[person, default: Dossier()].take(step, at: instant)
        }
    }

    /// Forgets a person's absences.
    mutating func erase(_ person: Subject.ID) { dossiers[person]?.absences = [] }

    /// When a person is away, day by day of the clock of their office (D16).
    func absences(of person: Subject.ID, in model: Model) -> IntervalSet {
        guard let dossier = dossiers[person], !dossier.absences.isEmpty else {
            return IntervalSet()
        }
        let zone = DayModel(model: model, policies: []).zone(of: dossier.office)
        return IntervalSet(
            dossier.absences.compactMap { absence in
                let next = absence.to.flatMap { $0 < .max ? $0.advanced(by: 1) : nil }
                return Interval(
                    start: zone.start(of: absence.from),
                    end: next.map { zone.start(of: $0) } ?? .max)
            })
    }
}

extension RegistrationCheck.Dossier {
    /// Changes the dossier as a step says.
    mutating func take(_ step: RegistrationStep, at instant: Instant) {
        switch step {
        case .detailsGiven(let details): self.details = details
        case .registered(let category, _): enter(category, at: instant)
        case .flagged(let flag): self.flag = flag
        case .lapsed, .flagCleared: flag = nil
        case .caseRegistered(let kind):
            (cashCase, getsUnemploymentBenefit, hasCourse) = (kind, false, true)
            // D11: a graduate with a case no longer waits for the fund.
            message = nil
        case .caseClosed: (cashCase, getsUnemploymentBenefit, hasCourse) = (nil, false, false)
        case .matched(let group, let programme):
            (self.group, self.programme, hasCourse) = (group, programme, true)
        case .putOnTheBooks: (category, message, struckOff) = (nil, nil, nil)
        case .deregistered(let reason, _):
            struckOff = nil
            if reason == .missedConfirmation, let category { struckOff = (instant, category) }
            if reason != .missedConfirmation {
                (cashCase, getsUnemploymentBenefit, hasCourse) = (nil, false, false)
            }
            (category, message) = (nil, nil)
        case .reregistered: enter(.cashBenefit, at: instant)
        case .membershipNoted(let fund): self.fund = fund
        case .entitlementNoted(let date, let counts): message = (date, counts)
        case .becameEntitled:
            (category, message, cashCase) = (.unemploymentBenefit, nil, nil)
            getsUnemploymentBenefit = true
        case .attached(let office, let ground): (self.office, self.ground) = (office, ground)
        case .addressNoted(let home, let area):
            details?.home = home
            details?.staysIn = area
        case .confirmed: confirmed = instant
        case .absenceReported(let absence): absences.append(absence)
        case .reportedWell(let date):
            absences = absences.compactMap { absence in
                guard absence.kind == .sick, absence.covers(date) else { return absence }
                return absence.from == date
                    ? nil : Absence(.sick, from: absence.from, to: date.advanced(by: -1))
            }
        case .accessGranted: hasAccess = true
        case .takeOverAsked, .temporaryAddressSet, .contactChanged, .remindersSet,
            .agreementRecorded:
            break
        }
    }

    private mutating func enter(_ category: RegistrationCategory, at instant: Instant) {
        (self.category, since, message, struckOff, confirmed) = (category, instant, nil, nil, nil)
        switch category {
        case .unemploymentBenefit: (getsUnemploymentBenefit, cashCase) = (true, nil)
        case .graduate, .noBenefit: (getsUnemploymentBenefit, cashCase) = (false, nil)
        case .cashBenefit: getsUnemploymentBenefit = false
        }
    }
}

/// Days by the rules that hold, found by listing dates.
struct DayModel {
    let model: Model
    let policies: [RegistrationPolicy]

    func zone(of office: Office.ID?) -> ZoneRules {
        office.flatMap { model.offices[$0]?.first }.flatMap { model.zones[$0.zone] } ?? .utc
    }

    func date(_ instant: Instant, _ office: Office.ID?) -> CivilDate {
        zone(of: office).local(instant).date
    }

    func isHoliday(_ date: CivilDate, _ office: Office.ID) -> Bool {
        guard let id = model.offices[office]?.inForce(on: date)?.holidays,
            let calendar = model.calendars[id]
        else { return false }
        return calendar.holidays(in: date.year).contains { $0.date == date }
    }

    func spans(_ date: CivilDate, _ office: Office.ID) -> [CivilSpan] {
        guard let version = model.offices[office]?.inForce(on: date) else { return [] }
        if let exception = version.exceptions.last(where: { $0.dates.contains(date) }) {
            return exception.hours
        }
        return isHoliday(date, office) ? [] : version.hours[date.weekday]
    }

    func serves(_ office: Office.ID, _ area: Office.Area, on date: CivilDate) -> Bool {
        model.offices[office]?.inForce(on: date)?.areas.contains(area) ?? false
    }

    /// The last day of a count: all dates after the first are listed, and those that count counted.
    func last(_ count: DayCount, after first: CivilDate, _ office: Office.ID) -> CivilDate? {
        if count.number <= 0 { return first }
        let counted = (1...4_000).lazy.map { first.advanced(by: $0) }.filter { date in
            switch count {
            case .calendarDays: true
            case .daysSkippingHolidays: !isHoliday(date, office)
            case .workingDays: !spans(date, office).isEmpty
            }
        }
        return Array(counted.prefix(count.number)).dropFirst(count.number - 1).first
    }

    /// The rule of a kind that was set last among those that hold.
    func rule<Value>(
        _ office: Office.ID, _ date: CivilDate, else standard: Value,
        _ value: (RegistrationRule) -> Value?
    ) -> Value {
        policies.filter { $0.valid.contains(date) }
            .filter { $0.offices.isEmpty || $0.offices.contains(office) }
            .compactMap { value($0.rule) }.last ?? standard
    }

    /// The two dates of D6.
    func dates(
        at instant: Instant, _ office: Office.ID
    ) -> (attendance: CivilDate?, lapses: Instant?) {
        let today = date(instant, office)
        let zone = zone(of: office)
        let deadline = rule(
            office, today,
            else: Deadline(.daysSkippingHolidays(6), margin: .workingDays(1))
        ) { if case .lapse(let deadline) = $0 { deadline } else { nil } }
        let attendance = rule(office, today, else: AttendanceRule.nextDay) {
            if case .attendance(let rule) = $0 { rule } else { nil }
        }
        let isOpenYet = spans(today, office).contains {
            zone.instants(today, from: $0.from, to: $0.to).map { instant < $0.end } ?? false
        }
        let day =
            attendance == .sameDayIfOpen && isOpenYet
            ? today : last(.workingDays(1), after: today, office)
        let end = last(deadline.days, after: today, office)
            .flatMap { last(deadline.margin, after: $0, office) }
        return (day, end.map { zone.start(of: $0.advanced(by: 1)) })
    }
}
