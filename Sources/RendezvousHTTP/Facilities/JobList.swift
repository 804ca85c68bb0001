internal import Foundation
internal import Rendezvous
internal import RendezvousDocuments
internal import RendezvousThreads
internal import Synchronization

/// Something that takes minutes: a plan, a simulation. Whoever asked looks after it by its number.
final class Job: Sendable {
    enum State: String, CaseIterable, Sendable {
        case waiting, running, done, failed, cancelled
    }

    struct Progress: Sendable {
        var state = State.waiting
        var started: Instant?
        var ended: Instant?
        /// Parts done and parts in all; 0 where nobody knows yet.
        var done = 0
        var parts = 0
        var failure = ""
        var result: [UInt8] = []
        /// What the result was made from, where somebody goes on with it.
        var plan: Plan?
    }

    let id: String
    let kind: String
    let owner: Principal
    let created: Instant
    let requests: [Request]
    private let progress = Mutex(Progress())

    init(
        _ id: String, _ kind: String, of owner: Principal, at instant: Instant,
        requests: [Request] = []
    ) {
        self.id = id
        self.kind = kind
        self.owner = owner
        self.requests = requests
        created = instant
    }

    var now: Progress { progress.withLock { $0 } }

    /// Whether somebody has called it off: asked by what runs, between its steps.
    var isCancelled: Bool { progress.withLock { $0.state == .cancelled } }

    /// Changes how far it is, unless it was called off.
    func update(_ change: (inout Progress) -> Void) {
        progress.withLock { progress in
            guard progress.state != .cancelled else { return }
            change(&progress)
        }
    }

    /// Calls it off; whether it was not over.
    func cancel(at instant: Instant) -> Bool {
        progress.withLock { progress in
            guard progress.state == .waiting || progress.state == .running else { return false }
            progress.state = .cancelled
            progress.ended = instant
            return true
        }
    }

    var isOver: Bool {
        switch now.state {
        case .waiting, .running: false
        case .done, .failed, .cancelled: true
        }
    }
}

/// Runs the parts of a job on a thread of its own, counts them, and stops where it is called off.
struct JobExecution: Execution {
    let job: Job
    let inner: ThreadedExecution

    init(_ job: Job, threads: Int = 1) {
        self.job = job
        inner = ThreadedExecution(threads: threads)
    }

    func parallelFor(_ parts: Int, _ body: @Sendable (Int) -> Void) {
        job.update { ($0.done, $0.parts) = (0, parts) }
        inner.parallelFor(parts) { part in
            if !job.isCancelled { body(part) }
            job.update { $0.done += 1 }
        }
    }

    var shouldStop: Bool { job.isCancelled }
}

/// The jobs of a service, kept in memory: a plan that nobody booked is asked for again after a
/// restart.
final class JobList: Sendable {
    private let jobs = Mutex<[Job]>([])
    private let jobsMax: Int
    private let queue = OperationQueue()

    init(limits: ServiceLimits) {
        jobsMax = limits.jobs
        queue.maxConcurrentOperationCount = max(1, limits.runningJobs)
    }

    /// All jobs, oldest first.
    var all: [Job] { jobs.withLock { $0 } }

    /// The job of a number.
    func job(_ id: String) -> Job? { all.first { $0.id == id } }

    /// Starts a job as soon as others are over; `false` where too many are not.
    func start(_ job: Job, _ work: @escaping @Sendable (Job) -> Void) -> Bool {
        let isAdded = jobs.withLock { jobs in
            if jobs.count >= jobsMax, let old = jobs.firstIndex(where: \.isOver) {
                jobs.remove(at: old)
            }
            guard jobs.count < jobsMax else { return false }
            jobs.append(job)
            return true
        }
        guard isAdded else { return false }
        queue.addOperation {
            if !job.isCancelled { work(job) }
        }
        return true
    }
}
