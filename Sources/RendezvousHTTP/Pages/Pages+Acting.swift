internal import Rendezvous
internal import RendezvousServer
internal import RendezvousStore

/// What a POST does: checks the form, decides, keeps, and says where to look next.
extension Pages {
    func post(
        _ request: HTTPRequest, _ visit: Visit, _ segments: [String], _ route: String,
        _ send: @escaping @Sendable (HTTPResponse) -> Void
    ) {
        let home = HomePages(visit: visit)
        let type = request.fields["content-type"]?.split(separator: ";").first.map {
            String($0).trimmed.lowercased()
        }
        guard type == "application/x-www-form-urlencoded",
            let values = FormValues(request.content)
        else {
            return finish(
                .page(home.message(.refusedTitle, .formUnreadable, status: 400)), visit, route, send
            )
        }
        guard FormOrigin.isOwn(request.fields, origins: settings.origins) else {
            return finish(
                .page(home.message(.forbiddenTitle, .formForeign, status: 403)), visit, route, send)
        }
        let reference = visit.viewer?.reference ?? ""
        let fault = tokens.fault(
            of: values["form-token"] ?? "", from: reference, for: visit.path, at: visit.now)
        guard fault == nil else {
            let words: Words = fault == .expired ? .formExpired : .formForged
            return finish(
                .page(home.message(.forbiddenTitle, words, status: 403)), visit, route, send)
        }
        if segments == ["demo"] { return choose(values, visit, route, send) }
        guard let viewer = visit.viewer else {
            return finish(
                .page(home.message(.signInTitle, .signIn, status: 401)), visit, route, send)
        }
        let reply: PageReply
        do throws(Refusal) {
            let agenda = facilities.store.snapshot
            reply = try act(visit, viewer, segments, values, agenda)
        } catch {
            reply = .page(home.refused(error, back: visit.link("/")))
        }
        guard case .keep(let keeping) = reply else { return finish(reply, visit, route, send) }
        keep(keeping, values, visit, viewer, route, send)
    }

    /// Keeps what a form decides, once for each key that a form was given out with.
    private func keep(
        _ keeping: PageKeeping, _ values: FormValues, _ visit: Visit, _ viewer: Viewer,
        _ route: String, _ send: @escaping @Sendable (HTTPResponse) -> Void
    ) {
        let content = values.without(["form-token"]).encoded
        let fingerprint = SHA256.digest(of: Array("\(visit.path)?\(content)".utf8))
        let key: RequestKey?
        do throws(StoreError) {
            key = try RequestKey(
                values["form-key"] ?? "", of: viewer.reference, fingerprint: fingerprint,
                until: visit.now + FormToken.lifetime)
        } catch {
            let page = HomePages(visit: visit).message(
                .refusedTitle, .formUnreadable, status: 400)
            return finish(.page(page), visit, route, send)
        }
        var submission = Submission(by: viewer.reference, at: visit.now, key: key) {
            agenda throws(Refusal) in
            let (events, next) = try keeping.decide(agenda)
            return Decision(events: events, result: Array(next.utf8))
        }
        submission.isUrgent = keeping.isUrgent
        facilities.store.submit(submission) { [self] outcome in
            switch outcome {
            case .done(_, let result), .repeated(let result):
                let address = String(decoding: result, as: UTF8.self)
                finish(.redirect(visit.link("/") + address.dropFirst()), visit, route, send)
            case .refused(let refusal): finish(keeping.refused(refusal), visit, route, send)
            case .failed(let error):
                let status = error.kind == .full ? 507 : 503
                let page = HomePages(visit: visit).message(
                    .failedTitle, .failedText, status: status)
                finish(.page(page), visit, route, send)
            }
        }
    }

    /// Whom somebody wants to be in a demonstration.
    private func choose(
        _ values: FormValues, _ visit: Visit, _ route: String,
        _ send: @escaping @Sendable (HTTPResponse) -> Void
    ) {
        guard case .demo(let people) = identity,
            let found = people.first(where: { $0.name == values["who"] })
        else { return finish(.missing, visit, route, send) }
        var response = redirect(visit.link("/"), route)
        response.fields.append(
            "set-cookie",
            "rendezvous-demo=\(Self.cookieName(found)); Path=/; HttpOnly; SameSite=Strict")
        send(response)
    }

    // MARK: What forms do

