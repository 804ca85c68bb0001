import RendezvousDocuments

/// A chart as inline SVG. Colours come from the page (classes `s0` … `s7`), so that it follows
/// light and dark; lines differ in their dashes too. It is 400 units wide, for a telephone.
struct Chart {
    static let width = 400.0
    /// So many series have colours of their own.
    static let seriesMax = 8

    let id: String
    let title: String
    let description: String

    /// A line with a name; values that are not a number are left out.
    struct Line {
        let name: String
        let points: [(x: Double, y: Double)]
    }

    /// A value with its interval on a row with a name.
    struct Mark {
        let name: String
        let value: Double
        let halfWidth: Double
    }

    /// Lines over a common axis; `ticks` are the places with names below it.
    func lines(
        _ lines: [Line], ticks: [(x: Double, name: String)], unit: String, percent: Bool = false
    ) -> String {
        let height = 234.0
        let (left, right, top, bottom) = (46.0, Self.width - 22, 14.0, height - 38)
        let points = lines.flatMap(\.points).filter { $0.y.isFinite }
        let xs = points.map(\.x) + ticks.map(\.x)
        let (low, high) = (xs.min() ?? 0, xs.max() ?? 1)
        let scale = Axis(from: 0, to: max(points.map(\.y).max() ?? 1, 1e-9))
        func x(_ value: Double) -> Double {
            left + (high > low ? (value - low) / (high - low) : 0.5) * (right - left)
        }
        func y(_ value: Double) -> Double { bottom - value / scale.to * (bottom - top) }
        var text = open(height)
        for tick in scale.ticks {
            text += "<path class=\"grid\" d=\"M\(n(left)) \(n(y(tick)))H\(n(right))\"/>\n"
            text += "<text class=\"tick\" text-anchor=\"end\" x=\"\(n(left - 6))\" "
            text += "y=\"\(n(y(tick) + 4))\">"
            text += "\(percent ? Figure.percent(tick) : Figure.short(tick))</text>\n"
        }
        for tick in ticks {
            text += "<text class=\"tick\" text-anchor=\"middle\" x=\"\(n(x(tick.x)))\" "
            text += "y=\"\(n(bottom + 19))\">\(Page.escaped(tick.name))</text>\n"
        }
        text += "<text class=\"tick\" x=\"\(n(left))\" y=\"\(n(height - 4))\">"
        text += "\(Page.escaped(unit))</text>\n"
        for (number, line) in lines.enumerated().reversed() {
            var path = ""
            var isOpen = false
            for point in line.points {
                guard point.y.isFinite else {
                    isOpen = false
                    continue
                }
                path += "\(isOpen ? "L" : "M")\(n(x(point.x))) \(n(y(point.y)))"
                isOpen = true
            }
            text += "<path class=\"line s\(number % Self.seriesMax)\" d=\"\(path)\"/>\n"
            // A value alone makes no line.
            let known = line.points.filter { $0.y.isFinite }
            if known.count == 1 {
                text += "<circle class=\"point s\(number % Self.seriesMax)\" r=\"3\" "
                text += "cx=\"\(n(x(known[0].x)))\" cy=\"\(n(y(known[0].y)))\"/>\n"
            }
        }
        return text + "</svg>\n"
    }

    /// Values with their intervals, a row each; `zero` draws a line to compare with.
    func marks(_ marks: [Mark], unit: String, zero: Bool, percent: Bool = false) -> String {
        let row = 26.0
        let height = Double(marks.count) * row + 52
        let longest = marks.map { Page.width(of: $0.name) }.max() ?? 0
        let left = min(170, max(60, longest + 14))
        let right = Self.width - 26
        let ends = marks.flatMap { mark -> [Double] in
            guard mark.value.isFinite else { return [] }
            let half = mark.halfWidth.isFinite ? mark.halfWidth : 0
            return [mark.value - half, mark.value + half]
        }
        func label(_ tick: Double) -> String {
            percent ? Figure.percent(tick) : Figure.short(tick)
        }
        let (low, high) = (min(0, ends.min() ?? 0), max(ends.max() ?? 0, zero ? 0 : 1e-9))
        // As many ticks as have room for their numbers.
        var scale = Axis(from: low, to: high)
        for steps in [4.0, 3, 2] {
            let widest = scale.ticks.map { Page.width(of: label($0)) }.max() ?? 0
            if widest + 10 <= (right - left) / Double(max(1, scale.ticks.count - 1)) { break }
            scale = Axis(from: low, to: high, steps: steps)
        }
        func x(_ value: Double) -> Double {
            left + (value - scale.from) / (scale.to - scale.from) * (right - left)
        }
        var text = open(height)
        let bottom = height - 38
        for tick in scale.ticks {
            let name = zero && tick == 0 ? "zero" : "grid"
            text += "<path class=\"\(name)\" d=\"M\(n(x(tick))) 6V\(n(bottom))\"/>\n"
            text += "<text class=\"tick\" text-anchor=\"middle\" x=\"\(n(x(tick)))\" "
            text += "y=\"\(n(bottom + 15))\">"
            text += "\(label(tick))</text>\n"
        }
        text += "<text class=\"tick\" text-anchor=\"end\" x=\"\(n(right))\" "
        text += "y=\"\(n(height - 4))\">\(Page.escaped(unit))</text>\n"
        for (number, mark) in marks.enumerated() {
            let y = 6 + (Double(number) + 0.5) * row
            text += "<text class=\"name\" x=\"0\" y=\"\(n(y + 4))\">"
            text += "\(Page.escaped(Page.shortened(mark.name, to: left - 8)))</text>\n"
            guard mark.value.isFinite else { continue }
            let half = mark.halfWidth.isFinite ? mark.halfWidth : 0
            text += "<path class=\"whisker\" d=\"M\(n(x(mark.value - half))) \(n(y))"
            text += "H\(n(x(mark.value + half)))\"/>\n"
            text += "<circle class=\"dot\" cx=\"\(n(x(mark.value)))\" cy=\"\(n(y))\" r=\"4\"/>\n"
        }
        return text + "</svg>\n"
    }

