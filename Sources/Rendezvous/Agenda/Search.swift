/// Finds the openings of one question: on the boards which starts may be possible, then, start by
/// start, which placement is offered.
///
/// Where everything about a counsellor lies on whole grains and nothing depends on the date, the
/// boards are exact and only limits and the participant are asked about; elsewhere each start is
/// examined by the rules (``Agenda/examine(_:for:at:)``).
struct Search {
    /// One way to be served: a counsellor on channels that need the same.
    struct Option {
        let counsellor: Int
        let channels: [Channel]
        /// The length of the appointment.
        let duration: Seconds
        /// What it takes on the counsellor's row.
        let shape: StartShape
        /// The office, and the counsellor's clock.
        let office: Int
        let zone: Int
        /// Position in ``interpreters``, if an interpreter is needed.
        let interpreters: Int?
        /// Position in ``rooms``, if a room is needed.
        let rooms: Int?
        /// Whether the boards decide alone, as long as its rows are exact.
        let isExact: Bool
        let dailyLimit: Int?
        /// What the boards' own rules say besides, limits and rest by policies among them.
        let rules: RowRules
        /// Grains that the appointment surely touches, those before it, and those from its start
        /// to the end of its gap.
        var length: Int { shape.length }
        var before: Int { shape.before }
        var reachAfter: Int { shape.reachAfter }
        /// Whether starts, length and gaps are whole grains.
        var isOnGrains: Bool { shape.isOnGrains }
        /// Whether no other placement at a start could cost less: one channel, nobody to choose.
        var isSimple: Bool { channels.count == 1 && interpreters == nil && rooms == nil }
    }

    /// Interpreters or rooms of which any one will do, best first.
    struct Pool {
        let members: [Int]
        let length: Int
        let usesInterpreters: Bool
        /// Whether all gaps are whole grains.
        let isOnGrains: Bool
        /// What the appointment takes on each member's row.
        let shapes: [StartShape]
    }

    /// A channel at an office, and what it takes besides the counsellor.
    private struct Way {
        let channel: Channel
        let office: Int
        let needsRoom: Bool
        let unmet: [Communication]
    }

    /// What decides which interpreters or rooms make a pool.
    private struct PoolKey: Equatable {
        let unmet: [Communication]
        let channel: Channel
        let shape: StartShape
        /// The office, where it matters.
        let office: Int?
    }

    private(set) var question: Question
    private(set) var instant: Instant
    private(set) var options: [Option] = []
    private(set) var pools: [Pool] = []
    private(set) var grids: Set<Int> = []
    /// Notice and horizon of the service's versions at their widest.
    private(set) var notice = Seconds(.max)
    private(set) var horizon = 0
    /// The policies that may hold for a placement.
    let policies: SearchPolicies
    /// Whether appointments may share a time.
    let mayShareTime: Bool
    private var known: [(key: PoolKey, position: Int)] = []
    private var zoneNumbers: [Int] = []
    /// Whether the service is one that boards can decide about.
    private(set) var serviceIsPlain = true
    private var hasVersions = false

    /// Prepares a search; it stays valid while the supply does not change.
    init(_ agenda: borrowing Agenda, _ question: Question, at instant: Instant) {
        self.question = question
        self.instant = instant
        let catalogue = agenda.supply.catalogue
        let versions = catalogue.services.versions[question.service]
        policies = SearchPolicies(agenda.supply, question)
        zoneNumbers = agenda.calendars.zoneNumbers
        serviceIsPlain =
            versions.isConstant && question.facilities.isEmpty
            && versions.values.allSatisfy { $0.covers(question.topic) }
            && !policies.adjustsCalendars && versions.values.allSatisfy { $0.capacity == 1 }
        mayShareTime =
            policies.overbooks || versions.values.contains { $0.capacity > 1 }
        for service in versions.values {
            notice = min(notice, service.minimumNotice)
            horizon = max(horizon, service.horizon)
            grids.insert(service.startGrid)
            guard !service.audience.isDisjoint(with: question.party.applicant.audiences) else {
                continue
            }
            for office in catalogue.offices.ids.indices {
                for number in Self.candidates(agenda, question, at: office) {
                    add(Int(number), service, office: office, in: agenda)
                }
            }
        }
        // The options of one counsellor stand together, also where versions or offices part them.
        if !serviceIsPlain || hasVersions { groupByCounsellor() }
        zoneNumbers = []
        known = []
        // It is kept for long: room for others who never come is given back.
        options = options.map { $0 }
    }

