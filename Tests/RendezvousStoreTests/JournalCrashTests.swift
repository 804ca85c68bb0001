import Testing

@testable import RendezvousStore

/// Histories of a journal on a disk that loses power, fails, fills up or lies.
@Suite struct JournalCrashTests {
    /// What a history confirmed and what it tried.
    struct Run {
        var confirmed: [JournalRecord] = []
        /// Confirmed, and after it what was under way when it ended.
        var tried: [JournalRecord] = []
        var hasJournal = false
    }

    private static func event(_ number: Int, _ random: inout Seeded) -> JournalRecord {
        let size = random.below(8) == 0 ? 1_500 : random.below(120)
        let payload = Array("\(number):".utf8) + (0..<size).map { _ in UInt8(random.below(256)) }
        let salt = (0..<16).map { _ in UInt8(random.below(256)) }
        return .audited(AuditedRecord(.event, at: Int64(number), by: "desk", payload, salt: salt))
    }

    /// Appends and compacts on a disk until it fails; `operations` at the most.
    private static func run(
        _ storage: SimulatedStorage, seed: UInt64, operations: Int
    ) -> Run {
        var random = Seeded(seed)
        var run = Run()
        let growth = [0, 2_048, 8_192][random.below(3)]
        do throws(StoreError) {
            let journal = try Journal.create(in: storage, growth: growth)
            run.hasJournal = true
            var number = 0
            for _ in 0..<operations {
                if random.below(9) == 0 {
                    try journal.compact(keepsPrevious: random.below(2) == 0) { $0 }
                } else {
                    let records = (0...random.below(4)).map { _ in
                        number += 1
                        return event(number, &random)
                    }
                    run.tried = run.confirmed + records
                    try journal.append(records)
                    run.confirmed = run.tried
                }
            }
        } catch {
            // The history ends here, as a process does.
        }
        return run
    }

    /// Why a recovered journal is not what it must be, or `nil` if it is.
    private static func objection(_ storage: SimulatedStorage, _ run: Run) -> String? {
        var found: [JournalRecord] = []
        var chain = AuditChain()
        do throws(StoreError) {
            let journal = try Journal.open(in: storage, growth: 0) {
                found.append($0)
                chain.append($0)
            }
            if found != run.confirmed && found != run.tried {
                return "\(run.confirmed.count) confirmed, \(found.count) found"
            }
            if chain != journal.chain { return "another chain" }
            try journal.append([.notice([7])])
        } catch {
            if !run.hasJournal, error.kind == .missing || error.kind == .damaged { return nil }
            return "\(error)"
        }
        // Opened again, it is the same and the new record.
        var again: [JournalRecord] = []
        let twice = storage.afterKill(seed: 3)
        guard (try? Journal.open(in: twice, visit: { again.append($0) })) != nil,
            again == found + [.notice([7])]
        else { return "the second time it is another" }
        return nil
    }

    @Test func `every power cut leaves what was confirmed, and no more than was tried`() {
        var (states, confirmed) = (0, 0)
        for seed in 0..<UInt64(TestScale.rounds(4)) {
            let whole = SimulatedStorage(seed: seed)
            _ = Self.run(whole, seed: seed, operations: 7)
            for cut in 1...(whole.calls + 1) {
                let storage = SimulatedStorage(seed: seed)
                storage.cutAt = cut
                let run = Self.run(storage, seed: seed, operations: 7)
                confirmed += run.confirmed.count
                for variant in 0..<UInt64(3) {
                    states += 1
                    let after = storage.afterPowerCut(seed: seed &* 1_000 &+ variant)
                    let objection = Self.objection(after, run)
                    #expect(objection == nil, "seed \(seed), cut \(cut), variant \(variant)")
                }
                let objection = Self.objection(storage.afterKill(seed: 1), run)
                #expect(objection == nil, "seed \(seed), kill \(cut)")
            }
        }
        #expect(states > 100 && confirmed > states)
    }

    @Test func `a power cut during recovery changes nothing`() {
        for seed in 0..<UInt64(TestScale.rounds(4)) {
            let storage = SimulatedStorage(seed: seed)
            storage.cutAt = 9 + Int(seed % 23)
            let run = Self.run(storage, seed: seed, operations: 9)
            guard run.hasJournal else { continue }
            for cut in 1...12 {
                let once = storage.afterPowerCut(seed: seed)
                once.cutAt = cut
                _ = try? Journal.open(in: once) { _ in }
                let objection = Self.objection(once.afterPowerCut(seed: UInt64(cut)), run)
                #expect(objection == nil, "seed \(seed), cut \(cut)")
            }
        }
    }

    @Test func `a disk that lies is found out: the test can fail`() {
        var lost = 0
        for seed in 0..<UInt64(20) {
            let storage = SimulatedStorage(seed: seed)
            storage.isLying = true
            storage.cutAt = 30
            let run = Self.run(storage, seed: seed, operations: 40)
            if Self.objection(storage.afterPowerCut(seed: seed), run) != nil { lost += 1 }
        }
        #expect(lost > 10)
    }

