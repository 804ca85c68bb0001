internal import Foundation
internal import RendezvousVerifier

/// A verdict of the verifier as JSON: `{"rendezvous": "verdict/1", "violations": […]}`.
enum VerdictDocument {
    private struct Document: Swift.Encodable {
        let rendezvous = "verdict/1"
        let violations: [Finding]
    }

    private struct Finding: Swift.Encodable {
        let rule: String
        let message: String
    }

    static func text(_ violations: [Violation]) -> String {
        let items = violations.map { Finding(rule: $0.rule.description, message: $0.message) }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        let data = (try? encoder.encode(Document(violations: items))) ?? Data()
        return String(decoding: data, as: UTF8.self) + "\n"
    }
}
