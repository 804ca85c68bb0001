public import Rendezvous

/// A kind of time in ERGANI's files (`f_type`), in Greek capitals.
///
/// The codes are those of the ministry's list for the organisation of working time: 2 of work, 2
/// without work, 2 of overtime, 29 of leave by the day and 7 of leave by the hour.
public struct ErganiCode: Hashable, Sendable {
    /// The code in Greek capitals: `ΕΡΓ`.
    public let text: String

    private init(known text: String) { self.text = text }

    /// Work (`ΕΡΓΑΣΙΑ`).
    public static let work = ErganiCode(known: "ΕΡΓ")
    /// Telework (`ΤΗΛΕΡΓΑΣΙΑ`).
    public static let telework = ErganiCode(known: "ΤΗΛ")
    /// Rest, a day off (`ΑΝΑΠΑΥΣΗ/ΡΕΠΟ`).
    public static let rest = ErganiCode(known: "ΑΝ")
    /// No work, for reduced and rotating work (`ΜΗ ΕΡΓΑΣΙΑ`).
    public static let noWork = ErganiCode(known: "ΜΕ")
    /// Overtime (`ΥΠΕΡΩΡΙΑ`).
    public static let overtime = ErganiCode(known: "ΥΠ")
    /// Overtime called off (`ΧΩΡΙΣ ΥΠΕΡΩΡΙΑ`).
    public static let noOvertime = ErganiCode(known: "ΧΥΠ")

    /// Leave by the day (`ΑΔ…`): 29 codes.
    public static let leaveByDay: [ErganiCode] =
        """
        ΑΔΚΑΝ ΑΔΑΙΜ ΑΔΕΞ ΑΔΑΑ ΑΔΜΗ ΑΔΠΠΜ ΑΔΠΑ ΑΔΦΠ ΑΔΓΟΝ ΑΔΦΡΟ ΑΔΑΠΑΒ ΑΔΙΥΑ ΑΔΠΕ ΑΔΓΑΜ ΑΔΣΝΠ \
        ΑΔΝΠ ΑΔΜΟ ΑΔΠΣΕΤ ΑΔΑΠΕΜ ΑΔΑΠΣΚ ΑΔΑΣ ΑΔΑΜΕΑ ΑΔΘΣΥΓ ΑΔΑΝΣΠ ΑΔΜΑΑ ΑΔΕΚΦ ΑΔΣΕΑΑ ΑΔΕΡΕ ΑΔΑΛ
        """.split(separator: " ").map { ErganiCode(known: String($0)) }

    /// Leave by the hour (`ΩΑ…`): 7 codes.
    public static let leaveByHour: [ErganiCode] =
        "ΩΑΦΠ ΩΑΓΟΝ ΩΑΑΠΑΒ ΩΑΕΡΕ ΩΑΠΕ ΩΑΠΣΕΤ ΩΑΑΛ".split(separator: " ")
        .map { ErganiCode(known: String($0)) }

    /// Every code.
    public static let all: [ErganiCode] =
        [.work, .telework, .rest, .noWork, .overtime, .noOvertime] + leaveByDay + leaveByHour

    private static let byText = Dictionary(uniqueKeysWithValues: all.map { ($0.text, $0) })

    /// The code that a text means: small letters, accents and final sigma are normalised; Latin
    /// letters are not, however alike they look.
    public init?(_ text: String) {
        guard let code = Self.byText[Self.capitals(text)] else { return nil }
        self = code
    }

    /// Greek capitals without accents.
    static func capitals(_ text: String) -> String {
        let capitals = text.uppercased().unicodeScalars.filter {
            $0.properties.generalCategory != .nonspacingMark
        }.map { accented[Character($0)] ?? Character($0) }
        return String(capitals)
    }

    private static let accented: [Character: Character] = [
        "Ά": "Α", "Έ": "Ε", "Ή": "Η", "Ί": "Ι", "Ϊ": "Ι", "Ό": "Ο", "Ύ": "Υ", "Ϋ": "Υ", "Ώ": "Ω",
    ]

    /// The code that a text would be if its Latin letters were the Greek ones that look like them,
    /// or `nil` if it has no Latin letters or is no code then either.
    static func lookalike(_ text: String) -> ErganiCode? {
        let greek: [Character: Character] = [
            "A": "Α", "B": "Β", "E": "Ε", "H": "Η", "I": "Ι", "K": "Κ", "M": "Μ", "N": "Ν",
            "O": "Ο", "P": "Ρ", "T": "Τ", "X": "Χ", "Y": "Υ", "Z": "Ζ",
        ]
        let capitals = capitals(text)
        let swapped = String(capitals.map { greek[$0] ?? $0 })
        return swapped == capitals ? nil : byText[swapped]
    }

    /// Whether it is leave by the day or by the hour.
    public var isLeave: Bool { text.hasPrefix("ΑΔ") || text.hasPrefix("ΩΑ") }
}

/// Somebody as ERGANI's files name them. It stays with the host: the engine gets the reference that
/// the host's directory gives for it.
public struct ErganiPerson: Hashable, Sendable {
    /// The tax number (`f_afm`).
    public let taxNumber: String
    /// The last name (`f_eponymo`).
    public let lastName: String
    /// The first name (`f_onoma`).
    public let firstName: String

    /// A person.
    public init(taxNumber: String, lastName: String, firstName: String) {
        self.taxNumber = taxNumber
        self.lastName = lastName
        self.firstName = firstName
    }
}

/// The host's knowledge of who is who, lent for reading and writing one file. Nothing of it is kept
/// or shown in an error.
public struct ErganiDirectory: Sendable {
    /// The employer's tax number, as card files name it.
    public let employer: String
    /// The reference of somebody, or `nil` if they are not known.
    public let worker: @Sendable (ErganiPerson) -> Worker?
    /// Who a reference is, or `nil` if it is not known.
    public let person: @Sendable (Worker) -> ErganiPerson?

    /// A directory of two functions that undo each other.
    public init(
        employer: String, worker: @escaping @Sendable (ErganiPerson) -> Worker?,
        person: @escaping @Sendable (Worker) -> ErganiPerson?
    ) {
        self.employer = employer
        self.worker = worker
        self.person = person
    }
}

/// How ERGANI's weekly files number Sunday (`f_day`); Monday to Saturday are 1 … 6 either way.
///
/// The two open client libraries disagree, and the ministry's guide does not say. The default is 0;
/// a file with the other number is refused, never read as another day.
public enum ErganiSunday: Int, Hashable, Sendable, CaseIterable {
    /// Sunday is 0.
    case zero = 0
    /// Sunday is 7.
    case seven = 7
}
