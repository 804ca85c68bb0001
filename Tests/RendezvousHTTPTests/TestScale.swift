import Foundation

/// How much of a long test is run: 1 unless `RENDEZVOUS_TEST_SCALE` says otherwise.
enum TestScale {
    static let factor: Double =
        ProcessInfo.processInfo.environment["RENDEZVOUS_TEST_SCALE"].flatMap(Double.init) ?? 1
}
