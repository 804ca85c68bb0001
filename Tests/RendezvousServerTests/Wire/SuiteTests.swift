import Testing

@testable import RendezvousServer

/// The public suites (Documentation/HTTPServer.md), whose tables say what a server must make of
/// each case. What we do otherwise is named here, with the reason.
@Suite struct SuiteTests {
    // MARK: Http11Probe

    @Test func `no scored case of Http11Probe fails`() throws {
        var failed: [String] = []
        var count = 0
        var warned = 0
        for row in try SuiteFixture("http11probe").rows where row[2] != "q" {
            var driver = WireDriver()
            driver.send(SuiteFixture.bytes(row[4]))
            let verdict = Self.verdict(row, driver)
            if row[1] == "S" { count += 1 }
            if verdict == .warns { warned += 1 }
            if verdict == .fails, row[1] == "S" { failed.append("\(row[0]): \(driver.statuses)") }
        }
        #expect(failed.isEmpty, "\(failed.joined(separator: "\n"))")
        #expect(count == 144)
        #expect(warned <= 20)
    }

    @Test func `no sequence of Http11Probe smuggles a request`() throws {
        var failed: [String] = []
        for row in try SuiteFixture("http11probe").rows where row[2] == "q" {
            var driver = WireDriver()
            let steps = row[4].split(separator: "|")
            driver.send(SuiteFixture.bytes(steps[0]))
            let first = driver.statuses
            let isClosing = driver.isClosing
            for step in steps.dropFirst() { driver.send(SuiteFixture.bytes(step)) }
            if row[0] == "SMUG-PIPELINE-SAFE" {
                if driver.statuses != [200, 200] { failed.append("\(row[0]): \(driver.statuses)") }
                continue
            }
            // Either refused and closed, or one answer for each request that was sent.
            let isRefused = first.count == 1 && first[0] >= 400 && isClosing
            let isSafe = isRefused && driver.statuses.count == 1
            let isHarmless = row[1] == "-" && driver.statuses.count <= steps.count
            if !isSafe, !isHarmless { failed.append("\(row[0]): \(first), \(driver.statuses)") }
        }
        #expect(failed.isEmpty, "\(failed.joined(separator: "\n"))")
    }

    private enum Verdict { case passes, warns, fails }

    private static func verdict(_ row: [String], _ driver: WireDriver) -> Verdict {
        let status = driver.statuses.first
        if row[2].hasPrefix("=") { return meets(row[2], row[0], driver) ? .passes : .fails }
        if row[0] == "COMP-HEAD-NO-BODY", !driver.text.hasSuffix("\r\n\r\n") { return .fails }
        if row[0] == "COMP-NO-CL-IN-204", driver.text.contains("content-length") { return .fails }
        let state = driver.isClosing ? "C" : status == nil ? "T" : "O"
        if contains(row[2], state, status) { return .passes }
        return contains(row[3], state, status) ? .warns : .fails
    }

    /// The cases whose verdict is in words: what the answer must hold.
    private static func meets(_ words: String, _ id: String, _ driver: WireDriver) -> Bool {
        let status = driver.statuses.first ?? 0
        let text = driver.text
        let isFine = (200...299).contains(status)
        switch id {
        case "COMP-405-ALLOW": return status == 405 && text.contains("\r\nallow: ")
        case "COMP-OPTIONS-ALLOW": return isFine && text.contains("\r\nallow: ")
        case "COMP-DATE-HEADER", "COMP-DATE-FORMAT":
            return isFine && text.contains("\r\ndate: Sun, 06 Nov 1994 08:49:37 GMT\r\n")
        case "COMP-CONTENT-TYPE": return isFine && text.contains("\r\ncontent-type: ")
        case "COMP-CHUNKED-MULTI": return isFine && driver.lastContent == "hello world"
        case "COMP-CHUNKED-HEX-UPPERCASE": return isFine && driver.lastContent == "helloworld"
        case _ where words.contains("echo") || id == "COMP-CHUNKED-EXTENSION":
            return isFine && (id.hasPrefix("COOK") || driver.lastContent == "hello")
        default: return isFine || status == 406
        }
    }

    private static func contains(_ cell: String, _ state: String, _ status: Int?) -> Bool {
        for part in cell.split(separator: " ") where part.hasPrefix(state + ":") {
            let list = part.dropFirst(2)
            if list == "*" { return true }
            let name = status.map(String.init) ?? "none"
            if list.hasPrefix("!") {
                return !list.dropFirst().split(separator: ",").contains(name[...])
            }
            return list.split(separator: ",").contains(name[...])
        }
        return false
    }

    // MARK: Strict outcomes

