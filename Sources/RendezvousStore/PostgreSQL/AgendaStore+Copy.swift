public import Rendezvous

/// Moving whole stores between folders and databases.
extension AgendaStore {
    /// Copies a journal with its audit into a database that has no store.
    ///
    /// Contact data of everybody whom the agenda names come along.
    ///
    /// - Parameters:
    ///   - storage: The folder of the store that is copied.
    ///   - address: The database, which must be empty.
    ///   - rules: The custom rules that policies name.
    /// - Returns: The chain, which is the same in both.
    public static func copy(
        _ storage: any Storage, toPostgres address: String, rules: CustomRules = CustomRules()
    ) throws(StoreError) -> AuditChain {
        let keeper = try PostgresKeeper(address, isGuarded: true)
        var folded = Folded()
        let journal = try Journal.open(in: storage, isReadOnly: true) { record throws(StoreError) in
            try folded.take(record)
        }
        try requireEmpty(keeper)
        let agenda = try agenda(folded.events, rules)
        try copy(folded.records, to: keeper, agenda.occupancy)
        try vaults(from: FileVault(in: storage), to: PostgresVault(address), agenda)
        return try same(journal.chain, keeper.chain)
    }

    /// Copies the store of a database with its audit into a folder that has none.
    ///
    /// - Parameters:
    ///   - address: The database that is copied.
    ///   - storage: The folder, which must be empty.
    ///   - rules: The custom rules that policies name.
    /// - Returns: The chain, which is the same in both.
    public static func copy(
        postgres address: String, to storage: any Storage, rules: CustomRules = CustomRules()
    ) throws(StoreError) -> AuditChain {
        let keeper = try PostgresKeeper(address, isGuarded: true)
        var folded = Folded()
        try keeper.visitRecords { record throws(StoreError) in try folded.take(record) }
        let journal = try Journal.create(in: storage)
        try copy(folded.records, to: journal, [])
        let agenda = try agenda(folded.events, rules)
        try vaults(from: PostgresVault(address), to: FileVault(in: storage), agenda)
        return try same(keeper.chain, journal.chain)
    }

    private static func requireEmpty(_ keeper: PostgresKeeper) throws(StoreError) {
        var isEmpty = true
        try keeper.visitRecords { _ in isEmpty = false }
        guard isEmpty else { throw StoreError(.exists, "there is a store in the database already") }
    }

    private static func copy(
        _ records: [JournalRecord], to keeper: any RecordKeeper, _ occupancy: [Occupation]
    ) throws(StoreError) {
        var (part, size): ([JournalRecord], Int) = ([], 0)
        for record in records {
            if size + record.size > StoreLimits.framePayload {
                try keeper.append(part, [], isUrgent: false)
                (part, size) = ([], 0)
            }
            part.append(record)
            size += record.size
        }
        try keeper.append(part, occupancy, isUrgent: false)
    }

    /// Copies the contact data of everybody whom the agenda names.
    private static func vaults(
        from old: any Vault, to new: any Vault, _ agenda: Agenda
    ) throws(StoreError) {
        var people = Set(agenda.registeredPeople)
        for appointment in agenda.appointments {
            people.insert(appointment.party.participant)
            if let other = appointment.party.bookedBy { people.insert(other) }
        }
        for person in people.sorted() {
            if let details = try old.details(of: person) { try new.keep(details, of: person) }
        }
    }

    private static func same(
        _ left: AuditChain, _ right: AuditChain
    ) throws(StoreError) -> AuditChain {
        guard left == right else {
            throw StoreError(.damaged, "the chain of the copy (\(right.head)) is another")
        }
        return right
    }
}
