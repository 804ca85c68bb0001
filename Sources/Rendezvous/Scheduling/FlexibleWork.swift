/// Work whose times are free: visits of given lengths, each of which needs one of some counsellors
/// and, for all its length, every one of some shared resources: an interpreter, a room, a car.
///
/// Nobody and nothing serves two visits at once; visits begin at 0 or later.
/// ``finishEarliest(_:seed:execution:)`` asks for the starts with which the last visit is over as
/// early as possible (test scheduling, CSPLib 073).
///
///     let work = try FlexibleWork(
///         visits: [.init(30, by: [0, 1], using: [0]), .init(45, by: [0], using: [])],
///         counsellors: 2, resources: 1)
///     work.finishEarliest().end  // 45
public struct FlexibleWork: Hashable, Sendable {
    /// The most visits.
    public static let visitsMax = 4_000
    /// The most counsellors.
    public static let counsellorsMax = 4_000
    /// The most shared resources.
    public static let resourcesMax = 4_000
    /// The longest visit.
    public static let durationMax = 1_000_000_000

    /// One visit.
    public struct Visit: Hashable, Sendable {
        /// How long it takes, 1 … ``FlexibleWork/durationMax``.
        public let duration: Int
        /// The counsellors of whom one is needed, ascending; at least one.
        public let counsellors: [Int]
        /// The shared resources, all of which are needed, ascending; may be none.
        public let resources: [Int]

        /// A visit that takes `duration`, with one of `counsellors` and all of `resources`.
        public init(_ duration: Int, by counsellors: [Int], using resources: [Int]) {
            self.duration = duration
            self.counsellors = Array(Set(counsellors)).sorted()
            self.resources = Array(Set(resources)).sorted()
        }
    }

    /// The visits; they are named by their position.
    public let visits: [Visit]
    /// How many counsellors there are; they are named 0 ..< counsellors.
    public let counsellors: Int
    /// How many shared resources there are; they are named 0 ..< resources.
    public let resources: Int

    /// Work of some visits.
    ///
    /// - Throws: ``Refusal`` if a number is out of range, or nobody may do a visit.
    public init(visits: [Visit], counsellors: Int, resources: Int) throws(Refusal) {
        try Check.number(visits.count, "number of visits", in: 0...Self.visitsMax)
        try Check.number(counsellors, "number of counsellors", in: 0...Self.counsellorsMax)
        try Check.number(resources, "number of resources", in: 0...Self.resourcesMax)
        for (index, visit) in visits.enumerated() {
            try Check.number(
                visit.duration, "duration of visit \(index)", in: 1...Self.durationMax)
            guard !visit.counsellors.isEmpty else {
                throw Refusal(
                    .invalidValue, "counsellors of visit \(index) (none) must be at least one")
            }
            for counsellor in visit.counsellors where !(0..<counsellors).contains(counsellor) {
                throw Refusal(
                    .invalidValue,
                    "counsellor (\(counsellor)) of visit \(index) must be below \(counsellors)")
            }
            for resource in visit.resources where !(0..<resources).contains(resource) {
                throw Refusal(
                    .invalidValue,
                    "resource (\(resource)) of visit \(index) must be below \(resources)")
            }
        }
        self.visits = visits
        self.counsellors = counsellors
        self.resources = resources
    }

    /// Whether two visits can never go on at the same time: they share a resource, or the same
    /// single counsellor does both.
    public func areExclusive(_ left: Int, _ right: Int) -> Bool {
        let (a, b) = (visits[left], visits[right])
        if a.counsellors.count == 1, a.counsellors == b.counsellors { return true }
        return a.resources.contains { b.resources.contains($0) }
    }
}
