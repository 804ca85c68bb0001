import Rendezvous

/// The topics of the services, in the words of article 4; the English is a translation.
enum Topics {
    /// Field 1. Sign language, lip-reading and interpretation are needs of a party, not topics.
    static let jobseekers = [
        Topic(
            "profile",
            name: [
                "el": "Αποτύπωση των ιδιαίτερων χαρακτηριστικών και αναγκών",
                "en": "Profile of characteristics and needs",
            ]),
        Topic(
            "action-plan",
            name: [
                "el": "Σύνταξη Ατομικού Σχεδίου Δράσης (ΑΣΔ) προς ένταξη/επανένταξη στην αγορά"
                    + " εργασίας",
                "en": "Individual Action Plan for entering or re-entering the labour market",
            ],
            checklist: [Checklist.curriculumVitae]),
        Topic(
            "referral",
            name: [
                "el": "Έκδοση συστατικών σημειωμάτων προς εύρεση εργασίας",
                "en": "Referral letters for finding a job",
            ]),
    ]

    /// Field 2.
    static let businesses = [
        Topic(
            "vacancy",
            name: [
                "el": "Αίτημα για προσωπικό χωρίς επιδότηση (άνοιγμα και περιγραφή θέσεων"
                    + " εργασίας)",
                "en": "Request for staff without subsidy (opening and describing vacancies)",
            ],
            checklist: [Checklist.jobDescription]),
        Topic(
            "grants-new-jobs",
            name: [
                "el": "Προγράμματα Επιχορήγησης επιχειρήσεων για δημιουργία Νέων Θέσεων Εργασίας",
                "en": "Grants to businesses for new jobs",
            ]),
        Topic(
            "grants-keeping-jobs",
            name: [
                "el": "Προγράμματα Επιχορήγησης επιχειρήσεων για διατήρηση των θέσεων εργασίας",
                "en": "Grants to businesses for keeping jobs",
            ]),
        Topic(
            "work-experience",
            name: [
                "el": "Προγράμματα Απόκτησης Εργασιακής Εμπειρίας-Πρακτικής Άσκησης",
                "en": "Work experience and traineeship programmes",
            ]),
        Topic(
            "grants-vulnerable",
            name: [
                "el": "Προγράμματα Επιχορήγησης επιχειρήσεων για δημιουργία Νέων Θέσεων Εργασίας"
                    + " Ευπαθών Κοινωνικών Ομάδων (ΕΚΟ)",
                "en": "Grants to businesses for new jobs for vulnerable social groups",
            ]),
    ]

    /// Field 3, a.
    static let euresJobseekers = [
        Topic(
            "search",
            name: [
                "el": "Αναζήτηση εργασίας σε κράτος μέλος της ΕΕ, στην Ισλανδία, στο Λιχτενστάιν,"
                    + " στη Νορβηγία, στην Ελβετία και στο Ηνωμένο Βασίλειο",
                "en": "Looking for a job in the EU, Iceland, Liechtenstein, Norway, Switzerland"
                    + " and the United Kingdom",
            ],
            checklist: [Checklist.curriculumVitae]),
        Topic(
            "living-and-working",
            name: [
                "el": "Πληροφορίες σχετικά με τις συνθήκες διαβίωσης και εργασίας στις χώρες αυτές",
                "en": "Living and working conditions in these countries",
            ]),
        Topic("mobility-programmes", name: mobility),
    ]

    /// Field 3, b.
    static let euresBusinesses = [
        Topic(
            "recruit",
            name: [
                "el": "Αναζήτηση προσωπικού από κράτος μέλος της ΕΕ, της Ισλανδίας, του"
                    + " Λιχτενστάιν, της Νορβηγίας, της Ελβετίας και του Ηνωμένου Βασιλείου",
                "en": "Looking for staff from the EU, Iceland, Liechtenstein, Norway, Switzerland"
                    + " and the United Kingdom",
            ]),
        Topic(
            "publish",
            name: [
                "el": "Διαδικασία δημοσίευσης θέσεων εργασίας για πρόσληψη προσωπικού από τις"
                    + " χώρες αυτές",
                "en": "Publishing vacancies to recruit staff from these countries",
            ],
            checklist: [Checklist.jobDescription]),
        Topic("mobility-programmes", name: mobility),
    ]

