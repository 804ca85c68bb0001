/// One wish of a request that may be given up. The order of the cases is that in which they are
/// tried and listed.
public enum Relaxation: Hashable, Sendable {
    /// Whoever is free, instead of the counsellor asked for or preferred.
    case anyCounsellor
    /// Any channel that the service has.
    case anyChannel
    /// All offices of the regions of the offices asked for.
    case officesOfRegion
    /// All offices.
    case anyOffice
    /// Without one of the needs.
    case withoutNeed(Need)
    /// Also later: up to the service's horizon.
    case later
    /// Any time between the first and the last moment asked for.
    case anyTimeOfDay

    /// The name that documents use; a need stands beside it.
    public var name: String {
        switch self {
        case .anyCounsellor: "any-counsellor"
        case .anyChannel: "any-channel"
        case .officesOfRegion: "offices-of-region"
        case .anyOffice: "any-office"
        case .withoutNeed: "without-need"
        case .later: "later"
        case .anyTimeOfDay: "any-time-of-day"
        }
    }
}

extension Agenda {
    /// The relaxations that would change a request, in their order.
    public func relaxations(of request: Request, at instant: Instant) -> [Relaxation] {
        let all: [Relaxation] =
            [.anyCounsellor, .anyChannel, .officesOfRegion, .anyOffice]
            + request.party.needs.map { .withoutNeed($0) } + [.later, .anyTimeOfDay]
        return all.filter { relaxed(request, by: [$0], at: instant) != request }
    }

    /// A request that asks for less: every placement that serves the request serves this one too.
    ///
    /// - Complexity: linear in the offices and the windows.
    public func relaxed(
        _ request: Request, by relaxations: [Relaxation], at instant: Instant
    ) -> Request {
        var relaxed = request
        for relaxation in relaxations {
            switch relaxation {
            case .anyCounsellor: relaxed.counsellor = .any
            case .anyChannel: relaxed.channels = []
            case .officesOfRegion: relaxed.scope = widened(relaxed.scope)
            case .anyOffice: relaxed.scope = .any
            case .withoutNeed(let need):
                relaxed.party = Party(
                    relaxed.party.participant, as: relaxed.party.applicant,
                    bookedBy: relaxed.party.bookedBy,
                    needs: relaxed.party.needs.filter { $0 != need })
            case .later:
                relaxed.windows = extended(relaxed.windows, for: request.service, at: instant)
            case .anyTimeOfDay:
                relaxed.windows = relaxed.windows.span.map { IntervalSet($0) } ?? relaxed.windows
            }
        }
        return relaxed
    }

    /// The offices asked for with all others of the regions to which they ever belong.
    private func widened(_ scope: OfficeScope) -> OfficeScope {
        let shelf = supply.catalogue.offices
        func isAsked(_ office: Office) -> Bool {
            switch scope {
            case .any, .region: false
            case .offices(let ids): ids.contains(office.id)
            case .area(let area): office.areas.contains(area)
            }
        }
        let asked = shelf.ids.indices.filter { shelf.versions[$0].values.contains(where: isAsked) }
        let regions = Set(asked.flatMap { shelf.versions[$0].values.compactMap(\.region) })
        let wider = shelf.ids.indices.filter { number in
            shelf.versions[number].values.contains { office in
                office.region.map(regions.contains) ?? false
            }
        }
        let all = Set(asked).union(wider)
        return all.count > asked.count ? .offices(Set(all.map { shelf.ids[$0] })) : scope
    }

    /// The windows, the last of them up to where the service can be booked.
    private func extended(
        _ windows: IntervalSet, for service: Service.ID, at instant: Instant
    ) -> IntervalSet {
        guard let number = supply.catalogue.services.number(of: service) else { return windows }
        let horizons = supply.catalogue.services.versions[number].values.map(\.horizon)
        let end = instant + .hours(24) * Int64((horizons.max() ?? 0) + 2)
        let start = windows.intervals.last?.start ?? instant
        guard let last = Interval(start: start, end: end) else { return windows }
        return windows.union(IntervalSet(last))
    }
}
