import Foundation
import RendezvousSimulation
import Testing

/// The families of appointments, books, statistics and generators.
enum BookFamilies {
    static let answers: [String: @Sendable (Case) throws -> Answer] = [
        "appointment-clinic": clinic, "appointment-optimum": twoAppointments,
        "overbooking": overbooking, "reserved-capacity-littlewood": littlewood,
        "overbooking-slots": slots, "advance-booking-fcfs": book, "waitlist-backfill": backfill,
        "reserved-slots": carveOut, "dynamic-reservation-optimum": control,
        "lead-time-no-show": leadTime, "statistics": statistics, "warm-up": warmUp,
        "rng": generators,
    ]

    @Sendable static func clinic(_ test: Case) throws -> Answer {
        let clinic: Clinic
        if test.input["clients"] != nil {
            let stages = try #require(try test.arguments("service").first)
            clinic = try Clinic(
                clients: test.count("clients"), initialBlock: test.count("initial_block"),
                interval: test.number("interval"), stages: Int(stages),
                mean: #require(try test.arguments("service").last))
        } else {
            let lengths = try #require(test.input["service_minutes_pmf"]?.object).map {
                (minutes: Int($0.key) ?? 0, share: $0.value.number ?? 0)
            }.sorted { $0.minutes < $1.minutes }
            clinic = try Clinic(
                appointments: test.numbers("appointment_times_min").map { Int($0) },
                lengths: lengths, attending: test.number("show_probability"),
                plannedLength: test.count("session_length_min"))
        }
        return [
            "total_wait": .number(clinic.totalWait),
            "mean_wait": .number(clinic.meanWait),
            "mean_wait_per_attending": .number(clinic.meanWait),
            "mean_wait_by_position": .numbers(clinic.meanWaits),
            "idle_until_last_completion": .number(clinic.idleTime),
            "overtime": .number(clinic.overtime.mean),
            "prob_overtime": .number(clinic.overtime.probability),
            "finish": .number(clinic.finish),
        ]
    }

    @Sendable static func twoAppointments(_ test: Case) throws -> Answer {
        let pair = try TwoAppointments(
            serviceRate: test.first("service"), costOfWaiting: test.number("cost_wait"),
            costOfTime: test.number("cost_server_availability"),
            attending: test.input["show_probability"]?.number ?? 1)
        return [
            "optimal_interval": .number(pair.interval), "optimal_cost": .number(pair.cost),
        ]
    }

    @Sendable static func overbooking(_ test: Case) throws -> Answer {
        if let noShows = test.input["no_shows"]?.text {
            let empty = try test.number("cost_underbooking")
            let excess = try test.number("cost_overbooking")
            let ratio = try Overbooking.criticalRatio(costOfEmpty: empty, costOfExcess: excess)
            let law = try test.arguments("no_shows")
            if noShows.hasPrefix("Normal") {
                let extra = try Overbooking.extra(
                    noShowMean: law[0], noShowDeviation: law[1], costOfEmpty: empty,
                    costOfExcess: excess)
                return [
                    "critical_ratio": .number(ratio), "z": .number(Quantiles.normal(ratio)),
                    "optimal_overbooking": .number(extra),
                ]
            }
            let extra = try Overbooking.extra(
                noShowsPoisson: law[0], costOfEmpty: empty, costOfExcess: excess)
            let demand = try Demand(poisson: law[0])
            return [
                "critical_ratio": .number(ratio), "optimal_overbooking": .number(Double(extra)),
                "cdf_at_optimum": .number(demand.share(upTo: extra)),
                "cdf_below": .number(demand.share(upTo: extra - 1)),
            ]
        }
        return try shows(test)
    }

    static func shows(_ test: Case) throws -> Answer {
        let slots = try test.count("slots")
        let attending = try test.number("show_probability")
        let reward = try test.number("reward_per_served")
        let cost = try test.number("cost_per_excess")
        func value(_ bookings: Int) throws -> Double {
            try Overbooking.of(
                bookings: bookings, slots: slots, attending: attending, reward: reward, cost: cost
            ).value
        }
        let best = try Overbooking.best(
            slots: slots, attending: attending, reward: reward, cost: cost)
        return [
            "optimal_bookings": .number(Double(best.bookings)),
            "optimal_value": .number(best.value),
            "value_without_overbooking": .number(try value(slots)),
            "value_optimum_minus_1": .number(try value(best.bookings - 1)),
            "value_optimum_plus_1": .number(try value(best.bookings + 1)),
            "expected_excess": .number(best.expectedExcess),
            "expected_idle_slots": .number(best.expectedIdle),
            "prob_any_excess": .number(best.excessProbability),
        ]
    }

