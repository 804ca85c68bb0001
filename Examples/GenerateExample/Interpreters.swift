import Rendezvous

/// An interpreter and how their working week is laid out.
struct InterpreterMember {
    let interpreter: Interpreter
    let shift: Shift

    init(
        _ id: Interpreter.ID, _ communications: Set<Communication>, _ shift: Shift,
        channels: Set<Channel> = [.video, .phone], offices: Set<Office.ID>? = nil,
        gap: Gap = Gap(after: .minutes(15))
    ) {
        interpreter = Interpreter(
            id, communications: communications, channels: channels, offices: offices, gap: gap,
            zone: ZoneRules.athens.name)
        self.shift = shift
    }
}

/// The interpreters: between Greek and the language named (requirements A4, A9).
enum Interpreters {
    /// Sign language is not for the telephone.
    private static let seen: Set<Channel> = [.video, .office]
    private static let attica: Set<Office.ID> = [
        "kypseli", "nea-ionia", "peiraias", "kallithea", "peristeri",
    ]

    /// Everybody, in the order of their references.
    static let all = [
        InterpreterMember(
            "i-01", [.signed("gss")], .standard, channels: seen, offices: attica,
            gap: Gap(before: .minutes(5), after: .minutes(15))),
        InterpreterMember(
            "i-02", [.signed("gss"), .lipReading("el")], .early, channels: seen,
            offices: attica),
        InterpreterMember(
            "i-03", [.signed("gss"), .lipReading("el")], .partTime, channels: seen,
            offices: ["thessaloniki", "larisa", "volos"]),
        InterpreterMember("i-04", [.spoken("ar")], .standard),
        InterpreterMember(
            "i-05", [.spoken("ar"), .spoken("fr")], .partTime, channels: Set(Channel.allCases),
            offices: attica),
        InterpreterMember("i-06", [.spoken("uk"), .spoken("ru")], .standard),
        InterpreterMember("i-07", [.spoken("fa"), .spoken("prs")], .threeDays),
        InterpreterMember("i-08", [.spoken("fa"), .spoken("en")], .partTime),
        InterpreterMember("i-09", [.spoken("ur"), .spoken("en")], .standard),
        InterpreterMember("i-10", [.spoken("sq")], .threeDays),
        InterpreterMember("i-11", [.spoken("ka"), .spoken("ru")], .partTime),
        InterpreterMember("i-12", [.spoken("en"), .spoken("fr")], .early),
        InterpreterMember("i-13", [.spoken("uk")], .evenings),
        InterpreterMember("i-14", [.spoken("prs"), .spoken("ur")], .evenings),
    ]
}

extension Agency {
    /// Adds the interpreters.
    mutating func addInterpreters() throws(Refusal) {
        for member in Interpreters.all { try add(member.interpreter) }
    }
}
