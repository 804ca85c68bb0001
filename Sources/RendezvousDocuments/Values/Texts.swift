package import Rendezvous

extension Label: DocumentValue {
    /// A plain text, or an object of texts by language.
    package init(reading node: Node) throws(DocumentError) {
        if node.isText {
            self.init(stringLiteral: try Self.text(node))
            return
        }
        guard node.isObject else {
            throw node.refused("must be a text, or an object of texts by language")
        }
        var texts: [Language: String] = [:]
        for (name, value) in try node.pairs() {
            guard let language = Language(name.content) else {
                throw name.refused("must be named by a language tag such as \"el\"")
            }
            guard texts[language] == nil else {
                throw name.refused("must not come twice: it is the language \(language)")
            }
            texts[language] = try Self.text(value)
        }
        self.init(texts.map { ($0.key, $0.value) })
    }

    private static func text(_ node: Node) throws(DocumentError) -> String {
        let text = try node.string()
        guard text.utf8.count <= Limits.labelBytes else {
            throw node.refused("must have at most \(Limits.labelBytes) bytes")
        }
        return text
    }

    package var written: JSONOutput {
        if entries.count == 1, let only = entries.first, only.language == "und" {
            return .text(only.text)
        }
        return .object(entries.map { ($0.language.tag, .text($0.text)) })
    }
}

extension Communication: TextValue {
    package static var demand: String { "a communication such as \"signed:gss\" or \"spoken:ar\"" }

    package init?(documentText text: String) { self.init(text) }

    package var documentText: String { description }
}

extension Need: TextValue {
    package static var demand: String {
        "a need such as \"signed:gss\", \"spoken:ar\" or \"facility:step-free\""
    }

    package init?(documentText text: String) { self.init(text) }

    package var documentText: String { description }
}
