/// One connection as a state machine: bytes and instants go in; requests, bytes to send and what to
/// do with the socket come out. It touches no socket and reads no clock.
///
/// One request at a time is with the handler; what the client has sent behind it waits in the
/// buffer, so that answers keep their order and a request sees what the one before it did.
struct HTTPConnection {
    /// Where the connection stands.
    enum Phase: Hashable {
        /// Waiting for a request, or for the rest of one.
        case reading
        /// The request of this number is with the handler.
        case answering(Int)
        /// The last answer goes out.
        case finishing
        /// Everything is sent and our half is closed; what still comes is dropped.
        case lingering
        /// Nothing is left to do but to close the socket.
        case closed
    }

    private let limits: SharedLimits
    private let origin: HTTPRequest.Origin
    private(set) var phase = Phase.reading
    /// Whether the client does not take what waits for it: then nothing of it is worth keeping, in
    /// the system's buffers neither.
    private(set) var isAbandoned = false
    private var parser: RequestParser
    private var input: [UInt8] = []
    private var position = 0
    private var output: [UInt8] = []
    private var outputStart = 0

    /// Requests and refusals so far: the number of the current one.
    private var number = 0
    private var ready: HTTPRequest?
    private var isPeerDone = false
    private var isStopping = false
    private var drained = 0

    // What the exchange in work will be logged with.
    private var received = 0
    private var firstByte: MonotonicInstant?
    private var delivered = MonotonicInstant(nanoseconds: 0)

    private var phaseDeadline: MonotonicInstant?
    private var writeDeadline: MonotonicInstant?
    private var sentInWindow = 0

    /// A connection that has just been opened.
    init(limits: SharedLimits, origin: HTTPRequest.Origin, at moment: Moment) {
        self.limits = limits
        self.origin = origin
        parser = RequestParser(limits: limits)
        phaseDeadline = moment.instant + limits.head
    }

    // MARK: What the driver asks

    /// Whether bytes should be read from the socket.
    var wantsInput: Bool {
        switch phase {
        case .reading: !isPeerDone && pendingOutput < limits.values.pendingOutput
        case .answering: !isPeerDone && input.count - position < limits.values.pendingInput
        case .finishing: false
        case .lingering: true
        case .closed: false
        }
    }

    /// The bytes that wait to be sent.
    var pendingOutput: Int { output.count - outputStart }

    /// When ``expire(at:into:)`` must be called, if nothing happens before.
    var deadline: MonotonicInstant? {
        if phase == .closed { return nil }
        guard let writeDeadline else { return phaseDeadline }
        return phaseDeadline.map { min($0, writeDeadline) } ?? writeDeadline
    }

    /// What the driver does about the socket now. Mutating, as are the other questions that are
    /// asked for every request, so that the answer does not cost a copy of the connection.
    struct Standing {
        var phase: Phase
        var wantsInput: Bool
        var hasOutput: Bool
        var deadline: MonotonicInstant?
    }

    /// How the connection stands.
    mutating func standing() -> Standing {
        Standing(
            phase: phase, wantsInput: wantsInput, hasOutput: pendingOutput > 0, deadline: deadline)
    }

    /// Calls `write` with the output and where in it the bytes that wait begin, if there are any.
    ///
    /// - Parameter write: Sends what it can; the count, or nothing where the socket is broken.
    mutating func send(
        at moment: Moment, into exchanges: inout [Exchange], by write: ([UInt8], Int) -> Int?
    ) {
        guard pendingOutput > 0, phase != .closed else { return }
        guard let count = write(output, outputStart) else { return fail() }
        if count > 0 { sent(count, at: moment, into: &exchanges) }
    }

    /// Whether a request waits to be taken.
    mutating func hasRequest() -> Bool { ready != nil }

    /// The request that is to be answered, once.
    mutating func takeRequest() -> (number: Int, request: HTTPRequest)? {
        guard let request = ready.take() else { return nil }
        return (number, request)
    }

