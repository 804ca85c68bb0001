/// When people come: at independent gaps, or at a rate that changes over the day.
///
///     let day = try ArrivalProcess.rates([60, 120, 90], every: 3_600, perTime: 3_600)
public struct ArrivalProcess: Hashable, Sendable {
    enum Kind: UInt8, Sendable { case poisson, renewal, rates, sinusoid, linear }

    let kind: Kind
    let gap: Distribution
    /// Rates a time unit, one for each period.
    let rates: [Double]
    let period: Double
    let top: Double
    let amplitude: Double

    private init(
        _ kind: Kind, gap: Distribution, rates: [Double] = [], period: Double = 0, top: Double = 0,
        amplitude: Double = 0
    ) {
        self.kind = kind
        self.gap = gap
        self.rates = rates
        self.period = period
        self.top = top
        self.amplitude = amplitude
    }

    /// Poisson with a rate a time unit (positive).
    public static func poisson(rate: Double) throws(ParameterError) -> ArrivalProcess {
        try Check.positive("rate", rate)
        return ArrivalProcess(.poisson, gap: try .exponential(mean: 1 / rate), top: rate)
    }

    /// Independent gaps of a law with a positive mean.
    public static func renewal(gap: Distribution) throws(ParameterError) -> ArrivalProcess {
        try Check.positive("gap", gap.mean)
        return ArrivalProcess(.renewal, gap: gap)
    }

    /// Poisson with rates that hold for one `period` each, and 0 after the last; a rate counts
    /// arrivals in `perTime`.
    ///
    /// By inverting the cumulative rate, so that each gap takes one random number. Periods 1 …
    /// 1,000,000.
    public static func rates(
        _ rates: [Double], every period: Double, perTime: Double = 1
    ) throws(ParameterError) -> ArrivalProcess {
        try Check.count("rates", rates.count, from: 1, to: 1_000_000)
        try Check.positive("period", period)
        try Check.positive("perTime", perTime)
        for rate in rates { try Check.notNegative("rate", rate) }
        return ArrivalProcess(
            .rates, gap: try .exponential(mean: 1), rates: rates.map { $0 / perTime },
            period: period)
    }

    /// Poisson with the rate `mean` + `amplitude` · sin(2π t / `period`), never below 0, by
    /// thinning (Lewis and Shedler 1979).
    public static func sinusoid(
        mean: Double, amplitude: Double, period: Double
    ) throws(ParameterError) -> ArrivalProcess {
        try Check.positive("mean", mean)
        try Check.positive("period", period)
        guard amplitude.magnitude <= mean else {
            throw ParameterError("amplitude", amplitude, allowed: "-mean … mean")
        }
        let top = mean + amplitude.magnitude
        return ArrivalProcess(
            .sinusoid, gap: try .exponential(mean: 1 / top), rates: [mean], period: period,
            top: top, amplitude: amplitude)
    }

    /// Poisson with a rate that goes in straight lines from one of `rates` to the next, each
    /// `period` later, and is 0 after the last, by thinning; a rate counts arrivals in `perTime`.
    ///
    /// 2 … 1,000,000 rates, not all 0.
    public static func linear(
        _ rates: [Double], every period: Double, perTime: Double = 1
    ) throws(ParameterError) -> ArrivalProcess {
        try Check.count("rates", rates.count, from: 2, to: 1_000_000)
        try Check.positive("period", period)
        try Check.positive("perTime", perTime)
        for rate in rates { try Check.notNegative("rate", rate) }
        let top = (rates.max() ?? 0) / perTime
        try Check.positive("rate", top)
        return ArrivalProcess(
            .linear, gap: try .exponential(mean: 1 / top), rates: rates.map { $0 / perTime },
            period: period, top: top)
    }

    /// The next arrival after `time`, infinite if there is none; `factor` multiplies the rate (a
    /// busy day), and must be positive.
    @inline(__always)
    func next(after time: Double, factor: Double, _ stream: inout RandomStream) -> Double {
        if kind == .poisson { return time + gap.sample(&stream) / factor }
        return changing(after: time, factor: factor, &stream)
    }

    @inline(never)
    private func changing(
        after time: Double, factor: Double, _ stream: inout RandomStream
    ) -> Double {
        switch kind {
        case .poisson, .renewal: return time + gap.sample(&stream) / factor
        case .rates: return next(needing: gap.sample(&stream) / factor, after: time)
        case .linear:
            var now = time
            while true {
                now += gap.sample(&stream) / factor
                let place = now / period
                guard place < Double(rates.count - 1) else { return .infinity }
                let (before, after) = (rates[Int(place)], rates[Int(place) + 1])
                let rate = before + (after - before) * (place - place.rounded(.down))
                if stream.unit() * top < rate { return now }
            }
        case .sinusoid:
            var now = time
            while true {
                now += gap.sample(&stream) / factor
                let rate = rates[0] + amplitude * Elementary.sin(2 * Double.pi * now / period)
                if stream.unit() * top < rate { return now }
            }
        }
    }

    /// Where the cumulative rate has grown by `need` since `time`, for rates by periods.
    func next(needing need: Double, after time: Double) -> Double {
        var (need, now) = (need, time)
        while true {
            let passed = (now / period).rounded(.down)
            guard passed < Double(rates.count) else { return .infinity }
            let place = Int(passed)
            let end = Double(place + 1) * period
            let area = rates[place] * (end - now)
            if need < area { return now + need / rates[place] }
            need -= area
            now = end > now ? end : now.nextUp
        }
    }

    /// The rate of the period that has `time`, and its end; none after the last.
    func ratePeriod(at time: Double) -> RatePeriod {
        guard kind == .rates, time < Double(rates.count) * period else { return RatePeriod() }
        let place = Int((time / period).rounded(.down))
        guard place < rates.count else { return RatePeriod() }
        return RatePeriod(rate: rates[place], end: Double(place + 1) * period)
    }
}

/// A rate that holds until a time.
struct RatePeriod {
    var rate = 0.0
    var end = -Double.infinity
}
