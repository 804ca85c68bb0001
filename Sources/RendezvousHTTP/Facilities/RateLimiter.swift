internal import Synchronization

/// How many requests a principal may send: a bucket of tokens that refills with time.
public struct RateLimit: Hashable, Sendable {
    /// Requests that may come at once.
    public var burst: Int
    /// Requests a minute in the long run.
    public var perMinute: Int

    /// A limit; both numbers are at least 1.
    public init(burst: Int, perMinute: Int) {
        self.burst = max(1, burst)
        self.perMinute = max(1, perMinute)
    }
}

/// The buckets of all principals, of which the fullest are forgotten where there are many.
final class RateLimiter: Sendable {
    /// The most buckets kept.
    static let bucketsMax = 100_000

    private struct Bucket {
        /// Tokens in units of 1 / 60,000 of a request, so that a millisecond adds whole units.
        var level: Int64
        var at: Int64
    }

    private let buckets = Mutex<[String: Bucket]>([:])

    /// Takes a token; the seconds to wait where there is none.
    ///
    /// - Parameter milliseconds: A clock that never goes back.
    func take(_ name: String, _ limit: RateLimit, at milliseconds: Int64) -> Int? {
        let (unit, full) = (Int64(60_000), Int64(limit.burst) * 60_000)
        return buckets.withLock { buckets in
            if buckets.count >= Self.bucketsMax, buckets[name] == nil {
                Self.forget(&buckets, full)
            }
            var bucket = buckets[name] ?? Bucket(level: full, at: milliseconds)
            let gain = max(0, milliseconds - bucket.at)
            // Beyond the time that fills it, a bucket is full.
            bucket.level =
                gain > full ? full : min(full, bucket.level + gain * Int64(limit.perMinute))
            bucket.at = max(bucket.at, milliseconds)
            defer { buckets[name] = bucket }
            guard bucket.level >= unit else {
                let missing = unit - bucket.level
                let wait = (missing + Int64(limit.perMinute) - 1) / Int64(limit.perMinute)
                return Int(max(1, (wait + 999) / 1_000))
            }
            bucket.level -= unit
            return nil
        }
    }

    /// Forgets what is as good as full, or everything where nothing is.
    private static func forget(_ buckets: inout [String: Bucket], _ full: Int64) {
        buckets = buckets.filter { $0.value.level < full / 2 }
        if buckets.count >= bucketsMax { buckets = [:] }
    }
}
