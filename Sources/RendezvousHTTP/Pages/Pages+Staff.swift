internal import Rendezvous
internal import RendezvousThreads

/// What forms of operations do.
extension Pages {
    func staffAct(
        _ visit: Visit, _ viewer: Viewer, _ segments: [String], _ values: FormValues,
        _ agenda: Agenda
    ) throws(Refusal) -> PageReply {
        switch segments.first {
        case "appointments" where segments.count == 3:
            return note(visit, viewer, segments[1], segments[2], values, agenda)
        case "absence" where segments.count == 1:
            guard viewer.may(.declare), viewer.may(.propose) else { return notForRole(visit) }
            return try absence(visit, values, agenda)
        case "plan" where segments.count == 1:
            guard viewer.may(.plan) else { return notForRole(visit) }
            return startPlan(visit, viewer, agenda)
        case "plan" where segments.count == 2:
            guard viewer.may(.bookPlan) else { return notForRole(visit) }
            return bookPlan(visit, segments[1])
        default: return .missing
        }
    }

    /// Notes that somebody came, was identified, is done with, or did not come.
    private func note(
        _ visit: Visit, _ viewer: Viewer, _ number: String, _ step: String, _ values: FormValues,
        _ agenda: Agenda
    ) -> PageReply {
        guard let found = Int(number).flatMap({ agenda[Appointment.ID($0)] }) else {
            return .missing
        }
        let (command, operation): (Command, ServiceOperation)
        switch step {
        case "arrive": (command, operation) = (.arrive(found.id), .arrive)
        case "identify":
            let by = viewer.principal.counsellor ?? found.placement.counsellor
            (command, operation) = (.identify(found.id, by: by), .identify)
        case "complete": (command, operation) = (.complete(found.id), .complete)
        case "missed": (command, operation) = (.noShow(found.id), .noShow)
        default: return .missing
        }
        guard viewer.may(operation) else { return notForRole(visit) }
        let place = FormValues([("office", values["office"] ?? ""), ("date", values["date"] ?? "")])
        let next = "/staff/day?\(place.encoded)"
        return .keep(
            PageKeeping(
                decide: { agenda throws(Refusal) in
                    (events: try agenda.decide(command, at: visit.now), next: next)
                },
                refused: { refusal in
                    .page(
                        HomePages(visit: visit).refused(
                            refusal, back: visit.link("/staff/day", place)))
                }))
    }

    /// An absence with what becomes of each appointment: all of it, or nothing.
    private func absence(
        _ visit: Visit, _ values: FormValues, _ agenda: Agenda
    ) throws(Refusal) -> PageReply {
        guard let question = AbsencePage.Question(values, in: agenda) else {
            return .redirect(visit.link("/staff/absence"))
        }
        let answer = settings.answer
        let back = visit.link("/staff/absence", question.values)
        return .keep(
            PageKeeping(
                decide: { agenda throws(Refusal) in
                    let events = try AbsencePage.decide(
                        values, question, in: agenda, answer: answer, at: visit.now)
                    return (events: events, next: "/staff/absence?done=yes")
                }, isUrgent: true,
                refused: { refusal in
                    .page(HomePages(visit: visit).refused(refusal, back: back))
                }))
    }

    // MARK: Plans

    private func startPlan(_ visit: Visit, _ viewer: Viewer, _ agenda: Agenda) -> PageReply {
        let requests = PlanPage(visit: visit, agenda: agenda).requests()
        guard !requests.isEmpty else { return .redirect(visit.link("/staff/plan")) }
        let job = Job(
            FormToken.freshKey(), Self.planKind, of: viewer.principal, at: visit.now,
            requests: requests)
        let clock = facilities.clock
        let isStarted = facilities.jobs.start(job) { job in
            job.update { ($0.state, $0.started) = (.running, clock()) }
            do throws(Refusal) {
                let plan = try Planner(agenda).plan(
                    requests, at: visit.now, budget: .steps(PlanPage.steps),
                    execution: JobExecution(job))
                job.update { ($0.state, $0.plan, $0.ended) = (.done, plan, clock()) }
            } catch {
                job.update {
                    ($0.state, $0.failure, $0.ended) = (.failed, error.message, clock())
                }
            }
        }
        guard isStarted else {
            return .page(HomePages(visit: visit).message(.failedTitle, .planTooMany, status: 503))
        }
        return .redirect(visit.link("/staff/plan/\(job.id)"))
    }

    private func bookPlan(_ visit: Visit, _ id: String) -> PageReply {
        guard let job = facilities.jobs.job(id), job.kind == Self.planKind, let plan = job.now.plan
        else { return .missing }
        let back = visit.link("/staff/plan/\(id)")
        return .keep(
            PageKeeping(
                decide: { agenda throws(Refusal) in
                    let events = try PlanPage.book(plan, job.requests, in: agenda, at: visit.now)
                    return (events: events, next: "/staff/day")
                },
                refused: { refusal in
                    .page(HomePages(visit: visit).refused(refusal, back: back))
                }))
    }
}
