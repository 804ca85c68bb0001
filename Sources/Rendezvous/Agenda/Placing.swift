/// A placement that is being examined, with the versions in force: what rules ask about it.
struct Placing: RuleContext {
    /// What is asked of whom: in one piece, so that placements are cheap to pass on.
    final class Scene: Sendable {
        let agenda: Agenda
        let question: Question
        let at: Instant

        init(_ agenda: Agenda, _ question: Question, at instant: Instant) {
            self.agenda = agenda
            self.question = question
            at = instant
        }
    }

    private let scene: Scene
    let force: Agenda.InForce
    var spot: Spot
    var date: CivilDate
    let today: CivilDate

    init(_ scene: Scene, _ spot: Spot, _ force: Agenda.InForce) {
        self.scene = scene
        self.spot = spot
        self.force = force
        date = force.date
        today = force.zone.local(scene.at).date
    }

    init(
        _ agenda: Agenda, _ question: Question, _ spot: Spot, _ force: Agenda.InForce,
        at instant: Instant
    ) {
        self.init(Scene(agenda, question, at: instant), spot, force)
    }

    var agenda: Agenda { scene.agenda }
    var question: Question { scene.question }
    var at: Instant { scene.at }
    var interval: Interval { spot.interval }
    var channel: Channel { spot.channel }
    var party: Party { question.party }
    var participant: Participant { question.participant }
    var topic: Topic.ID? { question.topic }
    var service: Service { force.service }
    var counsellor: Counsellor { force.counsellor }
    var office: Office { force.office }

    /// Whether a policy holds for the placement.
    func holds(_ policy: Policy) -> Bool {
        policy.holds(
            on: date, at: office.id, for: service.id, on: channel, with: participant.groups)
    }

    func workingDay(_ number: Int) -> CivilDate? {
        agenda.workingDay(number, after: today, of: force.officeNumber)
    }

    func overlaps(_ hours: WeeklyHours) -> Bool {
        let dates = DateRange(from: date.advanced(by: -1), to: date.advanced(by: 2))
        return OpenTime.of(hours, on: dates ?? DateRange(date), zone: force.zone)
            .overlaps(interval)
    }

    func ofParticipant(_ policy: Policy) -> [CountedAppointment] {
        agenda.ledger.appointments(of: party.participant).compactMap { counted($0, policy) }
    }

    func ofCounsellor(_ policy: Policy, on dates: DateRange) -> [CountedAppointment] {
        let diary = agenda.calendars.counsellors.rows[spot.counsellor].diary
        let from = dates.first == .min ? .min : force.zone.start(of: dates.first)
        let to = dates.last == .max ? .max : force.zone.start(of: dates.last.advanced(by: 1))
        return diary.starting(from: from, to: to).compactMap { counted($0.appointment, policy) }
    }

    /// Another appointment, if it occupies and the policy holds for it.
    private func counted(_ index: Int, _ policy: Policy) -> CountedAppointment? {
        let entry = agenda.ledger.entries[index]
        guard index != question.ignored, entry.occupies(at: at) else { return nil }
        let supply = agenda.supply
        let service = supply.catalogue.services.ids[Int(entry.service)]
        let zone = agenda.calendars.zone(ofCounsellor: Int(entry.counsellor))
        let ownDate = zone.local(entry.interval.start).date
        let counsellor = Int(entry.counsellor)
        guard
            policy.isUnlimited
                || policy.holds(
                    on: ownDate,
                    at: supply.catalogue.counsellors.value(counsellor, on: ownDate)?.office ?? "",
                    for: service, on: entry.channel, with: agenda.groups(of: entry))
        else { return nil }
        return CountedAppointment(
            number: index + 1, interval: entry.interval,
            date: zone == force.zone ? ownDate : force.zone.local(entry.interval.start).date,
            service: service, counsellor: supply.catalogue.counsellors.ids[counsellor],
            status: entry.status)
    }

    func freedByOthers() -> [(interval: Interval, at: Instant)] {
        agenda.ledger.freed(of: spot.counsellor).compactMap { freed in
            freed.by == party.participant ? nil : (freed.interval, freed.at)
        }
    }

