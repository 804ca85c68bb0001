/// What the pages of booking say.
extension Words {
    static let step = Words(
        "Βήμα {1} από {2}",
        "Pasul {1} din {2}",
        "Trin {1} af {2}",
        "Step {1} of {2}")
    static let fieldTitle = Words(
        "Τι αφορά το ραντεβού;",
        "Despre ce este programarea?",
        "Hvad handler aftalen om?",
        "What is it about?")
    static let fieldLead = Words(
        "Διαλέξτε το πεδίο που ταιριάζει περισσότερο.",
        "Alegeți domeniul care se potrivește cel mai bine.",
        "Vælg det område, der passer bedst.",
        "Choose the field that fits best.")
    static let topicLegend = Words(
        "Επιλέξτε θέμα",
        "Alegeți subiectul",
        "Vælg emne",
        "Choose a topic")
    static let topicMissing = Words(
        "Επιλέξτε ένα θέμα",
        "Alegeți un subiect",
        "Vælg et emne",
        "Choose a topic")
    static let forBusinesses = Words(
        "Για επιχειρήσεις",
        "Pentru firme",
        "For virksomheder",
        "For businesses")
    static let forRegistered = Words(
        "Για εγγεγραμμένους ανέργους",
        "Pentru șomeri înregistrați",
        "For tilmeldte ledige",
        "For people registered as unemployed")
    static let needsTitle = Words(
        "Τι χρειάζεστε;",
        "De ce aveți nevoie?",
        "Hvad har du brug for?",
        "What do you need?")
    static let whoLegend = Words(
        "Ποιος θα συμμετέχει στο ραντεβού;",
        "Cine va participa la întâlnire?",
        "Hvem skal deltage i mødet?",
        "Who will take part in the meeting?")
    static let whoMe = Words(
        "Εγώ",
        "Eu",
        "Mig selv",
        "I will")
    static let whoOther = Words(
        "Κάποιος άλλος",
        "Altcineva",
        "En anden",
        "Somebody else")
    static let whoOtherHint = Words(
        "Όποιος δηλωθεί πρέπει να είναι παρών ο ίδιος.",
        "Persoana numită trebuie să fie prezentă personal.",
        "Den, der nævnes, skal selv være til stede.",
        "Whoever is named must be there in person.")
    static let participantReference = Words(
        "Αριθμός αναφοράς του συμμετέχοντος",
        "Numărul de referință al participantului",
        "Deltagerens referencenummer",
        "Reference of the participant")
    static let participantHint = Words(
        "Μόνο αν συμμετέχει κάποιος άλλος",
        "Numai dacă participă altcineva",
        "Kun hvis en anden deltager",
        "Only if somebody else takes part")
    static let participantMissing = Words(
        "Γράψτε τον αριθμό αναφοράς του συμμετέχοντος",
        "Scrieți numărul de referință al participantului",
        "Skriv deltagerens referencenummer",
        "Write the reference of the participant")
    static let participantWrong = Words(
        "Ο αριθμός αναφοράς δεν έχει κενά και έχει το πολύ 64 χαρακτήρες",
        "Numărul de referință nu are spații și are cel mult 64 de caractere",
        "Referencenummeret har ingen mellemrum og højst 64 tegn",
        "The reference has no spaces and at most 64 characters")
    static let authorityLegend = Words(
        "Ποιος εκπροσωπεί την επιχείρηση;",
        "Cine reprezintă firma?",
        "Hvem repræsenterer virksomheden?",
        "Who represents the business?")
    static let authorityHint = Words(
        "Η εξουσία εκπροσώπησης ελέγχεται στην αρχή του ραντεβού.",
        "Dreptul de reprezentare se verifică la începutul întâlnirii.",
        "Retten til at repræsentere kontrolleres ved mødets start.",
        "The authority is checked at the start of the meeting.")
    static let authorityLegal = Words(
        "Ο νόμιμος εκπρόσωπος",
        "Reprezentantul legal",
        "Den, der tegner virksomheden",
        "Its legal representative")
    static let authorityAuthorised = Words(
        "Εξουσιοδοτημένος εκπρόσωπος",
        "Un reprezentant împuternicit",
        "En, der har fuldmagt",
        "An authorised representative")
    static let authorityMissing = Words(
        "Δηλώστε ποιος εκπροσωπεί την επιχείρηση",
        "Spuneți cine reprezintă firma",
        "Angiv, hvem der repræsenterer virksomheden",
        "Say who represents the business")
    static let authorityTerm = Words(
        "Εκπροσώπηση",
        "Reprezentare",
        "Repræsentation",
        "Representation")
    static let channelLegend = Words(
        "Πώς θέλετε να γίνει;",
        "Cum doriți să aibă loc?",
        "Hvordan vil du mødes?",
        "How would you like to meet?")
    static let channelAny = Words(
        "Με όποιον τρόπο υπάρχει νωρίτερα",
        "Oricum, cât mai devreme",
        "Lige meget, så tidligt som muligt",
        "Any way, the earliest there is")
    static let needsLegend = Words(
        "Χρειάζεστε κάτι ιδιαίτερο;",
        "Aveți nevoie de ceva anume?",
        "Har du særlige behov?",
        "Do you need anything special?")
    static let needsHint = Words(
        "Επιλέξτε όσα ισχύουν. Ο διερμηνέας κλείνεται μαζί με τον σύμβουλο.",
        "Bifați tot ce este valabil. Interpretul este rezervat împreună cu consilierul.",
        "Vælg alt, der gælder. Tolken bookes sammen med rådgiveren.",
        "Choose all that apply. An interpreter is booked together with the counsellor.")
    static let facilityHint = Words(
        "Για ραντεβού στο γραφείο",
        "Pentru întâlniri la agenție",
        "Ved møder på kontoret",
        "For meetings at the office")
    static let speechLegend = Words(
        "Σε ποια γλώσσα θέλετε να μιλήσετε;",
        "În ce limbă doriți să vorbiți?",
        "Hvilket sprog vil du tale?",
        "Which language would you like to speak?")
    static let speechHint = Words(
        "Ένας σύμβουλος ή διερμηνέας θα μιλά αυτή τη γλώσσα.",
        "Un consilier sau un interpret va vorbi această limbă.",
        "En rådgiver eller tolk taler sproget.",
        "A counsellor or interpreter will speak it.")
    static let speechAny = Words(
        "Δεν χρειάζομαι συγκεκριμένη γλώσσα",
        "Nu am nevoie de o anumită limbă",
        "Jeg behøver ikke et bestemt sprog",
        "I need no particular language")
    static let officeLegend = Words(
        "Γραφείο",
        "Agenția",
        "Kontor",
        "Office")
    static let officeHint = Words(
        "Με βίντεο ή τηλέφωνο μπορεί να σας εξυπηρετήσει οποιοδήποτε γραφείο.",
        "Prin video sau telefon vă poate ajuta orice agenție.",
        "På video eller telefon kan ethvert kontor hjælpe.",
        "By video or phone any office can serve you.")
    static let officeAny = Words(
        "Οποιοδήποτε γραφείο",
        "Orice agenție",
        "Ethvert kontor",
        "Any office")
    static let ownLegend = Words(
        "Σύμβουλος",
        "Consilier",
        "Rådgiver",
        "Counsellor")
    static let ownCounsellor = Words(
        "Κατά προτίμηση ο σύμβουλός μου",
        "De preferință consilierul meu",
        "Helst min egen rådgiver",
        "My own counsellor if possible")
    static let partLegend = Words(
        "Ποια ώρα της ημέρας;",
        "În ce parte a zilei?",
        "Hvornår på dagen?",
        "At what time of day?")
    static let partAny = Words(
        "Οποιαδήποτε",
        "Oricând",
        "Lige meget",
        "Any")
    static let partMorning = Words(
        "Πριν τις 12 το μεσημέρι",
        "Înainte de ora 12",
        "Før kl. 12",
        "Before noon")
    static let partAfternoon = Words(
        "Μετά τις 12 το μεσημέρι",
        "După ora 12",
        "Efter kl. 12",
        "After noon")
    static let showTimes = Words(
        "Δείτε τις διαθέσιμες ώρες",
        "Vedeți orele libere",
        "Se ledige tider",
        "See free times")
    static let timesTitle = Words(
        "Διαλέξτε ημέρα και ώρα",
        "Alegeți ziua și ora",
        "Vælg dag og tid",
        "Choose a day and a time")
    static let timesLead = Words(
        "Οι ώρες είναι τοπικές του γραφείου ({1}).",
        "Orele sunt cele locale ale agenției ({1}).",
        "Tiderne er kontorets lokale ({1}).",
        "Times are local to the office ({1}).")
    static let timesNobody = Words(
        "Δηλώστε πρώτα ποιος θα συμμετέχει.",
        "Spuneți mai întâi cine participă.",
        "Angiv først, hvem der deltager.",
        "Say first who will take part.")
    static let timesTaken = Words(
        "Η ώρα που διαλέξατε μόλις κλείστηκε. Διαλέξτε μια άλλη.",
        "Ora aleasă tocmai a fost ocupată. Alegeți alta.",
        "Tiden er netop blevet taget. Vælg en anden.",
        "The time that you chose has just been taken. Please choose another.")
    static let changeWish = Words(
        "Αλλαγή αναζήτησης",
        "Schimbați căutarea",
        "Ret søgningen",
        "Change the search")
    static let forPerson = Words(
        "για {1}",
        "pentru {1}",
        "for {1}",
        "for {1}")
    static let earlier = Words(
        "← Νωρίτερα",
        "← Mai devreme",
        "← Tidligere",
        "← Earlier")
    static let laterDays = Words(
        "Αργότερα →",
        "Mai târziu →",
        "Senere →",
        "Later →")
    static let otherDays = Words(
        "Άλλες ημέρες",
        "Alte zile",
        "Andre dage",
        "Other days")
    static let allTimes = Words(
        "Όλες οι ώρες ({1})",
        "Toate orele ({1})",
        "Alle tider ({1})",
        "All times ({1})")
    static let nothingAtAll = Words(
        "Δεν υπάρχει διαθέσιμη ώρα για όσα ζητήσατε.",
        "Nu există nicio oră liberă pentru ce ați cerut.",
        "Der er ingen ledig tid til det, du har bedt om.",
        "There is no free time for what you asked for.")
    static let nothingTheseDays = Words(
        "Δεν υπάρχει διαθέσιμη ώρα αυτές τις ημέρες.",
        "Nu există nicio oră liberă în aceste zile.",
        "Der er ingen ledig tid disse dage.",
        "There is no free time on these days.")
    static let nothingHelps = Words(
        "Ούτε ένα λιγότερο απαιτητικό αίτημα θα έδινε διαθέσιμη ώρα.",
        "Nici o cerere mai puțin exigentă nu ar da o oră liberă.",
        "Selv med færre ønsker ville der ikke være en ledig tid.",
        "Asking for a little less would not give a free time either.")
    static let wouldHelp = Words(
        "Τι θα βοηθούσε",
        "Ce ar ajuta",
        "Hvad ville hjælpe",
        "What would help")
    static let withoutNeed = Words(
        "χωρίς: {1}",
        "fără: {1}",
        "uden: {1}",
        "without: {1}")
    static let firstTime = Words(
        "Πρώτη διαθέσιμη ώρα:",
        "Prima oră liberă:",
        "Første ledige tid:",
        "First free time:")
    static let whyTitle = Words(
        "Γιατί δεν υπάρχει",
        "De ce nu există",
        "Hvorfor er der intet",
        "Why there is nothing")
    static let whyLead = Words(
        "Εξετάστηκαν {1} ημέρες συμβούλων:",
        "Au fost verificate {1} zile de lucru ale consilierilor:",
        "{1} rådgiverdage blev undersøgt:",
        "{1} counsellor-days were looked at:")
    static let almostTitle = Words(
        "Τι παραλίγο να ταίριαζε",
        "Ce era aproape potrivit",
        "Hvad der næsten passede",
        "What almost fitted")
    static let waitingTitle = Words(
        "Λίστα αναμονής",
        "Lista de așteptare",
        "Venteliste",
        "Waiting list")
    static let waitingLead = Words(
        "Αν ελευθερωθεί ώρα που ταιριάζει, θα σας την προτείνουμε.",
        "Dacă se eliberează o oră potrivită, v-o propunem.",
        "Hvis der bliver en passende tid ledig, tilbyder vi dig den.",
        "If a time that fits becomes free, we offer it to you.")
    static let waitingJoin = Words(
        "Βάλτε με στη λίστα αναμονής",
        "Puneți-mă pe lista de așteptare",
        "Skriv mig på ventelisten",
        "Put me on the waiting list")
    static let detailsTitle = Words(
        "Στοιχεία και επιβεβαίωση",
        "Date și confirmare",
        "Oplysninger og bekræftelse",
        "Details and confirmation")
    static let holdUntil = Words(
        "Κρατάμε αυτή την ώρα για εσάς μέχρι τις",
        "Păstrăm această oră pentru dumneavoastră până la",
        "Vi holder tiden til dig indtil kl.",
        "We keep this time for you until")
    static let holdWaiting = Words(
        "Κρατάτε ήδη μια ώρα που δεν έχει επιβεβαιωθεί.",
        "Aveți deja o oră păstrată, neconfirmată.",
        "Du holder allerede en tid, der ikke er bekræftet.",
        "You already keep a time that is not confirmed.")
    static let holdResume = Words(
        "Συνεχίστε με αυτή",
        "Continuați cu ea",
        "Fortsæt med den",
        "Continue with it")
    static let participantLegend = Words(
        "Στοιχεία του συμμετέχοντος",
        "Datele participantului",
        "Deltagerens oplysninger",
        "Details of the participant")
    static let nameLabel = Words(
        "Ονοματεπώνυμο",
        "Nume și prenume",
        "Fulde navn",
        "Full name")
    static let nameHint = Words(
        "Όπως γράφεται στο έγγραφο ταυτότητας",
        "Așa cum apare în actul de identitate",
        "Som i legitimationen",
        "As in the proof of identity")
    static let nameMissing = Words(
        "Γράψτε το ονοματεπώνυμο",
        "Scrieți numele și prenumele",
        "Skriv det fulde navn",
        "Write the full name")
    static let emailLabel = Words(
        "Ηλεκτρονικό ταχυδρομείο",
        "E-mail",
        "E-mail",
        "E-mail")
    static let emailHint = Words(
        "Εδώ στέλνουμε την επιβεβαίωση και τον σύνδεσμο",
        "Aici trimitem confirmarea și linkul",
        "Hertil sender vi bekræftelsen og linket",
        "We send the confirmation and the link here")
    static let emailMissing = Words(
        "Γράψτε μια διεύθυνση όπως onoma@example.gr",
        "Scrieți o adresă precum nume@example.ro",
        "Skriv en adresse som navn@example.dk",
        "Write an address such as name@example.com")
    static let phoneLabel = Words(
        "Τηλέφωνο",
        "Telefon",
        "Telefon",
        "Phone")
    static let phoneWrong = Words(
        "Το τηλέφωνο έχει ψηφία, κενά και +",
        "Telefonul are cifre, spații și +",
        "Telefonnummeret har cifre, mellemrum og +",
        "The phone number has digits, spaces and +")
    static let addressLabel = Words(
        "Διεύθυνση επικοινωνίας",
        "Adresa de contact",
        "Kontaktadresse",
        "Contact address")
    static let presentLegend = Words(
        "Παρουσία και ταυτοποίηση",
        "Prezență și identificare",
        "Fremmøde og legitimation",
        "Presence and identity")
    static let presentPerson = Words(
        "Ο συμμετέχων θα είναι ο ίδιος παρών και θα έχει μαζί του αποδεικτικό ταυτότητας",
        "Participantul va fi prezent personal și va avea la el un act de identitate",
        "Deltageren er selv til stede og har legitimation klar",
        "The participant will be there in person with proof of identity")
    static let presentBusiness = Words(
        "Ο εκπρόσωπος θα είναι ο ίδιος παρών, με αποδεικτικό ταυτότητας και εκπροσώπησης",
        "Reprezentantul va fi prezent personal, cu act de identitate și dovada împuternicirii",
        "Repræsentanten er selv til stede med legitimation og bevis for fuldmagten",
        "The representative will be there in person with proof of identity and authority")
    static let presentMissing = Words(
        "Επιβεβαιώστε την παρουσία και το αποδεικτικό",
        "Confirmați prezența și actul",
        "Bekræft fremmøde og legitimation",
        "Confirm presence and proof")
    static let confirm = Words(
        "Επιβεβαίωση ραντεβού",
        "Confirmați programarea",
        "Bekræft aftalen",
        "Confirm the appointment")
    static let giveBack = Words(
        "Δεν θέλω αυτή την ώρα",
        "Nu vreau această oră",
        "Jeg vil ikke have denne tid",
        "I do not want this time")
}
