public import Rendezvous

/// One movement of the work card in ERGANI's files (requirement E9).
public struct ErganiMovement: Hashable, Sendable {
    /// Who.
    public var worker: Worker
    /// Coming (`f_type` 0) or going (1).
    public var kind: ClockEvent.Kind
    /// The date of the work that it belongs to (`f_reference_date`).
    public var workDate: CivilDate
    /// When it happened (`f_date`).
    public var time: Instant
    /// Why it was sent late (`f_aitiologia`): `001` power or telecommunications, `002` the
    /// employer's systems, `003` the connection to ERGANI.
    public var delay: ClockEvent.DelayReason?

    /// A movement.
    public init(
        _ worker: Worker, _ kind: ClockEvent.Kind, at time: Instant, workDate: CivilDate,
        delay: ClockEvent.DelayReason? = nil
    ) {
        self.worker = worker
        self.kind = kind
        self.workDate = workDate
        self.time = time
        self.delay = delay
    }

    /// The event of the log, under an identifier of the host's.
    public func event(_ id: ClockEvent.ID) -> ClockEvent {
        ClockEvent(id, of: worker, kind, at: time, delay: delay)
    }
}

/// The movements of one branch.
public struct ErganiCard: Hashable, Sendable {
    /// The branch (`f_aa`).
    public var branch: Branch.ID
    /// A comment (`f_comments`).
    public var comments: String?
    /// The movements, in the order of the file.
    public var movements: [ErganiMovement]

    /// The movements of one branch.
    public init(branch: Branch.ID, _ movements: [ErganiMovement], comments: String? = nil) {
        self.branch = branch
        self.movements = movements
        self.comments = comments
    }
}

/// ERGANI's files of the work card (`WRKCardSE`): `{"Cards": {"Card": [ … ]}}`.
public enum ErganiCardFile {
    /// The cards of a file.
    ///
    /// - Throws: ``DocumentError`` with the place of the first value that is not allowed; it never
    ///   shows who somebody is.
    /// - Complexity: O(*n*) in the bytes.
    public static func decode(
        _ bytes: [UInt8], by directory: ErganiDirectory, limits: StrictJSON.Limits = .standard
    ) throws(DocumentError) -> [ErganiCard] {
        let root = try Node(JSONText(bytes, limits: limits)).members(["Cards"])
        let list = try root.required("Cards").members(["Card"]).required("Card")
        var cards: [ErganiCard] = []
        for node in try list.items() { cards.append(try card(node, directory)) }
        return cards
    }

    private static func card(
        _ node: Node, _ directory: ErganiDirectory
    ) throws(DocumentError) -> ErganiCard {
        let members = try node.members(["f_afm_ergodoti", "f_aa", "f_comments", "Details"])
        let employer = try members.required("f_afm_ergodoti")
        guard employer.isText, employer.content == directory.employer else {
            throw employer.refusedUnseen("must be the employer's tax number")
        }
        let details = try members.required("Details").members(["CardDetails"])
        var movements: [ErganiMovement] = []
        for item in try details.required("CardDetails").items() {
            movements.append(try movement(item, directory))
        }
        return ErganiCard(
            branch: try members.value("f_aa"), movements,
            comments: try members["f_comments"].flatMap(ErganiForms.text))
    }

    private static func movement(
        _ node: Node, _ directory: ErganiDirectory
    ) throws(DocumentError) -> ErganiMovement {
        let members = try node.members([
            "f_afm", "f_eponymo", "f_onoma", "f_type", "f_reference_date", "f_date", "f_aitiologia",
        ])
        let type = try members.required("f_type")
        let kind: ClockEvent.Kind
        switch try type.string() {
        case "0": kind = .arrival
        case "1": kind = .departure
        default: throw type.refused("must be \"0\" (arrival) or \"1\" (departure)")
        }
        let worker = try ErganiForms.worker(members, directory)
        let delay = try members["f_aitiologia"].flatMap { node throws(DocumentError) in
            try ErganiForms.text(node) == nil ? nil : ClockEvent.DelayReason(reading: node)
        }
        return ErganiMovement(
            worker, kind, at: try members.value("f_date"),
            workDate: try members.value("f_reference_date"), delay: delay)
    }

    /// The file of some cards; times are written by the clock of a zone.
    ///
    /// - Throws: ``DocumentError`` if the directory does not know somebody.
    public static func encode(
        _ cards: [ErganiCard], by directory: ErganiDirectory, zone: ZoneRules,
        _ layout: DocumentLayout = .pretty
    ) throws(DocumentError) -> [UInt8] {
        var list: [JSONOutput] = []
        for card in cards {
            var details: [JSONOutput] = []
            for movement in card.movements {
                details.append(try written(movement, directory, zone))
            }
            list.append(
                .members([
                    "f_afm_ergodoti": .text(directory.employer), "f_aa": card.branch.written,
                    "f_comments": .text(card.comments ?? ""),
                    "Details": .members(["CardDetails": .list(details)]),
                ]))
        }
        return JSONOutput.members(["Cards": .members(["Card": .list(list)])]).bytes(layout)
    }

    private static func written(
        _ movement: ErganiMovement, _ directory: ErganiDirectory, _ zone: ZoneRules
    ) throws(DocumentError) -> JSONOutput {
        try ErganiForms.members(of: movement.worker, directory).followed(
            by: .members([
                "f_type": .text(movement.kind == .arrival ? "0" : "1"),
                "f_reference_date": movement.workDate.written,
                "f_date": .text(text(movement.time, zone)),
                "f_aitiologia": .text(movement.delay?.rawValue ?? ""),
            ]))
    }

    /// The form `2026-11-23T08:01:00.000000+02:00`.
    private static func text(_ instant: Instant, _ zone: ZoneRules) -> String {
        let local = zone.local(instant)
        let wall = Int64(local.date.dayNumber) * 86_400 + Int64(local.time.secondOfDay)
        let offset = Int(wall - instant.secondsSince1970)
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        // Offsets of seconds, before there were zones, have no place in the form.
        guard offset % 60 == 0, abs(offset) < 86_400 else {
            return instant.description.dropLast() + ".000000+00:00"
        }
        let time = local.time
        let clock = "\(two(time.hour)):\(two(time.minute)):\(two(time.second)).000000"
        let (sign, minutes) = (offset < 0 ? "-" : "+", abs(offset) / 60)
        return "\(local.date)T\(clock)\(sign)\(two(minutes / 60)):\(two(minutes % 60))"
    }
}
