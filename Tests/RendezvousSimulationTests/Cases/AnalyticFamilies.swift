import Foundation
import RendezvousSimulation
import Testing

/// Which function answers for which family of cases. Nothing here knows a case by its name.
enum AnalyticFamilies {
    static let answers: [String: @Sendable (Case) throws -> Answer] = [
        "erlang-b": erlangB, "erlang-b-inverse": inverse, "m-g-c-c": anyLength,
        "erlang-c": erlangC, "erlang-c-staffing": staffing, "erlang-a": erlangA,
        "m-m-n+G": anyPatience, "m-m-c-K": limited, "m-g-1": anyService, "m-d-1": fixedWait,
        "m-d-c": fixedService, "gi-m-1": fixedGaps, "dispatch-policies": dispatch,
        "pooling": pooling, "priority-nonpreemptive": priorities,
        "priority-preemptive-resume": preemption, "reserved-capacity-loss": reserve,
        "two-resource-loss": interpreters, "retrial": retrial, "server-absence": absence,
        "mt-m-inf": sinusoid, "mt-m-c+M": hours, "transient-m-m-1": transient,
        "callback": callBack, "continuity-of-counsellor": continuity,
    ].merging(BookFamilies.answers) { first, _ in first }

    @Sendable static func erlangB(_ test: Case) throws -> Answer {
        let formula = try ErlangB(
            agents: test.count("servers"), load: test.number("offered_load_erlangs"))
        return [
            "blocking": .number(formula.blocking), "carried_load": .number(formula.carriedLoad),
            "occupancy": .number(formula.occupancy),
        ]
    }

    @Sendable static func inverse(_ test: Case) throws -> Answer {
        let load = try ErlangB.load(
            agents: test.count("servers"), blocking: test.number("blocking"))
        return ["offered_load_erlangs": .number(load)]
    }

    @Sendable static func anyLength(_ test: Case) throws -> Answer {
        let load = try test.number("arrival_rate") * test.number("service_mean")
        return [
            "blocking": .number(try ErlangB(agents: test.count("servers"), load: load).blocking)
        ]
    }

    @Sendable static func erlangC(_ test: Case) throws -> Answer {
        let queue = try ErlangC(
            agents: test.count("agents"), callsPerHour: test.number("calls_per_hour"),
            handling: test.number("aht_s"))
        var answer: Answer = [
            "offered_load_erlangs": .number(queue.load), "occupancy": .number(queue.occupancy),
            "prob_wait": .number(queue.waitProbability), "asa_s": .number(queue.meanWait),
            "mean_wait_of_delayed_s": .number(queue.meanWaitOfDelayed),
            "queue_length": .number(queue.queueLength),
            "service_level": .number(queue.serviceLevel(within: try test.number("awt_s"))),
            "time_in_system_s": .number(queue.timeInSystem),
        ]
        for (name, share) in suffixes(of: "wait_quantile_s_", in: test) {
            answer[name] = .number(try queue.waitQuantile(share))
        }
        return answer
    }

    /// The expected values whose name is a word with a number behind it.
    static func suffixes(of word: String, in test: Case) -> [(String, Double)] {
        test.expect.keys.filter { $0.hasPrefix(word) }.compactMap { name in
            // Names have eight digits of what is a whole number of sixtieths.
            Double(name.dropFirst(word.count)).map { value in
                let sixtieths = (value * 60).rounded() / 60
                return (name, (sixtieths - value).magnitude < 1e-8 ? sixtieths : value)
            }
        }
    }

    @Sendable static func staffing(_ test: Case) throws -> Answer {
        let found = try ErlangC.staffing(
            callsPerHour: test.number("calls_per_hour"), handling: test.number("aht_s"),
            answeredWithin: test.number("awt_s"), target: test.number("target_service_level"),
            occupancyMax: test.input["max_occupancy"]?.number ?? 1)
        return [
            "min_agents": .number(Double(found.agents)),
            "service_level": .number(found.serviceLevel), "occupancy": .number(found.occupancy),
            "service_level_one_fewer": .number(found.serviceLevelOfOneFewer),
        ]
    }

    @Sendable static func erlangA(_ test: Case) throws -> Answer {
        try impatient(test, patience: .exponential(rate: test.number("patience_rate")))
    }

