/// What one entry is from which date on (requirement A20).
struct Versions<Value: Sendable>: Sendable {
    /// A version: the value, or nothing if the entry is withdrawn.
    struct Version: Sendable {
        let from: CivilDate
        let value: Value?
    }

    /// The versions in order of date, one a date.
    private(set) var list: [Version] = []
    /// The value that was set first; what must never change is read from it, also when the entry
    /// was withdrawn from its first date on.
    private(set) var original: Value?

    /// Whether the entry is the same on every date.
    var isConstant: Bool { list.count == 1 && list[0].from == .min }

    /// What the entry is on `date`: the version with the latest `from` not after it.
    func on(_ date: CivilDate) -> Value? {
        var index = list.count - 1
        while index >= 0, list[index].from > date { index -= 1 }
        return index < 0 ? nil : list[index].value
    }

    /// Sets the value from a date on; a later call for the same date replaces the earlier.
    mutating func set(_ value: Value?, from date: CivilDate) {
        if original == nil { original = value }
        let version = Version(from: date, value: value)
        let index = list.firstIndex { $0.from >= date } ?? list.count
        if index < list.count, list[index].from == date {
            list[index] = version
        } else {
            list.insert(version, at: index)
        }
    }

    /// The values that hold at some time, in order of date.
    var values: [Value] { list.compactMap(\.value) }

    /// The stretches of dates and what holds in each, inside `dates`.
    func periods(in dates: DateRange) -> [(dates: DateRange, value: Value)] {
        var periods: [(dates: DateRange, value: Value)] = []
        for (index, version) in list.enumerated() {
            let last =
                index + 1 < list.count ? list[index + 1].from.advanced(by: -1) : CivilDate.max
            if let value = version.value,
                let period = DateRange(from: version.from, to: last)?.intersection(dates)
            {
                periods.append((period, value))
            }
        }
        return periods
    }
}

/// The entries of one kind, numbered in the order in which they were first defined.
struct Shelf<Value: Sendable>: Sendable {
    /// The identifiers by number.
    private(set) var ids: [Identifier<Value>] = []
    /// The versions by number.
    private(set) var versions: [Versions<Value>] = []
    private var numbers: [Identifier<Value>: Int] = [:]

    /// How many entries there are.
    var count: Int { ids.count }

    /// The number of an entry, or `nil` if it was never defined.
    func number(of id: Identifier<Value>) -> Int? { numbers[id] }

    /// What the entry of a number is on a date.
    func value(_ number: Int, on date: CivilDate) -> Value? { versions[number].on(date) }

    /// Sets an entry from a date on and returns its number.
    @discardableResult
    mutating func set(_ id: Identifier<Value>, _ value: Value?, from date: CivilDate) -> Int {
        let number = numbers[id] ?? ids.count
        if number == ids.count {
            numbers[id] = number
            ids.append(id)
            versions.append(Versions())
        }
        versions[number].set(value, from: date)
        return number
    }
}
