public import Rendezvous

/// A notice as a message: subject, text and calendar file, in one of four languages (A5).
///
///     for notice in store.notices() {
///         let details = try store.vault.details(of: notice.key.recipient.person)
///         let message = NoticeMessage(notice, in: agenda, texts, language: .greek, …)
///         mailer.send(message, to: details["email"])
///         try store.markDelivered(notice)
///     }
///
/// Without a store: ask `Agenda.notices(for:)` *before* the events are applied, and for the
/// messages *after*.
///
/// Nothing about the participant is in it but what they know: when, where, how and what.
public struct NoticeMessage: Hashable, Sendable {
    /// What stands in the line of the subject.
    public let subject: String
    /// The text, lines ended by line feeds.
    public let body: String
    /// The appointment as a calendar file; none for a notice about a proposal.
    public let calendar: [UInt8]?
    /// What tells it from all other messages: the same if it is sent again.
    public let messageID: String

    /// The message of a notice; `nil` if the agenda does not have its appointment, or not yet.
    ///
    /// - Parameters:
    ///   - notice: What is told.
    ///   - agenda: The agenda in which the appointment is.
    ///   - texts: Names of services and offices, in the message's language.
    ///   - language: The language.
    ///   - link: Where the participant joins, for a meeting by video.
    ///   - instant: Now.
    ///   - domain: A domain name of the agency.
    public init?(
        _ notice: Notice, in agenda: Agenda, _ texts: AppointmentTexts,
        language: ExplanationLanguage, link: String? = nil, at instant: Instant, domain: String
    ) {
        guard let appointment = agenda[notice.key.appointment] else { return nil }
        let description = texts.description(of: appointment)
        let phrases = MessagePhrases(language)
        let reading = (description.zone ?? .utc).local(notice.placement.interval.start)
        let when = phrases.moment(reading)
        subject = "\(phrases.title(notice.key.kind)): \(description.summary), \(when)"
        var lines = [phrases.sentence(notice.key.kind), "", description.summary, when]
        lines.append(description.location ?? phrases.channel(notice.placement.channel))
        if notice.placement.interpreter != nil { lines.append(phrases.interpreter) }
        let isOn =
            notice.key.kind == .booked || notice.key.kind == .moved || notice.key.kind == .changed
        if isOn, notice.placement.channel == .video, let link {
            lines.append("\(phrases.join): \(link)")
        }
        body = lines.joined(separator: "\n") + "\n"
        let key = notice.key
        messageID =
            "<\(key.appointment)-\(key.revision)-\(key.kind.rawValue)-"
            + "\(key.recipient.role)@\(domain)>"
        switch key.kind {
        case .booked, .moved, .changed, .cancelled:
            calendar = ICalendar.encode(
                [appointment], at: instant, domain: domain, describing: texts.description(of:))
        case .proposed, .proposalWithdrawn, .offered: calendar = nil
        }
    }
}

extension Notice.Recipient {
    /// Who is told.
    public var person: Subject.ID {
        switch self {
        case .participant(let id), .bookedBy(let id): id
        }
    }

    fileprivate var role: String {
        switch self {
        case .participant: "participant"
        case .bookedBy: "booked-by"
        }
    }
}

/// What messages say in one language.
struct MessagePhrases {
    private let language: ExplanationLanguage

    init(_ language: ExplanationLanguage) { self.language = language }

    /// A date and a time as people of the language write them.
    func moment(_ reading: LocalDateTime) -> String {
        let (year, month, day) = reading.date.parts
        func two(_ number: Int) -> String { (number < 10 ? "0" : "") + String(number) }
        return switch language {
        case .greek: "\(two(day))/\(two(month))/\(year) \(reading.time)"
        case .romanian, .danish: "\(two(day)).\(two(month)).\(year) \(reading.time)"
        case .english: "\(year)-\(two(month))-\(two(day)) \(reading.time)"
        }
    }

    /// How they meet.
    func channel(_ channel: Channel) -> String {
        switch (channel, language) {
        case (.video, .greek): "Με βιντεοκλήση"
        case (.video, .romanian): "Prin apel video"
        case (.video, .danish): "Videomøde"
        case (.video, .english): "By video"
        case (.phone, .greek): "Τηλεφωνικά"
        case (.phone, .romanian): "La telefon"
        case (.phone, .danish): "Telefonisk"
        case (.phone, .english): "By phone"
        case (.office, .greek): "Στο γραφείο"
        case (.office, .romanian): "La sediu"
        case (.office, .danish): "Personligt fremmøde"
        case (.office, .english): "In the office"
        }
    }