    @Sendable static func littlewood(_ test: Case) throws -> Answer {
        let demand = try Demand(poisson: test.first("high_value_demand"))
        let low = try test.number("reward_low")
        let high = try test.number("reward_high")
        let level = try demand.protectionLevel(rewardLow: low, rewardHigh: high)
        return [
            "critical_ratio": .number(1 - low / high),
            "protection_level": .number(Double(level)),
            "cdf_at_level": .number(demand.share(upTo: level)),
        ]
    }

    @Sendable static func slots(_ test: Case) throws -> Answer {
        let slots = try test.count("slots")
        let clients = try test.count("clients")
        let attending = try test.number("show_probability")
        let costs = try SlotPattern.Costs(
            waiting: test.number("cost_wait_per_slot"),
            overtime: test.number("cost_overtime_per_slot"))
        let best = try SlotPattern.best(
            slots: slots, clients: clients, attending: attending, costs: costs, count: 2)
        let first = try SlotPattern(
            bookings: (0..<slots).map { $0 < clients - slots ? 2 : 1 }, attending: attending,
            costs: costs)
        return [
            "optimal_bookings_per_slot": .numbers(best[0].bookings.map(Double.init)),
            "optimal_cost": .number(best[0].cost), "expected_waiting": .number(best[0].waiting),
            "expected_idle_slots": .number(best[0].idle),
            "expected_overtime_slots": .number(best[0].overtime),
            "second_best": .numbers(best[1].bookings.map(Double.init)),
            "second_best_cost": .number(best[1].cost),
            "cost_double_book_first_slots": .number(first.cost),
        ]
    }

    @Sendable static func book(_ test: Case) throws -> Answer {
        let book = try EarliestSlotBook(
            slots: test.count("slots_per_day"), requests: test.first("requests_per_day"))
        return [
            "mean_backlog_start_of_day": .number(book.meanBacklog),
            "prob_no_backlog": .number(book.emptyProbability),
            "mean_lead_days": .number(book.meanLead),
            "lead_days_pmf": .numbers(Array(book.leadShares.prefix(6))),
            "utilisation": .number(book.utilisation),
            "no_show_share": .number(
                try book.noShowShare(byLead: test.numbers("no_show_by_lead_days"))),
        ]
    }

    @Sendable static func backfill(_ test: Case) throws -> Answer {
        func book(_ backfill: Bool) throws -> [String: JSON] {
            let book = try BackfilledBook(
                slots: test.count("slots_per_day"), requests: test.first("requests_per_day"),
                cancelling: test.number("late_cancel_probability"), backfill: backfill)
            return [
                "mean_backlog_start_of_day": .number(book.meanBacklog),
                "served_per_day": .number(book.servedPerDay),
                "cancelled_per_day": .number(book.cancelledPerDay),
                "slot_utilisation": .number(book.utilisation),
            ]
        }
        return [
            "with_backfill": .object(try book(true)), "without_backfill": .object(try book(false)),
        ]
    }

    @Sendable static func carveOut(_ test: Case) throws -> Answer {
        let book = try CarveOutBook(
            slots: test.count("slots_per_day"), reserved: test.count("reserved_for_urgent"),
            routine: test.first("routine_requests_per_day"),
            urgent: test.first("urgent_requests_per_day"))
        return [
            "urgent_overflow_per_day": .number(book.urgentOverflow),
            "prob_urgent_overflow": .number(book.overflowProbability),
            "wasted_reserved_slots": .number(book.wastedSlots),
            "routine_backlog": .number(book.routineBacklog),
            "routine_mean_lead_days": .number(book.routineMeanLead),
        ]
    }

    @Sendable static func control(_ test: Case) throws -> Answer {
        let control = try BookingControl(
            slots: test.count("slots"), periods: test.count("periods"),
            probabilities: test.numbers("arrival_probability_per_period"),
            rewards: test.numbers("reward"))
        return [
            "optimal_value": .number(control.value),
            "first_come_value": .number(control.firstComeValue),
            "gain_percent": .number((control.value / control.firstComeValue - 1) * 100),
            "protection_level_at_start_for_lowest_class": .number(Double(control.protectionLevel)),
        ]
    }

