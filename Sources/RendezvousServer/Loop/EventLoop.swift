/// Serves connections on one thread: waits, reads, hands requests over, writes, closes.
///
/// All that it decides about a connection it asks of ``HTTPConnection``; all that it does to the
/// world goes through its system.
struct EventLoop<System: SocketSystem> {
    /// What loops share.
    struct Surroundings {
        var limits: SharedLimits
        var handler: any HTTPHandler
        var ledger: ConnectionLedger
        var metrics: ServerMetrics
        var log: AccessLog?
        /// The mailboxes of all loops; connections are dealt to them in turn.
        var mailboxes: [Mailbox]
    }

    /// A connection and its socket.
    struct Slot {
        var generation: UInt32 = 0
        var descriptor: Descriptor = -1
        var origin = HTTPRequest.Origin.local
        var admission = ConnectionLedger.Admission.served
        var interest: Interest = []
        var hasFinishedSending = false
        /// The connection; nothing where the slot is free.
        var connection: HTTPConnection?
    }

    private static var listenerToken: UInt64 { .max }
    private static var wakeToken: UInt64 { .max - 1 }
    /// Deadlines are looked through at most once in this span: so late may one take effect.
    static var deadlinePrecision: Duration { .milliseconds(10) }
    /// For how long no connections are taken where there are no descriptors, not even the spare.
    static var acceptPause: Duration { .milliseconds(100) }
    /// Connections taken in one turn, so that those that are open are served between.
    private static var acceptsPerTurn: Int { 64 }

    var system: System
    let surroundings: Surroundings
    private let mailbox: Mailbox
    private var listener: Listener?
    private var isListening = false
    private var resumesAccepting: MonotonicInstant?
    private var nextLoop = 0

    private(set) var slots: [Slot] = []
    private var free: [Int] = []
    private(set) var openCount = 0
    private var stopDeadline: MonotonicInstant?
    private var nextScan = MonotonicInstant(nanoseconds: .max)
    private var lastScan = MonotonicInstant(nanoseconds: .min)

    private var moment = Moment(instant: MonotonicInstant(nanoseconds: 0), date: "")
    private var milliseconds: Int64 = 0
    private var dateSecond = Int64.min

    // Used again in each turn.
    private var ready: [Ready] = []
    private var letters: [Letter] = []
    private var exchanges: [Exchange] = []
    private var counts = ConnectionCounts()
    private var buffer = [UInt8](repeating: 0, count: 65_536)

    /// A loop that reads the mailbox at `index`, and takes connections where it has a listener.
    init(system: System, surroundings: Surroundings, index: Int, listener: Listener?) {
        self.system = system
        self.surroundings = surroundings
        mailbox = surroundings.mailboxes[index]
        self.listener = listener
        tick()
        _ = self.system.watch(mailbox.wakeDescriptor, .reading, token: Self.wakeToken)
        listen()
    }

    /// Serves until it is told to stop.
    mutating func run() {
        while turn() {}
    }

    // MARK: A turn

    /// Waits once and does what has become possible; false when everything is closed.
    mutating func turn() -> Bool {
        ready.removeAll(keepingCapacity: true)
        if mailbox.sleep() {
            system.wait(until: nextDeadline, into: &ready)
            mailbox.awake()
        } else {
            system.wait(until: moment.instant, into: &ready)
        }
        tick()
        for readiness in ready { react(to: readiness) }
        readLetters()
        if moment.instant >= nextScan { expire() }
        if let resumesAccepting, resumesAccepting <= moment.instant { listen() }
        report()
        return !hasEnded()
    }

    private var nextDeadline: MonotonicInstant? {
        var next = nextScan
        if let stopDeadline { next = min(next, stopDeadline) }
        if let resumesAccepting { next = min(next, resumesAccepting) }
        return next.nanoseconds == .max ? nil : next
    }

    private mutating func tick() {
        let (instant, milliseconds) = system.clocks()
        moment.instant = instant
        self.milliseconds = milliseconds
        let second = milliseconds / 1_000
        guard second != dateSecond else { return }
        dateSecond = second
        moment.date = HTTPDate.text(secondsSince1970: second)
    }

    private mutating func react(to readiness: Ready) {
        switch readiness.token {
        case Self.listenerToken: accept()
        case Self.wakeToken: system.drainWake(mailbox.wakeDescriptor)
        default:
            let index = Int(truncatingIfNeeded: readiness.token & 0xFFFF_FFFF)
            let generation = UInt32(truncatingIfNeeded: readiness.token >> 32)
            guard slots[index].generation == generation, slots[index].connection != nil else {
                return
            }
            if readiness.isReadable { read(index) }
            // After reading: what had come before the end still counts, but nothing can be sent.
            if readiness.isBroken { slots[index].connection?.fail() }
            settle(index)
        }
    }

