import RendezvousDocuments
import RendezvousSimulation

/// The values of a study as a long table of comma-separated values (RFC 4180).
public enum StudyTable {
    /// One row a value: `policy,replication,metric,group,interval,value`; what was not observed has
    /// no row.
    ///
    /// - Complexity: linear in the values.
    public static func encode(_ record: StudyRecord) -> [UInt8] {
        var text = "scenario,policy,replication,metric,group,interval,value\r\n"
        let results = record.results
        let title = quoted(record.title)
        for (policy, name) in results.policies.enumerated() {
            for replication in results.replications {
                let values = results.values(policy: policy, replication: replication) ?? []
                for (metric, value) in zip(results.metrics, values) where !value.isNaN {
                    text += "\(title),\(quoted(name)),\(replication),\(quoted(metric.name)),"
                    text += "\(quoted(metric.group ?? "")),"
                    text += "\(metric.interval.map { String($0) } ?? ""),\(value)\r\n"
                }
            }
        }
        return Array(text.utf8)
    }

    private static func quoted(_ text: String) -> String {
        // A spreadsheet takes a text that begins so for a formula.
        let safe = text.first.map { "=+-@\t\r".contains($0) } ?? false ? "'" + text : text
        let needsQuotes = safe.utf8.contains {
            $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\"") || $0 == 0x0A || $0 == 0x0D
        }
        return needsQuotes
            ? "\""
                + safe.split(separator: "\"", omittingEmptySubsequences: false)
                .joined(separator: "\"\"") + "\"" : safe
    }
}
