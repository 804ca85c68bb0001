public import Rendezvous

/// A worker's week as a picture: one row a day; declared, leave, clocked and booked time.
///
/// It stands alone (no fonts, scripts or addresses outside), names nobody but by reference, and
/// says in words what it shows for those who do not see it. Colours differ in lightness, so that
/// it can be printed.
public enum TimetableSVG {
    private static let left = 90
    private static let row = 44
    private static let hour = 40
    private static let top = 48
    /// The width of a word of the legend with its colour.
    private static let step = 90

    /// The picture of some days, by the worker's clock; the hours are those in which anything is,
    /// at least 08:00 to 16:00.
    ///
    /// - Complexity: O(*n*) in what the days contain.
    public static func encode(
        _ days: [TimetableDay], of worker: Worker, zone: ZoneRules
    ) -> [UInt8] {
        let hours = Self.hours(days, zone)
        let shown = layers.indices.filter { index in days.contains { !sets($0)[index].isEmpty } }
        let width = max(left + hours.count * hour, shown.count * step) + 16
        let height = top + days.count * row + 40
        var text = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 \(width) \(height)\" "
        text += "role=\"img\" font-family=\"sans-serif\" font-size=\"12\">\n"
        text += "<title>\(escaped(worker.description))</title>\n"
        text += "<desc>\(escaped(description(days)))</desc>\n"
        text += "<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n"
        text += "<text x=\"8\" y=\"18\" font-weight=\"bold\">"
        text += "\(escaped(worker.description))</text>\n"
        for (index, value) in hours.enumerated() {
            let x = left + index * hour
            let name = value % 24 < 10 ? "0\(value % 24)" : "\(value % 24)"
            text += "<text x=\"\(x)\" y=\"38\" fill=\"#555\">\(name)</text>\n"
            text += "<path d=\"M\(x) 42V\(height - 36)\" stroke=\"#ddd\"/>\n"
        }
        for (index, day) in days.enumerated() {
            let y = top + index * row
            text += "<text x=\"8\" y=\"\(y + 16)\">\(day.date)</text>\n"
            text += bars(day, y: y, from: hours.lowerBound)
        }
        return Array((text + legend(shown, y: height - 24) + "</svg>\n").utf8)
    }

    private struct Layer {
        let name: String
        let colour: String
        let top: Int
        let height: Int
    }

    private static let layers = [
        Layer(name: "declared", colour: "#b8d4e8", top: 2, height: 24),
        Layer(name: "telework", colour: "#d9e8c4", top: 2, height: 24),
        Layer(name: "overtime", colour: "#f4cf8f", top: 2, height: 24),
        Layer(name: "leave", colour: "#d4d4d4", top: 2, height: 24),
        Layer(name: "booked", colour: "#1f4e79", top: 8, height: 12),
        Layer(name: "clocked", colour: "#555555", top: 30, height: 5),
    ]

    private static func sets(_ day: TimetableDay) -> [IntervalSet] {
        [
            day.working, day.telework, day.overtime, day.leave,
            IntervalSet(day.appointments.map(\.interval)).clipped(to: day.day), day.clocked,
        ]
    }

    private static func bars(_ day: TimetableDay, y: Int, from first: Int) -> String {
        var text = ""
        for (layer, set) in zip(layers, sets(day)) {
            for interval in set.intervals {
                // Seconds since the day began: a day of 25 hours is as long as it is.
                let start = (interval.start - day.day.start).count - Int64(first) * 3_600
                let x = Int64(left) + start * Int64(hour) / 3_600
                let width = max(1, interval.length.count * Int64(hour) / 3_600)
                text += "<rect x=\"\(x)\" y=\"\(y + layer.top)\" width=\"\(width)\" "
                text += "height=\"\(layer.height)\" fill=\"\(layer.colour)\">"
                text += "<title>\(layer.name)</title></rect>\n"
            }
        }
        return text
    }

    /// What the colours mean, of what there is in the picture.
    private static func legend(_ shown: [Int], y: Int) -> String {
        var text = ""
        for (place, layer) in shown.map({ layers[$0] }).enumerated() {
            let x = 8 + place * step
            text += "<rect x=\"\(x)\" y=\"\(y)\" width=\"12\" height=\"12\" "
            text += "fill=\"\(layer.colour)\"/>"
            text += "<text x=\"\(x + 16)\" y=\"\(y + 11)\">\(layer.name)</text>\n"
        }
        return text
    }

    /// The hours since the day began that the picture shows.
    private static func hours(_ days: [TimetableDay], _ zone: ZoneRules) -> Range<Int> {
        var (first, last) = (8, 16)
        for day in days {
            for interval in sets(day).flatMap(\.intervals) {
                let start = max(0, (interval.start - day.day.start).count / 3_600)
                let end = min(25, ((interval.end - day.day.start).count + 3_599) / 3_600)
                (first, last) = (min(first, Int(start)), max(last, Int(end)))
            }
        }
        return first..<last
    }

    private static func description(_ days: [TimetableDay]) -> String {
        days.map { day in
            let lengths = zip(layers, sets(day)).filter { !$0.1.isEmpty }
                .map { "\($0.0.name) \($0.1.length)" }
            return "\(day.date): \(lengths.isEmpty ? "nothing" : lengths.joined(separator: ", "))"
        }.joined(separator: "; ")
    }

    private static func escaped(_ text: String) -> String {
        var result = ""
        for character in text {
            switch character {
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "&": result += "&amp;"
            case "\"": result += "&quot;"
            default: result.append(character)
            }
        }
        return result
    }
}
