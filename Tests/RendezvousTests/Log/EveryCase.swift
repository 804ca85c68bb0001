@testable import Rendezvous

/// Every kind of change of casework and erasure; a part of ``EveryChange``. Like it, it grows at
/// the end only.
enum EveryCase {
    static let changes: [Change] =
        rules.map { .casework($0) } + [.salted("k-1", Salt((0..<32).map { UInt8($0) }))]
        + steps.map { .casework(.step($0, of: "k-1", by: .office("kypseli"))) }
        + [
            .casework(.step(.opened("hard", at: "plain"), of: "k-2", by: .system)),
            .casework(.step(.documentNoted("cv", .submitted), of: "k-2", by: .citizen)),
            .erased("k-1"), .salted("k-1", Salt((0..<16).map { UInt8($0) })),
        ]
        + tombstones + [.erased("k-3")]

    private static let stages = [
        ContactStage(
            times: 2, opens: .calendarDays(0), bookBy: .workingDays(3),
            holdBy: .daysSkippingHolidays(10)),
        ContactStage(
            opens: .calendarDays(15), bookBy: .calendarDays(20), holdBy: .calendarDays(30)),
    ]

    private static let rules: [CaseChange] = [
        .segmentSet(
            Segment(
                "hard", name: ["ro": "Greu ocupabil"], meeting: "advice", on: [.video, .office],
                isPooled: true, stages: stages), from: .min),
        .segmentSet(
            Segment("easy", meeting: "brief", stages: [stages[1]]), from: "2026-12-01"),
        .classesSet(
            [
                PriorityClass("first", name: "First", weight: 8, groups: ["homeless", "migrants"]),
                PriorityClass("second", weight: 2, segments: ["hard"]),
            ], from: "2026-01-01"),
    ]

    private static let steps: [CaseStep] = [
        .opened("hard", at: "kypseli"), .assigned("c-1"), .grouped(["homeless", "migrants"]),
        .needsNoted([.spoken("uk"), .facility("step-free")]), .documentNoted("cv", .checked),
        .documentNoted("card", nil), .contactRecorded(on: "2026-11-18"), .profiled("easy"),
        .assigned(nil), .moved(to: "plain"), .closed(.employed), .opened("easy", at: "plain"),
        .closed(.left), .opened("easy", at: "plain"), .closed(.completed),
    ]

    private static let tombstones: [Change] = {
        let salt = Salt((0..<16).map { UInt8($0 + 7) })
        let events = [
            Change.salted("k-3", salt), .participantNoted(Participant("k-3", groups: ["g"])),
            .registration(
                .step(.absenceReported(Absence(.sick, from: "2026-11-18")), of: "k-3", by: .citizen)
            ),
        ]
        .map { Event(at: EveryChange.founded, $0) }
        return EventLog.redact(events + [Event(at: EveryChange.founded, .erased("k-3"))])
            .dropLast().map(\.change)
    }()
}
