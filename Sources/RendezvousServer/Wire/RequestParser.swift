/// Reads one request out of the bytes of a connection, however they are cut (RFC 9112).
///
/// The profile is strict: what two readers could understand differently is refused, since a proxy
/// in front may be the other reader. The outcome depends on the bytes alone, never on where they
/// were cut: every rule is decided at one byte of the stream.
struct RequestParser {
    /// What became of the bytes so far.
    enum Outcome: Equatable {
        /// The request is not whole yet.
        case needsMore
        /// The head is whole and content follows.
        case head
        /// The request is whole: see ``request(from:)``.
        case complete
        /// The bytes are no request; nothing behind them can be trusted.
        case rejected(Rejection)
    }

    private enum Stage {
        case requestLine, fields, content, tooLong, chunkLine, chunk, chunkEnd, trailers, complete
    }

    private let limits: SharedLimits
    private var stage = Stage.requestLine
    /// Bytes of the current line that hold no fault, so that no byte is looked at twice.
    private var scanned = 0
    private var emptyLines = 0
    private var sectionBytes = 0
    private var fieldCount = 0
    private var extensionBytes = 0
    /// Bytes that are still to come of the content or of the chunk.
    private var remaining = 0
    private(set) var head = RequestHead()
    private var content: [UInt8] = []

    init(limits: SharedLimits) {
        self.limits = limits
    }

    /// Forgets the request, for the next one.
    mutating func reset() {
        stage = .requestLine
        scanned = 0
        emptyLines = 0
        sectionBytes = 0
        fieldCount = 0
        extensionBytes = 0
        remaining = 0
        head = RequestHead()
        content = []
    }

    /// Whether the end of the head has been passed.
    var isPastHead: Bool {
        switch stage {
        case .requestLine, .fields: false
        default: true
        }
    }

    /// The request, once it is whole and once in all; what says how to answer it stays.
    mutating func takeRequest(from origin: HTTPRequest.Origin) -> HTTPRequest {
        defer { content = [] }
        return HTTPRequest(
            method: head.method, path: head.target.path, query: head.target.query,
            fields: head.takeFields(), content: content, origin: origin)
    }

    /// Reads on from `position` and moves it behind what was understood.
    ///
    /// Bytes before `position` are not needed again. O(bytes), whatever the cuts.
    mutating func parse(_ bytes: [UInt8], from position: inout Int) -> Outcome {
        while true {
            let outcome: Outcome? =
                switch stage {
                case .requestLine: parseRequestLine(bytes, &position)
                case .fields: parseField(bytes, &position)
                case .content: takeContent(bytes, &position)
                case .tooLong: position < bytes.count ? .rejected(.longContent) : .needsMore
                case .chunkLine: parseChunkLine(bytes, &position)
                case .chunk: takeChunk(bytes, &position)
                case .chunkEnd: parseChunkEnd(bytes, &position)
                case .trailers: parseTrailer(bytes, &position)
                case .complete: .complete
                }
            if let outcome { return outcome }
        }
    }

    // MARK: Lines

    private enum Line {
        case incomplete
        case whole(end: Int)
        case rejected(Rejection)
    }

    /// Looks for the end of the line that begins at `start`.
    private mutating func scanLine(
        _ bytes: [UInt8], _ start: Int, limit: Int, tooLong: Rejection, isFirst: Bool = false
    ) -> Line {
        let bytes = bytes.span
        var index = start + scanned
        while index < bytes.count {
            let byte = bytes[index]
            if byte == ByteClass.carriageReturn {
                if index + 1 == bytes.count { break }
                guard bytes[index + 1] == ByteClass.lineFeed else {
                    return .rejected(.bareCarriageReturn)
                }
                scanned = 0
                return .whole(end: index)
            }
            let offset = index - start
            if offset >= limit { return .rejected(tooLong) }
            if byte < ByteClass.space || byte == 0x7F {
                if byte == ByteClass.lineFeed { return .rejected(.bareLineFeed) }
                if isFirst || byte != ByteClass.tab { return .rejected(.controlByte) }
            }
            if isFirst, offset == limits.values.method {
                let beginning = bytes.extracting(start...index)
                guard beginning.indices.contains(where: { beginning[$0] == ByteClass.space })
                else { return .rejected(.badMethod) }
            }
            index += 1
        }
        scanned = index - start
        return .incomplete
    }

    private mutating func parseRequestLine(
        _ bytes: [UInt8], _ position: inout Int
    ) -> Outcome? {
        let line = scanLine(
            bytes, position, limit: limits.values.requestLine, tooLong: .longRequestLine,
            isFirst: true)
        switch line {
        case .incomplete: return .needsMore
        case .rejected(let rejection): return .rejected(rejection)
        case .whole(let end):
            defer { position = end + 2 }
            if end == position {
                emptyLines += 1
                return emptyLines > limits.values.leadingEmptyLines ? .rejected(.emptyLines) : nil
            }
            if let rejection = head.takeRequestLine(bytes[position..<end], limits.values) {
                return .rejected(rejection)
            }
            stage = .fields
            return nil
        }
    }

