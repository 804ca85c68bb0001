public import Rendezvous

/// A small agency for the test of a policy, and what is so before the test begins.
///
///     PolicyScenario.smallOffice
///         .now("Mon 11:00")
///         .working("nikos", .weekdays(from: "08:00", to: "12:00"))
///         .participant(Participant("p-1", groups: ["care-leavers"]))
///         .appointment(.at("Tue 10:00", for: "p-1", with: "maria"))
///
/// A scenario is a value: each method gives a changed copy and checks nothing. What is wrong with
/// it is said by the test that uses it. Appointments are made before the policies under test hold.
public struct PolicyScenario: Sendable {
    /// How an appointment of a scenario ended before the test begins.
    public enum Ending: Hashable, Sendable {
        /// It stands.
        case booked
        /// It took place.
        case fulfilled
        /// The participant did not come.
        case missed
        /// It was called off at a moment; `nil` means right before now.
        case cancelled(at: Moment?)
    }

    /// An appointment that is there before the test begins.
    public struct Prior: Hashable, Sendable {
        /// The appointment; of several placements the one that is offered.
        public var ask: Ask
        /// When it was made; `nil` means a day before now, or before its start if that is earlier.
        public var made: Moment?
        /// How it ended.
        public var ending: Ending

        /// An appointment.
        public init(_ ask: Ask, made: Moment? = nil, _ ending: Ending = .booked) {
            self.ask = ask
            self.made = made
            self.ending = ending
        }
    }

    /// The instant at which everything in the agency is said to have happened.
    public let founded: Instant
    /// Everything in the agency but its policies, in order.
    public private(set) var changes: [Change]
    /// The policies that the agency has itself; they are under test with those that a test adds.
    public private(set) var policies: [Policy]
    /// The appointments that are there.
    public private(set) var appointments: [Prior] = []
    /// What counts as now when the test begins; a day without a date is in the week of the day
    /// that counted before.
    public private(set) var now: Moment
    /// A date of the week in which days without a date are.
    public private(set) var today: CivilDate

    /// The scenario of an agency; its own policies are under test.
    public init(_ agency: Agency, now: Moment) {
        founded = agency.founded
        changes = agency.events.map(\.change)
        policies = []
        for case .policySet(let policy) in changes {
            policies.removeAll { $0.id == policy.id }
            policies.append(policy)
        }
        changes.removeAll { change in
            switch change {
            case .policySet, .policyWithdrawn: true
            default: false
            }
        }
        self.now = now
        if case .date(let date)? = try? now.parts().day {
            today = date
        } else {
            today = "2026-11-23"
        }
    }

    private init() {
        founded = ZoneRules.athens.start(of: "2026-01-02")
        policies = []
        now = "2026-11-23 07:00"
        today = "2026-11-23"
        changes = [
            .zoneGiven(.athens), .zoneGiven(.bucharest), .zoneGiven(.copenhagen),
            .holidaysGiven(.greece),
            .defined(.field(Field("jobs", name: "Jobs")), from: .min),
            .defined(
                .service(
                    Service(
                        "advice", in: "jobs", name: "Advice",
                        for: [.registered, .person, .business], lasting: .minutes(30),
                        channels: Set(Channel.allCases), startGrid: 15)), from: .min),
            .defined(
                .office(
                    Office(
                        "athens", zone: ZoneRules.athens.name,
                        hours: .weekdays(from: "08:00", to: "16:00"))), from: .min),
        ]
    }

    /// One office in Athens, `athens`; two counsellors, `maria` and `nikos`, and one interpreter of
    /// Greek Sign Language, `eleni`, all at work from Monday to Friday, 08:00 to 16:00; one service
    /// of 30 minutes on all channels, `advice`, which starts each quarter of an hour. It is Monday
    /// 23 November 2026, 07:00.
    public static let smallOffice = PolicyScenario()
        .counsellor(Counsellor("maria", at: "athens"))
        .counsellor(Counsellor("nikos", at: "athens"))
        .interpreter(
            Interpreter("eleni", communications: [.signed("gss")], zone: ZoneRules.athens.name))
}

/// What can be changed.
extension PolicyScenario {
    /// The same at another moment; days without a date are in its week from then on.
    public func now(_ moment: Moment) -> PolicyScenario {
        changed {
            $0.now = moment
            if case .date(let date)? = try? moment.parts().day { $0.today = date }
        }
    }

    /// With one more change of the agency, of any kind but those of appointments.
    public func changing(_ change: Change) -> PolicyScenario {
        changed { $0.changes.append(change) }
    }

    /// With an office, in place of one of the same identifier.
    public func office(_ office: Office) -> PolicyScenario { defining(.office(office)) }

    /// With other opening hours of an office.
    public func hours(
        _ hours: WeeklyHours, of office: Office.ID = "athens"
    ) -> PolicyScenario {
        changed { scenario in
            scenario.replace(.office(office)) { entry in
                guard case .office(var value) = entry else { return entry }
                value.hours = hours
                return .office(value)
            }
        }
    }

    /// With a service, in place of one of the same identifier.
    public func service(_ service: Service) -> PolicyScenario { defining(.service(service)) }

