/// The tables of the allocation core for a part of a plan, and the way back to placements.
///
/// What the core knows is a relaxation of the agenda's rules as far as single placements go: a
/// start is in the tables exactly if the examination lets it stand on the agenda as it is. What
/// several new appointments mean for each other beyond time, people and rooms (a limit by policy, a
/// break) is asked when the plan is written down.
struct PlanningModel {
    private(set) var model: AllocationModel
    /// Whether every start of every request is in the tables, so that a bound from them holds.
    private(set) var isComplete = true
    /// Per request of the part, its position there.
    private let requests: [PlannedRequest]
    private let agenda: Agenda
    private let origin: Int
    /// Per entry, its channel.
    private var channels: [Channel] = []
    /// Per interpreter or room of the tables, its own number, or -1 where it is of the other kind.
    private var interpreters: [Int] = []
    private var rooms: [Int] = []
    /// Per request, its kind; per kind, a search that stands for all.
    private var kindOf: [Int] = []
    private var searches: [Search] = []

    /// A matter on one counsellor's calendar.
    private struct Calendar: Hashable {
        let matter: RequestKind.Matter
        let counsellor: Int
        let channels: [Channel]
        let needsRoom: Bool
    }

    /// The starts of a kind on one cell with one shape and one cost.
    private struct Starts {
        let key: StartKey
        /// The option of the kind's search.
        var option: Int
        var grains: [Int]

        var cell: CellKey { key.cell }
        var shape: AllocationModel.Shape { key.shape }
        var channel: Channel { key.channel }
        var cost: Int32 { key.cost }
    }

    private struct CellKey: Hashable {
        let counsellor: Int
        let date: CivilDate
    }

    private struct StartKey: Hashable {
        let cell: CellKey
        let shape: AllocationModel.Shape
        let channel: Channel
        let cost: Int32
    }

    /// The tables of a part; the starts on different calendars are found by `execution`, with the
    /// same result for any.
    init(_ part: PlanningPart, on agenda: Agenda, _ execution: some Execution) {
        requests = part.requests
        self.agenda = agenda
        var span: Interval?
        for request in part.requests {
            guard let own = request.search.question.windows?.span else { continue }
            span = Interval(
                start: min(span?.start ?? own.start, own.start),
                end: max(span?.end ?? own.end, own.end))
        }
        let covered = agenda.calendars.covered
        let window = span.flatMap { span in
            Interval(start: max(span.start, covered.start), end: min(span.end, covered.end))
        }
        origin = BitBoard.grain(of: (window ?? covered).start.secondsSince1970) & ~63
        let last = BitBoard.grain(from: (window ?? covered).end.secondsSince1970)
        model = AllocationModel(words: 1, axisGrains: max(64, last - origin))
        guard let window else {
            isComplete = false
            return
        }
        build(window, axisGrains: last - origin, execution)
    }
}

extension PlanningModel {
    private mutating func build(
        _ window: Interval, axisGrains: Int, _ execution: some Execution
    ) {
        var numbers: [RequestKind: Int] = [:]
        var matters: [RequestKind.Matter] = []
        guard let instant = requests.first?.search.instant else { return }
        let all = RequestKinds(agenda, at: instant)
        let kindOfEach = requests.map(all.kind)
        let asked = windows(of: kindOfEach, in: window)
        for (request, kind) in zip(requests, kindOfEach) {
            let search = request.search
            let asking = search.time(search.question.windows, from: search.instant)
            if let whole = asking?.span, !agenda.calendars.covers(whole) { isComplete = false }
            if let number = numbers[kind] {
                kindOf.append(number)
            } else {
                numbers[kind] = searches.count
                kindOf.append(searches.count)
                searches.append(request.search)
                matters.append(kind.matter)
            }
        }
        let kinds = starts(of: matters, in: asked, execution)
        var bounds: [CellKey: (low: Int, high: Int)] = [:]
        for starts in kinds.joined() {
            for grain in [starts.grains.first, starts.grains.last].compactMap({ $0 }) {
                let known = bounds[starts.cell] ?? (grain, grain)
                bounds[starts.cell] = (min(known.low, grain), max(known.high, grain))
            }
        }
        let longest = bounds.values.map { $0.high - $0.low + 1 }.max() ?? 1
        model = AllocationModel(words: (longest + 63) / 64, axisGrains: axisGrains)
        let members = addMembers()
        let entries = addCells(kinds, bounds, members)
        addRequests(kinds, entries, bounds)
    }

