package import Rendezvous

extension CaseEnd: TextValue {}
extension CaseReason: TextValue {}
extension CaseService: TextValue {}
extension Contact.State: TextValue {}

extension ContactStage: DocumentValue {
    package init(reading node: Node) throws(DocumentError) {
        let members = try node.members(["times", "opens", "bookBy", "holdBy"])
        self.init(
            times: try members["times"]?.integer(1...Limits.contactsPerStage) ?? 1,
            opens: try members.value("opens", else: .calendarDays(0)),
            bookBy: try members.value("bookBy"), holdBy: try members.value("holdBy"))
    }

    package var written: JSONOutput {
        .members([
            "times": times == 1 ? nil : .number(times),
            "opens": opens.written(unless: .calendarDays(0)), "bookBy": bookBy.written,
            "holdBy": holdBy.written,
        ])
    }
}

extension Segment: DocumentValue {
    package init(reading node: Node) throws(DocumentError) {
        let members = try node.members(["id", "name", "service", "channels", "pooled", "stages"])
        self.init(
            try members.value("id"), name: try members.value("name", else: ""),
            meeting: try members.value("service"), on: try members.value("channels", else: []),
            isPooled: try members["pooled"]?.flag() ?? false, stages: try members.value("stages"))
    }

    package var written: JSONOutput {
        .members([
            "id": id.written, "name": name.written(unless: ""), "service": service.written,
            "channels": channels.written(unless: []), "pooled": isPooled ? .flag(true) : nil,
            "stages": stages.written,
        ])
    }
}

extension PriorityClass: DocumentValue {
    package init(reading node: Node) throws(DocumentError) {
        let members = try node.members(["id", "name", "weight", "groups", "segments"])
        self.init(
            try members.value("id"), name: try members.value("name", else: ""),
            weight: try members.required("weight").integer(1...Limits.heaviestWeight),
            groups: try members.value("groups", else: []),
            segments: try members.value("segments", else: []))
    }

    package var written: JSONOutput {
        .members([
            "id": id.written, "name": name.written(unless: ""), "weight": .number(weight),
            "groups": groups.written(unless: []), "segments": segments.written(unless: []),
        ])
    }
}

extension CaseChange: DocumentValue {
    package init(reading node: Node) throws(DocumentError) {
        let names = try node.pairs().map(\.name.content)
        if names.contains("segment"), !names.contains("step") {
            let members = try node.members(["from", "segment"])
            self = .segmentSet(
                try members.value("segment"), from: try members.value("from", else: .min))
        } else if names.contains("classes") {
            let members = try node.members(["from", "classes"])
            self = .classesSet(
                try members.value("classes"), from: try members.value("from", else: .min))
        } else {
            let name = try CaseStep.Name(reading: node.member("step"))
            let members = try node.members(["person", "by", "step"] + name.parameters)
            self = .step(
                try CaseStep(name, members), of: try members.value("person"),
                by: try members.value("by"))
        }
    }

    package var written: JSONOutput {
        switch self {
        case .segmentSet(let segment, let from):
            .members(["from": from.written(unless: .min), "segment": segment.written])
        case .classesSet(let classes, let from):
            .members(["from": from.written(unless: .min), "classes": classes.written])
        case .step(let step, let person, let actor):
            .members(["person": person.written, "by": actor.written, "step": step.name.written])
                .followed(by: step.parameters)
        }
    }
}

extension CaseStep {
    /// The words for the steps; stable, as they stand in documents.
    enum Name: String, CaseIterable, TextValue {
        case opened, profiled, assigned, moved, grouped
        case needsNoted = "needs-noted"
        case documentNoted = "document-noted"
        case contactRecorded = "contact-recorded"
        case closed

        var parameters: [String] {
            switch self {
            case .opened: ["segment", "office"]
            case .profiled: ["segment"]
            case .assigned: ["manager"]
            case .moved: ["office"]
            case .grouped: ["groups"]
            case .needsNoted: ["needs"]
            case .documentNoted: ["document", "state"]
            case .contactRecorded: ["on"]
            case .closed: ["end"]
            }
        }
    }

    /// The step of a name with its members.
    init(_ name: Name, _ members: Members) throws(DocumentError) {
        switch name {
        case .opened: self = .opened(try members.value("segment"), at: try members.value("office"))
        case .profiled: self = .profiled(try members.value("segment"))
        case .assigned: self = .assigned(try members.optional("manager"))
        case .moved: self = .moved(to: try members.value("office"))
        case .grouped: self = .grouped(try members.value("groups"))
        case .needsNoted:
            let needs: Set<Need> = try members.value("needs")
            self = .needsNoted(needs.sorted())
        case .documentNoted:
            self = .documentNoted(
                try members.value("document"), try members.optional("state"))
        case .contactRecorded: self = .contactRecorded(on: try members.value("on"))
        case .closed: self = .closed(try members.value("end"))
        }
    }

    var name: Name {
        switch self {
        case .opened: .opened
        case .profiled: .profiled
        case .assigned: .assigned
        case .moved: .moved
        case .grouped: .grouped
        case .needsNoted: .needsNoted
        case .documentNoted: .documentNoted
        case .contactRecorded: .contactRecorded
        case .closed: .closed
        }
    }

    var parameters: JSONOutput {
        switch self {
        case .opened(let segment, let office):
            .members(["segment": segment.written, "office": office.written])
        case .profiled(let segment): .members(["segment": segment.written])
        case .assigned(let manager): .members(["manager": manager?.written])
        case .moved(let office): .members(["office": office.written])
        case .grouped(let groups): .members(["groups": groups.written])
        case .needsNoted(let needs): .members(["needs": needs.written])
        case .documentNoted(let item, let state):
            .members(["document": item.written, "state": state?.written])
        case .contactRecorded(let date): .members(["on": date.written])
        case .closed(let end): .members(["end": end.written])
        }
    }
}
