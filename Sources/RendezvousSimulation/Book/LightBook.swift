import Rendezvous

/// A book of places that are told apart by start and counsellor alone: one length, no gaps, no
/// rooms, no interpreters. Its places and the hours that are kept for groups are asked of the
/// production agenda once; from then on it counts for itself, in bits.
///
/// On this common ground it books exactly what the agenda books: the first start with a free
/// counsellor; of those free their own where preferred, then who has fewest appointments that day,
/// then the one declared first.
struct LightBook: AppointmentBook {
    /// The starts at which anybody could be booked, rising, and the day of the run of each.
    let starts: [Int32]
    let days: [Int32]
    /// Of each day the number of the first start on it, with one more at the end.
    let firstOfDay: [Int]
    let length: Int
    /// Words of counsellors a start.
    let words: Int
    let counsellors: Int
    let horizon: Int
    let notice: Int
    let release: Release
    /// Of each stream who may serve it, and whether hours that are kept are kept for it.
    let masks: [UInt64]
    let isKeptFor: [Bool]
    let wish: BookPolicy.OwnCounsellor
    /// The instants at which days begin, in seconds since the start of the run.
    let midnights: [Int]
    /// Who is there, and of these who is free; whose hours are kept for groups.
    private(set) var base: [UInt64]
    private(set) var free: [UInt64]
    let kept: [UInt64]
    /// The starts at which anybody is free.
    private(set) var someFree: [UInt64]
    /// Appointments by day and counsellor.
    private(set) var counts: [Int32]
    private var entries: Int32 = 0

    /// When hours that are kept are open to all.
    enum Release: Sendable {
        case time(Int)
        case days(Int)
    }

    init(_ places: LightPlaces) {
        starts = places.starts
        days = places.days
        firstOfDay = places.firstOfDay
        length = places.length
        words = places.words
        counsellors = places.counsellors
        horizon = places.horizon
        notice = places.notice
        release = places.release
        masks = places.masks
        isKeptFor = places.isKeptFor
        wish = places.wish
        midnights = places.midnights
        base = places.base
        free = places.base
        kept = places.kept
        someFree = [UInt64](repeating: 0, count: places.starts.count / 64 + 1)
        counts = [Int32](repeating: 0, count: max(1, midnights.count) * counsellors)
        for start in places.starts.indices {
            for word in 0..<words where base[start * words + word] != 0 {
                someFree[start >> 6] |= 1 << UInt64(start & 63)
            }
        }
    }

    /// The day of a moment, or the last one.
    @inline(__always)
    private func day(of time: Int) -> Int {
        var day = min(max(0, time / 86_400), midnights.count - 1)
        while day > 0, time < midnights[day] { day -= 1 }
        while day + 1 < midnights.count, time >= midnights[day + 1] { day += 1 }
        return day
    }

    /// The first start at or after a moment.
    @inline(__always)
    private func firstStart(from time: Int) -> Int {
        let day = day(of: time)
        var start = firstOfDay[day]
        let end = firstOfDay[day + 1]
        while start < end, Int(starts[start]) < time { start += 1 }
        return start
    }

    mutating func take(_ question: BookQuestion, at now: Int) throws(StudyError) -> BookedPlace? {
        let today = day(of: now)
        let from = max(question.from, now + notice)
        let latest = question.to - length
        guard from <= latest else { return nil }
        let lastDay = today + horizon
        let isOpenTo = isKeptFor[question.stream]
        let only = question.own >= 0 && (question.onlyOwn || wish == .only)
        var start = firstStart(from: from)
        while start < starts.count {
            let bits = someFree[start >> 6] >> UInt64(start & 63)
            guard bits != 0 else {
                start = (start | 63) + 1
                continue
            }
            start += bits.trailingZeroBitCount
            guard start < starts.count, Int(starts[start]) <= latest, Int(days[start]) <= lastDay
            else { return nil }
            let isReleased: Bool
            switch release {
            case .time(let lead): isReleased = Int(starts[start]) <= now + lead
            case .days(let lead): isReleased = Int(days[start]) <= today + lead
            }
            let found =
                only
                ? allowed(question.own, start, question.stream, isOpenTo || isReleased)
                : best(start, question, isOpenTo || isReleased)
            if found >= 0 {
                occupy(start, found)
                return BookedPlace(
                    start: Int(starts[start]), end: Int(starts[start]) + length,
                    counsellor: found, number: Int32(start))
            }
            start += 1
        }
        return nil
    }

