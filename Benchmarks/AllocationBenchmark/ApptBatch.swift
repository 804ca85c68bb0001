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
        let slots = addCells()
        for interpreter in batch.interpreters { _ = model.addMember(free: free(interpreter)) }
        var rooms: [Int: [Int32]] = [:]
        for office in batch.offices {
            guard let count = office.rooms else { continue }
            rooms[office.id] = (0..<count).map { _ in
                model.addMember(free: [0..<batch.days * wordsPerDay * 64])
            }
        }
        let candidates = Candidates(batch)
        for ask in batch.requests {
            let entries = entries(
                of: ask, candidates.counsellors(for: ask), slots, candidates.speakers,
                rooms[ask.office], soft: soft)
            model.addRequest(weight: Int32(ask.weight), participant: -1, entries)
        }
    }

    /// A counsellor on a day.
    private struct Day: Hashable {
        let counsellor: Int
        let day: Int
    }

    /// Adds the cells in order of day, then counsellor; gives their slots by length.
    private mutating func addCells() -> [Day: [Int: Int32]] {
        var lengths: [Int: Set<Int>] = [:]
        for ask in batch.requests { lengths[ask.service, default: []].insert(ask.grains) }
        var slots: [Day: [Int: Int32]] = [:]
        for day in 0..<batch.days {
            for counsellor in batch.counsellors {
                let work = counsellor.work.filter { $0[0] == day }
                let busy = counsellor.busy.filter { $0[0] == day }
                let limit = counsellor.max_per_day - busy.count
                guard !work.isEmpty, limit > 0 else { continue }
                model.addCell(
                    counsellor: Int32(counsellor.id), first: Int32(grain(day, 0)),
                    limit: Int32(limit))
                let wanted = Set(counsellor.services.flatMap { lengths[$0] ?? [] })
                let key = Day(counsellor: counsellor.id, day: day)
                for length in wanted.sorted() {
                    let shape = model.shape(
                        AllocationModel.Shape(length: length, before: 0, after: counsellor.buffer))
                    let mask = starts(of: length, in: work, beside: busy, counsellor.buffer)
                    slots[key, default: [:]][length] = model.addSlot(shape, allowed: mask)
                }
            }
        }
        return slots
    }

    private func starts(
        of length: Int, in work: [[Int]], beside busy: [[Int]], _ buffer: Int
    ) -> [UInt64] {
        var mask = [UInt64](repeating: 0, count: wordsPerDay)
        for stretch in work where stretch[2] - length >= stretch[1] {
            mask.setBits(stretch[1]..<stretch[2] - length + 1, from: 0)
        }
        for stretch in busy {
            let from = max(0, stretch[1] - length - buffer + 1)
            let to = min(wordsPerDay * 64, stretch[2] + buffer)
            mask.clearBits(from..<max(from, to), from: 0)
        }
        return mask
    }

    /// Who could serve whom.
    private struct Candidates {
        let byOffice: [Int: [ApptBatch.Counsellor]]
        let byRegion: [Int: [ApptBatch.Counsellor]]
        let regions: [Int]
        /// The interpreters of each language, those with the fewest languages first.
        private(set) var speakers: [Int: [Int32]] = [:]

        init(_ batch: ApptBatch) {
            byOffice = Dictionary(grouping: batch.counsellors, by: \.office)
            byRegion = Dictionary(grouping: batch.counsellors.filter(\.remote)) {
                batch.offices[$0.office].region
            }
            regions = batch.offices.map(\.region)
            let interpreters = batch.interpreters.sorted {
                ($0.languages.count, $0.id) < ($1.languages.count, $1.id)
            }
            for interpreter in interpreters {
                for language in interpreter.languages {
                    speakers[language, default: []].append(Int32(interpreter.id))
                }
            }
        }

        func counsellors(for ask: ApptBatch.Ask) -> [ApptBatch.Counsellor] {
            var all: [ApptBatch.Counsellor] = []
            if ask.channel != "remote" { all += byOffice[ask.office] ?? [] }
            if ask.channel != "office" {
                all += (byRegion[regions[ask.office]] ?? []).filter {
                    $0.office != ask.office || ask.channel == "remote"
                }
            }
            return all.filter {
                $0.services.contains(ask.service) && (!ask.must || $0.id == ask.preferred)
            }
        }
    }

    private mutating func entries(
        of ask: ApptBatch.Ask, _ candidates: [ApptBatch.Counsellor], _ slots: [Day: [Int: Int32]],
        _ speakers: [Int: [Int32]], _ rooms: [Int32]?, soft: Bool
    ) -> [AllocationModel.Entry] {
        var entries: [AllocationModel.Entry] = []
        for window in ask.windows {
            for counsellor in candidates {
                let day = Day(counsellor: counsellor.id, day: window[0])
                guard let slot = slots[day]?[ask.grains] else { continue }
                let (low, high) = (window[1], window[2] - ask.grains)
                guard low <= high, hasStart(slot, low, high) else { continue }
                var interpreters: Int32 = -1
                if let language = ask.language, !counsellor.languages.contains(language) {
                    guard let members = speakers[language] else { continue }
                    interpreters = model.pool(
                        AllocationModel.Pool(members: members, length: ask.grains))
                }
                var room: Int32 = -1
                if ask.channel != "remote", counsellor.office == ask.office, let rooms {
                    room = model.pool(AllocationModel.Pool(members: rooms, length: ask.grains))
                }
                entries.append(
                    AllocationModel.Entry(
                        slot: slot, low: Int16(low), high: Int16(high), interpreters: interpreters,
                        rooms: room, cost: soft ? cost(ask, counsellor, window[0]) : 0))
            }
        }
        return entries
    }

    private func cost(
        _ ask: ApptBatch.Ask, _ counsellor: ApptBatch.Counsellor, _ day: Int
    ) -> Int32 {
        let wait = ask.weight * batch.objective.wait_per_day * (day - ask.earliest_day)
        let isOther = ask.preferred != nil && ask.preferred != counsellor.id
        return Int32(wait + (isOther ? batch.objective.discontinuity : 0))
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

    /// The solution document of a solver's best plan, its bound and the prices that prove it.
    func solution(_ solver: AllocationSolver) -> [String: Any] {
        var assign: [[Int]] = []
        for place in solver.places where place.request >= 0 {
            let slot = model.slots[Int(model.entries[Int(place.entry)].slot)]
            let cell = model.cells[Int(slot.cell)]
            assign.append([
                Int(place.request), Int(cell.counsellor), Int(cell.first) / (wordsPerDay * 64),
                Int(place.start), Int(place.interpreter),
            ])
        }
        var document: [String: Any] = ["assign": assign]
        guard let bound = solver.bound else { return document }
        document["bound"] = bound
        let prices = solver.certificate
        var mu: [[Int]] = []
        for (language, members) in Candidates(batch).speakers.sorted(by: { $0.key < $1.key }) {
            let family = prices.families.first { $0.members == members }
            for (grain, price) in (family?.prices ?? []).enumerated() where price > 0 {
                let day = grain / (wordsPerDay * 64)
                mu.append([language, day, grain % (wordsPerDay * 64), price])
            }
        }
        document["dual"] = [
            "scale": PriceCertificate.scale, "lambda": prices.requests, "mu": mu,
        ]
        return document
    }
}
