/// A method of a route (RFC 9110, 9). HEAD is asked of what GET answers; OPTIONS of every route.
public enum Method: String, Hashable, Sendable, CaseIterable {
    /// Reads, and changes nothing.
    case get = "GET"
    /// Sets what its path names.
    case put = "PUT"
    /// Does something, once for each `Idempotency-Key`.
    case post = "POST"
    /// Takes away what its path names.
    case delete = "DELETE"
}

/// A route: what is asked by a method of a path, and who answers.
public struct Route<Handler: Sendable>: Sendable {
    /// The method.
    public let method: Method
    /// The path.
    public let template: PathTemplate
    /// What it asks for, which decides who may (``Permissions``).
    public let operation: ServiceOperation
    /// Who answers.
    public let handler: Handler

    /// A route.
    public init(
        _ method: Method, _ template: PathTemplate, _ operation: ServiceOperation,
        _ handler: Handler
    ) {
        self.method = method
        self.template = template
        self.operation = operation
        self.handler = handler
    }
}

/// The one table of routes, and how a request finds its own.
public struct Router<Handler: Sendable>: Sendable {
    /// What a method and path find.
    public enum Match: Sendable {
        /// The route, and the values of its path's parameters.
        case found(Route<Handler>, [String: String])
        /// The path is there, with these methods (RFC 9110, 10.2.1), and not the one asked for; the
        /// template of the first of them.
        case wrongMethod(allowed: [String], template: String)
        /// There is no such path.
        case notFound
        /// The path is not encoded as it must be.
        case malformed
    }

    /// All routes, in the order in which they were given.
    public let routes: [Route<Handler>]
    /// The indices of routes by the number of segments and the first two of them, if literal.
    private let places: [Place: [Int]]

    private struct Place: Hashable {
        let count: Int
        let first, second: String
    }

    /// A router over a table.
    public init(_ routes: [Route<Handler>]) {
        self.routes = routes
        var places: [Place: [Int]] = [:]
        for (index, route) in routes.enumerated() {
            let names = route.template.segments.map { segment in
                if case .literal(let text) = segment { text } else { "" }
            }
            places[Self.place(names), default: []].append(index)
        }
        self.places = places
    }

    private static func place(_ segments: [String]) -> Place {
        Place(
            count: segments.count, first: segments.first ?? "",
            second: segments.count > 1 ? segments[1] : "")
    }

    /// The route of a request.
    ///
    /// - Parameters:
    ///   - method: The method, as sent.
    ///   - path: The path, as sent.
    /// - Complexity: linear in the path and in the routes of as many segments that begin alike.
    public func find(_ method: String, _ path: String) -> Match {
        var segments: [String] = []
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.first == "", parts.count <= 16 else { return .notFound }
        for part in parts.dropFirst() {
            guard let text = PercentCoding.decode(part) else { return .malformed }
            segments.append(text)
        }
        var found: [Route<Handler>] = []
        for index in places[Self.place(segments)] ?? [] {
            let route = routes[index]
            guard let values = route.template.match(segments) else { continue }
            if route.method.rawValue == method || route.method == .get && method == "HEAD" {
                return .found(route, values)
            }
            found.append(route)
        }
        guard let first = found.first else { return .notFound }
        return .wrongMethod(allowed: Self.allowed(found), template: first.template.text)
    }

    private static func allowed(_ routes: [Route<Handler>]) -> [String] {
        let methods = Set(routes.map(\.method))
        return Method.allCases.filter(methods.contains).flatMap { method in
            method == .get ? ["GET", "HEAD"] : [method.rawValue]
        } + ["OPTIONS"]
    }
}