    /// Statuses that refuse framing, against those of a handler that may be anything.
    private static let refusals: Set<Int> = [400, 408, 411, 413, 414, 417, 431, 501, 505]

    /// Whether what happened agrees with what a strict reader makes of each request.
    private static func agrees(_ outcome: [Substring], _ driver: WireDriver) -> Bool {
        let statuses = driver.statuses
        if outcome.isEmpty || outcome == ["partial"] {
            return !statuses.contains { (200...299).contains($0) }
        }
        let good = outcome.prefix { $0 == "ok" }.count
        guard statuses.count >= good,
            statuses.prefix(good).allSatisfy({ !refusals.contains($0) })
        else { return false }
        guard outcome.contains("reject") else { return true }
        return statuses.count == good + 1 && statuses[good] >= 400 && driver.isClosing
    }

    @Test(arguments: [
        ("portswigger", 196, []),
        (
            "gunicorn", 137,
            [
                // Hosts that are none; a fragment; a user in a target; fields of identity in a
                // trailer; HTTP/1.0 kept alive; fields longer than our limits; methods that we
                // do not have.
                "valid/002", "valid/003", "valid/005", "valid/012", "valid/022", "valid/024",
                "valid/026", "valid/031", "valid/031compat", "valid/031compat2",
                "valid/rfc9112_target_absolute_userinfo_01",
                "valid/rfc9112_target_authority_connect_01",
                "valid/rfc9112_target_authority_ipv6_01",
            ]
        ),
        (
            "llhttp", 120,
            [
                // CONNECT, PRI and QUERY are methods that we do not have; the host of the target
                // is not that of Host; a chunk size without an end, for which we wait.
                "request/method.md:29", "request/method.md:98", "request/method.md:460",
                "request/method.md:484", "request/uri.md:54", "request/transfer-encoding.md:368",
            ]
        ),
    ])
    func `a public corpus is read as a strict reader reads it`(
        name: String, count: Int, otherwise: [String]
    ) throws {
        let rows = try SuiteFixture(name).rows
        #expect(rows.count == count)
        var failed: [String] = []
        for row in rows where !otherwise.contains(row[0]) {
            var driver = WireDriver()
            driver.send(SuiteFixture.bytes(row[2]))
            // What the suite calls invalid may be refused, whatever a reader of framing says.
            let isRefused = row[0].hasPrefix("invalid/") && driver.isClosing
            if !isRefused, !Self.agrees(row[1].split(separator: ","), driver) {
                failed.append("\(row[0]): \(driver.statuses) for \(row[1])")
            }
        }
        #expect(failed.isEmpty, "\(failed.joined(separator: "\n"))")
    }

    @Test func `none of 3,406 mutations of Transfer-Encoding smuggles a request`() throws {
        let head = "POST /?cb=1 HTTP/1.1\\r\\n"
        let bodies = [
            "Content-Length: 48\\r\\n\\r\\n0\\r\\n\\r\\n"
                + "GET /smuggled HTTP/1.1\\r\\nHost: localhost\\r\\n\\r\\n",
            "Content-Length: 4\\r\\n\\r\\n2b\\r\\n"
                + "GET /smuggled HTTP/1.1\\r\\nHost: localhost\\r\\n\\r\\n\\r\\n0\\r\\n\\r\\n",
        ]
        var count = 0
        var failed: [String] = []
        for row in try SuiteFixture("smuggler").rows {
            for byte in Self.bytes(in: row[1]) {
                let lines = row[0].split(separator: "{}", omittingEmptySubsequences: false)
                    .map(SuiteFixture.bytes).joined(separator: byte)
                for (body, outcome) in zip(bodies, row[2...]) {
                    count += 1
                    var driver = WireDriver()
                    driver.send(SuiteFixture.bytes(head) + lines + SuiteFixture.bytes(body))
                    // Two good requests are two that the client framed as two.
                    let isSafe =
                        outcome.hasPrefix("ok,ok")
                        || !driver.requests.contains { $0.path == "/smuggled" }
                    if !isSafe || !Self.agrees(outcome.split(separator: ","), driver) {
                        failed.append("\(row[0]) \(byte): \(driver.statuses) for \(outcome)")
                    }
                }
            }
        }
        #expect(count == 3_406)
        #expect(failed.isEmpty, "\(failed.prefix(20).joined(separator: "\n"))")
    }

    /// The bytes that a template is filled with: none, or each of `01 04 08-0d`.
    private static func bytes(in cell: String) -> [[UInt8]] {
        if cell == "-" { return [[]] }
        return cell.split(separator: " ").flatMap { part in
            let ends = part.split(separator: "-").compactMap { UInt8($0, radix: 16) }
            return (ends[0]...ends[ends.count - 1]).map { [$0] }
        }
    }
}
