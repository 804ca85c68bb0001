import RendezvousDocuments
import RendezvousSimulation

/// A study as one page of HTML with its charts, each with its table. It stands alone, and is read
/// on paper, by screen readers, in light and dark, on a telephone.
public enum SimulationReport {
    /// The page of a record.
    ///
    /// - Complexity: linear in the values, times the metrics shown.
    public static func encode(_ record: StudyRecord) -> [UInt8] {
        let report = Report(record: record)
        return Array(Page.html(title: report.title, body: report.body).utf8)
    }
}

/// How a metric is shown.
private struct Shown {
    let metric: BookMetric
    let title: String
    let unit: String
    var percent = false

    static let compared = [
        Shown(metric: .leadDays, title: "Lead time", unit: "days"),
        Shown(metric: .withinTarget, title: "Within the target", unit: "share", percent: true),
        Shown(metric: .refused, title: "Without an appointment", unit: "clients"),
        Shown(metric: .missedShare, title: "Missed appointments", unit: "share", percent: true),
        Shown(metric: .utilisation, title: "Utilisation", unit: "share", percent: true),
        Shown(metric: .waitMinutes, title: "Waiting room", unit: "minutes"),
        Shown(metric: .overtimeMinutes, title: "Overtime", unit: "minutes a day"),
        Shown(metric: .lost, title: "Lost by absences", unit: "clients"),
    ]

    func text(_ value: Double) -> String { percent ? Figure.percent(value) : Figure.short(value) }

    func text(_ estimate: Estimate?) -> String {
        guard let estimate else { return "–" }
        guard percent else { return Figure.pair(estimate.mean, estimate.halfWidth) }
        return Figure.pair(estimate.mean * 100, estimate.halfWidth * 100) + " %"
    }
}

private struct Report {
    let record: StudyRecord

    var results: StudyResults { record.results }
    var policies: [String] { results.policies }
    var title: String { record.title.isEmpty ? "Simulation" : record.title }

    var body: String {
        let count = results.replications.count
        var text = "<h1>\(Page.escaped(title))</h1>\n"
        text += "<p>\(policies.count) \(policies.count == 1 ? "policy" : "policies"), "
        text += "\(count) \(count == 1 ? "replication" : "replications"), seed \(results.seed). "
        text += "Means with 95 % intervals"
        text += count < 2 ? "; a single replication has none" : ""
        text += ". \(Page.escaped(baseline))</p>\n"
        if count > 1, count < 10 {
            text += "<p class=\"soft\">Intervals of fewer than 10 replications are rough.</p>\n"
        }
        text += summary
        text += leads
        if policies.count > 1 { text += comparison }
        text += overTime
        return text + checklist
    }

    private var baseline: String {
        policies.count > 1
            ? "Differences are to \(policies[0]), on the same clients."
            : ""
    }

    private func estimate(_ metric: StudyMetric, _ policy: Int) -> Estimate? {
        results.estimate(metric, policy: policy)
    }

    /// The table of all policies.
    private var summary: String {
        let rows = policies.indices.map { policy in
            [policies[policy]]
                + Shown.compared.map {
                    $0.text(estimate(StudyMetric($0.metric.rawValue), policy))
                }
        }
        return "<h2>Summary</h2>\n"
            + Page.table(
                caption: "All clients. Target: \(Figure.short(record.target)) days.",
                head: ["policy"] + Shown.compared.map { "\($0.title), \($0.unit)" }, rows: rows)
    }

    /// A chart of intervals with its table.
    private func figure(
        _ id: String, _ title: String, _ marks: [Chart.Mark], _ shown: Shown, zero: Bool,
        _ table: String
    ) -> String {
        let ends = marks.map { "\($0.name) \(shown.text($0.value))" }.joined(separator: ", ")
        let chart = Chart(id: id, title: title, description: "\(ends). The table follows.")
        return "<figure>\n<figcaption>\(Page.escaped(title))</figcaption>\n"
            + chart.marks(marks, unit: shown.unit, zero: zero, percent: shown.percent)
            + table + "</figure>\n"
    }

