@testable import RendezvousHTTP

/// What WCAG 2.2 asks of markup and can be decided from it, checked on every page: an own list,
/// named by the criterion.
enum AccessRules {
    /// Everything wrong with a page.
    static func faults(_ page: Element) -> [String] {
        language(page) + landmarks(page) + headings(page) + names(page) + identifiers(page)
            + forms(page) + tables(page) + order(page)
    }

    /// 3.1.1, 3.1.2: the page and its parts say their language; 2.4.2: a title.
    private static func language(_ page: Element) -> [String] {
        var faults: [String] = []
        let known: Set<String> = ["el", "ro", "da", "en"]
        if !known.contains(page.all("html").first?["lang"] ?? "") { faults.append("3.1.1 lang") }
        if (page.all("title").first?.text ?? "").count < 5 { faults.append("2.4.2 title") }
        let viewport = page.all("meta").first { $0["name"] == "viewport" }?["content"] ?? ""
        if !viewport.contains("width=device-width") || viewport.contains("maximum-scale") {
            faults.append("1.4.10 viewport")
        }
        return faults
    }

    /// 1.3.1, 2.4.1: one main part, reached by the first link.
    private static func landmarks(_ page: Element) -> [String] {
        var faults: [String] = []
        for name in ["main", "header", "footer"] where page.all(name).count != 1 {
            faults.append("1.3.1 \(name)")
        }
        let first = page.all("a").first
        if first?["href"] != "#main" || page.all("main").first?["id"] != "main" {
            faults.append("2.4.1 skip link")
        }
        for nav in page.all("nav") where (nav["aria-label"] ?? "").isEmpty {
            faults.append("1.3.1 navigation without name")
        }
        return faults
    }

    /// 1.3.1, 2.4.6: one first heading, and none skips a level.
    private static func headings(_ page: Element) -> [String] {
        var (faults, last): ([String], Int) = ([], 0)
        for heading in page.all where ["h1", "h2", "h3", "h4", "h5"].contains(heading.name) {
            let level = Int(heading.name.dropFirst()) ?? 0
            // The summary of faults stands before the first heading.
            if last == 0, level == 2, heading.isInside({ $0["id"] == "faults" }) { continue }
            if level > last + 1 { faults.append("1.3.1 \(heading.name) behind h\(last)") }
            if heading.text.isEmpty { faults.append("2.4.6 empty \(heading.name)") }
            last = level
        }
        if page.all("h1").count != 1 { faults.append("2.4.6 first headings") }
        return faults
    }

    /// 4.1.2, 2.4.4: links and buttons have names.
    private static func names(_ page: Element) -> [String] {
        var faults: [String] = []
        for element in page.all where element.name == "a" || element.name == "button" {
            if element.text.isEmpty, (element["aria-label"] ?? "").isEmpty {
                faults.append("4.1.2 \(element.name) without name")
            }
            if element.name == "a", (element["href"] ?? "").isEmpty { faults.append("2.4.4 href") }
        }
        for picture in page.all("svg") where picture["aria-hidden"] != "true" {
            if picture["role"] != "img" || (picture["aria-label"] ?? "").isEmpty {
                faults.append("1.1.1 picture")
            }
        }
        for part in page.all where part["tabindex"] == "0" {
            if part["role"] == nil || (part["aria-label"] ?? part["aria-labelledby"]) == nil {
                faults.append("4.1.2 region without name")
            }
        }
        return faults
    }

    /// 4.1.1 as it was: identifiers are there once, and what is referred to exists.
    private static func identifiers(_ page: Element) -> [String] {
        var faults: [String] = []
        var seen: Set<String> = []
        for id in page.all.compactMap({ $0["id"] }) where !seen.insert(id).inserted {
            faults.append("4.1.1 id \(id) twice")
        }
        for element in page.all {
            let references = ["aria-labelledby", "aria-describedby", "for"]
                .compactMap { element[$0] }.flatMap { $0.split(separator: " ").map(String.init) }
            for reference in references where !seen.contains(reference) {
                faults.append("1.3.1 \(reference) is nowhere")
            }
            if let href = element["href"], href.hasPrefix("#"),
                !seen.contains(String(href.dropFirst()))
            {
                faults.append("2.4.1 \(href) is nowhere")
            }
        }
        return faults
    }

    /// 1.3.1, 3.3.2: fields have labels, groups have legends; 1.3.5: what fields are for.
    private static func forms(_ page: Element) -> [String] {
        var faults: [String] = []
        let labelled = Set(page.all("label").compactMap { $0.text.isEmpty ? nil : $0["for"] })
        for field in page.all where ["input", "select", "textarea"].contains(field.name) {
            if field["type"] == "hidden" { continue }
            if !labelled.contains(field["id"] ?? "") {
                faults.append("3.3.2 \(field["name"] ?? "?") without label")
            }
            let isChoice = field["type"] == "radio" || field["type"] == "checkbox"
            if isChoice, !field.isInside({ $0.name == "fieldset" }) {
                faults.append("1.3.1 \(field["name"] ?? "?") in no group")
            }
            if field["aria-invalid"] == "true", field["aria-describedby"] == nil {
                faults.append("3.3.1 \(field["name"] ?? "?") does not say its fault")
            }
        }
        for group in page.all("fieldset") where group.all("legend").first?.text.isEmpty ?? true {
            faults.append("1.3.1 group without legend")
        }
        for form in page.all("form") where form.all("button").isEmpty {
            faults.append("3.2.2 form without button")
        }
        return faults
    }

    /// 1.3.1: tables have headings with a scope.
    private static func tables(_ page: Element) -> [String] {
        page.all("table").flatMap { table -> [String] in
            let heads = table.all("th")
            var faults: [String] = heads.isEmpty ? ["1.3.1 table without headings"] : []
            if heads.contains(where: { $0["scope"] == nil }) { faults.append("1.3.1 scope") }
            let widths = Set(
                table.all("tr").map { row in
                    row.children.count {
                        if case .element = $0 { true } else { false }
                    }
                })
            if widths.count > 1 { faults.append("1.3.1 rows of \(widths.sorted()) cells") }
            return faults
        }
    }

    /// 2.4.3: focus follows the document; 2.1.1: everything that acts can have it.
    private static func order(_ page: Element) -> [String] {
        var faults: [String] = []
        for element in page.all {
            if let index = element["tabindex"], index != "0", index != "-1" {
                faults.append("2.4.3 tabindex \(index)")
            }
            for name in element.attributes.keys where name.hasPrefix("on") {
                faults.append("2.1.1 \(name) in the page")
            }
            if element["style"] != nil || element.name == "style" {
                faults.append("style in the page")
            }
            if element["autofocus"] != nil { faults.append("3.2.1 autofocus") }
        }
        return faults
    }
}
