import Foundation
import SvyazMap

/// Where the built executable lies: beside the test bundle.
enum Drawing {
  static var executable: String {
    if let path = ProcessInfo.processInfo.environment["SVYAZ"] { return path }
    let bundle = Bundle.allBundles.map(\.bundleURL).first { $0.pathExtension == "xctest" }
    let folder = bundle?.deletingLastPathComponent() ?? URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
    return folder.appendingPathComponent("svyaz").path
  }

  static func renderer(deadline: Duration = .seconds(20)) -> MapRenderer {
    MapRenderer(workerExecutable: executable, deadline: deadline)
  }
}
