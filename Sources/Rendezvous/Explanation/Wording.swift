/// The languages in which the engine explains itself.
public enum ExplanationLanguage: String, Hashable, Sendable, CaseIterable {
    /// Greek.
    case greek = "el"
    /// Romanian.
    case romanian = "ro"
    /// Danish.
    case danish = "da"
    /// English.
    case english = "en"

    /// The language's phrases.
    var wording: Wording {
        switch self {
        case .greek: .greek
        case .romanian: .romanian
        case .danish: .danish
        case .english: .english
        }
    }

    /// The language as labels name it.
    var language: Language { Language(rawValue) ?? "en" }
}

/// The phrases of one language. In a phrase `{n}` stands for a number, `{a}` and `{b}` for texts.
struct Wording: Sendable {
    /// A phrase for one, for a few and for many; languages with two forms give the last two alike.
    struct Plural: Sendable {
        let one: String
        let few: String
        let many: String
    }

    /// Which form of a plural a number takes.
    enum PluralRule: Sendable {
        /// One, and all others.
        case two
        /// Romanian: one; 0 and what ends in 1 to 19; all others, which take "de".
        case romanian
    }

    let pluralRule: PluralRule
    /// What stands between thousands.
    let thousands: String
    let weekdays: [String]
    let months: [String]
    /// A moment from `{weekday}`, `{day}`, `{month}`, `{year}` and `{time}`.
    let moment: String
    /// A date from `{weekday}`, `{day}`, `{month}` and `{year}`.
    let date: String
    /// What stands between hour and minute.
    let timeMark: String
    let noOpening: String
    let openings: Plural
    /// No counsellor-day was looked at.
    let nothingLookedAt: String
    let lookedAt: Plural
    let reasonsFollow: String
    let openDays: String
    /// By the policy `{a}`.
    let byPolicy: String
    let whatWouldHelp: String
    let nothingHelps: String
    /// `{a}`: first opening `{b}`.
    let relief: String
    let and: String
    /// What almost fitted: on `{a}`, `{b}`.
    let nearMiss: String
    let almost: String
    /// At the office `{a}`.
    let atOffice: String
    /// With the interpreter `{a}`.
    let withInterpreter: String
    /// In the room `{a}`.
    let inRoom: String
    let refused: String
    /// The appointments in the way: `{a}`.
    let appointments: Plural
    let channels: [Channel: String]
    let anyCounsellor: String
    let anyChannel: String
    let officesOfRegion: String
    let anyOffice: String
    /// Without the need for `{a}`.
    let withoutNeed: String
    let later: String
    let anyTimeOfDay: String
    /// `{a}` is a language.
    let modalities: [Modality: String]
    let facility: String
    /// Whole sentences about one possibility, without capital letter and full stop.
    let reasons: [Reason: String]
    let publicReasons: [PublicReason: String]
}

extension Wording {
    /// The form of a plural that a number takes, with the number in it.
    func text(_ plural: Plural, _ number: Int) -> String {
        let form: String
        switch pluralRule {
        case .two: form = number == 1 ? plural.one : plural.many
        case .romanian:
            let last = number % 100
            form =
                number == 1
                ? plural.one : (number == 0 || (1...19).contains(last) ? plural.few : plural.many)
        }
        return form.filled("n", grouped(number))
    }

    /// A number with its thousands apart.
    func grouped(_ number: Int) -> String {
        var digits = String(number)
        var groups: [String] = []
        while digits.count > 3 {
            groups.insert(String(digits.suffix(3)), at: 0)
            digits = String(digits.dropLast(3))
        }
        return ([digits] + groups).joined(separator: thousands)
    }

    /// A moment as it is written in the language.
    func moment(_ local: LocalDateTime) -> String {
        text(of: local.date, in: moment).filled("time", text(of: local.time))
    }

    /// A date in a form: `{weekday}`, `{day}`, `{month}` and `{year}` are filled.
    func text(of date: CivilDate, in form: String) -> String {
        let (year, month, day) = date.parts
        return form.filled("weekday", weekdays[date.weekday.rawValue - 1])
            .filled("day", String(day)).filled("month", months[month - 1])
            .filled("year", String(year))
    }

    /// A time of day, hours and minutes.
    func text(of time: CivilTime) -> String {
        "\(Self.two(time.hour))\(timeMark)\(Self.two(time.minute))"
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    /// What is given up, in words.
    func text(_ relaxation: Relaxation) -> String {
        switch relaxation {
        case .anyCounsellor: anyCounsellor
        case .anyChannel: anyChannel
        case .officesOfRegion: officesOfRegion
        case .anyOffice: anyOffice
        case .withoutNeed(let need): withoutNeed.filled("a", text(need))
        case .later: later
        case .anyTimeOfDay: anyTimeOfDay
        }
    }

    private func text(_ need: Need) -> String {
        switch need {
        case .communication(let communication):
            (modalities[communication.modality] ?? "{a}").filled("a", communication.language.tag)
        case .facility(let name): facility.filled("a", name.rawValue)
        }
    }
}

extension String {
    /// The text with a value in place of `{name}`.
    func filled(_ name: String, _ value: String) -> String {
        let mark = Array("{\(name)}")
        var (result, rest) = ("", self[...])
        while let brace = rest.firstIndex(of: "{") {
            result += rest[..<brace]
            rest = rest[brace...]
            if rest.prefix(mark.count).elementsEqual(mark) {
                result += value
                rest = rest.dropFirst(mark.count)
            } else {
                result.append("{")
                rest = rest.dropFirst()
            }
        }
        return result + rest
    }

    /// The text as the beginning of a sentence.
    var capitalised: String { prefix(1).uppercased() + dropFirst() }
}
