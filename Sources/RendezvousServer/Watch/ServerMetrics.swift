internal import Synchronization

/// What became of connections since the last report.
struct ConnectionCounts: Equatable, Sendable {
    var opened = 0
    var closed = 0
    var refused = 0
    var dropped = 0
    var exhausted = 0
}

/// Counters and histograms of a server, for Prometheus.
///
/// Labels are methods, templates of routes, statuses and reasons of refusal: a few hundred series,
/// whatever clients send, and never an identifier.
public final class ServerMetrics: Sendable {
    /// The upper bounds of the histogram, in seconds.
    public static let bounds = [
        0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10,
    ]

    private static let boundsInNanoseconds = bounds.map { Int64($0 * 1e9) }

    private struct Series: Hashable, Comparable {
        var method: String
        var route: String
        var status: Int

        static func < (left: Self, right: Self) -> Bool {
            (left.route, left.method, left.status) < (right.route, right.method, right.status)
        }
    }

    private struct Histogram {
        var counts = [Int](repeating: 0, count: ServerMetrics.bounds.count + 1)
        var sum: Int64 = 0

        mutating func add(_ nanoseconds: Int64) {
            var index = 0
            while index < ServerMetrics.boundsInNanoseconds.count,
                nanoseconds > ServerMetrics.boundsInNanoseconds[index]
            {
                index += 1
            }
            counts[index] += 1
            sum += nanoseconds
        }

        mutating func add(_ other: Histogram) {
            for index in counts.indices { counts[index] += other.counts[index] }
            sum += other.sum
        }

        var total: Int { counts.reduce(0, +) }
    }

    private struct State {
        /// The series in the order in which they were first counted.
        var requests: [(series: Series, count: Int, durations: Histogram)] = []
        var places: [Series: Int] = [:]
        /// The place of the last one counted: most requests are like the one before.
        var last = 0
        var rejections: [Rejection: Int] = [:]
        var received = 0
        var sent = 0
        var connections = ConnectionCounts()

        mutating func count(_ exchange: Exchange) {
            let isLast =
                last < requests.count && requests[last].series.status == exchange.status
                && requests[last].series.route == exchange.route ?? ""
                && requests[last].series.method == exchange.method ?? ""
            if !isLast { last = place(of: exchange) }
            requests[last].count += 1
            received += exchange.received
            sent += exchange.sent
            if let rejection = exchange.rejection {
                rejections[rejection, default: 0] += 1
            } else {
                requests[last].durations.add(exchange.answering)
            }
        }

        private mutating func place(of exchange: Exchange) -> Int {
            let series = Series(
                method: exchange.method ?? "", route: exchange.route ?? "",
                status: exchange.status)
            if let place = places[series] { return place }
            places[series] = requests.count
            requests.append((series, 0, Histogram()))
            return requests.count - 1
        }

        /// The durations by route, of those that have any.
        var durations: [String: Histogram] {
            var found: [String: Histogram] = [:]
            for (series, _, durations) in requests where durations.total > 0 {
                found[series.route, default: Histogram()].add(durations)
            }
            return found
        }
    }

    private let state = Mutex(State())

    /// Nothing counted yet.
    public init() {}

    /// Counts what happened in a turn of a loop.
    func record(_ exchanges: [Exchange], _ counts: ConnectionCounts) {
        state.withLock { state in
            state.connections.opened += counts.opened
            state.connections.closed += counts.closed
            state.connections.refused += counts.refused
            state.connections.dropped += counts.dropped
            state.connections.exhausted += counts.exhausted
            for exchange in exchanges { state.count(exchange) }
        }
    }

    /// Everything in the text format of Prometheus, version 0.0.4, in a fixed order.
    public func text() -> String {
        let state = state.withLock { $0 }
        var text = ""
        Self.head("http_requests_total", "counter", "Requests answered.", &text)
        for (series, count, _) in state.requests.sorted(by: { $0.series < $1.series }) {
            text +=
                "http_requests_total{method=\(Self.label(series.method)),"
                + "route=\(Self.label(series.route)),status=\"\(series.status)\"} \(count)\n"
        }
        Self.head(
            "http_request_duration_seconds", "histogram",
            "From the delivery of a request to its answer.", &text)
        for (route, histogram) in state.durations.sorted(by: { $0.key < $1.key }) {
            Self.append(histogram, route, &text)
        }
        Self.head("http_rejections_total", "counter", "Requests the server refused.", &text)
        for rejection in Rejection.allCases {
            text +=
                "http_rejections_total{reason=\"\(rejection.rawValue)\"} "
                + "\(state.rejections[rejection] ?? 0)\n"
        }
        let connections = state.connections
        for (name, kind, what, value) in [
            ("http_received_bytes_total", "counter", "Bytes of requests.", state.received),
            ("http_sent_bytes_total", "counter", "Bytes of answers.", state.sent),
            (
                "http_connections", "gauge", "Open connections.",
                connections.opened - connections.closed
            ),
            ("http_connections_total", "counter", "Connections served.", connections.opened),
            (
                "http_connections_refused_total", "counter", "Connections told 503.",
                connections.refused
            ),
            (
                "http_connections_dropped_total", "counter", "Connections closed unheard.",
                connections.dropped
            ),
            (
                "http_descriptors_exhausted_total", "counter",
                "Connections that found no descriptor.", connections.exhausted
            ),
        ] {
            Self.head(name, kind, what, &text)
            text += "\(name) \(value)\n"
        }
        return text
    }

    private static func head(
        _ name: String, _ kind: String, _ what: String, _ text: inout String
    ) {
        text += "# HELP \(name) \(what)\n# TYPE \(name) \(kind)\n"
    }

    private static func append(_ histogram: Histogram, _ route: String, _ text: inout String) {
        let name = "http_request_duration_seconds"
        let route = label(route)
        var total = 0
        for (index, count) in histogram.counts.enumerated() {
            total += count
            let bound = index < bounds.count ? "\(bounds[index])" : "+Inf"
            text += "\(name)_bucket{route=\(route),le=\"\(bound)\"} \(total)\n"
        }
        text += "\(name)_sum{route=\(route)} \(Double(histogram.sum) / 1e9)\n"
        text += "\(name)_count{route=\(route)} \(total)\n"
    }

    private static func label(_ value: String) -> String {
        var text = "\""
        for character in value {
            switch character {
            case "\\": text += "\\\\"
            case "\"": text += "\\\""
            case "\n": text += "\\n"
            default: text.append(character)
            }
        }
        return text + "\""
    }
}
