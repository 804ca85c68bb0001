/// A caller from the first ring to the last word.
struct Caller {
    /// When the current wait began.
    var joined = 0.0
    /// The order in which waits began.
    var order: UInt64 = 0
    /// How long the current part takes, or what is left of it.
    var length = 0.0
    /// Random bits for the patience of this attempt, drawn only if it is tried.
    var patience: UInt64 = 0
    var entity: UInt64 = 0
    /// Random bits for decisions.
    var choice: UInt64 = 0
    var kind: Int32 = 0
    var attempt: Int32 = 1
    var before: Int32 = -1
    var after: Int32 = -1
    var part: Int16 = 0
    var isCounted = false
    var isCallBack = false
    /// Called back by a counsellor of a book.
    var isWithCounsellor = false
    var isResumed = false
    /// Whether there is an end to the patience, among the timers.
    var isTimed = false
    /// When somebody who agreed a time is to be called.
    var promised = 0.0
}

/// Callers who wait for the same thing, oldest first.
struct WaitingLine {
    let skills: UInt32
    let locality: Int
    let priority: Int
    let keptFree: Int
    let isCallBack: Bool
    /// Groups that can answer, those with the fewest skills first.
    var groups: [Int] = []
    /// The only one of them, or −1.
    var onlyGroup = -1
    /// Lines of the same or a higher priority that share a group with it, itself included.
    var rivals: [Int] = []
    var head: Int32 = -1
    var tail: Int32 = -1
    var count = 0
}

/// The agents of a group.
struct GroupState {
    var head: Int32 = -1
    var tail: Int32 = -1
    var idle = 0
    /// Busy agents who leave after their call.
    var leaving = 0
    var target = 0
    /// Lines it can answer, highest priority first.
    var lines: [Int] = []
    /// The only one of them, or −1.
    var onlyLine = -1
    var offDuty: [Int32] = []
}

/// An agent.
struct Agent {
    let group: Int32
    var caller: Int32 = -1
    var nextIdle: Int32 = -1
    var began = 0.0
    var onSince = 0.0
    var busy = 0.0
    var onDuty = 0.0
    var isOnDuty = false
    var isLeaving = false
}

/// A moment at which agents come or go.
struct ShiftBoundary {
    let time: Double
    let isEnd: Bool
    let group: Int
    /// The agent whose duty it is; −1 for a group that has another number from now on.
    let agent: Int
    let agents: Int

    func precedes(_ other: ShiftBoundary) -> Bool {
        if time != other.time { return time < other.time }
        if isEnd != other.isEnd { return !isEnd }
        return group != other.group ? group < other.group : agent < other.agent
    }
}

/// One run: a plain value whose arrays nobody shares.
struct PhoneRun {
    let line: PhoneLine
    let key: StreamKey
    let philox: Philox
    let end: Double
    let warmUp: Double
    let target: Double
    let period: Double
    let factor: Double
    var observer: ((PhoneEvent) -> Void)? { didSet { isObserved = observer != nil } }
    private var isObserved = false
    /// A function, as an existential would make the run a value that is copied by its witness.
    var book: ((CallBackWish) -> CallBackAppointment?)?

    /// When calls end, by agent, and when those who wait hang up, by caller; all else is in the
    /// list, which numbers all of them in the order of entry.
    var departures = TimerTree()
    var hangUps = TimerTree()
    var events = EventList<UInt64>()
    var now = 0.0
    var callers: [Caller] = []
    var free: [Int32] = []
    var lines: [WaitingLine] = []
    /// The line of each kind and part, and the one of its call-backs.
    var lineOf: [[Int]] = []
    var callBackLine: [Int] = []
    var groups: [GroupState] = []
    var agents: [Agent] = []
    var kinds: [KindState] = []
    var arrivalTime = Double.infinity
    var arrivalKind = 0

