import Rendezvous

/// The fields, services and topics of article 4 of the joint ministerial decision 49926/14976/2020
/// (Government Gazette B 5517) as changed by 9489/2909/2021 (B 901): requirement A16.
enum Catalogue {
    // Identifiers of services.
    static let jobseekers: Service.ID = "jobseekers"
    static let businesses: Service.ID = "businesses"
    static let euresJobseekers: Service.ID = "eures-jobseekers"
    static let euresBusinesses: Service.ID = "eures-businesses"
    static let register: Service.ID = "register"

    // Identifiers of the kinds of counsellor (A22); the decision names none for the register.
    static let jobseekerCounsellor: Skill.ID = "jobseeker-counsellor"
    static let employerCounsellor: Skill.ID = "employer-counsellor"
    static let euresAdviser: Skill.ID = "eures-adviser"
    static let registrar: Skill.ID = "registrar"

    /// The four thematic fields.
    static let fields = [
        Field(
            "jobseekers",
            name: [
                "el": "Συμβουλευτική προς εγγεγραμμένους ανέργους",
                "en": "Counselling for registered unemployed people",
            ]),
        Field(
            "businesses",
            name: ["el": "Συμβουλευτική προς επιχειρήσεις", "en": "Counselling for businesses"]),
        Field(
            "eures",
            name: [
                "el": "Πληροφόρηση για αναζήτηση θέσεων εργασίας ή εργαζομένων μέσω του Δικτύου"
                    + " EURES",
                "en": "Information on finding jobs or workers through the EURES network",
            ]),
        Field(
            "register",
            name: ["el": "Ενημέρωση Μητρώου Εγγεγραμμένων", "en": "Updates of the register"]),
    ]

    /// The kinds of counsellor, and one qualification for the register.
    static let skills = [
        Skill(
            jobseekerCounsellor,
            name: [
                "el": "Εργασιακός σύμβουλος αναζητούντων εργασία",
                "en": "Employment counsellor for jobseekers",
            ]),
        Skill(
            employerCounsellor,
            name: [
                "el": "Εργασιακός σύμβουλος εργοδοτών", "en": "Employment counsellor for employers",
            ]),
        Skill(
            euresAdviser, name: ["el": "Σύμβουλος του Δικτύου EURES", "en": "EURES adviser"]),
        Skill(registrar, name: ["el": "Τήρηση μητρώου", "en": "Keeping the register"]),
    ]

    /// Five services: the field of EURES has two.
    static let services = [
        jobseekerService, businessService, euresJobseekerService, euresBusinessService,
        registerService,
    ]

    /// What a service asks of a counsellor.
    static func skills(of service: Service.ID) -> Set<Skill.ID> {
        services.first { $0.id == service }?.skills ?? []
    }

    /// The topics of a service.
    static func topics(of service: Service.ID) -> [Topic.ID] {
        services.first { $0.id == service }?.topics.map(\.id) ?? []
    }

    private static let jobseekerService = Service(
        jobseekers, in: "jobseekers",
        name: [
            "el": "Συμβουλευτική προς εγγεγραμμένους ανέργους",
            "en": "Counselling for registered unemployed people",
        ],
        topics: Topics.jobseekers, for: [.registered], lasting: .minutes(30),
        interpretedDuration: .minutes(45), gap: Gap(after: .minutes(10)),
        channelGaps: [.phone: Gap(after: .minutes(5))], channels: [.video, .phone, .office],
        skills: [jobseekerCounsellor], checklist: [Checklist.identity],
        minimumNotice: .hours(24), horizon: 30, startGrid: 10, needsRoom: true)

    private static let businessService = Service(
        businesses, in: "businesses",
        name: ["el": "Συμβουλευτική προς επιχειρήσεις", "en": "Counselling for businesses"],
        topics: Topics.businesses, for: [.business], lasting: .minutes(45),
        interpretedDuration: .minutes(60), gap: Gap(after: .minutes(10)),
        channelGaps: [.phone: Gap(after: .minutes(5))], channels: [.video, .phone],
        skills: [employerCounsellor], checklist: [Checklist.identity, Checklist.authority],
        minimumNotice: .hours(24), horizon: 30, startGrid: 15)

    private static let euresJobseekerService = Service(
        euresJobseekers, in: "eures",
        name: [
            "el": "Συμβουλευτικές υπηρεσίες προς αναζητούντες εργασία στην Ευρώπη",
            "en": "Counselling for jobseekers in Europe",
        ],
        topics: Topics.euresJobseekers, for: [.registered, .person], lasting: .minutes(30),
        interpretedDuration: .minutes(45), gap: Gap(after: .minutes(10)),
        channels: [.video, .phone], skills: [euresAdviser], checklist: [Checklist.identity],
        minimumNotice: .hours(48), horizon: 30, startGrid: 10)

    private static let euresBusinessService = Service(
        euresBusinesses, in: "eures",
        name: [
            "el": "Συμβουλευτικές υπηρεσίες προς επιχειρήσεις για πρόσληψη προσωπικού από την"
                + " Ευρώπη",
            "en": "Counselling for businesses on recruiting from Europe",
        ],
        topics: Topics.euresBusinesses, for: [.business], lasting: .minutes(45),
        interpretedDuration: .minutes(60), gap: Gap(before: .minutes(5), after: .minutes(10)),
        channels: [.video, .phone], skills: [euresAdviser],
        checklist: [Checklist.identity, Checklist.authority], minimumNotice: .hours(48),
        horizon: 30, startGrid: 15)

    private static let registerService = Service(
        register, in: "register",
        name: ["el": "Ενημέρωση Μητρώου Εγγεγραμμένων", "en": "Updates of the register"],
        topics: Topics.register, for: [.registered], lasting: .minutes(20),
        interpretedDuration: .minutes(30), gap: Gap(after: .minutes(5)),
        channels: [.video, .office], skills: [registrar], checklist: [Checklist.identity],
        minimumNotice: .hours(24), horizon: 30, startGrid: 5)
}

extension Agency {
    /// Adds fields, kinds of counsellor and services.
    mutating func addCatalogue() throws(Refusal) {
        for field in Catalogue.fields { try add(field) }
        for skill in Catalogue.skills { try add(skill) }
        for service in Catalogue.services { try add(service) }
    }
}
