/// What will happen, in a total order: by time, then by priority, then by order of entry.
///
///     var list = EventList<Int32>()
///     list.add(7, at: 3.5)
///     while let event = list.next() { … }
///
/// Two events at the same moment happen in an order that depends on nothing but the program, so a
/// run is the same on every machine. A heap with four children a node in one array; nothing is
/// allocated once it has grown. It may be specialised in the module that uses it.
public struct EventList<Event: Sendable>: Sendable {
    /// An event with its moment.
    public struct Entry: Sendable {
        /// When it happens.
        public let time: Double
        /// Priority in the highest 8 bits, order of entry in the others.
        @usableFromInline let order: UInt64
        /// What happens.
        public let event: Event

        @inlinable
        init(time: Double, order: UInt64, event: Event) {
            self.time = time
            self.order = order
            self.event = event
        }

        @inlinable @inline(__always)
        func precedes(_ other: Entry) -> Bool {
            time < other.time || (time == other.time && order < other.order)
        }
    }

    @usableFromInline var entries: [Entry] = []
    @usableFromInline var entered: UInt64 = 0

    /// An empty list.
    public init() {}

    /// The number of events that have not happened.
    @inlinable public var count: Int { entries.count }

    /// When the next event happens; infinite if there is none.
    @inlinable public var nextTime: Double { entries.isEmpty ? .infinity : entries[0].time }

    /// The order of entry of the next event; only to be asked while there is one.
    var nextOrder: UInt64 { entries[0].order }

    /// An order for an event that is kept elsewhere: priority and entry.
    @inline(__always)
    mutating func enter(priority: UInt8 = 128) -> UInt64 {
        entered &+= 1
        return UInt64(priority) << 56 | (entered & 0x00FF_FFFF_FFFF_FFFF)
    }

    /// Room for so many events, so that none is made during the run.
    public mutating func reserve(_ count: Int) { entries.reserveCapacity(max(0, count)) }

    /// Adds an event at a time; of events at the same time those of lower `priority` come first,
    /// then those entered first. An event at a time that is not a number is never reached.
    /// - Complexity: O(log *count*).
    @inlinable
    public mutating func add(_ event: Event, at time: Double, priority: UInt8 = 128) {
        let entry = enter(event, at: time, priority: priority)
        entries.append(entry)
        rise(entry, to: entries.count - 1)
    }

    @inlinable @inline(__always)
    mutating func enter(_ event: Event, at time: Double, priority: UInt8) -> Entry {
        entered &+= 1
        return Entry(
            time: time == time ? time : .infinity,
            order: UInt64(priority) << 56 | (entered & 0x00FF_FFFF_FFFF_FFFF), event: event)
    }

    /// Takes the next event out, or `nil` if there is none.
    /// - Complexity: O(log *count*).
    @inlinable
    public mutating func next() -> Entry? {
        guard let last = entries.popLast() else { return nil }
        guard !entries.isEmpty else { return last }
        let first = entries[0]
        sink(last)
        return first
    }

    /// Puts an event in the place of the next one, in one step; adds it if there is none.
    /// - Complexity: O(log *count*).
    @inlinable
    public mutating func replaceNext(with event: Event, at time: Double, priority: UInt8 = 128) {
        let entry = enter(event, at: time, priority: priority)
        if entries.isEmpty { entries.append(entry) } else { sink(entry) }
    }

    @inlinable
    mutating func rise(_ entry: Entry, to start: Int) {
        var place = start
        while place > 0 {
            let parent = (place - 1) >> 2
            guard entry.precedes(entries[parent]) else { break }
            entries[place] = entries[parent]
            place = parent
        }
        entries[place] = entry
    }

    /// The first of four neighbours. Of pairs that are told by their times alone the choice is
    /// without a branch, as it cannot be foreseen.
    @inlinable @inline(__always)
    func leastOfFour(_ first: Int) -> Int {
        let (a, b) = (entries[first].time, entries[first + 1].time)
        let (c, d) = (entries[first + 2].time, entries[first + 3].time)
        if a == b || c == d || a == c || b == d || a == d || b == c {
            return leastOfFew(first, first + 4)
        }
        let one = b < a ? 1 : 0
        let other = d < c ? 3 : 2
        let least = b < a ? b : a
        let rest = d < c ? d : c
        return first + (rest < least ? other : one)
    }

    @inlinable
    func leastOfFew(_ first: Int, _ count: Int) -> Int {
        var least = first
        for child in (first + 1)..<max(first + 1, min(first + 4, count))
        where entries[child].precedes(entries[least]) {
            least = child
        }
        return least
    }

    /// Puts an entry at the top and lets it down to its place.
    @inlinable
    mutating func sink(_ entry: Entry) {
        let count = entries.count
        var place = 0
        while true {
            let first = 4 * place + 1
            guard first < count else { break }
            let least = first + 3 < count ? leastOfFour(first) : leastOfFew(first, count)
            guard entries[least].precedes(entry) else { break }
            entries[place] = entries[least]
            place = least
        }
        entries[place] = entry
    }
}

/// A model of discrete events: a plain value that changes as events happen.
public protocol EventModel {
    /// What happens.
    associatedtype Event: Sendable

    /// Enters the first events.
    mutating func start(_ list: inout EventList<Event>)

    /// Lets an event happen.
    mutating func handle(_ event: Event, at time: Double, _ list: inout EventList<Event>)
}

extension EventModel {
    /// Runs to `end`, or until nothing is left to happen; how many events happened.
    ///
    /// Events at `end` itself no longer happen. `limit` bounds their number, so that a model that
    /// never ends does not run for ever.
    @inlinable
    public mutating func run(until end: Double = .infinity, limit: Int = .max) -> Int {
        var list = EventList<Event>()
        start(&list)
        var count = 0
        while count < limit, list.nextTime < end, let entry = list.next() {
            handle(entry.event, at: entry.time, &list)
            count += 1
        }
        return count
    }
}
