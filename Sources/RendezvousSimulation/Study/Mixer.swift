/// A hash of 64 bits that is the same everywhere: what a configuration or a population comes to.
struct Mixer: Sendable {
    private(set) var value: UInt64 = 0x6A09_E667_F3BC_C908

    /// Mixes a number in.
    @inline(__always)
    mutating func add(_ bits: UInt64) {
        // The finalizer of SplitMix64, which is one to one.
        var mixed = (value ^ bits) &+ 0x9E37_79B9_7F4A_7C15
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        value = mixed ^ (mixed >> 31)
    }

    /// Mixes bytes in, and their number.
    mutating func add(_ bytes: some Collection<UInt8>) {
        add(UInt64(bytes.count))
        var word: UInt64 = 0
        for (place, byte) in bytes.enumerated() {
            word |= UInt64(byte) << UInt64(place % 8 * 8)
            if place % 8 == 7 {
                add(word)
                word = 0
            }
        }
        add(word)
    }
}