    private func act(
        _ visit: Visit, _ viewer: Viewer, _ segments: [String], _ values: FormValues,
        _ agenda: Agenda
    ) throws(Refusal) -> PageReply {
        switch segments.first {
        case "book" where segments.count == 2:
            return try bookingAct(visit, segments[1], values, agenda)
        case "appointments" where segments.count == 3:
            guard let found = Int(segments[1]).flatMap({ agenda[Appointment.ID($0)] }),
                isOf(visit, found, agenda), found.moves == nil
            else { return .missing }
            return ownAct(visit, found, segments[2], values)
        case "proposals" where segments.count == 3:
            return consent(visit, viewer, segments[1], segments[2], agenda)
        case "waiting" where segments.count == 3 && segments[2] == "withdraw":
            guard let number = Int(segments[1]),
                let entry = agenda.waitingEntry(WaitingEntry.ID(number), at: visit.now),
                entry.request.party.participant == viewer.person
            else { return .missing }
            return keeping(visit, back: "/appointments") { agenda throws(Refusal) in
                (try agenda.decide(.withdraw(entry.id), at: visit.now), "/appointments")
            }
        case "staff" where viewer.isStaff:
            return try staffAct(visit, viewer, Array(segments.dropFirst()), values, agenda)
        default: return .missing
        }
    }

    /// Something to be kept; a refusal says which rule, and leads back.
    private func keeping(
        _ visit: Visit, isUrgent: Bool = false, back: String,
        _ decide: @escaping @Sendable (Agenda) throws(Refusal) -> ([Event], String)
    ) -> PageReply {
        .keep(
            PageKeeping(
                decide: { agenda throws(Refusal) in
                    let (events, next) = try decide(agenda)
                    return (events: events, next: next)
                }, isUrgent: isUrgent,
                refused: { refusal in
                    .page(HomePages(visit: visit).refused(refusal, back: visit.link(back)))
                }))
    }

    // MARK: Booking

    private func bookingAct(
        _ visit: Visit, _ action: String, _ values: FormValues, _ agenda: Agenda
    ) throws(Refusal) -> PageReply {
        switch action {
        case "hold": return holdTime(visit, values)
        case "confirm": return try confirm(visit, values, agenda)
        case "release":
            guard let hold = hold(values["hold"], visit, agenda) else {
                return .page(expired(visit))
            }
            return keeping(visit, isUrgent: true, back: "/book") { agenda throws(Refusal) in
                (try agenda.decide(.cancel(hold.id, .excused), at: visit.now), "/book")
            }
        case "wait":
            return keeping(visit, back: "/book") { [facilities] agenda throws(Refusal) in
                let wish = BookingWish(values)
                let zone = wish.zone(in: agenda)
                let today = visit.today(zone)
                let horizon = wish.service.flatMap { agenda.service($0, on: today)?.horizon } ?? 0
                guard let dates = DateRange(from: today, to: today.advanced(by: horizon)),
                    let request = wish.request(in: agenda, on: dates, for: visit)
                else { throw Refusal(.unknownReference, "nothing is asked for") }
                let salt = facilities.salting(request.party, agenda, at: visit.now)
                return (
                    salt + (try agenda.decide(.enlist(request), at: visit.now)), "/appointments"
                )
            }
        default: return .missing
        }
    }

    /// Keeps a time for whoever fills in their details; what they kept before is given back.
    private func holdTime(_ visit: Visit, _ values: FormValues) -> PageReply {
        let wish = BookingWish(values)
        guard let seconds = values["start"].flatMap({ Int64($0) }),
            (0...Instant.max.secondsSince1970).contains(seconds), wish.service != nil
        else { return .redirect(visit.link("/book")) }
        let start = Instant(secondsSince1970: seconds)
        let (lifetime, facilities) = (settings.hold, facilities)
        let taken = visit.link("/book/times", wish.values.adding("taken", "yes"))
        return .keep(
            PageKeeping(
                decide: { agenda throws(Refusal) in
                    let holds = OwnHolds(visit: visit, agenda: agenda)
                    let released = try holds.released(of: wish.participant)
                    let date = wish.zone(in: agenda).local(start).date
                    guard
                        let request = wish.request(in: agenda, on: DateRange(date), for: visit),
                        let opening = try released.agenda.opening(
                            at: start, for: request, now: visit.now)
                    else { throw Refusal(.overlap, "the time is not free any more") }
                    let events = try released.agenda.decide(
                        .hold(opening.placement, for: request, lasting: lifetime), at: visit.now)
                    let id = events.lazy.compactMap(\.change.booking).first?.id
                    let next = "/book/details?hold=\(id.map(\.description) ?? "")"
                    let salt = facilities.salting(request.party, agenda, at: visit.now)
                    return (events: released.events + salt + events, next: next)
                },
                refused: { refusal in
                    guard refusal.reason == .overlap else {
                        return .page(HomePages(visit: visit).refused(refusal, back: taken))
                    }
                    return .redirect(taken)
                }))
    }

