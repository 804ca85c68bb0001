/// Every appointment ever made, in order of number, kept small: a million of them fit in memory.
struct Ledger: Sendable {
    /// One appointment, with numbers in place of identifiers; -1 stands for none.
    struct Entry: Sendable {
        var start: Int64
        /// `Int64.max` unless pending or proposed.
        var expires: Int64
        /// In seconds; at most a day.
        var length: Int32
        var counsellor: Int32
        var interpreter: Int32
        var room: Int32
        var service: Int32
        var topic: Int32
        var subject: Int32
        var party: Int32
        /// The appointment of the same participant before this one.
        var previousOfSubject: Int32
        var gap: StoredGap
        var interpreterGap: StoredGap
        var revision: Int32
        var channel: Channel
        var status: AppointmentStatus
        var cancellation: CancellationReason?
        /// Whether it is a proposal to move `partner`.
        var isProposal = false
        /// What a proposal moves; of any other appointment, the proposal made last.
        var partner: Int32 = -1
        /// The entry of the waiting list for which it is held.
        var waiting: Int32 = -1
        /// How far the meeting went, by its place among `meetings`.
        var meeting: Int32 = -1

        var end: Int64 { start + Int64(length) }

        /// Whether it occupies anything at `instant`.
        func occupies(at instant: Instant) -> Bool {
            status.occupies && expires > instant.secondsSince1970
        }

        var interval: Interval {
            Interval(
                unchecked: Instant(secondsSince1970: start), Instant(secondsSince1970: end))
        }
    }

    /// A gap in eight bytes; gaps are at most a day.
    struct StoredGap: Sendable, Equatable {
        let before: Int32
        let after: Int32

        init(_ gap: Gap) {
            before = Int32(truncatingIfNeeded: gap.before.count)
            after = Int32(truncatingIfNeeded: gap.after.count)
        }

        var gap: Gap { Gap(before: Seconds(Int64(before)), after: Seconds(Int64(after))) }
    }

    /// What is the same for many participants.
    struct PartyDetails: Hashable, Sendable {
        let applicant: Applicant
        let bookedBy: Subject.ID?
        let needs: [Need]
    }

    private(set) var entries: [Entry] = []
    private(set) var subjects = Interner<Subject.ID>()
    private(set) var topics = Interner<Topic.ID>()
    private var parties = Interner<PartyDetails>()
    private var lastOfSubject: [Int32] = []
    /// Every stage of a meeting that there was; entries name their own.
    private var meetings: [Meeting] = []
    /// Who waits for an opening.
    var waiting = WaitingList()
    /// What was given back of each counsellor's time, as long as a rule may ask.
    private(set) var freed: [Int32: [Freed]] = [:]

    /// A stretch of a counsellor's time that was given back.
    struct Freed: Sendable, Hashable {
        let interval: Interval
        let at: Instant
        /// Whose appointment it was.
        let by: Subject.ID
    }

    /// The number of the next appointment, from 1.
    var next: Appointment.ID { Appointment.ID(entries.count + 1) }

    /// The index of an appointment, or `nil` if there is none of this number.
    func index(of id: Appointment.ID) -> Int? {
        (1...max(1, entries.count)).contains(id.number) && !entries.isEmpty ? id.number - 1 : nil
    }

    /// Adds the next appointment; its `subject`, `party`, `topic` and link are set here.
    mutating func append(_ entry: Entry, party: Party, topic: Topic.ID?) {
        var entry = entry
        entry.subject = subjects.intern(party.participant)
        entry.party = parties.intern(
            PartyDetails(
                applicant: party.applicant, bookedBy: party.bookedBy, needs: party.needs))
        entry.topic = topic.map { topics.intern($0) } ?? -1
        if Int(entry.subject) == lastOfSubject.count { lastOfSubject.append(-1) }
        entry.previousOfSubject = lastOfSubject[Int(entry.subject)]
        lastOfSubject[Int(entry.subject)] = Int32(truncatingIfNeeded: entries.count)
        entries.append(entry)
    }

    /// What was given back of a counsellor's time lately.
    func freed(of counsellor: Int) -> [Freed] {
        freed[Int32(truncatingIfNeeded: counsellor)] ?? []
    }

    /// Notes that a booked appointment leaves its time, unless it still has it after a change of
    /// channel, interpreter or room alone.
    mutating func free(_ old: Entry, movedTo new: Entry, at instant: Instant) {
        guard (old.counsellor, old.start, old.end) != (new.counsellor, new.start, new.end) else {
            return
        }
        free(old, at: instant)
    }

    /// Notes that a booked appointment gives its time back, and forgets what no rule asks about any
    /// more.
    mutating func free(_ entry: Entry, at instant: Instant) {
        var list = freed[entry.counsellor] ?? []
        list.removeAll {
            $0.interval.end <= instant || $0.at + Limits.longestFreedSlotDelay <= instant
        }
        list.append(Freed(interval: entry.interval, at: instant, by: subjects[entry.subject]))
        freed[entry.counsellor] = list
    }

