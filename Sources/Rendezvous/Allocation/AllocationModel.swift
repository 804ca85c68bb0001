/// A problem of the constraint-solving core: which request gets which start on which calendar.
///
/// Time is counted in grains. A *cell* is a stretch of one counsellor's calendar in which
/// appointments can stand, a day of work as a rule; no appointment reaches over its ends. A *slot*
/// is a cell together with a shape (length and gaps) and the starts that the rules allow it there,
/// what stands there already taken into account. An *entry* says that a request may take a slot
/// within a range of starts. Everything the core needs to know of an agency is in these tables, so
/// that the inner loops read numbers and nothing else.
package struct AllocationModel: Sendable {
    /// Length and gaps of an appointment, in grains.
    package struct Shape: Hashable, Sendable {
        package let length: Int
        package let before: Int
        package let after: Int

        package init(length: Int, before: Int, after: Int) {
            self.length = length
            self.before = before
            self.after = after
        }
    }

    /// One way to serve a request.
    package struct Entry: Sendable {
        package let slot: Int32
        /// The first and the last start asked for, in grains of the cell.
        package let low: Int16
        package let high: Int16
        /// Position among ``pools`` of the interpreters of whom one is needed, or -1.
        package let interpreters: Int32
        /// Position among ``pools`` of the rooms of which one is needed, or -1.
        package let rooms: Int32
        /// What the entry costs by preferences, at the level below weight; at least 0.
        package let cost: Int32

        package init(
            slot: Int32, low: Int16, high: Int16, interpreters: Int32, rooms: Int32, cost: Int32
        ) {
            self.slot = slot
            self.low = low
            self.high = high
            self.interpreters = interpreters
            self.rooms = rooms
            self.cost = cost
        }
    }

    package struct Slot: Sendable {
        package let cell: Int32
        package let shape: Int32
    }

    package struct Cell: Sendable {
        /// The counsellor, for whoever reads the result.
        package let counsellor: Int32
        /// The grain of the axis with which the cell begins.
        package let first: Int32
        /// How many appointments may be added here.
        package let limit: Int32
        /// The slots of the cell, together.
        var slots: Range<Int32>
    }

    /// Interpreters or rooms of which any one will do, best first, for appointments of a length.
    package struct Pool: Hashable, Sendable {
        package let members: [Int32]
        package let length: Int

        package init(members: [Int32], length: Int) {
            self.members = members
            self.length = length
        }
    }

    /// The words of every mask of starts.
    package let words: Int
    package private(set) var shapes: [Shape] = []
    package private(set) var cells: [Cell] = []
    package private(set) var slots: [Slot] = []
    /// The starts that each slot allows, `words` a slot.
    package private(set) var allowed: [UInt64] = []
    /// The weight of each request.
    package private(set) var weights: [Int32] = []
    /// The entries of all requests, and where each request's begin; one more at the end.
    package private(set) var entries: [Entry] = []
    package private(set) var entryStarts: [Int32] = [0]
    /// The requests of participants with several requests, which must not overlap: a number that
    /// they share, or -1.
    package private(set) var participants: [Int32] = []
    package private(set) var pools: [Pool] = []
    /// Free time of interpreters and rooms: bits of the axis, `axisWords` each.
    package private(set) var free: [UInt64] = []
    package let axisWords: Int
    /// The grains between two appointments of each interpreter or room.
    package private(set) var memberGaps: [Int] = []

    package init(words: Int, axisGrains: Int) {
        self.words = words
        axisWords = (axisGrains + 63) / 64 + words + 1
    }

    package var requestCount: Int { weights.count }

    /// The entries of a request.
    package func entryRange(_ request: Int) -> Range<Int> {
        Int(entryStarts[request])..<Int(entryStarts[request + 1])
    }

    /// The number of a shape.
    package mutating func shape(_ shape: Shape) -> Int32 {
        if let index = shapes.firstIndex(of: shape) { return Int32(index) }
        shapes.append(shape)
        return Int32(shapes.count - 1)
    }

    /// The number of a pool.
    package mutating func pool(_ pool: Pool) -> Int32 {
        if let index = pools.firstIndex(of: pool) { return Int32(index) }
        pools.append(pool)
        return Int32(pools.count - 1)
    }

    /// Begins a cell; the slots added next are its own.
    package mutating func addCell(counsellor: Int32, first: Int32, limit: Int32) {
        let end = Int32(slots.count)
        cells.append(Cell(counsellor: counsellor, first: first, limit: limit, slots: end..<end))
    }

    /// Adds a slot to the last cell and returns its number.
    @discardableResult
    package mutating func addSlot(_ shape: Int32, allowed mask: [UInt64]) -> Int32 {
        slots.append(Slot(cell: Int32(cells.count - 1), shape: shape))
        allowed += mask
        let first = cells[cells.count - 1].slots.lowerBound
        cells[cells.count - 1].slots = first..<Int32(slots.count)
        return Int32(slots.count - 1)
    }

    /// Adds a request with its entries, cheapest and earliest first by the caller's order.
    package mutating func addRequest(weight: Int32, participant: Int32, _ list: [Entry]) {
        weights.append(weight)
        participants.append(participant)
        entries += list
        entryStarts.append(Int32(entries.count))
    }

    /// Adds an interpreter or a room that is free in some grains of the axis and keeps a gap
    /// between two appointments; returns its number.
    package mutating func addMember(free ranges: [Range<Int>], gap: Int = 0) -> Int32 {
        let base = free.count
        free += [UInt64](repeating: 0, count: axisWords)
        for range in ranges { free.setBits(range, from: base) }
        memberGaps.append(gap)
        return Int32(memberGaps.count - 1)
    }
}

extension [UInt64] {
    /// Sets a range of bits of the mask that begins at word `base`.
    package mutating func setBits(_ range: Range<Int>, from base: Int) {
        var bit = range.lowerBound
        while bit < range.upperBound {
            let end = Swift.min(range.upperBound, (bit | 63) + 1)
            self[base + bit >> 6] |= Self.ones(end - bit) << UInt64(bit & 63)
            bit = end
        }
    }

    /// Clears a range of bits of the mask that begins at word `base`.
    package mutating func clearBits(_ range: Range<Int>, from base: Int) {
        var bit = range.lowerBound
        while bit < range.upperBound {
            let end = Swift.min(range.upperBound, (bit | 63) + 1)
            self[base + bit >> 6] &= ~(Self.ones(end - bit) << UInt64(bit & 63))
            bit = end
        }
    }

    /// `count` ones, 1 … 64.
    package static func ones(_ count: Int) -> UInt64 { .max >> UInt64(64 - count) }
}
