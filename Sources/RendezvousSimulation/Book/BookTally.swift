/// Counts what happens in a run, in memory that does not grow with the number of clients.
struct BookTally: Sendable {
    /// Counts of one stream of clients.
    fileprivate struct Group: Sendable {
        var requests = 0
        var booked = 0
        var refused = 0
        var waiting = 0
        var refilled = 0
        var cancelled = 0
        var missed = 0
        var attended = 0
        var ahead = 0
        var within = 0
        var moved = 0
        var declined = 0
        var lost = 0
        var withOwn = 0
        var haveOwn = 0
        /// Seconds; whole numbers, so that their order does not matter.
        var lead = 0
        var wait = 0
    }

    private let setting: BookSetting
    private let from: Int
    private let end: Int
    private let target: Int
    private var groups: [Group]
    private var leads: [Histogram]
    private var weekLead: [Int]
    private var weekCount: [Int]
    private var busy: [Int]
    private var busyByHour: [Int]
    private var filled = 0
    private var queued: [Int]
    private var overtime = 0
    /// Of each counsellor until when they are in a meeting, and the day of that meeting.
    private var freeAt: [Int]
    private var lastDay: [Int]
    /// Working seconds after absences: all, by counsellor and by hour.
    private var worked = 0
    private var workedDays = 0
    private var workedBy: [Int]
    private var workedByHour: [Int]

    init(_ setting: BookSetting, _ absences: [BookSetting.Absence]) {
        self.setting = setting
        let scenario = setting.scenario
        let counsellors = setting.counsellors
        from = setting.midnights[scenario.warmUp]
        end = setting.midnights[scenario.days]
        target = Int((scenario.target * 86_400).rounded())
        groups = scenario.clients.map { _ in Group() }
        leads = scenario.clients.map { _ in Histogram() }
        let weeks = (scenario.days - scenario.warmUp + 6) / 7
        weekLead = [Int](repeating: 0, count: weeks)
        weekCount = weekLead
        busy = [Int](repeating: 0, count: counsellors)
        busyByHour = [Int](repeating: 0, count: 24)
        queued = [Int](repeating: 0, count: 48)
        freeAt = busy
        lastDay = [Int](repeating: -1, count: counsellors)
        workedBy = busy
        workedByHour = busyByHour
        var isAway = [Bool](repeating: false, count: scenario.days * counsellors)
        for absence in absences {
            for day in absence.days { isAway[day * counsellors + Int(absence.counsellor)] = true }
        }
        for day in scenario.warmUp..<scenario.days {
            for counsellor in 0..<counsellors {
                let place = day * counsellors + counsellor
                guard !isAway[place], setting.worked[place] > 0 else { continue }
                worked += Int(setting.worked[place])
                workedDays += 1
                workedBy[counsellor] += Int(setting.worked[place])
                for (hour, seconds) in setting.byHour[place].enumerated() {
                    workedByHour[hour] += Int(seconds)
                }
            }
        }
    }

    @inline(__always)
    private func counts(_ client: BookClient) -> Bool { client.asked >= from }

    @inline(__always)
    mutating func asked(_ client: BookClient) {
        if counts(client) { groups[Int(client.stream)].requests += 1 }
    }

    mutating func enlisted(_ client: BookClient) {
        if counts(client) { groups[Int(client.stream)].waiting += 1 }
    }

    /// A client has a first appointment.
    @inline(__always)
    mutating func booked(_ client: BookClient, _ place: BookedPlace, at now: Int) {
        guard counts(client) else { return }
        let stream = Int(client.stream)
        groups[stream].booked += 1
        groups[stream].ahead += 1
        if client.entry > 0 { groups[stream].waiting -= 1 }
        let lead = place.start - client.asked
        groups[stream].lead += lead
        if lead <= target { groups[stream].within += 1 }
        leads[stream].add(Double(lead) / 86_400)
        let week = min(weekLead.count - 1, (client.asked - from) / 604_800)
        weekLead[week] += lead
        weekCount[week] += 1
    }

    mutating func refilled(_ client: BookClient) {
        if counts(client) { groups[Int(client.stream)].refilled += 1 }
    }

    mutating func refused(_ client: BookClient) {
        guard counts(client) else { return }
        groups[Int(client.stream)].refused += 1
        if client.entry > 0 { groups[Int(client.stream)].waiting -= 1 }
    }

    @inline(__always)
    mutating func cancelled(_ client: BookClient) {
        guard counts(client) else { return }
        groups[Int(client.stream)].cancelled += 1
        groups[Int(client.stream)].ahead -= 1
    }

    mutating func moved(_ client: BookClient, to place: BookedPlace) {
        if counts(client) { groups[Int(client.stream)].moved += 1 }
    }

    mutating func revoked(_ client: BookClient, declined: Bool) {
        if declined, counts(client) { groups[Int(client.stream)].declined += 1 }
    }

    /// A client whose appointment was called off has another; first appointments count once.
    mutating func rebooked(_ client: BookClient) {}

    mutating func lost(_ client: BookClient) {
        guard counts(client) else { return }
        groups[Int(client.stream)].lost += 1
        groups[Int(client.stream)].ahead -= 1
    }

