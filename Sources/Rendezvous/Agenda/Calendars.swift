/// The calendars of everybody and every room over the covered time, drawn from supply and ledger.
///
/// Nothing here is state of its own: drawing anew gives the same as following every change.
struct Calendars: Sendable {
    /// How many days behind an event the calendars reach.
    static let daysBehind = 2
    /// How many days ahead of an event they reach at most; farther questions are answered by
    /// calendars drawn for the question.
    static let daysAheadMax = 120
    /// How many days more than needed they are drawn, so that time can go on for a while.
    static let daysSpare = 14

    /// The dates covered, in UTC.
    private(set) var dates = DateRange(CivilDate(dayNumber: 0))
    /// The local dates that may share a second with the covered time, in any zone.
    private(set) var localDates = DateRange(CivilDate(dayNumber: 0))
    /// The farthest horizon of any service, in days.
    private var horizon = 0
    /// The covered time.
    private(set) var covered = Interval(
        unchecked: Instant(secondsSince1970: 0), Instant(secondsSince1970: 86_400))
    var counsellors = Roster(firstWord: 0, wordsPerRow: 1)
    var interpreters = Roster(firstWord: 0, wordsPerRow: 1)
    var rooms = Roster(firstWord: 0, wordsPerRow: 1)
    /// The opening hours of each office over the covered time.
    private(set) var officeHours: [IntervalSet] = []
    /// The different zones of counsellors, and which is whose.
    private(set) var zones: [ZoneRules] = []
    private(set) var zoneNumbers: [Int] = []
    /// The zone of each interpreter.
    private(set) var interpreterZones: [ZoneRules] = []
    /// Which counsellors may offer a service at an office at some time: `[service][office]`.
    var offers: [[[Int32]]] = []
    /// Which counsellors belong to an office at some time: `[office]`, in order of number.
    var members: [[Int32]] = []
    /// The seconds at which the local dates start, by zone.
    var dayTables: [DayTable] = []
    /// Whether masks can be found by local dates in all of them.
    var areRegular = true
    /// What starts on each date, by counsellor.
    var dayLoads: [DayLoad] = []
    /// When what was last changed, and the lines to which each counsellor belongs.
    var stamps = Stamps(lines: 0, width: 0)
    var lines: [[Int32]] = []
    var regionLines = Interner<Office.Region>()
    var reach = ChangeReach()

    /// The zone of a counsellor.
    func zone(ofCounsellor number: Int) -> ZoneRules { zones[zoneNumbers[number]] }

    /// Whether the calendars reach as far around an instant as its questions will.
    func covers(_ instant: Instant) -> Bool {
        let wanted = dates(around: instant, spare: 0)
        return dates.first <= wanted.first && wanted.last <= dates.last
    }

    /// Whether an interval and all that bears on it lies in the covered time.
    func covers(_ interval: Interval) -> Bool {
        covered.contains(
            Interval(unchecked: interval.start - .hours(48), interval.end + .hours(48)))
    }

    private func dates(around instant: Instant, spare: Int) -> DateRange {
        let today = CivilDate.splitting(instant.secondsSince1970).date
        let ahead = min(horizon, Self.daysAheadMax) + 2 + spare
        return DateRange(from: today.advanced(by: -Self.daysBehind), to: today.advanced(by: ahead))
            ?? DateRange(today)
    }

    /// Draws everything anew around an instant.
    mutating func draw(_ supply: Supply, _ ledger: Ledger, around instant: Instant) {
        horizon = supply.catalogue.services.versions.flatMap(\.values).map(\.horizon).max() ?? 0
        draw(supply, ledger, over: dates(around: instant, spare: Self.daysSpare))
    }

