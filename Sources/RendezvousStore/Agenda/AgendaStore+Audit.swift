internal import Foundation
public import Rendezvous

/// The audit: who did and saw what, and what becomes of it (A18).
extension AgendaStore {
    /// Notes that somebody looked at something, tried something or administered the store.
    ///
    /// - Parameters:
    ///   - text: What it was, in opaque references; never contact data.
    ///   - actor: Who it was.
    ///   - instant: When.
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

    func access(_ text: String, by actor: String, at instant: Instant) -> JournalRecord {
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
        let names = otherNames(of: people)
        let others = names.values.sorted().map(\.rawValue).joined(separator: ", ")
        let note = access("erased: \(others)", by: actor, at: instant)
        try alone { [self] () throws(StoreError) in
            try follow()
            var events: [Event] = []
            for person in names.keys.sorted() {
                events += try erasing(person, at: instant)
            }
            for person in names.keys.sorted() { _ = try vault.erase(person) }
            try keep(events, note, by: actor)
            try rewrite(names, at: instant, accessesBefore: .min)
        }
        return names
    }

    /// Random references in place of those of people.
    private func otherNames(of people: [Subject.ID]) -> [Subject.ID: Subject.ID] {
        var names: [Subject.ID: Subject.ID] = [:]
        for person in people {
            let digits = keeper.randomBytes(16).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }
            names[person] = Subject.ID("erased-" + digits.joined())
        }
        return names
    }

    /// What the engine says to the erasure of a person; nothing if it knows nothing of them.
    private func erasing(
        _ person: Subject.ID, at instant: Instant
    ) throws(StoreError) -> [Event] {
        do throws(Refusal) {
            return try deciding.decide(.erase(person), at: instant)
        } catch {
            if error.casework == .nothingKept { return [] }
            throw StoreError(.refused, error.message)
        }
    }

    /// Keeps what the engine said, and a note of it.
    private func keep(
        _ events: [Event], _ note: JournalRecord, by actor: String
    ) throws(StoreError) {
        do throws(LogError) {
            try deciding.apply(events)
        } catch {
            throw StoreError(.failed, "the events of the erasure do not follow: \(error)")
        }
        let records = events.map { audited($0, by: actor) } + [note]
        do throws(StoreError) {
            try keeper.append(records, [], isUrgent: true)
        } catch {
            read { agenda in deciding = agenda }
            throw error
        }
        try publish(events, records)
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
        let before = (instant - retention.accesses).secondsSince1970
        var count = 0
        try alone { [self] () throws(StoreError) in
            try follow()
            var (events, people): ([Event], [Subject.ID]) = ([], [])
            for person in deciding.peopleUnseen(since: instant - retention.people) {
                // Who has an open case is not forgotten.
                guard let new = try? erasing(person, at: instant) else { continue }
                events += new
                people.append(person)
            }
            for person in people { _ = try vault.erase(person) }
            let note = access(
                "retention: \(people.count) people, accesses before "
                    + "\(Instant(secondsSince1970: before))", by: actor, at: instant)
            try keep(events, note, by: actor)
            try rewrite(otherNames(of: people), at: instant, accessesBefore: before)
            count = people.count
        }
        return count
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
        let redaction = Redaction(people: people, accessesBefore: limit)
        let now = instant.secondsSince1970
        let book = withBook { $0 }
        var folded = Folded()
        if !people.isEmpty {
            try keeper.visitRecords { record throws(StoreError) in try folded.take(record) }
        }
        // Of those erased, needs, absences and groups go too; other events stay as they are.
        let sealed = EventLog.redact(folded.events)
        var index = 0
        try keeper.rewrite { record throws(StoreError) in
            guard book.needs(record, at: now) else { return nil }
            let event = record.isEvent && index < sealed.count ? sealed[index] : nil
            if record.isEvent { index += 1 }
            return try redaction.rest(of: record, event)
        }
        if !people.isEmpty { try reload() }
    }
}

extension JournalRecord {
    /// Whether the record has an event that a replay takes.
    fileprivate var isEvent: Bool {
        switch self {
        case .audited(let record): record.kind == .event
        case .erased(let record): record.kind == .event && !record.replacement.isEmpty
        case .result, .notice, .delivered, .seal: false
        }
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
struct Redaction {
    let people: [Subject.ID: Subject.ID]
    let accessesBefore: Int64

    /// What is left of a record; of an event, in its sealed form.
    func rest(
        of record: JournalRecord, _ event: Event?
    ) throws(StoreError) -> JournalRecord {
        switch record {
        case .audited(let audited):
            let isOld = audited.kind == .access && audited.at < accessesBefore
            let isByThem = people[Subject.ID(audited.actor)] != nil
            let content =
                audited.kind == .event ? try renamed(audited.payload, event) : audited.payload
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
                    replacement: try renamed(erased.replacement, event)))
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

    private func renamed(_ payload: [UInt8], _ event: Event?) throws(StoreError) -> [UInt8] {
        guard !people.isEmpty else { return payload }
        if let event { return EventLog.encode(event, renaming: people) }
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
