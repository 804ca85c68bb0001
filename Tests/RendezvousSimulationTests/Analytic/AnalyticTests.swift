import RendezvousSimulation
import Testing

/// What the cases do not ask: large numbers, overload, and parameters out of range.
@Suite struct AnalyticTests {
    @Test func `Erlang B agrees with the incomplete gamma function up to 10,000 agents`() throws {
        for (agents, load) in [(1, 0.3), (100, 84.0), (1_000, 1_050.0), (10_000, 9_900.0)] {
            let blocking = try ErlangB(agents: agents, load: load).blocking
            // B = pmf(n) / P(N ≤ n) of a Poisson law.
            let n = Double(agents)
            let pmf = Elementary.exp(n * Elementary.log(load) - load - Special.logGamma(n + 1))
            #expect(relative(blocking, pmf / Special.upperGamma(n + 1, load)) < 1e-10)
        }
    }

    @Test func `overload has an answer that is never negative`() throws {
        let queue = try ErlangC(agents: 10, callsPerHour: 400, handling: 120)
        #expect(queue.isOverloaded && queue.waitProbability == 1 && queue.meanWait == .infinity)
        #expect(queue.serviceLevel(within: 20) == 0 && queue.occupancy == 1)
        #expect(try queue.waitQuantile(0.5) == .infinity)
        let none = try ErlangC(agents: 0, arrivalRate: 0, serviceRate: 1)
        #expect(none.waitProbability == 0 && none.meanWait == 0 && none.occupancy == 0)
        let patient = try ImpatientQueue(
            agents: 10_000, arrivalRate: 12_000, serviceRate: 1,
            patience: .exponential(rate: 0.01))
        // All who come and are not served hang up.
        #expect(relative(patient.abandonProbability, 1 - 10_000.0 / 12_000) < 1e-9)
        #expect(relative(patient.occupancy, 1) < 1e-9)
        let priority = try PriorityQueue(agents: 2, arrivalRates: [1, 2], serviceRate: 1)
        #expect(priority.meanWaits[0] == 1 && priority.meanWaits[1] == .infinity)
    }

    @Test func `Erlang A with hardly any hang-ups is Erlang C`() throws {
        let patience = try Patience.exponential(rate: 1e-9)
        let one = try ImpatientQueue(
            agents: 20, arrivalRate: 18, serviceRate: 1, patience: patience)
        let other = try ErlangC(agents: 20, arrivalRate: 18, serviceRate: 1)
        #expect(relative(one.meanWait, other.meanWait) < 1e-6)
        let endless = try ImpatientQueue(
            agents: 20, arrivalRate: 18, serviceRate: 1, patience: .endless)
        #expect(relative(endless.meanWait, other.meanWait) < 1e-11)
        #expect(relative(endless.waitProbability, other.waitProbability) < 1e-11)
    }

    @Test func `staffing finds the fewest agents`() throws {
        let patience = try Patience.exponential(rate: 0.5)
        let agents = try ImpatientQueue.staffing(
            arrivalRate: 48, serviceRate: 1, patience: patience, answeredWithin: 1 / 3.0,
            target: 0.9)
        func level(_ agents: Int) throws -> Double {
            try ImpatientQueue(
                agents: agents, arrivalRate: 48, serviceRate: 1, patience: patience
            ).served(within: 1 / 3.0)
        }
        #expect(try level(agents) >= 0.9 && level(agents - 1) < 0.9)
        #expect(try ErlangB.agents(load: 15, blocking: 0.05) == 20)
    }

    @Test func `what is out of range is refused, however odd`() {
        let odd: [Double] = [-1, 0, .nan, .infinity, -.infinity]
        for value in odd {
            #expect(throws: ParameterError.self) {
                try ErlangC(agents: 5, arrivalRate: 1, serviceRate: value)
            }
            #expect(throws: ParameterError.self) {
                try DeterministicService(agents: 2, arrivalRate: value, service: 1)
            }
            #expect(throws: ParameterError.self) {
                try RetrialQueue(
                    agents: 2, arrivalRate: 1, serviceRate: 1, retrialRate: value)
            }
            #expect(throws: ParameterError.self) {
                try EarliestSlotBook(slots: 8, requests: value)
            }
        }
        #expect(throws: ParameterError.self) { try ErlangB(agents: -1, load: 1) }
        #expect(throws: ParameterError.self) { try ErlangB(agents: .max, load: 1) }
        #expect(throws: ParameterError.self) {
            try RetrialQueue(agents: 2, arrivalRate: 1, serviceRate: 1, retrialRate: 1e-300)
        }
        #expect(throws: ParameterError.self) {
            try QueueOverTime(
                rates: [1e300], length: 1, agents: 1, serviceRate: 1, patienceRate: 0, places: 5)
        }
        #expect(throws: ParameterError.self) {
            try Clinic(clients: 3, initialBlock: 1, interval: 1e300, stages: 2, mean: 1)
        }
        #expect(throws: ParameterError.self) {
            try DeterministicService(agents: 1, arrivalRate: 0.9999, service: 1)
        }
    }
}
