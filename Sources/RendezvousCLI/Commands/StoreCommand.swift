internal import Foundation
internal import Rendezvous
internal import RendezvousDocuments
internal import RendezvousStore

/// `rendezvous store`: looks after a journal or a database.
enum StoreCommand: Command {
    static let name = "store"
    static let summary = "make, check, compact, move and empty the store of an agenda"
    static let files = ["TASK", "PLACE…"]
    static let options = [
        Option("audit", nil, "verify: the chain of the audit and each commitment"),
        Option("head", "N:DIGEST", "verify: a head noted earlier, which the chain must contain"),
        Option("subject", "REF", "export, erase: this person"),
        Option("actor", "NAME", "erase, compact, expire: who does it, for the audit"),
        Option("out", "FILE", "export: where to (default: standard output)"),
        Option("people", "DAYS", "expire: days after the last appointment (default: 730)"),
        Option("accesses", "DAYS", "expire: days for which accesses are kept (default: 1,096)"),
        Option("at", "INSTANT", "what counts as now, RFC 3339 (default: the clock)"),
        Option("json", nil, "info, verify: write the answer as JSON"),
    ]

    static let choices = ["TASK": tasks]
    private static let tasks = [
        "info", "verify", "compact", "export", "import", "migrate", "erase", "expire",
    ]

    static func run(_ arguments: Arguments, _ console: Console) throws(Failure) -> ExitCode {
        let words = try arguments.words(files)
        do throws(StoreError) {
            switch words[0] {
            case "info": return try info(words[1], arguments, console)
            case "verify": return try verify(words[1], arguments, console)
            default: break
            }
        } catch {
            throw failure(error, words[1])
        }
        switch words[0] {
        case "compact", "erase", "expire": return try maintain(words, arguments, console)
        case "export": return try export(words[1], arguments, console)
        case "import": return try found(words, arguments, console)
        case "migrate": return try migrate(words, console)
        default:
            throw Failure(
                .usage, "task (\(words[0])) must be one of: \(tasks.joined(separator: ", ")).")
        }
    }

    static func failure(_ error: StoreError, _ place: String) -> Failure {
        let code: ExitCode =
            switch error.kind {
            case .missing: .noInput
            case .refused: .refused
            case .damaged, .unknownVersion, .tooLarge, .keyReused: .data
            case .locked, .conflict, .unavailable: .temporary
            case .exists, .full, .failed, .stopped: .cannotWrite
            }
        return Failure(code, "\(place): \(error.message).")
    }

    // MARK: Places

    private static func isDatabase(_ place: String) -> Bool {
        place.hasPrefix("postgresql:") || place.hasPrefix("postgres:")
    }

    static func storage(
        _ place: String, creating: Bool = false
    ) throws(StoreError) -> FolderStorage {
        do throws(StorageError) {
            return try FolderStorage(place, creating: creating)
        } catch {
            throw StoreError(error.cause == .missing ? .missing : .failed, error.message)
        }
    }

    static func open(
        _ place: String, founding events: [Event]? = nil, rules: CustomRules
    ) throws(StoreError) -> AgendaStore {
        if isDatabase(place) {
            return try AgendaStore.open(postgres: place, founding: events, rules: rules)
        }
        return try AgendaStore.open(
            try storage(place, creating: events != nil), founding: events, rules: rules)
    }

    // MARK: Looking

    /// What a journal holds, without its lock: a server may be using it.
    private static func info(
        _ place: String, _ arguments: Arguments, _ console: Console
    ) throws(StoreError) -> ExitCode {
        if isDatabase(place) {
            let store = try open(place, rules: console.rules)
            console.write("\(place): sequence \(store.chain.sequence), \(store.chain.head)\n")
            return .success
        }
        var counts = RecordCounts()
        let journal = try Journal.open(in: try storage(place), isReadOnly: true) { record in
            counts.take(record)
        }
        if arguments.has("json") {
            console.write(counts.json(journal))
        } else {
            console.write(counts.text(journal))
        }
        return .success
    }

