import RendezvousStore

/// A disk in memory that forgets what was not confirmed, in every way that a real one may.
///
/// Pieces of 512 bytes of unconfirmed writes arrive or not, each by itself; names of files too.
/// A crash may come before any call, or in the middle of a write.
final class SimulatedStorage: Storage {
    /// A file apart from its name.
    final class Node {
        var bytes: [UInt8] = []
        var durable: [UInt8] = []
        /// Which pieces were written since the file was confirmed last.
        var dirty: Set<Int> = []
    }

    /// What is thrown when the power goes; nothing works after it.
    static let powerCut = StorageError(.failed, "the power is gone")

    private var folder: [String: Node] = [:]
    private var durableFolder: [String: Node] = [:]
    /// Changes of names that were not confirmed, in order.
    private var pending: [(removed: String?, added: String?, node: Node?)] = []
    private var opened: [Int32: Node] = [:]
    private var next: Int32 = 3
    private var random: Seeded
    /// Whether another process has the lock.
    var isTaken = false

    /// How many calls that change something there were.
    private(set) var calls = 0
    /// Before which of them the power goes.
    var cutAt: Int?
    /// How many of them fail, from which on, and how.
    var fault: (at: Int, count: Int, cause: StorageError.Cause)?
    /// The most bytes that the disk takes.
    var capacity = Int.max
    /// Whether confirmations do nothing: a disk that lies.
    var isLying = false
    /// The longest write that is taken at once.
    var longestWrite = Int.max
    private var isGone = false

    init(seed: UInt64) { random = Seeded(seed) }

    /// Counts a call, and fails if its time has come; whether the power goes now.
    private func step() throws(StorageError) {
        if isGone { throw Self.powerCut }
        calls += 1
        if let cutAt, calls >= cutAt {
            isGone = true
            throw Self.powerCut
        }
        if let fault, calls >= fault.at, calls < fault.at + fault.count {
            throw StorageError(fault.cause, "call \(calls) fails as it was told to")
        }
    }

    private func node(_ file: StoredFile) throws(StorageError) -> Node {
        if isGone { throw Self.powerCut }
        guard let node = opened[file.number] else { throw StorageError(.failed, "closed file") }
        return node
    }

    func names() throws(StorageError) -> [String] {
        if isGone { throw Self.powerCut }
        return Array(folder.keys).sorted()
    }

    func open(_ name: String, creating: Bool) throws(StorageError) -> StoredFile {
        if isGone { throw Self.powerCut }
        if creating {
            try step()
            guard folder[name] == nil else { throw StorageError(.exists, name) }
            let node = Node()
            folder[name] = node
            pending.append((nil, name, node))
        }
        guard let node = folder[name] else { throw StorageError(.missing, name) }
        next += 1
        opened[next] = node
        return StoredFile(next)
    }

    func size(_ file: StoredFile) throws(StorageError) -> Int { try node(file).bytes.count }

    func read(_ file: StoredFile, at offset: Int, count: Int) throws(StorageError) -> [UInt8] {
        let bytes = try node(file).bytes
        return Array(bytes.dropFirst(offset).prefix(count))
    }

    var used: Int { folder.values.reduce(0) { $0 + $1.bytes.count } }

    func write(
        _ file: StoredFile, _ bytes: ArraySlice<UInt8>, at offset: Int
    ) throws(StorageError) -> Int {
        let node = try node(file)
        var bytes = bytes.prefix(longestWrite)
        do throws(StorageError) {
            try step()
        } catch {
            // The power goes, or the call fails, after some of the bytes.
            if isGone || fault?.cause == .full {
                let part = bytes.prefix(random.below(bytes.count + 1))
                put(part, at: offset, in: node)
            }
            throw error
        }
        let room = min(capacity - used, .max / 2) + max(0, node.bytes.count - offset)
        guard room > 0 || bytes.isEmpty else { throw StorageError(.full, "no space") }
        bytes = bytes.prefix(room)
        put(bytes, at: offset, in: node)
        return bytes.count
    }

