import CRendezvous
import Foundation
import Rendezvous
import RendezvousABI
import Testing

/// That header, implementation and engine name the same things.
@Suite struct HeaderTests {
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    private static func header() throws -> String {
        let path = "Sources/CRendezvous/include/rendezvous.h"
        return try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
    }

    /// The names before an opening parenthesis in lines that are not part of a comment.
    private static func functions(_ text: String) -> Set<String> {
        var names: Set<String> = []
        for line in text.components(separatedBy: "\n")
        where !line.hasPrefix("/*") && !line.hasPrefix(" *") && !line.hasPrefix("typedef") {
            for match in line.matches(of: /\b(rdv_[a-z0-9_]+)\(/) { names.insert(String(match.1)) }
        }
        return names
    }

    @Test func `every function of the header is implemented, and nothing else`() throws {
        let folder = Self.root.appendingPathComponent("Sources/RendezvousABI")
        var implemented: Set<String> = []
        for file in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
            let text = try String(
                contentsOf: folder.appendingPathComponent(file), encoding: .utf8)
            for match in text.matches(of: /public func (rdv_[a-z0-9_]+)\(/) {
                implemented.insert(String(match.1))
            }
        }
        let declared = Self.functions(try Self.header())
        #expect(declared.count > 150)
        #expect(declared.subtracting(implemented).sorted() == [])
        #expect(implemented.subtracting(declared).sorted() == [])
    }

    @Test func `every reason has a number, a name and a text`() throws {
        let header = try Self.header()
        var numbers: Set<rdv_reason> = []
        // The header says which number; it keeps its numbers when a reason comes between others.
        for reason in Reason.allCases {
            let constant = reason.rawValue.uppercased().replacingOccurrences(of: "-", with: "_")
            let line = header.components(separatedBy: "    RDV_REASON_\(constant) = ").last ?? ""
            let number = rdv_reason(line.prefix { $0.isNumber }) ?? 0
            unsafe #expect(string(rdv_reason_name(number)) == reason.rawValue)
            unsafe #expect(string(rdv_reason_text(number)) == reason.summary)
            numbers.insert(number)
        }
        #expect(numbers == Set(1...rdv_reason(Reason.allCases.count)))
        unsafe #expect(string(rdv_reason_name(rdv_reason(Reason.allCases.count + 1))) == "")
        unsafe #expect(string(rdv_reason_name(0)) == "")
        unsafe #expect(string(rdv_reason_name(.min)) == "")
        unsafe #expect(string(rdv_reason_name(.max)) == "")
    }

    @Test func `every status has its name and a text`() throws {
        var count = 0
        for match in try Self.header().matches(of: /\ {4}(RDV_[A-Z0-9_]+) = (0|9\d\d\d)\b/) {
            guard let number = rdv_status(String(match.2)),
                match.1 == "RDV_OK" || number != 0
            else { continue }
            unsafe #expect(string(rdv_status_name(number)) == String(match.1))
            unsafe #expect(!string(rdv_status_text(number)).isEmpty)
            count += 1
        }
        #expect(count == 15)
        unsafe #expect(string(rdv_status_name(1)) == "RDV_UNKNOWN")
        unsafe #expect(string(rdv_status_name(.min)) == "RDV_UNKNOWN")
    }

    @Test func `the version is the same everywhere`() {
        #expect(rdv_version() == UInt32(RDV_VERSION))
        let text = "\(RDV_VERSION_MAJOR).\(RDV_VERSION_MINOR).\(RDV_VERSION_PATCH)"
        unsafe #expect(string(rdv_version_text()) == text)
        #expect(rdv_abi_version() == 0)
    }

    @Test func `limits of the header are those of the engine`() {
        #expect(Int(RDV_ID_SIZE) == Limits.identifierBytes + 1)
        #expect(Int(RDV_DATE_MIN) == CivilDate.min.dayNumber)
        #expect(Int(RDV_DATE_MAX) == CivilDate.max.dayNumber)
    }
}
