/// The encodings of what happens to registrations (change 40). Numbers are never reused.

extension RegistrationCategory: Numbered {
    static var numbers: [RegistrationCategory] {
        [.unemploymentBenefit, .cashBenefit, .graduate, .noBenefit]
    }
}
extension UnemploymentExtent: Numbered {
    static var numbers: [UnemploymentExtent] { [.fully, .partly, .none] }
}
extension CashCase: Numbered { static var numbers: [CashCase] { [.cash, .start, .introduction] } }
extension MatchGroup: Numbered { static var numbers: [MatchGroup] { [.one, .two, .three] } }
extension Programme: Numbered { static var numbers: [Programme] { [.flexJob, .rehabilitation] } }
extension PersonalNumber: Numbered {
    static var numbers: [PersonalNumber] { [.none, .personal, .tax] }
}
extension DeregistrationReason: Numbered {
    static var numbers: [DeregistrationReason] { [.ownRequest, .missedConfirmation, .byOffice] }
}
extension AttachmentGround: Numbered {
    static var numbers: [AttachmentGround] { [.registeredAddress, .stay, .choice] }
}
extension SecureAccess: Numbered {
    static var numbers: [SecureAccess] { [.codeByLetter, .codeAtOffice, .atVisit] }
}
extension AbsenceKind: Numbered {
    static var numbers: [AbsenceKind] { [.sick, .holiday, .temporaryWork, .other] }
}
extension AttendanceRule: Numbered {
    static var numbers: [AttendanceRule] { [.nextDay, .sameDayIfOpen] }
}
extension SelfService: Numbered {
    static var numbers: [SelfService] {
        [
            .register, .reregister, .deregister, .confirm, .reportSick, .reportWell,
            .reportHoliday, .reportTemporaryWork, .changeContact, .setTemporaryAddress,
            .setReminders, .changeOffice,
        ]
    }
}
extension ReceiptLink: Numbered {
    static var numbers: [ReceiptLink] { [.benefitCard, .declaration] }
}

extension Bool: Canonical {
    func encode(to writer: inout ByteWriter) { writer.flag(self) }
    init(from reader: inout ByteReader) throws(EncodingError) { self = try reader.flag() }
}

extension CaseActor: Canonical {
    func encode(to writer: inout ByteWriter) {
        switch self {
        case .citizen: writer.byte(0)
        case .office(let id):
            writer.byte(1)
            writer.value(id)
        case .fund(let id):
            writer.byte(2)
            writer.value(id)
        case .system: writer.byte(3)
        }
    }

    init(from reader: inout ByteReader) throws(EncodingError) {
        switch try reader.byte() {
        case 0: self = .citizen
        case 1: self = .office(try reader.value())
        case 2: self = .fund(try reader.value())
        case 3: self = .system
        case let tag: throw reader.error("an actor's kind (\(tag)) must be 0 … 3")
        }
    }
}

extension HomeAddress: Canonical {
    func encode(to writer: inout ByteWriter) {
        switch self {
        case .inCountry(let area):
            writer.byte(0)
            writer.value(area)
        case .crossBorder: writer.byte(1)
        case .none: writer.byte(2)
        }
    }

    init(from reader: inout ByteReader) throws(EncodingError) {
        switch try reader.byte() {
        case 0: self = .inCountry(try reader.value())
        case 1: self = .crossBorder
        case 2: self = .none
        case let tag: throw reader.error("an address's kind (\(tag)) must be 0 … 2")
        }
    }
}

extension RegistrationDetails: Canonical {
    func encode(to writer: inout ByteWriter) {
        writer.value(home)
        writer.optional(staysIn)
        writer.value(number)
        writer.value(hasJobTitle)
        writer.value(extent)
        writer.value(hasEmail)
        writer.value(hasPhone)
    }

    init(from reader: inout ByteReader) throws(EncodingError) {
        self.init(
            home: try reader.value(), staysIn: try reader.optional(), number: try reader.value(),
            hasJobTitle: try reader.value(), extent: try reader.value(),
            hasEmail: try reader.value(), hasPhone: try reader.value())
    }
}

extension RegistrationFile.Flag: Canonical {
    func encode(to writer: inout ByteWriter) {
        writer.value(since)
        writer.value(attendance)
        writer.value(lapses)
    }

