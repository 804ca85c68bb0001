internal import Foundation
internal import Rendezvous
internal import RendezvousDocuments
internal import RendezvousHTTP

/// `rendezvous keys`: makes, lists and revokes the keys with which programs ask the service.
enum KeysCommand: Command {
    static let name = "keys"
    static let summary = "make, list and revoke keys of the HTTP service"
    static let files = ["TASK", "FILE"]
    static let choices = ["TASK": ["make", "list", "revoke"]]
    static let options = [
        Option("role", "NAME", "make: \(roles.joined(separator: ", "))"),
        Option("subject", "REF", "make: who exactly: a person, counsellor, office, fund or name"),
        Option("days", "N", "make: for how many days it is taken (default: until revoked)"),
        Option("id", "KEY", "revoke: the key's name in the list"),
        Option("at", "INSTANT", "what counts as now, RFC 3339 (default: the clock)"),
    ]

    private static let roles = Role.allCases.filter { $0 != .anonymous }.map(\.rawValue)

    static func run(_ arguments: Arguments, _ console: Console) throws(Failure) -> ExitCode {
        let words = try arguments.words(files)
        let instant = try RequestOptions.instant(arguments, console)
        switch words[0] {
        case "make": return try make(words[1], arguments, instant, console)
        case "list":
            for key in try book(words[1], console).keys {
                console.write("  \(line(key, at: instant))\n")
            }
            return .success
        case "revoke":
            guard let id = arguments.text("id") else {
                throw Failure(.usage, "revoke needs --id, the key's name in the list.")
            }
            var book = try book(words[1], console)
            guard book.revoke(id, at: instant) else {
                throw Failure(.refused, "\(words[1]): no key (\(id)) is in force.")
            }
            try save(book, words[1], console)
            return .success
        default:
            throw Failure(.usage, "task (\(words[0])) must be one of: make, list, revoke.")
        }
    }

    private static func make(
        _ path: String, _ arguments: Arguments, _ instant: Instant, _ console: Console
    ) throws(Failure) -> ExitCode {
        let role = try arguments.value("role", "one of \(roles.joined(separator: ", "))") {
            Role(rawValue: $0)
        }
        let days = try arguments.number("days", from: 1)
        guard let role, let subject = arguments.text("subject"),
            let principal = Principal(role, subject)
        else {
            throw Failure(
                .usage, "make needs --role and --subject, an identifier of somebody in it.")
        }
        // A file that is not there yet is an empty book.
        var book = console.read(path) == nil ? KeyBook() : try book(path, console)
        let (key, text) = AccessKey.make(
            for: principal, at: instant,
            until: days.map { instant + .hours(24 * Int64(min($0, 1_000_000))) },
            random: AgendaService.systemRandom)
        guard book.add(key) else {
            throw Failure(.refused, "\(path): there is no room for another key; try again.")
        }
        try save(book, path, console)
        console.note("  \(line(key, at: instant))\n  this text is not shown again:\n")
        console.write(text + "\n")
        return .success
    }

    static func book(_ path: String, _ console: Console) throws(Failure) -> KeyBook {
        guard let bytes = console.read(path) else {
            throw Failure(.noInput, "\(path): the file cannot be read.")
        }
        do throws(DocumentError) {
            return try KeyBook(reading: bytes)
        } catch {
            throw Failure(.data, "\(path): \(error)")
        }
    }

    private static func save(
        _ book: KeyBook, _ path: String, _ console: Console
    ) throws(Failure) {
        guard console.save(book.document, path) else {
            throw Failure(.cannotWrite, "\(path): the file cannot be written.")
        }
        // What is in it is no secret, yet nobody else's business.
        try? FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
    }

    private static func line(_ key: AccessKey, at instant: Instant) -> String {
        let state: String =
            if let revoked = key.revoked {
                "revoked \(revoked)"
            } else if let expires = key.expires {
                key.isValid(at: instant) ? "until \(expires)" : "expired \(expires)"
            } else {
                "until revoked"
            }
        return "\(key.id)  \(Text.padded(key.principal.name, to: 30))made \(key.created), \(state)"
    }
}
