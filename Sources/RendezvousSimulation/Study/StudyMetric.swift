/// What a number of a study's results says: which measure, of whom, and for which stretch of time.
///
/// As text `name`, `name/group`, `name@interval` or `name/group@interval`.
public struct StudyMetric: Hashable, Sendable, CustomStringConvertible {
    /// The measure, such as `leadDays`.
    public let name: String
    /// The group of clients, or `nil` for all.
    public let group: String?
    /// The stretch of time, such as the hour of the day, from 0; `nil` for the whole run.
    public let interval: Int?

    /// A metric; neither part may contain `/` or `@`.
    public init(_ name: String, group: String? = nil, interval: Int? = nil) {
        self.name = name
        self.group = group
        self.interval = interval
    }

    /// The metric of a text, or `nil` if it is none.
    public init?(text: String) {
        let halves = text.split(separator: "@", omittingEmptySubsequences: false)
        let names = halves[0].split(separator: "/", omittingEmptySubsequences: false)
        let interval = halves.count > 1 ? Int(halves[1]) : nil
        guard halves.count <= 2, names.count <= 2, names.allSatisfy({ !$0.isEmpty }),
            halves.count == 1 || (interval ?? -1) >= 0 && String(interval ?? 0) == halves[1]
        else { return nil }
        name = String(names[0])
        group = names.count > 1 ? String(names[1]) : nil
        self.interval = interval
    }

    /// The text of the metric.
    public var description: String {
        name + (group.map { "/\($0)" } ?? "") + (interval.map { "@\($0)" } ?? "")
    }
}
