/// What stands behind the `?` of a request: names with one value each.
public struct Query: Sendable {
    /// Why a query was not understood.
    public enum Failure: Error, Hashable, Sendable {
        /// It is not encoded as it must be.
        case malformed
        /// A name came twice.
        case repeated(String)
        /// More pairs than ``Query/pairsMax``.
        case tooMany
    }

    /// The most pairs of one query.
    public static let pairsMax = 64

    /// The names in the order in which they came.
    public private(set) var names: [String] = []
    /// The values of the names, in the same order: a query has so few that to look through them is
    /// quicker than to hash.
    private var values: [String] = []

    /// No pairs.
    public init() {}

    /// The pairs of a query as sent, or of a form's content.
    ///
    /// - Parameters:
    ///   - text: What was sent; `nil` is no pair.
    ///   - plusIsSpace: Whether `+` stands for a space, as in what forms send; in the addresses of
    ///     the API it is itself, so that `+02:00` needs no encoding.
    public init(_ text: String?, plusIsSpace: Bool = false) throws(Failure) {
        guard let text, !text.isEmpty else { return }
        let bytes = Array(text.utf8)
        var start = 0
        while start <= bytes.count {
            let end = bytes[start...].firstIndex(of: UInt8(ascii: "&")) ?? bytes.count
            let pair = bytes[start..<end]
            start = end + 1
            guard !pair.isEmpty else { continue }
            guard names.count < Self.pairsMax else { throw .tooMany }
            let middle = pair.firstIndex(of: UInt8(ascii: "=")) ?? end
            guard let name = PercentCoding.decode(pair[..<middle], plusIsSpace: plusIsSpace),
                let value = PercentCoding.decode(
                    pair[min(middle + 1, end)...], plusIsSpace: plusIsSpace)
            else { throw .malformed }
            guard !names.contains(name) else { throw .repeated(name) }
            names.append(name)
            values.append(value)
        }
    }

    /// The value of a name; `nil` where it did not come, or came empty.
    public subscript(_ name: String) -> String? {
        guard let index = names.firstIndex(of: name), !values[index].isEmpty else { return nil }
        return values[index]
    }
}
