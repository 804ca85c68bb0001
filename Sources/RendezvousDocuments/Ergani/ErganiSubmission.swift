public import Rendezvous

/// One submission to ERGANI about the organisation of working time: what a branch declares about
/// some of its people (requirements E4, E5, E7, E8).
public struct ErganiSubmission: Hashable, Sendable {
    /// The kinds of submissions; the raw value is the code of the document.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// The fixed weekly timetable.
        case weekly = "WTOWeek"
        /// The timetable by date.
        case daily = "WTODaily"
        /// The timetable by date, after the fact.
        case dailyRetrospective = "WTODailyA"
        /// Leave.
        case leave = "WTOLeave"
        /// The correction of leave that was submitted.
        case leaveCorrection = "WTOLeaveC"
        /// Overtime.
        case overtime = "WTOOv"
    }

    /// What it is.
    public var kind: Kind
    /// The branch (`f_aa_pararthmatos`).
    public var branch: Branch.ID
    /// The protocol number of the submission that this one relates to (`f_rel_protocol`).
    public var relatedProtocol: String?
    /// Its date (`f_rel_date`).
    public var relatedDate: CivilDate?
    /// A comment (`f_comments`).
    public var comments: String?
    /// The first date (`f_from_date`); missing where the entries have dates of their own.
    public var first: CivilDate?
    /// The last date (`f_to_date`); missing: for ever, in a weekly timetable.
    public var last: CivilDate?
    /// What is declared about whom, in the order of the file.
    public var entries: [Entry]

    /// A submission without related ones.
    public init(
        _ kind: Kind, branch: Branch.ID, first: CivilDate? = nil, last: CivilDate? = nil,
        entries: [Entry] = []
    ) {
        self.kind = kind
        self.branch = branch
        self.first = first
        self.last = last
        self.entries = entries
    }

    /// When something is declared for.
    public enum Day: Hashable, Sendable {
        /// A date (`f_date`).
        case date(CivilDate)
        /// A day of the week (`f_day`).
        case weekday(Weekday)
    }

    /// One day of one person.
    public struct Entry: Hashable, Sendable {
        /// Who.
        public var worker: Worker
        /// Which day.
        public var day: Day
        /// What is declared for it.
        public var parts: [Part]

        /// One day of one person.
        public init(_ worker: Worker, _ day: Day, _ parts: [Part]) {
            self.worker = worker
            self.day = day
            self.parts = parts
        }
    }

    /// One line of a day (`ErgazomenosWTOAnalytics`).
    public struct Part: Hashable, Sendable {
        /// The kind of time (`f_type`).
        public var code: ErganiCode
        /// From when to when (`f_from`, `f_to`); missing for whole days.
        public var span: CivilSpan?
        /// The year that leave is taken from (`f_year`).
        public var year: Int?
        /// How many days of leave (`f_req_days`).
        public var days: Int?

        /// A line of a day.
        public init(
            _ code: ErganiCode, _ span: CivilSpan? = nil, year: Int? = nil, days: Int? = nil
        ) {
            self.code = code
            self.span = span
            self.year = year
            self.days = days
        }
    }
}

// MARK: To and from declarations

extension ErganiSubmission {
    /// The declarations that the submission makes, in the order of its people.
    ///
    /// Their identifiers are the protocol number, a slash and a number from 1 on, so that a
    /// correction finds what it replaces. Dates of leave that follow each other with the same type
    /// become one declaration.
    ///
    /// - Parameters:
    ///   - number: The protocol number of the answer.
    ///   - submitted: The date and time of the answer: the order in which submissions hold (E6).
    /// - Throws: ``DocumentError`` where the submission breaks ERGANI's rules.
    public func declarations(
        _ number: String, submitted: Instant
    ) throws(DocumentError) -> [Declaration] {
        var contents: [(Worker, Declaration.Content)] = []
        var order: [Worker] = []
        var byWorker: [Worker: [Entry]] = [:]
        for entry in entries {
            if byWorker[entry.worker] == nil { order.append(entry.worker) }
            byWorker[entry.worker, default: []].append(entry)
        }
        for worker in order {
            let own = byWorker[worker] ?? []
            contents += try self.contents(of: own).map { (worker, $0) }
        }
        return contents.enumerated().map { index, item in
            Declaration(
                Declaration.ID("\(number)/\(index + 1)"), of: item.0, submitted: submitted, item.1)
        }
    }

