/// When a request can be booked, and with whom.
extension Agenda {
    /// All starts at which a request can be booked, whoever serves it.
    ///
    /// These are exactly the starts that ``openings(for:at:limit:)`` lists one by one
    /// (Documentation/Rules.md, "Openings"), without choosing a placement for each: the question
    /// that a calendar page asks, in microseconds on a country's book.
    ///
    /// - Throws: ``Refusal`` if the request names something unknown or has a value out of range.
    /// - Complexity: linear in the words (320 minutes) of the time asked for, if nothing changed
    ///   since somebody asked for the same service at the same offices; what changed costs a look
    ///   at every counsellor of the offices concerned. Where rules cannot be decided by masks
    ///   (Documentation/Decisions/0075), each start in doubt is examined.
    public func starts(for request: Request, at instant: Instant) throws(Refusal) -> Starts {
        starts(of: try Question(request, in: supply), at: instant)
    }

    /// What is offered for a request at one start, or `nil` if it cannot be booked then.
    ///
    /// - Throws: ``Refusal`` if the request names something unknown or has a value out of range.
    /// - Complexity: linear in the counsellors in scope.
    public func opening(
        at start: Instant, for request: Request, now instant: Instant
    ) throws(Refusal) -> Opening? {
        let question = try Question(request, in: supply)
        let end = start + Limits.longestDuration
        guard let rest = Interval(start: start, end: end) else { return nil }
        let near = question.asking(within: request.windows.clipped(to: rest))
        let first = find(near, at: instant, limit: 1).first
        return first?.placement.interval.start == start ? first : nil
    }

    func starts(of question: Question, at instant: Instant) -> Starts {
        starts(of: question, sift(question, at: instant), at: instant)
    }

    /// The starts of a question that was sifted, if masks can be found for it.
    func starts(of question: Question, _ sieve: Sieve?, at instant: Instant) -> Starts {
        guard let sieve else {
            var starts: [Instant] = []
            let search = search(for: question, at: instant)
            guard let windows = search.time(question.windows, from: instant) else {
                return Starts([])
            }
            search.all(in: self, within: windows) { spot, _ in starts.append(spot.interval.start) }
            return Starts(starts)
        }
        guard sieve.candidates.words != sieve.sure.words else { return Starts(sieve.sure) }
        var sure = sieve.sure
        var scan = Scan(
            sieve.prepared.value.search.asking(question, at: instant), self, calendars, sieve)
        for index in sure.words.indices {
            var doubtful = sieve.candidates.words[index] & ~sure.words[index]
            while doubtful != 0 {
                let bit = doubtful.trailingZeroBitCount
                doubtful &= doubtful - 1
                if scan.best(at: (sure.firstWord + index) * 64 + bit, self, calendars) != nil {
                    sure.words[index] |= 1 << UInt64(bit)
                }
            }
        }
        return Starts(sure)
    }

    /// The first openings of a question, in order of start.
    func find(_ question: Question, at instant: Instant, limit: Int) -> [Opening] {
        var found: [Opening] = []
        // What comes first is sifted first: most searches end within a day or two.
        var part = 0..<(limit > Self.fewOpenings ? Int.max : Self.wordsAtFirst)
        while true {
            guard
                let sieve = sift(
                    question, at: instant, part: part, forFew: limit <= Self.fewOpenings)
            else {
                return search(for: question, at: instant).run(in: self, limit: limit)
            }
            if !sieve.candidates.isEmpty {
                var scan = Scan(
                    sieve.prepared.value.search.asking(question, at: instant), self, calendars,
                    sieve)
                _ = scan.run(over: sieve.candidates, self, calendars) { spot, counsellors, cost in
                    found.append(
                        Opening(
                            placement: spot.placement(in: supply.catalogue),
                            counsellors: counsellors, cost: cost))
                    return found.count < limit
                }
                let work = scan.work
                cache.with { $0.scanned += work }
            }
            guard found.count < limit, sieve.wordsLeft > 0 else { return found }
            part = part.upperBound..<4 * part.upperBound + part.count
        }
    }

    /// Up to how many openings are looked for part by part.
    private static var fewOpenings: Int { 100 }
    /// How many words, of 320 minutes each, the first part has.
    private static var wordsAtFirst: Int { 4 }

    /// How many words of boards and masks searches have looked at so far: work that is the same for
    /// the same questions on every machine.
    package var searchWork: Int { cache.with { $0.unions.work + $0.scanned } }

    /// The prepared search for a question.
    private func search(for question: Question, at instant: Instant) -> Search {
        cache.with { contents in
            let position = contents.position(for: question, self, at: instant)
            return contents.prepared[position].value.search
        }.asking(question, at: instant)
    }
}
