import Rendezvous

/// What all runs of a scenario share, worked out once: days, working time, rates.
struct BookSetting: Sendable {
    let scenario: BookScenario
    /// The seconds since the start at which each day begins, to the day after the last that can be
    /// booked.
    let midnights: [Int]
    /// Declared working time within opening hours, by day and counsellor: seconds, and the end of
    /// the last stretch (or 0).
    let worked: [Int32]
    let workEnds: [Int32]
    /// Working seconds by day, counsellor and hour of the clock, for utilisation.
    let counsellors: Int
    let byHour: [[Int32]]
    /// Of each stream the counsellors of its offices.
    let own: [[Int32]]
    let arrivals: [ArrivalProcess]
    let kinds: [Kind]

    /// Shares of those who do not come, stream after stream.
    let noShow: [ClientStream.LeadShare]

    /// What a run asks of a stream of clients at every step: numbers alone, which are copied
    /// without counting references.
    struct Kind: Sendable {
        let notice: Int
        /// The window in seconds.
        let window: Int
        let cancels: Double
        let waits: Double
        let consents: Double
        /// Their shares of those who do not come.
        let firstShare: Int
        let shareCount: Int

        init(_ stream: ClientStream, firstShare: Int) {
            notice = stream.notice
            window = stream.window * 86_400
            cancels = stream.cancels
            waits = stream.waits
            consents = stream.consents
            self.firstShare = firstShare
            shareCount = stream.noShow.count
        }
    }

    /// The share that does not come after a lead in days.
    @inline(__always)
    func noShowShare(_ kind: Kind, after lead: Double) -> Double {
        var share = 0.0
        for place in kind.firstShare..<(kind.firstShare + kind.shareCount)
        where noShow[place].from <= lead {
            share = noShow[place].share
        }
        return share
    }

    init(_ scenario: BookScenario) throws(StudyError) {
        self.scenario = scenario
        let agenda = scenario.agenda
        let zone = scenario.zone
        let start = scenario.start
        let horizon = scenario.clients.map(\.window).max() ?? 0
        midnights = (0...(scenario.days + horizon + 2)).map {
            Int((zone.start(of: scenario.first.advanced(by: $0)) - start).count)
        }
        counsellors = agenda.counsellors.count
        let count = counsellors
        var worked = [Int32](repeating: 0, count: scenario.days * count)
        var ends = worked
        var byHour = [[Int32]](repeating: [], count: scenario.days * count)
        let all = DateRange(
            from: scenario.first, to: scenario.first.advanced(by: scenario.days - 1))
        for (number, id) in agenda.counsellors.enumerated() {
            guard let all, let time = agenda.workingTime(of: .counsellor(id), on: all) else {
                continue
            }
            let office = agenda.counsellor(id, on: scenario.first)?.office
            let open = office.flatMap { agenda.openingHours(of: $0, on: all) }
            let working = open.map(time.working.intersection) ?? time.working
            for interval in working.intervals {
                var from = Int((interval.start - start).count)
                let to = Int((interval.end - start).count)
                while from < to {
                    let day = Self.day(of: from, midnights)
                    guard from >= 0, day < scenario.days else { break }
                    let hour = min(23, (from - midnights[day]) / 3_600)
                    let next = min(
                        to, midnights[day + 1],
                        hour == 23 ? Int.max : midnights[day] + (hour + 1) * 3_600)
                    let place = day * count + number
                    worked[place] += Int32(next - from)
                    ends[place] = max(ends[place], Int32(next))
                    if byHour[place].isEmpty { byHour[place] = Array(repeating: 0, count: 24) }
                    byHour[place][hour] += Int32(next - from)
                    from = next
                }
            }
        }
        self.worked = worked
        workEnds = ends
        self.byHour = byHour
        own = scenario.clients.map { stream in
            let ids = agenda.counsellors.enumerated().filter { _, id in
                let office = agenda.counsellor(id, on: scenario.first)?.office
                return stream.offices.isEmpty || office.map(stream.offices.contains) ?? false
            }
            return ids.map { Int32($0.offset) }
        }
        arrivals = try Self.arrivals(scenario)
        var shares: [ClientStream.LeadShare] = []
        var kinds: [Kind] = []
        for stream in scenario.clients {
            kinds.append(Kind(stream, firstShare: shares.count))
            shares += stream.noShow
        }
        noShow = shares
        self.kinds = kinds
    }

    /// When the clients of each stream ask, by the hours of the clock.
    private static func arrivals(
        _ scenario: BookScenario
    ) throws(StudyError) -> [ArrivalProcess] {
        var result: [ArrivalProcess] = []
        for stream in scenario.clients {
            let sum = stream.hours.reduce(0, +)
            var rates = [Double](repeating: 0, count: scenario.days * 24)
            for hour in rates.indices {
                let local = scenario.zone.local(scenario.start + .hours(Int64(hour)))
                guard stream.weekdays.contains(local.date.weekday) else { continue }
                rates[hour] =
                    stream.perDay * stream.hours[local.time.secondOfDay / 3_600] / sum
            }
            do throws(ParameterError) {
                result.append(try .rates(rates, every: 3_600, perTime: 3_600))
            } catch {
                throw .parameter(error)
            }
        }
        return result
    }

    /// The day of a moment, or the last one.
    @inline(__always)
    static func day(of time: Int, _ midnights: [Int]) -> Int {
        var day = min(max(0, time / 86_400), midnights.count - 1)
        while day > 0, time < midnights[day] { day -= 1 }
        while day + 1 < midnights.count, time >= midnights[day + 1] { day += 1 }
        return day
    }

    /// An absence of a counsellor, announced on its first day.
    struct Absence: Sendable {
        let counsellor: Int32
        let days: Range<Int>
    }

    /// Who is absent when in a replication, the same under every policy; one absence after the
    /// other, without overlap.
    func absences(_ key: StreamKey) -> [Absence] {
        var result: [Absence] = []
        for counsellor in 0..<counsellors {
            var isAway = [Bool](repeating: false, count: scenario.days)
            for (number, pattern) in scenario.absences.enumerated() {
                var stream = key.stream(
                    .absence, entity: UInt64(number) << 32 | UInt64(counsellor))
                switch pattern.kind {
                case .wave(let first, let length, let share):
                    if stream.unit() < share {
                        for day in first..<min(scenario.days, first + length) {
                            isAway[day] = true
                        }
                    }
                case .spells(let perDay, let length):
                    var day = 0
                    while day < scenario.days {
                        // A number for each day, so that a longer spell moves no other.
                        var draw = key.stream(
                            .absence,
                            entity: 1 << 63 | UInt64(number) << 48 | UInt64(day) << 24
                                | UInt64(counsellor))
                        guard worked[day * counsellors + counsellor] > 0, draw.unit() < perDay
                        else {
                            day += 1
                            continue
                        }
                        let long = min(366, max(1, length.sample(&draw).rounded(.up)))
                        let end = min(scenario.days, day + Int(long))
                        for away in day..<end { isAway[away] = true }
                        day = end
                    }
                }
            }
            var day = 0
            while day < scenario.days {
                guard isAway[day] else {
                    day += 1
                    continue
                }
                let first = day
                while day < scenario.days, isAway[day] { day += 1 }
                result.append(Absence(counsellor: Int32(counsellor), days: first..<day))
            }
        }
        return result
    }
}
