extension Agenda {
    /// Cases, and who has a salt, as a part of the state's image.
    func writeCases(to writer: inout ByteWriter) {
        writer.count(cases.segments.count)
        for number in cases.segments.ids.indices {
            writer.value(cases.segments.ids[number])
            let versions = cases.segments.versions[number].list
            writer.count(versions.count)
            for version in versions {
                writer.value(version.from)
                writer.optional(version.value)
            }
        }
        writer.count(cases.classes.list.count)
        for version in cases.classes.list {
            writer.value(version.from)
            writer.list(version.value ?? [])
        }
        writer.count(cases.files.count)
        for (_, file) in cases.files.sorted(by: { $0.key < $1.key }) { file.write(to: &writer) }
        writer.sorted(salted)
    }
}

extension CaseFile {
    fileprivate func write(to writer: inout ByteWriter) {
        writer.value(person)
        writer.flag(isOpen)
        writer.optional(segment)
        writer.optional(office)
        writer.optional(manager)
        writer.sorted(groups)
        writer.list(needs)
        let documents = documents.sorted { $0.key < $1.key }
        writer.count(documents.count)
        for (item, state) in documents {
            writer.value(item)
            writer.value(state)
        }
        writer.count(history.count)
        for passage in history {
            writer.value(passage.at)
            writer.value(passage.on)
            writer.value(passage.step)
        }
    }
}
