import Rendezvous
import Testing

struct EasterTests {
    @Test func `both Easters of 2000 to 2050 are those of the published tables`() throws {
        let lines = try TimeTests.fixture("easter-2000-2050.txt")
        #expect(lines.count == 51)
        for line in lines {
            let fields = line.split(separator: " ")
            let year = try #require(Int(fields[0]))
            #expect(Easter.western(year: year) == CivilDate(fields[1]))
            #expect(Easter.orthodox(year: year) == CivilDate(fields[2]))
        }
    }

    @Test func `both Easters are Sundays within their limits in every year`() throws {
        for year in Easter.years {
            let western = try #require(Easter.western(year: year))
            let orthodox = try #require(Easter.orthodox(year: year))
            #expect(western.weekday == .sunday && orthodox.weekday == .sunday)
            #expect(western.year == year && orthodox.year == year)
            let earliest = try #require(CivilDate(year: year, month: 3, day: 22))
            #expect((earliest...earliest.advanced(by: 34)).contains(western))
            // Until the calendars have drifted apart by months, the Orthodox one is never earlier.
            if year <= 2_700 { #expect(western <= orthodox) }
        }
    }

    @Test(arguments: [1_582, 0, -1, 10_000, Int.min, Int.max])
    func `years outside the Gregorian calendar have no Easter`(year: Int) {
        #expect(Easter.western(year: year) == nil)
        #expect(Easter.orthodox(year: year) == nil)
        #expect(Easter.Reckoning.allCases.allSatisfy { $0.date(in: year) == nil })
    }

    @Test func `the first and last years and the extreme dates are right`() {
        #expect(Easter.western(year: 1_583) == "1583-04-10")
        #expect(Easter.orthodox(year: 1_583) == "1583-04-10")
        #expect(Easter.western(year: 1_818) == "1818-03-22")
        #expect(Easter.western(year: 1_943) == "1943-04-25")
        #expect(Easter.orthodox(year: 1_983) == "1983-05-08")
        #expect(Easter.orthodox(year: 2_010) == "2010-04-04")
        #expect(Easter.western(year: 9_999) != nil)
        #expect(Easter.orthodox(year: 9_999) != nil)
    }
}
