internal import Synchronization

/// How the parts of a plan are carried out: one after the other, or on threads that somebody else
/// owns. The engine starts no thread and reads no clock.
///
/// The plan is the same for every execution that lets it finish.
public protocol Execution: Sendable {
    /// Calls `body` once for each part `0 ..< parts`, in any order, perhaps at the same time,
    /// and returns when all calls have returned.
    func parallelFor(_ parts: Int, _ body: @Sendable (Int) -> Void)

    /// Asked between epochs; once it says yes, planning ends with the best plan so far.
    var shouldStop: Bool { get }

    /// The part of the time there is that has gone by, 0 … 1; `nil` where time has no limit, as it
    /// is unless an execution says otherwise.
    var elapsed: Double? { get }
}

extension Execution {
    /// No limit.
    public var elapsed: Double? { nil }

    /// What `body` returns for each part, in their order.
    func map<Value: Sendable>(_ parts: Int, _ body: @Sendable (Int) -> Value) -> [Value] {
        let found = Found<Value>(count: parts)
        parallelFor(parts) { part in
            let value = body(part)
            found.values.withLock { $0[part] = value }
        }
        // An execution that leaves a part out does not keep its word; the part is done here.
        return found.values.withLock { $0 }.enumerated().map { $1 ?? body($0) }
    }
}

/// A place for what each part found, filled from any thread.
private final class Found<Value: Sendable>: Sendable {
    let values: Mutex<[Value?]>

    init(count: Int) { values = Mutex(Array(repeating: nil, count: count)) }
}

/// One part after the other, to the end.
public struct SerialExecution: Execution {
    /// A serial execution.
    public init() {}

    /// Calls `body` for each part in order.
    public func parallelFor(_ parts: Int, _ body: @Sendable (Int) -> Void) {
        for part in 0..<parts { body(part) }
    }

    /// Never.
    public var shouldStop: Bool { false }
}

/// One after the other on the thread at hand, to the end or until another execution wants to stop.
struct Alone<Other: Execution>: Execution {
    private let other: Other

    init(_ other: Other) { self.other = other }

    func parallelFor(_ parts: Int, _ body: @Sendable (Int) -> Void) {
        for part in 0..<parts { body(part) }
    }

    var shouldStop: Bool { other.shouldStop }
}

/// The time of another execution from now until a part of it has gone by, as if that were all there
/// is.
package struct Portion<Other: Execution>: Execution {
    private let other: Other
    private let start: Double
    private let end: Double

    /// - Parameter end: The part of the other's time at which this one's is over, 0 … 1.
    package init(_ other: Other, until end: Double) {
        self.other = other
        self.end = end
        start = other.elapsed ?? 0
    }

    package func parallelFor(_ parts: Int, _ body: @Sendable (Int) -> Void) {
        other.parallelFor(parts, body)
    }

    package var shouldStop: Bool { other.shouldStop || elapsed.map { $0 >= 1 } ?? false }

    package var elapsed: Double? {
        other.elapsed.map { start < end ? min(1, max(0, ($0 - start) / (end - start))) : 1 }
    }
}

/// How much work planning may do, in steps and not in seconds, so that the plan does not depend on
/// the machine.
public struct Budget: Hashable, Sendable {
    /// The number of improvement steps, at least 0.
    public let steps: Int

    /// So many improvement steps; a negative number counts as 0.
    public static func steps(_ steps: Int) -> Budget { Budget(steps: max(0, steps)) }

    /// The steps for `part` of `whole`, rounded down, without overflow for any budget.
    func share(of part: Int, among whole: Int) -> Int {
        let (each, rest) = steps.quotientAndRemainder(dividingBy: whole)
        return each * part + rest * part / whole
    }
}
