internal import Synchronization

/// What searches leave behind for the next: prepared searches and the starts of groups of people.
///
/// Nothing here is state: everything follows from supply and calendars. Prepared searches are
/// thrown away when the supply changes; starts are kept word by word with the stamp of the moment
/// from which they are (``Stamps``), and found anew where it differs. Copies of an agenda share the
/// cache; they get different answers because their stamps differ.
final class StartCache: Sendable {
    /// How many options and words are kept; beyond that everything is thrown away.
    static let optionsMax = 200_000
    static let wordsMax = 2_000_000

    private let contents = Mutex(Contents())

    /// Calls `body` with the contents; one caller at a time.
    func with<Result>(_ body: (inout Contents) -> Result) -> Result
    where Result: Sendable {
        contents.withLock { contents in body(&contents) }
    }

    struct Contents {
        private(set) var numbers: [SearchKind: Int] = [:]
        var prepared: [Prepared] = []
        var unions = StartUnions()
        var masks = PolicyMasks()
        /// How many words of boards were looked at start by start.
        var scanned = 0
        private var options = 0

        /// The position of the prepared search for a question.
        mutating func position(
            for question: Question, _ agenda: Agenda, at instant: Instant
        ) -> Int {
            let kind = SearchKind(question, agenda.supply)
            if let known = numbers[kind] { return known }
            if options > StartCache.optionsMax || unions.words > StartCache.wordsMax {
                self = Contents()
            }
            let search = Search(agenda, question, at: instant)
            // Each search takes as much as some options, also one that has none.
            options += search.options.count + 20
            let position = prepared.count
            prepared.append(Prepared(PreparedSearch(search, kind, agenda, &unions)))
            numbers[kind] = position
            return position
        }
    }
}

/// What decides which options a question has: all of it but the time, the person and a preference.
struct SearchKind: Hashable, Sendable {
    let service: Int
    let topic: Topic.ID?
    let applicant: Applicant
    let communications: [Communication]
    let facilities: [Facility]
    let channels: Set<Channel>
    let scope: OfficeScope
    let only: Int?
    /// The groups of the participant, where policies name groups.
    let groups: Set<Group.ID>

    init(_ question: borrowing Question, _ supply: borrowing Supply) {
        service = question.service
        topic = question.topic
        applicant = question.party.applicant
        communications = question.communications
        facilities = question.facilities
        channels = question.channels
        scope = question.scope
        only = question.only
        groups = supply.policies.nameGroups ? question.participant.groups : []
    }
}

/// A prepared search that is handed on by one reference.
final class Prepared: Sendable {
    let value: PreparedSearch

    init(_ value: PreparedSearch) { self.value = value }
}

/// A search made ready: its options in groups whose starts are kept.
struct PreparedSearch: Sendable {
    /// Options that need the same besides their counsellor.
    struct Group: Sendable {
        let office: Int
        let zone: Int
        let seconds: Int64
        let interpreters: Int?
        let rooms: Int?
        fileprivate(set) var options: [Int] = []
        /// The position of the starts of its rows.
        fileprivate(set) var union = -1
    }

    /// All groups of a region or the country that differ in the office alone.
    struct Wide: Sendable {
        let zone: Int
        let seconds: Int64
        let interpreters: Int?
        fileprivate(set) var groups: [Int] = []
        fileprivate(set) var union = -1
    }

    let search: Search
    private(set) var groups: [Group] = []
    /// Per option, its group.
    private(set) var groupOf: [Int] = []
    /// Empty unless the scope is wide and rooms do not matter.
    private(set) var wide: [Wide] = []
    /// Per pool, the position of its starts.
    private(set) var pools: [Int] = []
    /// Whether masks can be found for the question at all; else every start is examined.
    let isRegular: Bool
    /// How far masks decide about its policies.
    let facts: ConditionFacts

    private struct GroupKey: Hashable {
        let office: Int
        let zone: Int
        let seconds: Int64
        let interpreters: Int?
        let rooms: Int?
    }

