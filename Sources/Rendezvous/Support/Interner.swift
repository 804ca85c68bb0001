/// Values numbered in the order of their first appearance.
///
/// The table has eight bytes a place and no copy of the values, so that a million people take a
/// few megabytes. Only values of one interner are ever compared, and the table is never walked:
/// hashes that differ from run to run change nothing.
struct Interner<Value: Hashable & Sendable>: Sendable {
    private(set) var values: [Value] = []
    /// Places of an open table: a part of the hash above, the number and one below; 0 is free.
    private var table: [UInt64] = []

    /// The number of a value that has appeared, or `nil`.
    ///
    /// - Complexity: O(1).
    func number(of value: Value) -> Int32? {
        guard !values.isEmpty else { return nil }
        let found = table[place(of: value, Self.hash(of: value))]
        return found == 0 ? nil : Self.number(in: found)
    }

    /// The number of a value, given now if it is new.
    ///
    /// - Complexity: O(1), as a rule.
    mutating func intern(_ value: Value) -> Int32 {
        // At most two places of three are taken.
        if (values.count + 1) * 3 > table.count * 2 { grow() }
        let hash = Self.hash(of: value)
        let place = place(of: value, hash)
        if table[place] != 0 { return Self.number(in: table[place]) }
        let number = Int32(truncatingIfNeeded: values.count)
        table[place] = hash << 32 | UInt64(values.count + 1)
        values.append(value)
        return number
    }

    /// Forgets the values of the numbers from `count` on.
    ///
    /// The place of the value that was numbered last was free before it, and nobody has looked
    /// past it since but for those forgotten already: it can be free again.
    mutating func truncate(to count: Int) {
        while values.count > count {
            table[place(of: values[values.count - 1], Self.hash(of: values[values.count - 1]))] = 0
            values.removeLast()
        }
    }

    /// The value of a number that was given.
    subscript(_ number: Int32) -> Value { values[Int(number)] }

    private static func hash(of value: Value) -> UInt64 {
        UInt64(UInt32(truncatingIfNeeded: value.hashValue))
    }

    private static func number(in found: UInt64) -> Int32 {
        Int32(truncatingIfNeeded: found & 0xFFFF_FFFF) - 1
    }

    /// Where a value is, or the free place where it belongs.
    private func place(of value: Value, _ hash: UInt64) -> Int {
        let mask = table.count - 1
        var place = Int(hash) & mask
        while table[place] != 0 {
            let isSame =
                table[place] >> 32 == hash && values[Int(Self.number(in: table[place]))] == value
            if isSame { return place }
            place = (place + 1) & mask
        }
        return place
    }

    /// Doubles the table; values find their places in the order of their numbers.
    private mutating func grow() {
        let old = table
        table = [UInt64](repeating: 0, count: max(8, old.count * 2))
        let mask = table.count - 1
        var inOrder = [UInt64](repeating: 0, count: values.count)
        for found in old where found != 0 { inOrder[Int(Self.number(in: found))] = found }
        for found in inOrder {
            var place = Int(found >> 32) & mask
            while table[place] != 0 { place = (place + 1) & mask }
            table[place] = found
        }
    }
}
