internal import Foundation
public import Rendezvous

/// The audit: who did and saw what, and what becomes of it (A18).
extension AgendaStore {
    /// Notes that somebody looked at something, tried something or administered the store.
    ///
    /// - Parameter text: What it was, in opaque references; never contact data.
    /// - Throws: ``StoreError``; the access should then not be granted.
    public func noteAccess(
        _ text: String, by actor: String, at instant: Instant
    ) throws(StoreError) {
        let record = access(text, by: actor, at: instant)
        try alone { [self] () throws(StoreError) in
            try follow()
            try keep([record])
        }
    }

    private func access(_ text: String, by actor: String, at instant: Instant) -> JournalRecord {
        .audited(
            AuditedRecord(
                .access, at: instant.secondsSince1970, by: actor, Array(text.utf8),
                salt: keeper.randomBytes(AuditedRecord.saltSize)))
    }

    /// Everything that the store has about a person.
    public struct PersonalData: Sendable {
        /// Contact data, if there are any.
        public var details: ContactDetails?
        /// The events that name the person, in order.
        public var events: [Event] = []
        /// What the person did and saw: when, and what.
        public var accesses: [(at: Instant, text: String)] = []
    }

    /// Everything that the store has about a person, for them to see.
    ///
    /// - Complexity: linear in the records.
    public func personalData(of person: Subject.ID) throws(StoreError) -> PersonalData {
        var data = PersonalData()
        data.details = try vault.details(of: person)
        var found: [AuditedRecord] = []
        var replaced: [[UInt8]] = []
        try alone { [self] () throws(StoreError) in
            try keeper.visitRecords { record throws(StoreError) in
                if case .audited(let audited) = record { found.append(audited) }
                if case .erased(let erased) = record { replaced.append(erased.replacement) }
            }
        }
        for record in found {
            switch record.kind {
            case .event:
                if let event = try? EventLog.decodeEvent(record.payload),
                    EventLog.names(person, in: event)
                {
                    data.events.append(event)
                }
            case .access:
                guard record.actor == person.rawValue else { continue }
                data.accesses.append(
                    (
                        Instant(secondsSince1970: record.at),
                        String(decoding: record.payload, as: UTF8.self)
                    ))
            }
        }
        for bytes in replaced where !bytes.isEmpty {
            if let event = try? EventLog.decodeEvent(bytes), EventLog.names(person, in: event) {
                data.events.append(event)
            }
        }
        data.events.sort { $0.at < $1.at }
        return data
    }

    /// Erases people: their contact data, and their references in every record, which become random
    /// ones. Appointments stay, so that nothing is booked over; the chain of the audit stays whole,
    /// since links hold salted digests, and the salts are erased.
    ///
    /// Everything is written anew before this returns, and the old files' bytes are overwritten.
    /// Copies made before are the agency's to erase.
    ///
    /// - Returns: The references that stand in place of the people.
    /// - Throws: ``StoreError``; ask again, it goes on where it was.
    /// - Complexity: linear in the records.
    public func erase(
        _ people: [Subject.ID], by actor: String, at instant: Instant
    ) throws(StoreError) -> [Subject.ID: Subject.ID] {
        var renamed: [Subject.ID: Subject.ID] = [:]
        for person in people {
            let digits = keeper.randomBytes(16).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }
            renamed[person] = Subject.ID("erased-" + digits.joined())
        }
        let others = renamed.values.sorted().map(\.rawValue).joined(separator: ", ")
        let note = access("erased: \(others)", by: actor, at: instant)
        for person in renamed.keys.sorted() { _ = try vault.erase(person) }
        let names = renamed
        try alone { [self] () throws(StoreError) in
            try follow()
            try keep([note], isUrgent: true)
            try rewrite(names, at: instant, accessesBefore: .min)
        }
        return renamed
    }

    /// How long records are kept.
    public struct Retention: Hashable, Sendable {
        /// How long after their last appointment people are known, unless they are registered.
        public var people: Seconds
        /// How long it is known who looked at what.
        public var accesses: Seconds

        /// Times after which records are erased.
        public init(
            people: Seconds = .hours(24 * 730), accesses: Seconds = .hours(24 * 1_096)
        ) {
            self.people = people
            self.accesses = accesses
        }
    }

    /// Erases what has been kept long enough, and notes that it was done.
    ///
    /// - Returns: How many people were erased.
    /// - Throws: ``StoreError``.
    /// - Complexity: linear in the records.
    public func expire(
        _ retention: Retention, by actor: String, at instant: Instant
    ) throws(StoreError) -> Int {
        let people = read { agenda in
            agenda.peopleUnseen(since: instant - retention.people)
        }
        let before = (instant - retention.accesses).secondsSince1970
        var renamed: [Subject.ID: Subject.ID] = [:]
        for person in people {
            let digits = keeper.randomBytes(16).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }
            renamed[person] = Subject.ID("erased-" + digits.joined())
            _ = try vault.erase(person)
        }
        let names = renamed
        let note = access(
            "retention: \(names.count) people, accesses before "
                + "\(Instant(secondsSince1970: before))", by: actor, at: instant)
        try alone { [self] () throws(StoreError) in
            try follow()
            try keep([note], isUrgent: true)
            try rewrite(names, at: instant, accessesBefore: before)
        }
        return names.count
    }

    /// Writes everything anew without what is not needed any more: answers that expired, notices
    /// that were delivered.
    ///
    /// - Throws: ``StoreError``; the store is then as it was.
    public func compact(at instant: Instant) throws(StoreError) {
        try alone { [self] () throws(StoreError) in
            try follow()
            try rewrite([:], at: instant, accessesBefore: .min)
        }
    }

    private func rewrite(
        _ people: [Subject.ID: Subject.ID], at instant: Instant, accessesBefore limit: Int64
    ) throws(StoreError) {
        let erasure = Erasure(people: people, accessesBefore: limit)
        let now = instant.secondsSince1970
        let book = withBook { $0 }
        try keeper.rewrite { record throws(StoreError) in
            guard book.needs(record, at: now) else { return nil }
            return try erasure.rest(of: record)
        }
        if !people.isEmpty { try reload() }
    }
}

