/// Words and forms of a language that pages and messages need beside whole explanations.
extension ExplanationLanguage {
    /// The language as labels name it.
    public var tag: Language { language }

    /// A date: `Tuesday 24 November 2026`.
    public func text(_ date: CivilDate) -> String { wording.text(of: date, in: wording.date) }

    /// A time of day, hours and minutes: `10:00`, in Danish `10.00`.
    public func text(_ time: CivilTime) -> String { wording.text(of: time) }

    /// The name of a day of the week.
    public func text(_ weekday: Weekday) -> String { wording.weekdays[weekday.rawValue - 1] }

    /// A number with its thousands apart.
    public func text(_ number: Int) -> String { wording.grouped(number) }

    /// What anybody may be told of why there is no opening, as a sentence without capital letter
    /// and full stop.
    public func text(_ reason: PublicReason) -> String {
        wording.publicReasons[reason] ?? reason.rawValue
    }

    /// What staff is told of a reason, as a sentence without capital letter and full stop.
    public func text(_ reason: Reason) -> String { wording.reasons[reason] ?? reason.rawValue }

    /// How a meeting takes place: `by video`.
    public func text(_ channel: Channel) -> String { wording.channels[channel] ?? channel.rawValue }

    /// What is given up: `at any office`.
    public func text(_ relaxation: Relaxation) -> String { wording.text(relaxation) }

    /// The text as the beginning of a sentence.
    public func capitalised(_ text: String) -> String { text.capitalised }
}
