import RendezvousTesting
import Testing

@testable import Rendezvous

/// What is said, to whom, in which language.
@Suite struct WordingTests {
    @Test(arguments: ExplanationLanguage.allCases)
    func `every reason and every word has its phrase`(language: ExplanationLanguage) {
        let wording = language.wording
        for reason in Reason.allCases { #expect(wording.reasons[reason] != nil, "\(reason)") }
        for reason in PublicReason.allCases {
            #expect(wording.publicReasons[reason] != nil, "\(reason)")
        }
        for channel in Channel.allCases { #expect(wording.channels[channel] != nil) }
        for modality in Modality.allCases {
            #expect(wording.modalities[modality]?.contains("{a}") == true)
        }
        #expect(wording.weekdays.count == 7 && Set(wording.weekdays).count == 7)
        #expect(wording.months.count == 12 && Set(wording.months).count == 12)
        let phrases = Array(wording.reasons.values) + Array(wording.publicReasons.values)
        for phrase in phrases {
            #expect(!phrase.hasSuffix(".") && !phrase.contains("{"), "\(phrase)")
        }
    }

    @Test(arguments: [
        (ExplanationLanguage.english, 1, "1 counsellor-day was looked at:"),
        (.english, 1_497, "1,497 counsellor-days were looked at:"),
        (.greek, 1, "Εξετάστηκε 1 ημέρα συμβούλου:"),
        (.greek, 12_000, "Εξετάστηκαν 12.000 ημέρες συμβούλων:"),
        (.danish, 1, "Der er undersøgt 1 rådgiverdag:"),
        (.danish, 2, "Der er undersøgt 2 rådgiverdage:"),
        (.romanian, 1, "A fost verificată o zi de consilier:"),
        (.romanian, 0, "Au fost verificate 0 zile de consilier:"),
        (.romanian, 19, "Au fost verificate 19 zile de consilier:"),
        (.romanian, 20, "Au fost verificate 20 de zile de consilier:"),
        (.romanian, 100, "Au fost verificate 100 de zile de consilier:"),
        (.romanian, 101, "Au fost verificate 101 zile de consilier:"),
        (.romanian, 412, "Au fost verificate 412 zile de consilier:"),
    ])
    func `plurals follow the number`(language: ExplanationLanguage, number: Int, text: String) {
        #expect(language.wording.text(language.wording.lookedAt, number) == text)
    }

    @Test(arguments: [
        (ExplanationLanguage.english, "Tuesday 24 November 2026 at 09:05"),
        (.greek, "Τρίτη 24 Νοεμβρίου 2026, ώρα 09:05"),
        (.romanian, "marți, 24 noiembrie 2026, ora 09:05"),
        (.danish, "tirsdag den 24. november 2026 kl. 09.05"),
    ])
    func `dates and times are written as in the country`(
        language: ExplanationLanguage, text: String
    ) {
        let moment = ZoneRules.athens.local(
            ZoneRules.athens.start(of: "2026-11-24") + .minutes(545))
        #expect(language.wording.moment(moment) == text)
    }

    @Test func `a phrase is filled in its places only`() {
        #expect("{a} and {b}, {a}{c}".filled("a", "{b}") == "{b} and {b}, {b}{c}")
        #expect("{".filled("a", "x") == "{")
    }

    @Test(arguments: 0..<TestScale.rounds(15))
    func `citizens are told of no person, no appointment and no small number`(seed: Int) throws {
        try ExplanationTests.refused(seed: UInt64(seed) + 9_000_000) { run, request, explanation in
            let names =
                run.agenda.counsellors.map(\.rawValue)
                + run.agenda.interpreters.map(\.rawValue) + run.agenda.rooms.map(\.rawValue)
                + run.agenda.appointments.map(\.party.participant.rawValue)
            for language in ExplanationLanguage.allCases {
                let words = ExplanationText(run.agenda, in: language, for: .citizen)
                let text = words.text(explanation)
                for name in Set(names) {
                    #expect(!text.contains(name), "seed \(seed): \(name) in \(text)")
                }
            }
            let told = explanation.forCitizens()
            for cause in told.causes {
                let isLarge = cause.counsellorDays.map { $0 >= 5 } ?? true
                #expect(isLarge, "seed \(seed): \(told)")
                #expect(
                    cause.offices.allSatisfy { $0.counsellorDays >= 5 && $0.office != nil },
                    "seed \(seed): \(told)")
            }
            if case .only = request.counsellor {
                #expect(told.counsellorDays == nil && told.nearMisses.isEmpty)
                #expect(told.causes.allSatisfy { $0.counsellorDays == nil })
            }
        }
    }

    @Test(arguments: 0..<TestScale.rounds(10))
    func `citizens are told no person of a refused placement`(seed: Int) throws {
        var run = try RandomRun(seed: UInt64(seed) + 10_000_000)
        try run.perform(commands: 60)
        let words = ExplanationLanguage.allCases.map {
            ExplanationText(run.agenda, in: $0, for: .citizen)
        }
        for appointment in run.agenda.appointments {
            let request = run.generator.request(0, of: run.agency)
            let objections = try run.agenda.objections(
                to: appointment.placement, for: request, at: run.now)
            for text in words.map({ $0.text(objections) }) {
                #expect(!text.contains(appointment.placement.counsellor.rawValue), "\(text)")
                #expect(!text.contains { $0.isNumber }, "\(text)")
            }
        }
    }

    @Test(arguments: ExplanationLanguage.allCases)
    func `where there was nothing to look at, that is said`(language: ExplanationLanguage) throws {
        let agenda = Agenda(try Scenario().agency)
        let words = ExplanationText(agenda, in: language)
        var request = Scenario.request()
        request.windows = IntervalSet(
            Interval(start: Scenario.now - .hours(24), end: Scenario.now - .hours(23)) ?? .always)
        let over = words.text(try agenda.explanation(of: request, at: Scenario.now))
        #expect(over.contains(language.wording.nothingLookedAt), "\(over)")
        let one = words.text(
            try agenda.explanation(
                of: Scenario.request(needs: [.signed("gss")]), at: Scenario.now))
        #expect(!one.contains(language.wording.nothingLookedAt), "\(one)")
    }
}
