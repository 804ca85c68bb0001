/// The kinds of documents and the versions of their formats that this release reads and writes.
///
/// A document says what it is in its member `rendezvous`: `"agency/1"`.
public enum DocumentKind: String, Hashable, Sendable, CaseIterable {
    /// An agency with everything but appointments: ``AgencyDocument``.
    case agency
    /// A log of events: ``AgendaDocument``.
    case agenda
    /// Requests for a plan: ``RequestsDocument``.
    case requests
    /// A plan: ``PlanDocument``.
    case plan
    /// What proves the bound of a plan: ``PlanCertificateDocument``.
    case planCertificate = "plan-certificate"
    /// What a search found: ``OpeningsDocument``.
    case openings
    /// Why a command was refused: ``RefusalDocument``.
    case refusal
    /// Why there is no opening, and what would help: ``ExplanationDocument``.
    case explanation
    /// The test of policies: ``ScenarioDocument``.
    case scenario
    /// What came of such tests: ``TestReportDocument``.
    case testReport = "test-report"
    /// Due meetings, an outlook, waiting times or one person's file: ``CaseworkReport``.
    case caseworkReport = "casework-report"
    /// An appointment as its participant may see it: ``ConfirmationDocument``.
    case confirmation
    /// What people are to be told: ``DueDocument``.
    case due
    /// The waiting list: ``WaitingDocument``.
    case waiting
    /// Who may join a meeting: ``PassesDocument``.
    case passes
    /// What became of a series: ``SeriesDocument``.
    case series
    /// How many appointments there were: ``UsageDocument``.
    case usage
    /// What changes of the supply would do: ``SupplyEffectDocument``.
    case supplyEffect = "supply-effect"
    /// What could be done about appointments without support: ``RepairDocument``.
    case repair
    /// Calls, promise, shifts and rules: ``StaffingDocument``.
    case staffing
    /// How many agents and which shifts, with the proof: ``StaffingPlanDocument``.
    case staffingPlan = "staffing-plan"
    /// A phone line to be simulated: ``PhoneScenarioDocument``.
    case phoneScenario = "phone-scenario"
    /// An appointment book to be simulated: ``SimulationDocument``.
    case simulation
    /// What came of simulations: ``SimulationResultsDocument``.
    case simulationResults = "simulation-results"

    /// The kind and version as documents name them: `agency/1`.
    public var format: String { "\(rawValue)/1" }

    /// The kind that a document says it is; nothing else of it is looked at but its grammar.
    ///
    /// - Throws: ``DocumentError`` if the text is not JSON (``StrictJSON``), not an object, or of a
    ///   kind or version that this release does not know.
    /// - Complexity: O(*n*) in the number of bytes.
    public init(
        of bytes: [UInt8], limits: StrictJSON.Limits = .standard
    ) throws(DocumentError) {
        let node = try Node(JSONText(bytes, limits: limits)).member(Self.member)
        guard let kind = try Self.kind(node) else {
            let formats = Self.allCases.map { "\"\($0.format)\"" }.joined(separator: ", ")
            throw node.refused("must be one of \(formats)")
        }
        self = kind
    }

    /// The member that names the format.
    package static let member = "rendezvous"

    private static func kind(_ node: Node) throws(DocumentError) -> DocumentKind? {
        let text = try node.string()
        return allCases.first { $0.format == text }
    }

    /// The members of a document of this kind.
    package func members(
        of bytes: [UInt8], _ names: [String], _ limits: StrictJSON.Limits
    ) throws(DocumentError) -> Members {
        try members(inside: Node(JSONText(bytes, limits: limits)), names)
    }

    /// The members of a document of this kind that is the value of a node.
    package func members(inside root: Node, _ names: [String]) throws(DocumentError) -> Members {
        // First of all the kind, so that another document is not blamed for its members.
        let node = try root.member(Self.member)
        guard try Self.kind(node) == self else { throw node.refused("must be \"\(format)\"") }
        return try root.members([Self.member] + names)
    }

    /// The bytes of a document of this kind.
    package func bytes(_ members: JSONOutput, _ layout: DocumentLayout) -> [UInt8] {
        output(members).bytes(layout)
    }

    /// The value of a document of this kind, to stand in another.
    package func output(_ members: JSONOutput) -> JSONOutput {
        JSONOutput.members([Self.member: .text(format)]).followed(by: members)
    }
}
