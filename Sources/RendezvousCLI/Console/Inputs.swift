internal import Rendezvous
internal import RendezvousDocuments

/// Reads documents and the options that several commands share.
struct Inputs {
    let console: Console

    func bytes(of path: String) throws(Failure) -> [UInt8] {
        guard let bytes = console.read(path) else {
            throw Failure(.noInput, "\(path): the file cannot be read.")
        }
        return bytes
    }

    /// The events of a document of an agency or an agenda, or of a binary log.
    func events(_ path: String) throws(Failure) -> [Event] {
        let bytes = try bytes(of: path)
        if bytes.starts(with: EventLog.magic) { return try log(bytes, path) }
        var other: DocumentKind?
        do throws(DocumentError) {
            switch try DocumentKind(of: bytes) {
            case .agency: return try AgencyDocument.decode(bytes, rules: console.rules).events
            case .agenda: return try AgendaDocument.decode(bytes)
            case let kind: other = kind
            }
        } catch {
            throw Failure(.data, "\(path): \(error)")
        }
        throw Failure(
            .data,
            "\(path): the document (\(other?.format ?? "")) must be an agency or an agenda.")
    }

    private func log(_ bytes: [UInt8], _ path: String) throws(Failure) -> [Event] {
        do throws(EncodingError) {
            return try EventLog.decode(bytes)
        } catch {
            throw Failure(.data, "\(path): \(error)")
        }
    }

    /// The agenda that events add up to.
    func agenda(_ events: [Event], _ path: String) throws(Failure) -> Agenda {
        do throws(LogError) {
            return try Agenda(replaying: events, rules: console.rules)
        } catch {
            throw Failure(.data, "\(path): \(error)")
        }
    }

    /// The requests of a document.
    func requests(_ path: String, _ events: [Event]) throws(Failure) -> [Request] {
        let bytes = try bytes(of: path)
        var zones: [String: ZoneRules] = [:]
        for event in events {
            if case .zoneGiven(let rules) = event.change { zones[rules.name] = rules }
        }
        do throws(DocumentError) {
            return try RequestsDocument.decode(bytes, zones: zones)
        } catch {
            throw Failure(.data, "\(path): \(error)")
        }
    }

    /// The plan of a document.
    func plan(_ path: String) throws(Failure) -> Plan {
        let bytes = try bytes(of: path)
        do throws(DocumentError) {
            return try PlanDocument.decode(bytes)
        } catch {
            throw Failure(.data, "\(path): \(error)")
        }
    }

    /// The certificate of a document.
    func certificate(_ path: String) throws(Failure) -> PlanCertificate {
        let bytes = try bytes(of: path)
        do throws(DocumentError) {
            return try PlanCertificateDocument.decode(bytes)
        } catch {
            throw Failure(.data, "\(path): \(error)")
        }
    }

    /// Writes a document, or says that it could not.
    func save(_ bytes: [UInt8], _ path: String) throws(Failure) {
        guard console.save(bytes, path) else {
            throw Failure(.cannotWrite, "\(path): the file cannot be written.")
        }
    }
}
