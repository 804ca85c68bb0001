import Glibc
import Rendezvous

/// Declarations of many people, resolved and answered as known at any moment
/// (Documentation/Benchmarks.md).
///
///     swift run -c release WorkingTimeBenchmark [people] [declarations]
let sizes = CommandLine.arguments.dropFirst().map { Int($0) ?? 0 }
let people = sizes.count > 0 ? sizes[0] : 5_000
let total = sizes.count > 1 ? sizes[1] : 100_000
let zone = ZoneRules.athens
let founded = zone.start(of: "2025-12-01")
let year = DateRange(from: "2026-01-01", to: "2026-12-31") ?? .always

do {
    var clock = Stopwatch()
    let supply = try agency()
    var events = supply.events
    clock.lap("describe \(people) people")
    let before = residentBytes()
    let declarations = (0..<total).map(declaration)
    events += declarations.map { Event(at: $0.submitted, .declared($0)) }
    let bytes = EventLog.encode(events).count - EventLog.encode(supply.events).count
    clock.lap("make \(total) declarations")
    let own = residentBytes()
    var agenda = try Agenda(replaying: events)
    clock.lap("replay the log and draw the calendars")
    print("log: \(bytes / total) bytes a declaration")
    print("memory: \((own - before) / total) bytes a declaration as events")
    print(
        "memory: \((residentBytes() - own) / total) bytes a declaration in the agenda, "
            + "calendars of all people included")
    try measureYears(agenda)
    try measureChanges(&agenda)
} catch {
    print("failed: \(error)")
    exit(1)
}

/// Offices of 50 people.
func agency() throws -> Agency {
    var agency = Agency(founded: founded)
    try agency.give(zone)
    try agency.add(Field("jobs", name: ""))
    try agency.add(Service("advice", in: "jobs", lasting: .minutes(30)))
    for number in 0...people / 50 {
        let hours = WeeklyHours.weekdays(from: "07:00", to: "18:00")
        try agency.add(Office(Office.ID("o-\(number)"), zone: zone.name, hours: hours))
    }
    for number in 0..<people {
        try agency.add(Counsellor(worker(number), at: Office.ID("o-\(number / 50)")))
    }
    return agency
}

func worker(_ number: Int) -> Counsellor.ID { Counsellor.ID("c-\(number)") }

/// The declarations go round: first a week for everybody, then days, leave and overtime.
func declaration(_ number: Int) -> Declaration {
    let (round, person) = (number / people, number % people)
    let day = DayTimetable(from: person % 2 == 0 ? "08:00" : "09:00", to: "16:30")
    let date = CivilDate(dayNumber: year.first.dayNumber + (round * 37 + person) % 365)
    let content: Declaration.Content
    switch round {
    case 0:
        let week = Array(repeating: day, count: 5) + [.rest, .rest]
        content = .weekly(week, DateRange(from: "2026-01-01"))
    case 1:
        let pause = ContractBreak(.minutes(20), isInsideHours: true)
        content = .contract(Contract(pause: pause), .always)
    default:
        switch (round + person) % 5 {
        case 0: content = .leave(Leave("ΑΔΚΑΝ", .days(DateRange(date))))
        case 1: content = .leave(Leave("ΩΑΓΟΝ", .hours(date, CivilSpan("09:00", "11:00"))))
        case 2: content = .overtime(Overtime(date, CivilSpan("17:00", "19:00")))
        default:
            content = .daily(DayTimetable(from: "10:00", to: "18:00"), DateRange(date))
        }
    }
    return Declaration(
        Declaration.ID("d-\(number)"), of: .counsellor(worker(person)),
        submitted: founded + .minutes(Int64(round)), content)
}

/// One person's year, as known at some moment: nothing is kept between the answers.
func measureYears(_ agenda: Agenda) throws {
    var (times, intervals): ([UInt64], Int) = ([], 0)
    for number in 0..<2_000 {
        let moment = founded + .minutes(Int64(number * 7 % max(1, total / people)))
        let start = nanoseconds()
        let found = agenda.workingTime(
            of: .counsellor(worker(number * 31 % people)), on: year, knownAt: moment)
        times.append(nanoseconds() - start)
        intervals += found?.working.intervals.count ?? 0
    }
    report("a person's year as known at a moment", times, "\(intervals) stretches")
}

/// Declarations of one day come in while openings are asked for.
func measureChanges(_ agenda: inout Agenda) throws {
    let now = zone.start(of: "2025-12-20")
    let window = Interval(start: now, end: now + .hours(24 * 30)) ?? .always
    let request = Request(
        for: Party("p"), service: "advice", at: .offices(["o-0"]), within: IntervalSet(window))
    let base = try agenda.openings(for: request, at: now, limit: 1_000).all.count
    var (applying, asking): ([UInt64], [UInt64]) = ([], [])
    for number in 0..<1_000 {
        let date = CivilDate(dayNumber: year.first.dayNumber + number % 20)
        let declaration = Declaration(
            Declaration.ID("n-\(number)"), of: .counsellor(worker(number % min(50, people))),
            submitted: now, .daily(DayTimetable(from: "11:00", to: "15:00"), DateRange(date)))
        let start = nanoseconds()
        let events = try agenda.decide(.amend(.declared(declaration)), at: now)
        try agenda.apply(events)
        let middle = nanoseconds()
        _ = try agenda.openings(for: request, at: now, limit: 20)
        applying.append(middle - start)
        asking.append(nanoseconds() - middle)
    }
    report("a declaration of one day comes in", applying, "1 worker, 3 dates resolved each")
    report("openings right after it, first 20", asking, "\(base) openings before")
}

func report(_ title: String, _ times: [UInt64], _ work: String) {
    let sorted = times.sorted()
    func quantile(_ share: Double) -> Double {
        Double(sorted[min(sorted.count - 1, Int(Double(sorted.count) * share))]) / 1_000
    }
    let times = "p50 \(quantile(0.5)) us, p99 \(quantile(0.99)) us"
    print("\(title): \(sorted.count) times, \(times), \(work)")
}

func nanoseconds() -> UInt64 {
    var time = timespec()
    unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
}

/// The resident memory of this process, from the kernel's own count of pages.
func residentBytes() -> Int {
    guard let file = unsafe fopen("/proc/self/statm", "r") else { return -1 }
    defer { unsafe fclose(file) }
    var text = [CChar](repeating: 0, count: 128)
    guard unsafe fgets(&text, 128, file) != nil else { return -1 }
    let fields = String(decoding: text.map { UInt8(bitPattern: $0) }, as: UTF8.self).split(
        separator: " ")
    return (Int(fields[1]) ?? 0) * 4_096
}

struct Stopwatch {
    private var last = nanoseconds()

    mutating func lap(_ title: String) {
        let now = nanoseconds()
        print("\(title): \((now - last) / 1_000_000) ms")
        last = now
    }
}
