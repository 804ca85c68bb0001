import Rendezvous

@testable import RendezvousStore

/// A small agency for tests of the store: five counsellors, one service of half an hour.
enum StoreWorld {
    static let now = Instant(secondsSince1970: 1_795_507_200)  // 2026-11-24T08:00:00Z

    /// When all that can be booked is over.
    static let later = Instant(secondsSince1970: 1_796_500_000)  // 2026-12-05

    static func events() throws -> [Event] {
        var agency = Agency(founded: now)
        try agency.give(.athens)
        try agency.add(Field("field", name: "Field"))
        try agency.add(
            Office(
                "office", zone: "Europe/Athens", hours: .weekdays(from: "08:00", to: "18:00")))
        try agency.add(
            Service("advice", in: "field", lasting: .minutes(30), channels: [.video], horizon: 90))
        let day = DayTimetable(from: "08:00", to: "18:00")
        for number in 0..<5 {
            let id = Counsellor.ID("c-\(number)")
            try agency.add(Counsellor(id, at: "office", channels: [.video]))
            try agency.declare(
                Declaration(
                    Declaration.ID("d-\(number)"), of: .counsellor(id), submitted: now,
                    .weekly(
                        [day, day, day, day, day, .rest, .rest], DateRange(from: "2026-01-01"))))
        }
        return agency.events
    }

    /// One of 200 placements of a Monday and Tuesday.
    static func placement(_ number: Int) throws -> Placement {
        let day: CivilDate = number / 100 % 2 == 0 ? "2026-11-30" : "2026-12-01"
        let start = ZoneRules.athens.start(of: day) + .minutes(Int64(480 + number / 5 % 20 * 30))
        guard let interval = Interval(start: start, end: start + .minutes(30)) else {
            throw StoreError(.failed, "no interval")
        }
        return Placement(interval, on: .video, with: Counsellor.ID("c-\(number % 5)"))
    }

    static func booking(
        _ number: Int, for person: Subject.ID, by actor: String = "desk", key: RequestKey? = nil
    ) throws -> Submission {
        let request = Request(
            for: Party(person), service: "advice", within: IntervalSet(.always))
        return Submission(
            .book(try placement(number), for: request), by: actor, at: now, key: key)
    }

    static func key(_ text: String, _ content: String) throws -> RequestKey {
        try RequestKey(
            text, of: "client", fingerprint: SHA256.digest(of: Array(content.utf8)),
            until: now + .hours(24))
    }
}

extension Outcome {
    var events: [Event]? { if case .done(let events, _) = self { events } else { nil } }
    var error: StoreError? { if case .failed(let error) = self { error } else { nil } }
    var refusal: Refusal? { if case .refused(let refusal) = self { refusal } else { nil } }
    var repeated: [UInt8]? { if case .repeated(let result) = self { result } else { nil } }
}
