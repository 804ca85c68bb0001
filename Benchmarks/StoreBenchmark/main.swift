import Foundation
import Rendezvous
import RendezvousStore

/// Measures the store and drives it under faults (Documentation/Store.md).
///
///     StoreBenchmark load PLACE CLIENTS SECONDS [NOTES]     book, and note what was answered
///     StoreBenchmark check PLACE NOTES                      compare a store with the notes
///     StoreBenchmark bench FOLDER CLIENTS SECONDS           durable bookings a second
///     StoreBenchmark frames FOLDER CLIENTS SECONDS          durable records of 256 bytes a second
///     StoreBenchmark syncs FOLDER SECONDS                   bare confirmations a second
///     StoreBenchmark recover FOLDER EVENTS                  time to open a large journal
///     StoreBenchmark race FOLDER CLIENTS ROUNDS             many clients, one placement
///     StoreBenchmark digests                                speed of SHA-256
///
/// A place is a folder, or an address of PostgreSQL that begins with `postgresql:`.
let words = CommandLine.arguments.dropFirst().map { String($0) }
let world = World(counsellors: words.first == "bench" ? 1_000 : 60, days: 100)

func number(_ index: Int, _ standard: Int) -> Int {
    index < words.count ? Int(words[index]) ?? standard : standard
}

func open(_ place: String) throws -> AgendaStore {
    let events = try world.events()
    if place.hasPrefix("postgresql:") {
        return try AgendaStore.open(postgres: place, founding: events)
    }
    return try AgendaStore.open(FolderStorage(place, creating: true), founding: events)
}

/// How long something took: on the clock, and on all processors together.
struct Span: CustomStringConvertible {
    let seconds: Double
    let processor: Double

    init(_ body: () throws -> Void) rethrows {
        let (start, used) = (Date(), clock())
        try body()
        seconds = Date().timeIntervalSince(start)
        processor = Double(clock() - used) / Double(CLOCKS_PER_SEC)
    }

    var description: String {
        String(format: "%.2f s (%.2f s of the processor)", seconds, processor)
    }
}

do {
    let place = words.count > 1 ? words[1] : ""
    switch words.first {
    case "load":
        let load = Load(
            try open(place), world, notes: words.count > 4 ? words[4] : nil, isSequential: false)
        let result = load.measure(clients: number(2, 8), seconds: Double(number(3, 5)))
        print(
            "\(Int(result.perSecond)) a second, \(result.refused) refused, \(result.failed) failed")
        exit(result.failed > 0 ? 75 : 0)
    case "check":
        let store = try open(place)
        let objections = store.read { agenda in
            Comparison(agenda: agenda).objections(notes: words.count > 2 ? words[2] : "")
        }
        for objection in objections.prefix(20) { print(objection) }
        print("fingerprint \(store.read { $0.stateFingerprint() }), chain \(store.chain.head)")
        exit(objections.isEmpty ? 0 : 1)
    case "bench":
        let store = try open(place)
        let load = Load(store, world, notes: nil, isSequential: true)
        let result = load.measure(clients: number(2, 8), seconds: Double(number(3, 5)))
        print(
            "\(number(2, 8)) clients: \(Int(result.perSecond)) bookings a second, "
                + "\(result.refused) refused")
    case "frames": try measureFrames(place, clients: number(2, 8), seconds: Double(number(3, 5)))
    case "syncs": try measureSyncs(place, seconds: Double(number(2, 5)))
    case "recover": try measureRecovery(place, events: number(2, 1_000_000))
    case "race": try race(place, clients: number(2, 64), rounds: number(3, 1_000))
    case "digests":
        let bytes = [UInt8](repeating: 7, count: 64 << 20)
        let time = Span { print(SHA256.digest(of: bytes)) }
        print("64 MB in \(time), \(Int(64 / time.processor)) MB a second of the processor")
    default:
        print("one of: load, check, bench, frames, syncs, recover, race, digests")
        exit(64)
    }
} catch {
    print("\(error)")
    exit(70)
}
