/// What an appointment of a slot costs others at each start, by the prices of a bound: what the
/// best chain of its cell loses by it.
package final class TimePrices: Sendable {
    /// How much the weight of a common request is in whole numbers, and the largest price.
    static let unit = 1_024.0
    static let max = 32_000.0
    private let prices: FlatTable<Int16>
    private let grains: Int

    init(_ prices: consuming FlatTable<Int16>, grains: Int) {
        self.prices = prices
        self.grains = grains
    }

    @inline(__always)
    func price(_ slot: Int, _ start: Int) -> Int { Int(prices[slot &* grains &+ start]) }
}
