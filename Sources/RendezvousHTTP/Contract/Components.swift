internal import Rendezvous
internal import RendezvousDocuments

/// The values that the API has a name for, as the OpenAPI document describes them.
enum Components {
    /// In the order of the document.
    static let all: [(name: String, schema: Schema)] =
        problems + requests + appointments + meetings + people + staff + others

    private static let id = Schema.text
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

    private static let requests: [(name: String, schema: Schema)] = [
        (
            "Party",
            .object([
                "participant": id, "as?": .words(["registered", "person", "business"]),
                "authority?": .words(Authority.allCases.map(\.rawValue)), "bookedBy?": id,
                "needs?": .list(.text),
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
                .object(["from": .date, "to": .date, "zone": .text]),
            ])
        ),
        (
            "Request",
            .object([
                "party": .named("Party"), "service": id, "topic?": id,
                "channels?": .list(channel),
                "scope?": .either([
                    .object(["offices": .list(id)]), .object(["region": id]),
                    .object(["area": id]),
                ]),
                "counsellor?": .either([.object(["preferred": id]), .object(["only": id])]),
                "windows": .list(.named("Window")), "weight?": .integer(1...Limits.heaviestWeight),
                "submitted?": .instant,
            ])
        ),
        (
            "HoldOrder",
            .object([
                "request": .named("Request"), "start?": .instant, "office?": id,
                "channel?": channel, "placement?": .named("Placement"), "lasting?": .text,
            ])
        ),
        (
            "BookingOrder",
            .either([
                .object(["hold": number]),
                .object([
                    "request": .named("Request"), "start?": .instant, "office?": id,
                    "channel?": channel, "placement?": .named("Placement"),
                ]),
            ])
        ),
        (
            "MoveOrder",
            .object([
                "start?": .instant, "office?": id, "channel?": channel,
                "placement?": .named("Placement"),
            ])
        ),
        (
            "TransferOrder",
            .object([
                "start?": .instant, "office?": id, "channel?": channel,
                "placement?": .named("Placement"), "answerWithin": .text,
            ])
        ),
        (
            "OfferOrder",
            .object([
                "start?": .instant, "office?": id, "channel?": channel,
                "placement?": .named("Placement"), "lasting?": .text,
            ])
        ),
        (
            "SeriesOrder",
            .object([
                "request": .named("Request"), "first": .date,
                "every": .either([
                    .object(["days": number]), .object(["weeks": number]),
                ]), "times": .integer(1...Limits.mostOccurrences), "tolerance?": count,
                "zone": .text, "time?": .text, "complete?": .words(["all", "what-can-be"]),
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
                "counsellors?": number, "cost?": .map(count),
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
        ("ContactDetails", .map(.text)),
        (
            "PersonalData",
            .object([
                "rendezvous": .words(["person/1"]), "subject": id, "contact": .map(.text),
                "accesses": .list(.object(["at": .instant, "what": .text])),
                "events": .list(.described("An event as in agenda/1")),
            ])
        ),
        (
            "RegistrationOrder",
            .object([
                "do": .words(RegistrationOrder.Word.allCases.map(\.rawValue)),
                "category?": .words(RegistrationCategory.allCases.map(\.rawValue)),
                "details?": .described("Details as in agenda/1, step details-given"),
                "case?": .words(CashCase.allCases.map(\.rawValue)), "group?": .integer(1...3),
                "programme?": .words(Programme.allCases.map(\.rawValue)),
                "reason?": .words(DeregistrationReason.allCases.map(\.rawValue)),
                "ground?": .words(AttachmentGround.allCases.map(\.rawValue)), "fund?": id,
                "from?": .date, "to?": .date,
                "home?": .described("An address as in agenda/1"), "staysIn?": id,
                "kind?": .words(AbsenceKind.allCases.map(\.rawValue)), "area?": id,
                "until?": .date, "email?": .flag, "phone?": .flag, "on?": .flag,
                "access?": .words(SecureAccess.allCases.map(\.rawValue)), "agreement?": id,
            ])
        ),
        (
            "CaseOrder",
            .object([
                "do": .words(CaseOrder.Word.allCases.map(\.rawValue)), "segment?": id,
                "office?": id, "manager?": id, "groups?": .list(id), "needs?": .list(.text),
                "document?": id, "state?": .words(DocumentState.allCases.map(\.rawValue)),
                "on?": .date, "end?": .words(CaseEnd.allCases.map(\.rawValue)),
            ])
        ),
    ]

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