    // MARK: What happens to it

    /// Bytes came.
    mutating func receive(
        _ bytes: ArraySlice<UInt8>, at moment: Moment, into exchanges: inout [Exchange]
    ) {
        switch phase {
        case .reading, .answering:
            input.append(contentsOf: bytes)
            advance(at: moment, into: &exchanges)
        case .finishing, .lingering:
            drained += bytes.count
            if drained > limits.values.lingerBytes { phase = .closed }
        case .closed: break
        }
    }

    /// The client has closed its half.
    mutating func receiveEnd(at moment: Moment, into exchanges: inout [Exchange]) {
        isPeerDone = true
        switch phase {
        case .reading: advance(at: moment, into: &exchanges)
        case .lingering: phase = .closed
        case .answering, .finishing, .closed: break
        }
    }

    /// The handler has answered request `number`.
    ///
    /// - Returns: Whether somebody waited for it: not after a deadline, and not twice.
    @discardableResult
    mutating func respond(
        _ number: Int, _ response: HTTPResponse, at moment: Moment,
        into exchanges: inout [Exchange]
    ) -> Bool {
        guard phase == .answering(number) else { return false }
        let closes =
            parser.head.wantsClose || parser.head.isOld || isStopping
            || number >= limits.values.requestsPerConnection
            || isPeerDone && position == input.count
        append(response, closes: closes, rejection: nil, at: moment, into: &exchanges)
        if closes {
            finish(at: moment)
        } else {
            beginRequest(at: moment)
            advance(at: moment, into: &exchanges)
        }
        return true
    }

    /// `count` bytes of the output were sent.
    private mutating func sent(
        _ count: Int, at moment: Moment, into exchanges: inout [Exchange]
    ) {
        outputStart += count
        sentInWindow += count
        if outputStart == output.count {
            // A small buffer is worth keeping; a large one is not, while the connection idles.
            output.removeAll(keepingCapacity: output.capacity <= 4_096)
            outputStart = 0
            writeDeadline = nil
            if phase == .finishing { linger(at: moment) }
        }
        if phase == .reading, pendingOutput < limits.values.pendingOutput {
            advance(at: moment, into: &exchanges)
        }
    }

    /// The socket is broken: nothing can be sent any more.
    mutating func fail() {
        phase = .closed
        ready = nil
    }

    /// The server stops: what is in work is finished, and nothing new begins.
    mutating func stop(at moment: Moment) {
        isStopping = true
        if phase == .reading, firstByte == nil { finish(at: moment) }
    }

    /// Turns the whole connection away, with an answer.
    mutating func refuse(
        _ rejection: Rejection, at moment: Moment, into exchanges: inout [Exchange]
    ) {
        reject(rejection, at: moment, into: &exchanges)
    }

    /// Time has passed: whatever deadline is due takes effect.
    mutating func expire(at moment: Moment, into exchanges: inout [Exchange]) {
        if let writeDeadline, writeDeadline <= moment.instant {
            guard sentInWindow >= limits.values.writeProgress else {
                isAbandoned = true
                fail()
                return
            }
            self.writeDeadline = moment.instant + limits.write
            sentInWindow = 0
        }
        guard let phaseDeadline, phaseDeadline <= moment.instant else { return }
        self.phaseDeadline = nil
        switch phase {
        case .reading:
            if firstByte == nil {
                finish(at: moment)
            } else {
                let rejection: Rejection = parser.isPastHead ? .contentDeadline : .headDeadline
                reject(rejection, at: moment, into: &exchanges)
            }
        case .answering: reject(.answerDeadline, at: moment, into: &exchanges)
        case .finishing: break
        case .lingering: phase = .closed
        case .closed: break
        }
    }

    // MARK: Steps

