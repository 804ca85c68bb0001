import Rendezvous

/// The texts that ERGANI's files use; a blank one and `null` mean that something is missing.
enum ErganiForms {
    /// A text, or `nil` if it is blank.
    static func text(_ node: Node) throws(DocumentError) -> String? {
        guard !node.isNull else { return nil }
        let text = try node.string()
        return text.allSatisfy({ $0 == " " }) ? nil : text
    }

    /// A date `dd/MM/yyyy`.
    static func date(_ node: Node) throws(DocumentError) -> CivilDate? {
        guard let text = try text(node) else { return nil }
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.map(\.utf8.count) == [2, 2, 4],
            let date = CivilDate("\(parts[2])-\(parts[1])-\(parts[0])")
        else { throw node.refused("must be a date such as \"23/11/2026\"") }
        return date
    }

    /// A time of day `HH:mm`.
    static func time(_ node: Node) throws(DocumentError) -> CivilTime? {
        guard let text = try text(node) else { return nil }
        guard text.utf8.count == 5, let time = CivilTime(text) else {
            throw node.refused("must be a time such as \"08:00\"")
        }
        return time
    }

    /// A whole number written as text.
    static func number(_ node: Node, _ range: ClosedRange<Int>) throws(DocumentError) -> Int? {
        guard let text = try text(node) else { return nil }
        guard let number = Int(text), range.contains(number), String(number) == text else {
            throw node.refused(
                "must be a whole number from \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }

    /// The reference of the person whom the members name.
    static func worker(
        _ members: Members, _ directory: ErganiDirectory
    ) throws(DocumentError) -> Worker {
        let number = try members.required("f_afm")
        let text = number.isText ? number.content : ""
        guard text.utf8.count == 9, text.utf8.allSatisfy({ (48...57).contains($0) }) else {
            throw number.refusedUnseen("must be a tax number of 9 digits")
        }
        let person = ErganiPerson(
            taxNumber: text, lastName: try name(members, "f_eponymo"),
            firstName: try name(members, "f_onoma"))
        guard let worker = directory.worker(person) else {
            throw number.refusedUnseen("must be somebody whom the directory knows")
        }
        return worker
    }

    private static func name(_ members: Members, _ name: String) throws(DocumentError) -> String {
        let node = try members.required(name)
        guard node.isText else { throw node.refusedUnseen("must be a text") }
        return node.content
    }

    static func text(_ date: CivilDate?) -> String {
        guard let date else { return "" }
        let (year, month, day) = date.parts
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let zeros = String(repeating: "0", count: 4 - min(4, String(year).count))
        return "\(two(day))/\(two(month))/\(zeros)\(year)"
    }

    static func text(_ time: CivilTime?) throws(DocumentError) -> String {
        guard let time else { return "" }
        guard time.second == 0 else {
            throw DocumentError("time (\(time)) must be whole minutes for ERGANI")
        }
        return time.description
    }

    /// The members that name the person of a reference.
    static func members(
        of worker: Worker, _ directory: ErganiDirectory
    ) throws(DocumentError) -> JSONOutput {
        guard let person = directory.person(worker) else {
            throw DocumentError("\(worker) must be somebody whom the directory knows")
        }
        return .members([
            "f_afm": .text(person.taxNumber), "f_eponymo": .text(person.lastName),
            "f_onoma": .text(person.firstName),
        ])
    }
}

extension Optional where Wrapped == Node {
    /// What is read of a member that is there.
    func flatMap<Value>(
        _ read: (Node) throws(DocumentError) -> Value?
    ) throws(DocumentError) -> Value? {
        guard let self else { return nil }
        return try read(self)
    }
}
