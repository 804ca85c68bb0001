internal import Synchronization

/// The number of the last stamp given; stamps are only ever compared.
private let lastStamp = Atomic<UInt64>(0)

/// When what was last changed: one stamp for each line of people and each word of time.
///
/// No two changes have the same stamp, also in copies of an agenda that went different ways, so
/// that whatever was derived from words of equal stamps is still right, wherever it was derived.
/// Stamps are no state: nothing but the age of derived values depends on them.
struct Stamps: Sendable {
    /// The line of all counsellors, of all interpreters, of all rooms; then those of offices and
    /// regions.
    static let everybody = 0
    static let interpreters = 1
    static let rooms = 2
    static let offices = 3

    /// How many of its latest changes each line remembers.
    static let remembered = 8

    /// A change of one row of a line.
    private struct Touch: Sendable {
        var stamp: UInt64 = 0
        var row: Int32 = -1
        var first: Int32 = 0
        var end: Int32 = 0
        /// The words in which the boards may differ, and not only what rules make of them.
        var nearFirst: Int32 = 0
        var nearEnd: Int32 = 0
    }

    /// A row that changed in a word: its boards, or at most what rules make of them.
    struct Changed {
        let row: Int
        var isNear: Bool
    }

    private(set) var values: [UInt64] = []
    let width: Int
    /// The stamp of each word before the changes that its line remembers.
    private var older: [UInt64]
    /// The latest changes of each line, and how many it ever had.
    private var touches: [Touch]
    private var counts: [Int]

    init(lines: Int, width: Int) {
        self.width = width
        values = [UInt64](repeating: Self.next(), count: lines * width)
        older = values
        touches = [Touch](repeating: Touch(), count: lines * Self.remembered)
        counts = [Int](repeating: 0, count: lines)
    }

    static func next() -> UInt64 {
        lastStamp.wrappingAdd(1, ordering: .relaxed).newValue
    }

    /// Marks the words of some lines as changed, by one row; its boards differ in those of `near`
    /// at most.
    mutating func touch(_ lines: [Int32], _ columns: Range<Int>, near: Range<Int>, row: Int) {
        let stamp = Self.next()
        let touch = Touch(
            stamp: stamp, row: Int32(truncatingIfNeeded: row),
            first: Int32(truncatingIfNeeded: columns.lowerBound),
            end: Int32(truncatingIfNeeded: columns.upperBound),
            nearFirst: Int32(truncatingIfNeeded: near.lowerBound),
            nearEnd: Int32(truncatingIfNeeded: near.upperBound))
        for line in lines {
            let base = Int(line) * width
            for column in columns { values[base + column] = stamp }
            let place = Int(line) * Self.remembered + counts[Int(line)] % Self.remembered
            let forgotten = touches[place]
            for column in Int(forgotten.first)..<Int(forgotten.end) {
                older[base + column] = forgotten.stamp
            }
            touches[place] = touch
            counts[Int(line)] += 1
        }
    }

    /// The rows of a line that changed in a word since it had a stamp; `nil` if that is not
    /// remembered, or the stamp is one of another agenda's.
    ///
    /// - Complexity: O(1).
    func rows(of line: Int, changedSince seen: UInt64, in column: Int) -> [Changed]? {
        var rows: [Changed] = []
        let count = counts[line]
        for age in 0..<min(count, Self.remembered) {
            let touch = touches[line * Self.remembered + (count - 1 - age) % Self.remembered]
            guard Int(touch.first) <= column, column < Int(touch.end) else { continue }
            if touch.stamp == seen { return rows }
            let isNear = Int(touch.nearFirst) <= column && column < Int(touch.nearEnd)
            if let known = rows.firstIndex(where: { $0.row == Int(touch.row) }) {
                rows[known].isNear = rows[known].isNear || isNear
            } else {
                rows.append(Changed(row: Int(touch.row), isNear: isNear))
            }
        }
        return seen == older[line * width + column] ? rows : nil
    }

