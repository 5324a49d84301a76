import Foundation
import SvyazTestSupport
import Testing

/// What goes wrong ends with a Russian message and the contract's exit status, never with a trap or half an output.
@Suite struct BadInputCommandTests {
  static let sample = SampleCommandTests.sample

  struct Case: Sendable, CustomTestStringConvertible {
    let arguments: [String]
    let status: Int32
    let says: String
    var testDescription: String { arguments.joined(separator: " ") }
  }

  static let cases: [Case] = [
    Case(arguments: ["match", "--network", "no/such/folder"], status: 65, says: "«folder»"),
    Case(arguments: ["check", "--network", "Package.swift"], status: 65, says: "Package.swift"),
    Case(arguments: ["match"], status: 2, says: "--network"),
    Case(arguments: [], status: 0, says: ""),
    Case(arguments: ["no-such-command"], status: 2, says: "Неверный вызов"),
    Case(arguments: ["match", "--network", sample, "--no-such-option"], status: 2, says: "Неизвестный параметр"),
    Case(arguments: ["match", "--network", sample, "--as-of", "2021-02-30"], status: 2, says: "2021-02-30"),
    Case(arguments: ["match", "--network", sample, "--capacity", "many"], status: 2, says: "many"),
    Case(arguments: ["match", "--network", sample, "--capacity", "-1"], status: 2, says: "-1"),
    Case(
      arguments: ["match", "--network", sample, "--capacity", "99999999999999999999"], status: 2, says: "99999999"),
    Case(arguments: ["match", "--network", sample, "--district", "near"], status: 2, says: "near"),
    Case(arguments: ["match", "--network", sample, "--max-km", "nan"], status: 2, says: "max-km"),
    Case(arguments: ["match", "--network", sample, "--max-km", "-3"], status: 2, says: "max-km"),
    Case(arguments: ["match", "--network", sample, "--weights", "1,2,3"], status: 2, says: "1,2,3"),
    Case(
      arguments: ["match", "--network", sample, "--weights", "1,2,3,4,9223372036854775807"], status: 2, says: "weights"),
    Case(
      arguments: ["match", "--network", sample, "--load-penalty", "9223372036854775807"], status: 2,
      says: "load-penalty"),
    Case(arguments: ["match", "--network", sample, "--dimacs", "/proc/no/such/file"], status: 73, says: "«such»"),
    Case(arguments: ["match", "--network", sample, "--keep", "all"], status: 2, says: "--keep"),
    Case(arguments: ["match", "--network", sample, "--keep", "active"], status: 65, says: "партнёрство p-12"),
    Case(arguments: ["match", "--network", sample, "--one-mentor", "--dimacs", "x.min"], status: 2, says: "--dimacs"),
    Case(arguments: ["curve", "--network", sample, "--one-mentor"], status: 2, says: "--one-mentor"),
    Case(arguments: ["curve", "--network", sample, "--keep", "active"], status: 2, says: "--keep"),
    Case(arguments: ["curve"], status: 2, says: "--network"),
    Case(arguments: ["compare", "Package.swift", "Package.swift"], status: 65, says: "JSON"),
    Case(arguments: ["compare", "no-such-plan.json", "Package.swift"], status: 65, says: "no-such-plan.json"),
    Case(arguments: ["compare", "Package.swift"], status: 2, says: "plan-b"),
    Case(arguments: ["indicator", "10", "--network", sample], status: 2, says: "10"),
    Case(arguments: ["indicator", "9", "--network", sample, "--rule", "strict"], status: 2, says: "strict"),
    Case(arguments: ["map", "school", "no-such-school", "--network", sample], status: 2, says: "no-such-school"),
    Case(arguments: ["map", "school", "../etc", "--network", sample], status: 2, says: "../etc"),
    Case(arguments: ["map", "school", "--network", sample], status: 2, says: "идентификатор"),
    Case(arguments: ["map", "galaxy", "--network", sample], status: 2, says: "galaxy"),
    Case(
      arguments: ["map", "associations", "--network", sample, "--subject", "chess"], status: 2, says: "mathematics"),
    Case(
      arguments: ["map", "associations", "--network", sample, "--subject", "no such"], status: 2, says: "--subject"),
    Case(
      arguments: ["map", "associations", "--network", sample, "--design", "cloud"], status: 2, says: "slide или hubs"),
    Case(arguments: ["map", "associations", "school-12", "--network", sample], status: 2, says: "school-12"),
    Case(
      arguments: ["map", "associations", "--network", sample, "--plan", "no-such-mmo.json"], status: 65,
      says: "no-such-mmo.json"),
    Case(
      arguments: ["map", "associations", "--network", sample, "--plan", "graphs/samara-2020/network.json"], status: 65,
      says: "не состав ММО"),
    Case(arguments: ["map", "school", "a", "--network", sample, "--plan", "plan.json"], status: 2, says: "--plan"),
    Case(arguments: ["map", "mentors", "--network", sample, "--design", "hubs"], status: 2, says: "--design"),
    Case(arguments: ["map", "overview", "--network", sample, "--subject", "maths"], status: 2, says: "--subject"),
    Case(
      arguments: ["map", "geography", "--network", sample, "--district", "kirovsky"], status: 2, says: "--district"),
    Case(arguments: ["map", "overview", "--network", sample, "--status", "active"], status: 2, says: "--status"),
    Case(arguments: ["map", "districts", "--network", sample, "--since", "2020-09-01"], status: 2, says: "--since"),
    Case(
      arguments: ["map", "school", "a", "--network", sample, "--district", "samarsky"], status: 2, says: "--district"),
    Case(arguments: ["map", "school", "a", "--network", sample, "--design", "hubs"], status: 2, says: "--design"),
    Case(arguments: ["map", "mentors", "--network", sample, "--subject", "chess"], status: 2, says: "mathematics"),
    Case(arguments: ["map", "mentors", "--network", sample, "--district", "Мордор"], status: 2, says: "Кировский"),
    Case(arguments: ["map", "mentors", "--network", sample, "--association", "x"], status: 2, says: "mmo-russian-1"),
    Case(arguments: ["map", "mentors", "--network", sample, "--status", "ended"], status: 2, says: "proposed"),
    Case(arguments: ["map", "associations", "--network", sample, "--status", "active"], status: 2, says: "--status"),
    Case(arguments: ["map", "mentors", "--network", sample, "--format", "gif"], status: 2, says: "gif"),
    Case(
      arguments: ["map", "mentors", "--network", sample, "--dpi", "601", "--format", "png"], status: 2, says: "600"),
    Case(arguments: ["map", "mentors", "--network", sample, "--dpi", "90", "--format", "pdf"], status: 2, says: "png"),
    Case(arguments: ["map", "mentors", "--network", sample, "--outlines", "--format", "pdf"], status: 2, says: "svg"),
    Case(arguments: ["map", "deck", "--network", sample, "--format", "svg"], status: 2, says: "pptx"),
    Case(arguments: ["map", "deck", "--network", sample, "--subject", "russian"], status: 2, says: "--subject"),
    Case(arguments: ["map", "mentors", "--network", sample, "--edition", "secret"], status: 2, says: "secret"),
    Case(arguments: ["map", "mentors", "--network", sample, "--out", "/proc/no"], status: 73, says: "«no»"),
    Case(arguments: ["verify", "no-such-plan.json", "--network", sample], status: 65, says: "no-such-plan.json"),
    Case(arguments: ["verify", "Package.swift", "--network", sample], status: 65, says: "JSON"),
    Case(arguments: ["verify", "graphs/samara-2020/network.json", "--network", sample], status: 65, says: "план"),
    Case(arguments: ["generate", "--schools", "0", "--out", "/tmp"], status: 2, says: "0"),
    Case(arguments: ["generate", "--schools", "3", "--out", "/proc/no"], status: 73, says: "«no»"),
    Case(
      arguments: ["generate", "--samara", "--facts", "no/facts", "--out", "/proc/no"], status: 65,
      says: "district_adjacency.csv"),
    Case(arguments: ["generate", "--schools", "3", "--seed", "-1", "--out", "/proc/no"], status: 2, says: "-1"),
    Case(arguments: ["demo", "--network", "no/such"], status: 65, says: "«such»"),
  ]

