extension Event: Canonical {
    func encode(to writer: inout ByteWriter) {
        writer.value(at)
        writer.value(change)
    }

    init(from reader: inout ByteReader) throws(EncodingError) {
        self.init(at: try reader.value(), try reader.value())
    }
}

extension Change: Canonical {
    /// The number of each kind of change; numbers are never reused.
    private var number: UInt8 {
        switch self {
        case .zoneGiven: 0
        case .holidaysGiven: 1
        case .defined: 2
        case .withdrawn: 3
        case .declared: 4
        case .declarationWithdrawn: 5
        case .precedenceSet: 6
        case .policySet: 7
        case .policyWithdrawn: 8
        case .held: 9
        case .confirmed: 10
        case .booked: 11
        case .rescheduled: 12
        case .cancelled: 13
        case .arrived: 14
        case .fulfilled: 15
        case .missed: 16
        case .participantNoted: 17
        case .proposed: 18
        case .transferred: 19
        case .enlisted: 20
        case .offered: 21
        case .waitingEnded: 22
        case .invited: 23
        case .admitted: 24
        case .identified: 25
        case .identityRefused: 26
        case .meetingBegan: 27
        case .modeChanged: 28
        case .casework: 29
        case .erased: 30
        case .salted: 31
        case .redacted: 32
        case .registration: 40
        case .declarationCorrected: 50
        case .clocked: 51
        case .clockVoided: 52
        case .workingTimeRulesSet: 53
        }
    }

    func encode(to writer: inout ByteWriter) {
        writer.byte(number)
        switch self {
        case .zoneGiven(let rules): writer.value(rules)
        case .holidaysGiven(let calendar): writer.value(calendar)
        case .defined(let entry, let date):
            writer.value(date)
            writer.value(entry)
        case .withdrawn(let reference, let date):
            writer.value(date)
            writer.value(reference)
        case .declared(let declaration): writer.value(declaration)
        case .declarationWithdrawn(let id): writer.value(id)
        case .precedenceSet(let precedence): writer.value(precedence)
        case .policySet(let policy): writer.value(policy)
        case .policyWithdrawn(let id): writer.value(id)
        case .participantNoted(let participant): writer.value(participant)
        case .held(let booking, let until):
            writer.value(booking)
            writer.value(until)
        case .booked(let booking): writer.value(booking)
        case .rescheduled(let id, let placement, let gap, let interpreterGap):
            writer.value(id)
            writer.value(placement)
            writer.value(gap)
            writer.value(interpreterGap)
        case .cancelled(let id, let reason):
            writer.value(id)
            writer.value(reason)
        case .confirmed(let id), .arrived(let id), .fulfilled(let id), .missed(let id):
            writer.value(id)
        case .proposed, .transferred, .enlisted, .offered, .waitingEnded, .invited, .admitted,
            .identified, .identityRefused, .meetingBegan, .modeChanged:
            encodeLifecycle(to: &writer)
        case .registration(let change): writer.value(change)
        case .casework(let change): writer.value(change)
        case .erased(let person): writer.value(person)
        case .salted(let person, let salt):
            writer.value(person)
            writer.value(salt)
        case .redacted(let change, let tombstone):
            writer.value(change)
            writer.value(tombstone)
        case .declarationCorrected(let id, let declaration):
            writer.value(id)
            writer.value(declaration)
        case .clocked(let event): writer.value(event)
        case .clockVoided(let id): writer.value(id)
        case .workingTimeRulesSet(let rules, let date):
            writer.value(date)
            writer.value(rules)
        }
    }

    init(from reader: inout ByteReader) throws(EncodingError) {
        switch try reader.byte() {
        case 0: self = .zoneGiven(try reader.value())
        case 1: self = .holidaysGiven(try reader.value())
        case 2:
            let date: CivilDate = try reader.value()
            self = .defined(try reader.value(), from: date)
        case 3:
            let date: CivilDate = try reader.value()
            self = .withdrawn(try reader.value(), from: date)
        case 4: self = .declared(try reader.value())
        case 5: self = .declarationWithdrawn(try reader.value())
        case 6: self = .precedenceSet(try reader.value())
        case 7: self = .policySet(try reader.value())
        case 8: self = .policyWithdrawn(try reader.value())
        case 9: self = .held(try reader.value(), until: try reader.value())
        case 10: self = .confirmed(try reader.value())
        case 11: self = .booked(try reader.value())
        case 12:
            self = .rescheduled(
                try reader.value(), to: try reader.value(), gap: try reader.value(),
                interpreterGap: try reader.value())
        case 13: self = .cancelled(try reader.value(), try reader.value())
        case 14: self = .arrived(try reader.value())
        case 15: self = .fulfilled(try reader.value())
        case 16: self = .missed(try reader.value())
        case 17: self = .participantNoted(try reader.value())
        case 50: self = .declarationCorrected(try reader.value(), by: try reader.value())
        case 51: self = .clocked(try reader.value())
        case 52: self = .clockVoided(try reader.value())
        case 53:
            let date: CivilDate = try reader.value()
            self = .workingTimeRulesSet(try reader.value(), from: date)
        case 29: self = .casework(try reader.value())
        case 30: self = .erased(try reader.value())
        case 31: self = .salted(try reader.value(), try reader.value())
        case 32: self = .redacted(try reader.redactable(), try reader.value())
        case 40: self = .registration(try reader.value())
        case let tag: self = try Change(lifecycle: tag, from: &reader)
        }
    }
}

extension ByteReader {
    /// A change without anything erasable in it: no deeper, and nothing that may be left.
    fileprivate mutating func redactable() throws(EncodingError) -> Change {
        guard let first = peek, Change.redactableNumbers.contains(first) else {
            throw error("a change of this kind is never redacted")
        }
        let change: Change = try value()
        guard change.isRedacted else {
            throw error("a redacted change still has what was to be erased")
        }
        return change
    }
}

extension Change {
    /// The numbers of the kinds that ``Change/withoutSpecialCategories`` knows.
    fileprivate static let redactableNumbers: Set<UInt8> = [9, 11, 17, 18, 20, 23, 29, 31, 40]
}
