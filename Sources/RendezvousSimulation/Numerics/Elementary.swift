/// Elementary functions that give the same bits on every machine.
///
/// The platform's `exp`, `log` and `pow` differ in the last bit between libraries, and one bit
/// changes a trace. These use only `+ − × ÷`, square roots and the bits of a number, all of which
/// IEEE 754 fixes. `exp`, `log`, `log1p`, `expm1`, `sin` and `cos` follow the algorithms of
/// fdlibm (Sun Microsystems 1993): error below 1 unit in the last place; `pow` carries the
/// logarithm in two words. Not-a-number in gives not-a-number out; nothing stops.
public enum Elementary {
    static let ln2High = 6.93147180369123816490e-01
    static let ln2Low = 1.90821492927058770002e-10

    /// `e` to the power `x`: 0 below −745.2, infinite above 709.8.
    public static func exp(_ x: Double) -> Double {
        guard x < 709.782712893384 else { return x.isNaN ? x : .infinity }
        guard x > -745.1332191019412 else { return x.isNaN ? x : 0 }
        var k = 0
        if x > 0.34657359027997264 || x < -0.34657359027997264 {
            k = Int(1.44269504088896338700 * x + (x < 0 ? -0.5 : 0.5))
        }
        let high = x - Double(k) * ln2High
        let low = Double(k) * ln2Low
        let r = high - low
        let t = r * r
        let p45 = -1.65339022054652515390e-06 + t * 4.13813679705723846039e-08
        let p3 = 6.61375632143793436117e-05 + t * p45
        let p2 = -2.77777777770155933842e-03 + t * p3
        let c = r - t * (1.66666666666666019037e-01 + t * p2)
        let y = 1 - ((low - (r * c) / (2 - c)) - high)
        return scale(y, k)
    }

    /// `y` times two to the power `k`, −1,100 … 1,100, rounded once.
    static func scale(_ y: Double, _ k: Int) -> Double {
        if k >= -1021 && k <= 1023 {
            return y * Double(bitPattern: UInt64(k + 1023) << 52)
        }
        if k > 1023 { return y * 2 * Double(bitPattern: UInt64(k + 1022) << 52) }
        return y * Double(bitPattern: UInt64(k + 1023 + 128) << 52) * 0x1p-128
    }

    /// The natural logarithm: −∞ at 0, not a number below.
    public static func log(_ x: Double) -> Double {
        guard x > 0 else { return x == 0 ? -.infinity : .nan }
        guard x.isFinite else { return x }
        return x < 0x1p-1022 ? normalLog(x * 0x1p54, -54) : normalLog(x)
    }

    /// The logarithm of a number that is positive, finite and not below 2⁻¹⁰²², plus `k` · ln 2.
    @inline(__always)
    static func normalLog(_ x: Double, _ k: Int = 0) -> Double {
        // Brings the fraction into √½ … √2.
        var bits = x.bitPattern &+ (0x3ff0_0000_0000_0000 - 0x3fe6_a09e_0000_0000)
        let power = Double(k &+ Int(truncatingIfNeeded: bits >> 52) &- 0x3ff)
        bits = (bits & 0x000f_ffff_ffff_ffff) &+ 0x3fe6_a09e_0000_0000
        let f = Double(bitPattern: bits) - 1
        return logOnePlus(f, low: power * ln2Low, high: power * ln2High)
    }

    /// log(1 + `f`) + `low` + `high` for `f` in √½ − 1 … √2 − 1.
    @inline(__always)
    private static func logOnePlus(_ f: Double, low: Double, high: Double) -> Double {
        let half = 0.5 * f * f
        let s = f / (2 + f)
        let z = s * s
        let w = z * z
        let t1 =
            w
            * (3.999999999940941908e-01
                + w * (2.222219843214978396e-01 + w * 1.531383769920937332e-01))
        let t2 =
            z
            * (6.666666666666735130e-01
                + w
                * (2.857142874366239149e-01
                    + w * (1.818357216161805012e-01 + w * 1.479819860511658591e-01)))
        return s * (half + t2 + t1) + low - half + f + high
    }

