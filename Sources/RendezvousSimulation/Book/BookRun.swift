import Rendezvous

/// A change of a book as an observer sees it.
public struct BookStep: Hashable, Sendable {
    /// What was done.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// The client took an opening, at once or from the waiting list.
        case booked
        /// There was no opening, and the client left.
        case refused
        /// There was no opening, and the client went on the waiting list.
        case enlisted
        /// The client called off.
        case cancelled
        /// The service called off, because the counsellor is absent.
        case revoked
        /// The appointment got another place, because the counsellor is absent.
        case moved
        /// The client came.
        case attended
        /// The client did not come.
        case missed
        /// The client waited past the window, and left the list.
        case gaveUp = "gave-up"
    }

    /// What was done.
    public let kind: Kind
    /// When, in seconds since the start of the run.
    public let at: Int
    /// The number of the stream of clients.
    public let stream: Int
    /// The number of the client within it, from 0.
    public let client: Int
    /// The start of the place, in seconds since the start of the run; -1 if there is none.
    public let start: Int
    /// The number of the counsellor, in the order of the agenda; -1 if there is none.
    public let counsellor: Int

    /// The step as 33 bytes: what (its place among the kinds), when, stream, client, start and
    /// counsellor, each with the least byte first; the same in every build.
    public var bytes: [UInt8] {
        var bytes: [UInt8] = []
        func put(_ value: Int, _ count: Int) {
            for place in 0..<count {
                bytes.append(UInt8(truncatingIfNeeded: value >> (8 * place)))
            }
        }
        put(Kind.allCases.firstIndex(of: kind) ?? 0, 1)
        put(at, 8)
        put(stream, 4)
        put(client, 8)
        put(start, 8)
        put(counsellor, 4)
        return bytes
    }
}

/// One replication under one policy, on either book.
struct BookRun<Book: AppointmentBook> {
    private let setting: BookSetting
    private let policy: BookPolicy
    private let key: StreamKey
    private var book: Book
    /// What comes next for each client, and when the next of each stream asks; absences by number
    /// are in the list, which orders all of them.
    private var timers = TimerTree()
    private var asks = TimerTree()
    private var list = EventList<Int32>()
    private var sources: [ClientSource] = []
    private var clients: [BookClient] = []
    private var vacant: [Int32] = []
    /// Clients on the waiting list, in order.
    private var waiting: [Int32] = []
    private let absences: [BookSetting.Absence]
    private let end: Int
    private(set) var tally: BookTally
    private(set) var population = Mixer()
    private let observer: ((BookStep) -> Void)?
    private let isObserved: Bool

    init(
        _ setting: BookSetting, _ policy: BookPolicy, _ key: StreamKey, on book: Book,
        observer: ((BookStep) -> Void)? = nil
    ) {
        self.setting = setting
        self.policy = policy
        self.key = key
        self.book = book
        self.observer = observer
        isObserved = observer != nil
        for stream in setting.scenario.clients.indices {
            sources.append(ClientSource(setting, stream, key))
        }
        absences = setting.scenario.absences.isEmpty ? [] : setting.absences(key)
        end = setting.midnights[setting.scenario.days]
        tally = BookTally(setting, absences)
    }

    /// Runs to the end of the last day.
    mutating func run() throws(StudyError) {
        for stream in sources.indices { expect(stream, after: 0) }
        for (number, absence) in absences.enumerated() {
            let morning = setting.midnights[absence.days.lowerBound] + 6 * 3_600
            list.add(Int32(number), at: Double(morning), priority: 10)
        }
        while true {
            let (timer, ask, other) = (timers.time, asks.time, list.nextTime)
            let time = min(timer, ask, other)
            guard time < Double(end) else { break }
            let now = Int(time)
            if timer < min(ask, other) || (timer == time && isTimerFirst(at: time)) {
                try happen(Int32(truncatingIfNeeded: timers.first), at: now)
            } else if ask < other {
                try self.ask(asks.first, at: now, exactly: time)
            } else if let absence = list.next() {
                // Absences come before those who ask at the same moment.
                try absent(absences[Int(absence.event)], at: now)
            }
        }
        tally.finish()
    }

    /// Whether the first timer comes before all else of its moment.
    @inline(never)
    private func isTimerFirst(at time: Double) -> Bool {
        (asks.time > time || timers.order < asks.order)
            && (list.nextTime > time || timers.order < list.nextOrder)
    }

