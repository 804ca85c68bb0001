import CRendezvous
import Glibc
import Rendezvous
import Synchronization

/// What a handle is, so that one cannot be taken for another.
enum HandleKind: UInt8 {
    case agency, agenda, effect, events, explanation, phoneLine, plan, repair, rules, series
    case verdict

    /// The name of the handle's type in the header.
    var name: String {
        switch self {
        case .agency: "rdv_agency"
        case .agenda: "rdv_agenda"
        case .effect: "rdv_effect"
        case .events: "rdv_events"
        case .explanation: "rdv_explanation"
        case .phoneLine: "rdv_phone_line"
        case .plan: "rdv_plan"
        case .repair: "rdv_repair"
        case .rules: "rdv_rules"
        case .series: "rdv_series"
        case .verdict: "rdv_verdict"
        }
    }
}

/// What stands behind an opaque pointer.
class AnyHandle {
    final let kind: HandleKind
    /// What each thread was last told.
    private final let said = Mutex<[UInt: Said]>([:])

    init(_ kind: HandleKind) { self.kind = kind }

    /// The kind of the handles of a class.
    class var kind: HandleKind { .rules }

    /// A pointer that owns the object.
    final var pointer: OpaquePointer {
        unsafe OpaquePointer(Unmanaged.passRetained(self).toOpaque())
    }

    /// Keeps a failure for the thread at hand.
    final func keep(_ fault: Fault) {
        let new = Said(fault)
        let thread = UInt(pthread_self())
        said.withLock { $0[thread] = new }
    }

    /// What the thread at hand was last told.
    final var last: Said? {
        let thread = UInt(pthread_self())
        return said.withLock { $0[thread] }
    }
}

/// A failure as it is kept: its text in C's form.
final class Said: @unchecked Sendable {
    let text: CText
    let refusal: Refusal?
    let rule: CText

    init(_ fault: Fault) {
        text = CText(fault.message)
        refusal = fault.refusal
        rule = CText(
            fault.refusal?.registration?.rawValue ?? fault.refusal?.casework?.rawValue ?? "")
    }
}

/// A text in C's form, for as long as the object lives.
@safe final class CText: @unchecked Sendable {
    let start: UnsafePointer<CChar>

    init(_ text: String) {
        // A zero byte within would end the text early for whoever reads it.
        let bytes = text.utf8.filter { $0 != 0 }
        let copy = UnsafeMutablePointer<CChar>.allocate(capacity: bytes.count + 1)
        for (index, byte) in bytes.enumerated() { unsafe copy[index] = CChar(bitPattern: byte) }
        unsafe copy[bytes.count] = 0
        unsafe start = unsafe UnsafePointer(copy)
    }

    deinit { unsafe start.deallocate() }

    /// The empty text.
    static let empty = CText("")
}

/// The object behind a pointer, or what is wrong with the pointer.
func borrow<H: AnyHandle>(_ pointer: OpaquePointer?, as type: H.Type) throws(Fault) -> H {
    guard let pointer = unsafe pointer else { throw .null(type.kind.name) }
    let handle = unsafe Unmanaged<AnyHandle>.fromOpaque(UnsafeRawPointer(pointer))
        .takeUnretainedValue()
    guard handle.kind == type.kind else {
        throw Fault(
            RDV_ERROR_HANDLE,
            "handle (\(handle.kind.name)) must be of type \(type.kind.name)")
    }
    return unsafe unsafeDowncast(handle, to: type)
}

/// The object behind a pointer that may be NULL.
func borrowIfGiven<H: AnyHandle>(_ pointer: OpaquePointer?, as type: H.Type) throws(Fault) -> H? {
    unsafe pointer == nil ? nil : try borrow(pointer, as: type)
}

/// Carries out a call on a handle; keeps what went wrong with it.
func call<H: AnyHandle>(
    _ pointer: OpaquePointer?, as type: H.Type, _ body: (H) throws(Fault) -> Void
) -> rdv_status {
    do throws(Fault) {
        let handle = try unsafe borrow(pointer, as: type)
        do throws(Fault) {
            try body(handle)
            return rdv_status(RDV_OK)
        } catch {
            handle.keep(error)
            return error.status
        }
    } catch {
        return error.status
    }
}

/// Carries out a call without a handle.
func call(_ body: () throws(Fault) -> Void) -> rdv_status {
    do throws(Fault) {
        try body()
        return rdv_status(RDV_OK)
    } catch {
        return error.status
    }
}

/// Ends a handle; NULL and handles of another kind are left alone.
func destroy<H: AnyHandle>(_ pointer: OpaquePointer?, as type: H.Type) {
    guard let pointer = unsafe pointer, unsafe (try? borrow(pointer, as: type)) != nil else {
        return
    }
    unsafe Unmanaged<AnyHandle>.fromOpaque(UnsafeRawPointer(pointer)).release()
}

/// The text of the thread's last failed call with a handle.
func message<H: AnyHandle>(_ pointer: OpaquePointer?, as type: H.Type) -> UnsafePointer<CChar> {
    guard let handle = unsafe try? borrow(pointer, as: type) else {
        return unsafe CText.empty.start
    }
    return unsafe (handle.last?.text ?? CText.empty).start
}

/// Puts a new handle where the caller wants it.
func give(_ handle: AnyHandle, to out: UnsafeMutablePointer<OpaquePointer?>?) throws(Fault) {
    guard let out = unsafe out else { throw .null("the place of the new \(handle.kind.name)") }
    unsafe out.pointee = unsafe handle.pointer
}