    private func open(_ height: Double) -> String {
        "<svg viewBox=\"0 0 \(n(Self.width)) \(n(height))\" role=\"img\" "
            + "aria-labelledby=\"\(id)-t \(id)-d\">\n"
            + "<title id=\"\(id)-t\">\(Page.escaped(title))</title>\n"
            + "<desc id=\"\(id)-d\">\(Page.escaped(description))</desc>\n"
    }

    /// A coordinate with at most one decimal.
    private func n(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return tenths % 10 == 0 ? String(tenths / 10) : Figure.fixed(value, 1)
    }
}

/// An axis from one round number to another, with at most `steps` + 2 ticks.
struct Axis {
    let from: Double
    let to: Double
    let ticks: [Double]

    init(from low: Double, to high: Double, steps: Double = 5) {
        let span = max(high - low, 1e-12)
        // The smallest of 1, 2 and 5 times a power of ten that makes so many steps do.
        var power = 1.0
        while power > span / steps { power /= 10 }
        while power * 10 <= span / steps { power *= 10 }
        let step = [1.0, 2, 5, 10].map { $0 * power }.first { span / $0 <= steps } ?? power * 10
        let first = (low / step + 1e-9).rounded(.down)
        let last = max((high / step - 1e-9).rounded(.up), first + 1)
        from = first * step
        to = last * step
        ticks = (Int(first)...Int(last)).map { Double($0) * step }
    }
}

/// Numbers as people read them, the same on every machine.
enum Figure {
    /// A number with so many decimals; a dash where there is none.
    static func fixed(_ value: Double, _ decimals: Int) -> String {
        guard value.isFinite, value.magnitude < 1e15 else {
            return value.isInfinite ? (value > 0 ? "∞" : "-∞") : "–"
        }
        var factor = 1.0
        for _ in 0..<decimals { factor *= 10 }
        let scaled = Int64((value.magnitude * factor).rounded())
        let sign = value < 0 && scaled != 0 ? "-" : ""
        let digits = String(scaled)
        guard decimals > 0 else { return sign + digits }
        let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
        return sign + padded.dropLast(decimals) + "." + padded.suffix(decimals)
    }

    /// So many decimals that numbers up to a size have three digits or more that matter.
    static func decimals(upTo size: Double) -> Int {
        size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : size >= 0.1 ? 3 : 4
    }

    /// A number with three digits or more that matter.
    static func short(_ value: Double) -> String {
        let size = value.magnitude
        if size == 0 || size >= 100 { return fixed(value, 0) }
        var text = fixed(value, decimals(upTo: size))
        while text.contains("."), text.last == "0" { text.removeLast() }
        if text.last == "." { text.removeLast() }
        return text
    }

    /// A value with what it may be off, both with the decimals that matter for the latter.
    static func pair(_ value: Double, _ halfWidth: Double) -> String {
        guard halfWidth.isFinite, halfWidth > 0 else {
            return halfWidth == 0 ? "\(short(value)) ± 0" : short(value)
        }
        let decimals = halfWidth >= 10 ? 0 : halfWidth >= 1 ? 1 : halfWidth >= 0.1 ? 2 : 3
        return "\(fixed(value, decimals)) ± \(fixed(halfWidth, decimals))"
    }

    /// A share in per cent.
    static func percent(_ value: Double) -> String {
        value.isFinite ? short(value * 100) + " %" : "–"
    }
}
