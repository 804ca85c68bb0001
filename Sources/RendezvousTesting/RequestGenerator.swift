public import Rendezvous

extension AgencyGenerator {
    /// A random request that the agency may be able to serve.
    public mutating func request(_ number: Int, of agency: Agency) -> Request {
        let services = agency.events.compactMap { event -> Service? in
            if case .defined(.service(let service), _) = event.change { service } else { nil }
        }
        let service = random.pick(services)
        if emphasis == .policies { return simpleRequest(number, service?.id ?? "service-1") }
        var needs: [Need] = []
        if random.chance(1, in: 4) { needs.append(.signed("gss")) }
        if random.chance(1, in: 10) { needs.append(.spoken("ar")) }
        if random.chance(1, in: 10) { needs.append(.facility("step-free")) }
        let applicant: Applicant =
            random.pick([
                .registered, .registered, .registered, .person, .person, .business(.legal),
                .business(.authorised),
            ]) ?? .person
        var request = Request(
            Request.ID("r-\(number)"),
            for: Party(
                Subject.ID("p-\(random.int(1...12))"), as: applicant,
                bookedBy: random.chance(1, in: 8) ? "relative" : nil, needs: needs),
            service: service?.id ?? "service-1",
            topic: random.chance(1, in: 5) ? "topic" : nil, within: windows(),
            weight: random.pick([1, 1, 2, 4]) ?? 1)
        if random.chance(1, in: 5) {
            request.channels = Set(random.some(of: Channel.allCases, 1, in: 2))
        }
        request.scope = scope(in: agency)
        switch random.int(0...7) {
        case 0: request.counsellor = .preferred("c-1")
        case 1: request.counsellor = .only("c-1")
        default: break
        }
        return request
    }

    private mutating func scope(in agency: Agency) -> OfficeScope {
        let offices = agency.events.compactMap { event -> Office? in
            if case .defined(.office(let office), _) = event.change { office } else { nil }
        }
        guard let office = random.pick(offices) else { return .any }
        return switch random.int(0...7) {
        case 0: .offices([office.id])
        case 1: office.region.map(OfficeScope.region) ?? .any
        case 2: office.areas.sorted().first.map(OfficeScope.area) ?? .any
        default: .any
        }
    }

    private mutating func windows() -> IntervalSet {
        let start = zone.start(of: firstDay.advanced(by: random.int(-2...4)))
        var intervals: [Interval] = []
        for _ in 0..<random.int(1...3) {
            let from = start + .minutes(Int64(random.int(0...2_880)))
            let length = Seconds.minutes(Int64(random.int(30...4_320)))
            if let interval = Interval(start: from, end: from + length) {
                intervals.append(interval)
            }
        }
        return IntervalSet(intervals)
    }
}
