import Glibc
import Rendezvous

/// Openings on a whole country's book: 118 offices, 5,000 counsellors, 60 days, 1,000,000
/// appointments, 17 policies in force (Documentation/Benchmarks.md). Times are those of the
/// processor.
///
///     swift run -c release OpeningsBenchmark [counsellors] [days] [appointments] [queries]
let sizes = CommandLine.arguments.dropFirst().map { Int($0) ?? 0 }
let country = Country(
    counsellors: sizes.count > 0 ? sizes[0] : 5_000, days: sizes.count > 1 ? sizes[1] : 60,
    appointments: sizes.count > 2 ? sizes[2] : 1_000_000)
let queries = sizes.count > 3 ? sizes[3] : 2_000
let words = CommandLine.arguments
if words.count == 6, words[4] == "serve", let port = UInt16(words[5]) {
    try Serving.run(country, port: port)
    exit(0)
}

do {
    var clock = Stopwatch()
    let agency = try country.agency()
    clock.lap("describe the agency (\(agency.events.count) events)")
    var agenda = Agenda(agency)
    clock.lap("draw its calendars")
    let booked = try country.fill(&agenda)
    clock.lap("apply \(booked) appointments")
    print("resident memory: \(residentMegabytes()) MB")
    for scope in Country.Scope.allCases {
        for interpreter in [false, true] {
            try measureStarts(agenda, scope, interpreter)
            try measureOpenings(agenda, scope, interpreter)
        }
    }
    print("resident memory: \(residentMegabytes()) MB")
    try measureExplanations(agenda)
    for pass in 0..<3 { try measureBooking(&agenda, from: pass * queries) }
    try measureSearchAfterBooking(&agenda)
    print("resident memory: \(residentMegabytes()) MB")
} catch {
    print("failed: \(error)")
    exit(1)
}

/// All starts of ten days: the first time that a question is asked, and again.
func measureStarts(_ agenda: Agenda, _ scope: Country.Scope, _ interpreter: Bool) throws {
    let requests = (0..<queries).map { country.request($0, scope, interpreter: interpreter) }
    let title = "all starts, \(scope)\(interpreter ? ", interpreter" : "")"
    for pass in ["first asked", "asked again"] {
        var (times, found): ([Double], Int) = ([], 0)
        let (work, repeats) = (agenda.searchWork, pass == "asked again" ? 20 : 1)
        for request in requests {
            let start = processorNanoseconds()
            for _ in 1..<repeats { _ = try agenda.starts(for: request, at: country.now) }
            found += try agenda.starts(for: request, at: country.now).count
            times.append(Double(processorNanoseconds() - start) / Double(repeats))
        }
        report("\(title), \(pass)", times, "\(found) starts")
        if repeats > 1 { try measurePrepared(agenda, requests, title) }
        if repeats > 1 {
            let each = (agenda.searchWork - work) / (requests.count * repeats)
            Gates.check("words for a question asked again, \(scope)", each, most: 120)
        }
    }
}

/// The same by requests that were prepared, a second or two later, nothing having happened.
func measurePrepared(_ agenda: Agenda, _ requests: [Request], _ title: String) throws {
    var times: [Double] = []
    for request in requests {
        let prepared = try agenda.prepare(request)
        let later = country.now + Seconds(1)
        _ = try agenda.starts(for: prepared, at: later)
        let start = processorNanoseconds()
        for turn in 0..<100 {
            _ = try agenda.starts(for: prepared, at: later + Seconds(Int64(turn % 2)))
        }
        times.append(Double(processorNanoseconds() - start) / 100)
    }
    report("\(title), prepared", times, "")
}

/// Openings with counsellor, interpreter and cost chosen: the first 20, and all of ten days.
func measureOpenings(_ agenda: Agenda, _ scope: Country.Scope, _ interpreter: Bool) throws {
    for limit in [1, 20, 10_000] where limit < 100 || scope == .office {
        var (times, found): ([Double], Int) = ([], 0)
        for number in 0..<queries {
            let request = country.request(number, scope, interpreter: interpreter)
            let start = processorNanoseconds()
            found += try agenda.openings(for: request, at: country.now, limit: limit).all.count
            times.append(Double(processorNanoseconds() - start))
            if times.reduce(0, +) > 4e9 { break }
        }
        report(
            "first \(limit) openings, \(scope)\(interpreter ? ", interpreter" : "")", times,
            "\(found) openings")
    }
}

