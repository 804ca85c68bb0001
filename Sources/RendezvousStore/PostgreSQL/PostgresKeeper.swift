internal import Foundation
public import Rendezvous

/// Records in tables of a database that several servers share.
///
/// One row says how far the log goes. Who appends moves it on from where they know it to be: if
/// somebody else was faster no row changes, and nothing of the transaction stays.
final class PostgresKeeper: RecordKeeper {
    private let database: Database
    private let isGuarded: Bool
    private(set) var chain: AuditChain
    /// The last row that was read or written.
    private var position: Int64
    /// How often everything was rewritten.
    private var generation: Int64

    init(_ address: String, isGuarded: Bool) throws(StoreError) {
        database = try Database(address)
        self.isGuarded = isGuarded
        chain = AuditChain()
        position = 0
        generation = 0
        try Migrations.run(database, isGuarded: isGuarded)
        try prepare()
    }

    var guardsOccupancy: Bool { isGuarded }

    /// Makes the one row, if it is not there.
    private func prepare() throws(StoreError) {
        let name = randomBytes(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        _ = try statements { database throws(Database.Failure) in
            try database.run(
                """
                INSERT INTO rendezvous_store (journal, head) VALUES ($1, $2)
                ON CONFLICT (one) DO NOTHING
                """, ["\(JournalID(name))", Database.hex(Digest.zero.bytes)])
        }
        generation = try statements { database throws(Database.Failure) in
            try database.run("SELECT generation FROM rendezvous_store").number(0, 0) ?? 0
        }
    }

    /// Runs statements that change nothing twice; connects again where the connection is lost.
    private func statements<Result>(
        _ body: (Database) throws(Database.Failure) -> Result
    ) throws(StoreError) -> Result {
        for _ in 0..<5 {
            do throws(Database.Failure) {
                return try body(database)
            } catch {
                guard error.isConnectionLost else {
                    throw StoreError(.failed, "the database refuses: \(error.message)")
                }
                try database.reconnect()
            }
        }
        throw StoreError(.failed, "the connection to the database is lost again and again")
    }

    func append(
        _ records: [JournalRecord], _ occupancy: [Occupation], isUrgent: Bool
    ) throws(StoreError) {
        try Journal.check(records)
        var next = chain
        for record in records { next.append(record) }
        let bodies = records.map { record in
            var bytes: [UInt8] = []
            RecordCoding.append(record, to: &bytes)
            return bytes
        }
        let isFirst: Bool
        do throws(Database.Failure) {
            isFirst = try transact(bodies, occupancy, next)
        } catch {
            isFirst = try isKept(bodies, after: error)
        }
        guard isFirst else { throw StoreError(.conflict, "another server wrote first") }
        position += Int64(records.count)
        chain = next
    }

    /// Whether a transaction that failed was carried out all the same.
    private func isKept(
        _ bodies: [[UInt8]], after error: Database.Failure
    ) throws(StoreError) -> Bool {
        guard error.isConnectionLost else {
            _ = try? database.run("ROLLBACK")
            if error.isContention { return false }
            throw StoreError(
                error.state == "53100" ? .full : .failed, "the database refuses: \(error.message)")
        }
        // Whether the commit arrived is not known: the salts in the first record tell.
        try database.reconnect()
        let row = "\(position + 1)"
        let found = try statements { database throws(Database.Failure) in
            try database.run("SELECT body FROM rendezvous_record WHERE position = $1", [row])
        }
        return !found.rows.isEmpty && found.bytes(0, 0) == bodies.first
    }

    /// Moves the log on by some records; `false` if somebody else was faster.
    private func transact(
        _ bodies: [[UInt8]], _ occupancy: [Occupation], _ next: AuditChain
    ) throws(Database.Failure) -> Bool {
        try database.run("BEGIN")
        let moved = try database.run(
            """
            UPDATE rendezvous_store SET position = $1, sequence = $2, head = $3
            WHERE position = $4 AND generation = $5
            """,
            [
                "\(position + Int64(bodies.count))", "\(next.sequence)",
                Database.hex(next.head.bytes), "\(position)", "\(generation)",
            ])
        guard moved.changed == 1 else {
            try database.run("ROLLBACK")
            return false
        }
        // Backslashes are doubled inside the text of an array.
        let texts = bodies.map { "\"\\" + Database.hex($0) + "\"" }
        try database.run(
            """
            INSERT INTO rendezvous_record (position, body)
            SELECT $1::bigint + place, body
            FROM unnest($2::bytea[]) WITH ORDINALITY AS new (body, place)
            """, ["\(position)", "{" + texts.joined(separator: ",") + "}"])
        if !occupancy.isEmpty { try occupy(occupancy) }
        try database.run("COMMIT")
        return true
    }

    private func occupy(_ occupancy: [Occupation]) throws(Database.Failure) {
        let numbers = occupancy.map { "\($0.appointment)" }.joined(separator: ",")
        try database.run(
            "DELETE FROM rendezvous_occupation WHERE appointment = ANY ($1::bigint[])",
            ["{\(numbers)}"])
        let uses = occupancy.flatMap { one in one.uses.map { (one.appointment, $0) } }
        guard !uses.isEmpty else { return }
        func list(_ numbers: [Int64]) -> String {
            "{" + numbers.map { "\($0)" }.joined(separator: ",") + "}"
        }
        let flags = uses.map { $0.1.isExempt ? "t" : "f" }.joined(separator: ",")
        let names = uses.map {
            "\""
                + $0.1.resource.replacingOccurrences(of: "\\", with: "\\\\")
                .replacingOccurrences(of: "\"", with: "\\\"") + "\""
        }
        try database.run(
            """
            INSERT INTO rendezvous_occupation
                (appointment, resource, with_gap_after, with_gap_before, exempt)
            SELECT appointment, resource, int8range(from_, to_ + after_),
                int8range(from_ - before_, to_), exempt
            FROM unnest($1::bigint[], $2::text[], $3::bigint[], $4::bigint[], $5::bigint[],
                $6::bigint[], $7::boolean[])
                AS new (appointment, resource, from_, to_, before_, after_, exempt)
            """,
            [
                list(uses.map { Int64($0.0) }), "{" + names.joined(separator: ",") + "}",
                list(uses.map { $0.1.start }), list(uses.map { $0.1.end }),
                list(uses.map { $0.1.before }), list(uses.map { $0.1.after }),
                "{\(flags)}",
            ])
    }

    func follow(_ visit: (JournalRecord) throws(StoreError) -> Void) throws(StoreError) -> Bool {
        let found = try statements { database throws(Database.Failure) in
            try database.run("SELECT generation FROM rendezvous_store").number(0, 0) ?? 0
        }
        guard found == generation else {
            generation = found
            position = 0
            chain = AuditChain()
            return true
        }
        try read(after: position, visit)
        return false
    }

    func visitRecords(
        _ visit: (JournalRecord) throws(StoreError) -> Void
    ) throws(StoreError) {
        (position, chain) = (0, AuditChain())
        try read(after: 0, visit)
    }

    /// Visits the rows after one, and moves on to the last of them.
    private func read(
        after start: Int64, _ visit: (JournalRecord) throws(StoreError) -> Void
    ) throws(StoreError) {
        while true {
            let row = "\(position)"
            let page = try statements { database throws(Database.Failure) in
                try database.run(
                    """
                    SELECT position, body FROM rendezvous_record WHERE position > $1
                    ORDER BY position LIMIT 5000
                    """, [row])
            }
            for index in page.rows.indices {
                guard let place = page.number(index, 0), let body = page.bytes(index, 1),
                    let record = RecordCoding.records(body[...])?.first
                else {
                    throw StoreError(
                        .damaged, "row \(page.text(index, 0) ?? "?") of the log is no record")
                }
                position = place
                chain.append(record)
                try visit(record)
            }
            guard page.rows.count == 5_000 else { return }
        }
    }

    func rewrite(
        _ rewrite: (JournalRecord) throws(StoreError) -> JournalRecord?
    ) throws(StoreError) {
        _ = try statements { database throws(Database.Failure) in
            try database.run("BEGIN")
            try database.run("SELECT 1 FROM rendezvous_store FOR UPDATE")
        }
        do {
            var changes: [(Int64, JournalRecord?)] = []
            (position, chain) = (0, AuditChain())
            try read(after: 0) { record throws(StoreError) in
                let rest = try rewrite(record)
                guard rest != nil || !record.isChained else {
                    throw StoreError(.failed, "a link of the audit's chain may not be left out")
                }
                if rest != record { changes.append((position, rest)) }
            }
            for (place, record) in changes { try replace(place, record) }
            try database.run(
                """
                UPDATE rendezvous_store SET generation = generation + 1, position =
                    (SELECT coalesce(max(position), 0) FROM rendezvous_record)
                """)
            let last = try database.run("SELECT position FROM rendezvous_store")
            try database.run("COMMIT")
            position = last.number(0, 0) ?? 0
            generation += 1
        } catch {
            _ = try? database.run("ROLLBACK")
            if let error = error as? StoreError { throw error }
            throw StoreError(.failed, "the database refuses: \(error)")
        }
        // Dead rows keep their bytes until they are vacuumed.
        _ = try? database.run("VACUUM FULL rendezvous_record")
        _ = try? database.run("VACUUM FULL rendezvous_contact")
    }

    private func replace(_ place: Int64, _ record: JournalRecord?) throws(Database.Failure) {
        guard let record else {
            try database.run(
                "DELETE FROM rendezvous_record WHERE position = $1", ["\(place)"])
            return
        }
        var bytes: [UInt8] = []
        RecordCoding.append(record, to: &bytes)
        try database.run(
            "UPDATE rendezvous_record SET body = $2 WHERE position = $1",
            ["\(place)", Database.hex(bytes)])
    }

    func randomBytes(_ count: Int) -> [UInt8] {
        SystemRandom.bytes(count)
    }
}

/// Contact data in a table beside the log.
final class PostgresVault: Vault {
    private let database: Database
    private let lock = NSLock()

