public import Rendezvous

/// What is known of a person beside the agenda: name, addresses, numbers (A4).
///
/// Fields are texts under names; ``Field`` lists those that the package itself reads.
public struct ContactDetails: Hashable, Sendable {
    /// A field's name.
    public enum Field {
        /// The full name.
        public static let name = "name"
        /// The e-mail address to which messages go (A5).
        public static let email = "email"
        /// The telephone number.
        public static let phone = "phone"
        /// The postal address.
        public static let address = "address"
        /// The language of messages, a BCP 47 tag.
        public static let language = "language"
        /// The tax number.
        public static let taxNumber = "tax-number"
    }

    /// The texts by name.
    public private(set) var fields: [String: String]

    /// Details of these fields.
    ///
    /// - Throws: ``StoreError/Kind/tooLarge`` beyond ``StoreLimits/contactFields``,
    ///   ``StoreLimits/contactName`` or ``StoreLimits/contactValue``.
    public init(_ fields: [String: String]) throws(StoreError) {
        guard fields.count <= StoreLimits.contactFields else {
            throw StoreError(
                .tooLarge,
                "contact fields (\(fields.count)) must be at most \(StoreLimits.contactFields)")
        }
        for (name, value) in fields.sorted(by: { $0.key < $1.key }) {
            let size = name.utf8.count
            guard (1...StoreLimits.contactName).contains(size) else {
                throw StoreError(
                    .tooLarge,
                    "name of a contact field (\(size) bytes) must have 1 … "
                        + "\(StoreLimits.contactName)")
            }
            guard value.utf8.count <= StoreLimits.contactValue else {
                throw StoreError(
                    .tooLarge,
                    "contact field \(name) (\(value.utf8.count) bytes) must have at most "
                        + "\(StoreLimits.contactValue)")
            }
        }
        self.fields = fields
    }

    /// The text of a field.
    public subscript(name: String) -> String? { fields[name] }

    /// The fields in bytes, in order of name.
    var bytes: [UInt8] {
        var bytes: [UInt8] = []
        for (name, value) in fields.sorted(by: { $0.key < $1.key }) {
            bytes.append(short: name)
            bytes.append(little: UInt16(value.utf8.count))
            bytes += value.utf8
        }
        return bytes
    }

    init?(reading bytes: ArraySlice<UInt8>) {
        var reader = LittleReader(bytes)
        fields = [:]
        while !reader.isAtEnd {
            guard let name = reader.short(), let count: UInt16 = reader.number(),
                let value = reader.slice(Int(count)),
                let text = String(validating: value, as: UTF8.self)
            else { return nil }
            fields[name] = text
        }
    }
}

/// Contact data apart from the agenda, so that they can be erased alone (A4).
public protocol Vault: AnyObject {
    /// What is known of a person.
    func details(of person: Subject.ID) throws(StoreError) -> ContactDetails?
    /// Keeps what is known of a person, in place of what was; returns when that is safe.
    func keep(_ details: ContactDetails, of person: Subject.ID) throws(StoreError)
    /// Erases what is known of a person; whether there was anything.
    func erase(_ person: Subject.ID) throws(StoreError) -> Bool
}

/// Contact data in files beside the journal.
///
/// People are spread over 4,096 files by a digest of their references. A change writes the new file
/// whole, puts it in place of the old one, and overwrites the old one's bytes with zeros.
public final class FileVault: Vault {
    private let storage: any Storage

    private static let magic: [UInt8] = [0x52, 0x44, 0x56, 0x56, 1]

    /// A vault in a folder, usually that of the journal.
    public init(in storage: any Storage) { self.storage = storage }

    private static func file(of person: Subject.ID) -> String {
        let digest = SHA256.digest(of: Array(person.rawValue.utf8)).description
        return "vault-\(digest.prefix(3))"
    }

    /// What is known of a person.
    ///
    /// - Complexity: linear in the people of one file.
    public func details(of person: Subject.ID) throws(StoreError) -> ContactDetails? {
        try read(Self.file(of: person))[person]
    }

    /// Keeps what is known of a person.
    public func keep(_ details: ContactDetails, of person: Subject.ID) throws(StoreError) {
        let name = Self.file(of: person)
        var people = try read(name)
        people[person] = details
        try write(people, name)
    }

    /// Erases what is known of a person.
    public func erase(_ person: Subject.ID) throws(StoreError) -> Bool {
        let name = Self.file(of: person)
        var people = try read(name)
        guard people.removeValue(forKey: person) != nil else { return false }
        try write(people, name)
        return true
    }

    private func read(_ name: String) throws(StoreError) -> [Subject.ID: ContactDetails] {
        let bytes: [UInt8]
        do throws(StorageError) {
            bytes = try storage.contents(of: name)
        } catch {
            guard error.cause == .missing else { throw StoreError(error) }
            return [:]
        }
        let damage = StoreError(
            .damaged, "\(name): the file is not what was written; restore it from a copy")
        guard bytes.starts(with: Self.magic), bytes.count >= Self.magic.count + 4 else {
            throw damage
        }
        var check = LittleReader(bytes.suffix(4))
        guard check.number() == CRC32C.check(of: bytes.dropLast(4)) else { throw damage }
        var reader = LittleReader(bytes.dropFirst(Self.magic.count).dropLast(4))
        var people: [Subject.ID: ContactDetails] = [:]
        while !reader.isAtEnd {
            guard let person = reader.short(), let count: UInt32 = reader.number(),
                let body = reader.slice(Int(count)), let details = ContactDetails(reading: body)
            else { throw damage }
            people[Subject.ID(person)] = details
        }
        return people
    }

    private func write(
        _ people: [Subject.ID: ContactDetails], _ name: String
    ) throws(StoreError) {
        var bytes = Self.magic
        for (person, details) in people.sorted(by: { $0.key < $1.key }) {
            let body = details.bytes
            bytes.append(short: person.rawValue)
            bytes.append(little: UInt32(body.count))
            bytes += body
        }
        bytes.append(little: CRC32C.check(of: bytes))
        try storing { () throws(StorageError) in
            // The old file is reached by its number when its name is the new one's.
            var old: StoredFile?
            do throws(StorageError) {
                old = try storage.open(name, creating: false)
            } catch {
                guard error.cause == .missing else { throw error }
            }
            defer { if let old { storage.close(old) } }
            try storage.replace(name, with: bytes)
            guard let old else { return }
            let size = try storage.size(old)
            try storage.writeAll(old, [UInt8](repeating: 0, count: size), at: 0)
            try storage.sync(old)
        }
    }
}