    private func confirm(
        _ visit: Visit, _ values: FormValues, _ agenda: Agenda
    ) throws(Refusal) -> PageReply {
        guard let hold = hold(values["hold"], visit, agenda) else {
            // Sent twice, or gone back to: the appointment stands already.
            if let id = values["hold"].flatMap({ Int($0) }).map({ Appointment.ID($0) }),
                let found = agenda[id], isOf(visit, found, agenda), found.status == .booked
            {
                return .redirect(visit.link("/appointments/\(id)"))
            }
            return .page(expired(visit))
        }
        let faults = DetailsPage.faults(values, visit)
        let page = DetailsPage(visit: visit, agenda: agenda, hold: hold)
        guard faults.isEmpty else { return .page(page.page(nil, values, faults)) }
        do throws(StoreError) {
            let details = try DetailsPage.details(values, visit)
            try facilities.withVault { vault throws(StoreError) in
                try vault.keep(details, of: hold.party.participant)
            }
        } catch {
            return .page(
                HomePages(visit: visit).message(.failedTitle, .failedText, status: 503))
        }
        return keeping(visit, back: "/book") { agenda throws(Refusal) in
            let events = try agenda.decide(.confirm(hold.id), at: visit.now)
            return (events, "/appointments/\(hold.id)?booked=yes")
        }
    }

    // MARK: My appointments

    private func ownAct(
        _ visit: Visit, _ appointment: Appointment, _ action: String, _ values: FormValues
    ) -> PageReply {
        let base = "/appointments/\(appointment.id)"
        switch action {
        case "cancel":
            let reason: CancellationReason = visit.viewer?.isStaff ?? false ? .revoked : .excused
            return keeping(visit, isUrgent: true, back: base) { agenda throws(Refusal) in
                let events = try agenda.decide(.cancel(appointment.id, reason), at: visit.now)
                return (events, "\(base)?done=cancelled")
            }
        case "change":
            guard let seconds = values["start"].flatMap({ Int64($0) }),
                (0...Instant.max.secondsSince1970 - 86_400).contains(seconds)
            else { return .redirect(visit.link("\(base)/change")) }
            return move(visit, appointment, to: Instant(secondsSince1970: seconds))
        default: return .missing
        }
    }

    /// Moves an appointment; its old time is given back with the same decision that takes the new.
    private func move(
        _ visit: Visit, _ appointment: Appointment, to start: Instant
    ) -> PageReply {
        let base = "/appointments/\(appointment.id)"
        return .keep(
            PageKeeping(
                decide: { agenda throws(Refusal) in
                    let window = Interval(start: start, end: start + Limits.longestDuration)
                    let found = try agenda.openings(
                        toMove: appointment.id, within: IntervalSet(window.map { [$0] } ?? []),
                        at: visit.now, limit: 1
                    ).all.first
                    guard let found, found.placement.interval.start == start else {
                        throw Refusal(.overlap, "the time is not free any more")
                    }
                    let events = try agenda.decide(
                        .reschedule(appointment.id, to: found.placement), at: visit.now)
                    return (events: events, next: "\(base)?done=moved")
                },
                refused: { refusal in
                    guard refusal.reason == .overlap else {
                        return .page(
                            HomePages(visit: visit).refused(refusal, back: visit.link(base)))
                    }
                    return .redirect(
                        visit.link("\(base)/change", FormValues([("taken", "yes")])))
                }))
    }

    /// The participant's answer to a proposal (A15).
    private func consent(
        _ visit: Visit, _ viewer: Viewer, _ number: String, _ answer: String, _ agenda: Agenda
    ) -> PageReply {
        guard let proposal = Int(number).flatMap({ agenda[Appointment.ID($0)] }),
            let original = proposal.moves, viewer.may(.consent), isOf(visit, proposal, agenda),
            answer == "accept" || answer == "decline"
        else { return .missing }
        let isAccepted = answer == "accept"
        return keeping(visit, isUrgent: true, back: "/appointments") { agenda throws(Refusal) in
            let command: Command = isAccepted ? .accept(proposal.id) : .decline(proposal.id)
            let events = try agenda.decide(command, at: visit.now)
            return (
                events,
                "/appointments/\(original)?done=\(answer == "accept" ? "accepted" : "declined")"
            )
        }
    }
}
