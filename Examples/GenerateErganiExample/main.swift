// Writes the worked example of Examples/ergani: the same seed gives the same bytes.

import Foundation
import Rendezvous
import RendezvousDocuments

let words = CommandLine.arguments
let seed = words.count > 1 ? UInt64(words[1]) ?? 2026 : 2026
let folder = URL(
    fileURLWithPath: words.count > 2 ? words[2] : "Examples/ergani", isDirectory: true)

do {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    var fortnight = try Fortnight(seed: seed)
    try fortnight.submit()
    try fortnight.clock()
    for (name, bytes) in try fortnight.files() {
        try Data(bytes).write(to: folder.appendingPathComponent(name))
    }
    let (submissions, movements) = (fortnight.submissions.count, fortnight.movements.count)
    print("Wrote \(submissions) submissions and \(movements) movements.")
} catch {
    FileHandle.standardError.write(Data("GenerateErganiExample: \(error)\n".utf8))
    exit(1)
}
