import Rendezvous
public import RendezvousDocuments
public import RendezvousSimulation

/// The document `staffing/1`: calls, promise, shifts and rules, for `rendezvous staff`.
public enum StaffingDocument {
    private static let names = [
        "from", "to", "opening", "period", "calls", "dates", "handling", "patience", "target",
        "shrinkage", "shifts", "rules", "agents",
    ]
    private static let callsMax = 1e7

    /// The task of a document.
    ///
    /// - Throws: `DocumentError` with the place of the first value that is not allowed.
    public static func decode(
        _ bytes: [UInt8], limits: StrictJSON.Limits = .standard
    ) throws(DocumentError) -> StaffingTask {
        let members = try DocumentKind.staffing.members(of: bytes, names, limits)
        let first: CivilDate = try members.value("from")
        let last: CivilDate = try members.value("to")
        guard (0..<3_700).contains(first.distance(to: last)) else {
            throw try members.required("to").refused(
                "must be from \(first) to \(first.advanced(by: 3_699))")
        }
        let opening = try members.optional("opening").map { (time: ClockText) in time.time }
        let (calls, count) = try demand(members, from: first, to: last)
        let period = try members.seconds("period", 60...86_400, else: 1_800)
        let grid = try members.node.checked { () throws(ParameterError) in
            try DayGrid(opening: opening?.secondOfDay ?? 0, period: period, count: count)
        }
        let handling = try members.seconds("handling", 1...86_400)
        let patience =
            members["patience"] == nil
            ? nil : try members.seconds("patience", 1...86_400)
        let target = try target(members.required("target"))
        var patterns: [ShiftPattern] = []
        for node in try members.required("shifts").items() { patterns += try shifts(node) }
        let rules = try rules(members["rules"])
        let shrinkage = try members.decimal("shrinkage", 0...0.9, else: 0)
        let agents = try members["agents"]?.integer(0...1_000_000)
        return try members.node.checked { () throws(ParameterError) in
            try StaffingTask(
                from: first, calls: calls, grid: grid, handling: Double(handling),
                patience: patience.map(Double.init), target: target, shrinkage: shrinkage,
                patterns: patterns, rules: rules, agents: agents)
        }
    }

    /// The calls of each day, and how many periods a day has.
    private static func demand(
        _ members: Members, from first: CivilDate, to last: CivilDate
    ) throws(DocumentError) -> (calls: [[Double]], count: Int) {
        let week = try members.required("calls").members(Weekday.words.map(\.key))
        var byDay: [Weekday: [Double]] = [:]
        for (word, day) in Weekday.words {
            byDay[day] = try week[word]?.decimals(0...callsMax) ?? []
        }
        var byDate: [CivilDate: [Double]] = [:]
        for node in try members["dates"]?.items() ?? [] {
            let entry = try node.members(["date", "calls"])
            let date: CivilDate = try entry.value("date")
            guard byDate[date] == nil else {
                throw try entry.required("date").refused("must not come twice")
            }
            byDate[date] = try entry.required("calls").decimals(0...callsMax)
        }
        let count = max(
            byDay.values.map(\.count).max() ?? 0, byDate.values.map(\.count).max() ?? 0)
        guard count <= 1_440 else {
            throw try members.required("calls").refused("must have 1440 periods a day at most")
        }
        let calls = (0...first.distance(to: last)).map { place in
            let date = first.advanced(by: place)
            let own = byDate[date] ?? byDay[date.weekday] ?? []
            return own + [Double](repeating: 0, count: count - own.count)
        }
        return (calls, count)
    }

    private static func target(_ node: Node) throws(DocumentError) -> ServiceTarget {
        let members = try node.members(["share", "within", "occupancy"])
        let share = try members.required("share").decimal(0...1)
        let within = try members.seconds("within", 0...86_400)
        let occupancy = try members.decimal("occupancy", 0...1, else: 1)
        return try node.checked { () throws(ParameterError) in
            try ServiceTarget(share: share, within: Double(within), occupancyMax: occupancy)
        }
    }

