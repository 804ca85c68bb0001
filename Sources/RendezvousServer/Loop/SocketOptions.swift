internal import Glibc

/// What every socket of the server is set to.
enum SocketOptions {
    /// Neither blocks nor survives into another program.
    static func prepare(_ descriptor: Descriptor) {
        _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    }

    /// Nagle's algorithm waits for an acknowledgement that the client delays: 40 ms an answer.
    static func sendAtOnce(_ descriptor: Descriptor) {
        set(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY)
    }

    /// The bytes that the system takes for a client beyond what is on the way to it.
    static let unsentMax: Int32 = 131_072

    /// Without it the system takes up to 4 MiB for each client that does not read, and calls that
    /// progress.
    static func limitUnsent(_ descriptor: Descriptor) {
        set(descriptor, Int32(IPPROTO_TCP), TCP_NOTSENT_LOWAT, to: unsentMax)
    }

    /// What is unsent when the socket closes is dropped. Otherwise the system would hold it, and
    /// knock at the window of a client that never reads, for minutes after the process has closed.
    static func resetAtClose(_ descriptor: Descriptor) {
        var value = linger(l_onoff: 1, l_linger: 0)
        _ = unsafe setsockopt(
            descriptor, SOL_SOCKET, SO_LINGER, &value, socklen_t(MemoryLayout<linger>.size))
    }

    /// The user who connected at a Unix socket, as the system noted it then.
    static func user(_ descriptor: Descriptor) -> UInt32? {
        // process, user, group
        var value: (Int32, UInt32, UInt32) = (0, 0, 0)
        var length = socklen_t(MemoryLayout.size(ofValue: value))
        guard unsafe getsockopt(descriptor, SOL_SOCKET, SO_PEERCRED, &value, &length) == 0,
            value.0 > 0
        else { return nil }
        return value.1
    }

    /// Sets an option, or switches it on.
    static func set(
        _ descriptor: Descriptor, _ level: Int32, _ option: Int32, to value: Int32 = 1
    ) {
        var value = value
        _ = unsafe setsockopt(
            descriptor, level, option, &value, socklen_t(MemoryLayout<Int32>.size))
    }

    /// The numeric address and port in a socket's address.
    static func address(_ storage: sockaddr_storage) -> (host: String, port: UInt16) {
        var storage = storage
        var host = [CChar](repeating: 0, count: 64)
        var service = [CChar](repeating: 0, count: 8)
        let length = socklen_t(MemoryLayout<sockaddr_storage>.size)
        let status = unsafe withUnsafePointer(to: &storage) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe getnameinfo(
                    $0, length, &host, 64, &service, 8, NI_NUMERICHOST | NI_NUMERICSERV)
            }
        }
        guard status == 0 else { return ("unknown", 0) }
        return (text(host), UInt16(text(service)) ?? 0)
    }

    private static func text(_ characters: [CChar]) -> String {
        String(decoding: characters.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
