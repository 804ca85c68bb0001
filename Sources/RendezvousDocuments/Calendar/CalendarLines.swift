import Rendezvous

/// The content lines of a calendar: ended by CR and LF, folded at 75 octets.
struct CalendarLines {
    private(set) var bytes: [UInt8] = []

    /// The longest line, without its end.
    static let width = 75

    /// Adds a property whose value is no text, or is text already.
    mutating func add(_ name: String, _ value: String) {
        var length = 0
        for scalar in "\(name):\(value)".unicodeScalars {
            let octets = Array(String(scalar).utf8)
            // A scalar is never split: some readers unfold after decoding.
            if length + octets.count > Self.width {
                bytes += [0x0D, 0x0A, 0x20]
                length = 1
            }
            bytes += octets
            length += octets.count
        }
        bytes += [0x0D, 0x0A]
    }

    /// Adds a property whose value is text.
    mutating func add(_ name: String, text: String) { add(name, Self.escaped(text)) }

    /// The text as a value of type TEXT: `\`, `;`, `,` and line breaks escaped, other control
    /// characters left out.
    static func escaped(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        var previous: Unicode.Scalar?
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\", ";", ",": result += ["\\", scalar]
            case "\n" where previous == "\r": break
            case "\n", "\r": result += ["\\", "n"]
            case "\t": result.append(scalar)
            case _ where scalar.properties.generalCategory == .control: break
            default: result.append(scalar)
            }
            previous = scalar
        }
        return String(result)
    }

    /// The instant as a DATE-TIME in UTC: `20261124T080000Z`.
    static func utc(_ instant: Instant) -> String {
        basic(ZoneRules.utc.local(instant)) + "Z"
    }

    /// The reading as a DATE-TIME without zone: `20261124T100000`.
    static func basic(_ reading: LocalDateTime) -> String {
        String(reading.description.prefix(19).filter { $0 != "-" && $0 != ":" })
    }

    /// The offset as a UTC-OFFSET: `+0200`, with seconds only where there are any.
    static func offset(_ offset: Seconds) -> String {
        let count = offset.count.magnitude
        let parts = [count / 3_600, count / 60 % 60, count % 60]
        let digits = parts.map { ($0 < 10 ? "0" : "") + String($0) }
        return (offset < .zero ? "-" : "+") + digits.prefix(parts[2] == 0 ? 2 : 3).joined()
    }
}
