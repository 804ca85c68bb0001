import Rendezvous
import RendezvousTesting
import Testing

/// Nobody is booked between noon and half past.
private let quiet = Policy("quiet", .keepFree(.weekdays(from: "12:00", to: "12:30")))
/// The same counsellor as last time.
private let familiar = Policy("familiar", .continuity, preference: Preference(.medium, cost: 5))

/// A scenario in which somebody was with Nikos before.
private let returning = PolicyScenario.smallOffice
    .appointment(.at("2026-11-16 10:00", for: "p-1", with: "nikos"), .fulfilled)

/// Every expectation, met and not met.
@Suite struct ExpectationTests {
    /// What a test throws, without the folder of this file.
    private func failure(of test: PolicyTest) -> String {
        do {
            try test.check()
            return ""
        } catch {
            return error.description
        }
    }

    @Test func `what holds is not thrown`() throws {
        try expect(quiet)
            .refuses("12:15", because: .keptFree)
            .refuses("11:45", because: "quiet")
            .refuses(.at("12:00", lasting: 30), because: "kept free")
            .refuses("12:15")
            .allows(.at("11:30", lasting: 30))
            .allows("Tue 12:30")
            .offers(["11:30", "12:30"], of: .between("11:30", "13:00"))
            .offersFirst("08:00", with: "maria")
            .costs("08:00", [:])
            .check()
        try expect(familiar, in: returning)
            .prefers("nikos", over: "maria", at: .at("10:00", for: "p-1"))
            .costs(.at("10:00", for: "p-1", with: "maria"), [.medium: 5])
            .keepsOrder(["nikos", "maria"], at: .at("10:00", for: "p-1"))
            .keepsOrder(["maria", "nikos"], at: "10:00")
            .check()
    }

    @Test(arguments: ["kept fre", "ept free", "e", "", "kept", "hours that are kept"])
    func `a reason is known by whole words`(text: String) {
        let isMet = expect(quiet).refuses("12:15", because: text).run().isMet
        #expect(isMet == ["kept", "hours that are kept"].contains(text))
    }

