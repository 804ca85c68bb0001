/// What random numbers are for. Each purpose has streams of its own, so that a new purpose moves
/// none of the others.
public struct Purpose: RawRepresentable, Hashable, Sendable {
    /// The number of the purpose; numbers below 1,000 belong to this library.
    public let rawValue: UInt64

    /// A purpose of a number.
    public init(rawValue: UInt64) { self.rawValue = rawValue }

    /// When somebody comes.
    public static let arrival = Purpose(rawValue: 1)
    /// What a client brings along: length, patience, topics, whether they come.
    public static let client = Purpose(rawValue: 2)
    /// What a client does on each further attempt.
    public static let retrial = Purpose(rawValue: 3)
    /// What holds for a whole day, such as how busy it is.
    public static let day = Purpose(rawValue: 4)
    /// Absences of agents.
    public static let absence = Purpose(rawValue: 5)
    /// Draws of resampling.
    public static let resampling = Purpose(rawValue: 6)
}

/// The key of all streams of one replication: a seed and a number.
public struct StreamKey: Hashable, Sendable {
    /// The seed of the study: one number for everything.
    public let seed: UInt64
    /// The number of the replication.
    public let replication: UInt64

    /// The key of a replication; its number is taken by its bits.
    public init(seed: UInt64, replication: Int) {
        self.seed = seed
        self.replication = UInt64(bitPattern: Int64(replication))
    }

    /// The stream of a purpose and an entity.
    public func stream(_ purpose: Purpose, entity: UInt64 = 0) -> RandomStream {
        RandomStream(key: self, purpose: purpose, entity: entity)
    }

    /// The stream of a purpose and an entity from a place on.
    func stream(_ purpose: Purpose, entity: UInt64, from place: UInt64) -> RandomStream {
        var stream = stream(purpose, entity: entity)
        stream.seek(to: place)
        return stream
    }
}

/// Random numbers that follow from (seed, replication, purpose, entity) and their place alone.
///
///     var client = StreamKey(seed: 7, replication: 3).stream(.client, entity: 1_024)
///     let length = handling.sample(&client)
///
/// Seed and replication are the key of ``Philox``, place, entity and purpose its counter: streams
/// never meet, none has to be stored, and replication 3 alone is replication 3 of a batch. Two
/// scenarios with the same seed meet the same clients, which is what makes their difference small
/// (common random numbers).
public struct RandomStream: RandomNumberGenerator, Sendable {
    private let philox: Philox
    private let purpose: UInt64
    private let entity: UInt64
    private var place: UInt64 = 0
    private var held: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)

    /// The stream from its first number on.
    public init(key: StreamKey, purpose: Purpose, entity: UInt64) {
        philox = Philox(key: (key.seed, key.replication))
        self.purpose = purpose.rawValue
        self.entity = entity
    }

    /// The next 64 bits.
    public mutating func next() -> UInt64 {
        let lane = place & 3
        if lane == 0 { held = philox.block((place >> 2, entity, purpose, 0)) }
        place &+= 1
        switch lane {
        case 0: return held.0
        case 1: return held.1
        case 2: return held.2
        default: return held.3
        }
    }

    /// The next number above 0 and below 1: the middle of one of 2^52 equal parts.
    @inline(__always)
    public mutating func unit() -> Double { Self.unit(next()) }

    /// 64 bits as a number above 0 and below 1.
    @inline(__always)
    static func unit(_ bits: UInt64) -> Double {
        // Of 2^52 parts the middles are exact, also next to 1.
        (Double(bits >> 12) + 0.5) * 0x1p-52
    }

    /// Goes to a place, as if so many numbers had been drawn.
    public mutating func seek(to place: UInt64) {
        self.place = place
        let lane = place & 3
        if lane != 0 { held = philox.block((place >> 2, entity, purpose, 0)) }
    }
}
