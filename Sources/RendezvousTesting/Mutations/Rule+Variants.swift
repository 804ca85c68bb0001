import Rendezvous

extension Rule {
    /// The rule with each of its parameters changed by one unit, and what was changed.
    func variants(_ unit: Seconds) -> [(String, Rule)] {
        switch self {
        case .notice(let lead):
            return lead.variants(unit).map { ("lead \($0)", .notice($1)) }
        case .horizon(let lead):
            return lead.variants(unit).map { ("lead \($0)", .horizon($1)) }
        case .limit(let person, let period, let most):
            let (other, longer) = (person.other, period.other)
            return numbers("most", most) { .limit(person, per: period, most: $0) } + [
                ("of becomes \(other.rawValue)", .limit(other, per: period, most: most)),
                ("per becomes \(longer.rawValue)", .limit(person, per: longer, most: most)),
            ]
        case .spacing(let days): return numbers("days", days) { .spacing(days: $0) }
        case .rest(let length): return lengths("length", length, unit) { .rest($0) }
        case .gap(let gap):
            return lengths("before", gap.before, unit) {
                .gap(Gap(before: $0, after: gap.after))
            }
                + lengths("after", gap.after, unit) { .gap(Gap(before: gap.before, after: $0)) }
        case .freedSlotDelay(let delay):
            return lengths("delay", delay, unit) { .freedSlotDelay($0) }
        case .overbooking(let extra): return numbers("extra", extra) { .overbooking($0) }
        case .noShowCoolDown(let misses, let within, let days):
            return numbers("misses", misses) {
                .noShowCoolDown(misses: $0, within: within, days: days)
            }
                + numbers("within", within) {
                    .noShowCoolDown(misses: misses, within: $0, days: days)
                }
                + numbers("days", days) {
                    .noShowCoolDown(misses: misses, within: within, days: $0)
                }
        case .leastLoaded(let period):
            return [("per becomes \(period.other.rawValue)", .leastLoaded(per: period.other))]
        case .localOffice(let release?):
            return release.variants(unit).map { ("release \($0)", .localOffice(release: $1)) }
                + [("release dropped", .localOffice(release: nil))]
        case .custom(let name, let parameters): return custom(name, parameters, unit)
        default: return variantsOfSets(unit)
        }
    }

    /// The same for rules with hours and sets.
    private func variantsOfSets(_ unit: Seconds) -> [(String, Rule)] {
        switch self {
        case .keepFree(let hours):
            return hours.variants(unit).map { ($0, .keepFree($1)) }
        case .protectedCapacity(let hours, let groups, let release):
            return hours.variants(unit).map {
                ($0, .protectedCapacity($1, for: groups, release: release))
            }
                + smaller(groups).map {
                    ("for \($0)", .protectedCapacity(hours, for: $1, release: release))
                }
                + release.variants(unit).map {
                    ("release \($0)", .protectedCapacity(hours, for: groups, release: $1))
                }
        case .interpreterSlots(let hours, let languages, let release):
            return hours.variants(unit).map {
                ($0, .interpreterSlots($1, for: languages, release: release))
            }
                + smaller(languages).map {
                    ("for \($0)", .interpreterSlots(hours, for: $1, release: release))
                }
                + release.variants(unit).map {
                    ("release \($0)", .interpreterSlots(hours, for: languages, release: $1))
                }
        case .audience(let audiences):
            return smaller(audiences).map { ("audiences \($0)", .audience($1)) }
        case .authority(let rights):
            return smaller(rights).map { ("authorities \($0)", .authority($1)) }
                + Authority.allCases.filter { !rights.contains($0) }.map {
                    ("authorities with \($0.rawValue)", .authority(rights.union([$0])))
                }
        case .documentsFirst(let state):
            let other: DocumentState = state == .checked ? .submitted : .checked
            return [("state becomes \(other.rawValue)", .documentsFirst(other))]
        default: return []
        }
    }

    private func numbers(
        _ name: String, _ number: Int, _ rule: (Int) -> Rule
    ) -> [(String, Rule)] {
        [number - 1, number + 1].map { ("\(name) \(number) becomes \($0)", rule($0)) }
    }

