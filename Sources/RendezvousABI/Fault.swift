import CRendezvous
import Rendezvous

/// Why a call failed.
struct Fault: Error {
    let status: rdv_status
    let message: String
    let refusal: Refusal?

    /// A failure of a kind that the header names.
    init(_ status: Int, _ message: String) {
        self.status = rdv_status(status)
        self.message = message + "."
        refusal = nil
    }

    /// A refusal by the engine.
    init(_ refusal: Refusal) {
        status = rdv_status(RDV_REFUSED)
        message = refusal.description
        self.refusal = refusal
    }

    /// A pointer is NULL.
    static func null(_ what: String) -> Fault {
        Fault(RDV_ERROR_NULL, "\(what) (NULL) must be given")
    }

    /// A number is none of an enumeration.
    static func number(_ value: some BinaryInteger, _ what: String) -> Fault {
        Fault(RDV_ERROR_ENUM, "\(what) (\(value)) must be one of its type's constants")
    }

    /// A number is out of range.
    static func range(
        _ value: some BinaryInteger, _ what: String, _ low: some BinaryInteger,
        _ high: some BinaryInteger
    ) -> Fault {
        Fault(RDV_ERROR_RANGE, "\(what) (\(value)) must be \(low) to \(high)")
    }

    /// There is nothing of this number or name.
    static func notFound(_ what: String) -> Fault { Fault(RDV_ERROR_NOT_FOUND, what) }
}

/// What the engine answers, with its refusals as failures.
func asking<T>(_ body: () throws(Refusal) -> T) throws(Fault) -> T {
    do throws(Refusal) {
        return try body()
    } catch {
        throw Fault(error)
    }
}

/// What the engine does with events, with its errors as failures.
func following<T>(_ body: () throws(LogError) -> T) throws(Fault) -> T {
    do throws(LogError) {
        return try body()
    } catch {
        throw Fault(RDV_ERROR_LOG, "event \(error.index): \(error.message)")
    }
}
