internal import Foundation
public import Rendezvous

/// An agenda that is kept: what it answers is on the disk, and what is on the disk it answers.
///
///     let store = try AgendaStore.open(FolderStorage("data"), founding: agency.events)
///     switch store.submit(Submission(.book(placement, for: request), by: "desk-3", at: now)) {
///     case .done(let events, _): …           // on the disk
///     case .repeated, .refused, .failed: …   // nothing new
///     }
///     let openings = try store.read { agenda in try agenda.openings(for: request, at: now) }
///
/// Any number of threads may use it. Requests that arrive while the disk confirms others are
/// decided in their order and confirmed together. Nobody sees anything that is not confirmed: there
/// are two agendas inside, one that decides and one that is read, a confirmation apart.
public final class AgendaStore: @unchecked Sendable {
    /// A submission or task that waits, and what became of it.
    final class Work {
        enum Task {
            case submission(Submission)
            /// Something that is done alone.
            case alone(() throws(StoreError) -> Void)
        }

        let task: Task
        var outcome: Outcome?
        var failure: StoreError?

        init(_ task: Task) { self.task = task }
    }

    let keeper: any RecordKeeper
    /// Contact data of people, apart from the agenda.
    public let vault: any Vault
    /// Decides; belongs to whoever leads the commit.
    var deciding: Agenda
    /// What everybody reads; under `readLock`.
    private var readable: Agenda
    /// Answers by key and notices; changed by the leader, under `readLock`.
    var book: RecordBook
    /// The chain as far as it is shown; under `readLock`.
    private var confirmed: AuditChain
    private let rules: CustomRules
    private let readLock = NSLock()
    private var commits: GroupCommit<Work>?

    init(
        _ keeper: any RecordKeeper, _ vault: any Vault, _ agenda: Agenda, _ book: RecordBook,
        rules: CustomRules
    ) {
        self.keeper = keeper
        self.vault = vault
        deciding = agenda
        readable = agenda
        self.book = book
        self.rules = rules
        confirmed = keeper.chain
        commits = GroupCommit { [unowned self] works in commit(works) }
    }

    /// Opens the journal of a folder, or makes one with the first events of an agency.
    ///
    /// - Parameters:
    ///   - storage: The folder.
    ///   - events: What a new journal begins with; `nil` if there must be one already.
    ///   - rules: The custom rules that policies may name.
    /// - Throws: ``StoreError``.
    /// - Complexity: linear in the journal.
    public static func open(
        _ storage: any Storage, founding events: [Event]? = nil,
        rules: CustomRules = CustomRules()
    ) throws(StoreError) -> AgendaStore {
        var folded = Folded()
        let journal: Journal
        do throws(StoreError) {
            journal = try Journal.open(in: storage) { record throws(StoreError) in
                try folded.take(record)
            }
        } catch {
            guard error.kind == .missing, let events else { throw error }
            let founded = try agenda(events, rules)
            journal = try Journal.create(in: storage)
            let store = AgendaStore(
                journal, FileVault(in: storage), founded, RecordBook(), rules: rules)
            try store.found(events)
            return store
        }
        _ = try journal.keepReserve()
        return AgendaStore(
            journal, FileVault(in: storage), try agenda(folded.events, rules), folded.book,
            rules: rules)
    }

    static func agenda(_ events: [Event], _ rules: CustomRules) throws(StoreError) -> Agenda {
        do throws(LogError) {
            return try Agenda(replaying: events, rules: rules)
        } catch {
            throw StoreError(.damaged, "the events do not follow each other: \(error)")
        }
    }

    /// Keeps the first events, in frames as large as may be.
    func found(_ events: [Event]) throws(StoreError) {
        var (records, size): ([JournalRecord], Int) = ([], 0)
        for event in events {
            let record = audited(event, by: "founding")
            if size + record.size > StoreLimits.framePayload {
                try keeper.append(records, [], isUrgent: false)
                (records, size) = ([], 0)
            }
            records.append(record)
            size += record.size
        }
        let occupancy = keeper.guardsOccupancy ? deciding.occupancy : []
        try keeper.append(records, occupancy, isUrgent: false)
        confirmed = keeper.chain
    }

    /// Decides and keeps; returns when the outcome is on the disk.
    public func submit(_ submission: Submission) -> Outcome {
        let work = Work(.submission(submission))
        commits?.run(work)
        return work.outcome ?? .failed(StoreError(.failed, "the store did not answer"))
    }

    /// Decides and keeps, and calls `done` with the outcome when it is on the disk; returns at
    /// once.
    ///
    /// `done` is called on a thread that works off others: it must not wait, and may submit again
    /// in this way only.
    public func submit(_ submission: Submission, then done: @escaping @Sendable (Outcome) -> Void) {
        let work = Work(.submission(submission))
        // Whoever calls lives until it has called.
        commits?.run(work) { [self] in
            withExtendedLifetime(self) {
                done(work.outcome ?? .failed(StoreError(.failed, "the store did not answer")))
            }
        }
    }

