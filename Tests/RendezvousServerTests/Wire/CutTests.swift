import Testing

@testable import RendezvousServer

/// Where the net cuts a message must not matter, and no bytes may be more than an error.
@Suite struct CutTests {
    /// Everything that can be seen of a connection.
    private struct Seen: Equatable {
        var output: [UInt8]
        var paths: [String]
        var contents: [[UInt8]]
        var phase: Bool

        private static func interimLength(_ driver: WireDriver) -> Int {
            let interim = ResponseWriter.interim
            return driver.output.starts(with: interim) ? interim.count : 0
        }

        init(_ driver: WireDriver) {
            // Whether the client must be asked for the content depends on what has come: an interim
            // answer may or may not be sent (RFC 9110, 10.1.1).
            output = Array(driver.output.dropFirst(Self.interimLength(driver)))
            paths = driver.requests.map { $0.method + $0.path + ($0.query ?? "") }
            contents = driver.requests.map(\.content)
            phase = driver.isClosing
        }
    }

    private static func corpus() throws -> [[UInt8]] {
        var messages: [[UInt8]] = []
        for (name, column) in [
            ("http11probe", 4), ("portswigger", 2), ("gunicorn", 2), ("llhttp", 2),
        ] {
            messages += try SuiteFixture(name).rows.map { SuiteFixture.bytes($0[column]) }
        }
        return messages
    }

    @Test func `a message cut in two at any place has the same effect as whole`() throws {
        var failed: [String] = []
        var count = 0
        for message in try Self.corpus() where !message.isEmpty {
            var whole = WireDriver()
            whole.send(message)
            let expected = Seen(whole)
            // At every place where the scale is 20; else at some, other ones in each run.
            let step = max(1, message.count * 20 / TestScale.rounds(400))
            for cut in stride(from: .random(in: 1...step), to: message.count, by: step) {
                var driver = WireDriver()
                driver.send(Array(message[..<cut]))
                driver.send(Array(message[cut...]))
                count += 1
                if Seen(driver) != expected {
                    let beginning = String(decoding: message.prefix(80), as: UTF8.self)
                    failed.append("cut \(cut) of \(beginning)")
                }
            }
        }
        #expect(failed.isEmpty, "\(failed.prefix(10).joined(separator: "\n"))")
        #expect(count > 5_000)
    }

    @Test func `a message that comes byte by byte has the same effect as whole`() throws {
        for message in try Self.corpus() where message.count < 600 {
            var whole = WireDriver()
            whole.send(message)
            var driver = WireDriver()
            for byte in message { driver.send([byte]) }
            #expect(Seen(driver) == Seen(whole))
        }
    }

    @Test func `mutated messages end in an answer, a wait or a close, and nowhere else`() throws {
        let corpus = try Self.corpus().filter { $0.count < 4_000 && !$0.isEmpty }
        let seed: UInt64 = .random(in: 0...(.max))
        var generator = Seeded(seed)
        for round in 0..<TestScale.rounds(3_000) {
            let message = Self.mutated(corpus, &generator)
            var driver = WireDriver()
            var rest = message[...]
            while !rest.isEmpty {
                let count = Int.random(in: 1...rest.count, using: &generator)
                driver.send(Array(rest.prefix(count)))
                rest = rest.dropFirst(count)
            }
            let refused = driver.statuses.filter { $0 >= 400 && $0 != 405 }
            let isSound =
                refused.count <= 1 && (refused.isEmpty || driver.isClosing)
                && driver.statuses.count <= driver.requests.count + 2
            driver.pass(.seconds(200))
            #expect(isSound, "seed \(seed), round \(round)")
            #expect(driver.connection.phase == .closed, "seed \(seed), round \(round)")
        }
    }

    private static func mutated(_ corpus: [[UInt8]], _ generator: inout Seeded) -> [UInt8] {
        var message = corpus[.random(in: 0..<corpus.count, using: &generator)]
        for _ in 0..<Int.random(in: 1...4, using: &generator) {
            let place = Int.random(in: 0...message.count, using: &generator)
            switch Int.random(in: 0..<6, using: &generator) {
            case 0: message.insert(.random(in: 0...255, using: &generator), at: place)
            case 1:
                let special = Array("\r\n \t:;,0x%/?#\0\u{7F}".utf8)
                message.insert(
                    special[.random(in: 0..<special.count, using: &generator)], at: place)
            case 2: if place < message.count { message.remove(at: place) }
            case 3:
                let bit = UInt8(1) << UInt8.random(in: 0..<8, using: &generator)
                if place < message.count { message[place] ^= bit }
            case 4: message.removeSubrange(place...)
            default:
                let other = corpus[.random(in: 0..<corpus.count, using: &generator)]
                message.insert(contentsOf: other.prefix(200), at: place)
            }
        }
        return message
    }
}