extension Agenda {
    /// The people without registration whose last appointment ended before an instant, those
    /// already erased not among them.
    fileprivate func peopleUnseen(since instant: Instant) -> [Subject.ID] {
        var last: [Subject.ID: Instant] = [:]
        for appointment in appointments {
            let end = appointment.placement.interval.end
            for person in [appointment.party.participant, appointment.party.bookedBy] {
                guard let person else { continue }
                last[person] = max(last[person] ?? .min, end)
            }
        }
        let registered = Set(registeredPeople)
        return last.filter {
            $0.value < instant && !registered.contains($0.key)
                && !$0.key.rawValue.hasPrefix("erased-")
        }
        .keys.sorted()
    }
}

/// What is left of records when people are erased.
struct Erasure {
    let people: [Subject.ID: Subject.ID]
    let accessesBefore: Int64

    /// What is left of a record.
    func rest(of record: JournalRecord) throws(StoreError) -> JournalRecord {
        switch record {
        case .audited(let audited):
            let isOld = audited.kind == .access && audited.at < accessesBefore
            let isByThem = people[Subject.ID(audited.actor)] != nil
            let content = audited.kind == .event ? try renamed(audited.payload) : audited.payload
            let isNamed = audited.kind == .access && names(audited.payload)
            guard isOld || isByThem || isNamed || content != audited.payload else { return record }
            return .erased(
                ErasedRecord(
                    audited.kind, at: audited.at, commitment: audited.commitment,
                    replacement: audited.kind == .event ? content : []))
        case .erased(let erased):
            guard erased.kind == .event, !erased.replacement.isEmpty, !people.isEmpty else {
                return record
            }
            return .erased(
                ErasedRecord(
                    erased.kind, at: erased.at, commitment: erased.commitment,
                    replacement: try renamed(erased.replacement)))
        case .notice(let bytes):
            guard !people.isEmpty, let notice = try? EventLog.decodeNotice(bytes) else {
                return record
            }
            return .notice(EventLog.encode(notice, renaming: people))
        case .result(let result):
            guard people[Subject.ID(result.principal)] != nil || names(result.body) else {
                return record
            }
            // The key stays taken for nobody: whoever asked is not known any more.
            return .result(
                StoredResult(
                    principal: "erased", key: result.fingerprint.description,
                    fingerprint: result.fingerprint, expires: result.expires, body: []))
        case .delivered, .seal: return record
        }
    }

    private func renamed(_ payload: [UInt8]) throws(StoreError) -> [UInt8] {
        guard !people.isEmpty else { return payload }
        do throws(EncodingError) {
            return EventLog.encode(try EventLog.decodeEvent(payload), renaming: people)
        } catch {
            throw StoreError(.unknownVersion, "an event is none that this release knows: \(error)")
        }
    }

    /// Whether a text names one of the people anywhere.
    private func names(_ bytes: [UInt8]) -> Bool {
        people.keys.contains { person in
            let name = Array(person.rawValue.utf8)
            guard !name.isEmpty, bytes.count >= name.count else { return false }
            return (0...(bytes.count - name.count)).contains {
                bytes[$0] == name[0] && bytes[$0..<($0 + name.count)].elementsEqual(name)
            }
        }
    }
}