/// One person after the other asks for the first opening of an office and books it: the first time
/// with questions that nobody has asked, then with those that others have.
func measureBooking(_ agenda: inout Agenda, from person: Int) throws {
    var (search, decide, apply): (UInt64, UInt64, UInt64) = (0, 0, 0)
    var booked = 0
    let work = agenda.searchWork
    for number in person..<person + queries {
        let request = country.request(number, .office, interpreter: false)
        let start = processorNanoseconds()
        guard let first = try agenda.firstOpening(for: request, at: country.now) else { continue }
        let found = processorNanoseconds()
        let events = try agenda.decide(.book(first.placement, for: request), at: country.now)
        let decided = processorNanoseconds()
        try agenda.apply(events)
        apply += processorNanoseconds() - decided
        decide += decided - found
        search += found - start
        booked += 1
    }
    let all = Double(search + decide + apply) / 1e9
    func each(_ time: UInt64) -> Double { (Double(time) / Double(booked) / 10).rounded() / 100 }
    print(
        "search and book, office: \(Int(Double(booked) / all)) a second (\(booked) booked); "
            + "search \(each(search)) us, decide \(each(decide)) us, apply \(each(apply)) us")
    Gates.check(
        "words for search and book", (agenda.searchWork - work) / max(1, booked), most: 3_000)
}

/// All starts of ten days, asked before somebody else books there and right after.
func measureSearchAfterBooking(_ agenda: inout Agenda) throws {
    var person = 1_000_000
    for scope in Country.Scope.allCases {
        var (times, work): ([Double], Int) = ([], 0)
        for number in 0..<min(queries, 500) {
            person += 1
            let other = country.request(person, .office, interpreter: false)
            var request = country.request(number, scope, interpreter: false)
            request.service = other.service
            request.scope = scope == .office ? other.scope : request.scope
            request.windows = other.windows
            _ = try agenda.starts(for: request, at: country.now)
            guard let first = try agenda.firstOpening(for: other, at: country.now) else { continue }
            try agenda.apply(
                agenda.decide(.book(first.placement, for: other), at: country.now))
            let (before, start) = (agenda.searchWork, processorNanoseconds())
            _ = try agenda.starts(for: request, at: country.now)
            times.append(Double(processorNanoseconds() - start))
            work += agenda.searchWork - before
        }
        let each = work / max(1, times.count)
        report("all starts, \(scope), after a booking", times, "\(each) words each")
        if scope == .office {
            Gates.check("words for a question after a booking, \(scope)", each, most: 200)
        }
    }
}

/// Work that is the same on every machine, and the most that it may be.
enum Gates {
    static func check(_ title: String, _ count: Int, most: Int) {
        print("gate: \(title): \(count), at most \(most)\(count > most ? ": FAILED" : "")")
        if count > most { exit(1) }
    }
}

func report(_ title: String, _ times: [Double], _ found: String) {
    let sorted = times.sorted()
    guard !sorted.isEmpty else { return }
    func quantile(_ share: Double) -> Double {
        let time = sorted[min(sorted.count - 1, Int(Double(sorted.count) * share))]
        return (time / 10).rounded() / 100
    }
    print(
        "\(title): \(sorted.count) queries, p50 \(quantile(0.5)) us, p99 \(quantile(0.99)) us "
            + found)
}

/// The processor time of this thread, so that other programs on the machine do not count.
func processorNanoseconds() -> UInt64 {
    var time = timespec()
    unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
}

/// The resident memory of this process, from the kernel's own count of pages.
func residentMegabytes() -> Int {
    guard let file = unsafe fopen("/proc/self/statm", "r") else { return -1 }
    defer { unsafe fclose(file) }
    var text = [CChar](repeating: 0, count: 128)
    guard unsafe fgets(&text, 128, file) != nil else { return -1 }
    let fields = String(decoding: text.map { UInt8(bitPattern: $0) }, as: UTF8.self).split(
        separator: " ")
    return (Int(fields[1]) ?? 0) * 4_096 / 1_048_576
}

struct Stopwatch {
    private var last = processorNanoseconds()

    mutating func lap(_ title: String) {
        let now = processorNanoseconds()
        print("\(title): \((now - last) / 1_000_000) ms")
        last = now
    }
}
