import Rendezvous
import Testing

@testable import RendezvousHTTP

/// Text stays text, whatever it is.
@Suite struct HTMLTests {
    static let hostile = [
        "<script>alert(1)</script>", "\" onmouseover=\"alert(1)", "' x='", "&lt;b&gt;",
        "</title></head>", "a\u{0}b\u{8}c", "{1} {2}", "-->", "\u{202E}txt", "Ιωάννης & Υιός <ΑΕ>",
    ]

    @Test func `hostile text is text between tags and in attributes`() throws {
        for text in Self.hostile {
            let page: HTML = """
                <!DOCTYPE html>
                <p title="\(text)">\(text)</p>
                """
            let parsed = try PageParser.parse(page.markup)
            let paragraph = try #require(parsed.all("p").first)
            let expected = String(
                text.unicodeScalars.map { scalar -> Character in
                    scalar.value < 0x20 ? "\u{FFFD}" : Character(scalar)
                })
            #expect(paragraph["title"] == expected)
            #expect(parsed.all.count == 1 && paragraph.children.count == 1)
            if case .text(let found) = paragraph.children.first { #expect(found == expected) }
        }
    }

    @Test func `pieces go in as they are, once`() {
        let name = "<i>"
        let piece: HTML = "<b>\(name)</b>"
        let both: HTML = "<p>\(piece)\([piece, piece])\("<hr>", if: false)</p>"
        #expect(both.markup == "<p><b>&lt;i&gt;</b><b>&lt;i&gt;</b><b>&lt;i&gt;</b></p>")
        let id: Identifier<Subject> = "a\"b"
        #expect(("<a id=\"\(id)\">" as HTML).markup == "<a id=\"a&quot;b\">")
    }

    @Test func `forms are read back as they were written, and nothing else is read`() throws {
        let values = FormValues([("a", "ü &=+%"), ("b", ""), ("a", "δύο"), ("c d", "1")])
        #expect(FormValues(values.encoded.utf8) == values)
        #expect(values.all("a") == ["ü &=+%", "δύο"] && values["b"] == nil)
        for bad in ["a=%", "a=%4", "a=%zz", "a=%FF", "a=%C3%28", "a=\u{1}%0"] {
            #expect(FormValues(bad.utf8) == nil, "\(bad)")
        }
        let most = Array(repeating: "a=1", count: FormValues.fieldsMax).joined(separator: "&")
        #expect(FormValues(most.utf8) != nil && FormValues((most + "&a=1").utf8) == nil)
        let long = String(repeating: "x", count: FormValues.valueMax)
        #expect(FormValues("a=\(long)".utf8) != nil && FormValues("a=\(long)x".utf8) == nil)
    }

    @Test func `the language follows what the browser likes best`() {
        let cases: [(String?, ExplanationLanguage)] = [
            (nil, .english), ("", .english), ("el", .greek), ("el-GR,en;q=0.8", .greek),
            ("fr, ro;q=0.3, da;q=0.5", .danish), ("en;q=0.1, ro-RO;q=0.9", .romanian),
            ("el;q=0, da;q=0.001", .danish), ("xx", .english), ("EL", .greek),
            ("el;q=abc, ro;q=0.2", .romanian),
            (String(repeating: "x,", count: 90) + "el", .english),
        ]
        for (header, language) in cases {
            #expect(ExplanationLanguage.preferred(by: header) == language, "\(header ?? "-")")
        }
    }

    @Test func `values fill phrases once, and braces in values stay`() {
        let words = Words("{1}-{2}", "{2}{1}", "{3}", "{x} {1}")
        #expect(words.text(in: .greek, ["{2}", "b"]) == "{2}-b")
        #expect(words.text(in: .romanian, ["a", "b"]) == "ba")
        #expect(words.text(in: .danish, ["a"]) == "{3}")
        #expect(words.text(in: .english, ["a"]) == "{x} a")
    }
}
