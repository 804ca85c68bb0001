internal import Foundation

/// Lets threads wait together for one confirmation of the disk.
///
/// A thread that finds nobody at work works off all that waits, its own included; the others sleep
/// until theirs is done. When it has finished, the first that waits takes over. So one thread alone
/// never changes to another, and many share each confirmation.
///
/// Who cannot wait leaves a word to be called with (``run(_:then:)``); where only such work waits,
/// a thread of its own leads.
final class GroupCommit<Work: AnyObject>: @unchecked Sendable {
    /// Work and who waits for it.
    private final class Place {
        let work: Work
        let wake = DispatchSemaphore(value: 0)
        /// Whether it was woken to lead, and not because its work is done.
        var leads = false
        /// Whom to call when the work is done, where nobody sleeps for it.
        let done: (() -> Void)?

        init(_ work: Work, then done: (() -> Void)? = nil) {
            self.work = work
            self.done = done
        }
    }

    private let lock = NSLock()
    private var waiting: [Place] = []
    private var isBusy = false
    private let commit: ([Work]) -> Int
    /// Leads while nobody sleeps for what waits.
    private let committer = DispatchQueue(label: "rendezvous.commit")

    /// - Parameter commit: Works off the first of what it is given, at least one, and says how
    ///   many.
    init(_ commit: @escaping ([Work]) -> Int) { self.commit = commit }

    /// Returns when the work is done.
    func run(_ work: Work) {
        let place = Place(work)
        lock.lock()
        waiting.append(place)
        if isBusy {
            lock.unlock()
            place.wake.wait()
            guard place.leads else { return }
            lock.lock()
        }
        isBusy = true
        lead(until: place)
    }

    /// Returns at once; `done` is called when the work is done, on a thread that works off others:
    /// it must not wait for work of its own.
    func run(_ work: Work, then done: @escaping () -> Void) {
        lock.lock()
        waiting.append(Place(work, then: done))
        let leads = !isBusy
        isBusy = true
        lock.unlock()
        if leads { leadOnCommitter() }
    }

    private func leadOnCommitter() {
        committer.async { [self] in
            lock.lock()
            // Nobody takes from the line while it is busy, so the first still waits.
            lead(until: waiting[0])
        }
    }

    /// Works until the leader's own work is done; begins with the lock and ends without.
    private func lead(until own: Place) {
        var isDone = false
        while !isDone {
            let places = waiting
            lock.unlock()
            let count = min(places.count, max(1, commit(places.map(\.work))))
            // Without the lock: whoever is woken would only wait for it.
            for place in places.prefix(count) {
                if place === own { isDone = true }
                if let done = place.done {
                    done()
                } else if place !== own {
                    place.wake.signal()
                }
            }
            lock.lock()
            waiting.removeFirst(count)
        }
        guard let next = waiting.first else {
            isBusy = false
            return lock.unlock()
        }
        next.leads = true
        lock.unlock()
        if next.done == nil { next.wake.signal() } else { leadOnCommitter() }
    }
}

/// A journal that many threads append to: records that arrive together share a confirmation.
public final class FrameLine: @unchecked Sendable {
    private final class Append {
        let record: JournalRecord
        var failure: StoreError?

        init(_ record: JournalRecord) { self.record = record }
    }

    private let commits: GroupCommit<Append>

    /// The line before a journal, which nobody else may use from now on.
    public init(_ journal: Journal) {
        commits = GroupCommit { items in
            var (count, size) = (0, 0)
            for item in items {
                size += item.record.size
                if size > StoreLimits.framePayload, count > 0 { break }
                count += 1
            }
            do throws(StoreError) {
                try journal.append(items.prefix(count).map(\.record))
            } catch {
                for item in items.prefix(count) { item.failure = error }
            }
            return count
        }
    }

    /// Appends a record; returns when it is on the disk.
    ///
    /// - Throws: ``StoreError``, as ``Journal/append(_:isUrgent:)``.
    public func append(_ record: JournalRecord) throws(StoreError) {
        let item = Append(record)
        commits.run(item)
        if let failure = item.failure { throw failure }
    }
}
