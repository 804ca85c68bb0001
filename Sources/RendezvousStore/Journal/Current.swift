/// The file that names the generation in force. It is replaced as a whole; whichever of its two
/// contents a crash leaves, the files that it names are there.
struct Current: Equatable {
    static let name = "CURRENT"
    static let reserve = "reserve"
    static let suspect = "suspect"

    let journal: JournalID
    let generation: UInt64
    /// The generation before, if its files are kept.
    let kept: UInt64?

    static func segment(_ generation: UInt64) -> String { "journal-\(generation)" }
    static func snapshot(_ generation: UInt64) -> String { "snapshot-\(generation)" }

    var bytes: [UInt8] {
        let kept = kept.map(String.init) ?? "-"
        let text = "rendezvous-store 1\n\(journal)\n\(generation)\n\(kept)\n"
        return Array("\(text)\(CRC32C.check(of: text.utf8))\n".utf8)
    }

    static func read(_ bytes: [UInt8]) throws(StoreError) -> Current {
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
        if let first = lines.first, first.hasPrefix("rendezvous-store "),
            first != "rendezvous-store 1"
        {
            throw StoreError(
                .unknownVersion,
                "\(name): version (\(first.dropFirst(17))) must be 1; use a release that knows it")
        }
        guard lines.count == 5, let journal = JournalID(hex: lines[1]),
            let generation = UInt64(lines[2])
        else { throw StoreError(.damaged, "\(name): the file is not what was written") }
        let current = Current(
            journal: journal, generation: generation, kept: UInt64(lines[3]))
        guard current.bytes == bytes, generation > 0 else {
            throw StoreError(.damaged, "\(name): the file is not what was written")
        }
        return current
    }

    /// Whether a file of the folder belongs to the generations that are kept, or to no generation.
    func keeps(_ file: String) -> Bool {
        if file.hasSuffix(".new") { return false }
        for prefix in ["journal-", "snapshot-"] where file.hasPrefix(prefix) {
            guard let number = UInt64(file.dropFirst(prefix.count)) else { return true }
            return number == generation || number == kept
        }
        return true
    }
}
