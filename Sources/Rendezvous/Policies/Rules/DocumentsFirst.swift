/// `documents-first`: the checklist of service and topic gates the appointment (A21, C1). The
/// engine knows the state of each document and never its content.
extension RuleContext {
    /// Whether some document is not as far as it should be.
    func lacksDocuments(in state: DocumentState) -> Bool {
        let named = service.topics.first { $0.id == topic }?.checklist ?? []
        return (service.checklist + named).contains { item in
            participant.documents[item.id].map { $0 < state } ?? true
        }
    }
}
