import Rendezvous
import Testing

struct HolidayTests {
    private static let shipped = [
        HolidayCalendar.greece, HolidayCalendar.romania, HolidayCalendar.denmark,
    ]

    /// The dates on which the calendar of Greece and the fixture disagree, all about 1 May.
    ///
    /// The fixture keeps 1 May beside its substitute (2021, 2022), misses a decision (2016), and
    /// foretells some that nobody has taken (2027, 2032, 2033).
    private static let onlyHere: Set<CivilDate> = ["2016-05-03"]
    private static let onlyThere: Set<CivilDate> = [
        "2016-05-01", "2021-05-01", "2022-05-01", "2027-05-04", "2032-05-04", "2033-05-02",
    ]

    @Test(arguments: shipped)
    func `the holidays of 2015 to 2035 are those of the fixture`(calendar: HolidayCalendar) throws {
        var expected: [CivilDate: String] = [:]
        for line in try TimeTests.fixture("holidays-2015-2035.txt")
        where line.hasPrefix(calendar.id) {
            let date = try #require(CivilDate(line.dropFirst(3).prefix(10)))
            expected[date] = String(line.split(separator: "\t")[1])
        }
        #expect(expected.count > 200)
        var found: [CivilDate: [String]] = [:]
        for year in 2_015...2_035 {
            for (date, holiday) in calendar.holidays(in: year) {
                found[date, default: []].append(holiday.localName)
            }
        }
        let isGreek = calendar.id == "GR"
        #expect(Set(found.keys).subtracting(expected.keys) == (isGreek ? Self.onlyHere : []))
        #expect(Set(expected.keys).subtracting(found.keys) == (isGreek ? Self.onlyThere : []))
        for (date, names) in found {
            guard let text = expected[date] else { continue }
            let separate = text.split(separator: "; ").map {
                String($0.replacing(" (παρατηρήθηκε)", with: ""))
            }
            #expect(names.sorted() == separate.sorted(), "\(calendar.id) \(date)")
        }
    }

    @Test(arguments: shipped)
    func `listing a year and asking day by day agree`(calendar: HolidayCalendar) throws {
        for year in [1, 1_770, 1_771, 2_008, 2_015, 2_016, 2_024, 2_026, 9_999] {
            let listed = calendar.holidays(in: year)
            #expect(listed.map(\.date) == listed.map(\.date).sorted())
            let first = try #require(CivilDate(year: year, month: 1, day: 1))
            let last = try #require(CivilDate(year: year, month: 12, day: 31))
            for date in first...last {
                #expect(calendar.holiday(on: date) == listed.first { $0.date == date }?.holiday)
                #expect(calendar.contains(date) == listed.contains { $0.date == date })
            }
        }
    }

    @Test func `laws take effect in their years`() {
        let (romania, denmark) = (HolidayCalendar.romania, HolidayCalendar.denmark)
        #expect(!romania.contains("2023-01-06") && romania.contains("2024-01-06"))
        #expect(!romania.contains("2023-01-07") && romania.contains("2024-01-07"))
        #expect(!romania.contains("2016-01-24") && romania.contains("2017-01-24"))
        #expect(!romania.contains("2017-04-14") && romania.contains("2018-04-06"))
        #expect(!romania.contains("2016-06-01") && romania.contains("2017-06-01"))
        #expect(!romania.contains("2011-11-30") && romania.contains("2012-11-30"))
        #expect(!romania.contains("2008-08-15") && romania.contains("2009-08-15"))
        #expect(denmark.contains("2023-05-05") && !denmark.contains("2024-04-26"))
    }

    @Test func `one May of Greece moves by decision`() {
        let greece = HolidayCalendar.greece
        #expect(greece.holiday(on: "2026-05-01")?.localName == "Εργατική Πρωτομαγιά")
        #expect(!greece.contains("2024-05-01"))
        #expect(greece.holiday(on: "2024-05-07")?.name == "Labour Day")
        #expect(greece.holiday(on: "2016-05-02")?.name == "Easter Monday")
    }

    @Test func `two holidays on one date are both listed`() {
        let listed = HolidayCalendar.romania.holidays(in: 2_026).filter { $0.date == "2026-06-01" }
        #expect(listed.map(\.holiday.name) == ["Whit Monday", "Children's Day"])
    }

    @Test func `calendars are found by their codes`() {
        for calendar in Self.shipped { #expect(HolidayCalendar.shipped(calendar.id) == calendar) }
        #expect(HolidayCalendar.shipped("gr") == nil)
    }

    @Test func `weekdays are counted from both ends of a month`() {
        let november: [Int: CivilDate?] = [
            1: "2026-11-02", 5: "2026-11-30", -1: "2026-11-30", -5: "2026-11-02",
            0: nil, 6: nil, -6: nil,
        ]
        for (number, date) in november {
            #expect(HolidayRule.nth(number, .monday, month: 11).date(for: 2_026) == date)
        }
        #expect(HolidayRule.nth(5, .tuesday, month: 11).date(for: 2_026) == nil)
        #expect(HolidayRule.nth(-5, .tuesday, month: 11).date(for: 2_026) == nil)
        #expect(HolidayRule.nth(.min, .monday, month: 11).date(for: 2_026) == nil)
    }

    @Test func `weekdays on, after and before a day are at most six days away`() throws {
        for day in 1...30 {
            let anchor = try #require(CivilDate(year: 2_026, month: 11, day: day))
            for weekday in Weekday.allCases {
                let after = try #require(
                    HolidayRule.onOrAfter(weekday, month: 11, day: day).date(for: 2_026))
                let before = try #require(
                    HolidayRule.onOrBefore(weekday, month: 11, day: day).date(for: 2_026))
                #expect(after.weekday == weekday && before.weekday == weekday)
                #expect((0...6).contains(anchor.distance(to: after)))
                #expect((0...6).contains(before.distance(to: anchor)))
            }
        }
    }

    @Test func `a rule that leaves its year is found in the neighbouring year`() {
        let calendar = HolidayCalendar(
            id: "X", name: "Crossing",
            holidays: [
                Holiday(
                    name: "Late", localName: "Late",
                    rule: .onOrAfter(.monday, month: 12, day: 31)),
                Holiday(
                    name: "Early", localName: "Early",
                    rule: .onOrBefore(.wednesday, month: 1, day: 1)),
            ])
        // 31 December 2026 is a Thursday, 1 January 2027 a Friday.
        #expect(calendar.holiday(on: "2027-01-04")?.name == "Late")
        #expect(calendar.holiday(on: "2026-12-30")?.name == "Early")
        #expect(calendar.holidays(in: 2_027).map(\.date) == ["2027-01-04", "2027-12-29"])
    }

    @Test func `rules that name no day give none`() {
        let rules: [HolidayRule] = [
            .fixed(month: 13, day: 1), .fixed(month: 2, day: 30), .nth(1, .monday, month: 0),
            .onOrAfter(.monday, month: 4, day: 31), .onOrBefore(.monday, month: .max, day: .min),
            .easter(.western, offset: 367), .easter(.orthodox, offset: .min),
            .moved(month: 2, day: 29, to: [:]),
        ]
        for rule in rules { #expect(rule.date(for: 2_026) == nil) }
        #expect(HolidayRule.fixed(month: 2, day: 29).date(for: 2_028) == "2028-02-29")
        #expect(HolidayRule.easter(.western, offset: 366).date(for: 2_026) == "2027-04-06")
        #expect(HolidayCalendar.denmark.holidays(in: .max).isEmpty)
        #expect(HolidayCalendar.denmark.holidays(in: .min).isEmpty)
    }
}
