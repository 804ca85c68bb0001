internal import Rendezvous
internal import RendezvousDocuments
internal import RendezvousStore

/// The values that the API has a name for, as the OpenAPI document describes them.
enum Components {
    /// In the order of the document.
    static let all: [(name: String, schema: Schema)] =
        problems + requests + appointments + meetings + people + staff + others

    private static let id = Schema.identifier
    private static let number = Schema.integer(1...Int.max)
    private static let count = Schema.integer(0...Int.max)
    private static let statuses = Schema.words(AppointmentStatus.allCases.map(\.rawValue))
    private static let channel = Schema.words(Channel.allCases.map(\.rawValue))
    private static let readers = Schema.words(Readers.allCases.map(\.rawValue))

    private static let problems: [(name: String, schema: Schema)] = [
        (
            "Problem",
            .object([
                "type": .text, "title": .text, "status": .integer(400...599), "detail": .text,
                "place?": .text, "instance?": .text, "reason?": .text,
                "reasons?": .list(
                    .object([
                        "reason?": .words(Reason.allCases.map(\.rawValue)),
                        "publicReason": .words(PublicReason.allCases.map(\.rawValue)),
                        "message": .text, "hint?": .text, "appointments?": .list(number),
                        "policies?": .list(id),
                        "registration?": .words(RegistrationReason.allCases.map(\.rawValue)),
                        "casework?": .words(CaseReason.allCases.map(\.rawValue)),
                    ])),
            ])
        ),
        ("Kept", .object(["kept": count, "changes?": .list(.text)])),
    ]

    /// A start of those on offer, or a placement, with what belongs to it.
    private static func choice(
        _ before: [(name: String, schema: Schema)] = [],
        _ after: [(name: String, schema: Schema)] = []
    ) -> Schema {
        .either(
            [("start", Schema.instant), ("placement", .named("Placement"))].map { place in
                .members(before + [place, ("office?", id), ("channel?", channel)] + after)
            })
    }

    private static let requests: [(name: String, schema: Schema)] = [
        (
            "Party",
            .object([
                "participant": id, "as?": .words(["registered", "person", "business"]),
                "authority?": .words(Authority.allCases.map(\.rawValue)), "bookedBy?": id,
                "needs?": .list(.need),
            ])
        ),
        (
            "Placement",
            .object([
                "start": .instant, "end": .instant, "channel": channel, "counsellor": id,
                "interpreter?": id, "room?": id,
            ])
        ),
        (
            "Window",
            .either([
                .object(["start": .instant, "end": .instant]),
                .object(["from": .date, "to": .date, "zone": .zone]),
            ])
        ),
        (
            "Request",
            .object([
                "party": .named("Party"), "service": id, "topic?": id,
                "channels?": .items(channel, 0...3, isSet: true),
                "scope?": .either([
                    .object(["offices": .items(id, 1...Limits.listItems, isSet: true)]),
                    .object(["region": id]),
                    .object(["area": id]),
                ]),
                "counsellor?": .either([.object(["preferred": id]), .object(["only": id])]),
                "windows": .items(.named("Window"), 1...Limits.listItems),
                "weight?": .integer(1...Limits.heaviestWeight),
                "submitted?": .instant,
            ])
        ),
        ("HoldOrder", choice([("request", .named("Request"))], [("lasting?", .duration)])),
        (
            "BookingOrder",
            .either([
                .object(["hold": .integer(1...Int(Int32.max))]),
                choice([("request", .named("Request"))]),
            ])
        ),
        ("MoveOrder", choice()),
        ("TransferOrder", choice([], [("answerWithin", .duration)])),
        ("OfferOrder", choice([], [("lasting?", .duration)])),
        (
            "SeriesOrder",
            .object([
                "request": .named("Request"), "first": .date,
                "every": .either([
                    .object(["days": .integer(1...Limits.mostDays)]),
                    .object(["weeks": .integer(1...Limits.mostDays)]),
                ]), "times": .integer(1...Limits.mostOccurrences),
                "tolerance?": .integer(0...Limits.mostDays), "zone": .zone,
                "time?": .patterned("^([01][0-9]|2[0-3]):[0-5][0-9]$", 5...5),
                "complete?": .words(["all", "what-can-be"]),
            ])
        ),
    ]

