/// Branch and bound over how many tasks of a group a class does.
struct SelectionSearch {
    /// What a case leaves open: for each cell the fewest and the most.
    struct Box {
        var low: [Int]
        var high: [Int]

        init(_ model: SelectionModel) {
            low = [Int](repeating: 0, count: model.cells.count)
            high = model.cells.map {
                min(model.groups[$0.group].count, model.classes[$0.staff].count)
            }
            // Where tasks of a group follow no other, a class can do one for each counsellor.
        }
    }

    let model: SelectionModel
    private var left: Int
    private(set) var best: [Int]
    private(set) var served = 0
    /// The greatest bound of a case that was looked at last.
    private(set) var bound = 0
    private let rows: [(staff: Int, moment: Int)]
    private let rowStarts: [Int]

    init(_ model: SelectionModel, _ steps: Int) {
        self.model = model
        left = steps
        best = [Int](repeating: 0, count: model.cells.count)
        var rows: [(Int, Int)] = []
        var rowStarts: [Int] = []
        for (staff, list) in model.moments.enumerated() {
            rowStarts.append(rows.count)
            for moment in list.indices { rows.append((staff, moment)) }
        }
        self.rows = rows
        self.rowStarts = rowStarts
    }

    /// Proves a bound for a case, and finds selections on the way.
    mutating func prove(_ box: Box, _ execution: some Execution) -> TaskSelection.Proof {
        left -= 1
        let (values, prices) = relax(box)
        round(values, box)
        let limit = worth(prices, box)
        let proof = TaskSelection.Proof.prices(
            groups: Array(prices[..<model.groups.count]),
            moments: model.moments.indices.map { staff in
                let first = model.groups.count + rowStarts[staff]
                return Array(prices[first..<first + model.moments[staff].count])
            })
        var (cell, distance) = (-1, 1e-6)
        for index in values.indices {
            let part = values[index] - values[index].rounded(.down)
            if min(part, 1 - part) > distance { (cell, distance) = (index, min(part, 1 - part)) }
        }
        guard limit > served, cell >= 0, left > 0, !execution.shouldStop else {
            bound = max(bound, limit)
            return proof
        }
        let most = Int(values[cell].rounded(.down))
        var (lower, upper) = (box, box)
        lower.high[cell] = most
        upper.low[cell] = most + 1
        let above = prove(upper, execution)
        let below = prove(lower, execution)
        return .split(
            group: model.cells[cell].group, staff: model.cells[cell].staff, atMost: most, below,
            above)
    }

    /// The weight that no selection of a case exceeds at these prices, in whole numbers.
    private func worth(_ prices: [Int], _ box: Box) -> Int {
        var total = 0
        for (group, members) in model.groups.enumerated() { total += prices[group] * members.count }
        for (row, place) in rows.enumerated() {
            total += prices[model.groups.count + row] * model.classes[place.staff].count
        }
        for (index, cell) in model.cells.enumerated() {
            var gain = model.weights[cell.group] * TaskSelection.priceScale - prices[cell.group]
            for moment in cell.moments {
                gain -= prices[model.groups.count + rowStarts[cell.staff] + moment]
            }
            total += gain * (gain > 0 ? box.high[index] : box.low[index])
        }
        return total >> 16
    }

    /// Takes what a solution has whole, and adds what still fits, the heaviest first.
    private mutating func round(_ values: [Double], _ box: Box) {
        var numbers = [Int](repeating: 0, count: values.count)
        var tasks = model.groups.map(\.count)
        var free = rows.map { model.classes[$0.staff].count }
        func fits(_ index: Int) -> Bool {
            let cell = model.cells[index]
            guard tasks[cell.group] > 0 else { return false }
            return cell.moments.allSatisfy { free[rowStarts[cell.staff] + $0] > 0 }
        }
        func take(_ index: Int) {
            let cell = model.cells[index]
            numbers[index] += 1
            tasks[cell.group] -= 1
            for moment in cell.moments { free[rowStarts[cell.staff] + moment] -= 1 }
        }
        let order = model.cells.indices.sorted { left, right in
            let (a, b) = (
                model.weights[model.cells[left].group], model.weights[model.cells[right].group]
            )
            return a == b ? left < right : a > b
        }
        for index in model.cells.indices {
            for _ in 0..<Int((values[index] + 1e-6).rounded(.down)) where fits(index) {
                take(index)
            }
        }
        for index in order { while fits(index) { take(index) } }
        var weight = 0
        for (index, number) in numbers.enumerated() {
            weight += number * model.weights[model.cells[index].group]
        }
        if weight > served { (served, best) = (weight, numbers) }
    }