    init(_ address: String) throws(StoreError) { database = try Database(address) }

    private func run(_ statement: String, _ values: [String?]) throws(StoreError) -> Database.Rows {
        lock.lock()
        defer { lock.unlock() }
        for _ in 0..<5 {
            do throws(Database.Failure) {
                return try database.run(statement, values)
            } catch {
                guard error.isConnectionLost else {
                    throw StoreError(.failed, "the database refuses: \(error.message)")
                }
                try database.reconnect()
            }
        }
        throw StoreError(.failed, "the connection to the database is lost again and again")
    }

    func details(of person: Subject.ID) throws(StoreError) -> ContactDetails? {
        let rows = try run(
            "SELECT details FROM rendezvous_contact WHERE person = $1", [person.rawValue])
        guard !rows.rows.isEmpty, let bytes = rows.bytes(0, 0) else { return nil }
        guard let details = ContactDetails(reading: bytes[...]) else {
            throw StoreError(.damaged, "a row of contact data is not what was written")
        }
        return details
    }

    func keep(_ details: ContactDetails, of person: Subject.ID) throws(StoreError) {
        _ = try run(
            """
            INSERT INTO rendezvous_contact (person, details) VALUES ($1, $2)
            ON CONFLICT (person) DO UPDATE SET details = EXCLUDED.details
            """, [person.rawValue, Database.hex(details.bytes)])
    }

