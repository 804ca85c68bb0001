/// What can be asked of what stands: free starts, members who could serve, who would have to go.
extension Occupancy {
    /// Whether a request has a place.
    @inline(__always)
    package func isPlaced(_ request: Int) -> Bool { cellOf[request] >= 0 }

    /// The place of a request, or one of no request while it waits.
    @inline(__always)
    package func place(of request: Int) -> Placed {
        cellOf[request] < 0 ? .none : placeOf[request]
    }

    /// The places of all requests.
    package var places: [Placed] {
        var places: [Placed] = []
        places.reserveCapacity(tables.requestCount)
        for request in 0..<tables.requestCount { places.append(place(of: request)) }
        return places
    }

    /// Whether anything may be placed on a cell.
    @inline(__always)
    func owns(_ cell: Int) -> Bool { isOwn[cell] }

    /// How many appointments stand on a cell.
    @inline(__always)
    package func count(on cell: Int) -> Int { Int(counts[cell]) }

    /// Who stands on a cell, by order of start.
    @inline(__always)
    package func request(on cell: Int, _ index: Int) -> Int {
        Int(standing[cell &* most &+ index].request)
    }

    /// The first and the last start that a bundle still has for a request, or `nil`.
    @inline(__always)
    func starts(_ bundle: AllocationTables.Bundle, request: Int) -> (low: Int, high: Int)? {
        if bundle.isScarce || tables.participants[request] >= 0 {
            return scarceStarts(bundle, request: request)
        }
        let base = Int(bundle.slot) &* words
        let (low, high) = (Int(bundle.low), Int(bundle.high))
        let (firstWord, lastWord) = (low &>> 6, high &>> 6)
        var word = firstWord
        var bits = open[base &+ word] & (.max &<< UInt64(low & 63))
        while bits == 0 {
            word &+= 1
            if word > lastWord { return nil }
            bits = open[base &+ word]
        }
        let first = word &<< 6 | bits.trailingZeroBitCount
        if first > high { return nil }
        word = lastWord
        bits = open[base &+ word] & (.max &>> UInt64(63 &- high & 63))
        while bits == 0 {
            word &-= 1
            bits = open[base &+ word]
        }
        return (first, word &<< 6 | (63 &- bits.leadingZeroBitCount))
    }

    /// Whether a bundle has a possible start, scarce resources aside.
    @inline(__always)
    func mayStand(_ bundle: AllocationTables.Bundle) -> Bool {
        let base = Int(bundle.slot) &* words
        let (low, high) = (Int(bundle.low), Int(bundle.high))
        let (firstWord, lastWord) = (low &>> 6, high &>> 6)
        var bits = open[base &+ firstWord] & (.max &<< UInt64(low & 63))
        if firstWord == lastWord { return bits & (.max &>> UInt64(63 &- high & 63)) != 0 }
        if bits != 0 { return true }
        var word = firstWord &+ 1
        while word < lastWord {
            if open[base &+ word] != 0 { return true }
            word &+= 1
        }
        bits = open[base &+ lastWord] & (.max &>> UInt64(63 &- high & 63))
        return bits != 0
    }

    /// Whether a slot has any possible start.
    @inline(__always)
    func isOpen(_ slot: Int) -> Bool { isSlotOpen[slot] }

    /// Whether exactly the slots with a possible start are noted as open.
    package var isSurveyed: Bool {
        (0..<tables.slots.count).allSatisfy { slot in
            (0..<words).contains { open[slot * words + $0] != 0 } == isOpen(slot)
        }
    }

    /// Whether a start of a slot is possible, scarce resources aside.
    @inline(__always)
    func isOpen(_ slot: Int, at start: Int) -> Bool {
        start >= 0 && start < words &* 64
            && open[slot &* words &+ start &>> 6] &>> UInt64(start & 63) & 1 == 1
    }

    /// How many of the two starts beside one are not possible: 2 fills a hole exactly.
    @inline(__always)
    func contact(_ slot: Int, _ start: Int) -> Int {
        (isOpen(slot, at: start &- 1) ? 0 : 1) &+ (isOpen(slot, at: start &+ 1) ? 0 : 1)
    }

    /// The starts of a word of a bundle's cell that are possible for a request.
    func possible(
        _ bundle: AllocationTables.Bundle, request: Int?, word: Int
    ) -> UInt64 {
        var bits = open[Int(bundle.slot) * words + word]
        if word == Int(bundle.low) >> 6 { bits &= .max << UInt64(Int(bundle.low) & 63) }
        if word == Int(bundle.high) >> 6 { bits &= .max >> UInt64(63 - Int(bundle.high) & 63) }
        if bits != 0, bundle.interpreters >= 0 { bits &= any(bundle.interpreters, bundle, word) }
        if bits != 0, bundle.rooms >= 0 { bits &= any(bundle.rooms, bundle, word) }
        if bits != 0, let request, tables.participants[request] >= 0 {
            bits = without(request, bits, bundle, word)
        }
        return bits
    }

