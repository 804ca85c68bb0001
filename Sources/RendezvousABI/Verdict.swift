public import CRendezvous
import Rendezvous
import RendezvousVerifier

/// What a check found.
final class VerdictHandle: Handle {
    let violations: [(rule: CText, text: CText)]

    init(_ violations: [Violation]) {
        self.violations = violations.map { (CText($0.rule.name), CText($0.description)) }
        super.init(.verdict)
    }
    override class var kind: HandleKind { .verdict }
}

@c @implementation
public func rdv_events_verify(
    _ events: OpaquePointer?, _ rules: OpaquePointer?,
    _ verdict: UnsafeMutablePointer<OpaquePointer?>?
) -> rdv_status {
    unsafe call(events, as: EventsHandle.self) { handle throws(Fault) in
        let rules = unsafe try borrowIfGiven(rules, as: RulesHandle.self)?.rules ?? CustomRules()
        guard unsafe verdict != nil else { throw .null("verdict") }
        unsafe try give(VerdictHandle(Verifier.check(handle.events, rules: rules)), to: verdict)
    }
}

@c @implementation
public func rdv_verdict_destroy(_ verdict: OpaquePointer?) {
    unsafe destroy(verdict, as: VerdictHandle.self)
}

@c @implementation
public func rdv_verdict_message(_ verdict: OpaquePointer?) -> UnsafePointer<CChar>? {
    unsafe message(verdict, as: VerdictHandle.self)
}

@c @implementation
public func rdv_verdict_count(_ verdict: OpaquePointer?) -> Int {
    unsafe (try? borrow(verdict, as: VerdictHandle.self))?.violations.count ?? 0
}

@c @implementation
public func rdv_verdict_text(_ verdict: OpaquePointer?, _ index: Int) -> UnsafePointer<CChar>? {
    unsafe (violation(verdict, index)?.text ?? CText.empty).start
}

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
