internal import RendezvousDocuments

/// What is answered: a status, header fields of its own, and content.
struct ServiceAnswer: Sendable {
    var status: Int
    /// Header fields beside those of every response, names in lower case.
    var fields: [(name: String, value: String)] = []
    /// The media type of the content.
    var type = "application/json"
    var content: [UInt8] = []

    /// An answer without content.
    init(_ status: Int) { self.status = status }

    /// An answer with a JSON value.
    init(_ status: Int, _ body: JSONOutput) {
        self.status = status
        content = body.bytes(.compact)
    }

    /// An answer with a JSON value that is written already.
    init(_ status: Int, _ body: JSONWriter) {
        self.status = status
        content = body.bytes + [UInt8(ascii: "\n")]
    }

    /// An answer with a document.
    init(_ status: Int, document: [UInt8], type: String = "application/json") {
        self.status = status
        self.type = type
        content = document
    }

    /// The answer with one more header field.
    func with(_ name: String, _ value: String) -> ServiceAnswer {
        var answer = self
        answer.fields.append((name, value))
        return answer
    }

    // MARK: Under a key

    /// The answer as it is kept under a key: status, type and fields in lines, an empty line, and
    /// the content.
    var stored: [UInt8] {
        var head = "\(status)\n\(type)\n"
        for (name, value) in fields { head += "\(name): \(value)\n" }
        return Array((head + "\n").utf8) + content
    }

    /// The answer that was kept; `nil` if the bytes are none.
    init?(stored bytes: [UInt8]) {
        guard
            let end = bytes.indices.dropLast().first(where: {
                bytes[$0] == 10 && bytes[$0 + 1] == 10
            })
        else { return nil }
        let lines = String(decoding: bytes[..<end], as: UTF8.self).split(separator: "\n")
        guard lines.count >= 2, let status = Int(lines[0]) else { return nil }
        self.status = status
        type = String(lines[1])
        fields = lines.dropFirst(2).compactMap { line in
            line.firstRange(of: ": ").map {
                (String(line[..<$0.lowerBound]), String(line[$0.upperBound...]))
            }
        }
        content = Array(bytes[(end + 2)...])
    }
}
