import Rendezvous
import RendezvousThreads

/// What the examples of the pages take for granted: a Monday, an agency with one counsellor, and
/// somebody who asks.
enum World {
    /// Monday 23 November 2026, 08:00 in Athens.
    static let now = ZoneRules.athens.resolve("2026-11-23", "08:00").earliest
    /// The fortnight from then on.
    static let fortnight = IntervalSet(
        Interval(start: now, end: now + .hours(24 * 14)) ?? .always)

    /// Two offices with a counsellor each, who advise for 30 minutes.
    static func agency() throws -> Agency {
        var agency = Agency(founded: now)
        try agency.give(.athens)
        try agency.give(.greece)
        try agency.add(Field("jobseekers", name: "Counselling"))
        try agency.add(
            Service(
                "advice", in: "jobseekers", lasting: .minutes(30), gap: Gap(after: .minutes(10))))
        for (office, counsellor) in [("kypseli", "c-17"), ("patisia", "c-18")] {
            try agency.add(
                Office(
                    Office.ID(office), zone: "Europe/Athens",
                    hours: .weekdays(from: "08:00", to: "15:00"), holidays: "GR"))
            try agency.add(Counsellor(Counsellor.ID(counsellor), at: Office.ID(office)))
            let day = DayTimetable(from: "08:00", to: "14:30")
            try agency.declare(
                Declaration(
                    Declaration.ID(counsellor), of: .counsellor(Counsellor.ID(counsellor)),
                    submitted: now,
                    .weekly(
                        [day, day, day, day, day, .rest, .rest], DateRange(from: "2026-11-01"))))
        }
        return agency
    }

    /// Somebody who asks for advice within the fortnight.
    static func request(_ person: Subject.ID = "p-204") -> Request {
        Request(
            Request.ID("r-\(person)"), for: Party(person), service: "advice", within: fortnight)
    }
}
