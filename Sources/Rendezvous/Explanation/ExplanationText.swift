/// Explanations as sentences in one of four languages.
///
///     let words = ExplanationText(agenda, in: .greek, for: .citizen)
///     print(words.text(explanation))
public struct ExplanationText: Sendable {
    private let agenda: Agenda
    private let wording: Wording
    private let language: Language
    private let readers: Readers

    /// The words for some readers; the agenda gives names of offices and their clocks.
    public init(
        _ agenda: Agenda, in language: ExplanationLanguage = .english, for readers: Readers = .staff
    ) {
        self.agenda = agenda
        wording = language.wording
        self.language = language.language
        self.readers = readers
    }

    /// An explanation, line by line.
    public func text(_ explanation: Explanation) -> String {
        switch readers {
        case .staff: staffText(explanation)
        case .citizen: citizenText(explanation.forCitizens())
        }
    }

    /// What stands against a placement, line by line; nothing where nothing does.
    public func text(_ objections: [Objection]) -> String {
        guard !objections.isEmpty else { return "" }
        var text = wording.refused + "\n"
        var said: Set<String> = []
        for objection in objections {
            let clause = clause(objection.reason)
            guard said.insert(clause).inserted else { continue }
            text += "  – \(clause.capitalised).\(details(objection))\n"
        }
        return text
    }

    /// What a citizen may see of a placement, as part of a sentence.
    public func text(_ placement: CitizenPlacement) -> String {
        var text = occasion(placement.occasion)
        if let counsellor = placement.counsellor { text += ", \(counsellor)" }
        if placement.hasInterpreter {
            // Nobody's name fills the phrase.
            text += ", " + String(wording.withInterpreter.filled("a", "").prefix { $0 != " " })
        }
        if let room = placement.room {
            text += ", " + wording.inRoom.filled("a", room.rawValue)
        }
        return text
    }

    /// A reason as a sentence about one possibility, without capital letter and full stop.
    public func clause(_ reason: Reason) -> String {
        switch readers {
        case .staff: wording.reasons[reason] ?? reason.rawValue
        case .citizen: clause(PublicReason(reason))
        }
    }

    /// What anybody may be told of a reason, as a sentence without capital letter and full stop.
    public static func publicClause(
        _ reason: Reason, in language: ExplanationLanguage
    ) -> String {
        let reason = PublicReason(reason)
        return language.wording.publicReasons[reason] ?? reason.rawValue
    }

    private func clause(_ reason: PublicReason) -> String {
        wording.publicReasons[reason] ?? reason.rawValue
    }

    private func details(_ objection: Objection) -> String {
        guard readers == .staff else { return "" }
        var text = ""
        if !objection.appointments.isEmpty {
            let list = objection.appointments.map(\.description).joined(separator: ", ")
            text +=
                " "
                + wording.text(wording.appointments, objection.appointments.count)
                .filled("a", list)
        }
        if !objection.policies.isEmpty { text += policies(objection.policies) }
        return text
    }

    private func policies(_ ids: [Policy.ID]) -> String {
        guard !ids.isEmpty else { return "" }
        let names = ids.map(\.rawValue).joined(separator: ", ")
        return " (" + wording.byPolicy.filled("a", names) + ")"
    }
}

/// For staff.
extension ExplanationText {
    private func staffText(_ explanation: Explanation) -> String {
        var text = heading(explanation.openings, explanation.counsellorDays, explanation.isEnough)
        guard !explanation.isEnough, explanation.counsellorDays > 0 else { return text }
        var lines: [(number: Int, text: String, children: [(number: Int, text: String)])] = []
        for cause in explanation.causes {
            let children = cause.branches.compactMap { branch in
                branch.policy.map {
                    (branch.counsellorDays, wording.byPolicy.filled("a", $0.rawValue))
                }
            }
            lines.append((cause.counsellorDays, clause(cause.reason), children + offices(cause)))
        }
        if explanation.open > 0 { lines.append((explanation.open, wording.openDays, [])) }
        text += tree(lines)
        if !explanation.nearMisses.isEmpty { text += wording.almost + "\n" }
        for miss in explanation.nearMisses {
            let when = occasion(miss.placement, miss.office)
            text += "  – " + wording.nearMiss.filled("a", when).filled("b", clause(miss.reason))
            text += policies(miss.policies) + "\n"
        }
        return text
            + help(
                explanation.reliefs.map {
                    ($0.relaxations, occasion($0.opening.placement, $0.office))
                })
    }

