internal import Rendezvous
internal import RendezvousDocuments
internal import RendezvousStore

/// Who may join a meeting by video and when (A8), and an appointment for one's own calendar.
enum MeetingOperations {
    static let routes: [Route<Endpoint>] = [
        Route(
            .get, "/v1/appointments/{appointment}/passes", .passes,
            Endpoint(
                "Who may join the meeting and when; one's own pass with its token.", gives: 200,
                .named("Passes"), run: passes)),
        Route(
            .post, "/v1/passes/check", .checkPass,
            Endpoint(
                "Whether a token lets its bearer in now; asked by the video bridge.",
                body: .object(["token": .text]), gives: 200, .named("PassCheck"),
                run: checkPass)),
        Route(
            .get, "/v1/appointments/{appointment}/calendar", .calendar,
            Endpoint(
                "The appointment as an iCalendar file.", query: [.init("language", .language)],
                gives: 200, .text, type: "text/calendar", run: calendar)),
    ]

    private static func passes(_ call: Call) throws(Problem) -> Reply {
        let id = try call.appointmentID()
        return .noted("read passes of appointment \(id)") { agenda throws(Problem) in
            let appointment = try call.appointment(agenda)
            let passes = agenda.joinPasses(of: appointment.id, at: call.now)
            return ServiceAnswer(
                200,
                .members([
                    "at": call.now.written, "appointment": id.written,
                    "passes": .list(
                        passes.filter { call.readers == .staff || call.holds($0) }
                            .map { written($0, call) }),
                ]))
        }
    }

    private static func written(_ pass: JoinPass, _ call: Call) -> JSONOutput {
        .members([
            "revision": .number(pass.revision), "holder": .text(pass.holder.word),
            "from": pass.window.start.written, "to": pass.window.end.written,
            "open": .flag(pass.isOpen),
            "token": call.holds(pass)
                ? JoinToken.text(pass, call.facilities.settings.passKey).map { .text($0) } : nil,
        ])
    }

    private static func checkPass(_ call: Call) throws(Problem) -> Reply {
        let node = try call.reading(try call.members(["token"]), "token")
        let text = try call.reading { () throws(DocumentError) in try node.string() }
        let key = call.facilities.settings.passKey
        let pass = call.facilities.store.read { agenda in
            JoinToken.pass(text, agenda, key, at: call.now)
        }
        guard let pass, pass.isOpen else {
            return .now(ServiceAnswer(200, .members(["valid": .flag(false)])))
        }
        return .now(
            ServiceAnswer(
                200,
                .members([
                    "valid": .flag(true), "appointment": pass.appointment.written,
                    "holder": .text(pass.holder.word), "until": pass.window.end.written,
                ])))
    }

    private static func calendar(_ call: Call) throws(Problem) -> Reply {
        let id = try call.appointmentID()
        let language = try call.language()
        return .noted("read appointment \(id)") { agenda throws(Problem) in
            let appointment = try call.appointment(agenda)
            return CalendarView(agenda: agenda, call: call, language: language)
                .answer([appointment])
        }
    }
}

/// Appointments as a calendar.
struct CalendarView {
    let agenda: Agenda
    let call: Call
    let language: Language?

    func answer(_ appointments: [Appointment]) -> ServiceAnswer {
        let bytes = ICalendar.encode(
            appointments, at: call.now, domain: call.facilities.settings.domain,
            describing: description)
        return ServiceAnswer(200, document: bytes, type: "text/calendar; charset=utf-8")
    }

    private func description(_ appointment: Appointment) -> ICalendar.Description {
        let language = language ?? call.facilities.settings.language
        let zone = agenda.zone(of: appointment.placement.counsellor)
        let date = agenda.date(of: appointment)
        let name = agenda.service(appointment.service, on: date)?.name.text(in: language) ?? ""
        var location: String?
        if appointment.placement.channel == .office,
            let office = agenda.citizenView(of: appointment.placement).occasion.office
        {
            let text = agenda.office(office, on: date)?.name.text(in: language) ?? ""
            location = text.isEmpty ? office.rawValue : text
        }
        return ICalendar.Description(
            summary: name.isEmpty ? appointment.service.rawValue : name, location: location,
            zone: zone)
    }
}

/// The token of a pass: it follows from the pass and a key, and is stored nowhere (A8).
enum JoinToken {
    /// The token of a pass; `nil` without a key of at least 32 bytes.
    static func text(_ pass: JoinPass, _ key: [UInt8]) -> String? {
        guard key.count >= 32 else { return nil }
        let code = code(pass, key)
        return "\(pass.appointment).\(pass.holder.word).\(Base64URL.encode(code.bytes))"
    }

    /// The pass that a token stands for; `nil` where there is none any more. Whether it is open is
    /// for the caller to ask.
    static func pass(
        _ text: String, _ agenda: Agenda, _ key: [UInt8], at instant: Instant
    ) -> JoinPass? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard key.count >= 32, text.utf8.count <= 128, parts.count == 3,
            let number = Int(parts[0]), number >= 1, String(number) == parts[0],
            let given = Base64URL.decode(parts[2]).flatMap({ Digest($0) })
        else { return nil }
        return agenda.joinPasses(of: Appointment.ID(number), at: instant).first { pass in
            pass.holder.word == parts[1] && code(pass, key).matches(given)
        }
    }

    private static func code(_ pass: JoinPass, _ key: [UInt8]) -> Digest {
        let text =
            "rendezvous join\n\(pass.appointment)\n\(pass.revision)\n\(pass.holder.word)\n"
            + pass.holder.id
        return HMAC.code(for: Array(text.utf8), key: key)
    }
}

extension JoinPass.Holder {
    /// What the holder is in the meeting.
    var word: String {
        switch self {
        case .participant: "participant"
        case .counsellor: "counsellor"
        case .interpreter: "interpreter"
        }
    }

    fileprivate var id: String {
        switch self {
        case .participant(let id): id.rawValue
        case .counsellor(let id): id.rawValue
        case .interpreter(let id): id.rawValue
        }
    }
}

extension Call {
    /// Whether a pass is the principal's own. Whoever let the interpreter in hands theirs on.
    fileprivate func holds(_ pass: JoinPass) -> Bool {
        switch pass.holder {
        case .participant(let id): principal.person == id
        case .counsellor(let id): principal.counsellor == id
        case .interpreter: principal.role == .counsellor
        }
    }
}