  @Test(arguments: cases) func endsWithAMessageAndAStatus(_ c: Case) throws {
    let run = try SvyazProcess.run(c.arguments)
    #expect(run.status == c.status, "\(run.errors)")
    if c.status != 0 {
      #expect(run.errors.contains(c.says), "\(run.errors)")
      #expect(run.errors.contains(/[а-я]{3}/), "\(run.errors)")
      #expect(run.output.isEmpty, "\(run.output)")
    }
  }

  @Test func helpAndVersionAreNoErrors() throws {
    for arguments in [["help"], ["--help"], ["help", "match"], ["--version"]] {
      let run = try SvyazProcess.run(arguments)
      #expect(run.status == 0)
      #expect(!run.output.isEmpty)
      #expect(!run.output.contains("map-worker"))
    }
  }

  @Test func aFullDiskIsToldApart() throws {
    let run = try SvyazProcess.run(["match", "--network", Self.sample, "--json"], standardOutput: "/dev/full")
    #expect(run.status == 73)
  }

  @Test func faultsOfTheFolderAreNamedByEveryCommand() throws {
    let folder = try TemporaryFolder()
    try Data(#"{"version":1,"id":"x","name":"x","asOf":"2020-11-30","subjects":[{"id":"s","name":"s"}]}"#.utf8)
      .write(to: folder.url.appending(path: "network.json"))
    try Data("id,name,neighbours,lat,lon\nd,Район,,53.2,200\n".utf8)
      .write(to: folder.url.appending(path: "districts.csv"))
    try Data("id,number,name,short_name,kind,district,address,lat,lon,students\n".utf8)
      .write(to: folder.url.appending(path: "schools.csv"))
    for command in [["match"], ["indicator", "9"], ["analyse"], ["map", "mentors"], ["check"]] {
      let run = try SvyazProcess.run(command + ["--network", folder.path])
      #expect(run.status == 65)
      #expect((run.errors + run.output).contains("districts.csv, строка 2"), "\(run.errors)")
    }
    let json = try SvyazProcess.run(["check", "--network", folder.path, "--json"])
    #expect(json.status == 65)
    let faults = try #require(try SampleCommandTests.object(json.output)["faults"] as? [[String: Any]])
    #expect(faults.count == 1)
    #expect(Set(try #require(faults.first).keys) == ["file", "row", "column", "value", "expected", "message"])
    #expect(faults.first?["row"] as? Int == 2)
    #expect(faults.first?["column"] as? String == "lon")
  }

  /// No low-result school, no mentor, one school, no results: every command answers sensibly.
  @Test func emptyNetworksAreAnswered() throws {
    let folder = try TemporaryFolder()
    try Data(
      #"{"version":1,"id":"x","name":"Пустая сеть","asOf":"2020-11-30","subjects":[{"id":"s","name":"s"}]}"#.utf8
    )
    .write(to: folder.url.appending(path: "network.json"))
    try Data("id,name,neighbours,lat,lon\n".utf8).write(to: folder.url.appending(path: "districts.csv"))
    let header = "id,number,name,short_name,kind,district,address,lat,lon,students\n"
    let low = "school,status,from,to,basis\na,low_result,2020-01-01,,\n"
    for (schools, statuses) in [("", ""), ("a,1,Школа № 1,,,,,,,\n", ""), ("a,1,Школа № 1,,,,,,,\n", low)] {
      try Data((header + schools).utf8).write(to: folder.url.appending(path: "schools.csv"))
      if !statuses.isEmpty { try Data(statuses.utf8).write(to: folder.url.appending(path: "statuses.csv")) }
      for command in [["check"], ["match"], ["indicator", "9"], ["indicator"], ["analyse"]] {
        for json in [[], ["--json"]] {
          let run = try SvyazProcess.run(command + ["--network", folder.path] + json)
          #expect(run.status == 0, "\(command) \(run.errors)")
          #expect(!run.output.isEmpty)
        }
      }
      let plan = try SvyazProcess.run(["match", "--network", folder.path, "--json"]).output
      let file = folder.url.appending(path: "plan.json")
      try plan.write(to: file, atomically: true, encoding: .utf8)
      #expect(try SvyazProcess.run(["verify", file.path, "--network", folder.path]).status == 0)
      let map = try SvyazProcess.run(
        ["map", "mentors", "--network", folder.path, "--out", folder.path, "--format", "svg,png,dot"])
      #expect(map.status == 0, "\(map.errors)")
      for design in ["slide", "hubs"] {
        let associations = try SvyazProcess.run([
          "map", "associations", "--design", design, "--network", folder.path, "--out", folder.path, "--format", "svg",
        ])
        #expect(associations.status == 0, "\(associations.errors)")
      }
      #expect(FileManager.default.fileExists(atPath: folder.url.appending(path: "associations-hubs.svg").path))
    }
    let ego = try SvyazProcess.run(["map", "school", "a", "--network", folder.path, "--out", folder.path])
    #expect(ego.status == 0, "\(ego.errors)")
  }

  @Test func aFailedMapLeavesNothingBehind() throws {
    let folder = try TemporaryFolder()
    // A folder stands where the PNG should go: the rename of that file fails.
    try FileManager.default.createDirectory(
      at: folder.url.appending(path: "mentors.svg"), withIntermediateDirectories: true)
    let run = try SvyazProcess.run([
      "map", "mentors", "--network", Self.sample, "--format", "svg,png", "--out", folder.path,
    ])
    #expect(run.status == 73)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["mentors.svg"])
  }

  @Test func whatIsNoFileIsNotReplacedAndLinksAreFollowed() throws {
    let folder = try TemporaryFolder()
    let pipe = folder.url.appending(path: "pipe.min").path
    #expect(mkfifo(pipe, 0o600) == 0)
    let refused = try SvyazProcess.run(["match", "--network", Self.sample, "--dimacs", pipe])
    #expect(refused.status == 73)
    #expect(refused.errors.contains("не обычный файл"))
    var status = stat()
    #expect(stat(pipe, &status) == 0 && status.st_mode & S_IFMT == S_IFIFO)

    let target = folder.url.appending(path: "target.min")
    let link = folder.url.appending(path: "link.min")
    try Data("old".utf8).write(to: target)
    try FileManager.default.createSymbolicLink(at: link, withDestinationURL: target)
    #expect(try SvyazProcess.run(["match", "--network", Self.sample, "--dimacs", link.path]).status == 0)
    #expect(try String(contentsOf: target, encoding: .utf8).contains("p min"))
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link.path) == target.path)
  }

  @Test func aPlanIsDrawnOnlyForItsNetworkAndDay() throws {
    let folder = try TemporaryFolder()
    let other = folder.url.appending(path: "other").path
    #expect(try SvyazProcess.run(["generate", "--schools", "30", "--out", other]).status == 0)
    let plan = folder.url.appending(path: "plan.json")
    let json = try SvyazProcess.run(["match", "--network", Self.sample, "--json"]).output
    try json.write(to: plan, atomically: true, encoding: .utf8)
    let map = ["map", "mentors", "--plan", plan.path, "--format", "dot", "--out", folder.path, "--network"]
    #expect(try SvyazProcess.run(map + [Self.sample]).status == 0)
    let foreign = try SvyazProcess.run(map + [other])
    #expect(foreign.status == 65)
    #expect(foreign.errors.contains("samara-2020"))
    #expect(try SvyazProcess.run(map + [Self.sample, "--as-of", "2020-11-30"]).status == 2)
    #expect(try SvyazProcess.run(map + [Self.sample, "--as-of", "2021-04-30"]).status == 0)

    // With no place at all the pins cannot hold: the plan is none, and verify says so.
    let altered = json.replacing("\"capacity\": 2, \"district\"", with: "\"capacity\": 0, \"district\"")
      .replacing("\"capacity\": 2,\n    \"district\"", with: "\"capacity\": 0,\n    \"district\"")
    #expect(altered != json)
    try altered.write(to: plan, atomically: true, encoding: .utf8)
    #expect(try SvyazProcess.run(["verify", plan.path, "--network", Self.sample]).status == 1)
  }
}
