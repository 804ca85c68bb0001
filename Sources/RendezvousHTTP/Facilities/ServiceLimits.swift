public import Rendezvous

/// The bounds of the service, each with what holds unless told otherwise.
public struct ServiceLimits: Hashable, Sendable {
    /// The largest JSON body in bytes.
    public var body = 64 << 10
    /// The largest JSON body of operations that take whole documents: plans, simulations, changes.
    public var largeBody = 64 << 20
    /// The deepest nesting of a body.
    public var depth = 16
    /// The most openings or entries of one page.
    public var page = 100
    /// Entries of a page where none are asked for.
    public var pageStandard = 20
    /// For how long answers are kept under an `Idempotency-Key`.
    public var keyLifetime = Seconds.hours(24)
    /// How long a hold lasts unless asked for shorter.
    public var hold = Seconds.minutes(5)
    /// What one principal may send.
    public var rate = RateLimit(burst: 120, perMinute: 600)
    /// What one address may send without identity, or with a wrong one.
    public var anonymousRate = RateLimit(burst: 60, perMinute: 300)
    /// The most jobs that are kept, finished or not.
    public var jobs = 64
    /// The most jobs that run at a time.
    public var runningJobs = 1
    /// From which expected wait on a caller is offered a call-back (B6).
    public var callBackAfter = Seconds.minutes(5)

    /// The limits that hold unless told otherwise.
    public init() {}
}
