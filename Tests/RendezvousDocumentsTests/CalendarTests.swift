import Foundation
import RendezvousDocuments
import Testing

@testable import Rendezvous

@Suite struct `Calendars` {
    private static let exported = Instant(secondsSince1970: 1_760_000_000)

    private static func appointment(
        _ number: Int, _ start: Instant, lasting: Seconds = .minutes(30),
        status: AppointmentStatus = .booked, expires: Instant? = nil, channel: Channel = .office,
        participant: Subject.ID = "p-1"
    ) throws -> Appointment {
        let interval = try #require(Interval(start: start, end: start + lasting))
        return Appointment(
            id: Appointment.ID(number), party: Party(participant), service: "advice", topic: nil,
            placement: Placement(interval, on: channel, with: "c-17", in: "room-1"), gap: .none,
            interpreterGap: .none, status: status, expires: expires, cancellation: nil,
            revision: number - 1)
    }

    private static func encode(
        _ appointments: [Appointment], for scope: ICalendar.Scope = .all,
        zone: ZoneRules? = .athens,
        summary: String = "Advice", location: String? = nil
    ) -> [UInt8] {
        ICalendar.encode(appointments, for: scope, at: exported, domain: "agency.example") { _ in
            ICalendar.Description(summary: summary, location: location, zone: zone)
        }
    }

    private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