    /// The first start from `from` on and below `end` that a bundle still has for a request.
    func start(
        _ bundle: AllocationTables.Bundle, request: Int, from: Int, below end: Int
    ) -> Int? {
        var start = from
        while start < end {
            let bits = possible(bundle, request: request, word: start &>> 6)
            let left = bits &>> UInt64(start & 63)
            if left != 0 {
                let found = start &+ left.trailingZeroBitCount
                return found < end ? found : nil
            }
            start = (start | 63) &+ 1
        }
        return nil
    }

    /// All starts that a request still has, with their entries.
    package func openStarts(of request: Int) -> [(entry: Int, start: Int)] {
        var all: [(entry: Int, start: Int)] = []
        for entry in Int(tables.choiceStarts[request])..<Int(tables.choiceStarts[request + 1]) {
            let bundle = tables.bundles[Int(tables.choices[entry].bundle)]
            for word in Int(bundle.low) >> 6...Int(bundle.high) >> 6 {
                var bits = possible(bundle, request: request, word: word)
                while bits != 0 {
                    all.append((entry, word << 6 | bits.trailingZeroBitCount))
                    bits &= bits - 1
                }
            }
        }
        return all
    }

    func scarceStarts(
        _ bundle: AllocationTables.Bundle, request: Int
    ) -> (low: Int, high: Int)? {
        var (first, last) = (-1, -1)
        for word in Int(bundle.low) >> 6...Int(bundle.high) >> 6 {
            let bits = possible(bundle, request: request, word: word)
            guard bits != 0 else { continue }
            if first < 0 { first = word << 6 | bits.trailingZeroBitCount }
            last = word << 6 | (63 - bits.leadingZeroBitCount)
        }
        return first < 0 ? nil : (first, last)
    }

    /// The starts of one word of a cell at which some member of a pool is free.
    func any(_ pool: Int32, _ bundle: AllocationTables.Bundle, _ word: Int) -> UInt64 {
        let slot = tables.slots[Int(bundle.slot)]
        let grain = Int(tables.cells[Int(slot.cell)].first) + word << 6
        let (from, to) = (tables.poolStarts[Int(pool)], tables.poolStarts[Int(pool) + 1])
        var union: UInt64 = 0
        var index = from
        while index < to, union != .max {
            union |= starts(
                of: Int(tables.poolMembers[Int(index)]), length: Int(slot.length), from: grain)
            index += 1
        }
        return union
    }

    /// The 64 starts from a grain of the axis at which a member is free for a length.
    func starts(of member: Int, length: Int, from grain: Int) -> UInt64 {
        let base = member &* tables.axisWords
        // Erosion by halves over two words.
        var (low, high) = (bits(base, grain), bits(base, grain &+ 64))
        var done = 1
        while done < length {
            let step = min(done, length &- done)
            if step >= 64 {
                low &= high
                high = 0
            } else {
                low &= low &>> UInt64(step) | high &<< UInt64(64 &- step)
                high &= high &>> UInt64(step)
            }
            done &+= step
        }
        return low
    }

    @inline(__always)
    func bits(_ base: Int, _ grain: Int) -> UInt64 {
        let (word, shift) = (grain &>> 6, UInt64(grain & 63))
        guard word < tables.axisWords else { return 0 }
        let low = free[base &+ word] &>> shift
        if shift == 0 || word &+ 1 >= tables.axisWords { return low }
        return low | free[base &+ word &+ 1] &<< (64 &- shift)
    }

    /// Bits without the starts at which the participant would be in two places.
    func without(
        _ request: Int, _ bits: UInt64, _ bundle: AllocationTables.Bundle, _ word: Int
    ) -> UInt64 {
        var bits = bits
        let slot = tables.slots[Int(bundle.slot)]
        let origin = Int(tables.cells[Int(slot.cell)].first) + word << 6
        for stay in participantStays[Int(tables.participants[request])]
        where stay.request != Int32(request) {
            let from = max(0, Int(stay.from) - Int(slot.length) + 1 - origin)
            let to = min(64, Int(stay.to) - origin)
            if from < to { bits &= ~([UInt64].ones(to - from) << UInt64(from)) }
        }
        return bits
    }
}
