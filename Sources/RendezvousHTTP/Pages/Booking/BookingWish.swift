internal import Rendezvous

/// A part of the day by the office's clock.
enum DayPart: String, CaseIterable, Sendable {
    case morning, afternoon

    /// From when to when.
    var span: (from: CivilTime, to: CivilTime) {
        switch self {
        case .morning: (.midnight, "12:00")
        case .afternoon: ("12:00", .endOfDay)
        }
    }
}

/// What somebody is looking for: all of it stands in the address, so that a page can be left,
/// shared, printed and come back to, and nothing is kept on the server until a time is chosen.
struct BookingWish: Hashable, Sendable {
    /// How many days one page of times shows.
    static let days = 7

    var service: Service.ID?
    var topic: Topic.ID?
    var channel: Channel?
    var needs: [Need] = []
    var offices: [Office.ID] = []
    var part: DayPart?
    var authority: Authority?
    /// Whether the person's own counsellor is preferred.
    var isOwnCounsellor = false
    /// Who will take part, if not whoever books.
    var participant: Subject.ID?
    /// The first day shown.
    var from: CivilDate?

    /// An empty wish.
    init() {}

    /// The wish of a form or an address; what is not understood is left out.
    init(_ values: FormValues) {
        service = values["service"].map { Service.ID($0) }
        topic = values["topic"].map { Topic.ID($0) }
        channel = values["channel"].flatMap(Channel.init(rawValue:))
        let needs = (values.all("need") + values.all("sign") + values.all("speech"))
            .compactMap { Need($0) }
        self.needs = Array(Set(needs)).sorted()
        offices = values.all("office").map { Office.ID($0) }.filter(\.isValid)
        part = values["part"].flatMap(DayPart.init(rawValue:))
        authority = values["authority"].flatMap(Authority.init(rawValue:))
        isOwnCounsellor = values["own"] == "yes"
        if values["who"] != "me" {
            participant = values["participant"].map { Subject.ID($0) }
        }
        from = values["from"].flatMap { CivilDate($0) }
    }

    /// The wish as fields of an address.
    var values: FormValues {
        var pairs: [(String, String)] = []
        if let service { pairs.append(("service", service.rawValue)) }
        if let topic { pairs.append(("topic", topic.rawValue)) }
        if let channel { pairs.append(("channel", channel.rawValue)) }
        pairs += needs.map { ("need", $0.description) }
        pairs += offices.map { ("office", $0.rawValue) }
        if let part { pairs.append(("part", part.rawValue)) }
        if let authority { pairs.append(("authority", authority.rawValue)) }
        if isOwnCounsellor { pairs.append(("own", "yes")) }
        if let participant { pairs.append(("participant", participant.rawValue)) }
        if let from { pairs.append(("from", from.description)) }
        return FormValues(pairs)
    }

    /// The zone by whose clock times are shown: the chosen office's, or the agency's first.
    func zone(in agenda: Agenda) -> ZoneRules {
        (offices.first ?? agenda.offices.first).flatMap { agenda.zone(of: $0) } ?? .utc
    }

    /// On whose behalf the service is asked for: a business where an authority is named, else
    /// whoever the service is for.
    func applicant(for service: Service) -> Applicant {
        if let authority { return .business(authority) }
        return service.audience.contains(.person) ? .person : .registered
    }

    /// The request of the wish on some dates; `nil` where no service is chosen, nobody is there to
    /// ask for it, or nothing of the dates is ahead.
    func request(in agenda: Agenda, on dates: DateRange, for visit: Visit) -> Request? {
        let zone = zone(in: agenda)
        guard let id = service, let found = agenda.service(id, on: visit.today(zone)),
            let person = participant ?? visit.viewer?.person
        else { return nil }
        let bookedBy = person == visit.viewer?.person ? nil : visit.viewer?.person
        var wish = CounsellorWish.any
        let own = agenda.personFile(of: person, at: visit.now)?.caseFile?.manager
        if isOwnCounsellor, let own { wish = .preferred(own) }
        return Request(
            for: Party(person, as: applicant(for: found), bookedBy: bookedBy, needs: needs),
            service: id, topic: topic, channels: channel.map { [$0] } ?? [],
            at: offices.isEmpty ? .any : .offices(Set(offices)), with: wish,
            within: windows(on: dates, zone, from: visit.now), submitted: visit.now)
    }

    /// The part of some dates that is ahead, at the wanted part of the day.
    func windows(on dates: DateRange, _ zone: ZoneRules, from now: Instant) -> IntervalSet {
        guard let ahead = Interval(start: now, end: .max) else { return IntervalSet() }
        let days = (dates.first...dates.last).compactMap { date -> Interval? in
            guard let part else { return zone.day(date) }
            return zone.instants(date, from: part.span.from, to: part.span.to)
        }
        return IntervalSet(days).clipped(to: ahead)
    }

    /// The wish that asks for less, looked at from the day of what that gives.
    func relaxed(
        by relaxations: [Relaxation], _ request: Request, in agenda: Agenda,
        from date: CivilDate, at now: Instant
    ) -> BookingWish {
        var wish = self
        for relaxation in relaxations {
            switch relaxation {
            case .anyCounsellor: wish.isOwnCounsellor = false
            case .anyChannel: wish.channel = nil
            case .officesOfRegion:
                let scope = agenda.relaxed(request, by: [relaxation], at: now).scope
                if case .offices(let ids) = scope { wish.offices = ids.sorted() }
            case .anyOffice: wish.offices = []
            case .withoutNeed(let need): wish.needs.removeAll { $0 == need }
            case .later: break
            case .anyTimeOfDay: wish.part = nil
            }
        }
        wish.from = date
        return wish
    }
}
