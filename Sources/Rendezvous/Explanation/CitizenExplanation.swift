/// For whom something is explained.
public enum Readers: String, Hashable, Sendable, CaseIterable {
    /// Anybody: no person, no appointment, no small number of one office.
    case citizen
    /// Those who work with the agenda: everything.
    case staff
}

/// Why there is no opening, in the few words that anybody may be told.
///
/// Who is at work, on leave or busy is one and the same here: ``nobodyFree``.
public enum PublicReason: String, Hashable, Sendable, CaseIterable {
    /// The service is for others.
    case notForYou = "not-for-you"
    /// The service is not given in this way.
    case otherChannel = "other-channel"
    /// It lies outside the time asked for.
    case outsideTime = "outside-time"
    /// It is too soon.
    case tooSoon = "too-soon"
    /// It is too far ahead.
    case tooFar = "too-far"
    /// The service is not given there.
    case notOffered = "not-offered"
    /// The office is closed.
    case closed
    /// No counsellor is free.
    case nobodyFree = "nobody-free"
    /// The participant's own appointments or absences stand in the way.
    case ownAppointments = "own-appointments"
    /// No interpreter is free.
    case noInterpreter = "no-interpreter"
    /// No suitable room is free.
    case noRoom = "no-room"
    /// Documents have not come yet.
    case documents
    /// The time is kept for others.
    case keptForOthers = "kept-for-others"
    /// It is not the participant's own office or counsellor.
    case otherPlace = "other-place"
    /// Another rule, or several reasons of which each is rare.
    case other

    /// What anybody may be told of a reason.
    public init(_ reason: Reason) {
        switch reason {
        case .audience, .authority: self = .notForYou
        case .channelNotOffered: self = .otherChannel
        case .wrongDuration, .offGrid, .outsideWindow: self = .outsideTime
        case .notice, .tooEarly: self = .tooSoon
        case .horizon: self = .tooFar
        case .notInForce, .officeOutOfScope, .serviceNotOffered, .skillMissing: self = .notOffered
        case .officeClosed: self = .closed
        case .counsellorNotAskedFor, .notWorking, .telework, .notBookable, .overlap, .gap,
            .breakNotKept, .counsellorDailyLimit, .counsellorWeeklyLimit, .recentlyFreed, .rest:
            self = .nobodyFree
        case .participantOverlap, .participantDailyLimit, .participantWeeklyLimit, .spacing,
            .openAppointment, .participantAbsent, .coolDown:
            self = .ownAppointments
        case .interpreterMissing, .interpreterNotNeeded, .interpreterUnavailable:
            self = .noInterpreter
        case .roomMissing, .roomNotNeeded, .roomUnavailable, .facilityMissing: self = .noRoom
        case .documentsMissing: self = .documents
        case .keptFree, .protected: self = .keptForOthers
        case .otherOffice, .otherCounsellor: self = .otherPlace
        case .unknownReference, .invalidValue, .duplicateIdentifier, .customRule,
            .unknownAppointment, .holdExpired, .status, .notIdentified, .unknownWaiting,
            .lateDeclaration, .casework,
            .registration, .limit:
            self = .other
        }
    }
}

/// An explanation without people, appointments and small numbers.
public struct CitizenExplanation: Hashable, Sendable {
    /// The counsellor-days of one reason.
    public struct Cause: Hashable, Sendable {
        /// The reason.
        public let reason: PublicReason
        /// How many there are; `nil` where numbers are not shown.
        public let counsellorDays: Int?
        /// The same by office, where no number is small.
        public let offices: [Explanation.OfficeShare]
    }

    /// When, how and where; nobody is named.
    public struct Occasion: Hashable, Sendable {
        /// From when to when.
        public let interval: Interval
        /// How.
        public let channel: Channel
        /// At which office.
        public let office: Office.ID?
    }

    /// A start for which one thing is missing.
    public struct NearMiss: Hashable, Sendable {
        /// What is missing.
        public let reason: PublicReason
        /// The start.
        public let occasion: Occasion
    }

    /// Asking for less, with what it gives.
    public struct Relief: Hashable, Sendable {
        /// What is given up.
        public let relaxations: [Relaxation]
        /// The first opening that there would be.
        public let occasion: Occasion
    }

