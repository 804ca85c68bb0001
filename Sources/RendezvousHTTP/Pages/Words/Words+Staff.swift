/// What the pages of operations say.
extension Words {
    static let kindLeave = Words(
        "Άδεια",
        "Concediu",
        "Fri",
        "Leave")
    static let kindFree = Words(
        "Ελεύθερο",
        "Liber",
        "Ledigt",
        "Free")
    static let kindGap = Words(
        "Κενό",
        "Pauză între întâlniri",
        "Pause",
        "Gap")
    static let kindMeeting = Words(
        "Ραντεβού",
        "Programare",
        "Aftale",
        "Meeting")
    static let kindInterpreted = Words(
        "Με διερμηνέα",
        "Cu interpret",
        "Med tolk",
        "With interpreter")
    static let kindHeld = Words(
        "Κρατείται",
        "Păstrat",
        "Holdes",
        "Kept")
    static let chartLabel = Words(
        "Εικόνα της ημέρας: {1}",
        "Imaginea zilei: {1}",
        "Billede af dagen: {1}",
        "Picture of the day: {1}")
    static let dateLabel = Words(
        "Ημερομηνία",
        "Data",
        "Dato",
        "Date")
    static let noSuchOffice = Words(
        "Δεν υπάρχει τέτοιο γραφείο.",
        "Nu există o astfel de agenție.",
        "Kontoret findes ikke.",
        "There is no such office.")
    static let officeClosedThen = Words(
        "Το γραφείο είναι κλειστό αυτή την ημέρα.",
        "Agenția este închisă în această zi.",
        "Kontoret er lukket denne dag.",
        "The office is closed on this day.")
    static let nobodyThere = Words(
        "Κανένας σύμβουλος δεν ανήκει στο γραφείο αυτή την ημέρα.",
        "Niciun consilier nu aparține agenției în această zi.",
        "Ingen rådgiver hører til kontoret denne dag.",
        "No counsellor belongs to the office on this day.")
    static let figureMeetings = Words(
        "Ραντεβού",
        "Programări",
        "Aftaler",
        "Meetings")
    static let figureWorking = Words(
        "Σύμβουλοι στην εργασία",
        "Consilieri la lucru",
        "Rådgivere på arbejde",
        "Counsellors at work")
    static let figureFree = Words(
        "Ελεύθερος χρόνος",
        "Timp liber",
        "Ledig tid",
        "Free time")
    static let hoursShort = Words(
        "ώρ.",
        "h",
        "t.",
        "h")
    static let minutesShort = Words(
        "λεπ.",
        "min",
        "min.",
        "min")
    static let nobodyLate = Words(
        "Κανείς δεν έχει αργήσει.",
        "Nimeni nu a întârziat.",
        "Ingen er forsinket.",
        "Nobody is late.")
    static let lateTitle = Words(
        "Καθυστερήσεις και απουσίες τώρα",
        "Întârzieri și absențe acum",
        "Forsinkelser og fravær nu",
        "Late or away now")
    static let endangeredTitle = Words(
        "Ραντεβού που κινδυνεύουν",
        "Programări în pericol",
        "Truede aftaler",
        "Meetings in danger")
    static let appointmentNumber = Words(
        "ραντεβού",
        "programarea",
        "aftale",
        "appointment")
    static let noMeetings = Words(
        "Δεν υπάρχουν ραντεβού.",
        "Nu există programări.",
        "Der er ingen aftaler.",
        "There are no meetings.")
    static let timeColumn = Words(
        "Ώρα",
        "Ora",
        "Tid",
        "Time")
    static let counsellorColumn = Words(
        "Σύμβουλος",
        "Consilier",
        "Rådgiver",
        "Counsellor")
    static let noteColumn = Words(
        "Σημείωση",
        "Notare",
        "Notér",
        "Note")
    static let meetingsTitle = Words(
        "Ραντεβού της ημέρας",
        "Programările zilei",
        "Dagens aftaler",
        "Meetings of the day")
    static let noteArrived = Words(
        "Προσήλθε",
        "A sosit",
        "Ankommet",
        "Arrived")
    static let noteMissed = Words(
        "Δεν ήρθε",
        "Nu a venit",
        "Udeblev",
        "Did not come")
    static let noteIdentified = Words(
        "Ταυτοποιήθηκε",
        "Identificat",
        "Identificeret",
        "Identified")
    static let noteDone = Words(
        "Ολοκληρώθηκε",
        "Încheiată",
        "Afholdt",
        "Done")
    static let workColumn = Words(
        "Ωράριο",
        "Program",
        "Arbejdstid",
        "Work")
    static let presenceColumn = Words(
        "Τώρα",
        "Acum",
        "Nu",
        "Now")
    static let peopleTitle = Words(
        "Η ημέρα ως πίνακας",
        "Ziua ca tabel",
        "Dagen som tabel",
        "The day as a table")
    static let allDay = Words(
        "όλη την ημέρα",
        "toată ziua",
        "hele dagen",
        "all day")
    static let notAtWork = Words(
        "εκτός",
        "absent",
        "ikke på arbejde",
        "not at work")
    static let weekTitle = Words(
        "{1}, εβδομάδα από {2}",
        "{1}, săptămâna din {2}",
        "{1}, uge fra {2}",
        "{1}, week of {2}")
    static let weekCell = Words(
        "Ραντεβού: {1}, ελεύθερα: {2}",
        "Programări: {1}, liber: {2}",
        "Aftaler: {1}, ledigt: {2}",
        "Meetings: {1}, free: {2}")
    static let presenceOff = Words(
        "εκτός εργασίας",
        "în afara programului",
        "fri",
        "off")
    static let presencePresumed = Words(
        "στην εργασία (κατά τη δήλωση)",
        "la lucru (conform declarației)",
        "på arbejde (ifølge planen)",
        "at work by declaration")
    static let presenceTelework = Words(
        "τηλεργασία",
        "telemuncă",
        "hjemmearbejde",
        "telework")
    static let presenceExpected = Words(
        "αναμένεται",
        "așteptat",
        "ventes",
        "expected")
    static let presenceLate = Words(
        "άργησε",
        "întârziat",
        "forsinket",
        "late")
    static let presenceAbsent = Words(
        "απουσιάζει",
        "absent",
        "fraværende",
        "absent")
    static let presencePresent = Words(
        "παρών",
        "prezent",
        "til stede",
        "present")
    static let presenceAway = Words(
        "έφυγε",
        "plecat",
        "gået",
        "away")
    static let presenceOver = Words(
        "πέρα από το ωράριο",
        "peste program",
        "over tid",
        "over time")
    static let emptyTitle = Words(
        "{1}: τι δεν υπάρχει, {2}",
        "{1}: ce lipsește, {2}",
        "{1}: hvad der mangler, {2}",
        "{1}: what is missing, {2}")
    static let emptyLists = Words(
        "Κενές λίστες",
        "Liste goale",
        "Tomme lister",
        "Empty lists")
    static let openLists = Words(
        "Λίστες με διαθέσιμα",
        "Liste cu locuri",
        "Lister med ledige tider",
        "Lists with free times")
    static let noEmptyLists = Words(
        "Καμία λίστα δεν είναι κενή.",
        "Nicio listă nu este goală.",
        "Ingen liste er tom.",
        "No list is empty.")
    static let timesColumn = Words(
        "Διαθέσιμες ενάρξεις",
        "Ore de început libere",
        "Ledige starttider",
        "Free starts")
    static let absenceTitle = Words(
        "Τι χαλάει μια απουσία",
        "Ce strică o absență",
        "Hvad et fravær bryder",
        "What an absence breaks")
    static let absenceLead = Words(
        "Δείτε πρώτα τις συνέπειες. Τίποτα δεν αλλάζει πριν το αποδεχθείτε.",
        "Vedeți mai întâi urmările. Nimic nu se schimbă înainte să acceptați.",
        "Se først følgerne. Intet ændres, før du godkender.",
        "See first what would happen. Nothing changes before you accept it.")
    static let absenceType = Words(
        "Λόγος",
        "Motiv",
        "Årsag",
        "Reason")
    static let illness = Words(
        "Ασθένεια",
        "Boală",
        "Sygdom",
        "Illness")
    static let training = Words(
        "Εκπαίδευση",
        "Instruire",
        "Kursus",
        "Training")
    static let firstDay = Words(
        "Από",
        "De la",
        "Fra",
        "From")
    static let lastDay = Words(
        "Έως και",
        "Până la",
        "Til og med",
        "Up to and including")
    static let absenceShow = Words(
        "Δείτε τις συνέπειες",
        "Vedeți urmările",
        "Se følgerne",
        "See what would happen")
    static let absenceDates = Words(
        "Δώστε δύο ημερομηνίες, την πρώτη πριν από την τελευταία",
        "Dați două date, prima înaintea ultimei",
        "Angiv to datoer, den første før den sidste",
        "Give two dates, the first before the last")
    static let absenceOf = Words(
        "Απουσία {1}, από {2}",
        "Absența {1}, din {2}",
        "Fravær {1}, fra {2}",
        "Absence of {1}, from {2}")
    static let absenceRefused = Words(
        "Δεν έγινε:",
        "Nu s-a putut face:",
        "Det kunne ikke gøres:",
        "This could not be done:")
    static let absenceDone = Words(
        "Η απουσία και οι νέες ώρες καταχωρίστηκαν. Όσοι πρέπει να συμφωνήσουν ειδοποιούνται.",
        "Absența și noile ore au fost înregistrate. Cei care trebuie să accepte sunt anunțați.",
        "Fraværet og de nye tider er registreret. De, der skal sige ja, får besked.",
        "The absence and the new times are entered. Those who must agree are told.")
    static let absenceAccept = Words(
        "Καταχώριση απουσίας και προτάσεων",
        "Înregistrați absența și propunerile",
        "Registrér fravær og forslag",
        "Enter the absence and these steps")
    static let absenceMayNot = Words(
        "Η καταχώριση γίνεται από διαχειριστή.",
        "Înregistrarea se face de un administrator.",
        "En administrator registrerer.",
        "An administrator enters it.")
    static let figureOrphaned = Words(
        "Ραντεβού χωρίς σύμβουλο",
        "Programări rămase fără consilier",
        "Aftaler uden rådgiver",
        "Meetings left without support")
    static let figureSupported = Words(
        "Στέκουν όπως είναι",
        "Rămân valabile",
        "Står ved magt",
        "Stay as they are")
    static let figureNewly = Words(
        "Γίνονται δυνατά (λίστα αναμονής)",
        "Devin posibile (lista de așteptare)",
        "Bliver mulige (venteliste)",
        "Become possible (waiting list)")
    static let nothingBroken = Words(
        "Κανένα ραντεβού δεν επηρεάζεται.",
        "Nicio programare nu este afectată.",
        "Ingen aftaler berøres.",
        "No meeting is affected.")
    static let moveLegend = Words(
        "Τι θα γίνει;",
        "Ce se face?",
        "Hvad skal der ske?",
        "What shall be done?")
    static let moveAsk = Words(
        "Πρόταση στον συμμετέχοντα, με συναίνεση",
        "Propunere participantului, cu acord",
        "Foreslå det for deltageren, med samtykke",
        "Propose it to the participant and await consent")
    static let moveAgreed = Words(
        "Μετακίνηση τώρα: έχει ήδη συμφωνήσει",
        "Mutare acum: a acceptat deja",
        "Flyt nu: har allerede sagt ja",
        "Move it now: they have already agreed")
    static let moveCancel = Words(
        "Ακύρωση από την υπηρεσία",
        "Anulare de către serviciu",
        "Aflys fra myndigheden",
        "Call it off by the service")
    static let moveLeave = Words(
        "Να μείνει προς το παρόν",
        "Rămâne deocamdată",
        "Lad stå indtil videre",
        "Leave it for now")
    static let moveNowhere = Words(
        "Δεν βρέθηκε άλλη ώρα μέσα σε δύο εβδομάδες.",
        "Nu s-a găsit altă oră în două săptămâni.",
        "Ingen anden tid fundet inden for to uger.",
        "No other time was found within two weeks.")
    static let sameTime = Words(
        "ίδια ώρα",
        "aceeași oră",
        "samme tid",
        "same time")
    static let numbersTitle = Words(
        "Αριθμός ραντεβού",
        "Numărul programărilor",
        "Antal aftaler",
        "Number of appointments")
    static let figureAll = Words(
        "Σύνολο",
        "Total",
        "I alt",
        "All")
    static let byWeek = Words(
        "Ανά εβδομάδα",
        "Pe săptămână",
        "Pr. uge",
        "By week")
    static let byOffice = Words(
        "Ανά γραφείο",
        "Pe agenție",
        "Pr. kontor",
        "By office")
    static let byService = Words(
        "Ανά υπηρεσία",
        "Pe serviciu",
        "Pr. ydelse",
        "By service")
    static let planTitle = Words(
        "Σχέδιο για όσους περιμένουν",
        "Plan pentru cei care așteaptă",
        "Plan for dem, der venter",
        "A plan for those who wait")
    static let planLead = Words(
        "Βρίσκει ώρες για όσους είναι στη λίστα αναμονής και για τις συναντήσεις που εκκρεμούν.",
        "Găsește ore pentru cei de pe lista de așteptare și pentru întâlnirile datorate.",
        "Finder tider til ventelisten og til de møder, der skal holdes.",
        "It finds times for those on the waiting list and for the meetings that are due.")
    static let figureWaiting = Words(
        "Στη λίστα αναμονής",
        "Pe lista de așteptare",
        "På ventelisten",
        "On the waiting list")
    static let figureDue = Words(
        "Συναντήσεις που εκκρεμούν",
        "Întâlniri datorate",
        "Møder, der skal holdes",
        "Meetings due")
    static let planNobody = Words(
        "Κανείς δεν περιμένει.",
        "Nimeni nu așteaptă.",
        "Ingen venter.",
        "Nobody waits.")
    static let planStart = Words(
        "Υπολογισμός σχεδίου",
        "Calculați planul",
        "Beregn plan",
        "Make a plan")
    static let planEarlier = Words(
        "Προηγούμενα σχέδια",
        "Planuri anterioare",
        "Tidligere planer",
        "Earlier plans")
    static let planParts = Words(
        "{1} από {2} μέρη",
        "{1} din {2} părți",
        "{1} af {2} dele",
        "{1} of {2} parts")
    static let planProgress = Words(
        "Πρόοδος του σχεδίου",
        "Progresul planului",
        "Planens fremdrift",
        "Progress of the plan")
    static let planFailed = Words(
        "Το σχέδιο δεν ολοκληρώθηκε.",
        "Planul nu a putut fi încheiat.",
        "Planen blev ikke færdig.",
        "The plan could not be made.")
    static let planTooMany = Words(
        "Εκτελούνται ήδη πολλά σχέδια. Δοκιμάστε αργότερα.",
        "Rulează deja multe planuri. Încercați mai târziu.",
        "Der beregnes allerede mange planer. Prøv senere.",
        "Many plans are being made already. Try again later.")
    static let planBook = Words(
        "Κλείσιμο όλων αυτών",
        "Programați-le pe toate",
        "Book dem alle",
        "Book all of these")
    static let planTable = Words(
        "Προτεινόμενα ραντεβού",
        "Programări propuse",
        "Foreslåede aftaler",
        "Proposed appointments")
    static let figureServed = Words(
        "Βρήκαν ώρα",
        "Au găsit oră",
        "Fik en tid",
        "Found a time")
    static let figureLeft = Words(
        "Περιμένουν ακόμη",
        "Încă așteaptă",
        "Venter fortsat",
        "Still wait")
    static let figureProven = Words(
        "Αποδεδειγμένη απόκλιση από το βέλτιστο, το πολύ",
        "Abatere dovedită față de optim, cel mult",
        "Bevist afstand til det bedste, højst",
        "Proven distance from the best, at most")
    static let jobWaiting = Words(
        "Αναμονή",
        "În așteptare",
        "Venter",
        "Waiting")
    static let jobRunning = Words(
        "Υπολογίζεται",
        "În lucru",
        "Beregnes",
        "Running")
    static let jobDone = Words(
        "Έτοιμο",
        "Gata",
        "Færdig",
        "Done")
    static let jobFailed = Words(
        "Απέτυχε",
        "Eșuat",
        "Mislykket",
        "Failed")
    static let jobCancelled = Words(
        "Διακόπηκε",
        "Întrerupt",
        "Afbrudt",
        "Stopped")
}
