import Foundation
import Rendezvous
import RendezvousDocuments
import Testing

@Suite struct TimetableSVGTests {
    @Test func `a week's picture stands alone, and says in words what it shows`() throws {
        var agency = Agency(founded: Samples.founded)
        try agency.give(.athens)
        try agency.add(Office("o", zone: "Europe/Athens", hours: .always))
        try agency.add(Counsellor("<&\"", at: "o"))
        let worker = Worker.counsellor("<&\"")
        let night = DayTimetable([
            WorkStretch(CivilSpan("22:00", "06:00")),
            WorkStretch(CivilSpan("09:00", "11:00"), at: .telework),
        ])
        let contents: [Declaration.Content] = [
            .daily(night, DateRange("2026-10-24")),
            .overtime(Overtime("2026-10-25", CivilSpan("18:00", "19:00"))),
            .leave(Leave("annual", .days(DateRange("2026-10-26")))),
        ]
        for (index, content) in contents.enumerated() {
            try agency.declare(
                Declaration(
                    Declaration.ID("d-\(index)"), of: worker, submitted: Samples.founded, content))
        }
        let dates = try #require(DateRange(from: "2026-10-24", to: "2026-10-30"))
        let days = try #require(
            Agenda(agency).timetable(of: worker, on: dates, at: Samples.founded))
        let text = String(
            decoding: TimetableSVG.encode(days, of: worker, zone: .athens), as: UTF8.self)
        #expect(text.contains("&lt;&amp;&quot;") && !text.contains("<&"))
        // Sunday has 25 hours: seven of the night of 24 October are on it.
        #expect(text.contains("2026-10-24: declared 4 h, telework 2 h;"))
        #expect(text.contains("2026-10-25: declared 8 h, overtime 1 h;"))
        #expect(text.contains("2026-10-26: leave 24 h; 2026-10-27: nothing"))
        #expect(text.components(separatedBy: "<title>leave</title>").count == 2)
        // The legend says what there is, and lies inside the picture.
        let legend = text.components(separatedBy: "height=\"12\"").dropFirst()
        let names = ["declared", "telework", "overtime", "leave"]
        #expect(legend.count == names.count)
        #expect(zip(legend, names).allSatisfy { $0.contains(">\($1)</text>") })
        let size = text.components(separatedBy: "viewBox=\"0 0 ")[1].prefix { $0 != " " }
        let width = try #require(Int(size))
        #expect(width >= 8 + 90 * names.count)
        #expect(TimetableSVG.encode([], of: worker, zone: .athens).count > 100)
    }
}
