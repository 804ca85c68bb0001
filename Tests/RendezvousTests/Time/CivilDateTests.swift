import Foundation
import Rendezvous
import Testing

struct CivilDateTests {
    @Test func `dates and their parts and texts are made from each other`() throws {
        for number in stride(from: -719_162, through: 2_932_896, by: 7) {
            let date = CivilDate(dayNumber: number)
            let (year, month, day) = date.parts
            #expect(CivilDate(year: year, month: month, day: day)?.dayNumber == number)
            #expect(CivilDate(date.description) == date)
        }
    }

    @Test func `every day follows the one before it`() {
        // Around every kind of February and turn of a year, without going through all years.
        for year in [1, 2, 4, 100, 400, 1_582, 1_900, 1_970, 2_000, 2_024, 2_100, 9_998] {
            var expected = (year: year, month: 1, day: 1)
            var number = CivilDate(year: year, month: 1, day: 1)?.dayNumber ?? 0
            while expected.year == year {
                #expect(CivilDate(dayNumber: number).parts == expected)
                number += 1
                expected.day += 1
                if expected.day > CivilDate.daysInMonth(expected.month, of: expected.year) {
                    expected = (expected.year, expected.month + 1, 1)
                }
                if expected.month > 12 { expected = (expected.year + 1, 1, 1) }
            }
        }
    }

    @Test func `dates from 1583 on are those of the Gregorian calendar of Foundation`() throws {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = try #require(TimeZone(secondsFromGMT: 0))
        let first = try #require(CivilDate(year: 1_583, month: 1, day: 1)).dayNumber
        for number in stride(from: first, through: CivilDate.max.dayNumber, by: 211) {
            let instant = Date(timeIntervalSince1970: Double(number) * 86_400)
            let parts = calendar.dateComponents([.year, .month, .day, .weekday], from: instant)
            let date = CivilDate(dayNumber: number)
            #expect(parts.year == date.year)
            #expect(parts.month == date.parts.month && parts.day == date.parts.day)
            // Foundation counts from Sunday, 1.
            #expect(parts.weekday == date.weekday.rawValue % 7 + 1)
        }
    }

    @Test func `days outside the years 1 to 9999 do not exist`() {
        #expect(CivilDate(year: 0, month: 12, day: 31) == nil)
        #expect(CivilDate(year: 1, month: 1, day: 1) == .min)
        #expect(CivilDate(year: 9_999, month: 12, day: 31) == .max)
        #expect(CivilDate(year: 10_000, month: 1, day: 1) == nil)
        #expect(CivilDate(year: .max, month: .min, day: .max) == nil)
        #expect(CivilDate(year: 2_026, month: 0, day: 1) == nil)
        #expect(CivilDate(year: 2_026, month: 13, day: 1) == nil)
        #expect(CivilDate(year: 2_026, month: 2, day: 29) == nil)
        #expect(CivilDate(year: 2_028, month: 2, day: 29) != nil)
        #expect(CivilDate(year: 2_100, month: 2, day: 29) == nil)
        #expect(CivilDate(year: 2_026, month: 11, day: 0) == nil)
    }

    @Test func `arithmetic stops at the first and the last day`() {
        #expect(CivilDate(dayNumber: .min) == .min && CivilDate(dayNumber: .max) == .max)
        #expect(CivilDate.max.advanced(by: 1) == .max && CivilDate.min.advanced(by: -1) == .min)
        #expect(CivilDate.max.advanced(by: .max) == .max)
        #expect(CivilDate.min.advanced(by: .min) == .min)
        #expect(CivilDate.min.advanced(by: .max) == .max)
        #expect(CivilDate.min.distance(to: .max) == 3_652_058)
        #expect(CivilDate.min.description == "0001-01-01" && CivilDate.min.weekday == .monday)
        #expect(CivilDate.max.description == "9999-12-31" && CivilDate.max.weekday == .friday)
    }

    @Test(arguments: [
        "", "2026-11-2", "2026-11-230", "2026/11/23", "2026-11-3١", "+026-11-23", "2026-1a-23",
        "-026-11-23", "2026-02-29", "0000-01-01", "２０２６-11-23", "2026-11-23 ",
    ])
    func `texts in any other form are no dates`(text: String) {
        #expect(CivilDate(text) == nil)
    }
}
