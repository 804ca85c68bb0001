import Glibc
import Rendezvous

/// Openings on a whole country's book: 118 offices, 5,000 counsellors, 60 days, 1,000,000
/// appointments (Documentation/Benchmarks.md).
///
///     swift run -c release OpeningsBenchmark [counsellors] [days] [appointments] [queries]
let sizes = CommandLine.arguments.dropFirst().map { Int($0) ?? 0 }
let country = Country(
    counsellors: sizes.count > 0 ? sizes[0] : 5_000, days: sizes.count > 1 ? sizes[1] : 60,
    appointments: sizes.count > 2 ? sizes[2] : 1_000_000)
let queries = sizes.count > 3 ? sizes[3] : 2_000

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
            var times: [UInt64] = []
            var found = 0
            for number in 0..<queries {
                let request = country.request(number, scope, interpreter: interpreter)
                let start = nanoseconds()
                found += try agenda.openings(for: request, at: country.now, limit: 20).all.count
                times.append(nanoseconds() - start)
                if times.reduce(0, +) > 8_000_000_000 { break }
            }
            report("first 20, \(scope)\(interpreter ? ", interpreter" : "")", times, found)
        }
    }
    try measureExplanations(agenda)
    try measureBooking(&agenda)
} catch {
    print("failed: \(error)")
    exit(1)
}

func measureBooking(_ agenda: inout Agenda) throws {
    var booked = 0
    let start = nanoseconds()
    for number in 0..<queries {
        let request = country.request(number, .office, interpreter: false)
        guard let first = try agenda.openings(for: request, at: country.now, limit: 1).all.first
        else { continue }
        let events = try agenda.decide(.book(first.placement, for: request), at: country.now)
        try agenda.apply(events)
        booked += 1
    }
    let seconds = Double(nanoseconds() - start) / 1e9
    print("search and book: \(Int(Double(booked) / seconds)) a second (\(booked) booked)")
}

func report(_ title: String, _ times: [UInt64], _ found: Int) {
    let sorted = times.sorted()
    func quantile(_ share: Double) -> Double {
        Double(sorted[min(sorted.count - 1, Int(Double(sorted.count) * share))]) / 1_000
    }
    let line = "p50 \(quantile(0.5)) us, p99 \(quantile(0.99)) us, \(found) openings"
    print("\(title): \(sorted.count) queries, \(line)")
}

func nanoseconds() -> UInt64 {
    var time = timespec()
    unsafe clock_gettime(CLOCK_MONOTONIC, &time)
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
    private var last = nanoseconds()

    mutating func lap(_ title: String) {
        let now = nanoseconds()
        print("\(title): \((now - last) / 1_000_000) ms")
        last = now
    }
}
