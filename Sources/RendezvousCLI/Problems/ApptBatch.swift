package import Rendezvous

/// An instance of the public format `appt-batch/1`.
package struct ApptBatch: Decodable, Sendable {
    /// Grains of a day: `[day, from, to]` in a file.
    package struct Stretch: Decodable, Sendable {
        let day: Int
        let from: Int
        let to: Int

        package init(from decoder: any Decoder) throws {
            var list = try decoder.unkeyedContainer()
            (day, from, to) = (
                try list.decode(Int.self), try list.decode(Int.self), try list.decode(Int.self)
            )
            guard list.isAtEnd else {
                throw DecodingError.dataCorruptedError(
                    in: list, debugDescription: "a stretch must be a day and two grains")
            }
        }
    }
    package struct Objective: Decodable, Sendable {
        let wait_per_day: Int
        let discontinuity: Int
        let change: Int
    }
    package struct Office: Decodable, Sendable {
        let id: Int
        let region: Int
        let rooms: Int?
    }
    package struct Counsellor: Decodable, Sendable {
        let id: Int
        let office: Int
        let services: [Int]
        let languages: [Int]
        let remote: Bool
        let buffer: Int
        let max_per_day: Int
        let work: [Stretch]
        let busy: [Stretch]
    }
    package struct Interpreter: Decodable, Sendable {
        let id: Int
        let languages: [Int]
        let work: [Stretch]
        let busy: [Stretch]
    }
    package struct Ask: Decodable, Sendable {
        let id: Int
        let service: Int
        let grains: Int
        let office: Int
        let channel: String
        let language: Int?
        let windows: [Stretch]
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

extension ApptBatch {
    /// The weight of all requests.
    package var weight: Int { requests.reduce(0) { $0 + $1.weight } }

    /// The most grains of a day, days and weight of one request.
    static let grainsMax = 1_024
    static let daysMax = 1_000
    static let weightMax = 1_000_000
    /// The most that a day of waiting, another counsellor or a change may cost, and one request.
    static let objectiveMax = 1_000_000
    static let costMax = 1 << 30

    /// Refuses what the tables have no room for.
    func check() throws(Refusal) {
        func require(_ holds: Bool, _ what: String) throws(Refusal) {
            guard holds else { throw Refusal(.invalidValue, what) }
        }
        func check(_ stretches: [Stretch], _ what: String) throws(Refusal) {
            for one in stretches {
                try require(
                    (0..<days).contains(one.day) && 0 <= one.from && one.from <= one.to
                        && one.to <= grains_per_day,
                    "a stretch (\(one.day), \(one.from), \(one.to)) of \(what) must be a day "
                        + "below \(days) and two grains up to \(grains_per_day)")
            }
        }
        try require(
            (1...Self.grainsMax).contains(grains_per_day),
            "grains_per_day (\(grains_per_day)) must be 1 … \(Self.grainsMax)")
        try require(
            (1...Self.daysMax).contains(days), "days (\(days)) must be 1 … \(Self.daysMax)")
        for (name, price) in [
            ("wait_per_day", objective.wait_per_day), ("discontinuity", objective.discontinuity),
            ("change", objective.change),
        ] {
            try require(
                (0...Self.objectiveMax).contains(price),
                "\(name) (\(price)) must be 0 … \(Self.objectiveMax)")
        }
        for (index, office) in offices.enumerated() {
            try require(office.id == index, "office (\(office.id)) must be \(index), its position")
            try require(
                (0...10_000).contains(office.rooms ?? 0), "office (\(index)) has too many rooms")
        }
        for (index, counsellor) in counsellors.enumerated() {
            let what = "counsellor (\(counsellor.id))"
            try require(counsellor.id == index, "\(what) must be \(index), its position")
            try require(offices.indices.contains(counsellor.office), "\(what) has no such office")
            try require(
                (0...grains_per_day).contains(counsellor.buffer)
                    && (0...grains_per_day).contains(counsellor.max_per_day),
                "\(what): buffer and max_per_day must be 0 … \(grains_per_day)")
            try check(counsellor.work, what)
            try check(counsellor.busy, what)
        }
        for (index, interpreter) in interpreters.enumerated() {
            let what = "interpreter (\(interpreter.id))"
            try require(interpreter.id == index, "\(what) must be \(index), its position")
            try check(interpreter.work, what)
            try check(interpreter.busy, what)
        }
        for (index, ask) in requests.enumerated() {
            let what = "request (\(ask.id))"
            try require(ask.id == index, "\(what) must be \(index), its position")
            try require(offices.indices.contains(ask.office), "\(what) has no such office")
            try require(
                (1...grains_per_day).contains(ask.grains),
                "\(what): grains (\(ask.grains)) must be 1 … \(grains_per_day)")
            try require(
                (0...Self.weightMax).contains(ask.weight),
                "\(what): weight (\(ask.weight)) must be 0 … \(Self.weightMax)")
            try check(ask.windows, what)
            let first = ask.windows.map(\.day).min() ?? days
            try require(
                (0...first).contains(ask.earliest_day),
                "\(what): earliest_day (\(ask.earliest_day)) must be 0 … \(first), its first day")
            let wait = ask.weight * objective.wait_per_day * days
            try require(
                wait + objective.discontinuity <= Self.costMax,
                "\(what) may cost (\(wait) for \(days) days) more than \(Self.costMax)")
        }
    }
}

/// The tables of the core for an instance, and the way back.
package struct BatchModel: Sendable {
    package private(set) var model: AllocationModel
    private let batch: ApptBatch
    private let wordsPerDay: Int
    private var firstInterpreter = 0

    package init(_ batch: ApptBatch) {
        self.batch = batch
        wordsPerDay = (batch.grains_per_day + 63) / 64
        model = AllocationModel(words: wordsPerDay, axisGrains: batch.days * wordsPerDay * 64)
        build()
    }

    private func grain(_ day: Int, _ grain: Int) -> Int { day * wordsPerDay * 64 + grain }

    private mutating func build() {
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
                rooms[ask.office])
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
                let work = counsellor.work.filter { $0.day == day }
                let busy = counsellor.busy.filter { $0.day == day }
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
        of length: Int, in work: [ApptBatch.Stretch], beside busy: [ApptBatch.Stretch],
        _ buffer: Int
    ) -> [UInt64] {
        var mask = [UInt64](repeating: 0, count: wordsPerDay)
        for stretch in work where stretch.to - length >= stretch.from {
            mask.setBits(stretch.from..<stretch.to - length + 1, from: 0)
        }
        for stretch in busy {
            let from = max(0, stretch.from - length - buffer + 1)
            let to = min(wordsPerDay * 64, stretch.to + buffer)
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
        _ speakers: [Int: [Int32]], _ rooms: [Int32]?
    ) -> [AllocationModel.Entry] {
        var entries: [AllocationModel.Entry] = []
        for window in ask.windows {
            for counsellor in candidates {
                let day = Day(counsellor: counsellor.id, day: window.day)
                guard let slot = slots[day]?[ask.grains] else { continue }
                let (low, high) = (window.from, window.to - ask.grains)
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
                        rooms: room, cost: cost(ask, counsellor, window.day)))
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
            var from = work.from
            for busy in interpreter.busy.filter({ $0.day == work.day }).sorted(by: {
                $0.from < $1.from
            })
            where busy.from < work.to && busy.to > from {
                if from < busy.from {
                    ranges.append(grain(work.day, from)..<grain(work.day, busy.from))
                }
                from = max(from, busy.to)
            }
            if from < work.to { ranges.append(grain(work.day, from)..<grain(work.day, work.to)) }
        }
        return ranges
    }

    private func hasStart(_ slot: Int32, _ low: Int, _ high: Int) -> Bool {
        let base = Int(slot) * wordsPerDay
        return (low...high).contains {
            model.allowed[base + $0 >> 6] >> UInt64($0 & 63) & 1 == 1
        }
    }

    /// The rows of a plan: request, counsellor, day, first grain, interpreter or -1.
    package func rows(_ places: [Occupancy.Placed]) -> [[Int]] {
        places.filter { $0.request >= 0 }.map { place in
            let slot = model.slots[Int(model.entries[Int(place.entry)].slot)]
            let cell = model.cells[Int(slot.cell)]
            return [
                Int(place.request), Int(cell.counsellor), Int(cell.first) / (wordsPerDay * 64),
                Int(place.start), Int(place.interpreter),
            ]
        }
    }

    /// The places that rows stand for, with the first rooms that are free; `nil` if a row is none
    /// of the ways to serve its request.
    package func places(_ rows: [[Int]]) -> [Occupancy.Placed]? {
        var places = [Occupancy.Placed](repeating: .none, count: model.requestCount)
        var taken: [Int32: [Range<Int>]] = [:]
        for row in rows {
            guard row.count == 5, places.indices.contains(row[0]), places[row[0]].request < 0 else {
                return nil
            }
            let entry = model.entryRange(row[0]).first { index in
                let entry = model.entries[index]
                let cell = model.cells[Int(model.slots[Int(entry.slot)].cell)]
                return Int(cell.counsellor) == row[1]
                    && Int(cell.first) / (wordsPerDay * 64) == row[2]
                    && Int(entry.low) <= row[3] && row[3] <= Int(entry.high)
            }
            guard let entry, Int32(exactly: row[4]) != nil else { return nil }
            let slot = model.slots[Int(model.entries[entry].slot)]
            let first = Int(model.cells[Int(slot.cell)].first) + row[3]
            let stay = first..<first + model.shapes[Int(slot.shape)].length
            var room: Int32 = -1
            if model.entries[entry].rooms >= 0 {
                let members = model.pools[Int(model.entries[entry].rooms)].members
                room =
                    members.first { member in
                        !(taken[member] ?? []).contains { $0.overlaps(stay) }
                    } ?? members.first ?? -1
                taken[room, default: []].append(stay)
            }
            places[row[0]] = Occupancy.Placed(
                request: Int32(row[0]), entry: Int32(entry), start: Int32(row[3]),
                interpreter: Int32(row[4]), room: room)
        }
        return places
    }

    /// The prices in the form of the format's own checker, which knows no prices of rooms.
    package func dual(_ prices: PriceCertificate) -> [String: Any] {
        var mu: [[Int]] = []
        for (language, members) in Candidates(batch).speakers.sorted(by: { $0.key < $1.key }) {
            let family = prices.families.first { $0.members == members }
            for (grain, price) in (family?.prices ?? []).enumerated() where price > 0 {
                let day = grain / (wordsPerDay * 64)
                mu.append([language, day, grain % (wordsPerDay * 64), price])
            }
        }
        return ["scale": PriceCertificate.scale, "lambda": prices.requests, "mu": mu]
    }
}
