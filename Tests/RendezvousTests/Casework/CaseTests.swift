import Rendezvous
import RendezvousVerifier
import Testing

/// Cases and contact plans, rule by rule (C1–C6).
@Suite struct CaseTests {
    private typealias Scene = CaseScenario

    @Test func `a plan has a day to book by and a day to hold by, counted by its stage (C2)`()
        throws
    {
        var scene = try Scene()
        try scene.perform(.open("p", "hard", at: Scene.north, manager: "ana"), "2026-03-02")
        func contact(_ date: CivilDate) throws -> Contact {
            try #require(scene.agenda.contact(of: "p", at: Scene.at(date)))
        }
        let first = try contact("2026-03-02")
        // Monday 2 March: five and ten working days on are Mondays; nothing is closed.
        #expect(first.days.bookBy == "2026-03-09")
        #expect(first.days.holdBy == "2026-03-16")
        #expect(first.manager == "ana" && first.number == 1)
        #expect(first.state == .ahead)
        #expect(try contact("2026-03-03").state == .due)
        #expect(try contact("2026-03-09").state == .due)
        #expect(try contact("2026-03-10").state == .lateToBook)
        #expect(try contact("2026-03-16").state == .lateToBook)
        #expect(try contact("2026-03-17").state == .overdue)
        let id = try scene.book("p", "2026-03-03")
        #expect(try contact("2026-03-03").state == .booked)
        #expect(try contact("2026-03-03").appointment == id)
        try scene.hold(id)
        try scene.perform(.recordContact("p", on: "2026-03-20"), "2026-03-20")
        let third = try contact("2026-03-20")
        #expect(third.number == 3)
        #expect(third.days.anchor == "2026-03-20")
        #expect(third.days.opens == "2026-04-04")
        #expect(third.days.holdBy == "2026-04-19")
        let held = scene.agenda.heldContacts(of: "p")
        #expect(held.map(\.number) == [1, 2])
        #expect(held[0].appointment == id && held[1].appointment == nil)
        #expect(held[0].isInTime && held[0].held == "2026-03-03")
        try scene.expectSound()
    }

    @Test func `Easter does not count among working days of a plan (C2)`() throws {
        var scene = try Scene()
        // Orthodox Easter 2026 is 12 April: Friday the 10th and Monday the 13th are holidays.
        try scene.perform(.open("p", "hard", at: Scene.north), "2026-04-08")
        let contact = try #require(scene.agenda.contact(of: "p", at: Scene.at("2026-04-08")))
        #expect(contact.days.bookBy == "2026-04-17")
        #expect(contact.days.holdBy == "2026-04-24")
    }

    @Test func `what is booked after the last day is booked late (C2)`() throws {
        var scene = try Scene()
        try scene.perform(.open("p", "hard", at: Scene.north), "2026-03-02")
        let now = Scene.at("2026-03-30")
        #expect(scene.agenda.contact(of: "p", at: now)?.state == .overdue)
        try scene.book("p", "2026-03-30")
        #expect(scene.agenda.contact(of: "p", at: now)?.state == .bookedLate)
        #expect(scene.agenda.contactsDue(at: now, through: "2026-04-30").map(\.person) == ["p"])
        #expect(scene.agenda.contactRequests(at: now, through: "2026-04-30").isEmpty)
    }

    @Test func `a new profile begins the plan of its segment (C2)`() throws {
        var scene = try Scene()
        try scene.perform(.open("p", "easy", at: Scene.north), "2026-03-02")
        #expect(scene.refusal(.profile("p", "easy"), "2026-03-09") == .unchanged)
        #expect(scene.refusal(.profile("p", "nothing"), "2026-03-09") == .unknownSegment)
        try scene.perform(.profile("p", "hard"), "2026-03-09")
        let contact = try #require(scene.agenda.contact(of: "p", at: Scene.at("2026-03-09")))
        #expect(contact.segment == "hard" && contact.days.anchor == "2026-03-09")
    }

