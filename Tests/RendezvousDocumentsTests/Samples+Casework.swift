import Rendezvous
import RendezvousDocuments

extension Samples {
    /// Every change of casework and erasure, whether they follow each other or not.
    static let casework: [Change] =
        ([.segmentSet(segment, from: .min), .segmentSet(plain, from: "2027-01-01")]
        + [.classesSet(classes, from: "2027-01-01"), .classesSet([], from: .min)]
        + steps.map { .step($0, of: "p-1", by: .office("o-1")) }).map { .casework($0) } + erasures

    private static let segment = Segment(
        "hard", name: ["ro": "Greu ocupabil"], meeting: "advice", on: [.video], isPooled: true,
        stages: [
            ContactStage(
                times: 1_000, opens: .workingDays(1), bookBy: .calendarDays(2),
                holdBy: .daysSkippingHolidays(732)),
            ContactStage(
                opens: .calendarDays(0), bookBy: .calendarDays(0), holdBy: .calendarDays(1)),
        ])
    private static let plain = Segment(
        "easy", meeting: "advice",
        stages: [
            ContactStage(
                opens: .calendarDays(9), bookBy: .calendarDays(10), holdBy: .calendarDays(11))
        ])

    private static let classes = [
        PriorityClass("first", name: "First", weight: 1_000_000, groups: ["g-2", "g-1"]),
        PriorityClass("second", weight: 1, segments: ["hard"]),
    ]

    private static let steps: [CaseStep] = [
        .opened("hard", at: "o-1"), .profiled("easy"), .assigned("c-1"), .assigned(nil),
        .moved(to: "o-2"), .grouped(["g-2", "g-1"]), .grouped([]),
        .needsNoted([.spoken("uk"), .facility("step-free")]), .needsNoted([]),
        .documentNoted("cv", .rejected), .documentNoted("cv", nil),
        .contactRecorded(on: "2027-01-04"), .closed(.employed), .closed(.left), .closed(.completed),
    ]

    private static let erasures: [Change] = {
        let salt = Salt((0..<16).map { UInt8($0 * 15) })
        let erasable: [Change] = [
            .salted("p-7", salt), .participantNoted(Participant("p-7", groups: ["g-1"])),
            .registration(.step(.reportedWell("2026-10-02"), of: "p-7", by: .citizen)),
            .registration(
                .step(
                    .absenceReported(Absence(.sick, from: "2026-10-01")), of: "p-7", by: .citizen)),
            .casework(.step(.grouped(["g-1"]), of: "p-7", by: .system)),
            .casework(.step(.needsNoted([.spoken("uk")]), of: "p-7", by: .system)),
            .casework(.step(.documentNoted("cv", .checked), of: "p-7", by: .citizen)),
            .erased("p-7"),
        ]
        let redacted = EventLog.redact(erasable.map { Event(at: founded, $0) }).map(\.change)
        let unsalted = EventLog.redact(
            [erasable[1], .erased("p-7")].map { Event(at: founded, $0) })
        return erasable + redacted + unsalted.map(\.change)
    }()
}