    /// Lead time by group of clients.
    private var leads: String {
        let shown = Shown.compared[0]
        var text = "<h2>Waiting time by group</h2>\n<p>Days from asking to the appointment, for "
        text += "those who got one: the mean, and the days within which nine of ten have one.</p>\n"
        text += "<div class=\"figures\">\n"
        for (number, group) in record.groups.enumerated() {
            let marks = policies.indices.map { policy -> Chart.Mark in
                let found = estimate(StudyMetric("leadDays", group: group), policy)
                return Chart.Mark(
                    name: policies[policy], value: found?.mean ?? .nan,
                    halfWidth: found?.halfWidth ?? .nan)
            }
            let rows = policies.indices.map { policy in
                [
                    policies[policy],
                    shown.text(estimate(StudyMetric("leadDays", group: group), policy)),
                    shown.text(estimate(StudyMetric("leadDays90", group: group), policy)),
                    Shown.compared[1].text(
                        estimate(StudyMetric("withinTarget", group: group), policy)),
                ]
            }
            text += figure(
                "lead-\(number)", "Lead time: \(group)", marks, shown, zero: false,
                Page.table(
                    caption: "Lead time in days: \(group)",
                    head: ["policy", "mean", "nine of ten", "in target"], rows: rows))
        }
        return text + "</div>\n"
    }

    /// Differences to the baseline.
    private var comparison: String {
        var text = "<h2>Policies compared</h2>\n<p>Each policy less \(Page.escaped(policies[0])), "
        text += "replication by replication. The factor says how much the common clients reduced "
        text += "the variance of the difference; below 1 they did not help. With many comparisons "
        text += "some intervals miss by chance: one in twenty.</p>\n"
        var same: [String] = []
        var figures = ""
        for (number, shown) in Shown.compared.enumerated() {
            let metric = StudyMetric(shown.metric.rawValue)
            let pairs = policies.indices.dropFirst().map {
                (policies[$0], results.comparison(metric, policy: $0))
            }
            guard pairs.contains(where: { $0.1 != nil }) else { continue }
            let isSame = pairs.allSatisfy {
                $0.1?.difference.mean == 0 && $0.1?.difference.halfWidth == 0
            }
            if isSame {
                same.append(shown.title)
                continue
            }
            let marks = pairs.map { name, pair in
                Chart.Mark(
                    name: name, value: pair?.difference.mean ?? .nan,
                    halfWidth: pair?.difference.halfWidth ?? .nan)
            }
            let rows = pairs.map { name, pair in
                [
                    name, shown.text(pair?.difference),
                    pair.map { Figure.fixed($0.correlation, 2) } ?? "–",
                    pair.flatMap {
                        $0.varianceReduction.isFinite ? Figure.short($0.varianceReduction) : nil
                    } ?? "–",
                ]
            }
            figures += figure(
                "difference-\(number)", "\(shown.title): difference", marks, shown, zero: true,
                Page.table(
                    caption: "\(shown.title), \(shown.unit): difference to \(policies[0])",
                    head: ["policy", "difference", "correlation", "factor"], rows: rows))
        }
        if !same.isEmpty {
            text += "<p>The same in every run: \(same.joined(separator: ", ")).</p>\n"
        }
        return text + "<div class=\"figures\">\n" + figures + "</div>\n"
    }

    /// Utilisation by hour, growth of the lead time, the queue over the day.
    private var overTime: String {
        let weeks = results.metrics.filter { $0.name == "leadDays" && $0.interval != nil }.count
        var text = "<h2>Over time</h2>\n"
        if policies.count > Chart.seriesMax {
            text += "<p class=\"soft\">The charts show the first \(Chart.seriesMax) policies; the "
            text += "tables show all.</p>\n"
        }
        text += "<div class=\"figures\">\n"
        text += series(
            "hours", "Utilisation by hour", "utilisation", 0..<24, unit: "hour of the day",
            percent: true, every: 3
        ) { $0 < 10 ? "0\($0)" : "\($0)" }
        text += series(
            "weeks", "Lead time by week of asking", "leadDays", 0..<weeks,
            unit: "week; days of lead time", percent: false, every: max(1, (weeks + 5) / 6)
        ) { "\($0 + 1)" }
        text += series(
            "queue", "Waiting room over the day", "queue", 0..<48,
            unit: "hour of the day; clients who wait", percent: false, every: 6
        ) { ($0 / 2 < 10 ? "0" : "") + "\($0 / 2):" + ($0 % 2 == 0 ? "00" : "30") }
        return text + "</div>\n"
    }

