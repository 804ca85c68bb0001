internal import Foundation
internal import Rendezvous

/// A problem in one of the public formats of the benchmarks.
enum ProblemFile {
    /// `smptsp`: fixed tasks, fewest counsellors.
    case staffing(FixedWork)
    /// `concert-hall`: weighted fixed tasks, serve most.
    case selection(FixedWork)
    /// `test-scheduling`: free times, finish earliest; with the names of tests and machines.
    case schedule(FlexibleWork, tests: [String], machines: [String])

    /// `appt-batch`: requests, counsellors, interpreters and rooms, serve the most weight.
    case batch(ApptBatch)

    static let formats = ["appt-batch", "smptsp", "test-scheduling", "concert-hall"]
    /// The formats in one line.
    static let names = formats.joined(separator: ", ")

    /// Why a text is not what its format says.
    struct Unreadable: Error {
        let message: String
    }

    init(_ text: String, format: String) throws(Unreadable) {
        do throws(Refusal) {
            switch format {
            case "appt-batch": self = .batch(try Self.batch(text))
            case "smptsp": self = .staffing(try Self.staffing(text))
            case "concert-hall": self = .selection(try Self.selection(text))
            default: self = try Self.schedule(text)
            }
        } catch {
            throw Unreadable(message: "\(error)")
        }
    }

    private static func wrong(_ what: String) -> Refusal { Refusal(.invalidValue, what) }

    private static func numbers(
        _ text: some StringProtocol, _ place: String
    ) throws(Refusal)
        -> [Int]
    {
        var result: [Int] = []
        for word in text.split(whereSeparator: { " ,\t[]".contains($0) }) {
            guard let number = Int(word) else {
                throw wrong("\(place): number (\(word.prefix(40))) must be a whole number")
            }
            result.append(number)
        }
        return result
    }

    private static func batch(_ text: String) throws(Refusal) -> ApptBatch {
        do {
            let batch = try JSONDecoder().decode(ApptBatch.self, from: Data(text.utf8))
            try batch.check()
            return batch
        } catch let refusal as Refusal {
            throw refusal
        } catch {
            throw wrong("the instance must be of appt-batch/1: \(error)")
        }
    }

    private static func staffing(_ text: String) throws(Refusal) -> FixedWork {
        var tasks: [FixedWork.Task] = []
        var qualified: [[Int]] = []
        var declared: [String: Int] = [:]
        for (index, line) in text.split(
            omittingEmptySubsequences: false, whereSeparator: \.isNewline
        ).enumerated() {
            let place = "line \(index + 1)"
            if line.hasPrefix("#") || line.allSatisfy(\.isWhitespace) { continue }
            if line.contains("=") {
                let parts = line.split(separator: "=", maxSplits: 1)
                guard parts.count == 2, let name = parts[0].split(separator: " ").first else {
                    throw wrong("\(place) (\(line.prefix(40))) must be NAME = NUMBER")
                }
                declared[String(name)] = try numbers(parts[1], place).first
            } else if let colon = line.firstIndex(of: ":") {
                let list = try numbers(line[line.index(after: colon)...], place)
                guard try numbers(line[..<colon], place) == [list.count] else {
                    throw wrong(
                        "\(place): number of tasks (\(line[..<colon])) must be \(list.count)")
                }
                qualified.append(list)
            } else {
                let pair = try numbers(line, place)
                guard pair.count == 2 else {
                    throw wrong("\(place) (\(line.prefix(40))) must be START END")
                }
                tasks.append(FixedWork.Task(pair[0], pair[1]))
            }
        }
        guard declared["Jobs"] == tasks.count, declared["Qualifications"] == qualified.count else {
            throw wrong(
                "Jobs and Qualifications must be \(tasks.count) and \(qualified.count), the lines "
                    + "that follow")
        }
        return try FixedWork(tasks: tasks, qualified: qualified)
    }

    private static func selection(_ text: String) throws(Refusal) -> FixedWork {
        var lists: [String: [Int]] = [:]
        for statement in text.split(separator: ";") {
            let parts = statement.split(separator: "=", maxSplits: 1)
            guard parts.count == 2, let name = parts[0].split(whereSeparator: \.isWhitespace).first
            else { continue }
            let value = parts[1].map { $0.isNewline ? " " : $0 }
            lists[String(name)] = try numbers(String(value), String(name))
        }
        func list(_ name: String, _ count: String) throws(Refusal) -> [Int] {
            guard let list = lists[name], [list.count] == lists[count] else {
                throw wrong(
                    "\(name) (\(lists[name]?.count ?? 0) values) must be as many as \(count)")
            }
            return list
        }
        let starts = try list("start", "num_offers")
        let ends = try list("end", "num_offers")
        let prices = try list("price", "num_offers")
        let requirements = try list("requirement", "num_offers")
        let halls = try list("capacity", "num_halls")
        return try FixedWork(
            tasks: starts.indices.map { .init(starts[$0], ends[$0], weight: prices[$0]) },
            qualified: halls.map { hall in starts.indices.filter { requirements[$0] <= hall } })
    }

    private static func schedule(_ text: String) throws(Refusal) -> ProblemFile {
        var machines: [String: Int] = [:]
        var machineNames: [String] = []
        var lines: [(name: String, duration: Int, machines: [String], resources: [String])] = []
        for (index, line) in text.split(
            omittingEmptySubsequences: false, whereSeparator: \.isNewline
        ).enumerated() {
            func quoted(_ text: some StringProtocol) -> [String] {
                text.split(separator: "'", omittingEmptySubsequences: false).enumerated()
                    .filter { $0.offset % 2 == 1 }.map { String($0.element) }
            }
            if line.hasPrefix("embedded_board("), let name = quoted(line).first {
                machines[name] = machineNames.count
                machineNames.append(name)
            } else if line.hasPrefix("test(") {
                let parts = line.split(separator: "[").map { $0.split(separator: "]")[0...] }
                let head = parts.first?.first.map { $0.split(separator: ",") } ?? []
                guard parts.count >= 3, head.count >= 2, let name = quoted(head[0]).first,
                    let duration = try numbers(head[1], "line \(index + 1)").first
                else { throw wrong("line \(index + 1) (\(line.prefix(40))) must be a test") }
                let lists = line.split(separator: "[", omittingEmptySubsequences: false)
                func names(_ position: Int) -> [String] {
                    quoted(lists[position].prefix { $0 != "]" })
                }
                lines.append((name, duration, names(1), names(2)))
            }
        }
        var resources: [String: Int] = [:]
        var visits: [FlexibleWork.Visit] = []
        for line in lines {
            var staff: [Int] = []
            for name in line.machines {
                guard let machine = machines[name] else {
                    throw wrong("machine (\(name)) of \(line.name) is not among the boards")
                }
                staff.append(machine)
            }
            for name in line.resources where resources[name] == nil {
                resources[name] = resources.count
            }
            visits.append(
                .init(
                    line.duration, by: staff.isEmpty ? Array(machineNames.indices) : staff,
                    using: line.resources.compactMap { resources[$0] }))
        }
        let work = try FlexibleWork(
            visits: visits, counsellors: machineNames.count, resources: resources.count)
        return .schedule(work, tests: lines.map(\.name), machines: machineNames)
    }
}
