internal import Rendezvous
internal import RendezvousStore

/// The last step: who takes part and how they are reached, while the time is kept.
struct DetailsPage {
    let visit: Visit
    let agenda: Agenda
    let hold: Appointment

    func page(_ details: ContactDetails?, _ values: FormValues, _ faults: [FormFault]) -> Page {
        let zone = agenda.zone(of: hold.placement.counsellor) ?? .utc
        let fields = Fields(visit: visit, faults: faults, values: values)
        let view = AppointmentFacts(visit: visit, agenda: agenda)
        let until = hold.expires.map { expires -> HTML in
            """
            <p class="notice" role="status" data-until="\(String(expires.secondsSince1970))">\
            \(visit.say(.holdUntil)) <strong>\(visit.time(expires, zone))</strong></p>
            """
        }
        let contents: HTML = """
            \(Fields.hidden(FormValues([("hold", hold.id.description)])))\
            <fieldset><legend>\(visit.say(.participantLegend))</legend>\
            \(fields.line(
                "name", .nameLabel, hint: .nameHint, autocomplete: isForOther ? nil : "name",
                value: details?[ContactDetails.Field.name]))\
            \(fields.line(
                "email", .emailLabel, hint: .emailHint, type: "email",
                autocomplete: isForOther ? nil : "email",
                value: details?[ContactDetails.Field.email]))\
            \(fields.line(
                "phone", .phoneLabel, hint: .optional, type: "tel",
                autocomplete: isForOther ? nil : "tel", width: "half",
                value: details?[ContactDetails.Field.phone]))\
            \(fields.line(
                "address", .addressLabel, hint: .optional,
                autocomplete: isForOther ? nil : "street-address",
                value: details?[ContactDetails.Field.address]))</fieldset>\
            \(checklist)\
            \(fields.checks(
                "present", .presentLegend,
                [Fields.Option("yes", HTML(text: presence))]))\
            \(fields.send(.confirm))
            """
        let giveBack = visit.form(
            "/book/release",
            Fields.hidden(FormValues([("hold", hold.id.description)]))
                + fields.send(.giveBack, kind: "link"))
        return Page(
            title: visit.say(.detailsTitle), kicker: visit.say(.step, "5", "5"),
            body: """
                \(view.card(hold))\(until)\(visit.form("/book/confirm", contents))\(giveBack)
                """,
            status: faults.isEmpty ? 200 : 422, faults: faults)
    }

    private var isForOther: Bool { hold.party.participant != visit.viewer?.person }

    private var presence: String {
        if case .business = hold.party.applicant { return visit.say(.presentBusiness) }
        return visit.say(.presentPerson)
    }

    private var checklist: HTML {
        ChecklistView(visit: visit, agenda: agenda).list(
            of: hold.party.participant, hold.service, hold.topic)
    }

    /// What is wrong with what was filled in.
    static func faults(_ values: FormValues, _ visit: Visit) -> [FormFault] {
        var faults: [FormFault] = []
        if values["name"] == nil {
            faults.append(FormFault(field: "name", text: visit.say(.nameMissing)))
        }
        let email = values["email"] ?? ""
        let parts = email.split(separator: "@", omittingEmptySubsequences: false)
        let isAddress =
            parts.count == 2 && parts.allSatisfy { !$0.isEmpty } && parts[1].contains(".")
            && !email.contains { $0.isWhitespace || $0 == "," || $0 == ";" || $0 == "<" }
        if !isAddress { faults.append(FormFault(field: "email", text: visit.say(.emailMissing))) }
        if let phone = values["phone"],
            phone.filter(\.isNumber).count < 6
                || !phone.allSatisfy({ $0.isNumber || "+-() ./".contains($0) })
        {
            faults.append(FormFault(field: "phone", text: visit.say(.phoneWrong)))
        }
        if values["present"] != "yes" {
            faults.append(FormFault(field: "present", text: visit.say(.presentMissing)))
        }
        return faults
    }

    /// The details to be kept apart from the agenda.
    static func details(
        _ values: FormValues, _ visit: Visit
    ) throws(StoreError) -> ContactDetails {
        typealias Name = ContactDetails.Field
        var fields = [Name.language: visit.language.rawValue]
        for (name, field) in [
            (Name.name, "name"), (Name.email, "email"), (Name.phone, "phone"),
            (Name.address, "address"),
        ] {
            if let value = values[field] { fields[name] = value }
        }
        return try ContactDetails(fields)
    }
}
