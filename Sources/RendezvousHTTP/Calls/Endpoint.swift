/// What a route of the API takes and gives, and who answers.
struct Endpoint: Sendable {
    /// A value of the query.
    struct Parameter: Sendable {
        let name: String
        let schema: Schema
        let isRequired: Bool

        init(_ name: String, _ schema: Schema, isRequired: Bool = false) {
            self.name = name
            self.schema = schema
            self.isRequired = isRequired
        }
    }

    /// What a request must say beside its content.
    struct Demands: OptionSet, Sendable {
        let rawValue: Int

        /// An `Idempotency-Key`.
        static let key = Demands(rawValue: 1)
        /// `If-Match`.
        static let match = Demands(rawValue: 2)
        /// The content is a document that may be large.
        static let large = Demands(rawValue: 4)
        /// There may be no content at all.
        static let optionalBody = Demands(rawValue: 8)
    }

    /// What it does, in one sentence.
    let summary: String
    let query: [Parameter]
    let body: Schema?
    let demands: Demands
    /// The statuses of success, each with the form of its content.
    let answers: [(status: Int, schema: Schema?)]
    /// The media type of success.
    let type: String
    let run: @Sendable (Call) throws(Problem) -> Reply

    init(
        _ summary: String, query: [Parameter] = [], body: Schema? = nil, _ demands: Demands = [],
        gives status: Int = 200, _ schema: Schema?, also: [(status: Int, schema: Schema?)] = [],
        type: String = "application/json",
        run: @escaping @Sendable (Call) throws(Problem) -> Reply
    ) {
        self.summary = summary
        self.query = query
        self.body = body
        self.demands = demands
        answers = [(status, schema)] + also
        self.type = type
        self.run = run
    }
}