    var waiting = 0
    var toCallBack = 0
    var busy = 0
    var onDuty = 0
    var orbit = 0
    var pending = 0
    var joined: UInt64 = 0
    var counts: [CallCounts]
    var areas = Areas()
    var periods: [PhonePeriod] = []
    var happened = 0
    var clients: UInt64 = 0
    /// When agents come and go, in order; only the next one is among the events.
    var boundaries: [ShiftBoundary] = []
    var nextBoundary = 0

    /// Integrals over time.
    struct Areas {
        var last = 0.0
        var queue = 0.0
        var busy = 0.0
        var onDuty = 0.0
        var orbit = 0.0
        var callBacks = 0.0
        var allBusy = 0.0
    }

    // What an event of the list is: the highest 4 bits; then 28 free and 32 of a number.
    static let redial: UInt64 = 0
    static let shift: UInt64 = 1
    static let callBack: UInt64 = 2

    init(
        _ line: PhoneLine, _ key: StreamKey, end: Double, warmUp: Double, target: Double,
        period: Double?
    ) {
        self.line = line
        self.key = key
        philox = Philox(key: (key.seed, key.replication))
        self.end = end
        self.warmUp = warmUp
        self.target = target
        self.period = period ?? .infinity
        var day = key.stream(.day)
        factor = max(1e-12, line.busyness.map { $0.sample(&day) } ?? 1)
        counts = [CallCounts](repeating: CallCounts(), count: line.kinds.count)
        prepareLines()
        prepareGroups()
        for number in line.kinds.indices {
            kinds.append(
                KindState(
                    line.kinds[number], number, key, factor: factor,
                    parts: lineOf[number].count, firstLine: lineOf[number][0],
                    isHandedOver: line.kinds[number].topics.contains {
                        line.topics[$0].handOverTarget != nil
                    }))
        }
        chooseArrival()
    }

    private mutating func prepareLines() {
        var numbers: [[Int]: Int] = [:]
        func able(_ skills: UInt32, _ locality: Int) -> [Int] {
            line.groups.indices.filter {
                line.groups[$0].skills & skills == skills
                    && line.groups[$0].localities >> UInt64(locality) & 1 == 1
            }.sorted {
                let (one, other) = (
                    line.groups[$0].skills.nonzeroBitCount, line.groups[$1].skills.nonzeroBitCount
                )
                return one != other ? one < other : $0 < $1
            }
        }
        func number(
            _ skills: UInt32, _ kind: CallKind, priority: Int, keptFree: Int, isCallBack: Bool
        ) -> Int {
            let name = [
                Int(skills), kind.locality, priority, keptFree, isCallBack ? 1 : 0,
            ]
            if let known = numbers[name] { return known }
            numbers[name] = lines.count
            lines.append(
                WaitingLine(
                    skills: skills, locality: kind.locality, priority: priority,
                    keptFree: keptFree, isCallBack: isCallBack,
                    groups: able(skills, kind.locality)))
            return lines.count - 1
        }
        for (place, kind) in line.kinds.enumerated() {
            lineOf.append(
                line.parts[place].map {
                    number(
                        $0, kind, priority: kind.priority, keptFree: kind.keptFree,
                        isCallBack: false)
                })
            callBackLine.append(
                kind.callBack.map {
                    // A promised time comes before all who wait, a promise without a time after.
                    number(
                        line.parts[place][0], kind,
                        priority: $0.isBooked ? -1 : 1_001 + kind.priority,
                        keptFree: $0.isBooked ? 0 : $0.keptFree, isCallBack: true)
                } ?? -1)
        }
        for place in lines.indices {
            let groups = lines[place].groups
            if groups.count == 1 { lines[place].onlyGroup = groups[0] }
            lines[place].rivals = lines.indices.filter {
                lines[$0].priority <= lines[place].priority
                    && lines[$0].groups.contains(where: groups.contains)
            }
        }
    }

