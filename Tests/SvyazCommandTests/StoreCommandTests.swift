import Foundation
import SvyazTestSupport
import Testing

/// The store on the command line, as a process.
@Suite struct StoreCommandTests {
  private let folder: TemporaryFolder
  private var store: String { folder.path + "/samara.svyaz" }

  init() throws {
    folder = try TemporaryFolder()
    let run = try SvyazProcess.run(["import", SampleCommandTests.sample, "--store", store, "--author", "Иванова"])
    try #require(run.status == 0, "\(run.errors)")
  }

  private func svyaz(_ arguments: String...) throws -> SvyazProcess { try SvyazProcess.run(arguments) }

  @Test func everyReadingCommandAnswersAsFromTheFolder() throws {
    let commands = [
      ["indicator", "9"], ["indicator", "9", "--json", "--rule", "formal"], ["analyse", "--since", "2020-09-01"],
      ["match", "--json"], ["indicator", "--json", "--as-of", "2020-12-01"],
    ]
    for command in commands {
      let fromFolder = try SvyazProcess.run(command + ["--network", SampleCommandTests.sample])
      let fromStore = try SvyazProcess.run(command + ["--store", store])
      #expect(fromStore.status == 0 && fromStore.output == fromFolder.output, "\(command)")
    }
    let check = try svyaz("check", "--store", store, "--json")
    #expect(check.status == 0)
    #expect((try SampleCommandTests.object(check.output)["faults"] as? [Any])?.isEmpty == true)
  }

  @Test func aCorrectionKeepsTheEarlierReport() throws {
    let before = try svyaz("indicator", "9", "--store", store, "--json")
    let edit = try svyaz(
      "edit", "partnerships", "p-10", "status=terminated", "to=2020-10-02", "--store", store, "--why", "сверка")
    #expect(edit.status == 0, "\(edit.errors)")
    #expect(try svyaz("indicator", "9", "--store", store, "--json").output != before.output)
    #expect(try svyaz("indicator", "9", "--store", store, "--json", "--known", "1").output == before.output)
    let log = try SampleCommandTests.object(try svyaz("log", "--store", store, "--json").output)
    let changes = try #require(log["changes"] as? [[String: Any]])
    #expect(changes.map { $0["kind"] as? String } == ["edit", "import"])
    #expect(changes[0]["reason"] as? String == "сверка" && changes[1]["author"] as? String == "Иванова")
    let details = try svyaz("log", "2", "--store", store)
    #expect(details.output.contains("status: «active» → «terminated»") || details.output.contains("→ «terminated»"))
    #expect(try svyaz("undo", "2", "--store", store).status == 0)
    #expect(try svyaz("indicator", "9", "--store", store, "--json").output == before.output)
  }

