/// Where a server listens.
public enum ListenAddress: Hashable, Sendable, CustomStringConvertible {
    /// A numeric address and a port; port 0 lets the system choose.
    case network(host: String, port: UInt16)
    /// A Unix socket at a path, which those may open whom the mode lets (0600: the same user).
    case local(path: String, mode: UInt16 = 0o600)

    /// The address that is listened on unless another is given.
    public static let standard = ListenAddress.network(host: "127.0.0.1", port: 8_080)

    /// Reads `127.0.0.1:8080`, `[::1]:8080` or `localhost:8080`; nothing where it is none.
    ///
    /// Names of the net are not looked up: which address they mean is not in the server's hand.
    public init?(_ text: String) {
        guard let colon = text.lastIndex(of: ":"),
            let port = UInt16(text[text.index(after: colon)...])
        else { return nil }
        var host = text[..<colon]
        if host.hasPrefix("[") {
            guard host.hasSuffix("]"), host.contains(":") else { return nil }
            host = host.dropFirst().dropLast()
        } else if host.contains(":") {
            return nil
        }
        guard !host.isEmpty else { return nil }
        self = .network(host: host == "localhost" ? "127.0.0.1" : String(host), port: port)
    }

    /// Whether only this machine can reach it.
    public var isLocal: Bool {
        switch self {
        case .local: true
        case .network(let host, _): Self.isLoopback(host)
        }
    }

    static func isLoopback(_ host: String) -> Bool {
        host == "::1" || host.hasPrefix("127.") || host.hasPrefix("::ffff:127.")
    }

    /// The address as people write it: `http://127.0.0.1:8080`, `unix:/run/rendezvous.socket`.
    public var description: String {
        switch self {
        case .local(let path, _): "unix:\(path)"
        case .network(let host, let port):
            host.contains(":") ? "http://[\(host)]:\(port)" : "http://\(host):\(port)"
        }
    }
}

/// Why a server could not begin.
public struct ServerError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What went wrong, and what to try.
    public let message: String

    init(_ message: String) { self.message = message }

    /// The message.
    public var description: String { message }
}