    /// The patience that a case of general patience describes.
    static func patience(_ test: Case) throws -> Patience {
        let text = try test.text("patience")
        if text == "deterministic" { return try .deterministic(test.number("patience_mean")) }
        if text == "hyperexponential" {
            return try .hyperexponential(
                share: test.number("p"), rate1: test.number("rate1"), rate2: test.number("rate2"))
        }
        return try .balking(share: test.number("p0"), rate: test.number("patience_rate"))
    }

    @Sendable static func anyPatience(_ test: Case) throws -> Answer {
        try impatient(test, patience: patience(test))
    }

    static func impatient(_ test: Case, patience: Patience) throws -> Answer {
        let queue = try ImpatientQueue(
            agents: test.count("agents"), arrivalRate: test.number("arrival_rate"),
            serviceRate: test.number("service_rate"), patience: patience)
        var answer: Answer = [
            "prob_wait": .number(queue.waitProbability),
            "prob_abandon": .number(queue.abandonProbability),
            "mean_wait_all": .number(queue.meanWait), "queue_length": .number(queue.queueLength),
            "mean_wait_served": .number(queue.meanWaitOfServed),
            "occupancy": .number(queue.occupancy),
            "mean_offered_wait": .number(queue.meanOfferedWait),
        ]
        for (name, time) in suffixes(of: "served_within_", in: test) {
            answer[name] = .number(queue.served(within: time))
        }
        for (name, time) in suffixes(of: "prob_wait_exceeds_", in: test) {
            answer[name] = .number(queue.waitExceeds(time))
        }
        for (name, share) in suffixes(of: "wait_quantile_", in: test) {
            answer[name] = .number(try queue.waitQuantile(share))
        }
        return answer
    }

    @Sendable static func limited(_ test: Case) throws -> Answer {
        let queue = try LimitedQueue(
            agents: test.count("servers"), places: test.count("system_capacity"),
            arrivalRate: test.number("arrival_rate"), serviceRate: test.number("service_rate"))
        return [
            "prob_block": .number(queue.blocking), "prob_empty": .number(queue.emptyProbability),
            "L": .number(queue.inSystem), "Lq": .number(queue.waiting),
            "W": .number(queue.timeInSystem), "Wq": .number(queue.meanWait),
            "prob_wait_accepted": .number(queue.waitProbability),
            "occupancy": .number(queue.occupancy),
        ]
    }

    /// The law of service that a case names.
    static func service(_ test: Case) throws -> Distribution {
        let mean = try test.number("mean_service")
        let numbers = try test.numbers("params")
        switch try test.text("service") {
        case "exp": return try .exponential(mean: mean)
        case "det": return try .deterministic(mean)
        case "erl": return try .erlang(stages: Int(numbers[0]), mean: mean)
        case "unif": return try .uniform(from: numbers[0], to: numbers[1])
        case "logn": return try .logNormal(mean: mean, variation: numbers[0])
        default:
            return try .hyperexponential(share: numbers[0], rate1: numbers[1], rate2: numbers[2])
        }
    }

    @Sendable static func anyService(_ test: Case) throws -> Answer {
        let queue = try PollaczekKhinchine(
            arrivalRate: test.number("arrival_rate"), service: service(test))
        return [
            "utilisation": .number(queue.utilisation), "Wq": .number(queue.meanWait),
            "Lq": .number(queue.waiting), "W": .number(queue.timeInSystem),
            "L": .number(queue.inSystem), "sd_Wq": .number(queue.waitDeviation),
        ]
    }

    @Sendable static func fixedWait(_ test: Case) throws -> Answer {
        let queue = try DeterministicService(
            agents: 1, arrivalRate: test.number("arrival_rate"), service: test.number("service"))
        return ["P_W_le": .numbers(try test.numbers("t").map(queue.waitWithin))]
    }

    @Sendable static func fixedService(_ test: Case) throws -> Answer {
        let queue = try DeterministicService(
            agents: test.count("servers"), arrivalRate: test.number("arrival_rate"),
            service: test.number("service"))
        return [
            "L": .number(queue.inSystem), "W": .number(queue.timeInSystem),
            "Wq": .number(queue.meanWait), "Lq": .number(queue.waiting),
        ]
    }

