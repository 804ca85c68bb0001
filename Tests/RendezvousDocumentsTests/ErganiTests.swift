import Foundation
import Rendezvous
import RendezvousDocuments
import Testing

/// ERGANI's files: read, written, refused (E4, E5, E7, E8, E9).
@Suite struct ErganiTests {
    /// Made-up people: the tax number is the number of the counsellor.
    static let directory = ErganiDirectory(
        employer: "000000000",
        worker: { person in
            guard let number = Int(person.taxNumber), (1...20).contains(number) else { return nil }
            return .counsellor(Counsellor.ID(number < 10 ? "c-0\(number)" : "c-\(number)"))
        },
        person: { worker in
            guard case .counsellor(let id) = worker, let number = Int(id.rawValue.dropFirst(2))
            else { return nil }
            let digits = String(number)
            return ErganiPerson(
                taxNumber: String(repeating: "0", count: 9 - digits.count) + digits,
                lastName: "ΔΟΚΙΜΗ", firstName: "ΔΟΚΙΜΗ")
        })

    private static let maria = Worker.counsellor("c-01")
    private static let submitted = Instant(secondsSince1970: 1_795_000_000)

    private static func entry(_ day: String, _ parts: String, afm: String = "000000001") -> String {
        """
        {"f_afm": "\(afm)", "f_eponymo": "ΔΟΚΙΜΗ", "f_onoma": "ΔΟΚΙΜΗ", \(day),
        "ErgazomenosAnalytics": {"ErgazomenosWTOAnalytics": [\(parts)]}}
        """
    }

    private static func file(_ entries: [String], from: String = "", to: String = " ") -> [UInt8] {
        Array(
            """
            {"WTOS": {"WTO": [{"f_aa_pararthmatos": "0", "f_rel_protocol": " ", "f_rel_date": null,
            "f_comments": null, "f_from_date": "\(from)", "f_to_date": "\(to)",
            "Ergazomenoi": {"ErgazomenoiWTO": [\(entries.joined(separator: ","))]}}]}}
            """.utf8)
    }

    private static func decode(
        _ bytes: [UInt8], _ kind: ErganiSubmission.Kind, sunday: ErganiSunday = .zero
    ) throws(DocumentError) -> [ErganiSubmission] {
        try ErganiFile.decode(bytes, as: kind, by: directory, sunday: sunday)
    }

    private static let work = #"{"f_type": "ΕΡΓ", "f_from": "08:00", "f_to": "16:00"}"#
    private static let rest = #"{"f_type": "ΑΝ", "f_from": "", "f_to": null}"#

    private static func week(sunday: String = "0") -> [String] {
        (1...5).map { entry("\"f_day\": \"\($0)\"", work) }
            + [entry("\"f_day\": \"6\"", rest), entry("\"f_day\": \"\(sunday)\"", rest)]
    }

