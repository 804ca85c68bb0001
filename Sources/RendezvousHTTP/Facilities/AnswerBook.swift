internal import Rendezvous
internal import Synchronization

/// Answers to searches that many ask alike, as when a week's times are released: what was written
/// once is sent again as long as it is the same second and nothing was kept meanwhile.
///
/// Only of those who ask without being a person themself: what a person finds depends on them.
final class AnswerBook: Sendable {
    /// Under what an answer stands, and of which moment it is.
    struct Place: Sendable {
        let question: Question
        let moment: Moment
    }

    struct Question: Hashable, Sendable {
        let path: String
        let query: String
        let readers: Readers
    }

    /// What is on the disk, and the second.
    struct Moment: Hashable, Sendable {
        let sequence: UInt64
        let now: Instant

        fileprivate func isBefore(_ other: Moment) -> Bool {
            (sequence, now) < (other.sequence, other.now)
        }
    }

    private struct Shelf {
        var moment = Moment(sequence: 0, now: .min)
        var answers: [Question: [UInt8]] = [:]
        var bytes = 0
    }

    /// The most bytes of answers that are kept.
    static let bytesMax = 16 << 20

    private let shelf = Mutex(Shelf())

    /// The content of the answer at a place.
    subscript(place: Place) -> [UInt8]? {
        shelf.withLock { shelf in
            shelf.moment == place.moment ? shelf.answers[place.question] : nil
        }
    }

    /// Keeps an answer to what was asked at a place, and forgets those of earlier moments.
    func keep(_ content: [UInt8], at place: Place) {
        shelf.withLock { shelf in
            if shelf.moment != place.moment {
                guard shelf.moment.isBefore(place.moment) else { return }
                shelf = Shelf(moment: place.moment)
            }
            let size = content.count + place.question.query.utf8.count
            guard shelf.bytes + size <= Self.bytesMax else { return }
            shelf.bytes += size
            shelf.answers[place.question] = content
        }
    }
}
