/// The tables of a store in a database, step by step; steps are never changed once released.
enum Migrations {
    /// The statements of each version, from 1.
    static let steps: [[String]] = [
        [
            """
            CREATE TABLE rendezvous_store (
                one boolean PRIMARY KEY DEFAULT true CHECK (one),
                journal text NOT NULL,
                generation bigint NOT NULL DEFAULT 1,
                position bigint NOT NULL DEFAULT 0,
                sequence bigint NOT NULL DEFAULT 0,
                head bytea NOT NULL)
            """,
            """
            CREATE TABLE rendezvous_record (
                position bigint PRIMARY KEY, body bytea NOT NULL)
            """,
            """
            CREATE TABLE rendezvous_contact (person text PRIMARY KEY, details bytea NOT NULL)
            """,
            """
            CREATE TABLE rendezvous_occupation (
                appointment bigint NOT NULL,
                resource text NOT NULL,
                with_gap_after int8range NOT NULL,
                with_gap_before int8range NOT NULL,
                exempt boolean NOT NULL DEFAULT false,
                PRIMARY KEY (appointment, resource))
            """,
        ]
    ]

    /// The second lock: with both, the gap between neighbours is the larger of theirs, exactly.
    static let constraints = [
        "CREATE EXTENSION IF NOT EXISTS btree_gist",
        """
        ALTER TABLE rendezvous_occupation
            ADD CONSTRAINT rendezvous_after
            EXCLUDE USING gist (resource WITH =, with_gap_after WITH &&) WHERE (NOT exempt),
            ADD CONSTRAINT rendezvous_before
            EXCLUDE USING gist (resource WITH =, with_gap_before WITH &&) WHERE (NOT exempt)
        """,
    ]

    /// Brings a database to the newest version; whether it had to.
    ///
    /// - Parameter isGuarded: Whether exclusion constraints are added: not every compatible
    ///   database has them. The engine alone then keeps appointments apart.
    @discardableResult
    static func run(_ database: Database, isGuarded: Bool) throws(StoreError) -> Bool {
        do throws(Database.Failure) {
            try database.run(
                """
                CREATE TABLE IF NOT EXISTS rendezvous_version (
                    one boolean PRIMARY KEY DEFAULT true CHECK (one), version int NOT NULL)
                """)
            try database.run("BEGIN")
            try database.run("LOCK TABLE rendezvous_version IN EXCLUSIVE MODE")
            let found = try database.run("SELECT version FROM rendezvous_version")
            let version = found.rows.isEmpty ? 0 : Int(found.number(0, 0) ?? 0)
            for step in steps.dropFirst(version) {
                for statement in step { try database.run(statement) }
            }
            if version == 0, isGuarded {
                for statement in constraints { try database.run(statement) }
            }
            try database.run(
                """
                INSERT INTO rendezvous_version (version) VALUES ($1)
                ON CONFLICT (one) DO UPDATE SET version = greatest(EXCLUDED.version,
                    rendezvous_version.version)
                """, ["\(steps.count)"])
            try database.run("COMMIT")
            if version > steps.count {
                throw Database.Failure(state: "newer", message: "\(version)")
            }
            return version < steps.count
        } catch {
            _ = try? database.run("ROLLBACK")
            if error.state == "newer" {
                throw StoreError(
                    .unknownVersion,
                    "version of the tables (\(error.message)) must be at most \(steps.count); "
                        + "use a release that knows it")
            }
            throw StoreError(.failed, "the tables cannot be made: \(error.message)")
        }
    }
}
