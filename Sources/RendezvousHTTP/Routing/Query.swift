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
    private var values: [String: String] = [:]

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
        for pair in text.split(separator: "&", omittingEmptySubsequences: false) {
            guard !pair.isEmpty else { continue }
            guard names.count < Self.pairsMax else { throw .tooMany }
            let sides = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = PercentCoding.decode(sides[0], plusIsSpace: plusIsSpace),
                let value = sides.count == 1
                    ? "" : PercentCoding.decode(sides[1], plusIsSpace: plusIsSpace)
            else { throw .malformed }
            guard values[name] == nil else { throw .repeated(name) }
            names.append(name)
            values[name] = value
        }
    }

    /// The value of a name; `nil` where it did not come, or came empty.
    public subscript(_ name: String) -> String? {
        values[name].flatMap { $0.isEmpty ? nil : $0 }
    }
}