    /// The counsellor if they may be booked, or -1.
    private func allowed(
        _ counsellor: Int32, _ start: Int, _ stream: Int, _ isOpen: Bool
    ) -> Int32 {
        let word = Int(counsellor) >> 6
        let place = start * words + word
        let bits = free[place] & masks[stream * words + word] & (isOpen ? ~0 : ~kept[place])
        return bits >> UInt64(counsellor & 63) & 1 == 1 ? counsellor : -1
    }

    /// Who is offered at a start, or -1.
    @inline(__always)
    private func best(_ start: Int, _ question: BookQuestion, _ isOpen: Bool) -> Int32 {
        if wish == .preferred, question.own >= 0 {
            let own = allowed(question.own, start, question.stream, isOpen)
            if own >= 0 { return own }
        }
        let row = Int(days[start]) * counsellors
        var (least, best) = (Int32.max, Int32(-1))
        for word in 0..<words {
            let place = start * words + word
            var bits = free[place] & masks[question.stream * words + word]
            if !isOpen { bits &= ~kept[place] }
            while bits != 0 {
                let counsellor = word << 6 + bits.trailingZeroBitCount
                bits &= bits - 1
                let count = counts[row + counsellor]
                if count < least { (least, best) = (count, Int32(counsellor)) }
            }
        }
        return best
    }

    private mutating func occupy(_ start: Int, _ counsellor: Int32) {
        free[start * words + Int(counsellor) >> 6] &= ~(1 << UInt64(counsellor & 63))
        counts[Int(days[start]) * counsellors + Int(counsellor)] += 1
        noteFree(start)
    }

    @inline(__always)
    private mutating func noteFree(_ start: Int) {
        var all: UInt64 = 0
        for word in 0..<words { all |= free[start * words + word] }
        let bit: UInt64 = 1 << UInt64(start & 63)
        if all == 0 { someFree[start >> 6] &= ~bit } else { someFree[start >> 6] |= bit }
    }

    mutating func enlist(_ question: BookQuestion, at now: Int) throws(StudyError) -> Int32 {
        entries += 1
        return entries
    }

    mutating func withdraw(entry: Int32, at now: Int) throws(StudyError) {}

    mutating func giveBack(
        _ place: BookedPlace, byClient: Bool, at now: Int
    ) throws(StudyError) {
        let (start, counsellor) = (Int(place.number), place.counsellor)
        let index = start * words + Int(counsellor) >> 6
        free[index] |= (1 << UInt64(counsellor & 63)) & base[index]
        counts[Int(days[start]) * counsellors + Int(counsellor)] -= 1
        noteFree(start)
    }

    mutating func move(
        _ place: BookedPlace, _ question: BookQuestion, at now: Int
    ) throws(StudyError) -> BookedPlace? {
        try giveBack(place, byClient: false, at: now)
        if let found = try take(question, at: now) { return found }
        occupy(Int(place.number), place.counsellor)
        return nil
    }

    mutating func meet(_ place: BookedPlace, came: Bool, at now: Int) throws(StudyError) {}

    mutating func absent(
        _ counsellor: Int32, days: Range<Int>, at now: Int
    ) throws(StudyError) {
        let last = min(days.upperBound, firstOfDay.count - 1)
        guard days.lowerBound < last else { return }
        let bit: UInt64 = 1 << UInt64(counsellor & 63)
        for start in firstOfDay[days.lowerBound]..<firstOfDay[last] {
            base[start * words + Int(counsellor) >> 6] &= ~bit
            free[start * words + Int(counsellor) >> 6] &= ~bit
            noteFree(start)
        }
    }
}
