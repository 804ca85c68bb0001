/// Bytes from the system's generator, for salts and names.
enum SystemRandom {
    /// So many of them; a word at a time, as each word costs a call of the kernel.
    static func bytes(_ count: Int) -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count + 8)
        while bytes.count < count { bytes.append(little: generator.next() as UInt64) }
        bytes.removeLast(bytes.count - count)
        return bytes
    }
}