    private mutating func read(_ index: Int) {
        guard slots[index].connection?.standing().wantsInput == true else { return }
        switch system.read(slots[index].descriptor, into: &buffer) {
        case .bytes(let count):
            slots[index].connection?.receive(buffer[..<count], at: moment, into: &exchanges)
        case .end: slots[index].connection?.receiveEnd(at: moment, into: &exchanges)
        case .wouldBlock: break
        case .failed: slots[index].connection?.fail()
        }
    }

    // MARK: Requests and answers

    /// Hands over what is ready, sends what waits, and asks the system for what comes next.
    private mutating func settle(_ index: Int) {
        repeat {
            while let (number, request) = slots[index].connection?.takeRequest() {
                let ticket = Ticket(
                    slot: index, generation: slots[index].generation, number: number)
                let mailbox = mailbox
                surroundings.handler.handle(request) { response in
                    mailbox.post(.answer(ticket: ticket, response: response))
                }
                // What the handler took is its own, not the next turn's.
                moment.instant = system.instant()
                readLetters(except: index)
            }
            Self.flush(&slots[index], &system, at: moment, into: &exchanges)
        } while slots[index].connection?.hasRequest() == true
        update(index)
    }

    /// Reads the letters that have come. The connection at `current` is being settled already.
    private mutating func readLetters(except current: Int? = nil) {
        mailbox.take(into: &letters)
        guard !letters.isEmpty else { return }
        var taken: [Letter] = []
        swap(&taken, &letters)
        for letter in taken { read(letter, current) }
        // Back where it came from, with its capacity.
        if letters.isEmpty {
            taken.removeAll(keepingCapacity: true)
            swap(&taken, &letters)
        }
    }

    private mutating func read(_ letter: Letter, _ current: Int?) {
        switch letter {
        case .answer(let ticket, let response):
            guard slots[ticket.slot].generation == ticket.generation else { return }
            slots[ticket.slot].connection?.respond(
                ticket.number, response, at: moment, into: &exchanges)
            if ticket.slot != current { settle(ticket.slot) }
        case .connection(let descriptor, let origin, let admission):
            adopt(descriptor, origin, admission)
        case .stop(let deadline): stop(until: deadline)
        }
    }

    /// One write for all that waits.
    private static func flush(
        _ slot: inout Slot, _ system: inout System, at moment: Moment,
        into exchanges: inout [Exchange]
    ) {
        let descriptor = slot.descriptor
        slot.connection?.send(at: moment, into: &exchanges) { bytes, start in
            switch system.send(descriptor, bytes, from: start) {
            case .bytes(let count): count
            case .wouldBlock: 0
            case .end, .failed: nil
            }
        }
    }

    /// Brings socket, interest and deadline in line with what the connection says.
    private mutating func update(_ index: Int) {
        guard let standing = slots[index].connection?.standing() else { return }
        if standing.phase == .closed {
            close(index)
            return
        }
        if standing.phase == .lingering, !slots[index].hasFinishedSending {
            slots[index].hasFinishedSending = true
            system.finishSending(slots[index].descriptor)
        }
        var interest: Interest = standing.wantsInput ? .reading : []
        if standing.hasOutput { interest.insert(.writing) }
        if interest != slots[index].interest {
            slots[index].interest = interest
            system.change(slots[index].descriptor, interest, token: token(index))
        }
        if let deadline = standing.deadline { scan(by: deadline) }
    }

    private func token(_ index: Int) -> UInt64 {
        UInt64(slots[index].generation) << 32 | UInt64(index)
    }

    // MARK: Deadlines

    private mutating func scan(by deadline: MonotonicInstant) {
        guard deadline < nextScan else { return }
        nextScan = max(deadline, lastScan + Self.deadlinePrecision)
    }

    private mutating func expire() {
        nextScan = MonotonicInstant(nanoseconds: .max)
        lastScan = moment.instant
        for index in slots.indices {
            guard let deadline = slots[index].connection?.deadline else { continue }
            guard deadline <= moment.instant else {
                scan(by: deadline)
                continue
            }
            slots[index].connection?.expire(at: moment, into: &exchanges)
            settle(index)
        }
    }

    // MARK: Connections

    private mutating func listen() {
        resumesAccepting = nil
        guard let listener, !isListening else { return }
        isListening = system.watch(listener.descriptor, .reading, token: Self.listenerToken)
    }

    private mutating func accept() {
        guard let listener, isListening else { return }
        for _ in 0..<Self.acceptsPerTurn {
            switch system.accept(listener.descriptor) {
            case .none: return
            case .gone: continue
            case .connection(let descriptor, let origin): admit(descriptor, origin)
            case .exhausted:
                counts.exhausted += 1
                guard refuseWithSpare(listener) else {
                    system.unwatch(listener.descriptor)
                    isListening = false
                    resumesAccepting = moment.instant + Self.acceptPause
                    return
                }
            }
        }
    }

