import Rendezvous

/// Every kind of change of registrations, each of which changes the state; a part of
/// ``EveryChange``. Like it, it grows at the end only.
enum EveryRegistration {
    static let changes: [Change] = (rules + steps).map { .registration($0) }

    private static let rules: [RegistrationChange] = [
        .policySet(RegistrationPolicy("r-1", .attendance(.sameDayIfOpen))),
        .policySet(
            RegistrationPolicy(
                "r-2", .lapse(Deadline(.daysSkippingHolidays(6), margin: .workingDays(1))),
                valid: DateRange(from: "2026-01-01"), offices: ["kypseli", "plain"])),
        .policySet(RegistrationPolicy("r-3", .reregistration(within: .calendarDays(7)))),
        .policySet(RegistrationPolicy("r-4", .confirmation(every: .calendarDays(7)))),
        .policySet(RegistrationPolicy("r-5", .holidayNotice(.calendarDays(14)))),
        .policySet(
            RegistrationPolicy(
                "r-6", .selfService(.reportHoliday, for: [.unemploymentBenefit, .noBenefit]))),
        .receiptTextSet("kypseli", for: nil, "Velkommen 👋🏽"),
        .receiptTextSet("plain", for: .graduate, "Møde"),
    ]

    private static let details = RegistrationDetails(
        home: .inCountry("10400"), staysIn: "10401", number: .personal, hasJobTitle: true,
        extent: .partly, hasEmail: true, hasPhone: false)

    private static let flag = RegistrationFile.Flag(
        since: EveryChange.founded, attendance: "2026-11-19",
        lapses: EveryChange.founded + .hours(24 * 9))

    private static let steps: [RegistrationChange] =
        graduate.map { .step($0, of: "d-1", by: .citizen) }
        + applicant.map { .step($0, of: "d-2", by: .office("kypseli")) }
        + page.map { .step($0, of: "d-1", by: .system) }
        + [
            .step(.detailsGiven(abroad), of: "d-3", by: .fund("f-1")),
            .step(.detailsGiven(nowhere), of: "d-4", by: .fund("f-2")),
        ]

    private static let abroad = RegistrationDetails(
        home: .crossBorder, number: .tax, hasJobTitle: false, extent: .none, hasPhone: true)
    private static let nowhere = RegistrationDetails(home: .none, number: .none)

    private static let graduate: [RegistrationStep] = [
        .detailsGiven(details), .attached("kypseli", .registeredAddress), .takeOverAsked("plain"),
        .registered(.graduate, asked: .graduate), .membershipNoted("f-1"),
        .entitlementNoted("2026-11-18", counts: true), .becameEntitled,
        .registered(.noBenefit, asked: .unemploymentBenefit),
        .entitlementNoted("2027-01-01", counts: false),
    ]

    private static let applicant: [RegistrationStep] = [
        .detailsGiven(details), .attached("plain", .stay), .flagged(flag),
        .caseRegistered(.introduction), .flagCleared, .matched(.one, nil),
        .accessGranted(.atVisit), .registered(.cashBenefit, asked: .cashBenefit),
        .deregistered(.missedConfirmation, .introduction), .reregistered(.introduction),
        .matched(.three, .flexJob), .putOnTheBooks, .caseClosed, .matched(.two, .rehabilitation),
    ]

    private static let page: [RegistrationStep] = [
        .accessGranted(.codeByLetter), .confirmed,
        .absenceReported(Absence(.sick, from: "2026-11-18")), .reportedWell("2026-11-20"),
        .absenceReported(Absence(.temporaryWork, from: "2026-12-01", to: "2026-12-02")),
        .temporaryAddressSet(TemporaryAddress("10401", until: "2026-12-24")),
        .contactChanged(hasEmail: false, hasPhone: true), .remindersSet(true),
        .agreementRecorded("plan-1"), .addressNoted(.inCountry("10401"), staysIn: nil),
        .attached("plain", .choice), .deregistered(.ownRequest, nil),
    ]
}
