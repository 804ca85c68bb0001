internal import Foundation
public import Rendezvous
internal import RendezvousStore
internal import Synchronization

/// What the operations work with: the store, the clock, chance, and the agency's own words.
public struct ServiceSettings: Sendable {
    /// The limits.
    public var limits = ServiceLimits()
    /// A domain name of the agency, for calendars.
    public var domain = "rendezvous.invalid"
    /// The language of calendars and texts where none is asked for.
    public var language: Language = "en"
    /// Whether citizens are told who their counsellor is.
    public var namesCounsellors = false
    /// Where feeds stand, before their path: `https://book.example`.
    public var address = ""
    /// The origins whose pages may ask (CORS); none unless told otherwise.
    public var origins: [String] = []
    /// From what join tokens are derived, at least 32 bytes; without it there are none.
    public var passKey: [UInt8] = []

    /// Settings that hold unless told otherwise.
    public init() {}
}

/// What is behind the operations.
final class Facilities: Sendable {
    let store: AgendaStore
    let settings: ServiceSettings
    let clock: @Sendable () -> Instant
    let random: @Sendable (Int) -> [UInt8]
    let workers = Workers()
    let jobs: JobList
    let feeds: FeedBook
    let metrics = ServiceMetrics()
    let answers = AnswerBook()
    /// The vault is for one at a time.
    private let vaultLock = NSLock()

    init(
        _ store: AgendaStore, _ settings: ServiceSettings, feeds: (any Storage)?,
        clock: @escaping @Sendable () -> Instant, random: @escaping @Sendable (Int) -> [UInt8]
    ) throws(StoreError) {
        self.store = store
        self.settings = settings
        self.clock = clock
        self.random = random
        jobs = JobList(limits: settings.limits)
        self.feeds = try FeedBook(in: feeds)
    }

    var limits: ServiceLimits { settings.limits }

    /// Does something with the vault while nobody else does.
    func withVault<Result>(
        _ body: (any Vault) throws(StoreError) -> Result
    ) throws(StoreError) -> Result {
        vaultLock.lock()
        defer { vaultLock.unlock() }
        return try body(store.vault)
    }
}

/// What is of a special category (Documentation/Erasure.md).
extension Facilities {
    /// Gives a person a salt before needs, groups, absences or documents of theirs are noted, where
    /// they have none yet; the engine refuses a second one, which is no fault here.
    func salting(_ person: Subject.ID, _ agenda: Agenda, at now: Instant) -> [Event] {
        let salt = Salt(random(Limits.saltBytes))
        let events = try? agenda.decide(.salt(person, salt), at: now)
        return events ?? []
    }

    /// The same for a party that says what the meeting must provide.
    func salting(_ party: Party, _ agenda: Agenda, at now: Instant) -> [Event] {
        party.needs.isEmpty ? [] : salting(party.participant, agenda, at: now)
    }
}
