import Foundation
import RendezvousCLI

exit(CommandLineTool.run(Array(CommandLine.arguments.dropFirst()), on: .process).rawValue)