    /// The relaxation of a case: the numbers of each cell, perhaps broken, and prices for groups
    /// and rows. Prices that are not negative bound the case whether they are right or not.
    private func relax(_ box: Box) -> (values: [Double], prices: [Int]) {
        let (groups, count) = (model.groups.count, model.cells.count)
        var limits = model.groups.map { Double($0.count) }
        limits += rows.map { Double(model.classes[$0.staff].count) }
        var tops: [Int] = []
        for (index, cell) in model.cells.enumerated() {
            let low = Double(box.low[index])
            limits[cell.group] -= low
            for moment in cell.moments { limits[groups + rowStarts[cell.staff] + moment] -= low }
            let most = min(model.groups[cell.group].count, model.classes[cell.staff].count)
            if box.high[index] < most { tops.append(index) }
        }
        var prices = [Int](repeating: 0, count: limits.count)
        if let broken = limits.firstIndex(where: { $0 < 0 }) {
            // Nothing is left: a price on what is promised twice says so.
            var most = 1
            for (index, members) in model.groups.enumerated() {
                most += members.count * model.weights[index]
            }
            prices[broken] = most * TaskSelection.priceScale
            return ([Double](repeating: 0, count: count), prices)
        }
        let height = limits.count + tops.count
        guard (height + 1) * (count + height + 1) <= SelectionModel.cellsMax else {
            for group in 0..<groups {
                prices[group] = model.weights[group] * TaskSelection.priceScale
            }
            return ([Double](repeating: 0, count: count), prices)
        }
        var program = LinearProgram(columns: count)
        for (row, limit) in limits.enumerated() where row < groups {
            let own = model.cells.indices.filter { model.cells[$0].group == row }
            program.add(own, atMost: limit)
        }
        for (row, place) in rows.enumerated() {
            let own = model.cells.indices.filter {
                model.cells[$0].staff == place.staff
                    && model.cells[$0].moments.contains(place.moment)
            }
            program.add(own, atMost: limits[groups + row])
        }
        for index in tops {
            program.add([index], atMost: Double(box.high[index] - box.low[index]))
        }
        let (values, duals) = program.maximise(model.cells.map { Double(model.weights[$0.group]) })
        for row in limits.indices {
            prices[row] = Int(
                (max(0, duals[row]) * Double(TaskSelection.priceScale)).rounded(.up))
        }
        return (zip(values, box.low).map { $0 + Double($1) }, prices)
    }
}

/// A linear program with rows `sum of some columns ≤ limit`, limits not negative: the primal
/// simplex method on a table (Dantzig's rule, Bland's once it has gone on for long).
struct LinearProgram {
    private let columns: Int
    private var rows: [(columns: [Int], limit: Double)] = []

    init(columns: Int) { self.columns = columns }

    mutating func add(_ own: [Int], atMost limit: Double) { rows.append((own, limit)) }

    /// The values of the columns and the prices of the rows where the sum of `gains` is greatest.
    func maximise(_ gains: [Double]) -> (values: [Double], prices: [Double]) {
        let (height, width) = (rows.count, columns + rows.count + 1)
        var table = [Double](repeating: 0, count: (height + 1) * width)
        var basis = (0..<height).map { columns + $0 }
        for (row, content) in rows.enumerated() {
            for column in content.columns { table[row * width + column] = 1 }
            table[row * width + columns + row] = 1
            table[row * width + width - 1] = content.limit
        }
        let last = height * width
        for column in 0..<columns { table[last + column] = -gains[column] }
        for round in 0..<50 * (height + columns + 1) {
            var (enter, least) = (-1, -1e-9)
            for column in 0..<width - 1 where table[last + column] < least {
                enter = column
                if round > 10 * (height + columns) { break }
                least = table[last + column]
            }
            guard enter >= 0 else { break }
            var (leave, ratio) = (-1, Double.infinity)
            for row in 0..<height where table[row * width + enter] > 1e-9 {
                let value = table[row * width + width - 1] / table[row * width + enter]
                if value < ratio - 1e-12
                    || (value <= ratio && leave >= 0 && basis[row] < basis[leave])
                {
                    (leave, ratio) = (row, value)
                }
            }
            guard leave >= 0 else { break }
            let pivot = table[leave * width + enter]
            for column in 0..<width { table[leave * width + column] /= pivot }
            for row in 0...height where row != leave {
                let factor = table[row * width + enter]
                guard factor != 0 else { continue }
                for column in 0..<width {
                    table[row * width + column] -= factor * table[leave * width + column]
                }
            }
            basis[leave] = enter
        }
        var values = [Double](repeating: 0, count: columns)
        for row in 0..<height where basis[row] < columns {
            values[basis[row]] = max(0, table[row * width + width - 1])
        }
        return (values, (0..<height).map { table[last + columns + $0] })
    }
}
