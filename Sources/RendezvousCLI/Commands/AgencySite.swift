internal import Foundation
internal import Rendezvous
internal import RendezvousDocuments
internal import RendezvousHTTP
internal import RendezvousServer
internal import RendezvousStore

/// `rendezvous serve --journal PLACE`: the API and the pages over an agenda that is kept.
final class AgencySite: ServedSite {
    static let options = [
        Option("journal", "PLACE", "the folder of the journal, or postgresql:…"),
        Option("agency", "FILE", "what a new journal begins with: agency/1 or agenda/1"),
        Option("keys", "FILE", "the keys that are taken, keys/1; read again at SIGHUP"),
        Option("token-key", "FILE", "the key of HS256 tokens, 32 bytes or more"),
        Option("token-issuer", "TEXT", "who makes tokens: their claim iss"),
        Option("token-audience", "TEXT", "for whom they are made: their claim aud"),
        Option("proxy-identity", nil, "believe the headers of a proxy; with --socket only"),
        Option("feeds", "FOLDER", "where addresses of calendar feeds are kept (default: none)"),
        Option("name", "TEXT", "the agency's name on the pages"),
        Option("pass-key", "FILE", "from what join tokens are derived, 32 bytes or more"),
        Option("rate", "N", "requests a minute of each principal, a fifth at once (default: 600)"),
        Option("compact-above", "BYTES", "write a journal anew at the start that grew so far"),
        Option("join-link", "ADDRESS", "where a meeting by video is joined, with {token} in it"),
    ]

    private let site: Site
    private let service: AgendaService

    init(journal place: String, _ arguments: Arguments, _ console: Console) throws(Failure) {
        let founding: [Event]? =
            if let path = arguments.text("agency") {
                try Inputs(console: console).events(path)
            } else {
                nil
            }
        let identity = try Self.identity(arguments, console)
        var settings = ServiceSettings()
        settings.passKey = try Self.passKey(arguments, console)
        if let rate = try arguments.number("rate", from: 1) {
            settings.limits.rate = RateLimit(burst: max(1, rate / 5), perMinute: rate)
            settings.limits.anonymousRate = RateLimit(
                burst: max(1, rate / 10), perMinute: max(1, rate / 2))
        }
        let compactAbove = try arguments.number("compact-above", from: 0)
        do throws(StoreError) {
            let store = try StoreCommand.open(
                place, founding: founding, rules: console.rules)
            if let compactAbove, let grown = try store.growth(), grown > compactAbove {
                console.note("writing the journal anew: it grew by \(Text.grouped(grown)) bytes\n")
                try store.compact(at: AgendaService.systemClock())
            }
            let feeds: FolderStorage? =
                if let folder = arguments.text("feeds") {
                    try StoreCommand.storage(folder, creating: true)
                } else {
                    nil
                }
            service = try AgendaService(
                store: store, identity: identity, settings: settings, feeds: feeds)
        } catch {
            throw Failure(.cannotWrite, "\(place): \(error)")
        }
        site = Site(
            Pages(
                service,
                settings: PageSettings(
                    name: Label(stringLiteral: arguments.text("name") ?? "Rendezvous"),
                    joinLink: try Self.joinLink(arguments)), identity: .proxy()))
    }

    /// Reads keys and the key of tokens again. Where one cannot be read, those of before hold on.
    func reload(_ arguments: Arguments, _ console: Console) -> String {
        do throws(Failure) {
            service.replaceIdentity(try Self.identity(arguments, console))
            return "keys are read again"
        } catch {
            return "the keys of before stay in force: \(error.message)"
        }
    }

    /// What the service counted, for the metrics.
    var metrics: String { site.metrics }

    func handle(_ request: HTTPRequest, send: @escaping @Sendable (HTTPResponse) -> Void) {
        site.handle(request, send: send)
    }

    private static func identity(
        _ arguments: Arguments, _ console: Console
    ) throws(Failure) -> Authenticator {
        let proxy = arguments.has("proxy-identity") ? Authenticator.ProxyHeaders() : nil
        if proxy != nil, arguments.text("socket") == nil {
            throw Failure(
                .usage, "--proxy-identity needs --socket: on a network anybody can send it.")
        }
        return Authenticator(
            keys: try keys(arguments, console), tokens: try tokens(arguments, console),
            proxy: proxy)
    }

    private static func passKey(
        _ arguments: Arguments, _ console: Console
    ) throws(Failure) -> [UInt8] {
        guard let path = arguments.text("pass-key") else { return [] }
        guard let key = console.read(path) else {
            throw Failure(.noInput, "\(path): the file cannot be read.")
        }
        guard key.count >= 32 else {
            throw Failure(.usage, "--pass-key (\(key.count) bytes) must have 32 bytes or more.")
        }
        return key
    }

    private static func joinLink(_ arguments: Arguments) throws(Failure) -> String? {
        guard let link = arguments.text("join-link") else { return nil }
        guard link.hasPrefix("https://"), link.contains(PageSettings.tokenMark),
            arguments.has("pass-key")
        else {
            throw Failure(
                .usage,
                "--join-link (\(link)) must begin with https:// and have "
                    + "\(PageSettings.tokenMark) in it, and needs --pass-key.")
        }
        return link
    }

    private static func keys(
        _ arguments: Arguments, _ console: Console
    ) throws(Failure) -> KeyBook {
        guard let path = arguments.text("keys") else { return KeyBook() }
        return try KeysCommand.book(path, console)
    }

    private static func tokens(
        _ arguments: Arguments, _ console: Console
    ) throws(Failure) -> TokenRules? {
        guard let path = arguments.text("token-key") else { return nil }
        guard let key = console.read(path) else {
            throw Failure(.noInput, "\(path): the file cannot be read.")
        }
        guard
            let rules = TokenRules(
                key: key, issuer: arguments.text("token-issuer") ?? "",
                audience: arguments.text("token-audience") ?? "")
        else {
            throw Failure(
                .usage,
                "--token-key needs 32 bytes or more, --token-issuer and --token-audience.")
        }
        return rules
    }
}
