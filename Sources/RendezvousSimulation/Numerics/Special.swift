/// Special functions over ``Elementary``, the same bits on every machine.
public enum Special {
    /// The logarithm of Γ(`x`) for `x > 0`; infinite at 0 and below. Stirling's series from 15 on.
    ///
    /// Error below 1e-14 of the larger of 1 and the value.
    public static func logGamma(_ x: Double) -> Double {
        guard x > 0 else { return x.isNaN ? x : .infinity }
        guard x < 1e300 else { return .infinity }
        if x == 1 || x == 2 { return 0 }
        var product = 1.0
        var shifted = x
        while shifted < 15 {
            product *= shifted
            shifted += 1
        }
        return stirling(shifted) - Elementary.log(product)
    }

    private static func stirling(_ x: Double) -> Double {
        (x - 0.5) * Elementary.log(x) - x + 0.91893853320467274178 + stirlingRest(x)
    }

    /// What Stirling's series adds to its first terms, `x` at least 10.
    private static func stirlingRest(_ x: Double) -> Double {
        let z = 1 / (x * x)
        let tail = -691.0 / 360_360 + z / 156
        let a = -1.0 / 1_680 + z * (1.0 / 1_188 + z * tail)
        return (1.0 / 12 + z * (-1.0 / 360 + z * (1.0 / 1_260 + z * a))) / x
    }

    /// The share of a gamma law of shape `a` and scale 1 below `x`: P(a, x).
    ///
    /// Series below a + 1, continued fraction (Lentz) above; relative error about 1e-13 up to
    /// a = 1,000 and 1e-11 up to 100,000. Not a number if `a ≤ 0` or `x < 0`.
    public static func lowerGamma(_ a: Double, _ x: Double) -> Double {
        guard a > 0, x >= 0 else { return .nan }
        guard x > 0 else { return 0 }
        guard x.isFinite else { return 1 }
        return x < a + 1 ? gammaSeries(a, x) : 1 - gammaFraction(a, x)
    }

    /// The share of a gamma law of shape `a` and scale 1 above `x`: Q(a, x).
    public static func upperGamma(_ a: Double, _ x: Double) -> Double {
        guard a > 0, x >= 0 else { return .nan }
        guard x > 0 else { return 1 }
        guard x.isFinite else { return 0 }
        return x < a + 1 ? 1 - gammaSeries(a, x) : gammaFraction(a, x)
    }

    /// x^a e^−x / Γ(a), by the distance from the mode where `a` is large, so that nothing cancels.
    private static func gammaPrefix(_ a: Double, _ x: Double) -> Double {
        guard a > 20 else {
            return Elementary.exp(a * Elementary.log(x) - x - logGamma(a))
        }
        let u = (x - a) / a
        let bell = u.magnitude < 0.4 ? -a * deviance(u) : a * (Elementary.log(x / a) - u)
        return Elementary.exp(bell - stirlingRest(a)) * (a / (2 * Double.pi)).squareRoot()
    }

    /// u − log(1 + u) without cancellation.
    private static func deviance(_ u: Double) -> Double {
        guard u.magnitude < 0.05 else { return u - Elementary.log1p(u) }
        var power = u * u
        var sum = 0.0
        for n in 2...16 {
            sum += (n.isMultiple(of: 2) ? power : -power) / Double(n)
            power *= u
        }
        return sum
    }

    private static func gammaSeries(_ a: Double, _ x: Double) -> Double {
        var term = 1 / a
        var sum = term
        var n = a
        for _ in 0..<200_000 where term > sum * 1e-17 {
            n += 1
            term *= x / n
            sum += term
        }
        return sum * gammaPrefix(a, x)
    }

    private static func gammaFraction(_ a: Double, _ x: Double) -> Double {
        let tiny = 1e-300
        var b = x + 1 - a
        var c = 1 / tiny
        var d = 1 / (b == 0 ? tiny : b)
        var h = d
        for i in 1..<200_000 {
            let an = -Double(i) * (Double(i) - a)
            b += 2
            d = an * d + b
            if d.magnitude < tiny { d = tiny }
            c = b + an / c
            if c.magnitude < tiny { c = tiny }
            d = 1 / d
            let step = d * c
            h *= step
            if (step - 1).magnitude < 1e-16 { break }
        }
        return h * gammaPrefix(a, x)
    }

    /// The share of a beta law with parameters `a` and `b` below `x`: Iₓ(a, b).
    ///
    /// Continued fraction (Lentz); relative error about 1e-13 for parameters up to 1,000.
    public static func beta(_ x: Double, _ a: Double, _ b: Double) -> Double {
        guard a > 0, b > 0, x >= 0, x <= 1 else { return .nan }
        if x == 0 || x == 1 { return x }
        if x > (a + 1) / (a + b + 2) { return 1 - beta(1 - x, b, a) }
        let front = Elementary.exp(
            logGamma(a + b) - logGamma(a) - logGamma(b) + a * Elementary.log(x)
                + b * Elementary.log1p(-x))
        return front * betaFraction(x, a, b) / a
    }

    private static func betaFraction(_ x: Double, _ a: Double, _ b: Double) -> Double {
        let tiny = 1e-300
        func kept(_ value: Double) -> Double { value.magnitude < tiny ? tiny : value }
        var c = 1.0
        var d = 1 / kept(1 - (a + b) * x / (a + 1))
        var h = d
        for i in 1..<10_000 {
            let m = Double(i)
            let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
            d = 1 / kept(1 + even * d)
            c = kept(1 + even / c)
            h *= d * c
            let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
            d = 1 / kept(1 + odd * d)
            c = kept(1 + odd / c)
            let step = d * c
            h *= step
            if (step - 1).magnitude < 1e-16 { break }
        }
        return h
    }

    /// The share of the standard normal law below `z`.
    public static func normalShare(_ z: Double) -> Double {
        guard !z.isNaN else { return z }
        let half = 0.5 * z * z
        return z < 0 ? 0.5 * upperGamma(0.5, half) : 0.5 + 0.5 * lowerGamma(0.5, half)
    }

    /// The share of Student's law with `df` degrees of freedom below `t`.
    public static func studentShare(_ t: Double, df: Double) -> Double {
        guard df > 0, !t.isNaN else { return .nan }
        let tail = 0.5 * beta(df / (df + t * t), 0.5 * df, 0.5)
        return t < 0 ? tail : 1 - tail
    }
}
