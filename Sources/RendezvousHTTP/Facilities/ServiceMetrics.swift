internal import Synchronization

/// What the service counts of the agency's work, beside what the server counts of requests.
final class ServiceMetrics: Sendable {
    private struct Counts {
        var changes: [String: Int] = [:]
        var refusals: [String: Int] = [:]
        var empty = 0
        var limited = 0
    }

    private let counts = Mutex(Counts())

    /// Counts what was kept, by the word for its kind.
    func count(_ kinds: [String]) {
        counts.withLock { counts in for kind in kinds { counts.changes[kind, default: 0] += 1 } }
    }

    /// Counts a refusal by its reason.
    func count(refusal reason: String) {
        counts.withLock { $0.refusals[reason, default: 0] += 1 }
    }

    /// Counts a search that found nothing.
    func countEmpty() { counts.withLock { $0.empty += 1 } }

    /// Counts a request over the limit.
    func countLimited() { counts.withLock { $0.limited += 1 } }

    /// The counts in the text format of Prometheus.
    var text: String {
        let now = counts.withLock { $0 }
        var text = ""
        func family(_ name: String, _ help: String, _ label: String, _ values: [String: Int]) {
            text += "# HELP \(name) \(help)\n# TYPE \(name) counter\n"
            for (value, count) in values.sorted(by: { $0.key < $1.key }) {
                text += "\(name){\(label)=\"\(value)\"} \(count)\n"
            }
        }
        family("rendezvous_events_total", "Events kept, by kind.", "kind", now.changes)
        family("rendezvous_refusals_total", "Refusals, by reason.", "reason", now.refusals)
        text += "# HELP rendezvous_empty_searches_total Searches without an opening.\n"
        text += "# TYPE rendezvous_empty_searches_total counter\n"
        text += "rendezvous_empty_searches_total \(now.empty)\n"
        text += "# HELP rendezvous_limited_total Requests over the rate limit.\n"
        text += "# TYPE rendezvous_limited_total counter\n"
        text += "rendezvous_limited_total \(now.limited)\n"
        return text
    }
}
