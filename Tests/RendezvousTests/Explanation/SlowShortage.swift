import Testing

@testable import Rendezvous

/// How far the starts of each counsellor-day get, found by examining every start with every
/// interpreter and every room: the slow reference.
struct SlowShortage {
    let agenda: Agenda
    let question: Question
    let instant: Instant

    /// The reason of each counsellor-day, by counsellor and date; `nil` where a start passes.
    func days() -> [(counsellor: Int, date: CivilDate, reason: Reason?)] {
        var found: [(counsellor: Int, date: CivilDate, reason: Reason?)] = []
        for number in agenda.supply.catalogue.counsellors.ids.indices {
            for date in dates(number) {
                if let reason = reason(number, on: date) { found.append((number, date, reason)) }
            }
        }
        return found
    }

    private func dates(_ number: Int) -> [CivilDate] {
        let zone = agenda.calendars.zone(ofCounsellor: number)
        let last = instant + .hours(24 * 734)
        var dates: Set<CivilDate> = []
        for window in question.windows?.intervals ?? [] {
            guard let part = Interval(start: max(window.start, instant), end: min(window.end, last))
            else { continue }
            let range = DateRange(
                from: zone.local(part.start).date, to: zone.local(part.end - Seconds(1)).date)
            for date in range.map({ Array($0.first...$0.last) }) ?? [] { dates.insert(date) }
        }
        return dates.sorted()
    }

    /// `nil` if the day is not counted, `.some(nil)` if a start passes.
    private func reason(_ number: Int, on date: CivilDate) -> Reason?? {
        let catalogue = agenda.supply.catalogue
        let zone = agenda.calendars.zone(ofCounsellor: number)
        guard let counsellor = catalogue.counsellors.value(number, on: date),
            let office = catalogue.offices.number(of: counsellor.office).flatMap({
                catalogue.offices.value($0, on: date)
            }), let service = catalogue.services.value(question.service, on: date)
        else { return isEverInScope(number) ? .some(.notInForce) : nil }
        guard question.includes(office) else { return nil }
        guard let day = zone.day(date) else { return .some(.notInForce) }
        let unmet = question.unmet(by: counsellor)
        var farthest: Reason?
        var start = day.start
        while start < day.end {
            let shown = zone.local(start).time.secondOfDay
            if shown % (service.startGrid * 60) == 0 {
                guard let reason = reason(number, at: start, service, office, unmet) else {
                    return .some(nil)
                }
                farthest = [farthest, reason].compactMap { $0 }.max()
            }
            start = start + .minutes(1)
        }
        return .some(farthest ?? .outsideWindow)
    }

    private func isEverInScope(_ number: Int) -> Bool {
        let catalogue = agenda.supply.catalogue
        return catalogue.counsellors.versions[number].values.contains { counsellor in
            catalogue.offices.number(of: counsellor.office).map { office in
                catalogue.offices.versions[office].values.contains(where: question.includes)
            } ?? false
        }
    }

    /// The reason of the placement at a start that gets farthest.
    private func reason(
        _ number: Int, at start: Instant, _ service: Service, _ office: Office,
        _ unmet: [Communication]
    ) -> Reason? {
        let catalogue = agenda.supply.catalogue
        let needsInterpreter = !unmet.isEmpty
        let length =
            needsInterpreter ? service.interpretedDuration ?? service.duration : service.duration
        guard let interval = Interval(start: start, end: start + length) else { return .notInForce }
        var best: Reason?
        for channel in Channel.allCases {
            let needsRoom = channel == .office && question.needsRoom(service, in: office)
            let interpreters: [Int?] =
                [nil] + (needsInterpreter ? catalogue.interpreters.ids.indices.map { $0 } : [])
            let rooms: [Int?] = [nil] + (needsRoom ? catalogue.rooms.ids.indices.map { $0 } : [])
            for interpreter in interpreters {
                for room in rooms {
                    let spot = Spot(
                        interval, channel, counsellor: number, interpreter: interpreter,
                        room: room, isInterpreted: needsInterpreter)
                    guard let reason = agenda.examine(spot, for: question, at: instant) else {
                        return nil
                    }
                    best = [best, named(reason)].compactMap { $0 }.max()
                    if reason < .participantOverlap, reason != .notInForce { break }
                }
            }
        }
        return best
    }

    /// A meeting for which nobody or no room is named stands for one where none is free.
    private func named(_ reason: Reason) -> Reason {
        switch reason {
        case .interpreterMissing: .interpreterUnavailable
        case .roomMissing: .roomUnavailable
        default: reason
        }
    }
}
