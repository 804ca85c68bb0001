public import Rendezvous

/// Checks a log or a plan from Documentation/Rules.md and Documentation/Policies.md alone.
///
///     try Verifier.verify(events)
///     try Verifier.verify(plan, of: requests, after: events)
///
/// The verifier shares only the public values of events, catalogue and time with the engine. It
/// keeps a state of its own, works out working time, opening hours, gaps and limits by its own slow
/// definitions, and examines every placement from nothing. No sequence of events stops it: what
/// cannot be examined is a violation. Where policies name rules written in Swift, these are given
/// too: `Verifier.check(events, rules: rules)`.
public enum Verifier {
    /// What a log breaks: each placement is examined as known at its event, and at the end all
    /// pairs of appointments are compared. The windows, scope and wishes of requests are not in
    /// the log.
    ///
    /// The violations of one event stand in the order of examination: the first is the reason that
    /// a refusal carries.
    ///
    /// - Complexity: linear in the events, times the appointments and declarations of a person.
    public static func check(
        _ events: some Sequence<Event>, rules: CustomRules = CustomRules()
    ) -> [Violation] {
        var log = LogCheck(rules)
        for event in events { log.take(event) }
        log.serve(nil)
        log.comparePairs()
        log.requireErasure()
        return log.violations
    }

    /// What a plan breaks, after a log: each assignment is examined against the agenda and all
    /// other assignments, with the rules of its request; requests, weights and bound are counted.
    ///
    /// - Complexity: linear in the assignments, times the appointments of a person.
    public static func check(
        _ plan: Plan, of requests: [Request], after events: some Sequence<Event>,
        rules: CustomRules = CustomRules()
    ) -> [Violation] {
        var check = PlanCheck(plan, of: requests, after: Model(after: events, rules))
        check.countRequests()
        check.addWeights()
        check.examineAssignments()
        return check.violations
    }

    /// The weight that no plan of some requests can exceed, as a certificate proves it, or `nil` if
    /// it does not name every request once or has a price out of range.
    ///
    /// Any prices that are not negative prove some bound; a plan's bound is proven if this one is
    /// not larger. Where the planner does not know all starts of a part (services that appointments
    /// share, starts off the five minutes), its prices prove no more than the weight of everybody.
    ///
    /// - Complexity: for each start of each counsellor's day, as many examinations as there are
    ///   ways of meeting that are worth more than the best possible one: about 100 s for 1,560
    ///   requests and 53 counsellors.
    public static func bound(
        provenBy certificate: PlanCertificate, of requests: [Request], at instant: Instant,
        after events: some Sequence<Event>, rules: CustomRules = CustomRules()
    ) -> Int? {
        let check = PlanBoundCheck(requests, Model(after: events, rules), at: instant)
        return check.bound(certificate)
    }

    /// What is wrong with a plan whose certificate proves a bound, or none: it must not claim a
    /// smaller one.
    public static func check(_ plan: Plan, boundIs proven: Int?) -> [Violation] {
        guard let proven else {
            return [
                Violation(.boundNotProven, of: [], event: nil, "the certificate proves nothing")
            ]
        }
        guard proven > plan.bound else { return [] }
        let message = "bound \(plan.bound), the certificate proves \(proven)"
        return [Violation(.boundNotProven, of: [], event: nil, message)]
    }

    /// The pending and booked appointments that start at `from` or later and would be refused now,
    /// with the gaps that they have: late leave, a counsellor withdrawn, hours changed.
    ///
    /// Notice, horizon, what the request asked for and the conditions of policies are left aside. A
    /// contradiction does not make the log wrong: what is known later never rewrites what was
    /// decided.
    ///
    /// - Complexity: as `check(_:)`.
    public static func contradictions(
        in events: some Sequence<Event>, from instant: Instant,
        rules: CustomRules = CustomRules()
    ) -> [Violation] {
        contradictions(in: Model(after: events, rules), from: instant)
    }

    /// Does nothing if a log is right.
    ///
    /// - Throws: ``VerificationFailure`` with all violations.
    public static func verify(
        _ events: some Sequence<Event>, rules: CustomRules = CustomRules()
    ) throws(VerificationFailure) {
        let violations = check(events, rules: rules)
        guard violations.isEmpty else { throw VerificationFailure(violations: violations) }
    }

    /// Does nothing if a plan is right.
    ///
    /// - Throws: ``VerificationFailure`` with all violations.
    public static func verify(
        _ plan: Plan, of requests: [Request], after events: some Sequence<Event>,
        rules: CustomRules = CustomRules()
    ) throws(VerificationFailure) {
        let violations = check(plan, of: requests, after: events, rules: rules)
        guard violations.isEmpty else { throw VerificationFailure(violations: violations) }
    }
}
