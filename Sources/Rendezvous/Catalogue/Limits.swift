/// The largest and smallest values that the engine accepts, each tested at its bound ± 1.
public enum Limits {
    /// The longest identifier, in bytes of UTF-8.
    public static let identifierBytes = 64
    /// The longest text of a label in one language, in bytes of UTF-8.
    public static let labelBytes = 1_000
    /// The shortest appointment.
    public static let shortestDuration = Seconds.minutes(1)
    /// The longest appointment.
    public static let longestDuration = Seconds.hours(24)
    /// The longest gap before or after an appointment.
    public static let longestGap = Seconds.hours(24)
    /// The largest start grid, in minutes; the smallest is one minute.
    public static let largestStartGrid = 1_440
    /// The longest notice that a service may ask for.
    public static let longestNotice = Seconds.hours(24 * 366)
    /// The farthest horizon of a service, in days.
    public static let farthestHorizon = 732
    /// The largest limit of appointments in a day.
    public static let largestDailyLimit = 1_440
    /// The largest number of separate spans in one day's hours.
    public static let spansPerDay = 24
    /// The largest number of items in any list of one catalogue entry.
    public static let listItems = 10_000
    /// The heaviest weight of a request; the lightest is 1.
    public static let heaviestWeight = 1_000_000
    /// The longest time for which an opening may be held.
    public static let longestHold = Seconds.hours(24)
    /// The longest time for which an answer to a proposal may be awaited.
    public static let longestAnswer = Seconds.hours(24 * 14)
    /// How long before the start a join pass opens, and a meeting may begin.
    public static let joinBefore = Seconds.minutes(15)
    /// How long after the end a join pass stays open.
    public static let joinAfter = Seconds.minutes(30)
    /// The most occurrences of a series.
    public static let mostOccurrences = 200
    /// The largest number of working days in a lead.
    public static let mostWorkingDays = 500
    /// The largest number of days in a rule that counts days.
    public static let mostDays = 732
    /// The longest rest between two days of work.
    public static let longestRest = Seconds.hours(48)
    /// The longest time for which what was given back is not offered again.
    public static let longestFreedSlotDelay = Seconds.hours(24 * 7)
    /// The most appointments in addition to one by overbooking.
    public static let mostOverbooking = 10
    /// The largest group session.
    public static let largestCapacity = 1_000
    /// The highest cost of one unit of a preference.
    public static let highestCost = 1_000_000
    /// The most parameters of a custom rule.
    public static let ruleParameters = 100
    /// The most characters of an office's own text on receipts, counted as grapheme clusters.
    public static let receiptCharacters = 1_500
    /// The most bytes of such a text.
    public static let receiptBytes = 65_536
    /// The most stages of a contact plan.
    public static let contactStages = 100
    /// The most meetings of one stage of a contact plan.
    public static let contactsPerStage = 1_000
    /// The fewest people of whom a report by groups says anything.
    public static let smallestCell = 5
    /// The farthest weeks of an outlook on contacts.
    public static let outlookWeeks = 53
    /// The fewest bytes of a salt.
    public static let saltBytes = 16
    /// The number of appointments, declarations or entries that one agenda may count.
    public static let records = Int(Int32.max)
}