    @Test func `An appointment is an event in the clock of its zone, with the zone's rules`() throws
    {
        let bytes = Self.encode(
            [try Self.appointment(3, Instant("2026-11-24T08:00:00Z"))],
            summary: "Συμβουλευτική; \"A, B\"\\", location: "Kypseli\r\nFloor 2")
        #expect(
            Self.text(bytes)
                == """
                BEGIN:VCALENDAR
                VERSION:2.0
                PRODID:-//rendezvous//rendezvous//EN
                CALSCALE:GREGORIAN
                BEGIN:VTIMEZONE
                TZID:Europe/Athens
                BEGIN:STANDARD
                DTSTART:20261025T040000
                TZOFFSETFROM:+0300
                TZOFFSETTO:+0200
                END:STANDARD
                BEGIN:DAYLIGHT
                DTSTART:20270328T030000
                TZOFFSETFROM:+0200
                TZOFFSETTO:+0300
                END:DAYLIGHT
                END:VTIMEZONE
                BEGIN:VEVENT
                UID:3@agency.example
                DTSTAMP:20251009T085320Z
                DTSTART;TZID=Europe/Athens:20261124T100000
                DTEND;TZID=Europe/Athens:20261124T103000
                SEQUENCE:2
                STATUS:CONFIRMED
                SUMMARY:Συμβουλευτική\\; "A\\, B"\\\\
                LOCATION:Kypseli\\nFloor 2
                END:VEVENT
                END:VCALENDAR

                """.replacingOccurrences(of: "\n", with: "\r\n"))
    }

    @Test func `An event in the repeated hour is written in UTC where its reading means the first`()
        throws
    {
        let first = try Self.appointment(
            1, Instant("2026-10-25T00:30:00Z"), lasting: .minutes(15))
        let second = try Self.appointment(2, Instant("2026-10-25T01:30:00Z"))
        let across = try Self.appointment(3, Instant("2026-10-25T00:45:00Z"))
        let text = Self.text(Self.encode([first, second, across]))
        #expect(text.contains("DTSTART;TZID=Europe/Athens:20261025T033000\r\n"))
        #expect(text.contains("DTSTART:20261025T013000Z\r\nDTEND:20261025T020000Z\r\n"))
        #expect(text.contains("DTSTART:20261025T004500Z\r\nDTEND:20261025T011500Z\r\n"))
    }

    @Test func `A zone whose clock never changed has one offset for all time`() throws {
        let fixed = try ZoneRules(name: "Test/Fixed", tzif: ZoneRules.utc.bytes)
        let recent = try Self.appointment(1, Instant("2026-11-24T08:00:00Z"))
        let text = Self.text(Self.encode([recent], zone: fixed))
        #expect(
            text.contains(
                "BEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:+0000\r\n"
                    + "TZOFFSETTO:+0000\r\nEND:STANDARD\r\nEND:VTIMEZONE"))
        let old = try Self.appointment(1, Instant("1800-06-15T08:00:00Z"))
        // Athens had its own mean time until 1895.
        let local = Self.text(Self.encode([old]))
        #expect(local.contains("DTSTART:18000613T080000\r\nTZOFFSETFROM:+013452\r\n"))
        #expect(local.contains("DTSTART;TZID=Europe/Athens:18000615T093452\r\n"))
        for instant in [Instant.min, .max - .hours(1)] {
            let end = try Self.appointment(1, instant)
            #expect(Self.text(Self.encode([end])).contains("BEGIN:VEVENT"))
        }
    }

    @Test func `States are those of calendars`() throws {
        let start = try Instant("2026-11-24T08:00:00Z")
        func status(_ status: AppointmentStatus, expires: Instant? = nil) throws -> String {
            let one = try Self.appointment(1, start, status: status, expires: expires)
            let lines = Self.text(Self.encode([one])).components(separatedBy: "\r\n")
            return lines.first { $0.hasPrefix("STATUS:") } ?? ""
        }
        #expect(try status(.pending, expires: Self.exported + Seconds(1)) == "STATUS:TENTATIVE")
        #expect(try status(.pending, expires: Self.exported) == "STATUS:CANCELLED")
        #expect(try status(.cancelled) == "STATUS:CANCELLED")
        for other in [AppointmentStatus.booked, .arrived, .fulfilled, .noShow] {
            #expect(try status(other) == "STATUS:CONFIRMED")
        }
    }

    @Test func `A calendar holds what its scope says, in order of start`() throws {
        let start = try Instant("2026-11-24T08:00:00Z")
        let all = [
            try Self.appointment(1, start + .hours(1), participant: "p-2"),
            try Self.appointment(3, start), try Self.appointment(2, start),
        ]
        func uids(_ scope: ICalendar.Scope) -> [String] {
            Self.text(Self.encode(all, for: scope)).components(separatedBy: "\r\n")
                .filter { $0.hasPrefix("UID:") }
        }
        let named = ["UID:2@agency.example", "UID:3@agency.example", "UID:1@agency.example"]
        #expect(uids(.all) == named)
        #expect(uids(.participant("p-2")) == [named[2]])
        #expect(uids(.counsellor("c-17")) == named)
        #expect(uids(.counsellor("c-18")).isEmpty)
        #expect(uids(.room("room-1")) == named)
        #expect(uids(.interpreter("i-3")).isEmpty)
    }

    @Test func `Without a zone that can be named, times are in UTC`() throws {
        let one = try Self.appointment(1, Instant("2026-11-24T08:00:00Z"))
        let odd = try ZoneRules(name: "A;\"B\"", tzif: ZoneRules.athens.bytes)
        for zone in [nil, ZoneRules.utc, odd] {
            let text = Self.text(Self.encode([one], zone: zone))
            #expect(text.contains("DTSTART:20261124T080000Z\r\n"))
            #expect(!text.contains("VTIMEZONE"))
        }
    }

    @Test(arguments: [
        ("plain", "plain"), ("a,b;c\\d", #"a\,b\;c\\d"#), ("a\nb\r\nc\rd", #"a\nb\nc\nd"#),
        ("tab\tstays", "tab\tstays"), ("bell\u{7} goes\u{0}\u{7F}\u{85}", "bell goes"),
        ("x:y\"z", "x:y\"z"), ("\n\n", #"\n\n"#), ("\r\r\n", #"\n\n"#),
    ])
    func `Text is escaped`(_ text: String, _ escaped: String) throws {
        let one = try Self.appointment(1, Instant("2026-11-24T08:00:00Z"))
        let written = Self.text(Self.encode([one], summary: text))
        #expect(written.contains("\r\nSUMMARY:\(escaped)\r\n"))
    }

    @Test func `Lines are folded at 75 octets without splitting a character`() throws {
        let one = try Self.appointment(1, Instant("2026-11-24T08:00:00Z"))
        for letter in ["a", "ώ", "€", "😀"] {
            for lead in 0..<5 {
                let summary =
                    String(repeating: "x", count: lead) + String(repeating: letter, count: 120)
                let bytes = Self.encode([one], summary: summary)
                let lines = bytes.split(separator: 0x0A)
                for line in lines {
                    #expect(line.last == 0x0D)
                    #expect(line.count <= 76)
                    #expect(String(validating: line, as: UTF8.self) != nil)
                }
                let unfolded = Self.text(bytes).replacingOccurrences(of: "\r\n ", with: "")
                #expect(unfolded.contains("\r\nSUMMARY:\(summary)\r\n"))
            }
        }
        // 67 characters fill the line with "SUMMARY:"; one more goes to the next.
        let full = String(repeating: "x", count: 67)
        #expect(Self.text(Self.encode([one], summary: full)).contains("\(full)\r\nEND"))
        #expect(Self.text(Self.encode([one], summary: full + "y")).contains("\(full)\r\n y\r\nEND"))
    }

    @Test func `Names, places and zones are those of the catalogue on the day`() throws {
        var office = Samples.office
        var service = Samples.service
        var agency = try Samples.agency()
        service.name = ["el": "Συμβουλή", "en": "Guidance"]
        office.name = ["en": "Kypseli Square"]
        try agency.add(service, from: "2027-01-01")
        try agency.add(office, from: "2027-01-01")
        let texts = AppointmentTexts(agency.events, language: "en")
        let before = try Self.appointment(1, Instant("2026-12-31T21:59:59Z"))
        let after = try Self.appointment(2, Instant("2026-12-31T22:00:00Z"))
        let remote = try Self.appointment(3, Instant("2027-01-02T22:00:00Z"), channel: .video)
        #expect(
            texts.description(of: before)
                == ICalendar.Description(summary: "Advice", location: "Κυψέλη", zone: .athens))
        #expect(
            texts.description(of: after)
                == ICalendar.Description(
                    summary: "Guidance", location: "Kypseli Square", zone: .athens))
        #expect(texts.description(of: remote).location == nil)
        #expect(
            AppointmentTexts(agency.events, language: "el").description(of: after).summary
                == "Συμβουλή")
        let empty = AppointmentTexts([], language: "en").description(of: after)
        #expect(empty == ICalendar.Description(summary: "advice"))
    }

    private struct ReadEvent: Decodable, Equatable {
        let uid: String
        let start: String
        let end: String
        let sequence: Int
        let status: String
        let summary: String
        let location: String?
    }

    /// Zones by a name that no reader knows, so that only the rules that come along can be used.
    private static func zones() throws -> [ZoneRules] {
        try [ZoneRules.athens, .copenhagen, .bucharest, .utc].map {
            try ZoneRules(name: "Test/\($0.name)", tzif: $0.bytes)
        }
    }

    private static var isReady: Bool {
        let ready = Python.has("icalendar")
        if !ready {
            print("Skipped: \(Python.executable) has no package icalendar; see RENDEZVOUS_PYTHON.")
        }
        return ready
    }

    @Test(.enabled("Python has icalendar") { Calendars.isReady })
    func `Another reader understands the same instants, over both changes of the clock`() throws {
        for zone in try Self.zones() + [.athens] {
            var appointments: [Appointment] = []
            for day in ["2026-03-28T22:00:00Z", "2026-10-24T22:00:00Z", "2027-03-27T22:00:00Z"] {
                // Every half hour of the nights in which the clock changes.
                for step in 0..<10 {
                    let start = try Instant(day) + .minutes(Int64(30 * step))
                    appointments.append(try Self.appointment(appointments.count + 1, start))
                }
            }
            let name = "Συμβουλευτική, \(String(repeating: "μακρύ ", count: 20))"
            let bytes = Self.encode(appointments, zone: zone, summary: name, location: "A; B\nC\\")
            let result = try Python.validate("calendar", [bytes])
            #expect(result.status == 0, "\(result.output)")
            let read = try JSONDecoder().decode([ReadEvent].self, from: Data(result.output.utf8))
            let expected = appointments.map {
                ReadEvent(
                    uid: "\($0.id)@agency.example", start: $0.placement.interval.start.description,
                    end: $0.placement.interval.end.description, sequence: $0.revision,
                    status: "CONFIRMED", summary: name, location: "A; B\nC\\")
            }
            for (one, other) in zip(read, expected) where one != other {
                Issue.record("\(zone.name): \(one) is not \(other)")
            }
            #expect(read.count == expected.count)
        }
    }
}
