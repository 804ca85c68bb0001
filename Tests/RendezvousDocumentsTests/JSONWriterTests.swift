import Foundation
import Rendezvous
import Testing

@testable import RendezvousDocuments

/// JSON that is written straight into bytes: read back by another reader.
@Suite struct JSONWriterTests {
    private func read(_ bytes: [UInt8]) throws -> Any {
        try JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)
    }

    @Test func `every character of a text comes back`() throws {
        var scalars = (0..<0x300).compactMap { Unicode.Scalar($0) }
        scalars += ["€", "\u{2028}", "\u{FFFD}", "😀", "\u{10FFFF}"]
        for scalar in scalars {
            let text = "a\(Character(scalar))b"
            var writer = JSONWriter()
            writer.text(text)
            #expect(try read(writer.bytes) as? String == text, "\(scalar.value)")
            #expect(JSONOutput.text(text).bytes(.compact) == writer.bytes + [10])
        }
    }

    @Test func `commas and colons stand where they belong`() throws {
        var writer = JSONWriter()
        writer.beginObject()
        writer.member("a", 1)
        writer.member("nothing", nil as String?)
        writer.name("b")
        writer.beginList()
        for _ in 0..<2 {
            writer.beginObject()
            writer.endObject()
        }
        writer.beginList()
        writer.endList()
        writer.flag(true)
        writer.number(.min)
        writer.endList()
        writer.member("c", .members(["d": "e", "f": .list([.decimal(0.5), .flag(false)])]))
        writer.member("g", "h")
        writer.endObject()
        let text = String(decoding: writer.bytes, as: UTF8.self)
        #expect(
            text == "{\"a\":1,\"b\":[{},{},[],true,-9223372036854775808],"
                + "\"c\":{\"d\":\"e\",\"f\":[0.5,false]},\"g\":\"h\"}")
        _ = try read(writer.bytes)
    }

    @Test func `instants are written as their description says`() {
        var generator = SystemRandomNumberGenerator()
        var seconds: [Int64] = [
            0, -1, 86_399, 86_400, 951_782_399, 951_782_400, 951_868_800, 4_107_542_399,
            -62_135_596_800, 253_402_300_799, 253_402_300_800, -62_167_219_200, -62_167_219_201,
            Instant.min.secondsSince1970, Instant.max.secondsSince1970,
        ]
        for _ in 0..<20_000 {
            seconds.append(.random(in: -62_167_219_200...253_402_300_799, using: &generator))
        }
        for second in seconds {
            let instant = Instant(secondsSince1970: second)
            var writer = JSONWriter()
            writer.instant(instant)
            #expect(writer.bytes == Array("\"\(instant.description)\"".utf8), "second \(second)")
        }
    }
}
