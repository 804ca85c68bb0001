/// A request on the waiting list.
///
/// It is offered placements by holds; which, and when, is decided by whoever embeds the engine, for
/// which ``Agenda/waitingOffers(at:)`` gives the order.
public struct WaitingEntry: Hashable, Sendable {
    /// The number of an entry in its agenda, in the order of enlisting, from 1.
    public struct ID: Hashable, Sendable, Comparable, CustomStringConvertible {
        /// The number.
        public let number: Int
        /// The entry of this number.
        public init(_ number: Int) { self.number = number }
        /// Whether `left` comes before `right`.
        public static func < (left: ID, right: ID) -> Bool { left.number < right.number }
        /// The number.
        public var description: String { String(number) }
    }

    /// Where an entry stands.
    public enum Status: Hashable, Sendable {
        /// It waits for an opening.
        case open
        /// An opening is held for it, by the appointment of this number.
        case offered(Appointment.ID)
        /// What was held for it was confirmed.
        case served
        /// It was taken back.
        case withdrawn
    }

    /// The entry's number.
    public let id: ID
    /// What is asked for.
    public let request: Request
    /// Where it stands at the instant of the question.
    public let status: Status
}

/// How an entry of the waiting list ends.
public enum WaitingEnd: String, Hashable, Sendable, CaseIterable {
    /// What was held for it was confirmed.
    case served
    /// It was taken back.
    case withdrawn
}

/// An open entry of the waiting list with the opening that it would be offered.
public struct WaitingOffer: Hashable, Sendable {
    /// The entry.
    public let entry: WaitingEntry
    /// Its first opening, as if it were alone, or `nil` if it has none.
    public let opening: Opening?
}

/// The entries of the waiting list, by number; requests change by erasure only.
struct WaitingList: Sendable {
    /// Where an entry stands, as far as events say: that a hold has expired is for the reader.
    enum State: Hashable, Sendable {
        case open
        /// The index of the appointment that is its hold.
        case offered(Int)
        case served, withdrawn

        /// Whether somebody still waits.
        var isLive: Bool {
            switch self {
            case .open, .offered: true
            case .served, .withdrawn: false
            }
        }
    }

    private(set) var requests: [Request] = []
    private(set) var states: [State] = []

    /// The number of the next entry.
    var next: WaitingEntry.ID { WaitingEntry.ID(requests.count + 1) }

    /// The index of an entry, or `nil` if there is none of this number.
    func index(of id: WaitingEntry.ID) -> Int? {
        id.number >= 1 && id.number <= requests.count ? id.number - 1 : nil
    }

    mutating func append(_ request: Request) {
        requests.append(request)
        states.append(.open)
    }

    mutating func set(_ index: Int, _ state: State) { states[index] = state }

    /// Forgets what meetings must provide for a person.
    mutating func erase(_ person: Subject.ID) {
        for index in requests.indices where requests[index].party.participant == person {
            requests[index].party = requests[index].party.withoutNeeds
        }
    }
}
