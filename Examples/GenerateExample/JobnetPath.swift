import Rendezvous

extension Jobnet.Story {
    /// What the person asks for.
    var asked: RegistrationCategory {
        switch self {
        case .member, .insuredWithoutRecord, .struckOff: .unemploymentBenefit
        case .withoutBenefit: .noBenefit
        case .graduate, .entitledGraduate, .departedGraduate: .graduate
        case .comes, .comesUnready, .neverComes, .returns: .cashBenefit
        }
    }
}

/// What is done about one person of the example, from their registration on.
struct Path {
    let person: Subject.ID
    let office: Office.ID
    let day: CivilDate
    let at: Instant
    let number: Int
    private(set) var acts: [Jobnet.Act] = []

    init(person: Subject.ID, office: Office.ID, day: CivilDate, at: Instant, number: Int) {
        self.person = person
        self.office = office
        self.day = day
        self.at = at
        self.number = number
    }

    /// Does what a story says, and answers how the person stands at the end.
    mutating func follow(
        _ story: Jobnet.Story, _ details: RegistrationDetails, _ random: inout SeededGenerator
    ) -> String {
        if story == .member || story == .struckOff {
            add(.noteMembership(person, "fund"), by: .fund("fund"), at: at - .hours(1))
        }
        add(.register(person, story.asked, details), at: at)
        switch story {
        case .member: return "unemployment-benefit"
        case .insuredWithoutRecord, .withoutBenefit: return "no-benefit"
        case .graduate: return "graduate"
        case .neverComes: return "unregistered"
        case .entitledGraduate, .departedGraduate: return graduate(story, &random)
        case .comes, .comesUnready, .returns: return applicant(story, &random)
        case .struckOff:
            strikeOff(after: day)
            return "ended: missed-confirmation"
        }
    }

    private mutating func graduate(
        _ story: Jobnet.Story, _ random: inout SeededGenerator
    ) -> String {
        let entitled = day.advanced(by: 14 + random.number(below: 14))
        if story == .departedGraduate {
            add(.grantAccess(person, .codeByLetter), by: .system, on: 1, "09:00")
            add(.deregister(person, .ownRequest), on: 2, "09:00")
        }
        add(.noteEntitlement(person, from: entitled), by: .fund("fund"), on: 3, "09:00")
        return story == .departedGraduate ? "ended: own-request" : "unemployment-benefit"
    }

    private mutating func applicant(
        _ story: Jobnet.Story, _ random: inout SeededGenerator
    ) -> String {
        let kind = random.one((CashCase.cash, 3), (.start, 1), (.introduction, 1))
        let isUnready = story == .comesUnready
        let group: MatchGroup = isUnready ? random.one((.two, 2), (.three, 1)) : .one
        // Some come on the day, some on the last one.
        let isLate = random.happens(300)
        let visit =
            isLate ? JobnetDays.lastDay(after: day) : JobnetDays.opening(after: day)
        let time = CivilTime(secondOfDay: 36_000 + random.number(below: 300) * 60)
        add(
            .visit(person, kind, group), by: .office(office), at: Jobnet.instant(visit, time))
        guard story == .returns else { return isUnready ? "on-the-books" : "cash-benefit" }
        strikeOff(after: visit)
        let back = visit.advanced(by: 8 + random.number(below: 8))
        add(.reregister(person), at: Jobnet.instant(back, "20:00"))
        return "cash-benefit"
    }

    /// The first day after the seven on which a confirmation was due.
    private mutating func strikeOff(after date: CivilDate) {
        let off = Jobnet.instant(date.advanced(by: 8), "03:00")
        add(.deregister(person, .missedConfirmation), by: .system, at: off)
    }

    private mutating func add(
        _ command: RegistrationCommand, by actor: CaseActor = .citizen, on days: Int,
        _ time: CivilTime
    ) {
        add(command, by: actor, at: Jobnet.instant(day.advanced(by: days), time))
    }

    private mutating func add(
        _ command: RegistrationCommand, by actor: CaseActor = .citizen, at instant: Instant
    ) {
        acts.append(Jobnet.Act(at: instant, number: number, actor: actor, command: command))
    }
}
