internal import Glibc

/// A socket that takes connections.
struct Listener {
    let descriptor: Descriptor
    /// Where it listens, with the port that the system chose.
    let address: ListenAddress

    /// Begins to listen.
    init(_ address: ListenAddress) throws(ServerError) {
        switch address {
        case .network(let host, let port): self = try Self.network(host, port)
        case .local(let path, let mode): self = try Self.local(path, mode)
        }
    }

    /// A listener of a simulated system.
    init(simulated descriptor: Descriptor, at address: ListenAddress) {
        self.init(descriptor, address)
    }

    private init(_ descriptor: Descriptor, _ address: ListenAddress) {
        self.descriptor = descriptor
        self.address = address
    }

    /// Removes the file of a Unix socket.
    func removeFile() {
        if case .local(let path, _) = address { _ = unsafe unlink(path) }
    }

    /// Takes no further connections. The file of a Unix socket goes with it.
    func close() {
        removeFile()
        _ = Glibc.close(descriptor)
    }

    private static func reason() -> String { unsafe String(cString: strerror(errno)) }

    private static func network(
        _ host: String, _ port: UInt16
    ) throws(ServerError) -> Listener {
        var hints = unsafe addrinfo()
        unsafe hints.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV | AI_PASSIVE
        unsafe hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var found: UnsafeMutablePointer<addrinfo>?
        guard unsafe getaddrinfo(host, "\(port)", &hints, &found) == 0, let info = unsafe found
        else {
            throw ServerError(
                "address (\(host)) must be numeric, such as 127.0.0.1 or [::1], or localhost")
        }
        defer { unsafe freeaddrinfo(info) }
        let descriptor = unsafe socket(info.pointee.ai_family, info.pointee.ai_socktype, 0)
        guard descriptor >= 0 else { throw ServerError("\(host):\(port): \(reason())") }
        SocketOptions.prepare(descriptor)
        SocketOptions.set(descriptor, SOL_SOCKET, SO_REUSEADDR)
        guard unsafe bind(descriptor, info.pointee.ai_addr, info.pointee.ai_addrlen) == 0,
            listen(descriptor, SOMAXCONN) == 0
        else {
            let error = ServerError("\(host):\(port): \(reason()); another address may be free")
            _ = Glibc.close(descriptor)
            throw error
        }
        var storage = sockaddr_storage()
        var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
        _ = unsafe withUnsafeMutablePointer(to: &storage) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe getsockname(descriptor, $0, &length)
            }
        }
        let bound = SocketOptions.address(storage)
        return Listener(descriptor, .network(host: bound.host, port: bound.port))
    }

    private static func local(_ path: String, _ mode: UInt16) throws(ServerError) -> Listener {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let capacity = MemoryLayout.size(ofValue: address.sun_path)
        let bytes = Array(path.utf8)
        guard !bytes.isEmpty, bytes.count < capacity, !bytes.contains(0) else {
            throw ServerError("path (\(path)) must have 1 to \(capacity - 1) bytes")
        }
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: bytes) }
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { throw ServerError("\(path): \(reason())") }
        SocketOptions.prepare(descriptor)
        do throws(ServerError) {
            try removeDead(path, address)
            // The mode is set before anybody can connect: a socket that does not listen refuses.
            guard unsafe call(bind, descriptor, address) == 0,
                unsafe chmod(path, mode_t(mode)) == 0, listen(descriptor, SOMAXCONN) == 0
            else { throw ServerError("\(path): \(reason())") }
        } catch {
            _ = Glibc.close(descriptor)
            throw error
        }
        return Listener(descriptor, .local(path: path, mode: mode))
    }

    private static func call(
        _ function: (Int32, UnsafePointer<sockaddr>?, socklen_t) -> Int32, _ descriptor: Int32,
        _ address: sockaddr_un
    ) -> Int32 {
        var address = address
        return unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe function(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
    }

    /// Removes the socket of a server that is gone, and nothing else.
    private static func removeDead(_ path: String, _ address: sockaddr_un) throws(ServerError) {
        var status = stat()
        guard unsafe lstat(path, &status) == 0 else { return }
        guard status.st_mode & S_IFMT == S_IFSOCK else {
            throw ServerError("\(path): is there already, and is no socket; give another path")
        }
        let probe = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        defer { _ = Glibc.close(probe) }
        guard unsafe call(connect, probe, address) != 0, errno == ECONNREFUSED else {
            throw ServerError("\(path): another server listens there; stop it first")
        }
        _ = unsafe unlink(path)
    }
}
