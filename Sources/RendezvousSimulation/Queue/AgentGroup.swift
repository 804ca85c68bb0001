public import Rendezvous

/// What an agent does with a call when the shift ends.
public enum ShiftEnd: String, CaseIterable, Hashable, Sendable {
    /// Finishes it, and leaves then; takes no other.
    case finishCall
    /// Hangs it back at the head of its queue; the next agent goes on where this one stopped.
    case handBack
}

/// Agents with the same skills and localities.
public struct AgentGroup: Hashable, Sendable {
    /// The name, such as `EURES advisers`.
    public let name: String
    let skills: UInt32
    let localities: UInt64
    /// How many are there from when on; empty if agents have duties of their own.
    let shifts: [Shift]
    /// When each agent is there.
    let duties: [[Duty]]
    let shiftEnd: ShiftEnd

    /// How many agents from when on.
    public struct Shift: Hashable, Sendable {
        let start: Double
        let agents: Int

        /// `agents` (0 … 100,000) from `start` (at least 0) until the next shift.
        public init(from start: Double, agents: Int) throws(ParameterError) {
            try Check.notNegative("start", start)
            try Check.count("agents", agents, from: 0, to: 100_000)
            self.start = start
            self.agents = agents
        }
    }

    /// A stretch during which an agent is on duty.
    public struct Duty: Hashable, Sendable {
        let start: Double
        let end: Double

        /// From `start` (at least 0) to `end`, which is later.
        public init(from start: Double, to end: Double) throws(ParameterError) {
            try Check.notNegative("start", start)
            guard end > start, end.isFinite else {
                throw ParameterError("end", end, allowed: "later than start, and finite")
            }
            self.start = start
            self.end = end
        }
    }

    /// A group whose number changes with its shifts, in order of time and at least one.
    ///
    /// Agents are interchangeable: who is there at the end of one shift stays for the next.
    public init(
        _ name: String, skills: UInt32 = .max, localities: UInt64 = .max, shifts: [Shift],
        shiftEnd: ShiftEnd = .finishCall
    ) throws(ParameterError) {
        try Check.count("shifts", shifts.count, from: 1, to: 1_000_000)
        for (before, after) in zip(shifts, shifts.dropFirst()) where before.start >= after.start {
            throw ParameterError("start", after.start, allowed: "after the shift before")
        }
        self.name = name
        self.skills = skills
        self.localities = localities
        self.shifts = shifts
        duties = []
        self.shiftEnd = shiftEnd
    }

    /// A group of a fixed number of agents.
    public init(
        _ name: String = "agents", agents: Int, skills: UInt32 = .max,
        localities: UInt64 = .max
    ) throws(ParameterError) {
        try self.init(
            name, skills: skills, localities: localities,
            shifts: [Shift(from: 0, agents: agents)])
    }

    /// A group of agents (1 … 100,000) each of whom has duties, in order of time and apart.
    ///
    /// Who comes at the moment at which another leaves is there first, so that a call handed back
    /// finds them. An agent who still finishes a call when the next duty begins just stays.
    public init(
        _ name: String, skills: UInt32 = .max, localities: UInt64 = .max, duties: [[Duty]],
        shiftEnd: ShiftEnd = .finishCall
    ) throws(ParameterError) {
        try Check.count("agents", duties.count, from: 1, to: 100_000)
        try Check.count("duties", duties.reduce(0) { $0 + $1.count }, from: 0, to: 10_000_000)
        for own in duties {
            for (before, after) in zip(own, own.dropFirst()) where before.end >= after.start {
                throw ParameterError("start", after.start, allowed: "after the duty before")
            }
        }
        self.name = name
        self.skills = skills
        self.localities = localities
        shifts = []
        self.duties = duties
        self.shiftEnd = shiftEnd
    }

    /// The agents that an agenda declares: each counsellor is on duty when they work, net of leave
    /// and breaks with a fixed place (B5, E6).
    ///
    /// Appointments do not count: who has one is not on the line, so give the line counsellors who
    /// have none, or dates on which they have none.
    ///
    /// - Parameters:
    ///   - name: of the group.
    ///   - skills: a bit for each skill (all if not given).
    ///   - localities: a bit for each locality (all if not given).
    ///   - agenda: where they are declared.
    ///   - counsellors: who answers; at least one, all known to the agenda.
    ///   - dates: the dates, by the clock of each.
    ///   - origin: the instant of time 0 of the line; what lies before is left out.
    ///   - known: as declared by when (`nil`: now).
    ///   - shiftEnd: what happens to a call at the end of a shift.
    /// - Complexity: linear in the counsellors times the dates times their declarations, at worst.
    public init(
        _ name: String, skills: UInt32 = .max, localities: UInt64 = .max, in agenda: Agenda,
        counsellors: [Counsellor.ID], on dates: DateRange, from origin: Instant,
        knownAt known: Instant? = nil, shiftEnd: ShiftEnd = .finishCall
    ) throws(ParameterError) {
        var duties: [[Duty]] = []
        for counsellor in counsellors {
            guard
                let time = agenda.workingTime(
                    of: .counsellor(counsellor), on: dates, knownAt: known)
            else {
                throw ParameterError(
                    "counsellor \(counsellor)", Double(duties.count), allowed: "known to the agenda"
                )
            }
            var own: [Duty] = []
            for interval in time.working.intervals where interval.end > origin {
                let start = max(0, (interval.start - origin).count)
                own.append(
                    try Duty(from: Double(start), to: Double((interval.end - origin).count)))
            }
            duties.append(own)
        }
        try self.init(
            name, skills: skills, localities: localities, duties: duties, shiftEnd: shiftEnd)
    }

    /// How many agents are on duty throughout each of `count` periods of a length (positive) from
    /// time 0 on.
    /// - Complexity: O(*count* + *shifts and duties* · log).
    public func onDuty(period: Double, count: Int) throws(ParameterError) -> [Int] {
        try Check.positive("period", period)
        try Check.count("count", count, from: 0, to: 10_000_000)
        var changes = [Int](repeating: 0, count: count + 1)
        func add(_ agents: Int, from start: Double, to end: Double) {
            let first = (start / period).rounded(.up)
            let last = min((end / period).rounded(.down), Double(count))
            guard first < last else { return }
            changes[Int(first)] += agents
            changes[Int(last)] -= agents
        }
        for own in duties { for duty in own { add(1, from: duty.start, to: duty.end) } }
        var result: [Int] = []
        var now = 0
        for change in changes.prefix(count) {
            now += change
            result.append(now)
        }
        // A shift counts in the periods that it covers, and of two in one period the smaller.
        for (place, shift) in shifts.enumerated() where count > 0 {
            let end = place + 1 < shifts.count ? shifts[place + 1].start : .infinity
            let first = Int(min(Double(count), (shift.start / period).rounded(.down)))
            let last = Int(min(Double(count), (end / period).rounded(.up)))
            for place in first..<max(first, last) {
                let isWhole = Double(place) * period >= shift.start
                result[place] = isWhole ? shift.agents : min(result[place], shift.agents)
            }
        }
        return result
    }
}