    private static func shifts(_ node: Node) throws(DocumentError) -> [ShiftPattern] {
        let members = try node.members(["name", "starts", "length", "break"])
        let name: String = try members.value("name")
        let starts: [ClockText] = try members.value("starts")
        let length = try members.seconds("length", 60...86_400)
        var (rest, after, until, step) = (0, 0, 0, 1_800)
        if let node = members["break"] {
            let pause = try node.members(["length", "after", "until", "step"])
            rest = try pause.seconds("length", 60...86_400)
            after = try pause.seconds("after", 0...86_400)
            until = try pause.seconds("until", 0...86_400, else: Int64(after))
            step = try pause.seconds("step", 60...86_400, else: 1_800)
        }
        return try node.checked { () throws(ParameterError) in
            try ShiftPattern.all(
                name, starts: starts.map(\.time.secondOfDay), length: length, rest: rest,
                earliest: after, latest: until, step: step)
        }
    }

    private static func rules(_ node: Node?) throws(DocumentError) -> StaffRules {
        let members = try node?.members(["daysAWeek", "daysInAll", "rest"])
        let week = try members?.integer("daysAWeek", 1...7, else: 5) ?? 5
        let all = try members?.integer("daysInAll", 1...100_000, else: 100_000) ?? 100_000
        let rest = try members?.seconds("rest", 0...86_400, else: 39_600) ?? 39_600
        guard let node else {
            return try noRules.get()
        }
        return try node.checked { () throws(ParameterError) in
            try StaffRules(daysAWeek: week, daysInAll: all, rest: rest)
        }
    }

    private static var noRules: Result<StaffRules, DocumentError> {
        do throws(ParameterError) { return .success(try StaffRules()) } catch {
            return .failure(DocumentError("\(error)"))
        }
    }
}

/// A time of the clock such as `08:30`.
struct ClockText: TextValue, Equatable {
    let time: CivilTime

    package static var demand: String { "a time such as \"08:30\"" }

    package init?(documentText text: String) {
        guard let time = CivilTime(text), time < .endOfDay else { return nil }
        self.time = time
    }

    init(_ time: CivilTime) { self.time = time }

    package var documentText: String { time.description }
}

/// The document `staffing-plan/1`: how many agents, which shifts, and the proof of the bound.
public enum StaffingPlanDocument {
    /// The document of a plan.
    ///
    /// - Parameters:
    ///   - plan: The plan.
    ///   - declared: for each day how many are on duty in each period by their declared working
    ///     time, if that is known.
    ///   - layout: Whether it is set for people.
    public static func encode(
        _ plan: StaffPlan, declared: [[Int]]? = nil, _ layout: DocumentLayout = .pretty
    ) -> [UInt8] {
        let days = plan.days.indices.map { place in
            day(plan, place, declared: declared?[place])
        }
        return DocumentKind.staffingPlan.bytes(
            .members([
                "staff": .number(plan.staff), "bound": .number(plan.bound),
                "witness": witness(plan),
                "opening": ClockText(CivilTime(secondOfDay: plan.grid.opening)).written,
                "period": Seconds(Int64(plan.grid.period)).written,
                "denominator": .number(Int(ShiftCover.denominator)),
                "shifts": .list(plan.patterns.map(pattern)), "days": .list(days),
            ]), layout)
    }

    private static func witness(_ plan: StaffPlan) -> JSONOutput {
        switch plan.witness {
        case .day(let day):
            .members(["kind": "day", "date": plan.days[day].date.written])
        case .week(let day):
            .members(["kind": "week", "date": plan.days[day].date.written])
        case .whole: .members(["kind": "whole"])
        }
    }

    private static func pattern(_ pattern: ShiftPattern) -> JSONOutput {
        func time(_ second: Int) -> JSONOutput {
            .text(CivilTime(secondOfDay: second).description)
        }
        return .members([
            "name": .text(pattern.name), "from": time(pattern.start), "to": time(pattern.end),
            "breaks": pattern.breaks.isEmpty
                ? nil
                : .list(
                    pattern.breaks.map {
                        .members(["from": time($0.lowerBound), "to": time($0.upperBound)])
                    }),
        ])
    }

    private static func day(
        _ plan: StaffPlan, _ place: Int, declared: [Int]?
    ) -> JSONOutput {
        let cover = plan.covers[place]
        func numbers(_ values: [Int]) -> JSONOutput { .list(values.map { .number($0) }) }
        return .members([
            "date": plan.days[place].date.written, "agents": .number(cover.agents),
            "bound": .number(cover.bound), "need": numbers(cover.need),
            "onDuty": numbers(cover.onDuty), "declared": declared.map(numbers),
            "shifts": .list(
                cover.counts.indices.filter { cover.counts[$0] > 0 }.map {
                    .members(["shift": .number($0), "agents": .number(cover.counts[$0])])
                }),
            "weights": numbers(cover.weights.map { Int($0) }),
        ])
    }
}
