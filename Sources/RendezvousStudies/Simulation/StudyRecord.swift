import RendezvousDocuments
public import RendezvousSimulation

/// The results of a study with what is needed to read and report them.
public struct StudyRecord: Hashable, Sendable {
    /// A point of a study that is to be reported, by the checklist STRESS-DES.
    public struct Point: Hashable, Sendable {
        /// The number of the item in the checklist, such as `1.3`.
        public let item: String
        /// What the item asks for.
        public let title: String
        /// What it is here.
        public let text: String

        /// A point.
        public init(_ item: String, _ title: String, _ text: String) {
            self.item = item
            self.title = title
            self.text = text
        }
    }

    /// What the study is about.
    public let title: String
    /// The program that ran it, with its version.
    public let program: String
    /// The groups of clients, in order.
    public let groups: [String]
    /// Within how many days an appointment should be.
    public let target: Double
    /// The checklist.
    public let points: [Point]
    /// The results.
    public var results: StudyResults

    /// A record.
    public init(
        title: String, program: String, groups: [String], target: Double, points: [Point],
        results: StudyResults
    ) {
        self.title = title
        self.program = program
        self.groups = groups
        self.target = target
        self.points = points
        self.results = results
    }

    /// Adds the replications of another record of the same study.
    ///
    /// - Throws: `StudyError` if it is of another study; nothing has changed then.
    public mutating func merge(_ other: StudyRecord) throws(StudyError) {
        guard other.program == program else {
            throw .invalid("program (\(other.program)) must be \(program)")
        }
        try results.merge(other.results)
    }
}
