// Writes the worked example of Examples/myoaedlive: the same seed gives the same bytes.

import Foundation
import Rendezvous

guard let arguments = Arguments(Array(CommandLine.arguments.dropFirst())) else {
    Output.complain(Arguments.usage)
    exit(64)
}
do {
    let agency = try Agency.myOAEDlive(seed: arguments.seed)
    let requests = RequestWriter.requests(seed: arguments.seed)
    try Output.write(agency, requests, to: arguments.folder)
    print(
        "Wrote \(Staff.all.count) counsellors, \(Interpreters.all.count) interpreters, "
            + "\(Offices.all.count) offices and \(requests.count) requests to \(arguments.folder).")
} catch {
    Output.complain("GenerateExample: \(error)")
    exit(1)
}
