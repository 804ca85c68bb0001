import Foundation
import Rendezvous
import RendezvousDocuments
import RendezvousStore
import Testing

@testable import RendezvousHTTP

/// Serves the demonstration to a real browser as long as `Tests/Pages/pages.py` wants it: run where
/// `RENDEZVOUS_PAGES_FOLDER` names a folder, which then holds the file `port`, until it is removed.
@Suite struct ServingTests {
    static let folder = ProcessInfo.processInfo.environment["RENDEZVOUS_PAGES_FOLDER"]

    @Test(.enabled(if: folder != nil, "RENDEZVOUS_PAGES_FOLDER is not set"))
    func `the demonstration is served to a browser`() throws {
        let folder = URL(fileURLWithPath: try #require(Self.folder))
        let example = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("Examples/myoaedlive")
        func bytes(_ name: String) throws -> [UInt8] {
            Array(try Data(contentsOf: example.appendingPathComponent(name)))
        }
        let demo = try PagesDemo(
            AgencyDocument.decode(bytes("agency.json")).events,
            RequestsDocument.decode(bytes("requests.json")), booked: 250, waiting: 30,
            start: PageWorld.monday)
        let store = try AgendaStore.open(
            FolderStorage(folder.appendingPathComponent("store").path, creating: true),
            founding: demo.events)
        let service = try AgendaService(
            store: store, identity: Authenticator(),
            clock: demo.clock(after: AgendaService.systemClock))
        let pages = Pages(
            service,
            settings: PageSettings(
                name: ["el": "ΚΠΑ2 – Ραντεβού", "en": "KPA2 appointments"], isDemo: true),
            identity: .demo(demo.people))
        let server = try HTTPServer(at: .network(host: "127.0.0.1", port: 0), handler: pages)
        try server.start()
        let file = folder.appendingPathComponent("port")
        try Data("\(server.address)\n".utf8).write(to: file)
        while FileManager.default.fileExists(atPath: file.path) {
            Thread.sleep(forTimeInterval: 0.2)
        }
        server.stop()
    }
}
