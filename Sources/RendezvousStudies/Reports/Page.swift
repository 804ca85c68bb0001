import RendezvousDocuments

/// A page of HTML that stands alone: no scripts, no fonts, nothing from outside.
enum Page {
    /// The page of a body.
    static func html(title: String, body: String) -> String {
        """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>\(escaped(title))</title>
        <style>
        \(style)
        </style>
        </head>
        <body>
        <main>
        \(body)</main>
        </body>
        </html>

        """
    }

    /// A table with a caption; the first column names the row.
    static func table(caption: String, head: [String], rows: [[String]]) -> String {
        var text = "<div class=\"wide\" tabindex=\"0\" role=\"region\" "
        text += "aria-label=\"\(escaped(caption))\">\n<table>\n"
        text += "<caption>\(escaped(caption))</caption>\n<thead><tr>"
        for cell in head { text += "<th scope=\"col\">\(escaped(cell))</th>" }
        text += "</tr></thead>\n<tbody>\n"
        for row in rows {
            text += "<tr>"
            for (column, cell) in row.enumerated() {
                text +=
                    column == 0
                    ? "<th scope=\"row\">\(escaped(cell))</th>" : "<td>\(escaped(cell))</td>"
            }
            text += "</tr>\n"
        }
        return text + "</tbody>\n</table>\n</div>\n"
    }

    /// The names of lines with their colours.
    static func legend(_ names: [String]) -> String {
        var text = "<ul class=\"legend\">\n"
        for (number, name) in names.enumerated() {
            text += "<li><svg viewBox=\"0 0 34 10\" aria-hidden=\"true\">"
            text += "<path class=\"line s\(number % Chart.seriesMax)\" d=\"M1 5H33\"/></svg>"
            text += "\(escaped(name))</li>\n"
        }
        return text + "</ul>\n"
    }

    /// A text in which no character means anything to HTML.
    static func escaped(_ text: String) -> String {
        var result = ""
        for character in text.unicodeScalars {
            switch character {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            default: result.unicodeScalars.append(character)
            }
        }
        return result
    }

    /// About how wide a text is in a chart, at 13 units a line.
    static func width(of text: String) -> Double { Double(text.count) * 7.2 }

    /// A text that fits into a width.
    static func shortened(_ text: String, to width: Double) -> String {
        guard Page.width(of: text) > width else { return text }
        return text.prefix(max(1, Int(width / 7.2) - 1)) + "…"
    }

    private static let style = """
        :root { --ink: #1b1f24; --soft: #57606a; --rule: #d8dee4; --page: #ffffff; --card: #f6f8fa;
          --c0: #0b5cad; --c1: #b3470b; --c2: #1a7f37; --c3: #8250df; --c4: #7a6000; --c5: #a40e66;
          --c6: #0f6e78; --c7: #57606a; }
        @media (prefers-color-scheme: dark) {
          :root { --ink: #e6edf3; --soft: #9da7b1; --rule: #3a424b; --page: #0d1117;
            --card: #161b22; --c0: #6cb6ff; --c1: #ffa657; --c2: #6bc46d; --c3: #c8a5ff;
            --c4: #e3c35a; --c5: #ff8ac8; --c6: #56d4dd; --c7: #adbac7; } }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--page); color: var(--ink);
          font: 16px/1.5 system-ui, sans-serif; }
        main { max-width: 72rem; margin: 0 auto; padding: 1rem; }
        h1 { font-size: 1.6rem; line-height: 1.25; margin: 0.5rem 0; }
        h2 { font-size: 1.25rem; margin: 2rem 0 0.5rem; }
        p { max-width: 44rem; margin: 0.4rem 0; }
        .soft { color: var(--soft); }
        .figures { display: grid; gap: 1rem; align-items: start;
          grid-template-columns: repeat(auto-fit, minmax(min(100%, 25rem), 1fr)); }
        figure { margin: 0; padding: 0.8rem; background: var(--card); border-radius: 6px;
          border: 1px solid var(--rule); min-width: 0; break-inside: avoid; }
        figcaption { font-weight: 600; margin-bottom: 0.4rem; }
        figure > svg { display: block; width: 100%; max-width: 34rem; height: auto; }
        svg text { fill: var(--ink); font: 13px system-ui, sans-serif; }
        svg .tick { fill: var(--soft); font-size: 12px; }
        .grid { stroke: var(--rule); fill: none; }
        .zero { stroke: var(--ink); fill: none; }
        .line { fill: none; stroke-width: 2; stroke-linejoin: round; }
        .whisker { stroke: var(--c0); stroke-width: 2; fill: none; }
        .dot { fill: var(--c0); }
        .point { fill: none; stroke-width: 3; }
        .s0 { stroke: var(--c0); }
        .s1 { stroke: var(--c1); stroke-dasharray: 7 3; }
        .s2 { stroke: var(--c2); stroke-dasharray: 2 3; }
        .s3 { stroke: var(--c3); stroke-dasharray: 9 3 2 3; }
        .s4 { stroke: var(--c4); stroke-dasharray: 12 4; }
        .s5 { stroke: var(--c5); stroke-dasharray: 4 4; }
        .s6 { stroke: var(--c6); stroke-dasharray: 1 4; }
        .s7 { stroke: var(--c7); stroke-dasharray: 6 2 2 2 2 2; }
        .legend { list-style: none; display: flex; flex-wrap: wrap; gap: 0.2rem 1.2rem;
          margin: 0.4rem 0; padding: 0; font-size: 0.9rem; }
        .legend svg { width: 34px; height: 10px; margin-right: 0.4rem; }
        .wide { overflow-x: auto; }
        .wide:focus-visible { outline: 2px solid var(--c0); }
        table { border-collapse: separate; border-spacing: 0; font-size: 0.85rem; margin: 0.6rem 0;
          font-variant-numeric: tabular-nums; }
        caption { text-align: left; color: var(--soft); padding-bottom: 0.3rem;
          white-space: nowrap; }
        th, td { padding: 0.2rem 0.7rem 0.2rem 0; text-align: right; white-space: nowrap;
          border-bottom: 1px solid var(--rule); }
        th[scope="row"], th:first-child { text-align: left; }
        thead th { white-space: normal; vertical-align: bottom; }
        .wide th:first-child { position: sticky; left: 0; background: var(--page); }
        figure .wide th:first-child { background: var(--card); }
        .points th, .points td { text-align: left; white-space: normal; vertical-align: top; }
        details > summary { cursor: pointer; font-size: 0.9rem; color: var(--soft); }
        @media (max-width: 30rem) { main { padding: 0.6rem; } figure { padding: 0.5rem; } }
        @media print {
          :root { --ink: #000; --soft: #333; --rule: #999; --page: #fff; --card: #fff;
            --c0: #000; --c1: #000; --c2: #000; --c3: #444; --c4: #444; --c5: #444; --c6: #666;
            --c7: #666; }
          :root { font-size: 10px; } body { font-size: 11px; } .wide { overflow: visible; }
          table { font-size: 8px; } th, td { padding: 0.15rem 0.3rem 0.15rem 0; }
          caption { white-space: normal; }
          .wide th:first-child { position: static; }
          .figures { display: block; } figure { margin-bottom: 0.6rem; } }
        """
}