    private func contents(of entries: [Entry]) throws(DocumentError) -> [Declaration.Content] {
        var contents: [Declaration.Content] = []
        switch kind {
        case .weekly: contents.append(try weekly(entries))
        case .daily, .dailyRetrospective:
            for entry in entries { contents.append(try daily(entry)) }
        case .leave, .leaveCorrection: contents = try leaves(entries)
        case .overtime:
            for entry in entries { contents += try overtime(entry) }
        }
        return contents
    }

    /// The changes that the submission makes to an agenda: its declarations; of a correction, first
    /// the withdrawal of what it relates to.
    ///
    /// - Parameters:
    ///   - number: The protocol number of the answer.
    ///   - submitted: When it was submitted.
    ///   - inForce: The declarations in force of the people in it.
    public func changes(
        _ number: String, submitted: Instant, inForce: [Declaration]
    ) throws(DocumentError) -> [Change] {
        let new = try declarations(number, submitted: submitted).map { Change.declared($0) }
        guard kind == .leaveCorrection, let related = relatedProtocol else { return new }
        let workers = Set(entries.map(\.worker))
        let old = inForce.filter {
            $0.id.rawValue.hasPrefix("\(related)/") && workers.contains($0.worker)
        }
        return old.map { .declarationWithdrawn($0.id) } + new
    }

    private func weekly(_ entries: [Entry]) throws(DocumentError) -> Declaration.Content {
        var days: [Weekday: DayTimetable] = [:]
        for entry in entries {
            guard case .weekday(let weekday) = entry.day, days[weekday] == nil else {
                throw DocumentError("a weekly timetable must have each day of the week once")
            }
            days[weekday] = try timetable(entry.parts)
        }
        guard days.count == 7 else {
            throw DocumentError("a weekly timetable (\(days.count) days) must have all 7 days")
        }
        guard let first, let dates = DateRange(from: first, to: last ?? .max) else {
            throw DocumentError("a weekly timetable must have a first date, not after its last")
        }
        return .weekly(Weekday.allCases.map { days[$0] ?? .rest }, dates)
    }

    private func daily(_ entry: Entry) throws(DocumentError) -> Declaration.Content {
        .daily(try timetable(entry.parts), DateRange(try date(of: entry)))
    }

    private func date(of entry: Entry) throws(DocumentError) -> CivilDate {
        guard case .date(let date) = entry.day else {
            throw DocumentError("an entry of \(kind.rawValue) must have a date")
        }
        return date
    }

    private func timetable(_ parts: [Part]) throws(DocumentError) -> DayTimetable {
        guard !parts.isEmpty else { throw DocumentError("a day must say what it is") }
        if parts.contains(where: { $0.code == .rest || $0.code == .noWork }) {
            guard parts.count == 1 else { throw DocumentError("rest must not stand beside work") }
            return .rest
        }
        var stretches: [WorkStretch] = []
        for part in parts {
            guard let span = part.span, part.code == .work || part.code == .telework else {
                throw DocumentError("a timetable must have work with hours (\(part.code.text))")
            }
            stretches.append(WorkStretch(span, at: part.code == .work ? .onSite : .telework))
        }
        return DayTimetable(stretches)
    }

