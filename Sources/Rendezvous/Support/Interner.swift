/// Values numbered in the order of their first appearance.
struct Interner<Value: Hashable & Sendable>: Sendable {
    private(set) var values: [Value] = []
    private var numbers: [Value: Int32] = [:]

    /// The number of a value that has appeared, or `nil`.
    func number(of value: Value) -> Int32? { numbers[value] }

    /// The number of a value, given now if it is new.
    mutating func intern(_ value: Value) -> Int32 {
        if let number = numbers[value] { return number }
        let number = Int32(truncatingIfNeeded: values.count)
        numbers[value] = number
        values.append(value)
        return number
    }

    /// Forgets the values of the numbers from `count` on.
    mutating func truncate(to count: Int) {
        while values.count > count { numbers[values.removeLast()] = nil }
    }

    /// The value of a number that was given.
    subscript(_ number: Int32) -> Value { values[Int(number)] }
}