    @Test func `a weekly file is a weekly declaration, without end if it has none (E4)`() throws {
        let read = try Self.decode(Self.file(Self.week(), from: "23/11/2026"), .weekly)
        let made = try #require(read.first).declarations("ΟΧΕ1", submitted: Self.submitted)
        let declaration = try #require(made.first)
        #expect(made.count == 1 && declaration.id == "ΟΧΕ1/1")
        let day = DayTimetable(from: "08:00", to: "16:00")
        #expect(
            declaration.content
                == .weekly(
                    [day, day, day, day, day, .rest, .rest], DateRange(from: "2026-11-23")))
        // And back: what is written is read as the same, and written the same again.
        let again = try #require(ErganiSubmission(declaration, branch: "0"))
        #expect([again] == read)
        let written = try ErganiFile.encode([again], by: Self.directory)
        #expect(try Self.decode(written, .weekly) == [again])
        #expect(
            try ErganiFile.encode(Self.decode(written, .weekly), by: Self.directory) == written)
    }

    @Test func `sunday has the number that the option says, and no other`() throws {
        for (number, sunday) in [("0", ErganiSunday.zero), ("7", .seven)] {
            let bytes = Self.file(Self.week(sunday: number), from: "23/11/2026")
            let read = try Self.decode(bytes, .weekly, sunday: sunday)
            #expect(read.first?.entries.last?.day == .weekday(.sunday))
            let other: ErganiSunday = sunday == .zero ? .seven : .zero
            let error = refusal { () throws(DocumentError) in
                _ = try Self.decode(bytes, .weekly, sunday: other)
            }
            #expect(error?.hint.contains("the other way") == true)
        }
    }

    @Test func `a file by date may have several stretches, and rest stands alone (E5)`() throws {
        let parts =
            #"{"f_type": "ΕΡΓ", "f_from": "09:00", "f_to": "13:00"},"#
            + #"{"f_type": "τηλ", "f_from": "17:00", "f_to": "21:00"}"#
        let day = "\"f_date\": \"24/11/2026\""
        let read = try Self.decode(Self.file([Self.entry(day, parts)]), .daily)
        let made = try #require(read.first).declarations("Δ", submitted: Self.submitted)
        let stretches = [
            WorkStretch(CivilSpan("09:00", "13:00")),
            WorkStretch(CivilSpan("17:00", "21:00"), at: .telework),
        ]
        #expect(made.map(\.content) == [.daily(DayTimetable(stretches), DateRange("2026-11-24"))])
        for wrong in ["\(Self.work),\(Self.rest)", Self.rest + "," + Self.rest, ""] {
            let read = try Self.decode(Self.file([Self.entry(day, wrong)]), .daily)
            #expect(throws: DocumentError.self) {
                try read[0].declarations("Δ", submitted: Self.submitted)
            }
        }
    }

    @Test func `leave by day, by hour and corrected (E7)`() throws {
        func leave(
            _ day: String, _ type: String, _ hours: String = #""f_from": "", "f_to": """#
        )
            -> String
        {
            Self.entry(
                "\"f_date\": \"\(day)/11/2026\"",
                "{\"f_type\": \"\(type)\", \(hours), \"f_year\": \"2026\", \"f_req_days\": \"2\"}")
        }
        let hours = #""f_from": "08:00", "f_to": "10:00""#
        let bytes = Self.file([
            leave("24", "ΑΔΚΑΝ"), leave("25", "ΑΔΚΑΝ"), leave("27", "ΑΔΚΑΝ"),
            leave("26", "ΩΑΓΟΝ", hours),
        ])
        let read = try #require(try Self.decode(bytes, .leave).first)
        let made = try read.declarations("Α1", submitted: Self.submitted)
        let two = DateRange(from: "2026-11-24", to: "2026-11-25") ?? .always
        #expect(
            made.map(\.content) == [
                .leave(Leave("ΑΔΚΑΝ", .days(two), counting: 2)),
                .leave(Leave("ΑΔΚΑΝ", .days(DateRange("2026-11-27")), counting: 2)),
                .leave(
                    Leave("ΩΑΓΟΝ", .hours("2026-11-26", CivilSpan("08:00", "10:00")), counting: 2)),
            ])
        var correction = read
        correction.kind = .leaveCorrection
        correction.relatedProtocol = "Α1"
        correction.relatedDate = "2026-12-05"
        correction.entries.removeLast()
        let written = try ErganiFile.encode([correction], by: Self.directory)
        #expect(try Self.decode(written, .leaveCorrection) == [correction])
        let other = Declaration(
            "Α12/1", of: Self.maria, submitted: Self.submitted, made[0].content)
        let changes = try correction.changes(
            "Α2", submitted: Self.submitted, inForce: made + [other])
        #expect(
            changes.prefix(3) == made.map { .declarationWithdrawn($0.id) }[...]
                && changes.count == 5)
    }

    @Test func `codes are Greek: normalised, and Latin look-alikes refused`() throws {
        #expect(ErganiCode.all.count == 42 && Set(ErganiCode.all).count == 42)
        #expect(ErganiCode.leaveByDay.count == 29 && ErganiCode.leaveByHour.count == 7)
        for text in ["ΕΡΓ", "εργ", "Έργ", "ΕΡΓ\u{301}"] {
            #expect(ErganiCode(text) == .work, "\(text)")
        }
        #expect(ErganiCode("αδας") == ErganiCode("ΑΔΑΣ") && ErganiCode("αδασ") != nil)
        for (text, greek) in [("AN", "ΑΝ"), ("ME", "ΜΕ"), ("EPΓ", "ΕΡΓ"), ("an", "ΑΝ")] {
            let part = "{\"f_type\": \"\(text)\", \"f_from\": \"\", \"f_to\": \"\"}"
            let bytes = Self.file([Self.entry("\"f_date\": \"24/11/2026\"", part)])
            let error = refusal { () throws(DocumentError) in _ = try Self.decode(bytes, .daily) }
            #expect(error?.hint.contains("it is \(greek), here with Latin letters") == true)
        }
        #expect(ErganiCode("WORK") == nil)
    }

    @Test func `no error shows who somebody is`() throws {
        for number in ["123456789", "12345", "Παπαδοπούλου"] {
            let bytes = Self.file([
                Self.entry("\"f_date\": \"24/11/2026\"", Self.work, afm: number)
            ])
            let error = refusal { () throws(DocumentError) in _ = try Self.decode(bytes, .daily) }
            let text = try #require(error).description
            #expect(!text.contains(number) && text.contains("f_afm"))
        }
    }

    @Test func `files with unknown members, wrong dates or half a time are refused`() throws {
        let day = "\"f_date\": \"24/11/2026\""
        let wrong = [
            Self.file([Self.entry("\"f_date\": \"2026-11-24\"", Self.work)]),
            Self.file([Self.entry("\"f_date\": \"31/11/2026\"", Self.work)]),
            Self.file([Self.entry("\"f_day\": \"1\"", Self.work)]),
            Self.file([Self.entry(day, #"{"f_type": "ΕΡΓ", "f_from": "08:00", "f_to": ""}"#)]),
            Self.file([Self.entry(day, #"{"f_type": "ΕΡΓ", "f_from": "8:00", "f_to": "9:00"}"#)]),
            Self.file([Self.entry(day, #"{"f_type": "ΕΡΓ", "f_extra": ""}"#)]),
            Array("{}".utf8), Array("{\"WTOS\": {\"WTO\": {}}}".utf8),
        ]
        for bytes in wrong {
            #expect(throws: DocumentError.self) { try Self.decode(bytes, .daily) }
        }
    }

    @Test func `card files come back byte for byte, by the clock of the zone (E9)`() throws {
        let times: [(String, Int64)] = [
            ("2026-10-25T03:30:00.000000+03:00", 1_792_888_200),
            ("2026-10-25T03:30:00.000000+02:00", 1_792_891_800),
        ]
        let movements = times.map { _, seconds in
            ErganiMovement(
                Self.maria, .departure, at: Instant(secondsSince1970: seconds),
                workDate: "2026-10-24", delay: "002")
        }
        let cards = [ErganiCard(branch: "0", movements, comments: "Υπόλοιπα")]
        let bytes = try ErganiCardFile.encode(cards, by: Self.directory, zone: .athens)
        let text = String(decoding: bytes, as: UTF8.self)
        for (time, _) in times { #expect(text.contains(time)) }
        let read = try ErganiCardFile.decode(bytes, by: Self.directory)
        #expect(read == cards)
        #expect(try ErganiCardFile.encode(read, by: Self.directory, zone: .athens) == bytes)
        #expect(read[0].movements[0].event("k").kind == .departure)
        let stranger = ErganiDirectory(
            employer: "111111111", worker: Self.directory.worker, person: Self.directory.person)
        #expect(throws: DocumentError.self) {
            try ErganiCardFile.decode(bytes, by: stranger)
        }
    }

    // MARK: The example

    private func bytes(_ name: String) throws -> [UInt8] {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("Examples/ergani")
        return Array(try Data(contentsOf: folder.appendingPathComponent(name)))
    }

    @Test func `the example's fortnight has the findings that it should`() throws {
        var agenda = Agenda(try AgencyDocument.decode(try bytes("agency.json")))
        let list = String(decoding: try bytes("submissions.tsv"), as: UTF8.self)
        var count = 0
        for line in list.split(separator: "\n").dropFirst() {
            let columns = line.split(separator: "\t").map(String.init)
            let kind = try #require(ErganiSubmission.Kind(rawValue: columns[1]))
            let submitted = try #require(Instant(rfc3339: columns[3]))
            let file = try bytes(columns[0])
            let read = try Self.decode(file, kind)
            #expect(try ErganiFile.encode(read, by: Self.directory) == file, "\(columns[0])")
            for submission in read {
                let inForce = Set(submission.entries.map(\.worker))
                    .flatMap { agenda.declarations(of: $0) }
                    .sorted { $0.id < $1.id }
                for change in try submission.changes(
                    columns[2], submitted: submitted, inForce: inForce)
                {
                    try agenda.apply([Event(at: submitted, change)])
                    count += 1
                }
            }
        }
        #expect(count > 70)
        for card in try ErganiCardFile.decode(try bytes("cards.json"), by: Self.directory) {
            for (index, movement) in card.movements.enumerated() {
                let event = movement.event(ClockEvent.ID("k-\(index + 1)"))
                try agenda.apply([Event(at: movement.time, .clocked(event))])
            }
        }
        let dates = DateRange(from: "2026-11-16", to: "2026-11-29") ?? .always
        let now = try #require(Instant(rfc3339: "2026-12-20T08:00:00+02:00"))
        let found = agenda.workers.compactMap { agenda.inspection(of: $0, on: dates, at: now) }
            .flatMap(\.findings)
        let expected = String(decoding: try bytes("findings.txt"), as: UTF8.self)
        #expect(found.map { "\($0)\n" }.joined() == expected)
        #expect(Set(found.map(\.kind)).count >= 7)
        // Who is not on the card has no findings of the card.
        #expect(!expected.contains("absence: counsellor (c-20)"))
    }
}
