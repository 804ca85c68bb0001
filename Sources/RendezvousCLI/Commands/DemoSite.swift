internal import Foundation
internal import Rendezvous
internal import RendezvousDocuments
internal import RendezvousHTTP
internal import RendezvousServer
internal import RendezvousStore

/// `rendezvous serve --demo`: the pages and the API over the example, with some of its requests
/// booked and some waiting. Nothing of it is kept.
final class DemoSite: ServedSite {
    private let site: Site
    private let folder: URL

    /// The pages over an example folder, as of Monday 30 March 2026, 09:00 in Athens; the clock
    /// runs on from there.
    init(folder example: String, _ console: Console) throws(Failure) {
        let inputs = Inputs(console: console)
        let founding = try inputs.events("\(example)/agency.json")
        let requests = try inputs.requests("\(example)/requests.json", founding)
        let start = Instant(secondsSince1970: 1_774_850_400)
        let demo = try refusing { () throws(Refusal) in
            try PagesDemo(founding, requests, booked: 900, start: start, rules: console.rules)
        }
        folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("rendezvous-demo-\(UUID().uuidString)")
        let service: AgendaService
        do {
            let store = try AgendaStore.open(
                FolderStorage(folder.path, creating: true), founding: demo.events,
                rules: console.rules)
            service = try AgendaService(
                store: store, identity: Authenticator(),
                clock: demo.clock(after: AgendaService.systemClock))
        } catch {
            throw Failure(.cannotWrite, "\(folder.path): \(error)")
        }
        let name: Label = ["el": "ΚΠΑ2 – Ραντεβού", "en": "KPA2 appointments"]
        site = Site(
            Pages(
                service, settings: PageSettings(name: name, isDemo: true),
                identity: .demo(demo.people)))
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    /// What the service counted, for the metrics.
    var metrics: String { site.metrics }

    func reload(_ arguments: Arguments, _ console: Console) -> String {
        "the demonstration has nothing to read again"
    }

    func handle(_ request: HTTPRequest, send: @escaping @Sendable (HTTPResponse) -> Void) {
        site.handle(request, send: send)
    }
}
