/// Who stands where while a problem is being solved: starts that are still possible are kept up to
/// date for every slot, so that a question about a bundle is an AND of a few words.
///
/// A journal remembers the cells and requests that changed since ``begin()``, so that
/// ``rollBack()`` costs a copy of them and no more.
package struct Occupancy: ~Copyable, Sendable {
    /// A request on a cell.
    package struct Placed: BitwiseCopyable, Hashable, Sendable {
        package let request: Int32
        package let entry: Int32
        package let start: Int32
        /// The interpreter and the room taken, or -1.
        package let interpreter: Int32
        package let room: Int32

        package init(
            request: Int32, entry: Int32, start: Int32, interpreter: Int32, room: Int32
        ) {
            self.request = request
            self.entry = entry
            self.start = start
            self.interpreter = interpreter
            self.room = room
        }

        package static let none = Placed(
            request: -1, entry: -1, start: 0, interpreter: -1, room: -1)
    }

    /// What a cell knows of an appointment on it.
    struct Standing: BitwiseCopyable, Sendable {
        var request: Int32 = -1
        var start: Int16 = 0
        var length: Int16 = 0
        var before: Int16 = 0
        var after: Int16 = 0
    }

    /// A stretch that an interpreter, a room or a participant is taken.
    struct Stay: Sendable {
        let request: Int32
        let from: Int32
        let to: Int32
    }

    package let tables: AllocationTables
    let words: Int
    /// Per slot, the starts that are still possible.
    var open: FlatTable<UInt64>
    /// Per slot, whether any start is still possible: most cells of a good plan are full, and this
    /// is small enough to be near.
    var isSlotOpen: FlatTable<Bool>
    /// Per interpreter or room, the grains that are still free.
    var free: FlatTable<UInt64>
    /// Per cell, what stands on it in order of start, at most `most` each.
    var standing: FlatTable<Standing>
    var counts: FlatTable<Int32>
    let most: Int
    /// Per cell, whether anything may be placed on it.
    var isOwn: FlatTable<Bool>
    /// Per request, its cell, or -1 while it waits.
    var cellOf: FlatTable<Int32>
    var placeOf: FlatTable<Placed>
    /// The weight of the requests that have a place, and what they cost.
    package private(set) var served = 0
    package private(set) var cost = 0
    /// Per participant with several requests, and per interpreter or room with gaps, when they are
    /// taken.
    var participantStays: [[Stay]]
    var memberStays: [[Stay]]
    var journal: Journal

    /// What was before a step.
    struct Journal: ~Copyable, Sendable {
        /// The number of the step, and the one in which a cell or request was last noted.
        var step: Int32 = 1
        var cellSteps: FlatTable<Int32>
        var requestSteps: FlatTable<Int32>
        var cells: FlatTable<Int32>
        var cellCount = 0
        var counts: FlatTable<Int32>
        var open: FlatTable<UInt64>
        var standing: FlatTable<Standing>
        var requests: FlatTable<Int32>
        var places: FlatTable<Placed>
        var requestCount = 0
        var served = 0
        var cost = 0
    }

    /// The most cells that may change between ``begin()`` and ``rollBack()``.
    static let cellsMax = 64

    package init(_ tables: AllocationTables) {
        self.tables = tables
        words = tables.words
        open = FlatTable(repeating: 0, count: tables.allowed.count)
        open.copy(tables.allowed.count, of: tables.allowed, from: 0, to: 0)
        isSlotOpen = FlatTable(repeating: false, count: tables.slots.count)
        free = FlatTable(repeating: 0, count: tables.free.count)
        free.copy(tables.free.count, of: tables.free, from: 0, to: 0)
        most = tables.placedMax
        standing = FlatTable(repeating: Standing(), count: tables.cellCount * most)
        counts = FlatTable(repeating: 0, count: tables.cellCount)
        isOwn = FlatTable(repeating: true, count: tables.cellCount)
        cellOf = FlatTable(repeating: -1, count: tables.requestCount)
        placeOf = FlatTable(repeating: .none, count: tables.requestCount)
        participantStays = Array(repeating: [], count: tables.participantCount)
        memberStays = Array(repeating: [], count: tables.memberGaps.count)
        journal = Journal(
            cellSteps: FlatTable(repeating: 0, count: tables.cellCount),
            requestSteps: FlatTable(repeating: 0, count: tables.requestCount),
            cells: FlatTable(repeating: 0, count: Self.cellsMax),
            counts: FlatTable(repeating: 0, count: Self.cellsMax),
            open: FlatTable(repeating: 0, count: Self.cellsMax * tables.slotsMax * words),
            standing: FlatTable(repeating: Standing(), count: Self.cellsMax * most),
            requests: FlatTable(repeating: 0, count: tables.requestCount),
            places: FlatTable(repeating: .none, count: tables.requestCount))
        for cell in 0..<tables.cellCount { redraw(cell) }
    }

    /// Clears everything and opens the cells of which `isOwn` says so.
    mutating func reset(own: (Int) -> Bool) {
        free.copy(tables.free.count, of: tables.free, from: 0, to: 0)
        counts.fill(0)
        cellOf.fill(-1)
        (served, cost) = (0, 0)
        for index in participantStays.indices where !participantStays[index].isEmpty {
            participantStays[index].removeAll(keepingCapacity: true)
        }
        for index in memberStays.indices where !memberStays[index].isEmpty {
            memberStays[index].removeAll(keepingCapacity: true)
        }
        for cell in 0..<tables.cellCount {
            isOwn[cell] = own(cell)
            redraw(cell)
        }
        begin()
    }

    // MARK: Changes

    /// Forgets what was before.
    @inline(__always)
    package mutating func begin() {
        journal.step &+= 1
        journal.cellCount = 0
        journal.requestCount = 0
        journal.served = served
        journal.cost = cost
    }

    /// How many requests changed since ``begin()``, and which.
    @inline(__always) var changedCount: Int { journal.requestCount }
    @inline(__always) func changed(_ index: Int) -> Int { Int(journal.requests[index]) }
    /// Whether the `index`-th of them had a place at ``begin()``.
    @inline(__always)
    func wasPlaced(_ index: Int) -> Bool { journal.places[index].request >= 0 }
    /// Whether as many cells changed as the journal can hold.
    @inline(__always) var isJournalFull: Bool { journal.cellCount >= Self.cellsMax }

    @inline(__always)
    mutating func note(cell: Int) {
        if journal.cellSteps[cell] == journal.step { return }
        journal.cellSteps[cell] = journal.step
        let index = journal.cellCount
        // A construction changes everything and is never rolled back.
        guard index < Self.cellsMax else { return }
        journal.cellCount = index &+ 1
        journal.cells[index] = Int32(cell)
        journal.counts[index] = counts[cell]
        let row = tables.cells[cell]
        let size = Int(row.endSlot &- row.firstSlot) &* words
        journal.open.copy(
            size, of: open, from: Int(row.firstSlot) &* words,
            to: index &* tables.slotsMax &* words)
        journal.standing.copy(
            Int(counts[cell]), of: standing, from: cell &* most, to: index &* most)
    }

    @inline(__always)
    mutating func note(request: Int) {
        if journal.requestSteps[request] == journal.step { return }
        journal.requestSteps[request] = journal.step
        let index = journal.requestCount
        journal.requestCount = index &+ 1
        journal.requests[index] = Int32(request)
        journal.places[index] = place(of: request)
    }

    /// Puts everything back where it was at ``begin()``.
    package mutating func rollBack() {
        var index = 0
        while index < journal.requestCount {
            let request = Int(journal.requests[index])
            if cellOf[request] >= 0 { leave(placeOf[request]) }
            index &+= 1
        }
        index = 0
        while index < journal.requestCount {
            let request = Int(journal.requests[index])
            let place = journal.places[index]
            if place.request >= 0 {
                placeOf[request] = place
                cellOf[request] = Int32(tables.cell(ofEntry: Int(place.entry)))
                enter(place)
            } else {
                cellOf[request] = -1
            }
            index &+= 1
        }
        index = 0
        while index < journal.cellCount {
            let cell = Int(journal.cells[index])
            let row = tables.cells[cell]
            counts[cell] = journal.counts[index]
            open.copy(
                Int(row.endSlot &- row.firstSlot) &* words, of: journal.open,
                from: index &* tables.slotsMax &* words, to: Int(row.firstSlot) &* words)
            standing.copy(
                Int(counts[cell]), of: journal.standing, from: index &* most, to: cell &* most)
            survey(cell: cell)
            index &+= 1
        }
        (served, cost) = (journal.served, journal.cost)
        begin()
    }

    /// Takes interpreter, room and participant for a place.
    @inline(__always)
    mutating func enter(_ place: Placed) {
        if isScarce(place) { enterScarce(place) }
    }

    /// Gives interpreter, room and participant back.
    @inline(__always)
    mutating func leave(_ place: Placed) {
        if isScarce(place) { leaveScarce(place) }
    }

    /// Whether a place takes more than the counsellor's time.
    @inline(__always)
    private func isScarce(_ place: Placed) -> Bool {
        place.interpreter >= 0 || place.room >= 0 || tables.participants[Int(place.request)] >= 0
    }

    private func stay(_ place: Placed) -> Stay {
        let slot = tables.slots[Int(tables.choices[Int(place.entry)].slot)]
        let from = tables.cells[Int(slot.cell)].first + place.start
        return Stay(request: place.request, from: from, to: from + Int32(slot.length))
    }

    mutating func enterScarce(_ place: Placed) {
        let stay = stay(place)
        if place.interpreter >= 0 { take(place.interpreter, stay) }
        if place.room >= 0 { take(place.room, stay) }
        let participant = Int(tables.participants[Int(place.request)])
        if participant >= 0 { participantStays[participant].append(stay) }
    }

    mutating func leaveScarce(_ place: Placed) {
        let stay = stay(place)
        if place.interpreter >= 0 { release(place.interpreter, stay) }
        if place.room >= 0 { release(place.room, stay) }
        let participant = Int(tables.participants[Int(place.request)])
        if participant >= 0 {
            participantStays[participant].removeAll { $0.request == place.request }
        }
    }

    /// Takes a stretch of an interpreter or room, with the gap on both sides.
    mutating func take(_ member: Int32, _ stay: Stay) {
        let gap = tables.memberGaps[Int(member)]
        if gap > 0 { memberStays[Int(member)].append(stay) }
        set(member, from: stay.from - gap, to: stay.to + gap, isFree: false)
    }

    /// Gives back what a request had of an interpreter or room.
    mutating func release(_ member: Int32, _ stay: Stay) {
        let gap = tables.memberGaps[Int(member)]
        set(member, from: stay.from - gap, to: stay.to + gap, isFree: true)
        guard gap > 0 else { return }
        memberStays[Int(member)].removeAll { $0.request == stay.request }
        // Gaps of others may reach into the stretch.
        for other in memberStays[Int(member)] {
            set(member, from: other.from - gap, to: other.to + gap, isFree: false)
        }
    }

    mutating func set(_ member: Int32, from: Int32, to: Int32, isFree: Bool) {
        let base = Int(member) * tables.axisWords
        let end = min(tables.axisWords * 64, Int(to))
        var bit = max(0, Int(from))
        while bit < end {
            let next = min(end, (bit | 63) + 1)
            let mask = [UInt64].ones(next - bit) << UInt64(bit & 63)
            let word = base + bit >> 6
            free[word] = isFree ? free[word] | mask & tables.free[word] : free[word] & ~mask
            bit = next
        }
    }

    /// Puts a request at a start that ``starts(_:request:)`` allows.
    @inline(__always)
    package mutating func put(_ request: Int, _ entry: Int, at start: Int) {
        let bundle = tables.bundles[Int(tables.choices[entry].bundle)]
        var (interpreter, room): (Int32, Int32) = (-1, -1)
        if bundle.isScarce {
            let slot = tables.slots[Int(bundle.slot)]
            let grain = Int(tables.cells[Int(slot.cell)].first) + start
            interpreter = member(of: bundle.interpreters, grain, Int(slot.length))
            room = member(of: bundle.rooms, grain, Int(slot.length))
        }
        put(
            Placed(
                request: Int32(request), entry: Int32(entry), start: Int32(start),
                interpreter: interpreter, room: room))
    }

    /// Puts a request at a place that is free.
    package mutating func put(_ new: Placed) {
        let request = Int(new.request)
        let choice = tables.choices[Int(new.entry)]
        let slot = tables.slots[Int(choice.slot)]
        let cell = Int(slot.cell)
        note(cell: cell)
        note(request: request)
        enter(new)
        let start = Int16(truncatingIfNeeded: new.start)
        var index = cell &* most &+ Int(counts[cell])
        while index > cell &* most, standing[index &- 1].start > start {
            standing[index] = standing[index &- 1]
            index &-= 1
        }
        let stands = Standing(
            request: new.request, start: start, length: slot.length, before: slot.before,
            after: slot.after)
        standing[index] = stands
        counts[cell] &+= 1
        cellOf[request] = Int32(cell)
        placeOf[request] = new
        served &+= Int(tables.weights[request])
        cost &+= tables.cost(ofEntry: Int(new.entry))
        let row = tables.cells[cell]
        if counts[cell] >= row.limit {
            close(cell)
        } else {
            var number = Int(row.firstSlot)
            while number < Int(row.endSlot) {
                block(number, stands)
                survey(number)
                number &+= 1
            }
        }
    }

    /// Takes a request from its place, and says what that was.
    @discardableResult
    package mutating func remove(_ request: Int) -> Placed {
        let cell = Int(cellOf[request])
        let old = lift(request, from: cell)
        redraw(cell)
        return old
    }

    /// Takes `count` requests that stand together from a cell.
    @inline(__always)
    mutating func remove(_ count: Int, from cell: Int, at first: Int) {
        note(cell: cell)
        let base = cell &* most
        var index = 0
        while index < count {
            let request = Int(standing[base &+ first &+ index].request)
            note(request: request)
            let old = placeOf[request]
            leave(old)
            cellOf[request] = -1
            served &-= Int(tables.weights[request])
            cost &-= tables.cost(ofEntry: Int(old.entry))
            index &+= 1
        }
        index = first &+ count
        while index < Int(counts[cell]) {
            standing[base &+ index &- count] = standing[base &+ index]
            index &+= 1
        }
        counts[cell] &-= Int32(count)
        redraw(cell)
    }

    mutating func lift(_ request: Int, from cell: Int) -> Placed {
        note(cell: cell)
        note(request: request)
        let old = placeOf[request]
        leave(old)
        var index = cell &* most
        while standing[index].request != Int32(request) { index &+= 1 }
        let end = cell &* most &+ Int(counts[cell])
        while index &+ 1 < end {
            standing[index] = standing[index &+ 1]
            index &+= 1
        }
        counts[cell] &-= 1
        cellOf[request] = -1
        served &-= Int(tables.weights[request])
        cost &-= tables.cost(ofEntry: Int(old.entry))
        return old
    }

    /// The best member of a pool that is free.
    func member(of pool: Int32, _ grain: Int, _ length: Int) -> Int32 {
        guard pool >= 0 else { return -1 }
        var index = tables.poolStarts[Int(pool)]
        while index < tables.poolStarts[Int(pool) + 1] {
            let member = tables.poolMembers[Int(index)]
            if starts(of: Int(member), length: length, from: grain) & 1 == 1 { return member }
            index += 1
        }
        return -1
    }

    /// Clears the starts of a slot that come too near an appointment.
    @inline(__always)
    mutating func block(_ number: Int, _ other: Standing) {
        let own = tables.slots[number]
        let start = Int(other.start)
        let gapBefore = Int(max(own.after, other.before))
        let gapAfter = Int(max(other.after, own.before))
        let from = max(0, start &- Int(own.length) &- gapBefore &+ 1)
        let to = min(words &* 64, start &+ Int(other.length) &+ gapAfter)
        let base = number &* words
        var bit = from
        while bit < to {
            let end = min(to, (bit | 63) &+ 1)
            let ones = UInt64.max &>> UInt64(64 &- (end &- bit))
            let mask = ones &<< UInt64(bit & 63)
            open[base &+ bit &>> 6] &= ~mask
            bit = end
        }
    }

    @inline(__always)
    mutating func close(_ cell: Int) {
        let row = tables.cells[cell]
        var word = Int(row.firstSlot) &* words
        while word < Int(row.endSlot) &* words {
            open[word] = 0
            word &+= 1
        }
        var slot = Int(row.firstSlot)
        while slot < Int(row.endSlot) {
            isSlotOpen[slot] = false
            slot &+= 1
        }
    }

    /// Notes whether a slot has any possible start.
    @inline(__always)
    mutating func survey(_ slot: Int) {
        let base = slot &* words
        var bits: UInt64 = 0
        var word = 0
        while word < words {
            bits |= open[base &+ word]
            word &+= 1
        }
        isSlotOpen[slot] = bits != 0
    }

    @inline(__always)
    mutating func survey(cell: Int) {
        let row = tables.cells[cell]
        var slot = Int(row.firstSlot)
        while slot < Int(row.endSlot) {
            survey(slot)
            slot &+= 1
        }
    }

    /// Works out the possible starts of a cell anew.
    @inline(__always)
    mutating func redraw(_ cell: Int) {
        let row = tables.cells[cell]
        guard isOwn[cell], counts[cell] < row.limit else { return close(cell) }
        let size = Int(row.endSlot &- row.firstSlot) &* words
        open.copy(
            size, of: tables.allowed, from: Int(row.firstSlot) &* words,
            to: Int(row.firstSlot) &* words)
        let end = cell &* most &+ Int(counts[cell])
        var index = cell &* most
        while index < end {
            let stands = standing[index]
            var number = Int(row.firstSlot)
            while number < Int(row.endSlot) {
                block(number, stands)
                number &+= 1
            }
            index &+= 1
        }
        survey(cell: cell)
    }
}