    private func series(
        _ id: String, _ title: String, _ name: String, _ intervals: Range<Int>, unit: String,
        percent: Bool, every step: Int, _ label: (Int) -> String
    ) -> String {
        let means = policies.indices.map { policy in
            intervals.map { estimate(StudyMetric(name, interval: $0), policy)?.mean ?? .nan }
        }
        // Hours at which nothing ever happens are not shown.
        let used = intervals.filter { place in
            means.contains { $0[place].isFinite && (name == "leadDays" || $0[place] > 0) }
        }
        guard let first = used.first, let last = used.last else { return "" }
        let shown = first...last
        let lines = policies.indices.prefix(Chart.seriesMax).map { policy in
            Chart.Line(
                name: policies[policy],
                points: shown.map { (Double($0), means[policy][$0]) })
        }
        let ticks = shown.filter { ($0 - intervals.lowerBound) % step == 0 }.map {
            (x: Double($0), name: label($0))
        }
        // The same number of decimals in the whole table.
        let scale = percent ? 100.0 : 1
        let largest = means.joined().filter(\.isFinite).map(\.magnitude).max() ?? 0
        let decimals = percent ? 1 : Figure.decimals(upTo: largest)
        let rows = shown.map { place in
            [label(place)]
                + policies.indices.map {
                    let value = means[$0][place] * scale
                    return Figure.fixed(value, decimals) + (percent && value.isFinite ? " %" : "")
                }
        }
        let peaks = policies.indices.prefix(Chart.seriesMax).map { policy -> String in
            let best = shown.filter { means[policy][$0].isFinite }.max {
                means[policy][$0] < means[policy][$1]
            }
            return best.map { place in
                let value = means[policy][place]
                return "\(policies[policy]) is highest at \(label(place)): "
                    + (percent ? Figure.percent(value) : Figure.short(value))
            } ?? ""
        }
        let chart = Chart(
            id: id, title: title,
            description: peaks.joined(separator: ", ") + ". The table follows.")
        return "<figure>\n<figcaption>\(Page.escaped(title))</figcaption>\n"
            + chart.lines(lines, ticks: ticks, unit: unit, percent: percent)
            + (policies.count > 1 ? Page.legend(lines.map(\.name)) : "")
            + Page.table(
                caption: title, head: [id == "weeks" ? "week" : "time"] + policies, rows: rows)
            + "</figure>\n"
    }

    /// STRESS-DES, with what only the results know.
    private var checklist: String {
        let numbers = results.replications
        let runs =
            "\(numbers.count) replications (\(Report.ranges(numbers))), seed \(results.seed)."
        var text = "<h2>How it was done</h2>\n<p>The checklist STRESS-DES, filled from the "
        text += "configuration.</p>\n<div class=\"wide\" tabindex=\"0\" role=\"region\" "
        text += "aria-label=\"STRESS-DES\">\n<table class=\"points\">\n<thead><tr>"
        text += "<th scope=\"col\">item</th><th scope=\"col\">what</th></tr></thead>\n<tbody>\n"
        for point in record.points {
            let more = point.item == "4.3" ? " " + runs : ""
            text += "<tr><th scope=\"row\">\(Page.escaped(point.item)) "
            text += "\(Page.escaped(point.title))</th>"
            text += "<td>\(Page.escaped(point.text + more))</td></tr>\n"
        }
        return text + "</tbody>\n</table>\n</div>\n"
    }

    /// Numbers as ranges: `0–9, 12`.
    private static func ranges(_ numbers: [Int]) -> String {
        var parts: [(Int, Int)] = []
        for number in numbers {
            if let last = parts.last, last.1 + 1 == number {
                parts[parts.count - 1].1 = number
            } else {
                parts.append((number, number))
            }
        }
        return parts.map { $0 == $1 ? "\($0)" : "\($0)–\($1)" }.joined(separator: ", ")
    }
}
