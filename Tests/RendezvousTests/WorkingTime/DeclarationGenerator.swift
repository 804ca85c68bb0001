import Rendezvous
import RendezvousTesting

/// Random stacks of declarations of one worker around some dates, many of them odd.
struct DeclarationGenerator {
    var random: SeededGenerator
    let zone: ZoneRules
    /// The dates to ask about; half of the time around a daylight-saving change.
    let dates: DateRange
    let worker = Worker.counsellor("maria")
    /// The latest submission.
    let now: Instant
    /// Whether breaks may lie anywhere, also far from the day's work.
    let isWild: Bool

    init(seed: UInt64, isWild: Bool) {
        var random = SeededGenerator(seed: seed)
        zone = random.pick([ZoneRules.athens, .bucharest, .copenhagen]) ?? .athens
        let days: [CivilDate] = ["2026-03-29", "2026-10-25", "2026-11-24", "2027-02-28"]
        let first = (random.pick(days) ?? "2026-11-24").advanced(by: random.int(-3...1))
        dates = DateRange(from: first, to: first.advanced(by: random.int(0...4))) ?? .always
        now = zone.start(of: first) - .hours(1_000)
        self.isWild = isWild
        self.random = random
    }

    /// Declarations in the order of the log.
    mutating func stack() -> [Declaration] {
        (0..<random.int(1...6)).map { declaration(number: $0) }
    }

    mutating func declaration(number: Int) -> Declaration {
        let content: Declaration.Content
        switch random.int(0...15) {
        case 0...3: content = .weekly((0..<7).map { _ in day() }, range())
        case 4...6: content = .daily(day(), range())
        case 7: content = .leave(Leave("annual", .days(range(longest: 2))))
        case 8...9: content = .leave(Leave("hours", .hours(date(), span())))
        case 10: content = .planned(Leave("annual", .days(range(longest: 1))))
        case 11: content = .planned(Leave("hours", .hours(date(), span()), counting: 1))
        case 12...13: content = .overtime(Overtime(date(), span(), at: place()))
        case 14: content = .contract(contract(), range())
        default: content = .inclusion(Inclusion(declaredTime: date(), card: date()))
        }
        // Often at once, so that the place in the log decides.
        let submitted = now - .hours(Int64(random.int(0...3)))
        return Declaration(
            Declaration.ID("d-\(number)"), of: worker, submitted: submitted, content)
    }

    private mutating func place() -> WorkPlace { random.chance(1, in: 3) ? .telework : .onSite }

    private mutating func contract() -> Contract {
        let pause = ContractBreak(
            .minutes(Int64(random.int(1...120))), isInsideHours: random.chance(1, in: 2),
            after: .hours(Int64(random.int(0...8))))
        return Contract(
            pause: random.chance(3, in: 4) ? pause : nil,
            firstDay: random.chance(1, in: 2) ? day() : nil)
    }

    private mutating func date() -> CivilDate {
        dates.first.advanced(by: random.int(-2...5))
    }

    private mutating func range(longest: Int = 6) -> DateRange {
        switch random.int(0...5) {
        case 0: return .always
        case 1: return DateRange(from: date())
        case 2: return DateRange(date())
        default:
            let first = date()
            let last = first.advanced(by: random.int(0...longest))
            return DateRange(from: first, to: last) ?? DateRange(first)
        }
    }

    private mutating func time() -> CivilTime {
        // On the half hour, about the changes of the clock, or anywhere.
        switch random.int(0...9) {
        case 0: CivilTime(secondOfDay: random.int(0...86_399))
        case 1...3: CivilTime(secondOfDay: 7_200 + random.int(0...16) * 600)
        default: CivilTime(secondOfDay: random.int(0...47) * 1_800)
        }
    }

    private mutating func span() -> CivilSpan {
        switch random.int(0...9) {
        case 0: CivilSpan(.midnight, .endOfDay)
        case 1: CivilSpan(time(), .endOfDay)
        default: CivilSpan(time(), time())
        }
    }

    private mutating func day() -> DayTimetable {
        if random.chance(1, in: 6) { return isWild ? DayTimetable([], breaks: breaks([])) : .rest }
        // Times in order, taken in pairs; the last pair may go on past midnight.
        let times = Set((0..<random.int(1...4)).map { _ in time() }).sorted()
        var spans = zip(times, times.dropFirst()).enumerated().filter { $0.offset % 2 == 0 }
            .map { CivilSpan($0.element.0, $0.element.1) }
        if times.count % 2 == 1, let last = times.last {
            let end = random.chance(1, in: 2) ? CivilTime.endOfDay : times[0]
            spans.append(CivilSpan(last, end))
        }
        let stretches = spans.map { WorkStretch($0, at: place()) }
        return DayTimetable(stretches, breaks: breaks(spans))
    }

    private mutating func breaks(_ spans: [CivilSpan]) -> [Break] {
        var breaks: [Break] = []
        for _ in 0..<random.int(0...2) {
            guard let span = isWild ? span() : inside(spans) else { continue }
            let length = span.to.secondOfDay - span.from.secondOfDay
            let window = length > 0 ? length : length + 86_400
            breaks.append(
                random.chance(1, in: 2)
                    ? .fixed(span)
                    : .floating(Seconds(Int64(random.int(1...window))), within: span))
        }
        return breaks
    }

    /// A break inside one of the day's stretches.
    private mutating func inside(_ spans: [CivilSpan]) -> CivilSpan? {
        guard let work = random.pick(spans) else { return nil }
        let start = work.from.secondOfDay
        let length = (work.to.secondOfDay - start + 86_399) % 86_400 + 1
        let from = random.int(0...(length - 1))
        let to = random.int((from + 1)...length)
        // A break may end at 24:00, and begins at 00:00 of the next date instead.
        return CivilSpan(
            CivilTime(secondOfDay: (start + from) % 86_400), Self.time(start + to))
    }

    private static func time(_ second: Int) -> CivilTime {
        CivilTime(secondOfDay: second == 86_400 ? second : second % 86_400)
    }
}
