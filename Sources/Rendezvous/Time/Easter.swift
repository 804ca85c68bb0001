/// Easter Sunday, as a Gregorian date, of the Western and of the Orthodox churches.
///
/// The Western date follows the Gregorian computus (the "anonymous" algorithm of 1876), the
/// Orthodox one the Julian computus in the form of Meeus, "Astronomical Algorithms", chapter 8,
/// moved to the Gregorian calendar. Churches with rules of their own, as the Orthodox church of
/// Finland, are not covered.
public enum Easter {
    /// The years with a date: those of the Gregorian calendar.
    public static let years = 1_583...9_999

    /// Which of the two dates.
    public enum Reckoning: Hashable, Sendable, CaseIterable {
        /// The Gregorian computus: Catholic and Protestant churches.
        case western
        /// The Julian computus: Orthodox churches.
        case orthodox

        /// Easter Sunday of `year` in this reckoning, or `nil` outside ``Easter/years``.
        ///
        /// - Complexity: O(1).
        public func date(in year: Int) -> CivilDate? {
            switch self {
            case .western: Easter.western(year: year)
            case .orthodox: Easter.orthodox(year: year)
            }
        }
    }

    /// Western Easter Sunday of `year`, 22 March … 25 April, or `nil` outside ``years``.
    ///
    /// - Complexity: O(1).
    public static func western(year: Int) -> CivilDate? {
        guard years.contains(year) else { return nil }
        let golden = year % 19
        let (century, yearOfCentury) = year.quotientAndRemainder(dividingBy: 100)
        let lunarCorrection = (century - (century + 8) / 25 + 1) / 3
        let epact = (19 * golden + century - century / 4 - lunarCorrection + 15) % 30
        let leapTerm = 2 * (century % 4) + 2 * (yearOfCentury / 4) - yearOfCentury % 4
        let toSunday = (32 + leapTerm - epact) % 7
        let late = (golden + 11 * epact + 22 * toSunday) / 451
        let number = epact + toSunday - 7 * late + 114
        return CivilDate(year: year, month: number / 31, day: number % 31 + 1)
    }

    /// Orthodox Easter Sunday of `year` as a Gregorian date, or `nil` outside ``years``.
    ///
    /// - Complexity: O(1).
    public static func orthodox(year: Int) -> CivilDate? {
        guard years.contains(year) else { return nil }
        let fullMoon = (19 * (year % 19) + 15) % 30
        let toSunday = (2 * (year % 4) + 4 * (year % 7) - fullMoon + 34) % 7
        let number = fullMoon + toSunday + 114
        // From March on, the Julian calendar is this many days behind the Gregorian one.
        let behind = year / 100 - year / 400 - 2
        return CivilDate(year: year, month: number / 31, day: number % 31 + 1)?
            .advanced(by: behind)
    }
}
