/// One rule that a placement breaks, with everything that makes it so.
public struct Objection: Hashable, Sendable {
    /// The rule.
    public let reason: Reason
    /// The appointments in the way, in order of number: each would have to go, or to be one fewer.
    public let appointments: [Appointment.ID]
    /// The policies that are broken, in order of identifier.
    public let policies: [Policy.ID]

    init(_ reason: Reason, appointments: [Int] = [], policies: [Policy.ID] = []) {
        self.reason = reason
        self.appointments = Set(appointments).sorted().map { Appointment.ID($0) }
        self.policies = policies
    }

    /// Both together.
    fileprivate func joined(with other: Objection) -> Objection {
        Objection(
            reason, appointments: (appointments + other.appointments).map(\.number),
            policies: Set(policies + other.policies).sorted())
    }
}

extension Refusal {
    /// A refusal of a placement, with everything that stands against it.
    init(_ reason: Reason, _ message: String, hint: String, against objections: [Objection]) {
        var (appointments, policies): ([Int], [String]) = ([], [])
        for objection in objections {
            for id in objection.appointments.map(\.number) where !appointments.contains(id) {
                appointments.append(id)
            }
            for id in objection.policies.map(\.rawValue) where !policies.contains(id) {
                policies.append(id)
            }
        }
        self.init(reason, message, hint: hint, appointments: appointments, policies: policies)
    }

    /// The appointments that stand against a placement, in the order of examination; those of
    /// other people too, so that they are for staff alone.
    public var appointments: [Appointment.ID] { appointmentNumbers.map { Appointment.ID($0) } }

    /// The policies that stand against a placement, in the order of examination.
    public var policies: [Policy.ID] { policyNames.map { Policy.ID($0) } }
}

/// What is found against a placement, in the order of examination, each reason once.
struct ObjectionList {
    private(set) var all: [Objection] = []

    mutating func add(_ objection: Objection) {
        if let index = all.firstIndex(where: { $0.reason == objection.reason }) {
            all[index] = all[index].joined(with: objection)
        } else {
            all.append(objection)
        }
    }

    mutating func add(_ reason: Reason, _ isBroken: Bool = true) {
        if isBroken { add(Objection(reason)) }
    }

    mutating func add(_ others: [Objection]) { for other in others { add(other) } }
}