    /// Field 4.
    static let register = [
        Topic(
            "contact-details",
            name: [
                "el": "Αλλαγή στοιχείων επικοινωνίας/κατοικίας (διεύθυνση, τηλέφωνο κ.ο.κ.)",
                "en": "Change of contact details or residence (address, telephone and so on)",
            ],
            checklist: [Checklist.address]),
        Topic(
            "identity-document",
            name: [
                "el": "Αλλαγή Α.Δ.Τ. ή Άδειας Παραμονής ή Δελτίου Διεθνούς και Επικουρικής"
                    + " Προστασίας κ.ο.κ.",
                "en": "Change of identity card, residence permit, card of international or"
                    + " subsidiary protection and so on",
            ],
            checklist: [Checklist.newDocument]),
        Topic(
            "corrections",
            name: [
                "el": "Διόρθωση λαθών που έγιναν κατά την εγγραφή",
                "en": "Correction of mistakes made at registration",
            ]),
        Topic(
            "nationality",
            name: [
                "el": "Αλλαγή εθνικότητας κατόπιν κτήσης ελληνικής υπηκοότητας/ιθαγένειας",
                "en": "Change of nationality on acquiring Greek citizenship",
            ],
            checklist: [Checklist.citizenship]),
        Topic(
            vulnerableRegister,
            name: [
                "el": "Εγγραφή στο ειδικό μητρώο ΕΚΟ και αντίστροφα επιστροφή στο μητρώο αν λήξει"
                    + " η πιστοποίηση ΚΕΠΑ",
                "en": "Entry in the special register of vulnerable social groups, and return to"
                    + " the register if the disability certificate has expired",
            ],
            checklist: [Checklist.disability]),
        Topic(
            vulnerableUpdate,
            name: [
                "el": "Ενημέρωση στοιχείων μητρώου εγγεγραμμένων ΕΚΟ",
                "en": "Update of the register of vulnerable social groups",
            ]),
    ]

    // The topics of vulnerable social groups.
    static let vulnerableRegister: Topic.ID = "vulnerable-register"
    static let vulnerableUpdate: Topic.ID = "vulnerable-update"

    private static let mobility: Label = [
        "el": "Πληροφορίες σχετικά με τα προγράμματα στοχευμένης εργασιακής κινητικότητας",
        "en": "Targeted mobility programmes",
    ]
}

/// What to have before a meeting, where to get it and where to hand it in (requirement A21).
enum Checklist {
    static let identity = ChecklistItem(
        "proof-of-identity",
        name: [
            "el": "Έγγραφο ταυτοποίησης: ταυτότητα, διαβατήριο ή άδεια παραμονής",
            "en": "Proof of identity: identity card, passport or residence permit",
        ],
        obtainedFrom: ["el": "Αστυνομική ή άλλη αρμόδια αρχή", "en": "Police or other authority"],
        submittedTo: onCamera)
    static let authority = ChecklistItem(
        "proof-of-authority",
        name: [
            "el": "Έγγραφο νομιμοποίησης του νόμιμου ή εξουσιοδοτημένου εκπροσώπου",
            "en": "Proof of authority of the legal or authorised representative",
        ],
        obtainedFrom: [
            "el": "ΓΕΜΗ για νόμιμους εκπροσώπους, gov.gr για εξουσιοδοτήσεις",
            "en": "Business register for legal representatives, gov.gr for authorisations",
        ],
        submittedTo: online)
    static let curriculumVitae = ChecklistItem(
        "curriculum-vitae", name: ["el": "Βιογραφικό σημείωμα", "en": "Curriculum vitae"],
        submittedTo: online)
    static let jobDescription = ChecklistItem(
        "job-description",
        name: ["el": "Περιγραφή των θέσεων εργασίας", "en": "Description of the vacancies"],
        submittedTo: online)
    static let address = ChecklistItem(
        "proof-of-address",
        name: ["el": "Αποδεικτικό κατοικίας", "en": "Proof of residence"],
        obtainedFrom: ["el": "Δήμος ή εταιρεία παροχών", "en": "Municipality or utility company"],
        submittedTo: online)
    static let newDocument = ChecklistItem(
        "new-document",
        name: ["el": "Το νέο έγγραφο", "en": "The new document"],
        obtainedFrom: [
            "el": "Ελληνική Αστυνομία ή Υπηρεσία Ασύλου", "en": "Hellenic Police or Asylum Service",
        ],
        submittedTo: onCamera)
    static let citizenship = ChecklistItem(
        "citizenship-certificate",
        name: [
            "el": "Πιστοποιητικό ελληνικής ιθαγένειας", "en": "Certificate of Greek citizenship",
        ],
        obtainedFrom: ["el": "Δήμος εγγραφής", "en": "Municipality of registration"],
        submittedTo: online)
    static let disability = ChecklistItem(
        "disability-certificate",
        name: ["el": "Πιστοποίηση αναπηρίας ΚΕΠΑ", "en": "Disability certificate (KEPA)"],
        obtainedFrom: [
            "el": "Κέντρο Πιστοποίησης Αναπηρίας (ΚΕΠΑ)", "en": "Disability certification centre",
        ],
        submittedTo: online)

    private static let onCamera: Label = [
        "el": "Επίδειξη στην κάμερα κατά την έναρξη", "en": "Shown to the camera at the start",
    ]
    private static let online: Label = [
        "el": "Διαδικτυακές υπηρεσίες του Οργανισμού, πριν από το ραντεβού",
        "en": "The organisation's web services, before the appointment",
    ]
}
