internal import Glibc

/// Keep-alive connections of one thread, each with one request at a time. In the path `{n}` stands
/// for a number that no other request has.
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
        let parts = path.split(separator: "{n}", omittingEmptySubsequences: false)
        var number = 0
        func request() -> [UInt8] {
            number += 1
            return Array(
                "GET \(parts.joined(separator: "\(number)")) HTTP/1.1\r\nHost: localhost\r\n\r\n"
                    .utf8)
        }
        var entries = (0..<connections).map { _ in
            pollfd(fd: connected(), events: Int16(POLLIN), revents: 0)
        }
        var begun = [Int64](repeating: Self.now, count: connections)
        var times: [Int64] = []
        times.reserveCapacity(4_000_000)
        // What is missing of each answer; nothing is known before its head.
        var left = [Int](repeating: 0, count: connections)
        var (bytes, refused) = (0, 0)
        for entry in entries { sendAll(entry.fd, request()) }
        let start = Self.now
        let end = start + Int64(seconds) * 1_000_000_000
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while Self.now < end {
            guard unsafe poll(&entries, UInt(entries.count), 1_000) > 0 else { continue }
            for index in entries.indices where entries[index].revents != 0 {
                let count = unsafe recv(entries[index].fd, &buffer, 65_536, 0)
                guard count > 0 else { fail("the server closed a connection after an answer") }
                if left[index] == 0 {
                    left[index] = Self.size(buffer.prefix(count))
                    if !buffer.starts(with: "HTTP/1.1 200".utf8) { refused += 1 }
                }
                left[index] -= count
                bytes += count
                guard left[index] <= 0 else { continue }
                let now = Self.now
                times.append(now - begun[index])
                begun[index] = now
                left[index] = 0
                sendAll(entries[index].fd, request())
            }
        }
        let elapsed = Double(Self.now - start) / 1e9
        times.sort()
        guard !times.isEmpty else { fail("nothing was answered in \(Int(elapsed)) s") }
        let quantiles = [50, 99].map { "p\($0) \(Double(times[times.count * $0 / 100]) / 1e3) us" }
        print(
            "\(connections) connections: \(Int(Double(times.count) / elapsed)) answers/s, "
                + quantiles.joined(separator: ", ") + ", \(bytes / max(1, times.count)) bytes"
                + (refused > 0 ? ", \(refused) REFUSED" : "") + ", \(times.count) answers")
    }

    /// Opens connections, asks once on each, and holds them.
    func idle() {
        let request = Array("GET \(path) HTTP/1.1\r\nHost: localhost\r\n\r\n".utf8)
        let descriptors = (0..<connections).map { _ in connected() }
        for descriptor in descriptors { exchange(descriptor, request) }
        print("\(descriptors.count) connections are open and idle")
        sleep(UInt32(seconds))
    }

    private func sendAll(_ descriptor: Int32, _ bytes: [UInt8]) {
        guard unsafe send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count else {
            fail("the server closed a connection; its limit of requests may be too low")
        }
    }

    /// The size of an answer, from its beginning, which has its head.
    private static func size(_ bytes: ArraySlice<UInt8>) -> Int {
        let name = Array("content-length: ".utf8)
        var (length, index) = (0, 0)
        while index + 4 <= bytes.count {
            if bytes[index] == 13, bytes[index + 2] == 13 { return index + 4 + length }
            index += 1
            guard bytes[index - 1] == 10, index + name.count <= bytes.count else { continue }
            let isLength = name.indices.allSatisfy {
                bytes[index + $0] == name[$0] || bytes[index + $0] | 0x20 == name[$0]
            }
            guard isLength else { continue }
            var digit = index + name.count
            while digit < bytes.count, (0x30...0x39).contains(bytes[digit]) {
                length = length * 10 + Int(bytes[digit]) - 0x30
                digit += 1
            }
        }
        fail("an answer without a head or a length")
    }

    /// Asks once and waits for the answer.
    private func exchange(_ descriptor: Int32, _ request: [UInt8]) {
        sendAll(descriptor, request)
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = unsafe recv(descriptor, &buffer, 65_536, 0)
        guard count > 0 else { fail("the server does not answer") }
    }
}