    private func lengths(
        _ name: String, _ length: Seconds, _ unit: Seconds, _ rule: (Seconds) -> Rule
    ) -> [(String, Rule)] {
        [length - unit, length + unit].map { ("\(name) \(length) becomes \($0)", rule($0)) }
    }

    /// A set without each of its members; a rule must name one at least.
    private func smaller<Member: Comparable & Hashable>(
        _ set: Set<Member>
    ) -> [(String, Set<Member>)] {
        set.count < 2 ? [] : set.sorted().map { ("without \($0)", set.subtracting([$0])) }
    }

    /// A custom rule with each parameter that is a number, a clock time or a date changed.
    private func custom(
        _ name: String, _ parameters: [String: String], _ unit: Seconds
    ) -> [(String, Rule)] {
        parameters.sorted { $0.key < $1.key }.flatMap { key, value -> [(String, Rule)] in
            [-1, 1].compactMap { step -> (String, Rule)? in
                let moved: String
                if let number = Int(value) {
                    let (sum, overflow) = number.addingReportingOverflow(step)
                    moved = overflow ? value : String(sum)
                } else if let time = CivilTime(value) {
                    moved = time.moved(by: unit * Int64(step))?.description ?? value
                } else if let date = CivilDate(value) {
                    moved = date.advanced(by: step).description
                } else {
                    return nil
                }
                guard moved != value else { return nil }
                var changed = parameters
                changed[key] = moved
                return ("\(key) \(value) becomes \(moved)", .custom(name, changed))
            }
        }
    }
}

extension Lead {
    /// The lead one unit shorter and longer, and what was changed.
    fileprivate func variants(_ unit: Seconds) -> [(String, Lead)] {
        let others: [Lead] =
            switch self {
            case .time(let length): [.time(length - unit), .time(length + unit)]
            case .days(let days): [.days(days - 1), .days(days + 1)]
            case .workingDays(let days): [.workingDays(days - 1), .workingDays(days + 1)]
            }
        return others.map { ("\(PolicyText.lead(self)) becomes \(PolicyText.lead($0))", $0) }
    }
}

extension CivilTime {
    /// The time so much later on the same day, or `nil` if there is none.
    fileprivate func moved(by length: Seconds) -> CivilTime? {
        let second = Int64(secondOfDay) + length.count
        return (0...86_400).contains(second) ? CivilTime(secondOfDay: Int(second)) : nil
    }
}

extension WeeklyHours {
    /// The hours with each end of each span moved by one unit, on all days that have the span; and
    /// without each of the days.
    fileprivate func variants(_ unit: Seconds) -> [(String, WeeklyHours)] {
        var variants: [(String, WeeklyHours)] = []
        for span in Set(days.flatMap { $0 }).sorted() {
            for step in [unit * -1, unit] {
                let moved = [
                    span.from.moved(by: step).map { CivilSpan($0, span.to) },
                    span.to.moved(by: step).map { CivilSpan(span.from, $0) },
                ]
                for case let other? in moved where other.crossesMidnight == span.crossesMidnight {
                    variants.append(("hours \(span) become \(other)", replacing(span, by: other)))
                }
            }
        }
        let open = Weekday.allCases.filter { !self[$0].isEmpty }
        for day in open where open.count > 1 {
            let name = WallClockText.weekdays[day.rawValue - 1]
            let rest = Weekday.allCases.filter { $0 != day }
            variants.append(
                (
                    "hours without \(name)",
                    WeeklyHours(Dictionary(uniqueKeysWithValues: rest.map { ($0, self[$0]) }))
                ))
        }
        return variants
    }

    private func replacing(_ span: CivilSpan, by other: CivilSpan) -> WeeklyHours {
        WeeklyHours(
            Dictionary(
                uniqueKeysWithValues: Weekday.allCases.map { day in
                    (day, self[day].map { $0 == span ? other : $0 })
                }))
    }
}

extension LimitedPerson {
    fileprivate var other: LimitedPerson { self == .participant ? .counsellor : .participant }
}

extension Period {
    fileprivate var other: Period { self == .day ? .week : .day }
}
