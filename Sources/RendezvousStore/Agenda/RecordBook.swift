/// What the records add up to beside the agenda: answers by key, and notices that wait.
struct RecordBook {
    /// The answers of one principal, oldest first.
    private struct Shelf {
        var results: [String: StoredResult] = [:]
        var order: [String] = []
    }

    private var shelves: [String: Shelf] = [:]
    /// The notices that wait, by number in order of arrival.
    private var waiting: [Int: [UInt8]] = [:]
    private var numbers: [[UInt8]: Int] = [:]
    private var next = 0

    /// The answer that is kept under a key, if it has not expired.
    func result(_ key: RequestKey, at second: Int64) -> StoredResult? {
        guard let found = shelves[key.principal]?.results[key.key], found.expires > second else {
            return nil
        }
        return found
    }

    /// The notices that wait, first come first.
    func notices(_ limit: Int) -> [[UInt8]] {
        waiting.keys.sorted().prefix(max(0, limit)).compactMap { waiting[$0] }
    }

    /// How many notices wait.
    var noticeCount: Int { waiting.count }

    func isWaiting(_ notice: [UInt8]) -> Bool { numbers[notice] != nil }

    /// Whether a record is still needed after a rewriting at an instant.
    func needs(_ record: JournalRecord, at second: Int64) -> Bool {
        switch record {
        case .audited, .erased: true
        case .result(let result):
            result.expires > second
                && shelves[result.principal]?.results[result.key] == result
        case .notice(let notice): isWaiting(notice)
        case .delivered, .seal: false
        }
    }

    /// Takes in a record.
    mutating func follow(_ record: JournalRecord) {
        switch record {
        case .audited, .erased, .seal: break
        case .result(let result): keep(result)
        case .notice(let notice):
            guard numbers[notice] == nil else { return }
            waiting[next] = notice
            numbers[notice] = next
            next += 1
        case .delivered(let notice):
            if let number = numbers.removeValue(forKey: notice) { waiting[number] = nil }
        }
    }

    private mutating func keep(_ result: StoredResult) {
        var shelf = shelves[result.principal] ?? Shelf()
        shelves[result.principal] = nil
        if shelf.results.updateValue(result, forKey: result.key) == nil {
            shelf.order.append(result.key)
        }
        if shelf.order.count > StoreLimits.resultsPerPrincipal {
            shelf.results[shelf.order.removeFirst()] = nil
        }
        shelves[result.principal] = shelf
    }
}