    var interpreter: String {
        switch language {
        case .greek: "Με διερμηνέα"
        case .romanian: "Cu interpret"
        case .danish: "Med tolk"
        case .english: "With an interpreter"
        }
    }

    var join: String {
        switch language {
        case .greek: "Σύνδεση"
        case .romanian: "Conectare"
        case .danish: "Deltag"
        case .english: "Join"
        }
    }

    func title(_ kind: Notice.Kind) -> String { pair(kind).0 }
    func sentence(_ kind: Notice.Kind) -> String { pair(kind).1 }

    private func pair(_ kind: Notice.Kind) -> (String, String) {
        switch language {
        case .greek: greek(kind)
        case .romanian: romanian(kind)
        case .danish: danish(kind)
        case .english: english(kind)
        }
    }

    private func greek(_ kind: Notice.Kind) -> (String, String) {
        switch kind {
        case .booked: ("Νέο ραντεβού", "Το ραντεβού σας κλείστηκε.")
        case .moved: ("Αλλαγή ραντεβού", "Το ραντεβού σας μεταφέρθηκε.")
        case .changed: ("Αλλαγή ραντεβού", "Στο ραντεβού σας θα συμμετέχει διερμηνέας.")
        case .cancelled: ("Ακύρωση ραντεβού", "Το ραντεβού σας ακυρώθηκε.")
        case .proposed:
            ("Πρόταση αλλαγής", "Σας προτείνουμε άλλη ώρα για το ραντεβού σας. Απαντήστε μας.")
        case .proposalWithdrawn: ("Ανάκληση πρότασης", "Η πρόταση αλλαγής δεν ισχύει πλέον.")
        case .offered: ("Διαθέσιμη ώρα", "Βρέθηκε ώρα για το αίτημά σας. Επιβεβαιώστε την έγκαιρα.")
        }
    }

    private func romanian(_ kind: Notice.Kind) -> (String, String) {
        switch kind {
        case .booked: ("Programare nouă", "Programarea dumneavoastră a fost făcută.")
        case .moved: ("Programare mutată", "Programarea dumneavoastră a fost mutată.")
        case .changed: ("Programare modificată", "La programare va participa un interpret.")
        case .cancelled: ("Programare anulată", "Programarea dumneavoastră a fost anulată.")
        case .proposed:
            (
                "Propunere de mutare",
                "Vă propunem o altă oră pentru programare. Vă rugăm să răspundeți."
            )
        case .proposalWithdrawn: ("Propunere retrasă", "Propunerea de mutare nu mai este valabilă.")
        case .offered:
            ("Oră disponibilă", "S-a găsit o oră pentru cererea dumneavoastră. Confirmați-o.")
        }
    }

    private func danish(_ kind: Notice.Kind) -> (String, String) {
        switch kind {
        case .booked: ("Ny aftale", "Din aftale er booket.")
        case .moved: ("Aftale flyttet", "Din aftale er flyttet.")
        case .changed: ("Aftale ændret", "En tolk deltager i din aftale.")
        case .cancelled: ("Aftale aflyst", "Din aftale er aflyst.")
        case .proposed:
            ("Forslag om ny tid", "Vi foreslår en anden tid til din aftale. Svar venligst.")
        case .proposalWithdrawn:
            ("Forslag trukket tilbage", "Forslaget om ny tid gælder ikke længere.")
        case .offered: ("Ledig tid", "Der er fundet en tid til dig. Bekræft den i tide.")
        }
    }

    private func english(_ kind: Notice.Kind) -> (String, String) {
        switch kind {
        case .booked: ("New appointment", "Your appointment is booked.")
        case .moved: ("Appointment moved", "Your appointment was moved.")
        case .changed: ("Appointment changed", "An interpreter joins your appointment.")
        case .cancelled: ("Appointment cancelled", "Your appointment was cancelled.")
        case .proposed:
            (
                "Another time proposed",
                "We propose another time for your appointment. Please answer."
            )
        case .proposalWithdrawn: ("Proposal withdrawn", "The other time is no longer proposed.")
        case .offered:
            ("A time is free", "A time was found for your request. Please confirm it soon.")
        }
    }
}
