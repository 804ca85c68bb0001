internal import Glibc

/// The sockets and clocks of the process.
struct PosixSockets<Waiting: Poller>: SocketSystem {
    private var poller: Waiting
    private var spare: Descriptor

    /// The system, or nothing where it has no descriptor left to begin with.
    init?() {
        guard let poller = Waiting() else { return nil }
        self.poller = poller
        spare = unsafe Glibc.open("/dev/null", O_RDONLY | O_CLOEXEC)
    }

    mutating func clocks() -> (instant: MonotonicInstant, milliseconds: Int64) {
        var time = timespec()
        unsafe clock_gettime(CLOCK_REALTIME, &time)
        return (instant(), Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000)
    }

    mutating func instant() -> MonotonicInstant {
        var time = timespec()
        unsafe clock_gettime(CLOCK_MONOTONIC, &time)
        return MonotonicInstant(
            nanoseconds: Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec))
    }

    mutating func wait(until deadline: MonotonicInstant?, into ready: inout [Ready]) {
        var milliseconds: Int32 = -1
        if let deadline {
            let left = deadline - instant()
            // Rounded up: to wake too early would be to wake twice.
            milliseconds = left <= 0 ? 0 : Int32(clamping: (left + 999_999) / 1_000_000)
        }
        poller.wait(milliseconds: milliseconds, into: &ready)
    }

    mutating func watch(_ descriptor: Descriptor, _ interest: Interest, token: UInt64) -> Bool {
        poller.add(descriptor, interest, token: token)
    }

    mutating func change(_ descriptor: Descriptor, _ interest: Interest, token: UInt64) {
        poller.change(descriptor, interest, token: token)
    }

    mutating func unwatch(_ descriptor: Descriptor) { poller.remove(descriptor) }

    mutating func accept(_ listener: Descriptor) -> Accepted {
        var storage = sockaddr_storage()
        var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
        let descriptor = unsafe withUnsafeMutablePointer(to: &storage) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe Glibc.accept(listener, $0, &length)
            }
        }
        guard descriptor >= 0 else {
            switch errno {
            case EAGAIN: return .none
            case EMFILE, ENFILE, ENOBUFS, ENOMEM: return .exhausted
            default: return .gone
            }
        }
        SocketOptions.prepare(descriptor)
        guard Int32(storage.ss_family) != AF_UNIX else { return .connection(descriptor, .local) }
        SocketOptions.sendAtOnce(descriptor)
        SocketOptions.limitUnsent(descriptor)
        return .connection(descriptor, .network(address: SocketOptions.address(storage).host))
    }

    mutating func read(_ descriptor: Descriptor, into buffer: inout [UInt8]) -> Transferred {
        while true {
            let size = buffer.count
            let count = unsafe Glibc.recv(descriptor, &buffer, size, 0)
            if count > 0 { return .bytes(count) }
            if count == 0 { return .end }
            if errno == EINTR { continue }
            return errno == EAGAIN ? .wouldBlock : .failed
        }
    }

    mutating func send(
        _ descriptor: Descriptor, _ bytes: [UInt8], from start: Int
    ) -> Transferred {
        while true {
            let count = unsafe bytes.withUnsafeBytes { buffer in
                unsafe Glibc.send(
                    descriptor, buffer.baseAddress.map { unsafe $0 + start }, buffer.count - start,
                    Int32(MSG_NOSIGNAL))
            }
            if count >= 0 { return .bytes(count) }
            if errno == EINTR { continue }
            return errno == EAGAIN ? .wouldBlock : .failed
        }
    }

    mutating func finishSending(_ descriptor: Descriptor) {
        _ = shutdown(descriptor, Int32(SHUT_WR))
    }

    mutating func close(_ descriptor: Descriptor) { _ = Glibc.close(descriptor) }

    mutating func abandon(_ descriptor: Descriptor) {
        SocketOptions.resetAtClose(descriptor)
        close(descriptor)
    }

    mutating func user(_ descriptor: Descriptor) -> UInt32? { SocketOptions.user(descriptor) }

    mutating func drainWake(_ descriptor: Descriptor) {
        var buffer = [UInt8](repeating: 0, count: 64)
        while unsafe Glibc.read(descriptor, &buffer, 64) > 0 {}
    }

    mutating func releaseSpare() -> Bool {
        guard spare >= 0 else { return false }
        _ = Glibc.close(spare)
        spare = -1
        return true
    }

    mutating func takeSpare() {
        if spare < 0 { spare = unsafe Glibc.open("/dev/null", O_RDONLY | O_CLOEXEC) }
    }

    /// Gives back what the system holds.
    mutating func end() {
        _ = releaseSpare()
        poller.close()
    }
}
