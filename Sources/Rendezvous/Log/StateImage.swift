extension Agenda {
    /// The state of the agenda in canonical bytes: equal logs give equal bytes, on every machine
    /// and in every build. Calendars are left out, since they follow from the rest.
    ///
    /// - Complexity: linear in the state.
    public func stateImage() -> [UInt8] {
        var writer = ByteWriter()
        writer.list(supply.zones.values.sorted { $0.name < $1.name })
        writer.list(supply.calendars.values.sorted { $0.id < $1.id })
        let catalogue = supply.catalogue
        write(catalogue.fields, to: &writer)
        write(catalogue.skills, to: &writer)
        write(catalogue.services, to: &writer)
        write(catalogue.offices, to: &writer)
        write(catalogue.positions, to: &writer)
        write(catalogue.rooms, to: &writer)
        write(catalogue.counsellors, to: &writer)
        write(catalogue.interpreters, to: &writer)
        let declarations = supply.declarations.all
        writer.count(declarations.count)
        for (declaration, withdrawn) in declarations {
            writer.value(declaration)
            writer.optional(withdrawn)
        }
        writer.value(supply.precedence)
        writer.count(supply.workingTimeRules.list.count)
        for (date, rules) in supply.workingTimeRules.list {
            writer.value(date)
            writer.value(rules)
        }
        let clocked = supply.clocks.all
        writer.count(clocked.count)
        for noted in clocked {
            writer.value(noted.event)
            writer.value(noted.at)
            writer.optional(noted.voided)
        }
        writer.list(supply.policies.list)
        writer.list(supply.people.noted.values.sorted { $0.id < $1.id })
        writer.count(ledger.entries.count)
        for (index, entry) in ledger.entries.enumerated() {
            write(entry, Appointment.ID(index + 1), to: &writer)
        }
        writeWaitingList(to: &writer)
        writer.count(ledger.freed.count)
        for (counsellor, list) in ledger.freed.sorted(by: { $0.key < $1.key }) {
            writer.signed(Int64(counsellor))
            writer.count(list.count)
            for freed in list {
                writer.value(freed.interval)
                writer.value(freed.at)
                writer.value(freed.by)
            }
        }
        write(registrations, to: &writer)
        writeCases(to: &writer)
        return writer.bytes
    }

    /// FNV-1a, 64 bits, of ``stateImage()``: compares two states at a glance, not against forgery.
    public func stateFingerprint() -> UInt64 {
        stateImage().reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    }

    private func write<Value: Canonical>(_ shelf: Shelf<Value>, to writer: inout ByteWriter) {
        writer.count(shelf.count)
        for number in shelf.ids.indices {
            writer.value(shelf.ids[number])
            writer.count(shelf.versions[number].list.count)
            for version in shelf.versions[number].list {
                writer.value(version.from)
                writer.optional(version.value)
            }
        }
    }

    private func write(
        _ entry: Ledger.Entry, _ id: Appointment.ID, to writer: inout ByteWriter
    ) {
        let topic = entry.topic < 0 ? nil : ledger.topics[entry.topic]
        let numbers = [entry.service, entry.counsellor, entry.interpreter, entry.room]
        writer.value(ledger.party(of: entry))
        writer.optional(topic)
        writer.value(entry.interval)
        for number in numbers { writer.signed(Int64(number)) }
        writer.value(entry.channel)
        writer.value(entry.gap.gap)
        writer.value(entry.interpreterGap.gap)
        writer.value(entry.status)
        writer.optional(
            entry.expires == .max ? nil : Instant(secondsSince1970: entry.expires))
        writer.optional(entry.cancellation)
        writer.value(Int(entry.revision))
        writer.flag(entry.isProposal)
        writer.signed(Int64(entry.partner))
        writer.signed(Int64(entry.waiting))
        write(ledger.meeting(of: entry), to: &writer)
    }

    private func write(_ meeting: Meeting, to writer: inout ByteWriter) {
        writer.flag(meeting.identification != nil)
        if let identification = meeting.identification {
            writer.value(identification.counsellor)
            writer.value(identification.at)
            writer.flag(identification.isAccepted)
        }
        writer.optional(meeting.began)
        writer.optional(meeting.mode)
        writer.optional(meeting.modeSet)
        writer.optional(meeting.admitted)
    }

    private func writeWaitingList(to writer: inout ByteWriter) {
        writer.list(ledger.waiting.requests)
        for state in ledger.waiting.states {
            switch state {
            case .open: writer.byte(0)
            case .offered(let hold):
                writer.byte(1)
                writer.count(hold)
            case .served: writer.byte(2)
            case .withdrawn: writer.byte(3)
            }
        }
    }
}
