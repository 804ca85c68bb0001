/// Whole-number prices that prove a bound: any that are not negative give one, so that whoever
/// doubts a bound works out the best chain of every cell again and trusts nobody.
package struct PriceCertificate: Sendable {
    /// What one unit of weight is in the prices.
    package static let scale = 65_536

    /// Interpreters or rooms who share a price.
    package struct Family: Sendable {
        package let members: [Int32]
        /// Per grain of the axis, at least 0.
        package let prices: [Int]

        package init(members: [Int32], prices: [Int]) {
            self.members = members
            self.prices = prices
        }
    }

    /// Per request, what every use of it costs, at least 0.
    package let requests: [Int]
    package let families: [Family]

    package init(requests: [Int], families: [Family]) {
        self.requests = requests
        self.families = families
    }
}

/// Whole-number prices that prove a bound on cost: any that are not negative show that no plan that
/// serves a weight costs less than that weight is worth beyond what the prices and the best chains
/// of all cells are together.
package struct CostCertificate: Sendable {
    /// The weight that the plans serve at least.
    package let served: Int
    /// What one unit of weight is worth, at least 0, in ``PriceCertificate/scale`` parts of a unit
    /// of cost.
    package let weight: Int
    /// What uses cost, in the same parts.
    package let prices: PriceCertificate

    package init(served: Int, weight: Int, prices: PriceCertificate) {
        self.served = served
        self.weight = weight
        self.prices = prices
    }
}