    /// How much there is, so that what follows can be undone.
    struct Mark {
        fileprivate let entries, subjects, topics, parties, meetings: Int
        fileprivate let waiting: WaitingList
        fileprivate let freed: [Int32: [Freed]]
    }

    var mark: Mark {
        Mark(
            entries: entries.count, subjects: subjects.values.count, topics: topics.values.count,
            parties: parties.values.count, meetings: meetings.count, waiting: waiting,
            freed: freed)
    }

    /// Undoes everything since `mark`, given the changed entries in the order of their changes.
    mutating func restore(_ changed: [(index: Int, entry: Entry)], _ mark: Mark) {
        for (index, entry) in changed.reversed() { entries[index] = entry }
        while entries.count > mark.entries {
            let entry = entries.removeLast()
            lastOfSubject[Int(entry.subject)] = entry.previousOfSubject
        }
        subjects.truncate(to: mark.subjects)
        lastOfSubject.removeLast(lastOfSubject.count - mark.subjects)
        topics.truncate(to: mark.topics)
        parties.truncate(to: mark.parties)
        meetings.removeLast(meetings.count - mark.meetings)
        waiting = mark.waiting
        freed = mark.freed
    }

    mutating func change(_ index: Int, _ body: (inout Entry) -> Void) { body(&entries[index]) }

    /// Replaces who an appointment is for, in all but the participant.
    mutating func set(_ party: Party, of index: Int) {
        entries[index].party = parties.intern(
            PartyDetails(
                applicant: party.applicant, bookedBy: party.bookedBy, needs: party.needs))
    }

    /// How far the meeting of an appointment went.
    func meeting(of entry: Entry) -> Meeting {
        entry.meeting < 0 ? Meeting() : meetings[Int(entry.meeting)]
    }

    /// Notes something about the meeting of an appointment.
    mutating func note(_ index: Int, _ body: (inout Meeting) -> Void) {
        var meeting = meeting(of: entries[index])
        body(&meeting)
        entries[index].meeting = Int32(truncatingIfNeeded: meetings.count)
        meetings.append(meeting)
    }

    /// The appointments that a change makes or changes.
    func appointments(of change: Change) -> [Appointment.ID] {
        switch change {
        case .held(let booking, _), .booked(let booking): return [booking.id]
        case .proposed(let booking, let moved, _): return [booking.id, moved]
        case .transferred(let id):
            guard let index = index(of: id), entries[index].partner >= 0 else { return [id] }
            return [id, Appointment.ID(Int(entries[index].partner) + 1)]
        case .confirmed(let id), .arrived(let id), .fulfilled(let id), .missed(let id),
            .cancelled(let id, _), .rescheduled(let id, _, _, _), .offered(_, let id),
            .invited(let id, _, _, _), .admitted(let id), .identified(let id, _),
            .identityRefused(let id, _), .meetingBegan(let id, _), .modeChanged(let id, _):
            return [id]
        case .redacted(let change, _): return appointments(of: change)
        case .erased(let person): return appointments(of: person).map { Appointment.ID($0 + 1) }
        default: return []
        }
    }

    /// Who an appointment is for.
    func party(of entry: Entry) -> Party {
        let details = parties[entry.party]
        return Party(
            subjects[entry.subject], as: details.applicant, bookedBy: details.bookedBy,
            needs: details.needs)
    }

    /// The index of the appointment of a participant that was made last, -1 if there is none.
    func latestAppointment(of subject: Subject.ID) -> Int {
        subjects.number(of: subject).map { Int(lastOfSubject[Int($0)]) } ?? -1
    }

    /// Gives an appointment and those of the same participant before it to `body`, latest made
    /// first; none if there is none of the index.
    func visitAppointments(from latest: Int, _ body: (Int, Entry) -> Void) {
        var next = latest
        while next >= 0 {
            let entry = entries[next]
            body(next, entry)
            next = Int(entry.previousOfSubject)
        }
    }

    /// Gives each of a participant's appointments to `body`, latest made first.
    func visitAppointments(of subject: Subject.ID, _ body: (Int, Entry) -> Void) {
        visitAppointments(from: latestAppointment(of: subject), body)
    }

    /// The indices of a participant's appointments, latest made first.
    func appointments(of subject: Subject.ID) -> some Sequence<Int> {
        var next = subjects.number(of: subject).map { lastOfSubject[Int($0)] } ?? -1
        return AnyIterator { [entries] () -> Int? in
            guard next >= 0 else { return nil }
            defer { next = entries[Int(next)].previousOfSubject }
            return Int(next)
        }
    }
}
