/// The head of a request while it is read: its line, its fields, and what they say of framing.
struct RequestHead {
    /// How the end of the content is known (RFC 9112, 6.3).
    enum Framing: Equatable {
        case none
        case length(Int)
        case chunked
    }

    private(set) var method = ""
    private(set) var target = RequestTarget()
    /// Whether the request is of HTTP/1.0: no chunks, no interim answers, no second request.
    private(set) var isOld = false
    private(set) var fields = FieldList()
    private(set) var framing = Framing.none
    /// Whether the client asked for `connection: close`.
    private(set) var wantsClose = false
    /// Whether the client waits for `100 Continue` before it sends the content.
    private(set) var expectsContinue = false

    private var host: String?
    private var hasType = false
    private var hasAuthorization = false
    private var hasLength = false
    private var hasCoding = false
    private var hasUnknownExpectation = false

    /// The methods that are delivered.
    static let methods = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS"

    private static func isDelivered(_ method: String) -> Bool {
        switch method {
        case "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS": true
        default: false
        }
    }

    // MARK: The first line

    /// Reads `method SP target SP version`, or says what is wrong with it.
    mutating func takeRequestLine(_ line: ArraySlice<UInt8>, _ limits: HTTPLimits) -> Rejection? {
        guard let first = line.firstIndex(of: ByteClass.space) else { return .badRequestLine }
        let name = line[..<first]
        guard !name.isEmpty, name.count <= limits.method, name.allSatisfy(ByteClass.isToken) else {
            return .badMethod
        }
        let rest = line[(first + 1)...]
        guard let second = rest.firstIndex(of: ByteClass.space), second > rest.startIndex else {
            return .badRequestLine
        }
        if let rejection = takeVersion(line[(second + 1)...]) { return rejection }
        method = String(decoding: name, as: UTF8.self)
        guard Self.isDelivered(method) else { return .unsupportedMethod }
        guard let target = RequestTarget(rest[..<second]) else { return .badTarget }
        guard !target.isAsterisk || method == "OPTIONS" else { return .badTarget }
        self.target = target
        return nil
    }

    private mutating func takeVersion(_ version: ArraySlice<UInt8>) -> Rejection? {
        let start = version.startIndex
        guard version.count == 8, version.starts(with: "HTTP/".utf8),
            ByteClass.isDigit(version[start + 5]), version[start + 6] == UInt8(ascii: "."),
            ByteClass.isDigit(version[start + 7])
        else { return .badRequestLine }
        guard version[start + 5] == UInt8(ascii: "1") else { return .unsupportedVersion }
        // A later minor version is read as the last that is known (RFC 9110, 2.5).
        isOld = version[start + 7] == UInt8(ascii: "0")
        return nil
    }

    // MARK: Fields

    /// The fields, which are not here any more then.
    mutating func takeFields() -> FieldList {
        defer { fields = FieldList() }
        return fields
    }

    /// Reads a field line, or says what is wrong with it.
    mutating func takeField(_ line: ArraySlice<UInt8>) -> Rejection? {
        let field: FieldList.Field
        switch FieldLine.read(line) {
        case .failure(let rejection): return rejection
        case .success(let read): field = read
        }
        switch field.name {
        case "host":
            if host != nil { return .repeatedField }
            guard TargetAuthority.isValid(field.value) else { return .badHost }
            host = field.value
        case "content-length": return takeLength(field.value)
        case "transfer-encoding": return takeCoding(field.value)
        case "connection":
            takeConnection(field.value)
            return nil
        case "expect":
            if expectsContinue || hasUnknownExpectation { return .repeatedField }
            expectsContinue = field.value.lowercased() == "100-continue"
            hasUnknownExpectation = !expectsContinue
            return nil
        case "content-type":
            if hasType { return .repeatedField }
            hasType = true
        case "authorization":
            if hasAuthorization { return .repeatedField }
            hasAuthorization = true
        default:
            // An underscore is how `X_Remote_User` passes for `X-Remote-User` behind some gateways.
            if field.name.utf8.contains(UInt8(ascii: "_")) { return nil }
        }
        fields.append(field)
        return nil
    }