    init(
        _ search: Search, _ kind: SearchKind, _ agenda: Agenda, _ unions: inout StartUnions
    ) {
        self.search = search
        facts = ConditionFacts(search, agenda.supply.policies)
        isRegular =
            search.serviceIsPlain && search.grids.count == 1
            && search.grids.allSatisfy { $0 % 5 == 0 } && search.options.allSatisfy(\.isExact)
        guard isRegular else { return }
        var numbers: [GroupKey: Int] = [:]
        for (index, option) in search.options.enumerated() {
            let key = GroupKey(
                office: option.office, zone: option.zone, seconds: option.shape.seconds,
                interpreters: option.interpreters, rooms: option.rooms)
            let number = numbers[key] ?? groups.count
            if number == groups.count {
                numbers[key] = number
                groups.append(
                    Group(
                        office: key.office, zone: key.zone, seconds: key.seconds,
                        interpreters: key.interpreters, rooms: key.rooms))
            }
            groups[number].options.append(index)
            groupOf.append(number)
        }
        for number in groups.indices {
            let rows = groups[number].options.map { StartUnions.Row(search.options[$0]) }
            groups[number].union = unions.position(
                of: .rows(rows, .counsellors), line: Stamps.offices + groups[number].office)
        }
        pools = search.pools.map { pool in
            let rows = zip(pool.members, pool.shapes).map { StartUnions.Row($0, $1) }
            return unions.position(
                of: .rows(rows, pool.usesInterpreters ? .interpreters : .rooms),
                line: pool.usesInterpreters ? Stamps.interpreters : Stamps.rooms)
        }
        widen(kind.scope, agenda.calendars, &unions)
    }

    private mutating func widen(
        _ scope: OfficeScope, _ calendars: Calendars, _ unions: inout StartUnions
    ) {
        let line: Int?
        switch scope {
        case .any: line = Stamps.everybody
        case .region(let region): line = calendars.line(of: region)
        case .offices, .area: line = nil
        }
        guard let line, groups.count > 1, groups.allSatisfy({ $0.rooms == nil }) else { return }
        for (number, group) in groups.enumerated() {
            let known = wide.firstIndex {
                $0.zone == group.zone && $0.seconds == group.seconds
                    && $0.interpreters == group.interpreters
            }
            if let known {
                wide[known].groups.append(number)
            } else {
                var new = Wide(
                    zone: group.zone, seconds: group.seconds, interpreters: group.interpreters)
                new.groups = [number]
                wide.append(new)
            }
        }
        for number in wide.indices {
            wide[number].union = unions.position(
                of: .parts(wide[number].groups.map { groups[$0].union }), line: line)
        }
    }
}

/// The starts of groups of rows, kept word by word.
struct StartUnions: Sendable {
    /// One row with what a start takes on it.
    struct Row: Hashable, Sendable {
        let number: Int
        let shape: StartShape
        let rules: RowRules?

        init(_ option: Search.Option) {
            number = option.counsellor
            shape = option.shape
            rules = option.rules.areNone ? nil : option.rules
        }

        init(_ member: Int, _ shape: StartShape) {
            number = member
            self.shape = shape
            rules = nil
        }
    }

    enum Kind: Hashable, Sendable { case counsellors, interpreters, rooms }

    /// What a union is of.
    enum Source: Hashable, Sendable {
        case rows([Row], Kind)
        case parts([Int])
    }

    private struct Key: Hashable {
        let source: Source
        let line: Int
    }

    /// The starts of some rows of which boards decide alone, with the stamps of their words.
    private struct Union {
        let source: Source
        let line: Int
        var firstWord = Int.min
        var words: [UInt64] = []
        var seen: [UInt64] = []
        /// The rows that boards do not decide, or the parts that have such.
        var others: [Int] = []
    }

    private var all: [Union] = []
    private var numbers: [Key: Int] = [:]
    /// How many words are kept.
    private(set) var words = 0
    /// How many words of boards were looked at: the work done, the same for the same questions.
    private(set) var work = 0