    @Sendable static func fixedGaps(_ test: Case) throws -> Answer {
        #expect(try test.text("interarrival") == "deterministic")
        let queue = try GeneralArrivals(
            gap: 1 / test.number("arrival_rate"), serviceRate: test.number("service_rate"))
        return [
            "sigma": .number(queue.waitProbability), "prob_wait": .number(queue.waitProbability),
            "Wq": .number(queue.meanWait), "W": .number(queue.timeInSystem),
        ]
    }

    @Sendable static func dispatch(_ test: Case) throws -> Answer {
        let servers = try test.count("servers")
        let arrivals = try test.number("arrival_rate_total")
        let service = try test.number("service_rate")
        var answer: Answer = [
            "random_Wq": .number(
                try Dispatching.randomSplit(
                    servers: servers, arrivalRate: arrivals, serviceRate: service)),
            "round_robin_Wq": .number(
                try Dispatching.roundRobin(
                    servers: servers, arrivalRate: arrivals, serviceRate: service)),
            "central_queue_or_least_work_Wq": .number(
                try Dispatching.oneLine(
                    servers: servers, arrivalRate: arrivals, serviceRate: service)),
        ]
        if servers <= 3 {
            let shortest = try Dispatching.shortestLine(
                servers: servers, arrivalRate: arrivals, serviceRate: service)
            answer["join_shortest_queue_Wq"] = .number(shortest.meanWait)
            answer["join_shortest_queue_prob_wait"] = .number(shortest.waitProbability)
        }
        return answer
    }

    @Sendable static func pooling(_ test: Case) throws -> Answer {
        let offices = try test.count("offices")
        let servers = try test.count("servers_per_office")
        let arrivals = try test.number("arrival_rate_per_office")
        let service = try test.number("service_rate")
        let one = try ErlangC(agents: servers, arrivalRate: arrivals, serviceRate: service)
        let all = try ErlangC(
            agents: servers * offices, arrivalRate: arrivals * Double(offices),
            serviceRate: service)
        return [
            "separate_Wq": .number(one.meanWait), "pooled_Wq": .number(all.meanWait),
            "separate_prob_wait": .number(one.waitProbability),
            "pooled_prob_wait": .number(all.waitProbability),
        ]
    }

    @Sendable static func priorities(_ test: Case) throws -> Answer {
        let queue = try PriorityQueue(
            agents: test.count("servers"), arrivalRates: test.numbers("arrival_rates_high_to_low"),
            serviceRate: test.number("service_rate"))
        return ["Wq": .numbers(queue.meanWaits), "Wq_overall": .number(queue.meanWait)]
    }

    @Sendable static func preemption(_ test: Case) throws -> Answer {
        let mean = 1 / (try test.number("service_rate"))
        let times = try PriorityQueue.preemptiveTimesInSystem(
            arrivalRates: test.numbers("arrival_rates_high_to_low"),
            service: .exponential(mean: mean))
        return ["W": .numbers(times), "Wq": .numbers(times.map { $0 - mean })]
    }

    @Sendable static func reserve(_ test: Case) throws -> Answer {
        let system = try ReservedCapacity(
            agents: test.count("servers"), reserved: test.count("reserved_for_priority"),
            priorityRate: test.number("arrival_rate_priority"),
            otherRate: test.number("arrival_rate_other"), serviceRate: test.number("service_rate"))
        return [
            "blocking_priority": .number(system.blockingOfPriority),
            "blocking_other": .number(system.blockingOfOthers),
            "mean_busy": .number(system.meanBusy),
        ]
    }

    @Sendable static func interpreters(_ test: Case) throws -> Answer {
        let system = try SharedInterpreters(
            counsellors: test.count("counsellors"), interpreters: test.count("interpreters"),
            loadPlain: test.number("load_plain"),
            loadWithInterpreter: test.number("load_needing_interpreter"))
        return [
            "blocking_plain": .number(system.blockingPlain),
            "blocking_with_interpreter": .number(system.blockingWithInterpreter),
            "mean_busy_counsellors": .number(system.meanBusyCounsellors),
            "mean_busy_interpreters": .number(system.meanBusyInterpreters),
        ]
    }

    @Sendable static func retrial(_ test: Case) throws -> Answer {
        let queue = try RetrialQueue(
            agents: test.count("servers"), arrivalRate: test.number("arrival_rate"),
            serviceRate: test.number("service_rate"),
            retrialRate: test.number("retrial_rate_per_customer"))
        return [
            "prob_all_busy": .number(queue.allBusyProbability),
            "mean_in_orbit": .number(queue.meanInOrbit), "mean_busy": .number(queue.meanBusy),
        ]
    }

