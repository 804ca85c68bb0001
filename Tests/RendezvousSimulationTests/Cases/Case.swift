import Foundation
import Testing

/// A value of a JSON document.
indirect enum JSON: Decodable, Sendable, Equatable {
    case null, bool(Bool), number(Double), text(String), list([JSON]), object([String: JSON])

    init(from decoder: any Decoder) throws {
        let box = try decoder.singleValueContainer()
        if box.decodeNil() {
            self = .null
        } else if let value = try? box.decode(Bool.self) {
            self = .bool(value)
        } else if let value = try? box.decode(Double.self) {
            self = .number(value)
        } else if let value = try? box.decode(String.self) {
            self = .text(value)
        } else if let value = try? box.decode([JSON].self) {
            self = .list(value)
        } else {
            self = .object(try box.decode([String: JSON].self))
        }
    }

    var number: Double? {
        switch self {
        case .number(let value): value
        case .text(let text): text.hasPrefix("0x") ? nil : Double(text)
        default: nil
        }
    }

    var list: [JSON]? { if case .list(let value) = self { value } else { nil } }
    var object: [String: JSON]? { if case .object(let value) = self { value } else { nil } }
    var text: String? { if case .text(let value) = self { value } else { nil } }
}

/// One of the published cases: what goes in, and what must come out.
struct Case: Decodable, Sendable, CustomTestStringConvertible {
    let id: String
    let family: String
    let kind: String
    let input: [String: JSON]
    let expect: [String: JSON]
    // The name in the file.
    // swift-format-ignore: AlwaysUseLowerCamelCase
    let checked_by: String?

    var testDescription: String { id }

    static let all = Result {
        struct File: Decodable { let cases: [Case] }
        return try JSONDecoder().decode(File.self, from: Fixture.data("simulation-cases.json"))
            .cases
    }

    func number(_ name: String) throws -> Double { try #require(input[name]?.number, "\(name)") }

    func count(_ name: String) throws -> Int { Int(try number(name)) }

    func numbers(_ name: String) throws -> [Double] {
        try #require(input[name]?.list, "\(name)").map { try #require($0.number) }
    }

    func text(_ name: String) throws -> String { try #require(input[name]?.text, "\(name)") }

    /// The numbers in a text such as `Poisson(8.5)` or `Normal(5,3)`.
    func arguments(_ name: String) throws -> [Double] {
        try text(name).split { !($0.isNumber || $0 == ".") }.compactMap { Double($0) }
    }

    /// The first number that stands in a text, or the number itself.
    func first(_ name: String) throws -> Double {
        try input[name]?.number ?? #require(try arguments(name).first)
    }
}

/// What a function answers for a case: as the cases write it.
typealias Answer = [String: JSON]

extension JSON: ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral {
    init(floatLiteral value: Double) { self = .number(value) }
    init(integerLiteral value: Int) { self = .number(Double(value)) }
    static func numbers(_ values: [Double]) -> JSON { .list(values.map(JSON.number)) }
}
