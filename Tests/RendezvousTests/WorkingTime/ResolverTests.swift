import RendezvousTesting
import Testing

@testable import Rendezvous

/// The engine against the slow reference, on random stacks of declarations.
struct ResolverTests {
    @Test(arguments: Precedence.allCases)
    func `working time is what the rules say`(precedence: Precedence) {
        for seed in 0..<UInt64(TestScale.rounds(4_000)) {
            var generator = DeclarationGenerator(seed: seed, isWild: false)
            Self.compare(generator.stack(), generator, precedence, "seed \(seed)")
        }
    }

    /// Breaks that lie beside the day's work are odd, but well-formed.
    @Test(arguments: Precedence.allCases)
    func `working time is what the rules say, wherever breaks lie`(precedence: Precedence) {
        for seed in 0..<UInt64(TestScale.rounds(2_000)) {
            var generator = DeclarationGenerator(seed: seed + 1_000_000, isWild: true)
            let stack = generator.stack()
            Self.compare(stack, generator, precedence, "seed \(seed + 1_000_000)")
        }
    }

    private static func compare(
        _ stack: [Declaration], _ generator: DeclarationGenerator, _ precedence: Precedence,
        _ comment: Comment
    ) {
        for declaration in stack {
            #expect(throws: Never.self, comment) { try declaration.check(at: generator.now) }
        }
        var declarations = Declarations()
        for declaration in stack { declarations.add(declaration) }
        let resolver = WorkingTimeResolver(zone: generator.zone, precedence: precedence)
        let declared = resolver.resolve(
            declarations.of(generator.worker), on: generator.dates)
        let slow = SlowResolver(stack, by: precedence, generator.zone, on: generator.dates)
        let (working, telework) = slow.workingTime()
        #expect(declared.working == working, comment)
        #expect(declared.telework == telework, comment)
        let breaks = declared.breaks.map {
            SlowResolver.Floating(window: $0.window, length: $0.length)
        }
        #expect(breaks == slow.floatingBreaks(), comment)
    }

    @Test func `a date is the same alone as among others`() {
        for seed in 0..<UInt64(TestScale.rounds(1_000)) {
            var generator = DeclarationGenerator(seed: seed + 2_000_000, isWild: true)
            var declarations = Declarations()
            for declaration in generator.stack() { declarations.add(declaration) }
            let known = declarations.of(generator.worker)
            for precedence in Precedence.allCases {
                let resolver = WorkingTimeResolver(zone: generator.zone, precedence: precedence)
                let whole = resolver.resolve(known, on: generator.dates)
                var (working, telework) = (IntervalSet(), IntervalSet())
                var breaks: [Rendezvous.FloatingBreak] = []
                for date in generator.dates.first...generator.dates.last {
                    let single = resolver.resolve(known, on: DateRange(date))
                    working = working.union(single.working)
                    telework = telework.union(single.telework)
                    breaks += single.breaks
                }
                let comment: Comment = "seed \(seed + 2_000_000), by \(precedence)"
                #expect(whole.working == working, comment)
                #expect(whole.telework == telework, comment)
                #expect(whole.breaks == breaks, comment)
            }
        }
    }

    @Test(arguments: 0..<TestScale.rounds(100))
    func `an agenda knows what was known at each moment (E6)`(seed: Int) throws {
        var generator = DeclarationGenerator(seed: UInt64(seed) + 3_000_000, isWild: false)
        var agency = Agency(founded: generator.now - .hours(10))
        try agency.give(generator.zone)
        try agency.add(Office("o", zone: generator.zone.name, hours: .always))
        try agency.add(Counsellor("maria", at: "o"))
        try agency.add(
            Interpreter("i", communications: [.signed("gss")], zone: generator.zone.name))
        let precedence: Precedence = generator.random.chance(1, in: 2) ? .stretch : .date
        try agency.amend(.precedenceSet(precedence))
        var agenda = Agenda(agency)

        // Noted some time after they were submitted, and sometimes withdrawn later.
        var known: [(declaration: Declaration, withdrawn: Instant?)] = []
        for (number, declaration) in generator.stack().enumerated() {
            let noted = generator.now + .hours(Int64(number))
            try agenda.apply([Event(at: noted, .declared(declaration))])
            known.append((declaration, nil))
            guard generator.random.chance(1, in: 3) else { continue }
            let withdrawn = noted + .minutes(30)
            try agenda.apply([Event(at: withdrawn, .declarationWithdrawn(declaration.id))])
            known[number].withdrawn = withdrawn
        }
        for hours in -4...6 {
            for seconds: Int64 in [-1, 0, 1] {
                let moment = generator.now + .minutes(Int64(hours) * 30) + Seconds(seconds)
                let counting = known.filter {
                    $0.declaration.submitted <= moment && $0.withdrawn.map { $0 > moment } ?? true
                }.map(\.declaration)
                let slow = SlowResolver(
                    counting, by: precedence, generator.zone, on: generator.dates)
                let found = agenda.workingTime(
                    of: generator.worker, on: generator.dates, knownAt: moment)
                let (working, telework) = slow.workingTime()
                #expect(found?.working == working, "seed \(seed), at \(moment)")
                #expect(found?.telework == telework, "seed \(seed), at \(moment)")
            }
        }
        let now = known.filter { $0.withdrawn == nil }.map(\.declaration)
        let slow = SlowResolver(now, by: precedence, generator.zone, on: generator.dates)
        let found = agenda.workingTime(of: generator.worker, on: generator.dates)
        #expect(found?.working == slow.workingTime().working, "seed \(seed)")
        #expect(
            agenda.workingTime(of: .interpreter("i"), on: generator.dates)?.working.isEmpty == true)
        #expect(agenda.workingTime(of: .interpreter("none"), on: generator.dates) == nil)
        #expect(agenda.workingTime(of: .counsellor("none"), on: generator.dates) == nil)
    }
}
