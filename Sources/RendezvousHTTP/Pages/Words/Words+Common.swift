/// What all pages say, the first page and the manual.
extension Words {
    static let skip = Words(
        "Μετάβαση στο περιεχόμενο",
        "Salt la conținut",
        "Gå til indholdet",
        "Skip to the content")
    static let mainMenu = Words(
        "Κύριο μενού",
        "Meniul principal",
        "Hovedmenu",
        "Main menu")
    static let languages = Words(
        "Γλώσσα",
        "Limba",
        "Sprog",
        "Language")
    static let footer = Words(
        "Οι ώρες είναι εκείνες του γραφείου. Δεν καταγράφεται εικόνα ή ήχος.",
        "Orele sunt cele ale agenției. Nu se înregistrează imagine sau sunet.",
        "Tiderne er kontorets. Hverken billede eller lyd optages.",
        "Times are those of the office. No picture or sound is ever recorded.")
    static let back = Words(
        "Πίσω",
        "Înapoi",
        "Tilbage",
        "Back")
    static let next = Words(
        "Συνέχεια",
        "Continuați",
        "Fortsæt",
        "Continue")
    static let show = Words(
        "Εμφάνιση",
        "Afișați",
        "Vis",
        "Show")
    static let optional = Words(
        "Προαιρετικό",
        "Opțional",
        "Valgfrit",
        "Optional")
    static let faultPrefix = Words(
        "Σφάλμα:",
        "Eroare:",
        "Fejl:",
        "Error:")
    static let faultsTitle = Words(
        "Κάτι χρειάζεται διόρθωση",
        "Ceva trebuie corectat",
        "Noget skal rettes",
        "Something needs correcting")
    static let toStart = Words(
        "Στην αρχική σελίδα",
        "La pagina de start",
        "Til forsiden",
        "To the start page")
    static let tryAgain = Words(
        "Δοκιμάστε ξανά",
        "Încercați din nou",
        "Prøv igen",
        "Try again")
    static let menuBook = Words(
        "Κλείστε ραντεβού",
        "Faceți o programare",
        "Book en aftale",
        "Book an appointment")
    static let menuOwn = Words(
        "Τα ραντεβού μου",
        "Programările mele",
        "Mine aftaler",
        "My appointments")
    static let menuGuide = Words(
        "Οδηγίες χρήσης",
        "Manual de utilizare",
        "Vejledning",
        "User manual")
    static let menuHelp = Words(
        "Βοήθεια",
        "Ajutor",
        "Hjælp",
        "Help")
    static let menuDay = Words(
        "Ημέρα",
        "Ziua",
        "Dag",
        "Day")
    static let menuWeek = Words(
        "Εβδομάδα",
        "Săptămâna",
        "Uge",
        "Week")
    static let menuEmpty = Words(
        "Χωρίς διαθέσιμα",
        "Fără locuri",
        "Uden ledige tider",
        "Nothing free")
    static let menuAbsence = Words(
        "Απουσία",
        "Absență",
        "Fravær",
        "Absence")
    static let menuPlan = Words(
        "Σχέδιο",
        "Planificare",
        "Plan",
        "Plan")
    static let menuNumbers = Words(
        "Στοιχεία",
        "Cifre",
        "Tal",
        "Numbers")
    static let demo = Words(
        "Επίδειξη",
        "Demonstrație",
        "Demonstration",
        "Demonstration")
    static let demoNotice = Words(
        "Επίδειξη με επινοημένα στοιχεία.",
        "Demonstrație cu date inventate.",
        "Demonstration med opdigtede data.",
        "Demonstration with made-up data.")
    static let demoSwitch = Words(
        "Αλλαγή προσώπου",
        "Schimbați persoana",
        "Skift person",
        "Be somebody else")
    static let demoLegend = Words(
        "Ποιος θέλετε να είστε;",
        "Cine doriți să fiți?",
        "Hvem vil du være?",
        "Who do you want to be?")
    static let demoGo = Words(
        "Συνέχεια ως αυτό το πρόσωπο",
        "Continuați ca această persoană",
        "Fortsæt som denne person",
        "Continue as this person")
    static let demoPerson = Words(
        "Άτομο που αναζητά εργασία",
        "Persoană în căutarea unui loc de muncă",
        "Jobsøgende",
        "Jobseeker")
    static let demoCounsellor = Words(
        "Εργασιακός σύμβουλος",
        "Consilier",
        "Rådgiver",
        "Counsellor")
    static let demoDesk = Words(
        "Γραμματεία γραφείου",
        "Ghișeul agenției",
        "Kontorets skranke",
        "Office desk")
    static let demoAdministrator = Words(
        "Διαχειριστής",
        "Administrator",
        "Administrator",
        "Administrator")
    static let homeTitle = Words(
        "Ραντεβού – {1}",
        "Programări – {1}",
        "Aftaler – {1}",
        "Appointments – {1}")
    static let homeHeading = Words(
        "Μιλήστε με έναν εργασιακό σύμβουλο",
        "Discutați cu un consilier",
        "Tal med en rådgiver",
        "Talk to a counsellor")
    static let homeLead = Words(
        "Με βιντεοκλήση, από το τηλέφωνο ή στο γραφείο. Διαλέγετε την ημέρα και την ώρα.",
        "Prin apel video, la telefon sau la agenție. Dumneavoastră alegeți ziua și ora.",
        "På video, i telefonen eller på kontoret. Du vælger dag og tid.",
        "By video, by phone or at the office. You choose the day and the time.")
    static let homeBook = Words(
        "Επιλέξτε θέμα, ημέρα και ώρα. Διαρκεί λίγα λεπτά.",
        "Alegeți subiectul, ziua și ora. Durează câteva minute.",
        "Vælg emne, dag og tid. Det tager få minutter.",
        "Choose a topic, a day and a time. It takes a few minutes.")
    static let homeOwn = Words(
        "Δείτε, αλλάξτε ή ακυρώστε ένα ραντεβού.",
        "Vedeți, mutați sau anulați o programare.",
        "Se, flyt eller aflys en aftale.",
        "See, change or call off an appointment.")
    static let homeGuide = Words(
        "Πώς κλείνετε ραντεβού, πώς συνδέεστε και τι χρειάζεται να έχετε μαζί σας.",
        "Cum faceți o programare, cum vă conectați și ce trebuie să aveți la îndemână.",
        "Hvordan du booker, deltager, og hvad du skal have klar.",
        "How to book, how to join, and what to have at hand.")
    static let signInTitle = Words(
        "Απαιτείται σύνδεση",
        "Este necesară autentificarea",
        "Du skal logge ind",
        "Please sign in")
    static let signIn = Words(
        "Για να κλείσετε ή να δείτε ραντεβού, συνδεθείτε πρώτα μέσω της υπηρεσίας του "
            + "οργανισμού σας.",
        "Pentru a face sau a vedea programări, autentificați-vă mai întâi prin serviciul agenției.",
        "Log først ind gennem myndighedens egen tjeneste for at booke eller se aftaler.",
        "To book or see appointments, sign in first through the service of your agency.")
    static let notFoundTitle = Words(
        "Η σελίδα δεν βρέθηκε",
        "Pagina nu a fost găsită",
        "Siden findes ikke",
        "Page not found")
    static let notFoundText = Words(
        "Η σελίδα δεν υπάρχει ή δεν είναι δική σας.",
        "Pagina nu există sau nu este a dumneavoastră.",
        "Siden findes ikke, eller den er ikke din.",
        "There is no such page, or it is not yours.")
    static let forbiddenTitle = Words(
        "Δεν επιτρέπεται",
        "Nu este permis",
        "Ikke tilladt",
        "Not allowed")
    static let forbiddenText = Words(
        "Ο ρόλος σας δεν επιτρέπει αυτή τη σελίδα.",
        "Rolul dumneavoastră nu permite această pagină.",
        "Din rolle giver ikke adgang til denne side.",
        "Your role does not allow this page.")
    static let refusedTitle = Words(
        "Δεν έγινε",
        "Nu s-a putut face",
        "Det kunne ikke gøres",
        "This could not be done")
    static let failedTitle = Words(
        "Κάτι πήγε στραβά",
        "Ceva nu a mers",
        "Noget gik galt",
        "Something went wrong")
    static let failedText = Words(
        "Δεν μπορέσαμε να το αποθηκεύσουμε. Τίποτα δεν άλλαξε· δοκιμάστε ξανά σε λίγο.",
        "Nu am putut salva. Nimic nu s-a schimbat; încercați din nou peste puțin timp.",
        "Vi kunne ikke gemme det. Intet er ændret; prøv igen om lidt.",
        "We could not keep it. Nothing has changed; please try again in a little while.")
    static let tooManyTitle = Words(
        "Πάρα πολλά αιτήματα",
        "Prea multe cereri",
        "For mange forespørgsler",
        "Too many requests")
    static let tooManyText = Words(
        "Περιμένετε λίγο και φορτώστε ξανά τη σελίδα. Τίποτα δεν άλλαξε.",
        "Așteptați puțin și reîncărcați pagina. Nimic nu s-a schimbat.",
        "Vent lidt, og indlæs siden igen. Intet er ændret.",
        "Wait a little and load the page again. Nothing has changed.")
    static let expiredTitle = Words(
        "Η ώρα δεν κρατείται πλέον",
        "Ora nu mai este păstrată",
        "Tiden holdes ikke længere",
        "The time is no longer kept")
    static let expiredText = Words(
        "Ο χρόνος για τη συμπλήρωση πέρασε και η ώρα διατίθεται πάλι σε όλους. Διαλέξτε μια νέα.",
        "Timpul pentru completare a trecut și ora este din nou disponibilă tuturor. Alegeți alta.",
        "Tiden til at udfylde er gået, og tiden er igen ledig for alle. Vælg en ny.",
        "The time for filling in has passed, and the time is free for everybody again. "
            + "Please choose another.")
    static let formExpired = Words(
        "Η φόρμα έμεινε ανοιχτή πολλή ώρα. Πηγαίνετε πίσω, ανανεώστε τη σελίδα και "
            + "στείλτε την ξανά.",
        "Formularul a rămas deschis prea mult. Mergeți înapoi, reîncărcați pagina și "
            + "trimiteți-l din nou.",
        "Formularen har været åben for længe. Gå tilbage, genindlæs siden, og send igen.",
        "The form was open for too long. Go back, load the page again and send it once more.")
    static let formForged = Words(
        "Η φόρμα δεν δόθηκε σε εσάς από αυτή τη σελίδα. Τίποτα δεν άλλαξε.",
        "Formularul nu v-a fost dat de această pagină. Nimic nu s-a schimbat.",
        "Formularen er ikke givet til dig af denne side. Intet er ændret.",
        "The form was not given to you by this page. Nothing has changed.")
    static let formForeign = Words(
        "Η φόρμα στάλθηκε από άλλον ιστότοπο. Τίποτα δεν άλλαξε.",
        "Formularul a fost trimis de pe alt site. Nimic nu s-a schimbat.",
        "Formularen blev sendt fra et andet websted. Intet er ændret.",
        "The form was sent from another site. Nothing has changed.")
    static let formUnreadable = Words(
        "Η φόρμα δεν μπορεί να διαβαστεί. Τίποτα δεν άλλαξε.",
        "Formularul nu poate fi citit. Nimic nu s-a schimbat.",
        "Formularen kan ikke læses. Intet er ændret.",
        "The form cannot be read. Nothing has changed.")
    static let guideBooking = Words(
        "Πώς κλείνετε ραντεβού",
        "Cum faceți o programare",
        "Sådan booker du",
        "How to book")
    static let guideOne = Words(
        "Διαλέξτε τι αφορά το ραντεβού.",
        "Alegeți despre ce este programarea.",
        "Vælg, hvad aftalen handler om.",
        "Choose what the appointment is about.")
    static let guideTwo = Words(
        "Πείτε μας τι χρειάζεστε: τρόπο, γραφείο, νοηματική ή άλλη γλώσσα.",
        "Spuneți-ne ce aveți nevoie: modalitatea, agenția, limbajul semnelor sau altă limbă.",
        "Fortæl, hvad du har brug for: mødeform, kontor, tegnsprog eller et andet sprog.",
        "Tell us what you need: how to meet, which office, sign language or another language.")
    static let guideThree = Words(
        "Διαλέξτε ημέρα και ώρα. Κρατάμε την ώρα όσο συμπληρώνετε τα στοιχεία.",
        "Alegeți ziua și ora. Păstrăm ora cât timp completați datele.",
        "Vælg dag og tid. Vi holder tiden, mens du udfylder resten.",
        "Choose a day and a time. We keep the time while you fill in the rest.")
    static let guideFour = Words(
        "Γράψτε ποιος θα συμμετέχει και πώς επικοινωνούμε μαζί του.",
        "Scrieți cine participă și cum îl contactăm.",
        "Skriv, hvem der deltager, og hvordan vi kontakter vedkommende.",
        "Write who will take part and how we reach them.")
    static let guideFive = Words(
        "Επιβεβαιώστε. Θα λάβετε μήνυμα και μπορείτε να κρατήσετε το ραντεβού στο ημερολόγιό σας.",
        "Confirmați. Veți primi un mesaj și puteți păstra programarea în calendarul dumneavoastră.",
        "Bekræft. Du får en besked og kan gemme aftalen i din kalender.",
        "Confirm. You get a message, and can keep the appointment in your calendar.")
    static let guideMeeting = Words(
        "Στο ραντεβού",
        "La întâlnire",
        "Til mødet",
        "At the meeting")
    static let guideIdentity = Words(
        "Στην αρχή ο σύμβουλος βεβαιώνεται για την ταυτότητά σας από ένα έγγραφο. Το "
            + "έγγραφο δεν αποθηκεύεται.",
        "La început consilierul vă verifică identitatea după un document. Documentul nu "
            + "este păstrat.",
        "Først ser rådgiveren din legitimation. Den bliver ikke gemt.",
        "At the start the counsellor looks at proof of your identity. It is not kept.")
    static let guideCamera = Words(
        "Σε βιντεοκλήση η κάμερα είναι απαραίτητη μέχρι την ταυτοποίηση· μετά αρκεί και ο ήχος.",
        "În apelul video camera este necesară până la identificare; apoi ajunge și sunetul.",
        "På video skal kameraet være tændt, til du er identificeret; derefter er lyd nok.",
        "In a video call the camera is needed until you are identified; then sound "
            + "alone is enough.")
    static let guideInterpreter = Words(
        "Αν ζητήσατε διερμηνέα, συνδέεται μόλις τον προσκαλέσει ο σύμβουλος.",
        "Dacă ați cerut un interpret, acesta intră după ce îl invită consilierul.",
        "Hvis du har bedt om tolk, deltager tolken, når rådgiveren lukker vedkommende ind.",
        "If you asked for an interpreter, they join once the counsellor lets them in.")
    static let guideRecording = Words(
        "Τίποτα από όσα λέγονται ή φαίνονται δεν καταγράφεται.",
        "Nimic din ce se spune sau se vede nu se înregistrează.",
        "Intet af det, der siges eller ses, bliver optaget.",
        "Nothing that is said or seen is recorded.")
    static let guideChange = Words(
        "Αλλαγή ή ακύρωση",
        "Mutare sau anulare",
        "Flyt eller aflys",
        "Changing or calling off")
    static let guideChangeText = Words(
        "Ανοίξτε «Τα ραντεβού μου». Όταν αλλάζετε ώρα, η παλιά μένει δική σας μέχρι να "
            + "κλειστεί η νέα.",
        "Deschideți „Programările mele”. Când mutați, ora veche rămâne a dumneavoastră "
            + "până când cea nouă este sigură.",
        "Åbn „Mine aftaler“. Når du flytter, beholder du den gamle tid, til den nye er sikker.",
        "Open “My appointments”. When you change the time, the old one stays yours "
            + "until the new one is safe.")
    static let guideAccess = Words(
        "Προσβασιμότητα",
        "Accesibilitate",
        "Tilgængelighed",
        "Accessibility")
    static let guideAccessText = Words(
        "Οι σελίδες λειτουργούν με πληκτρολόγιο, με αναγνώστη οθόνης, σε μικρή οθόνη "
            + "και χωρίς JavaScript.",
        "Paginile funcționează cu tastatura, cu cititor de ecran, pe ecran mic și fără JavaScript.",
        "Siderne virker med tastatur, med skærmlæser, på en lille skærm og uden JavaScript.",
        "The pages work by keyboard, with a screen reader, on a small screen and "
            + "without JavaScript.")
    static let guideManual = Words(
        "Το εγχειρίδιο του οργανισμού",
        "Manualul agenției",
        "Myndighedens vejledning",
        "The agency's manual")
}
