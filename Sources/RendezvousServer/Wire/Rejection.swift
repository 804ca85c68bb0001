/// Why the server answers by itself: a request that breaks a rule of framing, a limit, a deadline.
///
/// The raw value is the `reason` of the problem document (RFC 9457) and of the metrics.
enum Rejection: String, CaseIterable, Sendable {
    case incompleteRequest = "incomplete-request"
    case emptyLines = "empty-lines"
    case bareLineFeed = "bare-line-feed"
    case bareCarriageReturn = "bare-carriage-return"
    case controlByte = "control-byte"
    case badRequestLine = "bad-request-line"
    case badMethod = "bad-method"
    case badTarget = "bad-target"
    case unsupportedVersion = "unsupported-version"
    case unsupportedMethod = "unsupported-method"
    case longRequestLine = "long-request-line"
    case foldedField = "folded-field"
    case badFieldName = "bad-field-name"
    case longField = "long-field"
    case longFields = "long-fields"
    case tooManyFields = "too-many-fields"
    case repeatedField = "repeated-field"
    case missingHost = "missing-host"
    case badHost = "bad-host"
    case hostDiffers = "host-differs"
    case badContentLength = "bad-content-length"
    case lengthAndCoding = "length-and-coding"
    case unsupportedCoding = "unsupported-coding"
    case badCoding = "bad-coding"
    case badChunk = "bad-chunk"
    case longChunkLine = "long-chunk-line"
    case badTrailer = "bad-trailer"
    case longContent = "long-content"
    case unknownExpectation = "unknown-expectation"
    case headDeadline = "head-deadline"
    case contentDeadline = "content-deadline"
    case answerDeadline = "answer-deadline"
    case tooManyConnections = "too-many-connections"
    case stopping = "stopping"
    case badAnswer = "bad-answer"

    /// The status of the answer.
    var status: Int {
        switch self {
        case .headDeadline, .contentDeadline: 408
        case .longContent: 413
        case .longRequestLine: 414
        case .unknownExpectation: 417
        case .longField, .longFields, .tooManyFields: 431
        case .badAnswer: 500
        case .unsupportedMethod, .unsupportedCoding: 501
        case .answerDeadline, .tooManyConnections, .stopping: 503
        case .unsupportedVersion: 505
        default: 400
        }
    }

    /// What is wrong, and what to send instead.
    var detail: String {
        switch self {
        case .incompleteRequest: "The connection ended within the request."
        case .emptyLines: "More empty lines stand in front of the request than are passed over."
        case .bareLineFeed: "A line must end with CR LF, not with LF alone."
        case .bareCarriageReturn: "CR must be followed by LF."
        case .controlByte: "The head of a request holds no control bytes."
        case .badRequestLine:
            "The first line must be: method, target and HTTP/1.1, one space apart."
        case .badMethod: "The method must be a token of at most as many bytes as the limit says."
        case .badTarget: "The target must be a path, or an address whose host is that of Host."
        case .unsupportedVersion: "The version must be HTTP/1.1 or HTTP/1.0."
        case .unsupportedMethod:
            "The method must be one of GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS."
        case .longRequestLine: "The first line is longer than the limit."
        case .foldedField: "A field must stand on one line."
        case .badFieldName: "A field is a token, a colon right behind it, and a value."
        case .longField: "A field is longer than the limit."
        case .longFields: "The fields together are longer than the limit."
        case .tooManyFields: "There are more fields than the limit."
        case .repeatedField:
            "Host, Content-Length, Transfer-Encoding, Content-Type, Expect and "
                + "Authorization may come once."
        case .missingHost: "A request of HTTP/1.1 needs the field Host."
        case .badHost: "Host must be a name or an address, with a port or without."
        case .hostDiffers: "The host of the target must be that of the field Host."
        case .badContentLength: "Content-Length must be 1 to 18 digits."
        case .lengthAndCoding: "Content-Length and Transfer-Encoding exclude each other."
        case .unsupportedCoding: "The only transfer coding is chunked."
        case .badCoding: "Transfer-Encoding must be chunked, in a request of HTTP/1.1."
        case .badChunk: "A chunk is its size in 1 to 8 hexadecimal digits, CR LF, bytes, CR LF."
        case .longChunkLine: "The line in front of a chunk is longer than the limit."
        case .badTrailer: "A trailer must not hold fields of framing, routing or identity."
        case .longContent: "The content is longer than the limit."
        case .unknownExpectation: "The only expectation is 100-continue."
        case .headDeadline: "The head of the request did not arrive in time."
        case .contentDeadline: "The content of the request did not arrive in time."
        case .answerDeadline: "The answer was not ready in time; try again later."
        case .tooManyConnections: "There are too many connections; try again later."
        case .stopping: "The server is stopping; try again later."
        case .badAnswer: "The answer could not be written."
        }
    }

    /// The whole answer, as a problem document.
    var response: HTTPResponse {
        var fields = FieldList()
        fields.append("content-type", "application/problem+json")
        fields.append("cache-control", "no-store")
        fields.append("x-content-type-options", "nosniff")
        fields.append("content-security-policy", "default-src 'none'; frame-ancestors 'none'")
        if status == 503 { fields.append("retry-after", "1") }
        // Details and reasons are of this file and hold nothing that JSON escapes.
        let text =
            "{\"type\":\"about:blank\",\"title\":\"\(StatusText.of(status))\","
            + "\"status\":\(status),\"reason\":\"\(rawValue)\",\"detail\":\"\(detail)\"}\n"
        return HTTPResponse(status: status, fields: fields, content: Array(text.utf8))
    }
}

/// What stands behind a status on its line (RFC 9110, 15).
enum StatusText {
    /// The words of a status, or nothing.
    static func of(_ status: Int) -> String {
        switch status {
        case 200: "OK"
        case 201: "Created"
        case 202: "Accepted"
        case 204: "No Content"
        case 206: "Partial Content"
        case 301: "Moved Permanently"
        case 302: "Found"
        case 303: "See Other"
        case 304: "Not Modified"
        case 307: "Temporary Redirect"
        case 308: "Permanent Redirect"
        case 400: "Bad Request"
        case 401: "Unauthorized"
        case 403: "Forbidden"
        case 404: "Not Found"
        case 405: "Method Not Allowed"
        case 406: "Not Acceptable"
        case 408: "Request Timeout"
        case 409: "Conflict"
        case 410: "Gone"
        case 411: "Length Required"
        case 412: "Precondition Failed"
        case 413: "Content Too Large"
        case 414: "URI Too Long"
        case 415: "Unsupported Media Type"
        case 416: "Range Not Satisfiable"
        case 417: "Expectation Failed"
        case 421: "Misdirected Request"
        case 422: "Unprocessable Content"
        case 428: "Precondition Required"
        case 429: "Too Many Requests"
        case 431: "Request Header Fields Too Large"
        case 500: "Internal Server Error"
        case 501: "Not Implemented"
        case 502: "Bad Gateway"
        case 503: "Service Unavailable"
        case 505: "HTTP Version Not Supported"
        case 507: "Insufficient Storage"
        default: ""
        }
    }
}
