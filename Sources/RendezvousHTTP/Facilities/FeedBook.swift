internal import Foundation
internal import Rendezvous
internal import RendezvousDocuments
internal import RendezvousStore

/// A calendar that somebody subscribes to by an address that nobody can guess, until it is revoked.
struct Feed: Hashable, Sendable {
    /// Whose appointments it shows.
    enum Subject: Hashable, Sendable {
        case person(Rendezvous.Subject.ID)
        case counsellor(Counsellor.ID)
        case office(Office.ID)
    }

    /// The feed's name in lists, for revocation.
    let id: String
    let subject: Subject
    /// SHA-256 of the secret in its address.
    let digest: Digest
    let created: Instant
    /// Who made it.
    let owner: String
}

/// The feeds in force, in a file of their digests.
final class FeedBook: @unchecked Sendable {
    /// The most feeds.
    static let feedsMax = 1_000_000

    private static let file = "feeds"
    private static let format = "feeds/1"
    private let storage: (any Storage)?
    private let lock = NSLock()
    private var feeds: [Feed] = []
    private var places: [Digest: Int] = [:]

    init(in storage: (any Storage)?) throws(StoreError) {
        self.storage = storage
        guard let storage else { return }
        let bytes: [UInt8]
        do throws(StorageError) {
            bytes = try storage.contents(of: Self.file)
        } catch {
            guard error.cause == .missing else { throw StoreError(.failed, error.message) }
            return
        }
        do throws(DocumentError) {
            let text = try JSONText(bytes, limits: .standard)
            let members = try Node(text).members(["rendezvous", "feeds"])
            for node in try members.required("feeds").items() { feeds.append(try Feed(node)) }
        } catch {
            throw StoreError(.damaged, "\(Self.file): \(error)")
        }
        index()
    }

    /// Whether feeds can be made.
    var isOpen: Bool { storage != nil }

    /// The feed of a secret.
    func feed(_ secret: [UInt8]) -> Feed? {
        let digest = SHA256.digest(of: secret)
        lock.lock()
        defer { lock.unlock() }
        return places[digest].map { feeds[$0] }
    }

    /// All feeds, in the order in which they were made.
    var all: [Feed] {
        lock.lock()
        defer { lock.unlock() }
        return feeds
    }

    /// Keeps a feed; returns when it is on the disk.
    func add(_ feed: Feed) throws(StoreError) {
        lock.lock()
        defer { lock.unlock() }
        guard feeds.count < Self.feedsMax else {
            throw StoreError(.tooLarge, "feeds must be at most \(Self.feedsMax); revoke some")
        }
        try write(feeds + [feed])
    }

    /// Forgets feeds; returns when that is on the disk.
    func remove(where isOver: (Feed) -> Bool) throws(StoreError) {
        lock.lock()
        defer { lock.unlock() }
        let left = feeds.filter { !isOver($0) }
        if left.count < feeds.count { try write(left) }
    }

    private func write(_ new: [Feed]) throws(StoreError) {
        guard let storage else { throw StoreError(.unavailable, "no folder for feeds is set") }
        let document = JSONOutput.members([
            "rendezvous": .text(Self.format), "feeds": .list(new.map(\.written)),
        ])
        do throws(StorageError) {
            try storage.replace(Self.file, with: document.bytes(.compact))
        } catch {
            throw StoreError(error.cause == .full ? .full : .failed, error.message)
        }
        feeds = new
        index()
    }

    private func index() {
        places = Dictionary(
            feeds.enumerated().map { ($0.element.digest, $0.offset) },
            uniquingKeysWith: { first, _ in first })
    }
}

extension Feed {
    init(_ node: Node) throws(DocumentError) {
        let members = try node.members(["id", "digest", "created", "owner"] + Subject.names)
        id = try members.value("id")
        created = try members.value("created")
        owner = try members.value("owner")
        subject = try Subject(members)
        guard let found = Digest(hex: try members.required("digest").string()) else {
            throw try members.required("digest").refusedUnseen("must be 64 hexadecimal digits")
        }
        digest = found
    }

    var written: JSONOutput {
        JSONOutput.members(["id": id.written])
            .followed(by: subject.members)
            .followed(
                by: .members([
                    "digest": .text("\(digest)"), "created": created.written,
                    "owner": owner.written,
                ]))
    }
}

extension Feed.Subject {
    static let names = ["person", "counsellor", "office"]

    init(_ members: Members) throws(DocumentError) {
        let given = Self.names.filter { members[$0] != nil }
        guard given.count == 1 else {
            throw members.node.refused("must have one of \(Self.names.joined(separator: ", "))")
        }
        switch given[0] {
        case "person": self = .person(try members.value("person"))
        case "counsellor": self = .counsellor(try members.value("counsellor"))
        default: self = .office(try members.value("office"))
        }
    }

    var members: JSONOutput {
        switch self {
        case .person(let id): .members(["person": id.written])
        case .counsellor(let id): .members(["counsellor": id.written])
        case .office(let id): .members(["office": id.written])
        }
    }
}
