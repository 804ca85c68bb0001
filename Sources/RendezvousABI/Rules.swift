public import CRendezvous
import Rendezvous

/// Rules written in C.
final class RulesHandle: AnyHandle {
    var rules = CustomRules()

    init() { super.init(.rules) }
    override class var kind: HandleKind { .rules }
}

/// The functions of a rule and what they are given. The caller promises that they may be called
/// from any thread.
@safe struct CFunctions: @unchecked Sendable {
    let units: rdv_rule_units
    let check: rdv_rule_check?
    let context: UnsafeMutableRawPointer?
}

/// The parameters of a policy in C's form, in order of key.
final class CParameters: @unchecked Sendable {
    private let texts: [(key: String, name: CText, value: CText)]

    init(_ parameters: [String: String]) {
        texts = parameters.sorted { $0.key < $1.key }.map {
            ($0.key, CText($0.key), CText($0.value))
        }
    }

    /// The value of a key.
    subscript(key: String) -> UnsafePointer<CChar>? {
        unsafe texts.first { $0.key == key }?.value.start
    }

    /// The parameters as an array of structs.
    var list: [rdv_parameter] {
        unsafe texts.map { unsafe rdv_parameter(key: $0.name.start, value: $0.value.start) }
    }
}

/// A rule written in C with the parameters of a policy.
struct CRule: CustomRule {
    static let name = "rule in C"
    let aspects: Set<CandidateAspect>
    private let functions: CFunctions
    private let parameters: CParameters

    /// Rules in C are made by name alone.
    init(_ parameters: [String: String]) throws(Refusal) {
        throw Refusal(.unknownReference, "a rule in C must be added by its name")
    }

    init(
        _ name: String, _ functions: CFunctions, reading aspects: Set<CandidateAspect>,
        _ parameters: [String: String]
    ) throws(Refusal) {
        self.aspects = aspects
        self.functions = functions
        self.parameters = CParameters(parameters)
        let list = unsafe self.parameters.list
        if let check = unsafe functions.check {
            let answer = unsafe list.withUnsafeBufferPointer {
                unsafe check(functions.context, $0.baseAddress, $0.count)
            }
            withExtendedLifetime(self.parameters) {}
            guard answer == 0 else {
                throw Refusal(
                    .invalidValue, "parameters of custom rule (\(name)) must pass its check")
            }
        }
    }

    func units(_ candidate: Candidate) -> Int {
        let facts = CandidateFacts(candidate, parameters)
        var seen = unsafe rdv_candidate(candidate)
        unsafe seen.inner = unsafe UnsafeRawPointer(Unmanaged.passUnretained(facts).toOpaque())
        let units = unsafe functions.units(functions.context, &seen)
        withExtendedLifetime(facts) {}
        return max(0, Int(units))
    }
}

/// What the functions of a candidate look into.
final class CandidateFacts {
    let candidate: Candidate
    let parameters: CParameters

    init(_ candidate: Candidate, _ parameters: CParameters) {
        self.candidate = candidate
        self.parameters = parameters
    }

    /// The facts behind a candidate.
    static func behind(_ candidate: UnsafePointer<rdv_candidate>?) -> CandidateFacts? {
        unsafe candidate?.pointee.inner.map {
            unsafe Unmanaged<CandidateFacts>.fromOpaque($0).takeUnretainedValue()
        }
    }
}

