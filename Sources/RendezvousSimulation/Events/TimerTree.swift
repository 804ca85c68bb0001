/// At most one coming event for each of a number of things, such as the end of each agent's call.
///
/// A tournament: leaves are the things, every node above has the earlier of its two. Setting and
/// clearing go from a leaf to the root along places that are known beforehand, and choose without a
/// branch, which is what a heap cannot; and what is cleared is gone, so that no event comes of
/// which nobody knows any more.
struct TimerTree: Sendable {
    /// Who goes off first below a node, and when: the bits of a time that is not negative, which
    /// are in its order, and can be chosen without a branch.
    private struct Node: Sendable {
        var time = Double.infinity.bitPattern
        var order: UInt64 = 0
        var thing = 0
    }

    /// The root is node 1, the leaves begin at `capacity`.
    private var nodes = [Node](repeating: Node(), count: 2)
    private var capacity = 1

    /// When the first timer goes off; infinite if there is none.
    private(set) var time = Double.infinity

    /// Whose timer goes off first, and its order of entry; only to be asked while there is one.
    @inline(__always) var first: Int { nodes[1].thing }
    @inline(__always) var order: UInt64 { nodes[1].order }

    /// Sets the timer of a thing (0 …), in the place of one that it has; of timers of the same time
    /// the one of the lower `order` goes off first.
    /// - Complexity: O(log *things*).
    @inline(__always)
    mutating func set(_ thing: Int, at time: Double, order: UInt64) {
        if thing >= capacity { grow(to: thing + 1) }
        let leaf = Node(
            time: time >= 0 ? (time + 0).bitPattern : Double.infinity.bitPattern, order: order,
            thing: thing)
        self.time = Self.play(capacity + thing, leaf, nodes.mutableSpan)
    }

    /// Takes the timer of a thing away, if it has one.
    @inline(__always)
    mutating func clear(_ thing: Int) {
        guard thing < capacity else { return }
        time = Self.play(capacity + thing, Node(), nodes.mutableSpan)
    }

    /// Puts a node at a leaf and decides again who is first, up to the root; the time at the root.
    @inline(__always)
    private static func play(
        _ leaf: Int, _ node: Node, _ span: consuming MutableSpan<Node>
    ) -> Double {
        var (place, winner) = (leaf, node)
        span[place] = winner
        while place > 1 {
            let other = span[place ^ 1]
            // Of the same time the one of the lower order.
            let isLower: UInt64 = other.order < winner.order ? 1 : 0
            let isOther = other.time < winner.time &+ isLower
            winner.time = isOther ? other.time : winner.time
            winner.order = isOther ? other.order : winner.order
            winner.thing = isOther ? other.thing : winner.thing
            place >>= 1
            span[place] = winner
        }
        return Double(bitPattern: winner.time)
    }

    /// Makes room for so many things.
    @inline(never)
    private mutating func grow(to count: Int) {
        let (old, before) = (nodes, capacity)
        while capacity < count { capacity *= 2 }
        nodes = [Node](repeating: Node(), count: 2 * capacity)
        for thing in 0..<before {
            _ = Self.play(capacity + thing, old[before + thing], nodes.mutableSpan)
        }
    }
}