    /// With a service changed.
    public func service(
        _ id: Service.ID = "advice", _ change: @Sendable (inout Service) -> Void
    ) -> PolicyScenario {
        changed { scenario in
            scenario.replace(.service(id)) { entry in
                guard case .service(var value) = entry else { return entry }
                change(&value)
                return .service(value)
            }
        }
    }

    /// With a room, in place of one of the same identifier.
    public func room(_ room: Room) -> PolicyScenario { defining(.room(room)) }

    /// With a counsellor and their hours of work, in place of one of the same identifier.
    public func counsellor(
        _ counsellor: Counsellor, working hours: WeeklyHours = .weekdays(from: "08:00", to: "16:00")
    ) -> PolicyScenario {
        defining(.counsellor(counsellor)).working(.counsellor(counsellor.id), hours)
    }

    /// With an interpreter and their hours of work, in place of one of the same identifier.
    public func interpreter(
        _ interpreter: Interpreter,
        working hours: WeeklyHours = .weekdays(from: "08:00", to: "16:00")
    ) -> PolicyScenario {
        defining(.interpreter(interpreter)).working(.interpreter(interpreter.id), hours)
    }

    /// Without a counsellor.
    public func without(_ counsellor: Counsellor.ID) -> PolicyScenario {
        changed { scenario in
            scenario.changes.removeAll { change in
                switch change {
                case .defined(let entry, _): entry.reference == .counsellor(counsellor)
                case .declared(let declaration): declaration.worker == .counsellor(counsellor)
                default: false
                }
            }
        }
    }

    /// With other hours of work of a counsellor.
    public func working(_ counsellor: Counsellor.ID, _ hours: WeeklyHours) -> PolicyScenario {
        working(.counsellor(counsellor), hours)
    }

    /// With other hours of work of somebody.
    public func working(_ worker: Worker, _ hours: WeeklyHours) -> PolicyScenario {
        changed { scenario in
            let id = Declaration.ID("week-\(worker.reference.rawValue)")
            let days = Weekday.allCases.map { day in
                DayTimetable(hours[day].map { WorkStretch($0) })
            }
            scenario.changes.removeAll { change in
                if case .declared(let old) = change { old.id == id } else { false }
            }
            scenario.changes.append(
                .declared(
                    Declaration(
                        id, of: worker, submitted: scenario.founded,
                        .weekly(days, DateRange(from: "2026-01-01")))))
        }
    }

    /// With whole days of leave of somebody.
    public func leave(of worker: Worker, on dates: DateRange) -> PolicyScenario {
        changed { scenario in
            let id = Declaration.ID("leave-\(scenario.changes.count)")
            scenario.changes.append(
                .declared(
                    Declaration(
                        id, of: worker, submitted: scenario.founded,
                        .leave(Leave("leave", .days(dates))))))
        }
    }

    /// With what is known about somebody, in place of what was known before.
    public func participant(_ participant: Participant) -> PolicyScenario {
        changed { scenario in
            scenario.changes.removeAll { change in
                if case .participantNoted(let old) = change {
                    old.id == participant.id
                } else {
                    false
                }
            }
            scenario.changes.append(.participantNoted(participant))
        }
    }

    /// With an appointment that was made before the policies under test held.
    public func appointment(
        _ ask: Ask, made: Moment? = nil, _ ending: Ending = .booked
    ) -> PolicyScenario {
        changed { $0.appointments.append(Prior(ask, made: made, ending)) }
    }

    private func changed(_ change: (inout PolicyScenario) -> Void) -> PolicyScenario {
        var copy = self
        change(&copy)
        return copy
    }

    private func defining(_ entry: Entry) -> PolicyScenario {
        changed { scenario in
            if !scenario.replace(entry.reference, with: { _ in entry }) {
                scenario.changes.append(.defined(entry, from: .min))
            }
        }
    }

    /// Changes all versions of an entry; whether there was one.
    @discardableResult
    private mutating func replace(
        _ reference: EntryReference, with change: (Entry) -> Entry
    ) -> Bool {
        var found = false
        for (index, old) in changes.enumerated() {
            guard case .defined(let entry, let from) = old, entry.reference == reference else {
                continue
            }
            changes[index] = .defined(change(entry), from: from)
            found = true
        }
        return found
    }
}

/// What a test asks of it.
extension PolicyScenario {
    /// The first service of the agency.
    var firstService: Service.ID? {
        changes.lazy.compactMap { change -> Service.ID? in
            if case .defined(.service(let service), _) = change { service.id } else { nil }
        }.first
    }

    /// The clock of the first office.
    var clock: ScenarioClock {
        var zones: [String: ZoneRules] = [:]
        var name: String?
        for change in changes {
            switch change {
            case .zoneGiven(let rules): zones[rules.name] = rules
            case .defined(.office(let office), _): name = name ?? office.zone
            default: break
            }
        }
        return ScenarioClock(zone: name.flatMap { zones[$0] } ?? .utc, today: today)
    }

    /// The smallest step in which services start: what a change of a time must move to be seen.
    var startGrid: Seconds? {
        changes.compactMap { change -> Seconds? in
            if case .defined(.service(let service), _) = change {
                .minutes(Int64(service.startGrid))
            } else {
                nil
            }
        }.min()
    }
}