    @Test func `due windows become requests that the planner serves within them (C2, C4)`() throws {
        var scene = try Scene()
        for number in 1...6 {
            let person = Subject.ID("p-\(number)")
            try scene.perform(.open(person, "hard", at: Scene.north, manager: "ana"), "2026-03-02")
        }
        try scene.perform(.group("p-3", ["homeless"]), "2026-03-02")
        try scene.perform(.noteNeeds("p-4", [.spoken("uk")]), "2026-03-02")
        let now = Scene.at("2026-03-03")
        let requests = scene.agenda.contactRequests(at: now, through: "2026-03-10")
        #expect(requests.map(\.id) == ["p-3", "p-1", "p-2", "p-4", "p-5", "p-6"])
        #expect(requests.map(\.weight) == [8, 4, 4, 4, 4, 4])
        #expect(requests[3].party.needs == [.spoken("uk")])
        #expect(requests.allSatisfy { $0.scope == .offices([Scene.north]) })
        #expect(requests.allSatisfy { $0.counsellor == .preferred("ana") })
        let end = Scene.at("2026-03-17", "00:00")
        #expect(requests.allSatisfy { $0.windows.span == Interval(start: now, end: end) })
        let plan = try Planner(scene.agenda).plan(requests, at: now, budget: .steps(20))
        #expect(plan.assignments.count == 6)
        #expect(Verifier.check(plan, of: requests, after: scene.events).isEmpty)
        // Tuesday the 10th before noon is kept for the homeless (C4); the 3rd was released.
        let kept = Interval(
            start: Scene.at("2026-03-10", "08:00"), end: Scene.at("2026-03-10", "12:00"))
        let asks = requests[1...2].map { request in
            var copy = request
            copy.windows = IntervalSet([kept].compactMap { $0 })
            return copy
        }
        #expect(try scene.agenda.firstOpening(for: asks[0], at: now) == nil)
        var homeless = requests[0]
        homeless.windows = IntervalSet([kept].compactMap { $0 })
        #expect(try scene.agenda.firstOpening(for: homeless, at: now) != nil)
        let later = Scene.at("2026-03-09", "10:00")
        #expect(try scene.agenda.firstOpening(for: asks[0], at: later) != nil)
    }

