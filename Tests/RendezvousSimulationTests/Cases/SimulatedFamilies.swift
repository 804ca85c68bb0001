import Foundation
import RendezvousSimulation
import Testing

/// A line that shows a case, and what to compare.
struct Simulated {
    /// What is compared: a name, the exact value, and how it is read off a run.
    struct Metric {
        let name: String
        let exact: Double
        let value: @Sendable (PhoneResult) -> Double

        init(_ name: String, _ exact: Double, _ value: @escaping @Sendable (PhoneResult) -> Double)
        {
            self.name = name
            self.exact = exact
            self.value = value
        }
    }

    var line: PhoneLine
    var metrics: [Metric]
    /// Callers a time unit, so that runs have as many callers whatever the unit.
    var rate: Double
    var target = 0.0
    /// A time in which the state is forgotten.
    var memory = 20.0
    /// If runs begin and end with something that happens once, its length.
    var once: Double?
    var period: Double?
}

/// Which line shows which family. Nothing here knows a case by its name.
enum SimulatedFamilies {
    static let lines: [String: @Sendable (Case) throws -> [Simulated]] = [
        "erlang-b": erlangB, "m-g-c-c": anyLength, "erlang-c": erlangC, "erlang-a": erlangA,
        "m-m-n+G": anyPatience, "m-m-c-K": limited, "m-g-1": anyService, "m-d-c": fixedService,
        "gi-m-1": fixedGaps, "pooling": pooling, "priority-nonpreemptive": priorities,
        "reserved-capacity-loss": reserve, "retrial": retrial, "mt-m-c+M": hours,
        "transient-m-m-1": transient, "callback": callBack, "call-centre-day": day,
    ]

    /// A line of one kind of calls.
    static func line(
        agents: Int, arrivals: ArrivalProcess, handling: Distribution,
        patience: Distribution? = nil, redial: Redial? = nil, callBack: CallBackOffer? = nil,
        places: Int = .max
    ) throws -> PhoneLine {
        try PhoneLine(
            kinds: [
                CallKind(
                    "calls", arrivals: arrivals, handling: handling, patience: patience,
                    redial: redial, callBack: callBack)
            ], groups: [AgentGroup(agents: agents)], places: places)
    }

    /// How long a queue of a load remembers, in mean lengths of a call.
    static func memory(agents: Int, load: Double) -> Double {
        let spare = max(1e-3, 1 - min(0.999, (load / Double(agents)).squareRoot()))
        return 12 + 6 / (Double(agents) * spare * spare)
    }

    @Sendable static func erlangB(_ test: Case) throws -> [Simulated] {
        let load = try test.number("offered_load_erlangs")
        let agents = try test.count("servers")
        return [
            Simulated(
                line: try line(
                    agents: agents, arrivals: .poisson(rate: load), handling: .exponential(mean: 1),
                    places: agents),
                metrics: [
                    .init("blocking", try test.expected("blocking")) { $0.kinds[0].blockedShare },
                    .init("occupancy", try test.expected("occupancy")) { $0.occupancy },
                ], rate: load)
        ]
    }

    @Sendable static func anyLength(_ test: Case) throws -> [Simulated] {
        let rate = try test.number("arrival_rate")
        let mean = try test.number("service_mean")
        let agents = try test.count("servers")
        // Balanced means: the two parts carry the same load (cv 3).
        let share = 0.5 * (1 + (8.0 / 10).squareRoot())
        let laws: [Distribution] = [
            try .exponential(mean: mean), try .deterministic(mean),
            try .logNormal(mean: mean, variation: 2),
            try .hyperexponential(
                share: share, rate1: 2 * share / mean, rate2: 2 * (1 - share) / mean),
        ]
        return try laws.map { law in
            Simulated(
                line: try line(
                    agents: agents, arrivals: .poisson(rate: rate), handling: law, places: agents),
                metrics: [
                    .init("blocking", try test.expected("blocking")) { $0.kinds[0].blockedShare }
                ], rate: rate, memory: 60)
        }
    }

    @Sendable static func erlangC(_ test: Case) throws -> [Simulated] {
        let agents = try test.count("agents")
        let handling = try test.number("aht_s")
        let rate = try test.number("calls_per_hour") / 3_600
        return [
            Simulated(
                line: try line(
                    agents: agents, arrivals: .poisson(rate: rate),
                    handling: .exponential(mean: handling)),
                metrics: [
                    .init("wait", try test.expected("asa_s")) { $0.kinds[0].meanWait },
                    .init("delayed", try test.expected("prob_wait")) { $0.kinds[0].delayedShare },
                    .init("level", try test.expected("service_level")) { $0.kinds[0].serviceLevel },
                    .init("queue", try test.expected("queue_length")) { $0.meanQueue },
                    .init("occupancy", try test.expected("occupancy")) { $0.occupancy },
                ], rate: rate, target: try test.number("awt_s"),
                memory: handling * memory(agents: agents, load: rate * handling))
        ]
    }

