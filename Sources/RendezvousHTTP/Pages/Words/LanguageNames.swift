internal import Rendezvous

/// What languages and ways to communicate are called in a language.
struct LanguageNames {
    private let language: ExplanationLanguage

    init(_ language: ExplanationLanguage) { self.language = language }

    /// A language; its tag where no name is known.
    func name(_ other: Language) -> String {
        Self.names[other.tag]?[language] ?? other.tag
    }

    /// A language in a modality: `Greek Sign Language`, `lip-reading (Greek)`.
    func name(_ communication: Communication) -> String {
        let name = name(communication.language)
        return switch communication.modality {
        case .signed, .spoken: name
        case .lipReading: Words.lipReading.text(in: language, [name])
        case .written: Words.inWriting.text(in: language, [name])
        }
    }

    /// A need in words.
    func name(_ need: Need) -> String {
        switch need {
        case .communication(let communication): name(communication)
        case .facility(let facility): FacilityNames.name(facility, language)
        }
    }

    private static let names: [String: Words] = [
        "gss": Words(
            "Ελληνική Νοηματική Γλώσσα", "limbajul semnelor grecesc", "græsk tegnsprog",
            "Greek Sign Language"),
        "rms": Words(
            "Ρουμανική Νοηματική Γλώσσα", "limbajul mimico-gestual român", "rumænsk tegnsprog",
            "Romanian Sign Language"),
        "dsl": Words(
            "Δανική Νοηματική Γλώσσα", "limbajul semnelor danez", "dansk tegnsprog",
            "Danish Sign Language"),
        "el": Words("ελληνικά", "greacă", "græsk", "Greek"),
        "ro": Words("ρουμανικά", "română", "rumænsk", "Romanian"),
        "da": Words("δανικά", "daneză", "dansk", "Danish"),
        "en": Words("αγγλικά", "engleză", "engelsk", "English"),
        "ar": Words("αραβικά", "arabă", "arabisk", "Arabic"),
        "bg": Words("βουλγαρικά", "bulgară", "bulgarsk", "Bulgarian"),
        "de": Words("γερμανικά", "germană", "tysk", "German"),
        "es": Words("ισπανικά", "spaniolă", "spansk", "Spanish"),
        "fa": Words("περσικά (φαρσί)", "persană (farsi)", "persisk (farsi)", "Persian (Farsi)"),
        "fr": Words("γαλλικά", "franceză", "fransk", "French"),
        "hu": Words("ουγγρικά", "maghiară", "ungarsk", "Hungarian"),
        "it": Words("ιταλικά", "italiană", "italiensk", "Italian"),
        "ka": Words("γεωργιανά", "georgiană", "georgisk", "Georgian"),
        "ku": Words("κουρδικά", "kurdă", "kurdisk", "Kurdish"),
        "pl": Words("πολωνικά", "poloneză", "polsk", "Polish"),
        "prs": Words("νταρί", "dari", "dari", "Dari"),
        "ps": Words("πάστο", "paștu", "pashto", "Pashto"),
        "rom": Words("ρομανί", "romani", "romani", "Romani"),
        "ru": Words("ρωσικά", "rusă", "russisk", "Russian"),
        "so": Words("σομαλικά", "somaleză", "somali", "Somali"),
        "sq": Words("αλβανικά", "albaneză", "albansk", "Albanian"),
        "ti": Words("τιγρινικά", "tigrină", "tigrinya", "Tigrinya"),
        "tr": Words("τουρκικά", "turcă", "tyrkisk", "Turkish"),
        "uk": Words("ουκρανικά", "ucraineană", "ukrainsk", "Ukrainian"),
        "ur": Words("ουρντού", "urdu", "urdu", "Urdu"),
    ]
}

/// What facilities are called; their own identifier where no name is known, as the list is open.
enum FacilityNames {
    static func name(_ facility: Facility, _ language: ExplanationLanguage) -> String {
        names[facility.rawValue]?[language] ?? facility.rawValue
    }

    private static let names: [String: Words] = [
        "step-free": Words(
            "πρόσβαση χωρίς σκαλοπάτια", "acces fără trepte", "adgang uden trin",
            "step-free access"),
        "induction-loop": Words(
            "ακουστικός βρόχος για ακουστικά βαρηκοΐας",
            "buclă de inducție pentru aparate auditive",
            "teleslynge til høreapparat", "induction loop for hearing aids"),
    ]
}

extension Words {
    static let lipReading = Words(
        "χειλεανάγνωση ({1})", "citire labială ({1})", "mundaflæsning ({1})", "lip-reading ({1})")
    static let inWriting = Words(
        "γραπτή επικοινωνία ({1})", "comunicare în scris ({1})", "skriftlig kommunikation ({1})",
        "written communication ({1})")
}