    @Test func `a refusal that is none says what is offered`() {
        let test = expect(quiet).refuses("12:30", file: "F", line: 1)
            .refuses("12:15", because: .gap, file: "F", line: 2)
            .refuses("12:15", because: "lunch", file: "F", line: 3)
        #expect(
            failure(of: test) == """
                3 of 3 steps are not as expected.

                F:1
                  expected: Mon 23 Nov 12:30 is refused
                  happened: it is allowed, with maria by video

                F:2
                  expected: Mon 23 Nov 12:15 is refused (gap)
                  happened: it is refused (kept-free)
                            maria lies in hours that are kept free (kept-free)
                            nikos lies in hours that are kept free (kept-free)
                            refused by quiet (keep-free)

                F:3
                  expected: Mon 23 Nov 12:15 is refused ("lunch")
                  happened: it is refused (kept-free)
                            maria lies in hours that are kept free (kept-free)
                            nikos lies in hours that are kept free (kept-free)
                            refused by quiet (keep-free)
                """)
    }

    @Test func `something that is not allowed says why, by counsellor and policy`() {
        let scenario = PolicyScenario.smallOffice
            .working("nikos", .weekdays(from: "08:00", to: "12:00"))
        let test = expect(quiet, in: scenario).allows("12:15", file: "F", line: 7)
        #expect(
            failure(of: test) == """
                1 of 1 step is not as expected.

                F:7
                  expected: Mon 23 Nov 12:15 is allowed
                  happened: it is refused (kept-free)
                            maria lies in hours that are kept free (kept-free)
                            nikos is not at work (not-working)
                            refused by quiet (keep-free)
                """)
    }

    @Test func `costs and comparisons say what each policy adds`() {
        let test = expect(familiar, in: returning)
            .costs(.at("10:00", for: "p-1", with: "maria"), [.weak: 1], file: "F", line: 1)
            .prefers("maria", over: "nikos", at: .at("10:00", for: "p-1"), file: "F", line: 2)
            .prefers("maria", over: "nikos", at: "10:00", file: "F", line: 3)
            .keepsOrder(["maria", "nikos"], at: .at("10:00", for: "p-1"), file: "F", line: 4)
            .offersFirst("08:00", with: "maria", of: .on("Tue", for: "p-1"), file: "F", line: 5)
        #expect(
            failure(of: test) == """
                5 of 5 steps are not as expected.

                F:1
                  expected: Mon 23 Nov 10:00 for p-1 with maria costs weak 1
                  happened: it costs medium 5, with maria by video
                            medium 5 by familiar (continuity)

                F:2
                  expected: Mon 23 Nov 10:00 for p-1: maria costs less than nikos
                  happened: nikos costs less
                            maria costs medium 5
                              medium 5 by familiar (continuity)
                            nikos costs nothing

                F:3
                  expected: Mon 23 Nov 10:00: maria costs less than nikos
                  happened: both cost the same
                            maria costs nothing
                            nikos costs nothing

                F:4
                  expected: Mon 23 Nov 10:00 for p-1: the order is maria, nikos
                  happened: the order is nikos, maria
                            nikos costs nothing
                            maria costs medium 5

                F:5
                  expected: Tue 24 Nov for p-1: the first is Tue 24 Nov 08:00 with maria
                  happened: the first is Tue 24 Nov 08:00 with nikos by video
                """)
    }

    @Test func `lists of openings say what is missing and what is there besides`() {
        let test = expect(quiet)
            .offers(["11:30", "12:00"], of: .between("11:15", "13:00"), file: "F", line: 1)
            .offers(["10:00"], of: .on("Sat"), file: "F", line: 2)
        #expect(
            failure(of: test) == """
                2 of 2 steps are not as expected.

                F:1
                  expected: Mon 23 Nov 11:15 to 13:00: Mon 23 Nov 11:30, 12:00 are offered
                  happened: Mon 23 Nov 11:15, 11:30, 12:30 are offered
                            missing: Mon 23 Nov 12:00
                            besides: Mon 23 Nov 11:15, 12:30

                F:2
                  expected: Sat 28 Nov: Sat 28 Nov 10:00 is offered
                  happened: nothing is offered
                            missing: Sat 28 Nov 10:00
                """)
    }

    @Test func `steps change what the later ones see`() throws {
        let once = Policy("once", .oneOpenAppointment)
        try expect(once)
            .books(.at("10:00", for: "p-1"))
            .refuses(.at("Tue 10:00", for: "p-1"), because: .openAppointment)
            .allows(.at("Tue 10:00", for: "p-2"))
            .cancels(1)
            .books(.at("09:00", for: "p-1"))
            .waits(until: "09:30")
            .allows(.at("Tue 10:00", for: "p-1"))
            .misses(2)
            .check()
        let test = expect(once).cancels(3, file: "F", line: 1)
            .waits(until: "2026-11-22", file: "F", line: 2)
            .books("Sun 10:00", file: "F", line: 3)
        #expect(test.run().findings.map(\.place.description) == ["F:1", "F:2", "F:3"])
    }

    @Test func `a text that is no moment is reported and stops nothing`() {
        let test = expect(quiet).allows("noon", file: "F", line: 1)
            .allows("12:45", file: "F", line: 2)
        #expect(
            failure(of: test) == """
                1 of 2 steps is not as expected.

                F:1
                  expected: noon is allowed
                  happened: moment ("noon") must be \(Moment.demand)
                """)
    }

    @Test func `a scenario that cannot be says what is wrong with it`() {
        let elsewhere = Policy("there", .ownCounsellor, offices: ["nowhere"])
        let text = failure(of: expect(elsewhere).allows("10:00", file: "F", line: 1))
        #expect(text.contains("the scenario can be set up with its policies"), "\(text)")
        #expect(text.contains("nowhere"), "\(text)")
        let full = PolicyScenario.smallOffice.appointment(.at("Sun 10:00"))
        let other = failure(of: expect(quiet, in: full).allows("10:00", file: "F", line: 1))
        #expect(other.contains("Sun 29 Nov 10:00 cannot have been made"), "\(other)")
        #expect(other.contains("office-closed"), "\(other)")
    }

    @Test func `a failure can be gathered with others`() {
        let results = [expect(quiet).allows("12:15"), expect(quiet).allows("11:30")].map {
            $0.run()
        }
        #expect(results.map(\.isMet) == [false, true])
        #expect(results.flatMap(\.findings).count == 1)
    }
}