    func workingTime(on dates: DateRange) -> Seconds {
        let days = Interval(
            start: force.zone.start(of: dates.first),
            end: force.zone.start(of: dates.last.advanced(by: 1)))
        guard let days else { return .zero }
        let declared =
            agenda.calendars.covers(days)
            ? agenda.calendars.counsellors.rows[spot.counsellor].declared
            : Calendars.declared(
                .counsellor(counsellor.id), agenda.supply, zone: force.zone, on: dates)
        return declared.working.clipped(to: days).length
    }

    func units(ofCustom policy: Policy) -> Int {
        guard let rule = agenda.supply.policies.custom[policy.id] else { return 0 }
        return max(0, rule.units(candidate))
    }

    /// The placement as rules written by others see it.
    var candidate: Candidate {
        let (agenda, at, ignored, zone) = (agenda, at, question.ignored, force.zone)
        let (counsellor, subject) = (spot.counsellor, party.participant)
        @Sendable func sorted(_ indices: [Int]) -> [Appointment] {
            indices.filter { index in
                index != ignored && agenda.ledger.entries[index].occupies(at: at)
            }.compactMap { agenda[Appointment.ID($0 + 1)] }.sorted {
                ($0.placement.interval.start, $0.id) < ($1.placement.interval.start, $1.id)
            }
        }
        return Candidate(
            at: at, placement: spot.placement(in: agenda.supply.catalogue),
            localStart: zone.local(interval.start), localEnd: zone.local(interval.end),
            today: today, party: party, participant: participant, topic: topic, service: service,
            counsellor: force.counsellor, office: office,
            ofCounsellor: { dates in
                let diary = agenda.calendars.counsellors.rows[counsellor].diary
                let from = dates.first == .min ? .min : zone.start(of: dates.first)
                let to = dates.last == .max ? .max : zone.start(of: dates.last.advanced(by: 1))
                return sorted(diary.starting(from: from, to: to).map(\.appointment))
            }, ofParticipant: { sorted(Array(agenda.ledger.appointments(of: subject))) })
    }
}

extension Policy {
    /// Whether the policy holds everywhere, always and for everybody.
    var isUnlimited: Bool {
        valid == .always && offices.isEmpty && services.isEmpty && channels.isEmpty
            && groups.isEmpty
    }
}

extension Agenda {
    /// The groups of an appointment's participant, as known now.
    func groups(of entry: Ledger.Entry) -> Set<Group.ID> {
        supply.groups(of: ledger.subjects[entry.subject])
    }

    /// The n-th date after `today` on which an office has opening hours; `today` itself for 0.
    func workingDay(_ number: Int, after today: CivilDate, of office: Int) -> CivilDate? {
        var (date, left) = (today, number)
        let last = today.advanced(by: Self.workingDayReach)
        while left > 0 {
            guard date < last else { return nil }
            date = date.advanced(by: 1)
            guard let version = supply.catalogue.offices.value(office, on: date) else { continue }
            let calendar = version.holidays.flatMap { supply.calendars[$0] }
            if !OpenTime.hours(of: version, on: date, calendar: calendar).isEmpty { left -= 1 }
        }
        return date
    }

    /// How many days ahead working days are counted.
    private static var workingDayReach: Int { 1_500 }

    /// The first hard condition of the policies that a placement breaks, of those that give one of
    /// the reasons.
    func brokenPolicy(_ placing: Placing, where applies: (Rule) -> Bool) -> Policy? {
        var first: Policy?
        for policy in supply.policies.list {
            guard policy.rule.kind == .condition, policy.preference == nil, applies(policy.rule),
                placing.holds(policy), placing.units(of: policy) > 0
            else { continue }
            if let known = first, known.rule.reason <= policy.rule.reason { continue }
            first = policy
        }
        return first
    }

    /// What a placement costs by the preferences that hold for it.
    func cost(_ placing: Placing) -> Cost {
        var cost = Cost.none
        for policy in supply.policies.list {
            guard let preference = policy.preference, placing.holds(policy) else { continue }
            cost.add(preference, times: placing.units(of: policy))
        }
        return cost
    }
}
