extension Agenda {
    /// The registrations as a part of the state's image: rules and texts, then each person's file.
    func write(_ registrations: Registrations, to writer: inout ByteWriter) {
        writer.list(registrations.policies.list)
        let texts = registrations.texts.texts.sorted { $0.key < $1.key }
        writer.count(texts.count)
        for (key, text) in texts {
            writer.value(key.office)
            writer.optional(key.category)
            writer.value(text)
        }
        writer.count(registrations.files.count)
        for (_, file) in registrations.files.sorted(by: { $0.key < $1.key }) {
            file.write(to: &writer)
        }
    }
}

extension RegistrationFile {
    fileprivate func write(to writer: inout ByteWriter) {
        writer.value(person)
        writer.optional(details)
        standing.write(to: &writer)
        writer.optional(flag)
        writer.flag(benefit != nil)
        writer.optional(cashCase)
        writer.flag(hasActiveCourse)
        writer.optional(matchGroup)
        writer.optional(programme)
        writer.optional(membership)
        writer.optional(entitlement?.from)
        writer.optional(entitlement?.counts)
        writer.optional(office)
        writer.optional(ground)
        writer.optional(askedToTakeOver)
        writer.optional(access)
        writer.optional(lastConfirmed)
        writer.list(absences)
        writer.optional(temporaryAddress)
        writer.flag(hasReminders)
        writer.optional(agreement?.id)
        writer.optional(agreement?.at)
        writer.flag(receipt != nil)
        receipt?.write(to: &writer)
        writer.count(history.count)
        for passage in history {
            writer.value(passage.at)
            passage.standing.write(to: &writer)
        }
    }
}

extension RegistrationFile.Standing {
    fileprivate func write(to writer: inout ByteWriter) {
        switch self {
        case .unregistered: writer.byte(0)
        case .registered(let category, let since):
            writer.byte(1)
            writer.value(category)
            writer.value(since)
        case .onTheBooks(let since):
            writer.byte(2)
            writer.value(since)
        case .ended(let reason, let category, let at):
            writer.byte(3)
            writer.value(reason)
            writer.value(category)
            writer.value(at)
        }
    }
}

extension Receipt {
    fileprivate func write(to writer: inout ByteWriter) {
        writer.value(at)
        writer.value(asked)
        writer.value(category)
        writer.flag(isProvisional)
        writer.value(office)
        writer.list(links)
        writer.count(tasks.count)
        for task in tasks {
            switch task {
            case .comeToOffice(let date):
                writer.byte(0)
                writer.value(date)
            case .contactFund: writer.byte(1)
            case .awaitEntitlement: writer.byte(2)
            case .activateAccess: writer.byte(3)
            case .confirmJobSearch(let date):
                writer.byte(4)
                writer.value(date)
            }
        }
        writer.value(officeText)
    }
}
