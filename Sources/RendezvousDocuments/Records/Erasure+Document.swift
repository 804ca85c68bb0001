package import Rendezvous

extension Salt: TextValue {
    package static var demand: String {
        "\(Limits.saltBytes) to 64 bytes in lower-case hexadecimal, or nothing where it was erased"
    }

    package init?(documentText text: String) {
        guard let bytes = [UInt8](hexadecimal: text),
            bytes.isEmpty || (Limits.saltBytes...64).contains(bytes.count)
        else { return nil }
        self.init(bytes)
    }

    package var documentText: String { bytes.hexadecimal }
}

/// 32 bytes of a digest.
struct Commitment: TextValue {
    package static var demand: String { "32 bytes in lower-case hexadecimal" }

    let bytes: [UInt8]

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    package init?(documentText text: String) {
        guard let bytes = [UInt8](hexadecimal: text), bytes.count == 32 else { return nil }
        self.bytes = bytes
    }

    package var documentText: String { bytes.hexadecimal }
}

extension [UInt8] {
    /// The bytes of a text of pairs of lower-case digits.
    fileprivate init?(hexadecimal text: String) {
        let digits = Array("0123456789abcdef".utf8)
        let values = text.utf8.map { digits.firstIndex(of: $0) }
        guard values.count.isMultiple(of: 2) else { return nil }
        self = []
        for index in stride(from: 0, to: values.count, by: 2) {
            guard let high = values[index], let low = values[index + 1] else { return nil }
            append(UInt8(high * 16 + low))
        }
    }

    /// The bytes as pairs of lower-case digits.
    fileprivate var hexadecimal: String {
        let digits = Array("0123456789abcdef".utf8)
        return String(
            decoding: flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}
