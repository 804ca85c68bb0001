/// Writes responses as bytes: status line, fields, framing and content in one piece.
struct ResponseWriter {
    /// The date of the answer.
    var date: String
    /// Whether content is left out, as the answer to HEAD has none.
    var isHead = false
    /// Whether the connection closes behind it.
    var closes = false

    static let interim = Array("HTTP/1.1 100 Continue\r\n\r\n".utf8)

    /// Appends `response`; where it cannot be written as it is, the status of what was written
    /// instead is not its own: a field with a line end in it would be a second message.
    ///
    /// - Returns: The status that was written.
    func append(_ response: HTTPResponse, to output: inout [UInt8]) -> Int {
        let start = output.count
        let status = response.status
        let hasContent = status != 204 && status != 304
        output.reserveCapacity(start + 512 + (isHead ? 0 : response.content.count))
        output.append(contentsOf: "HTTP/1.1 ".utf8)
        Self.append(status, to: &output)
        output.append(ByteClass.space)
        output.append(contentsOf: StatusText.of(status).utf8)
        output.append(contentsOf: "\r\ndate: ".utf8)
        output.append(contentsOf: date.utf8)
        var isWritable = (200...599).contains(status)
        for field in response.fields.fields where !Self.isOurs(field.name) {
            output.append(contentsOf: "\r\n".utf8)
            isWritable = Self.append(name: field.name, to: &output) && isWritable
            output.append(contentsOf: ": ".utf8)
            isWritable = Self.append(value: field.value, to: &output) && isWritable
        }
        guard isWritable else {
            output.removeSubrange(start...)
            var other = Rejection.badAnswer.response
            other.route = response.route
            return append(other, to: &output)
        }
        if hasContent {
            output.append(contentsOf: "\r\ncontent-length: ".utf8)
            Self.append(response.content.count, to: &output)
        }
        output.append(contentsOf: (closes ? "\r\nconnection: close\r\n\r\n" : "\r\n\r\n").utf8)
        if hasContent, !isHead { output.append(contentsOf: response.content) }
        return status
    }

    /// The fields that only the server writes.
    private static func isOurs(_ name: String) -> Bool {
        switch name {
        case "date", "content-length", "connection", "transfer-encoding", "keep-alive", "trailer",
            "upgrade":
            true
        default: false
        }
    }

    /// Appends a name; whether it is one.
    private static func append(name: String, to output: inout [UInt8]) -> Bool {
        let start = output.count
        output.append(contentsOf: name.utf8)
        var isName = output.count > start
        for index in start..<output.count where !ByteClass.isToken(output[index]) {
            isName = false
        }
        return isName
    }

    /// Appends a value; whether it stays on its line.
    private static func append(value: String, to output: inout [UInt8]) -> Bool {
        let start = output.count
        output.append(contentsOf: value.utf8)
        var hasControl = false
        for index in start..<output.count {
            let byte = output[index]
            let isControl = (byte < ByteClass.space && byte != ByteClass.tab) || byte == 0x7F
            hasControl = hasControl || isControl
        }
        return !hasControl
    }

    /// Appends the decimal digits of a number that is not negative.
    private static func append(_ number: Int, to output: inout [UInt8]) {
        if number >= 10 { append(number / 10, to: &output) }
        output.append(UInt8(ascii: "0") + UInt8(number % 10))
    }
}