    /// The same search for another question of the kind, at another instant.
    func asking(_ question: Question, at instant: Instant) -> Search {
        var copy = self
        copy.question = question
        copy.instant = instant
        return copy
    }

    /// The search for one option alone, at any time.
    func only(_ option: Int) -> Search {
        var copy = self
        copy.options = [options[option]]
        copy.question = question.anytime
        return copy
    }

    private mutating func groupByCounsellor() {
        let order = options.indices.sorted {
            (options[$0].counsellor, $0) < (options[$1].counsellor, $1)
        }
        options = order.map { options[$0] }
    }

    private static func candidates(
        _ agenda: Agenda, _ question: Question, at office: Int
    ) -> [Int32] {
        let versions = agenda.supply.catalogue.offices.versions[office]
        guard versions.list.contains(where: { $0.value.map(question.includes) ?? false }) else {
            return []
        }
        return agenda.calendars.offers[question.service][office]
    }

    /// Adds the options of a counsellor's versions at an office.
    private mutating func add(
        _ number: Int, _ service: Service, office: Int, in agenda: Agenda
    ) {
        if let only = question.only, only != number { return }
        let catalogue = agenda.supply.catalogue
        let versions = catalogue.counsellors.versions[number]
        if !versions.isConstant { hasVersions = true }
        for version in versions.list {
            guard let counsellor = version.value, counsellor.mayOffer(service),
                counsellor.office == catalogue.offices.ids[office]
            else { continue }
            let unmet = question.communications.isEmpty ? [] : question.unmet(by: counsellor)
            for channel in Channel.allCases
            where service.channels.contains(channel) && counsellor.channels.contains(channel)
                && question.allows(channel)
            {
                // Versions of the office may differ in whether a room is needed.
                let rooms =
                    channel == .office
                    ? Set(
                        catalogue.offices.versions[office].values.map {
                            question.needsRoom(service, in: $0)
                        }) : [false]
                for needsRoom in rooms.sorted(by: { !$0 && $1 }) {
                    let way = Way(
                        channel: channel, office: office, needsRoom: needsRoom, unmet: unmet)
                    add(number, counsellor, service, way, in: agenda.supply)
                }
            }
        }
    }

    private mutating func add(
        _ number: Int, _ counsellor: Counsellor, _ service: Service, _ way: Way,
        in supply: Supply
    ) {
        let (channel, office, unmet) = (way.channel, way.office, way.unmet)
        let gap = service.gap(on: channel).widened(by: counsellor.gap)
        let duration =
            unmet.isEmpty ? service.duration : service.interpretedDuration ?? service.duration
        let isOnGrains =
            service.startGrid % 5 == 0 && duration.isOnGrains && gap.before.isOnGrains
            && gap.after.isOnGrains
        // A start on a whole grain surely touches every grain of its gap before; another may not.
        let before =
            service.startGrid % 5 == 0
            ? gap.before.grains : Int(gap.before.count / BitBoard.grain)
        let shape = StartShape(
            length: duration.grains, before: before, reachAfter: (duration + gap.after).grains,
            seconds: duration.count, gap: gap, isOnSite: channel == .office,
            isOnGrains: isOnGrains)
        let isExact = serviceIsPlain && isOnGrains
        if unmet.isEmpty, !way.needsRoom, let last = options.last, last.counsellor == number,
            last.office == office, last.interpreters == nil, last.rooms == nil,
            last.shape == shape, last.isExact, isExact
        {
            options[options.count - 1] = last.adding(channel)
            return
        }
        let interpreters =
            unmet.isEmpty
            ? nil : interpreterPool(unmet, channel, shape, office: office, in: supply)
        let rooms = way.needsRoom ? roomPool(office: office, shape, in: supply) : nil
        options.append(
            Option(
                counsellor: number, channels: [channel], duration: duration, shape: shape,
                office: office, zone: zoneNumbers[number], interpreters: interpreters,
                rooms: rooms,
                isExact: isExact && (interpreters.map { pools[$0].isOnGrains } ?? true),
                dailyLimit: counsellor.dailyLimit,
                rules: RowRules(
                    limit: counsellor.dailyLimit, policies.conditions, at: counsellor.office)))
    }

