public import Rendezvous
internal import RendezvousVerifier

/// Finds openings by trying every placement: the slow reference for small agencies.
public struct OpeningsOracle {
    private let examiner: Examiner
    private var counsellors: [Counsellor.ID] = []
    private var interpreters: [Interpreter.ID?] = [nil]
    private var rooms: [Room.ID?] = [nil]
    private var durations: [Service.ID: Set<Seconds>] = [:]

    /// An oracle for what the events add up to.
    public init(after events: [Event]) {
        examiner = Examiner(after: events)
        for event in events {
            guard case .defined(let entry, _) = event.change else { continue }
            switch entry {
            case .counsellor(let counsellor) where !counsellors.contains(counsellor.id):
                counsellors.append(counsellor.id)
            case .interpreter(let interpreter) where !interpreters.contains(interpreter.id):
                interpreters.append(interpreter.id)
            case .room(let room) where !rooms.contains(room.id): rooms.append(room.id)
            case .service(let service):
                durations[service.id, default: []].formUnion(
                    [service.duration, service.interpretedDuration ?? service.duration])
            default: break
            }
        }
    }

    /// A placement with which a request can be booked at a start, or `nil` if there is none.
    ///
    /// - Complexity: counsellors × channels × interpreters × rooms examinations.
    public func placement(for request: Request, at start: Instant, now: Instant) -> Placement? {
        for duration in (durations[request.service] ?? []).sorted() {
            guard let interval = Interval(start: start, end: start + duration) else { continue }
            for counsellor in counsellors {
                for channel in Channel.allCases {
                    for interpreter in interpreters {
                        for room in channel == .office ? rooms : [nil] {
                            let placement = Placement(
                                interval, on: channel, with: counsellor,
                                interpreter: interpreter, in: room)
                            let reasons = examiner.reasons(
                                against: placement, for: request, at: now)
                            if reasons.isEmpty { return placement }
                            // What does not depend on interpreter and room refuses all of them.
                            if let first = reasons.first, first < .interpreterMissing,
                                first != .notInForce, first != .wrongDuration
                            {
                                break
                            }
                        }
                    }
                }
            }
        }
        return nil
    }
}
