package import Rendezvous

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

extension ZoneRules: DocumentValue {
    /// The name of a shipped zone, or an object with a name and the zone's TZif bytes in base64.
    package init(reading node: Node) throws(DocumentError) {
        if node.isText {
            guard let rules = ZoneRules.shipped(node.content) else {
                throw node.refused(
                    "must be a shipped zone (Europe/Athens, Europe/Bucharest, Europe/Copenhagen, "
                        + "UTC), or an object with name and tzif",
                    hint: "tzif is the file of /usr/share/zoneinfo in base64")
            }
            self = rules
            return
        }
        let members = try node.members(["name", "tzif"])
        let file = try members.required("tzif")
        guard let data = Data(base64Encoded: try file.string()) else {
            throw file.refused("must be a TZif file in base64")
        }
        let name: String = try members.value("name")
        guard (1...Self.nameSizeMax).contains(name.utf8.count) else {
            throw try members.required("name").refused("must have 1 to \(Self.nameSizeMax) bytes")
        }
        do throws(ZoneError) {
            try self.init(name: name, tzif: Array(data))
        } catch {
            throw file.refused(
                "must be a TZif file: \(error.message), at its byte \(error.byteOffset)")
        }
    }

    /// The name and the bytes, whether the zone is shipped or not.
    package var written: JSONOutput {
        .members([
            "name": name.written, "tzif": .text(Data(bytes).base64EncodedString()),
        ])
    }
}
