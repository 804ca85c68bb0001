internal import Rendezvous
internal import RendezvousDocuments
internal import RendezvousStore

/// What a GET shows.
extension Pages {
    func reply(to visit: Visit, _ segments: [String]) -> PageReply {
        let home = HomePages(visit: visit)
        switch segments.first {
        case nil:
            if visit.viewer?.isStaff ?? false { return .redirect(visit.link("/staff/day")) }
            return .page(home.home())
        case "help" where segments.count == 1: return .page(home.guide())
        case "demo" where segments.count == 1:
            guard case .demo(let people) = identity else { return .missing }
            return .page(home.demo(people))
        default: break
        }
        guard let viewer = visit.viewer else {
            return .page(home.message(.signInTitle, .signIn, status: 401))
        }
        if let access = Self.access(visit, viewer, segments) {
            do throws(StoreError) {
                try facilities.store.noteAccess(access, by: viewer.reference, at: visit.now)
            } catch {
                return .page(home.message(.failedTitle, .failedText, status: 507))
            }
        }
        do throws(Refusal) {
            let rest = Array(segments.dropFirst())
            switch segments[0] {
            case "book":
                return try facilities.store.read { agenda throws(Refusal) -> PageReply in
                    try booking(visit, rest, agenda)
                }
            case "appointments":
                return try facilities.store.read { agenda throws(Refusal) -> PageReply in
                    try own(visit, viewer, rest, agenda)
                }
            case "staff" where viewer.isStaff:
                // What takes long keeps nobody waiting: it works on a copy.
                return try operations(visit, rest, facilities.store.snapshot)
            default: return .missing
            }
        } catch {
            return .page(home.refused(error, back: visit.link("/")))
        }
    }

    /// What is noted in the audit before a page is shown: staff looking at who comes (A18).
    private static func access(
        _ visit: Visit, _ viewer: Viewer, _ segments: [String]
    ) -> String? {
        guard viewer.isStaff else { return nil }
        let asked = [visit.query["office"], visit.query["date"], visit.query["counsellor"]]
            .compactMap { $0.flatMap { $0.utf8.count <= 64 ? $0 : nil } }
        switch (segments.first, segments.dropFirst().first) {
        case ("appointments", let number?): return "page appointments/\(number.prefix(20))"
        case ("staff", let page) where page != "numbers" && page != "plan":
            return (["page staff/\(page ?? "day")"] + asked).joined(separator: " ")
        default: return nil
        }
    }

    // MARK: Booking

    private func booking(
        _ visit: Visit, _ segments: [String], _ agenda: Agenda
    ) throws(Refusal) -> PageReply {
        let choice = ChoicePages(visit: visit, agenda: agenda)
        var wish = BookingWish(visit.query)
        switch segments {
        case []: return .page(choice.fields())
        case ["topic"]:
            let page = visit.query["field"].flatMap { choice.topics(Field.ID($0)) }
            return page.map { .page($0) } ?? .redirect(visit.link("/book"))
        case ["needs"]:
            if let about = visit.query["about"] {
                let parts = about.split(separator: " ").map(String.init)
                wish.service = parts.first.map { Service.ID($0) }
                wish.topic = parts.count > 1 ? Topic.ID(parts[1]) : nil
            } else if wish.service == nil {
                let fault = FormFault(field: "about", text: visit.say(.topicMissing))
                let page = visit.query["field"].flatMap {
                    choice.topics(Field.ID($0), faults: [fault])
                }
                return page.map { .page($0) } ?? .redirect(visit.link("/book"))
            }
            return choice.needs(wish).map { .page($0) } ?? .missing
        case ["times"]: return try times(visit, wish, choice, agenda)
        case ["details"]:
            guard let hold = hold(visit.query["hold"], visit, agenda) else {
                return .page(expired(visit))
            }
            let page = DetailsPage(visit: visit, agenda: agenda, hold: hold)
            let details = contactDetails(of: hold.party.participant, visit)
            return .page(page.page(details, FormValues(), []))
        default: return .missing
        }
    }

    private func times(
        _ visit: Visit, _ wish: BookingWish, _ choice: ChoicePages, _ agenda: Agenda
    ) throws(Refusal) -> PageReply {
        let isOther = visit.query["who"] == "other" || visit.viewer?.person == nil
        if let name = visit.query["participant"], isOther, !Subject.ID(name).isValid {
            return choice.needs(
                wish, faults: [FormFault(field: "participant", text: visit.say(.participantWrong))]
            ).map { .page($0) } ?? .missing
        }
        if isOther, wish.participant == nil {
            return choice.needs(
                wish,
                faults: [FormFault(field: "participant", text: visit.say(.participantMissing))]
            ).map { .page($0) } ?? .missing
        }
        guard let page = TimesPage(visit: visit, agenda: agenda, wish: wish) else {
            return .redirect(visit.link("/book"))
        }
        if page.service.audience == [.business], wish.authority == nil {
            return choice.needs(
                wish, faults: [FormFault(field: "authority", text: visit.say(.authorityMissing))]
            ).map { .page($0) } ?? .missing
        }
        return .page(try page.page())
    }

