/// What a repair may do to people (requirement A15).
public struct RepairPolicy: Hashable, Sendable {
    /// Two weeks before and after, nobody else who comes within two days, two moved for one.
    public static let standard = RepairPolicy()
    /// The most people moved in turn to serve one: each takes the place that the next leaves.
    public static let longestChain = 3

    /// How long before and after the old start a new one may lie; 1 h … ``longestWithin``.
    public var within: Seconds
    /// The longest ``within``.
    public static let longestWithin = Seconds.hours(24 * 120)
    /// Whether everybody keeps the channel that they have.
    public var keepsChannel: Bool
    /// Whether who comes to an office keeps the office.
    public var keepsOffice: Bool
    /// How long before their appointment nobody is moved for the sake of others; 0 or more.
    public var notice: Seconds
    /// How many may be moved for the sake of others, 0 or more; 0: nobody else moves.
    public var movedMax: Int
    /// How many may be moved for one more who is served, in the proposal that is chosen; 0 or more.
    public var movedPerServed: Int
    /// Appointments that stay where they are, whatever it costs.
    public var pinned: Set<Appointment.ID>
    /// Places looked at, at most; 0 or more.
    public var effort: Int

    /// A policy of repairs.
    public init(
        within: Seconds = .hours(24 * 14), keepsChannel: Bool = true, keepsOffice: Bool = true,
        notice: Seconds = .hours(48), movedMax: Int = 20, movedPerServed: Int = 2,
        pinned: Set<Appointment.ID> = [], effort: Int = 500_000
    ) {
        self.within = within
        self.keepsChannel = keepsChannel
        self.keepsOffice = keepsOffice
        self.notice = notice
        self.movedMax = movedMax
        self.movedPerServed = movedPerServed
        self.pinned = pinned
        self.effort = effort
    }

    /// Refuses values out of range.
    func check() throws(Refusal) {
        try Check.length(within, "time around the old start", in: .hours(1)...Self.longestWithin)
        try Check.length(notice, "notice of a repair", in: .zero...Self.longestWithin)
        for (number, what) in [
            (movedMax, "people moved"), (movedPerServed, "people moved for one"),
            (effort, "effort of a repair"),
        ] { try Check.number(number, what, in: 0...Int(Int32.max)) }
    }
}

/// One appointment that a repair would move.
public struct RepairMove: Hashable, Sendable {
    /// The appointment.
    public let appointment: Appointment.ID
    /// Where it is.
    public let from: Placement
    /// Where it would be.
    public let to: Placement
    /// Whether it has lost its support, and is not moved for the sake of another.
    public let isOrphan: Bool

    /// A move.
    public init(
        _ appointment: Appointment.ID, from: Placement, to: Placement, isOrphan: Bool
    ) {
        self.appointment = appointment
        self.from = from
        self.to = to
        self.isOrphan = isOrphan
    }

    /// By how much the start would change, earlier or later.
    public var shift: Seconds {
        let change = to.interval.start - from.interval.start
        return max(change, .zero - change)
    }
}

/// One way to repair: who moves where, in an order in which each place is free when its turn comes.
public struct RepairProposal: Hashable, Sendable {
    /// The moves, in order.
    public let moves: [RepairMove]
    /// Who of the orphaned has no new place in it, in order of number.
    public let waiting: [Appointment.ID]
    /// How many of the orphaned no proposal can serve that moves as few others; where it is
    /// ``served``, that is proven to be the most.
    public let bound: Int

    /// A proposal.
    public init(moves: [RepairMove], waiting: [Appointment.ID], bound: Int) {
        self.moves = moves
        self.waiting = waiting
        self.bound = bound
    }

    /// How many of the orphaned get a new place.
    public var served: Int { moves.count { $0.isOrphan } }
    /// How many others are moved for it.
    public var moved: Int { moves.count { !$0.isOrphan } }
    /// Whether nobody could serve more and move as few.
    public var isProven: Bool { served == bound }
    /// By how much all starts together would change.
    public var shift: Seconds { moves.reduce(.zero) { $0 + $1.shift } }
}

/// What could be done about appointments that the supply no longer supports: proposals from which
/// somebody chooses, those that move more people serving more (requirements A15, A20).
public struct Repair: Hashable, Sendable {
    /// The instant for which notice, horizon and holds were decided.
    public let at: Instant
    /// The booked appointments to be repaired, in order of number.
    public let orphaned: [SupplyEffect.Orphan]
    /// Those about which an answer is already awaited, or which are only held; left alone.
    public let undecided: [Appointment.ID]
    /// The proposals: others moved ascending, and with every step more served. The first moves
    /// nobody but the orphaned.
    public let proposals: [RepairProposal]
    /// The position of the one that the policy chooses; `nil` if there are no proposals.
    public let chosen: Int?

    /// A repair.
    public init(
        at instant: Instant, orphaned: [SupplyEffect.Orphan], undecided: [Appointment.ID],
        proposals: [RepairProposal], chosen: Int?
    ) {
        at = instant
        self.orphaned = orphaned
        self.undecided = undecided
        self.proposals = proposals
        self.chosen = chosen
    }
}