    /// What comes next for a client happens; what it leaves behind is cleared or set anew there.
    private mutating func happen(_ slot: Int32, at now: Int) throws(StudyError) {
        switch clients[Int(slot)].coming {
        case .meeting: try meet(slot, at: now)
        case .cancelling: try cancel(slot, at: now)
        case .givingUp: try giveUp(slot, at: now)
        case .nothing: timers.clear(Int(slot))
        }
    }

    /// Enters when the next client of a stream asks.
    private mutating func expect(_ stream: Int, after time: Double) {
        let next = sources[stream].nextArrival(after: time)
        asks.set(stream, at: next, order: list.enter(priority: 40))
    }

    /// Enters what comes next for a client, in the place of what was to come.
    private mutating func setTimer(
        _ slot: Int32, _ coming: BookClient.Coming, at time: Int, priority: UInt8
    ) {
        clients[Int(slot)].coming = coming
        timers.set(Int(slot), at: Double(time), order: list.enter(priority: priority))
    }

    private func question(
        _ client: BookClient, from: Int, to: Int, onlyOwn: Bool = false, isNew: Bool = false
    ) -> BookQuestion {
        BookQuestion(
            stream: Int(client.stream), client: Int(client.number), from: from, to: to,
            own: client.own, onlyOwn: onlyOwn, entry: client.entry, isNew: isNew)
    }

    /// The end of the window of a client.
    private func limit(_ client: BookClient) -> Int {
        client.asked + setting.kinds[Int(client.stream)].window
    }

    private mutating func ask(
        _ stream: Int, at now: Int, exactly time: Double
    ) throws(StudyError) {
        expect(stream, after: time)
        let client = sources[stream].client(asked: now)
        client.mix(into: &population)
        tally.asked(client)
        let slot: Int32
        if let free = vacant.popLast() {
            slot = free
            clients[Int(free)] = client
        } else {
            slot = Int32(clients.count)
            clients.append(client)
        }
        let question = question(
            client, from: now + setting.kinds[stream].notice, to: limit(client), isNew: true)
        if let place = try book.take(question, at: now) {
            tally.booked(client, place, at: now)
            stand(slot, at: place, now)
        } else if policy.backfills, client.wait < setting.kinds[stream].waits {
            clients[Int(slot)].entry = try book.enlist(question, at: now)
            waiting.append(slot)
            tally.enlisted(client)
            note(.enlisted, slot, now)
            setTimer(slot, .givingUp, at: limit(client), priority: 20)
        } else {
            tally.refused(client)
            note(.refused, slot, now)
            leave(slot)
        }
    }

    /// Enters what will become of an appointment.
    private mutating func stand(_ slot: Int32, at place: BookedPlace, _ now: Int) {
        let index = Int(slot)
        clients[index].place = place
        clients[index].booked = now
        note(.booked, slot, now)
        schedule(slot, now)
    }

    private mutating func schedule(_ slot: Int32, _ now: Int) {
        let index = Int(slot)
        let (start, booked) = (clients[index].place.start, clients[index].booked)
        if clients[index].cancel < setting.kinds[Int(clients[index].stream)].cancels {
            let moment = max(now, booked + Int(clients[index].cancelAt * Double(start - booked)))
            if moment < start {
                setTimer(slot, .cancelling, at: moment, priority: 20)
                return
            }
        }
        setTimer(slot, .meeting, at: start, priority: 30)
    }

    private mutating func leave(_ slot: Int32) {
        if clients[Int(slot)].coming != .nothing { timers.clear(Int(slot)) }
        clients[Int(slot)].coming = .nothing
        clients[Int(slot)].isThere = false
        vacant.append(slot)
    }

    @inline(__always)
    private mutating func note(_ kind: BookStep.Kind, _ slot: Int32, _ now: Int) {
        if isObserved { report(kind, slot, now) }
    }

    /// Mutating, as everything that is called while events happen: else the run is copied for it.
    @inline(never)
    private mutating func report(_ kind: BookStep.Kind, _ slot: Int32, _ now: Int) {
        let client = clients[Int(slot)]
        observer?(
            BookStep(
                kind: kind, at: now, stream: Int(client.stream), client: Int(client.number),
                start: client.place.counsellor < 0 ? -1 : client.place.start,
                counsellor: Int(client.place.counsellor)))
    }

