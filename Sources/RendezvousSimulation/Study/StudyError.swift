public import Rendezvous

/// Why a study cannot be run, or its results cannot be put together.
public enum StudyError: Error, Hashable, Sendable, CustomStringConvertible {
    /// A parameter is out of its range.
    case parameter(ParameterError)
    /// The engine refuses what the model asks for; the text says what that was.
    case refused(String, Refusal)
    /// An event of the model could not be applied to the agenda.
    case log(LogError)
    /// Something else does not fit, said in words without a full stop: `name (value) must be …`.
    case invalid(String)
    /// Somebody asked to stop before all was run.
    case stopped

    /// What is wrong, for people.
    public var description: String {
        switch self {
        case .parameter(let error): error.description
        case .refused(let what, let refusal): "\(what): \(refusal)"
        case .log(let error): error.description
        case .invalid(let message): "\(message)."
        case .stopped: "the study was stopped before its end."
        }
    }
}

extension Check {
    /// A check of a parameter, as an error of a study.
    static func study(
        _ body: () throws(ParameterError) -> Void
    ) throws(StudyError) {
        do throws(ParameterError) { try body() } catch { throw .parameter(error) }
    }
}
