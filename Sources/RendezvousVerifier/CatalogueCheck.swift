import Rendezvous

/// What a change of zones, holidays, catalogue, declarations or policies owes to those before it.
struct CatalogueCheck {
    let model: Model

    struct Finding {
        let rule: Violation.Rule
        let message: String
    }

    /// What a change breaks: it names only what was given or defined before, repeats no
    /// declaration, and leaves zones as they are.
    func findings(of change: Change) -> [Finding] {
        switch change {
        case .defined(let entry, _): findings(of: entry)
        case .withdrawn(let reference, _): unknown([reference], in: "a withdrawal")
        case .declared(let declaration): findings(of: declaration, correcting: nil)
        case .declarationCorrected(let id, let declaration):
            findings(of: declaration, correcting: id)
        case .clocked(let event): findings(of: event)
        case .clockVoided(let id):
            model.clockEvents[id] == true ? [] : [missing("card event (\(id))", in: "a correction")]
        case .declarationWithdrawn(let id):
            model.workerOfDeclaration[id] == nil
                ? [missing("declaration (\(id))", in: "a withdrawal")] : []
        case .policySet(let policy):
            unknown(
                policy.offices.sorted().map { .office($0) }
                    + policy.services.sorted().map { .service($0) }, in: "policy (\(policy.id))")
                + PolicyCheck(policy, model.customRules).findings
        case .policyWithdrawn(let id):
            model.policies[id] == nil ? [missing("policy (\(id))", in: "a withdrawal")] : []
        case .participantNoted(let participant):
            unknown(
                (participant.office.map { [.office($0)] } ?? [])
                    + (participant.counsellor.map { [.counsellor($0)] } ?? []),
                in: "participant (\(participant.id))")
        default: []
        }
    }

    private func findings(
        of declaration: Declaration, correcting old: Declaration.ID?
    ) -> [Finding] {
        let name = "declaration (\(declaration.id))"
        var findings = unknown([declaration.worker.reference], in: name)
        if let old {
            switch model.workerOfDeclaration[old] {
            case declaration.worker: break
            case nil: findings.append(missing("declaration (\(old))", in: name))
            case let worker?:
                let message = "\(name) of \(declaration.worker) corrects one of \(worker)"
                findings.append(Finding(rule: .reason(.invalidValue), message: message))
            }
        }
        if declaration.id != old, model.workerOfDeclaration[declaration.id] != nil {
            findings.append(
                Finding(rule: .reason(.duplicateIdentifier), message: "\(name) is in force already")
            )
        }
        return findings + lateness(of: declaration, correcting: old)
    }

    private func findings(of event: ClockEvent) -> [Finding] {
        let name = "card event (\(event.id))"
        let findings = unknown([event.worker.reference], in: name)
        guard model.clockEvents[event.id] != nil else { return findings }
        return findings + [
            Finding(rule: .reason(.duplicateIdentifier), message: "\(name) was noted already")
        ]
    }

    /// Where late declarations are refused, none may be in the log (requirement E3).
    private func lateness(
        of declaration: Declaration, correcting old: Declaration.ID?
    ) -> [Finding] {
        guard let zone = model.zone(ofWorker: declaration.worker) else { return [] }
        let date = zone.local(declaration.submitted).date
        guard model.workingTimeRules(on: date).lateDeclarations == .refuse else { return [] }
        let earlier = (model.declarations[declaration.worker] ?? []).filter {
            $0.submitted <= declaration.submitted && $0.id != old
        }
        let deadline = DeclarationDeadline(zone: zone, precedence: model.precedence)
        guard let due = deadline.of(declaration, after: earlier), due <= declaration.submitted
        else { return [] }
        return [
            Finding(
                rule: .reason(.lateDeclaration),
                message: "declaration (\(declaration.id)) was submitted \(declaration.submitted), "
                    + "and was due before \(due)")
        ]
    }

    private func findings(of entry: Entry) -> [Finding] {
        let name = entry.reference.description
        switch entry {
        case .field, .skill, .position:
            return []
        case .service(let service):
            return unknown(
                [.field(service.field)] + service.skills.sorted().map { .skill($0) }, in: name)
        case .office(let office):
            return findings(of: office)
        case .room(let room):
            return unknown([.office(room.office)], in: name)
        case .counsellor(let counsellor):
            return findings(of: counsellor)
        case .interpreter(let interpreter):
            return zone(interpreter.zone, in: name)
                + unknown((interpreter.offices ?? []).sorted().map { .office($0) }, in: name)
        }
    }

    private func findings(of office: Office) -> [Finding] {
        let name = "office (\(office.id))"
        var findings = zone(office.zone, in: name)
        if let calendar = office.holidays, model.calendars[calendar] == nil {
            findings.append(missing("holiday calendar (\(calendar))", in: name))
        }
        if let old = model.offices[office.id]?.first, old.zone != office.zone {
            findings.append(moved(name, from: old.zone, to: office.zone))
        }
        return findings
    }

    private func findings(of counsellor: Counsellor) -> [Finding] {
        let name = "counsellor (\(counsellor.id))"
        var references: [EntryReference] = [.office(counsellor.office)]
        if let position = counsellor.position { references.append(.position(position)) }
        references += (counsellor.services ?? []).sorted().map { .service($0) }
        references += counsellor.skills.sorted().map { .skill($0) }
        var findings = unknown(references, in: name)
        if let old = model.zoneName(of: counsellor.id),
            let new = model.offices[counsellor.office]?.first?.zone, old != new
        {
            findings.append(moved(name, from: old, to: new))
        }
        return findings
    }

    private func unknown(_ references: [EntryReference], in name: String) -> [Finding] {
        references.filter { !model.isKnown($0) }.map { missing("\($0)", in: name) }
    }

    private func zone(_ zone: String, in name: String) -> [Finding] {
        model.zones[zone] == nil ? [missing("zone (\(zone))", in: name)] : []
    }

    private func missing(_ what: String, in name: String) -> Finding {
        Finding(
            rule: .reason(.unknownReference), message: "\(name) names \(what), which is unknown")
    }

    private func moved(_ name: String, from old: String, to new: String) -> Finding {
        Finding(rule: .zoneChanged, message: "\(name) moves from zone (\(old)) to (\(new))")
    }
}