    private func put(_ bytes: ArraySlice<UInt8>, at offset: Int, in node: Node) {
        guard !bytes.isEmpty else { return }
        let end = offset + bytes.count
        if node.bytes.count < end {
            node.bytes += [UInt8](repeating: 0, count: end - node.bytes.count)
        }
        node.bytes.replaceSubrange(offset..<end, with: bytes)
        for piece in (offset / 512)...((end - 1) / 512) { node.dirty.insert(piece) }
    }

    func truncate(_ file: StoredFile, to size: Int) throws(StorageError) {
        let node = try node(file)
        try step()
        if size < node.bytes.count {
            node.bytes.removeLast(node.bytes.count - size)
            node.dirty.insert(size / 512)
        } else {
            node.bytes += [UInt8](repeating: 0, count: size - node.bytes.count)
        }
    }

    func sync(_ file: StoredFile) throws(StorageError) {
        let node = try node(file)
        try step()
        if isLying { return }
        node.durable = node.bytes
        node.dirty = []
    }

    func close(_ file: StoredFile) { opened[file.number] = nil }

    func rename(_ name: String, to other: String) throws(StorageError) {
        try step()
        guard let node = folder.removeValue(forKey: name) else {
            throw StorageError(.missing, name)
        }
        folder[other] = node
        pending.append((name, other, node))
    }

    func remove(_ name: String) throws(StorageError) {
        try step()
        guard folder.removeValue(forKey: name) != nil else { throw StorageError(.missing, name) }
        pending.append((name, nil, nil))
    }

    func syncFolder() throws(StorageError) {
        try step()
        if isLying { return }
        durableFolder = folder
        pending = []
    }

    func lock() throws(StorageError) -> Bool {
        !isTaken
    }

    func randomBytes(_ count: Int) -> [UInt8] {
        (0..<count).map { _ in UInt8(random.below(256)) }
    }

    /// The disk after the power came back: one of the states that it may be in.
    func afterPowerCut(seed: UInt64) -> SimulatedStorage {
        var random = Seeded(seed)
        let other = SimulatedStorage(seed: seed)
        var names = durableFolder
        for change in pending where random.below(2) == 0 {
            if let removed = change.removed { names[removed] = nil }
            if let added = change.added { names[added] = change.node }
        }
        for (name, node) in names.sorted(by: { $0.key < $1.key }) {
            let copy = Node()
            copy.bytes = Self.survivors(of: node, &random)
            copy.durable = copy.bytes
            other.folder[name] = copy
        }
        other.durableFolder = other.folder
        return other
    }

    /// The disk as a killed process leaves it: the system has everything that was written.
    func afterKill(seed: UInt64) -> SimulatedStorage {
        let other = SimulatedStorage(seed: seed)
        for (name, node) in folder {
            let copy = Node()
            copy.bytes = node.bytes
            copy.durable = node.bytes
            other.folder[name] = copy
        }
        other.durableFolder = other.folder
        return other
    }

    private static func survivors(of node: Node, _ random: inout Seeded) -> [UInt8] {
        var bytes = node.durable
        let (low, high) = (
            min(node.durable.count, node.bytes.count), max(node.durable.count, node.bytes.count)
        )
        // The length arrives, or does not, or a part of it.
        let lengths = [node.durable.count, node.bytes.count, low + random.below(high - low + 1)]
        let length = lengths[random.below(3)]
        let style = random.below(4)
        if bytes.count < length { bytes += [UInt8](repeating: 0, count: length - bytes.count) }
        for piece in node.dirty.sorted() {
            let isThere = style == 0 || (style < 3 && random.below(2) == 0)
            let (start, end) = (piece * 512, min(piece * 512 + 512, node.bytes.count, length))
            guard isThere, start < end else { continue }
            bytes.replaceSubrange(start..<end, with: node.bytes[start..<end])
        }
        return Array(bytes.prefix(length))
    }

    /// The bytes of a file, to be looked at and changed.
    subscript(name: String) -> [UInt8]? {
        get { folder[name]?.bytes }
        set {
            let node = Node()
            node.bytes = newValue ?? []
            node.durable = node.bytes
            folder[name] = newValue == nil ? nil : node
            durableFolder = folder
        }
    }
}

/// A stream of numbers from a seed (SplitMix64).
struct Seeded: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return word ^ (word >> 31)
    }

    mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(max(1, bound))) }
}