    /// Draws everything anew over some dates.
    ///
    /// - Complexity: linear in the people times the dates, and in the appointments.
    mutating func draw(_ supply: Supply, _ ledger: Ledger, over wanted: DateRange) {
        dates = wanted
        localDates =
            DateRange(from: wanted.first.advanced(by: -1), to: wanted.last.advanced(by: 1))
            ?? wanted
        let start = Int64(wanted.first.dayNumber) * 86_400
        let end = Int64(wanted.last.dayNumber + 1) * 86_400
        covered = Interval(
            unchecked: Instant(secondsSince1970: start), Instant(secondsSince1970: end))
        let firstWord = BitBoard.grain(of: start) >> 6
        let words = (BitBoard.grain(from: end) + 63) >> 6 - firstWord
        counsellors = Roster(firstWord: firstWord, wordsPerRow: words)
        interpreters = counsellors
        rooms = counsellors
        stamps = Stamps(lines: 0, width: 0)
        lines = []
        for index in ledger.entries.indices where ledger.entries[index].status.occupies {
            grow(supply)
            insert(index, ledger.entries[index])
        }
        redraw(supply)
    }

    /// Draws what the supply decides anew; the diaries stay.
    private mutating func redraw(_ supply: Supply) {
        grow(supply)
        let catalogue = supply.catalogue
        officeHours = (0..<catalogue.offices.count).map { officeHours(of: $0, supply) }
        var numbers = Interner<ZoneRules>()
        zoneNumbers = (0..<catalogue.counsellors.count).map {
            Int(numbers.intern(supply.zone(ofCounsellor: $0)))
        }
        zones = numbers.values
        interpreterZones = (0..<catalogue.interpreters.count).map {
            supply.zone(ofInterpreter: $0)
        }
        let gaps = GapRule(supply.policies)
        for number in 0..<catalogue.counsellors.count { draw(counsellor: number, supply, gaps) }
        for number in 0..<catalogue.interpreters.count { draw(interpreter: number, supply, gaps) }
        for number in 0..<catalogue.rooms.count { draw(room: number, supply) }
        listOffers(catalogue)
        restamp(supply)
    }

    private mutating func grow(_ supply: Supply) {
        counsellors.grow(to: supply.catalogue.counsellors.count)
        interpreters.grow(to: supply.catalogue.interpreters.count)
        rooms.grow(to: supply.catalogue.rooms.count)
    }

    /// Takes in one change, given the appointments that it touched and what they were before.
    mutating func follow(
        _ change: Change, _ touched: [Int], old: [(index: Int, entry: Ledger.Entry)],
        _ supply: Supply, _ ledger: Ledger
    ) {
        guard touched.isEmpty else {
            for (index, entry) in old where entry.status.occupies { remove(index, entry) }
            for index in touched where ledger.entries[index].status.occupies {
                insert(index, ledger.entries[index])
            }
            return
        }
        let gaps = GapRule(supply.policies)
        switch change {
        case .declared(let declaration):
            redeclare(declaration, supply, gaps)
        case .declarationCorrected(let id, let declaration):
            supply.declarations.lastWithdrawn(id).map { redeclare($0, supply, gaps) }
            redeclare(declaration, supply, gaps)
        case .declarationWithdrawn(let id):
            supply.declarations.lastWithdrawn(id).map { redeclare($0, supply, gaps) }
        case .defined(.room(let room), _):
            grow(supply)
            if let number = supply.catalogue.rooms.number(of: room.id) {
                draw(room: number, supply)
                restamp(supply)
            }
        case .defined(.field, _), .defined(.skill, _): break
        case .defined(.service, _), .holidaysGiven, .defined(.interpreter, _),
            .defined(.counsellor, _),
            .defined(.office, _), .defined(.position, _), .withdrawn, .zoneGiven,
            .precedenceSet:
            redraw(supply)
        case .policySet, .policyWithdrawn:
            // Only what is said about gaps outside working time is drawn.
            redraw(supply)
        default: break
        }
    }
}

/// What the policies say about gaps outside working time, as far as boards can know.
struct GapRule {
    /// Whether gaps may lie outside working time somewhere.
    let allowed: Bool
    /// Whether that is decided by office, service or date.
    let mixed: Bool

    init(_ policies: Policies) {
        let rules = policies.list.filter { $0.rule == .gapsOutsideWorkingTime }
        allowed = !rules.isEmpty
        mixed =
            allowed
            && !rules.contains { $0.isUnlimited }
    }
}
