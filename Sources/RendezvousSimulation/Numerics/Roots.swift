/// Zeros of functions of one variable.
enum Roots {
    /// Where a rising function crosses 0 between `lower` and `upper`, to the last bit or two.
    ///
    /// Ridders' method with bisection to fall back on, so that it always ends.
    static func rising(
        from lower: Double, to upper: Double, _ body: (Double) -> Double
    ) -> Double {
        var (low, high) = (lower, upper)
        var (atLow, atHigh) = (body(low), body(high))
        guard atLow < 0 else { return low }
        guard atHigh > 0 else { return high }
        for _ in 0..<200 {
            let middle = 0.5 * (low + high)
            guard middle > low, middle < high else { return middle }
            let atMiddle = body(middle)
            if atMiddle == 0 { return middle }
            let root = (atMiddle * atMiddle - atLow * atHigh).squareRoot()
            var guess = middle + (middle - low) * (-atMiddle / root)
            if atMiddle < 0 {
                (low, atLow) = (middle, atMiddle)
            } else {
                (high, atHigh) = (middle, atMiddle)
            }
            if !(guess > low && guess < high) { guess = 0.5 * (low + high) }
            let atGuess = body(guess)
            if atGuess == 0 { return guess }
            if atGuess < 0 {
                (low, atLow) = (guess, atGuess)
            } else {
                (high, atHigh) = (guess, atGuess)
            }
            if high - low <= 2e-16 * high.magnitude { return 0.5 * (low + high) }
        }
        return 0.5 * (low + high)
    }
}
