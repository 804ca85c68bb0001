internal import Synchronization

/// The searches of a solver: as many as work at once, each used again for the next part. A search
/// has room for the whole problem, so that one for every part would be most of the memory.
final class SearchPool: Sendable {
    private let tables: AllocationTables
    private let scale: Int
    private let idle = Mutex<[Worker]>([])
    private let work = Mutex(0)

    private final class Worker: Sendable {
        let search: Mutex<RuinAndRecreate>

        init(_ tables: AllocationTables, scale: Int) {
            search = Mutex(RuinAndRecreate(tables, scale: scale))
        }
    }

    init(_ tables: AllocationTables, scale: Int) {
        self.tables = tables
        self.scale = scale
    }

    /// How many places all searches weighed up.
    var weighed: Int { work.withLock { $0 } }

    /// Lends a search to `body`, which must start it anew: what it did before is still in it.
    func with<Result: Sendable>(_ body: (inout RuinAndRecreate) -> Result) -> Result {
        let worker = idle.withLock { $0.popLast() } ?? Worker(tables, scale: scale)
        defer { idle.withLock { $0.append(worker) } }
        return worker.search.withLock { search in
            let before = search.weighed
            let result = body(&search)
            let weighed = search.weighed - before
            work.withLock { $0 += weighed }
            return result
        }
    }
}