    private static func verify(
        _ place: String, _ arguments: Arguments, _ console: Console
    ) throws(StoreError) -> ExitCode {
        let noted = arguments.text("head").map { text in
            let parts = text.split(separator: ":")
            guard parts.count == 2, let number = UInt64(parts[0]),
                let digest = Digest(hex: parts[1])
            else { return AuditChain(sequence: .max) }
            return AuditChain(sequence: number, head: digest)
        }
        let reading = AuditReading(lookingFor: noted)
        let worksItOut = arguments.has("audit") || noted != nil
        var counts = RecordCounts()
        func take(_ record: JournalRecord) {
            counts.take(record)
            if worksItOut { reading.take(record) }
        }
        let head: AuditChain
        if isDatabase(place) {
            let store = try open(place, rules: console.rules)
            try store.visitRecords { record in take(record) }
            head = store.chain
        } else {
            head = try Journal.open(in: try storage(place), isReadOnly: true, visit: take).chain
        }
        let (chain, containsNoted) = reading.finish()
        var objections: [String] = []
        if arguments.has("audit"), chain != head {
            objections.append("the chain ends at \(chain.head), and its head says \(head.head)")
        }
        if noted != nil, !containsNoted {
            objections.append("the head noted earlier is not in the chain: it was changed since")
        }
        let what = Text.grouped(counts.total) + " records"
        for objection in objections { console.write("  \(place): \(objection)\n") }
        if objections.isEmpty {
            console.write("  \(place): \(what): whole, \(head.sequence):\(head.head)\n")
        }
        return objections.isEmpty ? .success : .violated
    }

    // MARK: Changing

    private static func maintain(
        _ words: [String], _ arguments: Arguments, _ console: Console
    ) throws(Failure) -> ExitCode {
        let instant = try RequestOptions.instant(arguments, console)
        let actor = arguments.text("actor") ?? "store"
        let days = (
            people: try arguments.number("people", from: 1) ?? 730,
            accesses: try arguments.number("accesses", from: 1) ?? 1_096
        )
        let person = arguments.text("subject")
        if words[0] == "erase", person == nil {
            throw Failure(.usage, "erase needs --subject, the person.")
        }
        do throws(StoreError) {
            let store = try open(words[1], rules: console.rules)
            switch words[0] {
            case "compact": try store.compact(at: instant)
            case "erase":
                let names = try store.erase([Subject.ID(person ?? "")], by: actor, at: instant)
                for (person, name) in names {
                    console.write("  erased: what named \(person) says \(name) from now on\n")
                }
            default:
                let retention = AgendaStore.Retention(
                    people: .hours(24 * Int64(days.people)),
                    accesses: .hours(24 * Int64(days.accesses)))
                let count = try store.expire(retention, by: actor, at: instant)
                console.write("  \(Text.grouped(count)) people erased\n")
            }
            console.write("  \(words[1]): \(store.chain.sequence):\(store.chain.head)\n")
            return .success
        } catch {
            throw failure(error, words[1])
        }
    }

    private static func export(
        _ place: String, _ arguments: Arguments, _ console: Console
    ) throws(Failure) -> ExitCode {
        let bytes: [UInt8]
        do throws(StoreError) {
            guard let person = arguments.text("subject") else {
                bytes = EventLog.encode(try events(place, console))
                try Inputs(console: console).keep(bytes, arguments.text("out") ?? "-")
                return .success
            }
            let data = try open(place, rules: console.rules)
                .personalData(of: Subject.ID(person))
            bytes = PersonalDataDocument.encode(person, data)
        } catch {
            throw failure(error, place)
        }
        try Inputs(console: console).save(bytes, arguments.text("out") ?? "-")
        return .success
    }

    private static func events(
        _ place: String, _ console: Console
    ) throws(StoreError) -> [Event] {
        if isDatabase(place) { return try open(place, rules: console.rules).events() }
        return try AgendaStore.events(of: try storage(place))
    }

    private static func found(
        _ words: [String], _ arguments: Arguments, _ console: Console
    ) throws(Failure) -> ExitCode {
        guard words.count == 3 else {
            throw Failure(.usage, "import needs a document and a place: import AGENDA PLACE.")
        }
        let events = try Inputs(console: console).events(words[1])
        do throws(StoreError) {
            try requireEmpty(words[2], console)
            let store = try open(words[2], founding: events, rules: console.rules)
            console.write("  \(words[2]): \(store.chain.sequence):\(store.chain.head)\n")
        } catch {
            throw failure(error, words[2])
        }
        return .success
    }

