/// What the pages of one's own appointments say.
extension Words {
    static let when = Words(
        "Πότε",
        "Când",
        "Hvornår",
        "When")
    static let about = Words(
        "Θέμα",
        "Subiect",
        "Emne",
        "About")
    static let how = Words(
        "Τρόπος",
        "Modalitate",
        "Hvordan",
        "How")
    static let needsTerm = Words(
        "Ανάγκες",
        "Nevoi",
        "Behov",
        "Needs")
    static let interpreterComes = Words(
        "συμμετέχει διερμηνέας",
        "participă un interpret",
        "en tolk deltager",
        "an interpreter joins")
    static let participantTerm = Words(
        "Συμμετέχων",
        "Participant",
        "Deltager",
        "Participant")
    static let statusTerm = Words(
        "Κατάσταση",
        "Stare",
        "Status",
        "Status")
    static let statusHeld = Words(
        "Κρατείται προσωρινά",
        "Păstrată provizoriu",
        "Holdes midlertidigt",
        "Kept for now")
    static let statusBooked = Words(
        "Κλεισμένο",
        "Confirmată",
        "Booket",
        "Booked")
    static let statusArrived = Words(
        "Προσήλθε",
        "A sosit",
        "Ankommet",
        "Arrived")
    static let statusIdentified = Words(
        "Ταυτοποιήθηκε",
        "Identificat",
        "Identificeret",
        "Identified")
    static let statusOn = Words(
        "Σε εξέλιξη",
        "În desfășurare",
        "I gang",
        "Under way")
    static let statusDone = Words(
        "Έγινε",
        "A avut loc",
        "Afholdt",
        "Took place")
    static let statusMissed = Words(
        "Δεν προσήλθε",
        "Nu s-a prezentat",
        "Udeblev",
        "Did not come")
    static let statusRefused = Words(
        "Δεν ταυτοποιήθηκε",
        "Neidentificat",
        "Ikke identificeret",
        "Not identified")
    static let statusCancelled = Words(
        "Ακυρώθηκε",
        "Anulată",
        "Aflyst",
        "Called off")
    static let checklistTitle = Words(
        "Τι να έχετε έτοιμο",
        "Ce să aveți pregătit",
        "Hav dette klar",
        "What to have ready")
    static let obtainedFrom = Words(
        "Από",
        "De la",
        "Fås hos",
        "From")
    static let submittedTo = Words(
        "Πού",
        "Unde",
        "Afleveres",
        "Where to")
    static let documentChecked = Words(
        "ελέγχθηκε",
        "verificat",
        "godkendt",
        "checked")
    static let documentSubmitted = Words(
        "υποβλήθηκε",
        "depus",
        "indsendt",
        "handed in")
    static let documentRejected = Words(
        "δεν έγινε δεκτό",
        "respins",
        "ikke godkendt",
        "not accepted")
    static let documentMissing = Words(
        "εκκρεμεί",
        "lipsește",
        "mangler",
        "missing")
    static let noneAhead = Words(
        "Δεν έχετε ραντεβού μπροστά σας.",
        "Nu aveți programări viitoare.",
        "Du har ingen kommende aftaler.",
        "You have no appointments ahead.")
    static let aheadTitle = Words(
        "Επόμενα ραντεβού",
        "Programări viitoare",
        "Kommende aftaler",
        "Ahead")
    static let pastTitle = Words(
        "Παλαιότερα",
        "Anterioare",
        "Tidligere",
        "Earlier ones")
    static let noticesTitle = Words(
        "Ειδοποιήσεις",
        "Înștiințări",
        "Beskeder",
        "Notices")
    static let noticeBook = Words(
        "Κλείστε το επόμενο ραντεβού σας μέχρι:",
        "Programați următoarea întâlnire până la:",
        "Book dit næste møde senest:",
        "Book your next meeting by:")
    static let noticeOverdue = Words(
        "Το επόμενο ραντεβού σας έπρεπε να έχει γίνει μέχρι:",
        "Următoarea întâlnire trebuia să aibă loc până la:",
        "Dit næste møde skulle være holdt senest:",
        "Your next meeting was to be held by:")
    static let noticeDocuments = Words(
        "Λείπουν δικαιολογητικά για το επόμενο ραντεβού:",
        "Lipsesc documente pentru următoarea întâlnire:",
        "Der mangler dokumenter til næste møde:",
        "Documents are missing for the next meeting:")
    static let noticeAbsence = Words(
        "Ένα ραντεβού σας πέφτει σε απουσία που δηλώσατε.",
        "O programare cade într-o absență declarată de dumneavoastră.",
        "En aftale ligger i et fravær, du har meldt.",
        "An appointment lies in an absence that you reported.")
    static let noticeOffice = Words(
        "Προσέλθετε στο γραφείο στις:",
        "Prezentați-vă la agenție pe:",
        "Mød op på kontoret den:",
        "Come to the office on:")
    static let noticeConfirm = Words(
        "Επιβεβαιώστε ότι αναζητάτε εργασία μέχρι:",
        "Confirmați că sunteți în căutarea unui loc de muncă până la:",
        "Bekræft din jobsøgning senest:",
        "Confirm that you look for work by:")
    static let proposalTitle = Words(
        "Σας προτείνουμε άλλη ώρα",
        "Vă propunem altă oră",
        "Vi foreslår en anden tid",
        "We propose another time")
    static let proposalLead = Words(
        "Το ραντεβού σας μένει όπως είναι, εκτός αν δεχθείτε.",
        "Programarea rămâne așa cum este, dacă nu acceptați.",
        "Din aftale står ved magt, medmindre du siger ja.",
        "Your appointment stays as it is unless you accept.")
    static let proposalNow = Words(
        "Τώρα",
        "Acum",
        "Nu",
        "Now")
    static let proposalNew = Words(
        "Πρόταση",
        "Propunere",
        "Forslag",
        "Proposal")
    static let proposalUntil = Words(
        "Απαντήστε μέχρι",
        "Răspundeți până la",
        "Svar senest",
        "Please answer by")
    static let proposalSilence = Words(
        "Αν δεν απαντήσετε, δεν αλλάζει τίποτα.",
        "Dacă nu răspundeți, nu se schimbă nimic.",
        "Hvis du ikke svarer, ændres intet.",
        "If you do not answer, nothing changes.")
    static let otherCounsellor = Words(
        "με άλλον σύμβουλο",
        "cu alt consilier",
        "med en anden rådgiver",
        "with another counsellor")
    static let accept = Words(
        "Δέχομαι",
        "Accept",
        "Ja tak",
        "Accept")
    static let decline = Words(
        "Δεν δέχομαι",
        "Refuz",
        "Nej tak",
        "Decline")
    static let acceptedNote = Words(
        "Ευχαριστούμε. Το ραντεβού σας μεταφέρθηκε.",
        "Vă mulțumim. Programarea a fost mutată.",
        "Tak. Din aftale er flyttet.",
        "Thank you. Your appointment was moved.")
    static let declinedNote = Words(
        "Το ραντεβού σας μένει όπως ήταν.",
        "Programarea rămâne așa cum era.",
        "Din aftale står ved magt.",
        "Your appointment stays as it was.")
    static let movedNote = Words(
        "Το ραντεβού σας μεταφέρθηκε.",
        "Programarea a fost mutată.",
        "Din aftale er flyttet.",
        "Your appointment was moved.")
    static let cancelledNote = Words(
        "Το ραντεβού ακυρώθηκε.",
        "Programarea a fost anulată.",
        "Aftalen er aflyst.",
        "The appointment was called off.")
    static let waitingList = Words(
        "Στη λίστα αναμονής",
        "Pe lista de așteptare",
        "På ventelisten",
        "On the waiting list")
    static let waitingOffer = Words(
        "Βρέθηκε ώρα για εσάς:",
        "S-a găsit o oră pentru dumneavoastră:",
        "Der er en tid til dig:",
        "There is a time for you:")
    static let waitingTake = Words(
        "Την παίρνω",
        "O accept",
        "Tag den",
        "Take it")
    static let waitingLeave = Words(
        "Βγάλτε με από τη λίστα",
        "Scoateți-mă de pe listă",
        "Slet mig fra listen",
        "Take me off the list")
    static let agreementsTitle = Words(
        "Οι συμφωνίες μου",
        "Acordurile mele",
        "Mine aftaler med kontoret",
        "My agreements")
    static let agreementOf = Words(
        "Συμφωνία της τελευταίας συνέντευξης:",
        "Acordul ultimului interviu:",
        "Aftale fra seneste samtale:",
        "Agreement of the last interview:")
    static let notBinding = Words(
        "Δεσμευτική είναι η επιστολή, όχι αυτή η σελίδα.",
        "Scrisoarea este cea care obligă, nu această pagină.",
        "Det er brevet, der gælder, ikke denne side.",
        "The letter is binding, not this page.")
    static let bookedTitle = Words(
        "Το ραντεβού σας κλείστηκε",
        "Programarea a fost făcută",
        "Din aftale er booket",
        "Your appointment is booked")
    static let bookedLead = Words(
        "Θα λάβετε μήνυμα επιβεβαίωσης και μια υπενθύμιση πριν από το ραντεβού.",
        "Veți primi un mesaj de confirmare și o reamintire înainte de întâlnire.",
        "Du får en bekræftelse og en påmindelse før mødet.",
        "You will get a message that confirms it, and a reminder before the meeting.")
    static let calendarFile = Words(
        "Στο ημερολόγιό μου",
        "În calendarul meu",
        "Til min kalender",
        "Add to my calendar")
    static let change = Words(
        "Αλλαγή ώρας",
        "Mutați",
        "Flyt",
        "Change the time")
    static let callOff = Words(
        "Ακύρωση",
        "Anulați",
        "Aflys",
        "Call it off")
    static let join = Words(
        "Σύνδεση στη βιντεοκλήση",
        "Intrați în apelul video",
        "Deltag i videomødet",
        "Join the video call")
    static let joinTitle = Words(
        "Σύνδεση",
        "Conectare",
        "Deltagelse",
        "Joining")
    static let joinWindow = Words(
        "Μπορείτε να συνδεθείτε:",
        "Vă puteți conecta:",
        "Du kan deltage:",
        "You can join:")
    static let joinCamera = Words(
        "Η κάμερα είναι απαραίτητη μέχρι την ταυτοποίηση.",
        "Camera este necesară până la identificare.",
        "Kameraet skal være tændt, til du er identificeret.",
        "The camera is needed until you are identified.")
    static let changeTitle = Words(
        "Διαλέξτε νέα ώρα",
        "Alegeți altă oră",
        "Vælg en ny tid",
        "Choose a new time")
    static let changeLead = Words(
        "Η τωρινή ώρα μένει δική σας μέχρι να διαλέξετε τη νέα.",
        "Ora actuală rămâne a dumneavoastră până o alegeți pe cea nouă.",
        "Du beholder din nuværende tid, til du har valgt en ny.",
        "The time you have stays yours until you choose the new one.")
    static let cancelTitle = Words(
        "Να ακυρωθεί το ραντεβού;",
        "Anulați programarea?",
        "Vil du aflyse aftalen?",
        "Call the appointment off?")
    static let cancelLead = Words(
        "Η ώρα θα διατεθεί σε άλλους.",
        "Ora va fi oferită altora.",
        "Tiden tilbydes andre.",
        "The time will be offered to others.")
    static let cancelYes = Words(
        "Ναι, ακύρωση",
        "Da, anulați",
        "Ja, aflys",
        "Yes, call it off")
    static let cancelNo = Words(
        "Όχι, να μείνει",
        "Nu, păstrați",
        "Nej, behold",
        "No, keep it")
}
