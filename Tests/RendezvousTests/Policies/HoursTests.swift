import Testing

@testable import Rendezvous

/// `keep-free`, `protected-capacity` and `interpreter-slots`: hours by the clock of the office.
struct HoursTests {
    private static func hours(_ day: Weekday, _ from: CivilTime, _ to: CivilTime) -> WeeklyHours {
        WeeklyHours([day: [CivilSpan(from, to)]])
    }

    @Test func `hours may end when an appointment starts, and start when it ends`() throws {
        let cases: [(CivilTime, CivilTime, Bool)] = [
            ("09:00", "10:00", true), ("09:00", "10:00:01", false), ("10:29:59", "11:00", false),
            ("10:30", "11:00", true), ("10:10", "10:11", false), ("09:00", "11:00", false),
        ]
        for (from, to, isFree) in cases {
            let desk = try PolicyDesk(Policy("p", .keepFree(Self.hours(.tuesday, from, to))))
            #expect(
                try desk.reason(PolicyDesk.placement()) == (isFree ? nil : .keptFree),
                "\(from) \(to)")
            #expect(try desk.reason(PolicyDesk.placement(days: 2)) == nil)
        }
    }

    @Test func `hours of a night reach into the next day`() throws {
        let desk = try PolicyDesk(
            Policy("p", .keepFree(Self.hours(.monday, "22:00", "02:00"))))
        for (time, days, isFree) in [
            (CivilTime("21:30"), 0, true), ("21:40", 0, false), ("23:50", 0, false),
            ("00:00", 1, false), ("01:50", 1, false), ("02:00", 1, true),
        ] {
            let placement = PolicyDesk.placement(time, days: days)
            #expect(try desk.reason(placement) == (isFree ? nil : .keptFree), "\(time)")
        }
        // An appointment of Monday that runs into hours of Tuesday.
        let tuesday = try PolicyDesk(
            Policy("p", .keepFree(Self.hours(.tuesday, "00:00", "00:10"))))
        #expect(try tuesday.reason(PolicyDesk.placement("23:40", days: 0)) == .keptFree)
        #expect(try tuesday.reason(PolicyDesk.placement("23:30", days: 0)) == nil)
    }

    /// On 28 March 2027 Athens goes from 03:00 to 04:00, on 31 October 2027 from 04:00 to 03:00.
    @Test func `hours follow the clock on the days on which it changes`() throws {
        let always = Policy("p", .keepFree(Self.hours(.sunday, "03:00", "05:00")))
        let desk = try PolicyDesk(always)
        let utc: [(String, Bool)] = [
            // Spring: 01:00 in UTC is 04:00, as 03:00 does not exist; 05:00 is 02:00.
            ("2027-03-28T00:30:00Z", true), ("2027-03-28T00:40:00Z", false),
            ("2027-03-28T01:30:00Z", false), ("2027-03-28T02:00:00Z", true),
            // Autumn: from the first 03:00, 00:00 in UTC, over three hours to 05:00.
            ("2027-10-30T23:30:00Z", true), ("2027-10-30T23:40:00Z", false),
            ("2027-10-31T02:30:00Z", false), ("2027-10-31T03:00:00Z", true),
        ]
        for (text, isFree) in utc {
            let start = try #require(Self.instant(text))
            let interval = try #require(Interval(start: start, end: start + .minutes(30)))
            let placement = Placement(interval, on: .video, with: "maria")
            #expect(try desk.reason(placement) == (isFree ? nil : .keptFree), "\(text)")
            // Protected hours are the same hours.
            for rule in [
                Rule.protectedCapacity(
                    Self.hours(.sunday, "03:00", "05:00"), for: ["g"], release: .time(.zero)),
                .interpreterSlots(
                    Self.hours(.sunday, "03:00", "05:00"), for: [.signed("gss")],
                    release: .time(.zero)),
            ] {
                let kept = try PolicyDesk(Policy("p", rule))
                #expect(try kept.reason(placement) == (isFree ? nil : .protected), "\(text)")
            }
        }
    }

    /// The instant of `2027-03-28T00:30:00Z`.
    private static func instant(_ text: String) -> Instant? {
        guard let date = CivilDate(String(text.prefix(10))),
            let time = CivilTime(String(text.dropFirst(11).prefix(8)))
        else { return nil }
        return ZoneRules.utc.resolve(date, time).earliest
    }

    // MARK: Protection and release

    @Test func `protected hours are for members of a group`() throws {
        let rule = Rule.protectedCapacity(
            Self.hours(.tuesday, "10:00", "10:10"), for: ["young", "care"], release: .days(0))
        let groups: [(Set<Group.ID>, Bool)] = [
            ([], false), (["old"], false), (["care"], true), (["old", "young"], true),
        ]
        for (groups, isAllowed) in groups {
            let desk = try PolicyDesk(
                Policy("p", rule), participants: [Participant("p-1", groups: groups)])
            #expect(
                try desk.reason(PolicyDesk.placement()) == (isAllowed ? nil : .protected))
            #expect(try desk.reason(PolicyDesk.placement("10:10")) == nil)
        }
    }

    @Test func `slots with an interpreter are for those who need one of the languages`() throws {
        let rule = Rule.interpreterSlots(
            Self.hours(.tuesday, "10:00", "10:10"), for: [.signed("gss"), .spoken("uk")],
            release: .days(0))
        let desk = try PolicyDesk(Policy("p", rule))
        let plain = PolicyDesk.placement()
        let interpreted = PolicyDesk.placement(interpreter: "i-1")
        #expect(try desk.reason(plain) == .protected)
        #expect(try desk.reason(interpreted, party: Party("p-1", needs: [.signed("gss")])) == nil)
        #expect(
            try desk.reason(interpreted, party: Party("p-1", needs: [.spoken("ar")])) == .protected)
        let both = Party("p-1", needs: [.spoken("ar"), .signed("gss")])
        #expect(try desk.reason(interpreted, party: both) == nil)
    }

    @Test(arguments: [
        Lead.time(.hours(5)), .days(1), .workingDays(1),
    ])
    func `hours are released to all at a second`(_ lead: Lead) throws {
        let release =
            lead == .time(.hours(5)) ? PolicyDesk.at("05:00") : PolicyDesk.at("00:00", days: 0)
        let hours = Self.hours(.tuesday, "10:00", "12:00")
        for rule in [
            Rule.protectedCapacity(hours, for: ["g"], release: lead),
            .interpreterSlots(hours, for: [.signed("gss")], release: lead),
        ] {
            let desk = try PolicyDesk(Policy("p", rule))
            #expect(
                try desk.reason(PolicyDesk.placement(), at: release - .second) == .protected)
            #expect(try desk.reason(PolicyDesk.placement(), at: release) == nil)
        }
    }
}