    @Test func `each call that fails once or for ever loses and invents nothing`() throws {
        let seed: UInt64 = 3
        let whole = SimulatedStorage(seed: seed)
        _ = Self.run(whole, seed: seed, operations: 10)
        for cause in [StorageError.Cause.full, .failed] {
            for count in [1, Int.max / 2] {
                for call in 1...whole.calls {
                    let storage = SimulatedStorage(seed: seed)
                    storage.fault = (call, count, cause)
                    let run = Self.run(storage, seed: seed, operations: 10)
                    let objection = Self.objection(storage.afterKill(seed: 1), run)
                    #expect(objection == nil, "\(cause), \(count), call \(call)")
                }
            }
        }
    }

    @Test func `after a failed confirmation the journal stops for ever`() throws {
        let storage = SimulatedStorage(seed: 1)
        let journal = try Journal.create(in: storage, growth: 0)
        try journal.append([.notice([1])])
        // The write of the next frame, and then its confirmation.
        storage.fault = (storage.calls + 2, 1, .failed)
        let error = #expect(throws: StoreError.self) { try journal.append([.notice([2])]) }
        #expect(error?.kind == .stopped)
        for _ in 0..<3 {
            let next = #expect(throws: StoreError.self) { try journal.append([.notice([3])]) }
            #expect(next?.kind == .stopped)
        }
        #expect(throws: StoreError.self) { try journal.compact { $0 } }
        // The next process writes everything anew before it goes on.
        let after = storage.afterKill(seed: 2)
        let again = try Journal.open(in: after) { _ in }
        #expect(again.recovery.wasSuspect)
        #expect(again.generation == 2)
        try again.append([.notice([4])])
        #expect(try !Journal.open(in: after.afterKill(seed: 3)) { _ in }.recovery.wasSuspect)
    }

    @Test func `a full disk refuses, takes what is urgent, and goes on when there is space`() throws
    {
        let storage = SimulatedStorage(seed: 1)
        let journal = try Journal.create(in: storage, growth: 4_096)
        #expect(try journal.keepReserve())
        storage.capacity = StoreLimits.reserve + 6_000
        let record = JournalRecord.notice([UInt8](repeating: 9, count: 500))
        var count = 0
        var error: StoreError?
        while error == nil, count < 100 {
            do throws(StoreError) {
                try journal.append([record])
                count += 1
            } catch let failure { error = failure }
        }
        #expect(error?.kind == .full)
        #expect(journal.state == .open)
        try journal.append([.notice([1])], isUrgent: true)
        storage.capacity = .max
        try journal.append([record])
        #expect(try journal.keepReserve())
        var found: [JournalRecord] = []
        _ = try Journal.open(in: storage.afterKill(seed: 4)) { found.append($0) }
        #expect(found == Array(repeating: record, count: count) + [.notice([1]), record])
    }

    @Test func `short writes are completed`() throws {
        let storage = SimulatedStorage(seed: 1)
        storage.longestWrite = 7
        let run = Self.run(storage, seed: 5, operations: 12)
        #expect(run.confirmed.count > 5)
        #expect(Self.objection(storage.afterKill(seed: 1), run) == nil)
    }

    @Test func `a second process is kept out`() throws {
        let storage = SimulatedStorage(seed: 1)
        let journal = try Journal.create(in: storage)
        storage.isTaken = true
        let error = #expect(throws: StoreError.self) { _ = try Journal.open(in: storage) { _ in } }
        #expect(error?.kind == .locked)
        try journal.append([.notice([1])])
        var found = 0
        _ = try Journal.open(in: storage, isReadOnly: true) { _ in found += 1 }
        #expect(found == 1)
    }

    @Test func `records and frames are taken up to their limits`() throws {
        let journal = try Journal.create(in: SimulatedStorage(seed: 1))
        func notice(_ count: Int) -> JournalRecord { .notice([UInt8](repeating: 1, count: count)) }
        try journal.append([notice(StoreLimits.record - 5)])
        let error = #expect(throws: StoreError.self) {
            try journal.append([notice(StoreLimits.record - 4)])
        }
        #expect(error?.kind == .tooLarge)
        let half = StoreLimits.framePayload / 2 - 5
        try journal.append([notice(half), notice(half)])
        let frame = #expect(throws: StoreError.self) {
            try journal.append([notice(half), notice(half), .notice([1])])
        }
        #expect(frame?.kind == .tooLarge)
        let salt = [UInt8](repeating: 0, count: 16)
        for (count, isTaken) in [(255, true), (256, false)] {
            let actor = String(repeating: "a", count: count)
            let record = JournalRecord.audited(
                AuditedRecord(.access, at: 1, by: actor, [], salt: salt))
            if isTaken {
                try journal.append([record])
            } else {
                #expect(throws: StoreError.self) { try journal.append([record]) }
            }
        }
    }
}