    /// The agenda as it is on the disk, as a value of its own: what takes long reads from it, and
    /// keeps nobody waiting. The next confirmation copies what it changes of it.
    public var snapshot: Agenda { read { $0 } }

    /// Reads the agenda as it is on the disk. No other thread reads or takes in events meanwhile.
    public func read<Result, Failure: Error>(
        _ body: (Agenda) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        readLock.lock()
        defer { readLock.unlock() }
        return try body(readable)
    }

    /// The chain of the audit as far as it is on the disk.
    public var chain: AuditChain {
        readLock.lock()
        defer { readLock.unlock() }
        return confirmed
    }

    /// Does something while nobody decides.
    func alone(_ body: @escaping () throws(StoreError) -> Void) throws(StoreError) {
        let work = Work(.alone(body))
        commits?.run(work)
        if let failure = work.failure { throw failure }
    }

    func withBook<Result>(_ body: (inout RecordBook) -> Result) -> Result {
        readLock.lock()
        defer { readLock.unlock() }
        return body(&book)
    }

    func audited(_ event: Event, by actor: String) -> JournalRecord {
        .audited(
            AuditedRecord(
                .event, at: event.at.secondsSince1970, by: actor, EventLog.encode(event),
                salt: keeper.randomBytes(AuditedRecord.saltSize)))
    }

    // MARK: The leader

    /// Works off the first of what waits; how many.
    private func commit(_ works: [Work]) -> Int {
        if case .alone(let body)? = works.first?.task {
            do throws(StoreError) { try body() } catch { works[0].failure = error }
            return 1
        }
        // Whoever is a conflict behind follows and decides again; nobody loses for ever.
        for _ in 0..<1_000 {
            var batch = Batch(self)
            do throws(StoreError) {
                try follow()
                for work in works {
                    guard case .submission(let submission) = work.task,
                        batch.take(submission, &deciding)
                    else { break }
                }
                if !batch.records.isEmpty {
                    let occupancy = keeper.guardsOccupancy ? batch.occupancy(in: deciding) : []
                    try keeper.append(batch.records, occupancy, isUrgent: batch.isUrgent)
                    try publish(batch.events, batch.records)
                }
                for (work, outcome) in zip(works, batch.outcomes) { work.outcome = outcome }
                return batch.outcomes.count
            } catch {
                read { agenda in deciding = agenda }
                guard error.kind != .conflict else { continue }
                let count = max(1, batch.outcomes.count)
                for work in works.prefix(count) { work.outcome = .failed(error) }
                return count
            }
        }
        works[0].outcome = .failed(
            StoreError(.conflict, "others wrote first a thousand times; try again"))
        return 1
    }

    /// Shows what was kept.
    func publish(_ events: [Event], _ records: [JournalRecord]) throws(StoreError) {
        readLock.lock()
        defer { readLock.unlock() }
        for record in records { book.follow(record) }
        confirmed = keeper.chain
        do throws(LogError) {
            try readable.apply(events)
        } catch {
            throw StoreError(.stopped, "the agenda refuses what it decided: \(error)")
        }
    }

    /// Shows records that change nothing in the agenda.
    func show(_ records: [JournalRecord]) {
        readLock.lock()
        defer { readLock.unlock() }
        for record in records { book.follow(record) }
        confirmed = keeper.chain
    }

    /// Takes in what others wrote since.
    func follow() throws(StoreError) {
        var folded = Folded()
        if try keeper.follow({ record throws(StoreError) in try folded.take(record) }) {
            try reload()
            return
        }
        guard !folded.records.isEmpty else { return }
        do throws(LogError) {
            try deciding.apply(folded.events)
        } catch {
            throw StoreError(.damaged, "what others wrote does not follow: \(error)")
        }
        try publish(folded.events, folded.records)
    }

    /// Reads everything anew, after it was rewritten.
    func reload() throws(StoreError) {
        var folded = Folded()
        try keeper.visitRecords { record throws(StoreError) in try folded.take(record) }
        let agenda = try Self.agenda(folded.events, rules)
        deciding = agenda
        readLock.lock()
        defer { readLock.unlock() }
        readable = agenda
        book = folded.book
        confirmed = keeper.chain
    }
}

/// What records add up to while they are read.
struct Folded {
    private(set) var events: [Event] = []
    private(set) var book = RecordBook()
    private(set) var records: [JournalRecord] = []

    /// Takes in a record; those of the audit alone say nothing of the agenda.
    mutating func take(_ record: JournalRecord) throws(StoreError) {
        switch record {
        case .audited(let audited):
            if audited.kind == .event { try decode(audited.payload) }
        case .erased(let erased):
            if erased.kind == .event, !erased.replacement.isEmpty { try decode(erased.replacement) }
        case .result, .notice, .delivered: book.follow(record)
        case .seal: break
        }
        records.append(record)
    }

    private mutating func decode(_ bytes: [UInt8]) throws(StoreError) {
        do throws(EncodingError) {
            events.append(try EventLog.decodeEvent(bytes))
        } catch {
            throw StoreError(
                .unknownVersion,
                "event \(events.count) is none that this release knows: \(error)")
        }
    }
}
