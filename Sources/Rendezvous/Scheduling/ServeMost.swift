/// Who does what so that the tasks done weigh much, and a proof of how much they can weigh.
public struct TaskSelection: Hashable, Sendable {
    /// Why no selection weighs more, as a tree of cases.
    ///
    /// Tasks with the same interval, weight and counsellors are one *group*, counsellors with the
    /// same tasks one *class*, both in order of first occurrence. The *moments* of a class are the
    /// different starts of its tasks, ascending.
    public indirect enum Proof: Hashable, Sendable {
        /// Prices of groups and of the moments of each class, none negative, in units of
        /// 1 / ``priceScale`` of weight. A group's tasks and a class's counsellors are paid for;
        /// what a task weighs beyond the prices of its group and of the moments that it covers is
        /// gained wherever the case leaves it open. No selection of the case weighs more than the
        /// sum.
        case prices(groups: [Int], moments: [[Int]])
        /// A class does at most `atMost` tasks of a group, or more.
        case split(group: Int, staff: Int, atMost: Int, Proof, Proof)
    }

    /// What a unit of weight is in prices.
    public static let priceScale = 65_536

    /// Who does each task, or `nil` if nobody.
    public let counsellors: [Int?]
    /// The weight of the tasks done.
    public let served: Int
    /// No selection weighs more; never below ``served``.
    public let bound: Int
    /// Why.
    public let proof: Proof

    /// Whether no selection weighs more.
    public var isOptimal: Bool { served == bound }

    /// A selection, as somebody claims it; `RendezvousVerifier` checks one.
    public init(counsellors: [Int?], served: Int, bound: Int, proof: Proof) {
        self.counsellors = counsellors
        self.served = served
        self.bound = bound
        self.proof = proof
    }
}

extension FixedWork {
    /// Which tasks to do and who does them, so that they weigh most.
    ///
    /// Linear programs over groups of equal tasks and classes of equal counsellors bound a tree of
    /// cases; where everybody may do everything the first one is a flow and already whole. Beyond
    /// `SelectionModel.cellsMax` the bound is the weight of everything that somebody may do.
    ///
    /// - Parameters:
    ///   - budget: Cases looked at, at most; the bound holds whatever is left.
    ///   - execution: Asked before every case whether to stop.
    public func serveMost(
        _ budget: Budget = .steps(20_000), execution: some Execution = SerialExecution()
    ) -> TaskSelection {
        var search = SelectionSearch(SelectionModel(self), budget.steps)
        let proof = search.prove(SelectionSearch.Box(search.model), execution)
        return TaskSelection(
            counsellors: search.model.assign(search.best, tasks.count), served: search.served,
            bound: max(search.served, search.bound), proof: proof)
    }
}

/// Fixed work by groups and classes: how many tasks of each group each class does.
struct SelectionModel {
    /// The most cells of a linear program's table.
    static let cellsMax = 4_000_000

    /// A group and a class that may do it.
    struct Cell {
        let group: Int
        let staff: Int
        /// The moments of the class that the group's tasks cover.
        let moments: Range<Int>
    }

    private(set) var groups: [[Int]] = []
    private(set) var classes: [[Int]] = []
    private(set) var moments: [[Int]] = []
    private(set) var cells: [Cell] = []
    private(set) var weights: [Int] = []
    private let work: FixedWork

    init(_ work: FixedWork) {
        self.work = work
        var who = [[Int]](repeating: [], count: work.tasks.count)
        for (counsellor, list) in work.qualified.enumerated() {
            for task in list { who[task].append(counsellor) }
        }
        struct Kind: Hashable {
            let task: FixedWork.Task
            let who: [Int]
        }
        var groupOf: [Kind: Int] = [:]
        for task in work.tasks.indices {
            let kind = Kind(task: work.tasks[task], who: who[task])
            if let group = groupOf[kind] {
                groups[group].append(task)
            } else {
                groupOf[kind] = groups.count
                groups.append([task])
                weights.append(work.tasks[task].weight)
            }
        }
        var classOf: [[Int]: Int] = [:]
        for (counsellor, list) in work.qualified.enumerated() {
            if let staff = classOf[list] {
                classes[staff].append(counsellor)
            } else {
                classOf[list] = classes.count
                classes.append([counsellor])
                moments.append(Set(list.map { work.tasks[$0].start }).sorted())
            }
        }
        for (group, members) in groups.enumerated() {
            let task = work.tasks[members[0]]
            for staff in Set(who[members[0]].compactMap { classOf[work.qualified[$0]] }).sorted() {
                let low = moments[staff].firstIndex { $0 >= task.start } ?? 0
                let high = moments[staff].firstIndex { $0 >= task.end } ?? moments[staff].count
                cells.append(Cell(group: group, staff: staff, moments: low..<high))
            }
        }
    }

    /// Who does each task if each cell has so many: first come, first free.
    func assign(_ numbers: [Int], _ count: Int) -> [Int?] {
        var result = [Int?](repeating: nil, count: count)
        var used = [Int](repeating: 0, count: groups.count)
        var tasks = [[Int]](repeating: [], count: classes.count)
        for (cell, number) in zip(cells, numbers) {
            for _ in 0..<number {
                tasks[cell.staff].append(groups[cell.group][used[cell.group]])
                used[cell.group] += 1
            }
        }
        for (staff, list) in tasks.enumerated() {
            var until = [Int](repeating: .min, count: classes[staff].count)
            let order = list.sorted {
                (work.tasks[$0].start, $0) < (work.tasks[$1].start, $1)
            }
            for task in order {
                guard let free = until.firstIndex(where: { $0 <= work.tasks[task].start }) else {
                    continue
                }
                until[free] = work.tasks[task].end
                result[task] = classes[staff][free]
            }
        }
        return result
    }
}
