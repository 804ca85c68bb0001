import Foundation

/// A table of cases of a public suite, as `Fixtures/` holds it.
struct SuiteFixture {
    let rows: [[String]]

    init(_ name: String) throws {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("Fixtures/\(name).tsv")
        rows = try String(contentsOf: file, encoding: .utf8)
            .split(separator: "\n").filter { !$0.hasPrefix("#") }
            .map { $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init) }
    }

    /// The bytes that a cell writes: `\r \n \t \\ \xNN`, and `X{n}` for n times X.
    static func bytes(_ cell: some StringProtocol) -> [UInt8] {
        var bytes: [UInt8] = []
        var rest = Array(cell.utf8)[...]
        while let byte = rest.popFirst() {
            var value = byte
            if byte == UInt8(ascii: "\\") {
                switch rest.removeFirst() {
                case UInt8(ascii: "r"): value = 0x0D
                case UInt8(ascii: "n"): value = 0x0A
                case UInt8(ascii: "t"): value = 0x09
                case UInt8(ascii: "x"):
                    value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) ?? 0
                    rest.removeFirst(2)
                default: value = byte
                }
            }
            var count = 1
            if rest.first == UInt8(ascii: "{"), let end = rest.firstIndex(of: UInt8(ascii: "}")) {
                count = Int(String(decoding: rest[(rest.startIndex + 1)..<end], as: UTF8.self)) ?? 0
                rest = rest[(end + 1)...]
            }
            bytes += Array(repeating: value, count: count)
        }
        return bytes
    }
}
