import Foundation
import SvyazTestSupport
import Testing

/// `svyaz map` on the sample: which files come out, on which paper, and what the report says of them.
@Suite struct MapCommandTests {
  static let sample = SampleCommandTests.sample

  /// Points, as the SVG of a paper has them.
  private static let widths: [String: Double] = ["slide": 960, "a4": 841.89, "a3": 1190.55, "a0": 3370.39]
  private static let heights: [String: Double] = ["slide": 540, "a4": 595.28, "a3": 841.89, "a0": 2383.94]

  private static func draw(_ arguments: [String], to folder: String) throws -> (report: [String: Any], errors: String) {
    let run = try SvyazProcess.run(["map"] + arguments + ["--network", sample, "--out", folder, "--json"])
    #expect(run.status == 0, "\(arguments): \(run.errors)")
    return (try SampleCommandTests.object(run.output), run.errors)
  }

  private static func names(_ folder: TemporaryFolder) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
  }

  /// Each kind on some paper: the file is named by it, its page has its size, and the scene agrees with the report.
  @Test(arguments: [
    (["mentors"], "mentors", "a4"), (["mentors", "--design", "districts"], "mentors-districts", "a3"),
    (["districts"], "districts", "a0"), (["changes", "--since", "2020-09-01"], "changes", "a3"),
    (["geography"], "geography", "a3"), (["overview"], "overview", "a0"),
    (["school", "school-70"], "school-school-70", "a4"),
    (["associations"], "associations", "a3"),
  ])
  func papersHaveTheirSizes(_ arguments: [String], _ name: String, _ paper: String) throws {
    var arguments = arguments
    if arguments.first == "school" { arguments[1] = try Self.someSchool() }
    let name = arguments.first == "school" ? "school-\(arguments[1])" : name
    let folder = try TemporaryFolder()
    let (report, _) = try Self.draw(arguments + ["--paper", paper, "--format", "json,svg"], to: folder.path)
    #expect(try Self.names(folder) == ["\(name)-\(paper).json", "\(name)-\(paper).svg"])
    let data = try Data(contentsOf: folder.url.appending(path: "\(name)-\(paper).json"))
    let scene = try SampleCommandTests.object(String(decoding: data, as: UTF8.self))
    let size = try #require(scene["size"] as? [String: Double])
    #expect(report["poster"] as? Bool == false)
    #expect(abs((size["width"] ?? 0) - (Self.widths[paper] ?? -1)) < 1, "\(size)")
    #expect(abs((size["height"] ?? 0) - (Self.heights[paper] ?? -1)) < 1, "\(size)")
    #expect((scene["nodes"] as? [Any])?.count == report["nodes"] as? Int)
    #expect((scene["links"] as? [Any])?.count == report["edges"] as? Int)
    let files = try #require(report["files"] as? [[String: Any]])
    for file in files {
      let path = try #require(file["path"] as? String)
      #expect(try Data(contentsOf: URL(filePath: path)).count == file["bytes"] as? Int)
    }
    // Three to five sentences, and no letter below the paper's least.
    let caption = try #require(scene["caption"] as? [String])
    #expect((3...5).contains(caption.count), "\(caption)")
    #expect((report["smallestLabelPoints"] as? Double ?? 0) >= (paper == "a0" ? 14 : 6))
    let svg = try String(contentsOf: folder.url.appending(path: "\(name)-\(paper).svg"), encoding: .utf8)
    #expect(svg.contains("<svg"))
  }

  private static func someSchool() throws -> String {
    let csv = try String(
      contentsOf: SvyazProcess.repository.appending(path: sample + "/partnerships.csv"), encoding: .utf8)
    let row = csv.split(separator: "\n").dropFirst().first?.split(separator: ",", omittingEmptySubsequences: false)
    return try #require(row.map { String($0[2]) })
  }

  @Test func theTextReportNamesItsFiles() throws {
    let folder = try TemporaryFolder()
    let run = try SvyazProcess.run([
      "map", "districts", "--network", Self.sample, "--out", folder.path, "--format", "svg,dot",
    ])
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("Узлов: 9, линий: "))
    #expect(run.output.contains("/districts.svg\n") && run.output.contains("/districts.dot\n"))
    #expect(try Self.names(folder) == ["districts.dot", "districts.svg"])
  }

  @Test func aSeriesOfDatesIsFilesAndOneDeck() throws {
    let folder = try TemporaryFolder()
    let (report, _) = try Self.draw(
      ["mentors", "--dates", "2021-04-30,2020-09-15,2020-12-31", "--format", "json,pptx"], to: folder.path)
    let names = ["2020-09-15", "2020-12-31", "2021-04-30"].enumerated().map { "mentors-series-0\($0 + 1)-\($1).json" }
    #expect(try Self.names(folder) == names + ["mentors-series.pptx"])
    let maps = try #require(report["maps"] as? [[String: Any]])
    #expect(maps.compactMap { $0["key"] as? String } == ["2020-09-15", "2020-12-31", "2021-04-30"])
    var places: [String: [Double]] = [:]
    var links: [String: String] = [:]
    for (name, map) in zip(names, maps) {
      let data = try Data(contentsOf: folder.url.appending(path: name))
      let scene = try SampleCommandTests.object(String(decoding: data, as: UTF8.self))
      #expect(scene["title"] as? String == map["title"] as? String)
      for node in try #require(scene["nodes"] as? [[String: Any]]) {
        let id = try #require(node["id"] as? String)
        let frame = try #require(node["frame"] as? [Double])
        let centre = [frame[0] + frame[2] / 2, frame[1] + frame[3] / 2]
        let known = places[id, default: centre]
        #expect(zip(known, centre).allSatisfy { abs($0 - $1) < 0.02 }, "\(id)")
        places[id] = centre
      }
      for link in try #require(scene["links"] as? [[String: Any]]) {
        let id = try #require(link["id"] as? String)
        let ends = "\(link["from"] ?? "") \(link["to"] ?? "")"
        #expect(links[id, default: ends] == ends, "\(id)")
        links[id] = ends
      }
    }
    #expect(places.count > 40)
  }

  @Test func equalStepsAndDistricts() throws {
    let folder = try TemporaryFolder()
    _ = try Self.draw(["changes", "--series", "3", "--since", "2020-09-01", "--format", "svg"], to: folder.path)
    #expect(
      try Self.names(folder) == [
        "changes-series-01-2020-09-01.svg", "changes-series-02-2020-12-31.svg", "changes-series-03-2021-04-30.svg",
      ])
    let lit = try TemporaryFolder()
    let (report, _) = try Self.draw(
      ["mentors", "--series", "districts", "--edition", "public", "--format", "svg,pptx"], to: lit.path)
    let maps = try #require(report["maps"] as? [[String: Any]])
    #expect(maps.first?["key"] as? String == "all")
    #expect(maps.count > 5)
    #expect(Set(maps.map { $0["nodes"] as? Int }).count == 1)
    let names = try Self.names(lit)
    #expect(names.count == maps.count + 1)
    for name in names where name.hasSuffix(".svg") {
      let svg = try String(contentsOf: lit.url.appending(path: name), encoding: .utf8)
      #expect(!svg.contains("НОР") && !svg.contains("низки") && !svg.contains("наставн"))
    }
  }

  @Test(arguments: [
    (["districts", "--series", "3", "--since", "2020-09-01"], "--series", "mentors, changes"),
    (["overview", "--dates", "2020-09-01,2020-10-01"], "--dates", "mentors, changes"),
    (["mentors", "--dates", "2020-09-01"], "--dates", "от 2 до"),
    (["mentors", "--dates", "2020-09-01,2020-13-01"], "2020-13-01", "ГГГГ-ММ-ДД"),
    (["mentors", "--series", "1", "--since", "2020-09-01"], "--series", "число карт"),
    (["mentors", "--series", "99999999999999999999", "--since", "2020-09-01"], "--series", "число карт"),
    (["mentors", "--series", "3"], "--since", "дата начала"),
    (["mentors", "--series", "3", "--since", "2022-01-01"], "--since", "раньше"),
    (["mentors", "--series", "districts", "--since", "2020-09-01"], "--since", "ЧИСЛО"),
    (["changes", "--series", "districts"], "--series", "число дат"),
    (["mentors", "--series", "3", "--since", "2020-09-01", "--dates", "2020-09-01,2020-10-01"], "--series", "одно из"),
    (["mentors", "--dates", "2020-09-01,2020-10-01", "--as-of", "2020-10-01"], "--as-of", "без --dates"),
    (["mentors", "--dates", "2020-09-01,2020-10-01", "--design", "districts"], "--design", "network"),
    (["mentors", "--since", "2020-09-01"], "--since", "changes"), (["deck", "--series", "3"], "--series", "deck"),
    (["map", "--dates", "2020-09-01,2020-10-01"], "Вид карты", "mentors"),
    (["changes", "--dates", "2020-09-01,2020-10-01", "--subject", "maths"], "--subject", "mentors"),
  ])
  func optionsWithoutMeaningAreRefused(_ arguments: [String], _ option: String, _ expected: String) throws {
    let folder = try TemporaryFolder()
    let run = try SvyazProcess.run(["map"] + arguments + ["--network", Self.sample, "--out", folder.path])
    #expect(run.status == 2, "\(arguments): \(run.output)\(run.errors)")
    #expect(run.errors.contains(option) && run.errors.contains(expected), "\(arguments): \(run.errors)")
    #expect(try Self.names(folder).isEmpty)
  }

  @Test func theDeckTakesADate() throws {
    let folder = try TemporaryFolder()
    let (report, _) = try Self.draw(["deck", "--since", "2020-09-01"], to: folder.path)
    let slides = try #require(report["slides"] as? [String])
    #expect(slides.first == "Сеть наставничества школ")
    #expect(slides.contains { $0.hasPrefix("Что изменилось с 01.09.2020 по 30.04.2021") })
    #expect(slides.last?.hasPrefix("Показатель 9") == true)
    #expect(try Self.names(folder) == ["network.pptx"])
  }
}
