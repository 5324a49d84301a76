import Foundation
import SvyazTestSupport
import Testing

/// A store with the sample in a folder of its own, as several suites begin.
struct SampleStore {
  let folder: TemporaryFolder
  var path: String { folder.path + "/samara.svyaz" }

  init() throws {
    folder = try TemporaryFolder()
    let run = try SvyazProcess.run(["import", SampleCommandTests.sample, "--store", path])
    try #require(run.status == 0, "\(run.errors)")
  }

  /// The files of the folder that the store exports, by name.
  func export(_ name: String) throws -> [String: Data] {
    let target = folder.path + "/" + name
    let run = try SvyazProcess.run(["export", "--store", path, "--format", "folder", "--out", target])
    #expect(run.status == 0, "\(run.errors)")
    return try Dictionary(
      uniqueKeysWithValues: FileManager.default.contentsOfDirectory(atPath: target).map {
        ($0, try Data(contentsOf: URL(filePath: target + "/" + $0)))
      })
  }
}
