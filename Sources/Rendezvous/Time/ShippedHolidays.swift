extension HolidayCalendar {
    /// Public holidays of Greece, from 2015 on: the twelve days on which the public service rests.
    ///
    /// Orthodox Good Friday and Whit Monday are among them although not everyone in the private
    /// sector has them; Easter Sunday and Pentecost are not, being Sundays. Left out: half days
    /// (24 and 31 December) and local holidays. 1 May is moved by a decision of the minister of
    /// labour (law 380/1968, article 1, as replaced by law 4468/2017, article 14) when it falls on
    /// a Sunday, in Holy Week or on Easter Monday. The decisions taken until 2025 are in the rule;
    /// later ones (likely in 2027, 2032 and 2033) are not foretold.
    public static let greece = HolidayCalendar(
        id: "GR", name: "Greece",
        holidays: [
            Holiday("New Year's Day", "Πρωτοχρονιά", .fixed(month: 1, day: 1), from: 2015),
            Holiday("Epiphany", "Θεοφάνεια", .fixed(month: 1, day: 6), from: 2015),
            Holiday("Clean Monday", "Καθαρά Δευτέρα", .easter(.orthodox, offset: -48), from: 2015),
            Holiday(
                "Independence Day", "Εικοστή Πέμπτη Μαρτίου", .fixed(month: 3, day: 25),
                from: 2015),
            Holiday("Good Friday", "Μεγάλη Παρασκευή", .easter(.orthodox, offset: -2), from: 2015),
            Holiday(
                "Easter Monday", "Δευτέρα του Πάσχα", .easter(.orthodox, offset: 1), from: 2015),
            Holiday(
                "Labour Day", "Εργατική Πρωτομαγιά",
                .moved(
                    month: 5, day: 1,
                    to: [
                        2016: "2016-05-03", 2021: "2021-05-04", 2022: "2022-05-02",
                        2024: "2024-05-07",
                    ]), from: 2015),
            Holiday(
                "Whit Monday", "Δευτέρα του Αγίου Πνεύματος", .easter(.orthodox, offset: 50),
                from: 2015),
            Holiday(
                "Dormition of the Mother of God", "Κοίμηση της Θεοτόκου",
                .fixed(month: 8, day: 15), from: 2015),
            Holiday("Ohi Day", "Ημέρα του Όχι", .fixed(month: 10, day: 28), from: 2015),
            Holiday("Christmas Day", "Χριστούγεννα", .fixed(month: 12, day: 25), from: 2015),
            Holiday(
                "Synaxis of the Mother of God", "Σύναξη της Υπεραγίας Θεοτόκου",
                .fixed(month: 12, day: 26), from: 2015),
        ])

    /// Public holidays of Romania, from 2009 on: article 139 of the labour code (law 53/2003) with
    /// its changes.
    ///
    /// Left out: the bridge days that the government gives by decision year by year, and the Easter
    /// and Whitsun days that employees of other Christian denominations may take instead.
    public static let romania = HolidayCalendar(
        id: "RO", name: "Romania",
        holidays: [
            Holiday("New Year's Day", "Anul Nou", .fixed(month: 1, day: 1), from: 2009),
            Holiday("Second Day of New Year", "Anul Nou", .fixed(month: 1, day: 2), from: 2009),
            // Law 52/2023.
            Holiday(
                "Epiphany", "Botezul Domnului - Boboteaza", .fixed(month: 1, day: 6), from: 2024),
            Holiday(
                "Saint John the Baptist", "Soborul Sfântului Proroc Ioan Botezătorul",
                .fixed(month: 1, day: 7), from: 2024),
            // Law 176/2016.
            Holiday(
                "Unification of the Romanian Principalities", "Ziua Unirii Principatelor Române",
                .fixed(month: 1, day: 24), from: 2017),
            // Law 64/2018.
            Holiday("Good Friday", "Vinerea Mare", .easter(.orthodox, offset: -2), from: 2018),
            Holiday("Easter Sunday", "Paștele", .easter(.orthodox, offset: 0), from: 2009),
            Holiday("Easter Monday", "Paștele", .easter(.orthodox, offset: 1), from: 2009),
            Holiday("Labour Day", "Ziua Muncii", .fixed(month: 5, day: 1), from: 2009),
            // Law 202/2008.
            Holiday("Whit Sunday", "Rusaliile", .easter(.orthodox, offset: 49), from: 2009),
            Holiday("Whit Monday", "Rusaliile", .easter(.orthodox, offset: 50), from: 2009),
            // Law 220/2016.
            Holiday("Children's Day", "Ziua Copilului", .fixed(month: 6, day: 1), from: 2017),
            // Law 202/2008.
            Holiday(
                "Dormition of the Mother of God", "Adormirea Maicii Domnului",
                .fixed(month: 8, day: 15), from: 2009),
            // Law 147/2012.
            Holiday(
                "Saint Andrew's Day",
                "Sfântul Apostol Andrei, cel Întâi chemat, Ocrotitorul României",
                .fixed(month: 11, day: 30), from: 2012),
            Holiday(
                "National Day", "Ziua Națională a României", .fixed(month: 12, day: 1), from: 2009),
            Holiday("Christmas Day", "Crăciunul", .fixed(month: 12, day: 25), from: 2009),
            Holiday("Second Day of Christmas", "Crăciunul", .fixed(month: 12, day: 26), from: 2009),
        ])

    /// Public holidays of Denmark, from the reform of 1770 on.
    ///
    /// Left out: days on which many rest without a public holiday (1 May, Constitution Day on
    /// 5 June, 24 and 31 December).
    public static let denmark = HolidayCalendar(
        id: "DK", name: "Denmark",
        holidays: [
            Holiday("New Year's Day", "Nytårsdag", .fixed(month: 1, day: 1), from: 1771),
            Holiday("Maundy Thursday", "Skærtorsdag", .easter(.western, offset: -3), from: 1771),
            Holiday("Good Friday", "Langfredag", .easter(.western, offset: -2), from: 1771),
            Holiday("Easter Sunday", "Påskedag", .easter(.western, offset: 0), from: 1771),
            Holiday("Easter Monday", "Anden påskedag", .easter(.western, offset: 1), from: 1771),
            // Abolished by act 214 of 6 March 2023.
            Holiday(
                "Great Prayer Day", "Store bededag", .easter(.western, offset: 26), from: 1771,
                to: 2023),
            Holiday(
                "Ascension Day", "Kristi himmelfartsdag", .easter(.western, offset: 39),
                from: 1771),
            Holiday("Whit Sunday", "Pinsedag", .easter(.western, offset: 49), from: 1771),
            Holiday("Whit Monday", "Anden pinsedag", .easter(.western, offset: 50), from: 1771),
            Holiday("Christmas Day", "Juledag", .fixed(month: 12, day: 25), from: 1771),
            Holiday(
                "Second Day of Christmas", "Anden juledag", .fixed(month: 12, day: 26), from: 1771),
        ])

    /// The shipped calendar with this ``id`` (`GR`, `RO`, `DK`), or `nil` if there is none.
    public static func shipped(_ id: String) -> HolidayCalendar? {
        [greece, romania, denmark].first { $0.id == id }
    }
}

extension Holiday {
    fileprivate init(
        _ name: String, _ localName: String, _ rule: HolidayRule, from first: Int,
        to last: Int = 9_999
    ) {
        self.init(name: name, localName: localName, rule: rule, years: first...last)
    }
}