    func erase(_ person: Subject.ID) throws(StoreError) -> Bool {
        try run("DELETE FROM rendezvous_contact WHERE person = $1", [person.rawValue]).changed > 0
    }
}

extension AgendaStore {
    /// Opens the store of a database, or makes one with the first events of an agency. Any number
    /// of processes may have it open.
    ///
    /// - Parameters:
    ///   - address: What PostgreSQL's client library takes: `host=… dbname=…` or `postgresql://…`.
    ///   - events: What a new store begins with; `nil` if there must be one already.
    ///   - isGuarded: Whether a new store gets exclusion constraints as a second lock; some
    ///     databases that speak PostgreSQL's language have none.
    ///   - rules: The rules of policies that are written in Swift.
    /// - Throws: ``StoreError/Kind/unavailable`` without client library; else ``StoreError``.
    /// - Complexity: linear in the log.
    public static func open(
        postgres address: String, founding events: [Event]? = nil, isGuarded: Bool = true,
        rules: CustomRules = CustomRules()
    ) throws(StoreError) -> AgendaStore {
        let keeper = try PostgresKeeper(address, isGuarded: isGuarded)
        let vault = try PostgresVault(address)
        for _ in 0..<100 {
            var folded = Folded()
            try keeper.visitRecords { record throws(StoreError) in try folded.take(record) }
            if !folded.records.isEmpty {
                return AgendaStore(
                    keeper, vault, try agenda(folded.events, rules), folded.book, rules: rules)
            }
            guard let events else {
                throw StoreError(.missing, "there is no store in the database")
            }
            let store = AgendaStore(
                keeper, vault, try agenda(events, rules), RecordBook(), rules: rules)
            do throws(StoreError) {
                try store.found(events)
                return store
            } catch {
                guard error.kind == .conflict else { throw error }
            }
        }
        throw StoreError(.conflict, "others founded the store and it is empty; try again")
    }

    /// Takes in what other servers wrote; readers see it from now on.
    public func refresh() throws(StoreError) {
        try alone { [self] () throws(StoreError) in try follow() }
    }
}