    private mutating func admit(_ descriptor: Descriptor, _ origin: HTTPRequest.Origin) {
        guard isKnown(descriptor, origin) else {
            counts.dropped += 1
            system.close(descriptor)
            return
        }
        let admission = surroundings.ledger.admit(origin)
        switch admission {
        case .served: counts.opened += 1
        case .refused: counts.refused += 1
        case .dropped:
            counts.dropped += 1
            system.close(descriptor)
            return
        }
        let other = surroundings.mailboxes[nextLoop]
        nextLoop = (nextLoop + 1) % surroundings.mailboxes.count
        if other === mailbox {
            adopt(descriptor, origin, admission)
        } else if !other.post(.connection(descriptor, origin, admission)) {
            forget(descriptor, origin, admission)
        }
    }

    /// Whether a connection at a Unix socket is of a user who may have one.
    private mutating func isKnown(_ descriptor: Descriptor, _ origin: HTTPRequest.Origin) -> Bool {
        guard origin == .local, let users = surroundings.limits.values.socketUsers else {
            return true
        }
        return system.user(descriptor).map(users.contains) ?? false
    }

    /// There is no descriptor: the spare one is given up for a moment, so that a client that waits
    /// is told instead of waiting without end, and so that the loop does not spin.
    private mutating func refuseWithSpare(_ listener: Listener) -> Bool {
        guard system.releaseSpare() else { return false }
        defer { system.takeSpare() }
        switch system.accept(listener.descriptor) {
        case .connection(let descriptor, _):
            var answer: [UInt8] = []
            _ = ResponseWriter(date: moment.date, closes: true)
                .append(Rejection.tooManyConnections.response, to: &answer)
            _ = system.send(descriptor, answer, from: 0)
            system.finishSending(descriptor)
            system.close(descriptor)
            return true
        case .none, .gone: return true
        case .exhausted: return false
        }
    }

    private mutating func adopt(
        _ descriptor: Descriptor, _ origin: HTTPRequest.Origin,
        _ admission: ConnectionLedger.Admission
    ) {
        let index = free.popLast() ?? slots.count
        if index == slots.count { slots.append(Slot()) }
        slots[index].descriptor = descriptor
        slots[index].origin = origin
        slots[index].admission = admission
        slots[index].interest = .reading
        slots[index].hasFinishedSending = false
        guard system.watch(descriptor, .reading, token: token(index)) else {
            free.append(index)
            forget(descriptor, origin, admission)
            return
        }
        openCount += 1
        var connection = HTTPConnection(limits: surroundings.limits, origin: origin, at: moment)
        if admission == .refused {
            connection.refuse(.tooManyConnections, at: moment, into: &exchanges)
        } else if stopDeadline != nil {
            connection.refuse(.stopping, at: moment, into: &exchanges)
        }
        slots[index].connection = connection
        settle(index)
    }

    private mutating func close(_ index: Int) {
        let slot = slots[index]
        let isAbandoned = slot.connection?.isAbandoned ?? false
        slots[index].connection = nil
        slots[index].generation &+= 1
        free.append(index)
        openCount -= 1
        system.unwatch(slot.descriptor)
        forget(slot.descriptor, slot.origin, slot.admission, isAbandoned: isAbandoned)
    }

    /// Closes a socket that was counted in.
    private mutating func forget(
        _ descriptor: Descriptor, _ origin: HTTPRequest.Origin,
        _ admission: ConnectionLedger.Admission, isAbandoned: Bool = false
    ) {
        if isAbandoned { system.abandon(descriptor) } else { system.close(descriptor) }
        surroundings.ledger.leave(origin, admission)
        if admission == .served { counts.closed += 1 }
    }

    // MARK: Stopping

    private mutating func stop(until deadline: MonotonicInstant) {
        stopDeadline = stopDeadline.map { min($0, deadline) } ?? deadline
        if let listener {
            if isListening { system.unwatch(listener.descriptor) }
            listener.removeFile()
            system.close(listener.descriptor)
            self.listener = nil
            resumesAccepting = nil
        }
        for index in slots.indices where slots[index].connection != nil {
            slots[index].connection?.stop(at: moment)
            settle(index)
        }
    }

    private mutating func hasEnded() -> Bool {
        guard let stopDeadline else { return false }
        guard openCount == 0 || moment.instant >= stopDeadline else { return false }
        for index in slots.indices where slots[index].connection != nil { close(index) }
        for case .connection(let descriptor, let origin, let admission) in mailbox.shut() {
            forget(descriptor, origin, admission)
        }
        report()
        return true
    }

    // MARK: Reports

    private mutating func report() {
        if !exchanges.isEmpty || counts != ConnectionCounts() {
            surroundings.metrics.record(exchanges, counts)
        }
        if !exchanges.isEmpty { surroundings.log?.append(exchanges, milliseconds) }
        exchanges.removeAll(keepingCapacity: true)
        counts = ConnectionCounts()
    }
}
