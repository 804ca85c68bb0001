internal import Foundation

/// One connection to a database. It belongs to one thread at a time.
@safe final class Database {
    /// Why a statement did not do what it should.
    struct Failure: Error {
        /// The SQLSTATE; empty if the connection is gone.
        let state: String
        let message: String

        var isConnectionLost: Bool { state.isEmpty || state.hasPrefix("08") || state == "57P01" }
        /// Whether another transaction was in the way, and the same may succeed again.
        var isContention: Bool { state == "40001" || state == "40P01" }
    }

    /// The rows of an answer, each value as the text that the server sent.
    struct Rows {
        fileprivate(set) var rows: [[[UInt8]?]] = []
        /// How many rows a statement changed.
        fileprivate(set) var changed = 0

        func number(_ row: Int, _ column: Int) -> Int64? {
            text(row, column).flatMap { Int64($0) }
        }

        func text(_ row: Int, _ column: Int) -> String? {
            rows[row][column].map { String(decoding: $0, as: UTF8.self) }
        }

        /// Bytes that the server wrote as `\x…`.
        func bytes(_ row: Int, _ column: Int) -> [UInt8]? {
            rows[row][column].flatMap(Database.bytes(hex:))
        }
    }

    private let library: LibPQ
    private let address: String
    private var connection: LibPQ.Connection?

    /// Connects.
    ///
    /// - Parameter address: What libpq takes: `host=… dbname=…` or `postgresql://…`.
    init(_ address: String) throws(StoreError) {
        library = try LibPQ.load()
        self.address = address
        do throws(Failure) {
            try connect()
        } catch {
            throw StoreError(.failed, "the database does not answer: \(error.message)")
        }
    }

    deinit { close() }

    private func close() {
        if let open = unsafe connection { unsafe library.finish(open) }
        unsafe connection = nil
    }

    private func connect() throws(Failure) {
        close()
        unsafe connection = library.connect(address)
        guard let open = unsafe connection, unsafe library.status(open) == 0 else {
            let message = unsafe Self.text(library.errorMessage(connection))
            close()
            throw Failure(state: "", message: message)
        }
        try run("SET client_min_messages = warning")
        try run("SET synchronous_commit = on")
    }

    /// Connects again, for as long as a restart of a server takes.
    func reconnect() throws(StoreError) {
        var last = ""
        for _ in 0..<600 {
            do throws(Failure) {
                try connect()
                return
            } catch { last = error.message }
            usleep(100_000)
        }
        throw StoreError(.failed, "the database does not answer for a minute: \(last)")
    }

    /// Runs one statement with its values as texts.
    @discardableResult
    func run(_ statement: String, _ values: [String?] = []) throws(Failure) -> Rows {
        guard let open = unsafe connection else {
            throw Failure(state: "", message: "not connected")
        }
        var copies = unsafe [UnsafeMutablePointer<CChar>?]()
        for value in values {
            if let value { unsafe copies.append(strdup(value)) } else { unsafe copies.append(nil) }
        }
        defer { unsafe copies.forEach { unsafe free($0) } }
        let pointers: [LibPQ.Text?] = unsafe copies.map { copy in
            unsafe copy.map { unsafe UnsafePointer($0) }
        }
        let result = unsafe library.execute(
            open, statement, Int32(values.count), nil, pointers, nil, nil, 0)
        defer { unsafe library.clear(result) }
        let status = unsafe library.resultStatus(result)
        guard status == 1 || status == 2 else {
            let state = unsafe library.resultField(result, Int32(UInt8(ascii: "C")))
            throw Failure(
                state: unsafe Self.text(state),
                message: unsafe Self.text(library.errorMessage(open)))
        }
        var rows = Rows()
        rows.changed = Int(unsafe Self.text(library.changed(result))) ?? 0
        guard status == 2 else { return rows }
        let columns = unsafe library.columns(result)
        for row in 0..<(unsafe library.rows(result)) {
            rows.rows.append(
                (Int32(0)..<columns).map { column in
                    guard unsafe library.isNull(result, row, column) == 0,
                        let value = unsafe library.value(result, row, column)
                    else { return nil }
                    let count = Int(unsafe library.length(result, row, column))
                    return unsafe UnsafeBufferPointer(start: value, count: count)
                        .map { UInt8(bitPattern: $0) }
                })
        }
        return rows
    }

    private static func text(_ pointer: LibPQ.Text?) -> String {
        guard let pointer = unsafe pointer else { return "" }
        return unsafe String(cString: pointer).trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// Bytes as the server takes them.
    static func hex(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        var text = Array("\\x".utf8)
        text.reserveCapacity(2 + 2 * bytes.count)
        for byte in bytes {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }

    fileprivate static func bytes(hex: [UInt8]) -> [UInt8]? {
        guard hex.starts(with: Array("\\x".utf8)), hex.count.isMultiple(of: 2) else { return nil }
        func digit(_ byte: UInt8) -> UInt8 { byte < 58 ? byte - 48 : byte - 87 }
        return stride(from: 2, to: hex.count, by: 2).map {
            digit(hex[$0]) << 4 | digit(hex[$0 + 1])
        }
    }
}