    private mutating func prepareGroups() {
        for (place, group) in line.groups.enumerated() {
            var state = GroupState()
            state.lines = lines.indices.filter { lines[$0].groups.contains(place) }
                .sorted {
                    let (one, other) = (lines[$0].priority, lines[$1].priority)
                    return one != other ? one < other : $0 < $1
                }
            if state.lines.count == 1 { state.onlyLine = state.lines[0] }
            groups.append(state)
            addBoundaries(of: group, place)
        }
        boundaries.sort { $0.precedes($1) }
    }

    /// Lets those come who are there from the start.
    private mutating func open() {
        while nextBoundary < boundaries.count, boundaries[nextBoundary].time == 0 {
            cross(boundaries[nextBoundary])
            nextBoundary += 1
        }
        expectBoundary()
    }

    private mutating func addBoundaries(of group: AgentGroup, _ place: Int) {
        for shift in group.shifts {
            boundaries.append(
                ShiftBoundary(
                    time: shift.start, isEnd: false, group: place, agent: -1, agents: shift.agents))
        }
        for duties in group.duties {
            let agent = agents.count
            agents.append(Agent(group: Int32(truncatingIfNeeded: place)))
            for duty in duties {
                boundaries.append(
                    ShiftBoundary(
                        time: duty.start, isEnd: false, group: place, agent: agent, agents: 1))
                boundaries.append(
                    ShiftBoundary(
                        time: duty.end, isEnd: true, group: place, agent: agent, agents: 0))
            }
        }
    }

    /// Enters the next coming or going of agents, which is before anything else of the moment.
    mutating func expectBoundary() {
        guard nextBoundary < boundaries.count else { return }
        events.add(Self.shift << 60, at: boundaries[nextBoundary].time, priority: 0)
    }

    mutating func cross(_ boundary: ShiftBoundary) {
        if boundary.agent < 0 {
            changeShift(boundary.group, to: boundary.agents)
        } else if boundary.isEnd {
            endDuty(boundary.agent)
        } else {
            beginDuty(boundary.agent)
        }
    }

    /// Finds the kind whose next call comes first.
    mutating func chooseArrival() {
        var kind = 0
        for other in 1..<max(1, kinds.count)
        where kinds[other].nextArrival < kinds[kind].nextArrival {
            kind = other
        }
        arrivalKind = kind
        arrivalTime = kinds[kind].nextArrival
    }

    /// Runs to the end.
    mutating func result() -> PhoneResult {
        open()
        while true {
            let (departure, hangUp, other) = (departures.time, hangUps.time, events.nextTime)
            let timer = min(departure, hangUp)
            let time = min(timer, other, arrivalTime)
            if time == .infinity || (time >= end && (pending == 0 || time > end + (end - warmUp))) {
                break
            }
            advance(to: time)
            now = time
            happened += 1
            // Of one moment calls come last, and all else in the order of the list.
            if arrivalTime < min(timer, other) {
                arrive()
            } else if other < timer || (other == timer && isListFirst()) {
                happenNext()
            } else if departure < hangUp || (departure == hangUp && isDepartureFirst()) {
                let agent = departures.first
                depart(agent)
                if agents[agent].caller < 0 { departures.clear(agent) }
            } else {
                let slot = hangUps.first
                hangUps.clear(slot)
                callers[slot].isTimed = false
                self.hangUp(slot)
            }
        }
        if end.isFinite { advance(to: end) }
        return summary()
    }

    @inline(never)
    private func isDepartureFirst() -> Bool { departures.order < hangUps.order }

    /// Whether the first of the list is before the first timer, which is at the same time.
    @inline(never)
    private func isListFirst() -> Bool {
        let isDeparture =
            departures.time < hangUps.time
            || (departures.time == hangUps.time && isDepartureFirst())
        return events.nextOrder < (isDeparture ? departures.order : hangUps.order)
    }

    /// Enters an event of the list.
    mutating func schedule(_ event: UInt64, at time: Double) { events.add(event, at: time) }