    @Sendable static func erlangA(_ test: Case) throws -> [Simulated] {
        [try impatient(test, .exponential(mean: 1 / test.number("patience_rate")))]
    }

    @Sendable static func anyPatience(_ test: Case) throws -> [Simulated] {
        let law: Distribution =
            switch try test.text("patience") {
            case "deterministic": try .deterministic(test.number("patience_mean"))
            case "hyperexponential":
                try .hyperexponential(
                    share: test.number("p"), rate1: test.number("rate1"),
                    rate2: test.number("rate2"))
            default:
                try .zeroOrExponential(
                    share: test.number("p0"), mean: 1 / test.number("patience_rate"))
            }
        return [try impatient(test, law)]
    }

    static func impatient(_ test: Case, _ patience: Distribution) throws -> Simulated {
        let rate = try test.number("arrival_rate")
        let (name, time) = try #require(
            AnalyticFamilies.suffixes(of: "served_within_", in: test).first)
        return Simulated(
            line: try line(
                agents: test.count("agents"), arrivals: .poisson(rate: rate),
                handling: .exponential(mean: 1 / test.number("service_rate")), patience: patience),
            metrics: [
                .init("delayed", try test.expected("prob_wait")) { $0.kinds[0].delayedShare },
                .init("abandoned", try test.expected("prob_abandon")) {
                    $0.kinds[0].abandonedShare
                },
                .init("wait", try test.expected("mean_wait_all")) { $0.kinds[0].meanWait },
                .init("queue", try test.expected("queue_length")) { $0.meanQueue },
                .init("wait of answered", try test.expected("mean_wait_served")) {
                    $0.kinds[0].meanWaitOfAnswered
                },
                .init("in time", try test.expected(name)) { $0.kinds[0].serviceLevel },
                .init("occupancy", try test.expected("occupancy")) { $0.occupancy },
            ], rate: rate, target: time, memory: 40)
    }

    @Sendable static func limited(_ test: Case) throws -> [Simulated] {
        let rate = try test.number("arrival_rate")
        return [
            Simulated(
                line: try line(
                    agents: test.count("servers"), arrivals: .poisson(rate: rate),
                    handling: .exponential(mean: 1 / test.number("service_rate")),
                    places: test.count("system_capacity")),
                metrics: [
                    .init("blocked", try test.expected("prob_block")) { $0.kinds[0].blockedShare },
                    .init("wait", try test.expected("Wq")) { $0.kinds[0].meanWait },
                    .init("delayed", try test.expected("prob_wait_accepted")) {
                        $0.kinds[0].delayedShare
                    },
                    .init("queue", try test.expected("Lq")) { $0.meanQueue },
                    .init("occupancy", try test.expected("occupancy")) { $0.occupancy },
                ], rate: rate, memory: 100)
        ]
    }

    static func oneLine(
        _ test: Case, agents: Int, arrivals: ArrivalProcess, rate: Double, service: Distribution
    ) throws -> [Simulated] {
        let load = rate * service.mean
        return [
            Simulated(
                line: try line(agents: agents, arrivals: arrivals, handling: service),
                metrics: [
                    .init("wait", try test.expected("Wq")) { $0.kinds[0].meanWait }
                ], rate: rate, memory: service.mean * 8 * memory(agents: agents, load: load))
        ]
    }

    @Sendable static func anyService(_ test: Case) throws -> [Simulated] {
        let rate = try test.number("arrival_rate")
        return try oneLine(
            test, agents: 1, arrivals: .poisson(rate: rate), rate: rate,
            service: AnalyticFamilies.service(test))
    }

    @Sendable static func fixedService(_ test: Case) throws -> [Simulated] {
        let rate = try test.number("arrival_rate")
        return try oneLine(
            test, agents: test.count("servers"), arrivals: .poisson(rate: rate), rate: rate,
            service: .deterministic(test.number("service")))
    }

    @Sendable static func fixedGaps(_ test: Case) throws -> [Simulated] {
        let rate = try test.number("arrival_rate")
        return try oneLine(
            test, agents: 1, arrivals: .renewal(gap: .deterministic(1 / rate)), rate: rate,
            service: .exponential(mean: 1 / test.number("service_rate")))
    }

    @Sendable static func pooling(_ test: Case) throws -> [Simulated] {
        let offices = try test.count("offices")
        let servers = try test.count("servers_per_office")
        let rate = try test.number("arrival_rate_per_office") * Double(offices)
        let mean = 1 / (try test.number("service_rate"))
        // Apart: each office is a locality with agents and calls of its own.
        let kinds = try (0..<offices).map {
            try CallKind(
                "office \($0)", locality: $0,
                arrivals: .poisson(rate: test.number("arrival_rate_per_office")),
                handling: .exponential(mean: mean))
        }
        let groups = try (0..<offices).map {
            try AgentGroup("office \($0)", agents: servers, localities: 1 << UInt64($0))
        }
        let load = rate * mean / Double(offices)
        return [
            Simulated(
                line: try line(
                    agents: servers * offices, arrivals: .poisson(rate: rate),
                    handling: .exponential(mean: mean)),
                metrics: [
                    .init("wait, one line", try test.expected("pooled_Wq")) {
                        $0.kinds[0].meanWait
                    }
                ], rate: rate, memory: 40),
            Simulated(
                line: try PhoneLine(kinds: kinds, groups: groups),
                metrics: [
                    .init("wait, apart", try test.expected("separate_Wq")) { $0.all.meanWait },
                    .init("delayed, apart", try test.expected("separate_prob_wait")) {
                        $0.all.delayedShare
                    },
                ], rate: rate, memory: mean * memory(agents: servers, load: load)),
        ]
    }

    @Sendable static func priorities(_ test: Case) throws -> [Simulated] {
        let rates = try test.numbers("arrival_rates_high_to_low")
        let agents = try test.count("servers")
        let mean = 1 / (try test.number("service_rate"))
        let kinds = try rates.enumerated().map {
            try CallKind(
                "class \($0.offset)", priority: $0.offset, arrivals: .poisson(rate: $0.element),
                handling: .exponential(mean: mean))
        }
        let waits = try #require(test.expect["Wq"]?.list).compactMap(\.number)
        let rate = rates.reduce(0, +)
        return [
            Simulated(
                line: try PhoneLine(kinds: kinds, groups: [AgentGroup(agents: agents)]),
                metrics: waits.enumerated().map { place, exact in
                    .init("wait of class \(place)", exact) { $0.kinds[place].meanWait }
                }, rate: rate, memory: mean * memory(agents: agents, load: rate * mean))
        ]
    }

    @Sendable static func reserve(_ test: Case) throws -> [Simulated] {
        let agents = try test.count("servers")
        let first = try test.number("arrival_rate_priority")
        let other = try test.number("arrival_rate_other")
        let handling = try Distribution.exponential(mean: 1 / test.number("service_rate"))
        // Who is not let in leaves at once.
        let none = try Distribution.deterministic(0)
        var metrics: [Simulated.Metric] = [
            .init("blocking of others", try test.expected("blocking_other")) {
                $0.kinds[1].abandonedShare
            },
            .init("busy", try test.expected("mean_busy")) { $0.meanBusy },
        ]
        let rare = try test.expected("blocking_priority")
        if rare > 1e-3 {
            metrics.append(.init("blocking", rare) { $0.kinds[0].abandonedShare })
        }
        let kinds = [
            try CallKind(
                "priority", arrivals: .poisson(rate: first), handling: handling, patience: none),
            try CallKind(
                "other", priority: 1, arrivals: .poisson(rate: other), handling: handling,
                patience: none, keptFree: test.count("reserved_for_priority")),
        ]
        return [
            Simulated(
                line: try PhoneLine(kinds: kinds, groups: [AgentGroup(agents: agents)]),
                metrics: metrics, rate: first + other)
        ]
    }

    @Sendable static func retrial(_ test: Case) throws -> [Simulated] {
        let rate = try test.number("arrival_rate")
        let agents = try test.count("servers")
        let redial = try Redial(
            ifBlocked: 1, ifAbandoned: 0,
            gap: .exponential(mean: 1 / test.number("retrial_rate_per_customer")))
        return [
            Simulated(
                line: try line(
                    agents: agents, arrivals: .poisson(rate: rate),
                    handling: .exponential(mean: 1 / test.number("service_rate")), redial: redial,
                    places: agents),
                metrics: [
                    .init("all busy", try test.expected("prob_all_busy")) { $0.allBusyShare },
                    .init("in orbit", try test.expected("mean_in_orbit")) { $0.meanInOrbit },
                ], rate: rate, memory: 300)
        ]
    }

    @Sendable static func hours(_ test: Case) throws -> [Simulated] {
        let rates = try test.numbers("hourly_arrival_rates")
        let hours = try #require(test.expect["per_hour"]?.list)
        var metrics: [Simulated.Metric] = []
        for (hour, values) in hours.enumerated() {
            let values = try #require(values.object)
            func exact(_ name: String) throws -> Double { try #require(values[name]?.number) }
            // What happens once in ten thousand days has no normal law.
            if try exact("mean_queue") > 0.05 {
                metrics.append(
                    .init("queue \(hour)", try exact("mean_queue")) { $0.periods[hour].queueArea })
            }
            metrics.append(
                .init("busy \(hour)", try exact("mean_busy")) { $0.periods[hour].busyArea })
            metrics.append(
                .init("present \(hour)", try exact("end_mean_in_system")) {
                    Double($0.periods[hour].inSystemAtEnd)
                })
        }
        return [
            Simulated(
                line: try line(
                    agents: test.count("agents"), arrivals: .rates(rates, every: 1),
                    handling: .exponential(mean: 1 / test.number("service_rate_per_hour")),
                    patience: .exponential(mean: 1 / test.number("patience_rate_per_hour"))),
                metrics: metrics, rate: rates.reduce(0, +) / Double(rates.count),
                once: Double(rates.count), period: 1)
        ]
    }

    @Sendable static func transient(_ test: Case) throws -> [Simulated] {
        let times = try test.numbers("t")
        let exact = try #require(test.expect["mean_in_system"]?.list).compactMap(\.number)
        let rate = try test.number("arrival_rate")
        let step = try #require(times.first)
        return [
            Simulated(
                line: try line(
                    agents: 1, arrivals: .poisson(rate: rate),
                    handling: .exponential(mean: 1 / test.number("service_rate"))),
                metrics: zip(times, exact).map { time, exact in
                    .init("present at \(time)", exact) {
                        Double($0.periods[Int((time / step).rounded()) - 1].inSystemAtEnd)
                    }
                }, rate: rate, once: times.last, period: step)
        ]
    }

    @Sendable static func callBack(_ test: Case) throws -> [Simulated] {
        let rate = try test.number("arrival_rate")
        let offer = try CallBackOffer.queueLength(
            test.count("offer_when_inbound_queue_at_least"),
            accepting: test.number("accept_probability"),
            keptFree: test.count("idle_agents_kept_for_inbound"))
        return [
            Simulated(
                line: try line(
                    agents: test.count("agents"), arrivals: .poisson(rate: rate),
                    handling: .exponential(mean: 1 / test.number("service_rate")),
                    patience: .exponential(mean: 1 / test.number("patience_rate")),
                    callBack: offer),
                metrics: [
                    .init("queue", try test.expected("mean_inbound_queue")) { $0.meanQueue },
                    .init("abandoned", try test.expected("prob_abandon_all")) {
                        $0.kinds[0].abandonedShare
                    },
                    .init("called back", try test.expected("callback_share")) {
                        $0.kinds[0].callBackShare
                    },
                    .init("to call back", try test.expected("mean_callbacks_waiting")) {
                        $0.meanCallBacksWaiting
                    },
                    .init("delay", try test.expected("mean_callback_delay")) {
                        $0.kinds[0].meanCallBackDelay
                    },
                    .init("occupancy", try test.expected("occupancy")) { $0.occupancy },
                ], rate: rate, memory: 200)
        ]
    }

    @Sendable static func day(_ test: Case) throws -> [Simulated] {
        let shape = try test.number("alpha0")
        let rates = try test.numbers("base_calls_per_hour")
        let expectedCalls = rates.reduce(0, +)
        let agents = try test.numbers("agents_per_hour")
        let service = try test.arguments("service")
        let patience = try test.arguments("patience")
        let shifts = try agents.enumerated().map {
            try AgentGroup.Shift(from: Double($0.offset) * 3_600, agents: Int($0.element))
        }
        let kind = try CallKind(
            "calls", arrivals: .rates(rates, every: 3_600, perTime: 3_600),
            handling: .exponential(mean: service[0]),
            patience: .zeroOrExponential(share: patience[1], mean: patience[2]))
        return [
            Simulated(
                line: try PhoneLine(
                    kinds: [kind], groups: [AgentGroup("agents", shifts: shifts)],
                    busyness: .gamma(shape: shape, mean: 1)),
                metrics: [
                    .init("calls", try test.expected("mean_arrivals")) {
                        Double($0.kinds[0].offered)
                    },
                    .init("wait", try test.expected("mean_wait_s")) {
                        $0.kinds[0].waitSum / expectedCalls
                    },
                    .init("in time", try test.expected("good_ratio")) {
                        Double($0.kinds[0].answeredInTime + $0.kinds[0].abandonedInTime)
                            / expectedCalls
                    },
                    .init("lost", try test.expected("lost_ratio")) {
                        Double($0.kinds[0].abandoned) / expectedCalls
                    },
                ], rate: expectedCalls / 46_800, target: try test.number("s"), once: .infinity)
        ]
    }
}

extension Case {
    func expected(_ name: String) throws -> Double { try #require(expect[name]?.number, "\(name)") }
}
