/// A request with numbers in place of identifiers: what a placement is examined against.
struct Question {
    /// The number of the service.
    let service: Int
    let topic: Topic.ID?
    let party: Party
    /// What is known about the participant.
    let participant: Participant
    /// The languages that the party needs.
    let communications: [Communication]
    /// The facilities that the party needs.
    let facilities: [Facility]
    /// The channels that will do; empty means any.
    private(set) var channels: Set<Channel>
    private(set) var scope: OfficeScope
    /// The numbers of the counsellors asked for.
    let only: Int?
    let preferred: Int?
    /// The time asked for; `nil` leaves it open.
    private(set) var windows: IntervalSet?
    /// An appointment that is about to give up its place.
    let ignored: Int?

    /// The question that a request puts.
    ///
    /// - Throws: ``Refusal`` if the request names something that was never in the catalogue, or a
    ///   value is out of range.
    init(_ request: borrowing Request, in supply: borrowing Supply) throws(Refusal) {
        try request.check()
        service = try Self.number(of: request.service, in: supply.catalogue, for: request)
        var (only, preferred): (Int?, Int?) = (nil, nil)
        switch request.counsellor {
        case .any: break
        case .only(let id), .preferred(let id):
            guard let number = supply.catalogue.counsellors.number(of: id) else {
                throw Refusal(
                    .unknownReference,
                    "request (\(request.id)) names counsellor (\(id)), which is not in the "
                        + "catalogue"
                )
            }
            if case .only = request.counsellor { only = number } else { preferred = number }
        }
        try Self.check(request.scope, in: supply.catalogue, for: request)
        if let topic = request.topic,
            !supply.catalogue.services.versions[service].values.contains(where: {
                $0.topics.contains { $0.id == topic }
            })
        {
            throw Refusal(
                .unknownReference,
                "request (\(request.id)) names topic (\(topic)), which service "
                    + "(\(request.service)) never has"
            )
        }
        (self.only, self.preferred) = (only, preferred)
        topic = request.topic
        party = request.party
        participant = supply.participant(party.participant)
        communications = request.party.communications
        facilities = request.party.facilities
        channels = request.channels
        scope = request.scope
        windows = request.windows
        ignored = nil
    }

    /// The question whether an appointment may stand somewhere else, for its party or for the one
    /// given.
    init(
        moving entry: Ledger.Entry, at index: Int, in ledger: Ledger, _ supply: Supply,
        for changed: Party? = nil
    ) {
        service = Int(entry.service)
        topic = entry.topic < 0 ? nil : ledger.topics[entry.topic]
        party = changed ?? ledger.party(of: entry)
        participant = supply.participant(party.participant)
        communications = party.communications
        facilities = party.facilities
        channels = []
        scope = .any
        only = nil
        preferred = nil
        windows = nil
        ignored = index
    }

    /// The same question for another time.
    func asking(within windows: IntervalSet) -> Question {
        var copy = self
        copy.windows = windows
        return copy
    }

    /// The same question for some time, channels and offices.
    func asking(
        within windows: IntervalSet, on channels: Set<Channel>, at scope: OfficeScope
    ) -> Question {
        var copy = self
        (copy.windows, copy.channels, copy.scope) = (windows, channels, scope)
        return copy
    }

    /// The same question without a time asked for.
    var anytime: Question {
        var copy = self
        copy.windows = nil
        return copy
    }

    /// Refuses offices, regions and areas that were never in the catalogue.
    private static func check(
        _ scope: OfficeScope, in catalogue: Catalogue, for request: Request
    ) throws(Refusal) {
        switch scope {
        case .any: break
        case .offices(let ids):
            if ids.allSatisfy({ catalogue.offices.number(of: $0) != nil }) { return }
            for office in ids.sorted() {
                try catalogue.require(.office(office), for: "request (\(request.id))")
            }
        case .region(let region):
            guard
                catalogue.offices.versions.contains(where: {
                    $0.list.contains { $0.value?.region == region }
                })
            else {
                throw Refusal(
                    .unknownReference,
                    "request (\(request.id)) names region (\(region)), and no office is in it")
            }
        case .area(let area):
            guard
                catalogue.offices.versions.contains(where: {
                    $0.values.contains { $0.areas.contains(area) }
                })
            else {
                throw Refusal(
                    .unknownReference,
                    "request (\(request.id)) names area (\(area)), and no office serves it")
            }
        }
    }

