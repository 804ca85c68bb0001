internal import Rendezvous
internal import RendezvousServer
internal import RendezvousStore
internal import Synchronization

/// Answers to searches that many ask alike, as when a week's times are released: what was written
/// once is sent again as long as it is the same second and nothing was kept meanwhile.
///
/// Only of those who ask without being a person themself: what a person finds depends on them.
final class AnswerBook: Sendable {
    /// Under what an answer stands, and of which moment it is.
    struct Place: Sendable {
        fileprivate let question: Question
        fileprivate let moment: Moment
    }

    fileprivate struct Question: Hashable, Sendable {
        let path: String
        let query: String
        let readers: Readers
    }

    /// What is on the disk, and the second.
    fileprivate struct Moment: Hashable, Sendable {
        let sequence: UInt64
        let now: Instant

        func isBefore(_ other: Moment) -> Bool {
            (sequence, now) < (other.sequence, other.now)
        }
    }

    private struct Shelf {
        var moment = Moment(sequence: 0, now: .min)
        var answers: [Question: ServiceAnswer] = [:]
        var bytes = 0
    }

    /// The most bytes of answers that are kept.
    static let bytesMax = 16 << 20

    private let shelf = Mutex(Shelf())

    /// Where the answer to a call stands; nowhere where it depends on who asks. Asked before the
    /// search: whatever is kept afterwards makes the answer newer than its place, never older.
    func place(of call: Call) -> Place? {
        guard call.principal.person == nil else { return nil }
        return Place(
            question: Question(
                path: call.request.path, query: call.request.query ?? "", readers: call.readers),
            moment: Moment(sequence: call.facilities.store.chain.sequence, now: call.now))
    }

    /// The answer at a place.
    subscript(place: Place) -> ServiceAnswer? {
        shelf.withLock { shelf in
            shelf.moment == place.moment ? shelf.answers[place.question] : nil
        }
    }

    /// Keeps an answer to what was asked at a place, and forgets those of earlier moments.
    func keep(_ answer: ServiceAnswer, at place: Place) {
        shelf.withLock { shelf in
            if shelf.moment != place.moment {
                guard shelf.moment.isBefore(place.moment) else { return }
                shelf = Shelf(moment: place.moment)
            }
            let size = answer.content.count + place.question.query.utf8.count
            guard shelf.bytes + size <= Self.bytesMax else { return }
            shelf.bytes += size
            shelf.answers[place.question] = answer
        }
    }
}
