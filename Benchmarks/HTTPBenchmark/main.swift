internal import Glibc
internal import RendezvousServer

/// Serves what public suites and measurements ask for, on the server under test:
///
///     HTTPBenchmark serve ADDRESS|unix:PATH [--threads N] [--log] [--max-connections N]
///         [--requests N] [--deadline-milliseconds N]
///     HTTPBenchmark load ADDRESS PATH [--connections N] [--seconds N]
///     HTTPBenchmark idle ADDRESS [--connections N] [--seconds N]

var words = Array(CommandLine.arguments.dropFirst())

/// The value behind an option, taken out of the words.
@MainActor func option(_ name: String) -> Int? {
    guard let index = words.firstIndex(of: "--" + name), index + 1 < words.count else { return nil }
    defer { words.removeSubrange(index...index + 1) }
    return Int(words[index + 1])
}

/// Says something about the run.
func note(_ message: String) {
    let bytes = Array((message + "\n").utf8)
    _ = unsafe write(STDERR_FILENO, bytes, bytes.count)
}

/// Says what is wrong and leaves.
func fail(_ message: String) -> Never {
    note(message)
    exit(64)
}

let task = words.isEmpty ? "" : words.removeFirst()
switch task {
case "serve":
    let threads = option("threads") ?? 1
    let connections = option("max-connections")
    let deadline = option("deadline-milliseconds")
    let requests = option("requests")
    let hasLog = words.contains("--log")
    words.removeAll { $0 == "--log" }
    var limits = HTTPLimits()
    if let connections { limits.connections = connections }
    if let requests { limits.requestsPerConnection = requests }
    if let deadline {
        limits.headDeadline = .milliseconds(deadline)
        limits.contentDeadline = .milliseconds(deadline * 3 / 2)
        limits.idleDeadline = .milliseconds(deadline * 2)
        limits.writeDeadline = .milliseconds(deadline)
    }
    guard let place = words.first, let address = EchoServer.address(place) else {
        fail("serve needs an address, such as 127.0.0.1:8080, or unix:PATH")
    }
    EchoServer.run(address, limits, threads: threads, hasLog: hasLog)
case "load":
    let connections = option("connections") ?? 64
    let seconds = option("seconds") ?? 5
    guard words.count == 2, case .network(_, let port)? = ListenAddress(words[0]) else {
        fail("load needs an address of this machine, such as 127.0.0.1:8080, and a path")
    }
    Load(port: port, path: words[1], connections: connections, seconds: seconds).run()
case "idle":
    let connections = option("connections") ?? 1_000
    let seconds = option("seconds") ?? 10
    guard words.count == 1, case .network(_, let port)? = ListenAddress(words[0]) else {
        fail("idle needs an address of this machine, such as 127.0.0.1:8080")
    }
    Load(port: port, path: "/", connections: connections, seconds: seconds).idle()
default: fail("task (\(task)) must be serve, load or idle")
}
