import Foundation
import Rendezvous

/// An instance of the public format `appt-batch/1`.
struct ApptBatch: Decodable {
    struct Objective: Decodable {
        let wait_per_day: Int
        let discontinuity: Int
        let change: Int
    }
    struct Office: Decodable {
        let id: Int
        let region: Int
        let rooms: Int?
    }
    struct Counsellor: Decodable {
        let id: Int
        let office: Int
        let services: [Int]
        let languages: [Int]
        let remote: Bool
        let buffer: Int
        let max_per_day: Int
        let work: [[Int]]
        let busy: [[Int]]
    }
    struct Interpreter: Decodable {
        let id: Int
        let languages: [Int]
        let work: [[Int]]
        let busy: [[Int]]
    }
    struct Ask: Decodable {
        let id: Int
        let service: Int
        let grains: Int
        let office: Int
        let channel: String
        let language: Int?
        let windows: [[Int]]
        let weight: Int
        let preferred: Int?
        let must: Bool
        let earliest_day: Int
    }
    let grains_per_day: Int
    let days: Int
    let offices: [Office]
    let counsellors: [Counsellor]
    let interpreters: [Interpreter]
    let requests: [Ask]
    let objective: Objective
}

/// The tables of the core for an instance, and the way back.
struct BatchModel {
    private(set) var model: AllocationModel
    private let batch: ApptBatch
    private let wordsPerDay: Int
    private var firstInterpreter = 0

    init(_ batch: ApptBatch, soft: Bool) {
        self.batch = batch
        wordsPerDay = (batch.grains_per_day + 63) / 64
        model = AllocationModel(words: wordsPerDay, axisGrains: batch.days * wordsPerDay * 64)
        build(soft: soft)
    }

    private func grain(_ day: Int, _ grain: Int) -> Int { day * wordsPerDay * 64 + grain }

