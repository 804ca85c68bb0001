internal import Glibc

/// Keep-alive connections of one thread, each with one request at a time.
struct Load {
    let port: UInt16
    let path: String
    let connections: Int
    let seconds: Int

    private func connected() -> Int32 {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let status = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard status == 0 else { fail("port (\(port)) must be one that is listened at") }
        var one: Int32 = 1
        _ = unsafe setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &one, 4)
        return descriptor
    }

    private static var now: Int64 {
        var time = timespec()
        unsafe clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }

    /// Asks as fast as answers come, and prints rate and quantiles.
    func run() {
        let request = Array("GET \(path) HTTP/1.1\r\nHost: localhost\r\n\r\n".utf8)
        var entries = (0..<connections).map { _ in
            pollfd(fd: connected(), events: Int16(POLLIN), revents: 0)
        }
        var begun = [Int64](repeating: Self.now, count: connections)
        var times: [Int64] = []
        times.reserveCapacity(4_000_000)
        let size = exchange(entries[0].fd, request)
        var left = [Int](repeating: size, count: connections)
        for entry in entries { sendAll(entry.fd, request) }
        let start = Self.now
        let end = start + Int64(seconds) * 1_000_000_000
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while Self.now < end {
            guard unsafe poll(&entries, UInt(entries.count), 1_000) > 0 else { continue }
            for index in entries.indices where entries[index].revents != 0 {
                let count = unsafe recv(entries[index].fd, &buffer, 65_536, 0)
                guard count > 0 else { fail("the server closed a connection after an answer") }
                left[index] -= count
                guard left[index] <= 0 else { continue }
                let now = Self.now
                times.append(now - begun[index])
                begun[index] = now
                left[index] = size
                sendAll(entries[index].fd, request)
            }
        }
        let elapsed = Double(Self.now - start) / 1e9
        times.sort()
        let quantiles = [50, 99].map { "p\($0) \(Double(times[times.count * $0 / 100]) / 1e3) us" }
        print(
            "\(connections) connections: \(Int(Double(times.count) / elapsed)) answers/s, "
                + quantiles.joined(separator: ", ") + ", \(times.count) answers")
    }

    /// Opens connections, asks once on each, and holds them.
    func idle() {
        let request = Array("GET \(path) HTTP/1.1\r\nHost: localhost\r\n\r\n".utf8)
        let descriptors = (0..<connections).map { _ in connected() }
        for descriptor in descriptors { _ = exchange(descriptor, request) }
        print("\(descriptors.count) connections are open and idle")
        sleep(UInt32(seconds))
    }

    private func sendAll(_ descriptor: Int32, _ bytes: [UInt8]) {
        guard unsafe send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count else {
            fail("the server closed a connection; its limit of requests may be too low")
        }
    }

    /// The size of the answer, which is the same each time: the date has a fixed length.
    private func exchange(_ descriptor: Int32, _ request: [UInt8]) -> Int {
        sendAll(descriptor, request)
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = unsafe recv(descriptor, &buffer, 65_536, 0)
        guard count > 0 else { fail("the server does not answer") }
        return count
    }
}
