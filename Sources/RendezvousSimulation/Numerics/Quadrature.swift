/// Integrals by adaptive Gauss–Kronrod rules with 7 and 15 points.
enum Quadrature {
    private static let nodes: [Double] = [
        0.991455371120812639206854697526329, 0.949107912342758524526189684047851,
        0.864864423359769072789712788640926, 0.741531185599394439863864773280788,
        0.586087235467691130294144691693013, 0.405845151377397166906606412076961,
        0.207784955007898467600689403773245, 0,
    ]
    private static let kronrod: [Double] = [
        0.022935322010529224963732008058970, 0.063092092629978553290700663189204,
        0.104790010322250183839876322541518, 0.140653259715525918745189590510238,
        0.169004726639267902826583426598550, 0.190350578064785409913256402421014,
        0.204432940075298892414161999234649, 0.209482141084727828012999174891714,
    ]
    private static let gauss: [Double] = [
        0.129484966168869693270611432679082, 0.279705391489276667901467771423780,
        0.381830050505118944950369775488975, 0.417959183673469387755102040816327,
    ]

    /// The integral of `body` from `start` to `end` to about 13 digits of the largest piece.
    ///
    /// - Complexity: at most 4,000 rules of 15 points.
    static func integral(
        from start: Double, to end: Double, pieces: Int = 8, _ body: (Double) -> Double
    ) -> Double {
        guard end > start else { return 0 }
        var stack: [(Double, Double, Int)] = []
        let width = (end - start) / Double(pieces)
        var rough = 0.0
        for piece in (0..<pieces).reversed() {
            let low = start + width * Double(piece)
            let high = piece == pieces - 1 ? end : start + width * Double(piece + 1)
            stack.append((low, high, 0))
            rough += rule(low, high, body).value.magnitude
        }
        var sum = 0.0
        var lost = 0.0
        var rules = 0
        while let (low, high, depth) = stack.popLast() {
            let (value, error) = rule(low, high, body)
            rules += 1
            if error > 1e-15 * rough, depth < 40, rules < 4_000 {
                let middle = 0.5 * (low + high)
                stack.append((middle, high, depth + 1))
                stack.append((low, middle, depth + 1))
                continue
            }
            // Kahan's sum: pieces are many and alike.
            let next = value - lost
            let total = sum + next
            lost = (total - sum) - next
            sum = total
        }
        return sum
    }

    private static func rule(
        _ low: Double, _ high: Double, _ body: (Double) -> Double
    ) -> (value: Double, error: Double) {
        let middle = 0.5 * (low + high)
        let half = 0.5 * (high - low)
        let centre = body(middle)
        var fine = centre * kronrod[7]
        var coarse = centre * gauss[3]
        for index in 0..<7 {
            let pair = body(middle - half * nodes[index]) + body(middle + half * nodes[index])
            fine += kronrod[index] * pair
            if !index.isMultiple(of: 2) { coarse += gauss[index >> 1] * pair }
        }
        return (fine * half, ((fine - coarse) * half).magnitude)
    }
}
