/// A row of plain values of fixed length for inner loops: no reference counting, no copy on write,
/// and an index that is checked in debug builds alone.
///
/// Everything that enters the tables of the allocation core is checked where it is built; in the
/// loops an index comes from the tables themselves.
@safe
struct FlatTable<Element: BitwiseCopyable>: ~Copyable {
    private let base: UnsafeMutablePointer<Element>
    let count: Int

    init(repeating element: Element, count: Int) {
        unsafe base = .allocate(capacity: max(1, count))
        unsafe base.initialize(repeating: element, count: count)
        self.count = count
    }

    init(_ elements: [Element]) {
        unsafe base = .allocate(capacity: max(1, elements.count))
        count = elements.count
        for index in elements.indices {
            unsafe (base + index).initialize(to: elements[index])
        }
    }

    deinit { unsafe base.deallocate() }

    subscript(index: Int) -> Element {
        @inline(__always) get {
            assert(index >= 0 && index < count)
            return unsafe base[index]
        }
        @inline(__always) set {
            assert(index >= 0 && index < count)
            unsafe base[index] = newValue
        }
    }

    /// Sets every element.
    mutating func fill(_ element: Element) {
        unsafe base.update(repeating: element, count: count)
    }

    /// Copies `count` elements of another table, from `source` on, to `target` on.
    @inline(__always)
    mutating func copy(
        _ count: Int, of other: borrowing FlatTable<Element>, from source: Int, to target: Int
    ) {
        assert(source >= 0 && target >= 0 && count >= 0)
        assert(source + count <= other.count && target + count <= self.count)
        unsafe (base + target).update(from: other.base + source, count: count)
    }

    /// Sorts the first `count` elements.
    @inline(__always)
    mutating func sort(first count: Int) where Element: Comparable {
        assert(count <= self.count)
        // Shell's method with the steps of Ciura (2001): no memory is needed, and rows are short.
        var step = count > 132 ? 132 : count > 23 ? 23 : count > 4 ? 4 : 1
        while step > 0 {
            var index = step
            while index < count {
                let element = unsafe base[index]
                var hole = index
                while hole >= step, unsafe base[hole &- step] > element {
                    unsafe base[hole] = base[hole &- step]
                    hole &-= step
                }
                unsafe base[hole] = element
                index &+= 1
            }
            step = step == 132 ? 57 : step == 57 ? 23 : step == 23 ? 10 : step == 10 ? 4 : step / 4
        }
    }
}

extension FlatTable: @unsafe @unchecked Sendable where Element: Sendable {}