    @Sendable static func leadTime(_ test: Case) throws -> Answer {
        let noShow = try LeadTimeNoShow.NoShow(
            least: test.number("gamma0"), most: test.number("gamma_max"),
            sensitivityDays: test.number("sensitivity_days"))
        let book = try LeadTimeNoShow(
            requestsPerDay: test.number("arrival_rate"),
            slotsPerDay: test.number("service_rate_per_day"), places: test.count("K"),
            noShow: noShow, rebooking: test.number("rebook_probability"))
        return [
            "prob_idle": .number(book.emptyProbability), "mean_backlog": .number(book.meanBacklog),
            "prob_full": .number(book.fullProbability), "no_show_share": .number(book.noShowShare),
            "kept_appointments_per_day": .number(book.keptPerDay),
        ]
    }

    @Sendable static func statistics(_ test: Case) throws -> Answer {
        if test.input["data"] != nil {
            let data = try test.numbers("data")
            var answer: Answer = [
                "jain_index": .number(try Fairness.jain(data)),
                "gini": .number(try Fairness.gini(data)),
            ]
            answer["q50_type7"] = .number(try Sample.quantile(0.5, of: data))
            answer["q90_type7"] = .number(try Sample.quantile(0.9, of: data))
            return answer
        }
        let a = try test.numbers("a")
        let b = try test.numbers("b")
        let level = try test.number("level")
        let paired = try PairedComparison(a, b, level: level)
        let freedom = Double(a.count - 1)
        return [
            "mean_a": .number(Sample(a).mean), "mean_b": .number(Sample(b).mean),
            "paired_mean": .number(paired.difference.mean),
            "paired_half_width": .number(paired.difference.halfWidth),
            "independent_welch_half_width": .number(paired.independentHalfWidth),
            "t_quantile_9_df": .number(Quantiles.student(0.5 + level / 2, df: freedom)),
            "correlation": .number(paired.correlation),
        ]
    }

    @Sendable static func warmUp(_ test: Case) throws -> Answer {
        // The series is described in words: a decaying start, two waves and a level.
        let numbers = try test.arguments("series")
        #expect(numbers == [10, 12, 1.7, 0.5, 0.37, 20])
        let series = (0..<200).map { place in
            let i = Double(place)
            return numbers[0] * exp(-i / numbers[1]) + sin(numbers[2] * i)
                + numbers[3] * cos(numbers[4] * i) + numbers[5]
        }
        let cut = try WarmUp.mser(series, batch: test.count("batch"))
        return [
            "truncate_batches": .number(Double(cut.observations / 5)),
            "truncate_observations": .number(Double(cut.observations)),
            "truncated_mean": .number(cut.mean), "statistic": .number(cut.statistic),
            "untruncated_mean": .number(Sample(series).mean),
        ]
    }

    @Sendable static func generators(_ test: Case) throws -> Answer {
        let wanted = try #require(test.expect["outputs"]?.list).count
        func hex(_ value: some BinaryInteger, _ width: Int) -> JSON {
            let digits = String(value, radix: 16)
            return .text(
                "0x" + String(repeating: "0", count: max(0, width - digits.count)) + digits)
        }
        if test.input["state"] != nil {
            let state = try test.numbers("state").map { UInt64($0) }
            var generator = Xoshiro256PlusPlus(state: (state[0], state[1], state[2], state[3]))
            var jumped = generator
            jumped.jump()
            let after = try #require(test.expect["after_jump"]?.list).count
            return [
                "outputs": .list((0..<wanted).map { _ in hex(generator.next(), 16) }),
                "after_jump": .list((0..<after).map { _ in hex(jumped.next(), 16) }),
            ]
        }
        if test.input["initseq"] != nil {
            var generator = PCG32(
                seed: UInt64(try test.number("initstate")),
                stream: UInt64(try test.number("initseq")))
            return ["outputs": .list((0..<wanted).map { _ in hex(generator.next(), 8) })]
        }
        var generator = SplitMix64(seed: UInt64(try test.number("seed")))
        return ["outputs": .list((0..<wanted).map { _ in hex(generator.next(), 16) })]
    }
}
