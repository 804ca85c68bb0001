package import Rendezvous

extension Participant: DocumentValue {
    static let names = ["id", "groups", "office", "counsellor", "documents", "absences"]

    package init(reading node: Node) throws(DocumentError) {
        let members = try node.members(Self.names)
        self.init(
            try members.value("id"), groups: try members.value("groups", else: []),
            office: try members.optional("office"),
            counsellor: try members.optional("counsellor"))
        for (name, value) in try members["documents"]?.pairs() ?? [] {
            guard let item = ChecklistItem.ID(documentText: name.content) else {
                throw name.refused("must be \(ChecklistItem.ID.demand)")
            }
            guard documents[item] == nil else { throw name.refused("must not come twice") }
            documents[item] = try DocumentState(reading: value)
        }
        let intervals: [Interval] = try members.value("absences", else: [])
        absences = IntervalSet(intervals)
    }

    package var written: JSONOutput {
        let documents = documents.sorted { $0.key < $1.key }
        return .members([
            "id": id.written,
            "groups": groups.written(unless: []),
            "office": office?.written,
            "counsellor": counsellor?.written,
            "documents": documents.isEmpty
                ? nil : .object(documents.map { ($0.key.rawValue, $0.value.written) }),
            "absences": absences.intervals.isEmpty ? nil : absences.intervals.written,
        ])
    }
}
