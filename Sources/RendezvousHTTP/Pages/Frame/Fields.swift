internal import Rendezvous

/// Fields of forms with their labels, hints and faults tied together.
struct Fields {
    let visit: Visit
    var faults: [FormFault] = []
    var values = FormValues()

    /// A choice of one among some.
    struct Option {
        var value: String
        var label: HTML
        var hint: HTML?

        init(_ value: String, _ label: HTML, hint: HTML? = nil) {
            self.value = value
            self.label = label
            self.hint = hint
        }
    }

    private func fault(_ name: String) -> String? { faults.first { $0.field == name }?.text }

    private func faultLine(_ name: String) -> HTML {
        guard let text = fault(name) else { return HTML() }
        return """
            <p class="fault" id="\(name)-fault"><span class="unseen">\(visit.say(.faultPrefix)) \
            </span>\(text)</p>
            """
    }

    private func described(_ name: String, hint: Bool) -> HTML {
        let isFaulty = fault(name) != nil
        let ids = (hint ? ["\(name)-hint"] : []) + (isFaulty ? ["\(name)-fault"] : [])
        guard !ids.isEmpty else { return HTML() }
        return """
             aria-describedby="\(ids.joined(separator: " "))"\
            \(" aria-invalid=\"true\"", if: isFaulty)
            """
    }

    /// One line of text.
    func line(
        _ name: String, _ label: Words, hint: Words? = nil, type: String = "text",
        autocomplete: String? = nil, width: String = "full", value: String? = nil
    ) -> HTML {
        let content = values.fields.first { $0.name == name }?.value ?? value ?? ""
        return """
            <div class="field\(" faulty", if: fault(name) != nil)">\
            <label for="\(name)">\(visit.say(label))</label>\
            \(hint.map { "<p class=\"hint\" id=\"\(name)-hint\">\(visit.say($0))</p>" })\
            \(faultLine(name))\
            <input id="\(name)" name="\(name)" type="\(type)" class="\(width)" value="\(content)"\
            \(autocomplete.map { " autocomplete=\"\($0)\"" })\
            \(described(name, hint: hint != nil))></div>
            """
    }

    /// A date.
    func date(_ name: String, _ label: Words, _ date: CivilDate) -> HTML {
        line(name, label, type: "date", width: "date", value: date.description)
    }

    /// A choice of one, all to be seen.
    func radios(
        _ name: String, _ legend: Words, hint: Words? = nil, _ options: [Option],
        chosen: String? = nil, isHeading: Bool = false
    ) -> HTML {
        let current = values[name] ?? chosen
        let rows = Array(options.enumerated()).html { index, option in
            row(
                "radio", name, index == 0 ? name : "\(name)-\(index + 1)", option,
                isChosen: option.value == current)
        }
        return group(name, legend, hint, rows)
    }

    /// A choice of any number.
    func checks(
        _ name: String, _ legend: Words, hint: Words? = nil, _ options: [Option],
        chosen: [String] = []
    ) -> HTML {
        let current = Set(values.all(name) + chosen)
        let rows = Array(options.enumerated()).html { index, option in
            row(
                "checkbox", name, index == 0 ? name : "\(name)-\(index + 1)", option,
                isChosen: current.contains(option.value))
        }
        return group(name, legend, hint, rows)
    }

    private func group(_ name: String, _ legend: Words, _ hint: Words?, _ rows: HTML) -> HTML {
        """
        <fieldset class="field\(" faulty", if: fault(name) != nil)"\
        \(described(name, hint: hint != nil))>\
        <legend>\(visit.say(legend))</legend>\
        \(hint.map { "<p class=\"hint\" id=\"\(name)-hint\">\(visit.say($0))</p>" })\
        \(faultLine(name))<div class="choices">\(rows)</div></fieldset>
        """
    }

    private func row(
        _ type: String, _ name: String, _ id: String, _ option: Option, isChosen: Bool
    ) -> HTML {
        """
        <div class="choice"><input type="\(type)" id="\(id)" name="\(name)" \
        value="\(option.value)"\(" checked", if: isChosen)\
        \(option.hint.map { _ in " aria-describedby=\"\(id)-hint\"" })>\
        <label for="\(id)">\(option.label)</label>\
        \(option.hint.map { "<p class=\"hint\" id=\"\(id)-hint\">\($0)</p>" })</div>
        """
    }

    /// A choice of one in a list that folds.
    func select(
        _ name: String, _ label: Words, hint: Words? = nil, _ options: [Option],
        chosen: String? = nil
    ) -> HTML {
        let current = values[name] ?? chosen
        let rows = options.html { option in
            """
            <option value="\(option.value)"\(" selected", if: option.value == current)>\
            \(option.label)</option>
            """
        }
        return """
            <div class="field\(" faulty", if: fault(name) != nil)">\
            <label for="\(name)">\(visit.say(label))</label>\
            \(hint.map { "<p class=\"hint\" id=\"\(name)-hint\">\(visit.say($0))</p>" })\
            \(faultLine(name))\
            <select id="\(name)" name="\(name)"\(described(name, hint: hint != nil))>\
            \(rows)</select></div>
            """
    }

    /// A button that sends the form.
    func send(_ words: Words, kind: String = "main") -> HTML {
        "<button type=\"submit\" class=\"button \(kind)\">\(visit.say(words))</button>"
    }

    /// Values that go along unseen.
    static func hidden(_ values: FormValues) -> HTML {
        values.fields.html {
            "<input type=\"hidden\" name=\"\($0.name)\" value=\"\($0.value)\">"
        }
    }
}
