/// A folder of flat files, as much of one as the store needs: the seam at which tests put a
/// simulated disk under it.
///
/// What a method has done may be undone by a loss of power, except what ``sync(_:)`` and
/// ``syncFolder()`` have confirmed: bytes and length of a file, and the names in the folder. Calls
/// on one storage come from one thread at a time.
public protocol Storage: AnyObject {
    /// The names of the files, in no order.
    func names() throws(StorageError) -> [String]
    /// Opens a file for reading and writing; with `creating` a new one that was not there.
    func open(_ name: String, creating: Bool) throws(StorageError) -> StoredFile
    /// The length of a file in bytes.
    func size(_ file: StoredFile) throws(StorageError) -> Int
    /// Bytes of a file; fewer than asked for only at its end.
    func read(_ file: StoredFile, at offset: Int, count: Int) throws(StorageError) -> [UInt8]
    /// Writes bytes and says how many of them were taken, at least one.
    func write(
        _ file: StoredFile, _ bytes: ArraySlice<UInt8>, at offset: Int
    ) throws(StorageError) -> Int
    /// Cuts a file off, or fills it up with zeros.
    func truncate(_ file: StoredFile, to size: Int) throws(StorageError)
    /// Returns when the bytes and the length of a file are on the disk.
    func sync(_ file: StoredFile) throws(StorageError)
    /// Closes a file.
    func close(_ file: StoredFile)
    /// Gives a file another name, in place of a file that has it.
    func rename(_ name: String, to other: String) throws(StorageError)
    /// Removes a file.
    func remove(_ name: String) throws(StorageError)
    /// Returns when the names in the folder are on the disk.
    func syncFolder() throws(StorageError)
    /// Keeps every other process out until this one ends; whether it could.
    func lock() throws(StorageError) -> Bool
    /// Bytes that nobody can guess.
    func randomBytes(_ count: Int) -> [UInt8]
}

/// An open file of a ``Storage``.
public struct StoredFile: Hashable, Sendable {
    /// The number by which the storage knows it.
    public let number: Int32

    /// The file of a number.
    public init(_ number: Int32) { self.number = number }
}

/// Why a storage could not do what it was asked.
public struct StorageError: Error, Hashable, Sendable {
    /// What kind of failure it is.
    public enum Cause: Hashable, Sendable {
        /// There is no such file or folder.
        case missing
        /// There is one already.
        case exists
        /// No space is left, or a quota or limit of size is reached.
        case full
        /// The folder or file may not be used so.
        case denied
        /// The disk failed, or anything else.
        case failed
    }

    /// What kind of failure it is.
    public let cause: Cause
    /// What was done, with which file, and what the system said.
    public let message: String

    /// A failure.
    public init(_ cause: Cause, _ message: String) {
        self.cause = cause
        self.message = message
    }
}

extension StorageError: CustomStringConvertible {
    /// The message.
    public var description: String { message }
}

extension Storage {
    /// Writes all bytes, however many calls it takes.
    func writeAll(_ file: StoredFile, _ bytes: [UInt8], at offset: Int) throws(StorageError) {
        var rest = bytes[...]
        var place = offset
        while !rest.isEmpty {
            let count = try write(file, rest, at: place)
            guard count > 0 else { throw StorageError(.failed, "a write took no byte") }
            rest = rest.dropFirst(count)
            place += count
        }
    }

    /// All bytes of a file by name.
    package func contents(of name: String) throws(StorageError) -> [UInt8] {
        let file = try open(name, creating: false)
        defer { close(file) }
        return try read(file, at: 0, count: try size(file))
    }

    /// Puts a file in place whole or not at all, and returns when that is on the disk.
    package func replace(_ name: String, with bytes: [UInt8]) throws(StorageError) {
        let new = name + ".new"
        if try names().contains(new) { try remove(new) }
        let file = try open(new, creating: true)
        do throws(StorageError) {
            defer { close(file) }
            try writeAll(file, bytes, at: 0)
            try sync(file)
        } catch {
            try? remove(new)
            throw error
        }
        try rename(new, to: name)
        try syncFolder()
    }
}
