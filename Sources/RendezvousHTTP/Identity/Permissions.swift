/// Who may do what: one table, a row an operation, a column a role. What is not in it is forbidden.
///
/// A cell says that the role may ask; about whom, the operation decides: a person sees what is
/// theirs, a counsellor and a desk what belongs to their office, and everything else is as if it
/// did not exist (404).
public enum Permissions {
    /// Whether a role may ask for an operation.
    ///
    /// - Complexity: O(1).
    public static func allows(_ operation: ServiceOperation, _ role: Role) -> Bool {
        table[operation]?.contains(role) ?? false
    }

    /// The roles that may ask for an operation, in the order in which they are declared.
    public static func roles(of operation: ServiceOperation) -> [Role] {
        Role.allCases.filter { allows(operation, $0) }
    }

    private static let everyone = Set(Role.allCases)
    private static let staff: Set<Role> = [.counsellor, .desk, .administrator]
    private static let people: Set<Role> = [.person, .counsellor, .desk, .administrator]
    private static let desks: Set<Role> = [.desk, .administrator]
    private static let administrator: Set<Role> = [.administrator]

    private static let table: [ServiceOperation: Set<Role>] = [
        .openAPI: everyone, .catalogue: everyone, .checklist: everyone, .openings: everyone,
        .feed: everyone,

        .hold: people, .book: people, .appointments: people, .appointment: people,
        .openingsToMove: people, .reschedule: people, .cancel: people, .calendar: people,
        .passes: people, .consent: people.subtracting([.counsellor]),
        .propose: staff, .arrive: staff, .complete: staff, .noShow: staff,
        .identify: [.counsellor], .begin: [.counsellor], .changeMode: [.counsellor],
        .invite: staff, .admit: [.counsellor],
        .checkPass: [.host],

        .enlist: people, .waitingList: people, .withdraw: people, .offer: desks,
        .series: staff, .callBack: [.person, .desk, .host, .administrator],

        .me: everyone.subtracting([.anonymous]),
        .personFile: people, .agreements: people,
        .register: [.person, .desk, .fund, .administrator],
        .casework: people.subtracting([.counsellor]), .noteParticipant: desks.union([.host]),
        .contactDetails: [.person, .desk, .host], .setContactDetails: [.person, .desk, .host],
        .personalData: [.person, .administrator], .erase: administrator,
        .contactsDue: staff, .contactOutlook: staff, .waitingTimes: desks,

        .declare: administrator, .correctDeclaration: administrator,
        .withdrawDeclaration: administrator, .clock: [.host, .administrator],
        .voidClock: administrator, .timetable: staff, .presence: staff, .endangered: staff,

        .policies: staff, .setPolicy: administrator, .withdrawPolicy: administrator,
        .setRule: desks, .whatIf: desks, .repair: desks, .change: administrator,

        .plan: desks, .simulate: administrator, .jobs: desks, .job: desks, .cancelJob: desks,
        .jobResult: desks, .bookPlan: desks,

        .usage: desks, .audit: [.auditor], .auditHead: [.auditor],
        .notices: [.host], .markDelivered: [.host], .compact: administrator,
        .makeFeed: people, .feeds: people, .revokeFeed: people,
    ]
}
