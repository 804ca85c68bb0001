/// Who stands where while a problem is being solved: starts that are still possible are kept up to
/// date for every slot, so that a question about an entry is an AND of a few words.
package struct Occupancy {
    /// A request on a cell.
    package struct Placed {
        package let request: Int32
        package let entry: Int32
        package let start: Int32
        /// The interpreter and the room taken, or -1.
        package let interpreter: Int32
        package let room: Int32

        package static let none = Placed(
            request: -1, entry: -1, start: 0, interpreter: -1, room: -1)
    }

    package let model: AllocationModel
    private let words: Int
    /// Per slot, the starts that are still possible.
    package private(set) var open: [UInt64]
    /// Per interpreter or room, the grains that are still free.
    package private(set) var free: [UInt64]
    /// Per cell, what stands on it in order of start, at most `most` each.
    private var placed: [Placed]
    package private(set) var counts: [Int32]
    private let most: Int
    /// Per request, its cell, or -1 while it waits, and its start.
    package private(set) var cellOf: [Int32]
    /// Per request, its place; its last one while it waits.
    package private(set) var placeOf: [Placed]
    /// The weight of the requests that have a place, and what they cost.
    package private(set) var served = 0
    package private(set) var cost = 0
    /// Per participant with several requests, those placed: intervals on the axis.
    private var stays: [[(request: Int32, from: Int32, to: Int32)]]
    /// Per interpreter or room, who has it when.
    private var memberStays: [[(request: Int32, from: Int32, to: Int32)]]

    package init(_ model: AllocationModel) {
        self.model = model
        words = model.words
        open = model.allowed
        free = model.free
        let longest = model.cells.map { Int($0.limit) }.max() ?? 0
        let shortest = model.shapes.map(\.length).min() ?? 1
        most = max(1, min(longest, model.words * 64 / max(1, shortest) + 1))
        placed = [Placed](
            repeating: Placed.none, count: model.cells.count * most)
        counts = [Int32](repeating: 0, count: model.cells.count)
        cellOf = [Int32](repeating: -1, count: model.requestCount)
        placeOf = [Placed](repeating: Placed.none, count: model.requestCount)
        memberStays = Array(repeating: [], count: model.memberGaps.count)
        stays = Array(
            repeating: [], count: Int(model.participants.max() ?? -1) + 1)
    }

    /// The place of a request, or one of no request while it waits.
    package func place(of request: Int) -> Placed { cellOf[request] < 0 ? .none : placeOf[request] }

    /// The places of all requests.
    var places: [Placed] { cellOf.indices.map { place(of: $0) } }

    /// What stands on a cell, in order of start.
    package func placed(on cell: Int, _ index: Int) -> Placed { placed[cell * most + index] }

    /// The first and the last start that an entry still has, or `nil`.
    @inline(__always)
    package func starts(_ entry: AllocationModel.Entry, request: Int) -> (low: Int, high: Int)? {
        let base = Int(entry.slot) &* words
        let (low, high) = (Int(entry.low), Int(entry.high))
        let (firstWord, lastWord) = (low >> 6, high >> 6)
        if entry.interpreters < 0, entry.rooms < 0, model.participants[request] < 0 {
            var word = firstWord
            var bits = open[base &+ word] & (.max << UInt64(low & 63))
            while bits == 0 {
                word &+= 1
                if word > lastWord { return nil }
                bits = open[base &+ word]
            }
            let first = word << 6 | bits.trailingZeroBitCount
            if first > high { return nil }
            word = lastWord
            bits = open[base &+ word] & (.max >> UInt64(63 &- high & 63))
            while bits == 0 {
                word &-= 1
                bits = open[base &+ word]
            }
            return (first, word << 6 | (63 &- bits.leadingZeroBitCount))
        }
        return scarceStarts(entry, request: request)
    }

    /// Whether a slot has a possible start in a range, scarce resources aside.
    @inline(__always)
    func mayStand(_ slot: Int32, _ low: Int16, _ high: Int16) -> Bool {
        let base = Int(slot) &* words
        let (firstWord, lastWord) = (Int(low) >> 6, Int(high) >> 6)
        var bits = open[base &+ firstWord] & (.max << UInt64(Int(low) & 63))
        if firstWord == lastWord { return bits & (.max >> UInt64(63 &- Int(high) & 63)) != 0 }
        if bits != 0 { return true }
        var word = firstWord &+ 1
        while word < lastWord {
            if open[base &+ word] != 0 { return true }
            word &+= 1
        }
        bits = open[base &+ lastWord] & (.max >> UInt64(63 &- Int(high) & 63))
        return bits != 0
    }

    /// The same where an interpreter, a room or the participant must be free too.
    private func scarceStarts(
        _ entry: AllocationModel.Entry, request: Int
    ) -> (low: Int, high: Int)? {
        let base = Int(entry.slot) * words
        var (first, last) = (-1, -1)
        for word in Int(entry.low) >> 6...Int(entry.high) >> 6 {
            var bits = open[base + word] & range(word, entry)
            if bits != 0, entry.interpreters >= 0 { bits &= any(entry.interpreters, entry, word) }
            if bits != 0, entry.rooms >= 0 { bits &= any(entry.rooms, entry, word) }
            if bits != 0, model.participants[request] >= 0 {
                bits = without(request, bits, entry, word)
            }
            guard bits != 0 else { continue }
            if first < 0 { first = word << 6 | bits.trailingZeroBitCount }
            last = word << 6 | (63 - bits.leadingZeroBitCount)
        }
        return first < 0 ? nil : (first, last)
    }

    /// The bits of a word that lie in an entry's range.
    private func range(_ word: Int, _ entry: AllocationModel.Entry) -> UInt64 {
        var bits = UInt64.max
        if word == Int(entry.low) >> 6 { bits &= .max << UInt64(Int(entry.low) & 63) }
        if word == Int(entry.high) >> 6 { bits &= .max >> UInt64(63 - Int(entry.high) & 63) }
        return bits
    }

    /// The starts of one word of a cell at which some member of a pool is free.
    private func any(_ pool: Int32, _ entry: AllocationModel.Entry, _ word: Int) -> UInt64 {
        let first = Int(model.cells[Int(model.slots[Int(entry.slot)].cell)].first)
        let (members, length) = (model.pools[Int(pool)].members, model.pools[Int(pool)].length)
        var union: UInt64 = 0
        for member in members {
            union |= starts(of: Int(member), length: length, from: first + word << 6)
        }
        return union
    }

    /// The 64 starts from a grain of the axis at which a member is free for a length.
    private func starts(of member: Int, length: Int, from grain: Int) -> UInt64 {
        let base = member * model.axisWords
        func bits(_ grain: Int) -> UInt64 {
            let (word, shift) = (base + grain >> 6, UInt64(grain & 63))
            let end = base + model.axisWords
            guard word < end else { return 0 }
            let low = free[word] >> shift
            return shift == 0 || word + 1 >= end ? low : low | free[word + 1] << (64 - shift)
        }
        // Erosion by halves over two words.
        var (low, high) = (bits(grain), bits(grain + 64))
        var done = 1
        while done < length {
            let step = min(done, length - done)
            if step >= 64 {
                low &= high
                high = 0
            } else {
                low &= low >> UInt64(step) | high << UInt64(64 - step)
                high &= high >> UInt64(step)
            }
            done += step
        }
        return low
    }

    /// Bits without the starts at which the participant would be in two places.
    private func without(
        _ request: Int, _ bits: UInt64, _ entry: AllocationModel.Entry, _ word: Int
    ) -> UInt64 {
        var mask = [bits]
        let slot = model.slots[Int(entry.slot)]
        let origin = Int(model.cells[Int(slot.cell)].first) + word << 6
        let length = model.shapes[Int(slot.shape)].length
        for stay in stays[Int(model.participants[request])] where stay.request != request {
            let from = max(0, Int(stay.from) - length + 1 - origin)
            let to = min(64, Int(stay.to) - origin)
            if from < to { mask.clearBits(from..<to, from: 0) }
        }
        return mask[0]
    }

    /// Puts a request at a start that ``starts(_:request:)`` allows.
    package mutating func put(_ request: Int, _ entryIndex: Int, at start: Int) {
        let entry = model.entries[entryIndex]
        var (interpreter, room): (Int32, Int32) = (-1, -1)
        if entry.interpreters >= 0 || entry.rooms >= 0 {
            let slot = model.slots[Int(entry.slot)]
            let length = model.shapes[Int(slot.shape)].length
            let grain = Int(model.cells[Int(slot.cell)].first) + start
            interpreter = member(of: entry.interpreters, grain, length)
            room = member(of: entry.rooms, grain, length)
        }
        put(
            Placed(
                request: Int32(request), entry: Int32(entryIndex), start: Int32(start),
                interpreter: interpreter, room: room))
    }

    /// Puts a request where it was.
    package mutating func put(_ new: Placed) {
        let (request, start) = (Int(new.request), Int(new.start))
        let entry = model.entries[Int(new.entry)]
        let slot = model.slots[Int(entry.slot)]
        let (cell, shape) = (Int(slot.cell), model.shapes[Int(slot.shape)])
        let grain = Int(model.cells[cell].first) + start
        if new.interpreter >= 0 { take(new.interpreter, request, grain, shape.length) }
        if new.room >= 0 { take(new.room, request, grain, shape.length) }
        var index = cell * most + Int(counts[cell])
        while index > cell * most, placed[index - 1].start > Int32(start) {
            placed[index] = placed[index - 1]
            index -= 1
        }
        placed[index] = new
        counts[cell] += 1
        cellOf[request] = Int32(cell)
        placeOf[request] = new
        served += Int(model.weights[request])
        cost += Int(entry.cost)
        if model.participants[request] >= 0 {
            stays[Int(model.participants[request])].append(
                (Int32(request), Int32(grain), Int32(grain + shape.length)))
        }
        if counts[cell] >= model.cells[cell].limit {
            close(cell)
        } else {
            for number in model.cells[cell].slots { block(Int(number), start, shape) }
        }
    }

    /// Takes a stretch of an interpreter or room, with the gap on both sides.
    private mutating func take(_ member: Int32, _ request: Int, _ grain: Int, _ length: Int) {
        memberStays[Int(member)].append((Int32(request), Int32(grain), Int32(grain + length)))
        clear(member, grain, grain + length)
    }

    private mutating func clear(_ member: Int32, _ from: Int, _ to: Int) {
        let gap = model.memberGaps[Int(member)]
        let range = max(0, from - gap)..<min(model.axisWords * 64, to + gap)
        free.clearBits(range, from: Int(member) * model.axisWords)
    }

    /// Gives back what a request had of an interpreter or room.
    private mutating func release(_ member: Int32, _ request: Int) {
        let base = Int(member) * model.axisWords
        memberStays[Int(member)].removeAll { $0.request == Int32(request) }
        for word in base..<base + model.axisWords { free[word] = model.free[word] }
        for stay in memberStays[Int(member)] { clear(member, Int(stay.from), Int(stay.to)) }
    }

    /// Takes a request from its place, and says what that was.
    @discardableResult
    package mutating func remove(_ request: Int) -> Placed {
        let cell = Int(cellOf[request])
        var index = cell * most
        while placed[index].request != Int32(request) { index += 1 }
        let old = placed[index]
        let entry = model.entries[Int(old.entry)]
        let end = cell * most + Int(counts[cell])
        while index + 1 < end {
            placed[index] = placed[index + 1]
            index += 1
        }
        counts[cell] -= 1
        if old.interpreter >= 0 { release(old.interpreter, request) }
        if old.room >= 0 { release(old.room, request) }
        cellOf[request] = -1
        served -= Int(model.weights[request])
        cost -= Int(entry.cost)
        if model.participants[request] >= 0 {
            stays[Int(model.participants[request])].removeAll { $0.request == Int32(request) }
        }
        redraw(cell)
        return old
    }

    /// The best member of a pool that is free.
    private func member(of pool: Int32, _ grain: Int, _ length: Int) -> Int32 {
        guard pool >= 0 else { return -1 }
        return model.pools[Int(pool)].members.first {
            starts(of: Int($0), length: length, from: grain) & 1 == 1
        } ?? -1
    }

    /// Clears the starts of a slot that come too near an appointment of a shape.
    @inline(__always)
    private mutating func block(_ slot: Int, _ start: Int, _ shape: AllocationModel.Shape) {
        let own = model.shapes[Int(model.slots[slot].shape)]
        let from = max(0, start &- own.length &- max(own.after, shape.before) &+ 1)
        let to = min(words &* 64, start &+ shape.length &+ max(shape.after, own.before))
        let base = slot &* words
        var bit = from
        while bit < to {
            let end = min(to, (bit | 63) &+ 1)
            open[base &+ bit >> 6] &= ~([UInt64].ones(end &- bit) << UInt64(bit & 63))
            bit = end
        }
    }

    private mutating func close(_ cell: Int) {
        let slots = model.cells[cell].slots
        for word in Int(slots.lowerBound) * words..<Int(slots.upperBound) * words {
            open[word] = 0
        }
    }

    /// Works out the possible starts of a cell anew.
    private mutating func redraw(_ cell: Int) {
        let slots = model.cells[cell].slots
        for word in Int(slots.lowerBound) * words..<Int(slots.upperBound) * words {
            open[word] = model.allowed[word]
        }
        for index in cell * most..<cell * most + Int(counts[cell]) {
            let entry = model.entries[Int(placed[index].entry)]
            let shape = model.shapes[Int(model.slots[Int(entry.slot)].shape)]
            for number in slots { block(Int(number), Int(placed[index].start), shape) }
        }
    }
}