    @Test func `cadence that capacity cannot meet is reported weeks ahead, with the numbers (C2)`()
        throws
    {
        var scene = try Scene()
        // 80 people, to be met by Friday 1 May: 80 × 40 min = 3,200 min in that week.
        for number in 1...80 {
            try scene.perform(
                .open(Subject.ID("p-\(number)"), "grant", at: Scene.north), "2026-04-17")
        }
        let now = Scene.at("2026-03-30")
        let rows = try scene.agenda.contactOutlook(at: Scene.at("2026-04-20", "08:00"), weeks: 3)
        #expect(rows.map(\.dates.first) == ["2026-04-20", "2026-04-27", "2026-05-04"])
        #expect(rows.map(\.contacts) == [0, 80, 0])
        #expect(rows.map(\.minutes) == [0, 3_200, 0])
        // Five days of 480 min and one gap each; 1 May is a holiday.
        #expect(rows.map(\.capacity) == [5 * 490, 4 * 490, 5 * 490])
        #expect(rows.map(\.shortfall) == [0, 0, 0])
        for number in 81...120 {
            try scene.perform(
                .open(Subject.ID("p-\(number)"), "grant", at: Scene.north), "2026-04-17")
        }
        let more = try scene.agenda.contactOutlook(at: Scene.at("2026-04-20", "08:00"), weeks: 3)
        #expect(more.map(\.shortfall) == [0, 120 * 40 - 9 * 490, 0])
        #expect(more.map(\.needs.count) == [0, 1, 0])
        #expect(throws: Refusal.self) { try scene.agenda.contactOutlook(at: now, weeks: 0) }
        #expect(throws: Refusal.self) {
            try scene.agenda.contactOutlook(at: now, weeks: Limits.outlookWeeks + 1)
        }
        #expect(
            try scene.agenda.contactOutlook(at: now, weeks: Limits.outlookWeeks).count
                == Limits.outlookWeeks)
    }

    @Test func `a shortfall is certain: no plan holds all meetings in time (C2)`() throws {
        var scene = try Scene()
        for number in 1...30 {
            try scene.perform(
                .open(Subject.ID("p-\(number)"), "hard", at: Scene.north), "2026-03-02")
        }
        let leave = DateRange(from: "2026-03-03", to: "2026-03-14") ?? .always
        try scene.perform(
            .amend(
                .declared(
                    Declaration(
                        "leave", of: .counsellor("ana"), submitted: Scene.at("2026-03-02"),
                        .leave(Leave("annual", .days(leave)))))),
            at: Scene.at("2026-03-02", "10:00"))
        let now = Scene.at("2026-03-03", "08:00")
        let rows = try scene.agenda.contactOutlook(at: now, weeks: 3)
        #expect(rows.map(\.capacity) == [0, 0, 5 * 490])
        #expect(rows.map(\.contacts) == [0, 0, 30] && rows.map(\.shortfall) == [0, 0, 0])
        #expect(try scene.agenda.contactOutlook(at: now, weeks: 2).isEmpty)
        // By their last day, Monday the 16th, twelve can be met and no more.
        let requests = scene.agenda.contactRequests(at: now, through: "2026-03-16")
        let plan = try Planner(scene.agenda).plan(requests, at: now, budget: .steps(50))
        #expect(plan.assignments.count == 12)
    }

    @Test func `moving office keeps case and history, and pooled segments go anywhere (C6)`() throws
    {
        var scene = try Scene()
        try scene.perform(.open("p", "hard", at: Scene.north, manager: "ana"), "2026-03-02")
        try scene.hold(scene.book("p", "2026-03-03"))
        #expect(
            scene.refusal(.move("p", to: Scene.south), by: .citizen, "2026-03-04") == .notAllowed)
        #expect(
            scene.refusal(.move("p", to: Scene.north), by: .office(Scene.south), "2026-03-04")
                == .otherOffice)
        #expect(
            scene.refusal(.move("p", to: Scene.south, manager: "ana"), "2026-03-04")
                == .managerElsewhere)
        let events = try scene.agenda.decide(
            .casework(.move("p", to: Scene.south, manager: "dan"), by: .office(Scene.north)),
            at: Scene.at("2026-03-04"))
        let notices = scene.agenda.caseNotices(of: events)
        #expect(
            notices.map(\.recipient) == [.person, .office(Scene.south), .person, .manager("dan")])
        try scene.perform(.move("p", to: Scene.south, manager: "dan"), "2026-03-04")
        let file = try #require(scene.agenda.caseFile(of: "p"))
        #expect(file.office == Scene.south && file.manager == "dan" && file.history.count == 4)
        let contact = try #require(scene.agenda.contact(of: "p", at: Scene.at("2026-03-05")))
        #expect(contact.number == 2 && contact.office == Scene.south)
        #expect(scene.agenda.heldContacts(of: "p").map(\.office) == [Scene.north])
        #expect(
            scene.agenda.contactRequests(at: Scene.at("2026-03-05"), through: "2026-03-10")
                .map(\.scope) == [.offices([Scene.south])])
        try scene.perform(
            .open("q", "easy", at: Scene.south), by: .office(Scene.south), "2026-03-04")
        let pooled = scene.agenda.contactRequests(at: Scene.at("2026-03-05"), through: "2026-03-10")
        #expect(pooled.first { $0.id == "q" }?.scope == .any)
        // The policy of local offices decides all the same.
        let opening = try pooled.first { $0.id == "q" }.map {
            try scene.agenda.firstOpening(for: $0, at: Scene.at("2026-03-05"))
        }
        #expect(opening??.placement.counsellor == "dan")
        try scene.expectSound()
    }

    @Test func `a checklist gates the meeting until the document has come (C1)`() throws {
        var scene = try Scene()
        try scene.perform(.open("p", "grant", at: Scene.north), "2026-03-02")
        let now = Scene.at("2026-03-03")
        func reason() -> CaseReason? {
            scene.agenda.caseAbilities(of: "p", at: now).first { $0.service == .bookContact }?
                .reason
        }
        #expect(reason() == .documentsMissing)
        let item = try #require(scene.agenda.checklist(of: "p", for: "grant", at: now).first)
        #expect(item.isGating && item.state == nil)
        let request = try #require(
            scene.agenda.contactRequests(at: now, through: "2026-03-10").first)
        #expect(try scene.agenda.firstOpening(for: request, at: now) == nil)
        let handIn = CaseCommand.noteDocument("p", "contract", .submitted)
        #expect(
            scene.refusal(.noteDocument("p", "contract", .checked), by: .citizen, "2026-03-03")
                == .notAllowed)
        try scene.perform(handIn, by: .citizen, "2026-03-03")
        #expect(reason() == nil)
        #expect(try scene.agenda.firstOpening(for: request, at: now) != nil)
        try scene.perform(.noteDocument("p", "contract", .checked), "2026-03-03")
        #expect(scene.refusal(handIn, by: .citizen, "2026-03-03") == .alreadyChecked)
        try scene.expectSound()
    }

    @Test func `the file of a person is one read (C3)`() throws {
        var scene = try Scene()
        #expect(scene.agenda.personFile(of: "p", at: Scene.at("2026-03-02")) == nil)
        try scene.perform(.open("p", "hard", at: Scene.north, manager: "ana"), "2026-03-02")
        let before = try #require(scene.agenda.personFile(of: "p", at: Scene.at("2026-03-04")))
        #expect(before.notices == [.bookContact(by: "2026-03-09")])
        #expect(before.registration == nil && before.caseFile?.isOpen == true)
        let late = try #require(scene.agenda.personFile(of: "p", at: Scene.at("2026-03-20")))
        #expect(late.notices == [.contactOverdue(since: "2026-03-16")])
        let id = try scene.book("p", "2026-03-04")
        let file = try #require(scene.agenda.personFile(of: "p", at: Scene.at("2026-03-04")))
        #expect(file.appointments.map(\.id) == [id])
        #expect(file.contact?.state == .booked && file.notices.isEmpty)
        #expect(file.caseAbilities.map(\.reason) == [.contactBooked, nil])
        try scene.perform(
            .amend(
                .participantNoted(
                    Participant(
                        "p",
                        absences: IntervalSet(
                            [
                                Interval(start: Scene.at("2026-03-04"), end: Scene.at("2026-03-05"))
                            ].compactMap { $0 })))), at: Scene.at("2026-03-04"))
        #expect(
            scene.agenda.personFile(of: "p", at: Scene.at("2026-03-04"))?.absences.intervals.count
                == 1)
    }

    @Test func `a case that was closed goes on in the same file when it is opened again (C2)`()
        throws
    {
        var scene = try Scene()
        try scene.perform(.open("p", "hard", at: Scene.north), "2026-03-02")
        #expect(scene.refusal(.open("p", "hard", at: Scene.north), "2026-03-02") == .alreadyOpen)
        #expect(
            scene.refusal(.close("p", .left), by: .office(Scene.south), "2026-03-02")
                == .otherOffice)
        try scene.perform(.close("p", .employed), "2026-03-10")
        #expect(scene.agenda.contact(of: "p", at: Scene.at("2026-03-11")) == nil)
        #expect(scene.refusal(.assign("p", "ana"), "2026-03-11") == .noCase)
        try scene.perform(.open("p", "easy", at: Scene.south), by: .system, "2026-05-04")
        let file = try #require(scene.agenda.caseFile(of: "p"))
        #expect(file.history.count == 3 && file.openedOn == "2026-05-04")
        #expect(
            scene.refusal(.recordContact("p", on: "2026-03-09"), by: .system, "2026-05-05")
                == .outsideCase)
        #expect(
            scene.refusal(.recordContact("p", on: "2026-05-06"), by: .system, "2026-05-05")
                == .outsideCase)
        try scene.expectSound()
    }

    @Test
    func `waiting times by group hide cells under five people, and what would give them away (C4)`()
        throws
    {
        var scene = try Scene()
        for number in 1...12 {
            let person = Subject.ID("p-\(number)")
            try scene.perform(.open(person, "hard", at: Scene.north), "2026-03-02")
            let group: Group.ID = number <= 4 ? "homeless" : number <= 9 ? "migrants" : "addiction"
            if number < 12 { try scene.perform(.group(person, [group]), "2026-03-02") }
            try scene.perform(
                .recordContact(person, on: number <= 6 ? "2026-03-04" : "2026-03-06"), "2026-03-06")
        }
        let dates = DateRange(from: "2026-03-01", to: "2026-03-31") ?? .always
        let figures = scene.agenda.waitingTimes(on: dates)
        #expect(figures.map(\.group) == [nil, "addiction", "homeless", "migrants"])
        #expect(figures.map { $0.values?.people } == [12, nil, nil, 5])
        #expect(figures[0].values?.days == 6 * 1 + 6 * 3)
        #expect(figures[0].values?.median == 1 && figures[0].values?.ninthDecile == 3)
        // With one cell under five alone, the next smallest is hidden too.
        try scene.perform(.group("p-12", ["addiction"]), "2026-03-07")
        try scene.perform(.group("p-1", ["addiction", "homeless"]), "2026-03-07")
        try scene.perform(.group("p-2", ["addiction", "homeless"]), "2026-03-07")
        let more = scene.agenda.waitingTimes(on: dates)
        #expect(more.map { $0.values?.people } == [12, nil, nil, 5])
        #expect(
            scene.agenda.waitingTimes(on: DateRange("2026-01-01")).map(\.values?.people)[0] == nil)
        #expect(scene.agenda.waitingTimes(on: dates, smallest: 4).map { $0.values?.people }[2] == 4)
    }

    @Test func `impossible events are refused, and undo the batch that they stand in`() throws {
        var scene = try Scene()
        try scene.perform(.open("p", "hard", at: Scene.north), "2026-03-02")
        let image = scene.agenda.stateImage()
        let wrong: [(CaseChange, String)] = [
            (.step(.opened("hard", at: Scene.north), of: "p", by: .system), "open already"),
            (.step(.closed(.left), of: "q", by: .system), "is not open"),
            (.step(.moved(to: "nowhere"), of: "p", by: .system), "nowhere"),
            (.step(.assigned("nobody"), of: "p", by: .system), "nobody"),
            (.step(.profiled("nothing"), of: "p", by: .system), "unknown segment"),
            (.step(.grouped(["a b"]), of: "p", by: .system), "group"),
            (.segmentSet(Segment("s", meeting: "meet", stages: []), from: .min), "stages"),
            (.segmentSet(Segment("s", meeting: "no", stages: Scene.hard.stages), from: .min), "no"),
            (.classesSet([PriorityClass("c", weight: 0)], from: .min), "weight"),
            (.classesSet([PriorityClass("c", weight: 1, segments: ["s"])], from: .min), "segment"),
        ]
        for (change, message) in wrong {
            var agenda = scene.agenda
            let good: [Change] = [
                .casework(.step(.grouped(["x"]), of: "p", by: .system)),
                .casework(.segmentSet(Scene.easy, from: "2027-01-01")),
                .salted("p", Salt(Array(repeating: 1, count: 16))),
                .casework(change),
            ]
            let events = good.map { Event(at: Scene.at("2026-03-03"), $0) }
            let error = #expect(throws: LogError.self, "\(change)") { try agenda.apply(events) }
            #expect(
                error?.index == 3 && error?.message.contains(message) == true,
                "\(error?.message ?? "")")
            #expect(agenda.stateImage() == image)
        }
    }

    @Test func `the check finds what the engine would never write (C2, C6)`() throws {
        var scene = try Scene()
        try scene.perform(.open("p", "hard", at: Scene.north), "2026-03-02")
        let wrong: [(CaseStep, Subject.ID, CaseActor, String)] = [
            (.opened("hard", at: Scene.north), "q", .office(Scene.south), "C2"),
            (.opened("hard", at: Scene.north), "p", .system, "C2"),
            (.profiled("hard"), "p", .system, "C2"), (.profiled("no"), "p", .system, "C2"),
            (.assigned("dan"), "p", .office(Scene.north), "C2"),
            (.assigned("ana"), "p", .citizen, "C2"), (.moved(to: Scene.north), "p", .system, "C6"),
            (.moved(to: Scene.south), "p", .office(Scene.south), "C6"),
            (.grouped(["x"]), "p", .citizen, "C6"),
            (.documentNoted("cv", .checked), "p", .citizen, "C1"),
            (.contactRecorded(on: "2026-03-01"), "p", .system, "C2"),
            (.contactRecorded(on: "2026-03-10"), "p", .system, "C2"),
            (.closed(.left), "q", .system, "C2"),
        ]
        for (step, person, actor, id) in wrong {
            let event = Event(
                at: Scene.at("2026-03-09"), .casework(.step(step, of: person, by: actor)))
            let found = Verifier.check(scene.events + [event])
            #expect(found.contains { $0.message.hasPrefix("\(id):") }, "\(step): \(found)")
        }
    }

    @Test func `segments and classes have limits (C2, C4)`() throws {
        let scene = try Scene()
        func isTaken(_ stages: Int, times: Int = 1, hold: Int = 1) -> Bool {
            let stage = ContactStage(
                times: times, opens: .calendarDays(0), bookBy: .calendarDays(1),
                holdBy: .calendarDays(hold))
            let segment = Segment(
                "s", meeting: "meet", stages: Array(repeating: stage, count: stages))
            return
                (try? scene.agenda.decide(
                    .casework(.setSegment(segment), by: .system), at: Scene.at("2026-03-02")))
                != nil
        }
        #expect([0, 1, 100, 101].map { isTaken($0) } == [false, true, true, false])
        #expect([0, 1, 1_000, 1_001].map { isTaken(1, times: $0) } == [false, true, true, false])
        #expect([0, 1, 732, 733].map { isTaken(1, hold: $0) } == [false, true, true, false])
        #expect(
            scene.refusal(.setSegment(Scene.easy), by: .office(Scene.north), "2026-03-02")
                == .notAllowed)
    }

    @Test func `a batch that cannot follow leaves no word of a case behind`() throws {
        var scene = try Scene()
        try scene.perform(.open("p", "hard", at: Scene.north), "2026-03-02")
        let now = Scene.at("2026-03-03")
        let request = try scene.agenda.contactRequest(of: "p", at: now)
        let before = try scene.agenda.openings(for: request, at: now)
        let grouped = try scene.agenda.decide(
            .casework(.group("p", ["homeless"]), by: .office(Scene.north)), at: now)
        let bad = Event(at: now, .confirmed(Appointment.ID(99)))
        var agenda = scene.agenda
        #expect(throws: LogError.self) { try agenda.apply(grouped + [bad]) }
        #expect(agenda.stateImage() == scene.agenda.stateImage())
        #expect(try agenda.openings(for: request, at: now) == before)
        #expect(
            agenda.priorityClass(of: "p", at: now) == scene.agenda.priorityClass(of: "p", at: now))
        // By itself the same event says what the batch must not have left behind.
        try agenda.apply(grouped)
        #expect(
            agenda.priorityClass(of: "p", at: now) != scene.agenda.priorityClass(of: "p", at: now))
        #expect(agenda.stateImage() != scene.agenda.stateImage())
    }

    @Test func `nothing traps at the ends of time`() throws {
        for instant in [Instant.min, .max] {
            var scene = try Scene()
            _ = try? scene.perform(
                .casework(.open("p", "hard", at: Scene.north), by: .system), at: instant)
            for now in [Instant.min, Scene.at("2026-03-02"), .max] {
                _ = scene.agenda.contact(of: "p", at: now)
                _ = scene.agenda.contactsDue(at: now, through: .max)
                _ = scene.agenda.contactRequests(at: now, through: .max)
                _ = try? scene.agenda.contactOutlook(at: now, weeks: 2)
                _ = scene.agenda.personFile(of: "p", at: now)
            }
            _ = scene.agenda.waitingTimes(on: .always)
            _ = Verifier.check(scene.events)
        }
    }

    @Test func `a meeting on the day of a new profile is one of the new plan (C2)`() throws {
        var scene = try Scene()
        try scene.perform(.open("p", "hard", at: Scene.north), "2026-03-02")
        let id = try scene.book("p", "2026-03-09")
        let held = try #require(scene.agenda[id]).placement.interval.start
        try scene.hold(id)
        let date = Scene.zone.local(held).date
        try scene.perform(.profile("p", "easy"), date, "15:00")
        #expect(scene.agenda.heldContacts(of: "p").map(\.segment) == ["easy"])
        let contact = try #require(scene.agenda.contact(of: "p", at: Scene.at(date, "16:00")))
        #expect(contact.number == 2 && contact.days.anchor == date)
        try scene.expectSound()
    }

    @Test func `classes of priority are refused that come twice or have no weight (C4)`() throws {
        let scene = try Scene()
        func reason(_ classes: [PriorityClass]) -> Reason? {
            let command = Command.casework(.setClasses(classes), by: .system)
            return Refused.command(command, by: scene.agenda, at: Scene.at("2026-03-02"))?.reason
        }
        let good = PriorityClass("a", weight: 1, segments: ["hard"])
        #expect(reason([good]) == nil && reason([]) == nil)
        #expect(reason([good, good]) == .duplicateIdentifier)
        #expect(reason([PriorityClass("a", weight: 0)]) == .invalidValue)
        #expect(reason([PriorityClass("a", weight: Limits.heaviestWeight + 1)]) == .invalidValue)
        #expect(reason([PriorityClass("a", weight: 1, segments: ["no"])]) == .unknownReference)
    }
}