    private static let appointments: [(name: String, schema: Schema)] = [
        ("ChecklistItem", .described("An item of a checklist as in agency/1")),
        (
            "Appointment",
            .object([
                "appointment": number, "status": statuses, "progress": .text, "revision": count,
                "service": id, "topic?": id, "party?": .named("Party"),
                "placement?": .named("Placement"), "start?": .instant, "end?": .instant,
                "channel?": channel, "office?": id, "room?": id, "interpreter?": .flag,
                "counsellor?": id, "zone": .text, "expires?": .instant,
                "cancellation?": .words(CancellationReason.allCases.map(\.rawValue)),
                "proposal?": .object([
                    "appointment": number, "until?": .instant,
                    "placement?": .named("Placement"), "start?": .instant, "end?": .instant,
                    "channel?": channel, "office?": id, "room?": id, "interpreter?": .flag,
                    "counsellor?": id,
                ]), "checklist?": .list(.named("ChecklistItem")),
            ])
        ),
        (
            "Appointments",
            .object(["appointments": .list(.named("Appointment")), "next?": number])
        ),
        (
            "Opening",
            .object([
                "start": .instant, "end": .instant, "channel": channel, "office?": id, "room?": id,
                "interpreter?": .either([.flag, .text]), "counsellor?": id, "zone": .text,
                "counsellors?": number,
                "cost?": .map(count, names: 1...64, most: Preference.Level.allCases.count),
            ])
        ),
        (
            "Openings",
            .object([
                "at": .instant, "readers": readers, "openings": .list(.named("Opening")),
                "next?": .instant, "explanation?": .document(.explanation),
                "shortage?": .object([
                    "counsellorDays": count,
                    "counts": .list(
                        .object([
                            "reason": .words(Reason.allCases.map(\.rawValue)),
                            "counsellorDays": number,
                        ])),
                ]),
            ])
        ),
        (
            "CallBack",
            .object([
                "offered": .flag, "after": .text, "openings?": .list(.named("Opening")),
            ])
        ),
        (
            "Catalogue",
            .object([
                "on": .date, "fields": .list(.described("A field as in agency/1")),
                "services": .list(.described("A service as in agency/1")),
                "offices": .list(.described("An office as in agency/1")),
            ])
        ),
        (
            "Checklist",
            .object([
                "service": id, "topic?": id, "on": .date,
                "checklist": .list(.named("ChecklistItem")),
            ])
        ),
    ]

    private static let meetings: [(name: String, schema: Schema)] = [
        (
            "Passes",
            .object([
                "at": .instant, "appointment": number,
                "passes": .list(
                    .object([
                        "revision": count,
                        "holder": .words(["participant", "counsellor", "interpreter"]),
                        "from": .instant, "to": .instant, "open": .flag, "token?": .text,
                    ])),
            ])
        ),
        (
            "PassCheck",
            .object([
                "valid": .flag, "appointment?": number,
                "holder?": .words(["participant", "counsellor", "interpreter"]),
                "until?": .instant,
            ])
        ),
    ]

    private static let people: [(name: String, schema: Schema)] = [
        (
            "Me",
            .object([
                "role": .words(Role.allCases.map(\.rawValue)), "subject": .text,
                "operations": .list(.words(ServiceOperation.allCases.map(\.rawValue))),
            ])
        ),
        (
            "Agreements",
            .object([
                "last?": id, "interviews": .list(.named("Appointment")), "next?": number,
                "binding": .flag,
            ])
        ),
        ("Participant", .described("A person's facts as in agency/1")),
        ("ContactDetails", contactDetails),
        (
            "PersonalData",
            .object([
                "rendezvous": .words(["person/1"]), "subject": id, "contact": contactDetails,
                "accesses": .list(.object(["at": .instant, "what": .text])),
                "events": .list(.described("An event as in agenda/1")),
            ])
        ),
        ("RegistrationOrder", .either(registrationOrders)),
        ("CaseOrder", .either(caseOrders)),
    ]

    private static let contactDetails = Schema.map(
        .patterned("^[\\s\\S]*$", 0...StoreLimits.contactValue),
        names: 1...StoreLimits.contactName, most: StoreLimits.contactFields)

    private static func words<Words: CaseIterable & RawRepresentable>(_ type: Words.Type) -> Schema
    where Words.RawValue == String { .words(type.allCases.map(\.rawValue)) }

    /// An order of this word, with its members.
    private static func order(
        _ word: String, _ members: KeyValuePairs<String, Schema> = [:]
    ) -> Schema {
        .members([("do", .words([word]))] + members.map { ($0.key, $0.value) })
    }

    private static let home = Schema.either([
        .words(["cross-border", "none"]), .object(["area": id]),
    ])

    private static let details = Schema.object([
        "home": home, "staysIn?": id, "number": .words(["none", "personal", "tax"]),
        "jobTitle": .flag, "extent": .words(["fully", "partly", "none"]), "email": .flag,
        "phone": .flag,
    ])

