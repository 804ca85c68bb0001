internal import Synchronization

/// A request that is asked again and again, as a page of a calendar is that many people look at.
///
///     let prepared = try agenda.prepare(request)
///     try agenda.starts(for: prepared, at: now)  // found
///     try agenda.starts(for: prepared, at: now)  // remembered: nothing happened in between
///
/// It remembers its last answer with the state of the agenda that gave it. Whatever is applied to
/// the agenda makes that answer void, and so does the time that goes by as soon as it may matter:
/// the answer is always that of ``Agenda/starts(for:at:)-(Request,_)``.
public struct PreparedRequest: Sendable {
    /// The request.
    public let request: Request
    fileprivate let memory = Memory()

    /// The last answer; copies of a prepared request share it.
    fileprivate final class Memory: Sendable {
        struct Answer: Sendable {
            let version: UInt64
            let instant: Instant
            /// Whether it holds for all instants between two grains.
            let isSteady: Bool
            let starts: Starts
        }

        let last = Mutex<Answer?>(nil)
    }
}

extension PreparedRequest.Memory.Answer {
    /// Whether it is the answer of an agenda at an instant.
    fileprivate func holds(for agenda: Agenda, at other: Instant) -> Bool {
        guard version == agenda.version else { return false }
        if instant == other { return true }
        let (own, asked) = (instant.secondsSince1970, other.secondsSince1970)
        return isSteady && own % BitBoard.grain != 0 && asked % BitBoard.grain != 0
            && BitBoard.grain(of: own) == BitBoard.grain(of: asked)
            && (agenda.holds.first.map { other < $0.expires } ?? true)
    }
}

extension Agenda {
    /// A request made ready to be asked many times.
    ///
    /// - Throws: ``Refusal`` if the request names something unknown or has a value out of range.
    public func prepare(_ request: Request) throws(Refusal) -> PreparedRequest {
        _ = try Question(request, in: supply)
        return PreparedRequest(request: request)
    }

    /// All starts at which a prepared request can be booked: those of
    /// ``starts(for:at:)-(Request,_)``.
    ///
    /// - Throws: ``Refusal`` if the request names something unknown to this agenda.
    /// - Complexity: O(1) if it was asked last of this state of the agenda and at the same instant,
    ///   or within the same five minutes where nothing depends on the second; else that of the
    ///   request.
    public func starts(
        for prepared: PreparedRequest, at instant: Instant
    ) throws(Refusal) -> Starts {
        let known = prepared.memory.last.withLock { answer in
            answer.flatMap { $0.holds(for: self, at: instant) ? $0.starts : nil }
        }
        if let known { return known }
        let question = try Question(prepared.request, in: supply)
        let sieve = sift(question, at: instant)
        let starts = starts(of: question, sieve, at: instant)
        let answer = PreparedRequest.Memory.Answer(
            version: version, instant: instant, isSteady: sieve?.isSteady ?? false, starts: starts)
        prepared.memory.last.withLock { $0 = answer }
        return starts
    }
}
