import Rendezvous
import RendezvousSimulation

/// A small agency with an appointment book, and clients for it.
enum BookFixture {
    static let founded = Instant(secondsSince1970: 1_761_955_200)

    /// Two offices with half the counsellors each; half-hour appointments on the half hour.
    static func agency(
        counsellors: Int = 6, gap: Gap = .none, dailyLimit: Int? = nil, horizon: Int = 40,
        notice: Seconds = .zero, interpreter: Bool = false
    ) throws -> Agency {
        var agency = Agency(founded: founded)
        try agency.give(.athens)
        for id in ["north", "south"] {
            try agency.add(
                Office(
                    Office.ID(id), zone: "Europe/Athens",
                    hours: .weekdays(from: "08:00", to: "16:00")))
        }
        try agency.add(Field("jobs", name: "Jobs"))
        try agency.add(
            Service(
                "advice", in: "jobs", lasting: .minutes(30), gap: gap, channels: [.phone],
                minimumNotice: notice, horizon: horizon, startGrid: 30))
        for number in 0..<counsellors {
            let id = Counsellor.ID("c-\(number)")
            try agency.add(
                Counsellor(
                    id, at: number % 2 == 0 ? "north" : "south", dailyLimit: dailyLimit))
            // Not all work the same hours.
            let day = DayTimetable(
                from: number % 3 == 0 ? "08:00" : "09:00", to: number % 3 == 1 ? "14:00" : "16:00")
            let week = Array(repeating: day, count: 5) + [.rest, .rest]
            try agency.declare(
                Declaration(
                    Declaration.ID("d-\(number)"), of: .counsellor(id), submitted: founded,
                    .weekly(week, DateRange(from: "2025-01-01"))))
        }
        if interpreter {
            try agency.add(
                Interpreter("i-1", communications: [.signed("gss")], zone: "Europe/Athens"))
            let day = DayTimetable(from: "09:00", to: "12:00")
            try agency.declare(
                Declaration(
                    "d-i", of: .interpreter("i-1"), submitted: founded,
                    .weekly(
                        Array(repeating: day, count: 5) + [.rest, .rest],
                        DateRange(from: "2025-01-01"))))
        }
        return agency
    }

    /// Clients of all kinds, 60 a day times `load`; six counsellors can serve about 80.
    static func clients(_ load: Double = 1) throws -> [ClientStream] {
        var all = ClientStream("all", service: "advice", perDay: 40 * load)
        all.noShow = [
            .init(from: 0, share: 0.05), .init(from: 3, share: 0.15), .init(from: 7, share: 0.3),
        ]
        all.cancels = 0.15
        all.length = try .logNormal(mean: 1_500, variation: 0.4)
        all.lateness = try .zeroOrExponential(share: 0.7, mean: 240)
        all.window = 4
        all.waits = 0.5
        all.consents = 0.7
        var north = ClientStream("north", service: "advice", perDay: 20 * load)
        north.offices = ["north"]
        north.groups = ["vulnerable"]
        north.cancels = 0.1
        north.notice = 86_400
        north.window = 4
        north.waits = 1
        north.hasOwnCounsellor = true
        return [all, north]
    }

    /// Half the mornings, kept for one group until two days before.
    static let reserve = Policy(
        "reserve",
        .protectedCapacity(
            .weekdays(from: "08:00", to: "10:00"), for: ["vulnerable"], release: .days(2)))

    static func scenario(
        _ agency: Agency, clients: [ClientStream], days: Int = 9, warmUp: Int = 0,
        absences: [AbsencePattern] = [], isLight: Bool = false
    ) throws -> BookScenario {
        try BookScenario(
            events: agency.events, from: "2026-03-23", days: days, warmUp: warmUp,
            clients: clients, absences: absences, target: 5, isLight: isLight)
    }
}
