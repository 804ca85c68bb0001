import CRendezvous
import Rendezvous
import RendezvousABI

/// What a call through C costs beside the same call in Swift: openings of one request, 20 and 1 of
/// them, in an office of 40 counsellors with a quarter of their time booked.
///
///     ABIBenchmark [repetitions of a round]
///
/// Rounds of both kinds alternate, and the least of 15 rounds counts, in CPU time of the process.

let now: Int64 = 1_793_606_400
let repetitions = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 2_000

func agency() throws -> Agency {
    var agency = Agency(founded: Instant(secondsSince1970: now))
    try agency.give(.athens)
    let hours = WeeklyHours.weekdays(from: "08:00", to: "15:00")
    try agency.add(Office("kypseli", zone: "Europe/Athens", hours: hours))
    try agency.add(Field("jobseekers", name: "Counselling"))
    try agency.add(Service("advice", in: "jobseekers", lasting: .minutes(30)))
    let day = DayTimetable(from: "08:00", to: "15:00")
    let week = Weekday.allCases.map { $0 <= .friday ? day : .rest }
    for number in 1...40 {
        let id = Counsellor.ID("counsellor-\(number)")
        try agency.add(Counsellor(id, at: "kypseli"))
        try agency.declare(
            Declaration(
                Declaration.ID("d-\(number)"), of: .counsellor(id),
                submitted: Instant(secondsSince1970: now), .weekly(week, .always)))
    }
    return agency
}

func request(_ number: Int) throws -> Request {
    let start = Instant(secondsSince1970: now)
    let window = Interval(start: start, end: start + .hours(24 * 14)) ?? .always
    return Request(
        for: Party(Subject.ID("person-\(number)")), service: "advice",
        within: IntervalSet([window]))
}

/// The log of the office with appointments.
func log() throws -> [Event] {
    let agency = try agency()
    var agenda = Agenda(agency)
    var log = agency.events
    for number in 1...1_400 {
        let request = try request(number)
        let instant = Instant(secondsSince1970: now)
        guard let opening = try agenda.firstOpening(for: request, at: instant) else { continue }
        let events = try agenda.decide(.book(opening.placement, for: request), at: instant)
        try agenda.apply(events)
        log += events
    }
    return log
}

/// The least CPU time of some rounds, in nanoseconds a call.
func measure(_ rounds: Int, _ bodies: [() -> Void]) -> [Double] {
    var best = [Double](repeating: .infinity, count: bodies.count)
    for _ in 0..<rounds {
        for (index, body) in bodies.enumerated() {
            let start = cpuTime()
            for _ in 0..<repetitions { body() }
            best[index] = min(best[index], Double(cpuTime() - start) / Double(repetitions))
        }
    }
    return best
}

let events = try log()
let agenda = try Agenda(replaying: events)
let asked = try request(9_999)
let instant = Instant(secondsSince1970: now)

let bytes = EventLog.encode(events)
var handles = unsafe (events: OpaquePointer?.none, agenda: OpaquePointer?.none)
unsafe precondition(rdv_events_create(&handles.events) == 0)
unsafe precondition(rdv_events_decode(handles.events, bytes, bytes.count) == 0)
unsafe precondition(rdv_agenda_create_replaying(handles.events, nil, &handles.agenda) == 0)

let subject = "person-9999".utf8CString.map { $0 }
let service = "advice".utf8CString.map { $0 }
var window = rdv_interval(start: now, end: now + 14 * 86_400)
var found = [rdv_opening](repeating: rdv_opening(), count: 20)
var count = 0
var total = 0

unsafe subject.withUnsafeBufferPointer { subject in
    unsafe service.withUnsafeBufferPointer { service in
        unsafe withUnsafePointer(to: &window) { window in
            var given = unsafe rdv_request()
            unsafe given.size = unsafe MemoryLayout<rdv_request>.size
            unsafe given.subject = subject.baseAddress
            unsafe given.service = service.baseAddress
            unsafe given.windows = unsafe window
            unsafe given.window_count = 1
            unsafe given.weight = 1
            unsafe given.submitted = Instant.min.secondsSince1970
            for limit in [20, 1] {
                let times = measure(
                    15,
                    [
                        {
                            let answer = try? agenda.openings(
                                for: asked, at: instant, limit: limit)
                            total += answer?.all.count ?? 0
                        },
                        {
                            let status = unsafe rdv_agenda_openings(
                                handles.agenda, &given, now, &found,
                                MemoryLayout<rdv_opening>.size, limit, &count)
                            precondition(status == 0 && count == limit)
                            total += count
                        },
                    ])
                let over = times[1] - times[0]
                print(
                    "openings, \(limit): Swift \(Int(times[0])) ns, C \(Int(times[1])) ns, "
                        + "more \(Int(over)) ns, allowed \(Int(200 + times[0] / 10)) ns")
            }
        }
    }
}
print("\(total) openings")
