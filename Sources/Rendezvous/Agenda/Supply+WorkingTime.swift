/// What the supply asks of declarations and card events.
extension Supply {
    /// The clock of a worker, or `nil` if there is no such worker.
    func zone(of worker: Worker) -> ZoneRules? {
        switch worker {
        case .counsellor(let id):
            catalogue.counsellors.number(of: id).map { zone(ofCounsellor: $0) }
        case .interpreter(let id):
            catalogue.interpreters.number(of: id).map { zone(ofInterpreter: $0) }
        }
    }

    /// Refuses a declaration that is not well-formed, repeats an identifier, replaces what is not
    /// there or comes too late.
    func check(
        _ declaration: Declaration, correcting old: Declaration.ID?, at instant: Instant
    ) throws(Refusal) {
        try declaration.check(at: instant)
        try catalogue.require(declaration.worker.reference, for: "declaration (\(declaration.id))")
        if let old {
            guard let replaced = declarations.inForce(old) else {
                throw Refusal(.unknownReference, "declaration (\(old)) must be in force")
            }
            guard replaced.declaration.worker == declaration.worker else {
                throw Refusal(
                    .invalidValue,
                    "declaration (\(declaration.id)) of \(declaration.worker) must be of "
                        + "\(replaced.declaration.worker), as (\(old)) is")
            }
        }
        guard declaration.id == old || !declarations.contains(declaration.id) else {
            throw Refusal(
                .duplicateIdentifier,
                "declaration (\(declaration.id)) must not repeat an earlier one",
                hint: "it was submitted twice")
        }
        try checkLateness(of: declaration, correcting: old)
    }

    /// Refuses a declaration that is late where late ones are refused (requirement E3).
    private func checkLateness(
        of declaration: Declaration, correcting old: Declaration.ID?
    ) throws(Refusal) {
        guard let zone = zone(of: declaration.worker) else { return }
        let submitted = zone.local(declaration.submitted).date
        guard workingTimeRules.on(submitted).lateDeclarations == .refuse else { return }
        let earlier = declarations.of(declaration.worker).filter {
            $0.declaration.submitted <= declaration.submitted && $0.declaration.id != old
        }
        let lateness = Lateness(zone: zone, precedence: precedence)
        guard let due = lateness.due(declaration, after: earlier), due <= declaration.submitted
        else { return }
        throw Refusal(
            .lateDeclaration,
            "submission of declaration (\(declaration.id)) (\(declaration.submitted)) must be "
                + "before \(due)", hint: "it should hold from the next day of work on")
    }

    func check(_ event: ClockEvent, at instant: Instant) throws(Refusal) {
        try event.check(at: instant)
        try catalogue.require(event.worker.reference, for: "card event (\(event.id))")
        guard !clocks.contains(event.id) else {
            throw Refusal(
                .duplicateIdentifier, "card event (\(event.id)) must not repeat an earlier one",
                hint: "it was sent twice")
        }
    }
}
