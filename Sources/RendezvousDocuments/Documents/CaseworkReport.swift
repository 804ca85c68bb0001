public import Rendezvous

/// The document `casework-report/1`: due meetings, an outlook on capacity, waiting times by group,
/// or one person's file.
public enum CaseworkReport {
    /// The document of due meetings (`Agenda.contactsDue(at:through:of:)`).
    public static func encode(
        _ contacts: [Contact], at instant: Instant, _ layout: DocumentLayout = .pretty
    ) -> [UInt8] {
        document(["at": instant.written, "contacts": .list(contacts.map(\.written))], layout)
    }

    /// The document of an outlook (`Agenda.contactOutlook(at:weeks:)`).
    public static func encode(
        _ outlook: [OutlookWeek], at instant: Instant, _ layout: DocumentLayout = .pretty
    ) -> [UInt8] {
        document(["at": instant.written, "outlook": .list(outlook.map(\.written))], layout)
    }

    /// The document of waiting times (`Agenda.waitingTimes(on:smallest:)`).
    public static func encode(
        _ figures: [WaitingFigure], on dates: DateRange, _ layout: DocumentLayout = .pretty
    ) -> [UInt8] {
        document(
            ["dates": dates.written, "waitingTimes": .list(figures.map(\.written))], layout)
    }

    /// The document of one person's file (`Agenda.personFile(of:at:)`).
    public static func encode(
        _ file: PersonFile, at instant: Instant, _ layout: DocumentLayout = .pretty
    ) -> [UInt8] {
        document(["at": instant.written, "person": file.written], layout)
    }

    private static func document(
        _ members: KeyValuePairs<String, JSONOutput?>, _ layout: DocumentLayout
    ) -> [UInt8] {
        DocumentKind.caseworkReport.bytes(.members(members), layout)
    }
}

extension ContactDays {
    fileprivate var members: JSONOutput {
        .members([
            "anchor": anchor.written, "opens": opens.written, "bookBy": bookBy.written,
            "holdBy": holdBy.written,
        ])
    }
}

extension Contact {
    package var written: JSONOutput {
        .members([
            "person": person.written, "state": state.written, "segment": segment.written,
            "office": office.written, "manager": manager?.written, "service": service.written,
            "number": .number(number),
        ]).followed(by: days.members).followed(
            by: .members([
                "appointment": appointment?.written, "priority": priority?.written,
                "weight": .number(weight),
            ]))
    }
}

extension HeldContact {
    fileprivate var written: JSONOutput {
        .members([
            "segment": segment.written, "office": office.written, "number": .number(number),
        ]).followed(by: days.members).followed(
            by: .members([
                "held": held.written, "appointment": appointment?.written,
                "inTime": .flag(isInTime),
            ]))
    }
}

extension OutlookWeek {
    fileprivate var written: JSONOutput {
        .members([
            "office": office?.written, "from": dates.first.written, "to": dates.last.written,
            "needs": .list(
                needs.map {
                    .members([
                        "segment": $0.segment.written, "contacts": .number($0.contacts),
                        "minutes": .number($0.minutes),
                    ])
                }),
            "minutes": .number(minutes), "capacity": .number(capacity),
            "shortfall": .number(shortfall),
        ])
    }
}

extension WaitingFigure {
    fileprivate var written: JSONOutput {
        guard let values else {
            return .members(["group": group?.written, "suppressed": .flag(true)])
        }
        return .members([
            "group": group?.written, "people": .number(values.people),
            "contacts": .number(values.contacts), "inTime": .number(values.inTime),
            "days": .number(values.days), "median": .number(values.median),
            "ninthDecile": .number(values.ninthDecile),
        ])
    }
}

// MARK: One person

extension PersonFile {
    fileprivate var written: JSONOutput {
        .members([
            "person": person.written, "registration": registration?.written,
            "case": caseFile?.written, "contact": contact?.written,
            "held": .list(heldContacts.map(\.written)),
            "appointments": .list(appointments.map(\.summary)),
            "agreement": agreements.last?.id.written,
            "absences": .list(absences.intervals.map(\.written)),
            "checklist": .list(checklist.map(\.written)),
            "mayDo": .list(
                abilities.map { Self.ability($0.service.rawValue, $0.reason?.rawValue) }
                    + caseAbilities.map { Self.ability($0.service.rawValue, $0.reason?.rawValue) }),
            "notices": .list(notices.map(\.written)),
        ])
    }

    private static func ability(_ service: String, _ reason: String?) -> JSONOutput {
        .members(["what": .text(service), "reason": reason.map { .text($0) }])
    }
}

extension RegistrationFile {
    fileprivate var written: JSONOutput {
        let standing =
            switch standing {
            case .unregistered: "unregistered"
            case .registered: "registered"
            case .onTheBooks: "on-the-books"
            case .ended: "ended"
            }
        return .members([
            "standing": .text(standing), "category": category?.written,
            "contactGroup": .text(contactGroup.rawValue), "office": office?.written,
            "attendance": flag?.attendance.written,
        ])
    }
}

extension CaseFile {
    fileprivate var written: JSONOutput {
        .members([
            "open": .flag(isOpen), "segment": segment?.written, "office": office?.written,
            "manager": manager?.written, "groups": groups.written, "needs": needs.written,
            "history": .list(
                history.map { passage in
                    let rest: JSONOutput =
                        if case .contactRecorded(let date) = passage.step {
                            .members(["contact": date.written])
                        } else {
                            passage.step.parameters
                        }
                    return .members([
                        "at": passage.at.written, "on": passage.on.written,
                        "step": passage.step.name.written,
                    ]).followed(by: rest)
                }),
        ])
    }
}

extension Appointment {
    fileprivate var summary: JSONOutput {
        .members([
            "appointment": id.written, "service": service.written, "topic": topic?.written,
            "status": .text(status.rawValue), "placement": placement.written,
        ])
    }
}

extension ChecklistState {
    fileprivate var written: JSONOutput {
        .members([
            "document": item.id.written, "state": state?.written, "gates": .flag(isGating),
        ])
    }
}

extension PersonNotice {
    fileprivate var written: JSONOutput {
        switch self {
        case .bookContact(let date):
            .members(["notice": .text("book-contact"), "by": date.written])
        case .contactOverdue(let date):
            .members(["notice": .text("contact-overdue"), "since": date.written])
        case .documentsMissing(let items):
            .members(["notice": .text("documents-missing"), "documents": items.written])
        case .answerProposal(let id, let end):
            .members([
                "notice": .text("answer-proposal"), "appointment": id.written,
                "until": end.written,
            ])
        case .appointmentInAbsence(let id):
            .members(["notice": .text("appointment-in-absence"), "appointment": id.written])
        case .comeToOffice(let date):
            .members(["notice": .text("come-to-office"), "on": date.written])
        case .confirmJobSearch(let date):
            .members(["notice": .text("confirm-job-search"), "by": date.written])
        }
    }
}
