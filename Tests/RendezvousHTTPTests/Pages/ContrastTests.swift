import Foundation
import Testing

@testable import RendezvousHTTP

/// Contrast as WCAG 2.2 defines it (1.4.3, 1.4.11), computed from the colours of the style sheet.
@Suite struct ContrastTests {
    /// Red, green and blue of `#rgb` or `#rrggbb`, 0 … 1.
    private static func channels(_ text: String) -> [Double]? {
        var digits = Array(text.dropFirst())
        if digits.count == 3 { digits = digits.flatMap { [$0, $0] } }
        guard text.hasPrefix("#"), digits.count == 6 else { return nil }
        return stride(from: 0, to: 6, by: 2).compactMap {
            Int(String(digits[$0...($0 + 1)]), radix: 16).map { Double($0) / 255 }
        }
    }

    static func luminance(_ text: String) -> Double? {
        channels(text).map { channels in
            let linear = channels.map {
                $0 <= 0.04045 ? $0 / 12.92 : pow(($0 + 0.055) / 1.055, 2.4)
            }
            return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
        }
    }

    static func contrast(_ one: String, _ other: String) -> Double {
        guard let a = luminance(one), let b = luminance(other) else { return 0 }
        return (max(a, b) + 0.05) / (min(a, b) + 0.05)
    }

    /// The properties of each `:root`, light first.
    private static var themes: [[String: String]] {
        PageStyle.css.components(separatedBy: ":root {").dropFirst().prefix(2).map { part in
            let body = part.prefix { $0 != "}" }
            var colours: [String: String] = [:]
            for line in body.components(separatedBy: ";") {
                let pair = line.components(separatedBy: ":").map {
                    $0.trimmingCharacters(in: .whitespacesAndNewlines)
                }
                if pair.count == 2, pair[0].hasPrefix("--") { colours[pair[0]] = pair[1] }
            }
            return colours
        }
    }

    /// The rules of the sheet as selector and declarations, media queries taken away.
    private static var rules: [(selector: String, body: String)] {
        var rules: [(String, String)] = []
        for piece in PageStyle.css.components(separatedBy: "}") {
            guard let open = piece.lastIndex(of: "{") else { continue }
            let head = piece[..<open].components(separatedBy: "{").last ?? ""
            rules.append(
                (
                    head.trimmingCharacters(in: .whitespacesAndNewlines),
                    String(piece[piece.index(after: open)...])
                ))
        }
        return rules
    }

    private static func value(_ property: String, in body: String) -> String? {
        for line in body.components(separatedBy: ";") {
            let pair = line.components(separatedBy: ":").map {
                $0.trimmingCharacters(in: .whitespacesAndNewlines)
            }
            guard pair.count == 2, pair[0] == property else { continue }
            let parts = pair[1].components(separatedBy: "var(")
            return parts.count == 2 ? String(parts[1].prefix { $0 != ")" }) : nil
        }
        return nil
    }

    @Test func `the formula gives the known values`() {
        #expect(abs(Self.contrast("#000", "#ffffff") - 21) < 0.001)
        #expect(abs(Self.contrast("#777777", "#fff") - 4.478) < 0.01)
        #expect(Self.contrast("#123456", "#123456") == 1)
    }

    @Test func `text has a contrast of 4.5 at least, in light and dark`() {
        #expect(Self.themes.count == 2 && Self.themes.allSatisfy { $0.count > 25 })
        var pairs: Set<[String]> = []
        for rule in Self.rules {
            // A rule that names both says its own pair.
            if let colour = Self.value("color", in: rule.body),
                let ground = Self.value("background", in: rule.body)
            {
                pairs.insert([colour, ground])
            } else if let colour = Self.value("color", in: rule.body),
                !["--on-top", "--on-accent"].contains(colour)
            {
                // Others stand on the page, or on a card.
                pairs.insert([colour, "--paper"])
                pairs.insert([colour, "--card"])
            }
        }
        // What inherits its colour on the grounds that parts of pages have.
        pairs.formUnion([
            ["--ink", "--accent-soft"], ["--ink", "--note-soft"], ["--ink", "--good-soft"],
            ["--link", "--accent-soft"], ["--link", "--note-soft"], ["--link", "--good-soft"],
            ["--on-top", "--top"], ["--note", "--note-soft"], ["--soft", "--note-soft"],
            ["--on-meeting", "--meeting"], ["--on-meeting", "--interpreted"],
        ])
        #expect(pairs.count > 20)
        for (index, theme) in Self.themes.enumerated() {
            for pair in pairs.sorted(by: { $0.description < $1.description }) {
                let found = Self.contrast(theme[pair[0]] ?? "", theme[pair[1]] ?? "")
                #expect(found >= 4.5, "\(index == 0 ? "light" : "dark"): \(pair) \(found)")
            }
        }
    }

    @Test func `borders of fields, focus and bars have a contrast of 3 at least`() {
        let pairs = [
            ["--edge", "--card"], ["--edge", "--paper"], ["--focus", "--paper"],
            ["--focus", "--card"], ["--on-top", "--top"], ["--accent", "--card"],
            ["--bad", "--card"], ["--meeting", "--card"], ["--interpreted", "--card"],
            ["--meeting", "--free"], ["--interpreted", "--free"], ["--accent", "--line"],
        ]
        for theme in Self.themes {
            for pair in pairs {
                let found = Self.contrast(theme[pair[0]] ?? "", theme[pair[1]] ?? "")
                #expect(found >= 3, "\(pair) \(found)")
            }
        }
    }

    @Test func `what is tapped is 44 pixels high, and what has focus shows it`() {
        let css = PageStyle.css
        for selector in [".button {", ".slot {", "select {"] {
            let parts = css.components(separatedBy: selector)
            let body = parts.dropFirst().first?.prefix { $0 != "}" } ?? ""
            let height = body.components(separatedBy: "min-height: ").dropFirst().first?
                .prefix { $0 != "r" }
            #expect((height.flatMap { Double($0) } ?? 0) * 16 >= 44, "\(selector)")
        }
        #expect(css.contains(":focus-visible { outline: 3px solid"))
        #expect(
            !css.contains("outline: 0") && css.components(separatedBy: "outline: none").count == 2)
        #expect(!css.contains("url(") && !css.contains("@import"))
    }
}
