import Rendezvous

/// ERGANI's files about declared working time, as its web service takes them:
/// `{"WTOS": {"WTO": [ … ]}}`.
///
///     let submissions = try ErganiFile.decode(bytes, as: .weekly, by: directory)
///     for declaration in try submissions[0].declarations("ΟΧΕ123", submitted: answered) { … }
///
/// Blank texts, a space and `null` all mean that something is missing; what is written is written
/// one way. Members that are not known are refused, names and tax numbers stay with the host's
/// directory. Facts of the format: Documentation/Formats/ergani.md.
public enum ErganiFile {
    /// The submissions of a file.
    ///
    /// - Throws: ``DocumentError`` with the place of the first value that is not allowed; it never
    ///   shows who somebody is.
    /// - Complexity: O(*n*) in the bytes.
    public static func decode(
        _ bytes: [UInt8], as kind: ErganiSubmission.Kind, by directory: ErganiDirectory,
        sunday: ErganiSunday = .zero, limits: StrictJSON.Limits = .standard
    ) throws(DocumentError) -> [ErganiSubmission] {
        let root = try Node(JSONText(bytes, limits: limits)).members(["WTOS"])
        let list = try root.required("WTOS").members(["WTO"]).required("WTO")
        let reading = ErganiReading(kind: kind, directory: directory, sunday: sunday)
        var submissions: [ErganiSubmission] = []
        for node in try list.items() { submissions.append(try reading.submission(node)) }
        return submissions
    }

    /// The file of some submissions, which are of one kind.
    ///
    /// - Throws: ``DocumentError`` if the directory does not know somebody, or a time has seconds.
    public static func encode(
        _ submissions: [ErganiSubmission], by directory: ErganiDirectory,
        sunday: ErganiSunday = .zero, _ layout: DocumentLayout = .pretty
    ) throws(DocumentError) -> [UInt8] {
        guard Set(submissions.map(\.kind)).count <= 1 else {
            throw DocumentError("a file must have submissions of one kind")
        }
        let writing = ErganiWriting(directory: directory, sunday: sunday)
        var list: [JSONOutput] = []
        for submission in submissions { list.append(try writing.written(submission)) }
        return JSONOutput.members(["WTOS": .members(["WTO": .list(list)])]).bytes(layout)
    }
}

/// Reads submissions of one kind.
private struct ErganiReading {
    let kind: ErganiSubmission.Kind
    let directory: ErganiDirectory
    let sunday: ErganiSunday

    func submission(_ node: Node) throws(DocumentError) -> ErganiSubmission {
        let members = try node.members([
            "f_aa_pararthmatos", "f_rel_protocol", "f_rel_date", "f_comments", "f_from_date",
            "f_to_date", "Ergazomenoi",
        ])
        let branch = try members.required("f_aa_pararthmatos")
        var submission = ErganiSubmission(
            kind, branch: try Identifier(reading: branch),
            first: try members["f_from_date"].flatMap(ErganiForms.date),
            last: try members["f_to_date"].flatMap(ErganiForms.date))
        submission.relatedProtocol = try members["f_rel_protocol"].flatMap(ErganiForms.text)
        submission.relatedDate = try members["f_rel_date"].flatMap(ErganiForms.date)
        submission.comments = try members["f_comments"].flatMap(ErganiForms.text)
        let people = try members.required("Ergazomenoi").members(["ErgazomenoiWTO"])
        for item in try people.required("ErgazomenoiWTO").items() {
            submission.entries.append(try entry(item))
        }
        return submission
    }

    private func entry(_ node: Node) throws(DocumentError) -> ErganiSubmission.Entry {
        let day = kind == .weekly ? "f_day" : "f_date"
        let members = try node.members([
            "f_afm", "f_eponymo", "f_onoma", day, "ErgazomenosAnalytics",
        ])
        let worker = try ErganiForms.worker(members, directory)
        let analytics = try members.required("ErgazomenosAnalytics").members([
            "ErgazomenosWTOAnalytics"
        ])
        var parts: [ErganiSubmission.Part] = []
        for item in try analytics.required("ErgazomenosWTOAnalytics").items() {
            parts.append(try part(item))
        }
        return ErganiSubmission.Entry(worker, try self.day(members.required(day)), parts)
    }

