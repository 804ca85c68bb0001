/// What the program tells its caller: one table, also in Documentation/CommandLine.md.
public enum ExitCode: Int32, Sendable, CaseIterable {
    /// Done.
    case success = 0
    /// The answer is no: no opening, or nothing could be planned.
    case empty = 1
    /// A rule refuses what was asked for.
    case refused = 2
    /// The verifier found a violation.
    case violated = 3
    /// A test of policies fails, or tests miss something.
    case unmet = 4
    /// The command line is wrong (sysexits: EX_USAGE).
    case usage = 64
    /// A document is not what it must be (EX_DATAERR).
    case data = 65
    /// A file cannot be read (EX_NOINPUT).
    case noInput = 66
    /// A file cannot be written (EX_CANTCREAT).
    case cannotWrite = 73
    /// Somebody else uses it, or it is not there now; try later (EX_TEMPFAIL).
    case temporary = 75

    /// What the code means, for the help.
    public var meaning: String {
        switch self {
        case .success: "done"
        case .empty: "no opening"
        case .refused: "a rule refuses it"
        case .violated: "the verifier found a violation"
        case .unmet: "a test of policies fails or misses something"
        case .usage: "the command line is wrong"
        case .data: "a document is wrong"
        case .noInput: "a file cannot be read"
        case .cannotWrite: "a file cannot be written"
        case .temporary: "somebody else uses it, or it is not there now"
        }
    }
}

/// Why a command stopped: what to say, and with which code to leave.
struct Failure: Error {
    let code: ExitCode
    let message: String

    init(_ code: ExitCode, _ message: String) {
        self.code = code
        self.message = message
    }
}