    @inline(__always)
    subscript(_ line: Int, _ column: Int) -> UInt64 { values[line * width + column] }
}

/// The local dates of a zone that calendars cover, as seconds.
struct DayTable: Sendable {
    let first: CivilDate
    /// Where each date starts; the last one is where the last date ends.
    let starts: [Int64]
    /// Of each date, whether every reading of its clock is as many seconds from where it starts.
    private let isPlain: [Bool]
    /// Whether local dates never go back and midnights lie on whole grains, as everywhere but where
    /// the clock is put back over midnight.
    let isRegular: Bool

    init(_ dates: DateRange, _ zone: ZoneRules) {
        first = dates.first
        let starts = (dates.first...dates.last.advanced(by: 1)).map { zone.start(of: $0) }
        self.starts = starts.map(\.secondsSince1970)
        let all = Interval(start: starts[0], end: starts[starts.count - 1]) ?? .always
        let near = Interval(start: all.start - .hours(1), end: all.end + .hours(1)) ?? all
        let changes = zone.transitions(in: near).map(\.secondsSince1970)
        isPlain = starts.indices.dropLast().map { day in
            let (start, end) = (starts[day].secondsSince1970, starts[day + 1].secondsSince1970)
            return end - start == 86_400 && !changes.contains { start <= $0 && $0 <= end }
        }
        isRegular =
            starts.allSatisfy { $0.secondsSince1970 % BitBoard.grain == 0 }
            && zone.transitions(in: all).allSatisfy {
                zone.local($0 - Seconds(1)).date <= zone.local($0).date
            }
    }

    /// The number of dates.
    var count: Int { starts.count - 1 }

    /// The instants of some hours that begin on a date, if the table knows them.
    func instants(of span: CivilSpan, on day: Int) -> (start: Int64, end: Int64)? {
        let isOvernight = span.to <= span.from
        guard day >= 0, day < isPlain.count, isPlain[day] else { return nil }
        let start = starts[day] + Int64(span.from.secondOfDay)
        guard isOvernight else { return (start, starts[day] + Int64(span.to.secondOfDay)) }
        guard day + 1 < isPlain.count, isPlain[day + 1] else { return nil }
        return (start, starts[day + 1] + Int64(span.to.secondOfDay))
    }

    /// The index of the date of a second, if it is one of the dates.
    func index(of second: Int64) -> Int? {
        guard let start = starts.first, let end = starts.last, start <= second, second < end else {
            return nil
        }
        var index = min(count - 1, Int((second - start) / 86_400))
        while starts[index + 1] <= second { index += 1 }
        while starts[index] > second { index -= 1 }
        return index
    }

    /// Where a date starts; the ends of time for dates before and after those of the table.
    func start(of date: CivilDate) -> Int64 {
        let index = date.dayNumber - first.dayNumber
        if index < 0 { return .min }
        return index < starts.count ? starts[index] : .max
    }
}

/// What starts on one date of a counsellor.
struct DayLoad: Sendable, Equatable {
    /// How many appointments.
    private(set) var count: UInt16 = 0
    /// The grain in which the first starts and that after which all have ended, counted from the
    /// start of the date.
    private(set) var first = UInt16.max
    private(set) var end: UInt16 = 0

    mutating func add(_ start: Int64, _ end: Int64, since midnight: Int64) {
        count = UInt16(clamping: Int(count) + 1)
        first = min(first, UInt16(clamping: BitBoard.grain(of: start - midnight)))
        self.end = max(self.end, UInt16(clamping: BitBoard.grain(from: end - midnight)))
    }
}

/// What of a change elsewhere bears on starts: how far, and in whole days or weeks.
struct ChangeReach: Sendable {
    /// The longest appointment with its gaps, in seconds.
    private(set) var longest: Int64 = 86_400 * 2
    private var hasWeeks = false
    private var rest: Int64 = 0

