/// A stream of clients during a run: when the next one asks, and what they bring along.
///
/// Its functions are mutating, as it is held in an array from which it would be copied else.
struct ClientSource {
    private let stream: Int
    private let process: ArrivalProcess
    private let lateness: Distribution
    /// How long meetings take, if that is not as booked.
    private let length: Distribution
    private let hasLength: Bool
    /// The counsellors of the offices, if each client has one of their own.
    private let own: [Int32]
    private let key: StreamKey
    private var arrivals: RandomStream
    private var count = 0

    init(_ setting: BookSetting, _ stream: Int, _ key: StreamKey) {
        let clients = setting.scenario.clients[stream]
        self.stream = stream
        process = setting.arrivals[stream]
        lateness = clients.lateness
        length = clients.length ?? clients.lateness
        hasLength = clients.length != nil
        own = clients.hasOwnCounsellor ? setting.own[stream] : []
        self.key = key
        arrivals = key.stream(.arrival, entity: UInt64(stream))
    }

    /// When somebody asks next; infinite if nobody does.
    mutating func nextArrival(after time: Double) -> Double {
        process.next(after: time, factor: 1, &arrivals)
    }

    /// The client who asks now, with everything that they bring along.
    mutating func client(asked: Int) -> BookClient {
        let entity = UInt64(stream) << 40 | UInt64(count)
        let philox = Philox(key: (key.seed, key.replication))
        let one = philox.block((0, entity, Purpose.client.rawValue, 0))
        let two = philox.block((1, entity, Purpose.client.rawValue, 0))
        let late = lateness.sample(two.0, key.stream(.client, entity: entity | 1 << 62))
        let long =
            hasLength
            ? Self.seconds(length.sample(one.3, key.stream(.client, entity: entity | 1 << 63)))
            : -1
        let owned = Int(RandomStream.unit(two.3) * Double(own.count))
        let client = BookClient(
            stream: Int32(stream), number: Int32(count), asked: asked,
            show: RandomStream.unit(one.0), cancel: RandomStream.unit(one.1),
            cancelAt: RandomStream.unit(one.2), wait: RandomStream.unit(two.1),
            consent: RandomStream.unit(two.2), lateness: Self.seconds(late),
            length: long,
            own: own.isEmpty ? -1 : own[min(own.count - 1, owned)])
        count += 1
        return client
    }

    /// Whole seconds of at most a day.
    @inline(__always)
    private static func seconds(_ value: Double) -> Int32 {
        // Halves away from 0, as by `rounded()`, of numbers that are not negative.
        let bounded = min(86_400, max(0, value))
        let whole = bounded.rounded(.down)
        return Int32(whole) + (bounded - whole >= 0.5 ? 1 : 0)
    }
}