    @Sendable static func absence(_ test: Case) throws -> Answer {
        guard test.input["servers"] != nil else { return try breakdowns(test) }
        let queue = try AbsentAgents(
            agents: test.count("servers"), arrivalRate: test.number("arrival_rate"),
            serviceRate: test.number("service_rate"),
            absenceRate: test.number("absence_rate_per_server"),
            returnRate: test.number("return_rate"))
        return [
            "L": .number(queue.inSystem), "W": .number(queue.timeInSystem),
            "availability": .number(queue.availability),
        ]
    }

    static func breakdowns(_ test: Case) throws -> Answer {
        let mean = try test.first("service")
        let repair = try test.first("repair")
        let rate = try test.number("breakdown_rate_while_serving")
        let queue = try PollaczekKhinchine.withBreakdowns(
            arrivalRate: test.number("arrival_rate"), service: .exponential(mean: mean),
            breakdownRate: rate, repair: .exponential(mean: repair))
        return [
            "mean_completion": .number(queue.timeInSystem - queue.meanWait),
            "Wq": .number(queue.meanWait), "utilisation_incl_down": .number(queue.utilisation),
        ]
    }

    @Sendable static func sinusoid(_ test: Case) throws -> Answer {
        let rate = try test.arguments("arrival_rate")
        let desk = try SinusoidalDesk(
            mean: rate[0], amplitude: rate[1], period: try #require(rate.last),
            serviceRate: test.number("service_rate"))
        return [
            "mean_busy": .numbers(try test.numbers("t").map(desk.meanBusy)),
            "variance_equals_mean": .bool(true),
        ]
    }

    @Sendable static func hours(_ test: Case) throws -> Answer {
        let day = try QueueOverTime(
            rates: test.numbers("hourly_arrival_rates"), length: 1, agents: test.count("agents"),
            serviceRate: test.number("service_rate_per_hour"),
            patienceRate: test.number("patience_rate_per_hour"),
            places: 6 * test.count("agents"))
        return [
            "per_hour": .list(
                day.periods.map {
                    .object([
                        "mean_queue": .number($0.meanQueue), "mean_busy": .number($0.meanBusy),
                        "frac_arrivals_delayed": .number($0.delayedShare),
                        "abandon_fraction": .number($0.abandonShare),
                        "end_mean_in_system": .number($0.inSystemAtEnd),
                    ])
                }), "day_abandon_fraction": .number(day.abandonShare),
        ]
    }

    @Sendable static func transient(_ test: Case) throws -> Answer {
        let arrivals = try test.number("arrival_rate")
        let service = try test.number("service_rate")
        let means = try test.numbers("t").map { time in
            try QueueOverTime(
                rates: [arrivals], length: time, agents: 1, serviceRate: service,
                patienceRate: 0, places: 400
            ).periods[0].inSystemAtEnd
        }
        let load = arrivals / service
        return ["mean_in_system": .numbers(means), "steady_state": .number(load / (1 - load))]
    }

    @Sendable static func callBack(_ test: Case) throws -> Answer {
        let line = try CallBackLine(
            agents: test.count("agents"), arrivalRate: test.number("arrival_rate"),
            serviceRate: test.number("service_rate"), patienceRate: test.number("patience_rate"),
            offeredFrom: test.count("offer_when_inbound_queue_at_least"),
            accepting: test.number("accept_probability"),
            keptFree: test.count("idle_agents_kept_for_inbound"))
        return [
            "mean_inbound_queue": .number(line.meanQueue),
            "prob_abandon_all": .number(line.abandonProbability),
            "callback_share": .number(line.callBackShare),
            "mean_callbacks_waiting": .number(line.meanCallBacksWaiting),
            "mean_callback_delay": .number(line.meanCallBackDelay),
            "occupancy": .number(line.occupancy),
        ]
    }

    @Sendable static func continuity(_ test: Case) throws -> Answer {
        #expect(try test.count("counsellors") == 2)
        let pair = try Dispatching.continuity(
            arrivalRate: test.number("arrival_rate_per_counsellor"),
            serviceRate: test.number("service_rate"),
            flexible: test.number("flexible_probability"))
        return [
            "Wq": .number(pair.meanWait), "served_by_own_counsellor": .number(pair.servedByOwn),
        ]
    }
}
