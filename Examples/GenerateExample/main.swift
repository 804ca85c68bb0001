// Writes the worked examples of Examples: the same seed gives the same bytes.

import Foundation
import Rendezvous

guard let arguments = Arguments(Array(CommandLine.arguments.dropFirst())) else {
    Output.complain(Arguments.usage)
    exit(64)
}
do {
    if arguments.example == .jobnet {
        let jobnet = Jobnet(seed: arguments.seed)
        try Output.write(jobnet, to: arguments.folder)
        print("Wrote \(jobnet.outcomes.count) registrations to \(arguments.folder).")
        exit(0)
    }
    if arguments.example == .casework {
        let county = try County(seed: arguments.seed)
        try Output.write(county, to: arguments.folder)
        print(
            "Wrote \(county.events.count) events of \(county.outcomes.count) cases to "
                + "\(arguments.folder).")
        exit(0)
    }
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
