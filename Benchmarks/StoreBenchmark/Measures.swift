import Foundation
import Rendezvous
import RendezvousStore
import Synchronization

/// Confirmations of 256 bytes appended, one after the other, without a journal: the ceiling for
/// one client.
func measureSyncs(_ folder: String, seconds: Double) throws {
    let storage = try FolderStorage(folder, creating: true)
    for isFilled in [false, true] {
        let file = try storage.open("syncs", creating: true)
        let bytes = [UInt8](repeating: 1, count: 256)
        if isFilled {
            let zeros = [UInt8](repeating: 0, count: 32 << 20)
            _ = try storage.write(file, zeros[...], at: 0)
            try storage.sync(file)
        }
        var count = 0
        let start = Date()
        while Date().timeIntervalSince(start) < seconds, count < 120_000 {
            _ = try storage.write(file, bytes[...], at: 256 * count)
            try storage.sync(file)
            count += 1
        }
        let rate = Int(Double(count) / Date().timeIntervalSince(start))
        print("bare, \(isFilled ? "filled beforehand" : "growing"): \(rate) confirmations a second")
        storage.close(file)
        try storage.remove("syncs")
    }
}

/// Records of 256 bytes by many clients through the journal and nothing else.
func measureFrames(_ folder: String, clients: Int, seconds: Double) throws {
    let journal = try Journal.create(in: FolderStorage(folder, creating: true))
    let line = FrameLine(journal)
    let count = Atomic(0)
    let isOver = Atomic(false)
    let group = DispatchGroup()
    for _ in 0..<clients {
        group.enter()
        Thread {
            while !isOver.load(ordering: .relaxed) {
                try? line.append(.notice([UInt8](repeating: 5, count: 251)))
                count.add(1, ordering: .relaxed)
            }
            group.leave()
        }
        .start()
    }
    Thread.sleep(forTimeInterval: seconds)
    let found = count.load(ordering: .relaxed)
    isOver.store(true, ordering: .relaxed)
    group.wait()
    print(
        "\(clients) clients: \(Int(Double(found) / seconds)) records a second, "
            + "\(journal.confirmations) confirmations")
}

/// Time and memory to open a journal of many events, from the log alone and compacted.
func measureRecovery(_ folder: String, events count: Int) throws {
    let world = World(counsellors: 2_000, days: max(1, count / 40_000 + 1))
    do {
        let journal = try Journal.create(in: FolderStorage(folder, creating: true))
        let salt = [UInt8](repeating: 3, count: 16)
        var records: [JournalRecord] = []
        let founding = try world.events()
        for number in 0..<(count + founding.count) {
            let event =
                number < founding.count ? founding[number] : world.booking(number - founding.count)
            guard let event else { continue }
            records.append(
                .audited(
                    AuditedRecord(
                        .event, at: event.at.secondsSince1970, by: "desk", EventLog.encode(event),
                        salt: salt)))
            if records.count == 2_000 {
                try journal.append(records)
                records = []
            }
        }
        try journal.append(records)
        print("\(journal.chain.sequence) records, \(journal.segmentSize >> 20) MB")
    }
    for isCompacted in [false, true] {
        if isCompacted {
            let journal = try Journal.open(in: FolderStorage(folder)) { _ in }
            print("compacted in \(try Span { try journal.compact { $0 } })")
        }
        var read = 0
        let scan = try Span {
            _ = try Journal.open(in: FolderStorage(folder), isReadOnly: true) { _ in read += 1 }
        }
        print("\(read) records read in \(scan)")
        let time = try Span {
            let store = try AgendaStore.open(FolderStorage(folder))
            print("appointments: \(store.read { $0.appointmentCount })")
        }
        print(
            "opened \(isCompacted ? "from the snapshot" : "from the log") in \(time), "
                + "\(residentMegabytes()) MB")
        var links: UInt64 = 0
        let chain = try Span {
            let reading = AuditReading()
            _ = try Journal.open(in: FolderStorage(folder), isReadOnly: true) { reading.take($0) }
            links = reading.finish().chain.sequence
        }
        print("chain of \(links) verified in \(chain), \(residentMegabytes()) MB")
    }
}

/// Many clients who want one placement, again and again: exactly one gets it.
func race(_ folder: String, clients: Int, rounds: Int) throws {
    let store = try open(folder)
    var wrong = 0
    for round in 0..<rounds {
        guard let placement = world.placement(round) else { continue }
        let group = DispatchGroup()
        let won = Counter()
        for client in 0..<clients {
            group.enter()
            Thread {
                let request = world.request(Subject.ID("p-\(round)-\(client)"))
                let outcome = store.submit(
                    Submission(.book(placement, for: request), by: "race", at: world.now))
                if case .done = outcome { won.add() }
                if case .failed(let error) = outcome { print(error) }
                group.leave()
            }
            .start()
        }
        group.wait()
        if won.value != 1 { wrong += 1 }
    }
    print("\(rounds) rounds of \(clients): \(wrong) without exactly one winner")
    exit(wrong == 0 ? 0 : 1)
}

final class Counter: Sendable {
    private let count = Atomic(0)
    func add() { count.add(1, ordering: .relaxed) }
    var value: Int { count.load(ordering: .relaxed) }
}

/// The resident memory of this process, from the kernel's own count of pages.
func residentMegabytes() -> Int {
    let text = FileManager.default.contents(atPath: "/proc/self/statm") ?? Data()
    let fields = String(decoding: text, as: UTF8.self).split(separator: " ")
    return fields.count > 1 ? ((Int(fields[1]) ?? 0) * 4_096) >> 20 : -1
}
