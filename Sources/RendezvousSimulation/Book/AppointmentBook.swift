/// A place in a book: when, with whom, and its number there. Times are whole seconds since the
/// start of the run.
struct BookedPlace: Hashable, Sendable {
    var start: Int
    var end: Int
    var counsellor: Int32
    /// What the book knows it by.
    var number: Int32
}

/// What a client asks of a book.
struct BookQuestion: Sendable {
    /// The number of their stream.
    var stream: Int
    /// The number of the client within it, from 0.
    var client: Int
    /// The earliest start and the latest end.
    var from: Int
    var to: Int
    /// The counsellor of their own, or -1.
    var own: Int32
    /// Whether only that counsellor will do, whatever the policy says.
    var onlyOwn = false
    /// Their entry of the waiting list, or 0.
    var entry: Int32 = 0
    /// Whether the book has never heard of the client.
    var isNew = false
}

/// A book of appointments: the production agenda, or the light one with the same rules on common
/// ground. All moments are whole seconds since the start of the run.
protocol AppointmentBook {
    /// Books the first opening, if there is one.
    mutating func take(_ question: BookQuestion, at now: Int) throws(StudyError) -> BookedPlace?

    /// Puts a client on the waiting list; the number of the entry.
    mutating func enlist(_ question: BookQuestion, at now: Int) throws(StudyError) -> Int32

    /// Takes a client off the waiting list.
    mutating func withdraw(entry: Int32, at now: Int) throws(StudyError)

    /// Gives a place back, called off by the client or by the service.
    mutating func giveBack(
        _ place: BookedPlace, byClient: Bool, at now: Int
    ) throws(StudyError)

    /// Moves an appointment to the first opening, with consent; `nil` if there is none.
    mutating func move(
        _ place: BookedPlace, _ question: BookQuestion, at now: Int
    ) throws(StudyError) -> BookedPlace?

    /// Notes whether the client came.
    mutating func meet(_ place: BookedPlace, came: Bool, at now: Int) throws(StudyError)

    /// Takes a counsellor out of the book for some days of the run.
    mutating func absent(
        _ counsellor: Int32, days: Range<Int>, at now: Int
    ) throws(StudyError)
}
