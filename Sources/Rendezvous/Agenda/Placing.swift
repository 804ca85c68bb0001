/// A placement that is being examined, with the versions in force: what rules ask about it.
struct Placing: RuleContext {
    /// What is asked of whom: in one piece, so that placements are cheap to pass on.
    final class Scene: Sendable {
        let agenda: Agenda
        let question: Question
        let at: Instant
        /// The participant's appointment that was made last, -1 if there is none.
        let latest: Int

        init(_ agenda: Agenda, _ question: Question, at instant: Instant) {
            self.agenda = agenda
            self.question = question
            at = instant
            latest = agenda.ledger.latestAppointment(of: question.party.participant)
        }

        /// Those of some appointments that occupy, but for the one to ignore, in order of start.
        fileprivate func others(_ indices: [Int]) -> [Appointment] {
            indices.filter { index in
                index != question.ignored && agenda.ledger.entries[index].occupies(at: at)
            }.compactMap { agenda[Appointment.ID($0 + 1)] }.sorted {
                ($0.placement.interval.start, $0.id) < ($1.placement.interval.start, $1.id)
            }
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
    var latest: Int { scene.latest }
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
        policy.isUnlimited
            || policy.holds(
                on: date, at: force.office.id, for: force.service.id, on: spot.channel,
                with: scene.question.participant.groups)
    }

    /// Whether the placement breaks the condition of a policy.
    func isBroken(_ policy: Policy) -> Bool { holds(policy) && units(of: policy) > 0 }

    func date(of instant: Instant) -> CivilDate { force.zone.local(instant).date }

    func workingDay(_ number: Int) -> CivilDate? {
        agenda.workingDay(number, after: today, of: force.officeNumber)
    }

    func overlaps(_ hours: WeeklyHours) -> Bool {
        if let known = scene.agenda.calendars.overlaps(
            interval, hours, ofCounsellor: spot.counsellor)
        {
            return known
        }
        let dates = DateRange(from: date.advanced(by: -1), to: date.advanced(by: 2))
        return OpenTime.of(hours, on: dates ?? DateRange(date), zone: force.zone)
            .overlaps(interval)
    }

    func ofParticipant(_ policy: Policy) -> [CountedAppointment] {
        var all: [CountedAppointment] = []
        scene.agenda.ledger.visitAppointments(from: scene.latest) { index, _ in
            if let other = counted(index, policy) { all.append(other) }
        }
        return all
    }

    func ofCounsellor(
        _ policy: Policy, on dates: DateRange, where isWanted: (Interval) -> Bool
    ) -> [CountedAppointment] {
        var all: [CountedAppointment] = []
        for busy in diary(on: dates) where isWanted(busy.interval) {
            if let other = counted(busy.appointment, policy) { all.append(other) }
        }
        return all
    }

    func count(ofCounsellor policy: Policy, on dates: DateRange) -> Int {
        let (instant, ignored) = (scene.at, scene.question.ignored)
        guard policy.isUnlimited else { return ofCounsellor(policy, on: dates).count }
        return diary(on: dates).count { $0.occupies(at: instant, ignoring: ignored) }
    }

    /// What starts on some dates of the counsellor's diary.
    private func diary(on dates: DateRange) -> ArraySlice<Busy> {
        let from = dates.first == .min ? .min : force.zone.start(of: dates.first)
        let to = dates.last == .max ? .max : force.zone.start(of: dates.last.advanced(by: 1))
        return scene.agenda.calendars.counsellors.rows[spot.counsellor].diary
            .starting(from: from, to: to)
    }

    /// Another appointment, if it occupies and the policy holds for it.
    private func counted(_ index: Int, _ policy: Policy) -> CountedAppointment? {
        let entry = scene.agenda.ledger.entries[index]
        guard index != scene.question.ignored, entry.occupies(at: scene.at) else { return nil }
        let service = scene.agenda.supply.catalogue.services.ids[Int(entry.service)]
        let zone = scene.agenda.calendars.zone(ofCounsellor: Int(entry.counsellor))
        let ownDate = zone.local(entry.interval.start).date
        let counsellor = Int(entry.counsellor)
        guard
            policy.isUnlimited
                || policy.holds(
                    on: ownDate,
                    at: scene.agenda.supply.catalogue.counsellors.value(counsellor, on: ownDate)?
                        .office ?? "",
                    for: service, on: entry.channel, with: scene.agenda.groups(of: entry))
        else { return nil }
        return CountedAppointment(
            number: index + 1, interval: entry.interval,
            date: zone == force.zone ? ownDate : force.zone.local(entry.interval.start).date,
            service: service, counsellor: scene.agenda.supply.catalogue.counsellors.ids[counsellor],
            status: entry.status)
    }

    func freedByOthers() -> [(interval: Interval, at: Instant)] {
        scene.agenda.ledger.freed(of: spot.counsellor).compactMap { freed in
            freed.by == scene.question.party.participant ? nil : (freed.interval, freed.at)
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
        guard let rule = scene.agenda.supply.policies.custom[policy.id] else { return 0 }
        return max(0, rule.units(candidate))
    }

    /// The placement as rules written by others see it.
    var candidate: Candidate {
        let (scene, zone, counsellor) = (scene, force.zone, spot.counsellor)
        return Candidate(
            at: scene.at, placement: spot.placement(in: scene.agenda.supply.catalogue),
            localStart: zone.local(interval.start), localEnd: zone.local(interval.end),
            today: today, party: scene.question.party, participant: scene.question.participant,
            topic: scene.question.topic, service: force.service, counsellor: force.counsellor,
            office: force.office,
            ofCounsellor: { dates in
                let from = dates.first == .min ? .min : zone.start(of: dates.first)
                let to = dates.last == .max ? .max : zone.start(of: dates.last.advanced(by: 1))
                return scene.others(
                    scene.agenda.calendars.counsellors.rows[counsellor].diary
                        .starting(from: from, to: to).map(\.appointment))
            },
            ofParticipant: {
                var all: [Int] = []
                scene.agenda.ledger.visitAppointments(from: scene.latest) { index, _ in
                    all.append(index)
                }
                return scene.others(all)
            })
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