    /// log(1 + `x`), exact also where `x` is tiny.
    public static func log1p(_ x: Double) -> Double {
        guard x > -1 else { return x == -1 ? -.infinity : .nan }
        guard x.isFinite, x > 0x1p-53 || x < -0x1p-53 else { return x }
        if x < 0.41421356 && x > -0.29289321 { return logOnePlus(x, low: 0, high: 0) }
        let u = 1 + x
        var bits = u.bitPattern &+ (0x3ff0_0000_0000_0000 - 0x3fe6_a09e_0000_0000)
        let k = Int(bits >> 52) - 0x3ff
        let lost = k < 54 ? (k >= 2 ? 1 - (u - x) : x - (u - 1)) / u : 0
        bits = (bits & 0x000f_ffff_ffff_ffff) &+ 0x3fe6_a09e_0000_0000
        return logOnePlus(
            Double(bitPattern: bits) - 1, low: Double(k) * ln2Low + lost,
            high: Double(k) * ln2High)
    }

    /// `e` to the power `x`, less 1; exact also where `x` is tiny.
    public static func expm1(_ x: Double) -> Double {
        guard x < 709.782712893384 else { return x.isNaN ? x : .infinity }
        guard x > -38 else { return x.isNaN ? x : -1 }
        guard x > 0x1p-54 || x < -0x1p-54 else { return x }
        var k = 0
        if x > 0.34657359027997264 || x < -0.34657359027997264 {
            k = Int(1.44269504088896338700 * x + (x < 0 ? -0.5 : 0.5))
        }
        let high = x - Double(k) * ln2High
        let low = Double(k) * ln2Low
        let r = high - low
        let c = (high - r) - low
        let half = 0.5 * r
        let h = r * half
        let q = 4.00821782732936239552e-06 + h * -2.01099218183624371326e-07
        let q2 = 1.58730158725481460165e-03 + h * (-7.93650757867487942473e-05 + h * q)
        let r1 = 1 + h * (-3.33333333333331316428e-02 + h * q2)
        let t = 3 - r1 * half
        var e = h * ((r1 - t) / (6 - r * t))
        if k == 0 { return r - (r * e - h) }
        e = r * (e - c) - c - h
        if k == -1 { return 0.5 * (r - e) - 0.5 }
        if k == 1 { return r < -0.25 ? -2 * (e - (r + 0.5)) : 1 + 2 * (r - e) }
        if k < 0 || k > 56 { return scale(r - e + 1, k) - 1 }
        let small = Double(bitPattern: UInt64(1023 - k) << 52)
        return scale(k < 20 ? r - e + (1 - small) : r - (e + small) + 1, k)
    }

    /// `x` to the power `y`, as IEEE 754 has it for 0, 1, infinities and whole `y` with `x < 0`;
    /// relative error below 1e-15, also where the power is huge.
    public static func pow(_ x: Double, _ y: Double) -> Double {
        if y == 0 || x == 1 { return 1 }
        guard !x.isNaN, !y.isNaN else { return .nan }
        if y == 1 { return x }
        if y == 2 { return x * x }
        if y == -1 { return 1 / x }
        if x < 0 || (x == 0 && x.sign == .minus) {
            guard y.rounded(.towardZero) == y else {
                return x == 0 || x == -.infinity ? pow(-x, y) : .nan
            }
            let isOdd = y.magnitude < 0x1p53 && Int64(y) & 1 == 1
            let power = pow(-x, y)
            return isOdd ? -power : power
        }
        if x == 0 || x == .infinity { return (x == 0) == (y > 0) ? 0 : .infinity }
        if y == 0.5 { return x.squareRoot() }
        if y.isInfinite { return (x > 1) == (y > 0) ? .infinity : 0 }
        let log = TwoWord.log(x)
        let product = log.times(y)
        let power = exp(product.high)
        guard power.isFinite, power > 0 else { return power }
        return power + power * product.low
    }

    /// The sine of an angle in radians; beyond ±1e6 with the error of reducing it by 2π.
    public static func sin(_ x: Double) -> Double { Circle.value(x, quarter: 0) }

    /// The cosine of an angle in radians; beyond ±1e6 with the error of reducing it by 2π.
    public static func cos(_ x: Double) -> Double { Circle.value(x, quarter: 1) }
}

/// A sum of two words that does not round: about 106 bits.
struct TwoWord {
    let high: Double
    let low: Double

