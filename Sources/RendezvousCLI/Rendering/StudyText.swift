internal import RendezvousDocuments
internal import RendezvousSimulation
internal import RendezvousStudies

/// The results of a study as lines for people.
struct StudyText {
    let record: StudyRecord

    /// A column: a metric, and what its values are multiplied by.
    private typealias Column = (metric: String, title: String, factor: Double)

    private static let ofBooks: [Column] = [
        (BookMetric.leadDays.rawValue, "lead days", 1),
        (BookMetric.withinTarget.rawValue, "in target %", 100),
        (BookMetric.refused.rawValue, "refused", 1),
        (BookMetric.missedShare.rawValue, "missed %", 100),
        (BookMetric.utilisation.rawValue, "utilised %", 100),
        (BookMetric.waitMinutes.rawValue, "wait min", 1),
    ]
    private static let ofCalls: [Column] = [
        (PhoneMetric.calls.rawValue, "calls", 1),
        (PhoneMetric.serviceLevel.rawValue, "in time %", 100),
        (PhoneMetric.meanWait.rawValue, "wait s", 1),
        (PhoneMetric.abandonedShare.rawValue, "hung up %", 100),
        (PhoneMetric.callBackShare.rawValue, "called back %", 100),
        (PhoneMetric.callBackDelay.rawValue, "after min", 1 / 60),
    ]
    private static let ofLines: [Column] =
        ofCalls + [(PhoneMetric.occupancy.rawValue, "occupied %", 100)]

    var summary: String {
        let results = record.results
        let count = results.replications.count
        var text = record.title.isEmpty ? "" : "\(record.title)\n"
        text += "\(count) \(count == 1 ? "replication" : "replications"), seed \(results.seed), "
        text += "95 % intervals\(2..<10 ~= count ? ", rough below 10 replications" : "")\n\n"
        let isOfBooks = record.isOfBooks
        let columns = isOfBooks ? Self.ofBooks : Self.ofLines
        let first = isOfBooks ? "policy" : "scenario"
        let places = results.policies.indices
        text += table(first, columns, places.map { (results.policies[$0], nil, $0) }) {
            results.estimate($0, policy: $1)
        }
        if !isOfBooks, record.groups.count > 1 {
            for place in places {
                text += "\n\(results.policies[place]), by kind of calls\n\n"
                text += table("kind", Self.ofCalls, record.groups.map { ($0, $0, place) }) {
                    results.estimate($0, policy: $1)
                }
            }
        }
        guard results.policies.count > 1, count > 1 else { return text }
        let same = isOfBooks ? "clients" : "callers"
        text += "\nless \(results.policies[0]), on the same \(same)\n\n"
        return text
            + table(first, columns, places.dropFirst().map { (results.policies[$0], nil, $0) }) {
                results.comparison($0, policy: $1)?.difference
            }
    }

    /// A table with a row for each name, of all clients or of a group, under a policy.
    private func table(
        _ first: String, _ columns: [Column],
        _ rows: [(name: String, group: String?, policy: Int)],
        _ value: (StudyMetric, Int) -> Estimate?
    ) -> String {
        let cells = rows.map { row in
            [row.name]
                + columns.map {
                    Self.text(
                        value(StudyMetric($0.metric, group: row.group), row.policy), $0.factor)
                }
        }
        return Self.table([[first] + columns.map(\.title)] + cells)
    }

    private static func text(_ estimate: Estimate?, _ factor: Double) -> String {
        guard let estimate else { return "-" }
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

extension StudyRecord {
    /// Whether the results are those of appointment books, and not of phone lines.
    var isOfBooks: Bool { results.metrics.contains(StudyMetric(BookMetric.leadDays.rawValue)) }
}
