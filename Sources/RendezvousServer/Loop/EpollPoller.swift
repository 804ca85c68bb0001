#if canImport(CEpoll)
internal import CEpoll
internal import Glibc

/// `epoll(7)`: a turn costs what is ready, not what is open.
///
/// Safe: an event's word is read and written as the integer that it was watched with.
@safe
struct EpollPoller: Poller {
    private static let batch = 256

    private let descriptor: Descriptor
    private var events = unsafe [epoll_event](repeating: epoll_event(), count: Self.batch)

    init?() {
        descriptor = epoll_create1(Int32(EPOLL_CLOEXEC))
        if descriptor < 0 { return nil }
    }

    private func event(_ interest: Interest, _ token: UInt64) -> epoll_event {
        var event = unsafe epoll_event()
        unsafe event.events =
            (interest.contains(.reading) ? EPOLLIN.rawValue : 0)
            | (interest.contains(.writing) ? EPOLLOUT.rawValue : 0)
        unsafe event.data.u64 = token
        return unsafe event
    }

    mutating func add(_ other: Descriptor, _ interest: Interest, token: UInt64) -> Bool {
        var event = unsafe event(interest, token)
        return unsafe epoll_ctl(descriptor, EPOLL_CTL_ADD, other, &event) == 0
    }

    mutating func change(_ other: Descriptor, _ interest: Interest, token: UInt64) {
        var event = unsafe event(interest, token)
        _ = unsafe epoll_ctl(descriptor, EPOLL_CTL_MOD, other, &event)
    }

    mutating func remove(_ other: Descriptor) {
        var event = unsafe epoll_event()
        _ = unsafe epoll_ctl(descriptor, EPOLL_CTL_DEL, other, &event)
    }

    mutating func wait(milliseconds: Int32, into ready: inout [Ready]) {
        let count = unsafe epoll_wait(
            descriptor, &events, Int32(Self.batch), milliseconds)
        guard count > 0 else { return }
        for index in 0..<Int(count) {
            let flags = unsafe events[index].events
            ready.append(
                Ready(
                    token: unsafe events[index].data.u64,
                    isReadable: flags & EPOLLIN.rawValue != 0,
                    isWritable: flags & EPOLLOUT.rawValue != 0,
                    isBroken: flags & (EPOLLHUP.rawValue | EPOLLERR.rawValue) != 0))
        }
    }

    mutating func close() { _ = Glibc.close(descriptor) }
}

typealias BestPoller = EpollPoller
#else
typealias BestPoller = PollPoller
#endif
