/// What a place on each cell is worth when appointments are counted and their time is not: a bound
/// of its own, for problems in which days are short of appointments rather than of hours.
///
/// A cell has room for as many as its longest chain. Who can be given a place on one of their cells
/// then is a matter of matching, and the sets of requests that can be matched are the independent
/// sets of a transversal matroid (Edmonds and Fulkerson 1965), so that the heaviest come first and
/// never lose their place again. Where requests of some weight are left over, the cells that they
/// reach, over others who would change cells, are full for good: a place there is worth that
/// weight. By the duality of matching these prices are the best that counting allows.
///
/// Like all prices they prove a bound through the chains (``LagrangianBound``), which is never
/// above that of the count: a chain has at most as many appointments as its cell has places.
struct CountPrices: ~Copyable {
    /// How many entries may be looked at, for each there is: requests that all differ in weight are
    /// matched one by one. Cells that are not closed by then are free, which is a bound as well.
    private static let looksEach = 64

    private let tables: AllocationTables
    /// Per request the entry by which it has a place, or -1.
    private var places: FlatTable<Int32>
    /// Per cell the places and the requests that have them, at most `most` each.
    private var rooms: FlatTable<Int32>
    private var holders: FlatTable<Int32>
    private var counts: FlatTable<Int32>
    private let most: Int
    /// Per cell the price of a place, or -1 while it is not full for good.
    private var prices: FlatTable<Int32>
    /// Per cell how many must change cells before somebody left over can come there, or -1; the
    /// cells reached, nearest first; and whom to ask next to change.
    private var levels: FlatTable<Int32>
    private var reached: [Int32] = []
    private var deepest: Int32 = 0
    private var asked: FlatTable<Int32>
    /// Per request the entry to try next.
    private var tried: FlatTable<Int32>
    private var looks = 0

    private init(_ frame: BoundFrame) {
        let tables = frame.tables
        self.tables = tables
        most = tables.placedMax
        let worth = FlatTable(repeating: 1.0, count: tables.requestCount)
        places = FlatTable(repeating: -1, count: tables.requestCount)
        rooms = FlatTable(repeating: 0, count: tables.cellCount)
        holders = FlatTable(repeating: -1, count: tables.cellCount * most)
        counts = FlatTable(repeating: 0, count: tables.cellCount)
        prices = FlatTable(repeating: -1, count: tables.cellCount)
        levels = FlatTable(repeating: -1, count: tables.cellCount)
        asked = FlatTable(repeating: 0, count: tables.cellCount)
        tried = FlatTable(repeating: 0, count: tables.requestCount)
        let ones = ChainTable.Prices(
            worth: worth,
            tolls: FlatTable(repeating: 0, count: frame.families.count * (frame.axis + 1)))
        var table = ChainTable(frame)
        for cell in 0..<tables.cellCount { rooms[cell] = Int32(table.evaluate(cell, ones)) }
    }

    /// The prices of the requests that follow: what each is worth beyond the cheapest place.
    ///
    /// - Complexity: O(entries) a pass; the passes of a weight end when one finds nobody a place,
    ///   and all of them after ``looksEach`` looks for each entry.
    static func requestPrices(_ frame: BoundFrame) -> [Double] {
        var count = CountPrices(frame)
        return count.requestPrices()
    }

    private mutating func requestPrices() -> [Double] {
        let order = Construction.order(tables)
        var first = 0
        while first < order.count, looks < Self.looksEach * tables.choices.count {
            let weight = tables.weights[order[first]]
            var end = first
            while end < order.count, tables.weights[order[end]] == weight { end += 1 }
            match(order[first..<end], weight)
            first = end
        }
        return (0..<tables.requestCount).map { request in
            var least = Int32.max
            for entry in tables.entries(of: request) {
                least = min(least, max(0, prices[tables.cell(ofEntry: entry)]))
            }
            return Double(max(0, tables.weights[request] - least))
        }
    }

    /// Gives places to requests of one weight until nobody else can get one, and closes the cells
    /// that are full for good then (Hopcroft and Karp 1973).
    private mutating func match(_ order: ArraySlice<Int>, _ weight: Int32) {
        var left = Array(order)
        while !left.isEmpty, looks < Self.looksEach * tables.choices.count {
            guard survey(left) else {
                for cell in reached { prices[Int(cell)] = weight }
                return
            }
            left = left.filter { !place($0) }
        }
    }

    /// Works out the levels from those left over up to the nearest cells with places left; gives
    /// whether there are any.
    private mutating func survey(_ left: [Int]) -> Bool {
        for cell in reached { levels[Int(cell)] = -1 }
        reached.removeAll(keepingCapacity: true)
        var isFound = false
        for request in left { isFound = reach(request, 0) || isFound }
        var next = 0
        while next < reached.count {
            let cell = Int(reached[next])
            next += 1
            deepest = levels[Int(reached[reached.count - 1])]
            if isFound, levels[cell] == deepest { break }
            for position in 0..<Int(counts[cell]) {
                let other = Int(holders[cell * most + position])
                isFound = reach(other, levels[cell] + 1) || isFound
            }
        }
        return isFound
    }

    private mutating func reach(_ request: Int, _ level: Int32) -> Bool {
        var isFound = false
        tried[request] = tables.choiceStarts[request]
        for entry in tables.entries(of: request) {
            let cell = tables.cell(ofEntry: entry)
            guard prices[cell] < 0, levels[cell] < 0 else { continue }
            levels[cell] = level
            asked[cell] = 0
            reached.append(Int32(cell))
            isFound = isFound || counts[cell] < rooms[cell]
        }
        looks += tables.entries(of: request).count
        return isFound
    }

    /// Gives somebody a place, by changes from level to level; nobody is asked twice to change.
    private mutating func place(_ request: Int) -> Bool {
        var path = [request]
        while let last = path.last {
            guard tried[last] < tables.choiceStarts[last + 1] else {
                path.removeLast()
                continue
            }
            let cell = tables.cell(ofEntry: Int(tried[last]))
            if Int(levels[cell]) == path.count - 1 {
                if counts[cell] < rooms[cell] {
                    counts[cell] += 1
                    change(path, cell * most + Int(counts[cell]) - 1)
                    return true
                }
                if levels[cell] < deepest, asked[cell] < counts[cell] {
                    path.append(Int(holders[cell * most + Int(asked[cell])]))
                    asked[cell] += 1
                    continue
                }
            }
            looks += 1
            tried[last] += 1
        }
        return false
    }

    /// Moves everybody on a path to where they tried last, the last of them into an empty place.
    private mutating func change(_ path: [Int], _ place: Int) {
        var place = place
        for request in path.reversed() {
            let old = Int(places[request])
            holders[place] = Int32(request)
            places[request] = tried[request]
            guard old >= 0 else { return }
            place = tables.cell(ofEntry: old) * most
            while holders[place] != Int32(request) { place += 1 }
        }
    }
}
