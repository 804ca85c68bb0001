import Foundation
import RendezvousSimulation
import Testing

/// The functions against tables of 60-digit arithmetic (Fixtures/numerics.py).
@Suite struct NumericsTests {
    static let tables = Result {
        try JSONDecoder().decode([String: [[Double]]].self, from: Fixture.data("numerics.json"))
    }

    /// How far each function may be off, relative to the larger of 1 and the value where the
    /// function crosses 0, else to the value.
    static let functions:
        [(name: String, error: Double, isAbsolute: Bool, body: @Sendable ([Double]) -> Double)] = [
            ("exp", 2.3e-16, false, { Elementary.exp($0[0]) }),
            ("log", 2.3e-16, false, { Elementary.log($0[0]) }),
            ("log1p", 2.3e-16, false, { Elementary.log1p($0[0]) }),
            ("expm1", 2.3e-16, false, { Elementary.expm1($0[0]) }),
            ("pow", 1e-15, false, { Elementary.pow($0[0], $0[1]) }),
            ("sin", 2.3e-16, false, { Elementary.sin($0[0]) }),
            ("cos", 2.3e-16, false, { Elementary.cos($0[0]) }),
            ("logGamma", 1e-14, true, { Special.logGamma($0[0]) }),
            ("lowerGamma", 1e-12, false, { Special.lowerGamma($0[0], $0[1]) }),
            ("upperGamma", 1e-12, false, { Special.upperGamma($0[0], $0[1]) }),
            ("beta", 1e-12, false, { Special.beta($0[0], $0[1], $0[2]) }),
            ("normalShare", 1e-12, false, { Special.normalShare($0[0]) }),
            ("normalQuantile", 2e-15, false, { Quantiles.normal($0[0]) }),
            ("studentQuantile", 1e-12, false, { Quantiles.student($0[0], df: $0[1]) }),
        ]

    @Test(arguments: functions.map(\.name))
    func `each function agrees with its table`(name: String) throws {
        let function = try #require(Self.functions.first { $0.name == name })
        let rows = try #require(try Self.tables.get()[name])
        #expect(rows.count >= 30)
        var worst = 0.0
        for row in rows {
            let expected = try #require(row.last)
            let value = function.body(Array(row.dropLast()))
            let error =
                function.isAbsolute
                ? (value - expected).magnitude / max(1, expected.magnitude)
                : relative(value, expected)
            worst = max(worst, error)
            #expect(error <= function.error, "\(name) \(row) \(value)")
        }
        if ProcessInfo.processInfo.environment["RENDEZVOUS_TEST_SCALE"] != nil {
            print("\(name): \(worst)")
        }
    }

    @Test func `the ends of the range are defined`() {
        #expect(Elementary.exp(-.infinity) == 0 && Elementary.exp(.infinity) == .infinity)
        #expect(
            Elementary.exp(-745.1) == .leastNonzeroMagnitude && Elementary.exp(710) == .infinity)
        #expect(Elementary.log(0) == -.infinity && Elementary.log(-1).isNaN)
        #expect(Elementary.log(.infinity) == .infinity && Elementary.log(.nan).isNaN)
        #expect(Elementary.log1p(-1) == -.infinity && Elementary.expm1(-.infinity) == -1)
        #expect(Elementary.sin(.infinity).isNaN && Elementary.cos(0) == 1)
        #expect(Special.logGamma(0) == .infinity && Special.lowerGamma(-1, 1).isNaN)
        #expect(Quantiles.normal(1) == .infinity && Quantiles.student(0.5, df: 3) == 0)
        #expect(Quantiles.student(0.5, df: 0).isNaN && Special.beta(1, 2, 3) == 1)
    }

    @Test func `powers of special numbers are those of IEEE 754`() {
        let values: [Double] = [0, -0.0, 1, -1, 0.5, -0.5, 2, -2, 3, .infinity, -.infinity]
        for x in values {
            for y in values {
                let mine = Elementary.pow(x, y)
                let platform = Foundation.pow(x, y)
                // 1 to any power and −1 to infinite powers are 1 for both.
                let same =
                    mine == platform || (mine.isNaN && platform.isNaN) || x == -1
                    || relative(mine, platform) < 1e-15
                #expect(same, "\(x)^\(y): \(mine) \(platform)")
            }
        }
    }
}
