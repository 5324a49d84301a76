import ArgumentParser
import Foundation
import SvyazMap

@main struct Svyaz: ParsableCommand {
  static func main() {
    if CommandLine.arguments.dropFirst().first == "map-worker" { Foundation.exit(MapWorker.run()) }
    print("svyaz")
  }
}
