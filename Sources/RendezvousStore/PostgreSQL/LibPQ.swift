internal import Foundation

/// PostgreSQL's client library, found when it is needed: the package links nothing.
@safe struct LibPQ: @unchecked Sendable {
    typealias Connection = OpaquePointer
    typealias Result = OpaquePointer
    typealias Text = UnsafePointer<CChar>
    typealias Execute =
        @convention(c) (
            Connection?, Text?, Int32, UnsafePointer<UInt32>?, UnsafePointer<Text?>?,
            UnsafePointer<Int32>?, UnsafePointer<Int32>?, Int32
        ) -> Result?

    let connect: @convention(c) (Text?) -> Connection?
    let status: @convention(c) (Connection?) -> Int32
    let errorMessage: @convention(c) (Connection?) -> Text?
    let finish: @convention(c) (Connection?) -> Void
    let execute: Execute
    let resultStatus: @convention(c) (Result?) -> Int32
    let resultField: @convention(c) (Result?, Int32) -> Text?
    let rows: @convention(c) (Result?) -> Int32
    let columns: @convention(c) (Result?) -> Int32
    let value: @convention(c) (Result?, Int32, Int32) -> Text?
    let length: @convention(c) (Result?, Int32, Int32) -> Int32
    let isNull: @convention(c) (Result?, Int32, Int32) -> Int32
    let changed: @convention(c) (Result?) -> Text?
    let clear: @convention(c) (Result?) -> Void

    /// The names under which systems have the library.
    static let names = ["libpq.so.5", "libpq.so", "libpq.5.dylib"]

    /// The library.
    ///
    /// - Throws: ``StoreError/Kind/unavailable`` if the system has none.
    static func load(_ names: [String] = names) throws(StoreError) -> LibPQ {
        for name in names {
            guard let library = unsafe dlopen(name, RTLD_NOW | RTLD_LOCAL) else { continue }
            guard let found = unsafe LibPQ(library) else { break }
            return found
        }
        throw StoreError(
            .unavailable,
            "PostgreSQL's client library (\(names.joined(separator: ", "))) is not here; "
                + "install it (Debian: libpq5), or keep a journal in a folder")
    }

    private init?(_ library: UnsafeMutableRawPointer) {
        func find<Function>(_ name: String, _ type: Function.Type) -> Function? {
            guard let symbol = unsafe dlsym(library, name) else { return nil }
            return unsafe unsafeBitCast(symbol, to: type)
        }
        guard
            let connect = unsafe find("PQconnectdb", (@convention(c) (Text?) -> Connection?).self),
            let status = unsafe find("PQstatus", (@convention(c) (Connection?) -> Int32).self),
            let message = unsafe find(
                "PQerrorMessage", (@convention(c) (Connection?) -> Text?).self),
            let finish = unsafe find("PQfinish", (@convention(c) (Connection?) -> Void).self),
            let execute = unsafe find("PQexecParams", Execute.self),
            let resultStatus = unsafe find(
                "PQresultStatus", (@convention(c) (Result?) -> Int32).self),
            let field = unsafe find(
                "PQresultErrorField", (@convention(c) (Result?, Int32) -> Text?).self),
            let rows = unsafe find("PQntuples", (@convention(c) (Result?) -> Int32).self),
            let columns = unsafe find("PQnfields", (@convention(c) (Result?) -> Int32).self),
            let value = unsafe find(
                "PQgetvalue", (@convention(c) (Result?, Int32, Int32) -> Text?).self),
            let length = unsafe find(
                "PQgetlength", (@convention(c) (Result?, Int32, Int32) -> Int32).self),
            let isNull = unsafe find(
                "PQgetisnull", (@convention(c) (Result?, Int32, Int32) -> Int32).self),
            let changed = unsafe find("PQcmdTuples", (@convention(c) (Result?) -> Text?).self),
            let clear = unsafe find("PQclear", (@convention(c) (Result?) -> Void).self)
        else { return nil }
        unsafe self.connect = connect
        unsafe self.status = status
        unsafe errorMessage = message
        unsafe self.finish = finish
        unsafe self.execute = execute
        unsafe self.resultStatus = resultStatus
        unsafe resultField = field
        unsafe self.rows = rows
        unsafe self.columns = columns
        unsafe self.value = value
        unsafe self.length = length
        unsafe self.isNull = isNull
        unsafe self.changed = changed
        unsafe self.clear = clear
    }
}
