internal import Glibc

/// Waits on many descriptors at once.
protocol Poller {
    /// A poller, or nothing where the system has no room for one.
    init?()
    mutating func add(_ descriptor: Descriptor, _ interest: Interest, token: UInt64) -> Bool
    mutating func change(_ descriptor: Descriptor, _ interest: Interest, token: UInt64)
    mutating func remove(_ descriptor: Descriptor)
    /// Appends what is ready; waits at most `milliseconds`, or without end where that is negative.
    mutating func wait(milliseconds: Int32, into ready: inout [Ready])
    /// Gives back what the poller holds of the system.
    mutating func close()
}

/// `poll(2)`: on every system, and as fast as any other while there are few connections.
struct PollPoller: Poller {
    private var entries: [pollfd] = []
    private var tokens: [UInt64] = []

    init?() {}

    private func events(_ interest: Interest) -> Int16 {
        (interest.contains(.reading) ? Int16(POLLIN) : 0)
            | (interest.contains(.writing) ? Int16(POLLOUT) : 0)
    }

    mutating func add(_ descriptor: Descriptor, _ interest: Interest, token: UInt64) -> Bool {
        entries.append(pollfd(fd: descriptor, events: events(interest), revents: 0))
        tokens.append(token)
        return true
    }

    mutating func change(_ descriptor: Descriptor, _ interest: Interest, token: UInt64) {
        guard let index = entries.firstIndex(where: { $0.fd == descriptor }) else { return }
        entries[index].events = events(interest)
        tokens[index] = token
    }

    mutating func remove(_ descriptor: Descriptor) {
        guard let index = entries.firstIndex(where: { $0.fd == descriptor }) else { return }
        entries.swapAt(index, entries.count - 1)
        tokens.swapAt(index, tokens.count - 1)
        entries.removeLast()
        tokens.removeLast()
    }

    mutating func wait(milliseconds: Int32, into ready: inout [Ready]) {
        let count = unsafe poll(&entries, UInt(entries.count), milliseconds)
        guard count > 0 else { return }
        for index in entries.indices where entries[index].revents != 0 {
            let events = Int32(entries[index].revents)
            ready.append(
                Ready(
                    token: tokens[index], isReadable: events & Int32(POLLIN) != 0,
                    isWritable: events & Int32(POLLOUT) != 0,
                    isBroken: events & Int32(POLLHUP | POLLERR | POLLNVAL) != 0))
        }
    }

    mutating func close() {}
}
