public import CRendezvous
import Rendezvous
import RendezvousVerifier

/// What a check found.
final class VerdictHandle: AnyHandle {
    let violations: [(rule: CText, text: CText)]

    init(_ violations: [Violation]) {
        self.violations = violations.map { (CText($0.rule.name), CText($0.description)) }
        super.init(.verdict)
    }
    override class var kind: HandleKind { .verdict }
}

/// Checks a whole log from the rules alone, with other code than the engine's: working time, gaps,
/// limits, every policy.
@c @implementation
public func rdv_events_verify(
    _ events: OpaquePointer?, _ rules: OpaquePointer?,
    _ verdict: UnsafeMutablePointer<OpaquePointer?>?
) -> rdv_status {
    unsafe call(events, as: EventsHandle.self) { handle throws(Fault) in
        let rules = try unsafe borrowIfGiven(rules, as: RulesHandle.self)?.rules ?? CustomRules()
        guard unsafe verdict != nil else { throw .null("verdict") }
        try unsafe give(VerdictHandle(Verifier.check(handle.events, rules: rules)), to: verdict)
    }
}

/// Ends the handle.
@c @implementation
public func rdv_verdict_destroy(_ verdict: OpaquePointer?) {
    unsafe destroy(verdict, as: VerdictHandle.self)
}

/// The text of this thread's last failed call with the handle first; "" if none failed.
@c @implementation
public func rdv_verdict_message(_ verdict: OpaquePointer?) -> UnsafePointer<CChar>? {
    unsafe message(verdict, as: VerdictHandle.self)
}

/// How many violations were found; 0: all is well, or the handle is NULL.
@c @implementation
public func rdv_verdict_count(_ verdict: OpaquePointer?) -> Int {
    unsafe (try? borrow(verdict, as: VerdictHandle.self))?.violations.count ?? 0
}

/// What is wrong, from 0; "" behind the last.
@c @implementation
public func rdv_verdict_text(_ verdict: OpaquePointer?, _ index: Int) -> UnsafePointer<CChar>? {
    unsafe (violation(verdict, index)?.text ?? CText.empty).start
}

/// The name of the rule that is broken: that of a reason, or "hold-length" and the like; "" behind
/// the last.
@c @implementation
public func rdv_verdict_rule(_ verdict: OpaquePointer?, _ index: Int) -> UnsafePointer<CChar>? {
    unsafe (violation(verdict, index)?.rule ?? CText.empty).start
}

private func violation(_ verdict: OpaquePointer?, _ index: Int) -> (rule: CText, text: CText)? {
    guard let handle = unsafe try? borrow(verdict, as: VerdictHandle.self),
        handle.violations.indices.contains(index)
    else { return nil }
    return handle.violations[index]
}