    private mutating func interpreterPool(
        _ unmet: [Communication], _ channel: Channel, _ shape: StartShape, office: Int,
        in supply: Supply
    ) -> Int {
        let key = PoolKey(
            unmet: unmet, channel: channel, shape: shape,
            office: channel == .office ? office : nil)
        if let position = known.first(where: { $0.key == key })?.position { return position }
        let shelf = supply.catalogue.interpreters
        let officeID = supply.catalogue.offices.ids[office]
        var members: [(number: Int, languages: Int, gap: Gap)] = []
        for number in shelf.ids.indices {
            let fitting = shelf.versions[number].values.filter {
                $0.channels.contains(channel) && unmet.allSatisfy($0.communications.contains)
                    && (channel != .office || ($0.offices?.contains(officeID) ?? true))
            }
            // Several versions: the narrowest gap, so that no start is missed.
            guard let first = fitting.first else { continue }
            let gap = fitting.dropFirst().reduce(first.gap) {
                Gap(before: min($0.before, $1.gap.before), after: min($0.after, $1.gap.after))
            }
            members.append((number, first.communications.count, gap))
        }
        members.sort { ($0.languages, $0.number) < ($1.languages, $1.number) }
        let pool = Pool(
            members: members.map(\.number), length: shape.length, usesInterpreters: true,
            isOnGrains: members.allSatisfy {
                $0.gap.before.isOnGrains && $0.gap.after.isOnGrains
            },
            shapes: members.map { shape.withInterpreter($0.gap) })
        let position = position(of: pool)
        known.append((key, position))
        return position
    }

    private mutating func roomPool(
        office: Int, _ shape: StartShape, in supply: Supply
    ) -> Int {
        let key = PoolKey(unmet: [], channel: .office, shape: shape, office: office)
        if let position = known.first(where: { $0.key == key })?.position { return position }
        let shelf = supply.catalogue.rooms
        let id = supply.catalogue.offices.ids[office]
        var members: [(number: Int, facilities: Int)] = []
        for number in shelf.ids.indices {
            let versions = shelf.versions[number].values.filter { $0.office == id }
            guard let first = versions.first else { continue }
            members.append((number, first.facilities.count))
        }
        members.sort { ($0.facilities, $0.number) < ($1.facilities, $1.number) }
        let position = position(
            of: Pool(
                members: members.map(\.number), length: shape.length, usesInterpreters: false,
                isOnGrains: true, shapes: members.map { _ in shape.withoutGap }))
        known.append((key, position))
        return position
    }

    /// The position of a pool among ``pools``; equal pools are kept once.
    private mutating func position(of pool: Pool) -> Int {
        let same = pools.firstIndex {
            $0.members == pool.members && $0.shapes == pool.shapes
                && $0.usesInterpreters == pool.usesInterpreters
        }
        if let same { return same }
        pools.append(pool)
        return pools.count - 1
    }
}

extension Search.Option {
    fileprivate func adding(_ channel: Channel) -> Self {
        Search.Option(
            counsellor: counsellor, channels: channels + [channel], duration: duration,
            shape: shape, office: office, zone: zone, interpreters: interpreters, rooms: rooms,
            isExact: isExact, dailyLimit: dailyLimit, rules: rules)
    }
}

extension StartShape {
    /// What the same appointment takes on an interpreter's row: a gap rounded down, since a start
    /// within a grain may touch less of it.
    fileprivate func withInterpreter(_ gap: Gap) -> StartShape {
        StartShape(
            length: length, before: Int(gap.before.count / BitBoard.grain),
            reachAfter: length + Int(gap.after.count / BitBoard.grain), seconds: seconds, gap: gap,
            isOnSite: isOnSite, isOnGrains: isOnGrains)
    }

    /// What it takes on a room's row.
    fileprivate var withoutGap: StartShape {
        StartShape(
            length: length, before: 0, reachAfter: length, seconds: seconds, gap: .none,
            isOnSite: false, isOnGrains: isOnGrains)
    }
}

extension Seconds {
    /// The number of grains that a stretch of this length touches at least, starting on a grain.
    var grains: Int { Int((count + BitBoard.grain - 1) / BitBoard.grain) }
    /// Whether the length is a whole number of grains.
    var isOnGrains: Bool { count % BitBoard.grain == 0 }
}

extension Service {
    /// Whether a topic, if one is named, is one of the service's.
    func covers(_ topic: Topic.ID?) -> Bool {
        topic.map { named in topics.contains { $0.id == named } } ?? true
    }
}
