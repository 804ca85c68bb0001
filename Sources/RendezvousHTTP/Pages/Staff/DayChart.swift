internal import Rendezvous

/// An office's day as a picture; what it shows is in the table below it for those who do not see
/// it. Kinds differ in colour, lightness and pattern, so that it can be printed.
struct DayChart {
    let visit: Visit
    let day: OfficeDay

    private static let left = 96
    /// An hour is as wide as the page leaves room for, where that is much, and never narrower
    /// than the time of day at its line.
    private static let hourMin = 88
    private static let widthOfPage = 1_200
    private static let row = 40
    private static let top = 28

    func svg() -> HTML {
        let span = day.span
        let hours = Int(span.length.count / 3_600)
        let width = Self.left + hours * hour + 36
        let height = Self.top + day.rows.count * Self.row + 8
        let lines = (0...hours).html { index in
            let x = Self.left + index * hour
            let label = visit.clock(span.start + .hours(Int64(index)), day.zone)
            return """
                <line class="grid" x1="\(x)" y1="\(Self.top - 6)" x2="\(x)" y2="\(height)"/>\
                <text class="hour" x="\(x)" y="16" text-anchor="middle">\(label)</text>
                """
        }
        let rows = Array(day.rows.enumerated()).html { index, row in
            let y = Self.top + index * Self.row
            return """
                <text class="name" x="4" y="\(y + 25)">\(row.counsellor)</text>\
                \(row.stretches.html { bar($0, span, y) })
                """
        }
        let caption = visit.say(.chartLabel, visit.language.text(day.date))
        return """
            <div class="scroll" role="region" tabindex="0" aria-label="\(caption)">\
            <svg class="gantt" viewBox="0 0 \(width) \(height)" width="\(width)" \
            height="\(height)" aria-hidden="true" focusable="false">\
            <defs><pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" \
            patternTransform="rotate(45)"><line class="hatch" x1="0" y1="0" x2="0" y2="6"/>\
            </pattern></defs>\(lines)\(rows)\(nowLine(span, height))</svg></div>\(legend)
            """
    }

    private func x(_ instant: Instant, _ span: Interval) -> Int {
        Self.left + Int((instant - span.start).count) * hour / 3_600
    }

    private var hour: Int {
        let hours = Int(day.span.length.count / 3_600)
        return max(Self.hourMin, (Self.widthOfPage - Self.left - 36) / max(1, hours))
    }

    private func bar(_ stretch: OfficeDay.Stretch, _ span: Interval, _ y: Int) -> HTML {
        guard let shown = stretch.interval.intersection(span) else { return HTML() }
        let (from, to) = (x(shown.start, span), x(shown.end, span))
        let width = max(2, to - from - 1)
        let title =
            "\(visit.clock(shown.start, day.zone))–\(visit.clock(shown.end, day.zone)) "
            + visit.say(stretch.kind.words)
        var text = HTML()
        if stretch.appointment != nil, width > 40 {
            text = """
                <text class="bar-text" x="\(from + 5)" y="\(y + 25)">\
                \(visit.clock(shown.start, day.zone))</text>
                """
        }
        return """
            <g><title>\(title)</title><rect class="bar \(stretch.kind.rawValue)" x="\(from)" \
            y="\(y + 6)" width="\(width)" height="28" rx="3"/>\(text)</g>
            """
    }

    private func nowLine(_ span: Interval, _ height: Int) -> HTML {
        guard span.contains(visit.now) else { return HTML() }
        let x = x(visit.now, span)
        return
            "<line class=\"now\" x1=\"\(x)\" y1=\"\(Self.top - 6)\" x2=\"\(x)\" y2=\"\(height)\"/>"
    }

    private var legend: HTML {
        let entries = OfficeDay.Kind.allCases.html { kind in
            """
            <li><svg width="18" height="14" aria-hidden="true" focusable="false">\
            <rect class="bar \(kind.rawValue)" width="18" height="14" rx="3"/></svg> \
            \(visit.say(kind.words))</li>
            """
        }
        return "<ul class=\"legend\">\(entries)</ul>"
    }
}
