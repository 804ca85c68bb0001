import Foundation
import RendezvousSimulation
import Testing

/// The published cases by their formulas.
@Suite struct CaseTests {
    static let cases = (try? Case.all.get()) ?? []

    /// Relative tolerance: analytic values 1e-9, chains and equations over time 1e-7, exact values
    /// 1e-11.
    static func tolerance(_ test: Case) -> Double {
        // Published from a chain cut off: as exact as what was left off.
        if test.checked_by?.contains("truncation") == true { return 1e-7 }
        return switch test.kind {
        case "numeric-chain", "numeric-ODE": 1e-7
        case "exact-rational", "exact", "exact-DP": 1e-11
        default: 1e-9
        }
    }

    @Test func `all 140 cases are read, and each family has its functions`() {
        #expect(Self.cases.count == 140)
        let families = Set(Self.cases.map(\.family))
        #expect(families.count == 39)
        let without = families.subtracting(AnalyticFamilies.answers.keys)
        // The published call-centre day has no formula; it is simulated.
        #expect(without == ["call-centre-day"])
    }

    @Test(arguments: cases.filter { $0.family != "call-centre-day" })
    func `each case is met by its formula`(test: Case) throws {
        let function = try #require(AnalyticFamilies.answers[test.family])
        let answer = try function(test)
        for (name, expected) in test.expect.sorted(by: { $0.key < $1.key }) {
            let value = try #require(answer[name], "\(test.id): \(name)")
            compare(value, expected, "\(test.id): \(name)", Self.tolerance(test))
        }
    }

    private func compare(
        _ value: JSON, _ expected: JSON, _ name: String, _ tolerance: Double
    ) {
        switch (value, expected) {
        case (.number(let value), .number(let expected)):
            #expect(relative(value, expected) <= tolerance, "\(name): \(value), not \(expected)")
        case (.list(let values), .list(let expected)) where values.count == expected.count:
            for (place, pair) in zip(values, expected).enumerated() {
                compare(pair.0, pair.1, "\(name)[\(place)]", tolerance)
            }
        case (.object(let values), .object(let expected)):
            for (key, value) in expected {
                compare(values[key] ?? .null, value, "\(name).\(key)", tolerance)
            }
        default: #expect(value == expected, "\(name)")
        }
    }
}