    private mutating func cancel(_ slot: Int32, at now: Int) throws(StudyError) {
        let client = clients[Int(slot)]
        try book.giveBack(client.place, byClient: true, at: now)
        tally.cancelled(client)
        note(.cancelled, slot, now)
        leave(slot)
        try refill(client.place, at: now)
    }

    private mutating func giveUp(_ slot: Int32, at now: Int) throws(StudyError) {
        try book.withdraw(entry: clients[Int(slot)].entry, at: now)
        waiting.removeAll { $0 == slot }
        tally.refused(clients[Int(slot)])
        note(.gaveUp, slot, now)
        leave(slot)
    }

    /// Offers a place that was given back to the waiting list, in order.
    private mutating func refill(_ place: BookedPlace, at now: Int) throws(StudyError) {
        guard !waiting.isEmpty, place.start > now else { return }
        for (position, slot) in waiting.enumerated() {
            let client = clients[Int(slot)]
            let earliest = client.asked + setting.kinds[Int(client.stream)].notice
            guard place.start >= earliest, place.end <= limit(client) else { continue }
            let question = question(client, from: place.start, to: place.end)
            guard let found = try book.take(question, at: now) else { continue }
            waiting.remove(at: position)
            clients[Int(slot)].entry = 0
            tally.booked(client, found, at: now)
            tally.refilled(client)
            stand(slot, at: found, now)
            return
        }
    }

    private mutating func meet(_ slot: Int32, at now: Int) throws(StudyError) {
        let client = clients[Int(slot)]
        let lead = Double(client.place.start - client.booked) / 86_400
        let share = setting.noShowShare(setting.kinds[Int(client.stream)], after: lead)
        let came = client.show >= share
        try book.meet(client.place, came: came, at: now)
        tally.met(client, came: came)
        note(came ? .attended : .missed, slot, now)
        leave(slot)
    }
}

/// Absences, and what becomes of the appointments that they break.
extension BookRun {
    private mutating func absent(
        _ absence: BookSetting.Absence, at now: Int
    ) throws(StudyError) {
        try book.absent(absence.counsellor, days: absence.days, at: now)
        let back = setting.midnights[absence.days.upperBound]
        let orphans = clients.indices.filter { index in
            let client = clients[index]
            return client.isThere && client.entry == 0
                && client.place.counsellor == absence.counsellor && client.place.start >= now
                && client.place.start < back
        }.sorted { left, right in
            let (a, b) = (clients[left], clients[right])
            return (a.place.start, a.stream, a.number) < (b.place.start, b.stream, b.number)
        }
        for index in orphans {
            try repair(Int32(index), back: back, at: now)
        }
    }

    /// Moves an appointment to somebody else, or calls it off and asks anew.
    private mutating func repair(_ slot: Int32, back: Int, at now: Int) throws(StudyError) {
        let client = clients[Int(slot)]
        let kind = setting.kinds[Int(client.stream)]
        // Nobody is asked to come in less than an hour.
        let from = now + max(3_600, kind.notice)
        let to = max(limit(client), now + kind.window)
        let agrees = client.consent < kind.consents
        if policy.repair == .transfer, agrees {
            var ask = question(client, from: from, to: to)
            // Their own counsellor is not there.
            if client.own == client.place.counsellor { ask.own = -1 }
            if let place = try book.move(client.place, ask, at: now) {
                tally.moved(client, to: place)
                clients[Int(slot)].place = place
                note(.moved, slot, now)
                // What the client decided when booking holds for the new time.
                schedule(slot, now)
                return
            }
        }
        try book.giveBack(client.place, byClient: false, at: now)
        tally.revoked(client, declined: policy.repair == .transfer && !agrees)
        note(.revoked, slot, now)
        let isDeclined = policy.repair == .transfer && !agrees
        var ask = question(client, from: isDeclined ? max(from, back) : from, to: to)
        if isDeclined {
            ask.own = client.place.counsellor
            ask.onlyOwn = true
        }
        if let place = try book.take(ask, at: now) {
            tally.rebooked(client)
            stand(slot, at: place, now)
        } else {
            tally.lost(client)
            note(.refused, slot, now)
            leave(slot)
        }
    }
}
