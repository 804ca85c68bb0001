/// A kind of calls during a run: when its next call comes, and what its next callers bring along.
///
/// Random numbers come in blocks of four. Gaps are drawn a block at a time and clients four at a
/// time, with their logarithms where a law needs them: work that does not wait for anything else.
/// Which numbers they are does not change by that.
struct KindState {
    private let process: ArrivalProcess
    private let handling: Distribution
    private let patience: Distribution?
    private let key: StreamKey
    private let philox: Philox
    private let number: UInt64
    /// The mean length if lengths are exponential, else not a number.
    private let lengthMean: Double
    /// The mean gap if calls are Poisson.
    private let gapMean: Double
    /// How many parts a call has, and the line of the first.
    let parts: Int
    let firstLine: Int
    let isHandedOver: Bool

    /// When the next call comes.
    private(set) var nextArrival = Double.infinity
    /// The period of the next call, of a kind whose rates hold for periods.
    private var ratePeriod = RatePeriod()
    /// The stream of gaps that take more than one number.
    private var stream: RandomStream
    private var gapPlace: UInt64 = 0
    private var gapLogs = SIMD4<Double>()
    private var born: UInt64 = 0
    private var first = SIMD4<UInt64>()
    private var second = SIMD4<UInt64>()
    private var third = SIMD4<UInt64>()
    private var lengthLogs = SIMD4<Double>()

    /// What a client brings along.
    struct Client {
        let entity: UInt64
        let length: Double
        /// Random bits for the length, the patience, and decisions.
        let bits: (UInt64, UInt64, UInt64)
    }

    init(
        _ kind: CallKind, _ number: Int, _ key: StreamKey, factor: Double, parts: Int,
        firstLine: Int, isHandedOver: Bool
    ) {
        process = kind.arrivals
        handling = kind.handling
        patience = kind.patience
        self.key = key
        philox = Philox(key: (key.seed, key.replication))
        self.number = UInt64(number)
        lengthMean = handling.law == .exponential ? handling.a : .nan
        gapMean = process.kind == .poisson ? process.gap.a / factor : .nan
        self.parts = parts
        self.firstLine = firstLine
        self.isHandedOver = isHandedOver
        stream = key.stream(.arrival, entity: self.number)
        switch process.kind {
        case .poisson: nextArrival = -process.gap.a * gapLog() / factor
        case .rates: changePeriod(needing: -gapLog() / factor, after: 0)
        default: nextArrival = process.next(after: 0, factor: factor, &stream)
        }
    }

    /// A call has come: draws when the next one does.
    @inline(__always)
    mutating func advance(from now: Double, factor: Double) {
        switch process.kind {
        case .poisson: nextArrival = now - gapMean * gapLog()
        case .rates:
            let need = -gapLog() / factor
            if now < ratePeriod.end, need < ratePeriod.rate * (ratePeriod.end - now) {
                nextArrival = now + need / ratePeriod.rate
            } else {
                changePeriod(needing: need, after: now)
            }
        default: nextArrival = process.next(after: now, factor: factor, &stream)
        }
    }

    /// The next call lies in another period than this one.
    @inline(never)
    private mutating func changePeriod(needing need: Double, after now: Double) {
        nextArrival = process.next(needing: need, after: now)
        ratePeriod = process.ratePeriod(at: nextArrival)
    }

    /// The logarithm of the next number of the stream of gaps.
    @inline(__always)
    private mutating func gapLog() -> Double {
        let lane = Int(gapPlace & 3)
        if lane == 0 { drawGaps() }
        gapPlace &+= 1
        return gapLogs[lane]
    }

    @inline(never)
    private mutating func drawGaps() {
        let bits = philox.block((gapPlace >> 2, number, Purpose.arrival.rawValue, 0))
        gapLogs = Self.logs(SIMD4(bits.0, bits.1, bits.2, bits.3))
    }

    /// Four logarithms that do not wait for each other.
    @inline(__always)
    private static func logs(_ bits: SIMD4<UInt64>) -> SIMD4<Double> {
        SIMD4(
            Elementary.normalLog(RandomStream.unit(bits[0])),
            Elementary.normalLog(RandomStream.unit(bits[1])),
            Elementary.normalLog(RandomStream.unit(bits[2])),
            Elementary.normalLog(RandomStream.unit(bits[3])))
    }

    /// The client who calls now. Everything that they bring along is from numbers of their own.
    @inline(__always)
    mutating func nextClient() -> Client {
        let lane = Int(born & 3)
        if lane == 0 { drawClients() }
        let entity = number << 40 &+ born
        born &+= 1
        let length =
            lengthMean > 0
            ? -lengthMean * lengthLogs[lane] : sampleLength(first[lane], entity)
        return Client(
            entity: entity, length: length, bits: (first[lane], second[lane], third[lane]))
    }

    @inline(never)
    private mutating func drawClients() {
        for lane in 0..<4 {
            let entity = number << 40 &+ born &+ UInt64(lane)
            let bits = philox.block((0, entity, Purpose.client.rawValue, 0))
            (first[lane], second[lane], third[lane]) = (bits.0, bits.1, bits.2)
        }
        if lengthMean > 0 { lengthLogs = Self.logs(first) }
    }

    /// Mutating, as is ``patience(_:_:attempt:)``: else the kind is copied for it.
    @inline(never)
    private mutating func sampleLength(_ bits: UInt64, _ entity: UInt64) -> Double {
        handling.sample(bits, key.stream(.client, entity: entity, from: 16))
    }

    /// How long a client stays who must wait, on the first attempt or on another.
    @inline(never)
    mutating func patience(_ bits: UInt64, _ entity: UInt64, attempt: Int32) -> Double {
        guard let patience else { return .infinity }
        if attempt == 1 {
            return patience.sample(bits, key.stream(.client, entity: entity, from: 4_096))
        }
        let place = 0x8000_0000_0000 &+ UInt64(attempt - 1) << 16
        return patience.sample(bits, key.stream(.retrial, entity: entity, from: place))
    }
}
