public import RendezvousDocuments

/// The OpenAPI 3.1 document of the API: it follows from the table of routes, and cannot say
/// anything else than what is served.
public enum OpenAPI {
    /// The document.
    public static func document(_ layout: DocumentLayout = .pretty) -> [UInt8] {
        JSONOutput.members([
            "openapi": "3.1.0",
            "info": .members([
                "title": "Rendezvous", "version": "1",
                "description":
                    "Appointments of a public employment service: from an opening to a meeting.",
                "license": .members(["name": "Apache 2.0", "identifier": "Apache-2.0"]),
            ]), "servers": .list([.members(["url": "/"])]),
            "paths": .object(paths.map { (name: $0.0, value: $0.1) }),
            "components": .members([
                "securitySchemes": .members([
                    "bearer": .members([
                        "type": "http", "scheme": "bearer",
                        "description": "A key rdv_… or a token signed with HS256.",
                    ])
                ]),
                "schemas": .object(
                    Components.all.map { (name: $0.name, value: $0.schema.written) }),
                "responses": .members(["Problem": problem]),
            ]),
        ]).bytes(layout)
    }

    private static var problem: JSONOutput {
        .members([
            "description": "Why not (RFC 9457).",
            "content": .members([
                "application/problem+json": .members([
                    "schema": Schema.named("Problem").written
                ])
            ]),
        ])
    }

    private static var paths: [(String, JSONOutput)] {
        var order: [String] = []
        var items: [String: [(name: String, value: JSONOutput)]] = [:]
        for route in Operations.routes + [self.route] {
            let path = route.template.text
            if items[path] == nil { order.append(path) }
            items[path, default: []].append(
                (route.method.rawValue.lowercased(), operation(route)))
        }
        return order.map { ($0, .object(items[$0] ?? [])) }
    }

    private static func operation(_ route: Route<Endpoint>) -> JSONOutput {
        let endpoint = route.handler
        let roles = Permissions.roles(of: route.operation)
        let security: [JSONOutput] =
            [.members(["bearer": .list([])])] + (roles.contains(.anonymous) ? [.object([])] : [])
        let parameters = parameters(of: route)
        return .members([
            "operationId": .text(route.operation.rawValue), "summary": .text(endpoint.summary),
            "x-roles": .list(roles.map { .text($0.rawValue) }), "security": .list(security),
            "parameters": parameters.isEmpty ? nil : .list(parameters),
            "requestBody": endpoint.body.map { body(endpoint, $0) },
            "responses": responses(endpoint),
        ])
    }

    private static func parameters(of route: Route<Endpoint>) -> [JSONOutput] {
        let endpoint = route.handler
        var parameters = route.template.parameters.map { name in
            parameter(name, in: "path", Self.pathSchema(name), isRequired: true)
        }
        parameters += endpoint.query.map {
            parameter($0.name, in: "query", $0.schema, isRequired: $0.isRequired)
        }
        let changes = route.method != .get
        if changes {
            parameters.append(
                parameter(
                    "Idempotency-Key", in: "header", .key,
                    isRequired: endpoint.demands.contains(.key)))
        }
        if endpoint.demands.contains(.match) {
            parameters.append(parameter("If-Match", in: "header", .text, isRequired: true))
        }
        return parameters
    }

    /// Numbers where the engine counts, identifiers everywhere else.
    private static func pathSchema(_ name: String) -> Schema {
        ["appointment", "entry"].contains(name) ? .integer(1...999_999_999) : .identifier
    }

    private static func parameter(
        _ name: String, in place: String, _ schema: Schema, isRequired: Bool
    ) -> JSONOutput {
        .members([
            "name": .text(name), "in": .text(place), "required": isRequired ? .flag(true) : nil,
            "schema": schema.written,
        ])
    }

    private static func body(_ endpoint: Endpoint, _ schema: Schema) -> JSONOutput {
        .members([
            "required": .flag(!endpoint.demands.contains(.optionalBody)),
            "content": .members([
                "application/json": .members(["schema": schema.written])
            ]),
        ])
    }

    private static func responses(_ endpoint: Endpoint) -> JSONOutput {
        var list: [(name: String, value: JSONOutput)] = endpoint.answers.map { status, schema in
            let content = schema.map { schema in
                JSONOutput.object([
                    (endpoint.type, .members(["schema": schema.written]))
                ])
            }
            return (
                String(status),
                .members(["description": .text(Self.word(for: status)), "content": content])
            )
        }
        list.append(("default", .members(["$ref": "#/components/responses/Problem"])))
        return .object(list)
    }

    private static func word(for status: Int) -> String {
        switch status {
        case 201: "Made."
        case 202: "Taken; it goes on."
        case 204: "Done."
        case 304: "As it was seen last."
        default: "The answer."
        }
    }

    /// The route that serves the document.
    static let route = Route<Endpoint>(
        .get, "/v1/openapi.json", .openAPI,
        Endpoint(
            "This document.", gives: 200, .described("An OpenAPI 3.1 document"),
            run: { _ throws(Problem) in .now(ServiceAnswer(200, document: bytes)) }))

    private static let bytes = document(.compact)
}
