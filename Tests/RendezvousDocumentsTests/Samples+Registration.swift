import Rendezvous
import RendezvousDocuments

extension Samples {
    /// Every change of registrations, whether they follow each other or not.
    static let registrations: [Change] =
        (policyChanges + texts + steps.map { .step($0, of: "p-1", by: .citizen) } + byOthers)
        .map { .registration($0) }

    private static let policyChanges: [RegistrationChange] = [
        RegistrationPolicy("a", .attendance(.nextDay)),
        RegistrationPolicy(
            "b", .lapse(Deadline(.daysSkippingHolidays(6), margin: .workingDays(732))),
            valid: DateRange(from: "2027-01-01"), offices: ["o-1", "o-2"]),
        RegistrationPolicy("c", .reregistration(within: .calendarDays(0))),
        RegistrationPolicy("d", .confirmation(every: .calendarDays(7))),
        RegistrationPolicy("e", .holidayNotice(.calendarDays(14))),
        RegistrationPolicy("f", .selfService(.reportHoliday, for: [.graduate, .cashBenefit])),
        RegistrationPolicy("g", .selfService(.setReminders, for: [])),
    ].map { .policySet($0) }

    private static let texts: [RegistrationChange] = [
        .receiptTextSet("o-1", for: nil, "Velkommen\n\"her\" 👨‍👩‍👧‍👦"),
        .receiptTextSet("o-1", for: .noBenefit, ""),
    ]

    private static let byOthers: [RegistrationChange] = [
        .step(.lapsed, of: "p-2", by: .system),
        .step(.confirmed, of: "p-2", by: .office("o-1")),
        .step(.confirmed, of: "p-2", by: .fund("f-1")),
    ]

    private static let steps: [RegistrationStep] = [
        .detailsGiven(RegistrationDetails(home: .inCountry("a-1"), staysIn: "a-2")),
        .detailsGiven(RegistrationDetails(home: .crossBorder, number: .tax, extent: .none)),
        .detailsGiven(RegistrationDetails(home: .none, number: .none, hasJobTitle: false)),
        .registered(.noBenefit, asked: .unemploymentBenefit),
        .flagged(
            RegistrationFile.Flag(
                since: founded, attendance: "2026-09-22", lapses: founded + .hours(200))),
        .flagCleared, .caseRegistered(.start), .caseClosed, .matched(.one, nil),
        .matched(.three, .rehabilitation), .putOnTheBooks,
        .deregistered(.missedConfirmation, .cash), .deregistered(.ownRequest, nil),
        .reregistered(.introduction), .membershipNoted("f-1"), .membershipNoted(nil),
        .entitlementNoted("2026-10-01", counts: false), .becameEntitled,
        .attached("o-1", .registeredAddress), .addressNoted(.inCountry("a-1"), staysIn: nil),
        .addressNoted(.crossBorder, staysIn: "a-2"), .takeOverAsked("o-2"), .confirmed,
        .absenceReported(Absence(.sick, from: "2026-10-01")),
        .absenceReported(Absence(.holiday, from: "2026-10-01", to: "2026-10-02")),
        .reportedWell("2026-10-02"), .temporaryAddressSet(nil),
        .temporaryAddressSet(TemporaryAddress("a-2", until: "2026-10-03")),
        .contactChanged(hasEmail: true, hasPhone: false), .remindersSet(true),
        .accessGranted(.codeAtOffice), .agreementRecorded("plan-7"),
    ]
}