    /// The instant of the question.
    public let at: Instant
    /// How many openings the request has, up to the number wanted.
    public let openings: Int
    /// Whether that is as many as wanted.
    public let isEnough: Bool
    /// The counsellor-days that were looked at; `nil` where numbers are not shown.
    public let counsellorDays: Int?
    /// Why there is no opening on them.
    public let causes: [Cause]
    /// Starts for which one thing is missing.
    public let nearMisses: [NearMiss]
    /// What would help.
    public let reliefs: [Relief]
}

extension Explanation {
    /// What anybody may be told.
    ///
    /// Numbers below `minimum` are joined with others until none is left, for all offices together
    /// and for single offices; where one counsellor alone was asked for, no number is shown and no
    /// near miss, since both would speak of one person.
    public func forCitizens(minimum: Int = 5) -> CitizenExplanation {
        let rows = PublicRows(self).rolledUp(minimum)
        let showsNumbers = !isForOneCounsellor && counsellorDays - open >= minimum
        return CitizenExplanation(
            at: at, openings: openings, isEnough: isEnough,
            counsellorDays: showsNumbers ? rows.reduce(0) { $0 + $1.count } : nil,
            causes: rows.map { row in
                CitizenExplanation.Cause(
                    reason: row.reason, counsellorDays: showsNumbers ? row.count : nil,
                    offices: showsNumbers && rows.allSatisfy { $0.isWide(minimum) }
                        ? row.offices : [])
            }, nearMisses: isForOneCounsellor ? [] : publicMisses(rows),
            reliefs: reliefs.map { relief in
                CitizenExplanation.Relief(
                    relaxations: relief.relaxations,
                    occasion: .init(relief.opening.placement, relief.office))
            })
    }

    /// The near misses whose reason is common enough to be told, one for each public reason.
    private func publicMisses(_ rows: [PublicRow]) -> [CitizenExplanation.NearMiss] {
        var seen: Set<PublicReason> = []
        return nearMisses.compactMap { miss in
            let reason = PublicReason(miss.reason)
            let isCommon = rows.contains { $0.reason == reason && reason != .other }
            guard isCommon, seen.insert(reason).inserted else { return nil }
            return CitizenExplanation.NearMiss(
                reason: reason, occasion: .init(miss.placement, miss.office))
        }
    }
}

extension CitizenExplanation.Occasion {
    fileprivate init(_ placement: Placement, _ office: Office.ID?) {
        self.init(interval: placement.interval, channel: placement.channel, office: office)
    }
}

/// The counsellor-days of a public reason.
private struct PublicRow {
    var reason: PublicReason
    var count: Int
    var offices: [Explanation.OfficeShare]

    /// Whether no office has a small number.
    func isWide(_ minimum: Int) -> Bool {
        offices.allSatisfy { $0.office != nil && $0.counsellorDays >= minimum }
    }

    mutating func take(_ other: PublicRow) {
        count += other.count
        for share in other.offices {
            let index = offices.firstIndex { $0.office == share.office }
            if let index {
                offices[index] = Explanation.OfficeShare(
                    office: share.office,
                    counsellorDays: offices[index].counsellorDays + share.counsellorDays)
            } else {
                offices.append(share)
            }
        }
    }
}

/// The rows of an explanation in public words.
private struct PublicRows {
    private var rows: [PublicRow] = []

    init(_ explanation: Explanation) {
        for cause in explanation.causes {
            for branch in cause.branches {
                let row = PublicRow(
                    reason: PublicReason(cause.reason), count: branch.counsellorDays,
                    offices: branch.offices)
                if let index = rows.firstIndex(where: { $0.reason == row.reason }) {
                    rows[index].take(row)
                } else {
                    rows.append(row)
                }
            }
        }
    }

    /// Joins what is rare under one name, with the least frequent of the rest if need be.
    func rolledUp(_ minimum: Int) -> [PublicRow] {
        var rare = rows.filter { $0.count < minimum || $0.reason == .other }
        var common = rows.filter { $0.count >= minimum && $0.reason != .other }
        guard rare.contains(where: { $0.count < minimum }) else { return rows }
        while rare.reduce(0, { $0 + $1.count }) < minimum,
            let least = common.indices.min(by: { common[$0].count < common[$1].count })
        {
            rare.append(common.remove(at: least))
        }
        // One rare reason alone keeps its name: its number is not shown then.
        var joined = PublicRow(
            reason: rare.count == 1 ? rare[0].reason : .other, count: 0, offices: [])
        for row in rare { joined.take(row) }
        return common + [joined]
    }
}