    init() {}

    init(_ supply: Supply) {
        var shape: Int64 = 0
        for service in supply.catalogue.services.versions.flatMap(\.values) {
            let duration = max(service.duration, service.interpretedDuration ?? .zero).count
            let gaps = Channel.allCases.map { service.gap(on: $0) }
            let before = gaps.map(\.before.count).max() ?? 0
            let after = gaps.map(\.after.count).max() ?? 0
            shape = max(shape, duration + before + after)
        }
        let own =
            supply.catalogue.counsellors.versions.flatMap(\.values).map(\.gap)
            + supply.catalogue.interpreters.versions.flatMap(\.values).map(\.gap)
        var widest = own.map { $0.before.count + $0.after.count }.max() ?? 0
        for policy in supply.policies.list {
            switch policy.rule {
            case .gap(let gap): widest = max(widest, gap.before.count + gap.after.count)
            case .limit(.counsellor, .week, _): hasWeeks = true
            case .rest(let length): rest = max(rest, length.count)
            default: break
            }
        }
        longest = shape + widest + BitBoard.grain
    }

    /// The seconds in which starts may change when a row changes in `[start, end)`.
    func seconds(
        around start: Int64, _ end: Int64, on days: DayTable?, floating: Bool
    ) -> (Int64, Int64) {
        var (low, high) = (start - longest, end + longest)
        if floating { (low, high) = (low - 86_400 * 2, high + 86_400 * 2) }
        guard let days, let day = days.index(of: start) else { return (low, high) }
        var (first, last) = (day, day)
        if hasWeeks {
            first -= days.first.advanced(by: day).weekday.offset
            last = first + 6
        }
        low = min(low, days.starts[max(0, first)])
        high = max(high, days.starts[min(days.count, last + 1)])
        if rest > 0 { (low, high) = (low - rest - 86_400, high + rest + 86_400) }
        return (low, high)
    }
}

extension Calendars {
    /// Whether an interval overlaps weekly hours by a counsellor's clock, if the tables know it.
    func overlaps(
        _ interval: Interval, _ hours: WeeklyHours, ofCounsellor number: Int
    ) -> Bool? {
        guard number < zoneNumbers.count else { return nil }
        let zone = zoneNumbers[number]
        let (start, end) = (interval.start.secondsSince1970, interval.end.secondsSince1970)
        guard let first = dayTables[zone].index(of: start),
            let last = dayTables[zone].index(of: end)
        else { return nil }
        var weekday = dayTables[zone].first.advanced(by: first - 1).weekday.offset
        // Hours of the day before may reach into the interval.
        for day in first - 1...last {
            for span in hours.days[weekday] {
                guard let taken = dayTables[zone].instants(of: span, on: day) else { return nil }
                if taken.start < end, start < taken.end { return true }
            }
            weekday = (weekday + 1) % 7
        }
        return false
    }
}

/// Keeping stamps and the counts of appointments by date.
extension Calendars {
    /// Gives every word a new stamp and counts anew; members must be listed.
    mutating func restamp(_ supply: Supply) {
        let catalogue = supply.catalogue
        reach = ChangeReach(supply)
        dayTables = zones.map { DayTable(localDates, $0) }
        areRegular = dayTables.allSatisfy(\.isRegular)
        var regions = Interner<Office.Region>()
        lines = [[Int32]](repeating: [Int32(Stamps.everybody)], count: catalogue.counsellors.count)
        let offices = catalogue.offices.count
        for (office, numbers) in members.enumerated() {
            let named = Set(catalogue.offices.versions[office].values.compactMap(\.region)).sorted()
            let own = named.map { Int32(Stamps.offices + offices) + regions.intern($0) }
            for number in numbers {
                lines[Int(number)].append(Int32(Stamps.offices + office))
                for line in own where !lines[Int(number)].contains(line) {
                    lines[Int(number)].append(line)
                }
            }
        }
        regionLines = regions
        stamps = Stamps(
            lines: Stamps.offices + offices + regions.values.count,
            width: counsellors.reach.wordsPerRow)
        countDays()
    }

