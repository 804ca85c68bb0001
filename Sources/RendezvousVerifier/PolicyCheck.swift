import Rendezvous

/// What a policy owes when a log sets it: its kind, and parameters inside ``Limits``.
struct PolicyCheck {
    private let policy: Policy
    private let rules: CustomRules
    private(set) var findings: [CatalogueCheck.Finding] = []

    init(_ policy: Policy, _ rules: CustomRules) {
        self.policy = policy
        self.rules = rules
        scope()
        preference()
        parameters()
    }

    private mutating func note(_ reason: Reason, _ message: String) {
        findings.append(
            CatalogueCheck.Finding(
                rule: .reason(reason), message: "policy (\(policy.id)): \(message)"))
    }

    private mutating func demand<Value>(
        _ value: Value, _ what: String, in range: ClosedRange<Value>
    ) {
        if range.contains(value) { return }
        note(
            .invalidValue,
            "\(what) (\(value)) must be \(range.lowerBound) … \(range.upperBound)")
    }

    private mutating func names<Named>(_ names: Set<Identifier<Named>>, _ what: String) {
        for name in names.sorted() where !name.isValid {
            note(.invalidValue, "\(what) (\(name)) is no identifier")
        }
    }

    private mutating func some(_ count: Int, _ what: String) {
        demand(count, "number of \(what)", in: 1...Limits.listItems)
    }

    private mutating func scope() {
        if !policy.id.isValid { note(.invalidValue, "the name is no identifier") }
        names(policy.groups, "group")
        if policy.groups.count > Limits.listItems {
            note(.limit, "\(policy.groups.count) groups, at most \(Limits.listItems)")
        }
    }

    /// A measure needs a preference, an adjustment has none, and a preference costs something.
    private mutating func preference() {
        switch (policy.rule, policy.preference) {
        case (.leastLoaded, nil), (.roundRobin, nil), (.soonest, nil), (.fairShare, nil):
            note(.invalidValue, "a measure must have a preference")
        case (.gap, _?), (.gapsOutsideWorkingTime, _?), (.overbooking, _?):
            note(.invalidValue, "an adjustment must not have a preference")
        default: break
        }
        if let cost = policy.preference?.cost { demand(cost, "cost", in: 1...Limits.highestCost) }
    }

    private mutating func parameters() {
        switch policy.rule {
        case .notice(let lead), .horizon(let lead): self.lead(lead, "lead")
        case .limit(_, _, let most): demand(most, "limit", in: 1...Limits.largestDailyLimit)
        case .spacing(let days): demand(days, "days", in: 1...Limits.mostDays)
        case .gap(let gap):
            demand(gap.before, "gap before", in: .zero...Limits.longestGap)
            demand(gap.after, "gap after", in: .zero...Limits.longestGap)
        case .rest(let length): demand(length, "rest", in: .minutes(1)...Limits.longestRest)
        case .freedSlotDelay(let delay):
            demand(delay, "delay", in: .minutes(1)...Limits.longestFreedSlotDelay)
        case .audience(let audiences): some(audiences.count, "audiences")
        case .authority(let rights): some(rights.count, "authorities")
        case .documentsFirst(let state):
            if state == .rejected { note(.invalidValue, "state must be submitted or checked") }
        case .keepFree(let hours): self.hours(hours)
        case .protectedCapacity(let hours, let groups, let release):
            self.hours(hours)
            some(groups.count, "groups")
            names(groups, "group")
            lead(release, "release")
        case .interpreterSlots(let hours, let languages, let release):
            self.hours(hours)
            some(languages.count, "languages")
            lead(release, "release")
        case .noShowCoolDown(let misses, let within, let days):
            demand(misses, "misses", in: 1...Limits.largestDailyLimit)
            demand(within, "days of misses", in: 1...Limits.mostDays)
            demand(days, "days", in: 1...Limits.mostDays)
        case .localOffice(let release): if let release { lead(release, "release") }
        case .overbooking(let extra): demand(extra, "extra", in: 1...Limits.mostOverbooking)
        case .custom(let name, let parameters): custom(name, parameters)
        case .oneOpenAppointment, .participantPresent, .ownCounsellor, .continuity, .leastLoaded,
            .roundRobin, .soonest, .fairShare, .gapsOutsideWorkingTime:
            break
        }
    }

    private mutating func lead(_ lead: Lead, _ what: String) {
        switch lead {
        case .time(let length): demand(length, what, in: .zero...Limits.longestNotice)
        case .days(let days): demand(days, what, in: 0...Limits.farthestHorizon)
        case .workingDays(let days): demand(days, what, in: 0...Limits.mostWorkingDays)
        }
    }

    /// Spans start before 24:00 and end before the next one of their day starts.
    private mutating func hours(_ hours: WeeklyHours) {
        for day in Weekday.allCases {
            let spans = hours[day].sorted()
            demand(spans.count, "number of spans on \(day)", in: 0...Limits.spansPerDay)
            for (index, span) in spans.enumerated() {
                if span.from >= .endOfDay {
                    note(.invalidValue, "span (\(span)) must start before 24:00")
                }
                guard let next = spans.dropFirst(index + 1).first else { continue }
                if span.to <= span.from || next.from < span.to {
                    note(.invalidValue, "spans (\(span), \(next)) must not overlap")
                }
            }
        }
    }

    /// A rule written in Swift is one that was given, and takes its parameters.
    private mutating func custom(_ name: String, _ parameters: [String: String]) {
        demand(parameters.count, "number of parameters", in: 0...Limits.ruleParameters)
        do throws(Refusal) {
            _ = try rules.rule(name, parameters)
        } catch {
            note(error.reason, error.message)
        }
    }
}