    private static func number(
        of service: Service.ID, in catalogue: Catalogue, for request: Request
    ) throws(Refusal) -> Int {
        guard let number = catalogue.services.number(of: service) else {
            throw Refusal(
                .unknownReference,
                "request (\(request.id)) names service (\(service)), which is not in the catalogue"
            )
        }
        return number
    }

    /// The needed languages that a counsellor does not master: an interpreter must.
    func unmet(by counsellor: Counsellor) -> [Communication] {
        communications.filter { !counsellor.communications.contains($0) }
    }

    /// Whether the request allows a channel and its needs can be met on it.
    func allows(_ channel: Channel) -> Bool {
        (channels.isEmpty || channels.contains(channel))
            && communications.allSatisfy { $0.modality.works(on: channel) }
    }

    /// Whether a meeting in an office takes a room: for the service, or for a facility that the
    /// office itself does not have.
    func needsRoom(_ service: Service, in office: Office) -> Bool {
        service.needsRoom || !facilities.allSatisfy(office.facilities.contains)
    }

    /// Whether an office is among those asked for.
    func includes(_ office: Office) -> Bool {
        switch scope {
        case .any: true
        case .offices(let offices): offices.contains(office.id)
        case .region(let region): office.region == region
        case .area(let area): office.areas.contains(area)
        }
    }
}

extension Request {
    /// Refuses a request with a value out of range.
    func check() throws(Refusal) {
        if isWellFormed { return }
        try Check.identifier(id, of: "a request")
        let what = "request (\(id))"
        try Check.identifier(party.participant, of: "the participant of \(what)")
        if let bookedBy = party.bookedBy {
            try Check.identifier(bookedBy, of: "who booked for \(what)")
        }
        try Check.number(weight, "weight of \(what)", in: 1...Limits.heaviestWeight)
        try Check.count(party.needs.count, "needs of \(what)")
        for facility in party.facilities {
            try Check.identifier(facility, of: "a facility that \(what) needs")
        }
        try Check.count(windows.intervals.count, "windows of \(what)")
    }
}

extension Request {
    /// Whether nothing is to be refused: asked first, since messages cost more than answers.
    private var isWellFormed: Bool {
        id.isValid && party.participant.isValid && (party.bookedBy?.isValid ?? true)
            && (1...Limits.heaviestWeight).contains(weight)
            && party.needs.count <= Limits.listItems
            && party.facilities.allSatisfy(\.isValid)
            && windows.intervals.count <= Limits.listItems
    }
}

/// A placement with numbers in place of identifiers.
struct Spot {
    let interval: Interval
    let channel: Channel
    let counsellor: Int
    let interpreter: Int?
    let room: Int?
    /// Whether it lasts as long as a meeting with an interpreter, even where none is named yet.
    let isInterpreted: Bool

    /// The numbers of a placement's entries.
    init(_ placement: Placement, in catalogue: borrowing Catalogue) throws(Refusal) {
        interval = placement.interval
        channel = placement.channel
        func unknown(_ reference: EntryReference) -> Refusal {
            Refusal(
                .unknownReference, "a placement names \(reference), which is not in the catalogue")
        }
        guard let counsellor = catalogue.counsellors.number(of: placement.counsellor) else {
            throw unknown(.counsellor(placement.counsellor))
        }
        self.counsellor = counsellor
        var (interpreter, room): (Int?, Int?) = (nil, nil)
        if let id = placement.interpreter {
            interpreter = catalogue.interpreters.number(of: id)
            if interpreter == nil { throw unknown(.interpreter(id)) }
        }
        if let id = placement.room {
            room = catalogue.rooms.number(of: id)
            if room == nil { throw unknown(.room(id)) }
        }
        (self.interpreter, self.room) = (interpreter, room)
        isInterpreted = interpreter != nil
    }

    init(
        _ interval: Interval, _ channel: Channel, counsellor: Int, interpreter: Int?, room: Int?,
        isInterpreted: Bool = false
    ) {
        self.interval = interval
        self.channel = channel
        self.counsellor = counsellor
        self.interpreter = interpreter
        self.room = room
        self.isInterpreted = isInterpreted || interpreter != nil
    }

    /// The placement with identifiers.
    func placement(in catalogue: Catalogue) -> Placement {
        Placement(
            interval, on: channel, with: catalogue.counsellors.ids[counsellor],
            interpreter: interpreter.map { catalogue.interpreters.ids[$0] },
            in: room.map { catalogue.rooms.ids[$0] })
    }
}
