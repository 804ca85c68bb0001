import Foundation
import Testing

/// Files of the folder Fixtures, and how much of a long test is run.
enum Fixture {
    static func data(_ name: String) throws -> Data {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        return try Data(contentsOf: folder.appendingPathComponent("Fixtures/\(name)"))
    }

    /// `RENDEZVOUS_TEST_SCALE`; without it 1 in release and 0.02 in debug.
    static let scale: Double = {
        #if DEBUG
        let usual = 0.02
        #else
        let usual = 1.0
        #endif
        let text = ProcessInfo.processInfo.environment["RENDEZVOUS_TEST_SCALE"] ?? ""
        return Double(text) ?? usual
    }()

    /// A number of rounds at this scale, at least `minimum`.
    static func rounds(_ count: Int, minimum: Int = 1) -> Int {
        max(minimum, Int((Double(count) * scale).rounded()))
    }
}

/// The distance of two numbers relative to the expected one; 0 if both are the same.
func relative(_ value: Double, _ expected: Double) -> Double {
    if value == expected { return 0 }
    return (value - expected).magnitude / max(expected.magnitude, .leastNormalMagnitude)
}
