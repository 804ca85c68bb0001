internal import Foundation
internal import RendezvousHTTP
internal import RendezvousServer

/// `rendezvous serve`: answers over HTTP until it is told to stop.
enum ServeCommand: Command {
    static let name = "serve"
    static let summary = "answer over HTTP, behind a proxy, until SIGTERM"
    static let files: [String] = []
    static let options =
        [
            Option("listen", "ADDRESS", "where to listen (default: 127.0.0.1:8080)"),
            Option("socket", "PATH", "listen at a Unix socket instead"),
            Option("socket-mode", "MODE", "who may open the socket, octal (default: 600)"),
            Option("plain-network", nil, "listen beyond this machine, without TLS"),
            Option("threads", "N", "threads that serve connections, 1 to 64 (default: 1)"),
            Option("connections", "N", "open connections, then 503 (default: 1024)"),
            Option("content", "BYTES", "content of a request, then 413 (default: 65536)"),
            Option("head-deadline", "N", "seconds for a request's head, then 408 (default: 10)"),
            Option("content-deadline", "N", "seconds for its content, then 408 (default: 20)"),
            Option("idle-deadline", "N", "seconds between requests, then closed (default: 60)"),
            Option("answer-deadline", "N", "seconds for an answer, then 503 (default: 60)"),
            Option("write-deadline", "N", "seconds for 4 kB to be taken (default: 20)"),
            Option("socket-user", "USER…", "serve only these users at the socket (names, numbers)"),
            Option("drain", "SECONDS", "served on after SIGTERM, with /readyz at 503 (default: 0)"),
            Option("grace", "SECONDS", "for requests in work at a stop (default: 10)"),
            Option("log", "FILE", "append a line of JSON for each request; - is standard output"),
            Option("demo", nil, "show the pages with the example of the checkout, on this machine"),
        ] + AgencySite.options

    static func run(_ arguments: Arguments, _ console: Console) throws(Failure) -> ExitCode {
        _ = try arguments.words(files)
        let address = try address(arguments)
        if !address.isLocal, !arguments.has("plain-network") {
            throw Failure(
                .usage,
                "--listen (\(address)) reaches beyond this machine, and nothing is encrypted: "
                    + "put a proxy in front (Documentation/HTTPServer.md), or say --plain-network.")
        }
        if arguments.has("demo"), !address.isLocal {
            throw Failure(.usage, "--demo is for this machine alone: leave --listen as it is.")
        }
        let limits = try limits(arguments)
        let threads = try arguments.number("threads", from: 1) ?? 1
        guard threads <= HTTPServer.threadsMax else {
            throw Failure(
                .usage, "--threads (\(threads)) must be 1 to \(HTTPServer.threadsMax).")
        }
        let drain = try arguments.number("drain", from: 0) ?? 0
        let grace = try arguments.number("grace", from: 0) ?? 10
        let log = try arguments.text("log").map { path throws(Failure) in try accessLog(path) }
        let metrics = ServerMetrics()
        let readiness = Readiness()
        let site = try site(arguments, console)
        let signals = StopSignals()
        do throws(ServerError) {
            let server = try HTTPServer(
                at: address,
                handler: OperationsHandler(
                    site, metrics: metrics, readiness: readiness,
                    more: { site.metrics }),
                limits: limits, threads: threads, metrics: metrics, log: log)
            try server.start()
            console.note("listening at \(server.address)\n")
            signals.wait { console.note(site.reload(arguments, console) + "\n") }
            // Whoever shares requests out sees it at `/readyz` and sends no more; what it still
            // sends until then is answered.
            readiness.isReady = false
            if drain > 0 {
                console.note("draining\n")
                sleep(UInt32(clamping: drain))
            }
            console.note("stopping\n")
            server.stop(within: .seconds(grace))
        } catch {
            throw Failure(.temporary, error.message + ".")
        }
        return .success
    }

    /// Who answers what is not about the server itself.
    private static func site(
        _ arguments: Arguments, _ console: Console
    ) throws(Failure) -> any ServedSite {
        let journal = arguments.text("journal")
        guard arguments.has("demo") != (journal != nil) else {
            throw Failure(
                .usage, "serve needs --journal PLACE, the agenda, or --demo, and not both.")
        }
        guard let journal else {
            return try DemoSite(folder: "Examples/myoaedlive", console)
        }
        return try AgencySite(journal: journal, arguments, console)
    }

    private static func address(_ arguments: Arguments) throws(Failure) -> ListenAddress {
        if let path = arguments.text("socket") {
            if arguments.has("listen") {
                throw Failure(.usage, "--listen and --socket exclude each other.")
            }
            let text = arguments.text("socket-mode") ?? "600"
            guard let mode = UInt16(text, radix: 8), mode <= 0o777, mode & 0o600 == 0o600 else {
                throw Failure(
                    .usage, "--socket-mode (\(text)) must be octal, 600 to 777, such as 660.")
            }
            return .local(path: path, mode: mode)
        }
        guard let text = arguments.text("listen") else { return .standard }
        guard let address = ListenAddress(text) else {
            throw Failure(
                .usage,
                "--listen (\(text)) must be a numeric address and a port, such as "
                    + "127.0.0.1:8080 or [::1]:8080.")
        }
        return address
    }

    private static func limits(_ arguments: Arguments) throws(Failure) -> HTTPLimits {
        var limits = HTTPLimits()
        if let count = try arguments.number("connections", from: 1) { limits.connections = count }
        if let bytes = try arguments.number("content", from: 0) { limits.content = bytes }
        let deadlines: [(String, WritableKeyPath<HTTPLimits, Duration>)] = [
            ("head-deadline", \.headDeadline), ("content-deadline", \.contentDeadline),
            ("idle-deadline", \.idleDeadline), ("answer-deadline", \.answerDeadline),
            ("write-deadline", \.writeDeadline),
        ]
        for (name, deadline) in deadlines {
            let seconds = try arguments.value(name, "a number of seconds, 1 to 86400") { text in
                Int(text).flatMap { (1...86_400).contains($0) ? $0 : nil }
            }
            if let seconds { limits[keyPath: deadline] = .seconds(seconds) }
        }
        let users = try arguments.values("socket-user", "a user of this machine", user)
        if !users.isEmpty {
            guard arguments.has("socket") else {
                throw Failure(.usage, "--socket-user needs --socket: a network knows no users.")
            }
            limits.socketUsers = Set(users)
        }
        return limits
    }

    /// The number of a user, given so or by name.
    private static func user(_ text: String) -> UInt32? {
        if let number = UInt32(text) { return number }
        guard let entry = unsafe getpwnam(text) else { return nil }
        return unsafe entry.pointee.pw_uid
    }

    private static func accessLog(_ path: String) throws(Failure) -> AccessLog {
        if path == "-" { return AccessLog(descriptor: STDOUT_FILENO) }
        let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw Failure(.cannotWrite, "\(path): the file cannot be written.")
        }
        return AccessLog(descriptor: descriptor)
    }
}

/// What `rendezvous serve` answers with.
protocol ServedSite: HTTPHandler {
    /// What the service counted, for the metrics.
    var metrics: String { get }

    /// Reads its settings again, and says in a line what came of it.
    func reload(_ arguments: Arguments, _ console: Console) -> String
}