    /// The offices of a cause, where they are few enough to be read and more than one.
    private func offices(_ cause: Explanation.Cause) -> [(number: Int, text: String)] {
        var shares: [Explanation.OfficeShare] = []
        for share in cause.branches.flatMap(\.offices) {
            if let index = shares.firstIndex(where: { $0.office == share.office }) {
                shares[index] = Explanation.OfficeShare(
                    office: share.office,
                    counsellorDays: shares[index].counsellorDays + share.counsellorDays)
            } else {
                shares.append(share)
            }
        }
        guard (2...4).contains(shares.count) else { return [] }
        return shares.compactMap { share in
            share.office.map { (share.counsellorDays, name(of: $0)) }
        }
    }

    private func tree(
        _ lines: [(number: Int, text: String, children: [(number: Int, text: String)])]
    ) -> String {
        let width = lines.map { wording.grouped($0.number).count }.max() ?? 1
        var text = ""
        for (index, line) in lines.enumerated() {
            let isLast = index == lines.count - 1
            text += "  \(isLast ? "└─" : "├─") \(right(line.number, width))  \(line.text)\n"
            for (place, child) in line.children.enumerated() {
                let branch = place == line.children.count - 1 ? "└─" : "├─"
                text += "  \(isLast ? "  " : "│ ") \(String(repeating: " ", count: width))  "
                text += "\(branch) \(wording.grouped(child.number))  \(child.text)\n"
            }
        }
        return text
    }

    private func right(_ number: Int, _ width: Int) -> String {
        let digits = wording.grouped(number)
        return String(repeating: " ", count: max(0, width - digits.count)) + digits
    }

    /// When, how, where, and for staff with whom.
    private func occasion(_ placement: Placement, _ office: Office.ID?) -> String {
        var text = occasion(placement.interval, placement.channel, office)
        text += ", \(placement.counsellor)"
        if let interpreter = placement.interpreter {
            text += ", " + wording.withInterpreter.filled("a", interpreter.rawValue)
        }
        if let room = placement.room {
            text += ", " + wording.inRoom.filled("a", room.rawValue)
        }
        return text
    }
}

/// For anybody.
extension ExplanationText {
    private func citizenText(_ explanation: CitizenExplanation) -> String {
        var text = heading(explanation.openings, explanation.counsellorDays, explanation.isEnough)
        guard !explanation.isEnough else { return text }
        if let days = explanation.counsellorDays, days > 0 {
            text += tree(
                explanation.causes.map { cause in
                    (cause.counsellorDays ?? 0, clause(cause.reason), [])
                })
        } else {
            for cause in explanation.causes {
                text += "  – \(clause(cause.reason).capitalised).\n"
            }
        }
        if !explanation.nearMisses.isEmpty { text += wording.almost + "\n" }
        for miss in explanation.nearMisses {
            let when = occasion(miss.occasion)
            text += "  – "
            text += wording.nearMiss.filled("a", when).filled("b", clause(miss.reason)) + "\n"
        }
        return text + help(explanation.reliefs.map { ($0.relaxations, occasion($0.occasion)) })
    }

    private func occasion(_ occasion: CitizenExplanation.Occasion) -> String {
        self.occasion(occasion.interval, occasion.channel, occasion.office)
    }
}

/// For both.
extension ExplanationText {
    private func heading(_ openings: Int, _ days: Int?, _ isEnough: Bool) -> String {
        let found =
            openings == 0 ? wording.noOpening : wording.text(wording.openings, openings)
        guard !isEnough else { return found + "\n" }
        guard let days else { return found + " " + wording.reasonsFollow + "\n" }
        guard days > 0 else { return found + " " + wording.nothingLookedAt + "\n" }
        return found + " " + wording.text(wording.lookedAt, days) + "\n"
    }

    private func help(_ reliefs: [(relaxations: [Relaxation], when: String)]) -> String {
        guard !reliefs.isEmpty else { return wording.nothingHelps + "\n" }
        var text = wording.whatWouldHelp + "\n"
        for relief in reliefs {
            let wish = relief.relaxations.map { wording.text($0) }
                .joined(separator: " \(wording.and) ")
            let line = wording.relief.filled("a", wish.capitalised).filled("b", relief.when)
            text += "  – \(line)\n"
        }
        return text
    }

    private func occasion(
        _ interval: Interval, _ channel: Channel, _ office: Office.ID?
    ) -> String {
        let zone = office.flatMap { agenda.zone(of: $0) } ?? .utc
        var text = wording.moment(zone.local(interval.start))
        text += ", " + (wording.channels[channel] ?? channel.rawValue)
        if let office { text += ", " + wording.atOffice.filled("a", name(of: office)) }
        return text
    }

    /// The name of an office in the language, or its identifier where it has none.
    private func name(of office: Office.ID) -> String {
        guard let number = agenda.supply.catalogue.offices.number(of: office) else {
            return office.rawValue
        }
        let versions = agenda.supply.catalogue.offices.versions[number]
        let name = versions.original?.name.text(in: language) ?? ""
        return name.isEmpty ? office.rawValue : name
    }
}