extension rdv_candidate {
    /// A candidate as C sees it.
    init(_ candidate: Candidate) {
        let placement = candidate.placement
        unsafe self.init()
        unsafe now = candidate.at.secondsSince1970
        unsafe start = placement.interval.start.secondsSince1970
        unsafe end = placement.interval.end.secondsSince1970
        unsafe date = rdv_date(candidate.localStart.date.dayNumber)
        unsafe start_clock = rdv_clock(candidate.localStart.time.secondOfDay)
        unsafe end_date = rdv_date(candidate.localEnd.date.dayNumber)
        unsafe end_clock = rdv_clock(candidate.localEnd.time.secondOfDay)
        unsafe today = rdv_date(candidate.today.dayNumber)
        unsafe channel = number(placement.channel)
        unsafe service = rdv_id(candidate.service.id)
        unsafe topic = rdv_id(candidate.topic)
        unsafe office = rdv_id(candidate.office.id)
        unsafe counsellor = rdv_id(placement.counsellor)
        unsafe interpreter = rdv_id(placement.interpreter)
        unsafe room = rdv_id(placement.room)
        unsafe participant = rdv_id(candidate.party.participant)
    }
}

/// No rules yet.
@c @implementation
public func rdv_rules_create(_ rules: UnsafeMutablePointer<OpaquePointer?>?) -> rdv_status {
    call { () throws(Fault) in try unsafe give(RulesHandle(), to: rules) }
}

/// Ends the handle.
@c @implementation
public func rdv_rules_destroy(_ rules: OpaquePointer?) {
    unsafe destroy(rules, as: RulesHandle.self)
}

/// The text of this thread's last failed call with the handle first; "" if none failed.
@c @implementation
public func rdv_rules_message(_ rules: OpaquePointer?) -> UnsafePointer<CChar>? {
    unsafe message(rules, as: RulesHandle.self)
}

/// Adds a rule, or replaces that of the same name.
@c @implementation
public func rdv_rules_add(
    _ rules: OpaquePointer?, _ name: UnsafePointer<CChar>?, _ reads: UInt32,
    _ units: rdv_rule_units?, _ check: rdv_rule_check?, _ context: UnsafeMutableRawPointer?
) -> rdv_status {
    unsafe call(rules, as: RulesHandle.self) { handle throws(Fault) in
        let name = try unsafe text(name, "name of the rule")
        let aspects = try bits(reads, CandidateAspect.allCases, "what the rule reads")
        guard let units = unsafe units else { throw .null("function of the rule") }
        let functions = unsafe CFunctions(units: units, check: check, context: context)
        handle.rules.add(name) { parameters throws(Refusal) in
            try CRule(name, functions, reading: aspects, parameters)
        }
    }
}

/// The value of a parameter of the policy, or NULL if it has none of this name.
@c @implementation
public func rdv_candidate_parameter(
    _ candidate: UnsafePointer<rdv_candidate>?, _ key: UnsafePointer<CChar>?
) -> UnsafePointer<CChar>? {
    guard let key = unsafe key, let key = unsafe String(validatingCString: key) else { return nil }
    return unsafe CandidateFacts.behind(candidate)?.parameters[key]
}

/// 1 if the participant belongs to a group, else 0.
@c @implementation
public func rdv_candidate_has_group(
    _ candidate: UnsafePointer<rdv_candidate>?, _ group: UnsafePointer<CChar>?
) -> Int32 {
    guard let group = unsafe group, let group = unsafe String(validatingCString: group),
        let facts = unsafe CandidateFacts.behind(candidate)
    else { return 0 }
    return facts.candidate.participant.groups.contains(Group.ID(group)) ? 1 : 0
}

/// How many other appointments the counsellor has that start on the dates from `first` to `last`; 0
/// if an argument is wrong.
@c @implementation
public func rdv_candidate_counsellor_appointments(
    _ candidate: UnsafePointer<rdv_candidate>?, _ first: rdv_date, _ last: rdv_date
) -> Int64 {
    guard let facts = unsafe CandidateFacts.behind(candidate),
        let range = try? dates(first, last, "appointments")
    else { return 0 }
    return Int64(facts.candidate.appointmentsOfCounsellor(on: range).count)
}

/// How many other appointments the participant has.
@c @implementation
public func rdv_candidate_participant_appointments(
    _ candidate: UnsafePointer<rdv_candidate>?
) -> Int64 {
    unsafe Int64(CandidateFacts.behind(candidate)?.candidate.appointmentsOfParticipant().count ?? 0)
}