    /// The first event of the list happens.
    @inline(never)
    private mutating func happenNext() {
        guard let event = events.next()?.event else { return }
        let number = Int(event & 0xFFFF_FFFF)
        switch event >> 60 {
        case Self.redial:
            orbit -= 1
            attempt(number)
        case Self.callBack: callBack(number)
        default:
            // Several of one moment in turn, so that their order is that of the boundaries.
            let boundary = boundaries[nextBoundary]
            nextBoundary += 1
            expectBoundary()
            cross(boundary)
        }
    }

    /// Adds to the integrals what has passed since the last event.
    @inline(__always)
    private mutating func advance(to time: Double) {
        if period.isFinite { advancePeriods(to: min(time, end)) }
        let from = max(areas.last, warmUp)
        let to = min(time, end)
        areas.last = time
        guard to > from else { return }
        let step = to - from
        areas.queue += step * Double(waiting)
        areas.busy += step * Double(busy)
        areas.onDuty += step * Double(onDuty)
        if orbit > 0 { areas.orbit += step * Double(orbit) }
        if toCallBack > 0 { areas.callBacks += step * Double(toCallBack) }
        if busy == onDuty { areas.allBusy += step }
    }

    @inline(never)
    private mutating func advancePeriods(to time: Double) {
        var from = min(areas.last, end)
        while from < time {
            let place = Int(from / period)
            let stop = min(time, Double(place + 1) * period)
            guard stop > from else { break }
            while periods.count <= place { periods.append(PhonePeriod()) }
            periods[place].queueArea += (stop - from) * Double(waiting)
            periods[place].busyArea += (stop - from) * Double(busy)
            periods[place].inSystemAtEnd = waiting + busy
            from = stop
        }
    }

    /// Changes the record of the period in which it is now, or in which it was at a time.
    @inline(__always)
    mutating func note(at time: Double? = nil, _ change: (inout PhonePeriod) -> Void) {
        let time = time ?? now
        guard period.isFinite, time < end else { return }
        let place = Int(time / period)
        while periods.count <= place { periods.append(PhonePeriod()) }
        change(&periods[place])
    }

    private mutating func summary() -> PhoneResult {
        for number in counts.indices {
            let resolved = counts[number].answered + counts[number].abandoned
            counts[number].unresolved = counts[number].offered - resolved - counts[number].blocked
        }
        var result = PhoneResult(
            names: line.kinds.map(\.name), origins: line.kinds.map(\.origin), kinds: counts)
        let stop = end.isFinite ? end : now
        let time = stop - warmUp
        result.time = time
        if time > 0 {
            result.meanQueue = areas.queue / time
            result.meanBusy = areas.busy / time
            result.meanOnDuty = areas.onDuty / time
            result.meanInOrbit = areas.orbit / time
            result.meanCallBacksWaiting = areas.callBacks / time
            result.allBusyShare = areas.allBusy / time
        }
        result.utilisation = agents.map { agent in
            var agent = agent
            if agent.caller >= 0 { agent.busy += overlap(agent.began, stop) }
            if agent.isOnDuty { agent.onDuty += overlap(agent.onSince, stop) }
            return agent.onDuty > 0 ? agent.busy / agent.onDuty : 0
        }
        result.periods = periods
        result.events = happened
        result.clients = clients
        return result
    }

    /// Tells the observer what has happened to a caller, if there is an observer.
    @inline(__always)
    mutating func tell(_ what: PhoneEvent.What, _ slot: Int, agent: Int = -1) {
        if isObserved { report(what, slot, agent) }
    }

    /// Mutating, as everything that is called while events happen: else the run is copied for it.
    @inline(never)
    private mutating func report(_ what: PhoneEvent.What, _ slot: Int, _ agent: Int) {
        let isCall = slot >= 0
        observer?(
            PhoneEvent(
                time: now, what: what, kind: isCall ? Int(callers[slot].kind) : -1,
                caller: isCall ? callers[slot].entity & 0xFF_FFFF_FFFF : 0, agent: agent))
    }

    /// How much of a stretch lies between warm-up and end.
    @inline(__always)
    func overlap(_ from: Double, _ to: Double) -> Double {
        max(0, min(to, end) - max(from, warmUp))
    }
}