    /// The position of a union; equal ones are kept once.
    mutating func position(of source: Source, line: Int) -> Int {
        let key = Key(source: source, line: line)
        if let known = numbers[key] { return known }
        numbers[key] = all.count
        all.append(Union(source: source, line: line))
        return all.count - 1
    }

    /// Adds the starts of a union to a mask: all words of the mask are on the boards.
    mutating func add(_ number: Int, to mask: inout GrainMask, _ calendars: Calendars) {
        let first = mask.firstWord - calendars.counsellors.reach.firstWord
        refresh(number, first..<first + mask.words.count, calendars)
        for index in mask.words.indices { mask.words[index] |= all[number].words[first + index] }
        work += mask.words.count
    }

    /// The rows of a refreshed union that boards do not decide.
    func undecided(_ number: Int) -> [Row] {
        switch all[number].source {
        case .rows(let rows, _): all[number].others.map { rows[$0] }
        case .parts: all[number].others.flatMap { undecided($0) }
        }
    }

    /// Brings the words of some columns up to the boards.
    private mutating func refresh(_ number: Int, _ columns: Range<Int>, _ calendars: Calendars) {
        let board = calendars.counsellors.reach
        if all[number].firstWord != board.firstWord
            || all[number].words.count != board.wordsPerRow
        {
            words += board.wordsPerRow - all[number].words.count
            all[number].firstWord = board.firstWord
            all[number].words = [UInt64](repeating: 0, count: board.wordsPerRow)
            all[number].seen = all[number].words
        }
        let line = all[number].line
        guard
            let first = columns.first(where: {
                all[number].seen[$0] != calendars.stamps[line, $0]
            }),
            let last = columns.last(where: {
                all[number].seen[$0] != calendars.stamps[line, $0]
            })
        else { return }
        let stale = first..<last + 1
        switch all[number].source {
        case .rows(let rows, let kind): fill(number, rows, kind, stale, calendars)
        case .parts(let parts): fill(number, parts, stale, calendars)
        }
        for column in stale { all[number].seen[column] = calendars.stamps[line, column] }
    }

    private mutating func fill(
        _ number: Int, _ rows: [Row], _ kind: Kind, _ stale: Range<Int>, _ calendars: Calendars
    ) {
        if patch(number, rows, kind, stale, calendars) { return }
        let firstWord = all[number].firstWord
        var fresh = [UInt64](repeating: 0, count: stale.count)
        var others: [Int] = []
        for (index, row) in rows.enumerated() {
            let isExact = Self.isExact(row, kind, calendars)
            // Members of pools are asked one by one where somebody is chosen.
            if !isExact {
                others.append(index)
                if kind == .counsellors { continue }
            }
            for column in stale {
                fresh[column - stale.lowerBound] |= Self.starts(
                    row, kind, firstWord + column, calendars)
            }
        }
        work += rows.count * stale.count
        for column in stale { all[number].words[column] = fresh[column - stale.lowerBound] }
        all[number].others = others
    }

    private static func isExact(_ row: Row, _ kind: Kind, _ calendars: Calendars) -> Bool {
        switch kind {
        case .counsellors: calendars.counsellors.isExact(row.number)
        case .interpreters: calendars.interpreters.isExact(row.number)
        case .rooms: calendars.rooms.isExact(row.number)
        }
    }

    private static func starts(
        _ row: Row, _ kind: Kind, _ word: Int, _ calendars: Calendars
    ) -> UInt64 {
        ruled(boardStarts(row, kind, word, calendars), row, word, calendars)
    }

    private static func boardStarts(
        _ row: Row, _ kind: Kind, _ word: Int, _ calendars: Calendars
    ) -> UInt64 {
        switch kind {
        case .counsellors: calendars.counsellors.starts(row.number, row.shape, word: word)
        case .interpreters: calendars.interpreters.starts(row.number, row.shape, word: word)
        case .rooms: calendars.rooms.starts(row.number, row.shape, word: word)
        }
    }

