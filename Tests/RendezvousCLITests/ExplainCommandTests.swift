import Testing

@testable import RendezvousCLI

/// `rendezvous explain`.
@Suite struct ExplainCommandTests {
    private let ask = "agency.json --service advice --needs signed:rms"

    @Test func `a request is explained in each language`() {
        for (tag, text) in [
            ("en", "There is no opening. 28 counsellor-days were looked at:\n"),
            ("el", "Δεν υπάρχει διαθέσιμο ραντεβού. Εξετάστηκαν 28 ημέρες συμβούλων:\n"),
            ("ro", "Nu există nicio programare disponibilă. Au fost verificate 28 de zile "),
            ("da", "Der er ingen ledig tid. Der er undersøgt 28 rådgiverdage:\n"),
        ] {
            let answer = Desk().run("explain \(ask) --language \(tag)")
            #expect(answer.code == .empty)
            #expect(answer.output.hasPrefix(text))
            #expect(answer.output.contains("maria"))
        }
    }

    @Test func `citizens read of no counsellor`() {
        for form in ["", "--json"] {
            let answer = Desk().run(
                "explain \(ask) --audience citizen \(form)")
            #expect(answer.code == .empty)
            for name in ["maria", "nikos", "eleni"] { #expect(!answer.output.contains(name)) }
        }
    }

    @Test func `a placement is explained by what stands against it, or by who else is free`() {
        let desk = Desk()
        let line = "--service advice --start 2026-11-23T08:00:00+02:00"
        #expect(desk.run("book agency.json \(line) --out agenda.json").code == .success)
        let taken = desk.run("explain agenda.json \(line) --with maria --participant p-2")
        #expect(taken.code == .refused)
        #expect(taken.output.contains("The counsellor's time is taken. "))
        #expect(taken.output.contains("In the way is appointment 1."))
        let told = desk.run(
            "explain agenda.json \(line) --with maria --participant p-2 --audience citizen")
        #expect(told.output == "This cannot be booked:\n  – No counsellor is free.\n")
        let free = desk.run("explain agency.json \(line) --with maria")
        #expect(free.code == .success)
        #expect(free.output.hasPrefix("This can be booked. maria "))
    }

    @Test func `languages and audiences are those that there are`() {
        #expect(
            Desk().run("explain \(ask) --language fr").notes
                == "--language (fr) must be el, ro, da or en.\n")
        #expect(
            Desk().run("explain \(ask) --audience press").notes
                == "--audience (press) must be citizen or staff.\n")
        #expect(Desk().run("explain \(ask) --with maria").code == .usage)
    }
}
