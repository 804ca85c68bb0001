internal import Rendezvous
internal import RendezvousDocuments
internal import RendezvousStore

/// Calendars that somebody subscribes to: of a person, a counsellor or an office. Who has the
/// address may read, until it is revoked.
enum FeedOperations {
    static let routes: [Route<Endpoint>] = [
        Route(
            .post, "/v1/feeds", .makeFeed,
            Endpoint(
                "Makes an address for a calendar; it is told this once.",
                body: .named("FeedSubject"), gives: 201, .named("Feed"), run: make)),
        Route(
            .get, "/v1/feeds", .feeds,
            Endpoint(
                "The feeds that the principal made.", gives: 200,
                .object(["feeds": .list(.named("Feed"))]), run: feeds)),
        Route(
            .delete, "/v1/feeds/{feed}", .revokeFeed,
            Endpoint("Revokes the address of a calendar.", gives: 204, nil, run: revoke)),
        Route(
            .get, "/v1/calendars/{secret}", .feed,
            Endpoint(
                "A calendar, by its address.", query: [.init("language", .language)], gives: 200,
                .text, type: "text/calendar", run: feed)),
    ]

    private static func make(_ call: Call) throws(Problem) -> Reply {
        guard call.facilities.feeds.isOpen else {
            throw Problem(.unavailable, "no folder for feeds is set")
        }
        let members = try call.members(Feed.Subject.names)
        let subject = try call.reading { () throws(DocumentError) in try Feed.Subject(members) }
        let maySee = call.facilities.store.read { call.maySubscribe(to: subject, $0) }
        guard maySee else { throw .nothing("such calendar") }
        let secret = call.facilities.random(32)
        let feed = Feed(
            id: Base64URL.encode(call.facilities.random(9)), subject: subject,
            digest: SHA256.digest(of: secret), created: call.now, owner: call.principal.name)
        return .later { () throws(Problem) in
            try call.note("made feed \(feed.id)")
            try call.storing { () throws(StoreError) in try call.facilities.feeds.add(feed) }
            let address =
                "\(call.facilities.settings.address)/v1/calendars/\(Base64URL.encode(secret))"
            return ServiceAnswer(
                201, feed.shown.followed(by: .members(["address": .text(address)])))
        }
    }

    private static func feeds(_ call: Call) throws(Problem) -> Reply {
        let own = call.facilities.feeds.all.filter { call.maySee($0) }
        return .now(ServiceAnswer(200, .members(["feeds": .list(own.map(\.shown))])))
    }

    private static func revoke(_ call: Call) throws(Problem) -> Reply {
        let id = call.path["feed"] ?? ""
        guard call.facilities.feeds.all.contains(where: { $0.id == id && call.maySee($0) }) else {
            throw .nothing("feed")
        }
        return .later { () throws(Problem) in
            try call.note("revoked feed \(id)")
            try call.storing { () throws(StoreError) in
                try call.facilities.feeds.remove { $0.id == id }
            }
            return ServiceAnswer(204)
        }
    }

    private static func feed(_ call: Call) throws(Problem) -> Reply {
        let language = try call.language()
        guard let secret = Base64URL.decode(call.path["secret"] ?? ""), secret.count == 32,
            let feed = call.facilities.feeds.feed(secret)
        else { throw .nothing("calendar") }
        return .later { () throws(Problem) in
            try call.note("read feed \(feed.id)")
            let agenda = call.facilities.store.snapshot
            return CalendarView(agenda: agenda, call: call, language: language)
                .answer(agenda.appointments(in: feed, at: call.now))
        }
    }
}

extension Feed {
    /// The feed without what would let somebody read it.
    fileprivate var shown: JSONOutput {
        JSONOutput.members(["feed": id.written]).followed(by: subject.members).followed(
            by: .members(["created": created.written]))
    }
}

extension Agenda {
    /// How long what is over stays in a feed, and how far ahead it looks.
    private static let feedPast = Seconds.hours(24 * 31)
    private static let feedAhead = Seconds.hours(24 * 400)

    /// The appointments of a feed.
    fileprivate func appointments(in feed: Feed, at instant: Instant) -> [Appointment] {
        let window =
            Interval(
                start: instant - Self.feedPast, end: instant + Self.feedAhead) ?? .always
        switch feed.subject {
        case .person(let id):
            return personFile(of: id, at: instant)?.appointments.filter {
                window.start <= $0.placement.interval.end
            } ?? []
        case .counsellor(let id): return appointments(of: id, in: window, at: instant)
        case .office(let office):
            return counsellors.filter { id in
                let zone = zone(of: id) ?? .utc
                return counsellor(id, on: zone.local(instant).date)?.office == office
            }.flatMap { appointments(of: $0, in: window, at: instant) }
        }
    }
}

extension Call {
    fileprivate func maySee(_ feed: Feed) -> Bool {
        principal.role == .administrator || feed.owner == principal.name
    }

    fileprivate func maySubscribe(to subject: Feed.Subject, _ agenda: Agenda) -> Bool {
        switch (principal.role, subject) {
        case (.person, .person(let id)): return principal.person == id
        case (.administrator, _): return true
        case (.counsellor, .counsellor(let id)): return principal.counsellor == id
        case (.desk, .counsellor(let id)):
            let zone = agenda.zone(of: id) ?? .utc
            let office = agenda.counsellor(id, on: zone.local(now).date)?.office
            return office != nil && office == principal.office
        case (.counsellor, .office(let id)), (.desk, .office(let id)):
            return office(agenda) == id
        default: return false
        }
    }
}