    /// The exact product of two numbers (Dekker 1971, Veltkamp's splitting).
    static func product(_ a: Double, _ b: Double) -> TwoWord {
        guard a.magnitude < 0x1p990, b.magnitude < 0x1p990 else {
            return TwoWord(high: a * b, low: 0)
        }
        let (ah, al) = split(a)
        let (bh, bl) = split(b)
        let p = a * b
        return TwoWord(high: p, low: ((ah * bh - p) + ah * bl + al * bh) + al * bl)
    }

    private static func split(_ a: Double) -> (Double, Double) {
        let c = 134_217_729 * a
        let high = c - (c - a)
        return (high, a - high)
    }

    /// This times a number, to about 100 bits.
    func times(_ y: Double) -> TwoWord {
        let p = TwoWord.product(high, y)
        guard p.high.isFinite else { return TwoWord(high: p.high, low: 0) }
        let rest = p.low + low * y
        let sum = p.high + rest
        return TwoWord(high: sum, low: (p.high - sum) + rest)
    }

    /// The logarithm of a positive finite number to about 68 bits: 2 artanh(f/(2+f)) + k ln 2.
    static func log(_ x: Double) -> TwoWord {
        var bits = x.bitPattern
        var k = 0
        if x < 0x1p-1022 {
            bits = (x * 0x1p54).bitPattern
            k = -54
        }
        bits = bits &+ (0x3ff0_0000_0000_0000 - 0x3fe6_a09e_0000_0000)
        k += Int(bits >> 52) - 0x3ff
        bits = (bits & 0x000f_ffff_ffff_ffff) &+ 0x3fe6_a09e_0000_0000
        let f = Double(bitPattern: bits) - 1
        let d = 2 + f
        let dLow = (2 - d) + f
        let s = f / d
        let p = product(s, d)
        let sLow = ((f - p.high) - p.low - s * dLow) / d
        let z = s * s
        var tail = 0.0
        for odd in stride(from: 25, through: 3, by: -2) { tail = tail * z + 2 / Double(odd) }
        // s³ in one word: it is below 0.3 % of the sum.
        let cube = tail * z * s
        let first = 2 * s
        let base = Double(k) * Elementary.ln2High
        let sum = base + first
        let lost = base.magnitude > first.magnitude ? (base - sum) + first : (first - sum) + base
        let rest = lost + (2 * sLow + (cube + Double(k) * Elementary.ln2Low))
        let high = sum + rest
        return TwoWord(high: high, low: (sum - high) + rest)
    }
}

/// Sine and cosine by reduction to a quarter of the circle.
private enum Circle {
    static func value(_ x: Double, quarter: Int) -> Double {
        guard x.isFinite else { return .nan }
        let angle = x.magnitude > 1e6 ? x.truncatingRemainder(dividingBy: 2 * Double.pi) : x
        let turns = (angle * 6.36619772367581382433e-01).rounded(.toNearestOrEven)
        let r = angle - turns * 1.57079632673412561417e+00
        let w = turns * 6.07710050630396597660e-11
        let r2 = r - w
        let w2 = turns * 2.02226624879595063154e-21 - ((r - r2) - w)
        let high = r2 - w2
        let low = (r2 - high) - w2
        switch (Int(turns) + quarter) & 3 {
        case 0: return sine(high, low)
        case 1: return cosine(high, low)
        case 2: return -sine(high, low)
        default: return -cosine(high, low)
        }
    }

    static func sine(_ x: Double, _ y: Double) -> Double {
        let z = x * x
        let tail =
            2.75573137070700676789e-06 + z
            * (-2.50507602534068634195e-08
                + z * 1.58969099521155010221e-10)
        let r = 8.33333333332248946124e-03 + z * (-1.98412698298579493134e-04 + z * tail)
        let v = z * x
        return x - ((z * (0.5 * y - v * r) - y) - v * -1.66666666666666324348e-01)
    }

    static func cosine(_ x: Double, _ y: Double) -> Double {
        let z = x * x
        let tail =
            -2.75573143513906633035e-07 + z
            * (2.08757232129817482790e-09
                + z * -1.13596475577881948265e-11)
        let r =
            z
            * (4.16666666666666019037e-02
                + z * (-1.38888888888741095749e-03 + z * (2.48015872894767294178e-05 + z * tail)))
        let half = 0.5 * z
        let w = 1 - half
        return w + (((1 - w) - half) + (z * r - x * y))
    }
}
