public import Rendezvous

/// Bounds what the rule `overbooking` allows: at most so many times of a counsellor's day are
/// shared.
///
///     Policy("some", .custom("overbooked-times", ["most": "2"]))
public struct OverbookedTimes: CustomRule {
    /// The name by which policies refer to the rule.
    public static let name = "overbooked-times"

    private let most: Int

    /// The rule with its only parameter, `most`: 0 … 100 times a day.
    ///
    /// - Throws: `Refusal` if the parameter is missing or out of range, or if there is another.
    public init(_ parameters: [String: String]) throws(Refusal) {
        guard parameters.count == 1, let most = parameters["most"].flatMap({ Int($0) }),
            (0...100).contains(most)
        else {
            throw Refusal(.invalidValue, "most of rule (overbooked-times) must be 0 … 100, alone")
        }
        self.most = most
    }

    /// How many shared times are too many, if the placement shares one.
    public func units(_ candidate: Candidate) -> Int {
        let others = candidate.appointmentsOfCounsellor(on: DateRange(candidate.date))
        let starts = others.map(\.placement.interval.start)
        guard starts.contains(candidate.placement.interval.start) else { return 0 }
        var shared = Set([candidate.placement.interval.start])
        for index in starts.indices.dropFirst() where starts[index] == starts[index - 1] {
            shared.insert(starts[index])
        }
        return max(0, shared.count - most)
    }
}