    private static func requireEmpty(
        _ place: String, _ console: Console
    ) throws(StoreError) {
        do throws(StoreError) {
            _ = try open(place, rules: console.rules)
        } catch {
            guard error.kind != .missing else { return }
            throw error
        }
        throw StoreError(.exists, "there is a store already")
    }

    private static func migrate(
        _ words: [String], _ console: Console
    ) throws(Failure) -> ExitCode {
        guard words.count == 3 else {
            throw Failure(.usage, "migrate needs two places: migrate FROM TO.")
        }
        do throws(StoreError) {
            let chain: AuditChain
            if isDatabase(words[2]) {
                chain = try AgendaStore.copy(
                    try storage(words[1]), toPostgres: words[2], rules: console.rules)
            } else {
                chain = try AgendaStore.copy(
                    postgres: words[1], to: try storage(words[2], creating: true),
                    rules: console.rules)
            }
            console.write("  \(words[2]): \(chain.sequence):\(chain.head)\n")
            return .success
        } catch {
            throw failure(error, words[1])
        }
    }
}

/// How many records of each kind there are.
struct RecordCounts {
    private var events = 0
    private var accesses = 0
    private var erased = 0
    private var results = 0
    private var notices = 0

    var total: Int { events + accesses + erased + results + notices }

    mutating func take(_ record: JournalRecord) {
        switch record {
        case .audited(let record):
            if record.kind == .event { events += 1 } else { accesses += 1 }
        case .erased: erased += 1
        case .result: results += 1
        case .notice, .delivered: notices += 1
        case .seal: break
        }
    }

    func text(_ journal: Journal) -> String {
        """
          journal \(journal.id), generation \(journal.generation), \(journal.segmentSize) bytes \
        since the last snapshot
          \(Text.grouped(events)) events, \(Text.grouped(accesses)) accesses, \
        \(Text.grouped(erased)) erased, \(Text.grouped(results)) answers, \
        \(Text.grouped(notices)) notices
          \(journal.chain.sequence):\(journal.chain.head)

        """
    }

    private struct Document: Swift.Encodable {
        let rendezvous = "store/1"
        let journal, head: String
        let generation, bytes, sequence: UInt64
        let events, accesses, erased, answers, notices: Int
    }

    func json(_ journal: Journal) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        let document = Document(
            journal: "\(journal.id)", head: "\(journal.chain.head)",
            generation: journal.generation, bytes: UInt64(journal.segmentSize),
            sequence: journal.chain.sequence, events: events, accesses: accesses, erased: erased,
            answers: results, notices: notices)
        let data = (try? encoder.encode(document)) ?? Data()
        return String(decoding: data, as: UTF8.self) + "\n"
    }
}

/// What the store has about a person, as `person/1`.
enum PersonalDataDocument {
    static func encode(_ person: String, _ data: AgendaStore.PersonalData) -> [UInt8] {
        var object: [String: Any] = ["rendezvous": "person/1", "subject": person]
        object["contact"] = data.details?.fields ?? [:]
        object["accesses"] = data.accesses.map { ["at": "\($0.at)", "what": $0.text] }
        let agenda = Data(AgendaDocument.encode(data.events))
        let parsed = (try? JSONSerialization.jsonObject(with: agenda)) as? [String: Any]
        object["events"] = parsed?["events"] ?? []
        let options: JSONSerialization.WritingOptions = [
            .prettyPrinted, .sortedKeys, .withoutEscapingSlashes,
        ]
        let bytes =
            (try? JSONSerialization.data(withJSONObject: object, options: options)) ?? Data()
        return Array(bytes) + [0x0A]
    }
}

extension Inputs {
    /// Writes bytes inside what throws errors of the store.
    fileprivate func keep(_ bytes: [UInt8], _ path: String) throws(StoreError) {
        guard console.save(bytes, path) else {
            throw StoreError(.failed, "\(path): the file cannot be written")
        }
    }
}