    /// The line of a region, if some office ever belongs to it.
    func line(of region: Office.Region) -> Int? {
        regionLines.number(of: region).map { Stamps.offices + members.count + Int($0) }
    }

    /// What starts on each date of each counsellor, expired holds included.
    private mutating func countDays() {
        let width = localDates.last.dayNumber - localDates.first.dayNumber + 1
        dayLoads = [DayLoad](repeating: DayLoad(), count: width * counsellors.rows.count)
        for number in counsellors.rows.indices where number < zoneNumbers.count {
            let table = dayTables[zoneNumbers[number]]
            for busy in counsellors.rows[number].diary.entries {
                guard let day = table.index(of: busy.start) else { continue }
                dayLoads[number * width + day].add(busy.start, busy.end, since: table.starts[day])
            }
        }
    }

    /// How many appointments of a counsellor start on a date of the table.
    @inline(__always)
    func count(ofCounsellor number: Int, day: Int) -> Int {
        Int(dayLoads[number * dayTables[zoneNumbers[number]].count + day].count)
    }

    /// Notes that an appointment came to a counsellor or went.
    mutating func touch(
        counsellor number: Int, _ start: Int64, _ end: Int64, by sign: Int, wasExact: Bool
    ) {
        guard number < lines.count else { return }
        let table = dayTables[zoneNumbers[number]]
        if let day = table.index(of: start) {
            let (index, since) = (number * table.count + day, table.starts[day])
            if sign > 0 {
                dayLoads[index].add(start, end, since: since)
            } else {
                dayLoads[index] = DayLoad()
                let diary = counsellors.rows[number].diary
                for place in diary.index(from: since)..<diary.index(from: table.starts[day + 1]) {
                    let busy = diary.entries[place]
                    dayLoads[index].add(busy.start, busy.end, since: since)
                }
            }
        }
        guard wasExact == counsellors.isExact(number) else {
            return stamps.touch(
                lines[number], 0..<stamps.width, near: 0..<stamps.width, row: number)
        }
        let floating = !counsellors.rows[number].declared.breaks.isEmpty
        let (low, high) = reach.seconds(around: start, end, on: table, floating: floating)
        let (from, to) = reach.seconds(around: start, end, on: nil, floating: floating)
        stamps.touch(lines[number], columns(low, high), near: columns(from, to), row: number)
    }

    /// Notes that an appointment came to an interpreter or a room, or went.
    mutating func touch(
        line: Int, row: Int, floating: Bool, _ start: Int64, _ end: Int64
    ) {
        guard !stamps.values.isEmpty else { return }
        let (low, high) = reach.seconds(around: start, end, on: nil, floating: floating)
        let changed = columns(low, high)
        stamps.touch([Int32(line)], changed, near: changed, row: row)
    }

    /// Notes that all of a counsellor's time changed, or all of an interpreter's.
    mutating func touch(counsellor number: Int) {
        guard number < lines.count else { return }
        stamps.touch(
            lines[number], 0..<stamps.width, near: 0..<stamps.width, row: number)
    }

    mutating func touch(interpreter row: Int) {
        guard !stamps.values.isEmpty else { return }
        let all = 0..<stamps.width
        stamps.touch([Int32(Stamps.interpreters)], all, near: all, row: row)
    }

    /// The words, by their place on the boards, that share a second with `[low, high)`.
    private func columns(_ low: Int64, _ high: Int64) -> Range<Int> {
        let first = (BitBoard.grain(of: low) >> 6) - counsellors.reach.firstWord
        let last = (BitBoard.grain(of: high) >> 6) - counsellors.reach.firstWord
        let begin = min(stamps.width, max(0, first))
        return begin..<max(begin, min(stamps.width, last + 1))
    }
}
