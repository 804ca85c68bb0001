/// What it costs to break a rule that may be broken.
///
/// Costs only ever add up and are never paid back, so that bounds on them stay valid.
public struct Preference: Hashable, Sendable {
    /// How much a cost matters: any cost at one level outweighs all costs at the levels below.
    public enum Level: String, Hashable, Sendable, Comparable, CaseIterable {
        /// Before everything else.
        case strong
        /// After strong preferences.
        case medium
        /// Where nothing else decides.
        case weak

        /// Whether `left` matters more than `right`.
        public static func < (left: Level, right: Level) -> Bool { left.order < right.order }

        var order: Int {
            switch self {
            case .strong: 0
            case .medium: 1
            case .weak: 2
            }
        }
    }

    /// How much it matters.
    public var level: Level
    /// What one unit costs, 1 … ``Limits/highestCost``.
    public var cost: Int

    /// A preference.
    public init(_ level: Level, cost: Int = 1) {
        self.level = level
        self.cost = cost
    }
}

/// What a placement costs by the preferences of an agency, level by level.
public struct Cost: Hashable, Sendable, Comparable {
    /// The sums of the levels, most important first.
    public private(set) var sums: [Int]

    /// Costs nothing.
    public static let none = Cost()

    /// Costs nothing yet.
    public init() { sums = [0, 0, 0] }

    /// The sum of a level.
    public subscript(_ level: Preference.Level) -> Int { sums[level.order] }

    /// Adds so many units of a preference; sums stop at `Int.max`.
    public mutating func add(_ preference: Preference, times units: Int) {
        let product = preference.cost.multipliedReportingOverflow(by: units)
        let sum = sums[preference.level.order].addingReportingOverflow(
            product.overflow ? .max : product.partialValue)
        sums[preference.level.order] = sum.overflow ? .max : sum.partialValue
    }

    /// Whether `left` is cheaper than `right`.
    public static func < (left: Cost, right: Cost) -> Bool {
        left.sums.lexicographicallyPrecedes(right.sums)
    }
}
