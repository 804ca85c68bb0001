extension PhoneLine {
    /// Runs the line once.
    ///
    /// Counted are callers who first call from `warmUp` to `end`; the run goes on until each of
    /// them is accounted for, so that long waits are not left out, but not beyond as much time
    /// again: who has no answer then is counted as unresolved, which only happens under overload
    /// or with call-backs booked for later. Areas are taken from `warmUp` to `end`. With an
    /// infinite `end` it runs until nothing is left to happen.
    ///
    /// - Parameters:
    ///   - key: seed and replication of the random streams.
    ///   - end: until when who first calls is counted.
    ///   - warmUp: from when on.
    ///   - target: the wait within which an answer is in time.
    ///   - period: the length of periods to report apart, from 0 on.
    ///   - observer: is told everything that happens, and changes nothing.
    /// - Complexity: O(log *waiting and busy*) a call; memory for those present.
    public func run(
        _ key: StreamKey, until end: Double, warmUp: Double = 0, target: Double = 20,
        period: Double? = nil, observer: ((PhoneEvent) -> Void)? = nil
    ) throws(ParameterError) -> PhoneResult {
        if let kind = kinds.first(where: { $0.callBack?.isBooked ?? false }) {
            throw ParameterError(
                "callBacks of \(kind.name)", 0, allowed: "booked in a book that is given to the run"
            )
        }
        try check(end, warmUp, target, period)
        var run = PhoneRun(self, key, end: end, warmUp: warmUp, target: target, period: period)
        run.observer = observer
        return run.result()
    }

    /// Runs the line once, with call-backs booked in a book; their times are those of the line.
    ///
    /// After the run the book holds what was booked, also by those who called before the warm-up or
    /// after the end and are not counted. Everything else as
    /// ``run(_:until:warmUp:target:period:observer:)``.
    public func run<Book: CallBackBook>(
        _ key: StreamKey, until end: Double, warmUp: Double = 0, target: Double = 20,
        period: Double? = nil, callBacks book: inout Book,
        observer: ((PhoneEvent) -> Void)? = nil
    ) throws(ParameterError) -> PhoneResult {
        try check(end, warmUp, target, period)
        var run = PhoneRun(self, key, end: end, warmUp: warmUp, target: target, period: period)
        run.observer = observer
        var own = book
        run.book = { own.book($0) }
        let result = run.result()
        book = own
        return result
    }

    private func check(
        _ end: Double, _ warmUp: Double, _ target: Double, _ period: Double?
    ) throws(ParameterError) {
        guard end > 0 else { throw ParameterError("end", end, allowed: "positive") }
        guard warmUp >= 0, warmUp < end else {
            throw ParameterError("warmUp", warmUp, allowed: "0 … end, end excluded")
        }
        try Check.notNegative("target", target)
        if let period {
            try Check.positive("period", period)
            guard end.isFinite, end / period <= 10_000_000 else {
                throw ParameterError(
                    "period", period, allowed: "at least end / 10000000, and end finite")
            }
        }
        if end == .infinity {
            for kind in kinds where ![.rates, .linear].contains(kind.arrivals.kind) {
                throw ParameterError("end", end, allowed: "finite if calls never end")
            }
        }
    }
}
