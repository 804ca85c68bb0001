import Rendezvous

/// Transfers, the waiting list, interpreters and meetings: the end of the history.
extension EveryChange {
    /// Appointment 6 is held and confirmed; 7, 8 and 9 are proposals to move it; 10 is offered.
    static let lifecycle: [Change] =
        [.confirmed(Appointment.ID(6))] + transfers + waiting + meetings

    private static func place(_ day: Int, _ channel: Channel = .video) -> Placement {
        let start = founded + .hours(Int64(24 * day))
        let interval = Interval(start: start, end: start + .minutes(30)) ?? .always
        return Placement(interval, on: channel, with: "c-1")
    }

    private static func booking(_ number: Int, _ day: Int, _ party: Party = Party("p-1")) -> Booking
    {
        Booking(
            Appointment.ID(number), for: party, service: "advice", topic: nil, at: place(day),
            gap: Gap(after: .minutes(10)), interpreterGap: .none)
    }

    private static let transfers: [Change] = [
        .proposed(booking(7, 10), moving: Appointment.ID(6), until: founded + .hours(48)),
        .cancelled(Appointment.ID(7), .declined),
        .proposed(booking(8, 11), moving: Appointment.ID(6), until: founded + .hours(48)),
        .transferred(Appointment.ID(8)),
        .proposed(booking(9, 12), moving: Appointment.ID(6), until: founded + .hours(48)),
        .cancelled(Appointment.ID(9), .revoked),
    ]

    private static let always = IntervalSet(.always)
    private static let scopes: [(OfficeScope, CounsellorWish)] = [
        (.any, .any), (.offices(["plain", "kypseli"]), .preferred("c-1")),
        (.region("attiki"), .only("c-2")), (.area("10400"), .any),
    ]

    private static let waiting: [Change] =
        scopes.enumerated().map { number, wishes in
            .enlisted(
                WaitingEntry.ID(number + 1),
                Request(
                    Request.ID("w-\(number)"),
                    for: Party("p-1", bookedBy: number == 1 ? "p-3" : nil), service: "advice",
                    topic: number == 1 ? "plan" : nil, channels: number == 2 ? [.video] : [],
                    at: wishes.0, with: wishes.1,
                    within: number == 3 ? IntervalSet() : always,
                    weight: number == 0 ? 1 : 1_000, submitted: number == 0 ? .min : founded))
        } + [
            .held(booking(10, 13), until: founded + .hours(30)),
            .offered(WaitingEntry.ID(1), Appointment.ID(10)), .confirmed(Appointment.ID(10)),
            .waitingEnded(WaitingEntry.ID(1), .served),
            .waitingEnded(WaitingEntry.ID(2), .withdrawn),
            .held(booking(11, 14), until: founded + .hours(30)),
            .offered(WaitingEntry.ID(3), Appointment.ID(11)),
        ]

    private static let meetings: [Change] = [
        .invited(
            Appointment.ID(6), "i-1", for: .signed("gss"), interpreterGap: Gap(after: .minutes(5))),
        .admitted(Appointment.ID(6)), .arrived(Appointment.ID(6)),
        .identified(Appointment.ID(6), by: "c-1"), .meetingBegan(Appointment.ID(6), .video),
        .modeChanged(Appointment.ID(6), .audioOnly),
        .arrived(Appointment.ID(10)), .identityRefused(Appointment.ID(10), by: "c-2"),
    ]
}
