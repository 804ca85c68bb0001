public import CRendezvous
import Rendezvous

/// A tree of reasons, with the agenda whose names it uses.
final class ExplanationHandle: AnyHandle {
    let explanation: Explanation
    let agenda: Agenda

    init(_ explanation: Explanation, _ agenda: Agenda) {
        self.explanation = explanation
        self.agenda = agenda
        super.init(.explanation)
    }
    override class var kind: HandleKind { .explanation }
}

/// Why a request has fewer openings than wanted (1 to 10000).
@c @implementation
public func rdv_agenda_explain(
    _ agenda: OpaquePointer?, _ given: UnsafePointer<rdv_request>?, _ now: rdv_instant,
    _ wanted: Int64, _ explanation: UnsafeMutablePointer<OpaquePointer?>?
) -> rdv_status {
    unsafe call(agenda, as: AgendaHandle.self) { handle throws(Fault) in
        let request = try unsafe request(given)
        let now = try instant(now, "now")
        guard unsafe explanation != nil else { throw .null("explanation") }
        let found = try asking { () throws(Refusal) in
            try handle.agenda.explanation(of: request, at: now, wanted: Int(wanted))
        }
        try unsafe give(ExplanationHandle(found, handle.agenda), to: explanation)
    }
}

/// Ends the handle.
@c @implementation
public func rdv_explanation_destroy(_ explanation: OpaquePointer?) {
    unsafe destroy(explanation, as: ExplanationHandle.self)
}

/// The text of this thread's last failed call with the handle first; "" if none failed.
@c @implementation
public func rdv_explanation_message(_ explanation: OpaquePointer?) -> UnsafePointer<CChar>? {
    unsafe message(explanation, as: ExplanationHandle.self)
}

/// The sums; `size` is sizeof(rdv_explanation_summary).
@c @implementation
public func rdv_explanation_summarize(
    _ explanation: OpaquePointer?, _ size: Int,
    _ summary: UnsafeMutablePointer<rdv_explanation_summary>?
) -> rdv_status {
    unsafe call(explanation, as: ExplanationHandle.self) { handle throws(Fault) in
        let found = handle.explanation
        let sums = rdv_explanation_summary(
            at: found.at.secondsSince1970, openings: Int64(found.openings),
            is_enough: found.isEnough ? 1 : 0, counsellor_days: Int64(found.counsellorDays),
            open: Int64(found.open))
        try unsafe put(sums, size, summary, "summary")
    }
}

/// The leaves.
@c @implementation
public func rdv_explanation_causes(
    _ explanation: OpaquePointer?, _ causes: UnsafeMutablePointer<rdv_cause>?, _ elementSize: Int,
    _ capacity: Int, _ count: UnsafeMutablePointer<Int>?
) -> rdv_status {
    unsafe call(explanation, as: ExplanationHandle.self) { handle throws(Fault) in
        var list: [rdv_cause] = []
        for cause in handle.explanation.causes {
            for branch in cause.branches {
                for share in branch.offices {
                    list.append(
                        rdv_cause(
                            reason: Codes.number(cause.reason), reserved: 0,
                            counsellor_days: Int64(share.counsellorDays),
                            policy: rdv_id(branch.policy), office: rdv_id(share.office)))
                }
            }
        }
        try unsafe fill(causes, elementSize, capacity, count, list)
    }
}

/// The nearest starts that break one rule alone.
@c @implementation
public func rdv_explanation_near_misses(
    _ explanation: OpaquePointer?, _ misses: UnsafeMutablePointer<rdv_near_miss>?,
    _ elementSize: Int, _ capacity: Int, _ count: UnsafeMutablePointer<Int>?
) -> rdv_status {
    unsafe call(explanation, as: ExplanationHandle.self) { handle throws(Fault) in
        let list = handle.explanation.nearMisses.map { miss in
            rdv_near_miss(
                reason: Codes.number(miss.reason), reserved: 0,
                placement: rdv_placement(miss.placement), office: rdv_id(miss.office),
                policy: rdv_id(miss.policies.first),
                appointment: Int64(miss.appointments.first?.number ?? 0))
        }
        try unsafe fill(misses, elementSize, capacity, count, list)
    }
}

/// The smallest relaxations that help.
@c @implementation
public func rdv_explanation_reliefs(
    _ explanation: OpaquePointer?, _ reliefs: UnsafeMutablePointer<rdv_relief>?,
    _ elementSize: Int, _ capacity: Int, _ count: UnsafeMutablePointer<Int>?
) -> rdv_status {
    unsafe call(explanation, as: ExplanationHandle.self) { handle throws(Fault) in
        let list = handle.explanation.reliefs.map { relief in
            let second = relief.relaxations.dropFirst().first
            return rdv_relief(
                first: relief.relaxations.first?.code ?? 0, second: second?.code ?? 0,
                first_need: rdv_need(relief.relaxations.first?.need),
                second_need: rdv_need(second?.need), opening: rdv_opening(relief.opening),
                office: rdv_id(relief.office))
        }
        try unsafe fill(reliefs, elementSize, capacity, count, list)
    }
}

extension Relaxation {
    /// The number of the header's RDV_RELAXATION_...
    fileprivate var code: rdv_relaxation {
        switch self {
        case .anyCounsellor: rdv_relaxation(RDV_RELAXATION_ANY_COUNSELLOR)
        case .anyChannel: rdv_relaxation(RDV_RELAXATION_ANY_CHANNEL)
        case .officesOfRegion: rdv_relaxation(RDV_RELAXATION_OFFICES_OF_REGION)
        case .anyOffice: rdv_relaxation(RDV_RELAXATION_ANY_OFFICE)
        case .withoutNeed: rdv_relaxation(RDV_RELAXATION_WITHOUT_NEED)
        case .later: rdv_relaxation(RDV_RELAXATION_LATER)
        case .anyTimeOfDay: rdv_relaxation(RDV_RELAXATION_ANY_TIME_OF_DAY)
        }
    }

    /// The need that is given up.
    fileprivate var need: Need? { if case .withoutNeed(let need) = self { need } else { nil } }
}

/// The explanation in words: `language` is "el", "ro", "da" or "en"; for citizens (`for_staff` 0)
/// no people, appointments or small numbers are named.
@c @implementation
public func rdv_explanation_text(
    _ explanation: OpaquePointer?, _ language: UnsafePointer<CChar>?, _ forStaff: Int32,
    _ room: UnsafeMutablePointer<CChar>?, _ capacity: Int, _ length: UnsafeMutablePointer<Int>?
) -> rdv_status {
    unsafe call(explanation, as: ExplanationHandle.self) { handle throws(Fault) in
        let tag = try unsafe text(language, "language")
        guard let language = ExplanationLanguage(rawValue: tag) else {
            throw Fault(
                RDV_ERROR_TEXT, "language (\"\(tag.prefix(80))\") must be el, ro, da or en")
        }
        let readers: Readers = try flag(forStaff, "for_staff") ? .staff : .citizen
        let words = ExplanationText(handle.agenda, in: language, for: readers)
            .text(handle.explanation)
        let bytes = Array(words.utf8)
        guard let length = unsafe length else { throw .null("length") }
        try unsafe checkCapacity(room != nil, capacity)
        if let room = unsafe room, bytes.count < capacity {
            for (index, byte) in bytes.enumerated() { unsafe room[index] = CChar(bitPattern: byte) }
            unsafe room[bytes.count] = 0
        }
        unsafe length.pointee = bytes.count
    }
}
