import Glibc
import Rendezvous
import RendezvousSimulation
import RendezvousThreads

// BookBenchmark light [counsellors] [working days] [requests a day and counsellor] [runs]
//     An appointment year on the light book, by the rules of SimulationReference/book.cpp; of
//     several runs the median of their times.
// BookBenchmark agenda [counsellors] [working days] [requests a day and counsellor] [runs]
//     The same on the production agenda.
// BookBenchmark threads [policies] [replications] [threads]
//     Policies on the light book, on one thread and on several: how well they use the processors.

func cpu() -> Double { Double(clock()) / Double(CLOCKS_PER_SEC) }

/// 250 counsellors in one office, eight hours a day from Monday to Friday.
func agency(_ counsellors: Int) throws -> Agency {
    var agency = Agency(founded: Instant(secondsSince1970: 1_767_225_600))
    try agency.give(.athens)
    try agency.add(
        Office("office", zone: "Europe/Athens", hours: .weekdays(from: "08:00", to: "16:00")))
    try agency.add(Field("field", name: "Field"))
    try agency.add(
        Service(
            "advice", in: "field", lasting: .minutes(30), channels: [.phone], horizon: 60,
            startGrid: 30))
    let day = DayTimetable(from: "08:00", to: "16:00")
    for number in 0..<counsellors {
        let id = Counsellor.ID("c-\(number)")
        try agency.add(Counsellor(id, at: "office"))
        try agency.declare(
            Declaration(
                Declaration.ID("d-\(number)"), of: .counsellor(id), submitted: agency.founded,
                .weekly(
                    Array(repeating: day, count: 5) + [.rest, .rest],
                    DateRange(from: "2026-01-01"))))
    }
    return agency
}

func study(
    _ counsellors: Int, _ workingDays: Int, _ load: Double, policies: Int = 1, isLight: Bool
) throws -> BookStudy {
    var clients = ClientStream("all", service: "advice", perDay: load * Double(counsellors))
    clients.noShow = [
        .init(from: 0, share: 0.05), .init(from: 1, share: 0.15), .init(from: 3, share: 0.25),
        .init(from: 7, share: 0.35),
    ]
    clients.cancels = 0.1
    clients.lateness = try .zeroOrExponential(share: 0.7, mean: 240)
    clients.length = try .logNormal(mean: 1_500, variation: 0.4)
    let scenario = try BookScenario(
        events: agency(counsellors).events, from: "2026-01-05", days: workingDays / 5 * 7,
        clients: [clients], isLight: isLight)
    let all = (0..<policies).map { number in
        var policy = BookPolicy("policy-\(number)")
        policy.backfills = number % 2 == 1
        return policy
    }
    return try BookStudy(scenario, policies: all)
}

func year(
    _ counsellors: Int, _ days: Int, _ load: Double, runs: Int, isLight: Bool
) throws {
    let prepared = cpu()
    let study = try study(counsellors, days, load, isLight: isLight)
    let start = cpu()
    var run = try study.run(policy: 0, StreamKey(seed: 1, replication: 0))
    var times = [cpu() - start]
    for _ in 1..<max(1, runs) {
        let again = cpu()
        run = try study.run(policy: 0, StreamKey(seed: 1, replication: 0))
        times.append(cpu() - again)
    }
    let seconds = times.sorted()[times.count / 2]
    func value(_ name: String) -> Double {
        study.metrics.firstIndex(of: StudyMetric(name)).map { run.values[$0] } ?? .nan
    }
    let requests = value("requests")
    print(
        "cpu_s \(seconds) prepared_s \(start - prepared) requests \(Int(requests))",
        "requests_per_s \(Int(requests / seconds)) lead_h \(value("leadDays") * 24)",
        "wait_min \(value("waitMinutes")) missed \(value("missedShare"))",
        "cancelled \(value("cancelled"))")
}

func threads(_ policies: Int, _ replications: Int, _ threads: Int) throws {
    let study = try study(50, 125, 17.28, policies: policies, isLight: true)
    func wall(_ count: Int) throws -> (Double, Double, StudyResults) {
        let (start, from) = (MonotonicClock.now, cpu())
        let results = try study.run(
            0..<replications, seed: 1, execution: ThreadedExecution(threads: count))
        return (Double(MonotonicClock.now - start) / 1e9, cpu() - from, results)
    }
    let one = try wall(1)
    let many = try wall(threads)
    print(
        "one_wall_s \(one.0) one_cpu_s \(one.1) wall_s \(many.0) cpu_s \(many.1)",
        "efficiency_wall \(one.0 / many.0 / Double(threads))",
        // What the same work costs on several threads; on a busy machine wall time says nothing.
        "efficiency_cpu \(one.1 / many.1)",
        "efficiency_busy \(many.1 / many.0 / Double(threads)) same \(one.2 == many.2)")
}

let words = Array(CommandLine.arguments.dropFirst())
func number(_ place: Int, _ usual: Double) -> Double {
    words.count > place ? Double(words[place]) ?? usual : usual
}
switch words.first {
case "agenda", "light", nil:
    try year(
        Int(number(1, 250)), Int(number(2, 250)), number(3, 17.28), runs: Int(number(4, 1)),
        isLight: words.first != "agenda")
case "threads": try threads(Int(number(1, 8)), Int(number(2, 30)), Int(number(3, 2)))
default: print("must begin with light, agenda or threads")
}
