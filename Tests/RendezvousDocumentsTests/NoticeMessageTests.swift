import Rendezvous
import Testing

@testable import RendezvousDocuments

/// Messages out of notices, in four languages (A5).
@Suite struct NoticeMessageTests {
    private let now: Instant = Instant(secondsSince1970: 1_795_507_200)

    /// An agenda with one appointment, and what is told about it.
    private func booked() throws -> (Agenda, [Event], [Notice]) {
        var agency = Agency(founded: now)
        try agency.give(.athens)
        try agency.add(Field("field", name: "Field"))
        try agency.add(
            Office("office", zone: "Europe/Athens", hours: .weekdays(from: "08:00", to: "18:00")))
        try agency.add(
            Service(
                "advice", in: "field", name: Label([("en", "Advice"), ("el", "Συμβουλευτική")]),
                lasting: .minutes(30), channels: [.video]))
        try agency.add(Counsellor("maria", at: "office", channels: [.video]))
        let day = DayTimetable(from: "08:00", to: "18:00")
        try agency.declare(
            Declaration(
                "d", of: .counsellor("maria"), submitted: now,
                .weekly([day, day, day, day, day, .rest, .rest], DateRange(from: "2026-01-01"))))
        var agenda = Agenda(agency)
        let start = ZoneRules.athens.start(of: "2026-11-30") + .minutes(600)
        let interval = try #require(Interval(start: start, end: start + .minutes(30)))
        let request = Request(
            for: Party("p-1"), service: "advice", within: IntervalSet(.always))
        let placement = Placement(interval, on: .video, with: "maria")
        let events = try agenda.decide(.book(placement, for: request), at: now)
        let notices = agenda.notices(for: events)
        try agenda.apply(events)
        return (agenda, agency.events + events, notices)
    }

    @Test(arguments: [
        (ExplanationLanguage.english, "New appointment: Advice, 2026-11-30 10:00", "Join: https"),
        (.greek, "Νέο ραντεβού: Συμβουλευτική, 30/11/2026 10:00", "Σύνδεση: https"),
        (.danish, "Ny aftale: Advice, 30.11.2026 10:00", "Deltag: https"),
        (.romanian, "Programare nouă: Advice, 30.11.2026 10:00", "Conectare: https"),
    ])
    func `a booking is told in the language of who is told`(
        language: ExplanationLanguage, subject: String, join: String
    ) throws {
        let (agenda, events, notices) = try booked()
        let texts = AppointmentTexts(events, language: Language(language.rawValue) ?? "en")
        let notice = try #require(notices.first)
        let message = try #require(
            NoticeMessage(
                notice, in: agenda, texts, language: language, link: "https://meet.example/1",
                at: now, domain: "agency.example"))
        #expect(message.subject == subject)
        #expect(message.body.contains(join))
        #expect(message.messageID == "<1-0-booked-participant@agency.example>")
        let calendar = String(decoding: message.calendar ?? [], as: UTF8.self)
        #expect(calendar.contains("DTSTART;TZID=Europe/Athens:20261130T100000"))
        #expect(!message.body.contains("p-1") && !calendar.contains("p-1"))
    }

    @Test func `each kind of notice says something else in each language`() throws {
        for language in ExplanationLanguage.allCases {
            let sentences = Set(Notice.Kind.allCases.map(MessagePhrases(language).sentence))
            #expect(sentences.count == Notice.Kind.allCases.count)
        }
    }
}
