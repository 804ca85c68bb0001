/// The cyclic redundancy check of Castagnoli (RFC 3720, appendix B.4), eight bytes a step.
///
/// It finds faults of disks; it does not stop anybody who wants to deceive, which the chain does.
struct CRC32C {
    private var value: UInt32

    /// A check that continues from another, so that it depends on all that came before.
    init(after previous: UInt32 = 0) { value = ~previous }

    /// The check of what came in.
    var check: UInt32 { ~value }

    /// The check of some bytes.
    static func check(of bytes: some Sequence<UInt8>) -> UInt32 {
        var crc = CRC32C()
        crc.update(bytes)
        return crc.check
    }

    /// Takes in bytes.
    mutating func update(_ bytes: some Sequence<UInt8>) {
        let done: Void? = bytes.withContiguousStorageIfAvailable { buffer in
            update(unsafe buffer.span)
        }
        guard done == nil else { return }
        for byte in bytes { step(byte) }
    }

    /// Takes in bytes.
    mutating func update(_ bytes: Span<UInt8>) {
        var place = 0
        let tables = Self.tables.span
        while place &+ 8 <= bytes.count {
            var low = value
            low ^= UInt32(bytes[place]) | UInt32(bytes[place &+ 1]) &<< 8
            low ^= UInt32(bytes[place &+ 2]) &<< 16 | UInt32(bytes[place &+ 3]) &<< 24
            var next = tables[7 &* 256 &+ Int(low & 0xFF)]
            next ^= tables[6 &* 256 &+ Int((low &>> 8) & 0xFF)]
            next ^= tables[5 &* 256 &+ Int((low &>> 16) & 0xFF)]
            next ^= tables[4 &* 256 &+ Int(low &>> 24)]
            next ^= tables[3 &* 256 &+ Int(bytes[place &+ 4])]
            next ^= tables[2 &* 256 &+ Int(bytes[place &+ 5])]
            next ^= tables[256 &+ Int(bytes[place &+ 6])]
            next ^= tables[Int(bytes[place &+ 7])]
            value = next
            place &+= 8
        }
        while place < bytes.count {
            step(bytes[place])
            place &+= 1
        }
    }

    private mutating func step(_ byte: UInt8) {
        value = (value &>> 8) ^ Self.tables[Int(UInt8(truncatingIfNeeded: value) ^ byte)]
    }

    /// Eight tables of 256 words, one behind the other.
    private static let tables: [UInt32] = {
        var tables = [UInt32](repeating: 0, count: 8 * 256)
        for byte in 0..<256 {
            var word = UInt32(byte)
            for _ in 0..<8 { word = word & 1 == 1 ? (word >> 1) ^ 0x82F6_3B78 : word >> 1 }
            tables[byte] = word
        }
        for byte in 0..<256 {
            for table in 1..<8 {
                let before = tables[(table - 1) * 256 + byte]
                tables[table * 256 + byte] = (before >> 8) ^ tables[Int(before & 0xFF)]
            }
        }
        return tables
    }()
}
