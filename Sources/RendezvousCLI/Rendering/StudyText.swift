internal import RendezvousDocuments
internal import RendezvousSimulation

/// The results of a study as lines for people.
struct StudyText {
    let record: StudyRecord

    private static let columns: [(metric: BookMetric, title: String, percent: Bool)] = [
        (.leadDays, "lead days", false), (.withinTarget, "in target", true),
        (.refused, "refused", false), (.missedShare, "missed", true),
        (.utilisation, "utilised", true), (.waitMinutes, "wait min", false),
    ]

    var summary: String {
        let results = record.results
        let count = results.replications.count
        var text = record.title.isEmpty ? "" : "\(record.title)\n"
        text += "\(count) \(count == 1 ? "replication" : "replications"), seed \(results.seed), "
        text += "95 % intervals\n\n"
        var rows = [["policy"] + Self.columns.map(\.title)]
        for policy in results.policies.indices {
            rows.append(
                [results.policies[policy]]
                    + Self.columns.map { column in
                        let metric = StudyMetric(column.metric.rawValue)
                        return Self.text(
                            results.estimate(metric, policy: policy), column.percent)
                    })
        }
        text += Self.table(rows)
        guard results.policies.count > 1, count > 1 else { return text }
        text += "\nless \(results.policies[0]), on the same clients\n\n"
        rows = [["policy"] + Self.columns.map(\.title)]
        for policy in results.policies.indices.dropFirst() {
            rows.append(
                [results.policies[policy]]
                    + Self.columns.map { column in
                        let metric = StudyMetric(column.metric.rawValue)
                        let pair = results.comparison(metric, policy: policy)
                        return Self.text(pair?.difference, column.percent)
                    })
        }
        return text + Self.table(rows)
    }

    private static func text(_ estimate: Estimate?, _ percent: Bool) -> String {
        guard let estimate else { return "-" }
        let factor = percent ? 100.0 : 1
        let mean = Text.fixed(estimate.mean * factor, 2)
        guard estimate.halfWidth.isFinite else { return mean }
        return "\(mean) ± \(Text.fixed(estimate.halfWidth * factor, 2))"
    }

    private static func table(_ rows: [[String]]) -> String {
        let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.map { row in
            let cells = zip(row, widths).enumerated().map { index, cell in
                index == 0
                    ? Text.padded(cell.0, to: cell.1)
                    : String(repeating: " ", count: cell.1 - cell.0.count) + cell.0
            }
            return "  " + cells.joined(separator: "   ") + "\n"
        }.joined()
    }
}
