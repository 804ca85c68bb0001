import Rendezvous
import Testing

@testable import RendezvousDocuments

@Suite struct `Forms of values` {
    @Test(arguments: [
        ("PT30M", 1_800), ("PT1H30M", 5_400), ("PT45S", 45), ("PT0S", 0), ("PT90M", 5_400),
        ("PT1H1S", 3_601), ("PT007M", 420), ("PT24H", 86_400), ("PT999999999999S", 999_999_999_999),
    ])
    func `Lengths of time are read`(_ text: String, _ seconds: Int64) {
        #expect(TextForms.seconds(text) == Seconds(seconds))
    }

    @Test(arguments: [
        "", "PT", "P", "30", "30M", "PT30", "PTM", "PT30M30M", "PT1M1H", "PT1.5H", "PT1,5H",
        "-PT30M", "+PT30M", "PT-30M", "P1D", "P1DT1H", "P1W", "P14M", "pt30m", "PT30m", " PT30M",
        "PT30M ", "PT３M", "PT1000000000000S", "PT99999999999999999999H", "PT1HM",
    ])
    func `What is no length of time is refused`(_ text: String) {
        #expect(TextForms.seconds(text) == nil)
    }

    @Test(arguments: [
        (0, "PT0S"), (1, "PT1S"), (60, "PT1M"), (3_600, "PT1H"), (3_661, "PT1H1M1S"),
        (90_000, "PT25H"), (-61, "-PT1M1S"),
    ])
    func `Lengths of time are written`(_ seconds: Int64, _ text: String) {
        #expect(TextForms.text(Seconds(seconds)) == text)
        if seconds >= 0 { #expect(TextForms.seconds(text) == Seconds(seconds)) }
    }

    @Test(arguments: [Int64.min, .max])
    func `The longest lengths are written without a trap`(_ seconds: Int64) {
        #expect(TextForms.text(Seconds(seconds)).contains("PT2562047788015215H30M"))
    }

    @Test(arguments: [
        ("2026-11-24T08:00:00Z", "2026-11-24T08:00:00Z"),
        ("2026-11-24T10:00:00+02:00", "2026-11-24T08:00:00Z"),
        ("2026-11-24T00:30:00-09:30", "2026-11-24T10:00:00Z"),
        ("2026-11-24T08:00:00-00:00", "2026-11-24T08:00:00Z"),
        ("2026-11-24T08:00:00.000Z", "2026-11-24T08:00:00Z"),
        ("2024-02-29T23:59:59+23:59", "2024-02-29T00:00:59Z"),
        ("0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z"),
        ("9999-12-31T23:59:59Z", "9999-12-31T23:59:59Z"),
        ("0001-01-01T02:00:00+02:00", "0001-01-01T00:00:00Z"),
        ("9999-12-31T21:59:59-02:00", "9999-12-31T23:59:59Z"),
    ])
    func `Instants are read in any offset and written in UTC`(_ text: String, _ utc: String) {
        #expect(TextForms.instant(text)?.description == utc)
    }

    @Test(arguments: [
        "", "2026-11-24", "2026-11-24T08:00Z", "2026-11-24T08:00:00", "2026-11-24 08:00:00Z",
        "2026-11-24t08:00:00Z", "2026-11-24T08:00:00z", "2026-11-24T24:00:00Z",
        "2026-11-24T08:00:60Z", "2026-11-24T08:60:00Z", "2026-11-31T08:00:00Z",
        "2026-13-01T08:00:00Z", "2026-11-24T08:00:00.5Z", "2026-11-24T08:00:00.Z",
        "2026-11-24T08:00:00+02", "2026-11-24T08:00:00+0200", "2026-11-24T08:00:00+24:00",
        "2026-11-24T08:00:00+02:60", "2026-11-24T08:00:00Z ", "2026-11-24T08:00:00ZZ",
        "2026-11-24T08:00:00+02:00[Europe/Athens]", "0001-01-01T00:00:00+00:01",
        "9999-12-31T23:59:59-00:01", "0000-01-01T00:00:00Z", "12026-11-24T08:00:00Z",
    ])
    func `What is no instant is refused`(_ text: String) {
        #expect(TextForms.instant(text) == nil)
    }

    @Test(arguments: [
        "08:00-15:00", "22:00-06:00", "00:00-24:00", "08:00:30-09:00", "10:00-10:00",
    ])
    func `Stretches of the clock are read and written the same`(_ text: String) {
        #expect(TextForms.span(text)?.description == text)
    }

    @Test(arguments: [
        "", "-", "08:00", "08:00-", "08:00-15:00-16:00", "24:00-08:00", "8:00-15:00",
        "08:00 - 15:00", "08:00–15:00", "08:60-09:00", "25:00-26:00", "08.00-15.00",
    ])
    func `What is no stretch of the clock is refused`(_ text: String) {
        #expect(TextForms.span(text) == nil)
    }

    @Test func `Short plain values stay on a line, others get lines of their own`() {
        let value = JSONOutput.members([
            "a": .list([.number(1), .flag(true), "x"]), "b": .list([.list([.number(1)])]),
            "c": .object([]), "d": .list(Array(repeating: "0123456789", count: 6)),
            "e": .list(Array(repeating: "0123456789", count: 7)), "f": nil,
        ])
        let row = Array(repeating: "\"0123456789\"", count: 6).joined(separator: ", ")
        let items = Array(repeating: "    \"0123456789\"", count: 7).joined(separator: ",\n")
        #expect(
            String(decoding: value.bytes(.pretty), as: UTF8.self) == """
                {
                  "a": [1, true, "x"],
                  "b": [
                    [1]
                  ],
                  "c": {},
                  "d": [\(row)],
                  "e": [
                \(items)
                  ]
                }

                """)
        #expect(
            String(decoding: value.bytes(.compact), as: UTF8.self).hasPrefix(
                #"{"a":[1,true,"x"],"b":[[1]],"c":{},"d":["#))
    }
}