    private static let registrationOrders: [Schema] = RegistrationOrder.Word.allCases.flatMap {
        word -> [Schema] in
        let group = Schema.integer(1...3)
        switch word {
        case .register:
            return [
                order(
                    "register", ["category": words(RegistrationCategory.self), "details?": details])
            ]
        case .visit:
            return [
                order(
                    "visit",
                    [
                        "case": words(CashCase.self), "group": group,
                        "programme?": words(Programme.self), "details?": details,
                    ])
            ]
        case .match:
            return [order("match", ["group": group, "programme?": words(Programme.self)])]
        case .deregister:
            return [order("deregister", ["reason": words(DeregistrationReason.self)])]
        case .reregister, .confirm, .closeCase: return [order(word.rawValue)]
        case .attach: return [order("attach", ["ground": words(AttachmentGround.self)])]
        case .noteMembership: return [order(word.rawValue, ["fund?": id])]
        case .noteEntitlement, .reportWell: return [order(word.rawValue, ["from": .date])]
        case .noteAddress: return [order(word.rawValue, ["home": home, "staysIn?": id])]
        case .reportAbsence:
            return [
                order(
                    word.rawValue,
                    ["kind": words(AbsenceKind.self), "from": .date, "to?": .date])
            ]
        case .setTemporaryAddress:
            return [order(word.rawValue), order(word.rawValue, ["area": id, "until": .date])]
        case .changeContact: return [order(word.rawValue, ["email": .flag, "phone": .flag])]
        case .setReminders: return [order(word.rawValue, ["on": .flag])]
        case .grantAccess: return [order(word.rawValue, ["access": words(SecureAccess.self)])]
        case .recordAgreement: return [order(word.rawValue, ["agreement": id])]
        }
    }

    private static let caseOrders: [Schema] = CaseOrder.Word.allCases.map { word in
        switch word {
        case .open: order("open", ["segment": id, "office": id, "manager?": id])
        case .profile: order("profile", ["segment": id])
        case .assign: order("assign", ["manager?": id])
        case .move: order("move", ["office": id, "manager?": id])
        case .group:
            order("group", ["groups": .items(id, 0...Limits.listItems, isSet: true)])
        case .noteNeeds:
            order(word.rawValue, ["needs": .items(.need, 0...Limits.listItems, isSet: true)])
        case .noteDocument:
            order(word.rawValue, ["document": id, "state?": words(DocumentState.self)])
        case .recordContact: order(word.rawValue, ["on": .date])
        case .close: order("close", ["end": words(CaseEnd.self)])
        }
    }

    private static let interval = Schema.object(["start": .instant, "end": .instant])

    private static let staff: [(name: String, schema: Schema)] = [
        (
            "Timetable",
            .object([
                "counsellor": id, "zone?": .text,
                "days": .list(
                    .object([
                        "date": .date, "working": .list(interval), "telework": .list(interval),
                        "overtime": .list(interval), "leave": .list(interval),
                        "clocked": .list(interval),
                        "appointments": .list(
                            .object([
                                "appointment": number, "start": .instant, "end": .instant,
                            ])),
                    ])),
            ])
        ),
        (
            "Presence",
            .object([
                "counsellor?": id, "interpreter?": id,
                "state": .words(Presence.State.allCases.map(\.rawValue)), "duty?": interval,
                "arrived?": .instant, "seconds": .integer(Int.min...Int.max),
                "lateArrival": count,
            ])
        ),
        ("Presences", .object(["at": .instant, "presences": .list(.named("Presence"))])),
        (
            "EndangeredAppointments",
            .object([
                "at": .instant,
                "endangered": .list(
                    .object([
                        "appointment": number, "start": .instant, "end": .instant,
                        "presence": .named("Presence"),
                        "secondsLeft": .integer(Int.min...Int.max),
                    ])),
            ])
        ),
    ]

    private static let others: [(name: String, schema: Schema)] = [
        (
            "Job",
            .object([
                "job": .text, "kind": .words(["plan", "simulation"]),
                "state": .words(Job.State.allCases.map(\.rawValue)), "created": .instant,
                "started?": .instant, "ended?": .instant, "parts": count, "done": count,
                "failure?": .text, "served?": count, "bound?": count,
            ])
        ),
        (
            "AuditPage",
            .object([
                "entries": .list(
                    .object([
                        "number": number, "at?": .instant, "actor?": .text,
                        "kind": .words(["event", "access", "erased"]), "what?": .text,
                        "commitment?": .text,
                    ])), "next?": number,
            ])
        ),
        (
            "Notices",
            .object([
                "notices": .list(
                    .object([
                        "notice": .text, "kind": .words(Notice.Kind.allCases.map(\.rawValue)),
                        "appointment": number, "revision": count, "person": id,
                        "as": .words(["participant", "bookedBy"]), "start": .instant,
                        "end": .instant, "channel": channel, "office?": id, "room?": id,
                        "interpreter?": .flag, "zone": .text, "moves?": number,
                        "cancellation?": .words(CancellationReason.allCases.map(\.rawValue)),
                    ])), "waiting": count,
            ])
        ),
        (
            "FeedSubject",
            .either([
                .object(["person": id]), .object(["counsellor": id]), .object(["office": id]),
            ])
        ),
        (
            "Feed",
            .object([
                "feed": .text, "person?": id, "counsellor?": id, "office?": id,
                "created": .instant, "address?": .text,
            ])
        ),
    ]
}
