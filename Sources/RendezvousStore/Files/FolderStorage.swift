internal import Foundation

/// A folder of this machine.
///
/// Files are made readable by their owner alone (0600). An interrupted call is repeated here; short
/// writes are given on. `SIGXFSZ` is ignored, so that a limit of size is an error and no death.
public final class FolderStorage: Storage {
    /// Where the folder is.
    public let path: String
    private let folder: Int32
    private var lockFile: Int32 = -1

    /// Opens a folder; with `creating` makes it where it is missing.
    ///
    /// - Throws: ``StorageError`` if there is no such folder or it cannot be made.
    public init(_ path: String, creating: Bool = false) throws(StorageError) {
        self.path = path
        signal(SIGXFSZ, SIG_IGN)
        var isNew = false
        if creating {
            guard unsafe mkdir(path, 0o700) == 0 || errno == EEXIST else {
                throw Self.error("make the folder", path)
            }
            isNew = true
        }
        folder = unsafe Glibc.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { throw Self.error("open the folder", path) }
        if isNew { try Self.syncParent(of: path) }
    }

    deinit {
        if lockFile >= 0 { _ = Glibc.close(lockFile) }
        if folder >= 0 { _ = Glibc.close(folder) }
    }

    /// The folder's own name must be on the disk too.
    private static func syncParent(of path: String) throws(StorageError) {
        let parent = URL(fileURLWithPath: path).deletingLastPathComponent().path
        let number = unsafe Glibc.open(parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard number >= 0 else { return }
        defer { _ = Glibc.close(number) }
        guard repeated({ fsync(number) }) == 0 else { throw error("sync the folder", parent) }
    }

    /// The names of the files, in no order.
    public func names() throws(StorageError) -> [String] {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: path)
        } catch {
            throw StorageError(.failed, "cannot list the folder (\(path)): \(error)")
        }
    }

    /// Opens a file, or makes a new one.
    public func open(_ name: String, creating: Bool) throws(StorageError) -> StoredFile {
        let flags = O_RDWR | O_CLOEXEC | (creating ? O_CREAT | O_EXCL : 0)
        var number = unsafe openat(folder, name, flags, 0o600)
        if number < 0, errno == EACCES || errno == EROFS, !creating {
            // What may only be read can still be looked at; writing to it fails then.
            number = unsafe openat(folder, name, O_RDONLY | O_CLOEXEC)
        }
        guard number >= 0 else { throw Self.error(creating ? "make" : "open", name) }
        return StoredFile(number)
    }

    /// The length of a file.
    public func size(_ file: StoredFile) throws(StorageError) -> Int {
        var status = stat()
        guard unsafe fstat(file.number, &status) == 0 else { throw Self.error("measure", file) }
        return Int(status.st_size)
    }

    /// Bytes of a file.
    public func read(
        _ file: StoredFile, at offset: Int, count: Int
    ) throws(StorageError) -> [UInt8] {
        var failed = false
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            while filled < count {
                let place = unsafe buffer.baseAddress.map { unsafe $0 + filled }
                let got = Self.repeated {
                    unsafe pread(file.number, place, count - filled, off_t(offset + filled))
                }
                if got < 0 { failed = true }
                guard got > 0 else { break }
                filled += got
            }
        }
        if failed { throw Self.error("read", file) }
        return bytes
    }

    /// Writes some of the bytes.
    public func write(
        _ file: StoredFile, _ bytes: ArraySlice<UInt8>, at offset: Int
    ) throws(StorageError) -> Int {
        let count = unsafe bytes.withUnsafeBytes { buffer in
            Self.repeated {
                unsafe pwrite(file.number, buffer.baseAddress, buffer.count, off_t(offset))
            }
        }
        guard count >= 0 else { throw Self.error("write", file) }
        return count
    }

    /// Cuts a file off, or fills it up with zeros.
    public func truncate(_ file: StoredFile, to size: Int) throws(StorageError) {
        guard Self.repeated({ ftruncate(file.number, off_t(size)) }) == 0 else {
            throw Self.error("truncate", file)
        }
    }

    /// Brings bytes and length of a file to the disk.
    public func sync(_ file: StoredFile) throws(StorageError) {
        // Never repeated: a second call may succeed although the bytes are lost.
        guard fdatasync(file.number) == 0 else { throw Self.error("sync", file) }
    }

    /// Closes a file.
    public func close(_ file: StoredFile) { _ = Glibc.close(file.number) }

    /// Gives a file another name.
    public func rename(_ name: String, to other: String) throws(StorageError) {
        guard unsafe renameat(folder, name, folder, other) == 0 else {
            throw Self.error("rename", "\(name) to \(other)")
        }
    }

    /// Removes a file.
    public func remove(_ name: String) throws(StorageError) {
        guard unsafe unlinkat(folder, name, 0) == 0 else { throw Self.error("remove", name) }
    }

    /// Brings the names to the disk.
    public func syncFolder() throws(StorageError) {
        guard fsync(folder) == 0 else { throw Self.error("sync the folder", path) }
    }

    /// Locks the folder for this process. The lock goes with the process, however it ends.
    public func lock() throws(StorageError) -> Bool {
        guard lockFile < 0 else { return true }
        let number = unsafe openat(folder, "LOCK", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard number >= 0 else { throw Self.error("open", "LOCK") }
        guard Self.repeated({ flock(number, LOCK_EX | LOCK_NB) }) == 0 else {
            let isTaken = errno == EWOULDBLOCK
            let failure = Self.error("lock", "LOCK")
            _ = Glibc.close(number)
            if isTaken { return false }
            throw failure
        }
        lockFile = number
        return true
    }

    /// Bytes from the system's generator.
    public func randomBytes(_ count: Int) -> [UInt8] {
        SystemRandom.bytes(count)
    }

    private static func repeated<Result: SignedInteger>(_ call: () -> Result) -> Result {
        while true {
            let result = call()
            if result == -1, errno == EINTR { continue }
            return result
        }
    }

    private static func error(_ action: String, _ file: StoredFile) -> StorageError {
        error(action, "file \(file.number)")
    }

    private static func error(_ action: String, _ what: String) -> StorageError {
        let number = errno
        let cause: StorageError.Cause =
            switch number {
            case ENOENT, ENOTDIR: .missing
            case EEXIST: .exists
            case ENOSPC, EDQUOT, EFBIG: .full
            case EACCES, EPERM, EROFS: .denied
            default: .failed
            }
        let text = unsafe String(cString: strerror(number))
        return StorageError(cause, "cannot \(action) (\(what)): \(text)")
    }
}