    /// The next line of a section of fields; its end within the limits of the section.
    private mutating func scanField(_ bytes: [UInt8], _ position: Int) -> Line {
        let room = limits.values.fieldSection - sectionBytes - 2
        let isNarrow = room < limits.values.fieldLine
        let line = scanLine(
            bytes, position, limit: max(0, isNarrow ? room : limits.values.fieldLine),
            tooLong: isNarrow ? .longFields : .longField)
        guard case .whole(let end) = line, end > position else { return line }
        sectionBytes += end - position + 2
        fieldCount += 1
        return fieldCount > limits.values.fields ? .rejected(.tooManyFields) : line
    }

    private mutating func parseField(_ bytes: [UInt8], _ position: inout Int) -> Outcome? {
        switch scanField(bytes, position) {
        case .incomplete: return .needsMore
        case .rejected(let rejection): return .rejected(rejection)
        case .whole(let end):
            defer { position = end + 2 }
            if end == position { return finishHead() }
            if let rejection = head.takeField(bytes[position..<end]) { return .rejected(rejection) }
            return nil
        }
    }

    private mutating func finishHead() -> Outcome {
        if let rejection = head.check() { return .rejected(rejection) }
        sectionBytes = 0
        fieldCount = 0
        switch head.framing {
        case .none, .length(0):
            stage = .complete
            return .complete
        case .length(let length):
            remaining = length
            stage = length <= limits.values.content ? .content : .tooLong
            // Who asks before sending is told at once; who does not, when the content begins.
            if stage == .tooLong, head.expectsContinue { return .rejected(.longContent) }
        case .chunked: stage = .chunkLine
        }
        return .head
    }

    // MARK: Content

    /// Moves bytes into the content until nothing remains; whether that is so.
    private mutating func take(_ bytes: [UInt8], _ position: inout Int) -> Bool {
        let count = min(remaining, bytes.count - position)
        content.append(contentsOf: bytes[position..<position + count])
        position += count
        remaining -= count
        return remaining == 0
    }

    private mutating func takeContent(_ bytes: [UInt8], _ position: inout Int) -> Outcome? {
        guard take(bytes, &position) else { return .needsMore }
        stage = .complete
        return .complete
    }

    private mutating func parseChunkLine(_ bytes: [UInt8], _ position: inout Int) -> Outcome? {
        let line = scanLine(
            bytes, position, limit: limits.values.chunkLine, tooLong: .longChunkLine)
        switch line {
        case .incomplete: return .needsMore
        case .rejected(let rejection): return .rejected(rejection)
        case .whole(let end):
            guard let chunk = ChunkLine(bytes[position..<end]) else { return .rejected(.badChunk) }
            extensionBytes += chunk.extensionBytes
            if extensionBytes > limits.values.chunkExtensions { return .rejected(.longChunkLine) }
            if chunk.size > limits.values.content - content.count { return .rejected(.longContent) }
            position = end + 2
            remaining = chunk.size
            stage = chunk.size == 0 ? .trailers : .chunk
            return nil
        }
    }

    private mutating func takeChunk(_ bytes: [UInt8], _ position: inout Int) -> Outcome? {
        guard take(bytes, &position) else { return .needsMore }
        stage = .chunkEnd
        return nil
    }

    private mutating func parseChunkEnd(_ bytes: [UInt8], _ position: inout Int) -> Outcome? {
        guard position < bytes.count else { return .needsMore }
        guard bytes[position] == ByteClass.carriageReturn else { return .rejected(.badChunk) }
        guard position + 1 < bytes.count else { return .needsMore }
        guard bytes[position + 1] == ByteClass.lineFeed else { return .rejected(.badChunk) }
        position += 2
        stage = .chunkLine
        return nil
    }

    /// Trailers are checked and dropped: nothing may change a request whose head was believed.
    private mutating func parseTrailer(_ bytes: [UInt8], _ position: inout Int) -> Outcome? {
        switch scanField(bytes, position) {
        case .incomplete: return .needsMore
        case .rejected(let rejection): return .rejected(rejection)
        case .whole(let end):
            defer { position = end + 2 }
            if end == position {
                stage = .complete
                return .complete
            }
            switch FieldLine.read(bytes[position..<end]) {
            case .failure(let rejection): return .rejected(rejection)
            case .success(let field):
                return FieldLine.forbiddenInTrailers.contains(field.name)
                    ? .rejected(.badTrailer) : nil
            }
        }
    }
}