    init(from reader: inout ByteReader) throws(EncodingError) {
        self.init(
            since: try reader.value(), attendance: try reader.value(), lapses: try reader.value())
    }
}

extension Absence: Canonical {
    func encode(to writer: inout ByteWriter) {
        writer.value(kind)
        writer.value(from)
        writer.optional(to)
    }

    init(from reader: inout ByteReader) throws(EncodingError) {
        self.init(try reader.value(), from: try reader.value(), to: try reader.optional())
    }
}

extension TemporaryAddress: Canonical {
    func encode(to writer: inout ByteWriter) {
        writer.value(area)
        writer.value(until)
    }

    init(from reader: inout ByteReader) throws(EncodingError) {
        self.init(try reader.value(), until: try reader.value())
    }
}

extension DayCount: Canonical {
    func encode(to writer: inout ByteWriter) {
        switch self {
        case .calendarDays: writer.byte(0)
        case .daysSkippingHolidays: writer.byte(1)
        case .workingDays: writer.byte(2)
        }
        writer.value(number)
    }

    init(from reader: inout ByteReader) throws(EncodingError) {
        switch try reader.byte() {
        case 0: self = .calendarDays(try reader.value())
        case 1: self = .daysSkippingHolidays(try reader.value())
        case 2: self = .workingDays(try reader.value())
        case let tag: throw reader.error("a count of days (\(tag)) must be 0 … 2")
        }
    }
}

extension RegistrationRule: Canonical {
    func encode(to writer: inout ByteWriter) {
        switch self {
        case .attendance(let rule):
            writer.byte(0)
            writer.value(rule)
        case .lapse(let deadline):
            writer.byte(1)
            writer.value(deadline.days)
            writer.value(deadline.margin)
        case .reregistration(let days):
            writer.byte(2)
            writer.value(days)
        case .confirmation(let days):
            writer.byte(3)
            writer.value(days)
        case .holidayNotice(let days):
            writer.byte(4)
            writer.value(days)
        case .selfService(let service, let groups):
            writer.byte(5)
            writer.value(service)
            writer.sorted(groups)
        }
    }

    init(from reader: inout ByteReader) throws(EncodingError) {
        switch try reader.byte() {
        case 0: self = .attendance(try reader.value())
        case 1: self = .lapse(Deadline(try reader.value(), margin: try reader.value()))
        case 2: self = .reregistration(within: try reader.value())
        case 3: self = .confirmation(every: try reader.value())
        case 4: self = .holidayNotice(try reader.value())
        case 5: self = .selfService(try reader.value(), for: try reader.sorted())
        case let tag: throw reader.error("a rule of registration (\(tag)) must be 0 … 5")
        }
    }
}

extension RegistrationPolicy: Canonical {
    func encode(to writer: inout ByteWriter) {
        writer.value(id)
        writer.value(rule)
        writer.value(valid)
        writer.sorted(offices)
    }

    init(from reader: inout ByteReader) throws(EncodingError) {
        self.init(
            try reader.value(), try reader.value(), valid: try reader.value(),
            offices: try reader.sorted())
    }
}

extension RegistrationChange: Canonical {
    func encode(to writer: inout ByteWriter) {
        switch self {
        case .policySet(let policy):
            writer.byte(0)
            writer.value(policy)
        case .receiptTextSet(let office, let category, let text):
            writer.byte(1)
            writer.value(office)
            writer.optional(category)
            writer.value(text)
        case .step(let step, let person, let actor):
            writer.byte(2)
            writer.value(person)
            writer.value(actor)
            writer.value(step)
        }
    }

    init(from reader: inout ByteReader) throws(EncodingError) {
        switch try reader.byte() {
        case 0: self = .policySet(try reader.value())
        case 1:
            self = .receiptTextSet(
                try reader.value(), for: try reader.optional(), try reader.value())
        case 2:
            let person: Subject.ID = try reader.value()
            let actor: CaseActor = try reader.value()
            self = .step(try reader.value(), of: person, by: actor)
        case let tag: throw reader.error("a change of registration (\(tag)) must be 0 … 2")
        }
    }
}
