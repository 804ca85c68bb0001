public import Rendezvous
internal import RendezvousVerifier

/// Finds openings by trying every placement: the slow reference for small agencies.
public struct OpeningsOracle {
    private let examiner: Examiner
    private var counsellors: [Counsellor.ID] = []
    private var interpreters: [Interpreter.ID?] = [nil]
    private var rooms: [Room.ID?] = [nil]
    private var durations: [Service.ID: Set<Seconds>] = [:]

    /// An oracle for what the events add up to; policies in them may name the rules given here.
    public init(after events: [Event], rules: CustomRules = CustomRules()) {
        examiner = Examiner(after: events, rules: rules)
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

    /// The placement that is offered for a request at a start, or `nil` if none passes: of all that
    /// pass, the first by "Which placement is offered" of Documentation/Policies.md.
    ///
    /// - Complexity: counsellors × channels × interpreters × rooms examinations.
    public func placement(for request: Request, at start: Instant, now: Instant) -> Placement? {
        let passing = placements(for: request, at: start, now: now).map { placement in
            (placement, rank: examiner.rank(of: placement, for: request, at: now) ?? [])
        }
        return passing.min { $0.rank.lexicographicallyPrecedes($1.rank) }?.0
    }

    /// What a placement costs, or `nil` if it names something that is not there.
    public func cost(of placement: Placement, for request: Request, now: Instant) -> Cost? {
        examiner.cost(of: placement, for: request, at: now)
    }

    /// All placements with which a request can be booked at a start.
    ///
    /// - Complexity: counsellors × channels × interpreters × rooms examinations.
    public func placements(for request: Request, at start: Instant, now: Instant) -> [Placement] {
        (durations[request.service] ?? []).sorted().flatMap { duration -> [Placement] in
            guard let interval = Interval(start: start, end: start + duration) else { return [] }
            return counsellors.flatMap { counsellor in
                Channel.allCases.flatMap { channel in
                    placements(interval, on: channel, with: counsellor, for: request, now: now)
                }
            }
        }
    }

    /// Those that differ in interpreter and room only.
    private func placements(
        _ interval: Interval, on channel: Channel, with counsellor: Counsellor.ID,
        for request: Request, now: Instant
    ) -> [Placement] {
        var passing: [Placement] = []
        for interpreter in interpreters {
            for room in channel == .office ? rooms : [nil] {
                let placement = Placement(
                    interval, on: channel, with: counsellor, interpreter: interpreter, in: room)
                let reasons = examiner.reasons(against: placement, for: request, at: now)
                if reasons.isEmpty { passing.append(placement) }
                // What does not depend on interpreter and room refuses all of them; but a time
                // is shared in one room only, and overlaps in any other.
                if let first = reasons.first, first < .interpreterMissing, first != .notInForce,
                    first != .wrongDuration, first != .overlap
                {
                    return passing
                }
            }
        }
        return passing
    }
}
