import Foundation
import Rendezvous
import RendezvousStore

/// Clients that book as fast as they are answered, and note what they were answered.
final class Load: @unchecked Sendable {
    private let store: AgendaStore
    private let world: World
    private let lock = NSLock()
    private var random: SystemRandomNumberGenerator
    private var answered = 0
    private var refused = 0
    private var failures: [String: Int] = [:]
    private let notes: Int32
    private let run: String
    private var isOver = false
    private var next = 0
    private let isSequential: Bool

    /// - Parameters:
    ///   - notes: Where it is noted what was tried (`T key number`) and answered (`A key
    ///     appointment`).
    ///   - isSequential: Whether placements are taken in order, so that nothing is refused.
    init(_ store: AgendaStore, _ world: World, notes: String?, isSequential: Bool) {
        self.store = store
        self.world = world
        self.isSequential = isSequential
        random = SystemRandomNumberGenerator()
        run = String(UInt32.random(in: 0 ... .max), radix: 36)
        self.notes =
            notes.map { unsafe open($0, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600) } ?? -1
        next = store.read { $0.appointmentCount }
    }

    private func note(_ text: String) {
        guard notes >= 0 else { return }
        let bytes = Array((text + "\n").utf8)
        _ = unsafe write(notes, bytes, bytes.count)
    }

    /// Answers a second.
    func measure(clients: Int, seconds: Double) -> (perSecond: Double, refused: Int, failed: Int) {
        let group = DispatchGroup()
        let start = Date()
        for client in 0..<clients {
            let thread = Thread { [self] in
                work(client)
                group.leave()
            }
            group.enter()
            thread.stackSize = 4 << 20
            thread.start()
        }
        Thread.sleep(forTimeInterval: seconds)
        lock.withLock { isOver = true }
        let span = Date().timeIntervalSince(start)
        group.wait()
        for (message, count) in failures { print("failed \(count) times: \(message)") }
        return (Double(answered) / span, refused, failures.values.reduce(0, +))
    }

    private func work(_ client: Int) {
        var count = 0
        while true {
            let number: Int? = lock.withLock {
                guard !isOver else { return nil }
                guard isSequential else { return Int.random(in: 0..<world.placements) }
                next += 1
                return (next - 1) % world.placements
            }
            guard let number, let placement = world.placement(number) else { return }
            count += 1
            book(placement, number, "\(run)-\(client)-\(count)")
        }
    }

    private func book(_ placement: Placement, _ number: Int, _ key: String) {
        note("T \(key) \(number)")
        let request = world.request(Subject.ID("p-\(key)"))
        let requestKey =
            notes < 0
            ? nil
            : try? RequestKey(
                key, of: "load", fingerprint: SHA256.digest(of: Array("\(number)".utf8)),
                until: world.now + .hours(24))
        let submission = Submission(
            .book(placement, for: request), by: "load", at: world.now, key: requestKey)
        switch store.submit(submission) {
        case .done(let events, _):
            if case .booked(let booking)? = events.last?.change { note("A \(key) \(booking.id)") }
            lock.withLock { answered += 1 }
        case .repeated: note("R \(key)")
        case .refused: lock.withLock { refused += 1 }
        case .failed(let error): lock.withLock { failures[error.message, default: 0] += 1 }
        }
    }
}

/// Compares a store with what clients noted.
struct Comparison {
    let agenda: Agenda

    /// What is wrong; nothing if all is well.
    func objections(notes path: String) -> [String] {
        let text = FileManager.default.contents(atPath: path).map {
            String(decoding: $0, as: UTF8.self)
        }
        var (tried, answered): (Set<String>, [String: String]) = ([], [:])
        for line in (text ?? "").split(separator: "\n") {
            let words = line.split(separator: " ").map(String.init)
            if words.count == 3, words[0] == "T" { tried.insert("p-" + words[1]) }
            if words.count == 3, words[0] == "A" { answered["p-" + words[1]] = words[2] }
        }
        var objections: [String] = []
        var seen: [String: String] = [:]
        var spans: [Counsellor.ID: [Interval]] = [:]
        for appointment in agenda.appointments where appointment.status.occupies {
            let person = appointment.party.participant.rawValue
            if !tried.contains(person) { objections.append("\(person) was never tried") }
            if seen.updateValue("\(appointment.id)", forKey: person) != nil {
                objections.append("\(person) is there twice")
            }
            spans[appointment.placement.counsellor, default: []].append(
                appointment.placement.interval)
        }
        for (person, id) in answered where seen[person] != id {
            objections.append("\(person) was told appointment \(id), which is not there")
        }
        for (counsellor, list) in spans {
            let sorted = list.sorted { $0.start < $1.start }
            for (left, right) in zip(sorted, sorted.dropFirst()) where right.start < left.end {
                objections.append("\(counsellor) is booked twice at \(right.start)")
            }
        }
        print("\(tried.count) tried, \(answered.count) answered, \(seen.count) there")
        return objections
    }
}
