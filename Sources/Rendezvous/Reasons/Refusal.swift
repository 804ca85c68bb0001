/// A command that cannot be carried out: why, with the value at fault, and what to try.
///
/// Nothing has changed when a refusal is thrown.
public struct Refusal: Error, Hashable, Sendable {
    /// The reason, to be acted on by programs.
    public let reason: Reason
    /// What was wrong, for people: `duration (0 min) must be 1 min … 24 h`.
    public let message: String
    /// What to try; may be empty.
    public let hint: String
    /// The numbers of the appointments that stand against it, in the order of examination.
    let appointmentNumbers: [Int]
    /// The identifiers of the policies that stand against it, in the order of examination.
    let policyNames: [String]
    /// The rule of registration that refuses, where the reason is ``Reason/registration``.
    public let registration: RegistrationReason?
    /// The rule of casework that refuses, where the reason is ``Reason/casework``.
    public let casework: CaseReason?

    /// A refusal.
    public init(_ reason: Reason, _ message: String, hint: String = "") {
        self.init(reason, message, hint: hint, appointments: [], policies: [])
    }

    /// A refusal with what stands against the placement.
    init(
        _ reason: Reason, _ message: String, hint: String, appointments: [Int], policies: [String]
    ) {
        self.reason = reason
        self.message = message
        self.hint = hint
        appointmentNumbers = appointments
        policyNames = policies
        registration = nil
        casework = nil
    }

    /// A refusal by a rule of registration (D13).
    public init(_ reason: RegistrationReason, _ message: String, hint: String = "") {
        self.reason = .registration
        self.message = message
        self.hint = hint
        registration = reason
        casework = nil
        appointmentNumbers = []
        policyNames = []
    }

    /// A refusal by a rule of casework (C1–C6).
    public init(_ reason: CaseReason, _ message: String, hint: String = "") {
        self.reason = .casework
        self.message = message
        self.hint = hint
        registration = nil
        casework = reason
        appointmentNumbers = []
        policyNames = []
    }
}

extension Refusal: CustomStringConvertible {
    /// The message, and the hint on a second line.
    public var description: String {
        hint.isEmpty ? "\(message)." : "\(message).\nMaybe \(hint)."
    }
}
