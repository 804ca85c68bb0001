import Foundation
import RendezvousDocuments
import Testing

@Suite struct `Strict JSON` {
    private struct Suite: Decodable {
        struct Case: Decodable {
            let name: String
            let b64: Data
        }
        let cases: [Case]
    }

    private static func cases() throws -> [Suite.Case] {
        let file = Place.tests.appendingPathComponent("Fixtures/json-parsing.json")
        return try JSONDecoder().decode(Suite.self, from: Data(contentsOf: file)).cases
    }

    private func check(_ text: String, _ limits: StrictJSON.Limits = .standard) -> DocumentError? {
        refusal { () throws(DocumentError) in
            try StrictJSON.check(Array(text.utf8), limits: limits)
        }
    }

    /// Names that come twice are allowed by the suite and refused here, on purpose.
    private static let refusedOnPurpose: Set = [
        "y_object_duplicated_key.json", "y_object_duplicated_key_and_value.json",
    ]

    @Test func `What must parse parses, what must not is refused, and nothing traps`() throws {
        let cases = try Self.cases()
        #expect(cases.count == 316)
        for example in cases {
            let error = refusal { () throws(DocumentError) in
                try StrictJSON.check(Array(example.b64))
            }
            if example.name.hasPrefix("n_") || Self.refusedOnPurpose.contains(example.name) {
                #expect(error != nil, "\(example.name)")
            } else if example.name.hasPrefix("y_") {
                #expect(error == nil, "\(example.name)")
            }
        }
    }

    @Test func `Text that is free to refuse is refused if it is not UTF-8 or has lone surrogates`()
        throws
    {
        let free = try Self.cases().filter { $0.name.hasPrefix("i_") }
        for example in free where !example.name.hasPrefix("i_number") {
            let error = refusal { () throws(DocumentError) in
                try StrictJSON.check(Array(example.b64))
            }
            #expect(error != nil, "\(example.name)")
        }
    }

    @Test func `Names are compared after unescaping`() {
        #expect(
            check(#"{"a": 1, "\u0061": 2}"#)?.message
                == #"member "a" must not come twice in an object"#)
        #expect(check(#"{"a": 1, "\u0061": 2}"#)?.offset == 9)
        #expect(check(#"{"/": 1, "\/": 2}"#) != nil)
        #expect(check(#"{"😀": 1, "\ud83d\ude00": 2}"#) != nil)
        #expect(check(#"{"a": {"a": 1}, "b": {"a": 1}}"#) == nil)
        // Two spellings of one character are two names.
        #expect(check("{\"\u{E9}\": 1, \"e\u{301}\": 2}") == nil)
    }

    @Test func `A name that comes twice is found among very many`() {
        let names = (0..<5_000).map { "\"n\($0)\": 0" }
        #expect(check("{\(names.joined(separator: ","))}") == nil)
        #expect(check("{\((names + ["\"n17\": 0"]).joined(separator: ","))}") != nil)
        for count in 14...19 {
            let some = names.prefix(count)
            #expect(check("{\(some.joined(separator: ","))}") == nil)
            #expect(check("{\((some + ["\"n3\": 0"]).joined(separator: ","))}") != nil)
        }
    }

    @Test func `Depth and size are allowed up to their bounds`() {
        func nested(_ depth: Int) -> String {
            String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        }
        #expect(check(nested(64)) == nil)
        #expect(check(nested(65))?.message == "nesting must be at most 64 levels deep")
        #expect(check(nested(3), StrictJSON.Limits(depth: 3)) == nil)
        #expect(check(nested(3), StrictJSON.Limits(depth: 2)) != nil)
        #expect(check("[1]", StrictJSON.Limits(size: 3)) == nil)
        #expect(check("[1]", StrictJSON.Limits(size: 2)) != nil)
        #expect(check(nested(1_000_000)) != nil)
    }

    @Test(arguments: [
        ("", "text ends where a value must be", 1, 1),
        ("{\"a\": 1,\n \"b\": x}", "x stands where a value must be", 2, 7),
        ("[\"ε\", x]", "x stands where a value must be", 1, 7),
        ("[1,\r\n2,\r]", "] stands where a value must be", 3, 1),
        ("[01]", "number must start with a digit, and with 0 only if it is less than 1", 1, 2),
        ("[\"\u{1}\"]", "control character (0x1) must be escaped in a string", 1, 3),
        ("{\"a\" 1}", "a member's name must be followed by a colon", 1, 6),
        ("1 2", "2 stands where the end of the text must be", 1, 3),
        ("[\"\\ud800\"]", "high surrogate must be followed by a low one", 1, 3),
        ("[\"\\udc00\"]", "low surrogate must follow a high one", 1, 3),
        ("[\"abc", "string must end with a quotation mark", 1, 2),
        ("\u{FEFF}1", "text must start without a byte order mark", 1, 1),
        ("nul", "a word must be true, false or null", 1, 1),
        ("{\"a\":1}}", "} stands where the end of the text must be", 1, 8),
        ("[1}", "} stands where a comma or the end of the object or array must be", 1, 3),
    ])
    func `Errors say what is wrong and where`(
        _ text: String, _ message: String, _ line: Int, _ column: Int
    ) {
        let error = check(text)
        #expect(error?.message == message)
        #expect(error?.line == line)
        #expect(error?.column == column)
    }
}