    /// What limits and rest leave of the starts of a row.
    private static func ruled(
        _ bits: UInt64, _ row: Row, _ word: Int, _ calendars: Calendars
    ) -> UInt64 {
        var bits = bits
        if let rules = row.rules {
            calendars.apply(rules, to: &bits, row.number, row.shape.seconds, word: word)
        }
        return bits
    }

    /// Up to how many changed rows words are patched for.
    private static var patchedRows: Int { 4 }

    /// Brings words up to the boards by the rows that changed alone, where that is known; of the
    /// others those are looked at that may still have the starts that a changed row gave up.
    private mutating func patch(
        _ number: Int, _ rows: [Row], _ kind: Kind, _ stale: Range<Int>, _ calendars: Calendars
    ) -> Bool {
        let line = all[number].line
        var names: [Int] = []
        for column in stale where all[number].seen[column] != calendars.stamps[line, column] {
            let known = calendars.stamps.rows(
                of: line, changedSince: all[number].seen[column], in: column)
            guard let known else { return false }
            for name in known.map(\.row) where !names.contains(name) { names.append(name) }
            if names.count > Self.patchedRows { return false }
        }
        let changed = rows.indices.filter { names.contains(rows[$0].number) }
        for position in changed {
            let wasExact = !all[number].others.contains(position)
            guard wasExact == Self.isExact(rows[position], kind, calendars) else { return false }
        }
        for column in stale where all[number].seen[column] != calendars.stamps[line, column] {
            patch(number, rows, kind, column, changed, calendars)
        }
        return true
    }

    private mutating func patch(
        _ number: Int, _ rows: [Row], _ kind: Kind, _ column: Int, _ changed: [Int],
        _ calendars: Calendars
    ) {
        let skipped = kind == .counsellors ? all[number].others : []
        let (word, old) = (all[number].firstWord + column, all[number].words[column])
        let names =
            calendars.stamps.rows(
                of: all[number].line, changedSince: all[number].seen[column], in: column) ?? []
        // What the changed rows have, and what they may have had.
        var (new, former): (UInt64, UInt64) = (0, 0)
        for position in changed {
            guard let name = names.first(where: { $0.row == rows[position].number }) else {
                continue
            }
            if skipped.contains(position) {
                // Other words were looked at since boards no longer decide about the row; this one
                // may still have what it had before.
                if name.isNear { former = .max }
                continue
            }
            let bits = Self.boardStarts(rows[position], kind, word, calendars)
            new |= Self.ruled(bits, rows[position], word, calendars)
            former |= name.isNear ? .max : bits
            work += 1
        }
        var left = old & former & ~new
        for position in rows.indices {
            if left == 0 { break }
            let isChanged = names.contains { $0.row == rows[position].number }
            guard !isChanged, !skipped.contains(position) else { continue }
            left &= ~Self.starts(rows[position], kind, word, calendars)
            work += 1
        }
        all[number].words[column] = new | (old & ~left)
    }

    private mutating func fill(
        _ number: Int, _ parts: [Int], _ stale: Range<Int>, _ calendars: Calendars
    ) {
        for column in stale { all[number].words[column] = 0 }
        var others: [Int] = []
        for part in parts {
            refresh(part, stale, calendars)
            for column in stale { all[number].words[column] |= all[part].words[column] }
            if !all[part].others.isEmpty { others.append(part) }
        }
        work += parts.count * stale.count
        all[number].others = others
    }
}

extension Change {
    /// Whether searches must be prepared anew after it.
    var preparesAnew: Bool {
        switch self {
        case .zoneGiven, .holidaysGiven, .defined, .withdrawn, .policySet, .policyWithdrawn: true
        default: false
        }
    }
}

extension Policies {
    /// Whether some policy holds for members of groups only.
    var nameGroups: Bool { list.contains { !$0.groups.isEmpty } }
}
