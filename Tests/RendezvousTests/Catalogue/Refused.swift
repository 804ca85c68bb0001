import Rendezvous

/// What the tests of the catalogue share: why something is refused, or `nil` if it is not.
enum Refused {
    /// Asks an agency and an agenda, which must say the same, and checks that nothing changes.
    static func change(_ change: Change, by agency: Agency) throws -> Refusal? {
        var changed = agency
        var refusal: Refusal?
        do throws(Refusal) {
            try changed.amend(change)
        } catch {
            refusal = error
        }
        guard (changed.events == agency.events) == (refusal != nil),
            command(.amend(change), by: Agenda(agency), at: agency.founded) == refusal
        else { throw Disagreement(change: change) }
        return refusal
    }

    /// Asks an agenda about a command.
    static func command(
        _ command: Command, by agenda: Agenda, at instant: Instant
    ) -> Refusal? {
        do throws(Refusal) {
            _ = try agenda.decide(command, at: instant)
            return nil
        } catch {
            return error
        }
    }

    /// Asks an agenda about the openings of a request.
    static func openings(
        for request: Request, by agenda: Agenda, limit: Int = 1
    ) -> Refusal? {
        do throws(Refusal) {
            _ = try agenda.openings(for: request, at: Scenario.now, limit: limit)
            return nil
        } catch {
            return error
        }
    }

    /// Agency and agenda do not agree about a change.
    struct Disagreement: Error {
        let change: Change
    }
}
