import Foundation
import Rendezvous
import RendezvousDocuments

/// The command line: where to write, and from which seed.
struct Arguments {
    private(set) var seed: UInt64 = 2026
    /// Which example is written.
    private(set) var example = Example.myOAEDlive
    private var given: String?
    /// Where it is written.
    var folder: String { given ?? "Examples/\(example.rawValue)" }

    /// The examples, by the names of their folders.
    enum Example: String {
        case myOAEDlive = "myoaedlive"
        case jobnet, casework
    }

    /// What the program is for.
    static let usage =
        "usage: GenerateExample [--example myoaedlive|jobnet|casework] [--seed NUMBER] "
        + "[--out FOLDER]"

    /// The arguments, or `nil` if they are not as ``usage`` says.
    init?(_ words: [String]) {
        var rest = words[...]
        while let option = rest.popFirst() {
            guard let value = rest.popFirst() else { return nil }
            switch option {
            case "--seed":
                guard let number = UInt64(value) else { return nil }
                seed = number
            case "--out": given = value
            case "--example":
                guard let name = Example(rawValue: value) else { return nil }
                example = name
            default: return nil
            }
        }
    }
}

/// Writes the documents of the example.
enum Output {
    /// Writes `agency.json` and `requests.json` into a folder, which is made if it is not there.
    static func write(_ agency: Agency, _ requests: [Request], to folder: String) throws {
        let folder = URL(fileURLWithPath: folder, isDirectory: true)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data(AgencyDocument.encode(agency)).write(
            to: folder.appendingPathComponent("agency.json"))
        try Data(RequestsDocument.encode(requests)).write(
            to: folder.appendingPathComponent("requests.json"))
    }

    /// Writes `agenda.json` and `outcomes.txt` into a folder, which is made if it is not there.
    static func write(_ jobnet: Jobnet, to folder: String) throws {
        let folder = URL(fileURLWithPath: folder, isDirectory: true)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data(AgendaDocument.encode(jobnet.events(), .pretty)).write(
            to: folder.appendingPathComponent("agenda.json"))
        let lines = jobnet.outcomes.map { $0.line + "\n" }.joined()
        try Data(lines.utf8).write(to: folder.appendingPathComponent("outcomes.txt"))
    }

    /// Writes `agenda.json` and `outcomes.txt` into a folder, which is made if it is not there.
    static func write(_ county: County, to folder: String) throws {
        let folder = URL(fileURLWithPath: folder, isDirectory: true)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data(AgendaDocument.encode(county.events, .compact)).write(
            to: folder.appendingPathComponent("agenda.json"))
        let outcomes = county.outcomes.values.sorted { $0.person < $1.person }
        try Data(outcomes.map { $0.line + "\n" }.joined().utf8).write(
            to: folder.appendingPathComponent("outcomes.txt"))
    }

    /// Writes a line for people to the standard error.
    static func complain(_ line: String) {
        FileHandle.standardError.write(Data((line + "\n").utf8))
    }
}
