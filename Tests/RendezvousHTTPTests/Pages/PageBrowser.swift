import Dispatch
import Foundation
import Rendezvous
import RendezvousDocuments
import RendezvousServer
import RendezvousStore
import Synchronization
import Testing

@testable import RendezvousHTTP

/// The example agency behind pages, with a clock that tests turn.
final class PageWorld: Sendable {
    let store: AgendaStore
    let pages: Pages
    let clock = ClockHolder(PageWorld.monday)
    private let folder: URL

    /// Monday 30 March 2026, 09:00 in Athens.
    static let monday = Instant(secondsSince1970: 1_774_850_400)

    /// The log of an agency with some requests booked and some waiting, made once for each.
    private static let logs = Mutex<[String: [Event]]>([:])

    private static func log(booked: Int, waiting: Int) throws -> [Event] {
        try logs.withLock { logs in
            let key = "\(booked) \(waiting)"
            if let known = logs[key] { return known }
            let made = try make(booked: booked, waiting: waiting)
            logs[key] = made
            return made
        }
    }

    private static func make(booked: Int, waiting: Int) throws -> [Event] {
        let example = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("Examples/myoaedlive")
        func bytes(_ name: String) throws -> [UInt8] {
            Array(try Data(contentsOf: example.appendingPathComponent(name)))
        }
        let founding = try AgencyDocument.decode(bytes("agency.json")).events
        let requests = try RequestsDocument.decode(bytes("requests.json"))
        return try PagesDemo(
            founding, requests, booked: booked, waiting: waiting, start: monday
        ).events
    }

    init(
        booked: Int = 0, waiting: Int = 0, settings: PageSettings = PageSettings(),
        service change: (inout ServiceSettings) -> Void = { _ in }
    ) throws {
        let events = try Self.log(booked: booked, waiting: waiting)
        folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("rendezvous-pages-\(UUID().uuidString)")
        store = try AgendaStore.open(
            FolderStorage(folder.path, creating: true), founding: events)
        let holder = clock
        var serviceSettings = ServiceSettings()
        // Tests look at pages as fast as they can.
        serviceSettings.limits.rate = RateLimit(burst: 100_000, perMinute: 1_000_000)
        change(&serviceSettings)
        let service = try AgendaService(
            store: store, identity: Authenticator(), settings: serviceSettings,
            clock: { holder.now })
        pages = Pages(service, settings: settings, identity: .proxy())
    }

    deinit { try? FileManager.default.removeItem(at: folder) }
}

/// What counts as now.
final class ClockHolder: Sendable {
    private let instant: Mutex<Instant>
    init(_ instant: Instant) { self.instant = Mutex(instant) }
    var now: Instant { instant.withLock { $0 } }
    func turn(by length: Seconds) { instant.withLock { $0 = $0 + length } }
}

/// Somebody with a browser that has no JavaScript: follows links and sends forms as they stand in
/// the pages.
final class PageBrowser {
    let world: PageWorld
    var principal: Principal?
    private(set) var path = ""
    private(set) var response = HTTPResponse(status: 0)
    private(set) var page = Element("#document", [:], in: nil)

    init(_ world: PageWorld, as role: Role, _ subject: String) {
        self.world = world
        principal = Principal(role, subject)
    }

    var markup: String { String(decoding: response.content, as: UTF8.self) }
    var main: Element { page.all("main").first ?? page }
    var heading: String { page.all("h1").first?.text ?? "" }

    /// Sends a request as it is.
    func send(_ request: HTTPRequest) -> HTTPResponse {
        let done = DispatchSemaphore(value: 0)
        let box = Box()
        world.pages.handle(request) { response in
            box.set(response)
            done.signal()
        }
        done.wait()
        return box.value ?? HTTPResponse(status: 0)
    }

    private final class Box: Sendable {
        private let kept = Mutex<HTTPResponse?>(nil)
        func set(_ response: HTTPResponse) { kept.withLock { $0 = response } }
        var value: HTTPResponse? { kept.withLock { $0 } }
    }

    func fields(_ more: [(String, String)] = []) -> FieldList {
        var fields = FieldList()
        fields.append("host", "pages.test")
        if let principal {
            fields.append("x-rendezvous-role", principal.role.rawValue)
            fields.append("x-rendezvous-subject", principal.subject)
        }
        for (name, value) in more { fields.append(name, value) }
        return fields
    }

    /// Looks at an address, and at those that it leads to.
    func get(_ address: String) throws {
        try take(
            send(Self.request("GET", address, fields())), at: address)
    }

    private static func request(
        _ method: String, _ address: String, _ fields: FieldList, _ content: [UInt8] = []
    ) -> HTTPRequest {
        let parts = address.split(separator: "?", maxSplits: 1).map(String.init)
        return HTTPRequest(
            method: method, path: parts[0], query: parts.count > 1 ? parts[1] : nil,
            fields: fields, content: content)
    }

    private func take(_ response: HTTPResponse, at address: String) throws {
        self.response = response
        path = address
        if response.status == 303, let next = response.fields["location"] { return try get(next) }
        if response.fields["content-type"]?.hasPrefix("text/html") ?? false {
            page = try PageParser.parse(markup)
        }
    }

    /// Follows the first link whose text holds this.
    func follow(_ text: String) throws {
        let link = try #require(
            page.all("a").first { $0.text.contains(text) }, "no link \(text) in \(path)")
        try get(try #require(link["href"]))
    }

    /// The form with a button or field of this name or text.
    func form(_ mark: String) throws -> Element {
        try #require(
            page.all("form").first { form in
                form["action"]?.contains(mark) ?? false
                    || form.all("button").contains { $0.text.contains(mark) }
            }, "no form \(mark) in \(path): \(main.text.prefix(300))")
    }

    /// The pairs that a browser would send: hidden and filled fields as they stand, with changes.
    func pairs(
        of form: Element, _ changes: [String: String?] = [:], pressing button: Element? = nil
    ) -> [(String, String)] {
        var pairs: [(String, String)] = []
        for field in form.all where ["input", "select"].contains(field.name) {
            guard let name = field["name"] else { continue }
            let change = changes[name]
            switch (field.name, field["type"]) {
            case ("select", _):
                let options = field.all("option")
                let chosen = options.first { $0["selected"] != nil } ?? options.first
                pairs.append((name, (change ?? nil) ?? chosen?["value"] ?? ""))
            case (_, "radio"), (_, "checkbox"):
                let value = field["value"] ?? "on"
                let isOn = change == nil ? field["checked"] != nil : change == .some(value)
                if isOn { pairs.append((name, value)) }
            default:
                if case .some(.none) = change { continue }
                pairs.append((name, (change ?? nil) ?? field["value"] ?? ""))
            }
        }
        if let button, let name = button["name"] { pairs.append((name, button["value"] ?? "")) }
        return pairs
    }

    /// Sends a form as a browser would.
    func submit(
        _ form: Element, _ changes: [String: String?] = [:], pressing button: Element? = nil,
        headers: [(String, String)] = [("sec-fetch-site", "same-origin")]
    ) throws {
        let action = try #require(form["action"])
        let body = FormValues(pairs(of: form, changes, pressing: button)).encoded
        if form["method"] == "get" { return try get("\(action)?\(body)") }
        let type = [("content-type", "application/x-www-form-urlencoded")]
        try take(
            send(Self.request("POST", action, fields(type + headers), Array(body.utf8))),
            at: action)
    }
}
