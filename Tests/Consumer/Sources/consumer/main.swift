import Rendezvous

// What an engineer who embeds the engine does first: build, search, book, apply.
let now = Instant(secondsSince1970: 1_795_507_200)
var agency = Agency(founded: now)
try agency.give(.athens)
try agency.add(Field("jobseekers", name: "Counselling"))
try agency.add(
    Service("advice", in: "jobseekers", lasting: .minutes(30), gap: Gap(after: .minutes(10))))
try agency.add(
    Office("kypseli", zone: "Europe/Athens", hours: .weekdays(from: "08:00", to: "15:00")))
try agency.add(Counsellor("c-17", at: "kypseli"))
let day = DayTimetable(from: "08:00", to: "14:30")
try agency.declare(
    Declaration(
        "d-1", of: .counsellor("c-17"), submitted: now,
        .weekly([day, day, day, day, day, .rest, .rest], DateRange(from: "2026-11-01"))))
var agenda = Agenda(agency)
let fortnight = Interval(start: now, end: now + .hours(24 * 14)) ?? .always
let ask = Request(for: Party("p-204"), service: "advice", within: IntervalSet(fortnight))
if let opening = try agenda.openings(for: ask, at: now).all.first {
    let events = try agenda.decide(.book(opening.placement, for: ask), at: now)
    try agenda.apply(events)
    print("booked \(opening.placement.interval) with \(opening.placement.counsellor)")
}