    /// The time that the requests of each matter ask for.
    private func windows(
        of kinds: [RequestKind], in window: Interval
    ) -> [RequestKind.Matter: IntervalSet] {
        var lists: [RequestKind.Matter: [Interval]] = [:]
        for (request, kind) in zip(requests, kinds) {
            let asked = request.search.question.windows?.clipped(to: window).intervals ?? []
            lists[kind.matter, default: []] += asked
        }
        return lists.mapValues { IntervalSet($0) }
    }

    /// Per kind, the starts at which its requests could be placed, apart from their windows.
    private mutating func starts(
        of matters: [RequestKind.Matter], in asked: [RequestKind.Matter: IntervalSet],
        _ execution: some Execution
    ) -> [[Starts]] {
        var numbers: [Calendar: Int] = [:]
        var calendars: [(search: Search, option: Int, windows: IntervalSet)] = []
        var calendarsOfKind: [[Int]] = []
        for (search, matter) in zip(searches, matters) {
            if search.mayShareTime || !search.isOnGrains { isComplete = false }
            calendarsOfKind.append(
                search.options.indices.map { index in
                    let option = search.options[index]
                    let calendar = Calendar(
                        matter: matter, counsellor: option.counsellor, channels: option.channels,
                        needsRoom: option.rooms != nil)
                    if let known = numbers[calendar] { return known }
                    numbers[calendar] = calendars.count
                    calendars.append((search, index, asked[matter] ?? IntervalSet()))
                    return calendars.count - 1
                })
        }
        let (agenda, origin, all) = (agenda, origin, calendars)
        let starts = execution.map(calendars.count) { number in
            let one = all[number]
            return Self.starts(
                of: one.option, one.search, in: one.windows, on: agenda, from: origin)
        }
        return calendarsOfKind.map { numbers in
            numbers.enumerated().flatMap { option, number in
                starts[number].map { Starts(key: $0.key, option: option, grains: $0.grains) }
            }
        }
    }

    /// The starts of one option.
    private static func starts(
        of index: Int, _ search: Search, in windows: IntervalSet, on agenda: Agenda,
        from origin: Int
    ) -> [Starts] {
        let option = search.options[index]
        let zone = agenda.calendars.zone(ofCounsellor: option.counsellor)
        let isPlain = !search.policies.adjustsCalendars
        var found: [StartKey: Int] = [:]
        var list: [Starts] = []
        search.only(index).all(in: agenda, within: windows) { spot, cost in
            let second = spot.interval.start.secondsSince1970
            guard second % BitBoard.grain == 0 else { return }
            var (before, after) = (option.before, option.reachAfter - option.length)
            if !isPlain, let force = agenda.inForce(spot, search.question) {
                (before, after) = (force.gap.before.grains, force.gap.after.grains)
            }
            let key = StartKey(
                cell: CellKey(
                    counsellor: option.counsellor, date: zone.local(spot.interval.start).date),
                shape: AllocationModel.Shape(
                    length: spot.interval.length.grains, before: before, after: after),
                channel: spot.channel, cost: cost.single)
            let grain = BitBoard.grain(of: second) - origin
            if let position = found[key] {
                list[position].grains.append(grain)
            } else {
                found[key] = list.count
                list.append(Starts(key: key, option: index, grains: [grain]))
            }
        }
        return list
    }

    /// The interpreters and rooms of the part: their numbers in the tables by their own.
    private mutating func addMembers() -> (interpreters: [Int: Int32], rooms: [Int: Int32]) {
        var interpreters: [Int: Int32] = [:]
        var rooms: [Int: Int32] = [:]
        for pool in requests.flatMap(\.search.pools) {
            for member in pool.members {
                if pool.usesInterpreters {
                    guard interpreters[member] == nil else { continue }
                    interpreters[member] = model.addMember(
                        free: freeGrains(agenda.calendars.interpreters, member),
                        gap: gap(ofInterpreter: member))
                    self.interpreters.append(member)
                    self.rooms.append(-1)
                } else {
                    guard rooms[member] == nil else { continue }
                    rooms[member] = model.addMember(
                        free: freeGrains(agenda.calendars.rooms, member))
                    self.interpreters.append(-1)
                    self.rooms.append(member)
                }
            }
        }
        return (interpreters, rooms)
    }

    private func gap(ofInterpreter number: Int) -> Int {
        agenda.supply.catalogue.interpreters.versions[number].values.map {
            max($0.gap.before, $0.gap.after).grains
        }.min() ?? 0
    }

