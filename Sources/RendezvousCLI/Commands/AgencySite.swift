internal import Foundation
internal import Rendezvous
internal import RendezvousDocuments
internal import RendezvousHTTP
internal import RendezvousServer
internal import RendezvousStore

/// `rendezvous serve --journal PLACE`: the API and the pages over an agenda that is kept.
final class AgencySite: HTTPHandler {
    static let options = [
        Option("journal", "PLACE", "the folder of the journal, or postgresql:…"),
        Option("agency", "FILE", "what a new journal begins with: agency/1 or agenda/1"),
        Option("keys", "FILE", "the keys that are taken, keys/1; see `rendezvous keys`"),
        Option("token-key", "FILE", "the key of HS256 tokens, 32 bytes or more"),
        Option("token-issuer", "TEXT", "who makes tokens: their claim iss"),
        Option("token-audience", "TEXT", "for whom they are made: their claim aud"),
        Option("proxy-identity", nil, "believe the headers of a proxy; with --socket only"),
        Option("feeds", "FOLDER", "where addresses of calendar feeds are kept (default: none)"),
        Option("name", "TEXT", "the agency's name on the pages"),
    ]

    private let site: Site

    init(journal place: String, _ arguments: Arguments, _ console: Console) throws(Failure) {
        let founding: [Event]? =
            if let path = arguments.text("agency") {
                try Inputs(console: console).events(path)
            } else {
                nil
            }
        let proxy = arguments.has("proxy-identity") ? Authenticator.ProxyHeaders() : nil
        if proxy != nil, arguments.text("socket") == nil {
            throw Failure(
                .usage, "--proxy-identity needs --socket: on a network anybody can send it.")
        }
        let identity = Authenticator(
            keys: try Self.keys(arguments, console), tokens: try Self.tokens(arguments, console),
            proxy: proxy)
        let service: AgendaService
        do throws(StoreError) {
            let store = try StoreCommand.open(place, founding: founding)
            let feeds: FolderStorage? =
                if let folder = arguments.text("feeds") {
                    try StoreCommand.storage(folder, creating: true)
                } else {
                    nil
                }
            service = try AgendaService(store: store, identity: identity, feeds: feeds)
        } catch {
            throw Failure(.cannotWrite, "\(place): \(error)")
        }
        site = Site(
            Pages(
                service,
                settings: PageSettings(
                    name: Label(stringLiteral: arguments.text("name") ?? "Rendezvous")),
                identity: .proxy()))
    }

    /// What the service counted, for the metrics.
    var metrics: String { site.metrics }

    func handle(_ request: HTTPRequest, send: @escaping @Sendable (HTTPResponse) -> Void) {
        site.handle(request, send: send)
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
