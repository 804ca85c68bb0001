/// What a person registers for; they choose it themselves (D1).
public enum RegistrationCategory: String, Hashable, Sendable, Comparable, CaseIterable {
    /// Unemployment benefit, for members of an unemployment fund.
    case unemploymentBenefit = "unemployment-benefit"
    /// Cash or introduction benefit; the office says at the visit if it is start benefit (D6).
    case cashBenefit = "cash-benefit"
    /// Newly graduated: without benefit at first, but marked (D10).
    case graduate
    /// Looking for work without benefit (D12).
    case noBenefit = "no-benefit"

    /// Whether `left` is listed before `right`.
    public static func < (left: RegistrationCategory, right: RegistrationCategory) -> Bool {
        left.order < right.order
    }

    private var order: Int {
        switch self {
        case .unemploymentBenefit: 0
        case .cashBenefit: 1
        case .graduate: 2
        case .noBenefit: 3
        }
    }
}

/// How far somebody is without work (D3).
public enum UnemploymentExtent: String, Hashable, Sendable, CaseIterable {
    /// Without any work.
    case fully
    /// With some work.
    case partly
    /// With work; for insured people only.
    case none
}

/// The kinds of benefit that an office registers a case for at the visit (D7).
public enum CashCase: String, Hashable, Sendable, CaseIterable {
    /// Cash benefit.
    case cash
    /// Start benefit.
    case start
    /// Introduction benefit.
    case introduction
}

/// The benefit that somebody receives.
public enum Benefit: Hashable, Sendable {
    /// Unemployment benefit, from a fund.
    case unemployment
    /// Cash, start or introduction benefit, from the municipality.
    case cash(CashCase)
}

/// How ready for work an office finds somebody (D7).
public enum MatchGroup: Int, Hashable, Sendable, CaseIterable {
    /// Ready for a job: to be registered.
    case one = 1
    /// Ready for a measure: on the office's books, not registered.
    case two
    /// For the time being not available: on the office's books, not registered.
    case three
}

/// A programme whose people are not registered even in match group 1 (D13).
public enum Programme: String, Hashable, Sendable, CaseIterable {
    /// Referred to a flex job.
    case flexJob = "flex-job"
    /// In rehabilitation.
    case rehabilitation
}

/// An unemployment fund.
public enum Fund {
    /// The identifier of a fund.
    public typealias ID = Identifier<Fund>
}

/// Who gives a command about a registration. The host has checked that they are who they say.
public enum CaseActor: Hashable, Sendable {
    /// The person themself, online.
    case citizen
    /// A member of an office's staff.
    case office(Office.ID)
    /// An unemployment fund.
    case fund(Fund.ID)
    /// The agency's own machinery, and the registers that it hears from.
    case system
}

/// The group by which self-service differs (D15, D16).
public enum ContactGroup: String, Hashable, Sendable, CaseIterable {
    /// Registered, with unemployment benefit.
    case unemploymentBenefit = "unemployment-benefit"
    /// Registered, with cash benefit.
    case cashBenefit = "cash-benefit"
    /// Registered, with start benefit.
    case startBenefit = "start-benefit"
    /// Registered, with introduction benefit.
    case introductionBenefit = "introduction-benefit"
    /// Registered as a graduate.
    case graduate
    /// Registered without benefit.
    case noBenefit = "no-benefit"
    /// Asked for cash or introduction benefit, not been to the office yet.
    case cashApplicant = "cash-applicant"
    /// On the office's books, not registered.
    case onTheBooks = "on-the-books"
    /// Neither.
    case none
}
