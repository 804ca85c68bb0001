import Rendezvous

/// What an explanation costs beside the search that it explains: requests that have no opening
/// because nobody interprets, because the offices are closed, because the service is for others.
func measureExplanations(_ agenda: Agenda) throws {
    for scope in Country.Scope.allCases {
        for cause in EmptyCause.allCases {
            try measure(agenda, scope, cause)
        }
    }
}

/// Why a request of the benchmark has no opening.
enum EmptyCause: CaseIterable {
    case nobodyInterprets, closed, forOthers

    func request(_ number: Int, _ scope: Country.Scope, _ country: Country) -> Request {
        var request = country.request(number, scope, interpreter: false)
        switch self {
        case .nobodyInterprets:
            request.party = Party(request.party.participant, needs: [.signed("rms")])
        case .closed:
            // An hour a day before the offices open.
            request.windows = IntervalSet(
                (1...10).compactMap { day in
                    let date = country.firstDay.advanced(by: day + number % 40)
                    let start = country.zone.start(of: date) + .hours(6)
                    return Interval(start: start, end: start + .hours(1))
                })
        case .forOthers:
            // All of ten days, for a business: the services are for registered people.
            request.party = Party(request.party.participant, as: .business(.legal))
        }
        return request
    }
}

private func measure(
    _ agenda: Agenda, _ scope: Country.Scope, _ cause: EmptyCause
) throws {
    var (search, tree, all): ([UInt64], [UInt64], [UInt64]) = ([], [], [])
    var count = 0
    for number in 0..<min(queries, 100) {
        let request = cause.request(number, scope, country)
        let now = country.now
        var start = processorNanoseconds()
        let first = try agenda.firstOpening(for: request, at: now)
        search.append(processorNanoseconds() - start)
        guard first == nil else { continue }
        start = processorNanoseconds()
        _ = try agenda.openings(for: request, at: now, limit: 1)
        tree.append(processorNanoseconds() - start)
        start = processorNanoseconds()
        let explanation = try agenda.explanation(of: request, at: now)
        all.append(processorNanoseconds() - start)
        count += explanation.counsellorDays
        if all.reduce(0, +) > 4_000_000_000 { break }
    }
    func median(_ times: [UInt64]) -> Double {
        times.isEmpty ? 0 : Double(times.sorted()[times.count / 2]) / 1_000
    }
    let (alone, counted, whole) = (median(search), median(tree), median(all))
    print(
        "explain, \(scope), \(cause): \(all.count) requests, \(count / max(1, all.count)) "
            + "counsellor-days; search \(alone) us, with counts \(counted) us, "
            + "with relaxations \(whole) us: ratio \((counted / alone * 10).rounded() / 10) and "
            + "\((whole / alone * 10).rounded() / 10)")
}
