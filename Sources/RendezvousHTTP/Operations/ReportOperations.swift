internal import Rendezvous
internal import RendezvousDocuments
internal import RendezvousStore

/// Figures (A15), the audit (A18), and the outbox that the mailer drains (A5).
enum ReportOperations {
    static let routes: [Route<Endpoint>] = [
        Route(
            .get, "/v1/usage", .usage,
            Endpoint(
                "How many appointments there were, by status.",
                query: [
                    .init("from", .date), .init("to", .date),
                    .init("period", .words(UsageGrouping.Period.allCases.map(\.rawValue))),
                    .init("by", .commas("(office|service)")),
                ], gives: 200, .document(.usage), run: usage)),
        Route(
            .get, "/v1/audit", .audit,
            Endpoint(
                "Who did and saw what, oldest first.",
                query: [
                    .init("after", .integer(0...Int.max)), .init("limit", .integer(1...100)),
                    .init("actor", .phrase),
                ], gives: 200, .named("AuditPage"), run: audit)),
        Route(
            .get, "/v1/audit/head", .auditHead,
            Endpoint(
                "The end of the audit's chain, to be noted elsewhere.", gives: 200,
                .object(["sequence": .integer(0...Int.max), "head": .text]), run: head)),
        Route(
            .get, "/v1/notices", .notices,
            Endpoint(
                "What people are to be told and were not yet, first come first.",
                query: [.init("limit", .integer(1...100))], gives: 200, .named("Notices"),
                run: notices)),
        Route(
            .post, "/v1/notices/delivered", .markDelivered,
            Endpoint(
                "Marks a notice as delivered; of two that mark it, one is told so.",
                body: .object(["notice": .text]), gives: 200,
                .object(["delivered": .flag]), run: markDelivered)),
        Route(
            .post, "/v1/compaction", .compact,
            Endpoint(
                "Writes the journal anew, without answers that expired and notices that were "
                    + "delivered; what changes something waits meanwhile.",
                gives: 200, .object(["grown?": .integer(0...Int.max)]), run: compact)),
    ]

    private static func usage(_ call: Call) throws(Problem) -> Reply {
        let dates = try call.dates()
        let period = try call.asked("period", "day, week or month") {
            UsageGrouping.Period(rawValue: $0)
        }
        let by = Set(call.query["by"]?.split(separator: ",").map(String.init) ?? [])
        guard by.isSubset(of: ["office", "service"]) else {
            throw Problem(.invalid, "by must be office, service or both")
        }
        return .later { () throws(Problem) in
            let agenda = call.facilities.store.snapshot
            let office = call.principal.office
            let grouping = UsageGrouping(
                period, byOffice: by.contains("office") || office != nil,
                byService: by.contains("service"))
            // A desk sees the figures of its own office.
            let figures = agenda.usage(on: dates, by: grouping).filter {
                office == nil || $0.office == office
            }
            return ServiceAnswer(200, document: UsageDocument.encode(figures, on: dates, .compact))
        }
    }

    private static func audit(_ call: Call) throws(Problem) -> Reply {
        let limit = try call.pageSize()
        let after = try call.asked("after", in: 0...Int.max) ?? 0
        let actor = call.query["actor"]
        return .later { () throws(Problem) in
            try call.note("read the audit after \(after)")
            let page = try call.storing { () throws(StoreError) in
                try call.facilities.store.auditPage(
                    after: UInt64(after), limit: limit, where: { $0.isBy(actor) })
            }
            let entries = page.entries.map { $0.record.written(Int($0.sequence)) }
            return ServiceAnswer(
                200,
                .members(["entries": .list(entries), "next": page.next.map { .number(Int($0)) }]))
        }
    }

    private static func head(_ call: Call) throws(Problem) -> Reply {
        let chain = call.facilities.store.chain
        return .now(
            ServiceAnswer(
                200,
                .members([
                    "sequence": .number(Int(chain.sequence)), "head": .text("\(chain.head)"),
                ])))
    }

    private static func compact(_ call: Call) throws(Problem) -> Reply {
        .later { () throws(Problem) in
            let store = call.facilities.store
            try call.note("wrote the journal anew")
            let grown = try call.storing { () throws(StoreError) in
                let grown = try store.growth()
                try store.compact(at: call.now)
                return grown
            }
            return ServiceAnswer(200, .members(["grown": grown.map { .number($0) }]))
        }
    }

    // MARK: The outbox

    private static func notices(_ call: Call) throws(Problem) -> Reply {
        let limit = try call.pageSize()
        return .noted("read notices") { agenda throws(Problem) in
            let found = call.facilities.store.notices(limit: limit)
            return ServiceAnswer(
                200,
                .members([
                    "notices": .list(found.map { written($0, agenda) }),
                    "waiting": .number(call.facilities.store.noticeCount),
                ]))
        }
    }

    private static func written(_ notice: Notice, _ agenda: Agenda) -> JSONOutput {
        let person: Subject.ID
        let role: String
        switch notice.key.recipient {
        case .participant(let id): (person, role) = (id, "participant")
        case .bookedBy(let id): (person, role) = (id, "bookedBy")
        }
        let view = agenda.citizenView(of: notice.placement)
        return JSONOutput.members([
            "notice": .text(name(notice)), "kind": .text(notice.key.kind.rawValue),
            "appointment": notice.key.appointment.written,
            "revision": .number(notice.key.revision), "person": person.written,
            "as": .text(role),
        ]).followed(by: view.members).followed(
            by: .members([
                "zone": .text((agenda.zone(of: notice.placement.counsellor) ?? .utc).name),
                "moves": notice.moves?.written,
                "cancellation": notice.cancellation.map { .text($0.rawValue) },
            ]))
    }

    /// The name of a notice: the same for the same notice, for ever.
    private static func name(_ notice: Notice) -> String {
        Base64URL.encode(SHA256.digest(of: EventLog.encode(notice)).bytes.prefix(18))
    }

    private static func markDelivered(_ call: Call) throws(Problem) -> Reply {
        let node = try call.reading(try call.members(["notice"]), "notice")
        let wanted = try call.reading { () throws(DocumentError) in try node.string() }
        return .later { () throws(Problem) in
            let store = call.facilities.store
            let found = store.notices(limit: 10_000).first { name($0) == wanted }
            guard let found else {
                return ServiceAnswer(200, .members(["delivered": .flag(false)]))
            }
            let isFirst = try call.storing { () throws(StoreError) in
                try store.markDelivered(found)
            }
            return ServiceAnswer(200, .members(["delivered": .flag(isFirst)]))
        }
    }
}

extension JournalRecord {
    /// Whether somebody did it; everybody where nobody is named.
    fileprivate func isBy(_ actor: String?) -> Bool {
        guard let actor else { return true }
        guard case .audited(let record) = self else { return false }
        return record.actor == actor
    }

    /// The record without what an event says of people.
    fileprivate func written(_ number: Int) -> JSONOutput {
        switch self {
        case .audited(let record):
            let what: String
            switch record.kind {
            case .access: what = String(decoding: record.payload, as: UTF8.self)
            case .event:
                let event = try? EventLog.decodeEvent(record.payload)
                what = event.map { $0.change.kind.rawValue } ?? "unknown"
            }
            return .members([
                "number": .number(number),
                "at": Instant(secondsSince1970: record.at).written, "actor": .text(record.actor),
                "kind": record.kind == .event ? "event" : "access", "what": .text(what),
                "commitment": .text("\(record.commitment)"),
            ])
        case .erased, .result, .notice, .delivered, .seal:
            return .members(["number": .number(number), "kind": "erased"])
        }
    }
}
