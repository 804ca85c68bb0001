/// Elementary functions of our own, so that results have the same bits on every machine.
enum Elementary {
    /// The natural logarithm of a positive normal number, to about 1e-16.
    static func logarithm(_ number: Double) -> Double {
        var (mantissa, exponent) = (number.significand, Double(number.exponent))
        if mantissa > 1.414_213_562_373_095_1 {
            mantissa /= 2
            exponent += 1
        }
        // 2 artanh s = 2 (s + s³/3 + s⁵/5 + …), |s| ≤ 0.172
        let s = (mantissa - 1) / (mantissa + 1)
        let square = s * s
        var sum = 0.0
        for odd in stride(from: 21, through: 1, by: -2) { sum = sum * square + 1 / Double(odd) }
        return exponent * 0.693_147_180_559_945_3 + 2 * s * sum
    }

    /// The `n`-th root of a number between 0 and 1.
    static func root(_ number: Double, _ n: Int) -> Double {
        var (low, high) = (0.0, 1.0)
        for _ in 0..<60 {
            let middle = (low + high) / 2
            var power = 1.0
            for _ in 0..<n { power *= middle }
            if power < number { low = middle } else { high = middle }
        }
        return high
    }
}
