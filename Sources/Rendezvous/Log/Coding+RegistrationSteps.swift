extension RegistrationStep: Canonical {
    /// The number of each step; numbers are never reused.
    private var number: UInt8 {
        switch self {
        case .detailsGiven: 0
        case .registered: 1
        case .flagged: 2
        case .lapsed: 3
        case .flagCleared: 4
        case .caseRegistered: 5
        case .caseClosed: 6
        case .matched: 7
        case .putOnTheBooks: 8
        case .deregistered: 9
        case .reregistered: 10
        case .membershipNoted: 11
        case .entitlementNoted: 12
        case .becameEntitled: 13
        case .attached: 14
        case .addressNoted: 15
        case .takeOverAsked: 16
        case .confirmed: 17
        case .absenceReported: 18
        case .reportedWell: 19
        case .temporaryAddressSet: 20
        case .contactChanged: 21
        case .remindersSet: 22
        case .accessGranted: 23
        case .agreementRecorded: 24
        }
    }

    func encode(to writer: inout ByteWriter) {
        writer.byte(number)
        switch self {
        case .lapsed, .flagCleared, .caseClosed, .putOnTheBooks, .becameEntitled, .confirmed: break
        case .detailsGiven(let details): writer.value(details)
        case .registered(let category, let asked):
            writer.value(category)
            writer.value(asked)
        case .flagged(let flag): writer.value(flag)
        case .caseRegistered(let kind), .reregistered(let kind): writer.value(kind)
        case .matched(let group, let programme):
            writer.value(group)
            writer.optional(programme)
        case .deregistered(let reason, let kind):
            writer.value(reason)
            writer.optional(kind)
        case .membershipNoted(let fund): writer.optional(fund)
        case .entitlementNoted(let date, let counts):
            writer.value(date)
            writer.value(counts)
        case .attached(let office, let ground):
            writer.value(office)
            writer.value(ground)
        case .addressNoted(let home, let area):
            writer.value(home)
            writer.optional(area)
        case .takeOverAsked(let office): writer.value(office)
        case .absenceReported(let absence): writer.value(absence)
        case .reportedWell(let date): writer.value(date)
        case .temporaryAddressSet(let address): writer.optional(address)
        case .contactChanged(let hasEmail, let hasPhone):
            writer.value(hasEmail)
            writer.value(hasPhone)
        case .remindersSet(let isOn): writer.value(isOn)
        case .accessGranted(let access): writer.value(access)
        case .agreementRecorded(let id): writer.value(id)
        }
    }

    init(from reader: inout ByteReader) throws(EncodingError) {
        switch try reader.byte() {
        case 0: self = .detailsGiven(try reader.value())
        case 1: self = .registered(try reader.value(), asked: try reader.value())
        case 2: self = .flagged(try reader.value())
        case 3: self = .lapsed
        case 4: self = .flagCleared
        case 5: self = .caseRegistered(try reader.value())
        case 6: self = .caseClosed
        case 7: self = .matched(try reader.value(), try reader.optional())
        case 8: self = .putOnTheBooks
        case 9: self = .deregistered(try reader.value(), try reader.optional())
        case 10: self = .reregistered(try reader.value())
        case 11: self = .membershipNoted(try reader.optional())
        case 12: self = .entitlementNoted(try reader.value(), counts: try reader.value())
        case 13: self = .becameEntitled
        case 14: self = .attached(try reader.value(), try reader.value())
        case 15: self = .addressNoted(try reader.value(), staysIn: try reader.optional())
        case 16: self = .takeOverAsked(try reader.value())
        case 17: self = .confirmed
        case 18: self = .absenceReported(try reader.value())
        case 19: self = .reportedWell(try reader.value())
        case 20: self = .temporaryAddressSet(try reader.optional())
        case 21:
            self = .contactChanged(hasEmail: try reader.value(), hasPhone: try reader.value())
        case 22: self = .remindersSet(try reader.value())
        case 23: self = .accessGranted(try reader.value())
        case 24: self = .agreementRecorded(try reader.value())
        case let tag: throw reader.error("a step of registration (\(tag)) must be 0 … 24")
        }
    }
}
