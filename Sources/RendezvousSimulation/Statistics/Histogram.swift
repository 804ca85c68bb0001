/// Counts of numbers by size, in classes of at most 0.8 % of their value: quantiles without keeping
/// every wait, in constant memory.
///
/// Classes are 128 to a doubling, from 2⁻³⁰ to 2³³; what is smaller counts as 0, what is larger as
/// the last class. Counts are whole numbers, so that the sum of two histograms does not depend on
/// the order in which they are merged.
public struct Histogram: Hashable, Sendable {
    static let first = (1023 - 30) << 7
    static let classes = 63 << 7

    private var counts: [UInt64]
    /// The number of zeros.
    public private(set) var zeros: UInt64 = 0
    /// The number of observations.
    public private(set) var count: UInt64 = 0

    /// An empty histogram.
    public init() { counts = [UInt64](repeating: 0, count: Self.classes) }

    /// Counts a number; negative ones and those that are none count as 0.
    @inline(__always)
    public mutating func add(_ value: Double) {
        count &+= 1
        guard value >= 0x1p-30 else {
            zeros &+= 1
            return
        }
        let place = Int(value.bitPattern >> 45) - Self.first
        counts[min(place, Self.classes - 1)] &+= 1
    }

    /// Counts zeros.
    @inline(__always)
    mutating func addZero() {
        count &+= 1
        zeros &+= 1
    }

    /// Adds the counts of another histogram.
    public mutating func merge(_ other: Histogram) {
        for place in counts.indices { counts[place] &+= other.counts[place] }
        zeros &+= other.zeros
        count &+= other.count
    }

    /// The value below which a share `p` (0 … 1) of the observations lies, at most 0.8 % off; 0 of
    /// nothing.
    /// - Complexity: O(*classes*), 8,064.
    public func quantile(_ p: Double) throws(ParameterError) -> Double {
        try Check.probability("p", p)
        let need = p * Double(count)
        var sum = Double(zeros)
        guard need > sum else { return 0 }
        for place in counts.indices where counts[place] > 0 {
            let next = sum + Double(counts[place])
            if need <= next {
                let part = (need - sum) / Double(counts[place])
                let low = Self.edge(place)
                return low + (Self.edge(place + 1) - low) * part
            }
            sum = next
        }
        return Self.edge(Self.classes)
    }

    /// The classes that hold anything: from, to, and how many.
    public var bars: [(from: Double, to: Double, count: UInt64)] {
        let first = zeros > 0 ? [(0.0, 0.0, zeros)] : []
        return first
            + counts.indices.filter { counts[$0] > 0 }.map {
                (Self.edge($0), Self.edge($0 + 1), counts[$0])
            }
    }

    private static func edge(_ place: Int) -> Double {
        Double(bitPattern: UInt64(place + first) << 45)
    }
}