    private func day(_ node: Node) throws(DocumentError) -> ErganiSubmission.Day {
        guard kind == .weekly else {
            guard let date = try ErganiForms.date(node) else {
                throw node.refused("must be a date such as \"23/11/2026\"")
            }
            return .date(date)
        }
        let number = try Int(node.string())
        if number == sunday.rawValue { return .weekday(.sunday) }
        guard let number, let weekday = Weekday(rawValue: number), weekday != .sunday else {
            throw node.refused(
                "must be \"1\" (Monday) … \"6\", or \"\(sunday.rawValue)\" (Sunday)",
                hint: "the file numbers Sunday the other way; there is an option for it")
        }
        return .weekday(weekday)
    }

    private func part(_ node: Node) throws(DocumentError) -> ErganiSubmission.Part {
        let isLeave = kind == .leave || kind == .leaveCorrection
        let members = try node.members(
            ["f_type", "f_from", "f_to"] + (isLeave ? ["f_year", "f_req_days"] : []))
        let type = try members.required("f_type")
        let text = try type.string()
        guard let code = ErganiCode(text) else {
            throw type.refused(
                "must be a code of ERGANI in Greek letters",
                hint: ErganiCode.lookalike(text).map {
                    "it is \($0.text), here with Latin letters that look the same"
                } ?? "")
        }
        var part = ErganiSubmission.Part(code)
        let from = try members["f_from"].flatMap(ErganiForms.time)
        let to = try members["f_to"].flatMap(ErganiForms.time)
        if let from, let to {
            part.span = CivilSpan(from, to)
        } else if from != nil || to != nil {
            throw node.refused("must have f_from and f_to, or neither")
        }
        part.year = try members["f_year"].flatMap { node throws(DocumentError) in
            try ErganiForms.number(node, 1900...9999)
        }
        part.days = try members["f_req_days"].flatMap { node throws(DocumentError) in
            try ErganiForms.number(node, 0...Limits.mostDays)
        }
        return part
    }
}

/// Writes submissions.
private struct ErganiWriting {
    let directory: ErganiDirectory
    let sunday: ErganiSunday

    func written(_ submission: ErganiSubmission) throws(DocumentError) -> JSONOutput {
        var people: [JSONOutput] = []
        for entry in submission.entries {
            people.append(try written(entry, submission.kind))
        }
        return .members([
            "f_aa_pararthmatos": submission.branch.written,
            "f_rel_protocol": .text(submission.relatedProtocol ?? ""),
            "f_rel_date": .text(ErganiForms.text(submission.relatedDate)),
            "f_comments": .text(submission.comments ?? ""),
            "f_from_date": .text(ErganiForms.text(submission.first)),
            "f_to_date": .text(ErganiForms.text(submission.last)),
            "Ergazomenoi": .members(["ErgazomenoiWTO": .list(people)]),
        ])
    }

    private func written(
        _ entry: ErganiSubmission.Entry, _ kind: ErganiSubmission.Kind
    ) throws(DocumentError) -> JSONOutput {
        let day: (String, JSONOutput)
        switch entry.day {
        case .date(let date): day = ("f_date", .text(ErganiForms.text(date)))
        case .weekday(let weekday):
            let number = weekday == .sunday ? sunday.rawValue : weekday.rawValue
            day = ("f_day", .text(String(number)))
        }
        var parts: [JSONOutput] = []
        for part in entry.parts { parts.append(try written(part, kind)) }
        return try ErganiForms.members(of: entry.worker, directory)
            .followed(by: .object([day]))
            .followed(
                by: .members([
                    "ErgazomenosAnalytics": .members(["ErgazomenosWTOAnalytics": .list(parts)])
                ]))
    }

    private func written(
        _ part: ErganiSubmission.Part, _ kind: ErganiSubmission.Kind
    ) throws(DocumentError) -> JSONOutput {
        let times = JSONOutput.members([
            "f_type": .text(part.code.text),
            "f_from": .text(try ErganiForms.text(part.span?.from)),
            "f_to": .text(try ErganiForms.text(part.span?.to)),
        ])
        guard kind == .leave || kind == .leaveCorrection else { return times }
        return times.followed(
            by: .members([
                "f_year": .text(part.year.map(String.init) ?? ""),
                "f_req_days": .text(part.days.map(String.init) ?? ""),
            ]))
    }
}