    private mutating func takeLength(_ value: String) -> Rejection? {
        if hasLength { return .repeatedField }
        hasLength = true
        let digits = value.utf8
        guard (1...18).contains(digits.count), digits.allSatisfy(ByteClass.isDigit),
            let length = Int(value)
        else { return .badContentLength }
        framing = .length(length)
        return nil
    }

    private mutating func takeCoding(_ value: String) -> Rejection? {
        if hasCoding { return .repeatedField }
        hasCoding = true
        switch value.lowercased() {
        case "chunked": framing = .chunked
        case "gzip", "x-gzip", "deflate", "compress", "x-compress", "identity":
            return .unsupportedCoding
        default: return .badCoding
        }
        return nil
    }

    private mutating func takeConnection(_ value: String) {
        if value == "keep-alive" { return }
        for option in value.split(separator: ",") {
            let word = option.drop { $0 == " " || $0 == "\t" }
            let end = word.lastIndex { $0 != " " && $0 != "\t" }
            guard let end else { continue }
            if word[...end].lowercased() == "close" { wantsClose = true }
        }
    }

    /// What must hold of the fields together, once all are there.
    func check() -> Rejection? {
        if host == nil, !isOld { return .missingHost }
        if let authority = target.authority, let host, authority != host.lowercased() {
            return .hostDiffers
        }
        if hasCoding, hasLength { return .lengthAndCoding }
        if hasCoding, isOld { return .badCoding }
        if hasUnknownExpectation { return .unknownExpectation }
        return nil
    }
}

/// A field line: name, colon, value (RFC 9112, 5).
enum FieldLine {
    /// Fields that a trailer must not hold (RFC 9110, 6.5.1): whoever merged them into the head
    /// would believe another length, host or identity than the one that was checked.
    static let forbiddenInTrailers: Set<String> = [
        "authorization", "connection", "content-encoding", "content-length", "content-range",
        "content-type", "cookie", "expect", "forwarded", "host", "proxy-authorization", "te",
        "trailer", "transfer-encoding", "upgrade",
    ]

    /// Reads a line whose bytes are no controls.
    static func read(_ line: ArraySlice<UInt8>) -> Result<FieldList.Field, Rejection> {
        guard let first = line.first, first != ByteClass.space, first != ByteClass.tab else {
            return .failure(.foldedField)
        }
        guard let colon = line.firstIndex(of: UInt8(ascii: ":")), colon > line.startIndex else {
            return .failure(.badFieldName)
        }
        let bytes = line[..<colon]
        var isToken = true
        for byte in bytes where !ByteClass.isToken(byte) { isToken = false }
        guard isToken else { return .failure(.badFieldName) }
        let name = unsafe String(unsafeUninitializedCapacity: bytes.count) { buffer in
            var count = 0
            for byte in bytes {
                unsafe buffer[count] = ByteClass.lowercase(byte)
                count += 1
            }
            return count
        }
        return .success(FieldList.Field(name: name, value: text(trimmed(line[(colon + 1)...]))))
    }

    /// The text of a value: UTF-8, and where it is none, Latin-1 as formerly (RFC 9110, 5.5).
    private static func text(_ value: ArraySlice<UInt8>) -> String {
        var all: UInt8 = 0
        for byte in value { all |= byte }
        if all < 0x80 { return String(decoding: value, as: UTF8.self) }
        if let text = String(validating: value, as: UTF8.self) { return text }
        return String(String.UnicodeScalarView(value.map { Unicode.Scalar($0) }))
    }

    private static func trimmed(_ value: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        func isSpace(_ byte: UInt8) -> Bool { byte == ByteClass.space || byte == ByteClass.tab }
        var (start, end) = (value.startIndex, value.endIndex)
        while start < end, isSpace(value[start]) { start += 1 }
        while start < end, isSpace(value[end - 1]) { end -= 1 }
        return value[start..<end]
    }
}

extension Rejection: Error {}
