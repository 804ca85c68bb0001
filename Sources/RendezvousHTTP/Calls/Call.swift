internal import Rendezvous
internal import RendezvousDocuments
internal import RendezvousServer
internal import RendezvousStore

/// One request on its way through its operation: who asks, when, and for what.
struct Call: Sendable {
    let facilities: Facilities
    let principal: Principal
    let now: Instant
    let request: HTTPRequest
    /// The values of the path's parameters.
    let path: [String: String]
    let query: Query

    var limits: ServiceLimits { facilities.limits }
    var readers: Readers { principal.readers }

    /// Does what the engine may refuse.
    func engine<Result>(_ body: () throws(Refusal) -> Result) throws(Problem) -> Result {
        do throws(Refusal) { return try body() } catch { throw Problem(error, for: readers) }
    }

    /// Does what the store may not be able to.
    func storing<Result>(_ body: () throws(StoreError) -> Result) throws(Problem) -> Result {
        do throws(StoreError) { return try body() } catch { throw Problem(error) }
    }

    /// Reads what may not be as it must.
    func reading<Result>(_ body: () throws(DocumentError) -> Result) throws(Problem) -> Result {
        do throws(DocumentError) { return try body() } catch { throw Problem(error) }
    }
}

/// The content.
extension Call {
    /// The outermost value of the content, which must be JSON.
    func json(large isLarge: Bool = false) throws(Problem) -> Node {
        let types = request.fields.values("content-type")
        let type = types.first?.split(separator: ";").first.map {
            $0.split(separator: " ").joined().lowercased()
        }
        guard types.count == 1, type == "application/json" else {
            throw Problem(.mediaType, "content-type must be application/json")
        }
        let size = isLarge ? limits.largeBody : limits.body
        guard request.content.count <= size else {
            throw Problem(
                .tooLarge, "content (\(request.content.count) bytes) must have at most \(size)")
        }
        do throws(DocumentError) {
            let bounds = StrictJSON.Limits(depth: isLarge ? 64 : limits.depth, size: size)
            return Node(try JSONText(request.content, limits: bounds))
        } catch {
            var problem = Problem(.malformed, error.description)
            problem.place = nil
            throw problem
        }
    }

    /// The members of the content.
    func members(_ names: [String]) throws(Problem) -> Members {
        let node = try json()
        return try reading { () throws(DocumentError) in try node.members(names) }
    }

    /// The members of the content, all of which may be missing, and the content with them.
    func optionalMembers(_ names: [String]) throws(Problem) -> Members? {
        request.content.isEmpty ? nil : try members(names)
    }
}

/// Path and query.
extension Call {
    /// A number in the path; what is none names nothing.
    func number(_ name: String) throws(Problem) -> Int {
        guard let text = path[name], text.utf8.count <= 9, let number = Int(text), number >= 1,
            String(number) == text
        else { throw .nothing(name) }
        return number
    }

    /// The appointment in the path.
    func appointmentID() throws(Problem) -> Appointment.ID {
        Appointment.ID(try number("appointment"))
    }

    /// An identifier in the path; what is none names nothing.
    func identifier<Value>(_ name: String) throws(Problem) -> Identifier<Value> {
        let id = Identifier<Value>(path[name] ?? "")
        guard id.isValid else { throw .nothing(name) }
        return id
    }

    /// A value of the query.
    func asked<Value>(
        _ name: String, _ demand: @autoclosure () -> String, _ read: (String) -> Value?
    ) throws(Problem) -> Value? {
        guard let text = query[name] else { return nil }
        guard let value = read(text) else {
            let shown = String(text.prefix(64))
            throw Problem(.invalid, "\(name) (\(shown)) must be \(demand())")
        }
        return value
    }

    /// A value of the query as documents write it.
    func asked<Value: TextValue>(_ name: String) throws(Problem) -> Value? {
        try asked(name, Value.demand) { Value(documentText: $0) }
    }

    /// The values of the query that a comma separates.
    func list<Value: TextValue>(_ name: String) throws(Problem) -> [Value] {
        var values: [Value] = []
        for part in query[name]?.split(separator: ",", omittingEmptySubsequences: false) ?? [] {
            guard let value = Value(documentText: String(part)) else {
                throw Problem(.invalid, "\(name) (\(part.prefix(64))) must be \(Value.demand)")
            }
            values.append(value)
            guard values.count <= Limits.listItems else {
                throw Problem(.invalid, "\(name) must have at most \(Limits.listItems) values")
            }
        }
        return values
    }

    /// A whole number of the query.
    func asked(_ name: String, in range: ClosedRange<Int>) throws(Problem) -> Int? {
        try asked(name, "a whole number from \(range.lowerBound) to \(range.upperBound)") { text in
            Int(text).flatMap { range.contains($0) ? $0 : nil }
        }
    }

    /// The language asked for in the query.
    func language() throws(Problem) -> Language? {
        try asked("language", "a language such as el or en") { Language($0) }
    }

    /// How many entries a page has.
    func pageSize() throws(Problem) -> Int {
        try asked("limit", in: 1...limits.page) ?? limits.pageStandard
    }

    /// The dates `from` … `to` of the query.
    func dates() throws(Problem) -> DateRange {
        let from: CivilDate = try asked("from") ?? .min
        let to: CivilDate = try asked("to") ?? .max
        guard let dates = DateRange(from: from, to: to) else {
            throw Problem(.invalid, "to (\(to)) must not be before from (\(from))")
        }
        return dates
    }
}

/// Answers that many ask for alike.
extension Call {
    /// Where the answer stands in the book; nowhere where it depends on who asks. Taken before the
    /// search: whatever is kept afterwards makes the answer newer than its place, never older.
    var answerPlace: AnswerBook.Place? {
        guard principal.person == nil else { return nil }
        return AnswerBook.Place(
            question: AnswerBook.Question(
                path: request.path, query: request.query ?? "", readers: readers),
            moment: AnswerBook.Moment(sequence: facilities.store.chain.sequence, now: now))
    }
}

/// What is of a special category.
extension Call {
    /// Salts a person where they have none (``Facilities/salting(_:_:at:)``).
    func salting(_ person: Subject.ID, _ agenda: Agenda) -> [Event] {
        facilities.salting(person, agenda, at: now)
    }

    /// The same for a party that says what the meeting must provide.
    func salting(_ party: Party, _ agenda: Agenda) -> [Event] {
        facilities.salting(party, agenda, at: now)
    }
}

/// Preconditions (RFC 9110, 13).
extension Call {
    /// Goes on where the state that the caller saw last is that of now.
    func match(_ tag: String) throws(Problem) {
        let fields = request.fields.values("if-match")
        guard !fields.isEmpty else {
            throw Problem(
                .preconditionMissing, "If-Match must have the ETag that was seen last, or *")
        }
        let tags = fields.flatMap { $0.split(separator: ",") }.map {
            $0.split(separator: " ").joined()
        }
        guard tags.contains("*") || tags.contains(tag) else {
            throw Problem(.stale, "it is \(tag) now; read it again", fields: [("etag", tag)])
        }
    }

    /// Whether the caller has seen this state already.
    func hasSeen(_ tag: String) -> Bool {
        request.fields.values("if-none-match").flatMap { $0.split(separator: ",") }.contains {
            let text = $0.split(separator: " ").joined()
            return text == "*" || text == tag || text == "W/\(tag)"
        }
    }
}