    private func leaves(_ entries: [Entry]) throws(DocumentError) -> [Declaration.Content] {
        var leaves: [Leave] = []
        for entry in entries {
            let date = try date(of: entry)
            for part in entry.parts {
                let type = LeaveType(part.code.text)
                if ErganiCode.leaveByHour.contains(part.code), let span = part.span {
                    leaves.append(Leave(type, .hours(date, span), counting: part.days))
                } else if ErganiCode.leaveByDay.contains(part.code) {
                    Self.append(type, date, part.days, to: &leaves)
                } else {
                    throw DocumentError("leave must have a code of leave (\(part.code.text))")
                }
            }
        }
        return leaves.map { .leave($0) }
    }

    /// A date of leave, joined to the dates before it where they follow each other.
    private static func append(
        _ type: LeaveType, _ date: CivilDate, _ days: Int?, to leaves: inout [Leave]
    ) {
        if let last = leaves.last, last.type == type, last.count == days,
            case .days(let range) = last.extent, range.last.advanced(by: 1) == date,
            let longer = DateRange(from: range.first, to: date)
        {
            leaves[leaves.count - 1] = Leave(type, .days(longer), counting: days)
        } else {
            leaves.append(Leave(type, .days(DateRange(date)), counting: days))
        }
    }

    private func overtime(_ entry: Entry) throws(DocumentError) -> [Declaration.Content] {
        let date = try date(of: entry)
        var contents: [Declaration.Content] = []
        for part in entry.parts {
            guard part.code == .overtime, let span = part.span else {
                throw DocumentError(
                    "overtime must have hours (\(part.code.text))",
                    hint: "what is called off is a declaration to withdraw")
            }
            contents.append(.overtime(Overtime(date, span)))
        }
        return contents
    }
}

extension ErganiSubmission {
    /// The submission that makes a declaration, or `nil` if ERGANI's files have no place for it:
    /// contracts, inclusion and planned leave go other ways.
    ///
    /// Breaks are left out: the files do not have them.
    public init?(_ declaration: Declaration, branch: Branch.ID) {
        let worker = declaration.worker
        switch declaration.content {
        case .weekly(let days, let dates):
            let entries = zip(Weekday.allCases, days).map { weekday, day in
                Entry(worker, .weekday(weekday), Self.parts(day))
            }
            self.init(
                .weekly, branch: branch, first: dates.first,
                last: dates.last == .max ? nil : dates.last, entries: entries)
        case .daily(let day, let dates):
            // A file names every date; more than a year has no place in one.
            guard dates.first.distance(to: dates.last) <= 366 else { return nil }
            self.init(
                .daily, branch: branch, first: dates.first, last: dates.last,
                entries: (dates.first...dates.last).map {
                    Entry(worker, .date($0), Self.parts(day))
                })
        case .leave(let leave):
            guard let code = ErganiCode(leave.type.rawValue), code.isLeave,
                let made = Self.leave(leave, code, worker, branch)
            else { return nil }
            self = made
        case .overtime(let overtime):
            let part = Part(.overtime, overtime.span)
            self.init(
                .overtime, branch: branch, first: overtime.date, last: overtime.date,
                entries: [Entry(worker, .date(overtime.date), [part])])
        case .planned, .contract, .inclusion: return nil
        }
    }

    private static func leave(
        _ leave: Leave, _ code: ErganiCode, _ worker: Worker, _ branch: Branch.ID
    ) -> ErganiSubmission? {
        switch leave.extent {
        case .days(let dates):
            guard dates.first.distance(to: dates.last) <= 366 else { return nil }
            let part = Part(code, year: dates.first.year, days: leave.count)
            return ErganiSubmission(
                .leave, branch: branch, first: dates.first, last: dates.last,
                entries: (dates.first...dates.last).map { Entry(worker, .date($0), [part]) })
        case .hours(let date, let span):
            let part = Part(code, span, year: date.year, days: leave.count)
            return ErganiSubmission(
                .leave, branch: branch, first: date, last: date,
                entries: [Entry(worker, .date(date), [part])])
        }
    }

    private static func parts(_ day: DayTimetable) -> [Part] {
        guard !day.stretches.isEmpty else { return [Part(.rest)] }
        return day.stretches.map { Part($0.place == .onSite ? .work : .telework, $0.span) }
    }
}
