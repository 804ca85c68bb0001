import Foundation
import Rendezvous
import RendezvousHTTP
import RendezvousServer
import RendezvousStore

/// The country's book behind the HTTP API, without limits of rate and for anybody:
///
///     OpeningsBenchmark COUNSELLORS DAYS APPOINTMENTS serve PORT
///     HTTPBenchmark load 127.0.0.1:PORT '/v1/openings?service=s-1&office=o-{n}&limit=20'
///
/// `{n}` becomes another number with each request. Time stands at the first day of the book.
enum Serving {
    static func run(_ country: Country, port: UInt16) throws {
        let signals = StopSignals()
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("rendezvous-country-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        var agenda = Agenda(try country.agency())
        var events = try country.agency().events
        let booked = try country.fill(&agenda) { events.append($0) }
        let store = try AgendaStore.open(
            FolderStorage(folder.path, creating: true), founding: events,
            rules: CustomRules([QuietHour.self]))
        var settings = ServiceSettings()
        settings.limits.rate = RateLimit(burst: 1_000_000_000, perMinute: 1_000_000_000)
        settings.limits.anonymousRate = settings.limits.rate
        let service = try AgendaService(
            store: store, identity: Authenticator(), settings: settings, clock: { country.now })
        var limits = HTTPLimits()
        limits.requestsPerConnection = .max
        let server = try HTTPServer(
            at: .network(host: "127.0.0.1", port: port), handler: service, limits: limits)
        try server.start()
        print("\(booked) appointments, at \(server.address)")
        signals.wait()
        server.stop()
    }
}