    /// The grains of the axis in which somebody may be free.
    private func freeGrains(_ roster: Roster, _ row: Int) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        for grain in 0..<model.axisWords * 64 {
            let word = roster.reach.word((origin + grain) >> 6, ofRow: row)
            guard word >> UInt64(grain & 63) & 1 == 1 else { continue }
            if let last = ranges.last, last.upperBound == grain {
                ranges[ranges.count - 1] = last.lowerBound..<grain + 1
            } else {
                ranges.append(grain..<grain + 1)
            }
        }
        return ranges
    }

    /// A slot and what else an entry of it needs.
    private struct Place {
        let slot: Int32
        let interpreters: Int32
        let rooms: Int32
    }

    /// Adds the cells with their slots; gives the places of each kind's starts.
    private mutating func addCells(
        _ kinds: [[Starts]], _ bounds: [CellKey: (low: Int, high: Int)],
        _ members: (interpreters: [Int: Int32], rooms: [Int: Int32])
    ) -> [[Place]] {
        var byCell: [CellKey: [(kind: Int, index: Int)]] = [:]
        for (kind, list) in kinds.enumerated() {
            for index in list.indices {
                byCell[list[index].cell, default: []].append((kind, index))
            }
        }
        var places = kinds.map {
            [Place](repeating: Place(slot: -1, interpreters: -1, rooms: -1), count: $0.count)
        }
        let cells = byCell.keys.sorted {
            ($0.date, $0.counsellor) < ($1.date, $1.counsellor)
        }
        for key in cells {
            guard let (low, _) = bounds[key], let search = searches.first else { continue }
            model.addCell(
                counsellor: Int32(key.counsellor), first: Int32(low),
                limit: Int32(limit(key, search)))
            var known: [AllocationModel.Shape: [(mask: [UInt64], slot: Int32)]] = [:]
            for (kind, index) in byCell[key] ?? [] {
                let starts = kinds[kind][index]
                var mask = [UInt64](repeating: 0, count: model.words)
                for grain in starts.grains { mask.setBits(grain - low..<grain - low + 1, from: 0) }
                var slot = known[starts.shape]?.first { $0.mask == mask }?.slot
                if slot == nil {
                    let new = model.addSlot(model.shape(starts.shape), allowed: mask)
                    known[starts.shape, default: []].append((mask, new))
                    slot = new
                }
                guard let slot else { continue }
                let own = searches[kind]
                let option = own.options[starts.option]
                places[kind][index] = Place(
                    slot: slot,
                    interpreters: pool(option.interpreters, own, members.interpreters, starts),
                    rooms: pool(option.rooms, own, members.rooms, starts))
            }
        }
        return places
    }

    private mutating func pool(
        _ position: Int?, _ search: Search, _ members: [Int: Int32], _ starts: Starts
    ) -> Int32 {
        guard let position else { return -1 }
        return model.pool(
            AllocationModel.Pool(
                members: search.pools[position].members.compactMap { members[$0] },
                length: starts.shape.length))
    }

    /// How many appointments may be added on a cell: the counsellor's own limit, and those by
    /// policies that hold for everything they do that day.
    private func limit(_ key: CellKey, _ search: Search) -> Int {
        let supply = agenda.supply
        let zone = agenda.calendars.zone(ofCounsellor: key.counsellor)
        guard let counsellor = supply.catalogue.counsellors.value(key.counsellor, on: key.date),
            let day = zone.day(key.date)
        else { return 0 }
        var limits = [counsellor.dailyLimit].compactMap { $0 }
        for policy in supply.policies.list {
            guard case .limit(.counsellor, .day, let most) = policy.rule, policy.preference == nil,
                policy.services.isEmpty, policy.channels.isEmpty, policy.groups.isEmpty,
                policy.valid.contains(key.date),
                policy.offices.isEmpty || policy.offices.contains(counsellor.office)
            else { continue }
            limits.append(most)
        }
        guard let limit = limits.min() else { return Int(Int32.max) }
        let diary = agenda.calendars.counsellors.rows[key.counsellor].diary
        return max(0, limit - diary.starts(in: day, at: search.instant, ignoring: nil))
    }

    /// Adds the requests with their entries.
    private mutating func addRequests(
        _ kinds: [[Starts]], _ places: [[Place]], _ bounds: [CellKey: (low: Int, high: Int)]
    ) {
        var counts: [Subject.ID: Int] = [:]
        for request in requests { counts[request.party.participant, default: 0] += 1 }
        var several = Interner<Subject.ID>()
        for (position, request) in requests.enumerated() {
            var entries: [AllocationModel.Entry] = []
            let kind = kindOf[position]
            for (index, starts) in kinds[kind].enumerated() {
                let place = places[kind][index]
                guard place.slot >= 0, let (first, _) = bounds[starts.cell] else { continue }
                for (low, high) in ranges(starts, request) {
                    entries.append(
                        AllocationModel.Entry(
                            slot: place.slot, low: Int16(low - first), high: Int16(high - first),
                            interpreters: place.interpreters, rooms: place.rooms,
                            cost: starts.cost + wish(request, starts.cell)))
                    channels.append(starts.channel)
                }
            }
            let participant = request.party.participant
            model.addRequest(
                weight: Int32(request.weight),
                participant: counts[participant, default: 0] > 1
                    ? several.intern(participant) : -1, entries)
        }
    }

    /// What it costs not to be served by the counsellor wished for, or far from the time wished
    /// for: 1 a day.
    private func wish(_ request: PlannedRequest, _ cell: CellKey) -> Int32 {
        let preferred = request.search.question.preferred
        let other: Int32 = preferred == nil || preferred == cell.counsellor ? 0 : 3
        guard let anchor = request.anchor else { return other }
        let zone = agenda.calendars.zone(ofCounsellor: cell.counsellor)
        return other + Int32(abs(cell.date.dayNumber - zone.local(anchor).date.dayNumber))
    }

    /// The first and last of a kind's starts in each window of a request.
    private func ranges(
        _ starts: Starts, _ request: PlannedRequest
    ) -> [(low: Int, high: Int)] {
        guard let windows = request.search.question.windows else { return [] }
        let length = Seconds(Int64(starts.shape.length) * BitBoard.grain)
        var ranges: [(low: Int, high: Int)] = []
        for window in windows.intervals {
            let from = BitBoard.grain(from: window.start.secondsSince1970) - origin
            let to = BitBoard.grain(of: (window.end - length).secondsSince1970) - origin
            let low = starts.grains.partitioningIndex { $0 >= from }
            let high = starts.grains.partitioningIndex { $0 > to }
            if low < high { ranges.append((starts.grains[low], starts.grains[high - 1])) }
        }
        return ranges
    }

    /// The prices of the tables as those of requests, interpreters and rooms.
    func certificate(_ prices: PriceCertificate) -> PlanCertificate.Part {
        let catalogue = agenda.supply.catalogue
        let tolls = prices.families.compactMap { family -> PlanCertificate.Toll? in
            guard let first = family.prices.firstIndex(where: { $0 > 0 }),
                let last = family.prices.lastIndex(where: { $0 > 0 })
            else { return nil }
            let members = family.members.map { Int($0) }
            return PlanCertificate.Toll(
                interpreters: members.filter { interpreters[$0] >= 0 }
                    .map { catalogue.interpreters.ids[interpreters[$0]] },
                rooms: members.filter { rooms[$0] >= 0 }.map { catalogue.rooms.ids[rooms[$0]] },
                from: Instant(secondsSince1970: Int64(origin + first) * BitBoard.grain),
                prices: Array(family.prices[first...last]))
        }
        return PlanCertificate.Part(
            requests: zip(requests, prices.requests).map {
                PlanCertificate.Price($0.id, $1)
            }, tolls: tolls)
    }

    /// The placement that a place of the core stands for.
    func spot(_ place: Occupancy.Placed) -> Spot? {
        let entry = model.entries[Int(place.entry)]
        let slot = model.slots[Int(entry.slot)]
        let cell = model.cells[Int(slot.cell)]
        let grain = Int64(origin + Int(cell.first) + Int(place.start))
        let start = Instant(secondsSince1970: grain * BitBoard.grain)
        let counsellor = Int(cell.counsellor)
        let search = requests[Int(place.request)].search
        let channel = channels[Int(place.entry)]
        let option = search.options.first {
            $0.counsellor == counsellor && $0.channels.contains(channel)
                && $0.duration.grains == model.shapes[Int(slot.shape)].length
        }
        guard let option, let interval = Interval(start: start, end: start + option.duration)
        else { return nil }
        return Spot(
            interval, channel, counsellor: counsellor,
            interpreter: place.interpreter < 0 ? nil : interpreters[Int(place.interpreter)],
            room: place.room < 0 ? nil : rooms[Int(place.room)])
    }
}

extension Search {
    /// Whether all starts and lengths are whole grains, so that nothing is rounded.
    var isOnGrains: Bool {
        grids.allSatisfy { $0 % 5 == 0 } && options.allSatisfy { $0.isOnGrains }
    }

}

extension Cost {
    /// One number for the core, which knows one level below weight.
    var single: Int32 {
        let sum = min(self[.strong], 1_000) * 1_000_000 + min(self[.medium], 1_000) * 1_000
        return Int32(min(1_000_000_000, sum + min(self[.weak], 1_000)))
    }
}