    private mutating func build(soft: Bool) {
        var lengths = [Set<Int>](repeating: [], count: 64)
        for ask in batch.requests { lengths[ask.service].insert(ask.grains) }
        // Cells in order of day, then counsellor.
        var cellOf: [Int: Int] = [:]
        var slotOf: [[Int: Int32]] = []
        for day in 0..<batch.days {
            for counsellor in batch.counsellors {
                let work = counsellor.work.filter { $0[0] == day }
                let busy = counsellor.busy.filter { $0[0] == day }
                let limit = counsellor.max_per_day - busy.count
                guard !work.isEmpty, limit > 0 else { continue }
                cellOf[day * 100_000 + counsellor.id] = slotOf.count
                model.addCell(
                    counsellor: Int32(counsellor.id), first: Int32(grain(day, 0)),
                    limit: Int32(limit))
                var slots: [Int: Int32] = [:]
                let wanted = Set(counsellor.services.flatMap { lengths[$0] })
                for length in wanted.sorted() {
                    let shape = model.shape(
                        AllocationModel.Shape(length: length, before: 0, after: counsellor.buffer))
                    var mask = [UInt64](repeating: 0, count: wordsPerDay)
                    for stretch in work where stretch[2] - length >= stretch[1] {
                        mask.setBits(stretch[1]..<stretch[2] - length + 1, from: 0)
                    }
                    for stretch in busy {
                        let from = max(0, stretch[1] - length - counsellor.buffer + 1)
                        let to = min(wordsPerDay * 64, stretch[2] + counsellor.buffer)
                        mask.clearBits(from..<max(from, to), from: 0)
                    }
                    slots[length] = model.addSlot(shape, allowed: mask)
                }
                slotOf.append(slots)
            }
        }
        for interpreter in batch.interpreters {
            _ = model.addMember(free: free(interpreter))
        }
        var rooms: [Int: [Int32]] = [:]
        for office in batch.offices {
            guard let count = office.rooms else { continue }
            rooms[office.id] = (0..<count).map { _ in
                model.addMember(free: [0..<batch.days * wordsPerDay * 64])
            }
        }
        let byOffice = Dictionary(grouping: batch.counsellors, by: \.office)
        let byRegion = Dictionary(grouping: batch.counsellors.filter(\.remote)) {
            batch.offices[$0.office].region
        }
        var speakers: [Int: [Int32]] = [:]
        for interpreter in batch.interpreters.sorted(by: {
            ($0.languages.count, $0.id) < ($1.languages.count, $1.id)
        }) {
            for language in interpreter.languages {
                speakers[language, default: []].append(Int32(interpreter.id))
            }
        }
        for ask in batch.requests {
            var candidates: [ApptBatch.Counsellor] = []
            if ask.channel != "remote" { candidates += byOffice[ask.office] ?? [] }
            if ask.channel != "office" {
                candidates += (byRegion[batch.offices[ask.office].region] ?? []).filter {
                    $0.office != ask.office || ask.channel == "remote"
                }
            }
            candidates = candidates.filter {
                $0.services.contains(ask.service) && (!ask.must || $0.id == ask.preferred)
            }
            var entries: [AllocationModel.Entry] = []
            for window in ask.windows {
                for counsellor in candidates {
                    guard let cell = cellOf[window[0] * 100_000 + counsellor.id],
                        let slot = slotOf[cell][ask.grains]
                    else { continue }
                    let (low, high) = (window[1], window[2] - ask.grains)
                    guard low <= high, hasStart(slot, low, high) else { continue }
                    var interpreters: Int32 = -1
                    if let language = ask.language, !counsellor.languages.contains(language) {
                        guard let members = speakers[language] else { continue }
                        interpreters = model.pool(
                            AllocationModel.Pool(members: members, length: ask.grains))
                    }
                    var room: Int32 = -1
                    if ask.channel != "remote", counsellor.office == ask.office,
                        let members = rooms[ask.office]
                    {
                        room = model.pool(
                            AllocationModel.Pool(members: members, length: ask.grains))
                    }
                    let cost =
                        ask.weight * batch.objective.wait_per_day * (window[0] - ask.earliest_day)
                        + (ask.preferred != nil && ask.preferred != counsellor.id
                            ? batch.objective.discontinuity : 0)
                    entries.append(
                        AllocationModel.Entry(
                            slot: slot, low: Int16(low), high: Int16(high),
                            interpreters: interpreters, rooms: room, cost: soft ? Int32(cost) : 0))
                }
            }
            model.addRequest(weight: Int32(ask.weight), participant: -1, entries)
        }
    }

    private func free(_ interpreter: ApptBatch.Interpreter) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        for work in interpreter.work {
            var from = work[1]
            for busy in interpreter.busy.filter({ $0[0] == work[0] }).sorted(by: { $0[1] < $1[1] })
            where busy[1] < work[2] && busy[2] > from {
                if from < busy[1] { ranges.append(grain(work[0], from)..<grain(work[0], busy[1])) }
                from = max(from, busy[2])
            }
            if from < work[2] { ranges.append(grain(work[0], from)..<grain(work[0], work[2])) }
        }
        return ranges
    }

    private func hasStart(_ slot: Int32, _ low: Int, _ high: Int) -> Bool {
        let base = Int(slot) * wordsPerDay
        return (low...high).contains {
            model.allowed[base + $0 >> 6] >> UInt64($0 & 63) & 1 == 1
        }
    }

    /// The solution document of what stands on the cells.
    func solution(_ occupancy: Occupancy, bound: Int?) -> [String: Any] {
        var assign: [[Int]] = []
        for cell in model.cells.indices {
            for index in 0..<Int(occupancy.counts[cell]) {
                let placed = occupancy.placed(on: cell, index)
                let day = Int(model.cells[cell].first) / (wordsPerDay * 64)
                assign.append([
                    Int(placed.request), Int(model.cells[cell].counsellor), day, Int(placed.start),
                    Int(placed.interpreter),
                ])
            }
        }
        assign.sort { $0[0] < $1[0] }
        var document: [String: Any] = ["assign": assign]
        if let bound { document["bound"] = bound }
        return document
    }
}
