import Foundation

/// What libFuzzer calls with a text.
///
/// Whatever comes: nothing traps; what is taken for JSON is taken by another reader too, and means
/// the same to it; and what is written from it is read again as the same.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    let text: JSONText
    do {
        text = try JSONText(bytes, limits: StrictJSON.Limits(depth: 16, size: 65_536))
    } catch {
        _ = error.description
        return 0
    }
    for index in text.tape.indices { _ = text.path(index) }
    var position = 0
    let own = value(text, &position)
    need(position == text.tape.count, "the tape has more than the text")
    guard
        let other = try? JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)
    else {
        // Foundation gives up where a number is beyond what it can hold.
        need(hasLargeNumber(bytes), "taken here alone: \(String(decoding: bytes, as: UTF8.self))")
        return 0
    }
    // Foundation drops a byte order mark at the beginning of a string.
    let hasMark = "\(own)".unicodeScalars.contains("\u{FEFF}")
    need(
        hasMark || same(own, other),
        "two meanings: \(String(decoding: bytes, as: UTF8.self)) \(own) \(other)")
    let written = output(own).bytes(.compact)
    guard let again = try? JSONText(written, limits: .standard) else {
        need(false, "what is written cannot be read")
        return 0
    }
    position = 0
    need(value(again, &position) == plain(own), "what is written is something else")
    return 0
}

/// A value as it was read.
indirect enum Value: Equatable {
    case null, flag(Bool), number(String), text(String)
    case list([Value])
    case object([String], [Value])
}

func value(_ text: JSONText, _ position: inout Int) -> Value {
    let (start, end) = (position, text.next(position))
    position += 1
    switch text.mark(start) {
    case UInt8(ascii: "{"):
        var (names, values): ([String], [Value]) = ([], [])
        while position < end {
            names.append(text.string(position))
            position += 1
            values.append(value(text, &position))
        }
        return .object(names, values)
    case UInt8(ascii: "["):
        var values: [Value] = []
        while position < end { values.append(value(text, &position)) }
        return .list(values)
    case UInt8(ascii: "\""): return .text(text.string(start))
    case UInt8(ascii: "t"): return .flag(true)
    case UInt8(ascii: "f"): return .flag(false)
    case UInt8(ascii: "n"): return .null
    default: return .number(text.word(start))
    }
}

/// The value as it is written here: numbers and `null` as texts, since a writer has its own forms.
func plain(_ value: Value) -> Value {
    switch value {
    case .null: .text("null")
    case .number(let word): .text(word)
    case .flag, .text: value
    case .list(let values): .list(values.map(plain))
    case .object(let names, let values): .object(names, values.map(plain))
    }
}

func output(_ value: Value) -> JSONOutput {
    switch value {
    case .null: .text("null")
    case .flag(let flag): .flag(flag)
    case .number(let word): .text(word)
    case .text(let text): .text(text)
    case .list(let values): .list(values.map(output))
    case .object(let names, let values):
        .object(zip(names, values).map { (name: $0, value: output($1)) })
    }
}

func same(_ value: Value, _ other: Any) -> Bool {
    switch value {
    case .null: return other is NSNull
    case .flag(let flag): return (other as? NSNumber)?.boolValue == flag
    case .number(let word):
        guard let number = other as? NSNumber, let double = Double(word) else { return false }
        return number.doubleValue == double
            || abs(number.doubleValue - double) <= abs(double) * 1e-12
    case .text(let text):
        return (other as? String).map { Array($0.utf8) == Array(text.utf8) } ?? false
    case .list(let values):
        guard let others = other as? [Any], others.count == values.count else { return false }
        return zip(values, others).allSatisfy { same($0, $1) }
    case .object(let names, let values):
        // Names that differ only in how characters are composed are one to a Swift dictionary.
        guard let others = other as? [String: Any], others.count <= values.count else {
            return false
        }
        guard others.count == values.count else { return Set(names).count == others.count }
        return zip(names, values).allSatisfy { name, value in
            others[name].map { same(value, $0) } ?? false
        }
    }
}

/// Whether a number has so many digits, or so large an exponent, that it may be none of Foundation.
func hasLargeNumber(_ bytes: [UInt8]) -> Bool {
    var run = 0
    for byte in bytes {
        let isDigit = (0x30...0x39).contains(byte) || byte == 0x2E || byte | 0x20 == 0x65
        run = isDigit || run > 0 && (byte == 0x2B || byte == 0x2D) ? run + 1 : 0
        if run >= 4 { return true }
    }
    return false
}

/// Says what is wrong and ends the process: a finding.
func need(_ isSo: Bool, _ what: @autoclosure () -> String) {
    if isSo { return }
    let line = Array("finding: \(what())\n".utf8)
    _ = write(2, line, line.count)
    exit(1)
}
