import Foundation
import Rendezvous
import RendezvousServer
import RendezvousStore
import Synchronization

@testable import RendezvousHTTP

/// A small agency behind the service: two offices, three counsellors, an interpreter.
final class ServiceWorld: Sendable {
    static let founded = Instant(secondsSince1970: 1_795_507_200)  // 2026-11-24T08:00:00Z

    let service: AgendaService
    let store: AgendaStore
    let folder: URL
    private let clock: TestClock
    private let exchanges = Mutex<[(HTTPRequest, HTTPResponse)]>([])

    /// What counts as now.
    var now: Instant {
        get { clock.now }
        set { clock.now = newValue }
    }

    init(
        _ change: (inout ServiceSettings) -> Void = { _ in }, keys: KeyBook = KeyBook(),
        tokens: TokenRules? = nil, feeds: Bool = true
    ) throws {
        folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("rendezvous-http-\(UUID().uuidString)")
        let storage = try FolderStorage(folder.path, creating: true)
        store = try AgendaStore.open(storage, founding: try Self.events())
        var settings = ServiceSettings()
        settings.passKey = [UInt8](repeating: 7, count: 32)
        settings.domain = "agency.example"
        settings.limits.rate = RateLimit(burst: 100_000, perMinute: 1_000_000)
        settings.limits.anonymousRate = settings.limits.rate
        change(&settings)
        let clock = TestClock()
        self.clock = clock
        service = try AgendaService(
            store: store,
            identity: Authenticator(keys: keys, tokens: tokens, proxy: .init()),
            settings: settings, feeds: feeds ? storage : nil, clock: { clock.now })
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    static func events() throws -> [Event] { try agency().events }

    static func agency() throws -> Agency {
        var agency = Agency(founded: founded)
        try agency.give(.athens)
        try agency.add(Field("field", name: "Field"))
        let hours = WeeklyHours.weekdays(from: "08:00", to: "18:00")
        for office in ["kypseli", "patra"] {
            try agency.add(
                Office(
                    Office.ID(office), zone: "Europe/Athens", areas: [Office.Area(office)],
                    hours: hours))
        }
        try agency.add(
            Service(
                "advice", in: "field",
                topics: [
                    Topic(
                        "plan", name: "Plan",
                        checklist: [ChecklistItem("card", name: "Card", obtainedFrom: "fund")])
                ], for: Set(Audience.allCases), lasting: .minutes(30),
                channels: [.video, .phone], horizon: 90))
        let day = DayTimetable(from: "08:00", to: "18:00")
        let week = [day, day, day, day, day, .rest, .rest]
        for (number, office) in ["kypseli", "kypseli", "patra"].enumerated() {
            let id = Counsellor.ID("c-\(number + 1)")
            try agency.add(Counsellor(id, at: Office.ID(office), channels: [.video, .phone]))
            try agency.declare(
                Declaration(
                    Declaration.ID("d-\(number + 1)"), of: .counsellor(id), submitted: founded,
                    .weekly(week, DateRange(from: "2026-01-01"))))
        }
        try agency.add(
            Interpreter("i-1", communications: [.signed("gss")], zone: "Europe/Athens"))
        try agency.declare(
            Declaration(
                "d-i", of: .interpreter("i-1"), submitted: founded,
                .weekly(week, DateRange(from: "2026-01-01"))))
        return agency
    }

    // MARK: Asking

    /// Somebody in a role, `person:p-1`; nobody where it is empty.
    func ask(
        _ method: String, _ target: String, as who: String = "", _ body: String? = nil,
        key: String? = nil, match: String? = nil, fields: [(String, String)] = [],
        origin: HTTPRequest.Origin = .local
    ) async -> HTTPResponse {
        var list = FieldList()
        let parts = who.split(separator: ":", maxSplits: 1).map(String.init)
        if parts.count == 2 {
            list.append("x-rendezvous-role", parts[0])
            list.append("x-rendezvous-subject", parts[1])
        }
        if body != nil { list.append("content-type", "application/json") }
        if let key { list.append("idempotency-key", "\"\(key)\"") }
        if let match { list.append("if-match", match) }
        for (name, value) in fields { list.append(name, value) }
        let sides = target.split(separator: "?", maxSplits: 1).map(String.init)
        let request = HTTPRequest(
            method: method, path: sides[0], query: sides.count > 1 ? sides[1] : nil, fields: list,
            content: Array((body ?? "").utf8), origin: origin)
        return await send(request)
    }

    func send(_ request: HTTPRequest) async -> HTTPResponse {
        let response = await withCheckedContinuation { continuation in
            service.handle(request) { continuation.resume(returning: $0) }
        }
        exchanges.withLock { $0.append((request, response)) }
        return response
    }

    /// What was asked and answered so far, as a document for `exchanges.py`.
    var record: Data {
        get throws {
            let rows = exchanges.withLock { $0 }.map { request, response in
                [
                    "method": request.method.lowercased(), "route": response.route ?? "",
                    "asked": String(decoding: request.content, as: UTF8.self),
                    "status": response.status, "type": response.fields["content-type"] ?? "",
                    "answered": response.text,
                ] as [String: Any]
            }
            return try JSONSerialization.data(withJSONObject: rows)
        }
    }

    /// A request for half an hour of advice on the last Monday of November 2026.
    static func request(_ person: String, needs: String = "[]") -> String {
        """
        {"party": {"participant": "\(person)", "needs": \(needs)}, "service": "advice", \
        "topic": "plan", "channels": ["video"], "windows": [{"from": "2026-11-30", \
        "to": "2026-12-04", "zone": "Europe/Athens"}]}
        """
    }

    /// The instant of a time of that Monday's clock in Athens.
    static func start(_ time: String) -> String { "2026-11-30T\(time):00+02:00" }

    /// Books a time for a person, and gives the number and the tag of the appointment.
    func book(
        _ person: String, _ time: String, as who: String? = nil, office: String = "kypseli"
    ) async throws -> (id: Int, tag: String) {
        let body = """
            {"request": \(Self.request(person)), "start": "\(Self.start(time))", \
            "office": "\(office)"}
            """
        let response = await ask(
            "POST", "/v1/appointments", as: who ?? "person:\(person)", body, key: UUID().uuidString)
        guard response.status == 201, let id = response.json["appointment"] as? Int,
            let tag = response.fields["etag"]
        else { throw Unexpected(response) }
        return (id, tag)
    }
}

/// A clock that stands until a test sets it.
final class TestClock: Sendable {
    private let instant = Mutex(ServiceWorld.founded)
    var now: Instant {
        get { instant.withLock { $0 } }
        set { instant.withLock { $0 = newValue } }
    }
}

/// A response that a test did not expect.
struct Unexpected: Error, CustomStringConvertible {
    let description: String
    init(_ response: HTTPResponse) { description = "\(response.status) \(response.text)" }
}

extension HTTPResponse {
    var text: String { String(decoding: content, as: UTF8.self) }
    /// The members of the content, where it is an object.
    var json: [String: Any] {
        let value = try? JSONSerialization.jsonObject(with: Data(content))
        return value as? [String: Any] ?? [:]
    }
    /// The reason words that staff sees.
    var reasons: [String] {
        (json["reasons"] as? [[String: Any]] ?? []).compactMap { $0["reason"] as? String }
    }
}
