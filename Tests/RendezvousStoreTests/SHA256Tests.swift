import Foundation
import Rendezvous
import RendezvousStore
import Testing

/// The digests, against what NIST and others published.
@Suite struct SHA256Tests {
    /// Pairs of a message and its digest from a file of NIST's CAVP.
    private func vectors(_ name: String) throws -> [(message: [UInt8], digest: Digest)] {
        let lines = try Fixture.text(name).split(whereSeparator: \.isNewline)
        var vectors: [([UInt8], Digest)] = []
        var (length, message): (Int, [UInt8]) = (0, [])
        for line in lines {
            if line.hasPrefix("Len = ") { length = Int(line.dropFirst(6)) ?? -1 }
            if line.hasPrefix("Msg = ") {
                message = length == 0 ? [] : try #require(Fixture.bytes(hex: line.dropFirst(6)))
                try #require(message.count * 8 == length)
            }
            if line.hasPrefix("MD = ") {
                vectors.append((message, try #require(Digest(hex: line.dropFirst(5)))))
            }
        }
        return vectors
    }

    @Test(arguments: [("SHA256ShortMsg.rsp", 65), ("SHA256LongMsg.rsp", 64)])
    func `digests are those of NIST`(name: String, count: Int) throws {
        let vectors = try vectors(name)
        #expect(vectors.count == count)
        for (message, digest) in vectors where message.count < 1_500 || TestScale.factor >= 1 {
            #expect(SHA256.digest(of: message) == digest, "\(message.count) bytes")
        }
    }

    @Test func `the first rounds of the Monte Carlo test are those of NIST`() throws {
        let lines = try Fixture.text("SHA256Monte.rsp").split(whereSeparator: \.isNewline)
        let first = try #require(lines.first { $0.hasPrefix("Seed = ") })
        var seed = try #require(Digest(hex: first.dropFirst(7)))
        let digests = lines.filter { $0.hasPrefix("MD = ") }.compactMap {
            Digest(hex: $0.dropFirst(5))
        }
        #expect(digests.count == 100)
        for expected in digests.prefix(TestScale.rounds(1)) {
            var last = [seed, seed, seed]
            for _ in 0..<1_000 {
                var hash = SHA256()
                for digest in last { hash.update(digest) }
                last = [last[1], last[2], hash.finish()]
            }
            seed = last[2]
            #expect(seed == expected)
        }
    }

    @Test func `bytes may come in any pieces`() {
        let bytes = (0..<300).map { UInt8(truncatingIfNeeded: $0 * 7) }
        let whole = SHA256.digest(of: bytes)
        for cut in [0, 1, 55, 56, 63, 64, 65, 119, 128, 299, 300] {
            var hash = SHA256()
            hash.update(Array(bytes[..<cut]))
            hash.update(Array(bytes[cut...]))
            #expect(hash.finish() == whole)
        }
    }

    @Test func `a digest comes back from its digits and bytes`() {
        let digest = SHA256.digest(of: Array("abc".utf8))
        #expect(Digest(hex: digest.description) == digest)
        #expect(Digest(digest.bytes) == digest)
        #expect(Digest(hex: digest.description.dropLast()) == nil)
        #expect(Digest(hex: "+" + digest.description.dropFirst()) == nil)
        #expect(Digest(digest.bytes.dropLast()) == nil)
    }

    @Test func `codes are those of Wycheproof`() throws {
        struct File: Decodable {
            struct Group: Decodable {
                struct Case: Decodable {
                    let tcId: Int
                    let key, msg, tag, result: String
                }
                let tagSize: Int
                let tests: [Case]
            }
            let testGroups: [Group]
        }
        let file = try JSONDecoder().decode(File.self, from: Fixture.data("hmac_sha256_test.json"))
        var count = 0
        for group in file.testGroups {
            for test in group.tests {
                count += 1
                let key = try #require(Fixture.bytes(hex: test.key[...]))
                let message = try #require(Fixture.bytes(hex: test.msg[...]))
                let code = HMAC.code(for: message, key: key).description
                let isRight = code.prefix(group.tagSize / 4) == test.tag
                #expect(isRight == (test.result == "valid"), "\(test.tcId)")
            }
        }
        #expect(count == 174)
    }
}

/// Files beside the tests.
enum Fixture {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "Fixtures")

    static func data(_ name: String) throws -> Data {
        try Data(contentsOf: folder.appending(path: name))
    }

    static func text(_ name: String) throws -> String {
        String(decoding: try data(name), as: UTF8.self)
    }

    static func bytes(hex: Substring) -> [UInt8]? {
        let digits = Array(hex.utf8)
        guard digits.count.isMultiple(of: 2) else { return nil }
        return stride(from: 0, to: digits.count, by: 2).reduce(into: [UInt8]?([])) { bytes, place in
            let pair = String(decoding: digits[place..<(place + 2)], as: UTF8.self)
            guard let byte = UInt8(pair, radix: 16) else { return bytes = nil }
            bytes?.append(byte)
        }
    }
}
