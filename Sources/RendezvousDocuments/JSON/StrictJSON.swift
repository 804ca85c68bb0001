/// JSON read exactly as RFC 8259 defines it, with bounds on what hostile text can cost.
///
///     try StrictJSON.check(bytes)
///
/// Refused are, beside everything outside the grammar: text that is not UTF-8 (a byte order mark
/// included), a name that an object has twice (compared after unescaping), an escaped surrogate
/// without its other half, more nesting and more bytes than ``Limits`` allows. The scan is one pass
/// without recursion; the documents of this module are read from its result, so that no second
/// parser can understand the same bytes otherwise.
public enum StrictJSON {
    /// What a text may cost.
    public struct Limits: Hashable, Sendable {
        /// The deepest nesting of objects and arrays.
        public var depth: Int
        /// The largest text in bytes; more than `UInt32.max` counts as that.
        public var size: Int

        /// Limits of depth and size.
        public init(depth: Int = 64, size: Int = 64 << 20) {
            self.depth = depth
            self.size = size
        }

        /// 64 levels and 64 MiB.
        public static let standard = Limits()
    }

    /// Refuses a text that is not JSON in the strict sense above.
    ///
    /// - Throws: ``DocumentError`` with the offset, line and column of the first byte at fault.
    /// - Complexity: O(*n*) in the number of bytes.
    public static func check(
        _ bytes: [UInt8], limits: Limits = .standard
    ) throws(DocumentError) {
        _ = try JSONText(bytes, limits: limits)
    }
}