  @Test func aStaleEditIsRefusedWithBothValues() throws {
    let shown = try SampleCommandTests.object(
      try svyaz("show", "schools", "school-12", "--store", store, "--json").output)
    #expect(shown["version"] as? Int == 1)
    #expect(
      try svyaz("edit", "schools", "school-12", "students=640", "--store", store, "--author", "Петров").status == 0)
    let late = try svyaz("edit", "schools", "school-12", "students=650", "--base", "1", "--store", store)
    #expect(late.status == 1)
    #expect(late.errors.contains("Петров") && late.errors.contains("640") && late.errors.contains("650"))
  }

  @Test func backupsComeBack() throws {
    let copy = folder.path + "/copy.svyaz"
    #expect(try svyaz("backup", "--store", store, "--out", copy).status == 0)
    #expect(try svyaz("backup", "--store", store, "--out", copy).status == 73, "a copy is never replaced")
    #expect(try svyaz("edit", "schools", "school-12", "students=640", "--store", store).status == 0)
    let restored = try svyaz("restore", copy, "--store", store)
    #expect(restored.status == 0, "\(restored.errors)")
    #expect(!(try svyaz("show", "schools", "school-12", "--store", store).output.contains("640")))
    #expect(try svyaz("check", "--store", store + ".before-restore").status == 0)
  }

  @Test func damageIsToldOfTheFileAsAWhole() throws {
    let file = try FileHandle(forUpdating: URL(filePath: store))
    try file.seek(toOffset: 200_000)
    try file.write(contentsOf: Data(repeating: 0x58, count: 3000))
    try file.close()
    let run = try svyaz("check", "--store", store)
    #expect(run.status == 65)
    let words = run.output + run.errors
    // Where the schema itself is hit the file cannot be opened, elsewhere each torn page is told.
    #expect(words.contains("Целостность файла") || words.contains("повреждено"), "\(words)")
    #expect(!words.contains("строка 0"), "\(words)")
  }

  @Test func sheetsAreTakenOrComeBackMarked() throws {
    // «школы» in Windows-1251, with a semicolon.
    let list = "Наименование ОО;Основание\r\nМБОУ Школа № 12 г.о. Самара;приказ № 7\r\n"
    let bytes = try #require(list.data(using: .windowsCP1251))
    try folder.write(bytes, to: "list.csv")
    let path = folder.path + "/list.csv"
    let missing = try svyaz("import", path, "--store", store, "--marked", folder.path + "/marked")
    #expect(missing.status == 65)
    #expect(missing.output.contains("--status"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path + "/marked") == ["list-замечания.xlsx"])
    let trial = try svyaz(
      "import", path, "--store", store, "--status", "low_result", "--from", "2021-09-01", "--dry-run", "--json")
    #expect(trial.status == 0, "\(trial.errors)")
    #expect(try SampleCommandTests.object(trial.output)["dryRun"] as? Bool == true)
    let taken = try svyaz("import", path, "--store", store, "--status", "low_result", "--from", "2021-09-01")
    #expect(taken.status == 0 && taken.output.contains("изменение № 2"))
  }

  @Test func exportsAreWrittenInEveryForm() throws {
    for format in ["folder", "xlsx", "graphml", "gexf", "json", "csv"] {
      for edition in ["working", "public"] {
        let out = folder.path + "/\(edition).\(format)"
        let run = try svyaz("export", "--store", store, "--format", format, "--edition", edition, "--out", out)
        #expect(run.status == 0, "\(run.errors)")
        #expect(FileManager.default.fileExists(atPath: out))
      }
    }
    let copy = folder.path + "/copy.svyaz"
    #expect(try svyaz("import", folder.path + "/working.xlsx", "--store", copy).status == 0)
    #expect(try svyaz("export", "--store", copy, "--format", "xlsx", "--out", folder.path + "/again.xlsx").status == 0)
    #expect(try folder.data(of: "again.xlsx") == folder.data(of: "working.xlsx"))
  }

  @Test func wrongCallsAreToldInRussian() throws {
    for (arguments, status) in [
      (["match"], 2), (["match", "--network", "a", "--store", "b"], 2),
      (["match", "--network", SampleCommandTests.sample, "--known", "1"], 2),
      (["match", "--store", store, "--known", "вчера"], 2), (["match", "--store", store, "--known", "1900-01-01"], 2),
      (["match", "--store", folder.path + "/нет.svyaz"], 65), (["log", "7", "--store", store], 2),
      (["undo", "7", "--store", store], 2),
      (["merge", "school-12", "school-12", "--on", "2021-01-01", "--store", store], 2),
      (["edit", "measure", "1", "title=x", "--store", store], 2), (["check", "--store", "Package.swift"], 65),
      (["import", "Package.swift", "--store", store], 65),
      (["export", "--store", store, "--format", "pdf", "--out", "x"], 2),
    ] as [([String], Int32)] {
      let run = try SvyazProcess.run(arguments)
      #expect(run.status == status, "\(arguments): \(run.errors)")
      let words = run.errors + run.output
      #expect(words.contains { ("а"..."я").contains($0) }, "\(arguments)")
    }
  }

  @Test func schoolsAreMerged() throws {
    let run = try svyaz(
      "merge", "school-37", "school-39", "--on", "2021-03-01", "--store", store, "--why", "приказ № 5")
    #expect(run.status == 0, "\(run.errors)")
    #expect(try svyaz("check", "--store", store).status == 0)
    #expect(try svyaz("undo", "2", "--store", store).status == 0)
    let out = folder.path + "/back"
    #expect(try svyaz("export", "--store", store, "--format", "folder", "--out", out).status == 0)
    for name in try FileManager.default.contentsOfDirectory(atPath: out) {
      let kept = SvyazProcess.repository.appending(path: SampleCommandTests.sample).appending(path: name)
      #expect(try Data(contentsOf: kept) == Data(contentsOf: URL(filePath: "\(out)/\(name)")), "\(name)")
    }
  }
}