    /// An appointment has started. Counsellors see clients in the order of their appointments, and
    /// wait for those who are late.
    @inline(__always)
    mutating func met(_ client: BookClient, came: Bool) {
        let stream = Int(client.stream)
        let place = client.place
        if counts(client) {
            groups[stream].ahead -= 1
            if came { groups[stream].attended += 1 } else { groups[stream].missed += 1 }
            if came, client.own >= 0 {
                groups[stream].haveOwn += 1
                if client.own == place.counsellor { groups[stream].withOwn += 1 }
            }
        }
        let counsellor = Int(place.counsellor)
        let day = BookSetting.day(of: place.start, setting.midnights)
        if day != lastDay[counsellor] {
            closeDay(of: counsellor)
            lastDay[counsellor] = day
        }
        if place.start >= from { filled += place.end - place.start }
        guard came else { return }
        let arrived = place.start + Int(client.lateness)
        let begin = max(arrived, freeAt[counsellor])
        let length = client.length >= 0 ? Int(client.length) : place.end - place.start
        freeAt[counsellor] = begin + length
        guard place.start >= from else { return }
        if counts(client) { groups[stream].wait += begin - arrived }
        busy[counsellor] += length
        let midnight = setting.midnights[day]
        Self.spread(begin - midnight, begin + length - midnight, 3_600, &busyByHour)
        if begin > arrived {
            Self.spread(arrived - midnight, begin - midnight, 1_800, &queued)
        }
    }

    /// Adds a stretch of the day to classes of `size` seconds; what lies past midnight counts for
    /// the last one.
    @inline(__always)
    private static func spread(_ from: Int, _ to: Int, _ size: Int, _ classes: inout [Int]) {
        var at = from
        while at < to {
            let place = min(classes.count - 1, at / size)
            let next = place == classes.count - 1 ? to : min(to, (place + 1) * size)
            classes[place] += next - at
            at = next
        }
    }

    private mutating func closeDay(of counsellor: Int) {
        let day = lastDay[counsellor]
        guard day >= setting.scenario.warmUp, day < setting.scenario.days else { return }
        let ends = Int(setting.workEnds[day * setting.counsellors + counsellor])
        if ends > 0 { overtime += max(0, freeAt[counsellor] - ends) }
    }

    /// Counts what the last day left.
    mutating func finish() {
        for counsellor in lastDay.indices { closeDay(of: counsellor) }
    }

    /// Whether every client has one end: booked, refused or waiting; and every appointment too.
    var isConserved: Bool {
        groups.allSatisfy {
            $0.requests == $0.booked + $0.refused + $0.waiting
                && $0.booked == $0.attended + $0.missed + $0.cancelled + $0.lost + $0.ahead
        }
    }
}

/// The values of the results.
extension BookTally {
    private static func ratio(_ part: Int, _ whole: Int) -> Double {
        whole > 0 ? Double(part) / Double(whole) : .nan
    }

    private static func value(_ metric: BookMetric, _ g: Group, _ leads: Histogram) -> Double {
        switch metric {
        case .requests: Double(g.requests)
        case .booked: Double(g.booked)
        case .refused: Double(g.refused)
        case .stillWaiting: Double(g.waiting)
        case .refilled: Double(g.refilled)
        case .cancelled: Double(g.cancelled)
        case .missed: Double(g.missed)
        case .attended: Double(g.attended)
        case .stillBooked: Double(g.ahead)
        case .leadDays: ratio(g.lead, g.booked) / 86_400
        case .leadDaysMedian: g.booked > 0 ? (try? leads.quantile(0.5)) ?? .nan : .nan
        case .leadDays90: g.booked > 0 ? (try? leads.quantile(0.9)) ?? .nan : .nan
        case .withinTarget: ratio(g.within, g.requests - g.waiting)
        case .missedShare: ratio(g.missed, g.missed + g.attended)
        case .ownCounsellorShare: ratio(g.withOwn, g.haveOwn)
        case .waitMinutes: ratio(g.wait, g.attended) / 60
        case .moved: Double(g.moved)
        case .declined: Double(g.declined)
        case .lost: Double(g.lost)
        case .overtimeMinutes, .utilisation, .filled, .loadEvenness, .queue: .nan
        }
    }

    private func whole(_ metric: BookMetric, _ sum: Group, _ leads: Histogram) -> Double {
        switch metric {
        case .overtimeMinutes: return Self.ratio(overtime, workedDays) / 60
        case .utilisation: return Self.ratio(busy.reduce(0, +), worked)
        case .filled: return Self.ratio(filled, worked)
        case .loadEvenness:
            let loads = busy.indices.filter { workedBy[$0] > 0 }.map {
                Double(busy[$0]) / Double(workedBy[$0])
            }
            return (try? Fairness.jain(loads)) ?? .nan
        default: return Self.value(metric, sum, leads)
        }
    }

    /// A value for each metric of the layout.
    func values(_ layout: BookLayout) -> [Double] {
        var sum = Group()
        var all = Histogram()
        for (group, leads) in zip(groups, leads) {
            sum.add(group)
            all.merge(leads)
        }
        var values = BookMetric.allCases.filter { $0 != .queue }.map { whole($0, sum, all) }
        for (group, leads) in zip(groups, leads) {
            values += BookLayout.byGroup.map { Self.value($0, group, leads) }
        }
        values += (0..<layout.weeks).map { Self.ratio(weekLead[$0], weekCount[$0]) / 86_400 }
        values += (0..<24).map { Self.ratio(busyByHour[$0], workedByHour[$0]) }
        let days = setting.scenario.days - setting.scenario.warmUp
        values += (0..<48).map { Double(queued[$0]) / Double(1_800 * days) }
        return values
    }
}

extension BookTally.Group {
    fileprivate mutating func add(_ other: Self) {
        requests += other.requests
        booked += other.booked
        refused += other.refused
        waiting += other.waiting
        refilled += other.refilled
        cancelled += other.cancelled
        missed += other.missed
        attended += other.attended
        ahead += other.ahead
        within += other.within
        moved += other.moved
        declined += other.declined
        lost += other.lost
        withOwn += other.withOwn
        haveOwn += other.haveOwn
        lead += other.lead
        wait += other.wait
    }
}
