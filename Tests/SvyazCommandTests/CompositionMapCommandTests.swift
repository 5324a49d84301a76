import Foundation
import SvyazTestSupport
import Testing

/// From `svyaz compose --json` to the map of what it proposes.
@Suite struct CompositionMapCommandTests {
  static let sample = SampleCommandTests.sample

  /// Compositions of the sample in files of their own, made once.
  struct Files {
    let folder: TemporaryFolder
    let one: String
    let all: String
    let json: [String: Any]

    init() throws {
      folder = try TemporaryFolder()
      one = folder.path + "/maths.json"
      all = folder.path + "/mmo.json"
      let single = try SvyazProcess.run(["compose", "--network", sample, "--subject", "maths", "--json"])
      #expect(single.status == 0, "\(single.errors)")
      try folder.write(single.output, to: "maths.json")
      json = try SampleCommandTests.object(single.output)
      let both = try SvyazProcess.run(["compose", "--network", sample, "--json"])
      #expect(both.status == 0, "\(both.errors)")
      try folder.write(both.output, to: "mmo.json")
    }

    func draw(_ plan: String, _ arguments: [String] = [], network: String = sample) throws -> SvyazProcess {
      try SvyazProcess.run(
        ["map", "associations", "--network", network, "--plan", plan, "--out", folder.path, "--format", "svg"]
          + arguments)
    }

    func drawing(_ name: String) throws -> String {
      try String(contentsOf: folder.url.appending(path: name), encoding: .utf8)
    }
  }

  /// The schools drawn for each group, from the cells' ids `school-12@mathematics-school-5`.
  static func cells(_ svg: String, of subject: String) -> [String: Set<String>] {
    var cells: [String: Set<String>] = [:]
    for match in svg.matches(of: /id="school-([^"@]+)@([^"@]+)"/) {
      let owner = String(match.output.2)
      if owner == "left-\(subject)" { cells["", default: []].insert(String(match.output.1)) }
      if owner.hasPrefix("\(subject)-") {
        cells[String(owner.dropFirst(subject.count + 1)), default: []].insert(String(match.output.1))
      }
    }
    return cells
  }

  @Test func everyGroupIsDrawnWithItsSchools() throws {
    let files = try Files()
    let run = try files.draw(files.one, ["--json"])
    #expect(run.status == 0, "\(run.errors)")
    let svg = try files.drawing("composition-mathematics.svg")
    var expected: [String: Set<String>] = [:]
    for group in try ComposeCommandTests.groups(files.json) { expected[group.base] = group.schools }
    let left = Set(try #require(files.json["left"] as? [String]))
    if !left.isEmpty { expected[""] = left }
    #expect(expected.count >= 2)
    #expect(Self.cells(svg, of: "mathematics") == expected)
    #expect(svg.contains("Предлагаемый состав ММО: математика"))
    #expect(svg.contains("на 30.04.2021"))
    let report = try SampleCommandTests.object(run.output)
    #expect(report["nodes"] as? Int == expected.values.reduce(0) { $0 + $1.count })
    #expect(report["poster"] as? Bool == false)

    // The same composition out of the list of all subjects is the same map.
    let chosen = try files.draw(files.all, ["--subject", "maths"])
    #expect(chosen.status == 0, "\(chosen.errors)")
    #expect(try files.drawing("composition-mathematics.svg") == svg)
  }

  @Test func allSubjectsAndTheOtherDesignAndEdition() throws {
    let files = try Files()
    #expect(try files.draw(files.all).status == 0)
    let both = try files.drawing("composition.svg")
    #expect(!Self.cells(both, of: "mathematics").isEmpty && !Self.cells(both, of: "russian").isEmpty)
    #expect(
      try files.draw(files.one, ["--design", "hubs", "--edition", "public", "--as-of", "2021-04-30"]).status == 0)
    let open = try files.drawing("composition-mathematics-hubs.svg")
    #expect(open.contains("Предлагаемый состав ММО: математика"))
    #expect(!open.contains("НОР") && !open.contains("низки") && !open.contains("вне групп"))
  }

  @Test func whatDoesNotFitIsNamed() throws {
    let files = try Files()
    let day = try files.draw(files.one, ["--as-of", "2021-03-31"])
    #expect(day.status == 2)
    #expect(day.errors.contains("2021-04-30"), "\(day.errors)")

    let subject = try files.draw(files.one, ["--subject", "русский"])
    #expect(subject.status == 2)
    #expect(subject.errors.contains("русский") && subject.errors.contains("mathematics"), "\(subject.errors)")

    let none = try SvyazProcess.run([
      "compose", "--network", Self.sample, "--subject", "maths", "--groups", "40", "--json",
    ])
    #expect(none.status == 1)
    try files.folder.write(none.output, to: "none.json")
    let infeasible = try files.draw(files.folder.path + "/none.json")
    #expect(infeasible.status == 65)
    #expect(infeasible.errors.contains("несовместимы"), "\(infeasible.errors)")

    let other = files.folder.path + "/other"
    #expect(try SvyazProcess.run(["generate", "--schools", "20", "--seed", "1", "--out", other]).status == 0)
    let foreign = try files.draw(files.one, network: other)
    #expect(foreign.status == 65)
    #expect(foreign.errors.contains("samara"), "\(foreign.errors)")

    let mentors = try SvyazProcess.run(["map", "mentors", "--network", Self.sample, "--plan", files.one])
    #expect(mentors.status == 65)
    for name in try FileManager.default.contentsOfDirectory(atPath: files.folder.path) {
      #expect(!name.hasSuffix(".svg"), "\(name)")
    }
  }
}