    /// A hold of the viewer that still stands.
    func hold(_ number: String?, _ visit: Visit, _ agenda: Agenda) -> Appointment? {
        guard let found = number.flatMap({ Int($0) }).flatMap({ agenda[Appointment.ID($0)] }),
            isOf(visit, found, agenda), found.status == .pending,
            let end = found.expires, visit.now < end
        else { return nil }
        return found
    }

    func expired(_ visit: Visit) -> Page {
        var page = HomePages(visit: visit).message(.expiredTitle, .expiredText, status: 410)
        page.back = visit.link("/book")
        return page
    }

    /// Whether an appointment is the viewer's own, was booked by them, or is of their office.
    func isOf(_ visit: Visit, _ appointment: Appointment, _ agenda: Agenda) -> Bool {
        visit.viewer?.principal.maySee(appointment, in: agenda, at: visit.now) ?? false
    }

    /// Contact details are shown to the person alone: who books for others writes them.
    private func contactDetails(of person: Subject.ID, _ visit: Visit) -> ContactDetails? {
        guard person == visit.viewer?.person else { return nil }
        return try? facilities.withVault { vault throws(StoreError) in
            try vault.details(of: person)
        }
    }

    // MARK: My appointments

    private func own(
        _ visit: Visit, _ viewer: Viewer, _ segments: [String], _ agenda: Agenda
    ) throws(Refusal) -> PageReply {
        let person = viewer.person
        guard let first = segments.first else {
            guard let person else { return .redirect(visit.link("/")) }
            return .page(OwnPages(visit: visit, agenda: agenda, person: person).list())
        }
        guard let appointment = Int(first).flatMap({ agenda[Appointment.ID($0)] }),
            isOf(visit, appointment, agenda), appointment.moves == nil,
            appointment.status != .pending
        else { return .missing }
        let pages = OwnPages(
            visit: visit, agenda: agenda, person: person ?? appointment.party.participant)
        switch segments.dropFirst().first {
        case nil: return .page(pages.appointment(appointment))
        case "change":
            return .page(try pages.change(appointment, isTaken: visit.query["taken"] != nil))
        case "cancel": return .page(pages.cancel(appointment))
        case "calendar.ics":
            let bytes = ICalendar.encode(
                [appointment], at: visit.now, domain: settings.domain
            ) { describe($0, visit, agenda) }
            return .file(
                bytes, type: "text/calendar; charset=utf-8",
                name: "appointment-\(appointment.id).ics")
        default: return .missing
        }
    }

    private func describe(
        _ appointment: Appointment, _ visit: Visit, _ agenda: Agenda
    ) -> ICalendar.Description {
        let view = AppointmentFacts(visit: visit, agenda: agenda)
        let zone = view.zone(appointment)
        var location: String?
        if appointment.placement.channel == .office,
            let office = agenda.citizenView(of: appointment.placement).occasion.office
        {
            let date = zone.local(appointment.placement.interval.start).date
            location = visit.plainName(agenda.office(office, on: date)?.name, office.rawValue)
        }
        return ICalendar.Description(
            summary: view.plainSubject(appointment), location: location, zone: zone)
    }

    // MARK: Operations

    private func operations(
        _ visit: Visit, _ segments: [String], _ agenda: Agenda
    ) throws(Refusal) -> PageReply {
        let viewer = visit.viewer
        switch segments {
        case [], ["day"]:
            return DayPages(visit: visit, agenda: agenda).map { .page($0.dayPage()) } ?? .missing
        case ["week"]:
            return DayPages(visit: visit, agenda: agenda).map { .page($0.weekPage()) } ?? .missing
        case ["empty"]:
            guard let page = EmptyPage(visit: visit, agenda: agenda) else { return .missing }
            return .page(try page.page())
        case ["absence"]:
            guard viewer?.may(.whatIf) ?? false else { return notForRole(visit) }
            return .page(try AbsencePage(visit: visit, agenda: agenda).page())
        case ["plan"]:
            guard viewer?.may(.plan) ?? false else { return notForRole(visit) }
            let jobs = facilities.jobs.all.filter { $0.kind == Self.planKind }
            return .page(PlanPage(visit: visit, agenda: agenda).overview(jobs))
        case ["numbers"]:
            guard viewer?.may(.usage) ?? false else { return notForRole(visit) }
            return .page(NumbersPage(visit: visit, agenda: agenda).page())
        default:
            guard segments.count == 2, segments[0] == "plan", viewer?.may(.job) ?? false,
                let job = facilities.jobs.job(segments[1]), job.kind == Self.planKind
            else { return .missing }
            return .page(PlanPage(visit: visit, agenda: agenda).progress(job))
        }
    }

    /// The kind of jobs that pages start.
    static let planKind = "plan-page"

    func notForRole(_ visit: Visit) -> PageReply {
        .page(HomePages(visit: visit).message(.forbiddenTitle, .forbiddenText, status: 403))
    }
}