    /// Parses what is there, as far as requests may begin.
    private mutating func advance(at moment: Moment, into exchanges: inout [Exchange]) {
        while phase == .reading, pendingOutput < limits.values.pendingOutput {
            if firstByte == nil {
                guard position < input.count else { break }
                firstByte = moment.instant
                phaseDeadline = moment.instant + limits.head
            }
            let start = position
            let outcome = parser.parse(input, from: &position)
            received += position - start
            switch outcome {
            case .needsMore:
                compact()
                if isPeerDone { reject(.incompleteRequest, at: moment, into: &exchanges) }
                return
            case .head:
                phaseDeadline = moment.instant + limits.content
                askForContent(at: moment)
            case .rejected(let rejection):
                received += input.count - position
                reject(rejection, at: moment, into: &exchanges)
            case .complete: deliver(at: moment, into: &exchanges)
            }
        }
        compact()
        if isPeerDone, phase == .reading, firstByte == nil, position == input.count {
            finish(at: moment)
        }
    }

    private mutating func askForContent(at moment: Moment) {
        guard parser.head.expectsContinue, !parser.head.isOld, position == input.count else {
            return
        }
        output.append(contentsOf: ResponseWriter.interim)
        startWriting(at: moment)
    }

    private mutating func deliver(at moment: Moment, into exchanges: inout [Exchange]) {
        number += 1
        delivered = moment.instant
        phase = .answering(number)
        guard parser.head.target.isAsterisk else {
            ready = parser.takeRequest(from: origin)
            phaseDeadline = moment.instant + limits.answer
            return
        }
        // `OPTIONS *` asks about the server, not about anything that a handler has.
        var response = HTTPResponse(status: 204, route: "*")
        response.fields.append("allow", RequestHead.methods)
        respond(number, response, at: moment, into: &exchanges)
    }

    private mutating func beginRequest(at moment: Moment) {
        phase = .reading
        parser.reset()
        received = 0
        firstByte = nil
        phaseDeadline = moment.instant + limits.idle
    }

    /// Answers with a problem of the server's own and closes.
    private mutating func reject(
        _ rejection: Rejection, at moment: Moment, into exchanges: inout [Exchange]
    ) {
        if case .answering = phase {} else { delivered = moment.instant }
        append(rejection.response, closes: true, rejection: rejection, at: moment, into: &exchanges)
        finish(at: moment)
    }

    private mutating func append(
        _ response: HTTPResponse, closes: Bool, rejection: Rejection?, at moment: Moment,
        into exchanges: inout [Exchange]
    ) {
        let before = output.count
        let method = parser.head.method
        let writer = ResponseWriter(date: moment.date, isHead: method == "HEAD", closes: closes)
        let status = writer.append(response, to: &output)
        startWriting(at: moment)
        exchanges.append(
            Exchange(
                method: method.isEmpty ? nil : method, route: response.route, status: status,
                rejection: status == response.status ? rejection : .badAnswer,
                received: received, sent: output.count - before,
                receiving: delivered - (firstByte ?? delivered),
                answering: moment.instant - delivered))
    }

    private mutating func startWriting(at moment: Moment) {
        guard writeDeadline == nil else { return }
        writeDeadline = moment.instant + limits.write
        sentInWindow = 0
    }

    /// No further request: sends what waits and closes our half.
    private mutating func finish(at moment: Moment) {
        ready = nil
        input = []
        position = 0
        phaseDeadline = nil
        phase = .finishing
        if pendingOutput == 0 { linger(at: moment) }
    }

    private mutating func linger(at moment: Moment) {
        phase = isPeerDone ? .closed : .lingering
        phaseDeadline = moment.instant + limits.linger
    }

    /// Forgets the input that was understood.
    private mutating func compact() {
        if position == input.count {
            input.removeAll(keepingCapacity: input.capacity <= 4_096)
            position = 0
        } else if position > 4_096, position * 2 > input.count {
            input.removeSubrange(..<position)
            position = 0
        }
    }
}
